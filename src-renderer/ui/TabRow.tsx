// A row of tabs above what they show; arrows go from one to the next.
import type { ReactNode } from 'react'
import styles from './TabRow.module.css'

interface TabRowProps<Tab extends string> {
  /** before the ids of the tabs: <id>-<tab> */
  readonly id: string
  readonly label: string
  readonly tabs: readonly Tab[]
  readonly chosen: Tab
  /** the id of what they show */
  readonly controls: string
  readonly onChoose: (tab: Tab) => void
  /** the face of each: its words, how much it holds */
  readonly children: (tab: Tab) => ReactNode
}

export function TabRow<Tab extends string>({ id, label, tabs, chosen, controls, onChoose, children }: TabRowProps<Tab>) {
  return (
    <div className={styles.tabs} role="tablist" aria-label={label}>
      {tabs.map((one) => (
        <button
          key={one}
          type="button"
          role="tab"
          id={`${id}-${one}`}
          aria-selected={one === chosen}
          aria-controls={controls}
          tabIndex={one === chosen ? 0 : -1}
          onClick={() => onChoose(one)}
          onKeyDown={(event) => {
            const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
            if (step === 0) return
            const next = tabs[(tabs.indexOf(one) + step + tabs.length) % tabs.length]!
            onChoose(next)
            document.getElementById(`${id}-${next}`)?.focus()
          }}
        >
          {children(one)}
        </button>
      ))}
    </div>
  )
}

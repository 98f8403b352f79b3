// A panel that hangs below its button. Esc closes it, from within and from the button, and leaves what lies below as it is.
import { Popover } from '@mantine/core'
import { Suspense, type ReactNode } from 'react'

interface PanelProps {
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
  readonly position: 'bottom-start' | 'bottom-end'
  /** the button's name, and what the mouse is told; `face` alone names it where there is none */
  readonly label?: string
  readonly title: string
  readonly face: ReactNode
  readonly className?: string | undefined
  readonly children: ReactNode
}

export function Panel({ open, onOpen, position, label, title, face, className, children }: PanelProps) {
  return (
    <Popover opened={open} onChange={onOpen} position={position} trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={className}
          onClick={() => onOpen(!open)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || !open) return
            event.preventDefault()
            onOpen(false)
          }}
          aria-expanded={open}
          aria-label={label}
          title={title}
        >
          {face}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <Suspense>{children}</Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}

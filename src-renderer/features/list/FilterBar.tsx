// What is filtered, said above the list: a chip for each condition, one key (Esc) for all. Order and columns at the end.
import { Menu } from '@mantine/core'
import { lazy, Suspense, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { faceOf, useKeys } from '../../app/keys.ts'
import { changeList, useListPlace, type Order } from '../../app/place.ts'
import { useMay } from '../../data/desk.ts'
import { IconArrowsSort, IconChartBar, IconDownload, IconFilterPlus, IconLayoutColumns } from '../../ui/icons.ts'
import { Panel } from '../../ui/Panel.tsx'
import { useChips, without, type Chip } from './chips.ts'
import { SearchesMenu } from './Searches.tsx'
import type { DocumentList } from './useDocumentList.ts'
import styles from './List.module.css'

const ColumnsPanel = lazy(() => import('./ColumnsPanel.tsx'))
const CountsDialog = lazy(() => import('./CountsDialog.tsx'))
const ExportDialog = lazy(() => import('./ExportDialog.tsx'))
const FilterPanel = lazy(() => import('./FilterPanel.tsx'))
const orders: readonly Order[] = ['newest', 'oldest', 'number', 'number-down']

export function FilterBar({ list }: { readonly list: DocumentList }) {
  const { t } = useTranslation()
  const { direction, state } = list
  const { text, filters } = useListPlace(direction)
  const proposed = [...(text.trim() === '' ? [] : [`“${text.trim()}”`]), ...useChips(filters).map(({ words }) => words)].join(', ')
  const order = list.find.order ?? 'newest'
  const orderWords = (one: Order) => t(direction === 'outgoing' ? `incoming.orderOut.${one}` : `incoming.order.${one}`)
  const [open, setOpen] = useState<'filters' | 'columns' | null>(null)

  return (
    <div className={styles.bar}>
      <Panel open={open === 'filters'} onOpen={(on) => setOpen(on ? 'filters' : null)} position="bottom-start" className={styles.tool} title={t('incoming.addFilter')} face={<><IconFilterPlus size={16} stroke={1.5} aria-hidden /> {t('incoming.filter')}</>}>
        <FilterPanel direction={direction} onDone={() => setOpen(null)} />
      </Panel>
      <Chips list={list} />
      {state.total !== null && (
        <span className={styles.count} aria-live="polite">{t(state.totalIsAtLeast ? 'incoming.countAtLeast' : 'incoming.count', { count: state.total })}</span>
      )}
      <ResultTools list={list} proposed={proposed} />
      <SearchesMenu direction={direction} proposed={proposed} keysActive={list.keysActive} />
      <Menu position="bottom-end">
        <Menu.Target>
          <button type="button" className={styles.tool} aria-label={`${t('incoming.sort')}: ${orderWords(order)}`} title={t('incoming.sort')}>
            <IconArrowsSort size={16} stroke={1.5} aria-hidden /> <span className={styles.order}>{orderWords(order)}</span>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.RadioGroup value={order} onChange={(one) => changeList(direction, { order: one as Order })}>
            {[...orders, ...(text === '' ? [] : ['rank' as const])].map((one) => <Menu.RadioItem key={one} value={one}>{orderWords(one)}</Menu.RadioItem>)}
          </Menu.RadioGroup>
        </Menu.Dropdown>
      </Menu>
      <Panel open={open === 'columns'} onOpen={(on) => setOpen(on ? 'columns' : null)} position="bottom-end" className={styles.tool} label={t('incoming.columns')} title={t('incoming.columns')} face={<IconLayoutColumns size={16} stroke={1.5} aria-hidden />}>
        <ColumnsPanel direction={direction} onDone={() => setOpen(null)} />
      </Panel>
    </div>
  )
}

/** What is made of the result: counted, or taken out as a file. */
function ResultTools({ list, proposed }: { readonly list: DocumentList; readonly proposed: string }) {
  const { t } = useTranslation()
  const prints = useMay('print')
  const [open, setOpen] = useState<'counts' | 'export' | null>(null)
  useKeys({ count: () => setOpen('counts'), export: () => (prints ? setOpen('export') : false) }, list.keysActive && open === null && list.count > 0)
  const tool = (what: 'counts' | 'export', keyOf: 'count' | 'export', icon: ReactNode) => (
    <button type="button" className={styles.tool} disabled={list.count === 0} aria-label={t(`incoming.${what}.title`)} title={`${t(`incoming.${what}.title`)} (${faceOf(keyOf)})`} aria-keyshortcuts={faceOf(keyOf)} onClick={() => setOpen(what)}>{icon}</button>
  )
  return (
    <>
      {tool('counts', 'count', <IconChartBar size={16} stroke={1.5} aria-hidden />)}
      {prints && tool('export', 'export', <IconDownload size={16} stroke={1.5} aria-hidden />)}
      <Suspense>
        {open === 'counts' && <CountsDialog direction={list.direction} find={list.find} onClose={() => setOpen(null)} />}
        {open === 'export' && <ExportDialog direction={list.direction} find={list.find} columns={list.columns} proposed={proposed} onClose={() => setOpen(null)} />}
      </Suspense>
    </>
  )
}

/** A chip goes by Enter, a click, Delete or Backspace; the keyboard stays at the chips, and with the last one goes back into the list. */
function Chips({ list: { direction, filtered, clear } }: { readonly list: DocumentList }) {
  const { t } = useTranslation()
  const { filters } = useListPlace(direction)
  const chips = useChips(filters)
  const box = useRef<HTMLDivElement>(null)

  const drop = (chip: Chip, at: number) => {
    changeList(direction, { filters: without(filters, chip.names) })
    requestAnimationFrame(() => {
      const left = box.current?.querySelectorAll<HTMLElement>('[data-chip]') ?? []
      const next = left[Math.min(at, left.length - 1)] ?? document.querySelector<HTMLElement>('[role=listbox]')
      next?.focus()
    })
  }
  return (
    <div className={styles.chips} ref={box}>
      {chips.map((chip, at) => (
        <button
          key={chip.names[0]}
          type="button"
          data-chip
          className={styles.chip}
          title={chip.words}
          aria-label={t('incoming.dropFilter', { what: chip.words })}
          onClick={() => drop(chip, at)}
          onKeyDown={(event: KeyboardEvent) => {
            if (event.key !== 'Delete' && event.key !== 'Backspace') return
            event.preventDefault()
            drop(chip, at)
          }}
        >
          <span>{chip.words}</span> ✕
        </button>
      ))}
      {filtered && <button type="button" className={styles.tool} aria-keyshortcuts="Escape" onClick={clear}>{t('incoming.clearAll')} (Esc)</button>}
    </div>
  )
}

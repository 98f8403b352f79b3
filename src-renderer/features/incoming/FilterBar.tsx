// What is filtered, said above the list: a chip for each condition, one key (Esc) for all. Order and columns at the end.
import { Menu, Popover } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDate } from '../../../src-main/text/dates.ts'
import { usePlace, type Filters, type Order } from '../../app/place.ts'
import type { PagesState } from '../../data/document-pages.ts'
import { bodyTree, registers, useDocumentTypes } from '../../data/queries.ts'
import { IconArrowsSort, IconFilterPlus, IconLayoutColumns } from '../../ui/icons.ts'
import { columns as allColumns, useColumns } from './columns.ts'
import styles from './IncomingPage.module.css'

const FilterPanel = lazy(() => import('./FilterPanel.tsx'))
const orders: readonly Order[] = ['newest', 'oldest', 'number', 'number-down']

export function FilterBar({ state }: { readonly state: PagesState }) {
  const { t } = useTranslation()
  const { text, filters, order } = usePlace()
  const [open, setOpen] = useState(false)
  const [shown, show] = useColumns()
  const chips = useChips(filters)
  const filtered = chips.length > 0 || text !== ''

  return (
    <div className={styles.bar}>
      <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus>
        <Popover.Target>
          <button type="button" className={styles.tool} onClick={() => setOpen(!open)} aria-expanded={open} title={t('incoming.addFilter')}>
            <IconFilterPlus size={16} stroke={1.5} aria-hidden /> {t('incoming.filter')}
          </button>
        </Popover.Target>
        <Popover.Dropdown>
          <Suspense><FilterPanel onDone={() => setOpen(false)} /></Suspense>
        </Popover.Dropdown>
      </Popover>
      <div className={styles.chips}>
        {chips.map(({ names, words }) => (
          <button
            key={names[0]}
            type="button"
            className={styles.chip}
            aria-label={t('incoming.dropFilter', { what: words })}
            onClick={() => usePlace.setState({ filters: without(filters, names) })}
          >
            <span>{words}</span> ✕
          </button>
        ))}
        {filtered && <button type="button" className={styles.tool} aria-keyshortcuts="Escape" onClick={() => usePlace.setState({ text: '', filters: {} })}>{t('incoming.clearAll')} (Esc)</button>}
      </div>
      {state.total !== null && (
        <span className={styles.count} aria-live="polite">{t(state.totalIsAtLeast ? 'incoming.countAtLeast' : 'incoming.count', { count: state.totalIsAtLeast ? state.total - 1 : state.total })}</span>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <button type="button" className={styles.tool} aria-label={`${t('incoming.sort')}: ${t(`incoming.order.${order}`)}`} title={`${t('incoming.sort')}: ${t(`incoming.order.${order}`)}`}><IconArrowsSort size={16} stroke={1.5} aria-hidden /></button>
        </Menu.Target>
        <Menu.Dropdown>
          {[...orders, ...(text === '' ? [] : ['rank' as const])].map((one) => (
            <Menu.Item key={one} fw={one === order ? 600 : 400} onClick={() => usePlace.setState({ order: one })}>{t(`incoming.order.${one}`)}</Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Menu position="bottom-end" closeOnItemClick={false}>
        <Menu.Target>
          <button type="button" className={styles.tool} aria-label={t('incoming.columns')} title={t('incoming.columns')}><IconLayoutColumns size={16} stroke={1.5} aria-hidden /></button>
        </Menu.Target>
        <Menu.Dropdown>
          {(['lines', 'table'] as const).map((layout) => (
            <Menu.Item key={layout} role="menuitemradio" aria-checked={layout === shown.layout} leftSection={tick(layout === shown.layout)} onClick={() => show({ ...shown, layout })}>{t(`incoming.layout.${layout}`)}</Menu.Item>
          ))}
          <Menu.Divider />
          {allColumns.map((column) => {
            const on = shown.columns.includes(column)
            return (
              <Menu.Item key={column} role="menuitemcheckbox" aria-checked={on} leftSection={tick(on)} onClick={() => show({ ...shown, columns: on ? shown.columns.filter((one) => one !== column) : [...shown.columns, column] })}>
                {t(`incoming.column.${column}`)}
              </Menu.Item>
            )
          })}
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}

const tick = (on: boolean) => <span aria-hidden style={{ display: 'inline-block', width: '0.75rem' }}>{on ? '✓' : ''}</span>

function without(filters: Filters, names: readonly (keyof Filters)[]): Filters {
  return Object.fromEntries(Object.entries(filters).filter(([name]) => !names.includes(name as keyof Filters)))
}

/** Each condition in words, with the names of the filters it stands for. */
function useChips(filters: Filters): readonly { readonly names: readonly (keyof Filters)[]; readonly words: string }[] {
  const { t } = useTranslation()
  const types = useDocumentTypes()
  const bodies = useQuery({ ...bodyTree, enabled: filters.issuingBodyId !== undefined }).data
  const books = useQuery({ ...registers, enabled: filters.registerId !== undefined }).data
  const chips: { names: (keyof Filters)[]; words: string }[] = []
  const { issuingBodyId, documentTypeId, urgency, secrecy, status, registerId, from, to, dueBy } = filters
  if (issuingBodyId) chips.push({ names: ['issuingBodyId'], words: bodies?.bodies.find((body) => body.id === issuingBodyId)?.name ?? '…' })
  if (documentTypeId) chips.push({ names: ['documentTypeId'], words: types.get(documentTypeId)?.name ?? '…' })
  if (registerId) chips.push({ names: ['registerId'], words: books?.registers.find((book) => book.id === registerId)?.name ?? '…' })
  if (from || to) {
    const words = from && to ? t('incoming.between', { from: formatDate(from), to: formatDate(to) }) : from ? t('incoming.since', { from: formatDate(from) }) : t('incoming.until', { to: formatDate(to!) })
    chips.push({ names: ['from', 'to'], words })
  }
  if (urgency) chips.push({ names: ['urgency'], words: t(`terms.urgency.${urgency}`) })
  if (secrecy) chips.push({ names: ['secrecy'], words: t(`terms.secrecy.${secrecy}`) })
  if (status) chips.push({ names: ['status'], words: t(`terms.status.${status}`) })
  if (dueBy) chips.push({ names: ['dueBy'], words: t('incoming.dueBy', { date: formatDate(dueBy) }) })
  return chips
}

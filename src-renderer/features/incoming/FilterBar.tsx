// What is filtered, said above the list: a chip for each condition, one key (Esc) for all. Order and columns at the end.
import { Menu, Popover } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDate } from '../../../src-main/text/dates.ts'
import { orderOf, usePlace, type Filters, type Order } from '../../app/place.ts'
import type { PagesState } from '../../data/document-pages.ts'
import { bodyTree, registers, useDocumentTypes } from '../../data/queries.ts'
import { IconArrowsSort, IconFilterPlus, IconLayoutColumns } from '../../ui/icons.ts'
import { columns as allColumns, useColumns, type Layout } from './columns.ts'
import styles from './IncomingPage.module.css'

const FilterPanel = lazy(() => import('./FilterPanel.tsx'))
const orders: readonly Order[] = ['newest', 'oldest', 'number', 'number-down']

export function FilterBar({ state }: { readonly state: PagesState }) {
  const { t } = useTranslation()
  const { text, filters, ...place } = usePlace()
  const order = orderOf({ text, order: place.order })
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
        <span className={styles.count} aria-live="polite">{t(state.totalIsAtLeast ? 'incoming.countAtLeast' : 'incoming.count', { count: state.total })}</span>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <button type="button" className={styles.tool} aria-label={`${t('incoming.sort')}: ${t(`incoming.order.${order}`)}`} title={t('incoming.sort')}>
            <IconArrowsSort size={16} stroke={1.5} aria-hidden /> <span className={styles.order}>{t(`incoming.order.${order}`)}</span>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.RadioGroup value={order} onChange={(one) => usePlace.setState({ order: one as Order })}>
            {[...orders, ...(text === '' ? [] : ['rank' as const])].map((one) => <Menu.RadioItem key={one} value={one}>{t(`incoming.order.${one}`)}</Menu.RadioItem>)}
          </Menu.RadioGroup>
        </Menu.Dropdown>
      </Menu>
      <Menu position="bottom-end" closeOnItemClick={false}>
        <Menu.Target>
          <button type="button" className={styles.tool} aria-label={t('incoming.columns')} title={t('incoming.columns')}><IconLayoutColumns size={16} stroke={1.5} aria-hidden /></button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.RadioGroup value={shown.layout} onChange={(layout) => show({ ...shown, layout: layout as Layout })}>
            {(['lines', 'table'] as const).map((layout) => <Menu.RadioItem key={layout} value={layout}>{t(`incoming.layout.${layout}`)}</Menu.RadioItem>)}
          </Menu.RadioGroup>
          <Menu.Divider />
          {allColumns.map((column) => (
            <Menu.CheckboxItem
              key={column}
              checked={shown.columns.includes(column)}
              onChange={(on) => show({ ...shown, columns: on ? [...shown.columns, column] : shown.columns.filter((one) => one !== column) })}
            >
              {t(`incoming.column.${column}`)}
            </Menu.CheckboxItem>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}

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
  const { issuingBodyId, documentTypeId, urgency, secrecy, status, registerId, from, to, dueBy, dueFrom, withoutFile } = filters
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
  if (dueBy || dueFrom) {
    const words = dueBy && dueFrom ? t('incoming.dueBetween', { from: formatDate(dueFrom), to: formatDate(dueBy) }) : dueBy ? t('incoming.dueBy', { date: formatDate(dueBy) }) : t('incoming.dueSince', { from: formatDate(dueFrom!) })
    chips.push({ names: ['dueBy', 'dueFrom'], words })
  }
  if (withoutFile) chips.push({ names: ['withoutFile'], words: t('incoming.withoutFile') })
  return chips
}

// What a list holds, counted by body, type or month: bars to look at and to choose. Arrows go from bar to bar, Enter on one
// filters the list by it.
import { useQuery } from '@tanstack/react-query'
import { useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { changeList, listPlace, type Direction, type Filters } from '../../app/place.ts'
import { read, type ValueOf } from '../../data/ask.ts'
import type { Find } from '../../data/document-pages.ts'
import { asRefusal, inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import styles from './CountsDialog.module.css'

type By = 'body' | 'type' | 'month'
type Row = ValueOf<'registers.countDocuments'>['rows'][number]

/** The filters of a list, and that of a bar beside them. */
function narrowed(filters: Filters, by: By, { key }: Row): Filters {
  if (by === 'type') return { ...filters, documentTypeId: key }
  if (by === 'body') return { ...filters, issuingBodyId: key, withoutSubBodies: true }
  const [year, month] = key.split('-').map(Number)
  const [first, last] = [`${key}-01`, `${key}-${new Date(Date.UTC(year!, month!, 0)).getUTCDate()}`]
  return { ...filters, from: filters.from && filters.from > first ? filters.from : first, to: filters.to && filters.to < last ? filters.to : last }
}

export default function CountsDialog({ direction, find, onClose }: { readonly direction: Direction; readonly find: Find; readonly onClose: () => void }) {
  const { t, i18n } = useTranslation()
  const [by, setBy] = useState<By>('body')
  const { text = '', filters = {} } = find
  const query = useQuery({ queryKey: ['documents', 'counted', by, text, filters], queryFn: () => read('registers.countDocuments', { text, filters, by }), placeholderData: (before, asked) => (asked?.queryKey[2] === by ? before : undefined) })
  const counted = query.data
  const most = Math.max(1, ...(counted?.rows.map(({ count }) => count) ?? []))
  const number = new Intl.NumberFormat(i18n.language)
  const box = useRef<HTMLUListElement>(null)

  const choose = (row: Row) => {
    changeList(direction, { filters: narrowed(listPlace(direction).filters, by, row) })
    onClose()
  }
  const pressed = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const bars = [...(box.current?.querySelectorAll('button') ?? [])]
    bars[bars.indexOf(document.activeElement as HTMLButtonElement) + step]?.focus()
  }
  return (
    <Dialog
      title={t('incoming.counts.title')}
      what={counted && t(counted.totalIsAtLeast ? 'incoming.counts.atLeast' : 'incoming.counts.total', { count: counted.total })}
      wide
      trouble={query.isError ? inWords(asRefusal(query.error)) : null}
      onClose={onClose}
    >
      <div onKeyDown={pressed} className={styles.counts}>
        <div role="group" aria-label={t('incoming.counts.by')} className={styles.by}>
          {(['body', 'type', 'month'] as const).map((one) => <Button key={one} pressed={by === one} autoFocus={by === one} onClick={() => setBy(one)}>{t(`incoming.counts.${one}`)}</Button>)}
        </div>
        {counted?.rows.length === 0 && <p role="status">{t('incoming.nothing')}</p>}
        <ul ref={box} className={styles.bars} aria-label={t(`incoming.counts.${by}`)} aria-busy={query.isFetching}>
          {counted?.rows.map((row) => (
            <li key={row.key}>
              <button type="button" className={styles.bar} title={t('incoming.counts.choose', { name: row.name })} onClick={() => choose(row)}>
                <span className={styles.name}>{row.name}</span>
                <span className={styles.track} aria-hidden><span style={{ width: `${Math.max(0.5, (row.count / most) * 100)}%` }} /></span>
                <span className={styles.count}>{number.format(row.count)}</span>
              </button>
            </li>
          ))}
        </ul>
        {counted && counted.rest > 0 && <p className={styles.rest}>{t('incoming.counts.rest', { count: counted.rest })}</p>}
      </div>
    </Dialog>
  )
}

// One document in a list: number, symbol, date, body, subject; what is urgent, secret, due. In two lines, or as a line of a table.
import { useTranslation } from 'react-i18next'
import type { ListRow } from '../../../src-main/registers/schemas.ts'
import { formatDate, formatDateShort } from '../../../src-main/text/dates.ts'
import { useDocumentTypes } from '../../data/queries.ts'
import { DueMark, SecrecyMark, StatusMark, UrgencyMark } from '../../ui/Marks.tsx'
import type { Column, Layout } from './columns.ts'
import styles from './DocumentRow.module.css'

interface DocumentRowProps {
  readonly row: ListRow | undefined
  readonly layout: Layout
  readonly columns: readonly Column[]
  readonly today: string
  /** dates of this year are shown without it */
  readonly year: number | null
}

/** A date as lists show it: 03/11 in the year that is looked at, 03/11/2025 outside it. */
export function listDate(date: string, year: number | null): string {
  return year !== null && date.startsWith(`${year}-`) ? formatDateShort(date) : formatDate(date)
}

const tracks: Readonly<Record<Column, string>> = { issuedDate: '6.125rem', body: 'minmax(0, 12rem)', type: 'minmax(0, 6rem)', arrivalDate: '5.25rem', due: '', files: '3rem' }

/** The tracks of the table's grid: the same for its head and every line, so that columns stand under one another. */
function tableTracks(columns: readonly Column[]): string {
  const shown = (names: readonly Column[]) => names.filter((name) => columns.includes(name)).map((name) => tracks[name])
  return ['3.25rem', '8.75rem', ...shown(['issuedDate', 'body', 'type']), 'minmax(6rem, 1fr)', ...shown(['arrivalDate', 'files']), '11rem'].join(' ')
}

/** The head of the table. */
export function TableHead({ columns }: { readonly columns: readonly Column[] }) {
  const { t } = useTranslation()
  const names: string[] = [t('terms.field.arrivalNumber'), t('terms.field.numberSymbol')]
  for (const column of ['issuedDate', 'body', 'type'] as const) if (columns.includes(column)) names.push(t(`incoming.column.${column}`))
  names.push(t('terms.field.subject'))
  for (const column of ['arrivalDate', 'files'] as const) if (columns.includes(column)) names.push(t(`incoming.column.${column}`))
  // Each line says all of it to a screen reader already.
  return <div aria-hidden className={`${styles.cells} ${styles.tableHead}`} style={{ gridTemplateColumns: tableTracks(columns) }}>{names.map((name) => <span key={name}>{name}</span>)}</div>
}

/** Text with what was found in it marked. */
export function Hits({ parts }: { readonly parts: NonNullable<ListRow['snippet']>['parts'] }) {
  return parts.map((part, at) => (part.hit ? <mark key={at} className={styles.hit}>{part.text}</mark> : <span key={at}>{part.text}</span>))
}

export function DocumentRow({ row, layout, columns, today, year }: DocumentRowProps) {
  const { t } = useTranslation()
  const types = useDocumentTypes()
  if (!row) return <div className={styles.waiting} aria-hidden><span /><span /></div>

  const has = (column: Column) => columns.includes(column)
  const struck = row.status === 'cancelled' ? styles.struck : ''
  const number = `${row.arrivalNumber}${row.arrivalSuffix}`
  const symbol = row.numberSymbol || t('terms.noNumber')
  const marks = (
    <span className={styles.marks}>
      <StatusMark status={row.status} />
      <SecrecyMark secrecy={row.secrecy} />
      <UrgencyMark urgency={row.urgency} />
      {has('due') && row.status === 'registered' && <DueMark dueDate={row.dueDate} today={today} />}
    </span>
  )
  const files = has('files') && row.files > 0 ? t('terms.files', { count: row.files }) : null

  if (layout === 'table') {
    return (
      <div className={`${styles.cells} ${struck}`} style={{ gridTemplateColumns: tableTracks(columns) }}>
        <span className={styles.number}>{number}</span>
        <span className={styles.symbolCell} title={symbol}>{symbol}</span>
        {has('issuedDate') && <span className={styles.second}>{row.issuedDate && formatDate(row.issuedDate)}</span>}
        {has('body') && <span className={styles.second} title={row.issuingBodyName}>{row.issuingBodyName}</span>}
        {has('type') && <span className={styles.second}>{types.get(row.documentTypeId)?.name}</span>}
        <span title={row.subject}>{row.subject}</span>
        {has('arrivalDate') && <span className={styles.second}>{formatDate(row.registerDate)}</span>}
        {has('files') && <span className={styles.second}>{files}</span>}
        {marks}
      </div>
    )
  }
  const facts = [
    has('issuedDate') && row.issuedDate && listDate(row.issuedDate, year),
    has('body') && row.issuingBodyName,
    has('type') && types.get(row.documentTypeId)?.name,
    has('arrivalDate') && t('document.arrived', { date: listDate(row.registerDate, year) }),
    files,
  ].filter(Boolean)
  return (
    <div className={`${styles.lines} ${struck}`}>
      <span className={styles.number}>{number}</span>
      <span className={styles.first}>
        <span className={styles.symbol}>{symbol}</span>
        <span className={styles.facts}>{facts.join(' · ')}</span>
        {marks}
      </span>
      <span className={`${styles.subject} ${row.snippet?.field === 'subject' ? styles.found : ''}`}>{row.snippet?.field === 'subject' ? <Hits parts={row.snippet.parts} /> : row.subject}</span>
      {row.snippet && row.snippet.field !== 'subject' && (
        <span className={styles.snippet}>
          <span className={styles.where}>{t(`incoming.foundIn.${row.snippet.field}`)}</span>{' '}
          <Hits parts={row.snippet.parts} />
        </span>
      )}
    </div>
  )
}

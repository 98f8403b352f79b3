// One document in a list: number, symbol, date, body, subject; what is urgent, secret, due. In two lines, or as a line of a table.
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListRow } from '../../../src-main/registers/schemas.ts'
import { formatDate, formatDateShort } from '../../../src-main/text/dates.ts'
import type { Direction } from '../../app/place.ts'
import { useDocumentTypes } from '../../data/queries.ts'
import { DueMark, FrozenMark, LimitedMark, SecrecyMark, StatusMark, UrgencyMark } from '../../ui/Marks.tsx'
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

const tracks: Readonly<Record<Column, string>> = {
  number: '3.25rem', numberSymbol: '8.75rem', issuedDate: '6.125rem', body: 'minmax(4rem, 1.4fr)', type: 'minmax(0, 6rem)', subject: 'minmax(6rem, 2.5fr)', signer: 'minmax(4rem, 1.2fr)', toPlaces: 'minmax(4rem, 1.2fr)', arrivalDate: '5.25rem', due: '7rem', files: '3rem',
}

/** The tracks of the table's grid: the same for its head and every line, so that columns stand under one another. Marks at the end. */
function tableTracks(columns: readonly Column[]): string {
  return [...columns.map((column) => tracks[column]), '8rem'].join(' ')
}

/** The head of the table. */
export function TableHead({ direction, columns, isMarking = false }: { readonly direction: Direction; readonly columns: readonly Column[]; /** lines have a margin for their marks */ readonly isMarking?: boolean }) {
  const { t } = useTranslation()
  // Each line says all of it to a screen reader already.
  return (
    <div aria-hidden className={`${styles.cells} ${styles.tableHead} ${isMarking ? styles.marking : ''}`} style={{ gridTemplateColumns: tableTracks(columns) }}>
      {columns.map((column) => <span key={column} className={column === 'number' ? styles.end : undefined}>{t(`incoming.column.${columnWord(direction, column)}`)}</span>)}
    </div>
  )
}

/** The word of a column: the same day is called differently in the two lists. */
export function columnWord(direction: Direction, column: Column): Column | 'issuedOn' {
  return direction === 'outgoing' && column === 'issuedDate' ? 'issuedOn' : column
}

/** Text with what was found in it marked. */
export function Hits({ parts }: { readonly parts: NonNullable<ListRow['snippet']>['parts'] }) {
  return parts.map((part, at) => (part.hit ? <mark key={at} className={styles.hit}>{part.text}</mark> : <span key={at}>{part.text}</span>))
}

export function DocumentRow({ row, layout, columns, today, year }: DocumentRowProps) {
  const { t } = useTranslation()
  const types = useDocumentTypes()
  if (!row) return <div className={styles.waiting} aria-hidden><span /><span /></div>

  const isOut = row.direction === 'outgoing'
  const has = (column: Column) => columns.includes(column)
  const struck = row.status === 'cancelled' || row.status === 'recalled' ? styles.struck : ''
  const number = isOut ? '' : `${row.arrivalNumber}${row.arrivalSuffix}`
  const symbol = row.numberSymbol || t(isOut ? 'outgoing.noNumberYet' : 'terms.noNumber')
  const unnumbered = isOut && row.numberSymbol === '' ? styles.unnumbered : ''
  // An outgoing document is listed by the day it bears, a draft by the day it was begun.
  const day = isOut ? row.registerDate : row.issuedDate
  const signer = [row.signer.position, row.signer.name].filter(Boolean).join(' ')
  const toPlaces = row.toPlaces ?? ''
  const files = row.files > 0 ? t('terms.files', { count: row.files }) : ''
  const due = row.status === 'registered' || row.status === 'issued' ? <DueMark dueDate={row.dueDate} today={today} /> : null
  const marks = (
    <span className={styles.marks}>
      <StatusMark status={row.status} draftState={row.draftState} />
      <SecrecyMark secrecy={row.secrecy} />
      <LimitedMark limited={row.limited} />
      <FrozenMark frozen={row.frozen} />
      <UrgencyMark urgency={row.urgency} />
      {layout === 'lines' && has('due') && due}
    </span>
  )

  if (layout === 'table') {
    const type = types.get(row.documentTypeId)?.name
    const cells: Readonly<Record<Column, ReactNode>> = {
      number: <span key="number" className={styles.number}>{number}</span>,
      numberSymbol: <span key="numberSymbol" className={`${styles.symbolCell} ${unnumbered}`} title={symbol}>{symbol}</span>,
      issuedDate: <span key="issuedDate" className={styles.second}>{day && formatDate(day)}</span>,
      body: <span key="body" className={styles.second} title={row.issuingBodyName}>{row.issuingBodyName}</span>,
      type: <span key="type" className={styles.second} title={type}>{type}</span>,
      subject: <span key="subject" title={row.subject}>{row.subject}</span>,
      signer: <span key="signer" className={styles.second} title={signer}>{signer}</span>,
      toPlaces: <span key="toPlaces" className={styles.second} title={toPlaces}>{toPlaces}</span>,
      arrivalDate: <span key="arrivalDate" className={styles.second}>{formatDate(row.registerDate)}</span>,
      due: <span key="due">{due}</span>,
      files: <span key="files" className={styles.second}>{files}</span>,
    }
    return (
      <div className={`${styles.cells} ${struck}`} style={{ gridTemplateColumns: tableTracks(columns) }}>
        {columns.map((column) => cells[column])}
        {marks}
      </div>
    )
  }
  const facts: Partial<Record<Column, string | false | null | undefined>> = {
    issuedDate: day && listDate(day, year),
    body: row.issuingBodyName,
    type: types.get(row.documentTypeId)?.name,
    signer: signer && t('incoming.signedBy', { signer }),
    toPlaces: toPlaces && t('incoming.goesTo', { places: toPlaces }),
    arrivalDate: t('document.arrived', { date: listDate(row.registerDate, year) }),
    files,
  }
  return (
    <div className={`${styles.lines} ${isOut ? styles.outgoing : ''} ${struck}`}>
      {!isOut && <span className={styles.number}>{number}</span>}
      <span className={styles.first}>
        <span className={`${styles.symbol} ${unnumbered}`}>{symbol}</span>
        <span className={styles.facts}>{columns.map((column) => facts[column]).filter(Boolean).join(' · ')}</span>
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

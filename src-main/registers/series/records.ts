// Series as they stand in the archive: which one numbers a document, what the rulebook would open, and what is left of reservations.
import type { ReadDb } from '../../archive/database.ts'
import type { Change } from '../../archive/journal.ts'
import { sql } from '../../archive/sql.ts'
import { err, ok } from '../../contract/result.ts'
import { bodyNamer, bodyRow } from '../../filing/records.ts'
import type { Rulebook } from '../../rulebook/rulebook.ts'
import { periodState } from '../numbers.ts'
import type { PeriodState } from '../numbers.ts'
import { anyType, periodOf } from './rules.ts'
import type { NumberFormat, PeriodDays } from './rules.ts'

export interface SeriesRow {
  readonly id: string
  readonly name: string
  readonly body_id: string
  readonly period: 'term' | 'year'
  readonly secrecy: 'joint' | 'open' | 'secret'
  readonly start_number: number
  readonly pad: number
  readonly format: string
  readonly format_without_type: string
  readonly symbol: string | null
  readonly reason: string | null
  readonly closed: number
  readonly sort_order: number
}

export function seriesRow(db: ReadDb, id: string): SeriesRow | undefined {
  return db.get<SeriesRow>(sql`SELECT * FROM series WHERE id = ${id}`)
}

export function seriesRows(db: ReadDb): SeriesRow[] {
  return db.all<SeriesRow>(sql`SELECT * FROM series ORDER BY sort_order, name, id`)
}

export function typesOfSeries(db: ReadDb, id: string): string[] {
  return db
    .all<{ document_type_id: string }>(sql`SELECT document_type_id FROM series_type WHERE series_id = ${id} AND removed = 0 ORDER BY document_type_id`)
    .map((row) => row.document_type_id)
}

/** The open series of a body that numbers a type; one that names the type goes before one for all. */
export function openSeriesOf(db: ReadDb, bodyId: string, documentTypeId: string, isSecret: boolean): SeriesRow | undefined {
  return db.get<SeriesRow>(sql`
    SELECT series.*
    FROM series
    JOIN series_type ON series_type.series_id = series.id AND series_type.removed = 0
    WHERE series.body_id = ${bodyId} AND series.closed = 0 AND series.secrecy IN ('joint', ${isSecret ? 'secret' : 'open'})
      AND series_type.document_type_id IN (${documentTypeId}, ${anyType})
    ORDER BY series_type.document_type_id = ${anyType}, series.sort_order, series.id
    LIMIT 1`)
}

export interface NamedTerm extends PeriodDays {
  readonly name: string
}

export function terms(db: ReadDb): NamedTerm[] {
  return db.all<NamedTerm>(sql`SELECT name, from_date AS "from", to_date AS "to" FROM term ORDER BY from_date`)
}

/** What a year or term is called: "2026", or the term's name as the office gave it; "" for a term that the office took back. */
export function periodName(period: 'term' | 'year', from: string, known: readonly NamedTerm[]): string {
  return period === 'year' ? from.slice(0, 4) : (known.find((term) => term.from === from)?.name ?? '')
}

/** How a series writes its numbers. */
export function formatOf(row: Pick<SeriesRow, 'pad' | 'format' | 'format_without_type'>): NumberFormat {
  return { pad: row.pad, format: row.format, formatWithoutType: row.format_without_type }
}

export interface SettledSeries {
  readonly row: SeriesRow
  /** what makes the series and its period, where they are not there yet */
  readonly made: readonly Change[]
  readonly isNew: boolean
  readonly period: PeriodDays
  readonly state: PeriodState
  readonly abbreviation: string | null
  readonly symbol: string
}

export interface SeriesSought {
  readonly bodyId: string
  readonly documentTypeId: string
  readonly isSecret: boolean
  /** the day that the document bears, YYYY-MM-DD */
  readonly day: string
  /** the symbol of a body that has none of its own; null where nobody knows one */
  readonly ownSymbol: string | null
  /** of a body that is being made, which has no record yet */
  readonly bodyName?: string
  /** with those that are being made; unless told, those of the archive */
  readonly terms?: readonly PeriodDays[]
}

/**
 * The series and period that number a document: the office's own, else as the rulebook has it, to be opened with its first number.
 * Answers BODY_WITHOUT_SYMBOL {id, name}, TERM_UNKNOWN {issuedDate}.
 */
export function settleSeries(db: ReadDb, rulebook: Rulebook, sought: SeriesSought, newId: () => string) {
  const { bodyId, documentTypeId, isSecret, day } = sought
  const bodyName = sought.bodyName ?? bodyNamer(db, [bodyId])(bodyId, day)
  const { rule, abbreviation } = rulebook.series({ documentTypeId, bodyName }, day)
  const known = openSeriesOf(db, bodyId, documentTypeId, isSecret)
  const row: SeriesRow = known ?? {
    id: newId(),
    name: rule.joins === 'all' ? bodyName : `${rulebook.documentType(documentTypeId)?.name ?? documentTypeId} – ${bodyName}`.slice(0, 200),
    body_id: bodyId,
    period: rule.period,
    secrecy: rule.secrecy === 'joint' ? 'joint' : isSecret ? 'secret' : 'open',
    start_number: rule.startNumber,
    pad: rule.pad,
    format: rule.format,
    format_without_type: rule.formatWithoutType,
    symbol: rule.symbol,
    reason: null,
    closed: 0,
    sort_order: rulebook.documentType(documentTypeId)?.order ?? 0,
  }
  const symbol = row.symbol ?? bodyRow(db, bodyId)?.symbol ?? sought.ownSymbol
  if (symbol === null || symbol === '') return err('BODY_WITHOUT_SYMBOL', { id: bodyId, name: bodyName })
  const period = periodOf(row.period, day, sought.terms ?? terms(db))
  if (period === null) return err('TERM_UNKNOWN', { issuedDate: day })
  const state = periodState(db, `${row.id}:${period.from}`, row.start_number)
  const types = rule.joins === 'all' ? anyType : documentTypeId
  const made: Change[] = [
    ...(known === undefined ? seriesChanges(row, [types]) : []),
    ...(state.exists ? [] : [periodChange(row, period)]),
  ]
  return ok<SettledSeries>({ row, made, isNew: known === undefined, period, state, abbreviation, symbol })
}

/** The changes that open a series. */
export function seriesChanges({ id, ...set }: SeriesRow, documentTypeIds: readonly string[]): Change[] {
  return [
    { table: 'series', id, set: { ...set } },
    ...documentTypeIds.map((type): Change => ({ table: 'series_type', id: typeRecord(id, type), set: { series_id: id, document_type_id: type, removed: 0 } })),
  ]
}

export function typeRecord(seriesId: string, documentTypeId: string): string {
  return `${seriesId}.${documentTypeId === anyType ? 'all' : documentTypeId}`
}

/** The change that opens a period of a series. */
export function periodChange(row: Pick<SeriesRow, 'id' | 'start_number'>, { from, to }: PeriodDays): Change {
  return { table: 'number_period', id: `${row.id}:${from}`, set: { series_id: row.id, from_date: from, to_date: to, start_number: row.start_number } }
}

export interface PeriodRow {
  readonly id: string
  readonly series_id: string
  readonly from_date: string
  readonly to_date: string | null
  readonly start_number: number
  readonly closed: number
}

/** Periods of a series, the latest first. */
export function periodsOf(db: ReadDb, seriesId: string): PeriodRow[] {
  return db.all<PeriodRow>(sql`
    SELECT id, series_id, from_date, to_date, start_number, closed
    FROM number_period                                   -- number_period_by_series
    WHERE series_id = ${seriesId} AND series_id IS NOT NULL
    ORDER BY from_date DESC`)
}

/** Whether numbers of a period that the archive does not know yet may stand on paper: it was restored or copied since the period began. */
export function firstNumberInDoubt(db: ReadDb, { state, period }: Pick<SettledSeries, 'state' | 'period'>): boolean {
  return !state.exists && db.value<number>(sql`SELECT 1 FROM number_doubt WHERE day >= ${period.from} LIMIT 1`) === 1
}

/** The last number of a period that a document bears, with its day; null where none does. */
export function lastGiven(db: ReadDb, periodId: string): { number: number; issuedDate: string } | null {
  return db.get<{ number: number; issuedDate: string }>(sql`
    SELECT order_number AS number, register_date AS issuedDate
    FROM document                                        -- document_by_number
    WHERE period_id = ${periodId} AND order_number > 0
    ORDER BY order_number DESC, order_suffix DESC
    LIMIT 1`) ?? null
}

/** Whether a document bears this number of a period, with or without a suffix. */
export function isGiven(db: ReadDb, periodId: string, number: number): boolean {
  return db.value<number>(sql`SELECT 1 FROM document WHERE period_id = ${periodId} AND order_number = ${number} AND order_number > 0 LIMIT 1`) === 1
}

/** Whether the number stands on paper by a series whose body was merged into this one's. */
export function isGivenElsewhere(db: ReadDb, periodId: string, number: number): boolean {
  return db.value<number>(sql`SELECT 1 FROM number_loss WHERE period_id = ${periodId} AND state = 'merged' AND ${number} BETWEEN number_from AND number_to LIMIT 1`) === 1
}

export interface ReservationRow {
  readonly id: string
  readonly period_id: string
  readonly number_from: number
  readonly number_to: number
  readonly purpose: string
  readonly expires_on: string
  readonly reserved_at: string
  readonly reserved_by: string
  readonly released: number
  readonly release_reason: string | null
}

export function reservationRow(db: ReadDb, id: string): ReservationRow | undefined {
  return db.get<ReservationRow>(sql`SELECT * FROM number_reservation WHERE id = ${id}`)
}

export function reservationsOf(db: ReadDb, periodId: string): ReservationRow[] {
  return db.all<ReservationRow>(sql`SELECT * FROM number_reservation WHERE period_id = ${periodId} ORDER BY number_from, id`)
}

/** Numbers of a reservation that no document bears. */
export function leftOf(db: ReadDb, { period_id, number_from, number_to }: ReservationRow): number[] {
  const given = new Set(db.all<{ n: number }>(sql`
    SELECT order_number AS n FROM document               -- document_by_number
    WHERE period_id = ${period_id} AND order_number BETWEEN ${number_from} AND ${number_to} AND order_number > 0`).map((row) => row.n))
  return Array.from({ length: number_to - number_from + 1 }, (_, at) => number_from + at).filter((number) => !given.has(number))
}

/** A reservation as queries show it. */
export function shownReservation(db: ReadDb, row: ReservationRow, seriesId: string) {
  return {
    id: row.id, seriesId, periodId: row.period_id, numberFrom: row.number_from, numberTo: row.number_to, purpose: row.purpose, expiresOn: row.expires_on,
    reservedAt: row.reserved_at, reservedBy: row.reserved_by, left: leftOf(db, row),
  }
}

/** Reservations that still hold numbers today. */
export function standingReservations(db: ReadDb, periodId: string, seriesId: string, today: string) {
  return reservationsOf(db, periodId)
    .filter((row) => row.released === 0 && row.expires_on >= today)
    .map((row) => shownReservation(db, row, seriesId))
    .filter((shown) => shown.left.length > 0)
}

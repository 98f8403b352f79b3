// Arrival numbers (số đến): the state of a book in a year, and what a registration into it may not do. Numbers are given inside
// the registration's transaction, so none is given twice and none is skipped.
import type { ReadDb } from '../archive/database.ts'
import { sql } from '../archive/sql.ts'
import { nextNumberOf } from './rules.ts'

/** The book made at set-up. */
export const generalRegisterId = 'den'

export interface RegisterRow {
  readonly id: string
  readonly name: string
  readonly kind: 'general' | 'secret' | 'letters' | 'other'
  readonly direction: 'incoming' | 'outgoing'
  readonly closed: number
}

export interface YearState {
  /** id of the record, `<register>:<year>` */
  readonly id: string
  /** whether the record is there already */
  readonly exists: boolean
  readonly closed: boolean
  readonly unconfirmed: boolean
  readonly startNumber: number
  /** the last number given, confirmed or lost; 0 in a book that starts at 1 */
  readonly last: number
  readonly next: number
  readonly hasDocuments: boolean
}

export function registerRow(db: ReadDb, id: string): RegisterRow | undefined {
  return db.get<RegisterRow>(sql`SELECT id, name, kind, direction, closed FROM register WHERE id = ${id}`)
}

export function registerRows(db: ReadDb): RegisterRow[] {
  return db.all<RegisterRow>(sql`SELECT id, name, kind, direction, closed FROM register WHERE direction = 'incoming' ORDER BY sort_order, id`)
}

/** A book in a year as it stands; a year without a record is open and starts at 1. */
export function yearState(db: ReadDb, registerId: string, year: number): YearState {
  const id = `${registerId}:${year}`
  const row = db.get<{ start_number: number; closed: number; unconfirmed: number; last_confirmed: number | null }>(sql`
    SELECT start_number, closed, unconfirmed, last_confirmed FROM number_period WHERE id = ${id}`)
  const highest = db.value<number | null>(sql`
    SELECT max(order_number) FROM document               -- document_by_number
    WHERE period_id = ${id} AND order_number > 0`) ?? 0
  const highestLost = db.value<number | null>(sql`SELECT max(number_to) FROM number_loss WHERE period_id = ${id}`) ?? 0
  const startNumber = row?.start_number ?? 1
  const next = nextNumberOf({ startNumber, highest, lastConfirmed: row?.last_confirmed ?? null, highestLost })
  return {
    id,
    exists: row !== undefined,
    closed: row?.closed === 1,
    unconfirmed: row?.unconfirmed === 1,
    startNumber,
    last: next - 1,
    next,
    hasDocuments: highest > 0,
  }
}

/** Suffixes that stand behind a number of a period; the number itself counts as ''. */
export function suffixesOf(db: ReadDb, periodId: string, number: number): Set<string> {
  const rows = db.all<{ order_suffix: string }>(sql`
    SELECT order_suffix FROM document                    -- document_by_number
    WHERE period_id = ${periodId} AND order_number = ${number} AND order_number > 0`)
  return new Set(rows.map((row) => row.order_suffix))
}

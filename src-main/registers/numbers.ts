// Numbers in their periods: of a book in a year (số đến), of a series in a year or term. Numbers are given inside the
// registration's transaction, so none is given twice and none is skipped.
import type { ReadDb } from '../archive/database.ts'
import { sql } from '../archive/sql.ts'
import type { Secrecy } from '../contract/fields.ts'
import type { Rulebook } from '../rulebook/rulebook.ts'
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

/** A period of numbers (kỳ đánh số) as it stands. */
export interface PeriodState {
  /** id of the record: `<register>:<year>` or `<series>:<first day>` */
  readonly id: string
  /** whether the record is there already */
  readonly exists: boolean
  readonly closed: boolean
  readonly unconfirmed: boolean
  readonly startNumber: number
  /** the last number given, kept, confirmed or lost; 0 in a period that starts at 1 */
  readonly last: number
  readonly next: number
  readonly hasDocuments: boolean
}

export function registerRow(db: ReadDb, id: string): RegisterRow | undefined {
  return db.get<RegisterRow>(sql`SELECT id, name, kind, direction, closed FROM register WHERE id = ${id}`)
}

export function registerRows(db: ReadDb, direction: RegisterRow['direction'] = 'incoming'): RegisterRow[] {
  return db.all<RegisterRow>(sql`SELECT id, name, kind, direction, closed FROM register WHERE direction = ${direction} ORDER BY sort_order, id`)
}

/**
 * The book that an incoming document is registered in unless the clerk says otherwise: an open one that the rulebook has for its level
 * of secrecy or its type (secrets and letters are kept apart where there is such a book), else the general one. @param day YYYY-MM-DD
 */
export function usualBook(db: ReadDb, rulebook: Rulebook, { secrecy, documentTypeId, day }: { readonly secrecy: Secrecy; readonly documentTypeId: string | undefined; readonly day: string }): string {
  const open = registerRows(db).filter(({ closed }) => closed === 0)
  const fitting = rulebook.entries.registers
    .filter((rule) => rule.direction === 'incoming' && rule.kind !== 'general' && rulebook.inForce(rule, day) && rule.secrecies.includes(secrecy))
    .filter(({ documentTypeIds }) => documentTypeIds === null || (documentTypeId !== undefined && documentTypeIds.includes(documentTypeId)))
    .toSorted((a, b) => Number(a.documentTypeIds === null) - Number(b.documentTypeIds === null))
  for (const rule of fitting) {
    const book = open.find(({ id }) => id === rule.id) ?? open.find(({ kind }) => kind === rule.kind)
    if (book !== undefined) return book.id
  }
  return generalRegisterId
}

/** A book in a year as it stands; a year without a record is open and starts at 1. */
export function yearState(db: ReadDb, registerId: string, year: number): PeriodState {
  return periodState(db, `${registerId}:${year}`, 1)
}

/** A period as it stands; one without a record is open and starts at `startNumber`. */
export function periodState(db: ReadDb, id: string, startNumber: number): PeriodState {
  const row = db.get<{ start_number: number; closed: number; unconfirmed: number; last_confirmed: number | null }>(sql`
    SELECT start_number, closed, unconfirmed, last_confirmed FROM number_period WHERE id = ${id}`)
  const highestDocument = db.value<number | null>(sql`
    SELECT max(order_number) FROM document               -- document_by_number
    WHERE period_id = ${id} AND order_number > 0`) ?? 0
  // Copies are numbered in a series of their own, which bears no documents.
  const highest = Math.max(highestDocument, db.value<number | null>(sql`SELECT max(order_number) FROM document_copy WHERE period_id = ${id}`) ?? 0)
  const highestLost = db.value<number | null>(sql`SELECT max(number_to) FROM number_loss WHERE period_id = ${id}`) ?? 0
  // What was kept and given up again is given to the next document, unless a later number stands behind it.
  const highestReserved = db.value<number | null>(sql`
    SELECT max(number_to) FROM number_reservation        -- number_reservation_by_period
    WHERE period_id = ${id} AND released = 0`) ?? 0
  const start = row?.start_number ?? startNumber
  const next = nextNumberOf({ startNumber: start, highest, lastConfirmed: row?.last_confirmed ?? null, highestLost, highestReserved })
  return {
    id,
    exists: row !== undefined,
    closed: row?.closed === 1,
    unconfirmed: row?.unconfirmed === 1,
    startNumber: start,
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

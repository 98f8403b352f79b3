// Sendings and uses of record copies in the archive.
import type { ReadDb } from '../../archive/database.ts'
import { listed, sql } from '../../archive/sql.ts'
import type { Channel } from '../../contract/fields.ts'
import type { Ledger } from '../print-contract.ts'
import { isOut, isSameReceiver } from './rules.ts'
import type { LineReceiver, Outcome, StruckKind } from './rules.ts'

/** ids of their forms in the rulebook's register-forms.json */
export const ledgerForms: Readonly<Record<Ledger, string>> = { postal: 'so-gui-van-ban-di-buu-dien', transfer: 'so-chuyen-giao-van-ban', 'record-copy-use': 'so-su-dung-ban-luu', copies: 'so-dang-ky-ban-sao' }

export interface DispatchRow {
  readonly id: string
  readonly document_id: string
  readonly to_name: string
  readonly channel: Channel
  readonly dispatch_date: string
  readonly envelopes: number | null
  readonly envelope_number: string | null
  readonly copies: number | null
  readonly received_by: string | null
  readonly received_date: string | null
  readonly note: string | null
  readonly struck_reason: string | null
  readonly batch_id: string | null
  readonly to_account_id: string | null
  readonly to_unit_id: string | null
  /** the account that said itself that it came */
  readonly received_by_id: string | null
  readonly receipt_noted_by: string | null
  readonly asked_back_on: string | null
  readonly asked_back_by: string | null
  readonly outcome: Outcome | null
  readonly outcome_on: string | null
  readonly outcome_note: string | null
  readonly outcome_by: string | null
}

/** What was noted of a line in error. */
export interface StruckRow {
  readonly dispatch_id: string
  readonly kind: StruckKind
  readonly noted_on: string | null
  readonly person_name: string | null
  readonly note: string | null
  readonly struck_reason: string
}

export interface BatchRow {
  readonly id: string
  readonly number: number
  readonly batch_date: string
}

export interface UseRow {
  readonly id: string
  readonly document_id: string
  readonly user_name: string
  readonly use_date: string
  readonly purpose: string
  readonly permitted_by: string | null
  readonly return_date: string | null
  readonly note: string | null
  readonly struck_reason: string | null
}

export function dispatchRow(db: ReadDb, id: string): DispatchRow | undefined {
  return db.get<DispatchRow>(sql`SELECT * FROM document_dispatch WHERE id = ${id}`)
}

/** To whom documents were sent, in order of time. */
export function dispatchRows(db: ReadDb, documentIds: readonly string[]): DispatchRow[] {
  return db.all<DispatchRow>(sql`
    SELECT * FROM document_dispatch                      -- document_dispatch_by_document
    WHERE document_id IN ${listed(documentIds)}
    ORDER BY dispatch_date, id`)
}

/** The line by which a receiver was handed the paper of a document and has it still; undefined where none stands. By post one may get it again. */
export function standingWith(db: ReadDb, documentId: string, receiver: LineReceiver): DispatchRow | undefined {
  return dispatchRows(db, [documentId]).find((row) => isOut(row) && row.channel === 'direct' && isSameReceiver(row, receiver))
}

/** The line by which a document went to a receiver on a day in a way that sends no second one; undefined where none stands. */
export function sentAlready(db: ReadDb, documentId: string, receiver: LineReceiver, channel: Channel, date: string): DispatchRow | undefined {
  return dispatchRows(db, [documentId]).find((row) => isOut(row) && row.channel === channel && row.dispatch_date === date && isSameReceiver(row, receiver))
}

/** Somebody who has a paper of a document: handed or sent to them, or its record copy in use. */
export interface PaperHolder {
  readonly name: string
  readonly accountId: string | null
  readonly unitId: string | null
  readonly how: 'direct' | 'post' | 'record-copy'
  readonly since: string
  /** they received it, as far as it was noted; of a record copy always */
  readonly received: boolean
}

/** Who has papers of a document now, in order of time; what came back, was lost or struck is with nobody. */
export function paperHolders(db: ReadDb, documentId: string): PaperHolder[] {
  const lines = dispatchRows(db, [documentId]).flatMap((row): PaperHolder[] => {
    const { to_name: name, to_account_id: accountId, to_unit_id: unitId, channel, dispatch_date: since } = row
    return isOut(row) && (channel === 'direct' || channel === 'post') ? [{ name, accountId, unitId, how: channel, since, received: row.received_date !== null }] : []
  })
  const uses = useRows(db, [documentId]).flatMap((row): PaperHolder[] =>
    row.return_date !== null || row.struck_reason !== null ? [] : [{ name: row.user_name, accountId: null, unitId: null, how: 'record-copy', since: row.use_date, received: true }])
  return [...lines, ...uses]
}

/** Whether the document of a line was destroyed by decision: of the line hardly a word is left, and nothing more is noted of it. */
export const isDestroyed = sql`EXISTS (SELECT 1 FROM secrecy_decision WHERE secrecy_decision.document_id = line.document_id AND secrecy_decision.kind = 'destroyed')`

/** The lines of batches, in the order in which they were written. */
export function batchLines(db: ReadDb, batchIds: readonly string[]): (DispatchRow & { readonly destroyed: 0 | 1 })[] {
  return db.all<DispatchRow & { destroyed: 0 | 1 }>(sql`
    SELECT *, ${isDestroyed} AS destroyed FROM document_dispatch AS line   -- document_dispatch_by_batch
    WHERE batch_id IS NOT NULL AND batch_id IN ${listed(batchIds)}
    ORDER BY batch_id, id`)
}

/** Batches that lines belong to, by id. */
export function batchesOf(db: ReadDb, lines: readonly Pick<DispatchRow, 'batch_id'>[]): ReadonlyMap<string, BatchRow> {
  const ids = [...new Set(lines.flatMap(({ batch_id }) => batch_id ?? []))]
  return new Map(ids.length === 0 ? [] : db.all<BatchRow>(sql`SELECT id, number, batch_date FROM dispatch_batch WHERE id IN ${listed(ids)}`).map((row) => [row.id, row]))
}

/** What was noted of lines and struck through, by line, in order of time. */
export function struckNotesOf(db: ReadDb, lines: readonly Pick<DispatchRow, 'id'>[]): ReadonlyMap<string, readonly StruckRow[]> {
  if (lines.length === 0) return new Map()
  return Map.groupBy(db.all<StruckRow>(sql`
    SELECT dispatch_id, kind, noted_on, person_name, note, struck_reason FROM dispatch_struck   -- dispatch_struck_by_dispatch
    WHERE dispatch_id IN ${listed(lines.map(({ id }) => id))}
    ORDER BY dispatch_id, id`), ({ dispatch_id }) => dispatch_id)
}

/** When each document went first, and who signed for it where it went to one place alone: for the columns of the registers. */
export function transfers(db: ReadDb): ReadonlyMap<string, { readonly date: string; readonly receivedBy: string | null }> {
  const rows = db.all<{ id: string; date: string; n: number; receivedBy: string | null }>(sql`
    SELECT document_id AS id, min(dispatch_date) AS date, count(*) AS n, max(received_by) AS receivedBy
    FROM document_dispatch
    WHERE struck_reason IS NULL
    GROUP BY document_id`)
  return new Map(rows.map(({ id, date, n, receivedBy }) => [id, { date, receivedBy: n === 1 ? receivedBy : null }]))
}

/** Years in which a book has entries, the latest first. */
export function ledgerYears(db: ReadDb, ledger: Ledger): number[] {
  const days = {
    postal: sql`SELECT dispatch_date AS day FROM document_dispatch WHERE channel = 'post'`,
    transfer: sql`SELECT dispatch_date AS day FROM document_dispatch WHERE channel <> 'post'`,
    'record-copy-use': sql`SELECT use_date AS day FROM record_copy_use`,
    copies: sql`SELECT copy_date AS day FROM document_copy`,
  }[ledger]
  return db.all<{ year: string }>(sql`SELECT DISTINCT substr(day, 1, 4) AS year FROM (${days}) ORDER BY year DESC`).map(({ year }) => Number(year))
}

export function useRow(db: ReadDb, id: string): UseRow | undefined {
  return db.get<UseRow>(sql`SELECT * FROM record_copy_use WHERE id = ${id}`)
}

/** Uses of the record copies of documents, in order of time. */
export function useRows(db: ReadDb, documentIds: readonly string[]): UseRow[] {
  return db.all<UseRow>(sql`
    SELECT * FROM record_copy_use                        -- record_copy_use_by_document
    WHERE document_id IN ${listed(documentIds)}
    ORDER BY use_date, id`)
}

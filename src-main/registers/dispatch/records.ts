// Sendings and uses of record copies in the archive.
import type { ReadDb } from '../../archive/database.ts'
import { listed, sql } from '../../archive/sql.ts'
import type { Channel } from '../../contract/fields.ts'
import type { Ledger } from '../print-contract.ts'

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

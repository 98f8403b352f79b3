// How far incoming documents of a period are: by what was noted of their handling (handling_state, which the room of handling derives),
// and of those that were handed to nobody by what answers them. One reading for every report, so that no two tell otherwise.
import type { ReadDb } from '../../archive/database.ts'
import { sql } from '../../archive/sql.ts'
import type { DocumentRow } from '../records.ts'
import { andReadable } from '../reading/withheld.ts'
import type { Readable } from '../reading/rules.ts'
import type { Handled } from './rules.ts'

export interface HandledRow extends DocumentRow {
  /** whether it was handed to somebody to be handled */
  readonly charged: 0 | 1
  readonly state_due: string | null
  readonly completed_on: string | null
  readonly lead_account_id: string | null
  readonly lead_unit_id: string | null
  readonly lead_name: string | null
  /** the day of the first document that answers it */
  readonly answered_on: string | null
}

/** What came in between two days, in order of time, without what was cancelled. */
export function handledBetween(db: ReadDb, { from, to }: { readonly from: string; readonly to: string }, readable: Readable): HandledRow[] {
  return db.all<HandledRow>(sql`
    SELECT document.*, state.document_id IS NOT NULL AS charged, state.due_date AS state_due, state.completed_on,
           state.lead_account_id, state.lead_unit_id, state.lead_name,
           (SELECT min(reply.register_date)
            FROM document_link AS link JOIN document AS reply ON reply.id = link.from_id       -- document_link_to
            WHERE link.to_id = document.id AND link.kind = 'in-reply-to' AND link.removed = 0
              AND reply.order_number > 0 AND reply.status NOT IN ('cancelled', 'recalled')) AS answered_on
    FROM document INDEXED BY document_by_date
    LEFT JOIN handling_state AS state ON state.document_id = document.id
    WHERE register_date BETWEEN ${from} AND ${to} AND direction = 'incoming' AND status NOT IN ('cancelled', 'withdrawn') ${andReadable(readable)}
    ORDER BY register_date, order_number, order_suffix, id`)
}

/** What decides how far one is. */
export function handledOf(row: HandledRow): Handled {
  const charged = row.charged === 1
  const dueDate = row.completed_on === null ? (row.state_due ?? row.due_date) : row.state_due
  return { charged, returned: row.status === 'returned', dueDate, answeredOn: charged ? row.completed_on : row.answered_on }
}

/** Who leads, by the names of accounts and units; '' where nobody was charged. */
export function leadNamer(db: ReadDb): (row: Pick<HandledRow, 'lead_account_id' | 'lead_unit_id' | 'lead_name'>) => string {
  const units = new Map(db.all<{ id: string; name: string }>(sql`SELECT id, name FROM unit`).map(({ id, name }) => [id, name]))
  const accounts = new Map(db.all<{ id: string; name: string }>(sql`SELECT id, name FROM account`).map(({ id, name }) => [id, name]))
  return (row) => (row.lead_account_id !== null ? (accounts.get(row.lead_account_id) ?? '') : row.lead_unit_id !== null ? (units.get(row.lead_unit_id) ?? '') : (row.lead_name ?? ''))
}

// What follows from assignments and the documents they are of: the items of boards, and where each document's handling stands.
import type { Derivation } from '../archive/schema.ts'
import { sql } from '../archive/sql.ts'
import { isOpen, noDay, standingOf } from './rules.ts'
import type { Part } from './rules.ts'
import type { AssignmentRole, AssignmentState } from './words.ts'

type DerivedDb = Parameters<Derivation['derive']>[0]

interface Row {
  readonly id: string
  readonly parent_id: string | null
  readonly role: AssignmentRole
  readonly state: AssignmentState
  readonly to_account_id: string | null
  readonly to_unit_id: string | null
  readonly to_name: string | null
  readonly given_by: string | null
  readonly due_date: string | null
  readonly closed_at: string | null
  readonly closed_on: string | null
}

const partOf = (row: Row): Part => ({ id: row.id, parentId: row.parent_id, role: row.role, state: row.state, dueDate: row.due_date, closedAt: row.closed_at, closedOn: row.closed_on })

/** Boards show what is open or completed of documents that stand in the register. */
function putItem(db: DerivedDb, documentId: string, row: Row, document: { readonly status: string; readonly secrecy: string }): void {
  db.run(sql`DELETE FROM handling_item WHERE assignment_id = ${row.id}`)
  const phase = isOpen(row.state) ? 'open' : row.state === 'completed' ? 'done' : null
  if (phase === null || document.status !== 'registered') return
  const day = (phase === 'open' ? row.due_date : row.closed_on) ?? noDay
  db.run(sql`
    INSERT INTO handling_item (assignment_id, document_id, phase, waiting, to_account_id, to_unit_id, given_by, day, secrecy)
    VALUES (${row.id}, ${documentId}, ${phase}, ${row.state === 'given' ? 1 : 0}, ${row.to_account_id ?? ''}, ${row.to_unit_id ?? ''}, ${row.given_by ?? ''}, ${day}, ${document.secrecy})`)
}

function putState(db: DerivedDb, documentId: string, rows: readonly Row[]): void {
  const standing = standingOf(rows.map(partOf))
  if (standing === null) {
    db.run(sql`DELETE FROM handling_state WHERE document_id = ${documentId}`)
    return
  }
  const lead = rows.find(({ id }) => id === standing.leadId)
  const { dueDate, open, completedAt, completedOn, onTime } = standing
  db.run(sql`
    INSERT OR REPLACE INTO handling_state (document_id, due_date, lead_account_id, lead_unit_id, lead_name, open_count, completed_at, completed_on, on_time)
    VALUES (${documentId}, ${dueDate}, ${lead?.to_account_id ?? null}, ${lead?.to_unit_id ?? null}, ${lead?.to_name ?? null}, ${open}, ${completedAt}, ${completedOn}, ${onTime === null ? null : Number(onTime)})`)
}

const rowsOf = (db: DerivedDb, documentId: string) => db.all<Row>(sql`SELECT * FROM assignment WHERE document_id = ${documentId} ORDER BY given_at, id`) // assignment_by_document

export const handlingDerivations: Derivation[] = [
  {
    table: 'assignment',
    fills: ['handling_item', 'handling_state'],
    derive(db, id, _before, after) {
      const documentId = after['document_id'] as string
      const rows = rowsOf(db, documentId)
      putItem(db, documentId, rows.find((row) => row.id === id)!, db.get<{ status: string; secrecy: string }>(sql`SELECT status, secrecy FROM document WHERE id = ${documentId}`)!)
      putState(db, documentId, rows)
    },
  },
  {
    table: 'document',
    fills: ['handling_item'],
    derive(db, id, before, after) {
      if (before === null || (before['status'] === after['status'] && before['secrecy'] === after['secrecy'])) return
      const document = { status: after['status'] as string, secrecy: after['secrecy'] as string }
      for (const row of rowsOf(db, id)) putItem(db, id, row, document)
    },
  },
]

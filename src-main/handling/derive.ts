// What follows from assignments and the documents they are of: the items of boards, and where each document's handling stands.
import type { Derivation, Row } from '../archive/schema.ts'
import { sql } from '../archive/sql.ts'
import { dueDayOf, settleDue } from '../registers/index.ts'
import { holderKey, isOpen, noDay, standingOf } from './rules.ts'
import type { Part } from './rules.ts'
import type { AssignmentRole, AssignmentState } from './words.ts'

type DerivedDb = Parameters<Derivation['derive']>[0]

interface AssignmentOf {
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

const partOf = (row: AssignmentOf): Part => ({ id: row.id, parentId: row.parent_id, role: row.role, state: row.state, dueDate: row.due_date, closedAt: row.closed_at, closedOn: row.closed_on })

/** Boards show what is open or completed of documents that stand in the register. */
function putItem(db: DerivedDb, documentId: string, row: AssignmentOf, document: Row): void {
  db.run(sql`DELETE FROM handling_item WHERE assignment_id = ${row.id}`)
  const phase = isOpen(row.state) ? 'open' : row.state === 'completed' ? 'done' : null
  if (phase === null || document['status'] !== 'registered') return
  const day = (phase === 'open' ? row.due_date : row.closed_on) ?? noDay
  db.run(sql`
    INSERT INTO handling_item (assignment_id, document_id, phase, waiting, holder, given_by, day, secrecy)
    VALUES (${row.id}, ${documentId}, ${phase}, ${row.state === 'given' ? 1 : 0}, ${holderKey({ accountId: row.to_account_id, unitId: row.to_unit_id })}, ${row.given_by ?? ''}, ${day}, ${document['secrecy'] ?? 'none'})`)
}

/** Where the handling of a document stands; what was due and is done is due no more, and what is opened again is. */
function putState(db: DerivedDb, documentId: string, rows: readonly AssignmentOf[], document: Row): void {
  const standing = standingOf(rows.map(partOf))
  const wasDone = db.value(sql`SELECT 1 FROM handling_state WHERE document_id = ${documentId} AND completed_on IS NOT NULL`) !== undefined
  const isDone = standing !== null && standing.completedOn !== null
  if (wasDone !== isDone) settleDue(db, documentId, wasDone ? null : dueDayOf(document), isDone ? null : dueDayOf(document))
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

const rowsOf = (db: DerivedDb, documentId: string) => db.all<AssignmentOf>(sql`SELECT * FROM assignment WHERE document_id = ${documentId} ORDER BY given_at, id`) // assignment_by_document

export const handlingDerivations: Derivation[] = [
  {
    table: 'assignment',
    fills: ['handling_item', 'handling_state', 'document_open_due', 'document_tally'],
    derive(db, id, _before, after) {
      const documentId = after['document_id'] as string
      const rows = rowsOf(db, documentId)
      const document = db.get<Row>(sql`SELECT status, secrecy, due_date FROM document WHERE id = ${documentId}`)!
      putItem(db, documentId, rows.find((row) => row.id === id)!, document)
      putState(db, documentId, rows, document)
    },
  },
  {
    table: 'document',
    fills: ['handling_item'],
    derive(db, id, before, after) {
      if (before === null || (before['status'] === after['status'] && before['secrecy'] === after['secrecy'])) return
      for (const row of rowsOf(db, id)) putItem(db, id, row, after)
    },
  },
]

// Assignments and the course of documents in the archive, and as they are shown with the names of persons and units.
import type { ReadDb } from '../archive/database.ts'
import { listed, sql } from '../archive/sql.ts'
import { doerOf } from '../people/acting.ts'
import type { Names } from '../people/acting.ts'
import type { Party } from '../people/schemas.ts'
import type { ShownAssignment } from './schemas.ts'
import type { AssignmentRole, AssignmentState, EventKind } from './words.ts'

export interface AssignmentRow {
  readonly id: string
  readonly document_id: string
  readonly parent_id: string | null
  readonly role: AssignmentRole
  readonly to_account_id: string | null
  readonly to_unit_id: string | null
  readonly to_name: string | null
  readonly direction: string | null
  readonly due_date: string | null
  readonly asks_receipt: 0 | 1
  readonly given_by: string | null
  readonly given_by_name: string | null
  readonly noted_by: string | null
  readonly given_at: string
  readonly given_on: string
  readonly state: AssignmentState
  readonly result: string | null
  readonly closed_at: string | null
  readonly closed_on: string | null
  readonly reminded_at: string | null
}

export interface EventRow {
  readonly id: string
  readonly document_id: string
  readonly assignment_id: string | null
  readonly kind: EventKind
  readonly text: string | null
  readonly due_before: string | null
  readonly due_after: string | null
  readonly answer_document_id: string | null
  readonly ink_file_id: string | null
  readonly ink_name: string | null
  readonly ink_type: string | null
  readonly ink_size: number | null
  readonly done_by: string | null
  readonly done_by_name: string | null
  readonly noted_by: string | null
  readonly done_at: string
  readonly done_on: string
}

export function assignmentRow(db: ReadDb, id: string): AssignmentRow | undefined {
  return db.get<AssignmentRow>(sql`SELECT * FROM assignment WHERE id = ${id}`)
}

/** The assignments of a document, the oldest first. */
export function assignmentsOf(db: ReadDb, documentId: string): AssignmentRow[] {
  return db.all<AssignmentRow>(sql`
    SELECT * FROM assignment                             -- assignment_by_document
    WHERE document_id = ${documentId}
    ORDER BY given_at, id`)
}

/** Assignments in the order of the ids. */
export function assignmentRows(db: ReadDb, ids: readonly string[]): AssignmentRow[] {
  if (ids.length === 0) return []
  const rows = new Map(db.all<AssignmentRow>(sql`SELECT * FROM assignment WHERE id IN ${listed(ids)}`).map((row) => [row.id, row]))
  return ids.flatMap((id) => rows.get(id) ?? [])
}

/** What happened to a document, the oldest first. */
export function eventsOf(db: ReadDb, documentId: string): EventRow[] {
  return db.all<EventRow>(sql`
    SELECT * FROM handling_event                         -- handling_event_by_document
    WHERE document_id = ${documentId}
    ORDER BY done_at, id`)
}

/** Whom an assignment is to. */
export function partyOf(row: Pick<AssignmentRow, 'to_account_id' | 'to_unit_id' | 'to_name'>, names: Names): Party {
  if (row.to_account_id !== null) return { kind: 'account', id: row.to_account_id, name: names.account(row.to_account_id) }
  if (row.to_unit_id !== null) return { kind: 'unit', id: row.to_unit_id, name: names.unit(row.to_unit_id) }
  return { kind: 'name', id: null, name: row.to_name ?? '' }
}

export function shownAssignment(row: AssignmentRow, names: Names): ShownAssignment {
  return {
    id: row.id, documentId: row.document_id, parentId: row.parent_id, role: row.role, to: partyOf(row, names), direction: row.direction, dueDate: row.due_date,
    asksReceipt: row.asks_receipt === 1, givenBy: doerOf(row.given_by, row.given_by_name, names), notedBy: row.noted_by === null ? null : doerOf(row.noted_by, null, names),
    givenAt: row.given_at, state: row.state, result: row.result, closedAt: row.closed_at, closedOn: row.closed_on, remindedAt: row.reminded_at,
  }
}

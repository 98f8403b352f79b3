// The whole course of a document (NĐ 30/2020/NĐ-CP, Phụ lục VI, III.5.a): who has what until when, and what happened, oldest first.
import { err, ok } from '../contract/result.ts'
import { handleQuery } from '../handler/handler.ts'
import { doerOf, namesIn } from '../people/acting.ts'
import { mayReadDocument } from '../registers/reading/readers.ts'
import { documentRows, presentDocument } from '../registers/records.ts'
import { mayFollow, mayWork } from './acting.ts'
import { getCourse } from './board-contract.ts'
import { assignmentsOf, eventsOf, partyOf, shownAssignment } from './records.ts'
import type { AssignmentRow } from './records.ts'
import { isOpen, standingOf } from './rules.ts'

/** Assignments as a tree laid flat: what was passed on after what it was passed on from. */
export function inTree(rows: readonly AssignmentRow[], parentId: string | null = null, depth = 0): { readonly row: AssignmentRow; readonly depth: number }[] {
  return rows.filter((row) => row.parent_id === parentId).flatMap((row) => [{ row, depth }, ...inTree(rows, row.id, depth + 1)])
}

const course = handleQuery(getCourse, ({ db, person, today }, { documentId }) => {
  const document = presentDocument(db, documentId)
  if (document === undefined || !mayReadDocument(db, person, document)) return err('DOCUMENT_NOT_FOUND', { id: documentId })
  const names = namesIn(db)
  const rows = assignmentsOf(db, documentId)
  const byId = new Map(rows.map((row) => [row.id, row]))
  const events = eventsOf(db, documentId)
  const answers = documentRows(db, events.flatMap((event) => event.answer_document_id ?? []))
  const standing = standingOf(rows.map((row) => ({ id: row.id, parentId: row.parent_id, role: row.role, state: row.state, dueDate: row.due_date, closedAt: row.closed_at, closedOn: row.closed_on })))
  return ok({
    state: standing === null ? 'none' : standing.completedAt !== null ? 'done' : standing.open > 0 ? 'open' : 'none',
    overdue: standing !== null && standing.open > 0 && standing.dueDate !== null && standing.dueDate < today,
    dueDate: standing?.dueDate ?? null,
    completedAt: standing?.completedAt ?? null,
    onTime: standing?.onTime ?? null,
    assignments: inTree(rows).map(({ row, depth }) => ({
      ...shownAssignment(row, names),
      depth,
      mayWork: document.status === 'registered' && isOpen(row.state) && mayWork(person, row),
      mayFollow: document.status === 'registered' && isOpen(row.state) && mayFollow(person, row),
    })),
    events: events.map((event) => {
      const to = event.assignment_id === null ? undefined : byId.get(event.assignment_id)
      const answer = event.answer_document_id === null ? undefined : answers.get(event.answer_document_id)
      const answerShows = answer !== undefined && mayReadDocument(db, person, answer)
      return {
        id: event.id, assignmentId: event.assignment_id, kind: event.kind, to: to === undefined ? null : partyOf(to, names), text: event.text, dueBefore: event.due_before, dueAfter: event.due_after,
        // An answer that the person may not read is known to stand, and nothing of it.
        answer: answer === undefined ? null : { id: answer.id, numberSymbol: answerShows ? answer.number_symbol : '', subject: answerShows ? answer.subject : '' },
        ink: event.ink_file_id === null ? null : { fileId: event.ink_file_id, name: event.ink_name ?? '', mediaType: event.ink_type ?? '', size: event.ink_size ?? 0 },
        by: doerOf(event.done_by, event.done_by_name, names), notedBy: event.noted_by === null ? null : doerOf(event.noted_by, null, names), at: event.done_at, on: event.done_on,
      }
    }),
  })
})

export const courseHandlers = [course]

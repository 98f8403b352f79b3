// Work on what was handed to one: taken on, told of, answered, done, given back.
import type { Change } from '../archive/journal.ts'
import { err, ok } from '../contract/result.ts'
import { handleCommand } from '../handler/handler.ts'
import type { CommandContext } from '../handler/handler.ts'
import type { Doer } from '../people/acting.ts'
import { replyLink } from '../registers/outgoing/records.ts'
import { mayReadDocument } from '../registers/reading/readers.ts'
import { presentDocument } from '../registers/records.ts'
import { documentFor, eventChange, heldAssignment, mayWork } from './acting.ts'
import { accept, answer, complete, giveBack, reportProgress } from './contract.ts'
import { assignmentsOf } from './records.ts'
import type { AssignmentRow } from './records.ts'
import { isOpen, openBelow } from './rules.ts'
import type { AssignmentState } from './words.ts'

/** The change that closes an assignment, and those that withdraw what is open below it. */
export function closing(context: CommandContext, row: AssignmentRow, state: AssignmentState, result: string | null, doer: Doer): Change[] {
  const { tx, now, today } = context
  const closed = (id: string, as: AssignmentState, words: string | null): Change => ({ table: 'assignment', id, set: { state: as, result: words, closed_at: new Date(now).toISOString(), closed_on: today, reminded_at: null } })
  const parts = assignmentsOf(tx, row.document_id).map((one) => ({ id: one.id, parentId: one.parent_id, state: one.state }))
  const below = openBelow(parts, row.id).flatMap(({ id }) => [closed(id, 'withdrawn', null), eventChange(context, doer, { kind: 'withdrawn', documentId: row.document_id, assignmentId: id })])
  return [closed(row.id, state, result), ...below]
}

const take = handleCommand(accept, (context, { assignmentId }) => {
  const held = heldAssignment(context, assignmentId)
  if (!held.ok) return held
  const { row, document, doer } = held.value
  if (row.state !== 'given') return err('ASSIGNMENT_ACCEPTED', { id: row.id })
  const event = eventChange(context, doer, { kind: 'accepted', documentId: document.id, assignmentId: row.id })
  const seen: Change[] = row.role === 'information' ? closing(context, row, 'completed', null, doer) : [{ table: 'assignment', id: row.id, set: { state: 'accepted', reminded_at: null } }]
  return ok({ id: row.id, entry: context.tx.append([...seen, event]) })
})

const tell = handleCommand(reportProgress, (context, { assignmentId, text }) => {
  const held = heldAssignment(context, assignmentId)
  if (!held.ok) return held
  const { row, document, doer } = held.value
  const state: AssignmentState = row.state === 'answered' ? 'answered' : 'working'
  return ok({ id: row.id, entry: context.tx.append([{ table: 'assignment', id: row.id, set: { state, reminded_at: null } }, eventChange(context, doer, { kind: 'progress', documentId: document.id, assignmentId: row.id, text })]) })
})

/** The open lead of a document that the person may act on: the one furthest down, who does the work; else one that cooperates. */
function ownOpen({ tx, person }: CommandContext, documentId: string): string | null {
  const open = assignmentsOf(tx, documentId).filter((row) => isOpen(row.state) && row.role !== 'information' && mayWork(person, row))
  return (open.findLast((row) => row.role === 'lead') ?? open.at(-1))?.id ?? null
}

const reply = handleCommand(answer, (context, input) => {
  const { tx, person, newId } = context
  const asked = documentFor(context, input.documentId)
  if (!asked.ok) return asked
  const id = input.assignmentId ?? ownOpen(context, input.documentId)
  if (id === null) return err('ASSIGNMENT_NOT_FOUND', { id: '' })
  const held = heldAssignment(context, id)
  if (!held.ok) return held
  const { row, doer } = held.value
  if (row.document_id !== input.documentId) return err('ASSIGNMENT_NOT_FOUND', { id })
  const other = presentDocument(tx, input.answerDocumentId)
  if (other === undefined || !mayReadDocument(tx, person, other)) return err('DOCUMENT_NOT_FOUND', { id: input.answerDocumentId })
  if (other.direction !== 'outgoing') return err('DOCUMENT_NOT_OUTGOING', { id: other.id })
  if (other.status === 'cancelled') return err('DOCUMENT_CANCELLED', { id: other.id })
  if (other.status === 'recalled') return err('DOCUMENT_RECALLED', { id: other.id })
  const event = eventChange(context, doer, { kind: 'answered', documentId: input.documentId, assignmentId: row.id, text: input.text, answerDocumentId: other.id })
  return ok({ id: row.id, entry: tx.append([...replyLink(tx, other.id, input.documentId, newId), { table: 'assignment', id: row.id, set: { state: 'answered', reminded_at: null } }, event]) })
})

const done = handleCommand(complete, (context, { assignmentId, result }) => {
  const held = heldAssignment(context, assignmentId)
  if (!held.ok) return held
  const { row, document, doer } = held.value
  const event = eventChange(context, doer, { kind: 'completed', documentId: document.id, assignmentId: row.id, text: result })
  return ok({ id: row.id, entry: context.tx.append([event, ...closing(context, row, 'completed', result ?? null, doer)]) })
})

const back = handleCommand(giveBack, (context, { assignmentId, reason }) => {
  const held = heldAssignment(context, assignmentId)
  if (!held.ok) return held
  const { row, document, doer } = held.value
  const event = eventChange(context, doer, { kind: 'returned', documentId: document.id, assignmentId: row.id, text: reason })
  return ok({ id: row.id, entry: context.tx.append([event, ...closing(context, row, 'returned', reason, doer)]) })
})

export const workHandlers = [take, tell, reply, done, back]

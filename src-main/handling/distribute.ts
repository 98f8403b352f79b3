// Handing an incoming document out (giao việc), and a leader's words on it (bút phê).
import type { Change } from '../archive/journal.ts'
import { err, ok } from '../contract/result.ts'
import { handleCommand } from '../handler/handler.ts'
import { doerFor } from '../people/acting.ts'
import { documentFor, eventChange, heldAssignment, inkFor, phraseUsed } from './acting.ts'
import { direct, distribute, passOn } from './contract.ts'
import { usualDueDate } from './days.ts'
import { give } from './give.ts'
import { assignmentsOf } from './records.ts'

const handOut = handleCommand(distribute, (context, input) => {
  const { tx, rulebook, today } = context
  const found = documentFor(context, input.documentId)
  if (!found.ok) return found
  const document = found.value
  const doer = doerFor(context, distribute.name, input.onBehalfOf)
  if (!doer.ok) return doer
  const ink = inkFor(context, input.ink)
  if (!ink.ok) return ink
  const dueDate = input.dueDate === undefined ? usualDueDate(tx, rulebook, document, today) : input.dueDate
  // Ids are in order of time, so what was said first stands first.
  const words: Change[] = input.direction === undefined && ink.value === null ? [] : [eventChange(context, doer.value, { kind: 'directed', documentId: document.id, assignmentId: null, text: input.direction, ink: ink.value })]
  const given = give(context, { document, parentId: null, to: input.to, direction: input.direction, dueDate, asksReceipt: input.asksReceipt, doer: doer.value })
  if (!given.ok) return given
  // The register, searches and the first page tell one day due: the lead's, where the registration said none, or said that of the lead before.
  const lead = given.value.made.find(({ table, set }) => table === 'assignment' && set['role'] === 'lead')?.set['due_date'] ?? null
  const before = assignmentsOf(tx, document.id).findLast((row) => row.role === 'lead' && row.parent_id === null)
  const follows = document.due_date === null || before?.due_date === document.due_date
  const due: Change[] = lead === null || !follows ? [] : [{ table: 'document', id: document.id, set: { due_date: lead } }]
  const used = phraseUsed(context, [input.direction, ...input.to.map((one) => one.direction)])
  return ok({ documentId: document.id, assignmentIds: given.value.ids, entry: tx.append([...due, ...words, ...given.value.made, ...used]) })
})

const say = handleCommand(direct, (context, input) => {
  const { tx, person } = context
  const document = documentFor(context, input.documentId)
  if (!document.ok) return document
  // Who may not direct writes down what another directed, and says who that was.
  if (input.onBehalfOf === undefined && !person.rights.has('direct')) return err('NOT_ALLOWED', { name: direct.name, needs: ['direct'] })
  const doer = doerFor(context, direct.name, input.onBehalfOf)
  if (!doer.ok) return doer
  if (input.direction === undefined && input.ink === undefined) return err('DIRECTION_EMPTY')
  const ink = inkFor(context, input.ink)
  if (!ink.ok) return ink
  const event = eventChange(context, doer.value, { kind: 'directed', documentId: input.documentId, assignmentId: null, text: input.direction, ink: ink.value })
  return ok({ documentId: input.documentId, eventId: event.id, entry: tx.append([event, ...phraseUsed(context, [input.direction])]) })
})

const further = handleCommand(passOn, (context, input) => {
  const held = heldAssignment(context, input.assignmentId)
  if (!held.ok) return held
  const { row, document, doer } = held.value
  const words = input.direction === undefined ? [] : [eventChange(context, doer, { kind: 'directed', documentId: document.id, assignmentId: row.id, text: input.direction })]
  const given = give(context, { document, parentId: row.id, to: input.to, direction: input.direction, dueDate: input.dueDate === undefined ? row.due_date : input.dueDate, asksReceipt: input.asksReceipt, doer })
  if (!given.ok) return given
  const own: Change = { table: 'assignment', id: row.id, set: { state: row.state === 'answered' ? 'answered' : 'working', reminded_at: null } }
  return ok({ documentId: document.id, assignmentIds: given.value.ids, entry: context.tx.append([own, ...words, ...given.value.made, ...phraseUsed(context, [input.direction, ...input.to.map((one) => one.direction)])]) })
})

export const distributeHandlers = [handOut, say, further]

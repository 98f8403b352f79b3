// Following what was handed out: more time, taken back, reminded of. By who gave it, or who may hand documents out.
import { err, ok } from '../contract/result.ts'
import { handleCommand } from '../handler/handler.ts'
import { eventChange, followedAssignment } from './acting.ts'
import { extend, remind, withdraw } from './contract.ts'
import { closing } from './work.ts'

const moreTime = handleCommand(extend, (context, { assignmentId, until, reason }) => {
  const found = followedAssignment(context, assignmentId)
  if (!found.ok) return found
  const { row, document, doer } = found.value
  if (row.due_date === null || until <= row.due_date) return err('EXTENSION_NOT_LATER', { until, dueDate: row.due_date })
  const event = eventChange(context, doer, { kind: 'extended', documentId: document.id, assignmentId: row.id, text: reason, dueBefore: row.due_date, dueAfter: until })
  // The register's day due is the lead's as long as nobody wrote another into it.
  const shared = row.role === 'lead' && row.parent_id === null && document.due_date === row.due_date
  const due = shared ? [{ table: 'document', id: document.id, set: { due_date: until } }] : []
  return ok({ id: row.id, entry: context.tx.append([...due, { table: 'assignment', id: row.id, set: { due_date: until, reminded_at: null } }, event]) })
})

const takeBack = handleCommand(withdraw, (context, { assignmentId, reason }) => {
  const found = followedAssignment(context, assignmentId)
  if (!found.ok) return found
  const { row, document, doer } = found.value
  const event = eventChange(context, doer, { kind: 'withdrawn', documentId: document.id, assignmentId: row.id, text: reason })
  return ok({ id: row.id, entry: context.tx.append([event, ...closing(context, row, 'withdrawn', reason, doer)]) })
})

const urge = handleCommand(remind, (context, { assignmentId, text }) => {
  const found = followedAssignment(context, assignmentId)
  if (!found.ok) return found
  const { row, document, doer } = found.value
  const event = eventChange(context, doer, { kind: 'reminded', documentId: document.id, assignmentId: row.id, text })
  return ok({ id: row.id, entry: context.tx.append([{ table: 'assignment', id: row.id, set: { reminded_at: new Date(context.now).toISOString() } }, event]) })
})

export const followHandlers = [moreTime, takeBack, urge]

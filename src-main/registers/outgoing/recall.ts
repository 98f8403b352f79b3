// What becomes of an issued document: recalled (thu hồi, VI.III.8), replaced (thay thế) or corrected (đính chính).
import type { Change } from '../../archive/journal.ts'
import { sql } from '../../archive/sql.ts'
import { err, ok } from '../../contract/result.ts'
import { handleCommand } from '../../handler/handler.ts'
import type { CommandContext } from '../../handler/handler.ts'
import { documentRow, staleDocument } from '../records.ts'
import { answerRecall, recallOutgoing, supersedeOutgoing } from './contract.ts'
import { linksFrom, recipientsOf } from './records.ts'
import type { RecipientRow } from './records.ts'

/** States in which a document is out of the house. */
const out: readonly string[] = ['issued', 'replaced', 'corrected']

/** An outgoing document that was issued and not recalled. */
function issuedDocument({ tx }: CommandContext, id: string) {
  const row = documentRow(tx, id)
  if (row === undefined) return err('DOCUMENT_NOT_FOUND', { id })
  if (row.direction !== 'outgoing') return err('DOCUMENT_NOT_OUTGOING', { id })
  if (row.status === 'recalled') return err('DOCUMENT_RECALLED', { id })
  return out.includes(row.status) ? ok(row) : err('DOCUMENT_NOT_ISSUED', { id, status: row.status })
}

const recall = handleCommand(recallOutgoing, (context, { id, reason, basedOn }) => {
  const { tx, today } = context
  const found = issuedDocument(context, id)
  if (!found.ok) return found
  const stale = staleDocument(tx, id, basedOn)
  if (stale !== null) return stale
  const recipients = recipientsOf(tx, id)
  const entry = tx.append([
    { table: 'document', id, set: { status: 'recalled', recall_reason: reason } },
    ...recipients.map((one): Change => ({ table: 'document_recipient', id: one.id, set: { recall_asked_on: today } })),
  ])
  return ok({ id, asked: recipients.length, entry })
})

const answer = handleCommand(answerRecall, ({ tx, today }, input) => {
  const { recipientId } = input
  const row = tx.get<RecipientRow>(sql`SELECT * FROM document_recipient WHERE id = ${recipientId}`)
  if (row === undefined) return err('RECIPIENT_NOT_FOUND', { recipientId })
  if (row.recall_asked_on === null) return err('RECALL_NOT_ASKED', { recipientId })
  const set = { recall_answer: input.answer, recall_answered_on: input.date ?? today, recall_note: input.note || null }
  return ok({ id: row.document_id, recipientId, entry: tx.append([{ table: 'document_recipient', id: recipientId, set }]) })
})

const supersede = handleCommand(supersedeOutgoing, (context, { id, byId, kind, basedOn }) => {
  const { tx, newId } = context
  if (id === byId) return err('DOCUMENT_SUPERSEDES_ITSELF', { id })
  const old = issuedDocument(context, id)
  if (!old.ok) return old
  const by = issuedDocument(context, byId)
  if (!by.ok) return by
  const stale = staleDocument(tx, id, basedOn)
  if (stale !== null) return stale
  const known = linksFrom(tx, byId).some((link) => link.kind === kind && link.to_id === id)
  // One that was replaced stays so, even where it is corrected afterwards.
  const status = kind === 'replaces' || old.value.status === 'replaced' ? 'replaced' : 'corrected'
  const entry = tx.append([
    { table: 'document', id, set: { status } },
    ...(known ? [] : [{ table: 'document_link', id: newId(), set: { from_id: byId, to_id: id, kind, removed: 0 } }]),
  ])
  return ok({ id, byId, entry })
})

export const recallHandlers = [recall, answer, supersede]

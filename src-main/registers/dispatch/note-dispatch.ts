// Noting that a document was sent and received, and that its record copy was used and came back.
import type { Change } from '../../archive/journal.ts'
import type { Channel } from '../../contract/fields.ts'
import { err, ok } from '../../contract/result.ts'
import { handleCommand, handleQuery } from '../../handler/handler.ts'
import type { CommandContext } from '../../handler/handler.ts'
import { documentRow, presentDocument } from '../records.ts'
import { dispatchOf, noteDispatch, noteReceipt, noteRecordCopyUse, returnRecordCopy, strikeDispatch, strikeRecordCopyUse } from './contract.ts'
import { outOn, receiptOf } from './follow-papers.ts'
import { batchesOf, dispatchRow, dispatchRows, sentAlready, standingWith, struckNotesOf, useRow, useRows } from './records.ts'
import { receiverKey } from './rules.ts'
import { shownPaper } from './shown-paper.ts'

/** A document on paper on a day: one that has its number, not before that day's. Answers DOCUMENT_…, NOTED_IN_FUTURE, NOTED_BEFORE_DOCUMENT. */
export function documentOn({ tx, today }: CommandContext, id: string, date: string) {
  const row = presentDocument(tx, id)
  if (row === undefined) return err('DOCUMENT_NOT_FOUND', { id })
  if (row.direction === 'outgoing' && row.order_number === 0) return err('DOCUMENT_NOT_ISSUED', { id })
  if (date > today) return err('NOTED_IN_FUTURE', { date, today })
  if (date < row.register_date) return err('NOTED_BEFORE_DOCUMENT', { id, date, documentDate: row.register_date })
  return ok(row)
}

/** Whether something can have come at `date` that went at `sent`: NOTED_IN_FUTURE, RECEIVED_BEFORE_SENT; null where it can. */
function returnFault(date: string, sent: string, today: string) {
  if (date > today) return err('NOTED_IN_FUTURE', { date, today })
  return date < sent ? err('RECEIVED_BEFORE_SENT', { date, sentDate: sent }) : null
}

/** ALREADY_HANDED where a receiver has the paper still, ALREADY_SENT where the same sending stands; null: it may be noted. */
function sentTwice({ tx }: CommandContext, id: string, name: string, channel: Channel, date: string) {
  const receiver = { to_account_id: null, to_unit_id: null, to_name: name }
  const standing = channel === 'direct' ? standingWith(tx, id, receiver) : sentAlready(tx, id, receiver, channel, date)
  return standing === undefined ? null : err(channel === 'direct' ? 'ALREADY_HANDED' : 'ALREADY_SENT', { id, name: standing.to_name, date: standing.dispatch_date })
}

const dispatch = handleCommand(noteDispatch, (context, input) => {
  const { tx, today, actor, newId } = context
  const date = input.date ?? today
  const document = documentOn(context, input.documentId, date)
  if (!document.ok) return document
  if (document.value.status === 'cancelled') return err('DOCUMENT_CANCELLED', { id: input.documentId })
  const received = input.receivedDate ?? (input.receivedBy ? date : null)
  const fault = received === null ? null : returnFault(received, date, today)
  if (fault !== null) return fault
  // A place that is named twice has the document once.
  const keys = input.to.map(receiverKey)
  const places = input.to.filter((_, at) => keys.indexOf(keys[at]!) === at)
  for (const name of places) {
    const twice = sentTwice(context, input.documentId, name, input.channel, date)
    if (twice !== null) return twice
  }
  const changes = places.map((to): Change => ({
    table: 'document_dispatch',
    id: newId(),
    set: {
      document_id: input.documentId, to_name: to, channel: input.channel, dispatch_date: date, envelopes: input.envelopes ?? null, envelope_number: input.envelopeNumber || null,
      copies: input.copies ?? null, received_by: input.receivedBy || null, received_date: received, note: input.note || null, ...(received === null ? {} : { receipt_noted_by: actor }),
    },
  }))
  return ok({ ids: changes.map(({ id }) => id), entry: tx.append(changes) })
})

const receipt = handleCommand(noteReceipt, (context, { id, receivedBy, date }) => {
  const { tx, today } = context
  const row = dispatchRow(tx, id)
  // A day that was noted without a name is the receipt's own.
  const received = date ?? row?.received_date ?? today
  const out = outOn(context, [id], received)
  if (!out.ok) return out
  const receipts = receiptOf(context, out.value, { by: receivedBy, byId: null, date: received })
  return receipts.ok ? ok({ id, entry: tx.append(receipts.value) }) : receipts
})

const use = handleCommand(noteRecordCopyUse, (context, input) => {
  const { tx, today, newId } = context
  const date = input.date ?? today
  const document = documentOn(context, input.documentId, date)
  if (!document.ok) return document
  if (document.value.direction !== 'outgoing') return err('DOCUMENT_NOT_OUTGOING', { id: input.documentId })
  const id = newId()
  const set = { document_id: input.documentId, user_name: input.user, use_date: date, purpose: input.purpose, permitted_by: input.permittedBy || null, note: input.note || null }
  return ok({ id, entry: tx.append([{ table: 'record_copy_use', id, set }]) })
})

const giveBack = handleCommand(returnRecordCopy, ({ tx, today }, { id, date = today }) => {
  const row = useRow(tx, id)
  if (row === undefined) return err('USE_NOT_FOUND', { id })
  if (row.struck_reason !== null) return err('ENTRY_STRUCK', { id })
  if (row.return_date !== null) return err('RECORD_COPY_RETURNED', { id })
  const fault = returnFault(date, row.use_date, today)
  if (fault !== null) return fault
  return ok({ id, entry: tx.append([{ table: 'record_copy_use', id, set: { return_date: date } }]) })
})

const strike = handleCommand(strikeDispatch, ({ tx }, { id, reason }) => {
  const row = dispatchRow(tx, id)
  if (row === undefined) return err('DISPATCH_NOT_FOUND', { id })
  if (row.struck_reason !== null) return err('ENTRY_STRUCK', { id })
  return ok({ id, entry: tx.append([{ table: 'document_dispatch', id, set: { struck_reason: reason } }]) })
})

const strikeUse = handleCommand(strikeRecordCopyUse, ({ tx }, { id, reason }) => {
  const row = useRow(tx, id)
  if (row === undefined) return err('USE_NOT_FOUND', { id })
  if (row.struck_reason !== null) return err('ENTRY_STRUCK', { id })
  return ok({ id, entry: tx.append([{ table: 'record_copy_use', id, set: { struck_reason: reason } }]) })
})

const list = handleQuery(dispatchOf, ({ db, person }, { documentId }) => {
  if (documentRow(db, documentId) === undefined) return err('DOCUMENT_NOT_FOUND', { id: documentId })
  const rows = dispatchRows(db, [documentId])
  const [batches, struck] = [batchesOf(db, rows), struckNotesOf(db, rows)]
  return ok({
    dispatches: rows.map((row) => ({
      id: row.id, to: row.to_name, channel: row.channel, date: row.dispatch_date, envelopes: row.envelopes, envelopeNumber: row.envelope_number, copies: row.copies,
      note: row.note, struckReason: row.struck_reason, ...shownPaper(db, person, row, batches),
      struckNotes: (struck.get(row.id) ?? []).map((one) => ({ kind: one.kind, date: one.noted_on, person: one.person_name, note: one.note, reason: one.struck_reason })),
    })),
    uses: useRows(db, [documentId]).map((row) => ({
      id: row.id, user: row.user_name, date: row.use_date, purpose: row.purpose, permittedBy: row.permitted_by, returnDate: row.return_date, note: row.note, struckReason: row.struck_reason,
    })),
  })
})

export const dispatchHandlers = [dispatch, receipt, use, giveBack, strike, strikeUse, list]

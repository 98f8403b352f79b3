// What becomes of papers that were handed over: received on screen or by signature, asked back, returned, lost; and what was noted in error.
import type { Change } from '../../archive/journal.ts'
import { err, ok } from '../../contract/result.ts'
import { handleCommand } from '../../handler/handler.ts'
import type { CommandContext } from '../../handler/handler.ts'
import { nameOf } from '../../people/index.ts'
import { askBack, confirmReceipt, notePaperLost, notePaperReturned, noteReceipts, strikeDispatches, strikeDispatchNote, takeBackReceipts } from './papers-contract.ts'
import { dispatchRow, standingWith } from './records.ts'
import type { DispatchRow } from './records.ts'
import { isOnPaper, isReceiver } from './rules.ts'
import type { Outcome, StruckKind } from './rules.ts'

/** Lines that stand. Errors: DISPATCH_NOT_FOUND, ENTRY_STRUCK. */
function standing({ tx }: Pick<CommandContext, 'tx'>, ids: readonly string[]) {
  const rows: DispatchRow[] = []
  for (const id of new Set(ids)) {
    const row = dispatchRow(tx, id)
    if (row === undefined) return err('DISPATCH_NOT_FOUND', { id })
    if (row.struck_reason !== null) return err('ENTRY_STRUCK', { id })
    rows.push(row)
  }
  return ok(rows)
}

/** Lines whose papers are out, of which something may be noted on a day. Errors as `standing`; DISPATCH_ENDED, NOTED_IN_FUTURE, RECEIVED_BEFORE_SENT. */
export function outOn(context: Pick<CommandContext, 'tx' | 'today'>, ids: readonly string[], date: string) {
  const found = standing(context, ids)
  if (!found.ok) return found
  const { today } = context
  for (const row of found.value) {
    const { id, outcome, outcome_on } = row
    if (outcome !== null) return err('DISPATCH_ENDED', { id, outcome, date: outcome_on })
    if (date > today) return err('NOTED_IN_FUTURE', { date, today })
    if (date < row.dispatch_date) return err('RECEIVED_BEFORE_SENT', { id, date, sentDate: row.dispatch_date })
  }
  return found
}

/** The changes that write receipts down. Errors: DISPATCH_RECEIVED (it is written down already; struck through it may be written anew). */
export function receiptOf({ actor }: Pick<CommandContext, 'actor'>, rows: readonly DispatchRow[], receipt: { readonly by: string; readonly byId: string | null; readonly date: string }) {
  const changes: Change[] = []
  for (const { id, received_by, received_date } of rows) {
    if (received_by !== null || (received_date !== null && received_date !== receipt.date)) return err('DISPATCH_RECEIVED', { id, name: received_by ?? '', date: received_date })
    changes.push({ table: 'document_dispatch', id, set: { received_by: receipt.by, received_date: receipt.date, received_by_id: receipt.byId, receipt_noted_by: actor } })
  }
  return ok(changes)
}

/** Writes the same down of several lines, in one entry. */
function written({ tx }: CommandContext, changes: readonly Change[]) {
  return ok({ ids: changes.map(({ id }) => id), entry: tx.append(changes) })
}

const confirm = handleCommand(confirmReceipt, (context, { ids, date = context.today }) => {
  const { person } = context
  const out = outOn(context, ids, date)
  if (!out.ok) return out
  const others = out.value.find((row) => !isReceiver(person, row))
  if (others !== undefined) return err('DISPATCH_NOT_YOURS', { id: others.id })
  const receipts = receiptOf(context, out.value, { by: person.name, byId: person.id, date })
  return receipts.ok ? written(context, receipts.value) : receipts
})

const signed = handleCommand(noteReceipts, (context, { ids, receivedBy, date = context.today }) => {
  const out = outOn(context, ids, date)
  if (!out.ok) return out
  const receipts = receiptOf(context, out.value, { by: receivedBy, byId: null, date })
  return receipts.ok ? written(context, receipts.value) : receipts
})

/** Papers that are out; what went through the network has none. Errors as `outOn`; NOT_ON_PAPER. */
function papersOut(context: CommandContext, ids: readonly string[], date: string) {
  const out = outOn(context, ids, date)
  if (!out.ok) return out
  const without = out.value.find(({ channel }) => !isOnPaper(channel))
  return without === undefined ? out : err('NOT_ON_PAPER', { id: without.id })
}

const ask = handleCommand(askBack, (context, { ids, date = context.today }) => {
  const out = papersOut(context, ids, date)
  if (!out.ok) return out
  const asked = out.value.find(({ asked_back_on }) => asked_back_on !== null)
  if (asked !== undefined) return err('DISPATCH_ASKED_BACK', { id: asked.id, date: asked.asked_back_on })
  return written(context, out.value.map(({ id }) => ({ table: 'document_dispatch', id, set: { asked_back_on: date, asked_back_by: context.actor } })))
})

/** Ends lines: the paper came back, or nobody finds it. */
function ended(context: CommandContext, ids: readonly string[], outcome: Outcome, date: string, note: string | null) {
  const out = papersOut(context, ids, date)
  if (!out.ok) return out
  const before = out.value.find(({ received_date }) => received_date !== null && date < received_date)
  if (before !== undefined) return err('RECEIVED_BEFORE_SENT', { id: before.id, date, sentDate: before.received_date })
  return written(context, out.value.map(({ id }) => ({ table: 'document_dispatch', id, set: { outcome, outcome_on: date, outcome_note: note, outcome_by: context.actor } })))
}

const back = handleCommand(notePaperReturned, (context, { ids, date = context.today, note }) => ended(context, ids, 'returned', date, note || null))

const lose = handleCommand(notePaperLost, (context, { ids, date = context.today, reason }) => ended(context, ids, 'lost', date, reason))

const strikeAll = handleCommand(strikeDispatches, (context, { ids, reason }) => {
  const found = standing(context, ids)
  return found.ok ? written(context, found.value.map(({ id }) => ({ table: 'document_dispatch', id, set: { struck_reason: reason } }))) : found
})

/** What stands noted of a line of a kind, as it is kept once it is struck, and the columns that go empty; null where nothing does. */
function notedOf(row: DispatchRow, kind: StruckKind): { readonly kept: Change['set']; readonly left: Change['set'] } | null {
  switch (kind) {
    case 'received':
      return row.received_date === null ? null : {
        kept: { noted_on: row.received_date, person_name: row.received_by, note: null, noted_by: row.receipt_noted_by },
        left: { received_by: null, received_date: null, received_by_id: null, receipt_noted_by: null },
      }
    case 'asked-back':
      return row.asked_back_on === null ? null : {
        kept: { noted_on: row.asked_back_on, person_name: null, note: null, noted_by: row.asked_back_by },
        left: { asked_back_on: null, asked_back_by: null },
      }
    case 'returned':
    case 'lost':
      return row.outcome !== kind ? null : {
        kept: { noted_on: row.outcome_on, person_name: null, note: row.outcome_note, noted_by: row.outcome_by },
        left: { outcome: null, outcome_on: null, outcome_note: null, outcome_by: null },
      }
  }
}

/** The changes that take a note off its line and keep it beside it, as it stood. */
function strikingOf({ today, actor, newId }: CommandContext, row: DispatchRow, kind: StruckKind, noted: NonNullable<ReturnType<typeof notedOf>>, reason: string): Change[] {
  const struck = { document_id: row.document_id, dispatch_id: row.id, kind, ...noted.kept, struck_reason: reason, struck_by: actor, struck_on: today }
  return [{ table: 'document_dispatch', id: row.id, set: noted.left }, { table: 'dispatch_struck', id: newId(), set: struck }]
}

const takeBack = handleCommand(takeBackReceipts, (context, { ids, reason }) => {
  const { tx, person } = context
  const found = standing(context, ids)
  if (!found.ok) return found
  const changes: Change[] = []
  for (const row of found.value) {
    const { id, outcome, outcome_on, received_by_id, received_by, receipt_noted_by } = row
    if (!isReceiver(person, row)) return err('DISPATCH_NOT_YOURS', { id })
    const noted = notedOf(row, 'received')
    if (noted === null) return err('NOTHING_TO_STRIKE', { id })
    if (outcome !== null) return err('DISPATCH_ENDED', { id, outcome, date: outcome_on })
    if (received_by_id !== person.id) return err('RECEIPT_NOT_YOURS', { id, name: received_by_id === null && receipt_noted_by !== null ? nameOf(tx, receipt_noted_by) : (received_by ?? '') })
    changes.push(...strikingOf(context, row, 'received', noted, reason))
  }
  return ok({ ids: found.value.map(({ id }) => id), entry: tx.append(changes) })
})

const strikeNote = handleCommand(strikeDispatchNote, (context, { id, kind, reason }) => {
  const { tx } = context
  const found = standing(context, [id])
  if (!found.ok) return found
  const row = found.value[0]!
  const noted = notedOf(row, kind)
  if (noted === null) return err('NOTHING_TO_STRIKE', { id })
  // What came back and was handed on to the same receiver is out once, not twice.
  const again = row.outcome === null ? undefined : standingWith(tx, row.document_id, row)
  if (again !== undefined && kind === row.outcome) return err('ALREADY_HANDED', { id: row.document_id, name: again.to_name, date: again.dispatch_date })
  return ok({ id, entry: tx.append(strikingOf(context, row, kind, noted, reason)) })
})

export const followPapersHandlers = [confirm, takeBack, signed, ask, back, lose, strikeAll, strikeNote]

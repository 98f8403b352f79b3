// Handing papers over in a batch (phiếu giao nhận): one receiver, one line of the transfer book a document, one entry; refused as a whole.
import type { Change } from '../../archive/journal.ts'
import { sql } from '../../archive/sql.ts'
import { err, ok } from '../../contract/result.ts'
import { handleCommand } from '../../handler/handler.ts'
import type { CommandContext } from '../../handler/handler.ts'
import { mayReadLevel } from '../../handler/person.ts'
import type { Person } from '../../handler/person.ts'
import { accountRow, isActive, personOf } from '../../people/index.ts'
import { yearOf } from '../../text/dates.ts'
import { mayReadDocument } from '../reading/readers.ts'
import { documentOn } from './note-dispatch.ts'
import { handOver } from './papers-contract.ts'
import type { PaperReceiver } from './papers-contract.ts'
import { standingWith } from './records.ts'
import type { LineReceiver } from './rules.ts'

/** Whom a batch is for, as columns; `person` where that is an account, null where it may not sign in. Errors: ACCOUNT_NOT_FOUND, UNIT_NOT_FOUND. */
function receiverFor({ tx, rulebook, today }: CommandContext, to: PaperReceiver) {
  const found = (columns: LineReceiver, person?: Person | null) => ok({ columns, person })
  if ('name' in to) return found({ to_account_id: null, to_unit_id: null, to_name: to.name })
  if ('unitId' in to) {
    const name = tx.value<string>(sql`SELECT name FROM unit WHERE id = ${to.unitId} AND closed = 0`)
    return name === undefined ? err('UNIT_NOT_FOUND', { id: to.unitId }) : found({ to_account_id: null, to_unit_id: to.unitId, to_name: name })
  }
  const account = accountRow(tx, to.accountId)
  if (account === undefined || !isActive(account, today)) return err('ACCOUNT_NOT_FOUND', { id: to.accountId })
  return found({ to_account_id: account.id, to_unit_id: null, to_name: account.name }, personOf(tx, rulebook, account.id, today))
}

/** A paper that may be handed to a receiver on a day. Errors as `documentOn`; DOCUMENT_…, CLEARANCE_TOO_LOW, NOT_A_READER, ALREADY_HANDED. */
function paperFor(context: CommandContext, id: string, date: string, { columns, person }: { readonly columns: LineReceiver; readonly person?: Person | null | undefined }) {
  const { tx } = context
  const document = documentOn(context, id, date)
  if (!document.ok) return document
  const row = document.value
  if (row.status === 'cancelled') return err('DOCUMENT_CANCELLED', { id })
  if (row.status === 'returned') return err('DOCUMENT_RETURNED', { id })
  if (person !== undefined) {
    const who = { id: columns.to_account_id, name: columns.to_name, documentId: id }
    if (person === null || !mayReadLevel(person, row.secrecy)) return err('CLEARANCE_TOO_LOW', who)
    if (!mayReadDocument(tx, person, row)) return err('NOT_A_READER', who)
  }
  const standing = standingWith(tx, id, columns)
  return standing === undefined ? ok(row) : err('ALREADY_HANDED', { id, name: standing.to_name, date: standing.dispatch_date })
}

const hand = handleCommand(handOver, (context, input) => {
  const { tx, now, today, actor, newId } = context
  const date = input.date ?? today
  const receiver = receiverFor(context, input.to)
  if (!receiver.ok) return receiver
  const id = newId()
  const lines: Change[] = []
  for (const documentId of new Set(input.documentIds)) {
    const paper = paperFor(context, documentId, date, receiver.value)
    if (!paper.ok) return paper
    lines.push({ table: 'document_dispatch', id: newId(), set: { document_id: documentId, ...receiver.value.columns, channel: 'direct', dispatch_date: date, batch_id: id } })
  }
  const year = yearOf(date)
  // dispatch_batch_by_date
  const number = (tx.value<number | null>(sql`SELECT max(number) FROM dispatch_batch WHERE batch_date BETWEEN ${`${year}-01-01`} AND ${`${year}-12-31`}`) ?? 0) + 1
  const batch: Change = { table: 'dispatch_batch', id, set: { number, batch_date: date, made_by: actor, made_at: new Date(now).toISOString() } }
  return ok({ id, number, ids: lines.map((line) => line.id), entry: tx.append([batch, ...lines]) })
})

export const handOverHandlers = [hand]

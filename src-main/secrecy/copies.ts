// Numbered copies of a secret document: each is given to somebody, and followed until it is back or destroyed.
import { sql } from '../archive/sql.ts'
import { err, ok } from '../contract/result.ts'
import { handleCommand } from '../handler/handler.ts'
import * as contract from './contract.ts'
import { copiesOf, isDestroyed, secretDocument } from './records.ts'
import type { CopyRow } from './records.ts'

const give = handleCommand(contract.giveCopy, ({ tx, today, actor, newId }, { documentId, holder, date = today, note }) => {
  const document = secretDocument(tx, documentId)
  if (document === undefined) return err('DOCUMENT_NOT_FOUND', { id: documentId })
  if (document.secrecy === 'none') return err('DOCUMENT_NOT_SECRET', { id: documentId })
  if (isDestroyed(tx, documentId)) return err('DOCUMENT_DESTROYED', { id: documentId })
  if (date > today) return err('NOTED_IN_FUTURE', { date, today })
  const number = (tx.value<number>(sql`SELECT max(number) FROM secret_copy WHERE document_id = ${documentId}`) ?? 0) + 1
  const id = newId()
  return ok({ id, number, entry: tx.append([{ table: 'secret_copy', id, set: { document_id: documentId, number, holder, given_on: date, given_by: actor, note: note ?? null } }]) })
})

const recall = handleCommand(contract.recallCopies, ({ tx, today }, { documentId, date = today }) => {
  if (secretDocument(tx, documentId) === undefined) return err('DOCUMENT_NOT_FOUND', { id: documentId })
  if (date > today) return err('NOTED_IN_FUTURE', { date, today })
  const out = copiesOf(tx, documentId).filter(({ ended_on }) => ended_on === null)
  if (out.length === 0) return err('NO_COPIES_OUT')
  return ok({ id: documentId, asked: out.length, entry: tx.appendAll(out.map(({ id }) => ({ table: 'secret_copy', id, set: { recall_asked_on: date } }))) })
})

const end = handleCommand(contract.endCopy, ({ tx, today }, { copyId, how, date = today, note }) => {
  const row = tx.row('secret_copy', copyId) as CopyRow | null
  if (row === null) return err('COPY_NOT_FOUND', { id: copyId })
  if (row.ended_on !== null) return err('COPY_ENDED', { id: copyId })
  if (date > today) return err('NOTED_IN_FUTURE', { date, today })
  if (date < row.given_on) return err('ENDED_BEFORE_GIVEN', { date, givenDate: row.given_on })
  return ok({ id: copyId, entry: tx.append([{ table: 'secret_copy', id: copyId, set: { ended_on: date, end_kind: how, end_note: note ?? null } }]) })
})

export const copyHandlers = [give, recall, end]

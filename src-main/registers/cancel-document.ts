// Cancelling a registration and taking that back. The number stays taken and is struck through; nothing is deleted.
import { latestChange } from '../archive/history.ts'
import { err, ok } from '../contract/result.ts'
import { handleCommand } from '../handler/handler.ts'
import { cancelDocument, reinstateDocument } from './contract.ts'
import { presentDocument, staleDocument } from './records.ts'

const cancel = handleCommand(cancelDocument, ({ tx }, { id, reason, basedOn }) => {
  const row = presentDocument(tx, id)
  if (row === undefined) return err('DOCUMENT_NOT_FOUND', { id })
  if (row.status === 'cancelled') return err('DOCUMENT_CANCELLED', { id })
  const stale = staleDocument(tx, id, basedOn)
  if (stale !== null) return stale
  return ok({ id, entry: tx.append([{ table: 'document', id, set: { status: 'cancelled', cancel_reason: reason } }]) })
})

const reinstate = handleCommand(reinstateDocument, ({ tx }, { id, reason, basedOn }) => {
  const row = presentDocument(tx, id)
  if (row === undefined) return err('DOCUMENT_NOT_FOUND', { id })
  if (row.status !== 'cancelled' && row.status !== 'returned') return err('DOCUMENT_NOT_CANCELLED', { id })
  const stale = staleDocument(tx, id, basedOn)
  if (stale !== null) return stale
  // Of a cancelled document what it was before: one that had gone back to its sender is still not here.
  const before = row.status === 'cancelled' ? latestChange(tx, { table: 'document', id }, 'status')?.before : 'registered'
  const set = { status: before ?? 'registered', cancel_reason: null, reinstate_reason: reason }
  return ok({ id, entry: tx.append([{ table: 'document', id, set }]) })
})

export const cancelDocumentHandlers = [cancel, reinstate]

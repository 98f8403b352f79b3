// Filing documents under another issuing body, by drag and drop.
import type { Change } from '../archive/journal.ts'
import { err, ok } from '../contract/result.ts'
import { bodyForFiling } from '../filing/choose.ts'
import { handleCommand } from '../handler/handler.ts'
import { fileDocuments } from './contract.ts'
import { presentDocument } from './records.ts'

const move = handleCommand(fileDocuments, ({ tx }, { ids, issuingBodyId }) => {
  const body = bodyForFiling(tx, issuingBodyId)
  if (!body.ok) return body
  const moved: { id: string; fromBodyId: string }[] = []
  for (const id of new Set(ids)) {
    const row = presentDocument(tx, id)
    if (row === undefined) return err('DOCUMENT_NOT_FOUND', { id })
    if (row.direction !== 'incoming') return err('DOCUMENT_NOT_INCOMING', { id })
    if (row.issuing_body_id !== issuingBodyId) moved.push({ id, fromBodyId: row.issuing_body_id })
  }
  if (moved.length > 0) tx.appendAll(moved.map(({ id }): Change => ({ table: 'document', id, set: { issuing_body_id: issuingBodyId, issued_as_body_id: null } })))
  return ok({ moved })
})

export const fileDocumentsHandlers = [move]

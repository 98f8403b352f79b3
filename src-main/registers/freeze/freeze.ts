// Locking and releasing documents. That a locked one takes no change is asked by the router, for every command that concerns it.
import type { ReadDb } from '../../archive/database.ts'
import { listed, sql } from '../../archive/sql.ts'
import { err, ok } from '../../contract/result.ts'
import { handleCommand } from '../../handler/handler.ts'
import type { CommandContext } from '../../handler/handler.ts'
import { documentRows } from '../records.ts'
import { freezeDocuments, releaseDocuments } from './contract.ts'

/** The first of these documents that is locked; undefined where none is. */
export function frozenAmong(db: ReadDb, ids: readonly string[]): string | undefined {
  return ids.length === 0 ? undefined : db.value<string>(sql`SELECT id FROM document WHERE id IN ${listed(ids)} AND frozen = 1 LIMIT 1`)
}

function turn({ tx }: CommandContext, ids: readonly string[], frozen: 0 | 1, reason: string) {
  const rows = documentRows(tx, ids)
  const missing = ids.find((id) => rows.get(id) === undefined || rows.get(id)?.status === 'withdrawn')
  if (missing !== undefined) return err('DOCUMENT_NOT_FOUND', { id: missing })
  const turned = [...new Set(ids)].filter((id) => rows.get(id)!.frozen !== frozen)
  const entries = tx.appendAll(turned.map((id) => ({ table: 'document', id, set: { frozen, frozen_reason: reason } })))
  return ok({ ids: turned, entry: turned.length === 0 ? null : entries })
}

export const freezeHandlers = [
  handleCommand(freezeDocuments, (context, { ids, reason }) => turn(context, ids, 1, reason)),
  handleCommand(releaseDocuments, (context, { ids, reason }) => turn(context, ids, 0, reason)),
]

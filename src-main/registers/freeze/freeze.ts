// Locking and releasing documents. That a locked one takes no change is asked by the router, for every command that concerns it.
import type { ReadDb } from '../../archive/database.ts'
import { listed, sql } from '../../archive/sql.ts'
import type { OutputOf } from '../../contract/define.ts'
import { ok } from '../../contract/result.ts'
import { handleCommand } from '../../handler/handler.ts'
import type { CommandContext } from '../../handler/handler.ts'
import { mayReadDocument, rightOf } from '../reading/readers.ts'
import { holds } from '../reading/rules.ts'
import { documentRows } from '../records.ts'
import type { DocumentRow } from '../records.ts'
import { freezeDocuments, releaseDocuments } from './contract.ts'

type Refused = OutputOf<typeof freezeDocuments>['refused'][number]

/** The first of these documents that is locked; undefined where none is. */
export function frozenAmong(db: ReadDb, ids: readonly string[]): string | undefined {
  return ids.length === 0 ? undefined : db.value<string>(sql`SELECT id FROM document WHERE id IN ${listed(ids)} AND frozen = 1 LIMIT 1`)
}

/** Why a person can neither lock nor release a document; null where they can. `destroyed`: by decision, of those that are asked about. */
function refusalOf({ tx, person }: CommandContext, id: string, row: DocumentRow | undefined, destroyed: ReadonlySet<string>): Refused | null {
  if (row === undefined || row.status === 'withdrawn' || !mayReadDocument(tx, person, row)) return { id, code: 'DOCUMENT_NOT_FOUND' }
  if (destroyed.has(id)) return { id, code: 'DOCUMENT_DESTROYED' }
  const may = row.limited === 1 ? rightOf(tx, person, id) : 'work'
  return holds(may, 'work') ? null : { id, code: 'READING_LIMITED', ...(may === null ? {} : { may }) }
}

/** Turns what can be turned: the documents that change by it, as they stood, and the others with why. */
function turn(context: CommandContext, wanted: readonly string[], frozen: 0 | 1, reason: string) {
  const { tx } = context
  const ids = [...new Set(wanted)]
  const rows = documentRows(tx, ids)
  const destroyed = new Set(tx.all<{ id: string }>(sql`SELECT document_id AS id FROM secrecy_decision WHERE kind = 'destroyed' AND document_id IN ${listed(ids)}`).map(({ id }) => id))
  const refused = ids.flatMap((id) => refusalOf(context, id, rows.get(id), destroyed) ?? [])
  const staying = new Set(refused.map(({ id }) => id))
  const turned = ids.filter((id) => !staying.has(id)).map((id) => rows.get(id)!).filter((row) => row.frozen !== frozen)
  const entry = turned.length === 0 ? null : tx.appendAll(turned.map(({ id }) => ({ table: 'document', id, set: { frozen, frozen_reason: reason } })))
  return { turned, refused, entry }
}

export const freezeHandlers = [
  handleCommand(freezeDocuments, (context, { ids, reason }) => {
    const { turned, refused, entry } = turn(context, ids, 1, reason)
    return ok({ ids: turned.map(({ id }) => id), refused, entry })
  }),
  handleCommand(releaseDocuments, (context, { ids, reason }) => {
    const { turned, refused, entry } = turn(context, ids, 0, reason)
    const were = [...Map.groupBy(turned, (row) => row.frozen_reason ?? '')].map(([was, rows]) => ({ reason: was, ids: rows.map(({ id }) => id) }))
    return ok({ ids: turned.map(({ id }) => id), were, refused, entry })
  }),
]

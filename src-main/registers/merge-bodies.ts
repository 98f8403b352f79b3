// Joining two bodies that are found to be one, and taking that back whole. Both commands belong to the contract of filing/, and
// stand here because filing/ does not know documents.
import { changesOfCommand } from '../archive/history.ts'
import type { Change, Transaction } from '../archive/journal.ts'
import { listed, sql } from '../archive/sql.ts'
import { err, ok } from '../contract/result.ts'
import { staleBody } from '../filing/change-body.ts'
import { mergeBodies, reopenBody } from '../filing/contract.ts'
import { aliasesOf, bodyNamer, bodyRow, namesOf, standingBody } from '../filing/records.ts'
import { exactNameKey, leadsTo, nameKey } from '../filing/rules.ts'
import { handleCommand } from '../handler/handler.ts'
import { nameDay } from './records.ts'
import type { DocumentRow } from './records.ts'
import { movedByMerge } from './rules.ts'
import { numberedSince, seriesOfMerged } from './series/merge.ts'

type NamedRow = Pick<DocumentRow, 'id' | 'issued_as_body_id' | 'issued_date' | 'arrival_date' | 'register_date'>

/**
 * Documents, children, series of numbers, and every way of writing the body go to the one that stays, in one transaction. The documents bear on the
 * name that was in force at their date, which is the merged body's, unless `keepNames` says that it was only written wrong.
 */
const merge = handleCommand(mergeBodies, ({ tx, newId }, { id, intoId, reason, keepNames }) => {
  for (const one of [id, intoId]) {
    const body = bodyRow(tx, one)
    if (body === undefined) return err('BODY_NOT_FOUND', { id: one })
    if (body.is_group === 1) return err('BODY_IS_GROUP', { id: one })
  }
  const into = standingBody(tx, intoId)
  // Into itself, into what it became, or into one below it: each would leave a circle.
  if (standingBody(tx, id) === into || leadsTo(into, id, (from) => bodyRow(tx, from)?.parent_id ?? null)) return err('BODY_LOOP', { id, intoId })

  const written = new Set<string>()
  const waysOf = (bodyId: string) => [
    ...(namesOf(tx, [bodyId]).get(bodyId) ?? []).flatMap((name) => [name.name, ...(name.shortName === null ? [] : [name.shortName])]),
    ...(aliasesOf(tx, [bodyId]).get(bodyId) ?? []).map((alias) => alias.alias),
  ]
  for (const way of waysOf(into)) written.add(exactNameKey(way))
  const aliases: Change[] = []
  for (const alias of waysOf(id)) {
    if (written.has(exactNameKey(alias))) continue
    written.add(exactNameKey(alias))
    aliases.push({ table: 'body_alias', id: newId(), set: { body_id: into, alias } })
  }
  const children = tx.all<{ id: string }>(sql`SELECT id FROM body WHERE parent_id = ${id}`)
  const documents = tx.all<NamedRow>(sql`
    SELECT id, issued_as_body_id, issued_date, arrival_date, register_date
    FROM document                                        -- document_by_body
    WHERE issuing_body_id = ${id}
    ORDER BY register_date, order_number, id`)
  const nameOf = bodyNamer(tx, [id, into])
  /** Whether the two bodies bore one name at the document's date, however it is typed. */
  const nameIsSame = (row: NamedRow) => nameKey(nameOf(id, nameDay(row))) === nameKey(nameOf(into, nameDay(row)))
  const entry = tx.appendAll([
    { table: 'body', id, set: { merged_into: into, merge_reason: reason } },
    ...children.map((child): Change => ({ table: 'body', id: child.id, set: { parent_id: into } })),
    ...aliases,
    ...seriesOfMerged(tx, id, into, newId),
    ...documents.map((row): Change => {
      // A name that was kept in an earlier merge is older than this body's.
      const bears = row.issued_as_body_id ?? (keepNames && !nameIsSame(row) ? id : null)
      return { table: 'document', id: row.id, set: { issuing_body_id: into, issued_as_body_id: bears } }
    }),
  ])
  return ok({ id: into, entry, documents: documents.length })
})

/** Reopens a closed body; of a merged one the merge is taken back instead: what it moved goes home, and nothing else. */
const reopen = handleCommand(reopenBody, ({ tx }, { id, basedOn }) => {
  const body = bodyRow(tx, id)
  if (body === undefined) return err('BODY_NOT_FOUND', { id })
  const stale = staleBody(tx, id, basedOn)
  if (stale !== null) return stale
  if (body.merged_into === null) return ok({ id, entry: tx.append([{ table: 'body', id, set: { valid_to: null, successor_id: null } }]), documents: 0 })

  const made = changesOfCommand(tx, mergeBodies.name, { table: 'body', id }, 'merged_into')
  if (made === null) return err('NOT_FOUND', { what: 'journal entry', id })
  const moved = movedByMerge(made, id)
  const into = body.merged_into
  const elsewhere = firstElsewhere(tx, 'document', moved.documents, into) ?? firstElsewhere(tx, 'body', moved.children, into)
  if (elsewhere !== null) return err('MERGE_CHANGED_SINCE', elsewhere)
  const numbered = numberedSince(tx, moved.series.map((one) => one.id), new Set(moved.documents))
  if (numbered !== null) return err('MERGE_CHANGED_SINCE', { what: 'series', id: numbered, bodyId: into })
  // A body above may have been moved below one that goes home.
  const child = moved.children.find((one) => leadsTo(id, one, (from) => bodyRow(tx, from)?.parent_id ?? null))
  if (child !== undefined) return err('BODY_LOOP', { id: child, parentId: id })

  const entry = tx.appendAll([
    { table: 'body', id, set: { merged_into: moved.intoBefore, merge_reason: moved.reasonBefore } },
    ...moved.children.map((one): Change => ({ table: 'body', id: one, set: { parent_id: id } })),
    ...moved.series.map((one): Change => ({ table: 'series', id: one.id, set: { ...one.before } })),
    ...moved.aliases.map((one): Change => ({ table: 'body_alias', id: one, set: { removed: 1 } })),
    ...moved.documents.map((one): Change => ({ table: 'document', id: one, set: { issuing_body_id: id, ...(moved.named.has(one) ? { issued_as_body_id: null } : {}) } })),
  ])
  return ok({ id, entry, documents: moved.documents.length })
})

/** The first of these records that stands under another body than the merge put it under, and where; null where none does. */
function firstElsewhere(tx: Transaction, table: 'document' | 'body', ids: readonly string[], into: string) {
  for (let from = 0; from < ids.length; from += 500) {
    const some = listed(ids.slice(from, from + 500))
    const found = tx.get<{ id: string; bodyId: string | null }>(
      table === 'document'
        ? sql`SELECT id, issuing_body_id AS bodyId FROM document WHERE id IN ${some} AND issuing_body_id <> ${into} ORDER BY id LIMIT 1`
        : sql`SELECT id, parent_id AS bodyId FROM body WHERE id IN ${some} AND parent_id IS NOT ${into} ORDER BY id LIMIT 1`,
    )
    if (found !== undefined) return { what: table, id: found.id, bodyId: found.bodyId }
  }
  return null
}

export const mergeBodiesHandlers = [merge, reopen]

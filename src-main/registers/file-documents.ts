// Filing documents under another issuing body, by drag and drop or because two bodies are found to be one.
import type { Change } from '../archive/journal.ts'
import { sql } from '../archive/sql.ts'
import { err, ok } from '../contract/result.ts'
import { bodyForFiling } from '../filing/choose.ts'
import { mergeBodies } from '../filing/contract.ts'
import { aliasesOf, bodyRow, namesOf, standingBody } from '../filing/records.ts'
import { exactNameKey, leadsTo } from '../filing/rules.ts'
import { handleCommand } from '../handler/handler.ts'
import { fileDocuments } from './contract.ts'
import { documentRow } from './records.ts'

const move = handleCommand(fileDocuments, ({ tx }, { ids, issuingBodyId }) => {
  const body = bodyForFiling(tx, issuingBodyId)
  if (!body.ok) return body
  const moved: { id: string; fromBodyId: string }[] = []
  for (const id of new Set(ids)) {
    const row = documentRow(tx, id)
    if (row === undefined) return err('DOCUMENT_NOT_FOUND', { id })
    if (row.issuing_body_id !== issuingBodyId) moved.push({ id, fromBodyId: row.issuing_body_id })
  }
  if (moved.length > 0) tx.appendAll(moved.map(({ id }): Change => ({ table: 'document', id, set: { issuing_body_id: issuingBodyId } })))
  return ok({ moved })
})

/**
 * Documents, children, and every way of writing the body go to the one that stays, in one transaction. It belongs to the
 * contract of filing/, and stands here because filing/ does not know documents.
 */
const merge = handleCommand(mergeBodies, ({ tx, newId }, { id, intoId, reason }) => {
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
  const documents = tx.all<{ id: string }>(sql`SELECT id FROM document WHERE issuing_body_id = ${id} ORDER BY register_date, arrival_number, id`)
  const entry = tx.appendAll([
    { table: 'body', id, set: { merged_into: into, merge_reason: reason } },
    ...children.map((child): Change => ({ table: 'body', id: child.id, set: { parent_id: into } })),
    ...aliases,
    ...documents.map((document): Change => ({ table: 'document', id: document.id, set: { issuing_body_id: into } })),
  ])
  return ok({ id: into, entry, documents: documents.length })
})

export const fileDocumentsHandlers = [move, merge]

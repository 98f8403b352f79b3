// What a person may not read, above their clearance (chế độ mật) or limited to others: such documents stand in no list, count, search, history, export or print, and
// answer like documents that are not there. Only a stub stays, number and "withheld", where a book would have a hole without it.
import { createHash } from 'node:crypto'
import type { ReadDb } from '../../archive/database.ts'
import { tablesOf } from '../../archive/schema.ts'
import type { ArchiveSchema } from '../../archive/schema.ts'
import { joined, listed, named, sql } from '../../archive/sql.ts'
import type { Sql } from '../../archive/sql.ts'
import { secrecies } from '../../contract/choices.ts'
import type { Concern } from '../../contract/define.ts'
import type { Secrecy } from '../../contract/fields.ts'
import type { ErrorValue } from '../../contract/result.ts'
import type { Person } from '../../handler/person.ts'
import type { DocumentRow } from '../records.ts'
import { hiddenFrom, mayReadDocument, rightOf } from './readers.ts'
import { holds } from './rules.ts'
import type { Readable, ReaderRight } from './rules.ts'

type Limitable = Pick<DocumentRow, 'id' | 'secrecy' | 'limited'>

/** What a person may read. */
export function readableBy(db: ReadDb, person: Person): Readable {
  const levels = person.levels.length === secrecies.length ? undefined : person.levels
  const hidden = hiddenFrom(db, person)
  return levels === undefined && hidden.length === 0 ? undefined : { levels, hidden, key: hidden.length === 0 ? '' : createHash('sha256').update(hidden.join()).digest('base64') }
}

/** The levels that stay hidden. */
export function hiddenLevels(readable: Readable): readonly Secrecy[] {
  const levels = readable?.levels
  return levels === undefined ? [] : secrecies.filter((secrecy) => !levels.includes(secrecy))
}

/** What a statement about documents asks of each. @param document the name of the table in it */
export function readableConditions(readable: Readable, document = 'document'): Sql[] {
  const { levels, hidden = [] } = readable ?? {}
  const column = (name: string) => sql`${named(document)}.${named(name)}`
  return [
    ...(levels === undefined ? [] : [sql`${column('secrecy')} IN ${listed(levels)}`]),
    ...(hidden.length === 0 ? [] : [sql`${column('id')} NOT IN (SELECT value FROM json_each(${JSON.stringify(hidden)}))`]),
  ]
}

/** The same with an AND before each; empty where all may be read. */
export function andReadable(readable: Readable, document?: string): Sql {
  return joined([sql``, ...readableConditions(readable, document)], ' AND ')
}

/** Where each kind of record says which document it belongs to, and how an answer says that there is none. */
const kinds: Readonly<Record<Exclude<Concern, 'file'>, { readonly document: (id: string) => Sql; readonly refusal: (id: string) => ErrorValue }>> = {
  document: { document: (id) => sql`${id}`, refusal: (id) => ({ code: 'DOCUMENT_NOT_FOUND', params: { id } }) },
  linked: { document: (id) => sql`${id}`, refusal: (id) => ({ code: 'DOCUMENT_NOT_FOUND', params: { id } }) },
  copy: { document: ownerIn('document_copy'), refusal: (id) => ({ code: 'COPY_NOT_FOUND', params: { id } }) },
  dispatch: { document: ownerIn('document_dispatch'), refusal: (id) => ({ code: 'DISPATCH_NOT_FOUND', params: { id } }) },
  handed: { document: ownerIn('document_dispatch'), refusal: (id) => ({ code: 'DISPATCH_NOT_FOUND', params: { id } }) },
  'copy-use': { document: ownerIn('record_copy_use'), refusal: (id) => ({ code: 'USE_NOT_FOUND', params: { id } }) },
  'secret-copy': { document: ownerIn('secret_copy'), refusal: (id) => ({ code: 'COPY_NOT_FOUND', params: { id } }) },
  recipient: { document: ownerIn('document_recipient'), refusal: (recipientId) => ({ code: 'RECIPIENT_NOT_FOUND', params: { recipientId } }) },
}

function ownerIn(table: string): (id: string) => Sql {
  return (id) => sql`(SELECT document_id FROM ${named(table)} WHERE id = ${id})`
}

/** The refusal of the first record among these that belongs to a document which the person may not read; null where there is none. */
export function withheldFrom(db: ReadDb, schema: ArchiveSchema, person: Person, concerned: readonly (readonly [Concern, string])[]): ErrorValue | null {
  if (concerned.length === 0 || readableBy(db, person) === undefined) return null
  for (const [kind, id] of concerned) {
    if (kind === 'file') {
      if (isFileWithheld(db, schema, person, id)) return { code: 'FILE_NOT_FOUND', params: { fileId: id } }
      continue
    }
    const row = db.get<Limitable>(sql`SELECT id, secrecy, limited FROM document WHERE id = ${kinds[kind].document(id)}`)
    if (row !== undefined && !mayReadDocument(db, person, row)) return kinds[kind].refusal(id)
  }
  return null
}

/** The documents to which these records belong. */
export function documentsConcerned(db: ReadDb, schema: ArchiveSchema, concerned: readonly (readonly [Concern, string])[]): readonly string[] {
  const found = concerned.flatMap(([kind, id]) =>
    db.all<{ id: string }>(sql`SELECT DISTINCT id FROM document WHERE id ${kind === 'file' ? sql`IN (${documentsOfFile(schema, id)})` : sql`= ${kinds[kind].document(id)}`}`))
  return [...new Set(found.map(({ id }) => id))]
}

/** The documents that have a file, or beside which something has it, as the tables declare it. */
function documentsOfFile(schema: ArchiveSchema, fileId: string): Sql {
  const parts = [...tablesOf(schema).values()].flatMap((table) =>
    table.class === 'record' && table.within?.table === 'document' ? (table.files ?? []).map((file) => sql`SELECT ${named(table.within!.column)} FROM ${named(table.name)} WHERE ${named(file.id)} = ${fileId}`) : [])
  return parts.length === 0 ? sql`SELECT NULL WHERE 0` : joined(parts, ' UNION ')
}

/**
 * What these entries of the journal touched of documents that the person may not read, as "table id" by the entry's position. A document
 * that was raised lies, as it was before, in compartments which whoever may not read it now may read all the same.
 */
export function recordsWithheld(db: ReadDb, schema: ArchiveSchema, person: Person, positions: readonly number[]): ReadonlyMap<number, ReadonlySet<string>> {
  const found = new Map<number, Set<string>>()
  const readable = readableBy(db, person)
  if (readable === undefined || positions.length === 0) return found
  const touched = Map.groupBy(
    db.all<{ position: number; name: string; id: string }>(sql`SELECT position, table_name AS name, record_id AS id FROM journal_touch WHERE position IN (SELECT value FROM json_each(${JSON.stringify(positions)}))`), // journal_touch_position
    ({ name }) => name,
  )
  const conditions = readableConditions(readable)
  for (const [name, of] of touched) {
    const table = tablesOf(schema).get(name)
    const owner = name === 'document' ? 'id' : table?.class === 'record' && table.within?.table === 'document' ? table.within.column : null
    if (owner === null) continue
    const ids = JSON.stringify([...new Set(of.map(({ id }) => id))])
    const hidden = new Set(db.all<{ id: string }>(sql`
      SELECT record.id FROM ${named(name)} AS record JOIN document ON document.id = record.${named(owner)}
      WHERE record.id IN (SELECT value FROM json_each(${ids})) AND NOT (${joined(conditions, ' AND ')})`).map(({ id }) => id))
    for (const { position, id } of of) if (hidden.has(id)) found.set(position, (found.get(position) ?? new Set()).add(`${name} ${id}`))
  }
  return found
}

/** The first of these documents that is limited and with which the person may do less than is asked; null where there is none. */
export function limitedAmong(db: ReadDb, person: Person, documentIds: readonly string[], asked: ReaderRight): { readonly id: string; readonly may: ReaderRight | null } | null {
  if (documentIds.length === 0) return null
  const limited = db.all<{ id: string }>(sql`SELECT id FROM document WHERE id IN ${listed(documentIds)} AND limited = 1`)
  return limited.map(({ id }) => ({ id, may: rightOf(db, person, id) })).find(({ may }) => !holds(may, asked)) ?? null
}

/** A file that documents have, all of which are withheld. */
function isFileWithheld(db: ReadDb, schema: ArchiveSchema, person: Person, fileId: string): boolean {
  const having = db.all<Limitable>(sql`SELECT id, secrecy, limited FROM document WHERE id IN (${documentsOfFile(schema, fileId)})`)
  return having.length > 0 && having.every((row) => !mayReadDocument(db, person, row))
}

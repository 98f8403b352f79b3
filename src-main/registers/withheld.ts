// What is above a person's clearance (chế độ mật): such documents stand in no list, count, search, history, export or print, and
// answer like documents that are not there. Only a stub stays, number and "withheld", where a book would have a hole without it.
import type { ReadDb } from '../archive/database.ts'
import { tablesOf } from '../archive/schema.ts'
import type { ArchiveSchema } from '../archive/schema.ts'
import { joined, listed, named, sql } from '../archive/sql.ts'
import type { Sql } from '../archive/sql.ts'
import { secrecies } from '../contract/choices.ts'
import type { Concern } from '../contract/define.ts'
import type { Secrecy } from '../contract/fields.ts'
import type { ErrorValue } from '../contract/result.ts'
import { mayRead } from '../handler/person.ts'
import type { Person } from '../handler/person.ts'

/** Levels of secrecy that may be read; undefined: all of them. */
export type Levels = readonly Secrecy[] | undefined

/** The levels that a person may read, as filters and conditions take them. */
export function levelsOf({ levels }: Pick<Person, 'levels'>): Levels {
  return levels.length === secrecies.length ? undefined : levels
}

/** The levels that stay hidden. */
export function hiddenLevels(levels: Levels): readonly Secrecy[] {
  return levels === undefined ? [] : secrecies.filter((secrecy) => !levels.includes(secrecy))
}

/** A condition more on a statement about documents, with its AND; empty where all may be read. */
export function andReadable(levels: Levels, column: Sql = sql`secrecy`): Sql {
  return levels === undefined ? sql`` : sql`AND ${column} IN ${listed(levels)}`
}

/** Where each kind of record says which document it belongs to, and how an answer says that there is none. */
const kinds: Readonly<Record<Exclude<Concern, 'file'>, { readonly document: (id: string) => Sql; readonly refusal: (id: string) => ErrorValue }>> = {
  document: { document: (id) => sql`${id}`, refusal: (id) => ({ code: 'DOCUMENT_NOT_FOUND', params: { id } }) },
  copy: { document: ownerIn('document_copy'), refusal: (id) => ({ code: 'COPY_NOT_FOUND', params: { id } }) },
  dispatch: { document: ownerIn('document_dispatch'), refusal: (id) => ({ code: 'DISPATCH_NOT_FOUND', params: { id } }) },
  'copy-use': { document: ownerIn('record_copy_use'), refusal: (id) => ({ code: 'USE_NOT_FOUND', params: { id } }) },
  'secret-copy': { document: ownerIn('secret_copy'), refusal: (id) => ({ code: 'COPY_NOT_FOUND', params: { id } }) },
  recipient: { document: ownerIn('document_recipient'), refusal: (recipientId) => ({ code: 'RECIPIENT_NOT_FOUND', params: { recipientId } }) },
}

function ownerIn(table: string): (id: string) => Sql {
  return (id) => sql`(SELECT document_id FROM ${named(table)} WHERE id = ${id})`
}

/** The refusal of the first record among these that belongs to a document which the person may not read; null where there is none. */
export function withheldFrom(db: ReadDb, schema: ArchiveSchema, person: Person, concerned: readonly (readonly [Concern, string])[]): ErrorValue | null {
  if (levelsOf(person) === undefined) return null
  for (const [kind, id] of concerned) {
    if (kind === 'file') {
      if (isFileWithheld(db, schema, person, id)) return { code: 'FILE_NOT_FOUND', params: { fileId: id } }
      continue
    }
    const secrecy = db.value<Secrecy>(sql`SELECT secrecy FROM document WHERE id = ${kinds[kind].document(id)}`)
    if (secrecy !== undefined && !mayRead(person, secrecy)) return kinds[kind].refusal(id)
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

/** A file that documents have, all of which are withheld. */
function isFileWithheld(db: ReadDb, schema: ArchiveSchema, person: Person, fileId: string): boolean {
  const having = db.all<{ secrecy: Secrecy }>(sql`SELECT DISTINCT secrecy FROM document WHERE id IN (${documentsOfFile(schema, fileId)})`)
  return having.length > 0 && having.every(({ secrecy }) => !mayRead(person, secrecy))
}

// Which files of the store the records name, told by the declarations of the tables: what is named is never swept, and a command
// may name it again.
import { compartments } from './compartments.ts'
import type { ReadDb } from './database.ts'
import type { Touched } from './erasing.ts'
import type { ArchiveSchema, Row } from './schema.ts'
import { tablesOf } from './schema.ts'
import { joined, named, sql } from './sql.ts'
import type { Sql } from './sql.ts'

/** What a record says of a file that it names. */
export interface HeldFile {
  readonly name: string
  readonly media_type: string
  /** bytes */
  readonly size: number
}

function* declared(schema: ArchiveSchema) {
  for (const table of tablesOf(schema).values()) {
    if (table.class === 'record') for (const file of table.files ?? []) yield { table: named(table.name), id: named(file.id), about: file.about }
  }
}

/** The ids (SHA-256, hex) of all files that records name, each once, as a statement of one column. */
function allHeld(schema: ArchiveSchema): Sql {
  const parts = [...declared(schema)].map(({ table, id }) => sql`SELECT ${id} AS file_id FROM ${table} WHERE ${id} IS NOT NULL`)
  return parts.length === 0 ? sql`SELECT NULL AS file_id WHERE 0` : joined(parts, ' UNION ')
}

/** Ids of all files that records refer to. */
export function* referencedFiles(db: ReadDb, schema: ArchiveSchema): Generator<string> {
  for (const { file_id } of db.iterate<{ file_id: string }>(allHeld(schema))) yield file_id
}

/** A condition on a column: no record names the file. */
export function isHeldByNone(column: Sql, schema: ArchiveSchema): Sql {
  return sql`${column} NOT IN (${allHeld(schema)})`
}

/** The compartments of the records that name a file: whoever may hold one of them may have the file. */
export function compartmentsOfFile(db: ReadDb, schema: ArchiveSchema, fileId: string): ReadonlySet<string> {
  const compartmentOf = compartments(db, schema)
  return new Set([...tablesOf(schema).values()].flatMap((table) => {
    if (table.class !== 'record') return []
    return (table.files ?? []).flatMap(({ id }) => db.all<Row>(sql`SELECT * FROM ${named(table.name)} WHERE ${named(id)} = ${fileId}`).map((row) => compartmentOf(table.name, String(row['id']), row)))
  }))
}

/** The files that some records name as they stand. */
export function filesOfRecords(db: ReadDb, schema: ArchiveSchema, records: readonly Touched[]): { readonly fileId: string; readonly size: number | null }[] {
  const tables = tablesOf(schema)
  return records.flatMap(({ table, id }) => {
    const declaredTable = tables.get(table)
    if (declaredTable?.class !== 'record' || declaredTable.files === undefined) return []
    const row = db.get<Row>(sql`SELECT * FROM ${named(table)} WHERE id = ${id}`)
    return declaredTable.files.flatMap((file) => {
      const fileId = row?.[file.id]
      const size = file.about === undefined ? null : row?.[file.about.size]
      return typeof fileId === 'string' ? [{ fileId, size: typeof size === 'number' ? size : null }] : []
    })
  })
}

/** A file that a record names, as the first such record describes it; undefined where none does. */
export function heldFile(db: ReadDb, schema: ArchiveSchema, fileId: string): HeldFile | undefined {
  for (const { table, id, about } of declared(schema)) {
    if (about === undefined) continue
    const file = db.get<HeldFile>(sql`
      SELECT ${named(about.name)} AS name, ${named(about.mediaType)} AS media_type, ${named(about.size)} AS size
      FROM ${table} WHERE ${id} = ${fileId} LIMIT 1`)
    if (file !== undefined) return file
  }
  return undefined
}

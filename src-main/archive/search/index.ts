// Writing and reading the search index. What stands in a document's fields is told by the room that owns the document.
import { rmSync } from 'node:fs'
import { indexedText } from '../../text/query.ts'
import type { Connection, ReadDb } from '../database.ts'
import { isDamage, openConnection } from '../database.ts'
import { joined, listed, sql } from '../sql.ts'
import type { Sql } from '../sql.ts'
import { endOfDay, firstRowOfDay, searchFields, searchScript, searchVersion } from './schema.ts'
import type { SearchField } from './schema.ts'

export interface SearchEntry {
  readonly documentId: string
  /** the day by which hits are ordered, YYYY-MM-DD */
  readonly date: string
  /** filters as words, made by `tag`, and words of fields (text/field-words.ts) */
  readonly tags: readonly string[]
  readonly fields: Readonly<Record<Exclude<SearchField, 'text'>, string>>
  /** its number and symbol as words, made by `numberToken` */
  readonly numbers: readonly string[]
  readonly fileIds: readonly string[]
}

export type TextState = 'waiting' | 'found' | 'none' | 'unusable' | 'failed'

/** Text of one document beyond this many characters is found no more; a longer one is a book, not a letter. */
const mostTextOfDocument = 400_000

export interface SearchIndex {
  readonly db: ReadDb
  /** Journal position up to which the index knows the records. */
  position(): number
  /** Lays documents in, replacing what stood there, and moves the position. */
  put(entries: readonly SearchEntry[], position: number | null): void
  /** Files whose text has not been read, oldest first. */
  waiting(limit: number): string[]
  waitingCount(): number
  /** Keeps the text of a file; the documents that hold it must be put again. Returns their ids. */
  setText(fileId: string, state: TextState, text: string | null): string[]
  textStates(fileIds: readonly string[]): Map<string, TextState>
  /** Keeps nothing of a file, not even its name. */
  forget(fileId: string): void
  close(): void
}

/**
 * Opens the index, or makes a new one where it is missing, broken, or of another version. `rebuilt` says that it is empty
 * and must be filled.
 */
export function openSearchIndex(path: string, key: Buffer): { index: SearchIndex; rebuilt: boolean } {
  const opened = tryOpen(path, key)
  if (opened !== null) return { index: searchIndexOn(opened), rebuilt: false }
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true })
  const db = openConnection({ path, key, synchronous: 'NORMAL', form: 'disposable' })
  db.transaction(() => {
    db.script(searchScript)
    db.run(sql`INSERT INTO search_fact (name, value) VALUES ('version', ${String(searchVersion)}), ('position', '0')`)
  })
  return { index: searchIndexOn(db), rebuilt: true }
}

/** Opens the index for reading alone, on a thread of its own. */
export function openSearchReader(path: string, key: Buffer): Connection {
  return openConnection({ path, key, readOnly: true, form: 'disposable', cacheMegabytes: 64 })
}

function tryOpen(path: string, key: Buffer): Connection | null {
  let db: Connection | null = null
  try {
    db = openConnection({ path, key, synchronous: 'NORMAL', form: 'disposable' })
    const version = db.value<string>(sql`SELECT value FROM search_fact WHERE name = 'version'`)
    if (version === String(searchVersion)) return db
  } catch (error) {
    if (!isDamage(error) && !String(error).includes('no such table')) throw error
  }
  db?.close()
  return null
}

function searchIndexOn(db: Connection): SearchIndex {
  const columns = [...searchFields, 'tags']
  const insertion = `INSERT INTO search_index (rowid, ${columns.join(', ')}) VALUES (?${', ?'.repeat(columns.length)})`

  function putOne(entry: SearchEntry): void {
    const known = db.value<number>(sql`SELECT rowid FROM search_row WHERE document_id = ${entry.documentId}`)
    const first = firstRowOfDay(entry.date)
    let rowid = known
    if (known !== undefined) db.run(sql`DELETE FROM search_index WHERE rowid = ${known}`)
    if (known === undefined || known < first || known >= endOfDay(entry.date)) {
      if (known !== undefined) db.run(sql`DELETE FROM search_row WHERE rowid = ${known}`)
      const latest = db.value<number>(sql`SELECT max(rowid) FROM search_row WHERE rowid >= ${first} AND rowid < ${endOfDay(entry.date)}`)
      rowid = latest == null ? first : latest + 1
      db.run(sql`INSERT INTO search_row (rowid, document_id) VALUES (${rowid}, ${entry.documentId})`)
    }
    keepFiles(entry, known !== undefined)
    const values = searchFields.map((field) => indexedText(field === 'text' ? textOf(entry.fileIds) : entry.fields[field], field === 'number' ? entry.numbers : []))
    db.run({ text: insertion, values: [rowid!, ...values, entry.tags.join(' ')] })
  }

  function keepFiles(entry: SearchEntry, known: boolean): void {
    if (known) db.run(sql`DELETE FROM search_file WHERE document_id = ${entry.documentId}`)
    for (const fileId of entry.fileIds) {
      db.run(sql`INSERT INTO file_text (file_id, state) VALUES (${fileId}, 'waiting') ON CONFLICT DO NOTHING`)
      db.run(sql`INSERT OR IGNORE INTO search_file (document_id, file_row) SELECT ${entry.documentId}, row FROM file_text WHERE file_id = ${fileId}`)
    }
  }

  function textOf(fileIds: readonly string[]): string {
    if (fileIds.length === 0) return ''
    const texts = db.all<{ text: string }>(sql`SELECT text FROM file_text WHERE file_id IN ${listed(fileIds)} AND state = 'found'`)
    return texts.map((row) => row.text).join('\n').slice(0, mostTextOfDocument)
  }

  return {
    db,
    position: () => Number(db.value<string>(sql`SELECT value FROM search_fact WHERE name = 'position'`) ?? 0),
    put(entries, position) {
      db.transaction(() => {
        for (const entry of entries) putOne(entry)
        if (position !== null) db.run(sql`UPDATE search_fact SET value = ${String(position)} WHERE name = 'position'`)
      })
    },
    waiting: (limit) => db.all<{ file_id: string }>(sql`SELECT file_id FROM file_text WHERE state = 'waiting' ORDER BY row LIMIT ${limit}`).map((row) => row.file_id),
    waitingCount: () => db.value<number>(sql`SELECT count(*) FROM file_text WHERE state = 'waiting'`) ?? 0,
    setText(fileId, state, text) {
      return db.transaction(() => {
        db.run(sql`UPDATE file_text SET state = ${state}, text = ${text?.slice(0, mostTextOfDocument) ?? null} WHERE file_id = ${fileId}`)
        return db
          .all<{ document_id: string }>(sql`SELECT document_id FROM search_file WHERE file_row = (SELECT row FROM file_text WHERE file_id = ${fileId})`)
          .map((row) => row.document_id)
      })
    },
    textStates: (fileIds) => textStatesIn(db, fileIds),
    forget(fileId) {
      db.transaction(() => {
        db.run(sql`DELETE FROM search_file WHERE file_row = (SELECT row FROM file_text WHERE file_id = ${fileId})`)
        db.run(sql`DELETE FROM file_text WHERE file_id = ${fileId}`)
      })
    },
    close: () => db.close(),
  }
}

/** The days between which hits lie, both included. */
export interface DateRange {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** The days between which hits lie, and documents that are none, by their ids. */
export interface Within extends DateRange {
  readonly except?: readonly string[] | undefined
}

/** Hits in order of date, and how many there are from here on, counted up to `counted`. */
export interface SearchPage {
  readonly hits: readonly { readonly row: number; readonly documentId: string }[]
  readonly count: number
}

/**
 * The first `limit` hits in order of date, after a row of the page before; the same walk goes on to count up to `counted`.
 * @param counted at least `limit`
 */
export function searchPage(db: ReadDb, match: string, { except = [], ...range }: Within, order: 'newest' | 'oldest', after: number | null, limit: number, counted = limit): SearchPage {
  const down = order === 'newest'
  const direction = down ? sql`DESC` : sql`ASC`
  const conditions = rangeConditions(range)
  if (after !== null) conditions.push(down ? sql`search_index.rowid < ${BigInt(after)}` : sql`search_index.rowid > ${BigInt(after)}`)
  if (except.length > 0) conditions.push(sql`search_index.rowid NOT IN (SELECT search_row.rowid FROM json_each(${JSON.stringify(except)}) AS one JOIN search_row ON search_row.document_id = one.value)`)
  const rows = db.all<{ row: number; documentId: string; count: number }>(sql`
    WITH hit AS MATERIALIZED (
      SELECT search_index.rowid AS row
      FROM search_index
      WHERE search_index MATCH ${match} ${conditions.length === 0 ? sql`` : sql`AND ${joined(conditions, ' AND ')}`}
      ORDER BY search_index.rowid ${direction}
      LIMIT ${counted})
    SELECT page.row, search_row.document_id AS documentId, (SELECT count(*) FROM hit) AS count
    FROM (SELECT row FROM hit LIMIT ${limit}) AS page
    JOIN search_row ON search_row.rowid = page.row
    ORDER BY page.row ${direction}`)
  return { hits: rows.map(({ row, documentId }) => ({ row, documentId })), count: rows[0]?.count ?? 0 }
}

/** What became of the texts of files. */
export function textStatesIn(db: ReadDb, fileIds: readonly string[]): Map<string, TextState> {
  if (fileIds.length === 0) return new Map()
  const rows = db.all<{ file_id: string; state: TextState }>(sql`SELECT file_id, state FROM file_text WHERE file_id IN ${listed(fileIds)}`)
  return new Map(rows.map((row) => [row.file_id, row.state]))
}

/** The texts of documents' files, for snippets; those of one document one after the other. */
export function textsOf(db: ReadDb, documentIds: readonly string[]): { documentId: string; fileId: string; text: string }[] {
  if (documentIds.length === 0) return []
  return db.all(sql`
    SELECT search_file.document_id AS documentId, file_text.file_id AS fileId, file_text.text
    FROM search_file
    JOIN file_text ON file_text.row = search_file.file_row
    WHERE search_file.document_id IN ${listed(documentIds)} AND file_text.state = 'found'
    ORDER BY search_file.document_id, search_file.file_row`)
}

// As BigInt: a number is bound as REAL, which FTS5 takes for no bound at all, walks from the first row and sifts afterwards.
function rangeConditions({ from, to }: DateRange): Sql[] {
  return [
    ...(from === undefined ? [] : [sql`search_index.rowid >= ${BigInt(firstRowOfDay(from))}`]),
    ...(to === undefined ? [] : [sql`search_index.rowid < ${BigInt(endOfDay(to))}`]),
  ]
}

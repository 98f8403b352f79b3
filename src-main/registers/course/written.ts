// What the journal says was written of a document, entry by entry: which fields, which files, to whom it was sent, and why. One half of its
// course; what was done with it in other rooms is the other (NĐ 30/2020/NĐ-CP, Phụ lục VI, III.5.a).
import type { ReadDb } from '../../archive/database.ts'
import { historyOf } from '../../archive/history.ts'
import type { RecordRef } from '../../archive/history.ts'
import { sql } from '../../archive/sql.ts'
import { recordsOfDocument } from '../records.ts'

export interface WrittenEntry {
  /** of the journal */
  readonly entry: string
  /** UTC instant, ISO 8601 */
  readonly at: string
  /** an account, or 'local' */
  readonly actor: string
  readonly command: string
  /** columns of the document that had another value before; none where it was begun */
  readonly fields: readonly string[]
  /** names of files */
  readonly added: readonly string[]
  readonly removed: readonly string[]
  /** its reason; to whom it was sent */
  readonly text: string | null
  /** it changed the document's own records, and not only those beside it */
  readonly own: boolean
  /** the records that it changed, as "table id" */
  readonly touched: ReadonlySet<string>
}

/** Every column of a document's files, also of those that were taken out. */
export interface AttachedRow {
  readonly id: string
  readonly file_id: string
  readonly role: 'main' | 'appendix' | 'signed' | 'source'
  readonly name: string
  readonly media_type: string
  readonly size: number
  readonly removed: 0 | 1
}

/** The files that were ever attached to a document, in their order: rows of files that were taken out stay, and keep them from the sweep. */
export function attachedTo(db: ReadDb, documentId: string): AttachedRow[] {
  return db.all<AttachedRow>(sql`
    SELECT id, file_id, role, name, media_type, size, removed
    FROM document_file                                   -- document_file_by_document
    WHERE document_id = ${documentId}
    ORDER BY ordinal, id`)
}

/** Whom a sending goes to, whose copy it is: columns whose words say what an entry did. */
const telling: readonly (readonly [table: string, column: string])[] = [['document_dispatch', 'to_name'], ['record_copy_use', 'user_name'], ['document_return', 'returned_to']]

/** What was written of a document, oldest first; what is withheld or erased of it is left out. @param beside further records to follow */
export function writtenEntries(db: ReadDb, documentId: string, beside: readonly RecordRef[] = []): WrittenEntry[] {
  const others = new Set(beside.map(({ table, id }) => `${table} ${id}`))
  const names = new Map(attachedTo(db, documentId).map(({ id, name }) => [id, name]))
  return historyOf(db, [...recordsOfDocument(db, documentId), ...beside]).map(({ entry, at, actor, command, changes }) => {
    const begun = changes.some(({ table, field, before }) => table === 'document' && field === 'direction' && before === null)
    const files = changes.filter(({ table }) => table === 'document_file')
    const reason = changes.find(({ field, after }) => field.endsWith('reason') && typeof after === 'string')?.after
    const told = changes.filter(({ table, field }) => telling.some(([in_, column]) => table === in_ && field === column)).map(({ after }) => after)
    const text = [reason, told.length === 0 ? null : told.join('; ')].filter((one) => typeof one === 'string' && one !== '').join(' · ')
    return {
      entry, at, actor, command,
      fields: begun ? [] : [...new Set(changes.filter(({ table }) => table === 'document').map(({ field }) => field))],
      added: files.filter(({ field }) => field === 'file_id').map(({ id }) => names.get(id) ?? ''),
      removed: files.filter(({ field, after }) => field === 'removed' && after === 1).map(({ id }) => names.get(id) ?? ''),
      text: text === '' ? null : text,
      own: changes.some(({ table, id }) => !others.has(`${table} ${id}`)),
      touched: new Set(changes.map(({ table, id }) => `${table} ${id}`)),
    }
  })
}

/** What happened beside the journal's own words: a record that tells it, and when. */
interface Beside {
  readonly at: string
  /** "table id"; null: no entry tells it */
  readonly record: string | null
}

/** Lays what was done in other rooms between what was written: each at the entry that wrote it down, for a clock may have been wrong; else by its time. */
export function inOrder<Done extends Beside>(entries: readonly WrittenEntry[], done: readonly Done[]): (WrittenEntry | Done)[] {
  const placed = new Map<Done, number>()
  for (const one of done) {
    const at = one.record === null ? -1 : entries.findIndex(({ touched }) => touched.has(one.record!))
    if (at >= 0) placed.set(one, at)
  }
  const laid = entries.flatMap((entry, at) => [...(entry.own ? [entry] : []), ...done.filter((one) => placed.get(one) === at)])
  for (const one of done.filter((left) => !placed.has(left)).toSorted((a, b) => (a.at < b.at ? -1 : 1))) {
    const next = laid.findIndex(({ at }) => at > one.at)
    laid.splice(next === -1 ? laid.length : next, 0, one)
  }
  return laid
}

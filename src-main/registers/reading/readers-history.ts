// How the named readers of a document changed, as its history tells it: who might do what before an entry of the journal, and who after.
import type { HistoryEntry } from '../../archive/history.ts'
import type { ReadDb } from '../../archive/database.ts'
import { sql } from '../../archive/sql.ts'
import type { ReaderRight } from './rules.ts'

/** The table whose records tell it. */
export const readersTable = 'document_reader'

/** What a reader might do before and after; null: not read it. `about`: the account or unit. */
interface ReaderChange {
  readonly record: string
  readonly field: 'may'
  readonly about: string
  readonly before: ReaderRight | null
  readonly after: ReaderRight | null
}

/** Every row of readers that a document had, those that are none any more too, with their names. */
export function readersEver(db: ReadDb, documentId: string): ReadonlyMap<string, string> {
  const rows = db.all<{ id: string; name: string | null }>(sql`
    SELECT reader.id, coalesce(account.name, unit.name) AS name
    FROM document_reader AS reader                       -- document_reader_by_document
    LEFT JOIN account ON account.id = reader.account_id
    LEFT JOIN unit ON unit.id = reader.unit_id
    WHERE reader.document_id = ${documentId}`)
  return new Map(rows.map(({ id, name }) => [id, name ?? '']))
}

/** Follows the readers through a history, the oldest entry first: for each entry, whose right it changed. @param names as of `readersEver` */
export function followReaders(names: ReadonlyMap<string, string>): (changes: HistoryEntry['changes']) => readonly ReaderChange[] {
  const follow = following(names)
  return (changes) => {
    const changed = follow(changes)
    // Opened for everybody it is nobody's loss.
    return changes.some(({ table, field, after }) => table === 'document' && field === 'limited' && after === 0) ? [] : changed
  }
}

function following(names: ReadonlyMap<string, string>): (changes: HistoryEntry['changes']) => readonly ReaderChange[] {
  const standing = new Map<string, { readonly may: ReaderRight | null; readonly removed: boolean }>()
  return (changes) =>
    [...Map.groupBy(changes.filter(({ table }) => table === readersTable), ({ id }) => id)].flatMap(([id, fields]): ReaderChange[] => {
      const was = standing.get(id) ?? { may: null, removed: true }
      const said = (name: string) => fields.find(({ field }) => field === name)?.after
      const is = { may: (said('may') as ReaderRight | undefined) ?? was.may, removed: said('removed') === undefined ? was.removed : said('removed') === 1 }
      standing.set(id, is)
      const [before, after] = [was, is].map(({ may, removed }) => (removed ? null : may)) as [ReaderRight | null, ReaderRight | null]
      return before === after ? [] : [{ record: readersTable, field: 'may', about: names.get(id) ?? '', before, after }]
    })
}

// Searches that are kept: each of the person who keeps it, seen by the office where it is shared, changed by its owner alone.
import type { ReadDb } from '../../archive/database.ts'
import { differingSince, isStale, latestEntry } from '../../archive/history.ts'
import type { OutputOf } from '../../contract/define.ts'
import { sql } from '../../archive/sql.ts'
import { err, ok } from '../../contract/result.ts'
import { handleCommand, handleQuery } from '../../handler/handler.ts'
import { foldMarks } from '../../text/fold.ts'
import { editSearch, listSearches, removeSearch, saveSearch } from './contract.ts'

type KeptSearch = OutputOf<typeof listSearches>['searches'][number]

interface SavedSearchRow {
  readonly id: string
  readonly owner: string
  readonly name: string
  readonly find: string
  readonly pinned: number
  readonly shared: number
  readonly removed: number
}

/** A search of this person; another's is as if it were not there. */
function ownRow(db: ReadDb, id: string, actor: string): SavedSearchRow | undefined {
  return db.get<SavedSearchRow>(sql`SELECT * FROM saved_search WHERE id = ${id} AND owner = ${actor}`)
}

/** SEARCH_EXISTS where this person keeps another one of the same name. */
function nameTaken(db: ReadDb, actor: string, name: string, exceptId: string | null) {
  const others = db.all<{ id: string; name: string }>(sql`
    SELECT id, name FROM saved_search                      -- saved_search_by_owner
    WHERE owner = ${actor} AND removed = 0`)
  const twin = others.find((one) => one.id !== exceptId && foldMarks(one.name) === foldMarks(name))
  return twin === undefined ? null : err('SEARCH_EXISTS', { id: twin.id, name: twin.name })
}

const save = handleCommand(saveSearch, ({ tx, actor, newId }, { name, find, pinned, shared }) => {
  const taken = nameTaken(tx, actor, name, null)
  if (taken !== null) return taken
  const id = newId()
  const set = { owner: actor, name, find: JSON.stringify(find), pinned: Number(pinned), shared: Number(shared), removed: 0 }
  return ok({ id, entry: tx.append([{ table: 'saved_search', id, set }]) })
})

const edit = handleCommand(editSearch, ({ tx, actor }, { id, basedOn, changes }) => {
  const row = ownRow(tx, id, actor)
  if (row === undefined || row.removed === 1) return err('SEARCH_NOT_FOUND', { id })
  const records = [{ table: 'saved_search', id }]
  if (basedOn !== undefined && isStale(tx, basedOn, records)) return err('STALE_RECORD', { basedOn, current: latestEntry(tx, records) ?? '', differing: differingSince(tx, basedOn, records) })
  const taken = changes.name === undefined ? null : nameTaken(tx, actor, changes.name, id)
  if (taken !== null) return taken
  const set = {
    ...(changes.name === undefined ? {} : { name: changes.name }),
    ...(changes.find === undefined ? {} : { find: JSON.stringify(changes.find) }),
    ...(changes.pinned === undefined ? {} : { pinned: Number(changes.pinned) }),
    ...(changes.shared === undefined ? {} : { shared: Number(changes.shared) }),
  }
  return ok({ id, entry: tx.append([{ table: 'saved_search', id, set }]) })
})

const remove = handleCommand(removeSearch, ({ tx, actor }, { id, removed }) => {
  const row = ownRow(tx, id, actor)
  if (row === undefined || (removed && row.removed === 1)) return err('SEARCH_NOT_FOUND', { id })
  const taken = removed ? null : nameTaken(tx, actor, row.name, id)
  if (taken !== null) return taken
  return ok({ id, entry: tx.append([{ table: 'saved_search', id, set: { removed: Number(removed) } }]) })
})

const inVietnamese = new Intl.Collator('vi', { numeric: true })

const list = handleQuery(listSearches, ({ db, actor }) => {
  const rows = db.all<SavedSearchRow>(sql`SELECT * FROM saved_search WHERE removed = 0 AND (owner = ${actor} OR shared = 1)`)
  const searches = rows.map((row): KeptSearch => ({
    id: row.id,
    name: row.name,
    find: JSON.parse(row.find) as KeptSearch['find'],
    pinned: row.pinned === 1,
    shared: row.shared === 1,
    own: row.owner === actor,
    entry: latestEntry(db, [{ table: 'saved_search', id: row.id }]) ?? '',
  }))
  return ok({ searches: searches.sort((a, b) => Number(b.pinned) - Number(a.pinned) || inVietnamese.compare(a.name, b.name)) })
})

export const savedSearchHandlers = [save, edit, remove, list]

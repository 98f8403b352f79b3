// Issuing bodies in the archive: reading them, their names and aliases.
import type { ReadDb } from '../archive/database.ts'
import { latestEntry } from '../archive/history.ts'
import { listed, sql } from '../archive/sql.ts'
import type { Level } from '../contract/fields.ts'
import type { Body } from './contract.ts'
import { nameOn } from './rules.ts'
import type { Candidate, NameInTime } from './rules.ts'

export interface BodyRow {
  readonly id: string
  readonly parent_id: string | null
  readonly level: Level
  readonly symbol: string | null
  readonly code: string | null
  readonly valid_from: string | null
  readonly valid_to: string | null
  readonly successor_id: string | null
  readonly merged_into: string | null
  readonly is_group: number
  readonly verified: number
  readonly sort_order: number
}

export interface BodyNameRow extends NameInTime {
  readonly id: string
  readonly bodyId: string
}

export interface AliasRow {
  readonly id: string
  readonly bodyId: string
  readonly alias: string
}

export function bodyRow(db: ReadDb, id: string): BodyRow | undefined {
  return db.get<BodyRow>(sql`SELECT * FROM body WHERE id = ${id}`)
}

export function allBodies(db: ReadDb): BodyRow[] {
  return db.all<BodyRow>(sql`SELECT * FROM body ORDER BY sort_order, id`)
}

const nameColumns = sql`id, body_id AS bodyId, name, short_name AS shortName, valid_from AS "from", valid_to AS "to"`

/** Names by body; of all bodies where no ids are given. */
export function namesOf(db: ReadDb, ids?: readonly string[]): Map<string, BodyNameRow[]> {
  const rows = db.all<BodyNameRow>(
    ids === undefined
      ? sql`SELECT ${nameColumns} FROM body_name ORDER BY body_id, valid_from`
      : sql`SELECT ${nameColumns} FROM body_name WHERE body_id IN ${listed(ids)} ORDER BY body_id, valid_from -- body_name_by_body`,
  )
  return Map.groupBy(rows, (row) => row.bodyId)
}

/** Aliases in use, by body. */
export function aliasesOf(db: ReadDb, ids?: readonly string[]): Map<string, AliasRow[]> {
  const rows = db.all<AliasRow>(
    ids === undefined
      ? sql`SELECT id, body_id AS bodyId, alias FROM body_alias WHERE removed = 0 ORDER BY body_id, id`
      : sql`SELECT id, body_id AS bodyId, alias FROM body_alias WHERE body_id IN ${listed(ids)} AND removed = 0 ORDER BY body_id, id`,
  )
  return Map.groupBy(rows, (row) => row.bodyId)
}

/** Names that documents bear: for each pair of body and day, the name in force. */
export function bodyNamer(db: ReadDb, ids: readonly string[]): (id: string, day: string) => string {
  const names = namesOf(db, [...new Set(ids)])
  return (id, day) => nameOn(names.get(id) ?? [], day)?.name ?? ''
}

/** A body and all below it, by the tree as it stands. */
export function subtreeIds(db: ReadDb, id: string): string[] {
  return db
    .all<{ id: string }>(sql`
      WITH RECURSIVE below (id) AS (
        VALUES (${id})
        UNION                                            -- not UNION ALL: ends even on a circle
        SELECT body.id FROM below JOIN body ON body.parent_id = below.id -- body_by_parent
      )
      SELECT id FROM below`)
    .map((row) => row.id)
}

/** The body that a merged one became, through all merges. */
export function standingBody(db: ReadDb, id: string): string {
  const passed = new Set<string>()
  let at = id
  for (let row = bodyRow(db, at); row?.merged_into != null && !passed.has(at); row = bodyRow(db, at)) {
    passed.add(at)
    at = row.merged_into
  }
  return at
}

/** Bodies that can be meant by a key; merged ones stand for what they became. */
export function candidatesFor(db: ReadDb, key: string): Candidate[] {
  const rows = db.all<{ bodyId: string; kind: Candidate['kind']; written: string }>(sql`
    SELECT body_key.body_id AS bodyId, body_key.kind, body_key.written
    FROM body_key                                        -- body_key_by_key
    JOIN body ON body.id = body_key.body_id
    WHERE body_key.key = ${key} AND body.is_group = 0`)
  return rows.map((row) => {
    const standing = standingBody(db, row.bodyId)
    const body = bodyRow(db, standing)!
    return {
      bodyId: standing,
      // what a merged body was called is one more alias of what it became
      kind: standing !== row.bodyId && row.kind === 'name' ? 'alias' : row.kind,
      written: row.written,
      level: body.level,
      validTo: body.valid_to,
      verified: body.verified === 1,
    }
  })
}

/** The top group of a level, under which bodies that come up while registering are made. */
export function groupOfLevel(db: ReadDb, level: Level): string | null {
  return db.value<string>(sql`
    SELECT id FROM body
    WHERE is_group = 1 AND level = ${level} AND merged_into IS NULL
    ORDER BY parent_id IS NOT NULL, sort_order, id
    LIMIT 1`) ?? null
}

/** Ids from the top of the tree down to the body itself. */
export function pathTo(parents: ReadonlyMap<string, string | null>, id: string): string[] {
  const path: string[] = []
  for (let at: string | null = id; at !== null && !path.includes(at); at = parents.get(at) ?? null) path.unshift(at)
  return path
}

/** The form that the contract shows; `day` decides the name. */
export function shownBody(row: BodyRow, names: readonly BodyNameRow[], aliases: readonly AliasRow[], day: string): Body {
  const name = nameOn(names, day)
  return {
    id: row.id,
    parentId: row.parent_id,
    level: row.level,
    name: name?.name ?? row.id,
    shortName: name?.shortName ?? null,
    symbol: row.symbol,
    code: row.code,
    aliases: aliases.map((alias) => alias.alias),
    validFrom: row.valid_from,
    validTo: row.valid_to,
    successorId: row.successor_id,
    mergedInto: row.merged_into,
    isGroup: row.is_group === 1,
    verified: row.verified === 1,
    order: row.sort_order,
  }
}

/** All records that a body consists of, for its entry and for `basedOn`. */
export function recordsOfBody(db: ReadDb, id: string): { table: string; id: string }[] {
  return [
    { table: 'body', id },
    ...db.all<{ id: string }>(sql`SELECT id FROM body_name WHERE body_id = ${id}`).map((row) => ({ table: 'body_name', id: row.id })),
    ...db.all<{ id: string }>(sql`SELECT id FROM body_alias WHERE body_id = ${id}`).map((row) => ({ table: 'body_alias', id: row.id })),
  ]
}

export function entryOfBody(db: ReadDb, id: string): string {
  return latestEntry(db, recordsOfBody(db, id)) ?? ''
}

// Reading back from the journal what happened to records: the entry that stands, whether a caller saw it, the whole history.
import type { ReadDb } from './database.ts'
import { entryRef, officeCompartment, parseEntryRef } from './entry.ts'
import type { FieldChanges, Payload, RecordChange, Scalar } from './entry.ts'
import { joined, listed, sql } from './sql.ts'
import type { Sql } from './sql.ts'

export interface RecordRef {
  readonly table: string
  readonly id: string
}

export interface HistoryEntry {
  readonly entry: string
  /** UTC instant, ISO 8601 */
  readonly at: string
  readonly actor: string
  readonly command: string
  readonly changes: readonly { readonly table: string; readonly id: string; readonly field: string; readonly before: Scalar; readonly after: Scalar }[]
}

/** The latest entry that touched one of these records, as a reference; undefined where none did. */
export function latestEntry(db: ReadDb, records: readonly RecordRef[]): string | undefined {
  const position = latestPosition(db, records)
  if (position === null) return undefined
  const entry = db.get<{ device: string; epoch: number; sequence: number }>(sql`
    SELECT device.id AS device, envelope.epoch, envelope.sequence
    FROM journal_envelope AS envelope
    JOIN journal_device AS device ON device.no = envelope.device_no
    WHERE envelope.position = ${position}`)
  return entry === undefined ? undefined : entryRef(entry)
}

/** Whether records were changed after the entry that a caller saw last. An entry that is not known counts as too old. */
export function isStale(db: ReadDb, basedOn: string, records: readonly RecordRef[]): boolean {
  const position = positionOf(db, basedOn)
  return position === null || position < (latestPosition(db, records) ?? 0)
}

/** The place of an entry in this archive's journal; null for one that is not known here. */
function positionOf(db: ReadDb, entry: string): number | null {
  const seen = parseEntryRef(entry)
  if (seen === null) return null
  return db.value<number>(sql`
    SELECT envelope.position                             -- unique (device_no, epoch, sequence)
    FROM journal_device AS device
    JOIN journal_envelope AS envelope ON envelope.device_no = device.no
    WHERE device.id = ${seen.device} AND envelope.epoch = ${seen.epoch} AND envelope.sequence = ${seen.sequence}`) ?? null
}

/** A field that differs between the version that a caller saw and the one that stands. */
export interface Differing {
  /** the table, as in the document's history */
  readonly record: string
  readonly id: string
  readonly field: string
  /** what the caller's version had */
  readonly yours: Scalar
  /** what stands now */
  readonly theirs: Scalar
}

/** Fields of these records that differ since the entry that a caller saw last; none where that entry is not known here. */
export function differingSince(db: ReadDb, basedOn: string, records: readonly RecordRef[]): Differing[] {
  const position = positionOf(db, basedOn)
  if (position === null) return []
  const differing = new Map<string, Differing>()
  for (const { changes } of historyOf(db, records, position)) {
    for (const { table, id, field, before, after } of changes) {
      const key = `${table} ${id} ${field}`
      const known = differing.get(key)
      differing.set(key, { record: table, id, field, yours: known === undefined ? before : known.yours, theirs: after })
    }
  }
  return [...differing.values()].filter(({ yours, theirs }) => yours !== theirs)
}

/** The latest change of a field of a record; null where none is known here. */
export function latestChange(db: ReadDb, record: RecordRef, field: string): { readonly before: Scalar; readonly after: Scalar; readonly at: string; readonly actor: string } | null {
  return historyOf(db, [record]).flatMap(({ changes, at, actor }) => changes.map((change) => ({ ...change, at, actor }))).findLast((change) => change.field === field) ?? null
}

/** Everything that happened to these records, oldest first; what is withheld or erased of it is left out. `after`: a place in the journal. */
export function historyOf(db: ReadDb, records: readonly RecordRef[], after = 0): HistoryEntry[] {
  const wanted = new Set(records.map((record) => `${record.table} ${record.id}`))
  const positions = new Set<number>()
  for (const ids of byTable(records)) {
    for (const { position } of db.all<{ position: number }>(sql`SELECT position FROM journal_touch WHERE ${ids} AND position > ${after}`)) positions.add(position)
  }
  return [...positions].toSorted((a, b) => a - b).flatMap((position) => {
    const parts = db.all<{ body: string; device: string; epoch: number; sequence: number }>(sql`
      SELECT part.body, device.id AS device, envelope.epoch, envelope.sequence
      FROM journal_part AS part
      JOIN journal_envelope AS envelope ON envelope.position = part.position
      JOIN journal_device AS device ON device.no = envelope.device_no
      WHERE part.position = ${position} AND part.body IS NOT NULL`)
    if (parts[0] === undefined) return []
    const payloads = parts.map((part) => JSON.parse(part.body) as Payload)
    const changes = payloads.flatMap((payload) => payload.changes)
      .filter(([table, id]) => wanted.has(`${table} ${id}`))
      .flatMap(([table, id, fields]) => Object.entries(fields).map(([field, [before, after]]) => ({ table, id, field, before, after })))
      // What was only said anew, in another compartment, did not happen to the record.
      .filter(({ before, after }) => before !== after)
    const { at, actor, command } = payloads[0]!
    return [{ entry: entryRef(parts[0]), at, actor, command, changes }]
  })
}

/**
 * All changes of the latest command of this name that changed this field of a record. A long command stands in the journal as
 * several entries in a row, the first of which holds that change. Null where there is none, or where one of them is withheld.
 */
export function changesOfCommand(db: ReadDb, command: string, record: RecordRef, field: string): RecordChange[] | null {
  // What is told beside a change, as it stood, did not happen.
  const isChanged = (fields: FieldChanges): boolean => fields[field] !== undefined && fields[field][0] !== fields[field][1]
  const begins = ({ changes }: Said): boolean => changes.some(([table, , fields]) => table === record.table && isChanged(fields))
  const touches = db.all<{ position: number; device_no: number; epoch: number; sequence: number }>(sql`
    SELECT touch.position, envelope.device_no, envelope.epoch, envelope.sequence
    FROM journal_touch AS touch                          -- primary key
    JOIN journal_envelope AS envelope ON envelope.position = touch.position
    WHERE touch.table_name = ${record.table} AND touch.record_id = ${record.id}
    ORDER BY touch.position DESC`)
  for (const touch of touches) {
    const first = saidAt(db, touch.position)
    if (first === null) return null
    const changesIt = first.changes.some(([table, id, fields]) => table === record.table && id === record.id && isChanged(fields))
    if (first.command !== command || !changesIt) continue
    const changes = [...first.changes]
    for (let sequence = touch.sequence + 1; ; sequence += 1) {
      const next = db.value<number>(sql`
        SELECT position FROM journal_envelope             -- unique (device_no, epoch, sequence)
        WHERE device_no = ${touch.device_no} AND epoch = ${touch.epoch} AND sequence = ${sequence}`)
      if (next === undefined) return changes
      const following = saidAt(db, next)
      if (following === null) return null
      if (following.command !== command || begins(following)) return changes
      changes.push(...following.changes)
    }
  }
  return null
}

/** What an entry says in all its compartments. */
interface Said {
  readonly command: string
  readonly changes: readonly RecordChange[]
}

/** The entry at a place of the journal; null where a part of it is withheld or erased. */
function saidAt(db: ReadDb, position: number): Said | null {
  const parts = db.all<{ body: string | null }>(sql`SELECT body FROM journal_part WHERE position = ${position}`).map(({ body }) => (body === null ? null : (JSON.parse(body) as Payload)))
  if (parts.some((part) => part === null)) return null
  return { command: parts[0]!.command, changes: parts.flatMap((part) => part!.changes) }
}

/** When the last entry was written, ms since 1970 UTC; null in an archive without entries. */
export function lastEntryTime(db: ReadDb): number | null {
  const last = db.get<{ clock_ms: number; at: string | null }>(sql`
    SELECT envelope.clock_ms, json_extract(part.body, '$.at') AS at
    FROM journal_envelope AS envelope
    LEFT JOIN journal_part AS part ON part.position = envelope.position AND part.compartment = ${officeCompartment}
    ORDER BY envelope.position DESC
    LIMIT 1`)
  if (last === undefined) return null
  // The hybrid clock never goes back, so after one wrong clock it would stay in doubt for ever; the entry's own time does not.
  return last.at === null ? last.clock_ms : Date.parse(last.at)
}

function latestPosition(db: ReadDb, records: readonly RecordRef[]): number | null {
  let latest: number | null = null
  for (const ids of byTable(records)) {
    const position = db.value<number | null>(sql`SELECT max(position) FROM journal_touch WHERE ${ids}`)
    if (position != null && (latest === null || position > latest)) latest = position
  }
  return latest
}

function byTable(records: readonly RecordRef[]): Sql[] {
  const tables = new Map<string, string[]>()
  for (const { table, id } of records) tables.set(table, [...(tables.get(table) ?? []), id])
  return [...tables].map(([table, ids]) => joined([sql`table_name = ${table}`, sql`record_id IN ${listed(ids)}`], ' AND '))
}

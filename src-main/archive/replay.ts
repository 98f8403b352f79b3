// Replay: the journal applied to an empty archive must give the same tables. What a command did beside the journal, a record
// changed behind its back, and a derivation that depends on more than its records all show here.
import Database from 'better-sqlite3'
import { createApplier } from './apply.ts'
import { breathing } from './breath.ts'
import type { Breath } from './breath.ts'
import { Connection } from './database.ts'
import type { ReadDb } from './database.ts'
import type { Payload } from './entry.ts'
import { migrate } from './migrate.ts'
import type { ArchiveSchema } from './schema.ts'
import { latestMigration, tablesOf } from './schema.ts'
import { joined, named, sql } from './sql.ts'
import type { SqlValue } from './sql.ts'

export interface Difference {
  readonly table: string
  /** values of the primary key; empty where the difference is no single row's */
  readonly key: readonly SqlValue[]
  readonly what: 'missing' | 'surplus' | 'changed' | 'not-applied'
}

export interface ReplayReport {
  readonly equal: boolean
  /** the first ones */
  readonly differences: readonly Difference[]
  /** entries of newer programs that wait for an upgrade: neither the archive nor the replay holds what they say */
  readonly parked: readonly Parked[]
}

export interface Parked {
  readonly position: number
  /** the schema number of the program that wrote it */
  readonly schema: number
  /** the first table or column that this program does not know */
  readonly unknown: string
}

const mostDifferences = 20
const rowsAtOnce = 200

/**
 * Replays the journal of `db` into an empty archive in memory and compares every record and derived table. `missing`: the
 * archive lacks a row that the journal makes; `surplus`: it holds one that no entry made. `db` must show one state throughout
 * (a read transaction), and be used by nobody else meanwhile. `progress`: entries applied so far.
 */
export async function replayEqual(
  db: ReadDb,
  schema: ArchiveSchema,
  options: { readonly signal?: AbortSignal | undefined; readonly progress?: ((entries: number) => void) | undefined } = {},
): Promise<ReplayReport> {
  const breath = breathing(options.signal)
  const replica = new Connection(new Database(':memory:'))
  try {
    const migrated = migrate(replica, schema)
    if (!migrated.ok) throw new Error('an empty archive cannot be newer than the program')
    // References across entries of one command may be settled only at its end; the archive's own are checked elsewhere.
    replica.pragma('foreign_keys = OFF')
    const differences: Difference[] = []
    const parked: Parked[] = []
    const stuck = await applyAll(db, replica, schema, breath, parked, options.progress)
    if (stuck !== null) differences.push(stuck)
    for (const { name, class: kind } of tablesOf(schema).values()) {
      if (kind !== 'record' && kind !== 'derived') continue
      await compareTable(name, db, replica, differences, breath)
      if (differences.length >= mostDifferences) break
    }
    return { equal: differences.length === 0, differences, parked }
  } finally {
    replica.close()
  }
}

async function applyAll(db: ReadDb, replica: Connection, schema: ArchiveSchema, breath: Breath, parked: Parked[], progress?: (entries: number) => void): Promise<Difference | null> {
  const applier = createApplier(replica, schema, db)
  replica.script('BEGIN')
  let position = 0
  for (;;) {
    const parts = db.all<{ position: number; body: string | null; device: string; epoch: number; sequence: number; ms: number; count: number }>(sql`
      SELECT part.position, part.body, device.id AS device, envelope.epoch, envelope.sequence, envelope.clock_ms AS ms, envelope.clock_count AS count
      FROM journal_part AS part                          -- primary key
      JOIN journal_envelope AS envelope ON envelope.position = part.position
      JOIN journal_device AS device ON device.no = envelope.device_no
      WHERE part.position > ${position}
        AND part.position <= ${position + rowsAtOnce}
      ORDER BY part.position, part.compartment`)
    if (parts.length === 0) {
      // A gap of many entries is the chain's fault to tell; here it only must not end the replay early.
      const next = db.value<number | null>(sql`SELECT min(position) FROM journal_part WHERE position > ${position}`) ?? null
      if (next === null) break
      position = next - 1
      continue
    }
    for (const part of parts) {
      try {
        if (part.body === null) continue
        const payload = JSON.parse(part.body) as Payload
        const { position: at, device, epoch, sequence, ms, count } = part
        const applied = applier.apply(payload, { position: at, device, epoch, sequence, stamp: { ms, count } })
        if (applied.state === 'parked') {
          // A program that knew no more than this one cannot have written it: that is damage, not a newer version.
          if ((payload.schema ?? 0) <= latestMigration(schema)) throw new Error(`${applied.unknown} is not known`)
          parked.push({ position: part.position, schema: payload.schema ?? 0, unknown: applied.unknown })
        }
      } catch (error) {
        // An entry that cannot be applied is a finding, and all after it would stand on nothing.
        replica.script('COMMIT')
        return { table: `entry ${part.position}: ${(error as Error).message}`, key: [], what: 'not-applied' }
      }
      if (breath.due()) await breath.take()
    }
    position += rowsAtOnce
    progress?.(parts.at(-1)!.position)
  }
  replica.script('COMMIT')
  return null
}

type Values = Record<string, SqlValue>

async function compareTable(table: string, archive: ReadDb, replica: ReadDb, differences: Difference[], breath: Breath): Promise<void> {
  const key = keyOf(replica, table)
  const all = sql`SELECT * FROM ${named(table)} ORDER BY ${joined(key.map(named), ', ')}`
  const actual = archive.iterate<Values>(all)
  const expected = replica.iterate<Values>(all)
  try {
    let a = actual.next()
    let e = expected.next()
    while ((a.done !== true || e.done !== true) && differences.length < mostDifferences) {
      const order = a.done === true ? 1 : e.done === true ? -1 : compareKeys(a.value, e.value, key)
      if (order < 0) {
        differences.push({ table, key: key.map((name) => (a.value as Values)[name]!), what: 'surplus' })
      } else if (order > 0) {
        differences.push({ table, key: key.map((name) => (e.value as Values)[name]!), what: 'missing' })
      } else if (!sameRow(a.value as Values, e.value as Values)) {
        differences.push({ table, key: key.map((name) => (a.value as Values)[name]!), what: 'changed' })
      }
      if (order <= 0) a = actual.next()
      if (order >= 0) e = expected.next()
      if (breath.due()) await breath.take()
    }
  } finally {
    actual.return?.()
    expected.return?.()
  }
}

/** Columns of the primary key in its order; of a table without one, all columns. */
function keyOf(db: ReadDb, table: string): string[] {
  const columns = db.all<{ name: string; pk: number }>(sql`SELECT name, pk FROM pragma_table_info(${table})`)
  const key = columns.filter((column) => column.pk > 0).toSorted((a, b) => a.pk - b.pk)
  return (key.length > 0 ? key : columns).map((column) => column.name)
}

/** SQLite's own order of values under BINARY: null, numbers, text by its UTF-8 bytes, blobs. */
function compareKeys(a: Values, b: Values, key: readonly string[]): number {
  for (const name of key) {
    const order = compareValues(a[name] ?? null, b[name] ?? null)
    if (order !== 0) return order
  }
  return 0
}

function compareValues(a: SqlValue, b: SqlValue): number {
  const byKind = kindOrder(a) - kindOrder(b)
  if (byKind !== 0 || a === null || b === null) return byKind
  if (typeof a === 'string') return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b as string))
  if (typeof a === 'object') return Buffer.compare(a, b as Uint8Array)
  return a < (b as number | bigint) ? -1 : a > (b as number | bigint) ? 1 : 0
}

function kindOrder(value: SqlValue): number {
  if (value === null) return 0
  if (typeof value === 'string') return 2
  return typeof value === 'object' ? 3 : 1
}

function sameRow(a: Values, b: Values): boolean {
  const names = Object.keys(b)
  return names.length === Object.keys(a).length && names.every((name) => name in a && compareValues(a[name] ?? null, b[name] ?? null) === 0)
}

// The journal: every write to a record goes through it. One COMMIT writes the records and the signed entry that says what
// changed, so that audit, history, other PCs and replay all stand on the same thing. Form of an entry: entry.ts.
import type { KeyObject } from 'node:crypto'
import { createHash } from 'node:crypto'
import { err, ok } from '../contract/result.ts'
import type { ErrorValue, Result } from '../contract/result.ts'
import { createApplier } from './apply.ts'
import type { Applier } from './apply.ts'
import { nextStamp } from './clock.ts'
import type { Stamp } from './clock.ts'
import { crashPoint } from './crash-point.ts'
import type { Connection, ReadDb } from './database.ts'
import { beginning, entryRef, officeCompartment, sealEnvelope, sealPayload } from './entry.ts'
import type { FieldChanges, Payload, RecordChange, Scalar } from './entry.ts'
import { originsWithin } from './origins.ts'
import type { Origins } from './origins.ts'
import { latestMigration, tablesOf } from './schema.ts'
import type { ArchiveSchema, Row } from './schema.ts'
import { named, sql } from './sql.ts'
import type { Sql } from './sql.ts'

/** New values of a record's fields; a record that is not there is made. */
export interface Change {
  readonly table: string
  readonly id: string
  readonly set: Readonly<Record<string, Scalar>>
}

/** More rows in one entry would make its exchange and its replay come in lumps. */
export const mostChangesInEntry = 500

export interface Transaction extends ReadDb {
  /** Changes records and writes them down as one entry; returns the entry's reference. At most 500 changes. */
  append(changes: readonly Change[]): string
  /** As `append`, in as many entries as it takes; the last one's reference. */
  appendAll(changes: readonly Change[]): string
  /** Erases what earlier entries said in a compartment: their envelopes and hashes stay. For tables that are `restated`. */
  erase(compartment: string): void
  /**
   * Changes records so that nothing of what they said before is left: the changes are told without what stood before, and every earlier
   * payload that touched these records is erased; what it said of other records is told anew. Envelopes and hashes stay.
   */
  forget(changes: readonly Change[]): void
  /** Writes to a table of this PC alone (class local). */
  local(statement: Sql): number
  /** A record's row as it stands, or null. */
  row(table: string, id: string): Row | null
}

export interface Writing {
  readonly command: string
  readonly actor: string
  /** the same id with the same input gives the stored answer */
  readonly commandId?: string
  /** what the command was given, for comparison under the same commandId */
  readonly input?: unknown
}

export interface Identity {
  readonly device: string
  readonly epoch: number
  readonly key: KeyObject
  /** SPKI DER */
  readonly publicKey: Buffer
}

export interface Head {
  readonly position: number
  readonly sequence: number
  readonly hash: Buffer
  readonly stamp: Stamp | null
}

/** A record touched by a commit: what follows a commit (search, lists of windows) is told of these. */
export interface Touched {
  readonly table: string
  readonly id: string
}

export interface Journal {
  readonly applier: Applier
  head(): Head
  /**
   * Runs a command's work in one transaction. An error answer rolls everything back. Answers COMMAND_ID_REUSED {commandId}
   * where the id was used for another input.
   */
  transact<Value>(writing: Writing, work: (tx: Transaction) => Result<Value>): Result<Value, ErrorValue>
  /** The answer stored under a commandId, COMMAND_ID_REUSED for another input, or null where the id is new. */
  answered(writing: Writing): Result<unknown, ErrorValue> | null
}

/** A change, and the compartment of its payload. */
interface Settled {
  readonly compartment: string
  readonly change: RecordChange
}

export function createJournal(options: {
  readonly db: Connection
  readonly schema: ArchiveSchema
  readonly identity: Identity
  /** ms since 1970 UTC */
  readonly now: () => number
  /** After the commit: the head outside the archive, search, windows. */
  readonly committed: (head: Head, touched: readonly Touched[], writing: Writing) => void
}): Journal {
  const { db, schema, identity, now } = options
  const applier = createApplier(db, schema)
  const schemaNumber = latestMigration(schema)
  const settle = createSettler(db, applier, schema)
  const deviceNo = knowDevice(db, identity)
  let head = readHead(db, deviceNo, identity.epoch)

  function answered(writing: Writing): Result<unknown, ErrorValue> | null {
    if (writing.commandId === undefined) return null
    const known = db.get<{ input: string; answer: string }>(sql`SELECT input, answer FROM command_answer WHERE command_id = ${writing.commandId}`)
    if (known === undefined) return null
    return known.input === inputHash(writing.command, writing.input) ? ok(JSON.parse(known.answer) as unknown) : err('COMMAND_ID_REUSED', { commandId: writing.commandId })
  }

  function transact<Value>(writing: Writing, work: (tx: Transaction) => Result<Value>): Result<Value, ErrorValue> {
    const input = writing.commandId === undefined ? undefined : inputHash(writing.command, writing.input)
    let next = head
    const touched: Touched[] = []
    let refused: Result<Value, ErrorValue> | null = null

    try {
      const answer = db.transaction(() => {
        const known = answered(writing)
        if (known !== null) return known as Result<Value, ErrorValue>

        const origins = originsWithin(db)
        let pending: readonly Settled[] | null = null
        const flush = (answered?: unknown): void => {
          if (pending === null) return
          const said = { v: 1, schema: schemaNumber, command: writing.command, actor: writing.actor, at: new Date(now()).toISOString() } as const
          const byCompartment = Map.groupBy(pending, ({ compartment }) => compartment)
          // What was answered stands in the office's own part, which every entry has.
          const { [officeCompartment]: _, ...apart } = Object.fromEntries([...byCompartment].map(([compartment, settled]) => [compartment, { ...said, changes: settled.map(({ change }) => change) }]))
          const open: Payload = {
            ...said,
            ...(answered === undefined ? {} : { commandId: writing.commandId!, input: input!, answer: answered }),
            changes: (byCompartment.get(officeCompartment) ?? []).map(({ change }) => change),
          }
          next = write(db, identity, deviceNo, next, now(), { ...apart, [officeCompartment]: open })
          if (answered !== undefined) applier.keepAnswer(open)
          pending = null
        }

        const tx: Transaction = {
          all: (statement) => db.all(statement),
          get: (statement) => db.get(statement),
          value: (statement) => db.value(statement),
          iterate: (statement) => db.iterate(statement),
          local: (statement) => db.run(statement),
          forget(changes) {
            flush()
            pending = changes.map((change) => settle.blindly(change))
            for (const { change } of pending) touched.push({ table: change[0], id: change[1] })
            const forgotten = new Set(changes.map(({ table, id }) => `${table} ${id}`))
            const others = erasePayloads(db, changes, next.position)
            pending = [...pending, ...others.filter(({ table, id }) => !forgotten.has(`${table} ${id}`)).map((record) => settle.anew(record))]
            flush()
          },
          erase(compartment) {
            flush()
            db.run(sql`UPDATE journal_part SET salt = NULL, body = NULL WHERE compartment = ${compartment} AND position < ${next.position}`)
          },
          row: (table, id) => applier.row(table, id),
          append(changes) {
            if (changes.length > mostChangesInEntry) throw new Error(`an entry holds at most ${mostChangesInEntry} changes; appendAll splits them`)
            flush()
            const made = changes.flatMap((change) => settle.change(origins, change))
            for (const { change } of made) touched.push({ table: change[0], id: change[1] })
            pending = made
            return entryRef({ device: identity.device, epoch: identity.epoch, sequence: next.sequence + 1 })
          },
          appendAll(changes) {
            let ref = ''
            for (let from = 0; from < changes.length; from += mostChangesInEntry) ref = tx.append(changes.slice(from, from + mostChangesInEntry))
            return ref
          },
        }

        const answer = work(tx)
        if (!answer.ok) throw (refused = answer, rolledBack)
        if (writing.commandId !== undefined && pending === null) pending = []
        flush(writing.commandId === undefined ? undefined : answer.value)
        crashPoint('before-commit')
        return answer
      })
      crashPoint('after-commit')
      if (next !== head) {
        head = next
        options.committed(head, touched, writing)
      }
      return answer
    } catch (error) {
      if (error === rolledBack && refused !== null) return refused
      throw error
    }
  }

  return { applier, head: () => head, transact, answered }
}

const rolledBack = Symbol('the command refused; its transaction is rolled back')

/** SHA-256 of a command's name and input, order of keys aside. */
export function inputHash(command: string, input: unknown): string {
  return createHash('sha256').update(command).update('\n').update(JSON.stringify(input, sortedKeys) ?? 'null').digest('hex')
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

interface Settler {
  change(origins: Origins, change: Change): readonly Settled[]
  /** a change told without what stood before */
  blindly(change: Change): Settled
  /** a record told anew as it stands */
  anew(record: Touched): Settled
}

/**
 * Erases the payloads up to a place of the journal that touched these records, with the answers that were stored there.
 * @returns the other records that the same payloads touched: nothing else may say of them what they are
 */
function erasePayloads(db: Connection, records: readonly Touched[], upTo: number): readonly Touched[] {
  const positions = new Set(records.flatMap(({ table, id }) =>
    db.all<{ position: number }>(sql`SELECT position FROM journal_touch WHERE table_name = ${table} AND record_id = ${id} AND position <= ${upTo}`).map(({ position }) => position)))
  const wanted = new Set(records.map(({ table, id }) => `${table} ${id}`))
  const others = new Map<string, Touched>()
  for (const position of positions) {
    for (const { compartment, body } of db.all<{ compartment: string; body: string | null }>(sql`SELECT compartment, body FROM journal_part WHERE position = ${position}`)) {
      if (body === null) continue
      const { changes, commandId } = JSON.parse(body) as Payload
      if (!changes.some(([table, id]) => wanted.has(`${table} ${id}`))) continue
      for (const [table, id] of changes) others.set(`${table} ${id}`, { table, id })
      if (commandId !== undefined) db.run(sql`DELETE FROM command_answer WHERE command_id = ${commandId}`)
      db.run(sql`UPDATE journal_part SET salt = NULL, body = NULL WHERE position = ${position} AND compartment = ${compartment}`)
    }
  }
  return [...others.values()]
}

/** What a command's changes come to: applied, and told with what stood before and where it is laid down. */
function createSettler(db: ReadDb, applier: Applier, schema: ArchiveSchema): Settler {
  const tables = new Map([...tablesOf(schema)].flatMap(([name, table]) => (table.class === 'record' ? [[name, table] as const] : [])))

  function compartmentOf(table: string, id: string, row: Row): string {
    const { within, compartment } = tables.get(table) ?? {}
    if (within === undefined) return compartment?.(row, id) ?? officeCompartment
    const owner = row[within.column]
    const standing = typeof owner === 'string' ? applier.row(within.table, owner) : null
    return standing === null ? officeCompartment : compartmentOf(within.table, owner as string, standing)
  }

  /** `fields` of a record as a change, each with the entry that its before-value came from. */
  function told(origins: Origins, table: string, id: string, before: Row | null, fields: readonly (readonly [string, Scalar])[]): RecordChange {
    const from = before === null ? [] : origins.of(table, id, fields.map(([field]) => field))
    const changes: FieldChanges = {}
    for (const [index, [field, after]] of fields.entries()) {
      const [stood, origin] = [before?.[field] ?? null, from[index]]
      changes[field] = origin === undefined ? [stood, after] : [stood, after, origin]
    }
    return [table, id, changes]
  }

  const whole = (row: Row) => Object.entries(row).filter(([field]) => field !== 'id')

  /** All that lies within a record, said anew in the compartment where the record lies now. */
  function following(origins: Origins, table: string, id: string): Settled[] {
    return [...tables.values()].flatMap(({ name, within }) => {
      if (within?.table !== table) return []
      return db.all<Row>(sql`SELECT * FROM ${named(name)} WHERE ${named(within.column)} = ${id}`).flatMap((row) => [
        { compartment: compartmentOf(name, String(row['id']), row), change: told(origins, name, String(row['id']), row, whole(row)) },
        ...following(origins, name, String(row['id'])),
      ])
    })
  }

  const blind = (table: string, id: string, row: Row): RecordChange => [table, id, Object.fromEntries(whole(row).map(([field, value]) => [field, [null, value] as const]))]

  function blindly({ table, id, set }: Change): Settled {
    const change = blind(table, id, { ...applier.row(table, id), ...set })
    applier.change(change)
    return { compartment: compartmentOf(table, id, applier.row(table, id)!), change }
  }

  function anew({ table, id }: Touched): Settled {
    const row = applier.row(table, id)!
    return { compartment: compartmentOf(table, id, row), change: blind(table, id, row) }
  }

  return { change: settled, blindly, anew }

  function settled(origins: Origins, { table, id, set }: Change): readonly Settled[] {
    const before = applier.row(table, id)
    const differing = Object.entries(set).filter(([field, after]) => (before?.[field] ?? null) !== after)
    if (before !== null && differing.length === 0) return []
    const after: Row = { ...before, ...set }
    if (tables.get(table)?.restated) {
      const change = blind(table, id, after)
      applier.change(change)
      return [{ compartment: compartmentOf(table, id, after), change }]
    }
    const there = before === null ? null : compartmentOf(table, id, before)
    const here = compartmentOf(table, id, after)
    // What moves to another compartment is said there whole, with all that lies within it: who may read that one need not have the other.
    const moves = there !== null && there !== here
    const change = told(origins, table, id, before, moves ? whole(after) : differing)
    applier.change(change)
    return [{ compartment: here, change }, ...(moves ? following(origins, table, id) : [])]
  }
}

function write(db: Connection, identity: Identity, deviceNo: number, head: Head, now: number, payloads: Readonly<Record<string, Payload>>): Head {
  // By name, as the envelope has them: of all compartments, bytes before bytes.
  const parts = Object.entries(payloads).toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b))).map(([compartment, payload]) => sealPayload(compartment, payload))
  const stamp = nextStamp(head.stamp, now)
  const envelope = sealEnvelope(
    { device: identity.device, epoch: identity.epoch, sequence: head.sequence + 1, clock: stamp, previous: head.hash, parts },
    identity.key,
  )
  const position = head.position + 1
  db.run(sql`INSERT INTO journal_envelope (position, device_no, epoch, sequence, clock_ms, clock_count, previous, hash, signature)
             VALUES (${position}, ${deviceNo}, ${envelope.epoch}, ${envelope.sequence}, ${stamp.ms}, ${stamp.count},
                     ${envelope.previous}, ${envelope.hash}, ${envelope.signature})`)
  for (const part of parts) {
    db.run(sql`INSERT INTO journal_part (position, compartment, hash, salt, body)
               VALUES (${position}, ${part.compartment}, ${part.hash}, ${part.salt}, ${part.body})`)
  }
  for (const [table, id] of Object.values(payloads).flatMap(({ changes }) => changes)) {
    db.run(sql`INSERT OR IGNORE INTO journal_touch (table_name, record_id, position) VALUES (${table}, ${id}, ${position})`)
  }
  return { position, sequence: envelope.sequence, hash: envelope.hash, stamp }
}

function knowDevice(db: Connection, identity: Identity): number {
  db.run(sql`INSERT INTO journal_device (id, public_key) VALUES (${identity.device}, ${identity.publicKey}) ON CONFLICT (id) DO NOTHING`)
  return db.value<number>(sql`SELECT no FROM journal_device WHERE id = ${identity.device}`)!
}

function readHead(db: Connection, deviceNo: number, epoch: number): Head {
  const position = db.value<number>(sql`SELECT coalesce(max(position), 0) FROM journal_envelope`)!
  const latest = db.get<{ clock_ms: number; clock_count: number; hash: Buffer }>(sql`
    SELECT clock_ms, clock_count, hash FROM journal_envelope ORDER BY position DESC LIMIT 1`)
  const own = db.get<{ sequence: number; hash: Buffer }>(sql`
    SELECT sequence, hash FROM journal_envelope           -- unique (device_no, epoch, sequence)
    WHERE device_no = ${deviceNo} AND epoch = ${epoch}
    ORDER BY sequence DESC LIMIT 1`)
  return {
    position,
    sequence: own?.sequence ?? 0,
    hash: own?.hash ?? latest?.hash ?? beginning,
    stamp: latest === undefined ? null : { ms: latest.clock_ms, count: latest.clock_count },
  }
}

// The journal: every write to a record goes through it. One COMMIT writes the records and the signed entry that says what
// changed, so that audit, history, other PCs and replay all stand on the same thing. Form of an entry: entry.ts.
import type { KeyObject } from 'node:crypto'
import { createHash } from 'node:crypto'
import { err, ok } from '../contract/result.ts'
import type { ErrorValue, Result } from '../contract/result.ts'
import { admit, entriesAtOnce, isConstraint } from './admit.ts'
import type { Admitted, ForeignEntry, Refused, Standing } from './admit.ts'
import { createApplier } from './apply.ts'
import type { Applier } from './apply.ts'
import { nextStamp } from './clock.ts'
import type { Stamp } from './clock.ts'
import { crashPoint } from './crash-point.ts'
import type { Connection, ReadDb } from './database.ts'
import { beginning, entryRef, officeCompartment, sealEnvelope, sealPayload } from './entry.ts'
import type { Payload } from './entry.ts'
import { erasePayload, erasePayloads } from './erasing.ts'
import type { Erased, Touched } from './erasing.ts'
import { latestMigration } from './schema.ts'
import type { ArchiveSchema, Row } from './schema.ts'
import { createSettler } from './settle.ts'
import type { Change, Settled, Settler } from './settle.ts'
import { sql } from './sql.ts'
import type { Sql } from './sql.ts'
import { lastOfLines, lineOf, shortLine } from './vector.ts'
import type { Vector } from './vector.ts'

export type { Touched } from './erasing.ts'
export type { Change } from './settle.ts'

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

export interface Journal {
  readonly applier: Applier
  head(): Head
  /**
   * Runs a command's work in one transaction. An error answer rolls everything back. Answers COMMAND_ID_REUSED {commandId}
   * where the id was used for another input.
   */
  transact<Value>(writing: Writing, work: (tx: Transaction) => Result<Value>): Result<Value, ErrorValue>
  /**
   * Takes in entries of other devices, in whatever order they come: what waits for others is held, up to a bound. `keyOf`: the public
   * key (SPKI DER) of a device whose entries are taken.
   */
  admit(entries: readonly ForeignEntry[], keyOf: (device: string) => Buffer | null): Admission
  /** How far each line was taken in, this PC's own among them. */
  vector(): Vector
  /** The answer stored under a commandId, COMMAND_ID_REUSED for another input, or null where the id is new. */
  answered(writing: Writing): Result<unknown, ErrorValue> | null
}

export interface Admission {
  readonly taken: number
  readonly filled: number
  /** entries held here until others come */
  readonly waiting: number
  readonly refused: readonly Refused[]
}

/** Entries held while they wait: more are not kept, and are asked for again. */
const mostHeld = 20_000

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
  const ownLine = lineOf(identity)
  /** the last entry of each other line that was taken in */
  let lines: Standing['lines'] = new Map(lastOfLines(db).flatMap((last) => (lineOf(last) === ownLine ? [] : [[lineOf(last), { sequence: last.sequence, hash: last.hash }] as const])))
  /** lines of which this PC's own entries do not say yet how far they were taken in */
  let unsaid = new Set(lines.keys())
  let held: readonly ForeignEntry[] = []

  const vector = (own = head.sequence): Vector => ({ ...Object.fromEntries([...lines].map(([line, { sequence }]) => [line, sequence])), ...(own > 0 ? { [ownLine]: own } : {}) })

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
        // An archive begins once: of one that was joined the beginning is still to come.
        if (head.position === 0 && db.value(sql`SELECT 1 FROM archive_fact WHERE name = 'joined'`) !== undefined) return (refused = err('OFFICE_ARRIVING'))

        let pending: readonly Settled[] | null = null
        let erasing: readonly Erased[] = []
        let saying: ReadonlySet<string> = unsaid
        const flush = (answered?: unknown): void => {
          if (pending === null) return
          const said = { v: 1, schema: schemaNumber, command: writing.command, actor: writing.actor, at: new Date(now()).toISOString() } as const
          const told = Map.groupBy(pending, ({ compartment }) => compartment)
          const erased = Map.groupBy(erasing, ({ compartment }) => compartment)
          const seen = pending.some(({ change }) => change[3] !== undefined) ? { seen: vector(next.sequence) } : {}
          const payloads: Record<string, Payload> = {}
          // What was answered stands in the office's own part, which every entry has.
          for (const compartment of new Set([...told.keys(), ...erased.keys(), officeCompartment])) {
            payloads[compartment] = {
              ...said,
              ...(compartment === officeCompartment && answered !== undefined ? { commandId: writing.commandId!, input: input!, answer: answered } : {}),
              ...(compartment === officeCompartment && saying.size > 0 ? { after: Object.fromEntries([...saying].map((line) => [shortLine(line), lines.get(line)!.sequence])) } : {}),
              ...seen,
              ...(erased.has(compartment) ? { erases: erased.get(compartment)!.map(({ position }) => applier.heads.refOf(position)) } : {}),
              changes: (told.get(compartment) ?? []).map(({ change }) => change),
            }
          }
          next = write(db, identity, deviceNo, next, now(), payloads)
          const at = { position: next.position, device: identity.device, epoch: identity.epoch, sequence: next.sequence, stamp: next.stamp! }
          for (const payload of Object.values(payloads)) applier.note(payload, at)
          if (answered !== undefined) applier.keepAnswer(payloads[officeCompartment]!)
          pending = null
          erasing = []
          saying = new Set()
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
            const { erased, others } = erasePayloads(db, changes, next.position)
            erasing = erased
            pending = [...pending, ...others.filter(({ table, id }) => !forgotten.has(`${table} ${id}`)).map((record) => settle.anew(record))]
            flush()
          },
          erase(compartment) {
            flush()
            for (const { position } of db.all<{ position: number }>(sql`SELECT position FROM journal_part WHERE compartment = ${compartment} AND position < ${next.position} AND body IS NOT NULL`)) erasePayload(db, { position, compartment })
          },
          row: (table, id) => applier.row(table, id),
          append(changes) {
            if (changes.length > mostChangesInEntry) throw new Error(`an entry holds at most ${mostChangesInEntry} changes; appendAll splits them`)
            flush()
            let made: Settled[] = []
            // The parts of an entry are applied one compartment after the other, so no record is told in two of them.
            const told = new Map<string, string>()
            // One after the other: after a split what is told next comes from the entry that was written, and must say so.
            for (const settled of settledOneByOne(settle, changes)) {
              const { compartment, change: [table, id] } = settled
              const record = `${table} ${id}`
              if ((told.get(record) ?? compartment) !== compartment) {
                pending = made
                flush()
                made = []
                told.clear()
              }
              told.set(record, compartment)
              made.push(settled)
              touched.push({ table, id })
            }
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
        unsaid = new Set()
        options.committed(head, touched, writing)
      }
      return answer
    } catch (error) {
      if (error === rolledBack && refused !== null) return refused
      throw error
    }
  }

  function take(entries: readonly ForeignEntry[], keyOf: (device: string) => Buffer | null, isCareful = false): Admitted {
    const standing: Standing = { position: head.position, stamp: head.stamp, lines: new Map(lines) }
    // What an entry refers to may lie in a compartment that is withheld here.
    db.pragma('foreign_keys = OFF')
    try {
      const own = { device: identity.device, epoch: identity.epoch, sequence: () => head.sequence }
      const admitted = db.transaction(() => admit({ db, applier, standing, own, schema: schemaNumber, keyOf, isCareful }, entries))
      if (admitted.taken > 0 || admitted.filled > 0) {
        for (const [line, { sequence }] of standing.lines) if (lines.get(line)?.sequence !== sequence) unsaid.add(line)
        lines = standing.lines
        // The first entry of this PC follows the latest that it took in.
        const hash = head.sequence === 0 && standing.position > head.position ? db.value<Buffer>(sql`SELECT hash FROM journal_envelope WHERE position = ${standing.position}`)! : head.hash
        head = { position: standing.position, sequence: head.sequence, hash, stamp: standing.stamp }
        options.committed(head, admitted.touched, { command: admitCommand, actor: '' })
      }
      return admitted
    } catch (error) {
      if (isCareful || !isConstraint(error)) throw error
      return take(entries, keyOf, true)
    } finally {
      db.pragma('foreign_keys = ON')
    }
  }

  return {
    applier,
    head: () => head,
    transact,
    answered,
    vector: () => vector(),
    admit(entries, keyOf) {
      let [taken, filled] = [0, 0]
      const refused: Refused[] = []
      let waiting: readonly ForeignEntry[] = [...held, ...entries]
      for (let went = true; went && waiting.length > 0; ) {
        went = false
        const next: ForeignEntry[] = []
        for (let from = 0; from < waiting.length; from += entriesAtOnce) {
          const admitted = take(waiting.slice(from, from + entriesAtOnce), keyOf)
          taken += admitted.taken
          filled += admitted.filled
          refused.push(...admitted.refused)
          next.push(...admitted.waiting)
          went ||= admitted.taken > 0
        }
        waiting = next
      }
      held = waiting.slice(0, mostHeld)
      return { taken, filled, waiting: held.length, refused }
    },
  }
}

/** The name under which what other devices wrote is told to those who follow commits. */
export const admitCommand = 'network.admit'

function* settledOneByOne(settle: Settler, changes: readonly Change[]): Generator<Settled> {
  for (const change of changes) yield* settle.change(change)
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

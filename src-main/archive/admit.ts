// Taking in entries of other devices: nothing is believed that its hash, its chain and its device's signature do not say. An entry
// waits while something that its writer had seen is missing here, so the journal of every PC is an order in which nothing stands
// before what it stands on.
import type { KeyObject } from 'node:crypto'
import { createPublicKey, verify } from 'node:crypto'
import type { Applied, Applier } from './apply.ts'
import type { Stamp } from './clock.ts'
import type { Connection } from './database.ts'
import { beginning, deviceId, entryRef, envelopeHash, officeCompartment, parseEntryRef, payloadHash } from './entry.ts'
import type { Envelope, Payload } from './entry.ts'
import type { Placed } from './heads.ts'
import { erasePayload } from './erasing.ts'
import type { Touched } from './erasing.ts'
import { sql } from './sql.ts'
import { covers, lineOf, shortLine } from './vector.ts'
import type { Vector } from './vector.ts'

/** A payload as it is sent: salt and body are null where it is withheld from the receiver, or was erased. */
export interface ForeignPart {
  readonly compartment: string
  readonly hash: Buffer
  readonly salt: Buffer | null
  readonly body: string | null
}

/** An entry as another device sends it; its hash is computed, never sent. */
export interface ForeignEntry extends Omit<Envelope, 'hash' | 'parts'> {
  readonly parts: readonly ForeignPart[]
}

/** Why entries of a line are not taken, from this one on. */
export interface Refused {
  /** reference of the entry */
  readonly entry: string
  /**
   * unknown-device: nobody approved it. forked: another entry stands under this reference. chain: it does not follow the one before.
   * signature, payload: not what its device signed. form: what is in it is no payload. clock: later than any office's PC can be.
   */
  readonly why: 'unknown-device' | 'forked' | 'chain' | 'signature' | 'payload' | 'form' | 'clock'
}

export interface Admitted {
  /** entries that stand in the journal now and did not before */
  readonly taken: number
  /** payloads that were withheld until now */
  readonly filled: number
  /** entries that wait for others */
  readonly waiting: readonly ForeignEntry[]
  readonly refused: readonly Refused[]
  readonly touched: readonly Touched[]
}

/** Where this PC's journal stands; admission moves it on. */
export interface Standing {
  position: number
  stamp: Stamp | null
  /** of lines other than this PC's own: the last entry's sequence and hash */
  readonly lines: Map<string, { sequence: number; hash: Buffer }>
}

/** 2100-01-01: no office's clock can stand later, and a stamp at the end of its range would leave none after it. */
export const latestClock = 4_102_444_800_000

/** Begins the note beside a parked payload that no upgrade will help: it fits no table, or names what its own program did not know. */
export const unfit = '! '

/** Entries in one transaction: a save waits for no more than these. */
export const entriesAtOnce = 400

export interface AdmitOptions {
  readonly db: Connection
  readonly applier: Applier
  readonly standing: Standing
  readonly own: { readonly device: string; readonly epoch: number; readonly sequence: () => number }
  /** the schema number of this program */
  readonly schema: number
  /** SPKI DER of a device whose entries are taken; null for one that nobody approved */
  readonly keyOf: (device: string) => Buffer | null
  /** each payload by itself, so that one which no table takes is told: slower, and only needed where one was among them */
  readonly isCareful: boolean
}

/**
 * Takes in up to `entriesAtOnce` entries in one transaction; the standing is moved on by whoever commits. Throws what a table refuses,
 * unless `isCareful`.
 */
export function admit(options: AdmitOptions, entries: readonly ForeignEntry[]): Admitted {
  if (entries.length > entriesAtOnce) throw new Error(`at most ${entriesAtOnce} entries are taken in at once`)
  const admission = createAdmission(options)
  const waiting = new Map<string, Checked>()
  for (const entry of checked(options, entries, admission)) waiting.set(entryRef(entry), entry)
  // Whatever the order in which they came: what was taken may be what another one waited for.
  for (let before = -1; before !== waiting.size; ) {
    before = waiting.size
    for (const [ref, entry] of waiting) if (admission.take(entry) !== 'waits') waiting.delete(ref)
  }
  return { ...admission.result(), waiting: [...waiting.values()] }
}

interface Checked extends ForeignEntry {
  readonly hash: Buffer
}

/** Entries whose hashes and signatures hold. A line's chain binds what stands before, so of each run of entries the last signature is checked. */
function checked({ keyOf }: AdmitOptions, entries: readonly ForeignEntry[], admission: ReturnType<typeof createAdmission>): Checked[] {
  const sound: Checked[] = []
  for (const line of Map.groupBy(entries, lineOf).values()) {
    const sorted = line.toSorted((one, other) => one.sequence - other.sequence).map((entry) => ({ ...entry, hash: envelopeHash(entry) }))
    const known = keyOf(sorted[0]!.device)
    const key = known === null ? null : readKey(sorted[0]!.device, known)
    if (key === null) {
      admission.refuse(sorted[0]!, 'unknown-device')
      continue
    }
    for (const run of runsOf(sorted)) {
      let upTo = run.length
      while (upTo > 0 && !verify(null, run[upTo - 1]!.hash, key, run[upTo - 1]!.signature)) upTo -= 1
      sound.push(...run.slice(0, upTo))
      if (upTo < run.length) admission.refuse(run[upTo]!, 'signature')
    }
  }
  return sound
}

/** Stretches in which each entry names the hash of the one before. */
function runsOf(entries: readonly Checked[]): Checked[][] {
  const runs: Checked[][] = []
  for (const entry of entries) {
    const last = runs.at(-1)?.at(-1)
    if (last !== undefined && last.sequence + 1 === entry.sequence && last.hash.equals(entry.previous)) runs.at(-1)!.push(entry)
    else runs.push([entry])
  }
  return runs
}

function readKey(device: string, publicKey: Buffer): KeyObject | null {
  try {
    const key = createPublicKey({ key: publicKey, type: 'spki', format: 'der' })
    return deviceId(key) === device ? key : null
  } catch {
    return null
  }
}

function createAdmission({ db, applier, standing, own, schema, keyOf, isCareful }: AdmitOptions) {
  const refused: Refused[] = []
  const touched: Touched[] = []
  let [taken, filled] = [0, 0]
  const ownLine = lineOf(own)
  const stopped = new Set<string>()
  /** how far each line stands, as payloads name it */
  const short = new Map([...standing.lines].map(([line, { sequence }]) => [shortLine(line), sequence]))
  short.set(shortLine(ownLine), own.sequence())
  const numbers = new Map<string, number>()

  const refuse = (entry: ForeignEntry, why: Refused['why']): void => {
    stopped.add(lineOf(entry))
    refused.push({ entry: entryRef(entry), why })
  }

  function take(entry: Checked): 'done' | 'waits' {
    const line = lineOf(entry)
    if (stopped.has(line)) return 'done'
    const last = line === ownLine ? { sequence: own.sequence(), hash: null } : (standing.lines.get(line) ?? { sequence: 0, hash: null })
    if (entry.sequence <= last.sequence) return again(entry)
    // Of this PC's own line nobody else can have more: a copy of this folder wrote under its epoch.
    if (line === ownLine) return (refuse(entry, 'forked'), 'done')
    if (entry.sequence !== last.sequence + 1) return 'waits'
    if (last.hash !== null && !last.hash.equals(entry.previous)) return (refuse(entry, 'chain'), 'done')
    if (last.hash === null && !isKnown(entry.previous)) {
      // An archive begins once.
      if (entry.previous.equals(beginning)) return (refuse(entry, 'chain'), 'done')
      return 'waits'
    }
    if (entry.clock.ms > latestClock) return (refuse(entry, 'clock'), 'done')
    const payloads = read(entry)
    if (payloads === null) return 'done'
    if (!standsOnKnown(payloads)) return 'waits'
    const position = write(entry)
    standing.lines.set(line, { sequence: entry.sequence, hash: entry.hash })
    short.set(shortLine(line), entry.sequence)
    const at: Placed = { position, device: entry.device, epoch: entry.epoch, sequence: entry.sequence, stamp: entry.clock }
    for (const [compartment, payload] of payloads) apply(compartment, payload, at)
    taken += 1
    return 'done'
  }

  /** An entry that stands here: what was withheld of it may have come now. */
  function again(entry: Checked): 'done' {
    const position = applier.heads.positionOf(entryRef(entry))
    const hash = db.value<Buffer>(sql`SELECT hash FROM journal_envelope WHERE position = ${position ?? 0}`)
    if (position === null || hash === undefined || !hash.equals(entry.hash)) return (refuse(entry, 'forked'), 'done')
    const missing = entry.parts.filter(({ compartment, body }) => body !== null && isWithheld(position, compartment))
    if (missing.length === 0) return 'done'
    const payloads = read({ ...entry, parts: missing })
    if (payloads === null) return 'done'
    for (const part of missing) {
      db.run(sql`UPDATE journal_part SET salt = ${part.salt}, body = ${part.body} WHERE position = ${position} AND compartment = ${part.compartment}`)
      touch(position, payloads.get(part.compartment)!)
      filled += 1
    }
    const at = applier.heads.placeOf(position)
    for (const [compartment, payload] of payloads) {
      park(compartment, payload, at)
      erase(compartment, payload)
      for (const [table, id] of payload.changes) {
        refold(table, id)
        applier.eraseOutdated(table, id)
      }
    }
    return 'done'
  }

  function refold(table: string, id: string): void {
    applier.refold(table, id, Number.MAX_SAFE_INTEGER)
    touched.push({ table, id })
  }

  function isWithheld(position: number, compartment: string): boolean {
    return db.value(sql`SELECT 1 FROM journal_part WHERE position = ${position} AND compartment = ${compartment} AND body IS NULL`) !== undefined
      && db.value(sql`SELECT 1 FROM journal_erased WHERE position = ${position} AND compartment = ${compartment}`) === undefined
  }

  /** The payloads that came with an entry, by compartment; null where one of them is none, which is refused. */
  function read(entry: ForeignEntry): Map<string, Payload> | null {
    const payloads = new Map<string, Payload>()
    for (const { compartment, hash, salt, body } of entry.parts) {
      if (body === null || salt === null) continue
      if (!payloadHash(salt, body).equals(hash)) return (refuse(entry, 'payload'), null)
      const payload = readPayload(body)
      if (payload === null) return (refuse(entry, 'form'), null)
      payloads.set(compartment, payload)
    }
    return payloads
  }

  /** Whether all that its writer had taken in stands here. */
  function standsOnKnown(payloads: ReadonlyMap<string, Payload>): boolean {
    const after = payloads.get(officeCompartment)?.after
    if (after !== undefined && Object.entries(after).some(([line, sequence]) => (short.get(line) ?? 0) < sequence)) return false
    return [...payloads.values()].every(({ seen }) => seen === undefined || covers(reached(), seen))
  }

  function reached(): Vector {
    return { ...Object.fromEntries([...standing.lines].map(([line, { sequence }]) => [line, sequence])), [ownLine]: own.sequence() }
  }

  function isKnown(hash: Buffer): boolean {
    return (standing.position === 0 && hash.equals(beginning)) || db.value(sql`SELECT 1 FROM journal_envelope WHERE hash = ${hash}`) !== undefined
  }

  function write(entry: Checked): number {
    const no = numberOf(entry.device)
    const position = (standing.position += 1)
    db.run(sql`INSERT INTO journal_envelope (position, device_no, epoch, sequence, clock_ms, clock_count, previous, hash, signature)
               VALUES (${position}, ${no}, ${entry.epoch}, ${entry.sequence}, ${entry.clock.ms}, ${entry.clock.count}, ${entry.previous}, ${entry.hash}, ${entry.signature})`)
    for (const part of entry.parts) {
      db.run(sql`INSERT INTO journal_part (position, compartment, hash, salt, body) VALUES (${position}, ${part.compartment}, ${part.hash}, ${part.salt}, ${part.body})`)
    }
    const { stamp } = standing
    if (stamp === null || entry.clock.ms > stamp.ms || (entry.clock.ms === stamp.ms && entry.clock.count > stamp.count)) standing.stamp = entry.clock
    return position
  }

  function numberOf(device: string): number {
    let no = numbers.get(device)
    if (no !== undefined) return no
    db.run(sql`INSERT INTO journal_device (id, public_key) VALUES (${device}, ${keyOf(device)}) ON CONFLICT (id) DO NOTHING`)
    no = db.value<number>(sql`SELECT no FROM journal_device WHERE id = ${device}`)!
    numbers.set(device, no)
    return no
  }

  function touch(position: number, payload: Payload): void {
    for (const [table, id] of payload.changes) db.run(sql`INSERT OR IGNORE INTO journal_touch (table_name, record_id, position) VALUES (${table}, ${id}, ${position})`)
  }

  function apply(compartment: string, payload: Payload, at: Placed): void {
    touch(at.position, payload)
    erase(compartment, payload)
    const applied: Applied | { readonly state: 'unfit'; readonly why: string } = isCareful ? applySafely(payload, at) : applier.apply(payload, at)
    if (applied.state === 'parked') return park(compartment, payload, at, applied.unknown)
    if (applied.state === 'unfit') return park(compartment, { ...payload, schema: 0 }, at, applied.why)
    for (const [table, id] of payload.changes) {
      touched.push({ table, id })
      applier.eraseOutdated(table, id)
    }
  }

  function applySafely(payload: Payload, at: Placed): Applied | { readonly state: 'unfit'; readonly why: string } {
    db.script('SAVEPOINT payload')
    try {
      const applied = applier.apply(payload, at)
      db.script('RELEASE payload')
      return applied
    } catch (error) {
      if (!isConstraint(error)) throw error
      // Its device signed it, and no table takes it: kept, and applied nowhere.
      db.script('ROLLBACK TO payload; RELEASE payload')
      return { state: 'unfit', why: error.message }
    }
  }

  function park(compartment: string, payload: Payload, at: Placed, unknown = applier.unknown(payload)): void {
    if (unknown === null) return
    const text = (payload.schema ?? 0) > schema ? unknown : `${unfit}${unknown}`
    db.run(sql`INSERT OR IGNORE INTO journal_parked (position, compartment, unknown) VALUES (${at.position}, ${compartment}, ${text})`)
  }

  function erase(compartment: string, { erases = [] }: Payload): void {
    for (const ref of erases) {
      const position = applier.heads.positionOf(ref)
      if (position !== null) erasePayload(db, { position, compartment })
    }
  }

  return { take, refuse, result: () => ({ taken, filled, refused, touched }) }
}

/** Whether a table refused a row. */
export function isConstraint(error: unknown): error is Error {
  return error instanceof Error && String((error as { code?: unknown }).code).startsWith('SQLITE_CONSTRAINT')
}

/** What a payload says, or null where it has another form: told by hand, because tens of thousands a second are read. */
export function readPayload(body: string): Payload | null {
  let payload: unknown
  try {
    payload = JSON.parse(body)
  } catch {
    return null
  }
  const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
  const isScalar = (value: unknown): boolean => value === null || typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))
  const isField = (value: unknown): boolean => Array.isArray(value) && value.length >= 2 && isScalar(value[0]) && isScalar(value[1]) && value.slice(2).every((ref) => typeof ref === 'string' && parseEntryRef(ref) !== null)
  const isChange = (value: unknown): boolean =>
    Array.isArray(value) && (value.length === 3 || (value.length === 4 && (value[3] === 'whole' || value[3] === 'forgotten'))) &&
    typeof value[0] === 'string' && typeof value[1] === 'string' && isRecord(value[2]) && Object.values(value[2]).every(isField)
  if (!isRecord(payload) || payload['v'] !== 1) return null
  if (typeof payload['command'] !== 'string' || typeof payload['actor'] !== 'string' || typeof payload['at'] !== 'string') return null
  if (!Array.isArray(payload['changes']) || !payload['changes'].every(isChange)) return null
  const { after, seen, erases, schema } = payload
  const isVector = (value: unknown): boolean => value === undefined || (isRecord(value) && Object.values(value).every((sequence) => Number.isSafeInteger(sequence)))
  if (!isVector(after) || !isVector(seen)) return null
  if (erases !== undefined && !(Array.isArray(erases) && erases.every((ref) => typeof ref === 'string'))) return null
  if (schema !== undefined && typeof schema !== 'number') return null
  return payload as unknown as Payload
}

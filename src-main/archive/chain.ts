// Going through the journal as an auditor would: every hash computed anew, every link, every signature. Rules: entry.ts.
import { createPublicKey, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { ReadDb } from './database.ts'
import { beginning, deviceId, entryRef, envelopeHash, payloadHash } from './entry.ts'
import type { Payload } from './entry.ts'
import type { Seen } from './keyring.ts'
import { sql } from './sql.ts'

export interface ChainReport {
  readonly entries: number
  /** what is wrong first, in words for a log; null for a sound journal */
  readonly problem: string | null
}

interface EnvelopeRow {
  readonly position: number
  readonly device: string
  readonly deviceNo: number
  readonly epoch: number
  readonly sequence: number
  readonly clockMs: number
  readonly clockCount: number
  readonly previous: Buffer
  readonly hash: Buffer
  readonly signature: Buffer
}

interface PartRow {
  readonly compartment: string
  readonly hash: Buffer
  readonly salt: Buffer | null
  readonly body: string | null
}

const rowsAtOnce = 500

/**
 * Checks the whole journal. `seen`: what this user's configuration says stood at this place, written by `device`; an archive
 * that does not hold it was cut short or set back. `progress`: entries checked so far.
 */
export function checkChain(db: ReadDb, device: string, seen: Seen | null, progress?: (entries: number) => void): ChainReport {
  const entries = db.value<number>(sql`SELECT count(*) FROM journal_envelope`) ?? 0
  const keys = readKeys(db)
  if (typeof keys === 'string') return { entries, problem: keys }
  const heads = new Map<string, { sequence: number; hash: Buffer }>()
  let position = 0
  for (;;) {
    const rows = db.all<EnvelopeRow>(sql`
      SELECT envelope.position, device.id AS device, envelope.device_no AS deviceNo, envelope.epoch, envelope.sequence,
             envelope.clock_ms AS clockMs, envelope.clock_count AS clockCount, envelope.previous, envelope.hash, envelope.signature
      FROM journal_envelope AS envelope                  -- primary key
      LEFT JOIN journal_device AS device ON device.no = envelope.device_no
      WHERE envelope.position > ${position}
      ORDER BY envelope.position
      LIMIT ${rowsAtOnce}`)
    if (rows.length === 0) break
    for (const row of rows) {
      const problem = row.position === position + 1 ? checkEntry(db, row, keys, heads) : `entries ${position + 1} to ${row.position - 1} are missing`
      if (problem !== null) return { entries, problem }
      position = row.position
    }
    progress?.(position)
  }
  const strays = db.value<number>(sql`SELECT count(*) FROM journal_part WHERE position NOT IN (SELECT position FROM journal_envelope)`) ?? 0
  if (strays > 0) return { entries, problem: `${strays} payloads have no envelope` }
  return { entries, problem: seen === null ? null : checkSeen(db, device, seen) }
}

function readKeys(db: ReadDb): Map<string, KeyObject> | string {
  const keys = new Map<string, KeyObject>()
  for (const { id, publicKey } of db.all<{ id: string; publicKey: Buffer }>(sql`SELECT id, public_key AS publicKey FROM journal_device ORDER BY no`)) {
    try {
      const key = createPublicKey({ key: publicKey, type: 'spki', format: 'der' })
      if (deviceId(key) !== id) return `the public key of device ${id} is another device's`
      keys.set(id, key)
    } catch {
      return `the public key of device ${id} cannot be read`
    }
  }
  return keys
}

function checkEntry(db: ReadDb, row: EnvelopeRow, keys: ReadonlyMap<string, KeyObject>, heads: Map<string, { sequence: number; hash: Buffer }>): string | null {
  const where = `entry ${row.position} (${row.device === null ? 'device unknown' : entryRef(row)})`
  const key = keys.get(row.device)
  if (key === undefined) return `${where}: the device is not known`

  const parts = db.all<PartRow>(sql`
    SELECT compartment, hash, salt, body FROM journal_part   -- primary key
    WHERE position = ${row.position}
    ORDER BY compartment`)
  const touched = new Set<string>()
  for (const part of parts) {
    if (part.body === null || part.salt === null) continue
    if (!payloadHash(part.salt, part.body).equals(part.hash)) return `${where}: the payload of "${part.compartment}" was changed`
    for (const [table, id] of (JSON.parse(part.body) as Payload).changes) touched.add(`${table}\n${id}`)
  }
  const clock = { ms: row.clockMs, count: row.clockCount }
  const { device, epoch, sequence, previous } = row
  if (!envelopeHash({ device, epoch, sequence, clock, previous, parts }).equals(row.hash)) return `${where}: the envelope was changed`
  if (!verify(null, row.hash, key, row.signature)) return `${where}: the signature is not the device's`

  const line = `${device}.${epoch}`
  const head = heads.get(line)
  if (sequence !== (head?.sequence ?? 0) + 1) return `${where}: sequence ${(head?.sequence ?? 0) + 1} was expected`
  if (head === undefined ? !isEarlier(db, row) : !previous.equals(head.hash)) return `${where}: it does not follow the entry before it`
  heads.set(line, { sequence, hash: row.hash })

  // A withheld payload's touches are unknown here, so the index is compared only where every payload is at hand.
  if (parts.every((part) => part.body !== null)) {
    const indexed = db.all<{ name: string; id: string }>(sql`
      SELECT table_name AS name, record_id AS id FROM journal_touch   -- index journal_touch_position
      WHERE position = ${row.position}`)
    if (indexed.length !== touched.size || indexed.some(({ name, id }) => !touched.has(`${name}\n${id}`))) return `${where}: the index of touched records was changed`
  }
  return null
}

/** The first entry of an epoch follows some entry taken in before it, or nothing where it is the archive's first. */
function isEarlier(db: ReadDb, { position, previous }: EnvelopeRow): boolean {
  if (position === 1) return previous.equals(beginning)
  return db.value<number>(sql`SELECT 1 FROM journal_envelope WHERE position < ${position} AND hash = ${previous}`) === 1
}

function checkSeen(db: ReadDb, device: string, seen: Seen): string | null {
  const hash = db.value<Buffer>(sql`
    SELECT envelope.hash
    FROM journal_device AS device
    JOIN journal_envelope AS envelope ON envelope.device_no = device.no   -- unique (device_no, epoch, sequence)
    WHERE device.id = ${device} AND envelope.epoch = ${seen.epoch} AND envelope.sequence = ${seen.sequence}`)
  if (hash?.toString('hex') === seen.hash) return null
  return `entry ${entryRef({ device, ...seen })} was seen here and is ${hash === undefined ? 'missing' : 'another now'}`
}

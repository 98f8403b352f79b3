// What of this PC's journal another one lacks, read in the order of positions: an entry stands there only after all that its writer
// had seen, so whoever takes them in this order never waits.
import type { ForeignEntry } from '../archive/admit.ts'
import type { ReadDb } from '../archive/database.ts'
import { parseLine } from '../archive/vector.ts'
import type { Vector } from '../archive/vector.ts'
import { sql } from '../archive/sql.ts'

/** Entries read at once. */
const rowsAtOnce = 500

/** Bodies read at once, in characters: a few entries may hold many rows. */
const lettersAtOnce = 4_000_000

export interface Portion {
  /** in the order of positions; those that the reader has are left out */
  readonly entries: readonly ForeignEntry[]
  /** the position up to which the journal was looked through */
  readonly upTo: number
}

/**
 * The next entries after a position that a PC at `has` lacks. `mayHold`: whether it may have the payloads of a compartment; the others
 * go without salt and body.
 */
export function entriesAfter(db: ReadDb, position: number, has: Vector, mayHold: (compartment: string) => boolean): Portion {
  const envelopes = db.all<{ position: number; device: string; epoch: number; sequence: number; ms: number; count: number; previous: Buffer; signature: Buffer }>(sql`
    SELECT envelope.position, device.id AS device, envelope.epoch, envelope.sequence, envelope.clock_ms AS ms, envelope.clock_count AS count, envelope.previous, envelope.signature
    FROM journal_envelope AS envelope                        -- primary key
    JOIN journal_device AS device ON device.no = envelope.device_no
    WHERE envelope.position > ${position}
    ORDER BY envelope.position
    LIMIT ${rowsAtOnce}`)
  const entries: ForeignEntry[] = []
  let upTo = position
  let letters = 0
  for (const { position: at, ms, count, ...envelope } of envelopes) {
    if (letters > lettersAtOnce) break
    upTo = at
    if ((has[`${envelope.device}.${envelope.epoch}`] ?? 0) >= envelope.sequence) continue
    const parts = db.all<{ compartment: string; hash: Buffer; salt: Buffer | null; body: string | null }>(sql`
      SELECT compartment, hash, salt, body FROM journal_part WHERE position = ${at} ORDER BY compartment`) // primary key
    entries.push({ ...envelope, clock: { ms, count }, parts: parts.map((part) => (mayHold(part.compartment) ? part : { ...part, salt: null, body: null })) })
    letters += parts.reduce((sum, { body }) => sum + (body?.length ?? 0), 0)
  }
  return { entries, upTo }
}

/** The position before the first entry that a PC at `has` lacks: the end of the journal where it lacks nothing. */
export function startFor(db: ReadDb, has: Vector, own: Vector): number {
  let first: number | null = null
  for (const [line, sequence] of Object.entries(own)) {
    const known = has[line] ?? 0
    const parsed = parseLine(line)
    if (known >= sequence || parsed === null) continue
    const at = db.value<number>(sql`
      SELECT envelope.position                               -- unique (device_no, epoch, sequence)
      FROM journal_device AS device
      JOIN journal_envelope AS envelope ON envelope.device_no = device.no
      WHERE device.id = ${parsed.device} AND envelope.epoch = ${parsed.epoch} AND envelope.sequence = ${known + 1}`)
    if (at !== undefined && (first === null || at < first)) first = at
  }
  return first === null ? (db.value<number>(sql`SELECT coalesce(max(position), 0) FROM journal_envelope`) ?? 0) : first - 1
}

/** How many entries of this PC's journal a PC at `has` lacks. */
export function countLacking(has: Vector, own: Vector): number {
  return Object.entries(own).reduce((sum, [line, sequence]) => sum + Math.max(0, sequence - (has[line] ?? 0)), 0)
}

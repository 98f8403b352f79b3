// The epoch under which this device writes. A folder that was restored, copied, or set back to an older state starts a new
// one, so that no (device, epoch, sequence) ever names two entries (architecture: "Restore and copied folders").
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Connection } from './database.ts'
import type { Keyring, Seen } from './keyring.ts'
import { placeOf } from './keyring.ts'
import { sql } from './sql.ts'

export interface EpochStart {
  readonly reason: 'created' | 'restored' | 'copied' | 'moved' | 'rolled-back'
  /** entries that this device is known to have written and that this archive does not hold */
  readonly entriesLost: number
  /** whether numbers may have been stamped that this archive does not know */
  readonly numbersInDoubt: boolean
}

/** What `restore` leaves in the database for the next opening. */
export const restoredFact = 'restored'

/** What a new epoch leaves until the books know that their numbers are in doubt: a crash between the two must not lose it. */
export const doubtFact = 'numbers-in-doubt'

/** Says that the books know; in the transaction that tells them. */
export const doubtNoted = sql`DELETE FROM archive_fact WHERE name = ${doubtFact}`

/** Settles the epoch of this opening; takes and notes a new one where the last one may not go on. */
export function settleEpoch(db: Connection, keyring: Keyring, place: string, path: string, now: number): { epoch: number; start: EpochStart | null } {
  const own = db.get<{ epoch: number; place: string }>(sql`
    SELECT epoch, place FROM epoch WHERE device = ${keyring.device} ORDER BY epoch DESC LIMIT 1`)
  const known = keyring.places().filter((one) => one.place === place).at(-1)
  const seen = keyring.seen(place)
  // A file system may give the restored file the number of the one that was deleted: the place alone does not tell.
  const restored = db.value<string>(sql`SELECT value FROM archive_fact WHERE name = ${restoredFact}`) !== undefined
  const goesOn = !restored && own !== undefined && own.place === place && known?.epoch === own.epoch && (seen === null || seen.epoch !== own.epoch || holds(db, keyring.device, seen))
  if (goesOn) return { epoch: own.epoch, start: null }

  const judged = judge(db, keyring, place, own, known !== undefined, restored)
  // What is not known of other places may be a copy that goes on giving numbers.
  const start = judged.reason !== 'created' && keyring.placesDamaged() ? { ...judged, numbersInDoubt: true } : judged
  const highest = db.value<number | null>(sql`SELECT max(epoch) FROM epoch WHERE device = ${keyring.device}`) ?? 0
  const epoch = keyring.takeEpoch(place, path, highest)
  db.transaction(() => {
    db.run(sql`INSERT INTO epoch (device, epoch, place, reason, started_at, entries_lost)
               VALUES (${keyring.device}, ${epoch}, ${place}, ${start.reason}, ${new Date(now).toISOString()}, ${start.entriesLost})`)
    db.run(sql`DELETE FROM archive_fact WHERE name = ${restoredFact}`)
    if (start.numbersInDoubt) db.run(sql`INSERT INTO archive_fact (name, value) VALUES (${doubtFact}, ${start.reason}) ON CONFLICT (name) DO NOTHING`)
  })
  return { epoch, start }
}

function judge(db: Connection, keyring: Keyring, place: string, own: { place: string } | undefined, placeKnown: boolean, restored: boolean): EpochStart {
  const entries = db.value<number>(sql`SELECT count(*) FROM journal_envelope`) ?? 0
  // What the beginning of an earlier epoch told is not told again: whoever moves a folder has not lost it twice.
  const told = db.value<number>(sql`SELECT coalesce(sum(entries_lost), 0) FROM epoch WHERE device = ${keyring.device}`) ?? 0
  const entriesLost = Math.max(0, countLost(db, keyring) - told)
  if (own === undefined && entries === 0) return { reason: 'created', entriesLost: 0, numbersInDoubt: false }
  if (restored) return { reason: 'restored', entriesLost, numbersInDoubt: entriesLost > 0 || own === undefined }
  if (placeKnown && own?.place === place) return { reason: 'rolled-back', entriesLost, numbersInDoubt: true }
  // The folder it came from is still there: both may go on giving numbers.
  const original = keyring.places().findLast((one) => one.place === own?.place)
  const stillThere = original !== undefined && standsAt(original.path, original.place)
  return { reason: stillThere ? 'copied' : 'moved', entriesLost, numbersInDoubt: stillThere || entriesLost > 0 || own === undefined }
}

/** Entries that this device is known to have written and that the database does not hold. */
export function countLost(db: Connection, keyring: Keyring): number {
  const highest = new Map<number, number>()
  for (const place of new Set(keyring.places().map((one) => one.place))) {
    const seen = keyring.seen(place)
    if (seen !== null) highest.set(seen.epoch, Math.max(highest.get(seen.epoch) ?? 0, seen.sequence))
  }
  let lost = 0
  for (const [epoch, sequence] of highest) {
    const held = db.value<number>(sql`
      SELECT coalesce(max(envelope.sequence), 0)           -- unique (device_no, epoch, sequence)
      FROM journal_device AS device
      JOIN journal_envelope AS envelope ON envelope.device_no = device.no AND envelope.epoch = ${epoch}
      WHERE device.id = ${keyring.device}`) ?? 0
    lost += Math.max(0, sequence - held)
  }
  return lost
}

function holds(db: Connection, device: string, seen: Seen): boolean {
  const hash = db.value<Buffer>(sql`
    SELECT envelope.hash
    FROM journal_device AS device
    JOIN journal_envelope AS envelope ON envelope.device_no = device.no
    WHERE device.id = ${device} AND envelope.epoch = ${seen.epoch} AND envelope.sequence = ${seen.sequence}`)
  return hash?.toString('hex') === seen.hash
}

function standsAt(path: string, place: string): boolean {
  const database = join(path, 'archive.db')
  return existsSync(database) && placeOf(database) === place
}

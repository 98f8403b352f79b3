// Where the values of a record stand: for each field the entries that wrote it and that no later entry saw (its heads). A journal
// entry names them beside every change, so that a merge of several PCs tells what saw which, and a value written beside another
// one is not lost. Kept only for records that changed since they were made: else every value comes from the entry that made it.
import type { Connection, ReadDb } from './database.ts'
import type { Stamp } from './clock.ts'
import { entryRef, parseEntryRef } from './entry.ts'
import { sql } from './sql.ts'

/** An entry at its place in this PC's journal. */
export interface Placed {
  readonly position: number
  readonly device: string
  readonly epoch: number
  readonly sequence: number
  readonly stamp: Stamp
}

export interface Heads {
  /** position of the entry that made the record, or told it whole the last time */
  readonly made: number
  /** fields whose value another entry wrote: its position */
  readonly at: Readonly<Record<string, number>>
  /** values stand beside each other, or the record was forgotten: the next change is worked out from all that was written */
  readonly open?: true
}

/** Reads and keeps heads; `journal` holds the entries (of a replay another database than that of the records). */
export function createHeads(db: Connection, journal: ReadDb) {
  const devices = new Map<string, number>()

  function numberOf(device: string): number | undefined {
    const known = devices.get(device) ?? journal.value<number>(sql`SELECT no FROM journal_device WHERE id = ${device}`)
    if (known !== undefined) devices.set(device, known)
    return known
  }

  return {
    /** The heads of a record that stands; null where no entry touched it. */
    of(table: string, id: string): Heads | null {
      const kept = db.value<string>(sql`SELECT heads FROM journal_head WHERE table_name = ${table} AND record_id = ${id}`)
      if (kept !== undefined) return JSON.parse(kept) as Heads
      const made = first(table, id)
      return made === null ? null : { made, at: {} }
    },
    first,
    keep(table: string, id: string, heads: Heads): void {
      if (heads.open === undefined && Object.keys(heads.at).length === 0 && heads.made === first(table, id)) {
        db.run(sql`DELETE FROM journal_head WHERE table_name = ${table} AND record_id = ${id}`)
        return
      }
      db.run(sql`INSERT INTO journal_head (table_name, record_id, heads) VALUES (${table}, ${id}, ${JSON.stringify(heads)})
                 ON CONFLICT (table_name, record_id) DO UPDATE SET heads = excluded.heads`)
    },
    /** The place of an entry here; null for one that is not known. */
    positionOf(ref: string): number | null {
      const entry = parseEntryRef(ref)
      const no = entry === null ? undefined : numberOf(entry.device)
      if (entry === null || no === undefined) return null
      return journal.value<number>(sql`
        SELECT position FROM journal_envelope                -- unique (device_no, epoch, sequence)
        WHERE device_no = ${no} AND epoch = ${entry.epoch} AND sequence = ${entry.sequence}`) ?? null
    },
    placeOf(position: number): Placed {
      const row = journal.get<{ device: string; epoch: number; sequence: number; ms: number; count: number }>(sql`
        SELECT device.id AS device, envelope.epoch, envelope.sequence, envelope.clock_ms AS ms, envelope.clock_count AS count
        FROM journal_envelope AS envelope                    -- primary key
        JOIN journal_device AS device ON device.no = envelope.device_no
        WHERE envelope.position = ${position}`)
      if (row === undefined) throw new Error(`no entry stands at ${position}`)
      return { position, device: row.device, epoch: row.epoch, sequence: row.sequence, stamp: { ms: row.ms, count: row.count } }
    },
    refOf(position: number): string {
      return entryRef(this.placeOf(position))
    },
  }

  function first(table: string, id: string): number | null {
    return journal.value<number | null>(sql`SELECT min(position) FROM journal_touch WHERE table_name = ${table} AND record_id = ${id}`) ?? null // primary key
  }
}

export type HeadKeeper = ReturnType<typeof createHeads>

/** Which of two entries is the later one: by clock, then by device, epoch and sequence, so that every PC says the same. */
export function isLater(one: Placed, other: Placed): boolean {
  if (one.stamp.ms !== other.stamp.ms) return one.stamp.ms > other.stamp.ms
  if (one.stamp.count !== other.stamp.count) return one.stamp.count > other.stamp.count
  if (one.device !== other.device) return one.device > other.device
  return one.epoch !== other.epoch ? one.epoch > other.epoch : one.sequence > other.sequence
}

// Version vectors: how far a PC has taken in what each line (a device in one of its epochs) wrote. Lines have no gaps, so one number
// says it.
import type { ReadDb } from './database.ts'
import { sql } from './sql.ts'

/** `<device>.<epoch>` → sequence of the last entry of that line */
export type Vector = Readonly<Record<string, number>>

export function lineOf(entry: { readonly device: string; readonly epoch: number }): string {
  return `${entry.device}.${entry.epoch}`
}

/** Whether whoever stood at `vector` had taken this entry in. */
export function saw(vector: Vector, entry: { readonly device: string; readonly epoch: number; readonly sequence: number }): boolean {
  return (vector[lineOf(entry)] ?? 0) >= entry.sequence
}

/** Whether whoever stands at `vector` has all that `other` has. */
export function covers(vector: Vector, other: Vector): boolean {
  return Object.entries(other).every(([line, sequence]) => (vector[line] ?? 0) >= sequence)
}

/** A line's name as payloads have it, where it stands in each: 64 of the 256 bits tell the PCs of an office apart. */
export function shortLine(line: string): string {
  return line.slice(0, 16) + line.slice(64)
}

/** Takes a line's name apart; null for text that is none. */
export function parseLine(line: string): { device: string; epoch: number } | null {
  const match = /^([0-9a-f]{64})\.([1-9]\d{0,9})$/.exec(line)
  return match === null ? null : { device: match[1]!, epoch: Number(match[2]) }
}

/** The last entry of each line that a journal holds. */
export function lastOfLines(db: ReadDb): { readonly device: string; readonly epoch: number; readonly sequence: number; readonly hash: Buffer }[] {
  return db.all<{ no: number; id: string }>(sql`SELECT no, id FROM journal_device ORDER BY id`).flatMap(({ no, id }) => {
    const lines = []
    for (let below = Number.MAX_SAFE_INTEGER; ; ) {
      const last = db.get<{ epoch: number; sequence: number; hash: Buffer }>(sql`
        SELECT epoch, sequence, hash FROM journal_envelope   -- unique (device_no, epoch, sequence)
        WHERE device_no = ${no} AND epoch < ${below}
        ORDER BY epoch DESC, sequence DESC LIMIT 1`)
      if (last === undefined) return lines
      lines.push({ device: id, ...last })
      below = last.epoch
    }
  })
}

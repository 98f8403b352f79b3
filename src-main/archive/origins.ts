// Where the values of a record's fields came from: the latest entry that names each of them. A journal entry says it beside every
// change, so that a merge of several PCs can tell which change saw which.
import type { ReadDb } from './database.ts'
import { entryRef } from './entry.ts'
import type { FieldChanges, Payload } from './entry.ts'
import { sql } from './sql.ts'

/** Payloads of this many changes together are held before they are forgotten: some ten megabytes at the most. */
const mostHeld = 50_000

/** record → what an entry changed in it */
type Changed = ReadonlyMap<string, readonly FieldChanges[]>

export interface Origins {
  /**
   * For each field the reference of the entry that its value came from; undefined where no entry names the record. A field that
   * was null since the record was made comes from the entry that made it.
   */
  of(table: string, id: string, fields: readonly string[]): (string | undefined)[]
}

/**
 * Looks origins up within one transaction. The payloads that are read back are kept meanwhile: a move of thousands of documents
 * that were moved together before would else read the same 500 changes once for each of them.
 */
export function originsWithin(db: ReadDb): Origins {
  const held = new Map<number, Changed | null>()
  let changesHeld = 0

  function changedBy(position: number): Changed | null {
    const known = held.get(position)
    if (known !== undefined) return known
    const bodies = db.all<{ body: string | null }>(sql`SELECT body FROM journal_part WHERE position = ${position}`) // primary key
    const changes = bodies.flatMap(({ body }) => (body === null ? [] : (JSON.parse(body) as Payload).changes))
    // Null: withheld or erased here, so nothing is known of what it changed.
    const changed = bodies.every(({ body }) => body === null) ? null : Map.groupBy(changes, ([table, id]) => keyOf(table, id))
    const fields = changed === null ? null : new Map([...changed].map(([key, ofRecord]) => [key, ofRecord.map((change) => change[2])]))
    if (changesHeld > mostHeld) {
      held.clear()
      changesHeld = 0
    }
    changesHeld += changes.length
    held.set(position, fields)
    return fields
  }

  return {
    of(table, id, fields) {
      const found = new Map<string, string>()
      let made: string | undefined
      const touches = db.all<{ position: number; device: string; epoch: number; sequence: number }>(sql`
        SELECT touch.position, device.id AS device, envelope.epoch, envelope.sequence
        FROM journal_touch AS touch                        -- primary key
        JOIN journal_envelope AS envelope ON envelope.position = touch.position
        JOIN journal_device AS device ON device.no = envelope.device_no
        WHERE touch.table_name = ${table} AND touch.record_id = ${id}
        ORDER BY touch.position DESC`)
      for (const touch of touches) {
        if (found.size === fields.length) break
        const changed = changedBy(touch.position)?.get(keyOf(table, id))
        if (changed === undefined) continue
        made = entryRef(touch)
        for (const field of fields) if (!found.has(field) && changed.some((names) => field in names)) found.set(field, made)
      }
      return fields.map((field) => found.get(field) ?? made)
    },
  }
}

function keyOf(table: string, id: string): string {
  return `${table}\n${id}`
}

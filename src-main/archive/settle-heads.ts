// What is made good at an opening before anything is written: heads of an archive that was made before they were kept, and payloads
// of newer programs once this one knows their tables.
import { createApplier } from './apply.ts'
import type { Applier } from './apply.ts'
import { unfit } from './admit.ts'
import type { Connection } from './database.ts'
import type { Payload } from './entry.ts'
import type { Placed } from './heads.ts'
import type { ArchiveSchema } from './schema.ts'
import { sql } from './sql.ts'

const rowsAtOnce = 500

/** Works out what is missing, in one transaction; nothing where nothing is. */
export function settleHeads(db: Connection, schema: ArchiveSchema): void {
  const isStale = db.value(sql`SELECT 1 FROM archive_fact WHERE name = 'heads stale'`) !== undefined
  const isParked = db.value(sql`SELECT 1 FROM journal_parked LIMIT 1`) !== undefined
  if (!isStale && !isParked) return
  db.transaction(() => {
    const applier = createApplier(db, schema)
    if (isStale) noteAll(db, applier)
    db.run(sql`DELETE FROM archive_fact WHERE name = 'heads stale'`)
    unpark(db, applier)
  })
}

function noteAll(db: Connection, applier: Applier): void {
  for (let position = 0; ; position += rowsAtOnce) {
    const parts = db.all<{ position: number; body: string; device: string; epoch: number; sequence: number; ms: number; count: number }>(sql`
      SELECT part.position, part.body, device.id AS device, envelope.epoch, envelope.sequence, envelope.clock_ms AS ms, envelope.clock_count AS count
      FROM journal_part AS part                              -- primary key
      JOIN journal_envelope AS envelope ON envelope.position = part.position
      JOIN journal_device AS device ON device.no = envelope.device_no
      WHERE part.position > ${position} AND part.position <= ${position + rowsAtOnce} AND part.body IS NOT NULL
      ORDER BY part.position, part.compartment`)
    for (const { position: at, body, device, epoch, sequence, ms, count } of parts) {
      applier.note(JSON.parse(body) as Payload, { position: at, device, epoch, sequence, stamp: { ms, count } } satisfies Placed)
    }
    if (parts.length === 0 && (db.value<number | null>(sql`SELECT max(position) FROM journal_envelope`) ?? 0) <= position) return
  }
}

function unpark(db: Connection, applier: Applier): void {
  for (const { position, compartment, body } of db.all<{ position: number; compartment: string; body: string | null }>(sql`
    SELECT parked.position, parked.compartment, part.body
    FROM journal_parked AS parked
    JOIN journal_part AS part ON part.position = parked.position AND part.compartment = parked.compartment
    WHERE parked.unknown NOT LIKE ${`${unfit}%`}
    ORDER BY parked.position`)) {
    if (body === null) continue
    const payload = JSON.parse(body) as Payload
    if (applier.unknown(payload) !== null) continue
    db.run(sql`DELETE FROM journal_parked WHERE position = ${position} AND compartment = ${compartment}`)
    for (const [table, id] of payload.changes) applier.refold(table, id, Number.MAX_SAFE_INTEGER)
  }
}

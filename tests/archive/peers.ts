// Archives of one office on several PCs, in this process: what one wrote, as another takes it in.
import type { Archive } from '../../src-main/archive/archive.ts'
import type { ForeignEntry } from '../../src-main/archive/admit.ts'
import { tablesOf } from '../../src-main/archive/schema.ts'
import { joined, named, sql } from '../../src-main/archive/sql.ts'

/** All entries that an archive holds from a position of its journal on, with what payloads it has. */
export function entriesOf({ db }: Pick<Archive, 'db'>, after = 0): ForeignEntry[] {
  const parts = Map.groupBy(
    db.all<{ position: number; compartment: string; hash: Buffer; salt: Buffer | null; body: string | null }>(sql`SELECT position, compartment, hash, salt, body FROM journal_part WHERE position > ${after} ORDER BY position, compartment`),
    ({ position }) => position,
  )
  return db.all<{ position: number; device: string; epoch: number; sequence: number; ms: number; count: number; previous: Buffer; signature: Buffer }>(sql`
    SELECT envelope.position, device.id AS device, envelope.epoch, envelope.sequence, envelope.clock_ms AS ms, envelope.clock_count AS count, envelope.previous, envelope.signature
    FROM journal_envelope AS envelope JOIN journal_device AS device ON device.no = envelope.device_no
    WHERE envelope.position > ${after}
    ORDER BY envelope.position`).map(({ position, ms, count, ...envelope }) => ({ ...envelope, clock: { ms, count }, parts: (parts.get(position) ?? []).map(({ position: _, ...part }) => part) }))
}

/** The public keys of the devices that some archives know. */
export function keysOf(...archives: readonly Pick<Archive, 'db'>[]): (device: string) => Buffer | null {
  const keys = new Map(archives.flatMap(({ db }) => db.all<{ id: string; key: Buffer }>(sql`SELECT id, public_key AS key FROM journal_device`).map(({ id, key }) => [id, key] as const)))
  return (device) => keys.get(device) ?? null
}

/** All that stands in the tables of records and in what is derived from them, byte for byte: what PCs that took in the same entries have alike. */
export function dumpOf({ db, schema }: Pick<Archive, 'db' | 'schema'>): string {
  return [...tablesOf(schema).values()]
    .filter(({ class: kind, name }) => (kind === 'record' || kind === 'derived') && name !== 'command_answer')
    .map(({ name }) => {
      const columns = db.all<{ name: string; pk: number }>(sql`SELECT name, pk FROM pragma_table_info(${name})`)
      const key = columns.filter(({ pk }) => pk > 0).toSorted((one, other) => one.pk - other.pk)
      const rows = db.all(sql`SELECT * FROM ${named(name)} ORDER BY ${joined((key.length > 0 ? key : columns).map((column) => named(column.name)), ', ')}`)
      return `${name}\n${rows.map((row) => JSON.stringify(row)).join('\n')}`
    })
    .join('\n\n')
}

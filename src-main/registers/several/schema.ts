// What several PCs may give that must stand once: a number that two of them gave stays with both documents, and is shown to a person.
import type { Derivation, Migration } from '../../archive/schema.ts'
import { sql } from '../../archive/sql.ts'

export const severalMigration: Migration = {
  number: 200,
  name: 'several-pcs',
  tables: [{ name: 'number_twin', class: 'derived' }],
  script: `
    -- Another PC's entry is never refused for what it says, so no index allows a number once.
    DROP INDEX document_by_number;
    CREATE INDEX document_by_number ON document (period_id, order_number, order_suffix) WHERE order_number > 0;
    DROP INDEX document_copy_by_number;
    CREATE INDEX document_copy_by_number ON document_copy (period_id, order_number);

    -- Documents and copies that bear one number of one period.
    CREATE TABLE number_twin (
      table_name TEXT NOT NULL CHECK (table_name IN ('document', 'document_copy')),
      period_id TEXT NOT NULL,
      order_number INTEGER NOT NULL,
      order_suffix TEXT NOT NULL,
      record_id TEXT NOT NULL,
      PRIMARY KEY (table_name, period_id, order_number, order_suffix, record_id)
    ) STRICT, WITHOUT ROWID;
  `,
}

type DerivedDb = Parameters<Derivation['derive']>[0]

interface Numbered {
  readonly period_id: string
  readonly order_number: number
  readonly order_suffix?: string
}

function keepTwins(db: DerivedDb, table: 'document' | 'document_copy', { period_id, order_number, order_suffix = '' }: Numbered): void {
  if (order_number === 0) return
  const of = table === 'document'
    ? sql`SELECT id FROM document WHERE period_id = ${period_id} AND order_number = ${order_number} AND order_suffix = ${order_suffix} AND order_number > 0`
    : sql`SELECT id FROM document_copy WHERE period_id = ${period_id} AND order_number = ${order_number}`
  const ids = db.all<{ id: string }>(of)
  const key = sql`table_name = ${table} AND period_id = ${period_id} AND order_number = ${order_number} AND order_suffix = ${order_suffix}`
  const known = db.value<number>(sql`SELECT count(*) FROM number_twin WHERE ${key}`)!
  if (ids.length < 2 && known === 0) return
  db.run(sql`DELETE FROM number_twin WHERE ${key}`)
  if (ids.length < 2) return
  for (const { id } of ids) db.run(sql`INSERT INTO number_twin VALUES (${table}, ${period_id}, ${order_number}, ${order_suffix}, ${id})`)
}

const twinsOf = (table: 'document' | 'document_copy'): Derivation => ({
  table,
  fills: ['number_twin'],
  derive(db, _id, before, after) {
    const [old, now] = [before, after] as unknown as [Numbered | null, Numbered]
    if (old !== null && old.period_id === now.period_id && old.order_number === now.order_number && old.order_suffix === now.order_suffix) return
    if (old !== null) keepTwins(db, table, old)
    keepTwins(db, table, now)
  },
})

export const severalDerivations: readonly Derivation[] = [twinsOf('document'), twinsOf('document_copy')]

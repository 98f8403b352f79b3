// Making derived tables anew after a migration: scripts are SQL, while what is derived is computed in the program (folded names,
// keys of numbers), so a migration names the derived tables that it makes stale, and they are filled from the records again.
import type { Connection } from './database.ts'
import type { ArchiveSchema, Row } from './schema.ts'
import { tablesOf } from './schema.ts'
import { named, sql } from './sql.ts'

/** Records read at once. */
const rowsAtOnce = 500

/** The fact under which stale tables are noted, with the script that made them stale, until they are made anew. */
const fact = 'stale tables'

/** Notes derived tables that a script made stale, in the script's own transaction: a crash after it forgets none. */
export function noteStale(db: Connection, derived: readonly string[]): void {
  if (derived.length === 0) return
  const all = JSON.stringify([...new Set([...stale(db), ...derived])])
  db.run(sql`INSERT INTO archive_fact (name, value) VALUES (${fact}, ${all}) ON CONFLICT (name) DO UPDATE SET value = excluded.value`)
}

/** Makes anew what is noted; after the last script, since derivations know the newest tables alone. */
export function rederiveStale(db: Connection, schema: ArchiveSchema): void {
  const tables = stale(db)
  if (tables.length === 0) return
  rederive(db, schema, tables)
  db.run(sql`DELETE FROM archive_fact WHERE name = ${fact}`)
}

function stale(db: Connection): string[] {
  const value = db.value<string>(sql`SELECT value FROM archive_fact WHERE name = ${fact}`)
  return value === undefined ? [] : (JSON.parse(value) as string[])
}

/**
 * Empties the derived tables named and fills them from the records, in the order of their ids. A derivation that fills further
 * tables would count into them twice, so those are made anew as well. Throws for a table that no derivation fills.
 */
export function rederive(db: Connection, schema: ArchiveSchema, derived: readonly string[]): void {
  const emptied = new Set(derived)
  for (const table of emptied) {
    const filling = schema.derivations.filter((derivation) => derivation.fills.includes(table))
    if (tablesOf(schema).get(table)?.class !== 'derived' || filling.length === 0) throw new Error(`no derivation fills ${table}`)
    // A set that grows while it is walked is walked to its end.
    for (const derivation of filling) for (const further of derivation.fills) emptied.add(further)
  }
  for (const table of emptied) db.run(sql`DELETE FROM ${named(table)}`)
  const derivations = schema.derivations.filter((derivation) => derivation.fills.some((table) => emptied.has(table)))
  for (const table of new Set(derivations.map((derivation) => derivation.table))) {
    const ofTable = derivations.filter((derivation) => derivation.table === table)
    for (let after = ''; ; ) {
      const rows = db.all<Row & { readonly id: string }>(sql`SELECT * FROM ${named(table)} WHERE id > ${after} ORDER BY id LIMIT ${rowsAtOnce}`)
      for (const row of rows) for (const derivation of ofTable) derivation.derive(db, row.id, null, row)
      if (rows.length < rowsAtOnce) break
      after = rows.at(-1)!.id
    }
  }
}

// In which compartment of the journal a record lies: its own, that of the record within which it lies, or the office's.
import type { ReadDb } from './database.ts'
import { officeCompartment } from './entry.ts'
import type { ArchiveSchema, Row } from './schema.ts'
import { tablesOf } from './schema.ts'
import { named, sql } from './sql.ts'

/** Tells the compartment of a record as it stands in `row`. */
export function compartments(db: ReadDb, schema: ArchiveSchema): (table: string, id: string, row: Row) => string {
  const tables = new Map([...tablesOf(schema)].flatMap(([name, table]) => (table.class === 'record' ? [[name, table] as const] : [])))
  return function compartmentOf(table, id, row): string {
    const { within, compartment } = tables.get(table) ?? {}
    if (within === undefined) return compartment?.(row, id) ?? officeCompartment
    const owner = row[within.column]
    const standing = typeof owner === 'string' ? db.get<Row>(sql`SELECT * FROM ${named(within.table)} WHERE id = ${owner}`) : undefined
    return standing === undefined ? officeCompartment : compartmentOf(within.table, owner as string, standing)
  }
}

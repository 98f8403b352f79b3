// Applying an entry's changes to the tables: the one path by which a record changes, for a command here, an entry from
// another PC, and a replay alike. It uses no clock, no randomness, no rowid.
import type { Connection } from './database.ts'
import type { Payload, RecordChange } from './entry.ts'
import type { ArchiveSchema, Derivation, Row, TableDeclaration } from './schema.ts'
import { tablesOf } from './schema.ts'
import { joined, named, sql } from './sql.ts'

/** parked: the first table or column (`table.column`) that this program does not know as one of records. */
export type Applied = { readonly state: 'applied' } | { readonly state: 'parked'; readonly unknown: string }

export interface Applier {
  /**
   * Applies the changes of a payload, and keeps derived tables in step. A payload that names a table or column which this program
   * does not know is parked: none of its changes is made, and it is to be applied after an upgrade.
   */
  apply(payload: Pick<Payload, 'command' | 'commandId' | 'input' | 'answer' | 'changes'>): Applied
  /** Applies one change; returns the row before and after. */
  change(change: RecordChange): { before: Row | null; after: Row }
  /** The row of a record as it stands. */
  row(table: string, id: string): Row | null
  /** Keeps a command's answer for the same commandId. */
  keepAnswer(payload: Pick<Payload, 'command' | 'commandId' | 'input' | 'answer'>): void
}

export function createApplier(db: Connection, schema: ArchiveSchema): Applier {
  const tables = tablesOf(schema)
  const derivations = new Map<string, Derivation[]>()
  for (const derivation of schema.derivations) {
    const known = derivations.get(derivation.table)
    if (known === undefined) derivations.set(derivation.table, [derivation])
    else known.push(derivation)
  }

  function row(table: string, id: string): Row | null {
    assertRecord(tables, table)
    return db.get<Row>(sql`SELECT * FROM ${named(table)} WHERE id = ${id}`) ?? null
  }

  function change([table, id, fields]: RecordChange): { before: Row | null; after: Row } {
    const before = row(table, id)
    const names = Object.keys(fields)
    if (before === null) {
      const columns = joined([named('id'), ...names.map(named)], ', ')
      const values = joined([sql`${id}`, ...names.map((name) => sql`${fields[name]![1]}`)], ', ')
      db.run(sql`INSERT INTO ${named(table)} (${columns}) VALUES (${values})`)
    } else if (names.length > 0) {
      const settings = joined(names.map((name) => sql`${named(name)} = ${fields[name]![1]}`), ', ')
      db.run(sql`UPDATE ${named(table)} SET ${settings} WHERE id = ${id}`)
    }
    const derived = derivations.get(table)
    if (derived === undefined) return { before, after: before ?? {} }
    // Defaults of the schema stand in a new row only after it is written, so it is read back when something is derived from it.
    const after = before === null ? row(table, id)! : { ...before, ...Object.fromEntries(names.map((name) => [name, fields[name]![1]])) }
    for (const derivation of derived) derivation.derive(db, id, before, after)
    return { before, after }
  }

  const columnsOf = new Map<string, ReadonlySet<string>>()
  function columns(table: string): ReadonlySet<string> {
    let known = columnsOf.get(table)
    if (known === undefined) {
      known = new Set(db.all<{ name: string }>(sql`SELECT name FROM pragma_table_info(${table})`).map(({ name }) => name))
      columnsOf.set(table, known)
    }
    return known
  }

  function firstUnknown(changes: readonly RecordChange[]): string | null {
    for (const [table, , fields] of changes) {
      if (tables.get(table)?.class !== 'record') return table
      for (const field of Object.keys(fields)) if (!columns(table).has(field)) return `${table}.${field}`
    }
    return null
  }

  /** A change of a record whose making was erased or is withheld: it waits until the record is told whole. */
  function isHeadless([table, id, fields]: RecordChange): boolean {
    return Object.values(fields).some((field) => field.length === 3) && row(table, id) === null
  }

  function keepAnswer({ command, commandId, input, answer }: Pick<Payload, 'command' | 'commandId' | 'input' | 'answer'>): void {
    if (commandId === undefined || input === undefined) return
    db.run(sql`INSERT INTO command_answer (command_id, command, input, answer)
               VALUES (${commandId}, ${command}, ${input}, ${JSON.stringify(answer ?? null)})
               ON CONFLICT (command_id) DO NOTHING`)
  }

  return {
    row,
    change,
    keepAnswer,
    apply(payload) {
      const unknown = firstUnknown(payload.changes)
      if (unknown !== null) return { state: 'parked', unknown }
      for (const one of payload.changes) if (!isHeadless(one)) change(one)
      keepAnswer(payload)
      return { state: 'applied' }
    },
  }
}

function assertRecord(tables: ReadonlyMap<string, TableDeclaration>, table: string): void {
  if (tables.get(table)?.class !== 'record') throw new Error(`${table} is no table of records`)
}

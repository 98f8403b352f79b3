// What a command's changes come to: each is applied to its table, told with what stood before it, and laid into the compartment of the
// journal where its record lies. Also how records are forgotten: told anew without what they were, their earlier payloads erased.
import type { Applier } from './apply.ts'
import type { Connection, ReadDb } from './database.ts'
import { officeCompartment } from './entry.ts'
import type { FieldChanges, Payload, RecordChange, Scalar } from './entry.ts'
import type { Origins } from './origins.ts'
import { tablesOf } from './schema.ts'
import type { ArchiveSchema, Row } from './schema.ts'
import { named, sql } from './sql.ts'

/** New values of a record's fields; a record that is not there is made. */
export interface Change {
  readonly table: string
  readonly id: string
  readonly set: Readonly<Record<string, Scalar>>
}

/** A record touched by a commit: what follows a commit (search, lists of windows) is told of these. */
export interface Touched {
  readonly table: string
  readonly id: string
}

/** A change, and the compartment of its payload. */
export interface Settled {
  readonly compartment: string
  readonly change: RecordChange
}

export interface Settler {
  change(origins: Origins, change: Change): readonly Settled[]
  /** a change told without what stood before */
  blindly(change: Change): Settled
  /** a record told anew as it stands */
  anew(record: Touched): Settled
}

/**
 * Erases the payloads up to a place of the journal that touched these records, with the answers that were stored there.
 * @returns the other records that the same payloads touched: nothing else may say of them what they are
 */
export function erasePayloads(db: Connection, records: readonly Touched[], upTo: number): readonly Touched[] {
  const positions = new Set(records.flatMap(({ table, id }) =>
    db.all<{ position: number }>(sql`SELECT position FROM journal_touch WHERE table_name = ${table} AND record_id = ${id} AND position <= ${upTo}`).map(({ position }) => position)))
  const wanted = new Set(records.map(({ table, id }) => `${table} ${id}`))
  const others = new Map<string, Touched>()
  for (const position of positions) {
    for (const { compartment, body } of db.all<{ compartment: string; body: string | null }>(sql`SELECT compartment, body FROM journal_part WHERE position = ${position}`)) {
      if (body === null) continue
      const { changes, commandId } = JSON.parse(body) as Payload
      if (!changes.some(([table, id]) => wanted.has(`${table} ${id}`))) continue
      for (const [table, id] of changes) others.set(`${table} ${id}`, { table, id })
      if (commandId !== undefined) db.run(sql`DELETE FROM command_answer WHERE command_id = ${commandId}`)
      db.run(sql`UPDATE journal_part SET salt = NULL, body = NULL WHERE position = ${position} AND compartment = ${compartment}`)
    }
  }
  return [...others.values()]
}

/** What a command's changes come to: applied, and told with what stood before and where it is laid down. */
export function createSettler(db: ReadDb, applier: Applier, schema: ArchiveSchema): Settler {
  const tables = new Map([...tablesOf(schema)].flatMap(([name, table]) => (table.class === 'record' ? [[name, table] as const] : [])))

  function compartmentOf(table: string, id: string, row: Row): string {
    const { within, compartment } = tables.get(table) ?? {}
    if (within === undefined) return compartment?.(row, id) ?? officeCompartment
    const owner = row[within.column]
    const standing = typeof owner === 'string' ? applier.row(within.table, owner) : null
    return standing === null ? officeCompartment : compartmentOf(within.table, owner as string, standing)
  }

  /** `fields` of a record as a change, each with the entry that its before-value came from. */
  function told(origins: Origins, table: string, id: string, before: Row | null, fields: readonly (readonly [string, Scalar])[]): RecordChange {
    const from = before === null ? [] : origins.of(table, id, fields.map(([field]) => field))
    const changes: FieldChanges = {}
    for (const [index, [field, after]] of fields.entries()) {
      const [stood, origin] = [before?.[field] ?? null, from[index]]
      changes[field] = origin === undefined ? [stood, after] : [stood, after, origin]
    }
    return [table, id, changes]
  }

  const whole = (row: Row) => Object.entries(row).filter(([field]) => field !== 'id')

  /** All that lies within a record, said anew in the compartment where the record lies now. */
  function following(origins: Origins, table: string, id: string): Settled[] {
    return [...tables.values()].flatMap(({ name, within }) => {
      if (within?.table !== table) return []
      return db.all<Row>(sql`SELECT * FROM ${named(name)} WHERE ${named(within.column)} = ${id}`).flatMap((row) => [
        { compartment: compartmentOf(name, String(row['id']), row), change: told(origins, name, String(row['id']), row, whole(row)) },
        ...following(origins, name, String(row['id'])),
      ])
    })
  }

  const blind = (table: string, id: string, row: Row): RecordChange => [table, id, Object.fromEntries(whole(row).map(([field, value]) => [field, [null, value] as const]))]

  function blindly({ table, id, set }: Change): Settled {
    const change = blind(table, id, { ...applier.row(table, id), ...set })
    applier.change(change)
    return { compartment: compartmentOf(table, id, applier.row(table, id)!), change }
  }

  function anew({ table, id }: Touched): Settled {
    const row = applier.row(table, id)!
    return { compartment: compartmentOf(table, id, row), change: blind(table, id, row) }
  }

  return { change: settled, blindly, anew }

  function settled(origins: Origins, { table, id, set }: Change): readonly Settled[] {
    const before = applier.row(table, id)
    const differing = Object.entries(set).filter(([field, after]) => (before?.[field] ?? null) !== after)
    if (before !== null && differing.length === 0) return []
    const after: Row = { ...before, ...set }
    if (tables.get(table)?.restated) {
      const change = blind(table, id, after)
      applier.change(change)
      return [{ compartment: compartmentOf(table, id, after), change }]
    }
    const there = before === null ? null : compartmentOf(table, id, before)
    const here = compartmentOf(table, id, after)
    // What moves to another compartment is said there whole, with all that lies within it: who may read that one need not have the other.
    const moves = there !== null && there !== here
    const change = told(origins, table, id, before, moves ? whole(after) : differing)
    applier.change(change)
    return [{ compartment: here, change }, ...(moves ? following(origins, table, id) : [])]
  }
}

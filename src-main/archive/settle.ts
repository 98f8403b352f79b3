// What a command's changes come to: each is applied to its table, told with what stood before it, and laid into the compartment of the
// journal where its record lies. Also how records are forgotten: told anew without what they were, their earlier payloads erased.
import type { Applier } from './apply.ts'
import { compartments } from './compartments.ts'
import type { ReadDb } from './database.ts'
import type { FieldChanges, RecordChange, Scalar } from './entry.ts'
import type { Touched } from './erasing.ts'
import { tablesOf } from './schema.ts'
import type { ArchiveSchema, Row } from './schema.ts'
import { named, sql } from './sql.ts'

/** New values of a record's fields; a record that is not there is made. */
export interface Change {
  readonly table: string
  readonly id: string
  readonly set: Readonly<Record<string, Scalar>>
  /** chooses between values that PCs wrote beside each other: the fields are written even where they stand so already, and none of the others counts any more */
  readonly settles?: true
}

/** A change, and the compartment of its payload. */
export interface Settled {
  readonly compartment: string
  readonly change: RecordChange
}

export interface Settler {
  change(change: Change): readonly Settled[]
  /** a change told without what stood before, after which nothing else that was written to the record counts */
  blindly(change: Change): Settled
  /** a record told anew as it stands */
  anew(record: Touched): Settled
}

/** What a command's changes come to: applied, and told with what stood before and where it is laid down. */
export function createSettler(db: ReadDb, applier: Applier, schema: ArchiveSchema): Settler {
  const tables = new Map([...tablesOf(schema)].flatMap(([name, table]) => (table.class === 'record' ? [[name, table] as const] : [])))

  const compartmentOf = compartments(db, schema)
  const { heads } = applier
  const refs = new Map<number, string>()

  function refOf(position: number): string {
    const known = refs.get(position) ?? heads.refOf(position)
    // What a long move looks up is few entries; a bound all the same.
    if (refs.size > 10_000) refs.clear()
    refs.set(position, known)
    return known
  }

  /** `fields` of a record as a change, each with the entry that its before-value came from; a choice names all that stood beside each other. */
  function told(table: string, id: string, before: Row | null, fields: readonly (readonly [string, Scalar])[], chooses = false): RecordChange {
    const standing = before === null ? null : heads.of(table, id)
    const beside = chooses ? applier.beside(table, id) : null
    const changes: FieldChanges = {}
    for (const [field, after] of fields) {
      const from = standing === null ? [] : (beside?.get(field) ?? [standing.at[field] ?? standing.made])
      changes[field] = [before?.[field] ?? null, after, ...from.map(refOf)]
    }
    return [table, id, changes]
  }

  const markedWhole = ([table, id, fields]: RecordChange): RecordChange => [table, id, fields, 'whole']

  const whole = (row: Row) => Object.entries(row).filter(([field]) => field !== 'id')

  /** All that lies within a record, said anew in the compartment where the record lies now. */
  function following(table: string, id: string): Settled[] {
    return [...tables.values()].flatMap(({ name, within }) => {
      if (within?.table !== table) return []
      return db.all<Row>(sql`SELECT * FROM ${named(name)} WHERE ${named(within.column)} = ${id}`).flatMap((row) => [
        { compartment: compartmentOf(name, String(row['id']), row), change: markedWhole(told(name, String(row['id']), row, whole(row))) },
        ...following(name, String(row['id'])),
      ])
    })
  }

  const blind = (table: string, id: string, row: Row): RecordChange => [table, id, Object.fromEntries(whole(row).map(([field, value]) => [field, [null, value] as const]))]

  function blindly({ table, id, set }: Change): Settled {
    const [, , fields] = blind(table, id, { ...applier.row(table, id), ...set })
    const change: RecordChange = [table, id, fields, 'forgotten']
    applier.change(change)
    return { compartment: compartmentOf(table, id, applier.row(table, id)!), change }
  }

  function anew({ table, id }: Touched): Settled {
    const row = applier.row(table, id)!
    return { compartment: compartmentOf(table, id, row), change: markedWhole(blind(table, id, row)) }
  }

  return { change: settled, blindly, anew }

  function settled({ table, id, set, settles }: Change): readonly Settled[] {
    const before = applier.row(table, id)
    const differing = Object.entries(set).filter(([field, after]) => settles === true || (before?.[field] ?? null) !== after)
    // What is restated is said anew even where nothing differs: whoever says it erases what was said before.
    if (before !== null && differing.length === 0 && !tables.get(table)?.restated) return []
    const after: Row = { ...before, ...set }
    const names = new Set(differing.map(([field]) => field))
    // At its making nothing of a record can come from elsewhere.
    const fitting = before === null ? [] : (tables.get(table)?.together ?? []).filter((fields) => fields.some((field) => names.has(field))).flat().filter((field) => !names.has(field))
    const telling = [...differing, ...fitting.map((field) => [field, after[field] ?? null] as const)]
    if (tables.get(table)?.restated) {
      const change = blind(table, id, after)
      applier.change(change)
      return [{ compartment: compartmentOf(table, id, after), change }]
    }
    const there = before === null ? null : compartmentOf(table, id, before)
    const here = compartmentOf(table, id, after)
    // What moves to another compartment is said there whole, with all that lies within it: who may read that one need not have the other.
    const moves = there !== null && there !== here
    const change = moves ? markedWhole(told(table, id, before, whole(after))) : told(table, id, before, telling, settles === true)
    applier.change(change)
    return [{ compartment: here, change }, ...(moves ? following(table, id) : [])]
  }
}

// Applying an entry's changes to the tables: the one path by which a record changes, for a command here, an entry from
// another PC, and a replay alike. It uses no clock, no randomness, no rowid. What several PCs wrote to one record without having
// seen each other is worked out from all that was written to it (fold.ts).
import type { Connection, ReadDb } from './database.ts'
import type { Payload, RecordChange } from './entry.ts'
import { foldWrites, isContested, makes } from './fold.ts'
import type { Folded, FoldRules, Head, Write } from './fold.ts'
import { createHeads, isLater } from './heads.ts'
import type { HeadKeeper, Heads, Placed } from './heads.ts'
import { erasePayload } from './erasing.ts'
import type { ArchiveSchema, Derivation, Row, TableDeclaration } from './schema.ts'
import { tablesOf } from './schema.ts'
import { named, sql } from './sql.ts'
import { saw } from './vector.ts'

/** parked: the first table or column (`table.column`) that this program does not know as one of records. */
export type Applied = { readonly state: 'applied' } | { readonly state: 'parked'; readonly unknown: string }

/** What of a payload is applied. */
export type Applicable = Pick<Payload, 'command' | 'commandId' | 'input' | 'answer' | 'changes' | 'seen' | 'erases'>

export interface Applier {
  readonly heads: HeadKeeper
  /**
   * Applies the changes of a payload that stands in the journal at this place, and keeps derived tables in step. A payload that names
   * a table or column which this program does not know is parked: none of its changes is made, and it is to be applied after an upgrade.
   */
  apply(payload: Applicable, at: Placed): Applied
  /** The first table or column that a payload names and this program does not know; null where it knows all. */
  unknown(payload: Pick<Payload, 'changes'>): string | null
  /** Makes one change of a command here; returns the row before and after. */
  change(change: RecordChange): { before: Row | null; after: Row }
  /** Notes where the values of a command's changes come from, once its entry stands in the journal. */
  note(payload: Applicable, at: Placed): void
  /** Works a record out anew from all that was written to it up to a place of the journal. */
  refold(table: string, id: string, upTo: number): void
  /** Erases payloads that say nothing any more: of a record that is restated all but the latest, of one that was forgotten what others wrote meanwhile. */
  eraseOutdated(table: string, id: string): void
  /** Positions of the entries whose values of each field stand beside each other. */
  beside(table: string, id: string): ReadonlyMap<string, readonly number[]>
  /** The row of a record as it stands. */
  row(table: string, id: string): Row | null
  /** Keeps a command's answer for the same commandId. */
  keepAnswer(payload: Pick<Payload, 'command' | 'commandId' | 'input' | 'answer'>): void
}

/** Texts of statements kept. */
const mostTexts = 500

/** @param journal where the entries stand: of a replay another database than that of the records */
export function createApplier(db: Connection, schema: ArchiveSchema, journal: ReadDb = db): Applier {
  const tables = tablesOf(schema)
  const heads = createHeads(db, journal)
  const derivations = new Map<string, Derivation[]>()
  for (const derivation of schema.derivations) {
    const known = derivations.get(derivation.table)
    if (known === undefined) derivations.set(derivation.table, [derivation])
    else known.push(derivation)
  }
  const rules = new Map<string, FoldRules>()

  function rulesOf(table: string): FoldRules {
    let known = rules.get(table)
    if (known === undefined) {
      const declared = tables.get(table)
      known = declared?.class === 'record' ? { official: new Set(declared.official), restated: declared.restated === true } : { official: new Set(), restated: false }
      rules.set(table, known)
    }
    return known
  }

  function row(table: string, id: string): Row | null {
    assertRecord(tables, table)
    return db.get<Row>(sql`SELECT * FROM ${named(table)} WHERE id = ${id}`) ?? null
  }

  const texts = new Map<string, string>()

  /** The statement that makes a record with these columns, or changes them: put together once for each set of columns. */
  function textOf(kind: 'INSERT' | 'UPDATE', table: string, names: readonly string[]): string {
    const key = `${kind} ${table} ${names.join(' ')}`
    let text = texts.get(key)
    if (text === undefined) {
      // Names come from payloads that were held against the schema; `named` looks at each once more.
      const columns = names.map((name) => named(name).text)
      text = kind === 'INSERT'
        ? `INSERT INTO ${named(table).text} (${['id', ...columns].join(', ')}) VALUES (${['?', ...columns.map(() => '?')].join(', ')})`
        : `UPDATE ${named(table).text} SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`
      if (texts.size > mostTexts) texts.clear()
      texts.set(key, text)
    }
    return text
  }

  /** Writes fields of a record that stands as `before`, or makes it; tells the derivations. */
  function put(table: string, id: string, before: Row | null, values: Row): { before: Row | null; after: Row } {
    const names = Object.keys(values)
    if (before === null) db.run({ text: textOf('INSERT', table, names), values: [id, ...Object.values(values)] })
    else if (names.length > 0) db.run({ text: textOf('UPDATE', table, names), values: [...Object.values(values), id] })
    const derived = derivations.get(table)
    if (derived === undefined) return { before, after: before ?? {} }
    // Defaults of the schema stand in a new row only after it is written, so it is read back when something is derived from it.
    const after = before === null ? row(table, id)! : { ...before, ...values }
    for (const derivation of derived) derivation.derive(db, id, before, after)
    return { before, after }
  }

  const valuesOf = ([, , fields]: RecordChange): Row => Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field[1]]))

  function take(change: RecordChange, seen: Payload['seen'], at: Placed): void {
    const [table, id, , mark] = change
    const before = row(table, id)
    const first = heads.first(table, id)
    if (before === null) {
      if (!makes(change)) return
      // What was told of it before, by whoever had more of it, counts beside.
      if (first !== null && first < at.position) return refold(table, id, at.position)
      put(table, id, null, valuesOf(change))
      if (mark === 'forgotten') heads.keep(table, id, { made: at.position, at: {}, open: true })
      return
    }
    const standing = heads.of(table, id)
    const next = standing === null || standing.open === true ? null : followed(standing, change, seen, at)
    if (next === null) return refold(table, id, at.position)
    put(table, id, before, valuesOf(change))
    heads.keep(table, id, next)
  }

  /** The heads after a change that saw all that it writes over; null where it did not. */
  function followed(standing: Heads, [table, , fields, mark]: RecordChange, seen: Payload['seen'], at: Placed): Heads | null {
    if (mark !== undefined) {
      const sawAll = [...new Set([standing.made, ...Object.values(standing.at)])].every((position) => position === at.position || saw(seen ?? {}, heads.placeOf(position)))
      return sawAll ? { made: at.position, at: {}, ...(mark === 'forgotten' ? { open: true } : {}) } : null
    }
    if (rulesOf(table).restated) return isLater(at, heads.placeOf(standing.made)) ? { made: at.position, at: {} } : null
    const now: Record<string, number> = { ...standing.at }
    const known = new Map<string, number | null>()
    for (const [field, [, , ...from]] of Object.entries(fields)) {
      const stands = standing.at[field] ?? standing.made
      const sees = stands === at.position || from.some((ref) => {
        if (!known.has(ref)) known.set(ref, heads.positionOf(ref))
        return known.get(ref) === stands
      })
      if (!sees) return null
      now[field] = at.position
    }
    return { made: standing.made, at: now }
  }

  function refold(table: string, id: string, upTo: number): void {
    const folded = foldWrites(writesTo(journal, table, id, upTo), rulesOf(table))
    if (folded === null) return
    const before = row(table, id)
    const merged = Object.fromEntries([...folded.fields].map(([field, [latest]]) => [field, latest!.value]))
    const differing = before === null ? merged : Object.fromEntries(Object.entries(merged).filter(([field, value]) => before[field] !== value))
    if (before === null || Object.keys(differing).length > 0) put(table, id, before, differing)
    const isOpen = folded.isForgotten || [...folded.fields.values()].some((beside) => beside.length > 1)
    heads.keep(table, id, { made: folded.made, at: standingOf(folded), ...(isOpen ? { open: true } : {}) })
    keepConflicts(table, id, folded)
  }

  function keepConflicts(table: string, id: string, folded: Folded): void {
    db.run(sql`DELETE FROM merge_conflict WHERE table_name = ${table} AND record_id = ${id}`)
    for (const [field, beside] of folded.fields) {
      if (!isContested(beside)) continue
      for (const { at, value } of beside) {
        db.run(sql`INSERT INTO merge_conflict (table_name, record_id, field, entry, value) VALUES (${table}, ${id}, ${field}, ${heads.refOf(at.position)}, ${value})`)
      }
    }
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
      for (const field of Object.keys(fields)) if (field === 'id' || !columns(table).has(field)) return `${table}.${field}`
    }
    return null
  }

  function keepAnswer({ command, commandId, input, answer }: Pick<Payload, 'command' | 'commandId' | 'input' | 'answer'>): void {
    if (commandId === undefined || input === undefined) return
    db.run(sql`INSERT INTO command_answer (command_id, command, input, answer)
               VALUES (${commandId}, ${command}, ${input}, ${JSON.stringify(answer ?? null)})
               ON CONFLICT (command_id) DO NOTHING`)
  }

  return {
    heads,
    row,
    unknown: ({ changes }) => firstUnknown(changes),
    change: (change) => put(change[0], change[1], row(change[0], change[1]), valuesOf(change)),
    refold,
    eraseOutdated(table, id) {
      const standing = heads.of(table, id)
      const isRestated = rulesOf(table).restated
      if (standing === null || (!isRestated && standing.open !== true)) return
      const isForgotten = (of: RecordChange): boolean => foldWrites(writesTo(journal, of[0], of[1], Number.MAX_SAFE_INTEGER), rulesOf(of[0]))?.isForgotten === true
      for (const { position, compartment, body } of journal.all<{ position: number; compartment: string; body: string }>(sql`
        SELECT part.position, part.compartment, part.body FROM journal_touch AS touch
        JOIN journal_part AS part ON part.position = touch.position AND part.body IS NOT NULL
        WHERE touch.table_name = ${table} AND touch.record_id = ${id} AND touch.position <> ${standing.made}`)) {
        const { changes } = JSON.parse(body) as Payload
        const isOutdated = isRestated
          ? changes.length > 0 && changes.every((change) => change[0] === table && change[1] === id)
          : changes.length > 0 && changes.every((change) => change[3] === undefined && isForgotten(change))
        if (isOutdated) erasePayload(db, { position, compartment })
      }
    },
    beside(table, id) {
      const folded = foldWrites(writesTo(journal, table, id, Number.MAX_SAFE_INTEGER), rulesOf(table))
      return new Map([...(folded?.fields ?? [])].map(([field, beside]) => [field, beside.map(({ at }) => at.position)]))
    },
    keepAnswer,
    note({ changes, seen }, at) {
      for (const change of changes) {
        const [table, id] = change
        const standing = heads.of(table, id)
        // What it makes comes from it without being said; what was forgotten needs to be known as such.
        if (standing === null || (standing.made === at.position && change[3] !== 'forgotten')) continue
        const next = standing.open === true ? null : followed(standing, change, seen, at)
        if (next === null) refold(table, id, at.position)
        else heads.keep(table, id, next)
      }
    },
    apply(payload, at) {
      const unknown = firstUnknown(payload.changes)
      if (unknown !== null) return { state: 'parked', unknown }
      for (const one of payload.changes) take(one, payload.seen, at)
      keepAnswer(payload)
      return { state: 'applied' }
    },
  }
}

/** All that entries up to a place of the journal say of a record, as far as their payloads are at hand. */
function writesTo(journal: ReadDb, table: string, id: string, upTo: number): Write[] {
  return journal.all<{ position: number; body: string; device: string; epoch: number; sequence: number; ms: number; count: number }>(sql`
    SELECT touch.position, part.body, device.id AS device, envelope.epoch, envelope.sequence, envelope.clock_ms AS ms, envelope.clock_count AS count
    FROM journal_touch AS touch                              -- primary key
    JOIN journal_envelope AS envelope ON envelope.position = touch.position
    JOIN journal_device AS device ON device.no = envelope.device_no
    JOIN journal_part AS part ON part.position = touch.position AND part.body IS NOT NULL
    LEFT JOIN journal_parked AS parked ON parked.position = part.position AND parked.compartment = part.compartment
    WHERE parked.position IS NULL AND touch.table_name = ${table} AND touch.record_id = ${id} AND touch.position <= ${upTo}
    ORDER BY touch.position, part.compartment`)
    .flatMap(({ position, body, device, epoch, sequence, ms, count }) => {
      const { changes, seen } = JSON.parse(body) as Payload
      const at: Placed = { position, device, epoch, sequence, stamp: { ms, count } }
      return changes.filter((change) => change[0] === table && change[1] === id).map((change) => ({ at, change, seen }))
    })
}

/** Fields whose value is not of the entry that made the record. */
function standingOf({ fields, made }: Folded): Record<string, number> {
  return Object.fromEntries([...fields].flatMap(([field, [latest]]: [string, readonly Head[]]) => (latest!.at.position === made ? [] : [[field, latest!.at.position]])))
}

function assertRecord(tables: ReadonlyMap<string, TableDeclaration>, table: string): void {
  if (tables.get(table)?.class !== 'record') throw new Error(`${table} is no table of records`)
}

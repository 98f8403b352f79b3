// Exact counts without counting: sums over the cells of document_count.
import type { ReadDb } from '../archive/database.ts'
import { joined, listed, sql } from '../archive/sql.ts'
import type { Sql } from '../archive/sql.ts'
import { countedCells } from './reading/cells.ts'
import type { Readable } from './reading/rules.ts'

/** Filters that the cells know. `bodies`: a body with its sub-bodies. */
export interface CountedFilters {
  readonly bodies?: readonly string[] | undefined
  readonly documentTypeId?: string | undefined
  readonly registerId?: string | undefined
  readonly direction?: string | undefined
  readonly urgency?: string | undefined
  readonly secrecy?: string | undefined
  readonly status?: string | undefined
  readonly year?: number | undefined
  /** what may be read; left out: all */
  readonly readable?: Readable
}

/**
 * Sums asked before on a read-only connection, while nobody has written since: a list asks up to ten of them to find its way,
 * mostly the same ones (measured: half of a list's time). A connection that writes forgets at once.
 */
const known = new WeakMap<ReadDb, { readonly version: number; readonly sums: Map<string, unknown> }>()

/** Characters; a branch of the tree with hundreds of bodies is summed anew. */
const longestKey = 4000

function remembered<Value>(db: ReadDb, kind: string, filters: CountedFilters, count: () => Value): Value {
  // Hundreds of hidden documents go by their short name.
  const key = `${kind} ${JSON.stringify(filters, (name, value: unknown) => (name === 'hidden' ? undefined : value))}`
  if (key.length > longestKey) return count()
  const state = db.get<{ version: number; readOnly: number }>(sql`
    SELECT data_version AS version, query_only AS readOnly FROM pragma_data_version, pragma_query_only`)
  if (state?.readOnly !== 1) return count()
  let memory = known.get(db)
  if (memory?.version !== state.version) known.set(db, (memory = { version: state.version, sums: new Map() }))
  if (!memory.sums.has(key)) {
    if (memory.sums.size > 1000) memory.sums.clear()
    memory.sums.set(key, count())
  }
  return memory.sums.get(key) as Value
}

function cells(filters: CountedFilters): Sql {
  return joined([
    filters.bodies === undefined ? sql`issuing_body_id = ''` : sql`issuing_body_id IN ${listed(filters.bodies)}`,
    sql`document_type_id = ${filters.documentTypeId ?? ''}`,
    ...furtherConditions(filters),
  ], ' AND ')
}

/** Conditions on what the cells know beside body and type. */
function furtherConditions(filters: CountedFilters): Sql[] {
  return [
    ...(filters.year === undefined ? [] : [sql`year = ${filters.year}`]),
    ...(filters.registerId === undefined ? [] : [sql`register_id = ${filters.registerId}`]),
    ...(filters.direction === undefined ? [] : [sql`direction = ${filters.direction}`]),
    ...(filters.urgency === undefined ? [] : [sql`urgency = ${filters.urgency}`]),
    ...(filters.secrecy === undefined ? [] : [sql`secrecy = ${filters.secrecy}`]),
    ...(filters.status === undefined ? [] : [sql`status = ${filters.status}`]),
  ]
}

/** Documents that fit, by year, oldest year first. */
export function countByYear(db: ReadDb, filters: CountedFilters): { year: number; n: number }[] {
  return remembered(db, 'year', filters, () => db.all(sql`SELECT year, sum(n) AS n FROM ${countedCells(filters.readable)} WHERE ${cells(filters)} GROUP BY year ORDER BY year`))
}

/** Documents of a year by month, where no body and no type is asked for; month 1–12. */
export function countByMonth(db: ReadDb, filters: CountedFilters & { readonly year: number }): { month: number; n: number }[] {
  return remembered(db, 'month', filters, () => db.all(sql`SELECT month, sum(n) AS n FROM ${countedCells(filters.readable)} WHERE ${cells(filters)} GROUP BY month ORDER BY month`))
}

/** The books that hold documents that fit. */
export function booksOf(db: ReadDb, filters: CountedFilters): string[] {
  return remembered(db, 'book', filters, () =>
    db.all<{ register_id: string }>(sql`SELECT DISTINCT register_id FROM ${countedCells(filters.readable)} WHERE ${cells(filters)}`).map((row) => row.register_id))
}

export function countAll(db: ReadDb, filters: CountedFilters): number {
  return remembered(db, 'all', filters, () => db.value<number>(sql`SELECT coalesce(sum(n), 0) FROM ${countedCells(filters.readable)} WHERE ${cells(filters)}`) ?? 0)
}

const countedFilters: readonly string[] = ['bodies', 'documentTypeId', 'registerId', 'direction', 'urgency', 'secrecy', 'status', 'year', 'readable'] satisfies (keyof CountedFilters)[]

/** Whether the cells know all that is asked: by body or type always, by month where neither a body nor a type is asked for. */
export function isCounted(filters: CountedFilters, by: 'body' | 'type' | 'month'): boolean {
  const plain = Object.entries(filters).every(([name, value]) => value === undefined || countedFilters.includes(name))
  return plain && (by !== 'month' || (filters.bodies === undefined && filters.documentTypeId === undefined))
}

/**
 * Documents that fit by body (id), type (id) or month (YYYY-MM), for filters that `isCounted` lets pass; those without any left out.
 * @param typeIds every type there is: the cells are looked up by them
 */
export function countBy(db: ReadDb, by: 'body' | 'type' | 'month', filters: CountedFilters, typeIds: readonly string[]): { key: string; n: number }[] {
  const { bodies, documentTypeId } = filters
  if (by === 'month') {
    return db.all(sql`
      SELECT printf('%d-%02d', year, month) AS key, sum(n) AS n
      FROM ${countedCells(filters.readable)}             -- primary key
      WHERE ${cells(filters)}
      GROUP BY year, month HAVING sum(n) > 0`)
  }
  const body = bodies === undefined ? (by === 'body' ? sql`issuing_body_id > ''` : sql`issuing_body_id = ''`) : sql`issuing_body_id IN ${listed(bodies)}`
  const type = by === 'body' ? sql`document_type_id = ${documentTypeId ?? ''}` : sql`document_type_id IN ${listed(documentTypeId === undefined ? typeIds : [documentTypeId])}`
  return db.all(sql`
    SELECT ${by === 'body' ? sql`issuing_body_id` : sql`document_type_id`} AS key, sum(n) AS n
    FROM ${countedCells(filters.readable)}               -- primary key
    WHERE ${joined([type, body, ...furtherConditions(filters)], ' AND ')}
    GROUP BY key HAVING sum(n) > 0`)
}

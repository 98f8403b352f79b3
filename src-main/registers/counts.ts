// Exact counts without counting: sums over the cells of document_count.
import type { ReadDb } from '../archive/database.ts'
import { joined, listed, sql } from '../archive/sql.ts'
import type { Sql } from '../archive/sql.ts'

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
}

function cells(filters: CountedFilters): Sql {
  const conditions = [
    filters.bodies === undefined ? sql`issuing_body_id = ''` : sql`issuing_body_id IN ${listed(filters.bodies)}`,
    sql`document_type_id = ${filters.documentTypeId ?? ''}`,
    ...(filters.year === undefined ? [] : [sql`year = ${filters.year}`]),
    ...(filters.registerId === undefined ? [] : [sql`register_id = ${filters.registerId}`]),
    ...(filters.direction === undefined ? [] : [sql`direction = ${filters.direction}`]),
    ...(filters.urgency === undefined ? [] : [sql`urgency = ${filters.urgency}`]),
    ...(filters.secrecy === undefined ? [] : [sql`secrecy = ${filters.secrecy}`]),
    ...(filters.status === undefined ? [] : [sql`status = ${filters.status}`]),
  ]
  return joined(conditions, ' AND ')
}

/** Documents that fit, by year, oldest year first. */
export function countByYear(db: ReadDb, filters: CountedFilters): { year: number; n: number }[] {
  return db.all(sql`SELECT year, sum(n) AS n FROM document_count WHERE ${cells(filters)} GROUP BY year ORDER BY year`)
}

/** Documents of a year by month, where no body and no type is asked for; month 1–12. */
export function countByMonth(db: ReadDb, filters: CountedFilters & { readonly year: number }): { month: number; n: number }[] {
  return db.all(sql`SELECT month, sum(n) AS n FROM document_count WHERE ${cells(filters)} GROUP BY month ORDER BY month`)
}

/** The books that hold documents that fit. */
export function booksOf(db: ReadDb, filters: CountedFilters): string[] {
  return db.all<{ register_id: string }>(sql`SELECT DISTINCT register_id FROM document_count WHERE ${cells(filters)}`).map((row) => row.register_id)
}

export function countAll(db: ReadDb, filters: CountedFilters): number {
  return db.value<number>(sql`SELECT coalesce(sum(n), 0) FROM document_count WHERE ${cells(filters)}`) ?? 0
}

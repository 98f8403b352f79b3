// Numbers of the periods that an old book goes into: those that documents and copies of the archive bear, those that are kept for
// others, and those that rows of the book took.
import type { ReadDb } from '../../archive/database.ts'
import { sql } from '../../archive/sql.ts'
import type { PlannedPeriod } from './types.ts'

export interface NumbersTaken {
  /** Takes a number; says who had it already: a row of the book, the archive, one for whom it is kept today, or nobody. */
  take(periodId: string, name: string, number: number, suffix: string, row: number): 'archive' | 'kept' | { readonly row: number } | null
  /** whether the archive has a record of the period */
  exists(periodId: string): boolean
  periods(): PlannedPeriod[]
}

interface Period {
  readonly name: string
  readonly exists: boolean
  /** by number and suffix: the row that took it, or 0 for a document of the archive */
  readonly taken: Map<string, number>
  readonly kept: readonly { readonly first: number; readonly last: number }[]
  from: number
  to: number
  documents: number
}

export function numbersTaken(db: ReadDb, today: string): NumbersTaken {
  const periods = new Map<string, Period>()

  function period(id: string, name: string): Period {
    const known = periods.get(id)
    if (known !== undefined) return known
    const rows = db.all<{ n: number; suffix: string }>(sql`
      SELECT order_number AS n, order_suffix AS suffix
      FROM document                                      -- document_by_number
      WHERE period_id = ${id} AND order_number > 0
      UNION ALL SELECT order_number, '' FROM document_copy WHERE period_id = ${id}`)
    const kept = db.all<{ first: number; last: number }>(sql`
      SELECT number_from AS first, number_to AS last
      FROM number_reservation                            -- number_reservation_by_period
      WHERE period_id = ${id} AND released = 0 AND expires_on >= ${today}`)
    const exists = db.value<number>(sql`SELECT 1 FROM number_period WHERE id = ${id}`) === 1
    const made: Period = { name, exists, taken: new Map(rows.map(({ n, suffix }) => [`${n}${suffix}`, 0])), kept, from: 0, to: 0, documents: 0 }
    periods.set(id, made)
    return made
  }

  return {
    take(periodId, name, number, suffix, row) {
      const one = period(periodId, name)
      const by = one.taken.get(`${number}${suffix}`)
      if (by !== undefined) return by === 0 ? 'archive' : { row: by }
      if (suffix === '' && one.kept.some(({ first, last }) => first <= number && number <= last)) return 'kept'
      one.taken.set(`${number}${suffix}`, row)
      one.from = one.documents === 0 ? number : Math.min(one.from, number)
      one.to = Math.max(one.to, number)
      one.documents += 1
      return null
    },
    exists: (periodId) => period(periodId, '').exists,
    periods: () => [...periods.values()].filter(({ documents }) => documents > 0).map(({ name, from, to, documents }) => ({ name, from, to, documents })),
  }
}

// What becomes of the series of a body that is merged into another: the other body's next number must be none that either has given.
import type { ReadDb } from '../../archive/database.ts'
import type { Change } from '../../archive/journal.ts'
import { sql } from '../../archive/sql.ts'
import { bodyRow } from '../../filing/records.ts'
import { periodState } from '../numbers.ts'
import { periodChange, periodsOf, seriesRows, typesOfSeries } from './records.ts'
import type { SeriesRow } from './records.ts'
import { numberSameDocuments } from './rules.ts'

/** The open series of `bodyId` that would number documents of `row` too; undefined where none would. */
function meeting(db: ReadDb, all: readonly SeriesRow[], bodyId: string, row: SeriesRow): SeriesRow | undefined {
  const types = typesOfSeries(db, row.id)
  return all.find((other) => other.body_id === bodyId && other.closed === 0 && numberSameDocuments({ secrecy: row.secrecy, types }, { secrecy: other.secrecy, types: typesOfSeries(db, other.id) }))
}

/**
 * The changes that take the series of body `id` over to `into`. One that meets no open series there goes on as it is; one that
 * meets another is closed, and the other goes on above both, where they write the same symbol: what was given in the closed one is
 * told of in the gap report.
 */
export function seriesOfMerged(db: ReadDb, id: string, into: string, newId: () => string): Change[] {
  const all = seriesRows(db)
  const [symbol, intoSymbol] = [bodyRow(db, id)?.symbol ?? null, bodyRow(db, into)?.symbol ?? null]
  return all.filter((row) => row.body_id === id).flatMap((row): Change[] => {
    // A symbol that the merged body alone had goes with the series.
    const moved = { body_id: into, symbol: row.symbol ?? (intoSymbol === null ? symbol : null) }
    const other = row.closed === 1 ? undefined : meeting(db, all, into, row)
    if (other === undefined) return [{ table: 'series', id: row.id, set: moved }]
    const writesSame = (row.symbol ?? symbol) === (other.symbol ?? intoSymbol) && row.period === other.period
    return [{ table: 'series', id: row.id, set: { ...moved, closed: 1 } }, ...(writesSame ? goOnAbove(db, row, other, newId) : [])]
  })
}

/** Lets the open years and terms of `other` go on above those of the same days in `row`. */
function goOnAbove(db: ReadDb, row: SeriesRow, other: SeriesRow, newId: () => string): Change[] {
  return periodsOf(db, row.id).filter(({ closed }) => closed === 0).flatMap((period): Change[] => {
    const given = periodState(db, period.id, row.start_number)
    const own = periodState(db, `${other.id}:${period.from_date}`, other.start_number)
    if (given.last < own.next || given.last < given.startNumber) return []
    return [
      ...(own.exists ? [] : [periodChange(other, { from: period.from_date, to: period.to_date })]),
      { table: 'number_loss', id: newId(), set: { period_id: own.id, number_from: own.next, number_to: given.last, state: 'merged', reason: row.name } },
    ]
  })
}

/** The first of these series in which a document was numbered that the merge did not move; null where none was. */
export function numberedSince(db: ReadDb, seriesIds: readonly string[], moved: ReadonlySet<string>): string | null {
  return seriesIds.find((series) => periodsOf(db, series).some((period) =>
    db.all<{ id: string }>(sql`SELECT id FROM document WHERE period_id = ${period.id} AND order_number > 0`).some((row) => !moved.has(row.id)))) ?? null
}

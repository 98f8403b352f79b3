// The gap report (báo cáo số thiếu): every number of a period from the first to the last, explained.
import { latestChange } from '../../archive/history.ts'
import { sql } from '../../archive/sql.ts'
import type { ReadDb } from '../../archive/database.ts'
import { err, ok } from '../../contract/result.ts'
import { handleQuery } from '../../handler/handler.ts'
import type { Person } from '../../handler/person.ts'
import type { Secrecy } from '../../contract/fields.ts'
import { nameOf } from '../../people/index.ts'
import { yearOf } from '../../text/dates.ts'
import { periodState, registerRow } from '../numbers.ts'
import { mayReadDocument } from '../reading/readers.ts'
import { gapReport } from './contract.ts'
import { periodsOf, reservationsOf, seriesRow } from './records.ts'
import { explainNumbers } from './rules.ts'
import type { Stretch } from './rules.ts'

interface NumberRow {
  readonly id: string
  readonly table: 'document' | 'document_copy'
  readonly n: number
  readonly suffix: string
  readonly status: string
  readonly reason: string | null
  /** of the document, or of what a copy copies */
  readonly documentId: string
  readonly secrecy: Secrecy
  readonly limited: 0 | 1
}

/** What is known of numbers of a period that no standing document bears; what speaks for a single number stands first. */
function stretchesOf(db: ReadDb, periodId: string, numbers: readonly NumberRow[], today: string, person: Person): Stretch[] {
  const cancelled = numbers.filter((row) => row.status === 'cancelled' && row.suffix === '').map((row): Stretch => {
    const change = latestChange(db, { table: row.table, id: row.id }, row.table === 'document' ? 'status' : 'struck_reason')
    return { numberFrom: row.n, numberTo: row.n, state: 'cancelled', reason: mayReadDocument(db, person, { ...row, id: row.documentId }) ? row.reason : null, who: change === null ? null : nameOf(db, change.actor), when: change?.at ?? null }
  })
  const lost = db
    .all<{ from: number; to: number; state: 'lost' | 'merged'; reason: string | null }>(sql`SELECT number_from AS "from", number_to AS "to", state, reason FROM number_loss WHERE period_id = ${periodId} ORDER BY number_from`)
    .map(({ from, to, state, reason }): Stretch => ({ numberFrom: from, numberTo: to, state, reason, who: null, when: null }))
  const kept = reservationsOf(db, periodId).map((row): Stretch => ({
    numberFrom: row.number_from,
    numberTo: row.number_to,
    state: row.released === 1 || row.expires_on < today ? 'expired' : 'reserved',
    reason: row.release_reason === null ? row.purpose : `${row.purpose} · ${row.release_reason}`,
    who: nameOf(db, row.reserved_by),
    when: row.reserved_at,
  }))
  // Of two reservations of a number (the first given up, the numbers kept again) the later one speaks.
  return [...cancelled, ...lost, ...kept.toReversed()]
}

const report = handleQuery(gapReport, ({ db, today, person }, asked) => {
  let periodId: string
  if ('registerId' in asked) {
    if (registerRow(db, asked.registerId)?.direction !== 'incoming') return err('REGISTER_NOT_FOUND', { registerId: asked.registerId })
    periodId = `${asked.registerId}:${asked.year ?? yearOf(today)}`
  } else {
    if (seriesRow(db, asked.seriesId) === undefined) return err('SERIES_NOT_FOUND', { seriesId: asked.seriesId })
    const periods = periodsOf(db, asked.seriesId)
    const { year } = asked
    const inYear = ({ from_date, to_date }: (typeof periods)[number]) => year === undefined || (from_date <= `${year}-12-31` && (to_date === null || to_date >= `${year}-01-01`))
    const period = asked.periodId === undefined ? periods.find(inYear) : periods.find((one) => one.id === asked.periodId)
    if (period === undefined) return err('PERIOD_NOT_FOUND', { periodId: asked.periodId ?? `${asked.seriesId}:${year ?? ''}` })
    periodId = period.id
  }
  const numbers = db.all<NumberRow>(sql`
    SELECT id, 'document' AS "table", order_number AS n, order_suffix AS suffix, status, cancel_reason AS reason, id AS documentId, secrecy, limited
    FROM document                                        -- document_by_number
    WHERE period_id = ${periodId} AND order_number > 0
    UNION ALL
    -- A copy struck through keeps its number, as a cancelled document does.
    SELECT copy.id, 'document_copy', copy.order_number, '', iif(struck_reason IS NULL, 'issued', 'cancelled'), struck_reason, document.id, document.secrecy, document.limited
    FROM document_copy AS copy JOIN document ON document.id = copy.document_id   -- document_copy_by_number
    WHERE copy.period_id = ${periodId}
    ORDER BY 3, 4`)
  const state = periodState(db, periodId, 1)
  const standing = numbers.filter((row) => row.status !== 'cancelled')
  // A number whose plain document was cancelled is a gap even where 12a stands.
  const plain = standing.filter((row) => row.suffix === '').map((row) => row.n)
  return ok({
    periodId,
    from: state.startNumber,
    to: state.last,
    issued: plain.length,
    withSuffix: standing.length - plain.length,
    rows: explainNumbers(state.startNumber, state.last, plain, stretchesOf(db, periodId, numbers, today, person)),
  })
})

export const gapHandlers = [report]

// What of the distribution is still to be handed over on paper: one batch for each receiver (NĐ 30/2020/NĐ-CP, Điều 23 khoản 3, 4).
import type { ReadDb } from '../archive/database.ts'
import { sql } from '../archive/sql.ts'
import { err, ok } from '../contract/result.ts'
import { handleQuery } from '../handler/handler.ts'
import { dispatchRows } from '../registers/dispatch/records.ts'
import { isOut, isSameReceiver } from '../registers/dispatch/rules.ts'
import { namesIn } from '../people/acting.ts'
import { andReadable, readableBy } from '../registers/reading/withheld.ts'
import { compareNatural } from '../text/collate.ts'
import { boardDocuments } from './board.ts'
import { suggestHandOver } from './board-contract.ts'
import { partyOf } from './records.ts'
import type { AssignmentRow } from './records.ts'

/** What stands of the distribution of some days, of documents that there are on paper. What was passed on further goes from hand to hand. */
function distributed(db: ReadDb, from: string, to: string, readable: ReturnType<typeof readableBy>): AssignmentRow[] {
  return db.all<AssignmentRow>(sql`
    SELECT assignment.* FROM assignment                  -- assignment_by_day
    JOIN document ON document.id = assignment.document_id
    WHERE given_on BETWEEN ${from} AND ${to} AND parent_id IS NULL AND state NOT IN ('returned', 'withdrawn')
      AND document.status = 'registered' ${andReadable(readable)}
      AND (coalesce(document.channel, 'direct') IN ('post', 'direct')
        OR EXISTS (SELECT 1 FROM document_arrival WHERE document_arrival.document_id = document.id AND document_arrival.channel IN ('post', 'direct')))
    ORDER BY given_at, assignment.id`)
}

const suggest = handleQuery(suggestHandOver, ({ db, person, today }, { from = today, to = today }) => {
  if (from > to) return err('RANGE_REVERSED', { from, to })
  const names = namesIn(db)
  const rows = distributed(db, from, to, readableBy(db, person))
  const lines = Map.groupBy(rows.length === 0 ? [] : dispatchRows(db, [...new Set(rows.map((row) => row.document_id))]), (line) => line.document_id)
  /** Has it still, or had it since it was given: what came back is handed over again by hand alone. */
  const isHanded = (row: AssignmentRow, name: string) => (lines.get(row.document_id) ?? []).some((line) =>
    line.struck_reason === null && line.channel === 'direct' && (isOut(line) || line.dispatch_date >= row.given_on) && isSameReceiver(line, { to_account_id: row.to_account_id, to_unit_id: row.to_unit_id, to_name: name }))
  const open = rows.map((row) => ({ row, to: partyOf(row, names) })).filter(({ row, to: party }) => !isHanded(row, party.name))
  const documents = boardDocuments(db, open.map(({ row }) => row.document_id))
  const receivers = [...Map.groupBy(open, ({ to: party }) => JSON.stringify(party)).values()].map((ofOne) => {
    // Handed out twice, in two roles, it is one paper.
    const once = new Map(ofOne.map(({ row }) => [row.document_id, row]))
    return { to: ofOne[0]!.to, lines: [...once.values()].map((row) => ({ role: row.role, givenOn: row.given_on, document: documents.get(row.document_id)! })) }
  })
  return ok({ receivers: receivers.toSorted((one, other) => compareNatural(one.to.name, other.to.name)) })
})

export const handOverSuggestions = [suggest]

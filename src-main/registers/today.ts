// The first page: what came in, what is due, what lacks a file, which books ask for their last number.
import type { ReadDb } from '../archive/database.ts'
import { sql } from '../archive/sql.ts'
import { ok } from '../contract/result.ts'
import { handleQuery } from '../handler/handler.ts'
import { addDays } from '../text/dates.ts'
import { unconfirmedBooks } from './books.ts'
import { today as todayContract } from './contract.ts'
import { countAll } from './counts.ts'
import { listRows } from './records.ts'
import { weekStart } from './rules.ts'

/** Days ahead in which something is called due soon. */
const soon = 7
const shownRows = 10

const standing = sql`due_date IS NOT NULL AND status = 'registered'`

function arrivedSince(db: ReadDb, from: string, to: string): number {
  return db.value<number>(sql`
    SELECT count(*) FROM document INDEXED BY document_by_date
    WHERE register_date BETWEEN ${from} AND ${to} AND direction = 'incoming' AND status NOT IN ('cancelled', 'withdrawn')`) ?? 0
}

/** Documents of a tally on the days from … to, both included. */
function tallied(db: ReadDb, name: 'due' | 'without-file', from: string, to: string): number {
  return db.value<number>(sql`SELECT coalesce(sum(n), 0) FROM document_tally WHERE name = ${name} AND day BETWEEN ${from} AND ${to}`) ?? 0
}

export const todayHandlers = [
  handleQuery(todayContract, ({ db, today }) => {
    const year = Number(today.slice(0, 4))
    const ofYear = countAll(db, { year, direction: 'incoming' }) - countAll(db, { year, direction: 'incoming', status: 'cancelled' })
    const latest = db.all<{ id: string }>(sql`
      SELECT id FROM document INDEXED BY document_by_date
      WHERE direction = 'incoming' AND status <> 'withdrawn'
      ORDER BY register_date DESC, order_number DESC, id DESC
      LIMIT ${shownRows}`)
    const due = db.all<{ id: string }>(sql`
      SELECT id FROM document INDEXED BY document_due
      WHERE ${standing} AND due_date <= ${addDays(today, soon)}
      ORDER BY due_date, id
      LIMIT ${shownRows}`)
    return ok({
      date: today,
      arrivedToday: arrivedSince(db, today, today),
      arrivedThisWeek: arrivedSince(db, weekStart(today), today),
      arrivedThisYear: ofYear,
      overdue: tallied(db, 'due', '', addDays(today, -1)),
      dueSoon: tallied(db, 'due', today, addDays(today, soon)),
      withoutFile: tallied(db, 'without-file', '', ''),
      latest: listRows(db, latest.map((row) => row.id)),
      due: listRows(db, due.map((row) => row.id)),
      unconfirmed: unconfirmedBooks(db),
    })
  }),
]

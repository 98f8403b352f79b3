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
      overdue: db.value<number>(sql`SELECT count(*) FROM document INDEXED BY document_due WHERE ${standing} AND due_date < ${today}`) ?? 0,
      dueSoon: db.value<number>(sql`
        SELECT count(*) FROM document INDEXED BY document_due
        WHERE ${standing} AND due_date BETWEEN ${today} AND ${addDays(today, soon)}`) ?? 0,
      withoutFile: db.value<number>(sql`SELECT count(*) FROM document_without_file`) ?? 0,
      latest: listRows(db, latest.map((row) => row.id)),
      due: listRows(db, due.map((row) => row.id)),
      unconfirmed: unconfirmedBooks(db),
    })
  }),
]

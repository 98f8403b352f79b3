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
import { andReadable, readableBy } from './reading/withheld.ts'
import type { Readable } from './reading/rules.ts'

/** Days ahead in which something is called due soon. */
const soon = 7
const shownRows = 10

function arrivedSince(db: ReadDb, from: string, to: string, readable: Readable): number {
  return db.value<number>(sql`
    SELECT count(*) FROM document INDEXED BY document_by_date
    WHERE register_date BETWEEN ${from} AND ${to} AND direction = 'incoming' AND status NOT IN ('cancelled', 'withdrawn') ${andReadable(readable)}`) ?? 0
}

/** Documents of a tally on the days from … to, both included. */
function tallied(db: ReadDb, name: 'due' | 'without-file', from: string, to: string): number {
  return db.value<number>(sql`SELECT coalesce(sum(n), 0) FROM document_tally WHERE name = ${name} AND day BETWEEN ${from} AND ${to}`) ?? 0
}

/** The same counted one by one, for whoever may not read all: the tallies know nothing of secrecy. */
function counted(db: ReadDb, readable: Readable, from: string, to: string): number {
  return db.value<number>(sql`SELECT count(*) FROM document_open_due AS open JOIN document ON document.id = open.document_id WHERE open.due_date BETWEEN ${from} AND ${to} ${andReadable(readable)}`) ?? 0
}

function countedWithoutFile(db: ReadDb, readable: Readable): number {
  return db.value<number>(sql`SELECT count(*) FROM document_without_file CROSS JOIN document ON id = document_id WHERE 1 ${andReadable(readable)}`) ?? 0
}

export const todayHandlers = [
  handleQuery(todayContract, ({ db, today, person }) => {
    const readable = readableBy(db, person)
    const due = (from: string, to: string) => (readable === undefined ? tallied(db, 'due', from, to) : counted(db, readable, from, to))
    const year = Number(today.slice(0, 4))
    const ofYear = countAll(db, { year, direction: 'incoming', readable }) - countAll(db, { year, direction: 'incoming', status: 'cancelled', readable })
    const latest = db.all<{ id: string }>(sql`
      SELECT id FROM document INDEXED BY document_by_date
      WHERE direction = 'incoming' AND status <> 'withdrawn' ${andReadable(readable)}
      ORDER BY register_date DESC, order_number DESC, id DESC
      LIMIT ${shownRows}`)
    const nearest = db.all<{ id: string }>(sql`
      SELECT open.document_id AS id FROM document_open_due AS open JOIN document ON document.id = open.document_id
      WHERE open.due_date <= ${addDays(today, soon)} ${andReadable(readable)}
      ORDER BY open.due_date, open.document_id
      LIMIT ${shownRows}`)
    return ok({
      date: today,
      arrivedToday: arrivedSince(db, today, today, readable),
      arrivedThisWeek: arrivedSince(db, weekStart(today), today, readable),
      arrivedThisYear: ofYear,
      overdue: due('', addDays(today, -1)),
      dueSoon: due(today, addDays(today, soon)),
      withoutFile: readable === undefined ? tallied(db, 'without-file', '', '') : countedWithoutFile(db, readable),
      latest: listRows(db, latest.map((row) => row.id)),
      due: listRows(db, nearest.map((row) => row.id)),
      unconfirmed: unconfirmedBooks(db),
    })
  }),
]

// Boards of work: what is due, overdue, waiting, open, done; by person, unit, leader, issuing body. Only what the person may read.
import type { ReadDb } from '../archive/database.ts'
import { sql } from '../archive/sql.ts'
import { err, ok } from '../contract/result.ts'
import { handleQuery } from '../handler/handler.ts'
import { addWorkingDays, dayOff } from '../rulebook/calendar.ts'
import { reminderOn } from '../rulebook/due.ts'
import { bodyNamer } from '../filing/records.ts'
import { doerOf, namesIn } from '../people/acting.ts'
import { documentRows, issuerOf, nameDay } from '../registers/records.ts'
import { addDays, daysBetween } from '../text/dates.ts'
import { listBoard, listDueDays, listReminders } from './board-contract.ts'
import { officeCalendar, ownDays, reminderRule } from './days.ts'
import { assignmentRows, eventsOf, shownAssignment } from './records.ts'
import type { AssignmentRow } from './records.ts'
import { isOpen } from './rules.ts'
import { countTabs, inTab, whoseItems } from './whose.ts'
import { tabs } from './words.ts'
import type { Tab } from './words.ts'

type Key = readonly [day: string, id: string]

const writeCursor = (tab: Tab, [day, id]: Key) => Buffer.from(JSON.stringify([tabs.indexOf(tab), day, id])).toString('base64url')

function readCursor(tab: Tab, cursor: string): Key | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (!Array.isArray(parts) || parts.length !== 3 || parts[0] !== tabs.indexOf(tab) || typeof parts[1] !== 'string' || typeof parts[2] !== 'string') return null
    return [parts[1], parts[2]]
  } catch {
    return null
  }
}

/** Documents as lines of boards need them, by id. */
export function boardDocuments(db: ReadDb, ids: readonly string[]) {
  const rows = [...documentRows(db, [...new Set(ids)]).values()]
  const nameOf = bodyNamer(db, rows.map(issuerOf))
  return new Map(rows.map((row) => [row.id, {
    id: row.id, arrivalNumber: row.order_number, arrivalSuffix: row.order_suffix, arrivalDate: row.arrival_date, documentTypeId: row.document_type_id, numberSymbol: row.number_symbol,
    issuingBodyName: nameOf(issuerOf(row), nameDay(row)), subject: row.subject, urgency: row.urgency, secrecy: row.secrecy, limited: row.limited === 1, channel: row.channel,
  }]))
}

function shownWith(db: ReadDb, rows: readonly AssignmentRow[]) {
  const names = namesIn(db)
  const documents = boardDocuments(db, rows.map((row) => row.document_id))
  return rows.map((row) => ({ ...shownAssignment(row, names), document: documents.get(row.document_id)! }))
}

const board = handleQuery(listBoard, ({ db, rulebook, person, today }, { when, day, soonDays, after, limit, ...of }) => {
  const calendar = officeCalendar(db, rulebook, today, today)
  const days = { yesterday: addDays(today, -1), today, soonUntil: addWorkingDays(calendar, today, soonDays) }
  const whose = whoseItems(db, person, of)
  const from = after === undefined ? null : readCursor(when, after)
  if (after !== undefined && from === null) return err('CURSOR_INVALID')
  const latestFirst = when === 'done'
  const beyond = from === null ? sql`` : latestFirst ? sql`AND (day, assignment_id) < (${from[0]}, ${from[1]})` : sql`AND (day, assignment_id) > (${from[0]}, ${from[1]})`
  const keys = db.all<{ day: string; id: string }>(sql`
    SELECT day, assignment_id AS id FROM ${whose.table}
    WHERE ${inTab(when, days)} ${day === undefined ? sql`` : sql`AND day = ${day}`} AND ${whose.condition} ${beyond}
    ORDER BY ${latestFirst ? sql`day DESC, assignment_id DESC` : sql`day, assignment_id`}
    LIMIT ${limit + 1}`)
  const page = keys.slice(0, limit)
  const rows = shownWith(db, assignmentRows(db, page.map(({ id }) => id)))
  return ok({
    rows: rows.map((row) => ({ ...row, overdue: isOpen(row.state) && row.dueDate !== null && row.dueDate < today })),
    next: keys.length > limit ? writeCursor(when, [page.at(-1)!.day, page.at(-1)!.id]) : null,
    counts: countTabs(db, whose, days),
    soonUntil: days.soonUntil,
  })
})

/** As many days as a calendar shows at once. */
const mostDays = 400

const calendarDays = handleQuery(listDueDays, ({ db, rulebook, person }, { from, to, ...of }) => {
  if (from > to) return err('RANGE_REVERSED', { from, to })
  if (daysBetween(from, to) >= mostDays) return err('RANGE_TOO_LONG', { days: mostDays })
  const calendar = officeCalendar(db, rulebook, from, to)
  const own = new Map(ownDays(db, from, to).map((one) => [one.day, { kind: one.kind, reason: one.reason }]))
  const whose = whoseItems(db, person, of)
  const due = new Map(db.all<{ day: string; n: number }>(sql`
    SELECT day, count(*) AS n FROM ${whose.table}
    WHERE phase = 'open' AND day BETWEEN ${from} AND ${to} AND ${whose.condition}
    GROUP BY day`).map(({ day, n }) => [day, n]))
  return ok({
    days: Array.from({ length: daysBetween(from, to) + 1 }, (_, at) => addDays(from, at)).map((day) => {
      const off = dayOff(calendar, day)
      return { day, off: off === null ? null : { ...off }, own: own.get(day) ?? null, due: due.get(day) ?? 0 }
    }),
  })
})

const reminders = handleQuery(listReminders, ({ db, rulebook, person, today }) => {
  const rule = reminderRule(rulebook, today)
  const calendar = officeCalendar(db, rulebook, today, today)
  // Nothing further ahead than the earliest reminder is asked about; what somebody reminded of by hand is few.
  const ahead = addWorkingDays(calendar, today, Math.max(0, ...(rule?.workingDaysBefore ?? [])))
  const mine = whoseItems(db, person, { scope: 'mine' })
  const ids = db.all<{ id: string }>(sql`
    SELECT assignment_id AS id FROM ${mine.table}
    WHERE phase = 'open' AND ${mine.condition}
      AND (day <= ${ahead} OR EXISTS (SELECT 1 FROM assignment WHERE assignment.id = handling_item.assignment_id AND reminded_at IS NOT NULL))
    ORDER BY day, assignment_id`)
  const names = namesIn(db)
  const found = shownWith(db, assignmentRows(db, ids.map(({ id }) => id))).flatMap((row) => {
    // The calendar holds the years around today; what is overdue for longer is as late as its first day.
    const oldest = `${Number(today.slice(0, 4)) - 1}-01-01`
    const dueDate = row.dueDate === null ? null : row.dueDate < oldest ? oldest : row.dueDate
    const ruled = rule === undefined || dueDate === null || dueDate > ahead ? null : reminderOn(rule, calendar, { dueDate, today })
    const said = row.remindedAt === null ? undefined : eventsOf(db, row.documentId).findLast((event) => event.kind === 'reminded' && event.assignment_id === row.id)
    if (ruled === null && said === undefined) return []
    const asked = said === undefined ? null : { by: doerOf(said.done_by, said.done_by_name, names).name, text: said.text, at: said.done_at }
    return [{ ...row, kind: ruled?.kind ?? ('asked' as const), workingDays: ruled?.workingDays ?? null, asked }]
  })
  return ok({ reminders: found })
})

export const boardHandlers = [board, calendarDays, reminders]

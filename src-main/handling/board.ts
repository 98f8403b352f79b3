// Boards of work: what is due, overdue, waiting, open, done; by person, unit, leader, issuing body. Only what the person may read.
import type { ReadDb } from '../archive/database.ts'
import { joined, listed, named, sql } from '../archive/sql.ts'
import type { Sql } from '../archive/sql.ts'
import { secrecies } from '../contract/choices.ts'
import { err, ok } from '../contract/result.ts'
import { handleQuery } from '../handler/handler.ts'
import { localOperator } from '../handler/person.ts'
import type { Person } from '../handler/person.ts'
import { addWorkingDays, dayOff } from '../rulebook/calendar.ts'
import { reminderOn } from '../rulebook/due.ts'
import { bodyNamer } from '../filing/records.ts'
import { hiddenFrom } from '../registers/reading/readers.ts'
import { documentRows, issuerOf, nameDay } from '../registers/records.ts'
import { addDays, daysBetween } from '../text/dates.ts'
import { listBoard, listDueDays, listReminders } from './board-contract.ts'
import { officeCalendar, ownDays } from './days.ts'
import { assignmentRows, doerOf, eventsOf, namesIn, shownAssignment } from './records.ts'
import type { AssignmentRow } from './records.ts'
import { holderKey, isOpen, tabDays } from './rules.ts'
import { tabs } from './words.ts'
import type { Scope, Tab } from './words.ts'

interface Whose {
  readonly scope: Scope
  readonly accountId?: string | undefined
  readonly unitId?: string | undefined
  readonly givenBy?: string | undefined
  readonly bodyId?: string | undefined
}

/** Whose items a scope holds; null: everybody's. */
function holdersIn(db: ReadDb, { id, unitId }: Person, scope: Scope): string[] | null {
  if (scope === 'all' || scope === 'given-by-me') return null
  const own = [holderKey({ accountId: id }), ...(unitId === null ? [] : [holderKey({ unitId })])]
  if (scope === 'mine' || unitId === null) return own
  const colleagues = db.all<{ id: string }>(sql`SELECT id FROM account WHERE unit_id = ${unitId}`).map((account) => holderKey({ accountId: account.id }))
  return [...new Set([...own, ...colleagues])]
}

interface Items {
  /** the table by the index that fits: left to itself SQLite walks by day, past everybody's items, for a person who has few */
  readonly table: Sql
  readonly condition: Sql
}

/** Which items a person asks for and may read. */
function whoseItems(db: ReadDb, person: Person, { scope, accountId, unitId, givenBy, bodyId }: Whose): Items {
  // One person alone in an archive has everything, in every scope.
  const alone = person.id === localOperator.id
  const holders = alone ? null : holdersIn(db, person, scope)
  const hidden = hiddenFrom(db, person)
  const conditions = [
    ...(holders === null ? [] : [sql`holder IN ${listed(holders)}`]),
    ...(!alone && scope === 'given-by-me' ? [sql`given_by = ${person.id}`] : []),
    ...(accountId === undefined ? [] : [sql`holder = ${holderKey({ accountId })}`]),
    ...(unitId === undefined ? [] : [sql`holder = ${holderKey({ unitId })}`]),
    ...(givenBy === undefined ? [] : [sql`given_by = ${givenBy}`]),
    ...(bodyId === undefined ? [] : [sql`document_id IN (SELECT id FROM document WHERE issuing_body_id = ${bodyId})`]),
    ...(person.levels.length < secrecies.length ? [sql`secrecy IN ${listed(person.levels)}`] : []),
    ...(hidden.length === 0 ? [] : [sql`document_id NOT IN (SELECT value FROM json_each(${JSON.stringify(hidden)}))`]),
  ]
  const byHolder = holders !== null || accountId !== undefined || unitId !== undefined
  const byGiver = givenBy !== undefined || (!alone && scope === 'given-by-me')
  const index = bodyId !== undefined ? 'handling_item_by_document' : byHolder ? 'handling_item_of_holder' : byGiver ? 'handling_item_of_giver' : 'handling_item_by_day'
  return { table: sql`handling_item INDEXED BY ${named(index)}`, condition: conditions.length === 0 ? sql`1` : joined(conditions, ' AND ') }
}

interface Days {
  readonly yesterday: string
  readonly today: string
  readonly soonUntil: string
}

function inTab(tab: Tab, days: Days): Sql {
  const { phase, from, to, waiting } = tabDays(tab, days)
  return sql`phase = ${phase} AND day BETWEEN ${from} AND ${to}${waiting ? sql` AND waiting = 1` : sql``}`
}

/** How much each tab holds. */
function countTabs(db: ReadDb, { table, condition }: Items, days: Days): Record<Tab, number> {
  const open = db.get<Record<string, number>>(sql`
    SELECT count(*) AS open, coalesce(sum(waiting), 0) AS waiting, coalesce(sum(day = ${days.today}), 0) AS today,
           coalesce(sum(day < ${days.today}), 0) AS overdue, coalesce(sum(day BETWEEN ${days.today} AND ${days.soonUntil}), 0) AS soon
    FROM ${table} WHERE phase = 'open' AND ${condition}`)!
  const done = db.value<number>(sql`SELECT count(*) FROM ${table} WHERE phase = 'done' AND ${condition}`) ?? 0
  return { today: open['today']!, overdue: open['overdue']!, 'due-soon': open['soon']!, waiting: open['waiting']!, open: open['open']!, done }
}

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
function boardDocuments(db: ReadDb, ids: readonly string[]) {
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
  const days: Days = { yesterday: addDays(today, -1), today, soonUntil: addWorkingDays(calendar, today, soonDays) }
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
  const rule = rulebook.entries.reminders.find((one) => rulebook.inForce(one, today))
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

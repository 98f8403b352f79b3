// The working calendar of this office: the rulebook's, with the days that it set itself; terms of documents by it, and when its people are reminded.
import type { ReadDb } from '../archive/database.ts'
import { sql } from '../archive/sql.ts'
import type { WorkingCalendar } from '../rulebook/calendar.ts'
import { dueDateFor, forwardBy } from '../rulebook/due.ts'
import type { Received } from '../rulebook/due.ts'
import type { Rulebook } from '../rulebook/rulebook.ts'
import type { ReminderRule } from '../rulebook/types.ts'
import { yearOf } from '../text/dates.ts'
import type { ownDayKinds } from './words.ts'

export interface OwnDay {
  readonly day: string
  readonly kind: (typeof ownDayKinds)[number]
  readonly reason: string
}

/** What the office set for the days between two, both included. */
export function ownDays(db: ReadDb, from: string, to: string): OwnDay[] {
  return db.all<OwnDay>(sql`SELECT id AS day, kind, reason FROM days_own WHERE id BETWEEN ${from} AND ${to} AND kind <> 'lawful' ORDER BY id`)
}

/** The calendar of the years around two days, a year more on both sides: terms and reminders reach over. */
export function officeCalendar(db: ReadDb, rulebook: Rulebook, from: string, to: string): WorkingCalendar {
  const [first, last] = [yearOf(from) - 1, yearOf(to) + 1]
  const own = ownDays(db, `${first}-01-01`, `${last}-12-31`)
  const of = (kind: OwnDay['kind']) => own.filter((one) => one.kind === kind).map(({ day }) => day)
  return rulebook.calendar(first, last, { daysOff: of('off'), workingDays: of('working') })
}

/** By when a document is to be handled, and forwarded, as the rules have it. */
export function termsOf(db: ReadDb, rulebook: Rulebook, received: Received) {
  const calendar = officeCalendar(db, rulebook, received.receivedOn, received.receivedOn)
  return { dueDate: dueDateFor(rulebook.entries.dueRules, calendar, received), forwardBy: forwardBy(rulebook.entries.dueRules, calendar, received) }
}

/**
 * The day due of a document that is handed out: its own, where the registration says one; else by the rules from the day on which it
 * came. Where that has gone by (an old document, or one handed out late) the term runs from today: nobody is late at once.
 */
export function usualDueDate(db: ReadDb, rulebook: Rulebook, row: { readonly urgency: Received['urgency']; readonly document_type_id: string; readonly register_date: string; readonly due_date: string | null }, today: string): string | null {
  if (row.due_date !== null) return row.due_date
  const of = (receivedOn: string) => termsOf(db, rulebook, { urgency: row.urgency, documentTypeId: row.document_type_id, receivedOn }).dueDate
  const due = of(row.register_date)
  return due !== null && due < today ? of(today) : due
}

/** The rule of reminders in force on a day. */
export function reminderRule(rulebook: Rulebook, day: string): ReminderRule | undefined {
  return rulebook.entries.reminders.find((one) => rulebook.inForce(one, day))
}

/** At which times of a working day people are reminded: the office's own, else the rulebook's. */
export function reminderTimes(db: ReadDb, rulebook: Rulebook, day: string): { readonly times: string[]; readonly isOwn: boolean } {
  const own = db.value<string>(sql`SELECT times_of_day FROM reminder_rule WHERE id = 'office'`)
  return { times: own?.split(' ') ?? [...(reminderRule(rulebook, day)?.times ?? [])], isOwn: own !== undefined }
}

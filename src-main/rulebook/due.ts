// Terms of incoming documents (thời hạn): by when one must be forwarded and handled, and when its holder is reminded.
// The rules are data (resources/rulebook/due-rules.json, reminders.json): NĐ 30/2020/NĐ-CP, Điều 4, 23, 24, and practice.
import { addWorkingDays, dayOff, workingDaysBetween } from './calendar.ts'
import type { WorkingCalendar } from './calendar.ts'
import { inForce } from './rules.ts'
import type { Day, DueRule, ReminderRule, Urgency } from './types.ts'

/** What decides the terms of a document: `receivedOn` also says which rules are in force. */
export interface Received {
  readonly urgency: Urgency['id']
  readonly documentTypeId: string | null
  readonly receivedOn: Day
}

/** By which day a document must be handled, never a day off; null: no rule sets one. */
export function dueDateFor(rules: readonly DueRule[], calendar: WorkingCalendar, received: Received): Day | null {
  return endOfTerm(rules, 'handling', calendar, received)
}

/** By which day a document must be registered, submitted and forwarded, never a day off; null: no rule sets one. */
export function forwardBy(rules: readonly DueRule[], calendar: WorkingCalendar, received: Received): Day | null {
  return endOfTerm(rules, 'forwarding', calendar, received)
}

function endOfTerm(rules: readonly DueRule[], kind: DueRule['kind'], calendar: WorkingCalendar, { urgency, documentTypeId, receivedOn }: Received): Day | null {
  const fitting = rules.filter((rule) => rule.kind === kind && inForce(rule, receivedOn) && (rule.urgencies === null || rule.urgencies.includes(urgency)))
  const ofType = documentTypeId === null ? undefined : fitting.find((rule) => rule.documentTypeIds?.includes(documentTypeId))
  const days = (ofType ?? fitting.find((rule) => rule.documentTypeIds === null))?.workingDays
  return days === undefined || days === null ? null : addWorkingDays(calendar, receivedOn, days)
}

/** `workingDays`: until the day due, or since. */
export interface Reminder {
  readonly kind: 'due' | 'overdue'
  readonly workingDays: number
}

/** Whether today is a day on which the holder of an open document is reminded; null: it is not. On days off nobody is. */
export function reminderOn(rule: ReminderRule, calendar: WorkingCalendar, { dueDate, today }: { readonly dueDate: Day; readonly today: Day }): Reminder | null {
  if (dayOff(calendar, today) !== null) return null
  if (today <= dueDate) {
    const workingDays = workingDaysBetween(calendar, today, dueDate)
    return rule.workingDaysBefore.includes(workingDays) ? { kind: 'due', workingDays } : null
  }
  const workingDays = workingDaysBetween(calendar, dueDate, today)
  return rule.overdueEvery !== null && (workingDays - 1) % rule.overdueEvery === 0 ? { kind: 'overdue', workingDays } : null
}

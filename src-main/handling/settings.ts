// What is kept for the handling of documents: phrases of directions, the office's own days and times of reminders, suggested days due.
import { sql } from '../archive/sql.ts'
import { err, ok } from '../contract/result.ts'
import { handleCommand, handleQuery } from '../handler/handler.ts'
import { dayOff } from '../rulebook/calendar.ts'
import { mayReadDocument } from '../registers/reading/readers.ts'
import { presentDocument } from '../registers/records.ts'
import { getReminderTimes, listPhrases, suggestDueDate } from './board-contract.ts'
import { removePhrase, savePhrase, setOwnDays, setReminderTimes } from './contract.ts'
import { officeCalendar, reminderTimes, termsOf, usualDueDate } from './days.ts'

const keep = handleCommand(savePhrase, ({ tx, actor, newId }, { text }) => {
  const id = tx.value<string>(sql`SELECT id FROM direction_phrase WHERE owner = ${actor} AND text = ${text}`) ?? newId()
  return ok({ id, entry: tx.append([{ table: 'direction_phrase', id, set: tx.row('direction_phrase', id) === null ? { owner: actor, text, uses: 0, removed: 0 } : { removed: 0 } }]) })
})

const drop = handleCommand(removePhrase, ({ tx, actor }, { id }) => {
  const row = tx.row('direction_phrase', id)
  if (row === null || row['owner'] !== actor || row['removed'] === 1) return err('PHRASE_NOT_FOUND', { id })
  return ok({ id, entry: tx.append([{ table: 'direction_phrase', id, set: { removed: 1 } }]) })
})

const phrases = handleQuery(listPhrases, ({ db, actor }) =>
  ok({ phrases: db.all<{ id: string; text: string; uses: number }>(sql`SELECT id, text, uses FROM direction_phrase WHERE owner = ${actor} AND removed = 0 ORDER BY uses DESC, text, id`) }))

const ownCalendar = handleCommand(setOwnDays, ({ tx }, { days }) => ok({ entry: tx.append(days.map(({ day, kind, reason }) => ({ table: 'days_own', id: day, set: { kind, reason } }))) }))

const setTimes = handleCommand(setReminderTimes, ({ tx }, { times }) => ok({ entry: tx.append([{ table: 'reminder_rule', id: 'office', set: { times_of_day: times.toSorted().join(' ') } }]) }))

const times = handleQuery(getReminderTimes, ({ db, rulebook, today }) =>
  ok({ ...reminderTimes(db, rulebook, today), today, isWorkingDay: dayOff(officeCalendar(db, rulebook, today, today), today) === null }))

const suggest = handleQuery(suggestDueDate, ({ db, rulebook, today, person }, input) => {
  if (!('documentId' in input)) return ok(termsOf(db, rulebook, { urgency: input.urgency, documentTypeId: input.documentTypeId ?? null, receivedOn: input.day ?? today }))
  const row = presentDocument(db, input.documentId)
  if (row === undefined || !mayReadDocument(db, person, row)) return err('DOCUMENT_NOT_FOUND', { id: input.documentId })
  const { forwardBy } = termsOf(db, rulebook, { urgency: row.urgency, documentTypeId: row.document_type_id, receivedOn: row.register_date })
  return ok({ dueDate: usualDueDate(db, rulebook, row, today), forwardBy })
})

export const settingsHandlers = [keep, drop, phrases, ownCalendar, setTimes, times, suggest]

// What is read of the handling of documents: the course of one, boards, days, reminders and their times, the day's list, the report and the slip.
import { z } from 'zod'
import { defineQuery } from '../contract/define.ts'
import { day, recordId, text, timeOfDay, urgency } from '../contract/fields.ts'
import { party } from '../people/schemas.ts'
import { printed, printFormat, withTopSecretSubjects } from '../registers/print-contract.ts'
import { shownReport } from '../registers/reports/contract.ts'
import { assignmentRole, boardDocument, courseAssignment, courseEvent, ownDayKind, shownAssignment } from './schemas.ts'
import { scopes, tabs } from './words.ts'

export const getCourse = defineQuery('handling.getCourse', {
  about: 'The whole course of a document: who has what until when, and everything that happened, oldest first',
  needs: ['read-documents'],
  concerns: { documentId: 'document' },
  notes: 'view',
  input: z.strictObject({ documentId: recordId }),
  output: z.strictObject({
    /** none: handed to nobody; open; done: its lead is done and nothing is open */
    state: z.enum(['none', 'open', 'done']),
    overdue: z.boolean(),
    dueDate: day.nullable(),
    completedAt: z.string().nullable(),
    onTime: z.boolean().nullable(),
    /** what was passed on stands after what it was passed on from, one level deeper */
    assignments: z.array(z.strictObject({ ...courseAssignment.shape, depth: z.int().nonnegative() })),
    events: z.array(courseEvent),
  }),
  errors: ['DOCUMENT_NOT_FOUND'],
})

/** Whose work; with more fields only what all of them say. */
const whose = {
  /** unit: what the person's unit and its persons have; an archive without accounts has one person, whose everything is */
  scope: z.enum(scopes).default('mine'),
  accountId: recordId.optional(),
  unitId: recordId.optional(),
  /** who gave it: a leader */
  givenBy: recordId.optional(),
  /** who issued the document */
  bodyId: recordId.optional(),
}

/** working days that due-soon looks ahead */
const soonDays = z.int().min(0).max(60).default(3)

export const listBoard = defineQuery('handling.listBoard', {
  about: 'Work on incoming documents, by tab: due today, overdue, due soon, not accepted, open, done; how much each tab holds',
  needs: ['read-documents'],
  input: z.strictObject({
    ...whose,
    when: z.enum(tabs).default('open'),
    /** only what is due, or was done, on this day */
    day: day.optional(),
    soonDays,
    after: z.string().max(200).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.strictObject({
    rows: z.array(z.strictObject({ ...shownAssignment.shape, document: boardDocument, overdue: z.boolean() })),
    next: z.string().nullable(),
    counts: z.strictObject({ today: z.int(), overdue: z.int(), 'due-soon': z.int(), waiting: z.int(), open: z.int(), done: z.int() }),
    /** the last day that due-soon holds */
    soonUntil: day,
  }),
  errors: ['CURSOR_INVALID'],
  runs: 'reader',
})

export const listDueDays = defineQuery('handling.listDueDays', {
  about: 'The days of a calendar: which are off and why, and how much open work is due on each',
  needs: ['read-documents'],
  input: z.strictObject({ ...whose, from: day, to: day }),
  output: z.strictObject({
    days: z.array(z.strictObject({
      day,
      off: z.strictObject({ kind: z.enum(['rest', 'holiday', 'made-up', 'own']), reason: z.string(), reasonEn: z.string() }).nullable(),
      /** what the office set for it */
      own: z.strictObject({ kind: ownDayKind, reason: z.string() }).nullable(),
      due: z.int().nonnegative(),
    })),
  }),
  errors: ['RANGE_REVERSED', 'RANGE_TOO_LONG'],
})

export const suggestDueDate = defineQuery('handling.suggestDueDate', {
  about: 'By when a document is to be handled and forwarded, by its urgency and type, in working days; null: no rule says',
  needs: ['read-documents'],
  concerns: { documentId: 'document' },
  input: z.union([
    z.strictObject({ documentId: recordId }),
    z.strictObject({ urgency, documentTypeId: recordId.optional(), /** on which it came; default: today */ day: day.optional() }),
  ]),
  output: z.strictObject({ dueDate: day.nullable(), forwardBy: day.nullable() }),
  errors: ['DOCUMENT_NOT_FOUND'],
})

export const listPhrases = defineQuery('handling.listPhrases', {
  about: 'The words that the person keeps for directions, those used most first',
  needs: ['direct', 'distribute', 'handle'],
  input: z.strictObject({}),
  output: z.strictObject({ phrases: z.array(z.strictObject({ id: recordId, text: z.string(), uses: z.int() })) }),
})

export const listReminders = defineQuery('handling.listReminders', {
  about: 'What the person is reminded of today: what is due soon or overdue, by the rules and working days, and what somebody reminded them of',
  needs: ['read-documents'],
  input: z.strictObject({}),
  output: z.strictObject({
    reminders: z.array(z.strictObject({
      ...shownAssignment.shape,
      document: boardDocument,
      /** asked: by a person alone */
      kind: z.enum(['due', 'overdue', 'asked']),
      /** until the day due, or since; null where it is asked alone */
      workingDays: z.int().nullable(),
      asked: z.strictObject({ by: z.string(), text: z.string().nullable(), at: z.string() }).nullable(),
    })),
  }),
})

export const getReminderTimes = defineQuery('handling.getReminderTimes', {
  about: 'At which times of a working day the office’s people are reminded, and whether today is one',
  needs: ['read-documents'],
  input: z.strictObject({}),
  output: z.strictObject({
    times: z.array(timeOfDay),
    /** the office set them itself */
    isOwn: z.boolean(),
    today: day,
    isWorkingDay: z.boolean(),
  }),
})

export const printDailyList = defineQuery('handling.printDailyList', {
  about: 'The day’s list of work on incoming documents (danh sách việc trong ngày), by holder: overdue, due today, due soon, not accepted; as PDF, sheet or Word file',
  needs: ['print'],
  notes: 'print',
  input: z.strictObject({ ...whose, soonDays, withTopSecretSubjects, format: printFormat }),
  output: printed,
  runs: 'task',
})

export const suggestHandOver = defineQuery('handling.suggestHandOver', {
  about: 'What was handed out on some days and not handed over on paper yet, by receiver: one batch each',
  needs: ['keep-registers'],
  /** default of both: today */
  input: z.strictObject({ from: day.optional(), to: day.optional() }),
  output: z.strictObject({ receivers: z.array(z.strictObject({ to: party, lines: z.array(z.strictObject({ role: assignmentRole, givenOn: day, document: boardDocument })) })) }),
  errors: ['RANGE_REVERSED'],
})

const reportFields = {
  from: day,
  to: day,
  by: z.enum(['unit', 'person', 'period']).default('unit'),
} as const

export const report = defineQuery('handling.report', {
  about: 'How incoming documents of some days are handled, by leading unit, person or month: received, in time, late, open, overdue, rate in time',
  needs: ['print'],
  input: z.strictObject(reportFields),
  output: shownReport,
  errors: ['RANGE_REVERSED'],
  runs: 'reader',
})

export const printReport = defineQuery('handling.printReport', {
  about: 'The same report as PDF, sheet or Word file',
  needs: ['print'],
  notes: 'print',
  input: z.strictObject({ ...reportFields, signerPost: text(100, 1).default('Chánh Văn phòng'), format: printFormat }),
  output: printed,
  errors: ['RANGE_REVERSED'],
  runs: 'task',
})

export const printRoutingSlip = defineQuery('handling.printRoutingSlip', {
  about: 'Phiếu giải quyết văn bản đến of a document, in three parts, filled as far as it has come, dotted for the hand',
  needs: ['print'],
  concerns: { documentId: 'document' },
  notes: 'print',
  input: z.strictObject({ documentId: recordId, withTopSecretSubjects }),
  output: printed,
  errors: ['DOCUMENT_NOT_FOUND', 'DOCUMENT_NOT_INCOMING'],
  runs: 'task',
})

export const printCourse = defineQuery('handling.printCourse', {
  about: 'The whole course of an incoming document as PDF, sheet or Word file: registered, directed, handed out, worked on; with who viewed it, for those who read the trail',
  needs: ['print'],
  concerns: { documentId: 'document' },
  notes: 'print',
  input: z.strictObject({ documentId: recordId, signerPost: text(100, 1).default('Chánh Văn phòng'), withTopSecretSubjects, format: printFormat }),
  output: printed,
  errors: ['DOCUMENT_NOT_FOUND', 'DOCUMENT_NOT_INCOMING'],
  runs: 'task',
})

export const boardContract = [getCourse, listBoard, listDueDays, suggestDueDate, listPhrases, listReminders, getReminderTimes, printDailyList, suggestHandOver, report, printReport, printRoutingSlip, printCourse] as const

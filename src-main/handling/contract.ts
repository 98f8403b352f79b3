// Theo dõi giải quyết văn bản đến: handing documents out, directions, work on them, following and reminding. NĐ 30/2020/NĐ-CP, Điều 23, 24
// and Phụ lục VI, III.1.l, III.1.m, III.5.a.
import { z } from 'zod'
import { defineCommand } from '../contract/define.ts'
import { commandId, day, entryRef, recordId, text, timeOfDay } from '../contract/fields.ts'
import { onBehalfOf } from '../people/schemas.ts'
import { boardContract } from './board-contract.ts'
import { mostReminders } from './rules.ts'
import { direction, ink, longest, ownDayKind, reason, receiver } from './schemas.ts'

const ofDocument = ['DOCUMENT_NOT_FOUND', 'DOCUMENT_NOT_INCOMING', 'DOCUMENT_CANCELLED', 'DOCUMENT_RETURNED'] as const
const giving = ['ACCOUNT_NOT_FOUND', 'UNIT_NOT_FOUND', 'CLEARANCE_TOO_LOW', 'NOT_A_READER', 'LEAD_STANDS', 'LEAD_MISSING', 'ASSIGNED_TWICE', 'DUE_BEFORE_ARRIVAL'] as const
const ofAssignment = ['ASSIGNMENT_NOT_FOUND', 'ASSIGNMENT_CLOSED', 'ASSIGNMENT_NOT_YOURS', ...ofDocument] as const

const receivers = z.array(receiver).min(1).max(100)
const given = z.strictObject({ documentId: recordId, assignmentIds: z.array(recordId), entry: entryRef })
const worked = z.strictObject({ id: recordId, entry: entryRef })
/** one's own work on what was handed to one */
const working = ['handle', 'note-for-others'] as const
/** of who gave it; a specialist gives what they pass on */
const following = ['distribute', 'handle'] as const

export const distribute = defineCommand('handling.distribute', {
  about: 'Hands an incoming document to persons and units of the office (giao việc): one leads, others cooperate or are told; until when, as the rules have it where no day is said',
  needs: ['distribute'],
  concerns: { documentId: 'document' },
  input: z.strictObject({
    commandId,
    documentId: recordId,
    to: receivers,
    /** bút phê on the document, for all */
    direction: direction.optional(),
    ink: ink.optional(),
    /** null: none; left out: the document's own, else by urgency, type and working days */
    dueDate: day.nullable().optional(),
    asksReceipt: z.boolean().default(false),
    onBehalfOf: onBehalfOf.optional(),
  }),
  output: given,
  errors: [...ofDocument, ...giving, 'FILE_NOT_STAGED', 'INK_NOT_PICTURE'],
})

export const direct = defineCommand('handling.direct', {
  about: 'A leader’s words on an incoming document (bút phê), typed or written by hand',
  needs: ['direct', 'note-for-others'],
  concerns: { documentId: 'document' },
  input: z.strictObject({ commandId, documentId: recordId, direction: direction.optional(), ink: ink.optional(), onBehalfOf: onBehalfOf.optional() }),
  output: z.strictObject({ documentId: recordId, eventId: recordId, entry: entryRef }),
  errors: [...ofDocument, 'ACCOUNT_NOT_FOUND', 'DIRECTION_EMPTY', 'FILE_NOT_STAGED', 'INK_NOT_PICTURE'],
})

export const accept = defineCommand('handling.accept', {
  about: 'Takes on what was handed to one; what is for information is done with that',
  needs: working,
  input: z.strictObject({ commandId, assignmentId: recordId }),
  output: worked,
  errors: [...ofAssignment, 'ASSIGNMENT_ACCEPTED'],
})

export const passOn = defineCommand('handling.passOn', {
  about: 'Passes on what was handed to one, to persons of the unit or others; it stays open with the one who passes it on',
  needs: working,
  input: z.strictObject({ commandId, assignmentId: recordId, to: receivers, direction: direction.optional(), dueDate: day.nullable().optional(), asksReceipt: z.boolean().default(false) }),
  output: given,
  errors: [...ofAssignment, ...giving],
})

export const reportProgress = defineCommand('handling.reportProgress', {
  about: 'Notes how far the work is, or what its holder proposes',
  needs: working,
  input: z.strictObject({ commandId, assignmentId: recordId, text: direction }),
  output: worked,
  errors: ofAssignment,
})

export const answer = defineCommand('handling.answer', {
  about: 'Says which outgoing document answers an incoming one, and ties the two; without assignment, that of the person who leads',
  needs: working,
  concerns: { documentId: 'document', answerDocumentId: 'linked' },
  input: z.strictObject({ commandId, documentId: recordId, answerDocumentId: recordId, assignmentId: recordId.optional(), text: direction.optional() }),
  output: worked,
  errors: [...ofAssignment, 'DOCUMENT_NOT_OUTGOING', 'DOCUMENT_RECALLED'],
})

export const complete = defineCommand('handling.complete', {
  about: 'Closes what was handed to one as done; what was passed on below it and is open is withdrawn',
  needs: working,
  input: z.strictObject({ commandId, assignmentId: recordId, result: direction.optional() }),
  output: worked,
  errors: ofAssignment,
})

export const giveBack = defineCommand('handling.return', {
  about: 'Gives what was handed to one back to who gave it, with the reason',
  needs: working,
  input: z.strictObject({ commandId, assignmentId: recordId, reason }),
  output: worked,
  errors: ofAssignment,
})

export const extend = defineCommand('handling.extend', {
  about: 'Gives more time, by who gave the work or may hand out documents; with the reason',
  needs: following,
  input: z.strictObject({ commandId, assignmentId: recordId, until: day, reason }),
  output: worked,
  errors: [...ofAssignment, 'EXTENSION_NOT_LATER'],
})

export const withdraw = defineCommand('handling.withdraw', {
  about: 'Takes work back from who has it, by who gave it or may hand out documents; with the reason',
  needs: following,
  input: z.strictObject({ commandId, assignmentId: recordId, reason }),
  output: worked,
  errors: ofAssignment,
})

export const remind = defineCommand('handling.remind', {
  about: 'Reminds who has open work; it stands among their reminders until something is done',
  needs: following,
  input: z.strictObject({ commandId, assignmentId: recordId, text: text(longest.reason, 1).optional() }),
  output: worked,
  errors: ofAssignment,
})

export const savePhrase = defineCommand('handling.savePhrase', {
  about: 'Keeps words that one uses in directions; those used most stand first',
  needs: ['direct', 'distribute', 'handle'],
  input: z.strictObject({ commandId, text: text(longest.phrase, 1) }),
  output: worked,
})

export const removePhrase = defineCommand('handling.removePhrase', {
  about: 'Takes kept words away',
  needs: ['direct', 'distribute', 'handle'],
  input: z.strictObject({ commandId, id: recordId }),
  output: worked,
  errors: ['PHRASE_NOT_FOUND'],
})

export const setOwnDays = defineCommand('handling.setOwnDays', {
  about: 'Says on which days the office does not work, or works all the same (làm bù); lawful takes that back',
  needs: ['distribute'],
  input: z.strictObject({
    commandId,
    days: z.array(z.strictObject({ day, kind: ownDayKind, reason: text(200).default('') })).min(1).max(366)
      .refine((days) => new Set(days.map((one) => one.day)).size === days.length, { error: 'not-allowed' }),
  }),
  output: z.strictObject({ entry: entryRef }),
})

export const setReminderTimes = defineCommand('handling.setReminderTimes', {
  about: 'Says at which times of a working day the office’s people are reminded of their work, in the window and by the system',
  needs: ['distribute'],
  input: z.strictObject({
    commandId,
    times: z.array(timeOfDay).min(1).max(mostReminders).refine((times) => new Set(times).size === times.length, { error: 'not-allowed' }),
  }),
  output: z.strictObject({ entry: entryRef }),
})

const commands = [distribute, direct, accept, passOn, reportProgress, answer, complete, giveBack, extend, withdraw, remind, savePhrase, removePhrase, setOwnDays, setReminderTimes] as const

export const handlingContract = [...commands, ...boardContract] as const

// Papers in other hands: handed over in batches (phiếu giao nhận), received on screen or by signature, asked back, returned, lost.
// NĐ 30/2020/NĐ-CP, Điều 23 khoản 3.
import { z } from 'zod'
import { lengths } from '../../contract/choices.ts'
import { defineCommand, defineQuery } from '../../contract/define.ts'
import { commandId, day, entryRef, recordId, secrecy, text, urgency } from '../../contract/fields.ts'
import { printed, printFormat, withTopSecretSubjects } from '../print-contract.ts'
import { chases, outcomes, paperStates, struckKinds } from './rules.ts'

/** lines at once: a stack of papers, and what one entry of the journal holds */
const mostLines = 200
const ids = z.array(recordId).min(1).max(mostLines)
const reason = text(lengths.reason, 1)
const noted = z.strictObject({ ids: z.array(recordId), entry: entryRef })
const ofLine = ['DISPATCH_NOT_FOUND', 'ENTRY_STRUCK', 'NOTED_IN_FUTURE'] as const

/** A person or unit of the office, or anybody by name. */
const paperReceiver = z.union([z.strictObject({ accountId: recordId }), z.strictObject({ unitId: recordId }), z.strictObject({ name: text(200, 1) })])
export type PaperReceiver = z.output<typeof paperReceiver>

/** as it is shown; `id` null: a name in free words */
const party = z.strictObject({ kind: z.enum(['account', 'unit', 'name']), id: z.string().nullable(), name: z.string() })

export const handOver = defineCommand('registers.handOver', {
  about: 'Hands papers to one receiver at once (phiếu giao nhận): one line of the transfer book each, all or none',
  needs: ['keep-registers'],
  concerns: { documentIds: 'document' },
  input: z.strictObject({ commandId, to: paperReceiver, documentIds: ids, /** default: today */ date: day.optional() }),
  /** `number` in the year of its day; `ids` of the lines */
  output: z.strictObject({ id: recordId, number: z.int(), ids: z.array(recordId), entry: entryRef }),
  errors: [
    'DOCUMENT_NOT_FOUND', 'DOCUMENT_CANCELLED', 'DOCUMENT_RETURNED', 'DOCUMENT_NOT_ISSUED', 'NOTED_IN_FUTURE', 'NOTED_BEFORE_DOCUMENT', 'ACCOUNT_NOT_FOUND', 'UNIT_NOT_FOUND', 'CLEARANCE_TOO_LOW', 'NOT_A_READER', 'ALREADY_HANDED',
  ],
})

export const confirmReceipt = defineCommand('registers.confirmReceipt', {
  about: 'Says at one’s own desk that papers came which were handed to oneself or to one’s unit; all or none',
  needs: ['read-documents'],
  concerns: { ids: 'handed' },
  input: z.strictObject({ commandId, ids, date: day.optional() }),
  output: noted,
  errors: [...ofLine, 'DISPATCH_NOT_YOURS', 'DISPATCH_RECEIVED', 'DISPATCH_ENDED', 'RECEIVED_BEFORE_SENT'],
})

export const takeBackReceipts = defineCommand('registers.takeBackReceipts', {
  about: 'Takes back what one said oneself of papers, that they came (lấy lại “Đã nhận”): they wait again, and what was said stays beside them, struck through; all or none',
  needs: ['read-documents'],
  concerns: { ids: 'handed' },
  input: z.strictObject({ commandId, ids, reason }),
  output: noted,
  errors: ['DISPATCH_NOT_FOUND', 'ENTRY_STRUCK', 'DISPATCH_NOT_YOURS', 'NOTHING_TO_STRIKE', 'RECEIPT_NOT_YOURS', 'DISPATCH_ENDED'],
})

export const noteReceipts = defineCommand('registers.noteReceipts', {
  about: 'Notes from the signed sheet that several papers were received (ghi thay): by whom and when; all or none',
  needs: ['keep-registers'],
  concerns: { ids: 'dispatch' },
  input: z.strictObject({ commandId, ids, receivedBy: text(200, 1), date: day.optional() }),
  output: noted,
  errors: [...ofLine, 'DISPATCH_RECEIVED', 'DISPATCH_ENDED', 'RECEIVED_BEFORE_SENT'],
})

export const askBack = defineCommand('registers.askBack', {
  about: 'Asks for papers that are out (đòi lại)',
  needs: ['keep-registers'],
  concerns: { ids: 'dispatch' },
  input: z.strictObject({ commandId, ids, date: day.optional() }),
  output: noted,
  errors: [...ofLine, 'DISPATCH_ENDED', 'DISPATCH_ASKED_BACK', 'NOT_ON_PAPER', 'RECEIVED_BEFORE_SENT'],
})

export const notePaperReturned = defineCommand('registers.notePaperReturned', {
  about: 'Notes that papers came back (trả lại bản giấy), and in what state; handed on again they are new lines',
  needs: ['keep-registers'],
  concerns: { ids: 'dispatch' },
  input: z.strictObject({ commandId, ids, date: day.optional(), note: text(lengths.note).optional() }),
  output: noted,
  errors: [...ofLine, 'DISPATCH_ENDED', 'NOT_ON_PAPER', 'RECEIVED_BEFORE_SENT'],
})

export const notePaperLost = defineCommand('registers.notePaperLost', {
  about: 'Notes that papers are lost (thất lạc): by which report, or why',
  needs: ['keep-registers'],
  concerns: { ids: 'dispatch' },
  input: z.strictObject({ commandId, ids, date: day.optional(), reason }),
  output: noted,
  errors: [...ofLine, 'DISPATCH_ENDED', 'NOT_ON_PAPER', 'RECEIVED_BEFORE_SENT'],
})

export const strikeDispatches = defineCommand('registers.strikeDispatches', {
  about: 'Strikes several lines of the postal or transfer book through, as those of a batch; all or none',
  needs: ['keep-registers'],
  concerns: { ids: 'dispatch' },
  input: z.strictObject({ commandId, ids, reason }),
  output: noted,
  errors: ['DISPATCH_NOT_FOUND', 'ENTRY_STRUCK'],
})

export const strikeDispatchNote = defineCommand('registers.strikeDispatchNote', {
  about: 'Strikes through what was noted of a line in error, its receipt, asking back, return or loss; the line goes on without it, and what was struck stays beside it',
  needs: ['keep-registers'],
  concerns: { id: 'dispatch' },
  input: z.strictObject({ commandId, id: recordId, kind: z.enum(struckKinds), reason }),
  output: z.strictObject({ id: recordId, entry: entryRef }),
  errors: ['DISPATCH_NOT_FOUND', 'ENTRY_STRUCK', 'NOTHING_TO_STRIKE', 'ALREADY_HANDED'],
})

/** What is kept of a line beside to whom it went and when. */
export const paperFields = {
  batch: z.strictObject({ id: recordId, number: z.int() }).nullable(),
  state: z.enum(paperStates),
  receivedBy: z.string().nullable(),
  receivedDate: day.nullable(),
  /** its receiver said so on their own desk */
  onScreen: z.boolean(),
  /** the person at this desk said so, and may take it back */
  isMyReceipt: z.boolean(),
  /** who noted it in the receiver's place; null: before that was kept */
  receiptNotedBy: z.string().nullable(),
  askedBackOn: day.nullable(),
  outcome: z.strictObject({ kind: z.enum(outcomes), date: day, note: z.string().nullable(), notedBy: z.string() }).nullable(),
  /** the person at this desk may say that it came */
  isMine: z.boolean(),
}

/** Who has papers of a document now: to be told before it is destroyed or kept from them. */
export const paperHolder = z.strictObject({
  name: z.string(), accountId: z.string().nullable(), unitId: z.string().nullable(), how: z.enum(['direct', 'post', 'record-copy']), since: day,
  /** as far as it was noted */
  received: z.boolean(),
})

/** What was noted of a line and struck through. */
export const struckNote = z.strictObject({ kind: z.enum(struckKinds), date: day.nullable(), person: z.string().nullable(), note: z.string().nullable(), reason: z.string() })

export const listHandOvers = defineQuery('registers.listHandOvers', {
  about: 'Papers that somebody must run after, by receiver: handed over and not received yet, asked back and still out, lost; how many of each there are',
  needs: ['read-documents'],
  input: z.strictObject({
    when: z.enum(chases).default('waiting'),
    /** mine: handed to oneself or to one's unit */
    scope: z.enum(['mine', 'all']).default('all'),
    limit: z.int().min(1).max(1000).default(300),
  }),
  output: z.strictObject({
    rows: z.array(z.strictObject({
      id: recordId,
      to: party,
      date: day,
      ...paperFields,
      document: z.strictObject({ id: recordId, direction: z.enum(['incoming', 'outgoing']), /** số đến, or the number of an outgoing document */ number: z.string(), numberSymbol: z.string(), subject: z.string(), secrecy, urgency }),
    })),
    more: z.int().nonnegative(),
    counts: z.strictObject({ waiting: z.int(), 'asked-back': z.int(), lost: z.int() }),
  }),
})

export const printHandOvers = defineQuery('registers.printHandOvers', {
  about: 'Sheets of papers that were handed over (phiếu giao nhận văn bản), each with one place for a signature',
  needs: ['print'],
  notes: 'print',
  input: z.strictObject({ batchIds: z.array(recordId).min(1).max(50), withTopSecretSubjects, format: printFormat }),
  output: printed,
  errors: ['BATCH_NOT_FOUND'],
  runs: 'task',
})

export const papersContract = [handOver, confirmReceipt, takeBackReceipts, noteReceipts, askBack, notePaperReturned, notePaperLost, strikeDispatches, strikeDispatchNote, listHandOvers, printHandOvers] as const

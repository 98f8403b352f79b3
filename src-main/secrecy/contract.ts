// The regime of secrets (chế độ mật): what a PC may hold, raising and lowering by decision, the end of protection, numbered copies.
// Luật Bảo vệ bí mật nhà nước; NĐ 30/2020/NĐ-CP, Phụ lục VI, III.3.a, III.7.d.
import { z } from 'zod'
import { lengths } from '../contract/choices.ts'
import { defineCommand, defineQuery } from '../contract/define.ts'
import { commandId, day, entryRef, recordId, secrecy, text } from '../contract/fields.ts'
import { copyEnds, decisionKinds } from './schema.ts'

const changed = z.strictObject({ id: recordId, entry: entryRef })
const decision = z.strictObject({ numberSymbol: text(lengths.numberSymbol, 1), date: day, by: text(lengths.bodyName, 1), reason: text(lengths.reason, 1) })

export const getPcRule = defineQuery('secrecy.getPcRule', {
  about: 'Up to which level files may be attached on this PC, and whether it stands alone, without any network',
  needs: 'signed-in',
  input: z.strictObject({}),
  output: z.strictObject({ filesUpTo: secrecy, standAlone: z.boolean() }),
})

export const setPcRule = defineCommand('secrecy.setPcRule', {
  about: 'Says up to which level files may be attached, printed and exported on this PC, and whether it stands alone; shown to the one in charge',
  needs: ['manage-office'],
  input: z.strictObject({ commandId, filesUpTo: secrecy, standAlone: z.boolean(), reason: text(lengths.reason, 1) }),
  output: z.strictObject({}),
  errors: ['STAND_ALONE_NEEDED'],
})

export const changeLevel = defineCommand('secrecy.changeLevel', {
  about: 'Raises, lowers or declassifies a document by a decision',
  needs: ['keep-secrets'],
  concerns: { documentId: 'document' },
  input: z.strictObject({ commandId, documentId: recordId, to: secrecy, decision, protectedUntil: day.optional() }),
  output: changed,
  errors: ['DOCUMENT_NOT_FOUND', 'LEVEL_UNCHANGED', 'SECRECY_ABOVE_CLEARANCE', 'SECRECY_FORBIDS_FILES', 'NOTED_IN_FUTURE', 'PROTECTION_ENDS_EARLIER'],
})

export const extendProtection = defineCommand('secrecy.extendProtection', {
  about: 'Keeps a document secret for longer, by a decision (gia hạn thời hạn bảo vệ)',
  needs: ['keep-secrets'],
  concerns: { documentId: 'document' },
  input: z.strictObject({ commandId, documentId: recordId, until: day, decision }),
  output: changed,
  errors: ['DOCUMENT_NOT_FOUND', 'DOCUMENT_NOT_SECRET', 'NOTED_IN_FUTURE', 'PROTECTION_ENDS_EARLIER'],
})

export const destroyDocument = defineCommand('secrecy.destroyDocument', {
  about: 'Notes that a secret document was destroyed by decision: number and decision stay, everything else is erased, from the journal too',
  needs: ['keep-secrets'],
  concerns: { documentId: 'document' },
  input: z.strictObject({ commandId, documentId: recordId, decision }),
  output: z.strictObject({ id: recordId, entry: entryRef, files: z.int(), copiesOut: z.int() }),
  errors: ['DOCUMENT_NOT_FOUND', 'DOCUMENT_NOT_SECRET', 'NOTED_IN_FUTURE', 'COPIES_OUT'],
})

export const giveCopy = defineCommand('secrecy.giveCopy', {
  about: 'Notes a numbered copy of a secret document and who has it',
  needs: ['keep-secrets'],
  concerns: { documentId: 'document' },
  input: z.strictObject({ commandId, documentId: recordId, holder: text(200, 1), date: day.optional(), note: text(lengths.note).optional() }),
  output: z.strictObject({ id: recordId, number: z.int(), entry: entryRef }),
  errors: ['DOCUMENT_NOT_FOUND', 'DOCUMENT_NOT_SECRET', 'NOTED_IN_FUTURE'],
})

export const recallCopies = defineCommand('secrecy.recallCopies', {
  about: 'Asks for all copies of a document that are out (thu hồi)',
  needs: ['keep-secrets'],
  concerns: { documentId: 'document' },
  input: z.strictObject({ commandId, documentId: recordId, date: day.optional() }),
  output: z.strictObject({ id: recordId, asked: z.int(), entry: entryRef }),
  errors: ['DOCUMENT_NOT_FOUND', 'NOTED_IN_FUTURE', 'NO_COPIES_OUT'],
})

export const endCopy = defineCommand('secrecy.endCopy', {
  about: 'Notes what became of a copy: returned, called back, destroyed, lost',
  needs: ['keep-secrets'],
  concerns: { copyId: 'secret-copy' },
  input: z.strictObject({ commandId, copyId: recordId, how: z.enum(copyEnds), date: day.optional(), note: text(lengths.note).optional() }),
  output: changed,
  errors: ['COPY_NOT_FOUND', 'COPY_ENDED', 'NOTED_IN_FUTURE', 'ENDED_BEFORE_GIVEN'],
})

const shownDecision = z.strictObject({
  id: z.string(), kind: z.enum(decisionKinds), from: secrecy, to: secrecy, numberSymbol: z.string(), decidedOn: z.string(), decidedBy: z.string(), reason: z.string(), protectedUntil: z.string().nullable(), notedAt: z.string(), notedBy: z.string(),
})
const shownCopy = z.strictObject({
  id: z.string(), number: z.int(), holder: z.string(), givenOn: z.string(), givenBy: z.string(), note: z.string().nullable(), recallAskedOn: z.string().nullable(), endedOn: z.string().nullable(), end: z.enum(copyEnds).nullable(), endNote: z.string().nullable(),
})

export const getCourse = defineQuery('secrecy.getCourse', {
  about: 'The level of a document with its mark for the envelope, until when it is protected, decisions, and numbered copies',
  needs: ['read-documents'],
  concerns: { documentId: 'document' },
  input: z.strictObject({ documentId: recordId }),
  output: z.strictObject({ level: secrecy, markLetter: z.enum(['A', 'B', 'C']).nullable(), protectedUntil: z.string().nullable(), destroyed: z.boolean(), decisions: z.array(shownDecision), copies: z.array(shownCopy) }),
  errors: ['DOCUMENT_NOT_FOUND'],
})

export const listEnding = defineQuery('secrecy.listEnding', {
  about: 'Secret documents whose protection ends within some days, or has ended: to be extended or declassified in time',
  needs: ['keep-secrets'],
  input: z.strictObject({ withinDays: z.int().min(0).max(3650).default(60), limit: z.int().min(1).max(500).default(100) }),
  output: z.strictObject({ rows: z.array(z.strictObject({ id: z.string(), numberSymbol: z.string(), subject: z.string(), level: secrecy, protectedUntil: z.string(), ended: z.boolean() })), more: z.int() }),
})

export const listCopiesOut = defineQuery('secrecy.listCopiesOut', {
  about: 'All numbered copies that are out, by holder',
  needs: ['keep-secrets'],
  input: z.strictObject({ limit: z.int().min(1).max(1000).default(500) }),
  output: z.strictObject({ rows: z.array(z.strictObject({ ...shownCopy.shape, documentId: z.string(), numberSymbol: z.string(), subject: z.string() })) }),
})

export const secrecyContract = [getPcRule, setPcRule, changeLevel, extendProtection, destroyDocument, giveCopy, recallCopies, endCopy, getCourse, listEnding, listCopiesOut] as const

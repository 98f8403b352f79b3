// The regime of secrets (chế độ mật): what a PC may hold, raising and lowering by decision, the end of protection, numbered copies; and
// documents that are limited to named readers (III.3.b).
// Luật Bảo vệ bí mật nhà nước; NĐ 30/2020/NĐ-CP, Phụ lục VI, III.3.a, III.7.d.
import { z } from 'zod'
import { lengths } from '../contract/choices.ts'
import { defineCommand, defineQuery } from '../contract/define.ts'
import { commandId, day, entryRef, recordId, secrecy, text } from '../contract/fields.ts'
import { paperHolder } from '../registers/dispatch/papers-contract.ts'
import { readerRights } from '../registers/reading/rules.ts'
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
  about: 'Raises, lowers or declassifies a document by a decision; at a level that keeps subjects out of the register the subject goes, unless somebody in charge allowed it',
  needs: ['keep-secrets'],
  concerns: { documentId: 'document' },
  input: z.strictObject({ commandId, documentId: recordId, to: secrecy, decision, protectedUntil: day.optional(), subjectAllowedBy: text(200, 1).optional() }),
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
  about: 'The level of a document with its mark for the envelope, until when it is protected, decisions, numbered copies, and who has its papers: what a destruction does not reach',
  needs: ['read-documents'],
  concerns: { documentId: 'document' },
  input: z.strictObject({ documentId: recordId }),
  output: z.strictObject({ level: secrecy, markLetter: z.enum(['A', 'B', 'C']).nullable(), protectedUntil: z.string().nullable(), destroyed: z.boolean(), decisions: z.array(shownDecision), copies: z.array(shownCopy), papersOut: z.array(paperHolder) }),
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

const may = z.enum(readerRights)
const reader = z.union([z.strictObject({ accountId: recordId, may }), z.strictObject({ unitId: recordId, may })])
/** as they stand: an account or a unit, with its name */
const shownReader = z.strictObject({ accountId: z.string().nullable(), unitId: z.string().nullable(), name: z.string(), may })

export const limitReading = defineCommand('secrecy.limitReading', {
  about: 'Lets named persons and units alone read a document, print it, or work on it (Phụ lục VI, III.3.b); shown to the one in charge',
  needs: ['limit-reading'],
  concerns: { documentId: 'document' },
  input: z.strictObject({ commandId, documentId: recordId, readers: z.array(reader).min(1).max(200), reason: text(lengths.reason, 1) }),
  output: changed,
  errors: ['DOCUMENT_NOT_FOUND', 'ACCOUNT_NOT_FOUND', 'UNIT_NOT_FOUND', 'CLEARANCE_TOO_LOW', 'READER_TWICE', 'READERS_MISS_HOLDERS'],
})

export const openReading = defineCommand('secrecy.openReading', {
  about: 'Lets everybody read a limited document again whom its level of secrecy lets read it',
  needs: ['limit-reading'],
  concerns: { documentId: 'document' },
  input: z.strictObject({ commandId, documentId: recordId, reason: text(lengths.reason, 1) }),
  output: changed,
  errors: ['DOCUMENT_NOT_FOUND', 'DOCUMENT_NOT_LIMITED'],
})

// Without `concerns`, on purpose: the one in charge of rights names a further reader of what that one may not read, as when all its readers have left.
export const addReader = defineCommand('secrecy.addReader', {
  about: 'Names a further reader of a limited document, also where one may not read it; shown to the one in charge',
  needs: ['confirm-rights'],
  input: z.strictObject({ commandId, documentId: recordId, accountId: recordId, may, reason: text(lengths.reason, 1) }),
  output: changed,
  errors: ['DOCUMENT_NOT_FOUND', 'DOCUMENT_NOT_LIMITED', 'ACCOUNT_NOT_FOUND', 'CLEARANCE_TOO_LOW'],
})

export const getReaders = defineQuery('secrecy.getReaders', {
  about: 'Whether a document is limited to named readers, to whom, what oneself may do with it, which accounts may not read it and why, and who has its papers',
  needs: ['read-documents'],
  concerns: { documentId: 'document' },
  input: z.strictObject({ documentId: recordId }),
  output: z.strictObject({
    limited: z.boolean(),
    readers: z.array(shownReader),
    may,
    /** of accounts in use: their roles read no documents, they are not cleared for its level, it is limited to others; what a refusal would say to who hands it out */
    mayNot: z.array(z.strictObject({ accountId: z.string(), why: z.enum(['role', 'clearance', 'readers']) })),
    papersOut: z.array(paperHolder),
  }),
  errors: ['DOCUMENT_NOT_FOUND'],
})

export const listLimited = defineQuery('secrecy.listLimited', {
  about: 'Documents that are limited to named readers: those that one may read; for the one in charge of rights the others too, by their numbers alone',
  needs: ['limit-reading', 'confirm-rights'],
  input: z.strictObject({ limit: z.int().min(1).max(1000).default(200) }),
  output: z.strictObject({ rows: z.array(z.strictObject({ id: z.string(), number: z.string(), date: z.string(), subject: z.string().nullable(), readers: z.array(shownReader) })), more: z.int() }),
})

export const secrecyContract = [
  getPcRule, setPcRule, changeLevel, extendProtection, destroyDocument, giveCopy, recallCopies, endCopy, getCourse, listEnding, listCopiesOut,
  limitReading, openReading, addReader, getReaders, listLimited,
] as const

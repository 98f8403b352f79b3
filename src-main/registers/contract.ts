// Registers of incoming documents (sổ đăng ký văn bản đến): NĐ 30/2020/NĐ-CP, Phụ lục IV (forms) and VI (requirements).
// The schemas of records stand in schemas.ts; this file lists the commands and queries.
import { z } from 'zod'
import { defineCommand, defineQuery } from '../contract/define.ts'
import { channel, commandId, day, entryRef, recordId, secrecy, text, timeOfDay, year } from '../contract/fields.ts'
import { copiesContract } from './copies/contract.ts'
import { dispatchContract } from './dispatch/contract.ts'
import { freezeContract } from './freeze/contract.ts'
import { outgoingContract } from './outgoing/contract.ts'
import { printContract } from './print-contract.ts'
import { reportsContract } from './reports/contract.ts'
import { editableFields, fileOfDocument, filters, historyEntry, incomingFields, listRow, register, registerKind, wholeDocument } from './schemas.ts'
import { searchesContract } from './searches/contract.ts'
import { seriesContract } from './series/contract.ts'

const given = z.strictObject({
  id: recordId,
  arrivalNumber: z.int().positive(),
  arrivalSuffix: z.string(),
  arrivalDate: day,
  entry: entryRef,
})

export const registerIncoming = defineCommand('registers.registerIncoming', {
  about: 'Registers an incoming document: gives its arrival number, files it under its issuing body, keeps its files',
  needs: ['keep-registers'],
  input: z.strictObject({
    commandId,
    registerId: recordId.optional(),
    ...incomingFields,
    files: z.array(fileOfDocument).max(200).default([]),
    /** arrival suffix on request: 12a comes after 12 */
    suffixOf: z.int().positive().optional(),
    /** registers the document although its twin is there */
    acceptDuplicate: z.strictObject({ reason: text(500, 1) }).optional(),
    /** files the document under a body that had ended before its date */
    acceptEndedBody: z.boolean().default(false),
    /** why a document is registered into a year that is closed */
    lateReason: text(500, 1).optional(),
    /** said after CLOCK_IN_DOUBT was shown: the clock of this PC is right */
    acceptClock: z.boolean().default(false),
  }),
  output: given,
  errors: [
    'DUPLICATE_DOCUMENT',
    'SECRECY_ABOVE_CLEARANCE', 'SUBJECT_NOT_ALLOWED', 'SUBJECT_MISSING',
    'SECRECY_FORBIDS_FILES',
    'ISSUED_AFTER_ARRIVAL',
    'ARRIVAL_IN_FUTURE',
    'YEAR_CLOSED',
    'REGISTER_NOT_FOUND',
    'REGISTER_CLOSED',
    'DOCUMENT_TYPE_UNKNOWN',
    'BODY_NOT_FOUND',
    'BODY_IS_GROUP',
    'BODY_MERGED',
    'BODY_ENDED',
    'FILE_NOT_STAGED',
    'SUFFIX_WITHOUT_NUMBER',
    'CLOCK_IN_DOUBT',
    'LAST_NUMBER_UNCONFIRMED',
    'DUE_BEFORE_ARRIVAL',
  ],
})

export const addArrival = defineCommand('registers.addArrival', {
  about: 'Notes that a registered document arrived once more (the paper after its e-mail): same number, second date and channel',
  needs: ['keep-registers'],
  concerns: { id: 'document' },
  input: z.strictObject({ commandId, id: recordId, arrivalDate: day.optional(), arrivalTime: timeOfDay.optional(), channel, note: text(500).optional() }),
  output: z.strictObject({ id: recordId, arrivalId: recordId, entry: entryRef }),
  errors: ['DOCUMENT_NOT_FOUND', 'DOCUMENT_NOT_INCOMING', 'DOCUMENT_CANCELLED', 'ARRIVAL_IN_FUTURE', 'ISSUED_AFTER_ARRIVAL'],
})

export const returnDocument = defineCommand('registers.returnDocument', {
  about: 'Notes that a misdirected or faulty document went back, with the receipt to print',
  needs: ['keep-registers'],
  concerns: { id: 'document' },
  input: z.strictObject({ commandId, id: recordId, reason: text(500, 1), returnedTo: text(200).optional(), date: day.optional(), basedOn: entryRef.optional() }),
  output: z.strictObject({ id: recordId, returnId: recordId, entry: entryRef }),
  errors: [
    'DOCUMENT_NOT_FOUND', 'DOCUMENT_NOT_INCOMING', 'DOCUMENT_CANCELLED', 'DOCUMENT_RETURNED',
    'RETURN_IN_FUTURE',
    'RETURN_BEFORE_ARRIVAL',
  ],
})

export const editDocument = defineCommand('registers.editDocument', {
  about: 'Mends fields of a document; before and after are kept',
  needs: ['keep-registers'],
  concerns: { id: 'document' },
  input: z.strictObject({
    commandId,
    id: recordId,
    basedOn: entryRef,
    changes: z.strictObject(editableFields).partial(),
    files: z.array(fileOfDocument).max(200).optional(),
    acceptDuplicate: z.strictObject({ reason: text(500, 1) }).optional(),
    acceptEndedBody: z.boolean().default(false),
  }),
  output: z.strictObject({ id: recordId, entry: entryRef }),
  errors: [
    'DOCUMENT_NOT_FOUND', 'DOCUMENT_NOT_INCOMING', 'DOCUMENT_CANCELLED', 'DUPLICATE_DOCUMENT', 'SECRECY_ABOVE_CLEARANCE', 'SUBJECT_NOT_ALLOWED', 'SUBJECT_MISSING', 'SECRECY_FORBIDS_FILES', 'LEVEL_NEEDS_DECISION', 'ISSUED_AFTER_ARRIVAL', 'ARRIVAL_IN_FUTURE', 'DOCUMENT_TYPE_UNKNOWN',
    'BODY_NOT_FOUND', 'BODY_IS_GROUP', 'BODY_MERGED', 'BODY_ENDED', 'FILE_NOT_STAGED', 'DUE_BEFORE_ARRIVAL', 'YEAR_CHANGED',
  ],
})

export const cancelDocument = defineCommand('registers.cancelDocument', {
  about: 'Cancels a registration: the number stays taken and is struck through; nothing is deleted',
  needs: ['keep-registers'],
  concerns: { id: 'document' },
  input: z.strictObject({ commandId, id: recordId, reason: text(500, 1), basedOn: entryRef.optional() }),
  output: z.strictObject({ id: recordId, entry: entryRef }),
  errors: ['DOCUMENT_NOT_FOUND', 'DOCUMENT_CANCELLED'],
})

export const reinstateDocument = defineCommand('registers.reinstateDocument', {
  about: 'Takes a cancelling or a return back: a cancelled document is again what it was before, registered or returned',
  needs: ['keep-registers'],
  concerns: { id: 'document' },
  input: z.strictObject({ commandId, id: recordId, reason: text(500, 1), basedOn: entryRef.optional() }),
  output: z.strictObject({ id: recordId, entry: entryRef }),
  errors: ['DOCUMENT_NOT_FOUND', 'DOCUMENT_NOT_CANCELLED'],
})

export const fileDocuments = defineCommand('registers.fileDocuments', {
  about: 'Files documents under another issuing body (drag and drop in the tree)',
  needs: ['keep-registers'],
  concerns: { ids: 'document' },
  input: z.strictObject({ commandId, ids: z.array(recordId).min(1).max(5000), issuingBodyId: recordId }),
  output: z.strictObject({ moved: z.array(z.strictObject({ id: recordId, fromBodyId: recordId })) }),
  errors: ['DOCUMENT_NOT_FOUND', 'DOCUMENT_NOT_INCOMING', 'BODY_NOT_FOUND', 'BODY_IS_GROUP', 'BODY_MERGED'],
})

export const openRegister = defineCommand('registers.openRegister', {
  about: 'Opens a book: of secret documents, of letters, or another; with a starting number where the paper book goes on',
  needs: ['keep-books'],
  input: z.strictObject({ commandId, id: recordId.optional(), name: text(200, 1), kind: registerKind, startNumber: z.int().min(1).max(9_999_999).optional(), year: year.optional() }),
  output: z.strictObject({ id: recordId, entry: entryRef }),
  errors: ['REGISTER_EXISTS', 'START_BELOW_NUMBERS'],
})

export const renameRegister = defineCommand('registers.renameRegister', {
  about: 'Gives a book another name; its numbers go on',
  needs: ['keep-books'],
  input: z.strictObject({ commandId, registerId: recordId, name: text(200, 1) }),
  output: z.strictObject({ registerId: recordId, entry: entryRef }),
  errors: ['REGISTER_NOT_FOUND', 'REGISTER_EXISTS'],
})

export const closeRegister = defineCommand('registers.closeRegister', {
  about: 'Closes a book: nothing is registered into it any more; it is read and printed as before',
  needs: ['keep-books'],
  input: z.strictObject({ commandId, registerId: recordId }),
  output: z.strictObject({ registerId: recordId, entry: entryRef }),
  errors: ['REGISTER_NOT_FOUND', 'REGISTER_CLOSED'],
})

export const reopenRegister = defineCommand('registers.reopenRegister', {
  about: 'Opens a closed book again; its numbers go on',
  needs: ['keep-books'],
  input: z.strictObject({ commandId, registerId: recordId }),
  output: z.strictObject({ registerId: recordId, entry: entryRef }),
  errors: ['REGISTER_NOT_FOUND', 'REGISTER_NOT_CLOSED'],
})

export const setStartNumber = defineCommand('registers.setStartNumber', {
  about: 'Sets the number a book starts with in a year, while it holds none yet',
  needs: ['keep-books'],
  input: z.strictObject({ commandId, registerId: recordId, year, startNumber: z.int().min(1).max(9_999_999) }),
  output: z.strictObject({ registerId: recordId, year: z.int(), entry: entryRef }),
  errors: ['REGISTER_NOT_FOUND', 'START_BELOW_NUMBERS'],
})

export const closeYear = defineCommand('registers.closeYear', {
  about: 'Closes a year of a book: later entries need a reason',
  needs: ['keep-books'],
  input: z.strictObject({ commandId, registerId: recordId, year }),
  output: z.strictObject({ registerId: recordId, year: z.int(), entry: entryRef }),
  errors: ['REGISTER_NOT_FOUND', 'YEAR_CLOSED', 'YEAR_IN_FUTURE'],
})

export const reopenYear = defineCommand('registers.reopenYear', {
  about: 'Opens a closed year of a book again, with the reason',
  needs: ['keep-books'],
  input: z.strictObject({ commandId, registerId: recordId, year, reason: text(500, 1) }),
  output: z.strictObject({ registerId: recordId, year: z.int(), entry: entryRef }),
  errors: ['REGISTER_NOT_FOUND', 'YEAR_NOT_CLOSED'],
})

export const confirmLastNumber = defineCommand('registers.confirmLastNumber', {
  about: 'Says the last number stamped on paper after a restore; the book goes on above it, what was lost is listed',
  needs: ['keep-books'],
  input: z.strictObject({ commandId, registerId: recordId, year, lastNumber: z.int().min(0).max(9_999_999) }),
  output: z.strictObject({ registerId: recordId, year: z.int(), lost: z.array(z.strictObject({ from: z.int(), to: z.int() })), entry: entryRef }),
  errors: ['REGISTER_NOT_FOUND', 'LAST_NUMBER_TOO_LOW', 'NOTHING_TO_CONFIRM'],
})

export const getDocument = defineQuery('registers.getDocument', {
  about: 'One document with all its fields, files, arrivals and returns',
  needs: ['read-documents'],
  concerns: { id: 'document' },
  notes: 'view',
  input: z.strictObject({ id: recordId }),
  output: wholeDocument,
  errors: ['DOCUMENT_NOT_FOUND'],
})

export const documentHistory = defineQuery('registers.documentHistory', {
  about: 'Everything that happened to a document: who, when, which field, before and after',
  needs: ['read-documents'],
  concerns: { id: 'document' },
  notes: 'view',
  input: z.strictObject({ id: recordId }),
  output: z.strictObject({ entries: z.array(historyEntry) }),
  errors: ['DOCUMENT_NOT_FOUND'],
})

export const findDocuments = defineQuery('registers.findDocuments', {
  about: 'Finds documents by words in their fields and files, and by filters; {} gives all, newest first',
  needs: ['read-documents'],
  input: z.strictObject({
    text: z.string().max(1000).default(''),
    filters: filters.default({}),
    order: z.enum(['newest', 'oldest', 'number', 'number-down', 'rank']).default('newest'),
    /** `next` of the page before */
    after: z.string().max(400).optional(),
    limit: z.int().min(1).max(500).default(50),
    /** the rows alone, without counting (a further page) */
    withoutTotal: z.boolean().default(false),
  }),
  output: z.strictObject({
    rows: z.array(listRow),
    total: z.int().nonnegative(),
    totalIsAtLeast: z.boolean().optional(),
    next: z.string().optional(),
  }),
  errors: ['CURSOR_INVALID'],
  runs: 'reader',
})

export const findTwin = defineQuery('registers.findTwin', {
  about: 'The document that already bears this number and symbol of this body, while it is typed',
  needs: ['read-documents', 'keep-registers', 'draft'],
  input: z.strictObject({
    numberSymbol: z.string().max(200),
    issuingBody: z.union([z.strictObject({ id: recordId }), z.strictObject({ name: z.string().max(200) })]).optional(),
    documentTypeId: recordId.optional(),
    /** leaves out what is known to be of another year or term */
    issuedDate: day.optional(),
    exceptId: recordId.optional(),
  }),
  output: z.strictObject({ twins: z.array(listRow).max(5) }),
})

export const nextNumber = defineQuery('registers.nextNumber', {
  about: 'The number a registration would get now; guaranteed only when given',
  needs: ['read-documents', 'keep-registers', 'draft'],
  /** without a book: of the one that a document of this level and type is registered in */
  input: z.strictObject({ registerId: recordId.optional(), arrivalDate: day.optional(), secrecy: secrecy.default('none'), documentTypeId: recordId.optional() }),
  output: z.strictObject({ registerId: recordId, year: z.int(), number: z.int().positive(), yearClosed: z.boolean(), unconfirmed: z.boolean() }),
  errors: ['REGISTER_NOT_FOUND'],
})

export const listRegisters = defineQuery('registers.listRegisters', {
  about: 'The books of the office with their years: first and last number, documents, state',
  needs: ['read-documents', 'keep-registers', 'draft'],
  input: z.strictObject({}),
  output: z.strictObject({ registers: z.array(register) }),
})

export const suggest = defineQuery('registers.suggest', {
  about: 'What was entered before, most used first: signers, positions, recipients, subjects',
  needs: ['keep-registers', 'draft', 'read-documents'],
  input: z.strictObject({ field: z.enum(['signer', 'toPlaces', 'subject', 'language']), text: z.string().max(200), issuingBodyId: recordId.optional(), limit: z.int().min(1).max(30).default(8) }),
  output: z.strictObject({ rows: z.array(z.strictObject({ value: z.string(), position: z.string().optional(), uses: z.int() })) }),
})

export const countByBody = defineQuery('registers.countByBody', {
  about: 'How many documents are filed under each body (its own, without sub-bodies), in all or in a year',
  needs: ['read-documents'],
  input: z.strictObject({ year: year.optional() }),
  output: z.strictObject({ counts: z.array(z.strictObject({ issuingBodyId: recordId, count: z.int() })), years: z.array(z.int()) }),
})

export const browseBody = defineQuery('registers.browseBody', {
  about: 'Years and types of the documents of a body, with counts',
  needs: ['read-documents'],
  input: z.strictObject({ issuingBodyId: recordId, withSubBodies: z.boolean().default(true) }),
  output: z.strictObject({ years: z.array(z.strictObject({ year: z.int(), count: z.int(), types: z.array(z.strictObject({ documentTypeId: z.string(), count: z.int() })) })) }),
})

export const browseTypes = defineQuery('registers.browseTypes', {
  about: 'Types of the outgoing documents, and the years and terms in which each was numbered, with counts',
  needs: ['read-documents'],
  input: z.strictObject({}),
  output: z.strictObject({
    types: z.array(z.strictObject({
      documentTypeId: z.string(),
      /** with those that have no number yet */
      count: z.int(),
      /** the newest first; series of several bodies share one where their days are the same */
      periods: z.array(z.strictObject({ kind: z.enum(['term', 'year']), name: z.string(), from: day, to: day.nullable(), count: z.int() })),
    })),
  }),
  runs: 'reader',
})

export const today = defineQuery('registers.today', {
  about: 'The first page: what came in today and this week, what is due, what has no text or file yet',
  needs: ['read-documents'],
  input: z.strictObject({}),
  output: z.strictObject({
    date: day,
    arrivedToday: z.int(),
    arrivedThisWeek: z.int(),
    arrivedThisYear: z.int(),
    overdue: z.int(),
    dueSoon: z.int(),
    withoutFile: z.int(),
    latest: z.array(listRow),
    due: z.array(listRow),
    /** books that ask for the last number on paper, after a restore */
    unconfirmed: z.array(z.strictObject({ registerId: recordId, name: z.string(), year: z.int(), lastNumber: z.int() })),
  }),
})

export const registersContract = [
  registerIncoming, addArrival, returnDocument, editDocument, cancelDocument, reinstateDocument, fileDocuments,
  openRegister, renameRegister, closeRegister, reopenRegister, setStartNumber, closeYear, reopenYear, confirmLastNumber,
  getDocument, documentHistory, findDocuments, findTwin, nextNumber, listRegisters, suggest, countByBody, browseBody, browseTypes, today,
  ...printContract, ...outgoingContract, ...seriesContract, ...reportsContract, ...copiesContract, ...dispatchContract, ...searchesContract, ...freezeContract,
] as const

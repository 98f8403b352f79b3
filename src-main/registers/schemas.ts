// Fields and records of incoming documents: the 18 input fields of NĐ 30/2020/NĐ-CP, Phụ lục VI, Part II, and what goes with them.
import { z } from 'zod'
import { approvalAspects, largest, lengths } from '../contract/choices.ts'
import { channel, day, entryRef, fileId, level, recordId, secrecy, text, timeOfDay, urgency, year } from '../contract/fields.ts'

export const registerKind = z.enum(['general', 'secret', 'letters', 'other'])

/** A body by id, or by the name on the document: found by name or alias, else made. */
export const issuingBodyChoice = z.union([
  z.strictObject({ id: recordId }),
  z.strictObject({ name: text(lengths.bodyName, 1), level: level.optional() }),
])

export const fileCode = z.strictObject({ organId: text(lengths.organId), fileCatalog: z.int().min(0).max(largest.fileCatalog), fileNotation: text(lengths.fileNotation) })

/** What a clerk writes about an incoming document. */
export const incomingFields = {
  documentTypeId: recordId,
  numberSymbol: text(lengths.numberSymbol).default(''),
  issuedDate: day.optional(),
  issuingBody: issuingBodyChoice,
  /** left out at a level that keeps it out of the register */
  subject: text(lengths.subject, 1).optional(),
  /** who allowed it at such a level */
  subjectAllowedBy: text(200, 1).optional(),
  signer: z.strictObject({ position: text(lengths.signerPosition).optional(), name: text(lengths.signerName).optional() }).optional(),
  urgency: urgency.default('normal'),
  secrecy: secrecy.default('none'),
  pages: z.int().min(0).max(largest.pages).optional(),
  copies: z.int().min(0).max(largest.copies).optional(),
  channel: channel.optional(),
  arrivalDate: day.optional(),
  arrivalTime: timeOfDay.optional(),
  toPlaces: text(lengths.toPlaces).optional(),
  dueDate: day.optional(),
  language: text(lengths.language).optional(),
  note: text(lengths.note).optional(),
  /** FileCode and DocOrdinal: the dossier's code and the document's ordinal in it, where they are known already */
  fileCode: fileCode.optional(),
  docOrdinal: z.int().min(1).max(largest.docOrdinal).optional(),
} as const

/** Fields that may be mended later; null takes a value away. */
export const editableFields = {
  documentTypeId: recordId,
  numberSymbol: text(lengths.numberSymbol),
  issuedDate: day.nullable(),
  issuingBody: issuingBodyChoice,
  subject: text(lengths.subject, 1),
  subjectAllowedBy: text(200, 1),
  signer: z.strictObject({ position: text(lengths.signerPosition).nullable().optional(), name: text(lengths.signerName).nullable().optional() }),
  urgency,
  secrecy,
  pages: z.int().min(0).max(largest.pages).nullable(),
  copies: z.int().min(0).max(largest.copies).nullable(),
  channel: channel.nullable(),
  arrivalDate: day,
  arrivalTime: timeOfDay.nullable(),
  toPlaces: text(lengths.toPlaces).nullable(),
  dueDate: day.nullable(),
  language: text(lengths.language).nullable(),
  note: text(lengths.note).nullable(),
  fileCode: fileCode.nullable(),
  docOrdinal: z.int().min(1).max(largest.docOrdinal).nullable(),
} as const

/** signed: the signed copy of an outgoing document; source: what it was written in */
export const fileRole = z.enum(['main', 'appendix', 'signed', 'source'])

export const fileOfDocument = z.strictObject({ fileId, role: fileRole.default('main'), name: text(300, 1).optional() })

/**
 * Of incoming documents the first three; an outgoing one goes from draft to issued, and may then be replaced, corrected or recalled.
 * Withdrawn: with the import of an old register that made it; no list shows it.
 */
export const documentStatus = z.enum(['registered', 'returned', 'cancelled', 'draft', 'awaiting-number', 'numbered', 'issued', 'replaced', 'corrected', 'recalled', 'withdrawn'])

export const filters = z.strictObject({
  direction: z.enum(['incoming', 'outgoing']).optional(),
  registerId: recordId.optional(),
  documentTypeId: recordId.optional(),
  /** with its sub-bodies */
  issuingBodyId: recordId.optional(),
  /** the body alone, without those below it */
  withoutSubBodies: z.literal(true).optional(),
  from: day.optional(),
  to: day.optional(),
  urgency: urgency.optional(),
  secrecy: secrecy.optional(),
  year: year.optional(),
  status: documentStatus.exclude(['withdrawn']).optional(),
  /** due at the latest on this day, and not yet answered */
  dueBy: day.optional(),
  /** due on this day at the earliest, and not yet answered */
  dueFrom: day.optional(),
  /** only those that stand and have no file yet */
  withoutFile: z.literal(true).optional(),
  /** by which it came */
  channel: channel.optional(),
  /** words that stand in the signer's position or name; the last one may be a beginning */
  signer: text(lengths.signerPosition + lengths.signerName, 1).optional(),
  /** numbered in this series; in this year or term of it */
  seriesId: recordId.optional(),
  periodId: z.string().min(1).max(80).optional(),
})
export type Filters = z.output<typeof filters>

/** Text with its hits marked, and the field it comes from. */
export const snippet = z.strictObject({
  field: z.enum(['numberSymbol', 'subject', 'issuingBody', 'documentType', 'signer', 'note', 'toPlaces', 'recipients', 'recordCopyHolder', 'onBehalfOf', 'language', 'fileCode', 'reason', 'arrivalNumber', 'text']),
  fileName: z.string().optional(),
  parts: z.array(z.strictObject({ text: z.string(), hit: z.boolean() })),
})

export const listRow = z.strictObject({
  id: recordId,
  direction: z.enum(['incoming', 'outgoing']),
  registerId: recordId,
  year: z.int(),
  /** the day by which it is listed: of an incoming document its arrival, of an outgoing one the day it bears */
  registerDate: day,
  /** null for outgoing documents, like the day of arrival */
  arrivalNumber: z.int().nullable(),
  arrivalSuffix: z.string(),
  arrivalDate: day.nullable(),
  documentTypeId: recordId,
  numberSymbol: z.string(),
  issuedDate: day.nullable(),
  issuingBodyId: recordId,
  /** the name in force at the document's date */
  issuingBodyName: z.string(),
  subject: z.string(),
  urgency,
  secrecy,
  /** named readers alone may read it */
  limited: z.boolean(),
  /** locked against every change */
  frozen: z.boolean(),
  status: documentStatus,
  /** of a draft that is on its way: submitted, given back, approved in content and form */
  draftState: z.enum(['submitted', 'returned', 'approved']).nullable(),
  dueDate: day.nullable(),
  signer: z.strictObject({ position: z.string().nullable(), name: z.string().nullable() }),
  /** to whom it goes, in a list cut short */
  toPlaces: z.string().nullable(),
  files: z.int(),
  snippet: snippet.optional(),
})
export type ListRow = z.output<typeof listRow>

export const documentFile = z.strictObject({
  fileId,
  role: fileRole,
  name: z.string(),
  mediaType: z.string(),
  size: z.int(),
  /** what became of its text: waiting, found, none (for OCR later), not readable, failed */
  text: z.enum(['waiting', 'found', 'none', 'unusable', 'failed']),
})

export type FileRole = z.output<typeof fileRole>
export type DocumentStatus = z.output<typeof documentStatus>

export const recipientKind = z.enum(['body', 'unit', 'person', 'group'])
export const recallAnswer = z.enum(['returned', 'destroyed', 'not-received'])
export const authority = z.enum(['tm', 'kt', 'tl', 'none'])

/** How a document belongs to another; `direction` says which of the two answers, replaces or corrects. */
const documentLink = z.strictObject({
  kind: z.enum(['in-reply-to', 'replaces', 'corrects']),
  direction: z.enum(['from', 'to']),
  id: recordId,
  /** of the other: came in, or went out */
  documentDirection: z.enum(['incoming', 'outgoing']),
  numberSymbol: z.string(),
  subject: z.string(),
  /** the other's day of register */
  date: day,
  status: documentStatus,
})

/** What an outgoing document has beside the fields of every document. */
const outgoingPart = z.strictObject({
  seriesId: recordId.nullable(),
  seriesName: z.string().nullable(),
  orderNumber: z.int().nullable(),
  orderSuffix: z.string(),
  identificationCode: z.string().nullable(),
  authority: authority.nullable(),
  onBehalfOf: z.string().nullable(),
  recordCopyHolder: z.string().nullable(),
  recallReason: z.string().nullable(),
  /** of a draft: which approvals it lacks as it stands */
  lacksApproval: z.array(z.enum(approvalAspects)),
  recipients: z.array(z.strictObject({
    id: recordId, kind: recipientKind, bodyId: recordId.nullable(), name: z.string(),
    recall: z.strictObject({ askedOn: day, answer: recallAnswer.nullable(), answeredOn: day.nullable(), note: z.string().nullable() }).nullable(),
  })),
})

/** văn bản đến, văn bản đi */
export const wholeDocument = z.strictObject({
  ...listRow.omit({ snippet: true, files: true }).shape,
  entry: entryRef,
  registerName: z.string(),
  documentTypeName: z.string(),
  number: z.string().nullable(),
  symbol: z.string().nullable(),
  pages: z.int().nullable(),
  copies: z.int().nullable(),
  channel: channel.nullable(),
  arrivalTime: z.string().nullable(),
  language: z.string().nullable(),
  note: z.string().nullable(),
  fileCode: z.strictObject({ organId: z.string(), fileCatalog: z.int(), fileNotation: z.string() }).nullable(),
  docOrdinal: z.int().nullable(),
  cancelReason: z.string().nullable(),
  duplicateReason: z.string().nullable(),
  lateReason: z.string().nullable(),
  /** of a document that is locked */
  frozenReason: z.string().nullable(),
  /** who allowed the subject of a Tuyệt mật document to be written */
  subjectAllowedBy: z.string().nullable(),
  registeredAt: z.string(),
  files: z.array(documentFile),
  arrivals: z.array(z.strictObject({ id: recordId, date: day, time: z.string().nullable(), channel: channel, note: z.string().nullable() })),
  returns: z.array(z.strictObject({ id: recordId, date: day, reason: z.string(), returnedTo: z.string().nullable() })),
  links: z.array(documentLink),
  outgoing: outgoingPart.nullable(),
})

export const historyEntry = z.strictObject({
  entry: entryRef,
  /** UTC instant, ISO 8601 */
  at: z.string(),
  actor: z.string(),
  command: z.string(),
  reason: z.string().optional(),
  /** `about`: whom it is about, where that is a reader of the document */
  changes: z.array(z.strictObject({ record: z.string(), field: z.string(), about: z.string().optional(), before: z.union([z.string(), z.number(), z.null()]), after: z.union([z.string(), z.number(), z.null()]) })),
})

export const register = z.strictObject({
  id: recordId,
  name: z.string(),
  kind: registerKind,
  closed: z.boolean(),
  years: z.array(z.strictObject({ year: z.int(), startNumber: z.int(), lastNumber: z.int(), documents: z.int(), cancelled: z.int(), closed: z.boolean(), unconfirmed: z.boolean() })),
})

// Outgoing documents (văn bản đi): the 16 input fields of NĐ 30/2020/NĐ-CP, Phụ lục VI, Part II, and what goes with them. States: draft,
// awaiting number, numbered, issued; then replaced, corrected or recalled.
import { z } from 'zod'
import { approvalAspects, largest, lengths } from '../../contract/choices.ts'
import { defineCommand } from '../../contract/define.ts'
import { commandId, day, entryRef, recordId, secrecy, text, urgency } from '../../contract/fields.ts'
import { authority, fileCode, fileOfDocument, issuingBodyChoice, recallAnswer } from '../schemas.ts'

/** Nơi nhận: a body of the tree, or a unit, a person, a group by name. */
const recipient = z.union([
  z.strictObject({ bodyId: recordId }),
  z.strictObject({ unit: text(200, 1) }),
  z.strictObject({ person: text(200, 1) }),
  z.strictObject({ group: text(200, 1) }),
])
export type Recipient = z.output<typeof recipient>

/** What a clerk writes about an outgoing document; null takes a value away. */
const outgoingFields = {
  documentTypeId: recordId,
  /** default: the office itself, or its committee, by the type and the clerk's last choice for it */
  issuingBody: issuingBodyChoice,
  issuedDate: day.nullable(),
  subject: text(lengths.subject, 1),
  /** who allowed it at a level that keeps it out of the register */
  subjectAllowedBy: text(200, 1),
  signer: z.strictObject({
    name: text(lengths.signerName).nullable().optional(),
    position: text(lengths.signerPosition).nullable().optional(),
    authority: authority.optional(),
    /** the body or post for which the signer signs, such as "Ban Thường vụ" */
    onBehalfOf: text(200).nullable().optional(),
  }),
  recipients: z.array(recipient).max(500),
  recordCopyHolder: text(200).nullable(),
  copies: z.int().min(0).max(largest.copies).nullable(),
  pages: z.int().min(0).max(largest.pages).nullable(),
  urgency,
  secrecy,
  /** incoming documents that this one answers */
  inReplyTo: z.array(recordId).max(50),
  dueDate: day.nullable(),
  language: text(lengths.language).nullable(),
  note: text(lengths.note).nullable(),
  fileCode: fileCode.nullable(),
  docOrdinal: z.int().min(1).max(largest.docOrdinal).nullable(),
  files: z.array(fileOfDocument).max(200),
} as const
const fields = z.strictObject(outgoingFields).partial()
export type OutgoingFields = z.output<typeof fields>

const written = ['SECRECY_ABOVE_CLEARANCE', 'SUBJECT_NOT_ALLOWED', 'SECRECY_FORBIDS_FILES', 'DOCUMENT_TYPE_UNKNOWN', 'BODY_NOT_FOUND', 'BODY_IS_GROUP', 'BODY_MERGED', 'FILE_NOT_STAGED', 'DOCUMENT_NOT_FOUND', 'REGISTER_NOT_FOUND', 'DUE_BEFORE_ISSUE', 'ISSUED_IN_FUTURE'] as const

export const draftOutgoing = defineCommand('registers.draftOutgoing', {
  about: 'Keeps a draft of an outgoing document; with awaitNumber it waits for its number',
  needs: ['draft'],
  concerns: { inReplyTo: 'linked' },
  input: z.strictObject({ commandId, ...fields.shape, documentTypeId: recordId, awaitNumber: z.boolean().default(false) }),
  output: z.strictObject({ id: recordId, entry: entryRef }),
  errors: [...written, 'DRAFT_INCOMPLETE', 'FIELD_FROZEN'],
})

export const editOutgoing = defineCommand('registers.editOutgoing', {
  about: 'Mends an outgoing document; once it has its number, type, body, day and secrecy stay',
  needs: ['draft'],
  concerns: { id: 'document', 'changes.inReplyTo': 'linked' },
  input: z.strictObject({ commandId, id: recordId, basedOn: entryRef, changes: fields, awaitNumber: z.boolean().optional() }),
  output: z.strictObject({ id: recordId, entry: entryRef }),
  errors: [...written, 'DOCUMENT_NOT_OUTGOING', 'DOCUMENT_CANCELLED', 'DOCUMENT_RECALLED', 'FIELD_FROZEN', 'DRAFT_INCOMPLETE'],
})

export const issueOutgoing = defineCommand('registers.issueOutgoing', {
  about: 'Gives an outgoing document its number and issues it: a draft by its id, or a new document; only with signer and date',
  needs: ['keep-registers'],
  concerns: { id: 'document', inReplyTo: 'linked' },
  input: z.strictObject({
    commandId,
    id: recordId.optional(),
    basedOn: entryRef.optional(),
    ...fields.shape,
    /** numbered: the number is given, the document goes out later */
    until: z.enum(['numbered', 'issued']).default('issued'),
    /** 12a comes after 12 */
    suffixOf: z.int().positive().optional(),
    reservationId: recordId.optional(),
    /** a number that is free: expired, given up or lost; with the reason */
    number: z.int().positive().optional(),
    /** the last number on paper of a series that a restored archive does not know; 0: none */
    lastOnPaper: z.int().min(0).max(9_999_999).optional(),
    /** why into a closed period, with an earlier day than the last number, or by a number of one's choice */
    lateReason: text(500, 1).optional(),
  }),
  output: z.strictObject({ id: recordId, number: z.int().positive(), suffix: z.string(), numberSymbol: z.string(), identificationCode: z.string(), seriesId: recordId, /** of content and form, what was not approved as it stands, where the office's rule asks */ unapproved: z.array(z.enum(approvalAspects)), entry: entryRef }),
  errors: [
    ...written, 'DOCUMENT_NOT_OUTGOING', 'DOCUMENT_CANCELLED', 'DOCUMENT_RECALLED', 'DOCUMENT_ISSUED', 'FIELD_FROZEN', 'DRAFT_INCOMPLETE', 'BODY_WITHOUT_SYMBOL',
    'TERM_UNKNOWN', 'PERIOD_CLOSED', 'NUMBERS_UNCONFIRMED', 'FIRST_NUMBER_IN_DOUBT', 'NUMBER_BACKDATED', 'NUMBER_NOT_FREE', 'NUMBER_NEEDS_REASON', 'SUFFIX_WITHOUT_NUMBER',
    'RESERVATION_NOT_FOUND', 'RESERVATION_OF_ANOTHER', 'RESERVATION_EXPIRED', 'RESERVATION_USED_UP', 'DRAFT_NOT_APPROVED',
  ],
})

export const recallOutgoing = defineCommand('registers.recallOutgoing', {
  about: 'Recalls an issued document: it is frozen, and each recipient is asked (VI.III.8)',
  needs: ['keep-registers'],
  concerns: { id: 'document' },
  input: z.strictObject({ commandId, id: recordId, reason: text(500, 1), basedOn: entryRef.optional() }),
  output: z.strictObject({ id: recordId, asked: z.int(), entry: entryRef }),
  errors: ['DOCUMENT_NOT_FOUND', 'DOCUMENT_NOT_OUTGOING', 'DOCUMENT_NOT_ISSUED', 'DOCUMENT_RECALLED'],
})

export const answerRecall = defineCommand('registers.answerRecall', {
  about: 'Notes what a recipient of a recalled document answered: given back, destroyed, never received',
  needs: ['keep-registers'],
  concerns: { recipientId: 'recipient' },
  input: z.strictObject({ commandId, recipientId: recordId, answer: recallAnswer, date: day.optional(), note: text(500).optional() }),
  output: z.strictObject({ id: recordId, recipientId: recordId, entry: entryRef }),
  errors: ['RECIPIENT_NOT_FOUND', 'RECALL_NOT_ASKED'],
})

export const supersedeOutgoing = defineCommand('registers.supersedeOutgoing', {
  about: 'Says that an issued document replaces or corrects another issued one; both tell of it',
  needs: ['keep-registers'],
  concerns: { id: 'document', byId: 'linked' },
  input: z.strictObject({ commandId, id: recordId, byId: recordId, kind: z.enum(['replaces', 'corrects']), basedOn: entryRef.optional() }),
  output: z.strictObject({ id: recordId, byId: recordId, entry: entryRef }),
  errors: ['DOCUMENT_NOT_FOUND', 'DOCUMENT_NOT_OUTGOING', 'DOCUMENT_NOT_ISSUED', 'DOCUMENT_RECALLED', 'DOCUMENT_SUPERSEDES_ITSELF'],
})

export const outgoingContract = [draftOutgoing, editOutgoing, issueOutgoing, recallOutgoing, answerRecall, supersedeOutgoing] as const

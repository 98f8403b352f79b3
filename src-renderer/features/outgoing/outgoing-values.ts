// What stands in the form of an outgoing document, as typed, and what becomes of it: a call of the contract, or errors under
// their fields. Pure: today's date is an argument. Fields: NĐ 30/2020/NĐ-CP, Phụ lục VI, Part II.
import { largest, lengths } from '../../../src-main/contract/choices.ts'
import type { Secrecy, Urgency } from '../../../src-main/contract/fields.ts'
import type { Call } from '../../../src-main/office/contract.ts'
import { formatDate, parseDate } from '../../../src-main/text/dates.ts'
import type { Document } from '../../data/queries.ts'
import type { ChosenBody } from '../fields/BodyField.tsx'
import type { FieldError } from '../registration/form-values.ts'
import { noSubject } from '../../../src-main/registers/subject/rules.ts'
import { subjectNeedsLeave } from '../../../src-main/contract/choices.ts'

export type Authority = 'none' | 'tm' | 'kt' | 'tl'
export interface FormRecipient {
  readonly kind: 'body' | 'unit' | 'person' | 'group'
  /** of a body of the tree */
  readonly bodyId: string | null
  readonly name: string
}
export interface Answered {
  readonly id: string
  readonly words: string
}

export interface OutgoingValues {
  typeText: string
  typeId: string
  issuedDate: string
  subject: string
  /** who allowed it to be written, at a level that keeps it out of the register */
  subjectAllowedBy: string
  signerName: string
  signerPosition: string
  authority: Authority
  onBehalfOf: string
  recipients: readonly FormRecipient[]
  /** typed, but not yet a recipient */
  recipientText: string
  recordCopyHolder: string
  copies: string
  pages: string
  urgency: Urgency
  secrecy: Secrecy
  inReplyTo: readonly Answered[]
  /** typed to find a document that is answered, and none taken yet */
  answeredText: string
  dueDate: string
  note: string
  language: string
  /** FileCode: the dossier's code, where it is known already; its three parts together */
  organId: string
  fileCatalog: string
  fileNotation: string
  docOrdinal: string
  /** nobody chosen: the usual one of the type */
  body: ChosenBody
  /** the reservation that the number is taken from */
  reservationId: string
  /** '' the next number, else one that is kept or free */
  number: string
  suffixOf: string
  lateReason: string
  /** the last number on paper of a series that a restored archive does not know; 0: none */
  lastOnPaper: string
}
export type OutgoingName = keyof OutgoingValues
export type OutgoingErrors = Partial<Record<OutgoingName, FieldError>>

/** What is kept from one document to the next on this PC. */
export type KeptSigner = Pick<OutgoingValues, 'signerName' | 'signerPosition' | 'authority' | 'onBehalfOf' | 'recordCopyHolder'>

/** Nobody was chosen: the document is the usual one's of its type. */
export const nobody: ChosenBody = { id: null, name: '' }

/** @param today 'YYYY-MM-DD' */
export function emptyOutgoing(today: string, kept?: Partial<KeptSigner>): OutgoingValues {
  return {
    typeText: '', typeId: '', issuedDate: formatDate(today), subject: '', subjectAllowedBy: '', signerName: '', signerPosition: '', authority: 'none', onBehalfOf: '', recipients: [], recipientText: '',
    recordCopyHolder: '', copies: '', pages: '', urgency: 'normal', secrecy: 'none', inReplyTo: [], answeredText: '', dueDate: '', note: '', language: '', organId: '', fileCatalog: '', fileNotation: '', docOrdinal: '',
    body: nobody, reservationId: '', number: '', suffixOf: '', lateReason: '', lastOnPaper: '',
    ...kept,
  }
}

/** How a document that is answered is called: "15-CV/HU, Huyện ủy Yên Lạc". */
export const answeredOf = (record: Pick<Document, 'id' | 'numberSymbol' | 'subject' | 'issuingBodyName'>): Answered => ({ id: record.id, words: [record.numberSymbol || record.subject, record.issuingBodyName].filter(Boolean).join(' · ') })

/** The form of a document that stands already. */
export function valuesOf(record: Document): OutgoingValues {
  const { outgoing } = record
  const number = (value: number | null) => (value === null ? '' : String(value))
  return {
    typeText: record.documentTypeName, typeId: record.documentTypeId, issuedDate: record.issuedDate === null ? '' : formatDate(record.issuedDate), subject: record.subject === noSubject ? '' : record.subject, subjectAllowedBy: record.subjectAllowedBy ?? '',
    signerName: record.signer.name ?? '', signerPosition: record.signer.position ?? '', authority: outgoing?.authority ?? 'none', onBehalfOf: outgoing?.onBehalfOf ?? '',
    recipients: outgoing?.recipients.map(({ kind, bodyId, name }) => ({ kind, bodyId, name })) ?? [], recipientText: '',
    recordCopyHolder: outgoing?.recordCopyHolder ?? '', copies: number(record.copies), pages: number(record.pages), urgency: record.urgency, secrecy: record.secrecy,
    inReplyTo: record.links.filter(({ kind, direction }) => kind === 'in-reply-to' && direction === 'from').map(({ id, numberSymbol, subject }) => ({ id, words: numberSymbol || subject })), answeredText: '',
    dueDate: record.dueDate === null ? '' : formatDate(record.dueDate), note: record.note ?? '', language: record.language ?? '',
    organId: record.fileCode?.organId ?? '', fileCatalog: number(record.fileCode?.fileCatalog ?? null), fileNotation: record.fileCode?.fileNotation ?? '', docOrdinal: number(record.docOrdinal),
    body: { id: record.issuingBodyId, name: record.issuingBodyName }, reservationId: '', number: '', suffixOf: '', lateReason: '', lastOnPaper: '',
  }
}

const longest: Partial<Record<OutgoingName, number>> = {
  subject: lengths.subject, signerName: lengths.signerName, signerPosition: lengths.signerPosition, onBehalfOf: 200, recordCopyHolder: 200, recipientText: 200, note: lengths.note, lateReason: lengths.reason,
  language: lengths.language, organId: lengths.organId, fileNotation: lengths.fileNotation,
}
export const lengthOf = (name: OutgoingName): number => longest[name] ?? 500

const dayOf = (text: string, today: string, lean: 'past' | 'year') => (text.trim() === '' ? null : parseDate(text, today, lean))
const wholeOf = (text: string): number | null => (text.trim() === '' ? null : Number(text.trim()))

const wholeNumbers = [
  ['copies', 0, largest.copies], ['pages', 0, largest.pages], ['fileCatalog', 0, largest.fileCatalog], ['docOrdinal', 1, largest.docOrdinal], ['suffixOf', 1, 9_999_999], ['lastOnPaper', 0, 9_999_999],
] as const

/** What is wrong with the form as it stands. @param toIssue a number is wanted: signer and day as well */
export function errorsIn(values: OutgoingValues, today: string, toIssue: boolean): OutgoingErrors {
  const errors: OutgoingErrors = {}
  if (values.typeText.trim() === '') errors.typeText = { key: 'empty' }
  else if (values.typeId === '') errors.typeText = { key: 'type' }
  if (values.subject.trim() === '' && !subjectNeedsLeave(values.secrecy)) errors.subject = { key: 'empty' }
  if (values.subject.trim() !== '' && subjectNeedsLeave(values.secrecy) && values.subjectAllowedBy.trim() === '') errors.subjectAllowedBy = { key: 'empty' }
  if (toIssue && values.signerName.trim() === '') errors.signerName = { key: 'empty' }
  if (toIssue && values.issuedDate.trim() === '') errors.issuedDate = { key: 'empty' }
  for (const name of ['issuedDate', 'dueDate'] as const) if (values[name].trim() !== '' && dayOf(values[name], today, name === 'issuedDate' ? 'past' : 'year') === null) errors[name] = { key: 'date' }
  for (const [name, least, most] of wholeNumbers) {
    const number = wholeOf(values[name])
    if (number !== null && !(Number.isInteger(number) && number >= least && number <= most)) errors[name] = { key: 'number', least, most }
  }
  // A dossier's code is whole or not there.
  const parts = ['organId', 'fileCatalog', 'fileNotation'] as const
  const said = parts.filter((name) => values[name].trim() !== '')
  if (said.length > 0) for (const name of parts) if (!said.includes(name)) errors[name] = { key: 'empty' }
  for (const [name, limit] of Object.entries(longest) as [OutgoingName, number][]) {
    const length = String(values[name]).normalize('NFC').trim().length
    if (length > limit) errors[name] = { key: 'tooLong', limit, length }
  }
  if (values.body.id === null && !values.body.isNew && values.body.name.trim() !== '') errors.body = { key: 'unknownBody' }
  if (values.answeredText.trim() !== '') errors.answeredText = { key: 'notTaken' }
  return errors
}

/** The body that was chosen, as a call says it; nothing where nobody was. */
export function issuerSaid(body: ChosenBody): { issuingBody?: { id: string } | { name: string } } {
  if (body.id !== null) return { issuingBody: { id: body.id } }
  return body.isNew ? { issuingBody: { name: body.name } } : {}
}

/** What is typed as a recipient and is no body of the tree: a person or a group where its first words say so, else a unit. */
export function recipientTyped(typed: string): FormRecipient {
  const name = typed.trim().slice(0, lengthOf('recipientText'))
  const kind = /^(?:các|những|toàn thể)\s/iu.test(name) ? 'group' : /^(?:đồng chí|đ\/c|ông|bà)\s/iu.test(name) ? 'person' : 'unit'
  return { kind, bodyId: null, name }
}

function sentRecipient({ kind, bodyId, name }: FormRecipient): NonNullable<Sent['recipients']>[number] {
  if (kind === 'body' && bodyId !== null) return { bodyId }
  return kind === 'person' ? { person: name } : kind === 'group' ? { group: name } : { unit: name }
}

type Sent = Omit<Call<'registers.draftOutgoing'>, 'commandId' | 'awaitNumber'>

/** What is sent, for a draft as for an issue. Call it only with a form without errors. */
export function fieldsOf(values: OutgoingValues, today: string, files: NonNullable<Sent['files']>): Sent {
  const some = (text: string) => text.trim() || null
  const typed = values.recipientText.split(';').map((name) => name.trim()).filter(Boolean)
  return {
    documentTypeId: values.typeId,
    ...issuerSaid(values.body),
    issuedDate: dayOf(values.issuedDate, today, 'past'),
    subject: values.subject.trim() || noSubject,
    ...(subjectNeedsLeave(values.secrecy) && values.subject.trim() !== '' ? { subjectAllowedBy: values.subjectAllowedBy.trim() } : {}),
    signer: { name: some(values.signerName), position: some(values.signerPosition), authority: values.authority, onBehalfOf: some(values.onBehalfOf) },
    recipients: [
      ...values.recipients.map(sentRecipient),
      ...typed.map(recipientTyped).map(sentRecipient),
    ],
    recordCopyHolder: some(values.recordCopyHolder),
    copies: wholeOf(values.copies),
    pages: wholeOf(values.pages),
    urgency: values.urgency,
    secrecy: values.secrecy,
    inReplyTo: values.inReplyTo.map(({ id }) => id),
    dueDate: dayOf(values.dueDate, today, 'year'),
    note: some(values.note),
    language: some(values.language),
    fileCode: values.organId.trim() === '' ? null : { organId: values.organId.trim(), fileCatalog: Number(values.fileCatalog), fileNotation: values.fileNotation.trim() },
    docOrdinal: wholeOf(values.docOrdinal),
    files,
  }
}

/** The field of the form that an error answer speaks of. */
export const fieldOfOutgoing: Readonly<Record<string, OutgoingName>> = {
  DOCUMENT_TYPE_UNKNOWN: 'typeText', ISSUED_IN_FUTURE: 'issuedDate', DUE_BEFORE_ISSUE: 'dueDate', PERIOD_CLOSED: 'lateReason', NUMBER_BACKDATED: 'lateReason', SUBJECT_NOT_ALLOWED: 'subjectAllowedBy', RESERVATION_EXPIRED: 'lateReason', NUMBER_NEEDS_REASON: 'lateReason', SUFFIX_WITHOUT_NUMBER: 'suffixOf', FIRST_NUMBER_IN_DOUBT: 'lastOnPaper',
}

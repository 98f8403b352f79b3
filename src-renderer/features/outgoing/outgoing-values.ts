// What stands in the form of an outgoing document, as typed, and what becomes of it: a call of the contract, or errors under
// their fields. Pure: today's date is an argument. Fields: NĐ 30/2020/NĐ-CP, Phụ lục VI, Part II.
import { largest, lengths } from '../../../src-main/contract/choices.ts'
import type { Secrecy, Urgency } from '../../../src-main/contract/fields.ts'
import type { Call } from '../../../src-main/office/contract.ts'
import { formatDate, parseDate } from '../../../src-main/text/dates.ts'
import type { Document } from '../../data/queries.ts'
import type { ChosenBody } from '../fields/BodyField.tsx'
import type { FieldError } from '../registration/form-values.ts'

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
  dueDate: string
  note: string
  body: ChosenBody
  /** '' the next number, else the reservation it is taken from */
  reservationId: string
  suffixOf: string
  lateReason: string
  /** the last number on paper of a series that a restored archive does not know; 0: none */
  lastOnPaper: string
}
export type OutgoingName = keyof OutgoingValues
export type OutgoingErrors = Partial<Record<OutgoingName, FieldError>>

/** What is kept from one document to the next on this PC. */
export type KeptSigner = Pick<OutgoingValues, 'signerName' | 'signerPosition' | 'authority' | 'onBehalfOf' | 'recordCopyHolder'>

/** @param today 'YYYY-MM-DD' */
export function emptyOutgoing(today: string, kept?: Partial<KeptSigner>): OutgoingValues {
  return {
    typeText: '', typeId: '', issuedDate: formatDate(today), subject: '', signerName: '', signerPosition: '', authority: 'none', onBehalfOf: '', recipients: [], recipientText: '',
    recordCopyHolder: '', copies: '', pages: '', urgency: 'normal', secrecy: 'none', inReplyTo: [], dueDate: '', note: '', body: { id: null, name: '' }, reservationId: '', suffixOf: '', lateReason: '', lastOnPaper: '',
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
    typeText: record.documentTypeName, typeId: record.documentTypeId, issuedDate: record.issuedDate === null ? '' : formatDate(record.issuedDate), subject: record.subject,
    signerName: record.signer.name ?? '', signerPosition: record.signer.position ?? '', authority: outgoing?.authority ?? 'none', onBehalfOf: outgoing?.onBehalfOf ?? '',
    recipients: outgoing?.recipients.map(({ kind, bodyId, name }) => ({ kind, bodyId, name })) ?? [], recipientText: '',
    recordCopyHolder: outgoing?.recordCopyHolder ?? '', copies: number(record.copies), pages: number(record.pages), urgency: record.urgency, secrecy: record.secrecy,
    inReplyTo: record.links.filter(({ kind, direction }) => kind === 'in-reply-to' && direction === 'from').map(({ id, numberSymbol, subject }) => ({ id, words: numberSymbol || subject })),
    dueDate: record.dueDate === null ? '' : formatDate(record.dueDate), note: record.note ?? '', body: { id: record.issuingBodyId, name: record.issuingBodyName }, reservationId: '', suffixOf: '', lateReason: '', lastOnPaper: '',
  }
}

const longest: Partial<Record<OutgoingName, number>> = {
  subject: lengths.subject, signerName: lengths.signerName, signerPosition: lengths.signerPosition, onBehalfOf: 200, recordCopyHolder: 200, recipientText: 200, note: lengths.note, lateReason: lengths.reason,
}
export const lengthOf = (name: OutgoingName): number => longest[name] ?? 500

const dayOf = (text: string, today: string, lean: 'past' | 'year') => (text.trim() === '' ? null : parseDate(text, today, lean))
const wholeOf = (text: string): number | null => (text.trim() === '' ? null : Number(text.trim()))

/** What is wrong with the form as it stands. @param toIssue a number is wanted: signer and day as well */
export function errorsIn(values: OutgoingValues, today: string, toIssue: boolean): OutgoingErrors {
  const errors: OutgoingErrors = {}
  if (values.typeText.trim() === '') errors.typeText = { key: 'empty' }
  else if (values.typeId === '') errors.typeText = { key: 'type' }
  if (values.subject.trim() === '') errors.subject = { key: 'empty' }
  if (toIssue && values.signerName.trim() === '') errors.signerName = { key: 'empty' }
  if (toIssue && values.issuedDate.trim() === '') errors.issuedDate = { key: 'empty' }
  for (const name of ['issuedDate', 'dueDate'] as const) if (values[name].trim() !== '' && dayOf(values[name], today, name === 'issuedDate' ? 'past' : 'year') === null) errors[name] = { key: 'date' }
  for (const [name, most] of [['copies', largest.copies], ['pages', largest.pages], ['suffixOf', 9_999_999], ['lastOnPaper', 9_999_999]] as const) {
    const number = wholeOf(values[name])
    if (number !== null && !(Number.isInteger(number) && number >= 0 && number <= most)) errors[name] = { key: 'number', least: 0, most }
  }
  for (const [name, limit] of Object.entries(longest) as [OutgoingName, number][]) {
    const length = String(values[name]).normalize('NFC').trim().length
    if (length > limit) errors[name] = { key: 'tooLong', limit, length }
  }
  if (values.body.id === null && values.body.name.trim() !== '') errors.body = { key: 'unknownBody' }
  return errors
}

type Sent = Omit<Call<'registers.draftOutgoing'>, 'commandId' | 'awaitNumber'>

/** What is sent, for a draft as for an issue. Call it only with a form without errors. */
export function fieldsOf(values: OutgoingValues, today: string, files: NonNullable<Sent['files']>): Sent {
  const some = (text: string) => text.trim() || null
  const typed = values.recipientText.split(';').map((name) => name.trim()).filter(Boolean)
  return {
    documentTypeId: values.typeId,
    ...(values.body.id === null ? {} : { issuingBody: { id: values.body.id } }),
    issuedDate: dayOf(values.issuedDate, today, 'past'),
    subject: values.subject.trim(),
    signer: { name: some(values.signerName), position: some(values.signerPosition), authority: values.authority, onBehalfOf: some(values.onBehalfOf) },
    recipients: [
      ...values.recipients.map(({ kind, bodyId, name }) => (kind === 'body' && bodyId !== null ? { bodyId } : kind === 'person' ? { person: name } : kind === 'group' ? { group: name } : { unit: name })),
      ...typed.map((unit) => ({ unit })),
    ],
    recordCopyHolder: some(values.recordCopyHolder),
    copies: wholeOf(values.copies),
    pages: wholeOf(values.pages),
    urgency: values.urgency,
    secrecy: values.secrecy,
    inReplyTo: values.inReplyTo.map(({ id }) => id),
    dueDate: dayOf(values.dueDate, today, 'year'),
    note: some(values.note),
    files,
  }
}

/** The field of the form that an error answer speaks of. */
export const fieldOfOutgoing: Readonly<Record<string, OutgoingName>> = {
  DOCUMENT_TYPE_UNKNOWN: 'typeText', ISSUED_IN_FUTURE: 'issuedDate', DUE_BEFORE_ISSUE: 'dueDate', PERIOD_CLOSED: 'lateReason', NUMBER_BACKDATED: 'lateReason', RESERVATION_EXPIRED: 'lateReason', SUFFIX_WITHOUT_NUMBER: 'suffixOf', FIRST_NUMBER_IN_DOUBT: 'lastOnPaper',
}

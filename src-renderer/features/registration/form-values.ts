// What stands in the form of registration, as typed, and what becomes of it: a call of the contract, or errors under their
// fields. Pure: today's date is an argument. Fields and lengths: NĐ 30/2020/NĐ-CP, Phụ lục VI, Part II.
import { largest, lengths as longest } from '../../../src-main/contract/choices.ts'
import type { Channel, Secrecy, Urgency } from '../../../src-main/contract/fields.ts'
import type { Call } from '../../../src-main/office/contract.ts'
import { dateFault } from '../../../src-main/registers/rules.ts'
import { formatDate, parseDate } from '../../../src-main/text/dates.ts'
import type { Document } from '../../data/queries.ts'
import type { ChosenBody } from '../fields/BodyField.tsx'
import { noSubject } from '../../../src-main/registers/subject/rules.ts'
import { subjectNeedsLeave } from '../../../src-main/contract/choices.ts'

export interface FormValues {
  arrivalDate: string
  arrivalTime: string
  registerId: string
  numberSymbol: string
  issuedDate: string
  body: ChosenBody
  bodyLevel: string
  typeText: string
  typeId: string
  signerPosition: string
  signerName: string
  subject: string
  /** who allowed it to be written, at a level that keeps it out of the register */
  subjectAllowedBy: string
  urgency: Urgency
  secrecy: Secrecy
  toPlaces: string
  dueDate: string
  pages: string
  copies: string
  channel: Channel | ''
  suffixOf: string
  language: string
  note: string
  organId: string
  fileCatalog: string
  fileNotation: string
  docOrdinal: string
  duplicateReason: string
  lateReason: string
}
export type FieldName = keyof FormValues

/** Why a field is not accepted: a key below `registration.error`, and what its words need. */
export interface FieldError {
  readonly key: 'empty' | 'unknownBody' | 'notTaken' | 'tooLong' | 'date' | 'time' | 'number' | 'type' | 'hidden' | 'issuedAfterArrival' | 'arrivalInFuture' | 'dueBeforeArrival' | 'other'
  readonly limit?: number
  readonly length?: number
  readonly least?: number
  readonly most?: number
}
export type FieldErrors = Partial<Record<FieldName, FieldError>>

const { bodyName, reason, ...ofFields } = longest

/** Longest texts, in characters; the contract refuses longer ones. */
export const lengths = { ...ofFields, body: bodyName, duplicateReason: reason, lateReason: reason } as const satisfies Partial<Record<FieldName, number>>

/** What the next form takes over from the document before. */
export type Carried = Pick<FormValues, 'registerId' | 'channel' | 'toPlaces' | 'copies'>

/** An empty form. @param today 'YYYY-MM-DD' @param time 'HH:MM', both of Vietnam */
export function emptyForm(today: string, time: string, carried?: Carried): FormValues {
  return {
    arrivalDate: formatDate(today), arrivalTime: time, registerId: '', numberSymbol: '', issuedDate: '', body: { id: null, name: '' }, bodyLevel: '', typeText: '', typeId: '',
    signerPosition: '', signerName: '', subject: '', subjectAllowedBy: '', urgency: 'normal', secrecy: 'none', toPlaces: '', dueDate: '', pages: '', copies: '1', channel: 'post',
    suffixOf: '', language: '', note: '', organId: '', fileCatalog: '', fileNotation: '', docOrdinal: '', duplicateReason: '', lateReason: '',
    ...carried,
  }
}

/** The form of a document that is registered already. */
export function formOf(record: Document): FormValues {
  const day = (date: string | null) => (date === null ? '' : formatDate(date))
  const number = (value: number | null) => (value === null ? '' : String(value))
  return {
    arrivalDate: day(record.arrivalDate), arrivalTime: record.arrivalTime ?? '', registerId: record.registerId, numberSymbol: record.numberSymbol, issuedDate: day(record.issuedDate),
    body: { id: record.issuingBodyId, name: record.issuingBodyName }, bodyLevel: '', typeText: record.documentTypeName, typeId: record.documentTypeId,
    signerPosition: record.signer.position ?? '', signerName: record.signer.name ?? '', subject: record.subject === noSubject ? '' : record.subject, subjectAllowedBy: record.subjectAllowedBy ?? '', urgency: record.urgency, secrecy: record.secrecy,
    toPlaces: record.toPlaces ?? '', dueDate: day(record.dueDate), pages: number(record.pages), copies: number(record.copies), channel: record.channel ?? '',
    suffixOf: '', language: record.language ?? '', note: record.note ?? '', organId: record.fileCode?.organId ?? '', fileCatalog: number(record.fileCode?.fileCatalog ?? null),
    fileNotation: record.fileCode?.fileNotation ?? '', docOrdinal: number(record.docOrdinal), duplicateReason: '', lateReason: '',
  }
}

/** "8:12", "0812", "8h12" as 'HH:MM'; '' stays ''; null for what is no time of day. */
export function parseTime(typed: string): string | null {
  const text = typed.trim()
  if (text === '') return ''
  const found = /^(\d{1,2})\s*(?:[:.hg]\s*)?(\d{2})?$/i.exec(text)
  if (!found) return null
  const [hour, minute] = [Number(found[1]), Number(found[2] ?? '0')]
  return hour < 24 && minute < 60 ? `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` : null
}

/** Fields as the contract takes them; `undefined` where nothing was typed. */
interface Read {
  readonly arrivalDate: string | undefined
  readonly arrivalTime: string | undefined
  readonly issuedDate: string | undefined
  readonly dueDate: string | undefined
  readonly pages: number | undefined
  readonly copies: number | undefined
  readonly docOrdinal: number | undefined
  readonly suffixOf: number | undefined
  readonly fileCatalog: number | undefined
}

// Control and bidi marks, as the contract refuses them (contract/fields.ts): pasted from the web, they make a text read as another.
const hidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u

const dateFaults = {
  ARRIVAL_IN_FUTURE: ['arrivalDate', 'arrivalInFuture'],
  ISSUED_AFTER_ARRIVAL: ['issuedDate', 'issuedAfterArrival'],
  DUE_BEFORE_ARRIVAL: ['dueDate', 'dueBeforeArrival'],
} as const

function readForm(values: FormValues, today: string): { readonly read: Read; readonly errors: FieldErrors } {
  const errors: FieldErrors = {}
  const day = (name: 'arrivalDate' | 'issuedDate' | 'dueDate', lean: 'past' | 'year'): string | undefined => {
    if (values[name].trim() === '') return undefined
    const parsed = parseDate(values[name], today, lean)
    if (parsed === null) errors[name] = { key: 'date' }
    return parsed ?? undefined
  }
  const whole = (name: 'pages' | 'copies' | 'docOrdinal' | 'suffixOf' | 'fileCatalog', least: number, most: number): number | undefined => {
    const text = values[name].trim()
    if (text === '') return undefined
    const number = Number(text)
    if (/^\d+$/.test(text) && number >= least && number <= most) return number
    errors[name] = { key: 'number', least, most }
    return undefined
  }
  const time = parseTime(values.arrivalTime)
  if (time === null) errors.arrivalTime = { key: 'time' }
  const read: Read = {
    arrivalDate: day('arrivalDate', 'past'),
    arrivalTime: time === '' || time === null ? undefined : time,
    issuedDate: day('issuedDate', 'past'),
    dueDate: day('dueDate', 'year'),
    pages: whole('pages', 0, largest.pages),
    copies: whole('copies', 0, largest.copies),
    docOrdinal: whole('docOrdinal', 1, largest.docOrdinal),
    suffixOf: whole('suffixOf', 1, 9_999_999),
    fileCatalog: whole('fileCatalog', 0, largest.fileCatalog),
  }
  for (const [name, limit] of Object.entries(lengths) as [keyof typeof lengths, number][]) {
    const value = name === 'body' ? values.body.name : values[name]
    const length = value.normalize('NFC').trim().length
    if (length > limit) errors[name] = { key: 'tooLong', limit, length }
    if (hidden.test(value)) errors[name] = { key: 'hidden' }
  }
  if (values.subject.trim() === '' && !subjectNeedsLeave(values.secrecy)) errors.subject = { key: 'empty' }
  if (values.subject.trim() !== '' && subjectNeedsLeave(values.secrecy) && values.subjectAllowedBy.trim() === '') errors.subjectAllowedBy = { key: 'empty' }
  if (values.body.name.trim() === '') errors.body = { key: 'empty' }
  else if (values.body.id === null && !values.body.isNew) errors.body ??= { key: 'unknownBody' }
  if (values.typeText.trim() === '') errors.typeText = { key: 'empty' }
  else if (values.typeId === '') errors.typeText = { key: 'type' }
  if (values.arrivalDate.trim() === '') errors.arrivalDate = { key: 'empty' }
  const fault = dateFault({ arrivalDate: read.arrivalDate ?? today, issuedDate: read.issuedDate ?? null, dueDate: read.dueDate ?? null }, today)
  if (fault) {
    const [name, key] = dateFaults[fault.code]
    errors[name] ??= { key }
  }
  return { read, errors }
}

/** What is wrong with the form as it stands; empty when it may be sent. */
export function errorsOf(values: FormValues, today: string): FieldErrors {
  return readForm(values, today).errors
}

type Register = Omit<Call<'registers.registerIncoming'>, 'commandId' | 'acceptClock'>
type Changes = Call<'registers.editDocument'>['changes']
type SentFile = NonNullable<Register['files']>[number]

const some = (text: string): string | undefined => (text.trim() === '' ? undefined : text.trim())

function bodyChoice({ body, bodyLevel }: FormValues): Register['issuingBody'] {
  if (body.id !== null) return { id: body.id }
  return bodyLevel === '' ? { name: body.name.trim() } : { name: body.name.trim(), level: bodyLevel as never }
}

/** What is sent for a new document. Call it only with a form without errors. */
export function registerCall(values: FormValues, today: string, files: readonly SentFile[]): Register {
  const { read } = readForm(values, today)
  const signer = { position: some(values.signerPosition), name: some(values.signerName) }
  const fileCode = some(values.organId) && some(values.fileNotation) && read.fileCatalog !== undefined
    ? { organId: values.organId.trim(), fileCatalog: read.fileCatalog, fileNotation: values.fileNotation.trim() }
    : undefined
  return defined({
    registerId: some(values.registerId),
    documentTypeId: values.typeId,
    numberSymbol: values.numberSymbol.trim(),
    issuedDate: read.issuedDate,
    issuingBody: bodyChoice(values),
    subject: some(values.subject),
    subjectAllowedBy: subjectNeedsLeave(values.secrecy) && some(values.subject) ? some(values.subjectAllowedBy) : undefined,
    signer: signer.position || signer.name ? defined(signer) : undefined,
    urgency: values.urgency,
    secrecy: values.secrecy,
    pages: read.pages,
    copies: read.copies,
    channel: values.channel === '' ? undefined : values.channel,
    arrivalDate: read.arrivalDate,
    arrivalTime: read.arrivalTime,
    toPlaces: some(values.toPlaces),
    dueDate: read.dueDate,
    language: some(values.language),
    note: some(values.note),
    fileCode,
    docOrdinal: read.docOrdinal,
    suffixOf: read.suffixOf,
    files: [...files],
    acceptDuplicate: some(values.duplicateReason) ? { reason: values.duplicateReason.trim() } : undefined,
    lateReason: some(values.lateReason),
  }) as Register
}

/** Only what differs from the document as it was opened; null takes a value away. */
export function changesOf(before: FormValues, after: FormValues, today: string): Changes {
  const { read } = readForm(after, today)
  const changes: Record<string, unknown> = {}
  const differs = (...names: readonly FieldName[]) => names.some((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
  const put = (name: FieldName, value: unknown) => {
    if (differs(name)) changes[name] = value
  }
  if (differs('typeId')) changes['documentTypeId'] = after.typeId
  put('numberSymbol', after.numberSymbol.trim())
  put('issuedDate', read.issuedDate ?? null)
  if (differs('body', 'bodyLevel')) changes['issuingBody'] = bodyChoice(after)
  put('subject', after.subject.trim() || noSubject)
  if (subjectNeedsLeave(after.secrecy) && after.subject.trim() !== '') put('subjectAllowedBy', after.subjectAllowedBy.trim())
  if (differs('signerPosition', 'signerName')) changes['signer'] = { position: some(after.signerPosition) ?? null, name: some(after.signerName) ?? null }
  put('urgency', after.urgency)
  put('secrecy', after.secrecy)
  put('pages', read.pages ?? null)
  put('copies', read.copies ?? null)
  put('channel', after.channel === '' ? null : after.channel)
  put('arrivalDate', read.arrivalDate)
  put('arrivalTime', read.arrivalTime ?? null)
  put('toPlaces', some(after.toPlaces) ?? null)
  put('dueDate', read.dueDate ?? null)
  put('language', some(after.language) ?? null)
  put('note', some(after.note) ?? null)
  put('docOrdinal', read.docOrdinal ?? null)
  if (differs('organId', 'fileCatalog', 'fileNotation')) {
    const whole = some(after.organId) && some(after.fileNotation) && read.fileCatalog !== undefined
    changes['fileCode'] = whole ? { organId: after.organId.trim(), fileCatalog: read.fileCatalog, fileNotation: after.fileNotation.trim() } : null
  }
  return changes as Changes
}

/** Leaves out what is undefined: the contract's objects are strict about what is there. */
function defined<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Partial<T>
}

/** The field of the form that an error answer speaks of. */
export const fieldOfRefusal: Readonly<Record<string, FieldName>> = {
  ISSUED_AFTER_ARRIVAL: 'issuedDate', ARRIVAL_IN_FUTURE: 'arrivalDate', YEAR_CHANGED: 'arrivalDate', DUE_BEFORE_ARRIVAL: 'dueDate', DOCUMENT_TYPE_UNKNOWN: 'typeText',
  BODY_NOT_FOUND: 'body', BODY_IS_GROUP: 'body', BODY_MERGED: 'body', SUFFIX_WITHOUT_NUMBER: 'suffixOf', YEAR_CLOSED: 'lateReason',
  REGISTER_NOT_FOUND: 'registerId', REGISTER_CLOSED: 'registerId', DUPLICATE_DOCUMENT: 'numberSymbol', SUBJECT_NOT_ALLOWED: 'subjectAllowedBy', SUBJECT_MISSING: 'subject',
}

/** Ties a plain input to its field: name, value, changes, errors. */
export type PlainField = (name: Exclude<keyof FormValues, 'body'>) => object

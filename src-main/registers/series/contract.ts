// Series of outgoing documents (dãy số) and what becomes of numbers: reserving, explaining each, opening a new year or term.
import { z } from 'zod'
import { defineCommand, defineQuery } from '../../contract/define.ts'
import { commandId, day, entryRef, recordId, secrecy, text, year } from '../../contract/fields.ts'
import { issuingBodyChoice } from '../schemas.ts'

const number = z.int().min(1).max(9_999_999)

/** "2026", or the name that the office gave its term; '' where it gave none */
const periodTitle = z.string()

/** A format holds {number} once, between what a number is written with: letters, digits, signs, {type} and {symbol}. */
const format = z.string().max(60).regex(/^(?:[A-Za-zÀ-ỹ0-9 ./_-]|\{(?:type|symbol)\})*\{number\}(?:[A-Za-zÀ-ỹ0-9 ./_-]|\{(?:type|symbol)\})*$/)

const seriesFields = {
  name: text(200, 1),
  /** types that it numbers; ['*'] is all of them */
  documentTypeIds: z.array(z.union([z.literal('*'), recordId])).min(1).max(200),
  period: z.enum(['term', 'year']),
  secrecy: z.enum(['joint', 'open', 'secret']),
  startNumber: number,
  pad: z.int().min(1).max(9),
  format,
  formatWithoutType: format,
  symbol: text(30, 1).nullable(),
} as const

export const openSeries = defineCommand('registers.openSeries', {
  about: 'Opens a series of the office’s own; where it is not as the rulebook has it, with the reason',
  needs: ['keep-books'],
  input: z.strictObject({ commandId, id: recordId.optional(), issuingBody: issuingBodyChoice, ...seriesFields, reason: text(500, 1).optional() }),
  output: z.strictObject({ seriesId: recordId, entry: entryRef }),
  errors: ['SERIES_EXISTS', 'SERIES_OVERLAPS', 'SERIES_DIFFERS', 'DOCUMENT_TYPE_UNKNOWN', 'BODY_NOT_FOUND', 'BODY_IS_GROUP', 'BODY_MERGED'],
})

export const editSeries = defineCommand('registers.editSeries', {
  about: 'Changes how a series is named, numbered or written from now on; numbers that were given stay as they are',
  needs: ['keep-books'],
  input: z.strictObject({ commandId, seriesId: recordId, changes: z.strictObject(seriesFields).omit({ period: true, secrecy: true }).partial(), closed: z.boolean().optional(), reason: text(500, 1).optional() }),
  output: z.strictObject({ seriesId: recordId, entry: entryRef }),
  errors: ['SERIES_NOT_FOUND', 'SERIES_OVERLAPS', 'SERIES_DIFFERS', 'SERIES_HAS_NUMBERS', 'DOCUMENT_TYPE_UNKNOWN'],
})

export const openPeriod = defineCommand('registers.openPeriod', {
  about: 'Opens a new year or term in every series at once: the old periods close and are written to only with a reason',
  needs: ['keep-books'],
  input: z.strictObject({ commandId, period: z.enum(['term', 'year']), from: day, name: text(100, 1).optional() }),
  output: z.strictObject({ opened: z.array(recordId), closed: z.array(recordId), entry: entryRef }),
  errors: ['PERIOD_EXISTS', 'TERM_NEEDS_NAME', 'DAY_NOT_FIRST_OF_YEAR'],
})

const reservation = z.strictObject({
  id: recordId,
  seriesId: recordId,
  periodId: z.string(),
  numberFrom: z.int(),
  numberTo: z.int(),
  purpose: z.string(),
  expiresOn: day,
  reservedAt: z.string(),
  reservedBy: z.string(),
  /** numbers of it that no document bears yet */
  left: z.array(z.int()),
})

export const reserveNumbers = defineCommand('registers.reserveNumbers', {
  about: 'Keeps the next numbers of a series for a stated purpose until a day; one number alone, or a block',
  needs: ['keep-registers'],
  input: z.strictObject({ commandId, seriesId: recordId, day: day.optional(), count: z.int().min(1).max(1000).default(1), purpose: text(500, 1), expiresOn: day }),
  output: z.strictObject({ reservationId: recordId, periodId: z.string(), numberFrom: z.int(), numberTo: z.int(), entry: entryRef }),
  errors: ['SERIES_NOT_FOUND', 'SERIES_CLOSED', 'TERM_UNKNOWN', 'PERIOD_CLOSED', 'NUMBERS_UNCONFIRMED', 'EXPIRY_PAST'],
})

export const releaseReservation = defineCommand('registers.releaseReservation', {
  about: 'Gives up a reservation: numbers at the end of the series are given again, others stay as gaps with their reason',
  needs: ['keep-registers'],
  input: z.strictObject({ commandId, reservationId: recordId, reason: text(500, 1) }),
  output: z.strictObject({ reservationId: recordId, entry: entryRef }),
  errors: ['RESERVATION_NOT_FOUND', 'RESERVATION_RELEASED'],
})

export const confirmSeriesNumber = defineCommand('registers.confirmSeriesNumber', {
  about: 'Says the last number given on paper after a restore; the series goes on above it, what was lost is listed',
  needs: ['keep-books'],
  input: z.strictObject({ commandId, periodId: z.string().min(1).max(80), lastNumber: z.int().min(0).max(9_999_999) }),
  output: z.strictObject({ periodId: z.string(), lost: z.array(z.strictObject({ from: z.int(), to: z.int() })), entry: entryRef }),
  errors: ['PERIOD_NOT_FOUND', 'NUMBERS_CONFIRMED', 'NUMBER_TOO_LOW'],
})

export const nextOutgoingNumber = defineQuery('registers.nextOutgoingNumber', {
  about: 'The number that a document would get now, and how it is written; guaranteed only when given',
  needs: ['read-documents', 'keep-registers', 'draft'],
  input: z.strictObject({ documentTypeId: recordId, issuingBody: issuingBodyChoice.optional(), secrecy: secrecy.default('none'), issuedDate: day.optional() }),
  output: z.strictObject({
    /** whose document it is; id null: the body is not in the tree yet */
    issuer: z.strictObject({ kind: z.enum(['office', 'committee', 'other']), id: recordId.nullable(), name: z.string() }),
    /** in whose name this office issues: itself, and the committee whose office it is */
    issuers: z.array(z.strictObject({ kind: z.enum(['office', 'committee']), name: z.string() })),
    /** null: the series is opened by its first number */
    seriesId: recordId.nullable(),
    seriesName: z.string(),
    periodId: z.string().nullable(),
    period: z.enum(['term', 'year']),
    periodName: periodTitle,
    from: day,
    to: day.nullable(),
    number: z.int().positive(),
    numberSymbol: z.string(),
    /** how any number of the series is written for this type, by `writeNumber` */
    format: z.strictObject({ pad: z.int(), format: z.string(), formatWithoutType: z.string() }),
    abbreviation: z.string().nullable(),
    symbol: z.string(),
    closed: z.boolean(),
    unconfirmed: z.boolean(),
    /** the last number given and its day: a later number with an earlier day asks for a reason */
    last: z.strictObject({ number: z.int(), issuedDate: day }).nullable(),
    reservations: z.array(reservation),
  }),
  errors: ['DOCUMENT_TYPE_UNKNOWN', 'BODY_NOT_FOUND', 'BODY_IS_GROUP', 'BODY_MERGED', 'BODY_WITHOUT_SYMBOL', 'TERM_UNKNOWN'],
})

export const seriesRule = defineQuery('registers.seriesRule', {
  about: 'How the rulebook has a body number documents of a type: what a series of the office’s own begins with, and is held against',
  needs: ['read-documents', 'keep-registers', 'draft'],
  input: z.strictObject({ documentTypeId: recordId, issuingBody: issuingBodyChoice }),
  output: z.strictObject({
    issuingBody: z.strictObject({ id: recordId.nullable(), name: z.string() }),
    period: z.enum(['term', 'year']),
    secrecy: z.enum(['joint', 'separate']),
    /** a series for each type, or one for all */
    joins: z.enum(['type', 'all']),
    startNumber: number,
    pad: z.int(),
    format: z.string(),
    formatWithoutType: z.string(),
    abbreviation: z.string().nullable(),
    /** what the body writes in its numbers; null: it has no symbol yet */
    symbol: z.string().nullable(),
    source: z.string(),
    verified: z.boolean(),
  }),
  errors: ['DOCUMENT_TYPE_UNKNOWN', 'BODY_NOT_FOUND', 'BODY_IS_GROUP', 'BODY_MERGED'],
})

export const listSeries = defineQuery('registers.listSeries', {
  about: 'The series of the office with their periods: first and last number, documents, state, reservations',
  needs: ['read-documents', 'keep-registers', 'draft'],
  input: z.strictObject({ withClosed: z.boolean().default(true) }),
  output: z.strictObject({
    series: z.array(z.strictObject({
      id: recordId,
      issuingBodyId: recordId,
      issuingBodyName: z.string(),
      closed: z.boolean(),
      reason: z.string().nullable(),
      ...seriesFields,
      periods: z.array(z.strictObject({ id: z.string(), name: periodTitle, from: day, to: day.nullable(), startNumber: z.int(), lastNumber: z.int(), closed: z.boolean(), unconfirmed: z.boolean() })),
      reservations: z.array(reservation),
    })),
  }),
})

export const gapReport = defineQuery('registers.gapReport', {
  about: 'Explains every number of a series or a book from the first to the last; what nobody can explain exists only in imported books',
  needs: ['print'],
  input: z.union([
    z.strictObject({ seriesId: recordId, periodId: z.string().min(1).max(80).optional(), year: year.optional() }),
    z.strictObject({ registerId: recordId, year: year.optional() }),
  ]),
  output: z.strictObject({
    periodId: z.string(),
    from: z.int(),
    /** below `from` where no number was given yet */
    to: z.int(),
    /** numbers that a standing document bears, without those with a suffix */
    issued: z.int(),
    withSuffix: z.int(),
    rows: z.array(z.strictObject({
      numberFrom: z.int(),
      numberTo: z.int(),
      state: z.enum(['cancelled', 'reserved', 'expired', 'leased', 'lost', 'merged', 'unexplained']),
      reason: z.string().nullable(),
      who: z.string().nullable(),
      when: z.string().nullable(),
    })),
  }),
  errors: ['SERIES_NOT_FOUND', 'REGISTER_NOT_FOUND', 'PERIOD_NOT_FOUND'],
})

export const seriesContract = [openSeries, editSeries, openPeriod, reserveNumbers, releaseReservation, confirmSeriesNumber, nextOutgoingNumber, seriesRule, listSeries, gapReport] as const

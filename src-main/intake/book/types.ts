// A register that an office kept in a sheet, as it is read for being brought over: what was understood of each row, what was left
// out and why, and what a person must look at.
import type { Secrecy, Urgency } from '../../contract/fields.ts'

export type Direction = 'incoming' | 'outgoing'

/** What a column of an old book may hold. `ordinal` (STT) is known so that it is nothing else. */
export const bookFields = [
  'ordinal',
  'arrivalNumber', // số đến
  'arrivalDate', // ngày đến
  'issuingBody', // tác giả, cơ quan ban hành
  'numberSymbol', // số, ký hiệu
  'number', // số, with the symbol in a column of its own
  'symbol', // ký hiệu
  'issuedDate', // ngày tháng văn bản
  'documentType', // tên loại
  'subject', // trích yếu
  'secrecy', // độ mật
  'urgency', // độ khẩn
  'recipient', // đơn vị hoặc người nhận
  'toPlaces', // nơi nhận
  'signer', // người ký
  'recordCopy', // đơn vị, người nhận bản lưu
  'copies', // số lượng bản
  'pages', // số trang
  'transferDate', // ngày chuyển
  'receipt', // ký nhận
  'dueDate', // hạn giải quyết
  'note', // ghi chú
] as const
export type BookField = (typeof bookFields)[number]

/** One document of the book. A field that is missing was empty or could not be read; then an issue says so. */
export interface BookRow {
  /** As the sheet counts, from 1. */
  readonly row: number
  readonly arrivalNumber?: number
  /** "a" of 12a, "bis" of 12 bis; '' for none */
  readonly arrivalSuffix?: string
  readonly arrivalDate?: string
  readonly issuingBody?: string
  readonly numberSymbol?: string
  readonly issuedDate?: string
  readonly documentTypeId?: string
  readonly subject?: string
  readonly secrecy?: Secrecy
  readonly urgency?: Urgency
  readonly recipient?: string
  readonly toPlaces?: string
  readonly signer?: string
  readonly recordCopy?: string
  readonly copies?: number
  readonly pages?: number
  readonly transferDate?: string
  readonly receipt?: string
  readonly dueDate?: string
  readonly note?: string
}

export type LeftOutReason = 'title' | 'header' | 'repeated-header' | 'column-numbers' | 'separator' | 'total' | 'footer' | 'number-only'

export interface LeftOut {
  readonly row: number
  readonly reason: LeftOutReason
  /** What stands there, cut. */
  readonly text: string
}

export type BookIssueCode =
  | 'SUBJECT_MISSING'
  | 'BODY_MISSING'
  | 'SYMBOL_MISSING'
  | 'SYMBOL_IS_DATE' // Excel made a date of "12-3"; params: text
  | 'NUMBER_MISSING'
  | 'NUMBER_UNREADABLE' // params: text
  | 'NUMBER_TWICE' // params: number, suffix, year, firstRow
  | 'NUMBER_OUT_OF_ORDER' // params: number, before
  | 'NUMBER_GAP' // params: from, to, year
  | 'DATE_MISSING' // params: field
  | 'DATE_UNREADABLE' // params: field, text
  | 'DATE_WITHOUT_YEAR' // params: field, text
  | 'DATE_IN_FUTURE' // params: field, date
  | 'DATES_MONTH_FIRST' // params: field, count: stored as month/day by the sheet program; read day first
  | 'DATE_OUT_OF_ORDER' // params: date, before
  | 'ISSUED_AFTER_ARRIVAL' // params: issuedDate, arrivalDate
  | 'DUE_BEFORE_ARRIVAL' // params: dueDate, arrivalDate
  | 'TYPE_UNKNOWN' // params: text
  | 'SECRECY_UNKNOWN' // params: text
  | 'COUNT_UNREADABLE' // params: field, text
  | 'TEXT_TOO_LONG' // params: field, limit
  | 'NOTHING_ABOVE' // "nt" in the first row
  | 'RESULT_MISSING' // a formula without a stored result
  | 'ROW_HIDDEN'
  // what the archive says
  | 'NUMBER_TAKEN' // params: number, suffix, year: a document of the archive bears it
  | 'NUMBER_KEPT' // params: number: kept for a document that is still to come
  | 'TWIN_THERE' // params: number, date: of the document of the archive that seems to be this one
  | 'TYPE_ASSUMED' // params: documentTypeId
  | 'TYPE_MISSING'
  | 'TERM_MISSING' // params: date: no known term holds it
  | 'BODY_WITHOUT_SYMBOL' // params: name

export interface BookIssue {
  /** null: the column as a whole */
  readonly row: number | null
  /** from 0; null: the row as a whole */
  readonly column: number | null
  readonly code: BookIssueCode
  readonly params: Readonly<Record<string, string | number>>
  readonly severity: 'error' | 'warning'
}

export interface ColumnGuess {
  /** from 0 */
  readonly column: number
  /** As it stands, lines joined; headings above it before it, parted by " › ". */
  readonly heading: string
  readonly field: BookField | null
  /** 0 to 1 */
  readonly confidence: number
  readonly reasons: readonly ('heading' | 'heading-part' | 'looks' | 'given')[]
}

export interface BookMapping {
  /** Key of the headings, under which a mapping that a person confirmed is remembered. */
  readonly fingerprint: string
  readonly direction: Direction
  readonly columns: readonly ColumnGuess[]
}

/** A mapping that a person gave, or that was remembered: fields by column. */
export interface GivenMapping {
  readonly direction: Direction
  readonly fields: readonly (BookField | null)[]
}

export type ColumnEncoding = 'unicode' | 'tcvn3' | 'vni'

/** Spellings that seem to mean one body, for a person to say. */
export interface BodyGroup {
  readonly name: string
  readonly count: number
  readonly variants: readonly { readonly name: string; readonly count: number; readonly firstRow: number }[]
}

export interface ReadBook {
  readonly sheet: string
  readonly rows: readonly BookRow[]
  readonly leftOut: readonly LeftOut[]
  readonly issues: readonly BookIssue[]
  readonly mapping: BookMapping
  /** By column. */
  readonly encodings: readonly ColumnEncoding[]
  readonly bodyGroups: readonly BodyGroup[]
}

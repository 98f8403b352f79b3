// A printed table, apart from what it is written as: PDF (table-pdf.ts), a sheet (table-xlsx.ts) or a Word file
// (table-docx.ts). Registers are one case of it (register-form.ts); statistics, daily reports and phiếu gửi the others.
import { formatDate, isDate } from '../../text/dates.ts'

/** Millimetres. */
export interface PrintedPage {
  readonly widthMm: number
  readonly heightMm: number
  readonly marginsMm: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number }
}

export interface PrintedColumn {
  readonly key: string
  /** the heading, broken into lines */
  readonly lines: readonly string[]
  /** columns fill the page between its margins, in these proportions */
  readonly widthMm: number
  /** left out: left */
  readonly align?: 'left' | 'centre' | 'right'
  /** what the cells become in a sheet; left out: text */
  readonly kind?: 'text' | 'number' | 'day'
}

/** A day is YYYY-MM-DD, and is written dd/mm/yyyy; text in a column of days or numbers stays as it is ("12a"). */
export type Cell = string | number

type Cells = Readonly<Record<string, Cell>>

export interface TableRow {
  readonly kind?: 'row'
  /** by the key of the column; what is missing stays empty, for the hand */
  readonly cells: Cells
  /** struck through: the number stays taken */
  readonly cancelled?: boolean
}

/** Heads the rows that follow it, across the whole table; never the last line of a page. */
export interface GroupHeading {
  readonly kind: 'group'
  readonly text: string
}

/** A subtotal or total: its text spans the columns before its first cell. */
export interface SumRow {
  readonly kind: 'sum'
  readonly text: string
  readonly cells: Cells
}

export type TableLine = TableRow | GroupHeading | SumRow

export interface Letterhead {
  /** tên cơ quan chủ quản trực tiếp; empty: the line is left out */
  readonly parentName: string
  readonly officeName: string
  /** right of it: "ĐẢNG CỘNG SẢN VIỆT NAM"; left out where the paper stays in the office */
  readonly nationalTitle?: string
  /** below that: "Yên Lạc, ngày 03 tháng 11 năm 2026" */
  readonly placeAndDay?: string
}

export interface SignaturePlace {
  /** "T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG" */
  readonly lines: readonly string[]
  /** "(Ký, ghi rõ họ tên)" */
  readonly note?: string
  /** below the room for the signature */
  readonly name?: string
}

export interface Signatures {
  /** above the right place */
  readonly placeAndDay?: string
  readonly left?: SignaturePlace
  readonly right?: SignaturePlace
}

/** Drawn below the table; in a sheet and a Word file as a chart that can be edited there. */
export interface Chart {
  readonly kind: 'bar' | 'line'
  readonly title: string
  /** "T1" … "T12" */
  readonly labels: readonly string[]
  /** one value a label */
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[]
}

export interface PrintedFoot {
  /** hash of the journal's head, 64 hex digits */
  readonly headHash: string
  /** instant of printing, ISO 8601 */
  readonly printedAt: string
  /** who printed it: a post or an account's name */
  readonly printedBy: string
}

/** A table that is bound as a book: it has a cover in place of the heading, and a running head on every page. */
export interface Book {
  /** lines of the cover, filled */
  readonly cover: readonly CoverLine[]
  /** false: the pages alone, to be put into a book that has a cover */
  readonly withCover: boolean
  /** at the right of the running head: "Quyển số 2" */
  readonly volume?: string
}

export interface CoverLine {
  readonly role: 'parent' | 'office' | 'name' | 'year' | 'volume' | 'dates' | 'other'
  readonly text: string
}

export interface PrintedTable {
  readonly page: PrintedPage
  readonly letterhead: Letterhead
  readonly title: string
  readonly subtitle?: readonly string[]
  readonly book?: Book
  readonly columns: readonly PrintedColumn[]
  /** a row (1) (2) … under the headings */
  readonly columnNumbers: boolean
  /** read once, in their order */
  readonly rows: Iterable<TableLine> | AsyncIterable<TableLine>
  /** under all rows */
  readonly totals?: SumRow
  /** said in place of rows where there are none */
  readonly whenEmpty?: string
  /** the line that says how many rows there are */
  readonly counted?: (rows: number, cancelled: number) => string
  readonly charts?: readonly Chart[]
  /** lines under the table */
  readonly closing?: readonly string[]
  readonly signatures?: Signatures
  /** behind the text of each page, the first line large: "MẬT", "Văn phòng … · Trang · 08:15 03/11/2026" (NĐ 30, Phụ lục VI, III.6.k) */
  readonly watermark?: readonly string[]
  readonly foot: PrintedFoot
  /** folder of the Tinos faces */
  readonly fonts: string
  readonly signal?: AbortSignal
  /** told now and then, with the rows laid out so far */
  readonly onProgress?: (rows: number) => void
}

/** A cell as it stands on paper. */
export function shownCell(column: PrintedColumn, cell: Cell | undefined): string {
  if (cell === undefined) return ''
  if (typeof cell === 'number') return Number.isSafeInteger(cell) ? String(cell) : Number.isFinite(cell) ? decimal.format(cell) : ''
  return column.kind === 'day' && isDate(cell) ? formatDate(cell) : cell
}

const decimal = new Intl.NumberFormat('vi-VN', { useGrouping: false, maximumFractionDigits: 2 })

/** What a cell is by its column's kind: a day (YYYY-MM-DD) and a number where it is wholly one, else its text. */
export function typedCell(column: PrintedColumn, cell: Cell | undefined): { readonly day: string } | { readonly number: number } | { readonly text: string } {
  if (typeof cell === 'number') return Number.isFinite(cell) ? { number: cell } : { text: '' }
  const text = cell ?? ''
  // "007" and what a sheet cannot hold exactly (15 digits) stay text.
  if (column.kind === 'number' && /^(0|[1-9]\d{0,14})$/.test(text)) return { number: Number(text) }
  const day = column.kind === 'day' ? dayOf(text) : undefined
  return day === undefined ? { text } : { day }
}

function dayOf(text: string): string | undefined {
  if (isDate(text)) return text
  const [, day, month, year] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text) ?? []
  const iso = `${year}-${month}-${day}`
  return isDate(iso) ? iso : undefined
}

/** The columns' widths where they fill the page between its margins, mm. */
export function columnWidths({ page, columns }: Pick<PrintedTable, 'page' | 'columns'>): readonly number[] {
  const room = page.widthMm - page.marginsMm.left - page.marginsMm.right
  const scale = room / columns.reduce((sum, column) => sum + column.widthMm, 0)
  return columns.map((column) => column.widthMm * scale)
}

/** How many columns the text of a sum spans: those before its first cell, one at least. */
export function spanOf(columns: readonly PrintedColumn[], sum: SumRow): number {
  const first = columns.findIndex((column) => sum.cells[column.key] !== undefined)
  return first === -1 ? columns.length : Math.max(1, first)
}

interface SignatureLine {
  readonly role: 'day' | 'post' | 'note' | 'name'
  readonly text: string
}

/** Signatures row by row: posts and their notes begin together, and so do the names. */
export function signatureRows({ left, right, placeAndDay }: Signatures): readonly (readonly [left: SignatureLine, right: SignatureLine])[] {
  const [one, other] = [left, right].map((place): readonly SignatureLine[] => [
    ...(place?.lines ?? []).map((text) => ({ role: 'post', text }) as const),
    ...(place?.note === undefined ? [] : [{ role: 'note', text: place.note } as const]),
  ])
  const line = (lines: readonly SignatureLine[], at: number): SignatureLine => lines[at] ?? { role: 'note', text: '' }
  return [
    ...(placeAndDay === undefined ? [] : [[{ role: 'day', text: '' }, { role: 'day', text: placeAndDay }] as const]),
    ...Array.from({ length: Math.max(one!.length, other!.length) }, (_, at) => [line(one!, at), line(other!, at)] as const),
    [{ role: 'name', text: left?.name ?? '' }, { role: 'name', text: right?.name ?? '' }],
  ]
}

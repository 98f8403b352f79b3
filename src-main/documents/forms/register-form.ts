// What a register's print is made of: the form (data of the rulebook), what the office fills in, and the rows; and the
// printed table that these make. NĐ 30/2020/NĐ-CP, Phụ lục IV.
import { formatDate } from '../../text/dates.ts'
import type { CoverLine, PrintedColumn, PrintedFoot, PrintedPage, PrintedTable } from './printed-table.ts'

/** mẫu sổ: as the rulebook gives it. */
export interface PrintedForm {
  readonly page: PrintedPage
  readonly columns: readonly PrintedColumn[]
  /** a row (1) (2) … under the headings */
  readonly columnNumbers: boolean
  /** lines of the cover, with {places} to fill */
  readonly cover: readonly { readonly text: string }[]
}

/** bìa sổ: what is left out stays dotted, to be filled by hand. */
export interface RegisterCover {
  /** tên cơ quan chủ quản trực tiếp; empty: the line is left out */
  readonly parentName: string
  readonly officeName: string
  /** "Sổ đăng ký văn bản đến" */
  readonly registerName: string
  readonly year: number
  /** YYYY-MM-DD */
  readonly from?: string
  readonly to?: string
  readonly numberFrom?: number | string
  readonly numberTo?: number | string
  readonly volume?: number | string
}

export interface RegisterRow {
  /** by the key of the column; what is missing stays empty, for the hand */
  readonly cells: Readonly<Record<string, string>>
  /** struck through: the number stays taken */
  readonly cancelled: boolean
}

export interface RegisterPrint extends Pick<PrintedTable, 'fonts' | 'signal' | 'onProgress' | 'watermark'> {
  readonly form: PrintedForm
  readonly cover: RegisterCover
  /** false: the pages alone, to be put into a book that has a cover */
  readonly withCover?: boolean
  readonly rows: Iterable<RegisterRow>
  /** lines under the table */
  readonly closing?: readonly string[]
  readonly foot: PrintedFoot
}

const dots = '..........'

/** A register as a printed table. */
export function registerTable({ form, cover, withCover, ...rest }: RegisterPrint): PrintedTable {
  const lines = form.cover.filter(({ text }) => text !== '{parentName}' || cover.parentName.trim() !== '').map(({ text }) => ({ role: roleOf(text), text: fillCover(text, cover) }))
  return {
    ...rest,
    page: form.page,
    columns: form.columns,
    columnNumbers: form.columnNumbers,
    letterhead: { parentName: cover.parentName, officeName: cover.officeName },
    title: `${cover.registerName} năm ${cover.year}`,
    // What the cover says besides names and year; where nothing is filled in, dots are for paper alone.
    subtitle: lines.filter(({ role, text }) => (role === 'dates' || role === 'other' || role === 'volume') && !text.includes(dots)).map(({ text }) => text),
    book: { cover: lines, withCover: withCover !== false, ...(cover.volume === undefined ? {} : { volume: `Quyển số ${cover.volume}` }) },
    whenEmpty: 'Không có văn bản nào trong khoảng đã chọn.',
    counted: (rows, cancelled) => `Cộng: ${rows} văn bản${cancelled > 0 ? `, trong đó ${cancelled} văn bản đã hủy (gạch ngang)` : ''}.`,
  }
}

function roleOf(text: string): CoverLine['role'] {
  if (text === '{parentName}') return 'parent'
  if (text === '{officeName}') return 'office'
  // The book's own name: the only line without a place, or the place of its name.
  if (!text.includes('{') || text === '{registerName}') return 'name'
  if (text.includes('{year}')) return 'year'
  if (text.includes('{volume}')) return 'volume'
  return text.includes('{fromDate}') ? 'dates' : 'other'
}

function fillCover(text: string, cover: RegisterCover): string {
  const values: Readonly<Record<string, string | undefined>> = {
    parentName: cover.parentName,
    officeName: cover.officeName,
    registerName: cover.registerName,
    year: String(cover.year),
    fromDate: cover.from === undefined ? undefined : formatDate(cover.from),
    toDate: cover.to === undefined ? undefined : formatDate(cover.to),
    fromNumber: cover.numberFrom === undefined ? undefined : String(cover.numberFrom),
    toNumber: cover.numberTo === undefined ? undefined : String(cover.numberTo),
    volume: cover.volume === undefined ? undefined : String(cover.volume),
  }
  return text.replace(/\{(\w+)\}/g, (_place, name: string) => values[name] ?? dots)
}

// A workbook as a neutral grid, whatever file it came from: what the cells show, what they hold, and what a reader of old books
// must be told about them (formulas, merges, hidden rows). Rows that show nothing are not there.
import type { FileFailure, ThreadFailure } from '../extract/failure.ts'
import type { ErrorValue } from '../../contract/result.ts'

/** What a file is by its content. */
export type SheetKind = 'xlsx' | 'xlsb' | 'xls' | 'ods' | 'xml-2003' | 'html' | 'delimited'

/** A day is a cell that the sheet itself holds as a date; a text that looks like one stays a text. */
export type CellValue = string | number | boolean | null | { readonly day: string }

export interface Cell {
  /** As shown, NFC not yet applied: legacy encodings are decided by whoever knows the column. */
  readonly text: string
  readonly value: CellValue
  /** Its value is the result that the file holds of a formula; nothing is computed here. */
  readonly formula?: true
  /** A formula without a stored result: text '' and value null. */
  readonly uncached?: true
  /** Index into the sheet's merges. Every cell of a merge holds what its first one holds. */
  readonly merge?: number
}

export interface SheetRow {
  /** As the sheet counts, from 1. */
  readonly number: number
  /** By column, from 0; null shows nothing. */
  readonly cells: readonly (Cell | null)[]
  /** Not told of XLSB, where neither are hidden columns and formulas. */
  readonly hidden?: true
}

/** Columns from 0, rows from 1; both ends count. */
export interface Merge {
  readonly fromRow: number
  readonly toRow: number
  readonly fromColumn: number
  readonly toColumn: number
}

export interface Sheet {
  readonly name: string
  readonly hidden: boolean
  readonly rows: readonly SheetRow[]
  /** Columns up to the last that shows something. */
  readonly columnCount: number
  readonly hiddenColumns: readonly number[]
  readonly merges: readonly Merge[]
  /** True where cells stood beyond the columns that are read. */
  readonly columnsCut?: true
}

/** How a delimited text was read. */
export interface Delimited {
  readonly encoding: string
  /** '' where the text has one column */
  readonly delimiter: string
  /** '' where nothing is quoted */
  readonly quote: string
}

export interface Workbook {
  readonly kind: SheetKind
  readonly sheets: readonly Sheet[]
  readonly delimited?: Delimited
}

/** params: kind of what it is ('pdf', 'word', 'picture', 'archive', 'email', 'xml', 'empty', 'unknown') */
export interface NotASheet extends ErrorValue {
  readonly code: 'NOT_A_SHEET'
}

/** params: sheet, row (from 1) or limit */
export interface SheetTooLong extends ErrorValue {
  readonly code: 'SHEET_TOO_LONG'
}

/** The file is a workbook and has no sheet with cells (charts and macros alone). */
export interface NoSheet extends ErrorValue {
  readonly code: 'NO_SHEET'
}

export type SheetFailure = FileFailure | NotASheet | SheetTooLong | NoSheet
export type ReadSheetsFailure = SheetFailure | ThreadFailure

export interface SheetLimits {
  /** Rows of one sheet that show something. */
  readonly rows: number
  /** Columns that are read. */
  readonly columns: number
  /** Characters of all cells together (UTF-16 units). */
  readonly characters: number
  /** Cells that merges may fill. */
  readonly mergedCells: number
  readonly fileBytes: number
  readonly zipEntries: number
  /** Bytes that a container may unfold to; most of it is looked at while it streams by. */
  readonly unfoldedBytes: number
  /** Bytes of it that stand in memory. */
  readonly keptBytes: number
  readonly compressionRatio: number
  readonly milliseconds: number
  readonly memoryMiB: number
}

export const defaultSheetLimits: SheetLimits = {
  rows: 200_000,
  columns: 1_024,
  characters: 64_000_000,
  mergedCells: 2_000_000,
  fileBytes: 128 * 1024 * 1024,
  zipEntries: 10_000,
  unfoldedBytes: 1024 * 1024 * 1024,
  keptBytes: 192 * 1024 * 1024,
  compressionRatio: 200,
  milliseconds: 120_000,
  memoryMiB: 1_024,
}

/** How far the reading is. */
export interface SheetProgress {
  readonly step: 'unfolding' | 'parsing' | 'rows'
  /** bytes, or rows */
  readonly done: number
  readonly total: number
}

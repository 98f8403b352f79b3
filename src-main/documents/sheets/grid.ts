// The library's workbook as the neutral grid. Its objects are let go row by row, so that both never stand in memory whole.
import type { CellObject, WorkBook } from '@e965/xlsx'
import { err, ok } from '../../contract/result.ts'
import type { Result } from '../../contract/result.ts'
import { addDays, formatDate } from '../../text/dates.ts'
import { numberFormats } from './library.ts'
import { uncachedMark } from './row-filter.ts'
import type { Cell, Merge, Sheet, SheetFailure, SheetLimits, SheetRow } from './workbook.ts'

interface DenseSheet {
  '!data'?: (((CellObject & { z?: string }) | undefined)[] | undefined)[]
  '!merges'?: { s: { r: number; c: number }; e: { r: number; c: number } }[]
  '!rows'?: ({ hidden?: boolean } | undefined)[]
  '!cols'?: ({ hidden?: boolean } | undefined)[]
  '!type'?: string
}

export interface GridOptions {
  readonly limits: SheetLimits
  /** Text of a cell, where the file's own encoding is not what the library took it for. */
  readonly decode?: (text: string) => string
  /** Rows (from 0) and columns (from 0) of a sheet that the library does not tell as hidden. */
  readonly hidden?: ReadonlyMap<string, { readonly rows: ReadonlySet<number>; readonly columns: ReadonlySet<number> }>
}

/** Excel holds no longer text in a cell. */
const longestText = 32_767

/** All sheets of a workbook; charts and macro sheets are left out. */
export function gridOf(book: WorkBook, options: GridOptions): Result<readonly Sheet[], SheetFailure> {
  const sheets: Sheet[] = []
  const budget = { characters: options.limits.characters, mergedCells: options.limits.mergedCells }
  const date1904 = book.Workbook?.WBProps?.date1904 === true
  for (const [index, name] of book.SheetNames.entries()) {
    const source = book.Sheets[name] as DenseSheet | undefined
    if (source === undefined || (source['!type'] !== undefined && source['!type'] !== 'sheet')) continue
    const sheet = sheetOf(name, (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0, source, { ...options, date1904 }, budget)
    if (!sheet.ok) return sheet
    sheets.push(sheet.value)
    delete book.Sheets[name]
  }
  return sheets.length === 0 ? err('NO_SHEET') : ok(sheets)
}

interface Budget {
  characters: number
  mergedCells: number
}

function sheetOf(name: string, hidden: boolean, source: DenseSheet, options: GridOptions & { readonly date1904: boolean }, budget: Budget): Result<Sheet, SheetFailure> {
  const { limits } = options
  const data = source['!data'] ?? []
  const toldHidden = options.hidden?.get(name)
  const rows: { number: number; cells: (Cell | null)[]; hidden?: true }[] = []
  let columnCount = 0
  let columnsCut = false
  // Rows may lie far apart: only those that are there are visited.
  for (const key of Object.keys(data)) {
    const at = Number(key)
    const cells = data[at]
    if (cells === undefined || !Number.isInteger(at)) continue
    data[at] = undefined
    const read: (Cell | null)[] = []
    const width = Math.min(cells.length, limits.columns)
    if (cells.length > width) columnsCut = true
    for (let column = 0; column < width; column += 1) {
      const cell = cellOf(cells[column], options)
      if (cell === null) continue
      while (read.length < column) read.push(null)
      read.push(cell)
      budget.characters -= cell.text.length
    }
    if (read.length === 0) continue
    if (rows.length >= limits.rows) return err('SHEET_TOO_LONG', { sheet: name, row: at + 1, limit: limits.rows })
    if (budget.characters < 0) return err('FILE_TOO_LARGE', { what: 'characters', limit: limits.characters, sheet: name, row: at + 1 })
    columnCount = Math.max(columnCount, read.length)
    rows.push({ number: at + 1, cells: read, ...((source['!rows']?.[at]?.hidden === true || toldHidden?.rows.has(at)) && { hidden: true as const }) })
  }
  const merges = mergesOf(source)
  if (!fillMerges(rows, merges, columnCount, budget)) return err('FILE_TOO_LARGE', { what: 'merged cells', limit: limits.mergedCells, sheet: name })
  const hiddenColumns = Array.from({ length: columnCount }, (_, column) => column).filter((column) => source['!cols']?.[column]?.hidden === true || toldHidden?.columns.has(column))
  return ok({ name, hidden, rows: rows satisfies SheetRow[], columnCount, hiddenColumns, merges, ...(columnsCut && { columnsCut: true as const }) })
}

function mergesOf(source: DenseSheet): Merge[] {
  return (source['!merges'] ?? [])
    .map(({ s, e }) => ({ fromRow: s.r + 1, toRow: e.r + 1, fromColumn: s.c, toColumn: e.c }))
    .filter(({ fromRow, toRow, fromColumn, toColumn }) => toRow >= fromRow && toColumn >= fromColumn && (toRow > fromRow || toColumn > fromColumn))
}

/** Lets every cell of a merge hold what its first one holds, in the rows that are there. False where that would be too many. */
export function fillMerges(rows: { readonly number: number; readonly cells: (Cell | null)[] }[], merges: readonly Merge[], columnCount: number, budget: { mergedCells: number }): boolean {
  const numbers = rows.map(({ number }) => number)
  for (const [index, { fromRow, toRow, fromColumn, toColumn }] of merges.entries()) {
    const first = lowerBound(numbers, fromRow)
    const top = rows[first]
    const anchor = top?.number === fromRow ? top.cells[fromColumn] : undefined
    if (!anchor) continue
    const filled: Cell = { ...anchor, merge: index }
    for (let at = first; at < rows.length && rows[at]!.number <= toRow; at += 1) {
      const { cells } = rows[at]!
      for (let column = fromColumn; column <= Math.min(toColumn, columnCount - 1); column += 1) {
        budget.mergedCells -= 1
        if (budget.mergedCells < 0) return false
        while (cells.length <= column) cells.push(null)
        cells[column] = filled
      }
    }
  }
  return true
}

function lowerBound(sorted: readonly number[], value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}

function cellOf(cell: (CellObject & { z?: string | number }) | undefined, { decode, date1904 }: GridOptions & { readonly date1904: boolean }): Cell | null {
  if (cell === undefined || cell.t === 'z') return null
  const formula = cell.f === undefined && cell.F === undefined ? {} : { formula: true as const }
  if (cell.f === uncachedMark) return { text: '', value: null, formula: true, uncached: true }
  if (cell.t === 'n' && typeof cell.v === 'number') {
    const day = isDateFormat(cell.z) ? dayOfSerial(cell.v, date1904) : null
    if (day !== null) {
      // Format 14 is the system's short date: that of Vietnam, where the library shows the American one.
      const text = String(cell.z).startsWith('m/d/yy') ? formatDate(day) : (cell.w ?? formatDate(day))
      return { text: text.trim(), value: { day }, ...formula }
    }
    return { text: (cell.w ?? String(cell.v)).trim(), value: Number.isFinite(cell.v) ? cell.v : null, ...formula }
  }
  if (cell.t === 'b') return { text: cell.w ?? String(cell.v).toUpperCase(), value: cell.v === true, ...formula }
  // An error of the sheet (#N/A) is shown and holds nothing.
  if (cell.t === 'e') return { text: cell.w ?? '#', value: null, ...formula }
  const raw = String(cell.v ?? cell.w ?? '').slice(0, longestText)
  const text = decode === undefined ? raw : decode(raw)
  return text.trim() === '' ? null : { text, value: text, ...formula }
}

const dateFormats = new Map<string, boolean>()

function isDateFormat(format: string | number | undefined): boolean {
  if (format === undefined || format === 'General') return false
  const key = String(format)
  let known = dateFormats.get(key)
  if (known === undefined) {
    // A format with hours alone is a time, not a day.
    known = numberFormats.is_date(key) === true && /[dy]/iu.test(key.replace(/\[[^\]]*\]|"[^"]*"|\\./gu, ''))
    dateFormats.set(key, known)
  }
  return known
}

/** The day of a serial number: 1 is 1900-01-01, and 60 is the 29 February 1900 that never was (ECMA-376-1, 18.17.4.1). */
export function dayOfSerial(serial: number, date1904 = false): string | null {
  const whole = Math.floor(serial)
  if (!Number.isFinite(serial) || whole < 1 || whole > 2_958_465 || (whole === 60 && !date1904)) return null
  return addDays(date1904 ? '1904-01-01' : whole < 60 ? '1899-12-31' : '1899-12-30', whole)
}

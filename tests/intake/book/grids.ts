// Sheets for the tests of reading books, without a file between.
import { join } from 'node:path'
import type { CellValue, Merge, Sheet, Workbook } from '../../../src-main/documents/sheets/workbook.ts'
import { readBook } from '../../../src-main/intake/book/read-book.ts'
import type { ReadBookOptions } from '../../../src-main/intake/book/read-book.ts'
import type { ReadBook } from '../../../src-main/intake/book/types.ts'
import { loadRulebook } from '../../../src-main/rulebook/load.ts'

export const rulebook = loadRulebook(join(import.meta.dirname, '../../../resources/rulebook')).entries

export function sheetOf(rows: readonly (readonly CellValue[])[], more: { readonly name?: string; readonly merges?: readonly Merge[]; readonly hidden?: readonly number[] } = {}): Sheet {
  const merges = more.merges ?? []
  const filled = rows.map((row) => [...row])
  for (const { fromRow, toRow, fromColumn, toColumn } of merges) {
    for (let row = fromRow; row <= toRow; row += 1) for (let column = fromColumn; column <= toColumn; column += 1) filled[row - 1]![column] = rows[fromRow - 1]![fromColumn]!
  }
  const mergeAt = (row: number, column: number) => merges.findIndex((merge) => row >= merge.fromRow && row <= merge.toRow && column >= merge.fromColumn && column <= merge.toColumn)
  const shown = (value: CellValue) => (typeof value === 'object' && value !== null ? value.day.split('-').toReversed().join('/') : String(value))
  return {
    name: more.name ?? 'Sheet1',
    hidden: false,
    rows: filled
      .map((cells, at) => ({
        number: at + 1,
        cells: cells.map((value, column) => (value === null || value === '' ? null : { text: shown(value), value, ...(mergeAt(at + 1, column) >= 0 && { merge: mergeAt(at + 1, column) }) })),
        ...(more.hidden?.includes(at + 1) && { hidden: true as const }),
      }))
      .filter(({ cells }) => cells.some((cell) => cell !== null)),
    columnCount: Math.max(...filled.map((row) => row.length)),
    hiddenColumns: [],
    merges,
  }
}

export const workbookOf = (...sheets: Sheet[]): Workbook => ({ kind: 'xlsx', sheets })

export function bookOf(rows: readonly (readonly CellValue[])[], options: Partial<ReadBookOptions> = {}, more: Parameters<typeof sheetOf>[1] = {}): ReadBook {
  const read = readBook(workbookOf(sheetOf(rows, more)), { rulebook, today: '2026-11-24', ...options })
  if (!read.ok) throw new Error(JSON.stringify(read.error))
  return read.value
}

export const heading = ['Số đến', 'Ngày đến', 'Tác giả', 'Số, ký hiệu', 'Ngày VB', 'Tên loại và trích yếu nội dung', 'Đơn vị hoặc người nhận', 'Ghi chú'] as const
/** A right row of an incoming book. */
export const line = (number: CellValue, day: CellValue = '05/03/2024', more: Partial<Record<(typeof heading)[number], CellValue>> = {}): CellValue[] => {
  const row: Record<string, CellValue> = { 'Số đến': number, 'Ngày đến': day, 'Tác giả': 'Tỉnh ủy Phú Thọ', 'Số, ký hiệu': `${typeof number === 'number' ? number : 1}-NQ/TU`, 'Ngày VB': '01/03/2024', 'Tên loại và trích yếu nội dung': 'Nghị quyết về công tác cán bộ', 'Đơn vị hoặc người nhận': 'Văn phòng', 'Ghi chú': '', ...more }
  return heading.map((name) => row[name] ?? null)
}

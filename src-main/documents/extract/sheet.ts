// Text of sheets (XLSX, XLS, ODS) through @e965/xlsx: every sheet's name, then its rows, cells separated by tabs, as shown.
import { read } from '@e965/xlsx'
import type { BoundedText } from './limits.ts'

/** Rows read of one sheet: beyond them stand lists, not words one looks for. */
const mostRows = 100_000

/** Adds the words of a workbook. Throws what the library throws on damaged files. */
export function readSheets(bytes: Uint8Array, into: BoundedText): void {
  const book = read(bytes, { type: 'buffer', dense: true, cellFormula: false, cellHTML: false, cellStyles: false, sheetRows: mostRows })
  for (const name of book.SheetNames) {
    const rows = (book.Sheets[name] as { '!data'?: readonly (readonly ({ w?: string; v?: unknown } | undefined)[])[] } | undefined)?.['!data']
    into.add(`${name}\n`)
    for (const row of rows ?? []) {
      if (into.cut) return
      const cells = (row ?? []).map((cell) => cell?.w ?? (cell?.v == null ? '' : String(cell.v))).filter((text) => text.trim() !== '')
      if (cells.length > 0) into.add(`${cells.join('\t')}\n`)
    }
  }
}

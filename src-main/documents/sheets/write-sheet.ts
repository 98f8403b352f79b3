// A plain sheet (XLSX) of texts, for a person to mend and to give back. Text is text: what begins with = + - @ is never a formula.
import { utils, write } from '@e965/xlsx'

export interface PlainSheet {
  readonly name: string
  /** by row, then column; '' for nothing */
  readonly rows: readonly (readonly string[])[]
  /** characters, by column */
  readonly widths: readonly number[]
}

/** Characters that a cell may hold (ECMA-376). */
const mostInCell = 32_767

/** Writes a workbook of one sheet. */
export function writeSheet({ name, rows, widths }: PlainSheet): Uint8Array<ArrayBuffer> {
  const sheet = utils.aoa_to_sheet(rows.map((row) => row.map((text) => (text === '' ? null : { t: 's', v: text.slice(0, mostInCell) }))))
  sheet['!cols'] = widths.map((wch) => ({ wch }))
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31) || 'Sheet1')
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx', compression: true }) as ArrayBuffer)
}

// The tables of an HTML file, as offices' web programs give them out under the name .xls: all tables of the file below each
// other, as Excel opens them. Spanned cells are merges; a table inside a cell is text of that cell.
import { Parser } from 'htmlparser2'
import { err, ok } from '../../contract/result.ts'
import type { Result } from '../../contract/result.ts'
import { decodeHtml } from '../extract/html.ts'
import { fillMerges } from './grid.ts'
import type { Cell, Merge, Sheet, SheetFailure, SheetLimits } from './workbook.ts'

const lineTags = new Set(['br', 'p', 'div', 'li', 'tr'])
const unread = new Set(['script', 'style', 'noscript', 'template', 'svg', 'iframe', 'object', 'title'])
/** More than this a browser does not span, either (HTML, 4.9.11). */
const widestSpan = 1000
const tallestSpan = 65_534

/** @returns NO_SHEET where the file has no table with words */
export function readHtmlTables(bytes: Uint8Array, name: string, limits: SheetLimits): Result<Sheet, SheetFailure> {
  const rows: { number: number; cells: (Cell | null)[]; hidden?: true }[] = []
  const merges: Merge[] = []
  /** By column: up to which row a cell from above reaches. */
  let taken: number[] = []
  let depth = 0
  let skipping = 0
  let row = 0
  let column = 0
  let cells: (Cell | null)[] = []
  let open: { text: string; columns: number; rows: number } | undefined
  let hiddenRow = false
  let characters = 0
  let columnsCut = false as boolean
  let failure = undefined as Result<never, SheetFailure> | undefined

  function closeCell(): void {
    if (open === undefined) return
    const { text, columns, rows: down } = open
    open = undefined
    while ((taken[column] ?? 0) >= row) column += 1
    const words = text.replace(/[ \t\r\u00a0]+/gu, ' ').replace(/ ?\n ?/gu, '\n').trim()
    for (let at = column; at < column + columns && at < limits.columns; at += 1) taken[at] = row + down - 1
    if (column >= limits.columns) columnsCut = true
    else if (words !== '') {
      while (cells.length < column) cells.push(null)
      cells[column] = { text: words, value: words }
      characters += words.length
      if (columns > 1 || down > 1) merges.push({ fromRow: row, toRow: row + down - 1, fromColumn: column, toColumn: column + columns - 1 })
    }
    column += columns
  }

  function closeRow(): void {
    closeCell()
    if (cells.some((cell) => cell !== null)) {
      if (rows.length >= limits.rows) failure ??= err('SHEET_TOO_LONG', { sheet: name, row, limit: limits.rows })
      else rows.push({ number: row, cells, ...(hiddenRow && { hidden: true as const }) })
    }
    if (characters > limits.characters) failure ??= err('FILE_TOO_LARGE', { what: 'characters', limit: limits.characters, sheet: name, row })
    cells = []
  }

  const parser = new Parser({
    onopentag(tag, attributes) {
      if (unread.has(tag)) skipping += 1
      else if (tag === 'table') {
        depth += 1
        if (depth === 1) taken = []
      } else if (depth === 1 && tag === 'tr') {
        row += 1
        column = 0
        hiddenRow = /display\s*:\s*none/iu.test(attributes.style ?? '')
      } else if (depth === 1 && (tag === 'td' || tag === 'th')) {
        closeCell()
        if (row === 0) row = 1
        open = { text: '', columns: span(attributes.colspan, widestSpan), rows: span(attributes.rowspan, tallestSpan) }
      } else if (open && lineTags.has(tag) && open.text.trim() !== '') open.text += '\n'
    },
    ontext(text) {
      if (open && skipping === 0) open.text += text.replace(/\s+/gu, ' ')
    },
    onclosetag(tag) {
      if (unread.has(tag)) skipping -= 1
      else if (tag === 'table') {
        if (depth === 1) closeRow()
        depth = Math.max(0, depth - 1)
      } else if (depth === 1 && (tag === 'td' || tag === 'th')) closeCell()
      else if (depth === 1 && tag === 'tr') closeRow()
    },
  })
  const html = decodeHtml(bytes)
  for (let at = 0; at < html.length && failure === undefined; at += 1 << 20) parser.write(html.slice(at, at + (1 << 20)))
  parser.end()
  if (failure) return failure
  if (rows.length === 0) return err('NO_SHEET')
  const columnCount = rows.reduce((most, one) => Math.max(most, one.cells.length), 0)
  if (!fillMerges(rows, merges, columnCount, { mergedCells: limits.mergedCells })) return err('FILE_TOO_LARGE', { what: 'merged cells', limit: limits.mergedCells, sheet: name })
  return ok({ name, hidden: false, rows, columnCount, hiddenColumns: [], merges, ...(columnsCut && { columnsCut: true as const }) })
}

function span(written: string | undefined, most: number): number {
  const number = Number.parseInt(written ?? '1', 10)
  return Number.isFinite(number) ? Math.min(most, Math.max(1, number)) : 1
}

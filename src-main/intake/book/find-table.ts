// Where the table of a book stands in its sheet: after a title, under a heading of one to three lines (merged, with a line
// "(1) (2) (3)" as the forms of NĐ 30/2020/NĐ-CP, Phụ lục IV have it), broken by headings that every printed page repeats, by
// months, by totals and by what stands at a page's foot. Pure.
import type { Sheet, SheetRow } from '../../documents/sheets/workbook.ts'
import { wordsOf } from './cell-text.ts'
import { knownHeading, readableHeading } from './known-heading.ts'
import type { LeftOut, LeftOutReason } from './types.ts'

/** A row with its texts in Unicode, tidied; '' shows nothing. */
export interface TextRow {
  readonly number: number
  readonly texts: readonly string[]
  readonly source: SheetRow
}

/** Year and month that a separator above a row names ("Tháng 3/2024"). */
export interface Period {
  readonly year?: number
  readonly month?: number
}

export interface FoundTable {
  /** Headings by column, from above to below. */
  readonly headings: readonly (readonly string[])[]
  readonly rows: readonly (TextRow & { readonly period: Period })[]
  readonly leftOut: readonly LeftOut[]
  /** What stands above the heading. */
  readonly title: string
  /** How many headings were understood: for choosing among sheets. */
  readonly known: number
}

/** Rows in which a heading is looked for. */
const headRows = 200
const cutText = 80

const monthLine = /^(?:thang|t) ?(\d{1,2})(?: (?:nam )?(\d{4}))?$/
const yearLine = /^(?:nam|quy (?:i{1,3}|iv|\d)(?: nam)?|so nam) (\d{4})$/
const otherLine = /^(?:quy (?:i{1,3}|iv|\d)|tuan (?:thu )?\d{1,2}|tuan .* den .*)$/
const countedLine = /^\d+ (?:van ban|cong van|vb|tai lieu|don thu)$/
const totalLine = /^(?:tong cong|tong so|tong|cong|cong trang|cong thang|cong quy|cong nam|cong don|luy ke|cong chuyen sang|mang sang|cong mang sang|chuyen sang trang(?: sau)?)(?: (?:thang|quy|nam|trang))?(?: \d+)*(?: (?:van ban|cong van|vb))?$/
const footLine = /^(?:trang|page|tr) \d+(?: (?:tren |of )?\d+)?$|^(?:nguoi lap(?: bieu| so)?|nguoi vao so|van thu|chanh van phong|thu truong(?: don vi)?|xac nhan cua .*|ky ten|ky ghi ro ho ten|[^\d]{2,40} ngay \d{1,2} thang \d{1,2} nam \d{4})$/

/** The table of a sheet, or null where no row names at least three columns (two in a narrow sheet). */
export function findTable(rows: readonly TextRow[], sheet: Pick<Sheet, 'merges'>): FoundTable | null {
  let best = -1
  let bestKnown = 0
  for (let at = 0; at < Math.min(rows.length, headRows); at += 1) {
    const known = fieldsNamed(rows[at]!)
    if (known > bestKnown) {
      best = at
      bestKnown = known
    }
  }
  const width = Math.max(0, ...rows.slice(0, headRows).map(({ texts }) => texts.filter((text) => text !== '').length))
  if (best < 0 || bestKnown < Math.min(3, Math.max(2, width - 1))) return null
  const first = upTo(rows, best)
  let last = best
  while (last + 1 < rows.length && last - first < 4 && belongsToHeading(rows, last + 1, sheet)) last += 1
  const heading = rows.slice(first, last + 1).filter((row) => !isColumnNumbers(row))
  const columns = Math.max(...rows.slice(first).map(({ texts }) => texts.length))
  const headings = Array.from({ length: columns }, (_, column) => distinct(heading.map((row) => readableHeading(row.texts[column] ?? ''))))
  const leftOut: LeftOut[] = rows.slice(0, last + 1).map((row, at) => leave(row, at < first ? 'title' : isColumnNumbers(row) ? 'column-numbers' : 'header'))
  return { headings, ...body(rows.slice(last + 1), heading, leftOut), leftOut, title: rows.slice(0, first).flatMap(({ texts }) => distinct(texts)).join(' '), known: bestKnown }
}

function body(rows: readonly TextRow[], heading: readonly TextRow[], leftOut: LeftOut[]): Pick<FoundTable, 'rows'> {
  const keys = heading.map(({ texts }) => texts.map(wordsOf))
  const kept: (TextRow & { period: Period })[] = []
  let period: Period = {}
  for (const row of rows) {
    const words = distinct(row.texts.map(wordsOf))
    const said = words.length <= 2 ? separator(words) : null
    const reason = said !== null ? 'separator' : reasonOf(row, words, keys)
    if (said !== null) period = { ...(said.year === undefined ? period : {}), ...said }
    if (reason === null) kept.push({ ...row, period })
    else leftOut.push(leave(row, reason))
  }
  return { rows: kept }
}

function leave(row: TextRow, reason: LeftOutReason): LeftOut {
  return { row: row.number, reason, text: distinct(row.texts).join(' ').slice(0, cutText) }
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts.filter((text) => text !== ''))]
}

/** Year and month of a line that parts the book, {} of one that parts it without saying them, null of any other. */
function separator(words: readonly string[]): Period | null {
  const line = words.join(' ')
  const month = monthLine.exec(line)
  if (month !== null && Number(month[1]) >= 1 && Number(month[1]) <= 12) return { month: Number(month[1]), ...(month[2] !== undefined && { year: Number(month[2]) }) }
  const year = yearLine.exec(line)
  if (year !== null) return { year: Number(year[1]) }
  return otherLine.test(line) ? {} : null
}

function reasonOf(row: TextRow, words: readonly string[], headings: readonly (readonly string[])[]): LeftOutReason | null {
  if (isColumnNumbers(row)) return 'column-numbers'
  if (headings.some((heading) => repeats(row, heading))) return 'repeated-header'
  const withoutNumbers = words.filter((text) => !/^\d+$/u.test(text))
  // "Tổng cộng | | 3 văn bản": what is counted stands in whichever column.
  if (withoutNumbers.length > 0 && totalLine.test(withoutNumbers[0]!) && withoutNumbers.slice(1).every((text) => countedLine.test(text))) return 'total'
  if (withoutNumbers.length === 0 && words.length <= 1) return words.length === 0 ? 'title' : 'number-only'
  if (withoutNumbers.length > 0 && withoutNumbers.length <= 3 && withoutNumbers.every((text) => footLine.test(text))) return 'footer'
  const merge = row.source.cells.find((cell) => cell !== null)?.merge
  // One merged text over the row is a heading inside the book, never a document.
  if (words.length === 1 && merge !== undefined && row.source.cells.filter((cell) => cell?.merge === merge).length >= 3) return 'title'
  return null
}

/** Whether a row bears the headings once more; a document whose subject is "Ghi chú" does not. */
function repeats(row: TextRow, heading: readonly string[]): boolean {
  let equal = 0
  let filled = 0
  for (const [column, text] of row.texts.entries()) {
    if (text === '') continue
    filled += 1
    if (heading[column] !== undefined && heading[column] !== '' && wordsOf(text) === heading[column]) equal += 1
  }
  return equal >= 2 && equal >= filled * 0.6
}

/** "(1) (2) (3)", "1 2 3", "A B 1 2": at least three, rising by one. */
export function isColumnNumbers({ texts }: Pick<TextRow, 'texts'>): boolean {
  const filled = texts.filter((text) => text !== '')
  const numbers = filled.flatMap((text) => /^[([]?(\d{1,2})[)\]]?$/u.exec(text)?.[1] ?? []).map(Number)
  const letters = filled.filter((text) => /^[([]?[A-Z][)\]]?$/u.test(text)).length
  return numbers.length >= 3 && numbers.length + letters === filled.length && (numbers[0] === 1 || numbers[0] === 2) && numbers.every((number, at) => at === 0 || number === numbers[at - 1]! + 1)
}

/** How many different fields a row names. */
function fieldsNamed({ texts }: TextRow): number {
  return new Set(texts.flatMap((text) => (text === '' || text.length > 80 ? [] : (knownHeading(text)?.map(({ field }) => field) ?? [])))).size
}

const looksLikeData = /\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|^\d{1,6}\p{L}?$|\d+\s*[-/]\s*\p{Lu}{2}/u

/** Lines above the best one that belong to the heading: several texts, some over several columns, no title of the whole. */
function upTo(rows: readonly TextRow[], best: number): number {
  let first = best
  while (first > 0 && best - first < 2) {
    const above = rows[first - 1]!
    const texts = distinct(above.texts)
    if (above.number < rows[first]!.number - 1 || texts.length < 2 || isColumnNumbers(above)) break
    const spans = above.source.cells.some((cell, at) => cell?.merge !== undefined && cell.merge === above.source.cells[at + 1]?.merge)
    const shared = above.texts.some((text, column) => text !== '' && text === rows[first]!.texts[column])
    if (!(shared || (spans && fieldsNamed(above) > 0)) || texts.some((text) => looksLikeData.test(text))) break
    first -= 1
  }
  return first
}

function belongsToHeading(rows: readonly TextRow[], at: number, { merges }: Pick<Sheet, 'merges'>): boolean {
  const row = rows[at]!
  const above = rows[at - 1]!
  if (isColumnNumbers(row)) return true
  if (isColumnNumbers(above)) return false
  const texts = distinct(row.texts)
  if (texts.some((text) => looksLikeData.test(text))) return false
  const reaches = row.source.cells.some((cell) => cell?.merge !== undefined && merges[cell.merge]!.fromRow < row.number)
  return reaches || (row.number === above.number + 1 && texts.length >= 2 && fieldsNamed(row) >= 2)
}

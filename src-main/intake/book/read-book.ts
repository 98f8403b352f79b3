// An old register in a sheet, read for being brought over: table, columns, rows, what is wrong. Pure and dry: nothing is written.
import { err, ok } from '../../contract/result.ts'
import type { Result } from '../../contract/result.ts'
import type { Sheet, Workbook } from '../../documents/sheets/workbook.ts'
import type { RulebookEntries } from '../../rulebook/types.ts'
import { groupBodies } from './body-groups.ts'
import { tidy } from './cell-text.ts'
import { typeReader } from './document-type.ts'
import { decideEncoding, toUnicode } from './encodings.ts'
import { findTable } from './find-table.ts'
import type { FoundTable, TextRow } from './find-table.ts'
import { guessColumns } from './guess-columns.ts'
import { orderIssues } from './order-issues.ts'
import { storedMonthFirst, yearIn } from './read-date.ts'
import { readRow } from './read-row.ts'
import type { BookField, BookIssue, ColumnEncoding, Direction, GivenMapping, ReadBook } from './types.ts'

export interface ReadBookOptions {
  readonly rulebook: Pick<RulebookEntries, 'documentTypes' | 'bodyAbbreviations'>
  /** YYYY-MM-DD */
  readonly today: string
  /** Name of the sheet; by default the one whose headings are understood best, hidden ones last. */
  readonly sheet?: string
  readonly direction?: Direction
  /** Year of the book, for days without one, where neither a row nor its title says it. */
  readonly year?: number
  /** As a person set the columns, or as remembered for this fingerprint; asked once the table is found. */
  readonly mapping?: GivenMapping | ((fingerprint: string) => GivenMapping | undefined)
}

interface Candidate {
  readonly sheet: Sheet
  readonly encodings: readonly ColumnEncoding[]
  readonly table: FoundTable
}

/**
 * Reads a book of incoming or outgoing documents.
 * @returns SHEET_NOT_FOUND where the named sheet is not there, NO_TABLE where no sheet has headings of a register
 */
export function readBook(workbook: Workbook, options: ReadBookOptions): Result<ReadBook> {
  const sheets = options.sheet === undefined ? workbook.sheets : workbook.sheets.filter(({ name }) => name === options.sheet)
  if (sheets.length === 0) return err('SHEET_NOT_FOUND', { sheet: options.sheet ?? '' })
  const found = sheets.flatMap((sheet) => candidateOf(sheet) ?? [])
  const best = found.toSorted((a, b) => Number(a.sheet.hidden) - Number(b.sheet.hidden) || b.table.known - a.table.known || b.table.rows.length - a.table.rows.length)[0]
  if (best === undefined) return err('NO_TABLE', { sheets: sheets.length })
  return ok(readTable(best, options))
}

function candidateOf(sheet: Sheet): Candidate | null {
  const encodings = Array.from({ length: sheet.columnCount }, (_, column) => decideEncoding(textsOf(sheet, column)))
  const rows = sheet.rows.map((source): TextRow => ({
    number: source.number,
    source,
    texts: source.cells.map((cell, column) => (cell === null ? '' : tidy(toUnicode(cell.text, encodings[column] ?? 'unicode')))),
  }))
  const table = findTable(rows, sheet)
  return table === null ? null : { sheet, encodings, table }
}

function* textsOf(sheet: Sheet, column: number): Generator<string> {
  for (const { cells } of sheet.rows) {
    const cell = cells[column]
    if (cell && typeof cell.value === 'string') yield cell.text
  }
}

function readTable({ sheet, encodings, table }: Candidate, options: ReadBookOptions): ReadBook {
  const guessed = guessColumns(table, sheet.name, options.direction === undefined ? {} : { direction: options.direction })
  const given = typeof options.mapping === 'function' ? options.mapping(guessed.fingerprint) : options.mapping
  const mapping = given === undefined ? guessed : guessColumns(table, sheet.name, { mapping: given })
  const columns = new Map(mapping.columns.flatMap(({ field, column }) => (field === null ? [] : [[field, column] as const])))
  const issues: BookIssue[] = []
  const monthFirst = new Set<BookField>()
  for (const field of ['arrivalDate', 'issuedDate', 'transferDate', 'dueDate'] as const) {
    const column = columns.get(field)
    if (column === undefined) continue
    const cells = table.rows.map(({ source, texts }) => ({ value: source.cells[column]?.value ?? null, text: texts[column] ?? '' }))
    if (!storedMonthFirst(cells)) continue
    monthFirst.add(field)
    issues.push({ row: null, column, code: 'DATES_MONTH_FIRST', params: { field, count: cells.filter(({ value }) => typeof value === 'object' && value !== null).length }, severity: 'warning' })
  }
  const reader = {
    direction: mapping.direction,
    columns,
    types: typeReader(options.rulebook.documentTypes),
    today: options.today,
    year: yearIn(table.title) ?? yearIn(sheet.name) ?? options.year,
    monthFirst,
    above: new Map<BookField, string>(),
  }
  const rows = table.rows.map((row) => {
    const own: BookIssue[] = []
    const read = readRow(row, reader, own)
    for (const issue of own) issues.push(issue)
    return read
  })
  issues.push(...orderIssues(rows, mapping.direction, columns))
  issues.sort((a, b) => (a.row ?? 0) - (b.row ?? 0) || (a.column ?? -1) - (b.column ?? -1))
  return { sheet: sheet.name, rows, leftOut: table.leftOut, issues, mapping, encodings, bodyGroups: groupBodies(rows, options.rulebook.bodyAbbreviations) }
}

// What is wrong between the rows of a book: a number given twice in a year, out of order, gaps, days that run backwards.
// Arrival numbers run by calendar year (NĐ 30/2020/NĐ-CP, Điều 22). Of an outgoing book the numbers run by series, type and term,
// which a sheet does not say (after a congress 01-CV/ĐU stands twice in a year): of those the plan tells what is given twice.
import type { BookField, BookIssue, BookRow, Direction } from './types.ts'

/** Issues between rows in the order of the sheet. */
export function orderIssues(rows: readonly BookRow[], direction: Direction, columns: ReadonlyMap<BookField, number>): BookIssue[] {
  const issues: BookIssue[] = []
  const at = (field: BookField) => columns.get(field) ?? null
  const tell = (severity: BookIssue['severity'], code: BookIssue['code'], row: number, field: BookField, params: BookIssue['params']) => void issues.push({ row, column: at(field), code, params, severity })
  const first = new Map<string, number>()
  const byYear = new Map<number, { number: number; row: number }[]>()
  let before: BookRow | undefined
  let dated: BookRow | undefined
  for (const row of rows) {
    const day = direction === 'incoming' ? row.arrivalDate : row.issuedDate
    const year = Number((day ?? before?.arrivalDate ?? before?.issuedDate ?? '0').slice(0, 4))
    if (row.arrivalNumber !== undefined) {
      const suffix = row.arrivalSuffix ?? ''
      const key = `${year}|${row.arrivalNumber}${suffix}`
      const earlier = first.get(key)
      if (earlier === undefined) first.set(key, row.row)
      else tell('error', 'NUMBER_TWICE', row.row, 'arrivalNumber', { number: row.arrivalNumber, suffix, year, firstRow: earlier })
      const numbers = byYear.get(year) ?? []
      const last = numbers.at(-1)
      if (last !== undefined && row.arrivalNumber < last.number) tell('warning', 'NUMBER_OUT_OF_ORDER', row.row, 'arrivalNumber', { number: row.arrivalNumber, before: last.number })
      numbers.push({ number: row.arrivalNumber, row: row.row })
      byYear.set(year, numbers)
    }
    if (day !== undefined) {
      const previous = dated === undefined ? undefined : direction === 'incoming' ? dated.arrivalDate : dated.issuedDate
      // A book kept backwards, or several in one sheet, is told by its numbers, not by each of its days.
      if (previous !== undefined && day < previous && (row.arrivalNumber ?? 1) >= (dated?.arrivalNumber ?? 1)) tell('warning', 'DATE_OUT_OF_ORDER', row.row, direction === 'incoming' ? 'arrivalDate' : 'issuedDate', { date: day, before: previous })
      dated = row
    }
    before = row
  }
  for (const [year, numbers] of byYear) {
    const sorted = numbers.toSorted((a, b) => a.number - b.number)
    for (const [index, { number, row }] of sorted.entries()) {
      const previous = sorted[index - 1]
      if (previous !== undefined && number > previous.number + 1) tell('warning', 'NUMBER_GAP', row, 'arrivalNumber', { from: previous.number + 1, to: number - 1, year })
    }
  }
  return issues
}

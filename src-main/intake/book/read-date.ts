// Dates as old books have them: real dates of the sheet, serial numbers left without a format, and text in every spelling, day
// always before month (NĐ 30/2020/NĐ-CP, Phụ lục I, II.4). A year left out comes from what stands around.
import type { CellValue } from '../../documents/sheets/workbook.ts'
import { addDays, isDate, parseDate, yearOf } from '../../text/dates.ts'
import type { Period } from './find-table.ts'

export type DateRead =
  | { readonly day: string; readonly from: 'sheet' | 'text' | 'serial'; /** false where the year came from around */ readonly yearSaid: boolean }
  | { readonly problem: 'unreadable' | 'without-year' }

const spelled = /^(?:ngày\s*)?\d{1,2}\s*[-/.,]\s*\d{1,2}\s*[-/.,]\s*(?:\d{4}|\d{2})$|^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}$|^(?:ngày\s*)?\d{1,2}\s*tháng\s*\d{1,2}(?:,?\s*năm\s*\d{4})?$|^(?:ngày\s*)?\d{1,2}\s*[-/.]\s*\d{1,2}$/iu

/** Serials that are days of the years 1968 to 2064: a book of an office; smaller numbers are numbers. */
const firstSerial = 25_000
const lastSerial = 60_000

/** Time behind a date, stray signs around it, the other slash. */
function bare(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\\/gu, '/')
    .replace(/(?:[ T]|\s+lúc\s+)\d{1,2}(?::|\s*(?:giờ|h)\s*)\d{0,2}(?::\d{2}(?:\.\d+)?)?\s*(?:phút)?\s*(?:[AP]M|Z)?$/iu, '')
    .replace(/\s*([-/.,])\s*/gu, '$1')
    .replace(/([-/.])[-/.]+/gu, '$1')
    .replace(/^[\s'"(]+|[\s'".,;)]+$/gu, '')
    .trim()
}

/** Whether a text is written like a day, whatever its numbers. */
export function looksLikeDate(text: string): boolean {
  return text.length < 50 && spelled.test(bare(text))
}

/**
 * The day of a cell.
 * @param around the year (and month) that a day without them belongs to; without a year it cannot be read
 */
export function readDate(value: CellValue, text: string, around: Period): DateRead {
  if (typeof value === 'object' && value !== null) return { day: value.day, from: 'sheet', yearSaid: true }
  const number = typeof value === 'number' ? value : /^\d{5}(?:\.\d+)?$/u.test(text) ? Number(text) : null
  if (number !== null && number >= firstSerial && number < lastSerial) return { day: addDays('1899-12-30', Math.floor(number)), from: 'serial', yearSaid: true }
  const written = bare(text)
  if (/^\d{1,2}$/u.test(written) && around.year !== undefined && around.month !== undefined) {
    // "Tháng 3/2024" above, the day alone in its row.
    const day = `${around.year}-${String(around.month).padStart(2, '0')}-${written.padStart(2, '0')}`
    return isDate(day) ? { day, from: 'text', yearSaid: true } : { problem: 'unreadable' }
  }
  const digits = /^\d{6}$|^\d{8}$/u.test(written)
  if (!digits && !spelled.test(written)) return { problem: 'unreadable' }
  const yearSaid = digits || /\d{4}|^\D*\d{1,2}[-/.,]\d{1,2}[-/.,]\d{2}$/u.test(written)
  if (!yearSaid && around.year === undefined) return parseDate(written, '2024-01-01') === null ? { problem: 'unreadable' } : { problem: 'without-year' }
  const day = parseDate(written.replace(/,/gu, '/'), `${around.year ?? 2024}-06-30`)
  return day === null ? { problem: 'unreadable' } : { day, from: 'text', yearSaid }
}

/**
 * Whether the dates of a column were stored month first by a sheet program that took "05/03/2024" for the 3rd of May: then only
 * what could be no month stayed a text ("13/03/2024"), and no stored date has a day above 12.
 */
export function storedMonthFirst(cells: readonly { readonly value: CellValue; readonly text: string }[]): boolean {
  let stored = 0
  let late = 0
  for (const { value, text } of cells) {
    if (typeof value === 'object' && value !== null) {
      if (Number(value.day.slice(8)) > 12) return false
      stored += 1
      continue
    }
    const first = /^(\d{1,2})[-/.]\d{1,2}[-/.]\d{2,4}$/u.exec(bare(text))?.[1]
    if (first === undefined) continue
    if (Number(first) <= 12) return false
    late += 1
  }
  return stored >= 2 && late >= 1
}

/** Day and month of a stored date changed back. */
export function dayFirst(day: string): string {
  const swapped = `${day.slice(0, 4)}-${day.slice(8)}-${day.slice(5, 7)}`
  return isDate(swapped) ? swapped : day
}

/** The year that stands in a title or a sheet's name, where there is just one. */
export function yearIn(text: string): number | undefined {
  const years = new Set(text.match(/(?<!\d)(?:19[3-9]\d|20\d{2})(?!\d)/gu) ?? [])
  return years.size === 1 ? Number([...years][0]) : undefined
}

/** The year of the day before in the same column, for a day without one. */
export function yearAfter(before: string | undefined, period: Period, fallback: number | undefined): Period {
  const year = period.year ?? (before === undefined ? undefined : yearOf(before)) ?? fallback
  return { ...(year !== undefined && { year }), ...(period.month !== undefined && { month: period.month }) }
}

// Dates as Vietnamese offices write and type them, without the Date object: a day is 'YYYY-MM-DD' and has no
// time zone, so no clock setting can move it. Today is always given by the caller.
//
// Written form: NĐ 30/2020/NĐ-CP, Phụ lục I, II.4 and HD 36-HD/VPTW: days under 10 and months 1 and 2 get a
// leading 0. Vietnam is UTC+7 all year; there is no summer time.
import { firstYear, lastYear } from '../contract/days.ts'
import { foldMarks } from './fold.ts'

const DAY_MS = 86_400_000
const VIETNAM_OFFSET_MS = 7 * 3_600_000

const two = (value: number): string => String(value).padStart(2, '0')
const written = (year: number, month: number, day: number): string => `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function isDay(year: number, month: number, day: number): boolean {
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** Days since 1970-01-01 of the Gregorian calendar (H. Hinnant, "days_from_civil"). */
function dayNumber(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

function dateOfDayNumber(days: number): string {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  return written(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
}

/** [year, month, day] of a date; a wrong one is a fault of the program. */
function partsOf(date: string): [number, number, number] {
  if (!isDate(date)) throw new RangeError(`Not a date: ${String(date).slice(0, 20)}`)
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))]
}

/** Whether a value is a day of the calendar as 'YYYY-MM-DD', years 0001 to 9999. */
export function isDate(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
    && isDay(Number(value.slice(0, 4)), Number(value.slice(5, 7)), Number(value.slice(8, 10)))
}

/** The date some days later, or earlier for a negative count. Throws outside the years 0001 to 9999. */
export function addDays(date: string, days: number): string {
  const moved = dateOfDayNumber(dayNumber(...partsOf(date)) + days)
  if (!isDate(moved)) throw new RangeError(`Out of the calendar: ${date} + ${days}`)
  return moved
}

/** Days from one date to another; negative when the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(...partsOf(to)) - dayNumber(...partsOf(from))
}

/** Negative when one is earlier than the other, 0 when equal, positive when later. */
export function compareDates(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

/** 1 Monday (thứ hai) to 7 Sunday (chủ nhật), as ISO 8601 counts. */
export function dayOfWeek(date: string): number {
  // 1970-01-01 was a Thursday.
  return ((((dayNumber(...partsOf(date)) + 3) % 7) + 7) % 7) + 1
}

/** Calendar year, by which arrival numbers run. */
export function yearOf(date: string): number {
  return partsOf(date)[0]
}

/** "03/11/2026" */
export function formatDate(date: string): string {
  const [year, month, day] = partsOf(date)
  return `${two(day)}/${two(month)}/${String(year).padStart(4, '0')}`
}

/** "03/11" */
export function formatDateShort(date: string): string {
  const [, month, day] = partsOf(date)
  return `${two(day)}/${two(month)}`
}

/** "ngày 03 tháng 11 năm 2026", "ngày 20 tháng 02 năm 2018", "ngày 28 tháng 7 năm 2026" */
export function formatDateLong(date: string): string {
  const [year, month, day] = partsOf(date)
  return `ngày ${two(day)} tháng ${month <= 2 ? two(month) : month} năm ${year}`
}

/** The day in Vietnam at an instant. @param instantMs milliseconds since 1970-01-01T00:00Z */
export function vietnamDate(instantMs: number): string {
  return dateOfDayNumber(Math.floor((instantMs + VIETNAM_OFFSET_MS) / DAY_MS))
}

/** The time of day in Vietnam at an instant, 'HH:MM'. @param instantMs milliseconds since 1970-01-01T00:00Z */
export function vietnamTime(instantMs: number): string {
  const ofDay = (((instantMs + VIETNAM_OFFSET_MS) % DAY_MS) + DAY_MS) % DAY_MS
  return `${two(Math.floor(ofDay / 3_600_000))}:${two(Math.floor(ofDay / 60_000) % 60)}`
}

/** What stands for a day, folded. */
const RELATIVE: ReadonlyMap<string, number> = new Map([
  ['hom nay', 0], ['nay', 0], ['hom qua', -1], ['qua', -1], ['hom kia', -2], ['ngay mai', 1], ['mai', 1], ['ngay kia', 2],
])

/** Two digits of a year: the century that lies nearest, at most 20 years ahead of today. */
function fullYear(digits: string, today: number): number {
  if (digits.length === 4) return Number(digits)
  const inCentury = Math.floor(today / 100) * 100 + Number(digits)
  if (inCentury > today + 20) return inCentury - 100
  return inCentury <= today - 80 ? inCentury + 100 : inCentury
}

/** Day, month and perhaps year in what was typed, as digits. */
function digitsIn(folded: string): { day: string; month: string; year: string | undefined } | null {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(folded)
  if (iso !== null) return { day: iso[3] as string, month: iso[2] as string, year: iso[1] }
  const parted = /^(\d{1,2})(?: ?[-/.,] ?| )(\d{1,2})(?:(?: ?[-/.,] ?| )(\d{4}|\d{2}))?$/.exec(folded)
    ?? /^(?:ngay )?(\d{1,2}) ?thang (\d{1,2})(?:,? ?nam (\d{4}))?$/.exec(folded)
    ?? /^(\d{2})(\d{2})(\d{4}|\d{2})?$/.exec(folded)
  return parted === null ? null : { day: parted[1] as string, month: parted[2] as string, year: parted[3] }
}

/**
 * A date as it is typed: 3/11, 03/11/2026, 3-11-26, 3.11.2026, 0311, 031126, 03112026, 2026-11-03,
 * "ngày 03 tháng 11 năm 2026", "hôm nay", "hôm qua", "mai"; with or without marks, day always before month.
 * @param today 'YYYY-MM-DD', for what is relative and for a year left out
 * @param lean with 'past', a day without a year that would lie ahead is last year's (on 2 January, "30/12" on
 *   a document that has just arrived); with 'year' (default) it is this year's
 * @returns 'YYYY-MM-DD', or null for what is no date or lies outside the possible days (contract/days.ts)
 */
export function parseDate(typed: string, today: string, lean: 'year' | 'past' = 'year'): string | null {
  const folded = foldMarks(typed.slice(0, 60)).replace(/\s+/gu, ' ').trim().replace(/^ngay (?=\d+ ?[-/.])/, '')
  const relative = RELATIVE.get(folded)
  if (relative !== undefined) return addDays(today, relative)
  const digits = digitsIn(folded)
  if (digits === null) return null
  const thisYear = yearOf(today)
  const month = Number(digits.month)
  const day = Number(digits.day)
  let year = digits.year === undefined ? thisYear : fullYear(digits.year, thisYear)
  if (digits.year === undefined && lean === 'past' && written(year, month, day) > today) year -= 1
  if (year < firstYear || year > lastYear || !isDay(year, month, day)) return null
  return written(year, month, day)
}

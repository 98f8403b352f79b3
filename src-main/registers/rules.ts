// Decisions about incoming documents: numbers, suffixes, dates, the clock. No clock and no database here.
import type { RecordChange } from '../archive/entry.ts'
import { err, ok } from '../contract/result.ts'
import { addDays, dayOfWeek, vietnamDate, yearOf } from '../text/dates.ts'
import { searchTokens } from '../text/fold.ts'
import { parseNumberSymbol } from '../text/number-symbol.ts'

const dayMs = 86_400_000

/** What decides the next number of a period. */
export interface PeriodNumbers {
  readonly startNumber: number
  /** highest number in a record, 0 where none is */
  readonly highest: number
  /** the last number that a person read from paper after a restore */
  readonly lastConfirmed: number | null
  /** end of the numbers noted as lost, 0 where none is */
  readonly highestLost: number
  /** end of the numbers kept for a purpose, 0 where none is */
  readonly highestReserved: number
}

/** The next number: above all that was given, kept, confirmed or lost; the starting number in a period without entries. */
export function nextNumberOf(period: PeriodNumbers): number {
  return Math.max(period.startNumber, period.highest + 1, (period.lastConfirmed ?? 0) + 1, period.highestLost + 1, period.highestReserved + 1)
}

/** The next free suffix of a number: a … z, then aa, ab … */
export function nextSuffix(taken: ReadonlySet<string>): string {
  for (let ordinal = 0; ; ordinal++) {
    const suffix = suffixAt(ordinal)
    if (!taken.has(suffix)) return suffix
  }
}

function suffixAt(ordinal: number): string {
  let suffix = ''
  for (let rest = ordinal + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) suffix = String.fromCharCode(97 + ((rest - 1) % 26)) + suffix
  return suffix
}

export type DateFault =
  | { readonly code: 'ARRIVAL_IN_FUTURE'; readonly params: { arrivalDate: string; today: string } }
  | { readonly code: 'ISSUED_AFTER_ARRIVAL'; readonly params: { issuedDate: string; arrivalDate: string } }
  | { readonly code: 'DUE_BEFORE_ARRIVAL'; readonly params: { dueDate: string; arrivalDate: string } }

/** Dates that cannot be: days as YYYY-MM-DD, null where none is written. */
export function dateFault(dates: { readonly arrivalDate: string; readonly issuedDate: string | null; readonly dueDate: string | null }, today: string): DateFault | null {
  const { arrivalDate, issuedDate, dueDate } = dates
  if (arrivalDate > today) return { code: 'ARRIVAL_IN_FUTURE', params: { arrivalDate, today } }
  if (issuedDate !== null && issuedDate > arrivalDate) return { code: 'ISSUED_AFTER_ARRIVAL', params: { issuedDate, arrivalDate } }
  if (dueDate !== null && dueDate < arrivalDate) return { code: 'DUE_BEFORE_ARRIVAL', params: { dueDate, arrivalDate } }
  return null
}

/**
 * Whether the clock may be wrong: more than a day before the last entry, or more than a day after it. An office rests at the
 * end of the week, so Saturdays and Sundays between do not count: Friday's entry leaves Monday's in no doubt. ms since 1970 UTC.
 */
export function clockInDoubt(now: number, lastEntryAt: number | null): boolean {
  if (lastEntryAt === null) return false
  if (Math.abs(now - lastEntryAt) <= dayMs) return false
  if (now < lastEntryAt) return true
  const today = vietnamDate(now)
  for (let day = addDays(vietnamDate(lastEntryAt), 1); day < today; day = addDays(day, 1)) if (dayOfWeek(day) <= 5) return true
  return false
}

/** The Monday of a day's week, YYYY-MM-DD. */
export function weekStart(day: string): string {
  return addDays(day, 1 - dayOfWeek(day))
}

/** How long the numbers of an issuing body run before they begin anew; of a term, `years` where its days are not known. */
export interface NumberingPeriod {
  readonly period: 'year' | 'term'
  readonly years: number
}

/** A term (nhiệm kỳ): days as YYYY-MM-DD, both included; null is open. */
export interface Term {
  readonly from: string
  readonly to: string | null
}

/**
 * Whether two documents with the same number, symbol and body can be one (VI.III.1.h). Not where their issued dates (null:
 * unknown) are known to lie in two periods of the numbering, since the numbers began anew between them: two years; or two
 * terms. Two dates of one year are always near enough. Where no known term holds either date, a term's length decides.
 */
export function mayBeTwins(one: string | null, other: string | null, { period, years }: NumberingPeriod, terms: readonly Term[]): boolean {
  if (one === null || other === null) return true
  const apart = Math.abs(Number(one.slice(0, 4)) - Number(other.slice(0, 4)))
  if (apart === 0) return true
  if (period === 'year') return false
  const termOf = (day: string) => terms.find(({ from, to }) => from <= day && (to === null || day <= to))
  const [oneTerm, otherTerm] = [termOf(one), termOf(other)]
  return oneTerm === otherTerm && (oneTerm?.to != null || apart < years)
}

export interface PrintedRange {
  readonly year?: number | undefined
  /** days, YYYY-MM-DD */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly numberFrom?: number | undefined
  readonly numberTo?: number | undefined
}

/**
 * The years whose books a range of days or numbers touches, both counted: a range that is open at its end goes to today. Faults:
 * RANGE_REVERSED; RANGE_OUTSIDE_YEAR where a year is said that does not hold both days; NUMBERS_NEED_YEAR where numbers are said
 * of several years, since they begin anew in each.
 */
export function printedYears({ year, from, to, numberFrom, numberTo }: PrintedRange, today: string) {
  if (from !== undefined && to !== undefined && from > to) return err('RANGE_REVERSED', { from, to })
  if (numberFrom !== undefined && numberTo !== undefined && numberFrom > numberTo) return err('RANGE_REVERSED', { from: numberFrom, to: numberTo })
  if (year !== undefined) {
    const outside = [from, to].some((day) => day !== undefined && yearOf(day) !== year)
    return outside ? err('RANGE_OUTSIDE_YEAR', { year, from: from ?? null, to: to ?? null }) : ok({ first: year, last: year })
  }
  const first = yearOf(from ?? to ?? today)
  const last = Math.max(first, yearOf(to ?? today))
  if (last > first && (numberFrom !== undefined || numberTo !== undefined)) return err('NUMBERS_NEED_YEAR', { first, last })
  return ok({ first, last })
}

/** "15-NQ/TU" taken apart for its two fields: the number with its suffix and year, and the symbol. */
export function numberAndSymbol(typed: string): { number: string | null; symbol: string | null } {
  const { number, suffix, year, symbol } = parseNumberSymbol(typed)
  return { number: number === null ? null : `${number}${suffix}${year === null ? '' : `/${year}`}`, symbol }
}

/**
 * The committee whose office bears this name: "Đảng ủy xã Tam Hồng" of "Văn phòng Đảng ủy xã Tam Hồng". The name of the body above
 * counts where it says the same more fully ("Tỉnh ủy Phú Thọ" above "Văn phòng Tỉnh ủy"). Null where the name begins with none of
 * `officeWords`: the committee itself is the office.
 */
export function committeeName({ name, parentName }: { readonly name: string; readonly parentName: string }, officeWords: readonly string[]): string | null {
  const written = name.normalize('NFC').replace(/\s+/gu, ' ').trim()
  const word = officeWords.find((one) => written.toLocaleLowerCase('vi').startsWith(`${one} `))
  if (word === undefined) return null
  const committee = written.slice(word.length + 1)
  // What follows a comma says where it lies: "Đảng ủy xã Tân Mẫu, tỉnh Hồng Mẫu".
  const above = parentName.normalize('NFC').split(',')[0]!.trim()
  return `${searchTokens(above).join(' ')} `.startsWith(`${searchTokens(committee).join(' ')} `) ? above : committee
}

export interface MovedByMerge {
  readonly documents: readonly string[]
  /** those of them that the merge told to bear on the merged body's name */
  readonly named: ReadonlySet<string>
  /** bodies that stood below the merged one */
  readonly children: readonly string[]
  /** its series of numbers, as they were before */
  readonly series: readonly { readonly id: string; readonly before: Readonly<Record<string, string | number | null>> }[]
  /** ways of writing that the other body was given */
  readonly aliases: readonly string[]
  /** what the merged body had before: null, or an earlier merge */
  readonly intoBefore: string | null
  readonly reasonBefore: string | null
}

/** What a merge of body `id` moved, by the changes that it wrote into the journal. */
export function movedByMerge(changes: readonly RecordChange[], id: string): MovedByMerge {
  const own = changes.find(([table, record, fields]) => table === 'body' && record === id && 'merged_into' in fields)?.[2]
  const from = (table: string, field: string): string[] =>
    changes.flatMap(([changed, record, fields]) => (changed === table && fields[field]?.[0] === id ? [record] : []))
  return {
    documents: from('document', 'issuing_body_id'),
    named: new Set(changes.flatMap(([table, record, fields]) => (table === 'document' && fields['issued_as_body_id']?.[1] === id ? [record] : []))),
    children: from('body', 'parent_id'),
    series: changes.flatMap(([table, record, fields]) =>
      table === 'series' && fields['body_id']?.[0] === id ? [{ id: record, before: Object.fromEntries(Object.entries(fields).map(([field, [before]]) => [field, before])) }] : []),
    aliases: changes.flatMap(([table, record, fields]) => (table === 'body_alias' && 'alias' in fields ? [record] : [])),
    intoBefore: (own?.['merged_into']?.[0] ?? null) as string | null,
    reasonBefore: (own?.['merge_reason']?.[0] ?? null) as string | null,
  }
}

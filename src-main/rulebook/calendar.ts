// The working calendar of an office (lịch làm việc): which days it does not work and why, and counting in working days.
// The rules are data (resources/rulebook/days-off.json): Bộ luật Lao động 2019, Điều 111 khoản 3 and Điều 112, and the laws before.
import { addDays, dayOfWeek } from '../text/dates.ts'
import { dayOfLunar } from '../text/lunar.ts'
import { inForce, solarDay } from './rules.ts'
import type { Day, DayOffRule, Holiday } from './types.ts'

export interface DayOff {
  readonly kind: DayOffRule['kind']
  /** as it is told: "Quốc khánh", "Nghỉ bù: Quốc khánh" */
  readonly reason: string
  readonly reasonEn: string
}

/** What an office has set itself: days off, and days on which it works all the same (làm bù, hoán đổi). A day in both is off. */
export interface OwnDays {
  readonly daysOff: readonly Day[]
  readonly workingDays: readonly Day[]
}

/** The days off of some years. Asked for a day outside them, the functions of this file throw: the caller chose too few. */
export interface WorkingCalendar {
  readonly years: ReadonlyMap<number, ReadonlyMap<Day, DayOff>>
  readonly ownDaysOff: ReadonlyMap<Day, DayOff>
  readonly ownWorkingDays: ReadonlySet<Day>
}

/** The days off of a calendar year by the rules alone: days of rest, holidays, and what is made up for them. */
export function daysOffOfYear(rules: readonly DayOffRule[], year: number): ReadonlyMap<Day, DayOff> {
  const rests = (day: Day) => rules.find((rule) => rule.kind === 'rest' && inForce(rule, day) && rule.weekdays.includes(dayOfWeek(day)))
  // A holiday of the years beside may reach into this one, by its days or by being made up.
  const holidays = holidaysOf(rules, [year - 1, year, year + 1])
  const madeUp = new Map<Day, DayOff>()
  for (const [day, { reason, reasonEn }] of [...holidays].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const rule = rules.find((one) => one.kind === 'made-up' && inForce(one, day))
    if (rule === undefined || rests(day) === undefined) continue
    let instead = addDays(day, 1)
    while (rests(instead) !== undefined || holidays.has(instead) || madeUp.has(instead)) instead = addDays(instead, 1)
    madeUp.set(instead, { kind: 'made-up', reason: `${rule.name}: ${reason}`, reasonEn: `${rule.nameEn}: ${reasonEn}` })
  }
  const off = new Map<Day, DayOff>()
  const end = `${year}-12-31`
  for (let day = `${year}-01-01`; day <= end; day = addDays(day, 1)) {
    const rest = rests(day)
    const why = holidays.get(day) ?? madeUp.get(day) ?? (rest && { kind: 'rest', reason: rest.name, reasonEn: rest.nameEn })
    if (why) off.set(day, why)
  }
  return off
}

/** The holidays named in these years. Two on one day are one day off with both names: no law makes up for that. */
function holidaysOf(rules: readonly DayOffRule[], years: readonly number[]): Map<Day, DayOff> {
  const holidays = new Map<Day, DayOff>()
  for (const year of years) {
    for (const rule of rules) {
      if (rule.kind !== 'holiday') continue
      for (const day of daysOfHoliday(rule, year)) {
        const other = holidays.get(day)
        holidays.set(day, { kind: 'holiday', reason: other ? `${other.reason}, ${rule.name}` : rule.name, reasonEn: other ? `${other.reasonEn}, ${rule.nameEn}` : rule.nameEn })
      }
    }
  }
  return holidays
}

function daysOfHoliday(rule: Holiday, year: number): Day[] {
  const named = rule.calendar === 'lunar' ? dayOfLunar(year, rule.month, rule.day) : solarDay(year, rule.month, rule.day)
  if (named === null || !inForce(rule, named)) return []
  const first = addDays(named, -rule.before - (rule.earlierOn.includes(dayOfWeek(named)) ? 1 : 0))
  return Array.from({ length: rule.days }, (_, index) => addDays(first, index))
}

/** The calendar of an office: the days off of the years, by the rules, and what it has set itself. */
export function workingCalendar(rules: readonly DayOffRule[], years: ReadonlyMap<number, ReadonlyMap<Day, DayOff>>, own: OwnDays): WorkingCalendar {
  const ownDay = (day: Day): DayOff => {
    const rule = rules.find((one) => one.kind === 'own' && inForce(one, day))
    return { kind: 'own', reason: rule?.name ?? '', reasonEn: rule?.nameEn ?? '' }
  }
  return { years, ownDaysOff: new Map(own.daysOff.map((day) => [day, ownDay(day)])), ownWorkingDays: new Set(own.workingDays) }
}

/** Why an office does not work on a day; null: it works. @throws RangeError for a day outside the years of the calendar */
export function dayOff(calendar: WorkingCalendar, day: Day): DayOff | null {
  const year = calendar.years.get(Number(day.slice(0, 4)))
  if (year === undefined) throw new RangeError(`the working calendar does not hold ${day}`)
  const lawful = year.get(day)
  const own = calendar.ownDaysOff.get(day)
  if (own !== undefined) return lawful ?? own
  return lawful === undefined || calendar.ownWorkingDays.has(day) ? null : lawful
}

/** The first working day after a day. */
export function nextWorkingDay(calendar: WorkingCalendar, day: Day): Day {
  return addWorkingDays(calendar, day, 1)
}

/**
 * The day some working days after a day, or before it for a negative count; the day itself is not counted (Bộ luật Dân sự
 * 2015, Điều 147 khoản 2). For 0 the day itself, or the next working day where it is a day off (Điều 148 khoản 5).
 */
export function addWorkingDays(calendar: WorkingCalendar, day: Day, count: number): Day {
  if (count === 0) return dayOff(calendar, day) === null ? day : nextWorkingDay(calendar, day)
  const step = count < 0 ? -1 : 1
  let at = day
  for (let left = Math.abs(count); left > 0; ) {
    at = addDays(at, step)
    if (dayOff(calendar, at) === null) left -= 1
  }
  return at
}

/** How many working days one must go from a day to come to another: the first is not counted, the last is. Negative backwards. */
export function workingDaysBetween(calendar: WorkingCalendar, from: Day, to: Day): number {
  const step = to < from ? -1 : 1
  let count = 0
  for (let at = from; at !== to; ) {
    at = addDays(at, step)
    if (dayOff(calendar, at) === null) count += step
  }
  return count
}

// Vietnam's lunar calendar (âm lịch), on which Tết and Giỗ Tổ Hùng Vương fall. Since 1968 it is reckoned at UTC+7 (QĐ 121-CP,
// 08/08/1967), so it differs from China's by a day where a new moon comes between 16:00 and 17:00 UTC (Tết 1985, 2007, 2030).
//
// The rules, after Hồ Ngọc Đức, "Thuật toán tính âm lịch": a month begins on the day of its new moon; the month in which the
// winter solstice lies is the 11th; where 13 months begin from one 11th month to the next, the first of them in which the sun
// enters no new twelfth of its way (trung khí) is a leap month and bears the number of the one before.
// The moon and the sun: J. Meeus, Astronomical Algorithms (2nd ed. 1998), chapters 49 and 25. New moons are right to some
// seconds, the sun to about a quarter of an hour; tests/text/lunar.test.ts holds the result against other calendars. Every month
// from 1968 to 2148 begins as astronomy-engine 2.1.19 has it. Libraries after Hồ Ngọc Đức's tables begin three a day earlier, whose new
// moons come within 70 seconds after midnight (2054-05-08, 2077-11-16, 2085-10-19): how the earth will turn until then nobody can say so well.
import { addDays, daysBetween, yearOf } from './dates.ts'

export interface LunarDate {
  /** named after the calendar year in which it begins */
  readonly year: number
  /** 1 tháng Giêng to 12 tháng Chạp */
  readonly month: number
  readonly day: number
  /** tháng nhuận */
  readonly leap: boolean
}

/** Days in this file are counted from here, as they are in Vietnam. */
const EPOCH = '1970-01-01'
const JULIAN_EPOCH = 2_440_587.5
const VIETNAM_DAYS = 7 / 24
const MONTH_DAYS = 29.530588861
const RADIANS = Math.PI / 180

/** Days by which uniform time is ahead of clocks (ΔT; F. Espenak and J. Meeus for 2005–2050: near enough for minutes). */
function clockError(year: number): number {
  const t = year - 2000
  return (62.92 + 0.32217 * t + 0.005589 * t * t) / 86_400
}

/** Meeus, table 49.a: days, power of the eccentricity, multiples of the sun's and the moon's anomaly and of the moon's latitude. */
const NEW_MOON: readonly (readonly [number, number, number, number, number])[] = [
  [-0.4072, 0, 0, 1, 0], [0.17241, 1, 1, 0, 0], [0.01608, 0, 0, 2, 0], [0.01039, 0, 0, 0, 2], [0.00739, 1, -1, 1, 0],
  [-0.00514, 1, 1, 1, 0], [0.00208, 2, 2, 0, 0], [-0.00111, 0, 0, 1, -2], [-0.00057, 0, 0, 1, 2], [0.00056, 1, 1, 2, 0],
  [-0.00042, 0, 0, 3, 0], [0.00042, 1, 1, 0, 2], [0.00038, 1, 1, 0, -2], [-0.00024, 1, -1, 2, 0], [-0.00007, 0, 2, 1, 0],
  [0.00004, 0, 0, 2, -2], [0.00004, 0, 3, 0, 0], [0.00003, 0, 1, 1, -2], [0.00003, 0, 0, 2, 2], [-0.00003, 0, 1, 1, 2],
  [0.00003, 0, -1, 1, 2], [-0.00002, 0, -1, 1, -2], [-0.00002, 0, 1, 3, 0], [0.00002, 0, 0, 4, 0],
]

/** What the planets do to it: days, and the angle in degrees at k = 0 and for each k. */
const PLANETS: readonly (readonly [number, number, number])[] = [
  [0.000325, 299.77, 0.107408], [0.000165, 251.88, 0.016321], [0.000164, 251.83, 26.651886], [0.000126, 349.42, 36.412478],
  [0.00011, 84.66, 18.206239], [0.000062, 141.74, 53.303771], [0.00006, 207.14, 2.453732], [0.000056, 154.84, 7.30686],
  [0.000047, 34.52, 27.261239], [0.000042, 207.19, 0.121824], [0.00004, 291.34, 1.844379], [0.000037, 161.72, 24.198154],
  [0.000035, 239.56, 25.513099], [0.000023, 331.55, 3.592518],
]

/** The day in Vietnam of new moon number k; 0 is that of 6 January 2000. */
function newMoonDay(k: number): number {
  const t = k / 1236.85
  const eccentricity = 1 - 0.002516 * t - 0.0000074 * t * t
  const sun = 2.5534 + 29.1053567 * k - 0.0000014 * t * t
  const moon = 201.5643 + 385.81693528 * k + 0.0107582 * t * t + 0.00001238 * t ** 3
  const latitude = 160.7108 + 390.67050284 * k - 0.0016118 * t * t - 0.00000227 * t ** 3
  const node = 124.7746 - 1.56375588 * k + 0.0020672 * t * t
  let moment = 2_451_550.09766 + MONTH_DAYS * k + 0.00015437 * t * t - 0.00000015 * t ** 3 - 0.00017 * Math.sin(node * RADIANS)
  for (const [days, power, ofSun, ofMoon, ofLatitude] of NEW_MOON) {
    moment += days * eccentricity ** power * Math.sin((ofSun * sun + ofMoon * moon + ofLatitude * latitude) * RADIANS)
  }
  for (const [days, start, perMonth] of PLANETS) moment += days * Math.sin((start + perMonth * k) * RADIANS)
  return Math.floor(moment - clockError(2000 + k / 12.3685) - JULIAN_EPOCH + VIETNAM_DAYS)
}

/** In which twelfth of its yearly way the sun stands as a day begins in Vietnam: 0 from the spring equinox, 9 from the winter solstice. */
function twelfth(day: number): number {
  const moment = day - VIETNAM_DAYS + JULIAN_EPOCH
  const t = (moment + clockError(1970 + day / 365.25) - 2_451_545) / 36_525
  const anomaly = (357.52911 + 35_999.05029 * t - 0.0001537 * t * t) * RADIANS
  const centre = (1.914602 - 0.004817 * t) * Math.sin(anomaly) + (0.019993 - 0.000101 * t) * Math.sin(2 * anomaly) + 0.000289 * Math.sin(3 * anomaly)
  const longitude = 280.46646 + 36_000.76983 * t + 0.0003032 * t * t + centre - 0.00569 - 0.00478 * Math.sin((125.04 - 1934.136 * t) * RADIANS)
  return Math.floor((((longitude % 360) + 360) % 360) / 30)
}

/** The number of the new moon on a day, or of the last before it. */
function moonOn(day: number): number {
  const k = Math.floor((day + JULIAN_EPOCH - 2_451_550.1) / MONTH_DAYS) + 1
  return newMoonDay(k) <= day ? k : newMoonDay(k - 1) <= day ? k - 1 : k - 2
}

/** The new moon that begins the 11th month of a year: the last one on the day of the winter solstice or before it. */
function eleventhMonth(year: number): number {
  const k = moonOn(daysBetween(EPOCH, `${String(year).padStart(4, '0')}-12-31`))
  return twelfth(newMoonDay(k)) >= 9 ? k - 1 : k
}

/** How many months after this 11th month the leap month stands; null: none before the next 11th. */
function leapAfter(eleventh: number, next: number): number | null {
  if (next - eleventh < 13) return null
  for (let months = 1; months < 13; months += 1) {
    if (twelfth(newMoonDay(eleventh + months)) === twelfth(newMoonDay(eleventh + months + 1))) return months
  }
  throw new Error(`thirteen months and no leap month after new moon ${eleventh}`)
}

/** What day it is in the lunar calendar. @param date 'YYYY-MM-DD' */
export function lunarDate(date: string): LunarDate {
  const day = daysBetween(EPOCH, date)
  const k = moonOn(day)
  const calendarYear = yearOf(date)
  const started = eleventhMonth(calendarYear)
  const [eleventh, year] = k >= started ? [started, calendarYear] : [eleventhMonth(calendarYear - 1), calendarYear - 1]
  const leap = leapAfter(eleventh, eleventhMonth(year + 1))
  const months = k - eleventh
  const counted = leap !== null && months >= leap ? months - 1 : months
  return { year: counted >= 2 ? year + 1 : year, month: ((counted + 10) % 12) + 1, day: day - newMoonDay(k) + 1, leap: months === leap }
}

/**
 * The day, 'YYYY-MM-DD', on which a day of the lunar calendar falls: never one of a leap month, on which no holiday falls.
 * Null: that month has no 30th day.
 */
export function dayOfLunar(year: number, month: number, day: number): string | null {
  const first = month >= 11 ? year : year - 1
  const eleventh = eleventhMonth(first)
  const leap = leapAfter(eleventh, eleventhMonth(first + 1))
  const counted = (month + 1) % 12
  const k = eleventh + (leap !== null && counted >= leap ? counted + 1 : counted)
  const begins = newMoonDay(k)
  return begins + day - 1 < newMoonDay(k + 1) ? addDays(EPOCH, begins + day - 1) : null
}

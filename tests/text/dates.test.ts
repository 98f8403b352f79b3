import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays, compareDates, dayOfWeek, daysBetween, formatDate, formatDateLong, formatDateShort, isDate, parseDate, vietnamDate, vietnamTime, yearOf,
} from '../../src-main/text/dates.ts'
import { realTexts } from './real-texts.ts'

const today = '2026-11-05'
const instant = fc.integer({ min: Date.UTC(1930, 0, 1), max: Date.UTC(2199, 11, 30) })
const date = instant.map((ms) => new Date(ms).toISOString().slice(0, 10))

describe('parseDate', () => {
  test.each<[string, string | null]>([
    ['3/11', '2026-11-03'], ['03/11/2026', '2026-11-03'], ['3-11-26', '2026-11-03'], ['03112026', '2026-11-03'], ['031126', '2026-11-03'],
    ['0311', '2026-11-03'], ['3.11.2026', '2026-11-03'], ['3 11 2026', '2026-11-03'], ['03 / 11 / 2026', '2026-11-03'], ['3–11–2026', '2026-11-03'],
    ['ngày 03 tháng 11 năm 2026', '2026-11-03'], ['Ngày 3 tháng 11', '2026-11-03'], ['ngay 3 thang 11 nam 2026', '2026-11-03'],
    ['NGÀY 03 THÁNG 11 NĂM 2026'.normalize('NFD'), '2026-11-03'], ['ngày 3/11/2026', '2026-11-03'], ['2026-11-03', '2026-11-03'], ['2026/11/3', '2026-11-03'],
    [' 03/11/2026 ', '2026-11-03'], ['03\u00a0tháng 11', '2026-11-03'],
    ['hôm nay', '2026-11-05'], ['Hôm qua', '2026-11-04'], ['hom qua', '2026-11-04'], ['mai', '2026-11-06'], ['ngày mai', '2026-11-06'], ['hôm kia', '2026-11-03'],
    ['3/2/30', '2030-02-03'], ['3/2/1930', '1930-02-03'], ['3/2/99', '1999-02-03'], ['29/2/2024', '2024-02-29'], ['30/12', '2026-12-30'],
    ['29/2', null], ['31/11', null], ['0/1', null], ['1/0', null], ['13/13/2026', null], ['3/11/202', null], ['3/11/20266', null], ['2026', null],
    ['', null], ['ngày', null], ['3', null], ['31/12/1929', null], ['1/1/2200', null], ['3/11/2026 9:00', null], ['tháng 11 năm 2026', null], ['-3/11', null], ['３/11', null],
  ])('%j → %j', (typed, expected) => {
    expect(parseDate(typed, today)).toBe(expected)
  })

  test('a day that would lie ahead is last year’s, where asked', () => {
    expect(parseDate('30/12', '2027-01-02', 'past')).toBe('2026-12-30')
    expect(parseDate('2/1', '2027-01-02', 'past')).toBe('2027-01-02')
    expect(parseDate('30/12/2027', '2027-01-02', 'past')).toBe('2027-12-30')
    expect(parseDate('30/12', '2027-01-02')).toBe('2027-12-30')
  })

  test('reads every date that the official texts print', () => {
    const printed = [...realTexts.values()].flatMap((text) => text.match(/ngày \d{1,2} tháng \d{1,2} năm \d{4}/gu) ?? [])
    expect(printed.length).toBeGreaterThan(10)
    for (const words of printed) expect(isDate(parseDate(words, today))).toBe(true)
  })

  test('reads what it writes, and anything else without failing', () => {
    fc.assert(fc.property(date, (day) => {
      for (const form of [formatDate(day), formatDateLong(day), day, formatDate(day).replaceAll('/', ''), formatDate(day).replaceAll('/', '-')]) {
        expect(parseDate(form, today)).toBe(day)
      }
      expect(parseDate(formatDateShort(day), day)).toBe(day)
    }))
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'0123456789/-. ngàythámnă') })), (typed) => {
      const read = parseDate(typed, today)
      expect(read === null || isDate(read)).toBe(true)
    }), { numRuns: 3000 })
  })
})

describe('calendar, against the engine’s own in UTC', () => {
  test('days added, counted, named', () => {
    fc.assert(fc.property(date, fc.integer({ min: -50_000, max: 50_000 }), (day, days) => {
      const judged = new Date(Date.parse(day) + days * 86_400_000)
      expect(addDays(day, days)).toBe(judged.toISOString().slice(0, 10))
      expect(daysBetween(day, addDays(day, days))).toBe(days)
      expect(dayOfWeek(day)).toBe(new Date(day).getUTCDay() || 7)
      expect(yearOf(day)).toBe(new Date(day).getUTCFullYear())
      expect(Math.sign(compareDates(day, addDays(day, days)))).toBe(-Math.sign(days) + 0)
    }), { numRuns: 2000 })
  })

  test('Vietnam is seven hours ahead, at every instant', () => {
    fc.assert(fc.property(instant, (ms) => {
      const judged = new Date(ms + 7 * 3_600_000).toISOString()
      expect(`${vietnamDate(ms)}T${vietnamTime(ms)}`).toBe(judged.slice(0, 16))
    }), { numRuns: 2000 })
    expect(vietnamDate(Date.parse('2026-12-31T16:59:59.999Z'))).toBe('2026-12-31')
    expect(vietnamDate(Date.parse('2026-12-31T17:00:00Z'))).toBe('2027-01-01')
    expect(vietnamTime(Date.parse('2026-12-31T17:00:00Z'))).toBe('00:00')
    expect(vietnamDate(-1)).toBe('1970-01-01')
  })

  test('every day of 400 years has the day after it', () => {
    let day = '1900-01-01'
    for (let count = 0; count < 146_097; count++) day = addDays(day, 1)
    expect(day).toBe('2300-01-01')
  })

  test.each([
    ['2026-11-03', true], ['2024-02-29', true], ['2026-02-29', false], ['1900-02-29', false], ['2000-02-29', true], ['2026-13-01', false], ['2026-00-10', false],
    ['2026-1-3', false], ['2026-11-03\n', false], ['0000-01-01', false], ['9999-12-31', true], ['', false], [null, false], [20261103, false],
  ])('isDate(%j) is %j', (value, expected) => {
    expect(isDate(value)).toBe(expected)
  })

  test('a wrong date is a fault of the program', () => {
    expect(() => formatDate('2026-02-30')).toThrow(RangeError)
    expect(() => addDays('hôm nay', 1)).toThrow(RangeError)
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError)
  })
})

test.each([
  ['2026-11-03', '03/11/2026', '03/11', 'ngày 03 tháng 11 năm 2026'],
  ['2018-02-20', '20/02/2018', '20/02', 'ngày 20 tháng 02 năm 2018'],
  ['2026-07-28', '28/07/2026', '28/07', 'ngày 28 tháng 7 năm 2026'],
  ['2026-01-01', '01/01/2026', '01/01', 'ngày 01 tháng 01 năm 2026'],
])('%s is written %s, %s, %s', (day, full, short, long) => {
  expect([formatDate(day), formatDateShort(day), formatDateLong(day)]).toEqual([full, short, long])
})

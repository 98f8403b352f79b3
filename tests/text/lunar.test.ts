// Vietnam's lunar calendar, held against China's as the machine has it (ICU), against new moons reckoned by another program, and
// against the days on which Tết was and will be.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../src-main/text/dates.ts'
import { dayOfLunar, lunarDate } from '../../src-main/text/lunar.ts'

const written = ({ year, month, day, leap }: ReturnType<typeof lunarDate>) => `${year}/${month}${leap ? 'bis' : ''}/${day}`

describe('Tết', () => {
  test.each([
    [1968, '1968-01-29'], [1969, '1969-02-16'], [1975, '1975-02-11'], [1984, '1984-02-02'], [1985, '1985-01-21'], [1986, '1986-02-09'],
    [2000, '2000-02-05'], [2007, '2007-02-17'], [2008, '2008-02-07'], [2015, '2015-02-19'], [2016, '2016-02-08'], [2017, '2017-01-28'],
    [2018, '2018-02-16'], [2019, '2019-02-05'], [2020, '2020-01-25'], [2021, '2021-02-12'], [2022, '2022-02-01'], [2023, '2023-01-22'],
    [2024, '2024-02-10'], [2025, '2025-01-29'], [2026, '2026-02-17'], [2027, '2027-02-06'], [2028, '2028-01-26'], [2029, '2029-02-13'],
    [2030, '2030-02-02'], [2031, '2031-01-23'], [2033, '2033-01-31'], [2034, '2034-02-19'], [2053, '2053-02-18'],
  ])('of %i is on %s', (year, day) => {
    expect(dayOfLunar(year, 1, 1)).toBe(day)
    expect(lunarDate(day)).toEqual({ year, month: 1, day: 1, leap: false })
  })
})

describe('Giỗ Tổ Hùng Vương, 10/3', () => {
  test.each([
    [2007, '2007-04-26'], [2020, '2020-04-02'], [2021, '2021-04-21'], [2022, '2022-04-10'], [2023, '2023-04-29'], [2024, '2024-04-18'], [2025, '2025-04-07'], [2026, '2026-04-26'],
  ])('of %i is on %s', (year, day) => expect(dayOfLunar(year, 3, 10)).toBe(day))
})

test('leap months are those of the almanac: the 2nd of 1985 (China: the 10th of 1984), the 11th of 2033', () => {
  const leaps = new Map<number, number>()
  for (let day = '1984-06-01'; day <= '2050-12-31'; day = addDays(day, 20)) {
    const { year, month, leap } = lunarDate(day)
    if (leap) leaps.set(year, month)
  }
  expect([...leaps].map(([year, month]) => `${year}:${month}`).join(' ')).toBe(
    '1985:2 1987:7 1990:5 1993:3 1995:8 1998:5 2001:4 2004:2 2006:7 2009:5 2012:4 2014:9 2017:6 2020:4 2023:2 2025:6 2028:5 2031:3 2033:11 2036:6 2039:5 2042:2 2044:7 2047:5 2050:3',
  )
})

/**
 * Months that begin a day earlier than China's calendar in ICU has it: the day, and the new moon's moment (UTC) as the library
 * astronomy-engine 2.1.19 reckons it. From 16:00 to 17:00 it is the same day in Hà Nội and the next in Beijing; ICU's own
 * new moons are up to a quarter of an hour off, so it is late with three more (China too began 2027 on 6 February), and shows
 * no difference where there is one (2030: China's year began on 3 February, ICU has the 2nd).
 */
const earlier: readonly (readonly [string, string])[] = [
  ['1995-09-24', '16:55:23'], ['1996-07-15', '16:15:34'], ['1996-12-10', '16:56:52'], ['1997-10-01', '16:52:13'], ['1997-12-29', '16:57:12'],
  ['1999-01-17', '15:46:47'], ['2006-06-25', '16:05:55'], ['2007-02-17', '16:14:54'], ['2008-11-27', '16:55:21'], ['2009-03-26', '16:06:35'],
  ['2012-08-17', '15:55:05'], ['2019-03-06', '16:04:42'], ['2020-12-14', '16:17:08'], ['2027-02-06', '15:56:47'], ['2031-04-21', '16:57:40'],
  ['2032-03-11', '16:25:05'], ['2034-09-12', '16:14:17'], ['2037-04-15', '16:08:14'], ['2038-04-04', '16:43:33'], ['2039-12-15', '16:32:25'],
  ['2041-08-26', '16:16:40'], ['2049-10-26', '16:15:28'],
]

test('every day of 1990–2050 is that of China\'s calendar, but for months that began between 16:00 and 17:00 UTC', () => {
  const china = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', year: 'numeric', month: 'numeric', day: 'numeric' })
  const inChina = (day: string) => {
    const part = Object.fromEntries(china.formatToParts(new Date(`${day}T00:00Z`)).map(({ type, value }) => [type, value])) as Record<string, string>
    return `${part['relatedYear']}/${part['month']}/${part['day']}`
  }
  const differing: string[] = []
  let before = ''
  for (let day = '1990-01-01'; day <= '2050-12-31'; day = addDays(day, 1)) {
    const here = lunarDate(day)
    const there = inChina(day)
    if (written(here) === there) continue
    // Where the two differ, China is a day behind: there it is what it was here yesterday, or the 30th of a month that here had 29.
    expect([day, here.day === 1 ? there.endsWith('/30') : there === before]).toEqual([day, true])
    if (here.day === 1) differing.push(day)
    before = written(here)
  }
  expect(differing).toEqual(earlier.map(([day]) => day))
  expect(earlier.filter(([, moment]) => moment < '15:45' || moment >= '17:00')).toEqual([])
})

test('a day of the lunar calendar and the day on which it falls name each other, for any day since 1968', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 66_000 }), (days) => {
      const day = addDays('1968-01-29', days)
      const lunar = lunarDate(day)
      const named = dayOfLunar(lunar.year, lunar.month, lunar.day)
      // A leap month is named by none of its days: the month before it bears the same number.
      if (lunar.leap) expect(named === null || named < day).toBe(true)
      else expect(named).toBe(day)
      const next = lunarDate(addDays(day, 1))
      if (next.day !== 1) expect(next).toEqual({ ...lunar, day: lunar.day + 1 })
      else expect(lunar.day === 29 || lunar.day === 30).toBe(true)
    }),
    { verbose: true, numRuns: 500 },
  )
})

test('a month of 29 days has no 30th', () => {
  expect(dayOfLunar(2024, 12, 29)).toBe('2025-01-28')
  expect(dayOfLunar(2024, 12, 30)).toBeNull()
  expect(dayOfLunar(2023, 12, 30)).toBe('2024-02-09')
})

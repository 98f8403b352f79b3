// When people are told of their work: each time of a working day once, whatever the clock, the night or a sleeping PC did meanwhile.
import { describe, expect, test } from 'vitest'
import { parseTimes, timeDue } from '../../src-main/text/day-times.ts'

/** An instant by the clock of Vietnam, where there is no summer time. */
const at = (day: string, time: string): number => Date.parse(`${day}T${time}:00+07:00`)
const day = '2026-03-10'
const rule = { times: ['07:30', '13:30'], today: day, isWorkingDay: true }

describe('the time that is due', () => {
  test.each([
    ['before the first time', '07:29', null, null],
    ['at the first time', '07:30', null, `${day} 07:30`],
    ['a minute later, told', '07:31', `${day} 07:30`, null],
    ['until the next one', '13:29', `${day} 07:30`, null],
    ['at the next one', '13:30', `${day} 07:30`, `${day} 13:30`],
    ['a PC that slept through the first: once', '09:12', null, `${day} 07:30`],
    ['a PC that slept through both: the last alone', '15:00', null, `${day} 13:30`],
    ['and then nothing more that day', '23:59', `${day} 13:30`, null],
    ['what was told yesterday is another day', '07:30', '2026-03-09 13:30', `${day} 07:30`],
    ['yesterday’s time is not told after midnight', '00:00', '2026-03-09 07:30', null],
    ['a clock that was set back within the day tells nothing twice', '07:45', `${day} 13:30`, null],
    ['a clock that was a year ahead holds nothing back', '07:30', '2027-03-10 13:30', `${day} 07:30`],
    ['told by the minute in which the window said it', '08:00', `${day} 07:41`, null],
  ])('%s', (_name, clock, told, due) => {
    expect(timeDue(rule, told, at(day, clock))).toBe(due)
  })

  test('is none on a day off, and none by an answer of another day', () => {
    expect(timeDue({ ...rule, isWorkingDay: false }, null, at(day, '08:00'))).toBeNull()
    expect(timeDue(rule, null, at('2026-03-11', '08:00'))).toBeNull()
    expect(timeDue(rule, null, at('2026-03-09', '08:00'))).toBeNull()
  })

  test('goes by Vietnam’s clock wherever the PC says it is, on days when others change theirs', () => {
    for (const [other, utc] of [['2026-03-29', '2026-03-29T00:30:00Z'], ['2026-10-25', '2026-10-25T00:30:00Z'], ['2026-03-30', '2026-03-30T00:30:00Z']] as const) expect(timeDue({ ...rule, today: other }, null, Date.parse(utc))).toBe(`${other} 07:30`)
    expect(timeDue(rule, null, Date.parse('2026-03-10T00:29:59Z'))).toBeNull()
  })

  test('is told once each over a whole day, looked at every minute, with times in any order', () => {
    const several = { ...rule, times: ['16:45', '00:00', '07:30', '13:30', '23:59'] }
    const told: string[] = []
    for (let minute = 0; minute < 1440; minute++) {
      const due = timeDue(several, told.at(-1) ?? null, at(day, '00:00') + minute * 60_000)
      if (due !== null) told.push(due)
    }
    expect(told).toEqual(['00:00', '07:30', '13:30', '16:45', '23:59'].map((time) => `${day} ${time}`))
    expect(timeDue({ ...rule, times: [] }, null, at(day, '12:00'))).toBeNull()
  })
})

test.each([
  ['7:30, 13h30; 16h', ['07:30', '13:30', '16:00']],
  ['13:30 07:30 7h30', ['07:30', '13:30']],
  ['8', ['08:00']],
  ['7g15', ['07:15']],
  ['', null],
  ['24:00', null],
  ['8:60', null],
  ['8:5', null],
  ['sáng', null],
])('times typed as “%s”', (typed, times) => {
  expect(parseTimes(typed)).toEqual(times)
})

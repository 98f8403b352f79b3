// What the system tells whoever sits at the desk, and when: by the office's times, once each, in numbers alone.
import { beforeEach, describe, expect, test } from 'vitest'
import type { Desk } from '../../src-main/shell/desks.ts'
import { createReminding, noticeOf } from '../../src-main/shell/reminding.ts'
import type { Notice } from '../../src-main/shell/reminding.ts'
import type { PcSettings } from '../../src-main/shell/settings.ts'
import { vietnamDate } from '../../src-main/text/dates.ts'

const counts = { overdue: 0, today: 0, 'due-soon': 0, waiting: 0 }

describe('a notice', () => {
  test.each([
    [{ overdue: 2, today: 1, 'due-soon': 4, waiting: 3 }, 'overdue', '2 việc quá hạn · 1 việc hạn hôm nay · 3 việc sắp đến hạn · 3 việc chưa nhận', '2 overdue · 1 due today · 3 due soon · 3 not accepted yet'],
    [{ today: 1, 'due-soon': 1 }, 'today', '1 việc hạn hôm nay', '1 due today'],
    [{ 'due-soon': 2 }, 'due-soon', '2 việc sắp đến hạn', '2 due soon'],
    [{ waiting: 5 }, 'waiting', '5 việc chưa nhận', '5 not accepted yet'],
  ] as const)('of %o opens %s', (some, tab, vi, en) => {
    expect(noticeOf({ ...counts, ...some }, 'vi')).toEqual({ title: 'Văn Thư: việc cần xử lý', body: vi, tab })
    expect(noticeOf({ ...counts, ...some }, 'en')).toEqual({ title: 'Văn Thư: work to handle', body: en, tab })
  })

  test('is none where there is nothing', () => {
    expect(noticeOf(counts, 'vi')).toBeNull()
  })
})

let now: number
let person: { id: string; mustChangePassword: boolean } | null
let work: typeof counts
let rule: { times: string[]; isWorkingDay: boolean }
let state: string
let asked: string[]
let shown: Notice[]
let settings: Pick<PcSettings, 'language' | 'quiet' | 'reminded'>

beforeEach(() => {
  person = { id: 'specialist', mustChangePassword: false }
  work = { ...counts, overdue: 1 }
  rule = { times: ['07:30', '13:30'], isWorkingDay: true }
  state = 'ready'
  asked = []
  shown = []
  settings = { language: 'vi', quiet: [], reminded: {} }
})

const desk = {
  folder: '/kho',
  office: {
    get state() { return state },
    async call(name: string) {
      asked.push(name)
      if (name === 'people.readDesk') return { ok: true, value: { person } }
      if (person === null) return { ok: false, error: { code: 'NOT_SIGNED_IN' } }
      return { ok: true, value: name === 'handling.getReminderTimes' ? { ...rule, today: vietnamDate(now) } : { counts: work } }
    },
  },
} as unknown as Desk

/** The program as it is started; looks once at each of these times of 10 March 2026, or of another day. */
async function lookAt(...times: readonly string[]): Promise<void> {
  const look = createReminding({
    settings: { get: (name: keyof typeof settings) => settings[name], set: (name: string, value: unknown) => Object.assign(settings, { [name]: value }) } as never,
    desks: { current: () => desk },
    show: (notice) => shown.push(notice),
    now: () => now,
  })
  for (const time of times) {
    now = Date.parse(time.length === 5 ? `2026-03-10T${time}:00+07:00` : `${time.replace(' ', 'T')}:00+07:00`)
    // The minute and the waking may come together.
    await Promise.all([look(), look()])
  }
}

describe('a person at the desk', () => {
  test('is told at each time of a working day, once, over several starts of the program', async () => {
    await lookAt('07:29')
    expect([shown, asked.filter((name) => name === 'handling.listBoard')]).toEqual([[], []])
    await lookAt('07:30', '07:31')
    await lookAt('07:32', '13:30')
    await lookAt('17:00', '2026-03-11 07:29', '2026-03-11 07:30')
    expect(shown).toEqual(Array.from({ length: 3 }, () => ({ title: 'Văn Thư: việc cần xử lý', body: '1 việc quá hạn', tab: 'overdue' })))
  })

  test('is told once after the PC slept through both times, and nothing of the day before', async () => {
    await lookAt('07:00', '14:10', '14:11')
    expect(shown.length).toBe(1)
    await lookAt('2026-03-11 00:05')
    expect(shown.length).toBe(1)
  })

  test('is told nothing of nothing, nor afterwards of what comes in before the next time', async () => {
    work = { ...counts }
    await lookAt('07:30')
    work = { ...counts, waiting: 1 }
    await lookAt('09:00')
    expect(shown).toEqual([])
    await lookAt('13:30')
    expect(shown).toMatchObject([{ tab: 'waiting' }])
  })

  test('is told nothing on a day off, nor once they want it so, nor while the archive is not open', async () => {
    rule.isWorkingDay = false
    await lookAt('08:00')
    rule.isWorkingDay = true
    settings.quiet = ['specialist']
    await lookAt('08:00')
    settings.quiet = []
    state = 'restarting'
    await lookAt('08:00')
    expect(shown).toEqual([])
  })

  test('who locked it is told when they are back; whoever sits down instead, of their own', async () => {
    person = null
    await lookAt('07:30', '07:45')
    expect([shown.length, asked.every((name) => name === 'people.readDesk')]).toEqual([0, true])
    person = { id: 'specialist', mustChangePassword: true }
    await lookAt('07:50')
    expect(shown.length).toBe(0)
    person = { id: 'specialist', mustChangePassword: false }
    await lookAt('08:00', '08:01')
    person = { id: 'clerk', mustChangePassword: false }
    await lookAt('08:02', '08:03')
    expect(shown.length).toBe(2)
    expect(settings.reminded).toEqual({ '/kho specialist': '2026-03-10 07:30', '/kho clerk': '2026-03-10 07:30' })
  })
})

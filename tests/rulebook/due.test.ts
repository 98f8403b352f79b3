// Terms of incoming documents: what the rules set, that none ends on a day off, and when a reminder comes.
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { urgencies } from '../../src-main/contract/choices.ts'
import { dayOff } from '../../src-main/rulebook/calendar.ts'
import { dueDateFor, forwardBy, reminderOn } from '../../src-main/rulebook/due.ts'
import type { Received } from '../../src-main/rulebook/due.ts'
import { loadRulebook } from '../../src-main/rulebook/load.ts'
import type { DueRule } from '../../src-main/rulebook/types.ts'
import { addDays } from '../../src-main/text/dates.ts'
import { officialText } from './official-tables.ts'

const rulebook = loadRulebook(join(import.meta.dirname, '../../resources/rulebook'))
const { dueRules, reminders } = rulebook.entries
const calendar = rulebook.calendar(2019, 2042)
const due = (received: Partial<Received>, rules: readonly DueRule[] = dueRules) => dueDateFor(rules, calendar, { urgency: 'normal', documentTypeId: null, receivedOn: '2026-11-23', ...received })
const forward = (received: Partial<Received>) => forwardBy(dueRules, calendar, { urgency: 'normal', documentTypeId: null, receivedOn: '2026-11-23', ...received })

describe('handling', () => {
  test.each([
    ['hoa-toc', '2026-11-23', '2026-11-23'],
    ['thuong-khan', '2026-11-23', '2026-11-24'],
    ['khan', '2026-11-23', '2026-11-26'],
    ['normal', '2026-11-23', '2026-12-07'],
    // Came on a Saturday, with Giỗ Tổ on Sunday and made up on Monday.
    ['hoa-toc', '2026-04-25', '2026-04-28'],
    ['thuong-khan', '2026-04-25', '2026-04-28'],
    ['khan', '2026-04-28', '2026-05-05'],
    // Over Tết.
    ['thuong-khan', '2026-02-13', '2026-02-23'],
    ['normal', '2026-02-12', '2026-03-05'],
  ] as const)('%s that came on %s is due on %s', (urgency, receivedOn, expected) => expect(due({ urgency, receivedOn })).toBe(expected))

  test('a type that has a rule of its own goes before', () => {
    expect(due({ documentTypeId: 'giay-moi' })).toBeNull()
    expect(due({ documentTypeId: 'giay-moi', urgency: 'hoa-toc' })).toBeNull()
    expect(due({ documentTypeId: 'cong-van' })).toBe('2026-12-07')
  })

  test('where no rule fits or holds on that day, none is set', () => {
    expect(due({}, [])).toBeNull()
    expect(due({ documentTypeId: 'cong-van' }, dueRules.filter(({ documentTypeIds }) => documentTypeIds !== null))).toBeNull()
    expect(due({}, dueRules.map((rule) => ({ ...rule, effectiveFrom: '2026-11-24' })))).toBeNull()
  })

  test('each urgency has a rule', () => {
    for (const urgency of urgencies) expect(due({ urgency })).not.toBeNull()
  })
})

describe('forwarding', () => {
  test('is what NĐ 30/2020/NĐ-CP, Điều 4 and Điều 23 say', async () => {
    const text = await officialText('nd30-2020.docx')
    expect(text).toContain('Văn bản đi, văn bản đến thuộc ngày nào phải được đăng ký, phát hành hoặc chuyển giao trong ngày, chậm nhất là trong ngày làm việc tiếp theo')
    expect(text).toContain('(sau đây gọi chung là văn bản khẩn) phải được đăng ký, trình và chuyển giao ngay sau khi nhận được')
    expect(text).toContain('Điều 23. Trình, chuyển giao văn bản đến 1. Văn bản phải được Văn thư cơ quan trình trong ngày, chậm nhất là trong ngày làm việc tiếp theo')
    expect(text).toContain('giải quyết văn bản đến theo thời hạn quy định tại quy chế làm việc của cơ quan, tổ chức. Những văn bản đến có dấu chỉ các mức độ khẩn phải được giải quyết ngay')
    expect(dueRules.filter(({ verified }) => verified).map(({ kind, urgencies: of, workingDays }) => [kind, of, workingDays])).toEqual([
      ['forwarding', ['normal'], 1], ['forwarding', ['khan', 'thuong-khan', 'hoa-toc'], 0],
    ])
  })

  test.each([
    ['normal', '2026-11-23', '2026-11-24'],
    ['normal', '2026-11-27', '2026-11-30'],
    ['khan', '2026-11-27', '2026-11-27'],
    ['hoa-toc', '2026-11-28', '2026-11-30'],
  ] as const)('%s that came on %s is forwarded by %s', (urgency, receivedOn, expected) => expect(forward({ urgency, receivedOn })).toBe(expected))

  test('before the decree no term is known', () => expect(forward({ receivedOn: '2020-03-04' })).toBeNull())
})

test('no term ends before the document came, or on a day off; the more urgent, the sooner', () => {
  fc.assert(
    fc.property(fc.nat(7000), (days) => {
      const receivedOn = addDays('2020-03-05', days)
      const ends = urgencies.map((urgency) => due({ urgency, receivedOn }) ?? '')
      for (const end of [...ends, ...urgencies.map((urgency) => forward({ urgency, receivedOn }) ?? '')]) {
        expect(end >= receivedOn).toBe(true)
        expect(dayOff(calendar, end)).toBeNull()
      }
      expect(ends.toSorted().toReversed()).toEqual(ends)
    }),
    { verbose: true },
  )
})

describe('reminders', () => {
  const [rule] = reminders
  const remind = (today: string, dueDate = '2026-11-30') => reminderOn(rule!, calendar, { dueDate, today })

  test('come three and one working days before, and every working day after', () => {
    const days = Array.from({ length: 12 }, (_, index) => addDays('2026-11-23', index))
    expect(days.map((day) => [day, remind(day)]).filter(([, reminder]) => reminder !== null)).toEqual([
      ['2026-11-25', { kind: 'due', workingDays: 3 }],
      ['2026-11-27', { kind: 'due', workingDays: 1 }],
      ['2026-12-01', { kind: 'overdue', workingDays: 1 }],
      ['2026-12-02', { kind: 'overdue', workingDays: 2 }],
      ['2026-12-03', { kind: 'overdue', workingDays: 3 }],
      ['2026-12-04', { kind: 'overdue', workingDays: 4 }],
    ])
  })

  test('of a day due that was set on a Sunday stop with the last working day before it', () => {
    expect(remind('2026-11-26', '2026-11-29')).toEqual({ kind: 'due', workingDays: 1 })
    expect([remind('2026-11-27', '2026-11-29'), remind('2026-11-29', '2026-11-29')]).toEqual([null, null])
    expect(remind('2026-11-30', '2026-11-29')).toEqual({ kind: 'overdue', workingDays: 1 })
  })

  test('may be rarer, or none, once overdue', () => {
    const every = (overdueEvery: number | null) => ['2026-12-01', '2026-12-02', '2026-12-03'].map((today) => reminderOn({ ...rule!, overdueEvery }, calendar, { dueDate: '2026-11-30', today }) !== null)
    expect(every(2)).toEqual([true, false, true])
    expect(every(null)).toEqual([false, false, false])
  })
})

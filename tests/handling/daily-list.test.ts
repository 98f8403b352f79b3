// The day's list to print holds what the board counts, for the same person and the same filters; the office sets when people are reminded.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readPrint } from '../documents/printed.ts'
import { openDesk } from '../registers/desk.ts'
import type { Desk, Value } from '../registers/desk.ts'
import { inAllFormats, printed, sheetRows } from '../registers/prints.ts'
import { by, hire, sit } from './crew.ts'

let desk: Desk
beforeEach(() => { desk = openDesk() })
/** Wednesday */
const today = () => desk.setClock('2026-03-18T02:00:00Z')
afterEach(() => desk.close())

const register = (number: number, fields: object = {}): string => desk.register({ numberSymbol: `${number}-CV/TU`, subject: `về việc thứ ${number}`, issuedDate: '2026-03-05', ...fields }).id
const give = (documentId: string, to: object, dueDate: string | null, more: object = {}): string => desk.ok('handling.distribute', { documentId, to: [{ role: 'lead', ...to }], dueDate, ...more }).assignmentIds[0]

interface Listed {
  /** holder → number and symbol, term */
  readonly groups: Readonly<Record<string, readonly (readonly [symbol: string, term: string])[]>>
  readonly words: string
}

/** The list as the person at the desk has it, read back from its sheet. */
async function listed(input: Value = {}): Promise<Listed> {
  const { value, words } = await printed(desk, 'handling.printDailyList', { ...input, format: 'xlsx' })
  const rows = sheetRows(value.bytes)
  const columns = rows.find((row) => row[0] === 'STT')!
  const at = (heading: string) => columns.findIndex((cell) => cell.includes(heading))
  const groups: Record<string, (readonly [string, string])[]> = {}
  let holder = ''
  for (const row of rows.slice(rows.indexOf(columns) + 1)) {
    const group = /^(.+): \d+ việc$/.exec(row[0] ?? '')
    if (group !== null) groups[(holder = group[1]!)] = []
    else if (/^\d+$/.test(row[0] ?? '')) groups[holder]!.push([row[at('ký hiệu')]!, row[at('Còn')]!])
  }
  return { groups, words }
}

/** Handed out on Tuesday 10 March 2026, to units and people; it is Wednesday 18 March. */
function handOut(): void {
  hire(desk)
  sit(desk, 'leader')
  give(register(1), { accountId: 'specialist' }, '2026-03-13', { direction: 'Tham mưu trả lời' })
  desk.ok('handling.distribute', { documentId: register(2), to: [{ accountId: 'specialist', role: 'lead' }, { unitId: 'kt', role: 'information' }], dueDate: '2026-03-18' })
  give(register(3), { unitId: 'xdd' }, '2026-03-23')
  give(register(4), { accountId: 'specialist' }, '2026-03-30')
  const far = give(register(5), { accountId: 'specialist' }, '2026-04-01')
  give(register(6), { accountId: 'other' }, null)
  by(desk, 'specialist').ok('handling.accept', { assignmentId: far })
  today()
}

describe('danh sách việc trong ngày', () => {
  test.each(['mine', 'unit', 'given-by-me', 'all'] as const)('of %s holds what the board counts', async (scope) => {
    handOut()
    for (const person of ['leader', 'head', 'specialist', 'other'] as const) {
      sit(desk, person)
      const { counts, soonUntil } = desk.ok('handling.listBoard', { scope, when: 'open' })
      const { groups, words } = await listed({ scope })
      const symbols = Object.values(groups).flat()
      const ofTabs = ['overdue', 'due-soon', 'waiting'].flatMap((when) => desk.ok('handling.listBoard', { scope, when }).rows.map((row: Value) => row.id))
      expect([person, symbols.length]).toEqual([person, new Set(ofTabs).size])
      if (symbols.length === 0) expect(words).toContain('Không có việc nào.')
      else expect(words).toContain(`Cộng ${symbols.length} việc: quá hạn ${counts.overdue}; hạn hôm nay ${counts.today}; sắp đến hạn (đến ngày ${soonUntil.split('-').toReversed().join('/')}) ${counts['due-soon'] - counts.today}; chưa nhận ${counts.waiting}.`)
      expect(symbols.filter(([, term]) => term.startsWith('quá hạn')).length).toBe(counts.overdue)
      expect(symbols.filter(([, term]) => term.endsWith('chưa nhận')).length).toBe(counts.waiting)
    }
  })

  test('stands by holder, the most overdue first, with how many working days there are', async () => {
    handOut()
    sit(desk, 'leader')
    expect((await listed({ scope: 'all' })).groups).toEqual({
      'Ban Xây dựng Đảng': [['3-CV/TU', 'còn 3 ngày; chưa nhận']],
      'Chuyên viên Kiểm tra': [['6-CV/TU', 'chưa nhận']],
      'Chuyên viên Xây dựng Đảng': [['1-CV/TU', 'quá hạn 3 ngày; chưa nhận'], ['2-CV/TU', 'hôm nay; chưa nhận'], ['4-CV/TU', 'còn 8 ngày; chưa nhận']],
      // Told for information: without a day due.
      'Ủy ban Kiểm tra': [['2-CV/TU', 'chưa nhận']],
    })
    expect(Object.keys((await listed({ scope: 'all', unitId: 'kt' })).groups)).toEqual(['Ủy ban Kiểm tra'])
    expect(Object.keys((await listed({ scope: 'all', accountId: 'other' })).groups)).toEqual(['Chuyên viên Kiểm tra'])
    // A longer look ahead.
    expect(Object.values((await listed({ scope: 'all', accountId: 'specialist', soonDays: 10 })).groups)[0]!.at(-1)).toEqual(['5-CV/TU', 'còn 10 ngày'])
    sit(desk, 'head')
    expect((await listed({ scope: 'unit' })).words).toContain('Việc của đơn vị Ban Xây dựng Đảng')
  })

  test('says the same in every format, under its foot', async () => {
    handOut()
    sit(desk, 'specialist')
    for (const { value, words } of await inAllFormats(desk, 'handling.printDailyList', {})) {
      for (const said of ['DANH SÁCH VIỆC TRONG NGÀY', 'Việc của Chuyên viên Xây dựng Đảng', 'Ngày 18/03/2026', 'Chuyên viên Xây dựng Đảng: 3 việc', '1-CV/TU', 'Tỉnh ủy Phú Thọ', 'Công văn: về việc thứ 1', '13/03/2026', 'Bí thư', 'Chủ trì: Tham mưu trả lời']) expect(words).toContain(said)
      expect(value.fileName).toMatch(/^Danh sách việc ngày 18\.03\.2026\./)
      if (value.pages > 0) expect(words).toContain('Trang 1/1')
    }
  })

  test('of a Tuyệt mật document says neither subject nor direction unless it is allowed; who may not read it does not have it', async () => {
    hire(desk)
    sit(desk, 'leader')
    const documentId = register(7, { subjectAllowedBy: 'Bí thư', secrecy: 'tuyet-mat', subject: 'về phương án đặc biệt' })
    give(documentId, { unitId: 'xdd' }, '2026-03-17', { direction: 'nội dung kín' })
    today()
    const { words, value } = await printed(desk, 'handling.printDailyList', { scope: 'all' })
    expect((await readPrint(value.bytes))[0]!.slanted).toContain('TUYỆT MẬT')
    expect(words).toContain('(không ghi trích yếu)')
    expect(words).not.toMatch(/phương án đặc biệt|nội dung kín/)
    expect((await printed(desk, 'handling.printDailyList', { scope: 'all', withTopSecretSubjects: true })).words).toMatch(/phương án đặc biệt.*nội dung kín/)
    sit(desk, 'specialist')
    expect((await listed({ scope: 'unit' })).groups).toEqual({})
  })

  test('in an archive without accounts names in free words head it', async () => {
    give(register(1), { name: 'Đồng chí phụ trách tổ chức' }, '2026-03-17')
    give(register(2), { name: 'Ủy ban Kiểm tra' }, '2026-03-18')
    today()
    const { groups, words } = await listed()
    expect(Object.keys(groups)).toEqual(['Đồng chí phụ trách tổ chức', 'Ủy ban Kiểm tra'])
    expect(words).toContain('Việc của toàn cơ quan')
  })
})

test('people are reminded at 07:30 and 13:30 of a working day until the office sets its own times; a day off of its own is none', () => {
  today()
  const read = () => desk.ok('handling.getReminderTimes')
  expect(read()).toEqual({ times: ['07:30', '13:30'], isOwn: false, today: '2026-03-18', isWorkingDay: true })
  desk.ok('handling.setReminderTimes', { times: ['16:00', '08:15'] })
  desk.ok('handling.setOwnDays', { days: [{ day: '2026-03-18', kind: 'off', reason: 'Đại hội' }] })
  expect(read()).toEqual({ times: ['08:15', '16:00'], isOwn: true, today: '2026-03-18', isWorkingDay: false })
  desk.ok('handling.setReminderTimes', { times: ['09:00'] })
  expect(read().times).toEqual(['09:00'])
  desk.setClock('2026-03-21T02:00:00Z')
  expect(read().isWorkingDay).toBe(false)
  for (const times of [[], ['7:30'], ['24:00'], ['08:00', '08:00'], Array.from({ length: 7 }, (_, at) => `1${at}:00`)]) expect(() => desk.call('handling.setReminderTimes', { times })).toThrow(/times/)
})

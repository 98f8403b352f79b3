// What is done with a search beside its list: kept and used again, counted, taken out as a file.
import { read, utils } from '@e965/xlsx'
import fc from 'fast-check'
import mammoth from 'mammoth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from '../../src-main/archive/sql.ts'
import { countHits } from '../../src-main/registers/searches/count.ts'
import { readPrint } from '../documents/printed.ts'
import { openDesk } from './desk.ts'
import type { Desk, Value } from './desk.ts'

const pdfText = async (bytes: Uint8Array) => (await readPrint(bytes)).flatMap((page) => page.lines.map((line) => line.text)).join(' ')
const docxText = async (bytes: Uint8Array) => (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value
/** The letters of an RTF, by its own rule for what is not ASCII; commands and marks become blanks. */
const rtfText = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')
  .replace(/\\u(-?\d+) /g, (_, unit: string) => String.fromCharCode(Number(unit) & 0xffff))
  .replace(/\\(cell|par|line|tab|row)\b ?/g, '\n')
  .replace(/\\[a-z*]+-?\d* ?|[{}]/g, '')
function sheetOf(bytes: Uint8Array): string[][] {
  const book = read(bytes)
  return utils.sheet_to_json<string[]>(book.Sheets[book.SheetNames[0]!]!, { header: 1, raw: false, defval: '' })
}

let desk: Desk
const types = ['cong-van', 'nghi-quyet', 'bao-cao']
const bodies = ['tinh-uy', 'bo-chinh-tri', 'van-phong-tinh-uy', 'ban-bi-thu']

beforeAll(() => {
  desk = openDesk()
  desk.setClock('2026-03-31T02:00:00Z')
  for (let at = 0; at < 120; at++) {
    const date = `${2025 + (at % 2)}-0${1 + (at % 3)}-${String(1 + (at % 28)).padStart(2, '0')}`
    const { id } = desk.register({
      documentTypeId: types[at % 3], issuingBody: { id: bodies[(at * 7) % 4] }, subject: at % 5 === 0 ? 'Kế hoạch đại hội' : 'Báo cáo tháng', numberSymbol: `${at + 1}-CV/TU`,
      urgency: at % 10 === 0 ? 'khan' : 'normal', arrivalDate: date, acceptClock: true, ...(at % 3 === 0 ? { signer: { position: 'Bí thư' } } : {}), ...(at % 4 === 0 ? { channel: 'post' } : {}), ...(at % 12 === 0 ? { dueDate: '2026-04-09' } : {}),
    })
    if (at % 40 === 1) desk.ok('registers.cancelDocument', { id, reason: 'nhầm' })
  }
}, 60_000)
afterAll(() => desk.close())

const list = () => desk.ok('registers.listSearches').searches as Value[]

describe('VI.III.6.e: searches are kept and used again', () => {
  const find = { direction: 'incoming', text: 'dai hoi', filters: { urgency: 'khan', signer: 'bi thu', channel: 'post', year: 2025 }, order: 'oldest', runningYear: false } as const

  test('a kept search finds what it found, and comes back with all that was looked for', () => {
    const { id, entry } = desk.ok('registers.saveSearch', { name: 'Đại hội khẩn', find, pinned: true })
    expect(list()).toEqual([{ id, name: 'Đại hội khẩn', find, pinned: true, shared: false, own: true, entry }])
    const { direction, text, filters, order } = list()[0].find
    const again = desk.ok('registers.findDocuments', { text, filters: { ...filters, direction }, order })
    expect(again.total).toBeGreaterThan(0)
    expect(again).toEqual(desk.ok('registers.findDocuments', { text: 'dai hoi', filters: { urgency: 'khan', signer: 'bi thu', channel: 'post', year: 2025, direction: 'incoming' }, order: 'oldest' }))
  })

  test('it is renamed, changed, shared and unpinned; a change that rests on an older state is refused with both', () => {
    const [{ id, entry }] = list()
    const next = desk.ok('registers.editSearch', { id, basedOn: entry, changes: { name: 'Đại hội', shared: true, pinned: false, find: { direction: 'outgoing', runningYear: true } } })
    expect(list()).toEqual([{ id, name: 'Đại hội', find: { direction: 'outgoing', text: '', filters: {}, runningYear: true }, pinned: false, shared: true, own: true, entry: next.entry }])
    expect(desk.refusal('registers.editSearch', { id, basedOn: entry, changes: { name: 'Khác' } })).toMatchObject({ code: 'STALE_RECORD', params: { basedOn: entry, current: next.entry } })
  })

  test('two of one name are refused, however it is typed; pinned ones stand first, then by name', () => {
    const { id } = list()[0]
    expect(desk.refusal('registers.saveSearch', { name: 'đai hôi', find })).toEqual({ code: 'SEARCH_EXISTS', params: { id, name: 'Đại hội' } })
    const other = desk.ok('registers.saveSearch', { name: 'Văn bản đến hạn', find: { direction: 'incoming', filters: { dueBy: '2026-04-10' } }, pinned: true })
    expect(list().map((one) => one.name)).toEqual(['Văn bản đến hạn', 'Đại hội'])
    expect(desk.refusal('registers.editSearch', { id: other.id, changes: { name: 'Đại hội' } }).code).toBe('SEARCH_EXISTS')
  })

  test('one that is taken away is marked, not deleted, and can be brought back unless its name was given anew', () => {
    const { id } = list().find((one) => one.name === 'Đại hội')
    desk.ok('registers.removeSearch', { id })
    expect(list().map((one) => one.name)).toEqual(['Văn bản đến hạn'])
    expect(desk.db.value(sql`SELECT name FROM saved_search WHERE id = ${id} AND removed = 1`)).toBe('Đại hội')
    expect(desk.refusal('registers.removeSearch', { id }).code).toBe('SEARCH_NOT_FOUND')
    expect(desk.refusal('registers.editSearch', { id, changes: { pinned: true } }).code).toBe('SEARCH_NOT_FOUND')
    desk.ok('registers.removeSearch', { id, removed: false })
    expect(list()).toHaveLength(2)
    desk.ok('registers.removeSearch', { id })
    desk.ok('registers.saveSearch', { name: 'Đại hội', find })
    expect(desk.refusal('registers.removeSearch', { id, removed: false }).code).toBe('SEARCH_EXISTS')
  })

  test('one of another person is seen where it is shared, and changed by nobody else', () => {
    for (const [id, shared] of [['cua-lanh-dao', 1], ['rieng', 0]] as const) {
      desk.archive.journal.transact({ command: 'registers.saveSearch', actor: 'lanh-dao' }, (tx) => ({ ok: true, value: tx.append([{ table: 'saved_search', id, set: { owner: 'lanh-dao', name: `Của lãnh đạo ${id}`, find: JSON.stringify(find), pinned: 0, shared, removed: 0 } }]) }))
    }
    expect(list().filter((one) => !one.own).map((one) => one.id)).toEqual(['cua-lanh-dao'])
    for (const name of ['registers.removeSearch', 'registers.editSearch']) expect(desk.refusal(name, { id: 'cua-lanh-dao', ...(name.endsWith('editSearch') ? { changes: { name: 'x' } } : {}) }).code).toBe('SEARCH_NOT_FOUND')
  })
})

describe('a search is counted by body, type and month', () => {
  /** The rows of a search, all of them. */
  const found = (text: string, filters: Value): Value[] => desk.ok('registers.findDocuments', { text, filters, limit: 500 }).rows
  const keyOf = { body: 'issuingBodyId', type: 'documentTypeId', month: 'registerDate' } as const

  test('as the rows of its list are, whatever filters and words meet', () => {
    fc.assert(
      fc.property(
        fc.record(
          {
            documentTypeId: fc.constantFrom(...types), issuingBodyId: fc.constantFrom('tinh-uy', 'dang-o-trung-uong', 'ban-bi-thu'), withoutSubBodies: fc.constant(true), year: fc.constantFrom(2025, 2026), urgency: fc.constantFrom('normal', 'khan'),
            status: fc.constantFrom('registered', 'cancelled'), from: fc.constantFrom('2025-02-05', '2026-01-10'), to: fc.constantFrom('2025-12-31', '2026-02-11'), dueBy: fc.constant('2026-04-10'), withoutFile: fc.constant(true), direction: fc.constantFrom('incoming', 'outgoing'), signer: fc.constantFrom('bi thu', 'chủ tịch'), channel: fc.constantFrom('post', 'email'),
          },
          { requiredKeys: [] },
        ),
        fc.constantFrom('', 'dai hoi', 'tu', 'không có'),
        fc.constantFrom('body', 'type', 'month'),
        (filters, text, by: 'body' | 'type' | 'month') => {
          const expected = new Map<string, number>()
          for (const row of found(text, filters)) {
            const key = by === 'month' ? (row.registerDate as string).slice(0, 7) : (row[keyOf[by]] as string)
            expected.set(key, (expected.get(key) ?? 0) + 1)
          }
          const counted = desk.ok('registers.countDocuments', { text, filters, by })
          expect(new Map(counted.rows.map((row: Value) => [row.key, row.count]))).toEqual(expected)
          expect(counted).toMatchObject({ rest: 0, total: [...expected.values()].reduce((sum, n) => sum + n, 0) })
          expect(counted.totalIsAtLeast).toBeUndefined()
        },
      ),
      { numRuns: 200 },
    )
  }, 60_000)

  test('more hits than are looked through: the newest are counted, and it is said that there are more', () => {
    const counted = (most: number) => countHits(desk.db, desk.index.db, 'tu', {}, 'month', most)
    expect(counted(50)).toEqual({ counted: [{ key: '2026-01', n: 10 }, { key: '2026-02', n: 20 }, { key: '2026-03', n: 20 }], isAtLeast: true })
    expect(counted(120)).toMatchObject({ isAtLeast: false })
  })

  test('the most first, months in their order, each with its name; a bar leads to just its documents', () => {
    const byBody = desk.ok('registers.countDocuments', { by: 'body' })
    expect(byBody.rows.map((row: Value) => row.count)).toEqual(byBody.rows.map((row: Value) => row.count).toSorted((a: number, b: number) => b - a))
    const office = byBody.rows.find((row: Value) => row.key === 'tinh-uy')
    expect(office.name).toBe('Tỉnh ủy Phú Thọ')
    // Of the body alone: it has a body below it that has documents too.
    expect(found('', { issuingBodyId: 'tinh-uy', withoutSubBodies: true })).toHaveLength(office.count)
    expect(found('', { issuingBodyId: 'tinh-uy' }).length).toBeGreaterThan(office.count)
    const byMonth = desk.ok('registers.countDocuments', { by: 'month' })
    expect(byMonth.rows.map((row: Value) => row.name)).toEqual(['01/2025', '02/2025', '03/2025', '01/2026', '02/2026', '03/2026'])
    expect(desk.ok('registers.countDocuments', { by: 'type' }).rows.map((row: Value) => row.name).toSorted()).toEqual(['Báo cáo', 'Công văn', 'Nghị quyết'])
  })
})

describe('VI.III.6.h: a search is taken out as a file', () => {
  const columns = ['numberSymbol', 'number', 'body', 'subject', 'marks']
  async function exported(input: Value): Promise<Value> {
    const answer = await desk.task('registers.exportDocuments', { filters: {}, order: 'newest', text: '', withTopSecretSubjects: false, format: 'pdf', columns, ...input })
    if (!answer.ok) throw new Error(answer.error.code)
    return answer.value
  }
  const asked = { text: 'dai hoi', filters: { direction: 'incoming', urgency: 'khan', year: 2025 } }

  test.each(['pdf', 'docx', 'doc', 'xlsx'] as const)('as %s: what was searched, who and when, the columns in their order, every document of the list', async (format) => {
    const file = await exported({ ...asked, format, order: 'oldest' })
    const rows = desk.ok('registers.findDocuments', { ...asked, order: 'oldest' }).rows
    expect(rows.length).toBeGreaterThan(2)
    expect(file).toMatchObject({ rows: rows.length, fileName: `Danh sách văn bản đến 2026-03-31.${format}` })
    const text: string = format === 'pdf' ? await pdfText(file.bytes) : format === 'docx' ? await docxText(file.bytes) : format === 'doc' ? rtfText(file.bytes) : sheetOf(file.bytes).flat().join(' ')
    const flat = text.normalize('NFC').replace(/\s+/g, ' ')
    for (const words of ['Chữ tìm: dai hoi', 'Năm: 2025; Độ khẩn: Khẩn', 'Thứ tự: cũ trước', 'Văn thư xuất lúc 09:00 ngày 31/03/2026', `Cộng: ${rows.length} văn bản`, 'Cơ quan ban hành']) expect(flat).toContain(words)
    const places = rows.map((row: Value) => flat.indexOf(row.numberSymbol))
    expect(places.every((at: number) => at > 0)).toBe(true)
    expect(places).toEqual(places.toSorted((a: number, b: number) => a - b))
    expect(flat.indexOf('ký hiệu')).toBeLessThan(flat.indexOf('Trích yếu'))
  })

  test('the old Word file is a table for another reader: its rows, their cells, the headings on every page', async () => {
    const { bytes } = await exported({ ...asked, format: 'doc', columns: ['numberSymbol', 'number', 'subject'] })
    const rows = desk.ok('registers.findDocuments', asked).rows
    const source = Buffer.from(bytes).toString('latin1')
    expect(source).toMatch(/^\{\\rtf1\\ansi/)
    expect(source).toMatch(/^[\n\x20-\x7e]*$/)
    const tables = sheetOf(bytes)
    const shown = tables.filter(([symbol]) => symbol?.endsWith('-CV/TU') ?? false).map(([symbol, number]) => [symbol!.trim(), Number(number)])
    expect(shown).toEqual(rows.map((row: Value) => [row.numberSymbol, row.arrivalNumber]))
    expect(source.match(/\\trhdr/g)).toHaveLength(1)
    expect(source.match(/\\trkeep/g)!.length).toBe(source.match(/\\trowd/g)!.length)
  })

  test('of several pages each document once, in every order, with and without words', async () => {
    for (const order of ['newest', 'oldest', 'number', 'number-down', 'rank'] as const) {
      for (const [text, filters] of [['', {}], ['tu', {}], ['', { signer: 'bi thu' }], ['', { channel: 'post', dueBy: '2026-04-10' }]] as const) {
        const { bytes } = await exported({ text, filters, order, format: 'xlsx', columns: ['numberSymbol'] })
        const listed = desk.ok('registers.findDocuments', { text, filters, order, limit: 500 }).rows.map((row: Value) => row.numberSymbol)
        expect(sheetOf(bytes).flat().filter((cell) => /^\d+-CV\/TU$/.test(cell))).toEqual(listed)
        expect(listed.length).toBeGreaterThan(2)
      }
    }
  })

  test('what a Tuyệt mật document is about stays here unless it is asked for', async () => {
    desk.register({ subject: 'phương án bảo vệ', note: 'phong bì riêng', subjectAllowedBy: 'Bí thư', secrecy: 'tuyet-mat', numberSymbol: '9-KH/BCH', acceptClock: true })
    const input = { filters: { secrecy: 'tuyet-mat' }, columns: [...columns, 'note'] }
    const without = await pdfText((await exported(input)).bytes)
    expect(without).toContain('9-KH/BCH')
    expect(without).toContain('Tuyệt mật')
    expect(without).not.toMatch(/phương án|phong bì/)
    const along = await pdfText((await exported({ ...input, withTopSecretSubjects: true })).bytes)
    expect(along).toMatch(/phương án bảo vệ/)
    expect(along).toMatch(/phong bì riêng/)
  })

  test('the head says the signer and the channel that were asked for', async () => {
    const { rows, bytes } = await exported({ filters: { signer: 'bí thư', channel: 'post' }, columns: ['numberSymbol', 'signer'], format: 'xlsx' })
    expect(rows).toBe(10)
    const cells = sheetOf(bytes).flat()
    expect(cells).toContain('Điều kiện: Người ký: bí thư; Kênh nhận: Bưu điện')
    expect(cells.filter((cell) => cell === 'Bí thư')).toHaveLength(10)
  })

  test('VI.III.6.k: a result that holds secret documents bears their highest level, with words and without', async () => {
    desk.register({ subject: 'phương án bảo vệ', subjectAllowedBy: 'Bí thư', secrecy: 'tuyet-mat', numberSymbol: '11-KH/BCH', acceptClock: true })
    desk.register({ subject: 'danh sách nhân sự', secrecy: 'mat', numberSymbol: '10-KH/BCH', acceptClock: true })
    const levels = async (input: Value) => new Set((await readPrint((await exported(input)).bytes)).flatMap((page) => page.slanted[0] ?? 'none'))
    expect(await levels({ filters: { direction: 'incoming' } })).toEqual(new Set(['TUYỆT MẬT']))
    expect(await levels({ text: 'nhan su' })).toEqual(new Set(['MẬT']))
    expect(await levels({ filters: { secrecy: 'mat' } })).toEqual(new Set(['MẬT']))
    expect(await levels({ filters: { secrecy: 'none' } })).toEqual(new Set(['none']))
  })

  test('a search without documents gives a table that says so', async () => {
    const file = await exported({ text: 'không có gì cả' })
    expect(file.rows).toBe(0)
    expect(await pdfText(file.bytes)).toContain('Không có văn bản nào khớp.')
  })
})

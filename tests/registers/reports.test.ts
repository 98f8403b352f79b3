// Reports at the contract: the day by level and by channel, statistics of months, quarters and years; on the screen and in each format.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { addDays, daysBetween } from '../../src-main/text/dates.ts'
import { spanBefore, spanName, spanOf } from '../../src-main/registers/reports/rules.ts'
import { chartIn, expectWhole } from '../documents/charts.ts'
import { columnOf, readPrint, solid } from '../documents/printed.ts'
import { partsOf } from '../documents/tables.ts'
import { openDesk, resources } from './desk.ts'
import type { Desk, Value } from './desk.ts'
import { inAllFormats, printed, sheetRows } from './prints.ts'
import { loadRulebook } from '../../src-main/rulebook/load.ts'

let desk: Desk
beforeEach(() => { desk = openDesk() })
afterEach(() => desk.close())

const formOf = (id: string) => loadRulebook(`${resources}/rulebook`).tableForm(id, '2026-03-10')!
const said = (lines: Value[]): string[] => lines.map((line) => (line.kind === 'row' ? `${line.cells.numberSymbol}` : line.text))

function aDay(): void {
  desk.register({ numberSymbol: '15-NQ/TW', issuingBody: { name: 'Ban Bí thư', level: 'central' }, channel: 'network', subject: 'về nông thôn mới', toPlaces: 'Thường trực' })
  desk.register({ numberSymbol: '8-CV/TU', issuingBody: { name: 'Tỉnh ủy Phú Thọ' }, channel: 'post' })
  desk.register({ numberSymbol: '9-CV/TU', issuingBody: { name: 'Tỉnh ủy Phú Thọ' }, channel: 'network' })
  const wrong = desk.register({ numberSymbol: '10-CV/TU', issuingBody: { name: 'Tỉnh ủy Phú Thọ' } })
  desk.ok('registers.cancelDocument', { id: wrong.id, reason: 'vào nhầm' })
  desk.register({ numberSymbol: '7-CV/TU', arrivalDate: '2026-03-09' })
}

describe('the report of the day', () => {
  test('groups what came in by the level of the issuing body, from the Centre down, with sums that leave out what was cancelled', () => {
    aDay()
    const { lines, totals, charts, documents, subtitle } = desk.ok('registers.report', { kind: 'day-by-level' })
    expect(subtitle).toEqual(['Ngày 10/03/2026', '(Theo cấp của cơ quan ban hành)'])
    expect(said(lines)).toEqual(['Trung ương', '15-NQ/TW', 'Cộng Trung ương: 1 văn bản', 'Cấp tỉnh', '8-CV/TU', '9-CV/TU', '10-CV/TU', 'Cộng Cấp tỉnh: 2 văn bản'])
    expect(lines[6]).toMatchObject({ cancelled: true, cells: { ordinal: 4, note: 'Đã hủy: vào nhầm' } })
    expect([documents, totals.text]).toEqual([3, 'Tổng số: 3 văn bản'])
    expect(charts).toMatchObject([{ labels: ['Trung ương', 'Cấp tỉnh'], series: [{ values: [1, 2] }] }])
  })

  test('groups them by channel, those without one last; a day without documents is empty', () => {
    aDay()
    expect(said(desk.ok('registers.report', { kind: 'day-by-channel' }).lines)).toEqual([
      'Bưu điện', '8-CV/TU', 'Cộng Bưu điện: 1 văn bản', 'Qua mạng', '15-NQ/TW', '9-CV/TU', 'Cộng Qua mạng: 2 văn bản', 'Không ghi kênh nhận', '10-CV/TU', 'Cộng Không ghi kênh nhận: 0 văn bản',
    ])
    expect(desk.ok('registers.report', { kind: 'day-by-level', day: '2026-03-08' })).toMatchObject({ lines: [], totals: null, charts: [], documents: 0 })
  })

  test('prints each value in the column of its heading, and exports the same words', async () => {
    aDay()
    const form = formOf('bao-cao-ngay-theo-cap-co-quan')
    const [pdf, xlsx, docx] = await inAllFormats(desk, 'registers.printReport', { kind: 'day-by-level', signerPost: 'Phó Chánh Văn phòng' })
    const [page] = await readPrint(pdf!.value.bytes)
    let left = form.page.marginsMm.left
    const expected: Value = { ordinal: '1', arrivalNumber: '1', author: 'Ban Bí thư', numberSymbol: '15-NQ/TW', typeAndSubject: 'Công văn: về nông thôn mới', toPlaces: 'Thường trực' }
    for (const { key, widthMm, heading } of form.columns) {
      const column = columnOf(page!, left, left + widthMm, 0, page!.height)
      expect(column).toContain(solid(heading))
      expect(column).toContain(solid(expected[key] ?? ''))
      left += widthMm
    }
    for (const { words, value } of [pdf!, xlsx!, docx!]) {
      for (const one of ['BÁO CÁO VĂN BẢN ĐẾN TRONG NGÀY', 'Cộng Cấp tỉnh: 2 văn bản', 'Tổng số: 3 văn bản', 'PHÓ CHÁNH VĂN PHÒNG']) expect(words).toContain(one)
      expect(value.fileName).toMatch(/^Báo cáo ngày 10\.03\.2026 theo cấp cơ quan\.(pdf|xlsx|docx)$/)
    }
    const rows = sheetRows(xlsx!.value.bytes)
    const at = rows.findIndex((row) => row.includes('15-NQ/TW'))
    expect(form.columns.map((_column, column) => rows[at]![column] ?? '')).toEqual(form.columns.map(({ key }) => expected[key] ?? ''))
  })

  test('Tuyệt mật stands without its subject, on the screen and on paper, and marks the paper', async () => {
    desk.register({ subject: 'về phương án tác chiến', subjectAllowedBy: 'Bí thư', secrecy: 'tuyet-mat' })
    const shown = desk.ok('registers.report', { kind: 'day-by-level' })
    expect([JSON.stringify(shown).includes('tác chiến'), shown.holdsTopSecret]).toEqual([false, true])
    const { words, value } = await printed(desk, 'registers.printReport', { kind: 'day-by-level' })
    expect(words).not.toContain('tác chiến')
    expect((await readPrint(value.bytes))[0]!.slanted).toContain('TUYỆT MẬT')
    expect((await printed(desk, 'registers.printReport', { kind: 'day-by-level', withTopSecretSubjects: true })).words).toContain('tác chiến')
  })
})

describe('VI.III.1.l: statistics', () => {
  beforeEach(() => {
    desk.ok('registers.openPeriod', { period: 'term', from: '2025-01-01', name: 'Nhiệm kỳ 2025–2030' })
    for (const arrivalDate of ['2025-12-30', '2026-01-05', '2026-02-10', '2026-03-01', '2026-03-01']) desk.register({ arrivalDate, numberSymbol: '' })
    desk.register({ documentTypeId: 'nghi-quyet', numberSymbol: '' })
    const wrong = desk.register({ numberSymbol: '' })
    desk.ok('registers.cancelDocument', { id: wrong.id, reason: 'vào nhầm' })
    desk.ok('registers.issueOutgoing', { documentTypeId: 'cong-van', subject: 'về mời họp', issuedDate: '2026-03-10', signer: { name: 'Chánh Văn phòng' } })
    desk.ok('registers.draftOutgoing', { documentTypeId: 'cong-van', subject: 'chưa có số', issuedDate: '2026-03-10' })
  })

  test('of a month count by type, both directions, beside the month before', async () => {
    const { lines, totals, charts, subtitle } = desk.ok('registers.report', { kind: 'statistics' })
    expect(subtitle).toEqual(['Tháng 3 năm 2026'])
    expect(lines.map((line: Value) => line.cells)).toEqual([
      { ordinal: 1, documentType: 'Nghị quyết', incoming: 1, outgoing: 0, sum: 1, before: 0, change: 1 },
      { ordinal: 2, documentType: 'Công văn', incoming: 2, outgoing: 1, sum: 3, before: 1, change: 2 },
    ])
    expect(totals.cells).toEqual({ incoming: 3, outgoing: 1, sum: 4, before: 1, change: 3 })
    expect(charts[0].labels).toHaveLength(31)
    expect(charts[0].series.map((one: Value) => [one.values[0], one.values[9]])).toEqual([[2, 1], [0, 1]])
    const form = formOf('thong-ke-van-ban-thang')
    const files = await inAllFormats(desk, 'registers.printReport', { kind: 'statistics' })
    for (const { words } of files) {
      for (const one of ['THỐNG KÊ VĂN BẢN ĐẾN, VĂN BẢN ĐI', 'Tháng 3 năm 2026', 'ĐẢNG CỘNG SẢN VIỆT NAM', 'Tam Hồng, ngày 10 tháng 3 năm 2026', 'NGƯỜI LẬP BIỂU', 'CHÁNH VĂN PHÒNG']) expect(words).toContain(one)
    }
    expect(files[0]!.words).toContain('Số văn bản từng ngày, tháng 3 năm 2026')
    const rows = sheetRows(files[1]!.value.bytes)
    expect(rows.find((row) => row.includes('Công văn'))).toEqual(['2', 'Công văn', '2', '1', '3', '1', '2'])
    expect(form.columns.map(({ key }) => key)).toEqual(['ordinal', 'documentType', 'incoming', 'outgoing', 'sum', 'before', 'change'])
  })

  test('of a quarter and a year tell each month of both directions, beside the period before', async () => {
    const quarter = desk.ok('registers.report', { kind: 'statistics', span: 'quarter' })
    const sums = quarter.lines.filter((line: Value) => line.kind === 'sum').map((line: Value) => line.cells)
    expect(sums).toEqual([{ month1: 1, month2: 1, month3: 3, sum: 5, before: 1, change: 4 }, { month1: 0, month2: 0, month3: 1, sum: 1, before: 0, change: 1 }])
    const year = desk.ok('registers.report', { kind: 'statistics', span: 'year' })
    expect(year.lines.find((line: Value) => line.kind === 'sum').cells).toMatchObject({ month1: 1, month3: 3, month12: 0, sum: 5, before: 1, change: 4 })
    expect(year.charts[0]).toMatchObject({ labels: ['T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'T8', 'T9', 'T10', 'T11', 'T12'] })
    for (const span of ['quarter', 'year']) {
      for (const { words } of await inAllFormats(desk, 'registers.printReport', { kind: 'statistics', span, day: '2026-02-01' })) {
        for (const one of ['Văn bản đến', 'Cộng văn bản đi', span === 'quarter' ? 'Quý 1 năm 2026' : 'Năm 2026']) expect(words).toContain(one)
      }
    }
  })

  test('of a month, a quarter and a year have their chart in a sheet and in a Word file too, with the values of the screen', async () => {
    for (const span of ['month', 'quarter', 'year']) {
      const [{ title, labels, series }] = desk.ok('registers.report', { kind: 'statistics', span }).charts
      for (const [format, part] of [['xlsx', 'xl/charts/chart1.xml'], ['docx', 'word/charts/chart1.xml']] as const) {
        const parts = await partsOf((await printed(desk, 'registers.printReport', { kind: 'statistics', span, format })).value.bytes)
        expectWhole(parts)
        expect(chartIn(parts.get(part)!)).toMatchObject({ kind: 'bar', title, labels, series })
        // Of a year the table itself says what the chart shows, by the names of the months.
        if (format === 'xlsx') expect(chartIn(parts.get(part)!).series.map(({ from }) => from.length)).toEqual(span === 'year' ? [2, 2] : [0, 0])
      }
    }
  })

  test('of a period without documents say nothing was counted', () => {
    expect(desk.ok('registers.report', { kind: 'statistics', day: '2024-05-01' })).toMatchObject({ lines: [], documents: 0, totals: { cells: { sum: 0 } } })
  })
})

test('months, quarters and years lie without gaps one behind the other, and each holds its days', () => {
  const days = fc.integer({ min: 0, max: 80_000 }).map((after) => addDays('1950-01-01', after))
  fc.assert(fc.property(fc.constantFrom('month' as const, 'quarter' as const, 'year' as const), days, (span, day) => {
    const one = spanOf(span, day)
    expect(one.from <= day && day <= one.to).toBe(true)
    expect(spanOf(span, one.to)).toEqual(one)
    expect(addDays(spanBefore(one).to, 1)).toBe(one.from)
    expect(one.months).toHaveLength({ month: 1, quarter: 3, year: 12 }[span])
    expect(daysBetween(one.from, one.to)).toBeGreaterThan(26)
  }))
  expect(['month', 'quarter', 'year'].map((span) => spanName(spanOf(span as 'month', '2026-11-24')))).toEqual(['tháng 11 năm 2026', 'quý 4 năm 2026', 'năm 2026'])
})

// Old registers brought over through the office, and withdrawn: all or nothing, with the numbers of the book, and nothing left behind.
import { read, utils, write } from '@e965/xlsx'
import fc from 'fast-check'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTestOffice } from './open.ts'
import type { TestOffice } from './open.ts'

let desk: TestOffice
beforeEach(async () => { desk = await openTestOffice({ now: () => Date.parse('2026-03-10T02:00:00Z') }) })
afterEach(() => desk.close())

const heads = ['Số đến', 'Ngày đến', 'Cơ quan ban hành', 'Số, ký hiệu', 'Ngày văn bản', 'Tên loại', 'Trích yếu nội dung', 'Hạn giải quyết', 'Ghi chú']
const incoming = [
  ['SỔ ĐĂNG KÝ VĂN BẢN ĐẾN NĂM 2024'],
  heads,
  [1, '05/01/2024', 'Huyện uỷ Yên Lạc', '15-NQ/HU', '03/01/2024', '', 'Nghị quyết về nông thôn mới', '20/01/2024', 'bản giấy'],
  [2, 'nt', 'HUYỆN ỦY YÊN LẠC', '16-CV/HU', '04/01/2024', '', 'mời họp', '', ''],
  [4, '08/01/2024', 'Tỉnh ủy Phú Thọ', '20-CV/TU', '06/01/2024', 'Công văn', 'về công tác cán bộ', '', ''],
  ['4a', '09/01/2024', 'Trường Mầm non Hoa Sen', '', '', 'Báo cáo', 'tổng kết', '', ''],
]

function sheetOf(rows: readonly unknown[][]): Buffer {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows.map((row) => [...row])), 'Sổ')
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer
}

async function stage(rows: readonly unknown[][] | Uint8Array, name = 'sổ 2024.xlsx'): Promise<string> {
  const path = join(desk.folder, name)
  writeFileSync(path, rows instanceof Uint8Array ? rows : sheetOf(rows))
  return (await desk.ask('files.stage', { path })).fileId
}

const list = (filters = {}) => desk.ask('registers.findDocuments', { filters, order: 'number', limit: 500 })

describe('a book of incoming documents', () => {
  test('keeps its numbers, its bodies come into the tree once, its gaps are shown, and it is found', async () => {
    const fileId = await stage(incoming)
    const dry = await desk.ask('intake.readRegister', { fileId })
    expect(dry).toMatchObject({ remembered: false, counts: { rows: 4, rowsWithErrors: 0 }, made: { documents: 4, periods: [{ name: '2024', from: 1, to: 4, documents: 4 }] } })
    expect(dry.made.bodies.map(({ name }) => name)).toEqual(expect.arrayContaining(['Trường Mầm non Hoa Sen']))
    expect((await list()).total).toBe(0)

    const made = await desk.ask('intake.importRegister', { fileId })
    expect(made).toMatchObject({ documents: 4, faulty: 0 })
    const rows = (await list()).rows
    expect(rows.map((row) => `${row.arrivalNumber}${row.arrivalSuffix}`)).toEqual(['1', '2', '4', '4a'])
    expect(rows[0]).toMatchObject({ arrivalDate: '2024-01-05', issuedDate: '2024-01-03', numberSymbol: '15-NQ/HU', documentTypeId: 'nghi-quyet', subject: expect.stringContaining('nông thôn mới') as string })
    expect(new Set(rows.slice(0, 2).map((row) => row.issuingBodyId)).size).toBe(1)
    expect(await desk.ask('registers.getDocument', { id: rows[0]!.id })).toMatchObject({ note: 'bản giấy; Hạn giải quyết: 20/01/2024', dueDate: null })
    expect((await desk.ask('registers.gapReport', { registerId: 'den', year: 2024 })).rows).toMatchObject([{ numberFrom: 3, numberTo: 3, state: 'unexplained' }])
    await desk.office.drain()
    expect((await desk.ask('registers.findDocuments', { text: 'công tác cán bộ' })).rows.map((row) => row.id)).toEqual([rows[2]!.id])
    // The year goes on behind the book, and nobody is asked for files that old books never had.
    expect(await desk.ask('registers.nextNumber', { arrivalDate: '2024-12-31' })).toMatchObject({ number: 5 })
    expect((await desk.ask('registers.today', {})).withoutFile).toBe(0)
  })

  test('is brought over once: the same sheet again is refused, and so is a number that the archive has', async () => {
    const fileId = await stage(incoming)
    const { importId } = await desk.ask('intake.importRegister', { fileId })
    expect(await desk.call('intake.importRegister', { fileId, withoutFaulty: true })).toMatchObject({ error: { code: 'ALREADY_IMPORTED', params: { importId } } })
    const other = await stage([...incoming.slice(0, 2), [3, '08/01/2024', 'Tỉnh ủy Phú Thọ', '19-CV/TU', '', '', 'mới', '', ''], [4, '08/01/2024', 'Tỉnh ủy Phú Thọ', '20-CV/TU', '06/01/2024', 'Công văn', 'về công tác cán bộ', '', '']], 'sổ bổ sung.xlsx')
    const dry = await desk.ask('intake.readRegister', { fileId: other, only: 'errors' })
    expect(dry.rows.map(({ row, issues }) => [row, issues.filter(({ severity }) => severity === 'error').map(({ code }) => code)])).toEqual([[4, ['NUMBER_TAKEN']]])
    expect(await desk.call('intake.importRegister', { fileId: other })).toMatchObject({ error: { code: 'BOOK_HAS_FAULTS', params: { rows: 1, row: 4 } } })
    expect((await list()).total).toBe(4)
    expect(await desk.ask('intake.importRegister', { fileId: other, withoutFaulty: true })).toMatchObject({ documents: 1, faulty: 1 })
    expect((await desk.ask('registers.gapReport', { registerId: 'den', year: 2024 })).rows).toEqual([])
  })

  test('the same commandId brings it over once', async () => {
    const fileId = await stage(incoming)
    const [one, two] = await Promise.all([desk.ask('intake.importRegister', { commandId: 'a', fileId }), desk.ask('intake.importRegister', { commandId: 'a', fileId })])
    expect(two).toEqual(one)
    expect(await desk.ask('intake.importRegister', { commandId: 'a', fileId })).toEqual(one)
    expect((await list()).total).toBe(4)
  })

  test('columns that a person set are remembered for the next book with these headings', async () => {
    const fields = ['arrivalNumber', 'arrivalDate', 'issuingBody', 'numberSymbol', 'issuedDate', 'documentType', 'subject', null, 'note'] as const
    await desk.ask('intake.importRegister', { fileId: await stage(incoming), direction: 'incoming', fields: [...fields] })
    const next = await desk.ask('intake.readRegister', { fileId: await stage([['SỔ 2025'], heads, [1, '05/01/2025', 'Huyện ủy Yên Lạc', '1-CV/HU', '', '', 'thư', '', '']], 'sổ 2025.xlsx') })
    expect(next.remembered).toBe(true)
    expect(next.columns.map(({ field }) => field)).toEqual(fields)
    expect(next.made.bodies).toEqual([])
    // So does the sheet of its faults, with its two further columns.
    const faulty = await stage([['SỔ 2025'], heads, [1, '31/02/2025', 'Huyện ủy Yên Lạc', '1-CV/HU', '', '', 'thư', '', '']], 'sổ có lỗi.xlsx')
    const { bytes } = await desk.ask('intake.exportFaults', { fileId: faulty })
    const mended = await desk.ask('intake.readRegister', { fileId: await stage(bytes, 'đã sửa.xlsx') })
    expect([mended.remembered, mended.columns.map(({ field }) => field)]).toEqual([true, [...fields, null, null]])
  })

  test('spellings mean the bodies that a person says', async () => {
    const fileId = await stage(incoming)
    const { rows } = await desk.ask('filing.findBodies', { text: 'Tỉnh ủy Phú Thọ' })
    const tree = rows[0]!.id
    await desk.ask('intake.importRegister', { fileId, bodies: [{ names: ['Huyện uỷ Yên Lạc', 'HUYỆN ỦY YÊN LẠC'], id: tree }, { names: ['Trường Mầm non Hoa Sen'], name: 'Trường Mầm non Hoa Sen xã Tam Hồng', level: 'base' }] })
    const found = (await list()).rows
    expect(found.slice(0, 3).map((row) => row.issuingBodyId)).toEqual([tree, tree, tree])
    expect(found[3]!.issuingBodyName).toBe('Trường Mầm non Hoa Sen xã Tam Hồng')
    expect(await desk.call('intake.importRegister', { fileId: await stage([...incoming, [9, '10/01/2024', 'X', '1-CV/X', '', '', 'x', '', '']], 'khác.xlsx'), bodies: [{ names: ['X'], id: 'khong-co' }], withoutFaulty: true })).toMatchObject({ error: { code: 'BODY_NOT_FOUND' } })
  })
})

test('withdrawn as a whole its numbers are free, nothing shows it, and the journal keeps it', async () => {
  const fileId = await stage(incoming)
  await desk.ask('registers.registerIncoming', { arrivalDate: '2026-03-09', documentTypeId: 'cong-van', numberSymbol: '1-CV/HU', issuingBody: { name: 'Huyện ủy Yên Lạc' }, subject: 'của năm nay', channel: 'post' })
  const before = (await desk.ask('office.verify', {})).journal.entries
  const { importId } = await desk.ask('intake.importRegister', { fileId })
  const ids = (await list({ year: 2024 })).rows.map((row) => row.id)
  await desk.office.drain()
  expect(await desk.ask('intake.withdrawImport', { importId, reason: 'nhầm tệp' })).toMatchObject({ documents: 4 })
  await desk.office.drain()
  expect((await list()).rows.map((row) => row.subject)).toEqual(['của năm nay'])
  expect(await list()).toMatchObject({ total: 1 })
  for (const order of ['newest', 'oldest', 'number-down'] as const) expect((await desk.ask('registers.findDocuments', { order })).rows).toHaveLength(1)
  expect((await desk.ask('registers.findDocuments', { text: 'cán bộ' })).total).toBe(0)
  expect(await desk.ask('registers.nextNumber', { arrivalDate: '2024-12-31' })).toMatchObject({ number: 1 })
  expect((await desk.ask('registers.countByBody', {})).counts.reduce((sum, { count }) => sum + count, 0)).toBe(1)
  expect(await desk.ask('registers.getDocument', { id: ids[0]! })).toMatchObject({ status: 'withdrawn' })
  expect((await desk.ask('registers.documentHistory', { id: ids[0]! })).entries.length).toBeGreaterThanOrEqual(2)
  expect(await desk.call('registers.cancelDocument', { id: ids[0]!, reason: 'x' })).toMatchObject({ error: { code: 'DOCUMENT_NOT_FOUND' } })
  for (const refused of [
    await desk.call('registers.makeCopy', { documentId: ids[0]!, kind: 'sao-y', signer: { name: 'Chánh Văn phòng' } }),
    await desk.call('registers.printStamp', { id: ids[0]! }),
  ]) expect(refused).toMatchObject({ error: { code: 'DOCUMENT_NOT_FOUND' } })
  expect((await desk.ask('office.verify', {}))).toMatchObject({ integrity: true, foreignKeys: true, replayEqual: true })
  expect((await desk.ask('office.verify', {})).journal.entries).toBeGreaterThan(before)
  expect(await desk.call('intake.withdrawImport', { importId, reason: 'x' })).toMatchObject({ error: { code: 'IMPORT_WITHDRAWN' } })
  // Its numbers are free: the mended book goes in where the wrong one was.
  expect(await desk.ask('intake.importRegister', { fileId })).toMatchObject({ documents: 4, bodies: 0 })
  expect((await desk.ask('intake.listImports', {})).imports.map(({ withdrawReason }) => withdrawReason)).toEqual([null, 'nhầm tệp'])
})

test('an import whose documents were worked on since is withdrawn only by one who knows it', async () => {
  const { importId } = await desk.ask('intake.importRegister', { fileId: await stage(incoming) })
  const { id } = (await list()).rows[0]!
  await desk.ask('registers.cancelDocument', { id, reason: 'thử' })
  expect(await desk.call('intake.withdrawImport', { importId, reason: 'x' })).toMatchObject({ error: { code: 'IMPORT_IN_USE', params: { documents: 1 } } })
  const copied = (await list()).rows[1]!
  await desk.ask('registers.makeCopy', { documentId: copied.id, kind: 'sao-y', signer: { name: 'Chánh Văn phòng' } })
  expect(await desk.call('intake.withdrawImport', { importId, reason: 'x' })).toMatchObject({ error: { code: 'IMPORT_IN_USE', params: { documents: 2 } } })
  await desk.ask('handling.distribute', { documentId: (await list()).rows[2]!.id, to: [{ name: 'Văn phòng', role: 'lead' }], dueDate: null })
  expect(await desk.call('intake.withdrawImport', { importId, reason: 'x' })).toMatchObject({ error: { code: 'IMPORT_IN_USE', params: { documents: 3 } } })
  expect(await desk.ask('intake.withdrawImport', { importId, reason: 'x', acceptInUse: true })).toMatchObject({ documents: 4 })
})

describe('a book of outgoing documents', () => {
  const outgoing = [
    ['SỔ ĐĂNG KÝ VĂN BẢN ĐI'],
    ['Số, ký hiệu văn bản', 'Ngày tháng văn bản', 'Tên loại và trích yếu nội dung văn bản', 'Người ký', 'Nơi nhận văn bản', 'Đơn vị, người nhận bản lưu', 'Số lượng bản', 'Ghi chú'],
    ['01-CV/ĐU', '10/07/2025', 'Công văn về việc mời họp', 'Bí thư', 'Tỉnh ủy Phú Thọ', 'Văn phòng', 5, ''],
    ['03-CV/ĐU', '02/01/2026', 'Công văn về việc báo cáo', 'Bí thư', 'Tỉnh ủy Phú Thọ', 'Văn phòng', 5, ''],
    ['01-NQ/ĐU', '15/07/2025', 'Nghị quyết về nông thôn mới', 'Bí thư', 'các chi bộ', 'Văn phòng', 9, ''],
    ['07-CV/ĐU', '02/03/2022', 'Công văn về việc của nhiệm kỳ trước', 'Bí thư', 'các chi bộ', 'Văn phòng', 9, ''],
  ]

  test('runs on in its series by type and term, and its gaps are shown', async () => {
    const fileId = await stage(outgoing, 'sổ đi.xlsx')
    const dry = await desk.ask('intake.readRegister', { fileId })
    expect(dry.direction).toBe('outgoing')
    expect(dry.rows.map(({ issues }) => issues.filter(({ severity }) => severity === 'error').map(({ code }) => code))).toEqual([[], [], [], ['TERM_MISSING']])
    const earlierTerms = [{ name: '2020 - 2025', from: '2020-07-01', to: '2025-06-30' }]
    const made = await desk.ask('intake.importRegister', { fileId, earlierTerms })
    expect(made).toMatchObject({ documents: 4, faulty: 0, series: 2 })
    const next = await desk.ask('registers.nextOutgoingNumber', { documentTypeId: 'cong-van', issuedDate: '2026-03-10' })
    expect(next).toMatchObject({ number: 4 })
    const { series } = await desk.ask('registers.listSeries', {})
    const letters = series.find(({ documentTypeIds }) => documentTypeIds.includes('cong-van'))!
    expect((await desk.ask('registers.gapReport', { seriesId: letters.id, year: 2026 })).rows).toMatchObject([{ numberFrom: 2, numberTo: 2, state: 'unexplained' }])
    expect((await list({ direction: 'outgoing' })).rows.map(({ numberSymbol, status }) => [numberSymbol, status]).toSorted()).toEqual([['01-CV/ĐU', 'issued'], ['01-NQ/ĐU', 'issued'], ['03-CV/ĐU', 'issued'], ['07-CV/ĐU', 'issued']])
    expect(await desk.call('intake.readRegister', { fileId, earlierTerms: [{ name: 'x', from: '2025-01-01', to: '2026-01-01' }] })).toMatchObject({ error: { code: 'TERMS_OVERLAP' } })
    await desk.ask('intake.withdrawImport', { importId: made.importId, reason: 'nhầm' })
    expect(await desk.ask('registers.nextOutgoingNumber', { documentTypeId: 'cong-van', issuedDate: '2026-03-10' })).toMatchObject({ number: 1 })
  })
})

test('secret documents of an old book are numbered with the others, and stand in the secret book', async () => {
  const fileId = await stage([
    ['SỔ ĐĂNG KÝ VĂN BẢN ĐI NĂM 2026'], ['Số, ký hiệu văn bản', 'Ngày tháng văn bản', 'Tên loại và trích yếu nội dung văn bản', 'Người ký', 'Độ mật'],
    ['01-BC/ĐU', '05/01/2026', 'Báo cáo công tác tháng', 'Bí thư', ''],
    ['02-BC/ĐU', '06/01/2026', 'Báo cáo về việc nội bộ', 'Bí thư', 'Mật'],
    ['04-BC/ĐU', '07/01/2026', 'Báo cáo công tác tuần', 'Bí thư', ''],
  ])
  expect(await desk.ask('intake.importRegister', { fileId })).toMatchObject({ documents: 3, series: 1 })
  const { series } = await desk.ask('registers.listSeries', {})
  expect(series.filter(({ documentTypeIds }) => documentTypeIds.includes('bao-cao'))).toHaveLength(1)
  const { rows } = await list({ direction: 'outgoing' })
  const books = await Promise.all(rows.map(async ({ id }) => (await desk.ask('registers.getDocument', { id })).registerName))
  expect(rows.map(({ numberSymbol, secrecy }, at) => [numberSymbol, secrecy, books[at]])).toEqual([
    ['01-BC/ĐU', 'none', 'Sổ đăng ký văn bản đi'], ['02-BC/ĐU', 'mat', 'Sổ đăng ký bí mật nhà nước đi'], ['04-BC/ĐU', 'none', 'Sổ đăng ký văn bản đi'],
  ])
  expect((await desk.ask('registers.gapReport', { seriesId: series[0]!.id, year: 2026 })).rows).toMatchObject([{ numberFrom: 3, numberTo: 3, state: 'unexplained' }])
  expect(await desk.ask('registers.nextOutgoingNumber', { documentTypeId: 'bao-cao', issuedDate: '2026-03-10', secrecy: 'mat' })).toMatchObject({ number: 5 })
})

test('where an office keeps secret documents apart, an old book fills both series, and a number may stand in each', async () => {
  const own = { issuingBody: { name: 'Văn phòng Đảng ủy xã Tam Hồng' }, documentTypeIds: ['bao-cao'], period: 'term' as const, startNumber: 1, pad: 2, format: '{number}-{type}/{symbol}', formatWithoutType: '{number}/{symbol}', symbol: 'ĐU', reason: 'theo quy chế của cơ quan' }
  const { seriesId: open } = await desk.ask('registers.openSeries', { ...own, name: 'Báo cáo', secrecy: 'open' })
  const { seriesId: secret } = await desk.ask('registers.openSeries', { ...own, name: 'Báo cáo mật', secrecy: 'secret' })
  const fileId = await stage([
    ['SỔ ĐĂNG KÝ VĂN BẢN ĐI NĂM 2026'], ['Số, ký hiệu văn bản', 'Ngày tháng văn bản', 'Tên loại và trích yếu nội dung văn bản', 'Người ký', 'Độ mật'],
    ['01-BC/ĐU', '05/01/2026', 'Báo cáo công tác tháng', 'Bí thư', ''],
    ['01-BC/ĐU', '06/01/2026', 'Báo cáo về việc nội bộ', 'Bí thư', 'Mật'],
    ['02-BC/ĐU', '07/01/2026', 'Báo cáo công tác tuần', 'Bí thư', ''],
  ])
  expect(await desk.ask('intake.importRegister', { fileId })).toMatchObject({ documents: 3, series: 0 })
  const inSeries = async (seriesId: string) => (await list({ seriesId })).rows.map(({ numberSymbol }) => numberSymbol)
  expect([await inSeries(open), await inSeries(secret)]).toEqual([['01-BC/ĐU', '02-BC/ĐU'], ['01-BC/ĐU']])
})

const outHeads = ['Số', 'Ký hiệu', 'Ngày tháng văn bản', 'Trích yếu nội dung văn bản', 'Người ký', 'Nơi nhận']
const errorsOf = (dry: Awaited<ReturnType<typeof desk.ask<'intake.readRegister'>>>) => dry.rows.map(({ issues }) => issues.filter(({ severity }) => severity === 'error').map(({ code }) => code))

test('in the year of a congress a symbol stands twice, once in each term; within a term it is told', async () => {
  const fileId = await stage([
    ['SỔ ĐĂNG KÝ VĂN BẢN ĐI NĂM 2025'], outHeads,
    ['01', 'CV/ĐU', '10/03/2025', 'Công văn về việc của nhiệm kỳ trước', 'Bí thư', ''],
    ['01', 'CV/ĐU', '10/07/2025', 'Công văn về việc của nhiệm kỳ này', 'Bí thư', ''],
    ['01', 'CV/ĐU', '11/07/2025', 'Công văn về việc ghi trùng', 'Bí thư', ''],
  ])
  const earlierTerms = [{ name: '2020 - 2025', from: '2020-07-01', to: '2025-06-30' }]
  expect(errorsOf(await desk.ask('intake.readRegister', { fileId, earlierTerms }))).toEqual([[], [], ['NUMBER_TWICE']])
  expect(await desk.ask('intake.importRegister', { fileId, earlierTerms, withoutFaulty: true })).toMatchObject({ documents: 2, faulty: 1 })
})

test('the sheet of faults stands alone: "nt", days under a month, dates turned by Excel and titles inside the book are written out', async () => {
  const cellsOf = async (fileId: string) => utils.sheet_to_json<string[]>(Object.values(read((await desk.ask('intake.exportFaults', { fileId })).bytes).Sheets)[0]!, { header: 1, defval: '' })
  const twoColumns = await cellsOf(await stage([
    ['SỔ ĐĂNG KÝ VĂN BẢN ĐI'], outHeads, ['Tháng 8/2025'],
    ['01', 'CV/ĐU', '10', 'Công văn về việc mời họp', 'Bí thư', ''],
    ['02', 'nt', '11', '', 'Bí thư', ''],
    ['Tháng 9/2025'],
    ['03', 'nt', '12', '', 'Bí thư', ''],
  ]))
  expect(twoColumns.slice(2).map((row) => row.slice(0, 3))).toEqual([['02', 'CV/ĐU', '11/08/2025'], ['03', 'CV/ĐU', '12/09/2025']])
  for (const row of twoColumns.slice(2)) row[3] = 'Công văn về việc bổ sung'
  expect(errorsOf(await desk.ask('intake.readRegister', { fileId: await stage(twoColumns, 'đã sửa.xlsx') }))).toEqual([[], []])

  const sheet = utils.aoa_to_sheet([
    ['SỔ ĐĂNG KÝ VĂN BẢN ĐẾN'], heads,
    [1, '', 'Huyện ủy Yên Lạc', '15-NQ/HU', '', '', '', '', ''],
    [2, '', 'Huyện ủy Yên Lạc', '16-NQ/HU', '', '', 'thứ hai', '', ''],
    [3, '13/05/2024', 'Huyện ủy Yên Lạc', '17-NQ/HU', '', '', 'thứ ba', '', ''],
    ['PHẦN HAI CỦA SỔ'],
    [4, '14/05/2024', 'Huyện ủy Yên Lạc', '18-NQ/HU', '', '', '', '', ''],
  ])
  // 05/03/2024 and 05/04/2024, which Excel took for the 3rd and the 4th of May
  sheet['B3'] = { t: 'n', v: 45415, z: 'dd/mm/yyyy' }
  sheet['B4'] = { t: 'n', v: 45416, z: 'dd/mm/yyyy' }
  sheet['!merges'] = [{ s: { r: 5, c: 0 }, e: { r: 5, c: 8 } }]
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, 'Sổ')
  const fileId = await stage(new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer))
  expect((await desk.ask('intake.readRegister', { fileId })).rows.map((row) => row.arrivalDate)).toEqual(['2024-03-05', '2024-04-05', '2024-05-13', '2024-05-14'])
  const turned = await cellsOf(fileId)
  expect(turned.slice(1).map((row) => row.slice(-2)[0])).toEqual(['Dòng trong sổ', '3', '7'])
  expect((await desk.ask('intake.readRegister', { fileId: await stage(turned, 'đã sửa.xlsx') })).rows.map((row) => row.arrivalDate)).toEqual(['2024-03-05', '2024-05-14'])
})

test('marks of direction and control characters of a hostile sheet reach neither record, tree, sample nor sheet of faults', async () => {
  const hostile = /[\u0000-\u0008\u000e-\u001f\u200e\u200f\u202a-\u202e\u2066-\u2069]/u
  const fileId = await stage([['SỔ 2024'], heads,
    [1, '05/01/2024', 'Huyện\u202e ủy\u0007 Yên Lạc', '15-NQ/HU\u202e', '03/01/2024', '', 'về\u2066 nông thôn\u0001 mới', '', '\u202eghi chú'],
    [2, '05/01/2024', 'Huyện\u202e ủy\u0007 Yên Lạc', '16-NQ/HU\u202e', '35/01/2024', '', 'hỏng\u202e ngày\u0001', '', ''],
  ])
  const dry = await desk.ask('intake.readRegister', { fileId })
  expect(dry.columns.flatMap(({ samples }) => samples)).toContain('Huyện ủy Yên Lạc')
  expect(JSON.stringify(dry)).not.toMatch(hostile)
  const faults = await desk.ask('intake.exportFaults', { fileId })
  const cells = utils.sheet_to_json<string[]>(Object.values(read(faults.bytes).Sheets)[0]!, { header: 1, defval: '' })
  expect(cells.at(-1)).toContain('hỏng ngày')
  expect(cells.flat().join('')).not.toMatch(hostile)
  await desk.ask('intake.importRegister', { fileId, withoutFaulty: true })
  const row = (await list()).rows[0]!
  expect(row).toMatchObject({ numberSymbol: '15-NQ/HU', subject: 'về nông thôn mới', issuingBodyName: 'Huyện ủy Yên Lạc' })
  expect((await desk.ask('registers.getDocument', { id: row.id })).note).toBe('ghi chú')
})

test('what is longer together than a document may hold is told, so that every imported document can be edited', async () => {
  const wide = [...heads, 'Người ký', 'Ký nhận', ...Array.from({ length: 400 }, (_, at) => `Cột ${at}`)]
  const fileId = await stage([['SỔ 2024'], wide,
    [1, '05/01/2024', 'Huyện ủy Yên Lạc', '1-CV/HU', '', '', 'vừa', '', 'g'.repeat(400), 'Phó Trưởng ban Thường trực Ban Chỉ đạo các chương trình mục tiêu quốc gia', 'k'.repeat(80)],
    [2, '05/01/2024', 'Huyện ủy Yên Lạc', '2-CV/HU', '', '', 'dài', '', 'g'.repeat(500), '', 'k'.repeat(80)],
  ])
  const dry = await desk.ask('intake.readRegister', { fileId })
  expect(errorsOf(dry)).toEqual([[], ['TEXT_TOO_LONG']])
  // Columns are told back whole, however many there are.
  await desk.ask('intake.importRegister', { fileId, direction: 'incoming', fields: dry.columns.map(({ field }) => field), withoutFaulty: true })
  const { id, entry, note, signer } = await desk.ask('registers.getDocument', { id: (await list()).rows[0]!.id })
  expect(signer).toMatchObject({ position: 'Phó Trưởng ban Thường trực Ban Chỉ đạo các chương trình mục tiêu quốc gia' })
  await desk.ask('registers.editDocument', { id, basedOn: entry, changes: { note: note!, signer: { position: signer!.position! } } })
})

test('a number that is kept for another document is not taken by a book', async () => {
  await desk.ask('intake.importRegister', { fileId: await stage([['SỔ ĐĂNG KÝ VĂN BẢN ĐI'], outHeads, ['01', 'CV/ĐU', '05/01/2026', 'Công văn về việc mở dãy', 'Bí thư', '']]) })
  const { series } = await desk.ask('registers.listSeries', {})
  const kept = await desk.ask('registers.reserveNumbers', { seriesId: series[0]!.id, count: 2, purpose: 'giấy mời', expiresOn: '2026-03-20' })
  expect(kept).toMatchObject({ numberFrom: 2, numberTo: 3 })
  const fileId = await stage([['SỔ ĐĂNG KÝ VĂN BẢN ĐI'], outHeads, ['03', 'CV/ĐU', '06/01/2026', 'Công văn về việc số đang giữ', 'Bí thư', ''], ['04', 'CV/ĐU', '07/01/2026', 'Công văn về việc số sau', 'Bí thư', '']], 'sổ bổ sung.xlsx')
  expect(errorsOf(await desk.ask('intake.readRegister', { fileId }))).toEqual([['NUMBER_KEPT'], []])
  await desk.ask('registers.releaseReservation', { reservationId: kept.reservationId, reason: 'không họp' })
  expect(await desk.ask('intake.importRegister', { fileId })).toMatchObject({ documents: 2 })
})

test('the sheet of faults says the reason beside each row; mended, it goes in', async () => {
  const fileId = await stage([...incoming, [6, 'nt', 'nt', '21-CV/TU', '', '', '', '', ''], [7, '30/02/2024', 'Tỉnh ủy Phú Thọ', '22-CV/TU', '', '', 'hai lỗi', '', '']])
  const sheet = await desk.ask('intake.exportFaults', { fileId })
  expect(sheet.rows).toBe(2)
  const cells = utils.sheet_to_json<string[]>(Object.values(read(sheet.bytes).Sheets)[0]!, { header: 1, defval: '' })
  const faulty = cells.slice(-2)
  expect(faulty[0]!.slice(0, 4)).toEqual(['6', '09/01/2024', 'Trường Mầm non Hoa Sen', '21-CV/TU'])
  expect(faulty[0]!.at(-1)).toContain('Thiếu trích yếu')
  expect(faulty[1]!.at(-1)).toContain('30/02/2024')
  expect((await desk.ask('intake.exportFaults', { fileId, language: 'en' })).fileName).toMatch(/rows to mend\.xlsx$/)
  await desk.ask('intake.importRegister', { fileId, withoutFaulty: true })
  const mended = cells.map((row) => [...row])
  mended.at(-2)![6] = 'trích yếu bổ sung'
  mended.at(-1)![1] = '28/02/2024'
  expect(await desk.ask('intake.importRegister', { fileId: await stage(mended, 'đã sửa.xlsx') })).toMatchObject({ documents: 2, faulty: 0 })
  expect((await list()).rows.map((row) => `${row.arrivalNumber}${row.arrivalSuffix}`)).toEqual(['1', '2', '4', '4a', '6', '7'])
})

test('a sheet of formulas brings over what it shows, and a cell that begins with = is a text', async () => {
  const book = utils.book_new()
  const sheet = utils.aoa_to_sheet([...incoming.slice(0, 2), [1, '05/01/2024', '=cmd|calc!A0', '1-CV/X', '', '', '', '', '']])
  sheet['G3'] = { t: 's', v: 'kết quả', f: 'CONCATENATE("kết"," quả")' }
  utils.book_append_sheet(book, sheet, 'Sổ')
  await desk.ask('intake.importRegister', { fileId: await stage(new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer)) })
  expect((await list()).rows[0]).toMatchObject({ subject: 'kết quả', issuingBodyName: '=cmd|calc!A0' })
})

test('whatever is imported, withdrawn, registered and cancelled: no number twice, none unexplained but those that the books left out', async () => {
  const row = (number: number) => [number, '05/02/2026', 'Tỉnh ủy Phú Thọ', `${number}-CV/TU`, '', '', `văn bản ${number}`, '', '']
  let file = 0
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(
      fc.record({ do: fc.constant('import' as const), numbers: fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 }) }),
      fc.constant({ do: 'withdraw' as const }),
      fc.constant({ do: 'register' as const }),
      fc.constant({ do: 'cancel' as const }),
    ), { minLength: 1, maxLength: 10 }), async (steps) => {
      await desk.close()
      desk = await openTestOffice({ now: () => Date.parse('2026-03-10T02:00:00Z') })
      const imports: string[] = []
      for (const step of steps) {
        if (step.do === 'import') {
          file += 1
          const made = await desk.call('intake.importRegister', { fileId: await stage([['SỔ'], heads, ...step.numbers.map(row), [100 + file, 'x', '', '', '', '', '', '', '']], `sổ ${file}.xlsx`), withoutFaulty: true })
          if (made.ok) imports.push(made.value.importId)
          else expect(made.error.code).toBe('NOTHING_TO_IMPORT')
        } else if (step.do === 'withdraw') {
          const importId = imports.pop()
          if (importId !== undefined) await desk.ask('intake.withdrawImport', { importId, reason: 'thử', acceptInUse: true })
        } else if (step.do === 'register') {
          const { number } = await desk.ask('registers.nextNumber', {})
          expect(await desk.ask('registers.registerIncoming', { arrivalDate: '2026-03-09', documentTypeId: 'cong-van', numberSymbol: '', issuingBody: { name: 'Tỉnh ủy Phú Thọ' }, subject: 'mới' , channel: 'post' })).toMatchObject({ arrivalNumber: number })
        } else {
          const standing = (await list()).rows.find(({ status }) => status === 'registered')
          if (standing !== undefined) await desk.ask('registers.cancelDocument', { id: standing.id, reason: 'thử' })
        }
      }
      const numbers = (await list({ year: 2026 })).rows.map((one) => one.arrivalNumber!)
      expect(new Set(numbers).size).toBe(numbers.length)
      const report = await desk.ask('registers.gapReport', { registerId: 'den', year: 2026 })
      const explained = report.rows.flatMap(({ numberFrom, numberTo }) => Array.from({ length: numberTo - numberFrom + 1 }, (_, at) => numberFrom + at))
      const standing = (await list({ year: 2026, status: 'registered' })).rows.map((one) => one.arrivalNumber!)
      expect([...standing, ...explained].toSorted((a, b) => a - b)).toEqual(Array.from({ length: report.to }, (_, at) => at + 1))
      expect(await desk.ask('office.verify', {})).toMatchObject({ integrity: true, foreignKeys: true, replayEqual: true })
    }),
    { numRuns: 8 },
  )
})

// Old registers read dry through the office: what would be made of each row and what is wrong, and that nothing is written.
import { utils, write } from '@e965/xlsx'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestOffice } from './open.ts'
import type { TestOffice } from './open.ts'

let desk: TestOffice
beforeEach(async () => { desk = await openTestOffice() })
afterEach(() => desk.close())

const table = [
  ['SỔ ĐĂNG KÝ VĂN BẢN ĐẾN NĂM 2024'],
  ['Số đến', 'Ngày đến', 'Cơ quan ban hành', 'Số, ký hiệu', 'Ngày văn bản', 'Trích yếu nội dung', 'Ghi chú'],
  [1, '05/01/2024', 'Huyện uỷ Yên Lạc', '15-NQ/HU', '03.01.24', 'Nghị quyết về nông thôn mới', ''],
  [2, 'nt', 'HUYỆN ỦY YÊN LẠC', '16-CV/HU', '4-1-2024', 'Công văn mời họp', '=1+1'],
  [2, '08/01/2024', 'Tỉnh ủy Phú Thọ', '20-CV/TU', '45297', '', ''],
  ['Tổng cộng', '', '', '', '', '3 văn bản', ''],
]

async function stage(name: string, bytes: Uint8Array | string): Promise<string> {
  const path = join(desk.folder, name)
  writeFileSync(path, bytes)
  return (await desk.ask('files.stage', { path })).fileId
}

test('an old book is read as an office has it; every fault is told by row and column, and nothing is written', async () => {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet(table), 'Sổ đến')
  const fileId = await stage('sổ đến 2024.xlsx', write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer)
  const before = (await desk.ask('office.verify', {})).journal.entries
  const read = await desk.ask('intake.readRegister', { fileId })
  expect(read).toMatchObject({ sheet: 'Sổ đến', direction: 'incoming', counts: { rows: 3, leftOut: expect.any(Number) as number } })
  expect(read.columns.map((column) => column.field)).toEqual(['arrivalNumber', 'arrivalDate', 'issuingBody', 'numberSymbol', 'issuedDate', 'subject', 'note'])
  expect(read.rows[0]).toMatchObject({ row: 3, arrivalNumber: 1, arrivalDate: '2024-01-05', issuedDate: '2024-01-03', numberSymbol: '15-NQ/HU', documentTypeId: 'nghi-quyet' })
  expect(read.rows[1]).toMatchObject({ row: 4, arrivalDate: '2024-01-05', issuedDate: '2024-01-04' })
  expect(read.rows[2]!.issues.map(({ code }) => code)).toEqual(expect.arrayContaining(['SUBJECT_MISSING', 'NUMBER_TWICE']))
  expect(read.leftOut.map(({ reason }) => reason)).toContain('total')
  expect(read.bodies.find(({ name }) => name.startsWith('Huyện'))).toMatchObject({ count: 2, variants: [{ count: 1 }, { count: 1 }] })
  expect(read.counts.rowsWithErrors).toBeGreaterThanOrEqual(1)

  const second = await desk.ask('intake.readRegister', { fileId, from: 1, limit: 1 })
  expect(second.rows.map(({ row }) => row)).toEqual([4])
  const told = await desk.ask('intake.readRegister', { fileId, fields: ['arrivalNumber', 'arrivalDate', 'issuingBody', 'numberSymbol', 'issuedDate', 'note', null] })
  expect(told.rows[0]).toMatchObject({ note: 'Nghị quyết về nông thôn mới' })
  expect((await desk.ask('office.verify', {})).journal.entries).toBe(before)
})

test('what is no sheet, is damaged, or has no register in it is refused by name', async () => {
  const refused = async (name: string, bytes: Uint8Array | string, input = {}) => {
    const answer = await desk.call('intake.readRegister', { fileId: await stage(name, bytes), ...input })
    return answer.ok ? 'ok' : answer.error.code
  }
  expect(await refused('thư.xlsx', '%PDF-1.7\n1 0 obj\n')).toBe('NOT_A_SHEET')
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet(table), 'Sổ')
  const bytes = write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer
  expect(await refused('cụt.xlsx', bytes.subarray(0, bytes.length / 2))).toBe('FILE_DAMAGED')
  expect(await refused('số.csv', 'a;b\n1;2\n')).toBe('NO_TABLE')
  expect(await refused('sổ.xlsx', bytes, { sheet: 'Khác' })).toBe('SHEET_NOT_FOUND')
  expect(await desk.call('intake.readRegister', { fileId: 'f'.repeat(64) })).toMatchObject({ error: { code: 'FILE_NOT_FOUND' } })
})

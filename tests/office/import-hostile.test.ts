// Old registers that are no registers, or too much of one, brought to the door of the import itself: each is refused with its reason
// and leaves nothing behind; one that is given up leaves nothing either; what is hard but honest goes in whole.
import { read, utils } from '@e965/xlsx'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bookOf, compoundOf, sheetXml, xlsxOf } from '../documents/sheets/books.ts'
import { openTestOffice } from './open.ts'
import type { TestOffice } from './open.ts'

let desk: TestOffice
beforeEach(async () => { desk = await openTestOffice({ now: () => Date.parse('2026-03-10T02:00:00Z') }) })
afterEach(() => desk.close())

const heads = ['Số đến', 'Ngày đến', 'Cơ quan ban hành', 'Số, ký hiệu', 'Ngày văn bản', 'Tên loại', 'Trích yếu nội dung']
const row = (number: number): unknown[] => [number, '05/01/2024', 'Tỉnh ủy Phú Thọ', `${number}-CV/TU`, '04/01/2024', 'Công văn', `về việc thứ ${number}`]

async function stage(bytes: Uint8Array, name: string): Promise<string> {
  const path = join(desk.folder, name)
  writeFileSync(path, bytes)
  return (await desk.ask('files.stage', { path })).fileId
}

const sound = { integrity: true, foreignKeys: true, journal: { ok: true }, replayEqual: true, files: { missing: 0, corrupt: 0 } }

/** What an import would leave: documents, bodies, imports. */
async function standing(): Promise<unknown> {
  const [found, tree, imports] = [await desk.ask('registers.findDocuments', {}), await desk.ask('filing.tree', {}), await desk.ask('intake.listImports', {})]
  return { documents: found.total, bodies: tree.bodies.length, imports: imports.imports.length }
}

describe('is refused with its reason, and leaves nothing', () => {
  const cases: readonly [what: string, name: string, make: () => Uint8Array | Promise<Uint8Array>, code: string][] = [
    ['a zip bomb', 'sổ.xlsx', () => xlsxOf(Buffer.alloc(64 * 1024 * 1024, ' ')), 'FILE_TOO_LARGE'],
    ['a PDF that says it is a workbook', 'sổ.xlsx', () => Buffer.from('%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>'), 'NOT_A_SHEET'],
    ['a program that says it is a workbook', 'sổ.xls', () => Buffer.concat([Buffer.from('MZ'), Buffer.from([0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff]), Buffer.alloc(4000)]), 'NOT_A_SHEET'],
    ['a workbook with a password', 'sổ.xlsx', () => compoundOf({ EncryptedPackage: Buffer.alloc(5000, 7), EncryptionInfo: Buffer.alloc(200) }), 'FILE_LOCKED'],
    ['half a workbook', 'sổ.xlsx', () => { const whole = bookOf([heads, ...Array.from({ length: 300 }, (_, at) => row(at + 1))]); return whole.subarray(0, whole.length * 0.6) }, 'FILE_DAMAGED'],
    ['a sheet without a table', 'sổ.xlsx', () => bookOf([['ghi chú'], ['không có bảng']]), 'NO_TABLE'],
    ['a table without rows', 'sổ.xlsx', () => bookOf([['SỔ ĐĂNG KÝ VĂN BẢN ĐẾN NĂM 2024'], heads]), 'NOTHING_TO_IMPORT'],
  ]
  test.each(cases)('%s', async (_what, name, make, code) => {
    const before = await standing()
    const fileId = await stage(await make(), name)
    expect(await desk.call('intake.importRegister', { fileId })).toMatchObject({ ok: false, error: { code } })
    expect(await standing()).toEqual(before)
    expect(await desk.ask('office.verify', {})).toMatchObject(sound)
  }, 60_000)
})

test('a right book under a wrong extension is what it holds', async () => {
  const fileId = await stage(bookOf([['SỔ ĐĂNG KÝ VĂN BẢN ĐẾN NĂM 2024'], heads, row(1), row(2)], 'biff8'), 'sổ đến.csv')
  expect(await desk.ask('intake.importRegister', { fileId })).toMatchObject({ documents: 2 })
})

test('1,048,576 formatted rows around three documents bring over the three', async () => {
  const cell = (place: string, text: string) => `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`
  const line = (at: number, cells: readonly unknown[]) => `<row r="${at}">${cells.map((one, column) => cell(`${String.fromCharCode(65 + column)}${at}`, String(one))).join('')}</row>`
  const rows = Array.from({ length: 1_048_576 }, (_, at) => `<row r="${at + 1}" s="3" customFormat="1"><c r="A${at + 1}" s="3"/></row>`)
  rows[0] = line(1, ['SỔ ĐĂNG KÝ VĂN BẢN ĐẾN NĂM 2024'])
  rows[1] = line(2, heads)
  for (const [at, number] of [[2, 1], [500, 2], [1_048_575, 3]] as const) rows[at] = line(at + 1, row(number))
  const fileId = await stage(await xlsxOf(sheetXml(rows.join(''))), 'sổ.xlsx')
  expect(await desk.ask('intake.importRegister', { fileId })).toMatchObject({ documents: 3, faulty: 0 })
}, 60_000)

test('given up while it is read or planned it leaves nothing, and the next attempt brings it over', async () => {
  const before = await standing()
  const fileId = await stage(bookOf([['SỔ ĐĂNG KÝ VĂN BẢN ĐẾN NĂM 2024'], heads, ...Array.from({ length: 15_000 }, (_, at) => row(at + 1))]), 'sổ.xlsx')
  // At once, which is while it is read; and after the reading, which a dry run has done already, while it is planned.
  for (const dry of [false, true]) {
    if (dry) await desk.ask('intake.readRegister', { fileId, limit: 1 })
    const importing = desk.call('intake.importRegister', { fileId })
    let id: string | undefined
    for (const until = Date.now() + 20_000; id === undefined && Date.now() < until; await setImmediate()) id = (await desk.ask('office.tasks', {})).tasks.find(({ name }) => name === 'intake.importRegister')?.id
    expect(await desk.ask('office.cancelTask', { id: id! })).toMatchObject({ cancelled: true })
    expect(await importing).toMatchObject({ ok: false, error: { code: 'CANCELLED' } })
    expect(await standing()).toEqual(before)
  }
  expect(await desk.ask('intake.importRegister', { fileId })).toMatchObject({ documents: 15_000 })
}, 120_000)

test('a book in TCVN3 comes in as Unicode, and so does its sheet of faults', async () => {
  const lines = ['Sè ®Õn;Ngµy ®Õn;C¬ quan ban hµnh;Sè, ký hiÖu;TrÝch yÕu néi dung', '1;05/01/2024;TØnh ñy Phó Thä;1-CV/TU;vÒ c«ng t¸c c¸n bé', '2;05/01/2024;TØnh ñy Phó Thä;2-CV/TU;', '3;06/01/2024;TØnh ñy Phó Thä;3-CV/TU;vÒ x©y dùng §¶ng']
  const fileId = await stage(Buffer.from(lines.join('\n'), 'latin1'), 'sổ 2024.csv')
  const { bytes, rows } = await desk.ask('intake.exportFaults', { fileId })
  expect(rows).toBe(1)
  const cells = utils.sheet_to_json<string[]>(Object.values(read(bytes).Sheets)[0]!, { header: 1, defval: '' })
  const faulty = cells.find((one) => one.includes('2-CV/TU'))!
  expect(faulty).toContain('Tỉnh ủy Phú Thọ')
  expect(await desk.ask('intake.importRegister', { fileId, withoutFaulty: true })).toMatchObject({ documents: 2, faulty: 1 })
  expect((await desk.ask('registers.findDocuments', { order: 'number' })).rows.map(({ subject }) => subject)).toEqual(['về công tác cán bộ', 'về xây dựng Đảng'])
  faulty[4] = 'về tuyên giáo'
  expect(await desk.ask('intake.importRegister', { fileId: await stage(bookOf(cells), 'đã sửa.xlsx') })).toMatchObject({ documents: 1, faulty: 0 })
})

test('withdrawn after one of its bodies was merged into another, its documents go and the merge stays', async () => {
  const fileId = await stage(bookOf([['SỔ ĐĂNG KÝ VĂN BẢN ĐẾN NĂM 2024'], heads, row(1), [2, '06/01/2024', 'Trường Mầm non Hoa Sen', '2-BC/MN', '', 'Báo cáo', 'tổng kết']]), 'sổ.xlsx')
  const { importId } = await desk.ask('intake.importRegister', { fileId })
  const { bodies } = await desk.ask('filing.tree', {})
  const [school, committee] = ['Trường Mầm non Hoa Sen', 'Tỉnh ủy Phú Thọ'].map((name) => bodies.find((body) => body.name === name)!)
  await desk.ask('filing.mergeBodies', { id: school!.id, intoId: committee!.id, reason: 'ghi nhầm' })
  expect((await desk.ask('registers.findDocuments', { filters: { issuingBodyId: committee!.id } })).total).toBe(2)
  expect(await desk.ask('intake.withdrawImport', { importId, reason: 'nhầm sổ', acceptInUse: true })).toMatchObject({ documents: 2 })
  expect((await desk.ask('registers.findDocuments', {})).total).toBe(0)
  expect((await desk.ask('filing.tree', {})).bodies.find(({ id }) => id === school!.id)).toMatchObject({ mergedInto: committee!.id })
  // The numbers are free: the book goes in again, its school under the body that it became.
  expect(await desk.ask('intake.importRegister', { fileId })).toMatchObject({ documents: 2, bodies: 0 })
  expect(await desk.ask('office.verify', {})).toMatchObject(sound)
})

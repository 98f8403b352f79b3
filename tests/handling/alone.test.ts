// An archive without accounts, where one clerk keeps everything and names are free words; the slip and the reports that come of it.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readPrint } from '../documents/printed.ts'
import { openDesk } from '../registers/desk.ts'
import type { Desk, Value } from '../registers/desk.ts'
import { inAllFormats, printed } from '../registers/prints.ts'
import { hire } from './crew.ts'

let desk: Desk
beforeEach(() => { desk = openDesk() })
afterEach(() => desk.close())

const register = (number: number, fields: object = {}): string => desk.register({ numberSymbol: `${number}-CV/TU`, issuedDate: '2026-03-05', ...fields }).id
const give = (documentId: string, name: string, more: object = {}): string => desk.ok('handling.distribute', { documentId, to: [{ name, role: 'lead' }], ...more }).assignmentIds[0]

test('one clerk alone hands out by name, notes everything, and has all work as theirs', () => {
  const documentId = register(15)
  const id = give(documentId, 'Đồng chí phụ trách tổ chức', { direction: 'Tham mưu trả lời', onBehalfOf: { name: 'Bí thư Đảng ủy' } })
  desk.ok('handling.accept', { assignmentId: id })
  expect(desk.ok('handling.getCourse', { documentId }).events).toMatchObject([
    { kind: 'directed', by: { id: null, name: 'Bí thư Đảng ủy' }, notedBy: null }, { kind: 'distributed', to: { kind: 'name', name: 'Đồng chí phụ trách tổ chức' } }, { kind: 'accepted', by: { id: 'local' }, notedBy: null },
  ])
  for (const scope of ['mine', 'unit', 'given-by-me', 'all']) expect(desk.ok('handling.listBoard', { scope }).rows).toMatchObject([{ id }])
  desk.ok('handling.complete', { assignmentId: id })
  expect(desk.ok('handling.listBoard', { when: 'done' })).toMatchObject({ rows: [{ id, state: 'completed' }], counts: { open: 0, done: 1 } })
})

test('a board narrows to who issued the document, and to one day; a cursor of another tab is refused', () => {
  const other = register(16, { issuingBody: { name: 'Ban Tổ chức Tỉnh ủy Phú Thọ' } })
  give(register(15), 'Văn phòng')
  give(other, 'Văn phòng')
  const bodyId = desk.ok('registers.getDocument', { id: other }).issuingBodyId
  expect(desk.ok('handling.listBoard', { bodyId }).rows).toMatchObject([{ documentId: other }])
  expect(desk.ok('handling.listBoard', { day: '2026-03-20' }).rows).toEqual([])
  give(register(17), 'Văn phòng', { dueDate: '2026-03-20' })
  expect(desk.ok('handling.listBoard', { day: '2026-03-20' }).rows).toMatchObject([{ dueDate: '2026-03-20' }])
  const { next } = desk.ok('handling.listBoard', { limit: 1 })
  expect(desk.refusal('handling.listBoard', { when: 'waiting', after: next }).code).toBe('CURSOR_INVALID')
  expect(desk.refusal('handling.listDueDays', { from: '2026-01-01', to: '2028-01-01' }).code).toBe('RANGE_TOO_LONG')
})

describe('phiếu giải quyết văn bản đến', () => {
  const slip = async (documentId: string) => await printed(desk, 'handling.printRoutingSlip', { documentId })

  test('has its three parts, dotted, before anything was noted', async () => {
    const { words, value } = await slip(register(15))
    for (const said of ['PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN', '15-CV/TU, ngày 05/03/2026', 'Ý kiến của lãnh đạo cơ quan, tổ chức:', 'Ý kiến của lãnh đạo đơn vị:', 'Ý kiến đề xuất của người giải quyết:', 'Giao chủ trì:', 'Thời hạn giải quyết:']) expect(words).toContain(said)
    expect(value).toMatchObject({ pages: 1, mediaType: 'application/pdf', fileName: 'Phiếu giải quyết văn bản đến 1-2026.pdf' })
  })

  test('is filled as far as the document has come, each part with its own', async () => {
    const documentId = register(15)
    const id = give(documentId, 'Ban Xây dựng Đảng', { direction: 'Giao tham mưu trả lời', onBehalfOf: { name: 'Bí thư Đảng ủy' }, dueDate: '2026-03-20' })
    desk.ok('handling.passOn', { assignmentId: id, to: [{ name: 'Chuyên viên tổng hợp', role: 'lead' }], direction: 'Soạn công văn', dueDate: '2026-03-18' })
    desk.ok('handling.reportProgress', { assignmentId: id, text: 'Đề xuất trả lời bằng công văn' })
    const { words, value } = await slip(documentId)
    const at = (said: string): number => { const found = words.indexOf(said); expect([said, found >= 0]).toEqual([said, true]); return found }
    const places = [
      'Ý kiến của lãnh đạo cơ quan', 'Giao tham mưu trả lời', 'Bí thư Đảng ủy, ngày 10/03/2026', 'Ban Xây dựng Đảng', '20/03/2026',
      'Ý kiến của lãnh đạo đơn vị', 'Soạn công văn', 'Chuyên viên tổng hợp', '18/03/2026', 'Ý kiến đề xuất của người giải quyết', 'Đề xuất trả lời bằng công văn',
    ].map(at)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect((await readPrint(value.bytes))[0]!.lines.map(({ text }) => text).join(' ')).toContain('Trang 1/1')
  })

  test('a Tuyệt mật document keeps its subject and what was said of it, and is refused to who may not read it', async () => {
    const documentId = register(15, { subjectAllowedBy: 'Bí thư', secrecy: 'tuyet-mat', subject: 'về phương án đặc biệt' })
    const id = give(documentId, 'Ban Chỉ huy Quân sự', { direction: 'Chuẩn bị nội dung diễn tập' })
    desk.ok('handling.reportProgress', { assignmentId: id, text: 'Đã chọn địa điểm' })
    const kept = (await slip(documentId)).words
    for (const said of ['phương án đặc biệt', 'diễn tập', 'địa điểm']) expect(kept).not.toContain(said)
    expect(kept).toContain('Ban Chỉ huy Quân sự')
    const allowed = (await printed(desk, 'handling.printRoutingSlip', { documentId, withTopSecretSubjects: true })).words
    for (const said of ['phương án đặc biệt', 'diễn tập', 'địa điểm']) expect(allowed).toContain(said)
    hire(desk)
    desk.as({ id: 'other', levels: ['none'] })
    expect(await desk.task('handling.printRoutingSlip', { documentId })).toMatchObject({ error: { code: 'DOCUMENT_NOT_FOUND' } })
  })
})

describe('VI.V.2: reports on handling tell one truth', () => {
  test('done in time, late, open and overdue, by who leads and by month, on screen and in every format; the list of documents says the same', async () => {
    const [inTime, late, open] = [register(1), register(2), register(3)]
    register(4)
    desk.ok('handling.complete', { assignmentId: give(inTime, 'Ban Xây dựng Đảng', { dueDate: '2026-03-20' }) })
    const second = give(late, 'Ban Xây dựng Đảng', { dueDate: '2026-03-11' })
    give(open, 'Ủy ban Kiểm tra', { dueDate: '2026-03-11' })
    desk.setClock('2026-03-13T02:00:00Z')
    desk.ok('handling.complete', { assignmentId: second })
    const input = { from: '2026-03-01', to: '2026-03-31', by: 'unit' }
    const report = desk.ok('handling.report', input)
    expect(report.lines.map(({ cells }: Value) => [cells.name, cells.received, cells.inTime, cells.late, cells.noTerm, cells.open, cells.overdue, cells.rate])).toEqual([
      ['Ban Xây dựng Đảng', 2, 1, 1, 0, 0, 0, '50,0'], ['Ủy ban Kiểm tra', 1, 0, 0, 0, 1, 1, ''], ['Chưa giao', 1, 0, 0, 0, 1, 0, ''],
    ])
    expect(report.totals.cells).toMatchObject({ received: 4, inTime: 1, late: 1, open: 2, overdue: 1, rate: '50,0' })
    expect(desk.ok('handling.report', { ...input, by: 'period' }).lines).toMatchObject([{ cells: { name: 'Tháng 3 năm 2026', received: 4 } }])
    for (const { words } of await inAllFormats(desk, 'handling.printReport', input)) for (const said of ['THỐNG KÊ GIẢI QUYẾT VĂN BẢN ĐẾN', 'Theo đơn vị chủ trì', 'Ban Xây dựng Đảng', 'Chưa giao', '50,0']) expect(words).toContain(said)
    const list = desk.ok('registers.report', { kind: 'handling-incoming' })
    expect(list.lines.map(({ cells }: Value) => [cells.toPlaces, cells.dueDate, cells.progress])).toEqual([
      ['Ban Xây dựng Đảng', '20/03/2026', 'Đã giải quyết ngày 10/03/2026, đúng hạn'], ['Ban Xây dựng Đảng', '11/03/2026', 'Đã giải quyết ngày 13/03/2026, quá hạn 2 ngày'],
      ['Ủy ban Kiểm tra', '11/03/2026', 'Đang giải quyết; quá hạn 2 ngày'], ['', '', 'Chưa trả lời; không có thời hạn'],
    ])
    expect(list.closing[0]).toContain('giải quyết đúng hạn 1; giải quyết quá hạn 1; giải quyết, không hạn 0; quá hạn, chưa giải quyết 1')
    expect(desk.refusal('handling.report', { from: '2026-04-01', to: '2026-03-01' }).code).toBe('RANGE_REVERSED')
  })

  test('two persons of one name are two persons', () => {
    hire(desk, { an1: { name: 'Nguyễn Văn An', roles: ['specialist'] }, an2: { name: 'Nguyễn Văn An', roles: ['specialist'] } })
    for (const [at, accountId] of ['an1', 'an2', 'an2', 'other'].entries()) desk.ok('handling.distribute', { documentId: register(at + 1), to: [{ accountId, role: 'lead' }] })
    expect(desk.ok('handling.report', { from: '2026-03-01', to: '2026-03-31', by: 'person' }).lines.map(({ cells }: Value) => [cells.name, cells.received])).toEqual([
      ['Chuyên viên Kiểm tra', 1], ['Nguyễn Văn An (an1)', 1], ['Nguyễn Văn An (an2)', 2],
    ])
  })
})

// Reports on handling (V.2, V.4) and the list of record copies, from what is noted: due dates, answers, sendings, recalls, uses.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { handlingOf, handlingWords } from '../../src-main/registers/reports/rules.ts'
import { loadRulebook } from '../../src-main/rulebook/load.ts'
import { columnOf, readPrint, solid } from '../documents/printed.ts'
import { openDesk, resources } from './desk.ts'
import type { Desk, Value } from './desk.ts'
import { inAllFormats } from './prints.ts'

let desk: Desk
beforeEach(() => {
  desk = openDesk()
  desk.ok('registers.openPeriod', { period: 'term', from: '2025-08-01', name: 'Nhiệm kỳ 2025–2030' })
})
afterEach(() => desk.close())

const report = (kind: string, input: Value = {}): Value => desk.ok('registers.report', { kind, ...input })
const cells = ({ lines }: Value, key: string): string[] => lines.map((line: Value) => line.cells[key])
const issue = (fields: Value = {}): Value => desk.ok('registers.issueOutgoing', { documentTypeId: 'cong-van', subject: 'về trả lời', issuedDate: '2026-03-10', signer: { name: 'Chánh Văn phòng' }, ...fields })

test.each([
  [{ returned: false, dueDate: '2026-03-10', answeredOn: '2026-03-10' }, 'answered-in-time', 'Đã trả lời ngày 10/03/2026, đúng hạn'],
  [{ returned: false, dueDate: '2026-03-08', answeredOn: '2026-03-10' }, 'answered-late', 'Đã trả lời ngày 10/03/2026, quá hạn 2 ngày'],
  [{ returned: true, dueDate: null, answeredOn: '2026-03-10' }, 'answered', 'Đã trả lời ngày 10/03/2026'],
  [{ returned: true, dueDate: '2026-03-01', answeredOn: null }, 'returned', 'Đã trả lại nơi gửi'],
  [{ returned: false, dueDate: null, answeredOn: null }, 'no-due-date', 'Chưa trả lời; không có thời hạn'],
  [{ returned: false, dueDate: '2026-03-09', answeredOn: null }, 'overdue', 'Chưa trả lời; quá hạn 1 ngày'],
  [{ returned: false, dueDate: '2026-03-10', answeredOn: null }, 'not-due', 'Chưa trả lời; hạn hôm nay'],
  [{ returned: false, dueDate: '2026-03-15', answeredOn: null }, 'not-due', 'Chưa trả lời; còn 5 ngày'],
])('%o on 10/03/2026 is %s', (handled, handling, words) => {
  expect([handlingOf(handled, '2026-03-10'), handlingWords(handled, '2026-03-10')]).toEqual([handling, words])
})

test('VI.V.2: the report on handling of incoming documents tells each with its due date, progress and answer, and prints in the columns of the form', async () => {
  const asked = desk.register({ numberSymbol: '15-CV/TU', issuedDate: '2026-03-01', arrivalDate: '2026-03-02', subject: 'về báo cáo', dueDate: '2026-03-12', toPlaces: 'Văn phòng' })
  desk.register({ numberSymbol: '16-CV/TU', arrivalDate: '2026-03-03', dueDate: '2026-03-05' })
  const wrong = desk.register({ numberSymbol: '17-CV/TU' })
  desk.ok('registers.cancelDocument', { id: wrong.id, reason: 'vào nhầm' })
  desk.register({ numberSymbol: '1-CV/TU', arrivalDate: '2026-02-03' })
  const draft = desk.ok('registers.draftOutgoing', { documentTypeId: 'cong-van', subject: 'đang soạn', inReplyTo: [asked.id] })
  expect(cells(report('handling-incoming'), 'progress')).toEqual(['Chưa trả lời; còn 2 ngày', 'Chưa trả lời; quá hạn 5 ngày'])
  desk.ok('registers.cancelDocument', { id: draft.id, reason: 'soạn lại' })
  issue({ inReplyTo: [asked.id] })
  const shown = report('handling-incoming')
  expect([cells(shown, 'progress')[0], cells(shown, 'answer')]).toEqual(['Đã trả lời ngày 10/03/2026, đúng hạn', ['01-CV/ĐU', '']])
  expect(shown.closing[0]).toBe('Tổng số 2 văn bản: giải quyết đúng hạn 1; giải quyết quá hạn 0; giải quyết, không hạn 0; quá hạn, chưa giải quyết 1; chưa đến hạn 0; không có thời hạn 0; đã trả lại 0.')
  const form = loadRulebook(`${resources}/rulebook`).tableForm('bao-cao-giai-quyet-van-ban-den', '2026-03-10')!
  const files = await inAllFormats(desk, 'registers.printReport', { kind: 'handling-incoming' })
  const [page] = await readPrint(files[0]!.value.bytes)
  let left = form.page.marginsMm.left
  const expected: Value = { arrivalNumber: '1', document: '15-CV/TU, ngày 01/03/2026, Tỉnh ủy Phú Thọ, Công văn: về báo cáo', toPlaces: 'Văn phòng', dueDate: '12/03/2026', progress: 'đúng hạn', answer: '01-CV/ĐU' }
  for (const { key, widthMm, heading } of form.columns) {
    const column = columnOf(page!, left, left + widthMm, 0, page!.height)
    expect([key, column.includes(solid(heading)), column.includes(solid(expected[key] ?? ''))]).toEqual([key, true, true])
    left += widthMm
  }
  for (const { words } of files) for (const said of ['TÌNH HÌNH GIẢI QUYẾT VĂN BẢN ĐẾN', 'Tháng 3 năm 2026', 'Tổng số 2 văn bản', '16-CV/TU']) expect(words).toContain(said)
})

test('VI.V.4: the report on handling of outgoing documents tells state, sendings, receipts, recall and what each answers, and prints in its form', async () => {
  const asked = desk.register({ numberSymbol: '15-CV/TU' })
  const answer = issue({ inReplyTo: [asked.id], recipients: [{ unit: 'Các chi bộ' }] })
  const { ids } = desk.ok('registers.noteDispatch', { documentId: answer.id, to: ['Tỉnh ủy Phú Thọ', 'Các chi bộ'], channel: 'post' })
  desk.ok('registers.noteReceipt', { id: ids[0], receivedBy: 'Văn thư' })
  const back = issue({ subject: 'về mời họp', recipients: [{ unit: 'Các chi bộ' }] })
  desk.ok('registers.recallOutgoing', { id: back.id, reason: 'đổi ngày' })
  desk.ok('registers.draftOutgoing', { documentTypeId: 'ke-hoach', subject: 'đang soạn' })
  const shown = report('handling-outgoing', { span: 'quarter' })
  expect(new Set(cells(shown, 'progress'))).toEqual(new Set(['Đang dự thảo', 'Đã phát hành; gửi 2 nơi, 1 nơi đã ký nhận', 'Đã thu hồi; 0/1 nơi trả lời về việc thu hồi']))
  expect(cells(shown, 'note')).toContain('Trả lời: 15-CV/TU')
  expect(shown.closing[0]).toBe('Tổng số 3 văn bản: đang dự thảo 1; đã phát hành 1; đã thu hồi 1.')
  for (const { words } of await inAllFormats(desk, 'registers.printReport', { kind: 'handling-outgoing', span: 'quarter' })) {
    for (const said of ['TÌNH HÌNH GIẢI QUYẾT VĂN BẢN ĐI', 'Quý 1 năm 2026', '01-CV/ĐU', 'Công văn: về trả lời', 'gửi 2 nơi, 1 nơi đã ký nhận', 'Trả lời: 15-CV/TU']) expect(words).toContain(said)
  }
})

test('record copies are listed with where they are kept and who has one now; Tuyệt mật keeps its subject', async () => {
  const kept = issue({ recordCopyHolder: 'Văn phòng' })
  issue({ subject: 'về phương án tác chiến', subjectAllowedBy: 'Bí thư', secrecy: 'tuyet-mat' })
  desk.ok('registers.draftOutgoing', { documentTypeId: 'ke-hoach', subject: 'đang soạn' })
  const { id } = desk.ok('registers.noteRecordCopyUse', { documentId: kept.id, user: 'Chuyên viên tổng hợp', purpose: 'đối chiếu' })
  expect(cells(report('record-copies'), 'progress')).toEqual(['Chuyên viên tổng hợp sử dụng từ 10/03/2026', 'Đang lưu'])
  expect(report('record-copies').closing).toEqual(['Tổng số 2 bản lưu; đang có người sử dụng 1.'])
  for (const { words } of await inAllFormats(desk, 'registers.printReport', { kind: 'record-copies', span: 'year' })) {
    expect(words).toContain('DANH SÁCH BẢN LƯU VĂN BẢN ĐI')
    expect(words).not.toContain('tác chiến')
  }
  desk.ok('registers.returnRecordCopy', { id })
  expect(cells(report('record-copies'), 'progress')).toEqual(['Đang lưu', 'Đang lưu'])
  expect(report('record-copies', { day: '2025-03-01' })).toMatchObject({ lines: [], documents: 0 })
})

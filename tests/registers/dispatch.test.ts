// Sendings and uses of record copies at the contract, and the books that are printed of them, held against their forms.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadRulebook } from '../../src-main/rulebook/load.ts'
import { columnOf, readPrint, solid } from '../documents/printed.ts'
import { openDesk, resources } from './desk.ts'
import type { Desk, Value } from './desk.ts'
import { inAllFormats, printed, sheetRows } from './prints.ts'

let desk: Desk
let outgoing: Value
let incoming: Value
beforeEach(() => {
  desk = openDesk()
  desk.ok('registers.openPeriod', { period: 'term', from: '2025-08-01', name: 'Nhiệm kỳ 2025–2030' })
  outgoing = desk.ok('registers.issueOutgoing', { documentTypeId: 'nghi-quyet', subject: 'về chuyển đổi số', issuedDate: '2026-03-09', signer: { name: 'Bí thư Đảng ủy' }, recordCopyHolder: 'Văn phòng' })
  incoming = desk.register({ numberSymbol: '15-NQ/TU', subject: 'về nông thôn mới' })
})
afterEach(() => desk.close())

const send = (fields: Value = {}): Value => desk.ok('registers.noteDispatch', { documentId: outgoing.id, to: ['Tỉnh ủy Phú Thọ'], channel: 'post', ...fields })
const use = (fields: Value = {}): Value => desk.ok('registers.noteRecordCopyUse', { documentId: outgoing.id, user: 'Chuyên viên tổng hợp', purpose: 'đối chiếu', permittedBy: 'Chánh Văn phòng', ...fields })

/** Values stand in the columns of the form on paper, and in its order in a sheet. */
async function heldAgainst(ledger: string, formId: string, expected: Record<string, string>): Promise<void> {
  const form = loadRulebook(`${resources}/rulebook`).registerForm(formId, '2026-03-10')!
  const [pdf, xlsx, docx] = await inAllFormats(desk, 'registers.printLedger', { ledger, withCover: false })
  const [page] = await readPrint(pdf!.value.bytes)
  let left = form.page.marginsMm.left
  const columns: string[] = []
  for (const { key, widthMm, heading } of form.columns) {
    const column = columnOf(page!, left, left + widthMm, 0, page!.height)
    expect(column).toContain(solid(heading))
    expect([key, column.includes(solid(expected[key] ?? ''))]).toEqual([key, true])
    columns.push(expected[key] ?? '')
    left += widthMm
  }
  const known = Object.values(expected)[0]!
  const row = sheetRows(xlsx!.value.bytes).find((cells) => known === cells[form.columns.findIndex(({ key }) => expected[key] === known)])!
  expect(form.columns.map((_column, at) => row[at] ?? '')).toEqual(columns)
  for (const cell of columns) expect(docx!.words).toContain(cell)
}

describe('sendings', () => {
  test('are noted for each recipient, with envelopes and receipt, and told with the document', () => {
    const { ids } = send({ to: ['Tỉnh ủy Phú Thọ', 'Ủy ban nhân dân xã', 'Tỉnh ủy Phú Thọ'], envelopes: 1, envelopeNumber: '31', copies: 2 })
    expect(ids).toHaveLength(2)
    desk.ok('registers.noteReceipt', { id: ids[1], receivedBy: 'Văn thư Ủy ban nhân dân' })
    expect(desk.ok('registers.dispatchOf', { documentId: outgoing.id }).dispatches).toMatchObject([
      { to: 'Tỉnh ủy Phú Thọ', channel: 'post', date: '2026-03-10', envelopes: 1, envelopeNumber: '31', copies: 2, receivedBy: null },
      { to: 'Ủy ban nhân dân xã', receivedBy: 'Văn thư Ủy ban nhân dân', receivedDate: '2026-03-10' },
    ])
    expect(desk.ok('registers.documentHistory', { id: outgoing.id }).entries.map((one: Value) => one.command)).toContain('registers.noteReceipt')
  })

  test('stand once for each receiver, however a name is written: a paper in hand is not handed over again, a sending not noted twice', () => {
    const again = (fields: Value) => desk.refusal('registers.noteDispatch', { documentId: outgoing.id, to: ['x'], channel: 'post', ...fields })
    expect(send({ to: ['Tỉnh ủy Phú Thọ', 'tỉnh uỷ  Phú Thọ.', 'Các chi bộ'] }).ids).toHaveLength(2)
    expect(again({ to: ['Ban Tổ chức', 'TỈNH ỦY PHÚ THỌ'] })).toEqual({ code: 'ALREADY_SENT', params: { id: outgoing.id, name: 'Tỉnh ủy Phú Thọ', date: '2026-03-10' } })
    // In another way, or on another day, it may go once more.
    const [id] = send({ channel: 'direct' }).ids
    expect(again({ to: ['Tỉnh ủy Phú Thọ'], channel: 'direct' })).toEqual({ code: 'ALREADY_HANDED', params: { id: outgoing.id, name: 'Tỉnh ủy Phú Thọ', date: '2026-03-10' } })
    desk.setClock('2026-03-11T02:00:00Z')
    send()
    expect(again({ to: ['Tỉnh ủy Phú Thọ'], channel: 'direct' }).code).toBe('ALREADY_HANDED')
    expect(desk.refusal('registers.handOver', { to: { name: 'tỉnh ủy phú thọ' }, documentIds: [outgoing.id] }).code).toBe('ALREADY_HANDED')
    desk.ok('registers.notePaperReturned', { ids: [id] })
    send({ channel: 'direct' })
    expect(desk.ok('registers.dispatchOf', { documentId: outgoing.id }).dispatches.filter(({ to, state }: Value) => to === 'Tỉnh ủy Phú Thọ' && state === 'waiting')).toHaveLength(3)
  })

  test('are refused for drafts, cancelled documents, and days that cannot be', () => {
    const refused = (fields: Value) => desk.refusal('registers.noteDispatch', { documentId: outgoing.id, to: ['x'], channel: 'post', ...fields })
    expect(refused({ documentId: 'x' }).code).toBe('DOCUMENT_NOT_FOUND')
    expect(refused({ documentId: desk.ok('registers.draftOutgoing', { documentTypeId: 'cong-van', subject: 'x' }).id }).code).toBe('DOCUMENT_NOT_ISSUED')
    expect(refused({ date: '2026-03-11' })).toMatchObject({ code: 'NOTED_IN_FUTURE', params: { today: '2026-03-10' } })
    expect(refused({ date: '2026-03-08' })).toMatchObject({ code: 'NOTED_BEFORE_DOCUMENT', params: { documentDate: '2026-03-09' } })
    expect(refused({ receivedBy: 'x', receivedDate: '2026-03-09' })).toMatchObject({ code: 'RECEIVED_BEFORE_SENT', params: { sentDate: '2026-03-10' } })
    const [id] = send().ids
    desk.ok('registers.strikeDispatch', { id, reason: 'ghi nhầm' })
    expect(desk.refusal('registers.noteReceipt', { id, receivedBy: 'x' }).code).toBe('ENTRY_STRUCK')
    expect(desk.refusal('registers.noteReceipt', { id: 'x', receivedBy: 'x' }).code).toBe('DISPATCH_NOT_FOUND')
    desk.ok('registers.cancelDocument', { id: outgoing.id, reason: 'ký nhầm' })
    expect(refused({}).code).toBe('DOCUMENT_CANCELLED')
  })

  test('by post stand in the postal book, in the columns of Phụ lục IV, Mục III; others in the transfer book', async () => {
    const { ids } = send({ envelopes: 2, envelopeNumber: '31', receivedBy: 'Bưu tá' })
    await heldAgainst('postal', 'so-gui-van-ban-di-buu-dien', { numberSymbol: '01-NQ/ĐU', transferDate: '10/03/2026', toPlaces: 'Tỉnh ủy Phú Thọ', envelopes: '2', receipt: 'Bưu tá; 10/03/2026', note: 'Số bì 31' })
    expect((await printed(desk, 'registers.printLedger', { ledger: 'transfer' })).words).not.toContain('01-NQ/ĐU')
    send({ documentId: incoming.id, channel: 'direct', to: ['Ban Xây dựng Đảng'], receivedBy: 'Trưởng ban' })
    await heldAgainst('transfer', 'so-chuyen-giao-van-ban', { numberSymbol: '15-NQ/TU', transferDate: '10/03/2026', arrivalNumber: '1', toPlaces: 'Ban Xây dựng Đảng', receipt: 'Trưởng ban; 10/03/2026' })
    desk.ok('registers.strikeDispatch', { id: ids[0], reason: 'ghi nhầm bì' })
    expect((await printed(desk, 'registers.printLedger', { ledger: 'postal' })).words).toContain('Đã gạch: ghi nhầm bì')
  })

  test('fill the day and the receipt in the registers', async () => {
    send({ documentId: incoming.id, channel: 'direct', to: ['Ban Xây dựng Đảng'], receivedBy: 'Trưởng ban', date: '2026-03-10' })
    const file = await printed(desk, 'registers.printRegister', { withCover: false, format: 'xlsx' })
    const row = sheetRows(file.value.bytes).find((cells) => cells.includes('15-NQ/TU'))!
    expect(row.slice(7, 9)).toEqual(['10/03/2026', 'Trưởng ban'])
  })
})

describe('record copies', () => {
  test('are noted when they are used and when they come back, and print in the columns of Phụ lục IV, Mục IV', async () => {
    const { id } = use()
    desk.setClock('2026-03-12T02:00:00Z')
    expect(desk.refusal('registers.returnRecordCopy', { id, date: '2026-03-09' }).code).toBe('RECEIVED_BEFORE_SENT')
    desk.ok('registers.returnRecordCopy', { id })
    expect(desk.refusal('registers.returnRecordCopy', { id }).code).toBe('RECORD_COPY_RETURNED')
    expect(desk.ok('registers.dispatchOf', { documentId: outgoing.id }).uses).toMatchObject([{ user: 'Chuyên viên tổng hợp', date: '2026-03-10', returnDate: '2026-03-12' }])
    await heldAgainst('record-copy-use', 'so-su-dung-ban-luu', {
      user: 'Chuyên viên tổng hợp', useDate: '10/03/2026', numberSymbolDate: '01-NQ/ĐU; 09/03/2026', typeAndSubject: 'Nghị quyết: về chuyển đổi số', returnDate: '12/03/2026', permittedBy: 'Chánh Văn phòng', note: 'đối chiếu',
    })
  })

  test('belong to outgoing documents that are out', () => {
    const refused = (fields: Value) => desk.refusal('registers.noteRecordCopyUse', { documentId: outgoing.id, user: 'x', purpose: 'x', ...fields }).code
    expect(refused({ documentId: incoming.id })).toBe('DOCUMENT_NOT_OUTGOING')
    expect(refused({ documentId: desk.ok('registers.draftOutgoing', { documentTypeId: 'cong-van', subject: 'x' }).id })).toBe('DOCUMENT_NOT_ISSUED')
    const { id } = use()
    desk.ok('registers.strikeRecordCopyUse', { id, reason: 'ghi nhầm' })
    expect(desk.refusal('registers.strikeRecordCopyUse', { id, reason: 'nữa' }).code).toBe('ENTRY_STRUCK')
    expect(desk.refusal('registers.returnRecordCopy', { id: 'x' }).code).toBe('USE_NOT_FOUND')
  })
})

test('the book of copies names each copy with what was copied; of a year without entries a book says so; Tuyệt mật keeps its subject', async () => {
  desk.ok('registers.makeCopy', { documentId: incoming.id, kind: 'trich-sao', extract: 'Mục II', copies: 3, recipients: ['Các chi bộ'], signer: { name: 'Chánh Văn phòng' } })
  await heldAgainst('copies', 'so-dang-ky-ban-sao', {
    numberSymbol: '01-BS/ĐU', copyDate: '10/03/2026', form: 'Trích sao', document: '15-NQ/TU; Tỉnh ủy Phú Thọ; Công văn: về nông thôn mới; Trích: Mục II', copies: '3', toPlaces: 'Các chi bộ', signer: 'Chánh Văn phòng',
  })
  const empty = await printed(desk, 'registers.printLedger', { ledger: 'copies', year: 2025 })
  expect([empty.value.fileName, empty.words.includes('Không có văn bản nào')]).toEqual(['Sổ đăng ký bản sao 2025.pdf', true])
  const secret = desk.register({ subject: 'về phương án tác chiến', subjectAllowedBy: 'Bí thư', secrecy: 'tuyet-mat' })
  desk.ok('registers.makeCopy', { documentId: secret.id, kind: 'sao-y', signer: { name: 'Chánh Văn phòng' } })
  for (const { words } of await inAllFormats(desk, 'registers.printLedger', { ledger: 'copies' })) expect(words).not.toContain('tác chiến')
  expect((await printed(desk, 'registers.printLedger', { ledger: 'copies', withTopSecretSubjects: true })).words).toContain('tác chiến')
  expect(await desk.task('registers.printLedger', { ledger: 'postal', from: '2026-03-02', to: '2026-03-01' })).toMatchObject({ error: { code: 'RANGE_REVERSED' } })
})

// Copies at the contract: sao y, sao lục, trích sao, their numbers by the rules of the Party and the state, and the page that is printed.
import { sql } from '../../src-main/archive/sql.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ok } from '../../src-main/contract/result.ts'
import { readPrint } from '../documents/printed.ts'
import { openDesk } from './desk.ts'
import type { Desk, Value } from './desk.ts'
import { printed } from './prints.ts'

let desk: Desk
let documentId = ''
beforeEach(() => {
  desk = openDesk()
  desk.ok('registers.openPeriod', { period: 'term', from: '2025-08-01', name: 'Nhiệm kỳ 2025–2030' })
  documentId = desk.register({ documentTypeId: 'nghi-quyet', numberSymbol: '15-NQ/TU', issuedDate: '2026-03-01', subject: 'về nông thôn mới', arrivalDate: '2026-03-02' }).id
})
afterEach(() => desk.close())

const signer = { name: 'Chánh Văn phòng', position: 'Chánh Văn phòng', authority: 'tl', onBehalfOf: 'Ban Thường vụ' }
const copy = (fields: Value = {}): Value => desk.ok('registers.makeCopy', { documentId, kind: 'sao-y', signer, ...fields })
const refused = (fields: Value = {}): Value => desk.refusal('registers.makeCopy', { documentId, kind: 'sao-y', signer, ...fields })

describe('numbers of copies', () => {
  test('run in one series for all kinds, with the symbol BS, apart from those of documents', () => {
    const first = copy({ copies: 12, recipients: ['Các chi bộ', 'Ủy ban nhân dân xã'] })
    expect(first).toMatchObject({ number: 1, numberSymbol: '01-BS/ĐU' })
    expect(copy({ kind: 'sao-luc' }).numberSymbol).toBe('02-BS/ĐU')
    expect(copy({ kind: 'trich-sao', extract: 'Mục II, điểm 3' }).numberSymbol).toBe('03-BS/ĐU')
    expect(desk.ok('registers.issueOutgoing', { documentTypeId: 'nghi-quyet', subject: 'về y tế', issuedDate: '2026-03-10', signer }).numberSymbol).toBe('01-NQ/ĐU')
    const { copies, next } = desk.ok('registers.copiesOf', { documentId })
    expect(next).toBe('04-BS/ĐU')
    expect(copies.map((one: Value) => [one.numberSymbol, one.kind])).toEqual([['03-BS/ĐU', 'trich-sao'], ['02-BS/ĐU', 'sao-luc'], ['01-BS/ĐU', 'sao-y']])
    expect(copies[2]).toMatchObject({ date: '2026-03-10', copies: 12, recipients: 'Các chi bộ; Ủy ban nhân dân xã', signer: 'Chánh Văn phòng Chánh Văn phòng', struckReason: null })
  })

  test('begin anew with a term; an earlier day or a closed term needs a reason', () => {
    copy()
    expect(refused({ date: '2026-03-09' })).toMatchObject({ code: 'NUMBER_BACKDATED', params: { number: 2, lastNumber: 1, lastDate: '2026-03-10' } })
    expect(copy({ date: '2026-03-09', lateReason: 'sao hôm trước' }).number).toBe(2)
    desk.ok('registers.openPeriod', { period: 'term', from: '2026-03-05', name: 'Nhiệm kỳ sau' })
    expect(copy().numberSymbol).toBe('01-BS/ĐU')
    expect(refused({ date: '2026-03-04' }).code).toBe('PERIOD_CLOSED')
  })

  test('of an office of the state bear SY, SL and TrS and run by the year', () => {
    const state = openDesk({ setUp: false })
    state.archive.journal.transact({ command: 'office.setUp', actor: 'local' }, (tx) => {
      tx.append([{ table: 'office', id: 'office', set: { name: 'Ủy ban nhân dân xã Tam Hồng', parent_name: '', level: 'commune', symbol_suffix: 'UBND', place: 'Tam Hồng', is_sample: 0, set_up_at: '2026-03-10T02:00:00.000Z' } }])
      tx.append([{ table: 'register', id: 'den', set: { name: 'Sổ đăng ký văn bản đến', kind: 'general', direction: 'incoming', closed: 0, sort_order: 1 } }])
      return ok({})
    })
    const { id } = state.register()
    const make = (fields: Value) => state.ok('registers.makeCopy', { documentId: id, signer, ...fields }).numberSymbol
    expect([make({ kind: 'sao-y' }), make({ kind: 'sao-luc' }), make({ kind: 'trich-sao', extract: 'Điều 2' })]).toEqual(['01/SY-UBND', '02/SL-UBND', '03/TrS-UBND'])
    state.close()
  })

  test('after a restore the last number on paper is asked, and what was lost is explained', async () => {
    const { doubtNumbers } = await import('../../src-main/registers/index.ts')
    const doubt = (id: string) => desk.archive.journal.transact({ command: 'office.startEpoch', actor: 'local' }, (tx) => ok({ entry: tx.append(doubtNumbers(tx, '2026-03-10', id)) }))
    doubt('một')
    expect(refused().code).toBe('FIRST_NUMBER_IN_DOUBT')
    expect(desk.ok('registers.copiesOf', { documentId }).copies).toEqual([])
    const made = copy({ lastOnPaper: 4 })
    expect(made.number).toBe(5)
    expect(desk.ok('registers.gapReport', { seriesId: made.seriesId })).toMatchObject({ from: 1, to: 5, issued: 1, rows: [{ numberFrom: 1, numberTo: 4, state: 'lost' }] })
    doubt('hai')
    const unconfirmed = refused()
    expect(unconfirmed).toMatchObject({ code: 'NUMBERS_UNCONFIRMED', params: { lastNumber: 5 } })
    expect(desk.ok('registers.copiesOf', { documentId }).next).toBeNull()
    desk.ok('registers.confirmSeriesNumber', { periodId: unconfirmed.params.periodId, lastNumber: 5 })
    expect(copy().number).toBe(6)
  })
})

test('what cannot be copied is refused: drafts, cancelled and recalled documents, days before the document, an extract that says no part', () => {
  expect(refused({ documentId: 'x' }).code).toBe('DOCUMENT_NOT_FOUND')
  expect(refused({ date: '2026-03-11' })).toMatchObject({ code: 'ISSUED_IN_FUTURE' })
  expect(refused({ date: '2026-03-01' })).toMatchObject({ code: 'NOTED_BEFORE_DOCUMENT', params: { documentDate: '2026-03-02' } })
  expect(refused({ kind: 'trich-sao' }).code).toBe('EXTRACT_UNSAID')
  const draft = desk.ok('registers.draftOutgoing', { documentTypeId: 'cong-van', subject: 'chưa phát hành' })
  expect(refused({ documentId: draft.id }).code).toBe('DOCUMENT_NOT_ISSUED')
  const issued = desk.ok('registers.issueOutgoing', { documentTypeId: 'cong-van', subject: 'về mời họp', issuedDate: '2026-03-10', signer })
  expect(copy({ documentId: issued.id }).numberSymbol).toBe('01-BS/ĐU')
  desk.ok('registers.recallOutgoing', { id: issued.id, reason: 'đổi ngày' })
  expect(refused({ documentId: issued.id }).code).toBe('DOCUMENT_RECALLED')
  desk.ok('registers.cancelDocument', { id: documentId, reason: 'vào nhầm' })
  expect(refused().code).toBe('DOCUMENT_CANCELLED')
})

test('a copy noted wrongly is struck through, keeps its number, and stands in the history; editing the document goes on', () => {
  const { entry } = desk.ok('registers.getDocument', { id: documentId })
  const { id } = copy()
  desk.ok('registers.editDocument', { id: documentId, basedOn: entry, changes: { note: 'đã sao' } })
  desk.ok('registers.strikeCopy', { id, reason: 'ghi nhầm văn bản' })
  expect(desk.refusal('registers.strikeCopy', { id, reason: 'nữa' }).code).toBe('ENTRY_STRUCK')
  expect(desk.refusal('registers.strikeCopy', { id: 'x', reason: 'nữa' }).code).toBe('COPY_NOT_FOUND')
  expect(desk.ok('registers.copiesOf', { documentId })).toMatchObject({ next: '02-BS/ĐU', copies: [{ struckReason: 'ghi nhầm văn bản' }] })
  const seriesId = desk.db.value(sql`SELECT series_id FROM number_period WHERE id = (SELECT period_id FROM document_copy WHERE id = ${id})`)
  expect(desk.ok('registers.gapReport', { seriesId })).toMatchObject({ issued: 0, rows: [{ numberFrom: 1, numberTo: 1, state: 'cancelled', reason: 'ghi nhầm văn bản', who: 'local' }] })
  expect(desk.ok('registers.documentHistory', { id: documentId }).entries.map((one: Value) => one.command)).toEqual(expect.arrayContaining(['registers.makeCopy', 'registers.strikeCopy']))
})

test('the page of a copy says form, number, place and day, what was copied, recipients and signer', async () => {
  const { id } = copy({ kind: 'trich-sao', extract: 'Mục II, điểm 3', copies: 5, recipients: ['Các chi bộ'] })
  const { words, value } = await printed(desk, 'registers.printCopy', { id })
  expect(value.fileName).toBe('Trích sao 01-BS-ĐU.pdf')
  for (const said of [
    'TỈNH ỦY PHÚ THỌ', 'ĐẢNG ỦY XÃ TAM HỒNG', 'ĐẢNG CỘNG SẢN VIỆT NAM', 'TRÍCH SAO', 'Số 01-BS/ĐU', 'Tam Hồng, ngày 10 tháng 3 năm 2026', 'Nghị quyết: về nông thôn mới', '15-NQ/TU, ngày 01/03/2026',
    'Tỉnh ủy Phú Thọ', 'Mục II, điểm 3', 'Nơi nhận:', '- Các chi bộ,', '- Lưu.', 'T/L BAN THƯỜNG VỤ', 'CHÁNH VĂN PHÒNG', 'In lúc 09:00 10/03/2026 · Văn thư',
  ]) expect(words).toContain(said)
  const secret = desk.register({ subject: 'về phương án tác chiến', subjectAllowedBy: 'Bí thư', secrecy: 'tuyet-mat' })
  const made = desk.ok('registers.makeCopy', { documentId: secret.id, kind: 'sao-y', signer })
  const page = await printed(desk, 'registers.printCopy', { id: made.id })
  expect(page.words).not.toContain('tác chiến')
  expect((await readPrint(page.value.bytes))[0]!.slanted).toContain('TUYỆT MẬT')
  expect((await desk.task('registers.printCopy', { id: 'x' }))).toMatchObject({ error: { code: 'COPY_NOT_FOUND' } })
})

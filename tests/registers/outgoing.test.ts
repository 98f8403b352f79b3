// Outgoing documents at the contract: drafts, numbers by the rules of the Party and the state, recall, replacement, terms, reserved
// numbers, and the register that is printed of them.
import { read } from '@e965/xlsx'
import mammoth from 'mammoth'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { ok } from '../../src-main/contract/result.ts'
import { openDesk } from './desk.ts'
import type { Desk, Value } from './desk.ts'

let desk: Desk
beforeEach(() => {
  desk = openDesk()
  desk.ok('registers.openPeriod', { period: 'term', from: '2025-08-01', name: 'Nhiệm kỳ 2025–2030' })
})
afterEach(() => desk.close())

const signer = { name: 'Bí thư', position: 'Bí thư Đảng ủy', authority: 'tm', onBehalfOf: 'Ban Thường vụ' }
const paper = { documentTypeId: 'nghi-quyet', subject: 'về chuyển đổi số', signer, issuedDate: '2026-03-10' }
const issue = (fields: Value = {}): Value => desk.ok('registers.issueOutgoing', { ...paper, ...fields })

test('are browsed by type, then by the years and terms of their numbers; what is awaiting a number counts for its type alone', () => {
  const issuingBody = { name: 'Ủy ban nhân dân xã Tam Hồng', level: 'commune' }
  issue()
  issue({ issuingBody, documentTypeId: 'quyet-dinh', issuedDate: '2025-12-30', lateReason: 'bù' })
  issue({ issuingBody, documentTypeId: 'quyet-dinh' })
  issue({ documentTypeId: 'quyet-dinh' })
  desk.ok('registers.draftOutgoing', { ...paper, documentTypeId: 'quyet-dinh' })
  const { types } = desk.ok('registers.browseTypes', {})
  const shown = Object.fromEntries(types.map((type: Value) => [type.documentTypeId, [type.count, type.periods.map((one: Value) => [one.name, one.from, one.to, one.count])]]))
  expect(shown).toEqual({
    'nghi-quyet': [1, [['Nhiệm kỳ 2025–2030', '2025-08-01', null, 1]]],
    'quyet-dinh': [4, [['2026', '2026-01-01', '2026-12-31', 1], ['Nhiệm kỳ 2025–2030', '2025-08-01', null, 1], ['2025', '2025-01-01', '2025-12-31', 1]]],
  })
  // What a period of the tree names is what the list then shows.
  expect(desk.ok('registers.findDocuments', { filters: { direction: 'outgoing', documentTypeId: 'quyet-dinh', from: '2025-01-01', to: '2025-12-31' } }).total).toBe(1)
})

describe('VI.III.1.đ: numbers', () => {
  test('run by type within the term, as the Party writes them; Quyết định and Quy định share QĐ and run apart', () => {
    expect(issue()).toMatchObject({ number: 1, suffix: '', numberSymbol: '01-NQ/ĐU' })
    expect(issue({ documentTypeId: 'quyet-dinh' })).toMatchObject({ number: 1, numberSymbol: '01-QĐ/ĐU' })
    expect(issue({ documentTypeId: 'quy-dinh' })).toMatchObject({ number: 1, numberSymbol: '01-QĐ/ĐU' })
    expect(issue({ documentTypeId: 'quyet-dinh', secrecy: 'mat' })).toMatchObject({ number: 2, numberSymbol: '02-QĐ/ĐU' })
    const { series } = desk.ok('registers.listSeries')
    expect(series.map((one: Value) => one.documentTypeIds)).toEqual(expect.arrayContaining([['quyet-dinh'], ['quy-dinh'], ['nghi-quyet']]))
    expect(new Set(series.map((one: Value) => one.period))).toEqual(new Set(['term']))
  })

  test('of a body of the state run by type within the year, and a công văn bears no type', () => {
    const issuingBody = { name: 'Ủy ban nhân dân xã Tam Hồng', level: 'commune' }
    const made = issue({ issuingBody, documentTypeId: 'quyet-dinh', issuedDate: '2025-12-30', lateReason: 'bù' })
    expect(made.numberSymbol).toBe('01/QĐ-UBND')
    expect(issue({ issuingBody, documentTypeId: 'quyet-dinh' }).numberSymbol).toBe('01/QĐ-UBND')
    expect(issue({ issuingBody, documentTypeId: 'cong-van' }).numberSymbol).toBe('01/UBND')
    expect(issue({ issuingBody, documentTypeId: 'quyet-dinh' }).number).toBe(2)
  })

  test('the organs of a congress share one series across the types', () => {
    const issuingBody = { name: 'Đoàn Chủ tịch Đại hội Đảng bộ xã Tam Hồng', level: 'commune' }
    expect(issue({ issuingBody, documentTypeId: 'thong-bao' }).numberSymbol).toBe('01-TB/ĐH')
    expect(issue({ issuingBody, documentTypeId: 'bao-cao' }).numberSymbol).toBe('02-BC/ĐH')
  })

  test('the next number is said before, with what closes, and is the one that is given', () => {
    issue()
    const next = desk.ok('registers.nextOutgoingNumber', { documentTypeId: 'nghi-quyet' })
    expect(next).toMatchObject({ number: 2, numberSymbol: '02-NQ/ĐU', closed: false, period: 'term', periodName: 'Nhiệm kỳ 2025–2030', from: '2025-08-01', last: { number: 1, issuedDate: '2026-03-10' } })
    expect(issue().numberSymbol).toBe(next.numberSymbol)
    expect(desk.ok('registers.nextOutgoingNumber', { documentTypeId: 'ket-luan' })).toMatchObject({ seriesId: null, number: 1, numberSymbol: '01-KL/ĐU' })
  })

  test('are given only with signer and date, never in the future, into a known term, and not backwards without a reason', () => {
    expect(desk.refusal('registers.issueOutgoing', { ...paper, signer: { position: 'Bí thư' } })).toMatchObject({ code: 'DRAFT_INCOMPLETE', params: { missing: 'signer' } })
    expect(desk.refusal('registers.issueOutgoing', { ...paper, issuedDate: undefined })).toMatchObject({ code: 'DRAFT_INCOMPLETE', params: { missing: 'issuedDate' } })
    expect(desk.refusal('registers.issueOutgoing', { ...paper, issuedDate: '2026-03-11' }).code).toBe('ISSUED_IN_FUTURE')
    expect(desk.refusal('registers.issueOutgoing', { ...paper, issuedDate: '2019-03-11' }).code).toBe('TERM_UNKNOWN')
    issue()
    expect(desk.refusal('registers.issueOutgoing', { ...paper, issuedDate: '2026-03-09' })).toMatchObject({ code: 'NUMBER_BACKDATED', params: { number: 2, lastNumber: 1, lastDate: '2026-03-10' } })
    expect(issue({ issuedDate: '2026-03-09', lateReason: 'ký hôm trước' }).number).toBe(2)
    expect(issue({ suffixOf: 1 })).toMatchObject({ number: 1, suffix: 'a', numberSymbol: '01a-NQ/ĐU' })
  })

  test('begin anew with a term, which closes the old one; a late number there needs a reason', () => {
    issue({ issuedDate: '2026-03-02' })
    const opened = desk.ok('registers.openPeriod', { period: 'term', from: '2026-03-05', name: 'Nhiệm kỳ sau' })
    expect(opened.opened).toHaveLength(1)
    expect(opened.closed).toHaveLength(1)
    expect(issue().numberSymbol).toBe('01-NQ/ĐU')
    expect(desk.refusal('registers.issueOutgoing', { ...paper, issuedDate: '2026-03-04' }).code).toBe('PERIOD_CLOSED')
    expect(issue({ issuedDate: '2026-03-04', lateReason: 'ký trước đại hội' }).number).toBe(2)
    expect(desk.refusal('registers.openPeriod', { period: 'term', from: '2026-03-05', name: 'Nữa' }).code).toBe('PERIOD_EXISTS')
    expect(desk.refusal('registers.openPeriod', { period: 'year', from: '2026-03-05' }).code).toBe('DAY_NOT_FIRST_OF_YEAR')
  })

  test('are kept for a purpose until a day, used from there, and explained when they are not', () => {
    const { seriesId } = issue()
    const kept = desk.ok('registers.reserveNumbers', { seriesId, count: 3, purpose: 'kỳ họp tháng 3', expiresOn: '2026-03-20' })
    expect(kept).toMatchObject({ numberFrom: 2, numberTo: 4 })
    expect(issue().number).toBe(5)
    expect(desk.refusal('registers.issueOutgoing', { ...paper, number: 3, lateReason: 'x' }).code).toBe('NUMBER_NOT_FREE')
    expect(issue({ reservationId: kept.reservationId }).number).toBe(2)
    expect(desk.ok('registers.nextOutgoingNumber', { documentTypeId: 'nghi-quyet' }).reservations).toMatchObject([{ purpose: 'kỳ họp tháng 3', left: [3, 4] }])
    expect(desk.ok('registers.gapReport', { seriesId }).rows).toMatchObject([{ numberFrom: 3, numberTo: 4, state: 'reserved', reason: 'kỳ họp tháng 3', who: 'local' }])
    desk.setClock('2026-03-21T02:00:00Z')
    expect(desk.ok('registers.gapReport', { seriesId }).rows).toMatchObject([{ state: 'expired' }])
    expect(desk.refusal('registers.issueOutgoing', { ...paper, issuedDate: '2026-03-21', reservationId: kept.reservationId }).code).toBe('RESERVATION_EXPIRED')
    expect(desk.refusal('registers.issueOutgoing', { ...paper, issuedDate: '2026-03-21', number: 3 }).code).toBe('NUMBER_NEEDS_REASON')
    expect(issue({ issuedDate: '2026-03-21', number: 3, lateReason: 'lấy lại số trống' }).number).toBe(3)
    desk.ok('registers.releaseReservation', { reservationId: kept.reservationId, reason: 'không họp' })
    expect(desk.ok('registers.gapReport', { seriesId }).rows).toMatchObject([{ numberFrom: 4, numberTo: 4, state: 'expired', reason: 'kỳ họp tháng 3 · không họp' }])
  })

  test('a cancelled number stays taken and is explained with reason, person and time', () => {
    const first = issue()
    issue()
    desk.ok('registers.cancelDocument', { id: first.id, reason: 'ký nhầm' })
    expect(desk.ok('registers.gapReport', { seriesId: first.seriesId })).toMatchObject({
      from: 1, to: 2, issued: 1, rows: [{ numberFrom: 1, numberTo: 1, state: 'cancelled', reason: 'ký nhầm', who: 'local', when: '2026-03-10T02:00:00.000Z' }],
    })
    expect(issue().number).toBe(3)
  })

  test('after a restore, known series wait for their last number on paper, and a series that the archive does not know asks for it', async () => {
    issue()
    const { doubtNumbers } = await import('../../src-main/registers/index.ts')
    desk.archive.journal.transact({ command: 'office.startEpoch', actor: 'local' }, (tx) => ok({ entry: tx.append(doubtNumbers(tx, '2026-03-10', 'doubt')) }))
    const unconfirmed = desk.refusal('registers.issueOutgoing', paper)
    expect(unconfirmed).toMatchObject({ code: 'NUMBERS_UNCONFIRMED', params: { lastNumber: 1 } })
    expect(desk.refusal('registers.confirmSeriesNumber', { periodId: unconfirmed.params.periodId, lastNumber: 0 }).code).toBe('NUMBER_TOO_LOW')
    expect(desk.ok('registers.confirmSeriesNumber', { periodId: unconfirmed.params.periodId, lastNumber: 3 }).lost).toEqual([{ from: 2, to: 3 }])
    const { number, seriesId } = issue()
    expect(number).toBe(4)
    expect(desk.ok('registers.gapReport', { seriesId }).rows).toMatchObject([{ numberFrom: 2, numberTo: 3, state: 'lost' }])

    const letter = { ...paper, documentTypeId: 'cong-van' }
    expect(desk.refusal('registers.issueOutgoing', letter)).toMatchObject({ code: 'FIRST_NUMBER_IN_DOUBT', params: { from: '2025-08-01' } })
    const answered = issue({ documentTypeId: 'cong-van', lastOnPaper: 7 })
    expect(answered.number).toBe(8)
    expect(issue({ documentTypeId: 'cong-van' }).number).toBe(9)
    expect(desk.ok('registers.gapReport', { seriesId: answered.seriesId }).rows).toMatchObject([{ numberFrom: 1, numberTo: 7, state: 'lost' }])
    expect(issue({ documentTypeId: 'ket-luan', lastOnPaper: 0 }).number).toBe(1)
  })

  test('the books of incoming documents are explained by the same report', () => {
    const { id } = desk.register()
    desk.register()
    desk.ok('registers.cancelDocument', { id, reason: 'nhầm' })
    expect(desk.ok('registers.gapReport', { registerId: 'den' })).toMatchObject({ periodId: 'den:2026', from: 1, to: 2, issued: 1, rows: [{ numberFrom: 1, state: 'cancelled' }] })
    expect(desk.refusal('registers.gapReport', { registerId: 'di' }).code).toBe('REGISTER_NOT_FOUND')
  })
})

describe('series of the office’s own', () => {
  const own = { name: 'Công văn của Văn phòng', documentTypeIds: ['cong-van'], period: 'year', secrecy: 'joint', startNumber: 101, pad: 3, format: '{number}-{type}/{symbol}', formatWithoutType: '{number}/{symbol}', symbol: 'VPĐU' }
  test('are opened with a reason where they are not as the rules have it, and number from then on', () => {
    const issuingBody = { name: 'Văn phòng Đảng ủy xã Tam Hồng', level: 'commune' }
    desk.ok('filing.addBody', { name: issuingBody.name, level: 'commune', symbol: 'VPĐU' })
    expect(desk.refusal('registers.openSeries', { issuingBody, ...own })).toMatchObject({ code: 'SERIES_DIFFERS', params: { field: 'period', ruled: 'term' } })
    const { seriesId } = desk.ok('registers.openSeries', { issuingBody, ...own, reason: 'thói quen của cơ quan' })
    expect(issue({ issuingBody, documentTypeId: 'cong-van' })).toMatchObject({ number: 101, numberSymbol: '101-CV/VPĐU', seriesId })
    expect(desk.refusal('registers.openSeries', { issuingBody, ...own, reason: 'lần nữa' })).toMatchObject({ code: 'SERIES_OVERLAPS', params: { documentTypeId: 'cong-van' } })
    expect(desk.refusal('registers.editSeries', { seriesId, changes: { startNumber: 1 } }).code).toBe('SERIES_HAS_NUMBERS')
    desk.ok('registers.editSeries', { seriesId, changes: { documentTypeIds: ['*'], pad: 4 } })
    expect(issue({ issuingBody, documentTypeId: 'bao-cao' }).numberSymbol).toBe('0102-BC/VPĐU')
    desk.ok('registers.editSeries', { seriesId, changes: {}, closed: true })
    expect(issue({ issuingBody, documentTypeId: 'bao-cao' })).toMatchObject({ number: 1 })
  })
})

test('what the rulebook has for a body and a type is told, with its source and the symbol of the body', () => {
  const rule = (documentTypeId: string, issuingBody: Value) => desk.ok('registers.seriesRule', { documentTypeId, issuingBody })
  expect(rule('nghi-quyet', { id: 'dang-uy-xa' })).toMatchObject({ issuingBody: { id: 'dang-uy-xa', name: 'Đảng ủy xã Tam Hồng' }, period: 'term', secrecy: 'joint', joins: 'type', pad: 2, format: '{number}-{type}/{symbol}', abbreviation: 'NQ', symbol: 'ĐU' })
  expect(rule('cong-van', { id: 'uy-ban-nhan-dan-xa' })).toMatchObject({ period: 'year', format: '{number}/{type}-{symbol}', abbreviation: null, symbol: 'UBND', source: expect.stringContaining('NĐ 30/2020') })
  expect(rule('thong-bao', { name: 'Ban Chỉ đạo chuyển đổi số' })).toMatchObject({ issuingBody: { id: null, name: 'Ban Chỉ đạo chuyển đổi số' }, symbol: null })
  expect(desk.refusal('registers.seriesRule', { documentTypeId: 'khong-co', issuingBody: { id: 'dang-uy-xa' } }).code).toBe('DOCUMENT_TYPE_UNKNOWN')
})

describe('a document', () => {
  test('VI.III.1.c: goes from draft to number with its identification code, and answers an incoming one; what decided its number stays', () => {
    const incoming = desk.register({ numberSymbol: '15-CV/TU' })
    const fileId = 'b'.repeat(64)
    desk.stage(fileId, 'dự thảo.docx')
    const { id, entry } = desk.ok('registers.draftOutgoing', {
      documentTypeId: 'cong-van', subject: 'trả lời', inReplyTo: [incoming.id], recipients: [{ bodyId: 'tinh-uy' }, { group: 'Các chi bộ trực thuộc' }, { person: 'Đồng chí Bí thư' }], recordCopyHolder: 'Văn phòng', copies: 5,
      files: [{ fileId, role: 'source' }],
    })
    expect(desk.ok('registers.getDocument', { id })).toMatchObject({ direction: 'outgoing', status: 'draft', numberSymbol: '', arrivalNumber: null, files: [{ role: 'source' }] })
    expect(desk.refusal('registers.editOutgoing', { id, basedOn: entry, changes: {}, awaitNumber: true }).code).toBe('DRAFT_INCOMPLETE')
    const waiting = desk.ok('registers.editOutgoing', { id, basedOn: entry, changes: { signer, issuedDate: '2026-03-10' }, awaitNumber: true })
    expect(desk.ok('registers.getDocument', { id }).status).toBe('awaiting-number')
    const numbered = desk.ok('registers.issueOutgoing', { id, basedOn: waiting.entry, until: 'numbered' })
    expect(numbered).toMatchObject({ id, numberSymbol: '01-CV/ĐU', identificationCode: 'ĐU.20260310.CV.1' })
    expect(desk.refusal('registers.editOutgoing', { id, basedOn: numbered.entry, changes: { documentTypeId: 'bao-cao' } })).toMatchObject({ code: 'FIELD_FROZEN', params: { field: 'documentTypeId' } })
    desk.ok('registers.editOutgoing', { id, basedOn: numbered.entry, changes: { subject: 'trả lời Tỉnh ủy', recipients: [{ bodyId: 'tinh-uy' }] } })
    const issued = desk.ok('registers.issueOutgoing', { id })
    expect(issued.number).toBe(numbered.number)
    expect(desk.refusal('registers.issueOutgoing', { id }).code).toBe('DOCUMENT_ISSUED')
    const whole = desk.ok('registers.getDocument', { id })
    expect(whole).toMatchObject({
      status: 'issued', subject: 'trả lời Tỉnh ủy', toPlaces: 'Tỉnh ủy Phú Thọ', copies: 5,
      outgoing: { authority: 'tm', onBehalfOf: 'Ban Thường vụ', recordCopyHolder: 'Văn phòng', recipients: [{ kind: 'body', bodyId: 'tinh-uy' }] },
      links: [{ kind: 'in-reply-to', direction: 'from', documentDirection: 'incoming', id: incoming.id, numberSymbol: '15-CV/TU' }],
    })
    expect(desk.ok('registers.getDocument', { id: incoming.id }).links).toMatchObject([{ kind: 'in-reply-to', direction: 'to', documentDirection: 'outgoing', id, numberSymbol: '01-CV/ĐU' }])
    expect(desk.ok('registers.findDocuments', { text: '01-CV/ĐU', filters: { direction: 'outgoing' } }).rows).toMatchObject([{ id, arrivalNumber: null, registerDate: '2026-03-10' }])
    expect(desk.ok('registers.documentHistory', { id }).entries.map((one: Value) => one.command)).toHaveLength(5)
  })

  test('VI.III.8.a, VI.III.8.c: recalled, it is frozen, and each recipient is asked and answers', () => {
    const { id } = issue({ recipients: [{ bodyId: 'tinh-uy' }, { unit: 'Chi bộ thôn 1' }] })
    expect(desk.ok('registers.recallOutgoing', { id, reason: 'sai số liệu' }).asked).toBe(2)
    const { entry, outgoing } = desk.ok('registers.getDocument', { id })
    expect(outgoing).toMatchObject({ recallReason: 'sai số liệu', recipients: [{ recall: { askedOn: '2026-03-10', answer: null } }, { recall: { answer: null } }] })
    desk.ok('registers.answerRecall', { recipientId: outgoing.recipients[1].id, answer: 'destroyed', note: 'đã hủy 3 bản' })
    expect(desk.ok('registers.getDocument', { id }).outgoing.recipients[1].recall).toEqual({ askedOn: '2026-03-10', answer: 'destroyed', answeredOn: '2026-03-10', note: 'đã hủy 3 bản' })
    for (const [name, input] of [['registers.editOutgoing', { id, basedOn: entry, changes: { subject: 'khác' } }], ['registers.recallOutgoing', { id, reason: 'nữa' }]] as const) {
      expect(desk.refusal(name, input).code).toBe('DOCUMENT_RECALLED')
    }
    expect(desk.ok('registers.gapReport', { seriesId: outgoing.seriesId })).toMatchObject({ issued: 1, rows: [] })
  })

  test('replaced or corrected by another, both tell of it', () => {
    const [old, next] = [issue(), issue()]
    expect(desk.refusal('registers.supersedeOutgoing', { id: old.id, byId: old.id, kind: 'replaces' }).code).toBe('DOCUMENT_SUPERSEDES_ITSELF')
    desk.ok('registers.supersedeOutgoing', { id: old.id, byId: next.id, kind: 'corrects' })
    desk.ok('registers.supersedeOutgoing', { id: old.id, byId: next.id, kind: 'replaces' })
    expect(desk.ok('registers.getDocument', { id: old.id })).toMatchObject({ status: 'replaced', links: [{ kind: 'corrects', direction: 'to' }, { kind: 'replaces', direction: 'to', id: next.id }] })
    const draft = desk.ok('registers.draftOutgoing', { documentTypeId: 'cong-van', subject: 'thử' })
    expect(desk.refusal('registers.supersedeOutgoing', { id: next.id, byId: draft.id, kind: 'replaces' }).code).toBe('DOCUMENT_NOT_ISSUED')
  })

  test('of one direction does not pass for the other', () => {
    const incoming = desk.register()
    const { id } = issue()
    expect(desk.refusal('registers.recallOutgoing', { id: incoming.id, reason: 'x' }).code).toBe('DOCUMENT_NOT_OUTGOING')
    expect(desk.refusal('registers.returnDocument', { id, reason: 'x' }).code).toBe('DOCUMENT_NOT_INCOMING')
    expect(desk.refusal('registers.addArrival', { id, channel: 'post' }).code).toBe('DOCUMENT_NOT_INCOMING')
    expect(desk.refusal('registers.fileDocuments', { ids: [id], issuingBodyId: 'tinh-uy' }).code).toBe('DOCUMENT_NOT_INCOMING')
    expect(desk.ok('registers.today').latest.map((row: Value) => row.id)).toEqual([incoming.id])
    expect(desk.ok('registers.findTwin', { numberSymbol: '01-NQ/ĐU' }).twins).toEqual([])
  })
})

describe('lists', () => {
  const find = (filters: Value, more: Value = {}) => desk.ok('registers.findDocuments', { filters, ...more })

  test('show who signed and to whom it goes, recipients cut short; the document has them whole', () => {
    const recipients = Array.from({ length: 30 }, (_, at) => ({ unit: `Chi bộ thôn ${at + 1}` }))
    const { id } = issue({ recipients })
    const [row] = find({ direction: 'outgoing' }).rows
    expect(row).toMatchObject({ id, signer: { name: 'Bí thư', position: 'Bí thư Đảng ủy' } })
    expect(row.toPlaces).toMatch(/^Chi bộ thôn 1; Chi bộ thôn 2;.*…$/)
    expect(row.toPlaces.length).toBeLessThanOrEqual(160)
    expect(desk.ok('registers.getDocument', { id }).toPlaces).toContain('Chi bộ thôn 30')
    issue({ documentTypeId: 'cong-van' })
    expect(find({ documentTypeId: 'cong-van' }).rows).toMatchObject([{ toPlaces: null }])
  })

  test('hold one series, and one year or term of it, in each order, with and without words', () => {
    const old = issue({ issuedDate: '2026-03-01' })
    issue({ documentTypeId: 'cong-van', issuedDate: '2026-03-01' })
    desk.ok('registers.openPeriod', { period: 'term', from: '2026-03-05', name: '2026 - 2031' })
    const [second, third] = [issue({ secrecy: 'mat' }), issue()]
    desk.ok('registers.draftOutgoing', paper)
    desk.register({ documentTypeId: 'nghi-quyet', subject: 'về chuyển đổi số' })
    const { seriesId } = old
    const [running, before] = desk.ok('registers.listSeries').series.find((one: Value) => one.id === seriesId).periods
    expect([running.name, before.name]).toEqual(['2026 - 2031', 'Nhiệm kỳ 2025–2030'])
    for (const more of [{}, { text: 'chuyển đổi số' }]) {
      const ids = (filters: Value, order = 'newest') => {
        const { rows, total } = find(filters, { order, ...more })
        expect(total).toBe(rows.length)
        return rows.map((row: Value) => row.id)
      }
      expect(ids({ seriesId })).toEqual([third.id, second.id, old.id])
      expect(ids({ seriesId }, 'oldest')).toEqual([old.id, second.id, third.id])
      expect(ids({ seriesId, periodId: before.id }, 'number')).toEqual([old.id])
      expect(ids({ periodId: running.id }, 'oldest')).toEqual([second.id, third.id])
      expect(ids({ seriesId, secrecy: 'mat' })).toEqual([second.id])
      expect(ids({ seriesId, to: '2026-03-04' })).toEqual([old.id])
      expect(ids({ seriesId, withoutFile: true })).toEqual([])
      expect(ids({ seriesId: 'khong-co' })).toEqual([])
      expect(ids({ seriesId, periodId: 'den:2026' })).toEqual([])
    }
    const first = find({ seriesId }, { limit: 2, order: 'number' })
    expect(find({ seriesId }, { limit: 2, order: 'number', after: first.next }).rows).toHaveLength(1)
  })
})

test('VI.V.3: the register of outgoing documents as PDF, sheet and Word file, with the same words in the order of the form', async () => {
  issue({ recipients: [{ bodyId: 'tinh-uy' }], recordCopyHolder: 'Văn phòng', copies: 7, note: '=1+1' })
  const second = issue({ documentTypeId: 'cong-van', subject: 'về việc mời họp' })
  desk.ok('registers.recallOutgoing', { id: second.id, reason: 'đổi ngày' })
  desk.ok('registers.draftOutgoing', { documentTypeId: 'cong-van', subject: 'dự thảo chưa có số' })
  const print = async (input: Value) => {
    const answer = await desk.task('registers.printRegister', { registerId: 'di', withCover: false, ...input })
    if (!answer.ok) throw new Error(answer.error.code)
    return answer.value
  }
  const pdf = await print({})
  const page = await (await getDocument({ data: pdf.bytes.slice() }).promise).getPage(1)
  const text = (await page.getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join(' ').normalize('NFC').replace(/\s+/g, ' ')
  const words = ['01-NQ/ĐU', '10/03/2026', 'Nghị quyết: về chuyển đổi số', 'Bí thư Đảng ủy Bí thư', 'Tỉnh ủy Phú Thọ', 'Văn phòng', '7', '=1+1', '01-CV/ĐU', 'Đã thu hồi: đổi ngày']
  for (const word of words) expect(text.replaceAll(' ', '')).toContain(word.replaceAll(' ', ''))
  expect(text).not.toContain('dự thảo chưa có số')

  const xlsx = await print({ format: 'xlsx' })
  expect(xlsx).toMatchObject({ fileName: 'Sổ đăng ký văn bản đi 2026.xlsx', pages: 0 })
  const book = read(xlsx.bytes, { type: 'buffer' })
  const cells = Object.entries(book.Sheets[book.SheetNames[0]!]!).filter(([at]) => !at.startsWith('!')).map(([, cell]) => String((cell as { w?: string; v?: unknown }).w ?? (cell as { v?: unknown }).v).normalize('NFC'))
  for (const word of words) expect(cells.some((cell) => cell.includes(word))).toBe(true)

  const docx = await print({ format: 'docx' })
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(docx.bytes) })
  for (const word of words) expect(value.normalize('NFC')).toContain(word)

  const series = desk.ok('registers.listSeries').series.find((one: Value) => one.documentTypeIds[0] === 'nghi-quyet')
  expect((await print({ seriesId: series.id })).fileName).toBe(`${series.name} 2026.pdf`)
  expect(await desk.task('registers.printRegister', { registerId: 'di', seriesId: 'x' })).toMatchObject({ error: { code: 'SERIES_NOT_FOUND' } })
})

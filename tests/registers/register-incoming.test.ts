// Registering: numbers, twins, dates, bodies, books.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ok } from '../../src-main/contract/result.ts'
import { openDesk } from './desk.ts'
import type { Desk, Value } from './desk.ts'

let desk: Desk
beforeEach(() => { desk = openDesk() })
afterEach(() => desk.close())

const fileA = 'a'.repeat(64)

describe('a registration', () => {
  test('gives the number, files the document under its body, keeps every field and file', () => {
    desk.stage(fileA, 'nghị quyết.pdf')
    const answer = desk.register({
      documentTypeId: 'nghi-quyet', numberSymbol: '15 nq/tu', issuedDate: '2026-03-02', subject: 'Nghị quyết về phát triển nông thôn',
      signer: { position: 'Bí thư', name: 'Phó Bí thư Thường trực' }, urgency: 'khan', secrecy: 'mat', pages: 12, copies: 2, channel: 'post',
      toPlaces: 'Thường trực Đảng ủy', dueDate: '2026-03-20', language: 'Tiếng Việt', note: 'kèm phụ lục',
      fileCode: { organId: '000.00.01.H42', fileCatalog: 2026, fileNotation: '01-NQ' }, docOrdinal: 3, files: [{ fileId: fileA, role: 'main' }],
    })
    expect(answer).toMatchObject({ arrivalNumber: 1, arrivalSuffix: '', arrivalDate: '2026-03-10' })
    expect(desk.ok('registers.getDocument', { id: answer.id })).toMatchObject({
      entry: answer.entry, arrivalNumber: 1, arrivalTime: '09:00', number: '15', symbol: 'NQ/TU', numberSymbol: '15 nq/tu', issuingBodyId: 'tinh-uy',
      issuingBodyName: 'Tỉnh ủy Phú Thọ', documentTypeName: 'Nghị quyết', signer: { position: 'Bí thư', name: 'Phó Bí thư Thường trực' },
      urgency: 'khan', secrecy: 'mat', pages: 12, copies: 2, channel: 'post', toPlaces: 'Thường trực Đảng ủy', dueDate: '2026-03-20',
      language: 'Tiếng Việt', note: 'kèm phụ lục', docOrdinal: 3, fileCode: { organId: '000.00.01.H42', fileCatalog: 2026, fileNotation: '01-NQ' },
      files: [{ fileId: fileA, role: 'main', name: 'nghị quyết.pdf', text: 'waiting' }], registerName: 'Sổ đăng ký văn bản đến',
    })
  })

  test('needs an office, a file in the store, a type of the rulebook, a book', () => {
    expect(desk.refusal('registers.registerIncoming', { ...base(), files: [{ fileId: fileA }] })).toMatchObject({ code: 'FILE_NOT_STAGED', params: { fileId: fileA } })
    expect(desk.refusal('registers.registerIncoming', { ...base(), documentTypeId: 'thu-tinh' }).code).toBe('DOCUMENT_TYPE_UNKNOWN')
    expect(desk.refusal('registers.registerIncoming', { ...base(), registerId: 'khong-co' }).code).toBe('REGISTER_NOT_FOUND')
    const bare = openDesk({ setUp: false })
    expect(bare.refusal('registers.registerIncoming', base()).code).toBe('NOT_SET_UP')
    bare.close()
    // Nothing refused has taken a number.
    expect(desk.register().arrivalNumber).toBe(1)
  })

  test.each([
    [{ arrivalDate: '2026-03-11' }, 'ARRIVAL_IN_FUTURE'],
    [{ issuedDate: '2026-03-11' }, 'ISSUED_AFTER_ARRIVAL'],
    [{ arrivalDate: '2026-03-01', issuedDate: '2026-03-02' }, 'ISSUED_AFTER_ARRIVAL'],
    [{ dueDate: '2026-03-09' }, 'DUE_BEFORE_ARRIVAL'],
  ])('refuses dates that cannot be: %j', (fields, code) => {
    expect(desk.refusal('registers.registerIncoming', { ...base(), ...fields }).code).toBe(code)
  })

  test('names a body by id: groups, merged and unknown ones are refused', () => {
    expect(desk.refusal('registers.registerIncoming', { ...base(), issuingBody: { id: 'trung-uong' } }).code).toBe('BODY_IS_GROUP')
    expect(desk.refusal('registers.registerIncoming', { ...base(), issuingBody: { id: 'x' } }).code).toBe('BODY_NOT_FOUND')
  })

  test('makes a body that is new under the group of its level, and finds it however it is typed next time', () => {
    const first = desk.register({ issuingBody: { name: 'Hợp tác xã Bưởi Đoan Hùng', level: 'other' } })
    const second = desk.register({ issuingBody: { name: '  hop tac xa  BUOI doan hung' } })
    const [one, two] = [first, second].map(({ id }) => desk.ok('registers.getDocument', { id }))
    expect(two.issuingBodyId).toBe(one.issuingBodyId)
    expect(desk.ok('filing.getBody', { id: one.issuingBodyId })).toMatchObject({ body: { parentId: 'khac', level: 'other', verified: false } })
  })
})

test('a new body whose name was copied in capitals is shown in ordinary ones, and found by both', () => {
  const { id } = desk.register({ issuingBody: { name: 'HUYỆN UỶ YÊN LẠC', level: 'district' } })
  const { issuingBodyId, issuingBodyName } = desk.ok('registers.getDocument', { id })
  expect(issuingBodyName).toBe('Huyện ủy Yên Lạc')
  expect(desk.ok('filing.getBody', { id: issuingBodyId }).body).toMatchObject({ name: 'Huyện ủy Yên Lạc', aliases: ['HUYỆN UỶ YÊN LẠC'] })
  for (const name of ['HUYỆN UỶ YÊN LẠC', 'Huyện ủy Yên Lạc', 'huyen uy yen lac']) {
    expect(desk.ok('registers.getDocument', { id: desk.register({ issuingBody: { name } }).id }).issuingBodyId).toBe(issuingBodyId)
  }
})

describe('arrival numbers', () => {
  test('run per book and calendar year of the arrival date, in Vietnam time', () => {
    desk.ok('registers.openRegister', { id: 'mat', name: 'Sổ mật', kind: 'secret', startNumber: 41 })
    expect(desk.register().arrivalNumber).toBe(1)
    expect(desk.register({ registerId: 'mat' }).arrivalNumber).toBe(41)
    expect(desk.register({ arrivalDate: '2025-12-31' }).arrivalNumber).toBe(1)
    expect(desk.register().arrivalNumber).toBe(2)
    // 31 December 17:00 UTC is the new year in Vietnam.
    desk.setClock('2026-12-31T17:00:00Z')
    expect(desk.register({ acceptClock: true })).toMatchObject({ arrivalDate: '2027-01-01', arrivalNumber: 1 })
  })

  test('are of the book that level and type have by rule, once the office keeps such a book', () => {
    expect(desk.register({ secrecy: 'mat' })).toMatchObject({ arrivalNumber: 1 })
    desk.ok('registers.openRegister', { id: 'mat', name: 'Sổ mật', kind: 'secret', startNumber: 41 })
    desk.ok('registers.openRegister', { id: 'thu', name: 'Sổ đơn, thư', kind: 'letters', startNumber: 7 })
    expect(desk.ok('registers.nextNumber', { secrecy: 'mat' })).toMatchObject({ registerId: 'mat', number: 41 })
    expect(desk.register({ secrecy: 'mat' }).arrivalNumber).toBe(41)
    expect(desk.ok('registers.nextNumber', { documentTypeId: 'don-thu' })).toMatchObject({ registerId: 'thu', number: 7 })
    expect(desk.register({ documentTypeId: 'don-thu' }).arrivalNumber).toBe(7)
    expect(desk.register().arrivalNumber).toBe(2)
    // The clerk may say otherwise; a book that is closed takes nothing.
    expect(desk.register({ secrecy: 'mat', registerId: 'den' }).arrivalNumber).toBe(3)
    desk.ok('registers.closeRegister', { registerId: 'mat' })
    expect(desk.register({ secrecy: 'mat' }).arrivalNumber).toBe(4)
  })

  test('take a suffix on request, behind a number that stands', () => {
    desk.register()
    expect(desk.register({ suffixOf: 1 })).toMatchObject({ arrivalNumber: 1, arrivalSuffix: 'a' })
    expect(desk.register({ suffixOf: 1 })).toMatchObject({ arrivalNumber: 1, arrivalSuffix: 'b' })
    expect(desk.refusal('registers.registerIncoming', { ...base(), suffixOf: 9 }).code).toBe('SUFFIX_WITHOUT_NUMBER')
    expect(desk.register().arrivalNumber).toBe(2)
  })

  test('start where the paper book goes on, while the book holds none', () => {
    desk.ok('registers.setStartNumber', { registerId: 'den', year: 2026, startNumber: 230 })
    expect(desk.ok('registers.nextNumber')).toMatchObject({ number: 230 })
    expect(desk.register().arrivalNumber).toBe(230)
    expect(desk.refusal('registers.setStartNumber', { registerId: 'den', year: 2026, startNumber: 300 })).toMatchObject({ code: 'START_BELOW_NUMBERS', params: { lastNumber: 230 } })
  })

  test('from a body that had ended before its date name the successor, and are taken when that is accepted', () => {
    const old = desk.ok('filing.addBody', { name: 'Huyện ủy Tam Đảo', level: 'district' }).id
    const between = desk.ok('filing.addBody', { name: 'Ban Công tác Tam Đảo', level: 'district' }).id
    desk.ok('filing.closeBody', { id: old, to: '2025-06-30', successorId: between })
    desk.ok('filing.closeBody', { id: between, to: '2025-12-31', successorId: 'tinh-uy' })
    const from = (id: string, fields = {}) => ({ ...base(), issuingBody: { id }, ...fields })
    const params = (successor: Value) => ({ id: old, name: 'Huyện ủy Tam Đảo', validTo: '2025-06-30', successor })
    expect(desk.refusal('registers.registerIncoming', from(old, { issuedDate: '2026-03-01' }))).toEqual({ code: 'BODY_ENDED', params: params({ id: 'tinh-uy', name: 'Tỉnh ủy Phú Thọ' }) })
    expect(desk.refusal('registers.registerIncoming', { ...base(), issuingBody: { name: 'huyen uy tam dao' }, issuedDate: '2025-08-01' })).toEqual({ code: 'BODY_ENDED', params: params({ id: between, name: 'Ban Công tác Tam Đảo' }) })
    const { id, entry } = desk.register(from(old, { issuedDate: '2026-03-01', acceptEndedBody: true }))
    expect(desk.ok('registers.getDocument', { id })).toMatchObject({ issuingBodyId: old, issuingBodyName: 'Huyện ủy Tam Đảo' })
    // Papers of its own time, and undated ones, come late without a question.
    desk.register(from(old, { issuedDate: '2025-06-30' }))
    desk.register(from(old))
    // An edit asks only about what it says itself.
    const edited = desk.ok('registers.editDocument', { id, basedOn: entry, changes: { note: 'đúng' } })
    expect(desk.refusal('registers.editDocument', { id, basedOn: edited.entry, changes: { issuedDate: '2026-03-02' } }).code).toBe('BODY_ENDED')
    desk.ok('registers.editDocument', { id, basedOn: edited.entry, changes: { issuedDate: '2026-03-02' }, acceptEndedBody: true })
    // A body that ends with no successor says so.
    desk.ok('filing.reopenBody', { id: old })
    desk.ok('filing.closeBody', { id: old, to: '2025-06-30' })
    expect(desk.refusal('registers.registerIncoming', from(old, { issuedDate: '2026-03-01' })).params).toEqual(params(null))
  })

  test('of a closed year need a reason, which is kept', () => {
    desk.register({ arrivalDate: '2025-12-01' })
    desk.ok('registers.closeYear', { registerId: 'den', year: 2025 })
    expect(desk.refusal('registers.closeYear', { registerId: 'den', year: 2027 })).toEqual({ code: 'YEAR_IN_FUTURE', params: { year: 2027, thisYear: 2026 } })
    expect(desk.refusal('registers.registerIncoming', { ...base(), arrivalDate: '2025-12-02' })).toMatchObject({ code: 'YEAR_CLOSED', params: { year: 2025 } })
    const late = desk.register({ arrivalDate: '2025-12-02', lateReason: 'bưu điện giao nhầm' })
    expect(late.arrivalNumber).toBe(2)
    expect(desk.ok('registers.getDocument', { id: late.id }).lateReason).toBe('bưu điện giao nhầm')
  })

  test('of a year that was closed by mistake need no reason after it is reopened', () => {
    desk.register({ arrivalDate: '2025-12-01' })
    expect(desk.refusal('registers.reopenYear', { registerId: 'den', year: 2025, reason: 'x' })).toMatchObject({ code: 'YEAR_NOT_CLOSED', params: { year: 2025 } })
    desk.ok('registers.closeYear', { registerId: 'den', year: 2025 })
    desk.ok('registers.reopenYear', { registerId: 'den', year: 2025, reason: 'khóa nhầm' })
    expect(desk.register({ arrivalDate: '2025-12-02' }).arrivalNumber).toBe(2)
    desk.ok('registers.closeYear', { registerId: 'den', year: 2025 })
    expect(desk.refusal('registers.registerIncoming', { ...base(), arrivalDate: '2025-12-03' }).code).toBe('YEAR_CLOSED')
    expect(desk.refusal('registers.reopenYear', { registerId: 'x', year: 2025, reason: 'x' }).code).toBe('REGISTER_NOT_FOUND')
  })

  test('go into no closed book; renamed and reopened, it goes on with its numbers', () => {
    desk.ok('registers.openRegister', { id: 'don', name: 'Sổ đơn thư', kind: 'letters' })
    desk.register({ registerId: 'don' })
    desk.ok('registers.closeRegister', { registerId: 'don' })
    expect(desk.refusal('registers.registerIncoming', { ...base(), registerId: 'don' })).toEqual({ code: 'REGISTER_CLOSED', params: { registerId: 'don' } })
    expect(desk.refusal('registers.closeRegister', { registerId: 'don' }).code).toBe('REGISTER_CLOSED')
    expect(desk.refusal('registers.renameRegister', { registerId: 'don', name: 'sổ ĐĂNG KÝ văn bản đến' })).toMatchObject({ code: 'REGISTER_EXISTS', params: { id: 'den' } })
    desk.ok('registers.renameRegister', { registerId: 'don', name: 'Sổ đơn thư, kiến nghị' })
    desk.ok('registers.renameRegister', { registerId: 'don', name: 'SỔ ĐƠN THƯ, KIẾN NGHỊ' })
    desk.ok('registers.reopenRegister', { registerId: 'don' })
    expect(desk.refusal('registers.reopenRegister', { registerId: 'don' }).code).toBe('REGISTER_NOT_CLOSED')
    expect(desk.register({ registerId: 'don', subject: 'đơn thứ hai' }).arrivalNumber).toBe(2)
    expect(desk.ok('registers.listRegisters').registers.find(({ id }: Value) => id === 'don')).toMatchObject({ name: 'SỔ ĐƠN THƯ, KIẾN NGHỊ', closed: false })
    for (const name of ['registers.closeRegister', 'registers.reopenRegister']) expect(desk.refusal(name, { registerId: 'x' }).code).toBe('REGISTER_NOT_FOUND')
    expect(desk.refusal('registers.renameRegister', { registerId: 'x', name: 'y' }).code).toBe('REGISTER_NOT_FOUND')
  })

  test('wait for the last number on paper after a restore, and go on above it with what was lost listed', async () => {
    const { doubtNumbers } = await import('../../src-main/registers/index.ts')
    desk.register()
    desk.archive.journal.transact({ command: 'office.restore', actor: 'local' }, (tx) => {
      tx.append(doubtNumbers(tx, '2026-03-10', 'doubt'))
      return { ok: true, value: null }
    })
    expect(desk.refusal('registers.registerIncoming', base())).toMatchObject({ code: 'LAST_NUMBER_UNCONFIRMED', params: { registerId: 'den', year: 2026, lastNumber: 1 } })
    expect(desk.ok('registers.today').unconfirmed).toEqual([{ registerId: 'den', name: 'Sổ đăng ký văn bản đến', year: 2026, lastNumber: 1 }])
    expect(desk.refusal('registers.confirmLastNumber', { registerId: 'den', year: 2026, lastNumber: 0 }).code).toBe('LAST_NUMBER_TOO_LOW')
    expect(desk.ok('registers.confirmLastNumber', { registerId: 'den', year: 2026, lastNumber: 4 }).lost).toEqual([{ from: 2, to: 4 }])
    expect(desk.register().arrivalNumber).toBe(5)
    expect(desk.refusal('registers.confirmLastNumber', { registerId: 'den', year: 2026, lastNumber: 9 }).code).toBe('NOTHING_TO_CONFIRM')
  })

  test.each([['2026-03-08T00:00:00Z'], ['2026-03-12T02:00:01Z'], ['2028-04-20T00:00:00Z']])('ask first when the clock is far from the last entry: %s', (instant) => {
    desk.register({ arrivalDate: '2026-03-01' })
    desk.setClock(instant)
    expect(desk.refusal('registers.registerIncoming', { ...base(), arrivalDate: '2026-03-02' })).toMatchObject({ code: 'CLOCK_IN_DOUBT', params: { lastEntryAt: '2026-03-10T02:00:00.000Z' } })
    expect(desk.register({ arrivalDate: '2026-03-02', acceptClock: true }).arrivalNumber).toBe(2)
    // Once a person said that the clock is right, it is not asked about again.
    expect(desk.register({ arrivalDate: '2026-03-02' }).arrivalNumber).toBe(3)
  })

  test('do not ask on the next working day', () => {
    // Tuesday, Wednesday evening, Thursday, Friday morning, Monday evening.
    for (const instant of ['2026-03-10T02:00:00Z', '2026-03-11T10:00:00Z', '2026-03-12T09:00:00Z', '2026-03-13T00:30:00Z', '2026-03-16T11:00:00Z']) {
      desk.setClock(instant)
      desk.register()
    }
    desk.setClock('2026-03-18T11:00:00Z')
    expect(desk.refusal('registers.registerIncoming', base()).code).toBe('CLOCK_IN_DOUBT')
  })
})

describe('VI.III.1.h: twins', () => {
  test.each(['15-NQ/TU', '15 nq tu', 'Số: 015-NQ/TƯ', '15nq/tu', '15–NQ / TU'])('are refused however they are typed: %s', (typed) => {
    const first = desk.register({ numberSymbol: '15-NQ/TU', issuedDate: '2026-03-01' })
    const { code, params } = desk.refusal('registers.registerIncoming', { ...base(), numberSymbol: typed, issuingBody: { name: 'TINH UY PHU THO' } })
    expect(code).toBe('DUPLICATE_DOCUMENT')
    expect(params.twin).toMatchObject({ id: first.id, arrivalNumber: 1, numberSymbol: '15-NQ/TU', issuingBodyName: 'Tỉnh ủy Phú Thọ' })
    expect(desk.ok('registers.findTwin', { numberSymbol: typed, issuingBody: { name: 'Tỉnh ủy Phú Thọ' } }).twins.map((row: { id: string }) => row.id)).toEqual([first.id])
    const accepted = desk.register({ numberSymbol: typed, acceptDuplicate: { reason: 'bản chính sau bản sao' } })
    expect(accepted.arrivalNumber).toBe(2)
    expect(desk.ok('registers.getDocument', { id: accepted.id }).duplicateReason).toBe('bản chính sau bản sao')
  })

  test('are met across the years of a term where numbers run per term, and within a year where they run per year', () => {
    desk.archive.journal.transact({ command: 'office.setUp', actor: 'local' }, (tx) =>
      ok(tx.append([{ table: 'term', id: '2020-2025', set: { name: '2020 - 2025', from_date: '2020-08-01', to_date: '2025-06-30' } }, { table: 'term', id: '2025-2030', set: { name: '2025 - 2030', from_date: '2025-07-01', to_date: null } }])))
    const party = { ...base(), documentTypeId: 'nghi-quyet', numberSymbol: '15-NQ/TU' }
    const state = { ...base(), documentTypeId: 'quyet-dinh', numberSymbol: '15/QĐ-UBND', issuingBody: { name: 'Ủy ban nhân dân xã Tam Hồng', level: 'commune' } }
    for (const document of [party, state]) desk.register({ ...document, issuedDate: '2025-09-30' })

    const { code, params } = desk.refusal('registers.registerIncoming', { ...party, issuedDate: '2026-01-05' })
    expect([code, params.twin.issuedDate]).toEqual(['DUPLICATE_DOCUMENT', '2025-09-30'])
    expect(desk.refusal('registers.registerIncoming', { ...party, numberSymbol: '15 nq tu', issuedDate: '2026-01-05' }).code).toBe('DUPLICATE_DOCUMENT')
    const earlier = desk.register({ ...party, issuedDate: '2024-09-30' })
    expect(desk.refusal('registers.registerIncoming', { ...party, issuedDate: '2021-01-05' }).params.twin.id).toBe(earlier.id)

    expect(desk.refusal('registers.registerIncoming', { ...state, issuedDate: '2025-12-30' }).code).toBe('DUPLICATE_DOCUMENT')
    expect(desk.refusal('registers.registerIncoming', state).code).toBe('DUPLICATE_DOCUMENT')
    const typed = { numberSymbol: '15/QĐ-UBND', issuingBody: state.issuingBody, documentTypeId: 'quyet-dinh' }
    const whileTyping = (more: object) => desk.ok('registers.findTwin', { ...typed, issuingBody: { name: typed.issuingBody.name }, ...more }).twins.length
    expect([whileTyping({}), whileTyping({ issuedDate: '2025-01-02' }), whileTyping({ issuedDate: '2026-01-02' })]).toEqual([1, 1, 0])
    desk.register({ ...state, issuedDate: '2026-01-02' })
  })

  test('are none: another body, no number, a cancelled one', () => {
    const first = desk.register({ numberSymbol: '15-NQ/TU', issuedDate: '2026-03-01' })
    desk.register({ numberSymbol: '15-NQ/TU', issuingBody: { id: 'bo-chinh-tri' } })
    desk.register({ numberSymbol: '' })
    desk.register({ numberSymbol: '' })
    desk.ok('registers.cancelDocument', { id: first.id, reason: 'vào sổ nhầm' })
    desk.register({ numberSymbol: '15-NQ/TU', issuedDate: '2026-03-01' })
  })
})

function base() {
  return { documentTypeId: 'cong-van', issuingBody: { name: 'Tỉnh ủy Phú Thọ' }, subject: 'Về việc báo cáo công tác tháng' }
}

describe('the subject of a Tuyệt mật document', () => {
  const top = { documentTypeId: 'bao-cao', issuingBody: { name: 'Tỉnh ủy', level: 'province' }, secrecy: 'tuyet-mat' }

  test('stands in the register only where somebody in charge allowed it', () => {
    expect(desk.refusal('registers.registerIncoming', { ...top, subject: 'phương án đặc biệt' })).toMatchObject({ code: 'SUBJECT_NOT_ALLOWED', params: { secrecy: 'tuyet-mat' } })
    const without = desk.ok('registers.registerIncoming', top).id
    expect(desk.ok('registers.getDocument', { id: without })).toMatchObject({ subject: '(không ghi trích yếu)', subjectAllowedBy: null })
    const allowed = desk.ok('registers.registerIncoming', { ...top, subject: 'phương án đặc biệt', subjectAllowedBy: 'Bí thư' }).id
    expect(desk.ok('registers.getDocument', { id: allowed })).toMatchObject({ subject: 'phương án đặc biệt', subjectAllowedBy: 'Bí thư' })
    expect(desk.refusal('registers.registerIncoming', { ...top, secrecy: 'mat' })).toMatchObject({ code: 'SUBJECT_MISSING' })
    expect(desk.refusal('registers.draftOutgoing', { documentTypeId: 'cong-van', subject: 'x', secrecy: 'tuyet-mat' })).toMatchObject({ code: 'SUBJECT_NOT_ALLOWED' })
    expect(desk.refusal('registers.draftOutgoing', { documentTypeId: 'cong-van' })).toMatchObject({ code: 'DRAFT_INCOMPLETE' })
    expect(desk.ok('registers.getDocument', { id: desk.ok('registers.draftOutgoing', { documentTypeId: 'cong-van', secrecy: 'tuyet-mat' }).id }).subject).toBe('(không ghi trích yếu)')
  })

  test('is asked again where a level or a subject is mended', () => {
    const { id, entry } = desk.ok('registers.registerIncoming', { ...top, secrecy: 'none', subject: 'việc thường' })
    expect(desk.refusal('registers.editDocument', { id, basedOn: entry, changes: { secrecy: 'tuyet-mat' } })).toMatchObject({ code: 'SUBJECT_NOT_ALLOWED' })
    const allowed = desk.ok('registers.editDocument', { id, basedOn: entry, changes: { secrecy: 'tuyet-mat', subjectAllowedBy: 'Bí thư' } }).entry
    // Once allowed it is mended without asking again.
    desk.ok('registers.editDocument', { id, basedOn: allowed, changes: { subject: 'việc không thường' } })
    expect(desk.ok('registers.getDocument', { id })).toMatchObject({ subject: 'việc không thường', subjectAllowedBy: 'Bí thư' })
  })
})

// Papers in other hands, at the contract: handed over in batches, received on screen or by signature, asked back, returned, lost; their lists,
// their sheets, and what the transfer book says of them.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { paperHolders } from '../../src-main/registers/index.ts'
import { by, hire, sit } from '../handling/crew.ts'
import { readPrint } from '../documents/printed.ts'
import { openDesk } from './desk.ts'
import type { Desk, Value } from './desk.ts'
import { inAllFormats, printed, sheetRows } from './prints.ts'

let desk: Desk
beforeEach(() => {
  desk = openDesk()
  hire(desk)
  sit(desk, 'clerk')
})
afterEach(() => desk.close())

const incoming = (number: number, fields: object = {}): string => desk.register({ numberSymbol: `${number}-CV/TU`, issuedDate: '2026-03-05', ...fields }).id
const xdd = { unitId: 'xdd' }
const hand = (documentIds: readonly string[], fields: object = {}): Value => by(desk, 'clerk').ok('registers.handOver', { to: xdd, documentIds, ...fields })
const lines = (documentId: string): Value[] => desk.ok('registers.dispatchOf', { documentId }).dispatches
const listed = (when: string, scope = 'all'): Value => desk.ok('registers.listHandOvers', { when, scope })
const entries = (): number => desk.archive.journal.head().position

describe('a batch', () => {
  test('has one line for each document, in one entry, and its number in the year', () => {
    const [first, second] = [incoming(1), incoming(2)]
    const before = entries()
    const batch = hand([first, second, first])
    expect([batch.number, batch.ids.length, entries() - before]).toEqual([1, 2, 1])
    expect(lines(first)).toMatchObject([{ to: 'Ban Xây dựng Đảng', channel: 'direct', date: '2026-03-10', batch: { id: batch.id, number: 1 }, state: 'waiting', receivedBy: null, isMine: false }])
    expect(hand([incoming(3)], { to: { name: 'Chi bộ thôn 1' } }).number).toBe(2)
    desk.setClock('2027-01-05T02:00:00Z')
    expect(hand([first], { to: { unitId: 'kt' } }).number).toBe(1)
    expect(desk.ok('registers.documentHistory', { id: first }).entries.at(-1)).toMatchObject({ command: 'registers.handOver', actor: 'Văn thư' })
  })

  test('is refused as a whole, and says which document is at fault', () => {
    const [good, draft, gone, back] = [incoming(1), desk.ok('registers.draftOutgoing', { documentTypeId: 'cong-van', subject: 'x' }).id, incoming(2), incoming(3)]
    const secret = incoming(4, { secrecy: 'toi-mat' })
    desk.ok('registers.cancelDocument', { id: gone, reason: 'vào nhầm' })
    desk.ok('registers.returnDocument', { id: back, reason: 'gửi nhầm' })
    const limited = incoming(5)
    desk.archive.journal.transact({ command: 'x', actor: 'local' }, (tx) => ({ ok: true, value: tx.append([{ table: 'document', id: limited, set: { limited: 1 } }, { table: 'document_reader', id: 'r', set: { document_id: limited, account_id: 'leader', may: 'work' } }]) }))
    hand([good])
    const other = incoming(9)
    const before = entries()
    const refused = (id: string, fields: object = {}) => by(desk, 'clerk').refusal('registers.handOver', { to: xdd, documentIds: [other, id], ...fields })
    const specialist = { to: { accountId: 'specialist' } }
    expect(refused('x')).toEqual({ code: 'DOCUMENT_NOT_FOUND', params: { id: 'x' } })
    expect(refused(draft)).toEqual({ code: 'DOCUMENT_NOT_ISSUED', params: { id: draft } })
    expect(refused(gone)).toEqual({ code: 'DOCUMENT_CANCELLED', params: { id: gone } })
    expect(refused(back)).toEqual({ code: 'DOCUMENT_RETURNED', params: { id: back } })
    expect(refused(good)).toEqual({ code: 'ALREADY_HANDED', params: { id: good, name: 'Ban Xây dựng Đảng', date: '2026-03-10' } })
    expect(refused(good, { to: { name: 'Ban Xây dựng Đảng' } }).code).toBe('ALREADY_HANDED')
    expect(refused(secret, specialist)).toEqual({ code: 'CLEARANCE_TOO_LOW', params: { id: 'specialist', name: 'Chuyên viên Xây dựng Đảng', documentId: secret } })
    expect(refused(limited, specialist)).toMatchObject({ code: 'NOT_A_READER', params: { documentId: limited } })
    expect(refused(good, { to: { accountId: 'nobody' } })).toMatchObject({ code: 'ACCOUNT_NOT_FOUND' })
    expect(refused(good, { to: { unitId: 'nowhere' } })).toMatchObject({ code: 'UNIT_NOT_FOUND' })
    expect(refused(good, { date: '2026-03-11' }).code).toBe('NOTED_IN_FUTURE')
    expect(refused(good, { date: '2026-03-09' }).code).toBe('NOTED_BEFORE_DOCUMENT')
    expect([entries() - before, listed('waiting').counts.waiting]).toEqual([0, 1])
    // Another receiver may have a copy of it.
    expect(hand([good], { to: { unitId: 'kt' } }).number).toBe(2)
  })

  test('is proposed of what was handed out on the day, one for each receiver; by whom it is held and what has no paper stays out', () => {
    const [first, second, third, mailed] = [incoming(1), incoming(2), incoming(3), incoming(4, { channel: 'email' })]
    const to = [{ unitId: 'xdd', role: 'lead' }, { accountId: 'other', role: 'cooperating' }]
    for (const documentId of [first, second, mailed]) desk.ok('handling.distribute', { documentId, to })
    const { assignmentIds } = desk.ok('handling.distribute', { documentId: third, to: [{ name: 'Chi bộ thôn 2', role: 'lead' }] })
    desk.ok('handling.passOn', { assignmentId: assignmentIds[0], to: [{ accountId: 'head', role: 'lead' }] })
    const proposed = () => desk.ok('handling.suggestHandOver', {}).receivers.map(({ to: { kind, name }, lines: of }: Value) => [kind, name, of.map(({ role, document }: Value) => [role, document.numberSymbol].join(' '))])
    expect(proposed()).toEqual([
      ['unit', 'Ban Xây dựng Đảng', ['lead 1-CV/TU', 'lead 2-CV/TU']], ['name', 'Chi bộ thôn 2', ['lead 3-CV/TU']], ['account', 'Chuyên viên Kiểm tra', ['cooperating 1-CV/TU', 'cooperating 2-CV/TU']],
    ])
    const { ids } = hand([first])
    desk.ok('handling.withdraw', { assignmentId: assignmentIds[0], reason: 'giao lại' })
    desk.ok('registers.addArrival', { id: mailed, channel: 'post' })
    expect(proposed()).toEqual([['unit', 'Ban Xây dựng Đảng', ['lead 2-CV/TU', 'lead 4-CV/TU']], ['account', 'Chuyên viên Kiểm tra', ['cooperating 1-CV/TU', 'cooperating 2-CV/TU', 'cooperating 4-CV/TU']]])
    desk.ok('registers.strikeDispatches', { ids, reason: 'ghi nhầm' })
    expect(proposed()[0][2]).toContain('lead 1-CV/TU')
    desk.setClock('2026-03-11T02:00:00Z')
    expect(proposed()).toEqual([])
    expect(desk.ok('handling.suggestHandOver', { from: '2026-03-10' }).receivers).toHaveLength(2)
    expect(desk.refusal('handling.suggestHandOver', { from: '2026-03-12', to: '2026-03-11' }).code).toBe('RANGE_REVERSED')
  })
})

describe('a receipt', () => {
  test('is said by the receiver on their own desk, for all or some; what did not come stays open', () => {
    const documents = [incoming(1), incoming(2), incoming(3)]
    const { ids } = hand(documents)
    expect(by(desk, 'other').ok('registers.listHandOvers', { scope: 'mine' }).rows).toEqual([])
    expect(by(desk, 'other').refusal('registers.confirmReceipt', { ids })).toEqual({ code: 'DISPATCH_NOT_YOURS', params: { id: ids[0] } })
    expect(by(desk, 'specialist').ok('registers.listHandOvers', { scope: 'mine' })).toMatchObject({ rows: [{ isMine: true, to: { kind: 'unit', id: 'xdd' } }, {}, {}], counts: { waiting: 3 } })
    desk.setClock('2026-03-12T02:00:00Z')
    by(desk, 'specialist').ok('registers.confirmReceipt', { ids: ids.slice(0, 2), date: '2026-03-11' })
    expect(lines(documents[0]!)).toMatchObject([{ state: 'received', receivedBy: 'Chuyên viên Xây dựng Đảng', receivedDate: '2026-03-11', onScreen: true, receiptNotedBy: null }])
    expect(listed('waiting').rows.map(({ document }: Value) => document.numberSymbol)).toEqual(['3-CV/TU'])
    const again = (fields: object) => by(desk, 'head').refusal('registers.confirmReceipt', { ids: [ids[2]], ...fields })
    expect(again({ ids: [ids[2], ids[0]] })).toEqual({ code: 'DISPATCH_RECEIVED', params: { id: ids[0], name: 'Chuyên viên Xây dựng Đảng', date: '2026-03-11' } })
    expect(again({ date: '2026-03-09' })).toMatchObject({ code: 'RECEIVED_BEFORE_SENT', params: { id: ids[2], sentDate: '2026-03-10' } })
    expect(again({ date: '2026-03-13' }).code).toBe('NOTED_IN_FUTURE')
    expect(again({ ids: ['x'] }).code).toBe('DISPATCH_NOT_FOUND')
    expect(desk.ok('registers.listHandOvers', {}).counts.waiting).toBe(1)
  })

  test('is noted from the signed sheet by the clerk, whose name is kept; nothing is written over it', () => {
    const document = incoming(1)
    const { ids } = hand([document, incoming(2)], { to: { name: 'Chi bộ thôn 1' } })
    by(desk, 'clerk').ok('registers.noteReceipts', { ids, receivedBy: 'Bí thư chi bộ' })
    expect(lines(document)).toMatchObject([{ state: 'received', receivedBy: 'Bí thư chi bộ', receivedDate: '2026-03-10', onScreen: false, receiptNotedBy: 'Văn thư' }])
    for (const [name, input] of [['registers.noteReceipt', { id: ids[0] }], ['registers.noteReceipts', { ids }]] as const) expect(by(desk, 'clerk').refusal(name, { ...input, receivedBy: 'Người khác' }).code).toBe('DISPATCH_RECEIVED')
    desk.ok('registers.strikeDispatchNote', { id: ids[0], kind: 'received', reason: 'nhầm dòng' })
    expect(lines(document)).toMatchObject([{ state: 'waiting', receivedBy: null, receivedDate: null, receiptNotedBy: null, struckNotes: [{ kind: 'received', date: '2026-03-10', person: 'Bí thư chi bộ', reason: 'nhầm dòng' }] }])
    desk.ok('registers.noteReceipt', { id: ids[0], receivedBy: 'Phó Bí thư chi bộ' })
    expect(lines(document)).toMatchObject([{ receivedBy: 'Phó Bí thư chi bộ', struckNotes: [{ person: 'Bí thư chi bộ' }] }])
    expect(desk.ok('registers.documentHistory', { id: document }).entries.find((one: Value) => one.command === 'registers.strikeDispatchNote')).toMatchObject({ reason: 'nhầm dòng' })
  })
})

describe('a receipt that one said oneself', () => {
  test('is taken back by who said it, with a reason; it stays beside the line, and the paper waits again', () => {
    const document = incoming(1)
    const { ids } = hand([document, incoming(2)])
    const back = (who: 'specialist' | 'head' | 'other' | 'clerk', fields: object = {}) => by(desk, who).call('registers.takeBackReceipts', { ids, reason: 'nhầm sang phiếu khác', ...fields })
    expect(back('specialist')).toEqual({ ok: false, error: { code: 'NOTHING_TO_STRIKE', params: { id: ids[0] } } })
    by(desk, 'specialist').ok('registers.confirmReceipt', { ids })
    sit(desk, 'specialist')
    expect(lines(document)).toMatchObject([{ state: 'received', onScreen: true, isMine: true, isMyReceipt: true }])
    sit(desk, 'head')
    expect(lines(document)).toMatchObject([{ isMine: true, isMyReceipt: false }])
    // Another of the unit did not say it, somebody else has no part in it, and a reason is asked.
    expect(back('head')).toMatchObject({ error: { code: 'RECEIPT_NOT_YOURS', params: { name: 'Chuyên viên Xây dựng Đảng' } } })
    expect(back('other')).toMatchObject({ error: { code: 'DISPATCH_NOT_YOURS' } })
    expect(back('clerk')).toMatchObject({ error: { code: 'DISPATCH_NOT_YOURS' } })
    const before = entries()
    expect(back('specialist')).toMatchObject({ ok: true, value: { ids } })
    expect(entries() - before).toBe(1)
    expect(lines(document)).toMatchObject([{ state: 'waiting', receivedBy: null, receivedDate: null, onScreen: false, struckNotes: [{ kind: 'received', date: '2026-03-10', person: 'Chuyên viên Xây dựng Đảng', reason: 'nhầm sang phiếu khác' }] }])
    expect(listed('waiting').counts.waiting).toBe(2)
    expect(desk.ok('registers.documentHistory', { id: document }).entries.at(-1)).toMatchObject({ command: 'registers.takeBackReceipts', reason: 'nhầm sang phiếu khác', actor: 'Chuyên viên Xây dựng Đảng' })
    // Said once more it stands again; from the signed sheet it is the clerk's to strike; what came back since is over.
    by(desk, 'specialist').ok('registers.confirmReceipt', { ids: [ids[0]] })
    by(desk, 'clerk').ok('registers.noteReceipts', { ids: [ids[1]], receivedBy: 'Chuyên viên Xây dựng Đảng' })
    expect(back('specialist', { ids: [ids[1]] })).toMatchObject({ error: { code: 'RECEIPT_NOT_YOURS', params: { name: 'Văn thư' } } })
    by(desk, 'clerk').ok('registers.notePaperReturned', { ids: [ids[0]] })
    expect(back('specialist', { ids: [ids[0]] })).toMatchObject({ error: { code: 'DISPATCH_ENDED' } })
  })
})

describe('a paper that is out', () => {
  test('is asked back, comes back, and handed on again is a new line', () => {
    const document = incoming(1)
    const [id] = hand([document]).ids
    desk.ok('registers.askBack', { ids: [id] })
    expect(desk.refusal('registers.askBack', { ids: [id] })).toEqual({ code: 'DISPATCH_ASKED_BACK', params: { id, date: '2026-03-10' } })
    expect(listed('asked-back')).toMatchObject({ rows: [{ id, askedBackOn: '2026-03-10' }], counts: { waiting: 1, 'asked-back': 1, lost: 0 } })
    desk.setClock('2026-03-13T02:00:00Z')
    by(desk, 'specialist').ok('registers.confirmReceipt', { ids: [id], date: '2026-03-12' })
    expect(by(desk, 'clerk').refusal('registers.notePaperReturned', { ids: [id], date: '2026-03-11' })).toMatchObject({ code: 'RECEIVED_BEFORE_SENT', params: { sentDate: '2026-03-12' } })
    desk.ok('registers.notePaperReturned', { ids: [id], note: 'rách góc' })
    expect(lines(document)).toMatchObject([{ state: 'returned', outcome: { kind: 'returned', date: '2026-03-13', note: 'rách góc', notedBy: 'Văn thư' } }])
    expect(listed('asked-back')).toMatchObject({ rows: [], counts: { waiting: 0, 'asked-back': 0 } })
    for (const [name, input] of [['notePaperReturned', {}], ['notePaperLost', { reason: 'x' }], ['askBack', {}], ['noteReceipts', { receivedBy: 'x' }]] as const) {
      expect(desk.refusal(`registers.${name}`, { ids: [id], ...input })).toEqual({ code: 'DISPATCH_ENDED', params: { id, outcome: 'returned', date: '2026-03-13' } })
    }
    hand([document])
    expect(lines(document).map(({ state }) => state)).toEqual(['returned', 'waiting'])
    // The return was no slip: the paper would be out twice.
    expect(desk.refusal('registers.strikeDispatchNote', { id, kind: 'returned', reason: 'nhầm' }).code).toBe('ALREADY_HANDED')
    expect(desk.refusal('registers.strikeDispatchNote', { id, kind: 'lost', reason: 'nhầm' })).toEqual({ code: 'NOTHING_TO_STRIKE', params: { id } })
  })

  test('is lost by a report, stands among the lost ones until it is found, and what was struck stays to be read', () => {
    const document = incoming(1)
    const [id] = hand([document]).ids
    desk.ok('registers.notePaperLost', { ids: [id], reason: 'Biên bản số 1' })
    expect(listed('lost')).toMatchObject({ rows: [{ id, state: 'lost', outcome: { kind: 'lost', note: 'Biên bản số 1' } }], counts: { waiting: 0, lost: 1 } })
    desk.ok('registers.strikeDispatchNote', { id, kind: 'lost', reason: 'đã tìm thấy' })
    expect(lines(document)).toMatchObject([{ state: 'waiting', outcome: null, struckNotes: [{ kind: 'lost', note: 'Biên bản số 1', reason: 'đã tìm thấy' }] }])
    expect(listed('lost').rows).toEqual([])
    desk.ok('registers.strikeDispatches', { ids: [id], reason: 'ghi nhầm' })
    expect(listed('waiting').rows).toEqual([])
    expect(desk.refusal('registers.strikeDispatches', { ids: [id], reason: 'nữa' }).code).toBe('ENTRY_STRUCK')
    expect(desk.refusal('registers.strikeDispatchNote', { id, kind: 'lost', reason: 'nữa' }).code).toBe('ENTRY_STRUCK')
    const { ids } = desk.ok('registers.noteDispatch', { documentId: document, to: ['Tỉnh ủy'], channel: 'email' })
    expect(desk.refusal('registers.notePaperReturned', { ids })).toEqual({ code: 'NOT_ON_PAPER', params: { id: ids[0] } })
  })

  test('is with whom it was handed or sent to until it is back, lost or struck; so is a record copy in use', () => {
    desk.ok('registers.openPeriod', { period: 'term', from: '2025-08-01', name: 'Nhiệm kỳ' })
    const document = desk.ok('registers.issueOutgoing', { documentTypeId: 'cong-van', subject: 'x', issuedDate: '2026-03-09', signer: { name: 'Chánh Văn phòng' } }).id as string
    const held = () => paperHolders(desk.db, document).map(({ name, how, received }) => [name, how, received])
    const sent = (to: string, channel: string) => desk.ok('registers.noteDispatch', { documentId: document, to: [to], channel }).ids[0] as string
    const [post, mail] = [sent('Tỉnh ủy', 'post'), sent('Huyện ủy', 'email')]
    const [paper] = hand([document]).ids
    const { id: use } = desk.ok('registers.noteRecordCopyUse', { documentId: document, user: 'Chuyên viên tổng hợp', purpose: 'đối chiếu' })
    by(desk, 'specialist').ok('registers.confirmReceipt', { ids: [paper] })
    expect(mail).not.toBe('')
    expect(held()).toEqual([['Tỉnh ủy', 'post', false], ['Ban Xây dựng Đảng', 'direct', true], ['Chuyên viên tổng hợp', 'record-copy', true]])
    by(desk, 'clerk').ok('registers.notePaperReturned', { ids: [paper] })
    by(desk, 'clerk').ok('registers.strikeDispatch', { id: post, reason: 'ghi nhầm' })
    by(desk, 'clerk').ok('registers.returnRecordCopy', { id: use })
    expect(held()).toEqual([])
  })

  test('is in no list of who may not read its document', () => {
    const secret = incoming(7, { secrecy: 'toi-mat', subject: 'về phương án' })
    const { ids, id } = hand([secret])
    for (const scope of ['mine', 'all']) expect(by(desk, 'specialist').ok('registers.listHandOvers', { scope })).toMatchObject({ rows: [], counts: { waiting: 0 } })
    sit(desk, 'clerk')
    expect(listed('waiting').rows).toMatchObject([{ id: ids[0], document: { subject: 'về phương án', number: '1' } }])
    expect(id).toBeTypeOf('string')
  })
})

describe('on paper', () => {
  test('a batch is a sheet with one place to sign, in every format; of what its reader may not read the number stands', async () => {
    const [first, second, secret] = [incoming(1, { subject: 'về nông thôn mới' }), incoming(2), incoming(3, { secrecy: 'mat', subject: 'về phương án kín' })]
    const batch = hand([first, second, secret])
    desk.ok('registers.strikeDispatch', { id: batch.ids[1], reason: 'chưa giao' })
    const batchIds = [batch.id]
    for (const { words } of await inAllFormats(desk, 'registers.printHandOvers', { batchIds })) {
      for (const said of ['PHIẾU GIAO NHẬN VĂN BẢN', 'Số 1, ngày 10/03/2026', 'Đơn vị hoặc người nhận: Ban Xây dựng Đảng', '1-CV/TU', 'Tỉnh ủy Phú Thọ; Công văn: về nông thôn mới', 'về phương án kín', 'Đã gạch: chưa giao', 'Cộng: 2 văn bản.', 'NGƯỜI NHẬN', 'NGƯỜI GIAO']) expect(words).toContain(said)
      expect(words.match(/NGƯỜI NHẬN/g)).toHaveLength(1)
    }
    const { id: other } = hand([incoming(4)], { to: { name: 'Chi bộ thôn 1' } })
    const both = await printed(desk, 'registers.printHandOvers', { batchIds: [batch.id, other] })
    expect([both.value.fileName, (await readPrint(both.value.bytes)).length]).toEqual(['Phiếu giao nhận ngày 10-03-2026.pdf', 2])
    sit(desk, 'specialist')
    for (const { words } of await inAllFormats(desk, 'registers.printHandOvers', { batchIds })) {
      expect(words).toContain('Văn bản mật, không hiển thị')
      expect(words).not.toContain('phương án kín')
    }
    sit(desk, 'clerk')
    const { id: kept } = hand([secret], { to: { name: 'Công an xã' } })
    sit(desk, 'specialist')
    for (const id of [kept, 'x']) expect(await desk.task('registers.printHandOvers', { batchIds: [batch.id, id] })).toMatchObject({ error: { code: 'BATCH_NOT_FOUND', params: { id } } })
  })

  test('the transfer book says batch, receipt, who said it, return and loss, and what was struck', async () => {
    const documents = [1, 2, 3, 4].map((number) => incoming(number))
    const { ids } = hand(documents)
    by(desk, 'specialist').ok('registers.confirmReceipt', { ids: [ids[0]] })
    sit(desk, 'clerk')
    desk.ok('registers.noteReceipts', { ids: [ids[1]], receivedBy: 'Trưởng ban' })
    desk.ok('registers.notePaperReturned', { ids: [ids[1]], note: 'rách góc' })
    desk.ok('registers.notePaperLost', { ids: [ids[2]], reason: 'Biên bản số 1' })
    desk.ok('registers.askBack', { ids: [ids[3]] })
    desk.ok('registers.strikeDispatchNote', { id: ids[3], kind: 'asked-back', reason: 'đòi nhầm' })
    const { value } = await printed(desk, 'registers.printLedger', { ledger: 'transfer', withCover: false, format: 'xlsx' })
    const rows = sheetRows(value.bytes).filter((cells) => cells[2]?.endsWith('-CV/TU'))
    expect(rows.map((cells) => cells.slice(2))).toEqual([
      ['1-CV/TU', 'Ban Xây dựng Đảng', 'Chuyên viên Xây dựng Đảng; 10/03/2026; xác nhận trên máy', 'Phiếu giao nhận 1'],
      ['2-CV/TU', 'Ban Xây dựng Đảng', 'Trưởng ban; 10/03/2026', 'Phiếu giao nhận 1; Trả lại 10/03/2026: rách góc'],
      ['3-CV/TU', 'Ban Xây dựng Đảng', '', 'Phiếu giao nhận 1; Thất lạc 10/03/2026: Biên bản số 1'],
      ['4-CV/TU', 'Ban Xây dựng Đảng', '', 'Phiếu giao nhận 1; Đã gạch “Đòi lại 10/03/2026”: đòi nhầm'],
    ])
  })
})

// The course of incoming documents: handed out, taken on, passed on, answered, done; by whom, and noted by whom.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { replayEqual } from '../../src-main/archive/replay.ts'
import { sql } from '../../src-main/archive/sql.ts'
import { officeSchema } from '../../src-main/office/schema.ts'
import { openDesk } from '../registers/desk.ts'
import type { Desk, Value } from '../registers/desk.ts'
import { by, hire, rowsIn } from './crew.ts'

let desk: Desk
let documentId: string
beforeEach(() => {
  desk = openDesk()
  desk.ok('registers.openPeriod', { period: 'term', from: '2025-08-01', name: 'Nhiệm kỳ 2025–2030' })
  hire(desk)
  documentId = desk.register({ numberSymbol: '15-CV/TU', issuedDate: '2026-03-05' }).id
})
afterEach(async () => {
  expect(await replayEqual(desk.db, officeSchema)).toEqual({ equal: true, differences: [], parked: [] })
  desk.close()
})

const course = (id = documentId): Value => by(desk, 'clerk').ok('handling.getCourse', { documentId: id })
const kinds = (): string[] => course().events.map((event: Value) => event.kind)
const lead = (who: object, more: object = {}) => ({ ...who, role: 'lead', ...more })
/** The clerk hands the document to the unit, and its assignment. */
const toUnit = (more: object = {}): string => by(desk, 'clerk').ok('handling.distribute', { documentId, to: [lead({ unitId: 'xdd' })], ...more }).assignmentIds[0]

describe('the whole course of a document is kept', () => {
  test('from distribution over directions, passing on, progress and answer to its end', () => {
    desk.stage('a'.repeat(64), 'bút phê.png', 'image/png')
    by(desk, 'leader').ok('handling.direct', { documentId, direction: 'Giao Ban Xây dựng Đảng tham mưu', ink: { fileId: 'a'.repeat(64) } })
    const id = toUnit({ to: [lead({ unitId: 'xdd' }, { direction: 'Tham mưu văn bản trả lời' }), { unitId: 'vp', role: 'cooperating' }, { name: 'Chi bộ thôn 2', role: 'information' }], asksReceipt: true })
    by(desk, 'head').ok('handling.accept', { assignmentId: id })
    desk.setClock('2026-03-11T02:00:00Z')
    const [child] = by(desk, 'head').ok('handling.passOn', { assignmentId: id, to: [lead({ accountId: 'specialist' })], direction: 'Soạn trả lời', dueDate: '2026-03-17' }).assignmentIds
    by(desk, 'specialist').ok('handling.accept', { assignmentId: child })
    by(desk, 'specialist').ok('handling.reportProgress', { assignmentId: child, text: 'Đề xuất trả lời trước ngày 15' })
    desk.as({})
    const answer = desk.ok('registers.issueOutgoing', { documentTypeId: 'cong-van', subject: 'về trả lời', issuedDate: '2026-03-11', signer: { name: 'Bí thư' } })
    by(desk, 'specialist').ok('handling.answer', { documentId, answerDocumentId: answer.id })
    by(desk, 'specialist').ok('handling.complete', { assignmentId: child })
    expect(course()).toMatchObject({ state: 'open', overdue: false })
    by(desk, 'head').ok('handling.complete', { assignmentId: id, result: 'Đã trả lời Tỉnh ủy' })
    const open = course()
    expect(open).toMatchObject({ state: 'open' })
    by(desk, 'clerk').ok('handling.complete', { assignmentId: open.assignments.find((one: Value) => one.role === 'cooperating').id })

    const all = course()
    expect(all).toMatchObject({ state: 'done', overdue: false, onTime: true, dueDate: '2026-03-24' })
    expect(all.assignments.map((one: Value) => [one.depth, one.role, one.to.name, one.state])).toEqual([
      [0, 'lead', 'Ban Xây dựng Đảng', 'completed'], [1, 'lead', 'Chuyên viên Xây dựng Đảng', 'completed'], [0, 'cooperating', 'Văn phòng', 'completed'], [0, 'information', 'Chi bộ thôn 2', 'given'],
    ])
    expect(all.events.map((event: Value) => [event.kind, event.by.name])).toEqual([
      ['directed', 'Bí thư'], ['distributed', 'Văn thư'], ['distributed', 'Văn thư'], ['distributed', 'Văn thư'], ['accepted', 'Trưởng ban Xây dựng Đảng'],
      ['directed', 'Trưởng ban Xây dựng Đảng'], ['passed-on', 'Trưởng ban Xây dựng Đảng'], ['accepted', 'Chuyên viên Xây dựng Đảng'], ['progress', 'Chuyên viên Xây dựng Đảng'], ['answered', 'Chuyên viên Xây dựng Đảng'],
      ['completed', 'Chuyên viên Xây dựng Đảng'], ['completed', 'Trưởng ban Xây dựng Đảng'], ['completed', 'Văn thư'],
    ])
    expect(all.events[0]).toMatchObject({ text: 'Giao Ban Xây dựng Đảng tham mưu', ink: { name: 'bút phê.png', mediaType: 'image/png', size: 12 } })
    expect(all.events.find((event: Value) => event.kind === 'answered').answer).toMatchObject({ id: answer.id, numberSymbol: '01-CV/ĐU' })
    // The two documents tell of each other as if the answer had been registered as one.
    expect(desk.ok('registers.getDocument', { id: documentId }).links).toMatchObject([{ kind: 'in-reply-to', direction: 'to', id: answer.id }])
  })

  test('what happened is never written over: each act adds a line, none changes one', () => {
    const id = toUnit()
    const before = desk.db.all(sql`SELECT * FROM handling_event ORDER BY done_at, id`)
    by(desk, 'head').ok('handling.reportProgress', { assignmentId: id, text: 'Đang soạn' })
    by(desk, 'clerk').ok('handling.extend', { assignmentId: id, until: '2026-04-10', reason: 'Chờ số liệu' })
    by(desk, 'clerk').ok('handling.withdraw', { assignmentId: id, reason: 'Giao lại' })
    expect(desk.db.all(sql`SELECT * FROM handling_event ORDER BY done_at, id`).slice(0, before.length)).toEqual(before)
    expect(kinds()).toEqual(['distributed', 'progress', 'extended', 'withdrawn'])
  })
})

test('a document is done with its lead and open again when it is handed out anew', () => {
  const id = toUnit()
  by(desk, 'head').ok('handling.complete', { assignmentId: id })
  expect(course().state).toBe('done')
  const again = by(desk, 'clerk').ok('handling.distribute', { documentId, to: [lead({ accountId: 'other' })], dueDate: null }).assignmentIds[0]
  expect(course()).toMatchObject({ state: 'open', dueDate: null, completedAt: null })
  by(desk, 'other').ok('handling.complete', { assignmentId: again })
  expect(course()).toMatchObject({ state: 'done', onTime: null })
})

test('what is given for information is done when it was seen, and holds no document open', () => {
  const [only] = by(desk, 'clerk').ok('handling.distribute', { documentId, to: [{ accountId: 'other', role: 'information' }] }).assignmentIds
  expect(course()).toMatchObject({ state: 'none', assignments: [{ dueDate: null, state: 'given' }] })
  by(desk, 'other').ok('handling.accept', { assignmentId: only })
  expect(course().assignments[0].state).toBe('completed')
})

describe('one leads at a time', () => {
  test('at the level of the document, and of what is passed on', () => {
    const id = toUnit()
    const clerk = by(desk, 'clerk')
    expect(clerk.refusal('handling.distribute', { documentId, to: [lead({ accountId: 'other' })] })).toEqual({ code: 'LEAD_STANDS', params: { name: 'Ban Xây dựng Đảng' } })
    expect(clerk.refusal('handling.distribute', { documentId, to: [{ unitId: 'xdd', role: 'cooperating' }] })).toMatchObject({ code: 'ASSIGNED_TWICE' })
    expect(by(desk, 'head').refusal('handling.passOn', { assignmentId: id, to: [lead({ accountId: 'specialist' }), lead({ accountId: 'other' })] })).toMatchObject({ code: 'LEAD_STANDS', params: { name: 'Chuyên viên Xây dựng Đảng' } })
    expect(by(desk, 'head').refusal('handling.passOn', { assignmentId: id, to: [{ accountId: 'specialist', role: 'cooperating' }] }).code).toBe('LEAD_MISSING')
    by(desk, 'clerk').ok('handling.withdraw', { assignmentId: id, reason: 'Giao nhầm' })
    expect(clerk.ok('handling.distribute', { documentId, to: [lead({ accountId: 'other' })] }).assignmentIds).toHaveLength(1)
  })
})

test('work goes back to who gave it with a reason, and what was passed on of it is withdrawn', () => {
  const id = toUnit()
  const [child] = by(desk, 'head').ok('handling.passOn', { assignmentId: id, to: [lead({ accountId: 'specialist' })] }).assignmentIds
  by(desk, 'specialist').ok('handling.return', { assignmentId: child, reason: 'Không thuộc việc được giao' })
  expect(course().assignments.map((one: Value) => [one.state, one.result])).toEqual([['working', null], ['returned', 'Không thuộc việc được giao']])
  const [second] = by(desk, 'head').ok('handling.passOn', { assignmentId: id, to: [lead({ name: 'Cộng tác viên' })] }).assignmentIds
  by(desk, 'head').ok('handling.return', { assignmentId: id, reason: 'Thuộc Ủy ban Kiểm tra' })
  expect(course().assignments.map((one: Value) => one.state)).toEqual(['returned', 'returned', 'withdrawn'])
  expect(course().state).toBe('none')
  expect(by(desk, 'head').refusal('handling.complete', { assignmentId: second })).toMatchObject({ code: 'ASSIGNMENT_CLOSED', params: { state: 'withdrawn' } })
})

describe('ghi thay: who may note for others', () => {
  test('writes down what another directed, handed out and did, and stands beside it', () => {
    const clerk = by(desk, 'clerk')
    clerk.ok('handling.direct', { documentId, direction: 'Giao Kiểm tra', onBehalfOf: { accountId: 'leader' } })
    const [id] = clerk.ok('handling.distribute', { documentId, to: [lead({ accountId: 'other' }), { name: 'Chi bộ thôn 2', role: 'cooperating' }], onBehalfOf: { name: 'Phó Bí thư Thường trực' } }).assignmentIds
    clerk.ok('handling.accept', { assignmentId: id })
    const shown = course()
    expect(shown.events.map((event: Value) => [event.by, event.notedBy?.name])).toEqual([
      [{ id: 'leader', name: 'Bí thư' }, 'Văn thư'], [{ id: null, name: 'Phó Bí thư Thường trực' }, 'Văn thư'], [{ id: null, name: 'Phó Bí thư Thường trực' }, 'Văn thư'], [{ id: 'other', name: 'Chuyên viên Kiểm tra' }, 'Văn thư'],
    ])
    expect(shown.assignments[0]).toMatchObject({ givenBy: { name: 'Phó Bí thư Thường trực' }, notedBy: { id: 'clerk' } })
    // Their own acts need nobody to note them.
    by(desk, 'other').ok('handling.reportProgress', { assignmentId: id, text: 'Đang làm' })
    expect(course().events.at(-1)).toMatchObject({ by: { id: 'other' }, notedBy: null })
  })

  test('nobody else acts for another, or says that another did', () => {
    const id = toUnit()
    expect(by(desk, 'other').refusal('handling.accept', { assignmentId: id })).toEqual({ code: 'ASSIGNMENT_NOT_YOURS', params: { id } })
    expect(by(desk, 'other').refusal('handling.withdraw', { assignmentId: id, reason: 'x' }).code).toBe('ASSIGNMENT_NOT_YOURS')
    expect(by(desk, 'leader').call('handling.direct', { documentId, direction: 'x', onBehalfOf: { accountId: 'head' } })).toMatchObject({ error: { code: 'NOT_ALLOWED' } })
    expect(by(desk, 'clerk').call('handling.direct', { documentId, direction: 'x' })).toMatchObject({ error: { code: 'NOT_ALLOWED', params: { needs: ['direct'] } } })
    expect(kinds()).toEqual(['distributed'])
  })
})

test('VI.III.1.m: who hands out follows: more time with a reason, taken back, reminded until something is done', () => {
  const id = toUnit({ dueDate: '2026-03-20' })
  const clerk = by(desk, 'clerk')
  expect(clerk.refusal('handling.extend', { assignmentId: id, until: '2026-03-20', reason: 'x' })).toMatchObject({ code: 'EXTENSION_NOT_LATER', params: { dueDate: '2026-03-20' } })
  clerk.ok('handling.extend', { assignmentId: id, until: '2026-03-27', reason: 'Chờ số liệu' })
  expect(course().events.at(-1)).toMatchObject({ kind: 'extended', text: 'Chờ số liệu', dueBefore: '2026-03-20', dueAfter: '2026-03-27' })
  expect(desk.ok('registers.getDocument', { id: documentId }).dueDate).toBe('2026-03-27')
  clerk.ok('handling.remind', { assignmentId: id, text: 'Lãnh đạo hỏi' })
  const reminders = (): Value[] => by(desk, 'specialist').ok('handling.listReminders').reminders
  expect(reminders()).toMatchObject([{ id, kind: 'asked', workingDays: null, asked: { by: 'Văn thư', text: 'Lãnh đạo hỏi' }, document: { numberSymbol: '15-CV/TU' } }])
  by(desk, 'head').ok('handling.accept', { assignmentId: id })
  expect(reminders()).toEqual([])
  // Three working days before, one before, and each working day after; not on the days between, nor on a Sunday.
  const told = (day: string) => { desk.setClock(`${day}T02:00:00Z`); return reminders().map((one: Value) => [one.kind, one.workingDays]) }
  expect(told('2026-03-23')).toEqual([])
  expect(told('2026-03-24')).toEqual([['due', 3]])
  expect(told('2026-03-25')).toEqual([])
  expect(told('2026-03-26')).toEqual([['due', 1]])
  expect(told('2026-03-29')).toEqual([])
  expect(told('2026-03-30')).toEqual([['overdue', 1]])
  expect(course()).toMatchObject({ overdue: true })
})

describe('days due', () => {
  test('of the register follow the lead to whom a document goes after another, as long as nobody wrote a day of its own into it', () => {
    const clerk = by(desk, 'clerk')
    const registered = () => desk.ok('registers.getDocument', { id: documentId })
    clerk.ok('handling.withdraw', { assignmentId: toUnit({ dueDate: '2026-03-20' }), reason: 'giao nhầm' })
    const second = toUnit({ dueDate: '2026-04-03' })
    expect(registered().dueDate).toBe('2026-04-03')
    clerk.ok('handling.withdraw', { assignmentId: second, reason: 'giao nhầm' })
    clerk.ok('registers.editDocument', { id: documentId, basedOn: registered().entry, changes: { dueDate: '2026-03-31' } })
    toUnit({ dueDate: '2026-04-10' })
    expect(registered().dueDate).toBe('2026-03-31')
  })

  test('are reckoned over Tết and the days that the office set itself', () => {
    desk.as({})
    desk.setClock('2027-02-02T02:00:00Z')
    // Tết 2027 is off from Thursday 04/02 to Wednesday 10/02, made-up days included; three working days are 03/02, 11/02 and 12/02.
    const khan = desk.register({ numberSymbol: '16-CV/TU', urgency: 'khan', acceptClock: true }).id
    const due = () => desk.ok('handling.suggestDueDate', { documentId: khan }).dueDate
    expect(due()).toBe('2027-02-12')
    desk.ok('handling.setOwnDays', { days: [{ day: '2027-02-11', kind: 'off', reason: 'Khai xuân' }] })
    expect(due()).toBe('2027-02-15')
    expect(desk.ok('handling.listDueDays', { from: '2027-02-10', to: '2027-02-12' }).days).toMatchObject([{ off: { kind: 'made-up' }, own: null }, { off: { kind: 'own' }, own: { kind: 'off', reason: 'Khai xuân' } }, { off: null }])
    desk.ok('handling.setOwnDays', { days: [{ day: '2027-02-13', kind: 'working', reason: 'Làm bù' }] })
    expect(due()).toBe('2027-02-13')
    desk.ok('handling.setOwnDays', { days: [{ day: '2027-02-11', kind: 'lawful' }] })
    expect(due()).toBe('2027-02-12')
    const [id] = desk.ok('handling.distribute', { documentId: khan, to: [{ name: 'Văn phòng', role: 'lead' }] }).assignmentIds
    expect(desk.ok('handling.getCourse', { documentId: khan }).assignments).toMatchObject([{ id, dueDate: '2027-02-12' }])
    expect(desk.ok('registers.getDocument', { id: khan }).dueDate).toBe('2027-02-12')
  })

  test('are the registration’s own where it says one; an invitation has none; what came long ago gets its term from today', () => {
    const due = (fields: Record<string, unknown>): string | null => {
      desk.as({})
      const { id } = desk.register(fields)
      return by(desk, 'clerk').ok('handling.getCourse', { documentId: by(desk, 'clerk').ok('handling.distribute', { documentId: id, to: [lead({ unitId: 'xdd' })] }).documentId }).assignments[0].dueDate
    }
    expect(due({ numberSymbol: '17-CV/TU', dueDate: '2026-03-13' })).toBe('2026-03-13')
    expect(due({ numberSymbol: '18-GM/TU', documentTypeId: 'giay-moi' })).toBeNull()
    expect(due({ numberSymbol: '19-CV/TU', arrivalDate: '2026-01-05' })).toBe('2026-03-24')
    expect(by(desk, 'clerk').refusal('handling.distribute', { documentId, to: [lead({ unitId: 'xdd' })], dueDate: '2026-03-09' }).code).toBe('DUE_BEFORE_ARRIVAL')
    expect(by(desk, 'clerk').ok('handling.suggestDueDate', { urgency: 'hoa-toc', day: '2026-03-14' })).toEqual({ dueDate: '2026-03-16', forwardBy: '2026-03-16' })
  })
})

describe('a document that a person may not read', () => {
  test('is not there for them, and cannot be given to them', () => {
    desk.as({})
    const secret = desk.register({ numberSymbol: '20-CV/TU', secrecy: 'mat' }).id
    const clerk = by(desk, 'clerk')
    expect(clerk.refusal('handling.distribute', { documentId: secret, to: [lead({ accountId: 'specialist' })] })).toEqual({ code: 'CLEARANCE_TOO_LOW', params: { id: 'specialist', name: 'Chuyên viên Xây dựng Đảng' } })
    const [id] = clerk.ok('handling.distribute', { documentId: secret, to: [lead({ unitId: 'xdd' })], dueDate: '2026-03-11' }).assignmentIds
    const written = rowsIn(desk, 'handling_event')
    const specialist = by(desk, 'specialist')
    for (const [name, input] of [
      ['accept', { assignmentId: id }], ['reportProgress', { assignmentId: id, text: 'x' }], ['complete', { assignmentId: id }], ['return', { assignmentId: id, reason: 'x' }], ['passOn', { assignmentId: id, to: [lead({ accountId: 'other' })] }],
      ['answer', { documentId: secret, answerDocumentId: secret }], ['remind', { assignmentId: id }], ['extend', { assignmentId: id, until: '2026-05-01', reason: 'x' }], ['withdraw', { assignmentId: id, reason: 'x' }],
      ['getCourse', { documentId: secret }], ['suggestDueDate', { documentId: secret }],
    ] as const) expect([name, specialist.refusal(`handling.${name}`, input)]).toEqual([name, { code: 'DOCUMENT_NOT_FOUND', params: { id: secret } }])
    expect(specialist.ok('handling.listBoard', { scope: 'all' })).toMatchObject({ rows: [], counts: { open: 0, waiting: 0 } })
    expect(specialist.ok('handling.listReminders').reminders).toEqual([])
    expect(specialist.ok('handling.listDueDays', { scope: 'all', from: '2026-03-11', to: '2026-03-11' }).days[0].due).toBe(0)
    expect(rowsIn(desk, 'handling_event')).toBe(written)
    expect(by(desk, 'head').ok('handling.listBoard').rows).toMatchObject([{ id, document: { secrecy: 'mat' } }])
  })
})

test('what is not an incoming document that stands is not handed out, and leaves the boards', () => {
  desk.as({})
  const out = desk.ok('registers.draftOutgoing', { documentTypeId: 'cong-van', subject: 'đi' })
  const gone = desk.register({ numberSymbol: '21-CV/TU' }).id
  const give = (id: string) => by(desk, 'clerk').refusal('handling.distribute', { documentId: id, to: [lead({ unitId: 'xdd' })] }).code
  expect(give(out.id)).toBe('DOCUMENT_NOT_INCOMING')
  expect(give('khong-co')).toBe('DOCUMENT_NOT_FOUND')
  const id = by(desk, 'clerk').ok('handling.distribute', { documentId: gone, to: [lead({ unitId: 'xdd' })] }).assignmentIds[0]
  desk.as({})
  desk.ok('registers.cancelDocument', { id: gone, reason: 'nhầm' })
  expect(give(gone)).toBe('DOCUMENT_CANCELLED')
  expect(by(desk, 'head').refusal('handling.accept', { assignmentId: id }).code).toBe('DOCUMENT_CANCELLED')
  expect(by(desk, 'head').ok('handling.listBoard').counts.open).toBe(0)
  desk.as({})
  desk.ok('registers.reinstateDocument', { id: gone, reason: 'đúng' })
  expect(by(desk, 'head').ok('handling.listBoard').counts.open).toBe(1)
})

test('phrases are a person’s own, those used most first; ink must be a picture', () => {
  const leader = by(desk, 'leader')
  const { id } = leader.ok('handling.savePhrase', { text: 'Chuyển Văn phòng theo dõi' })
  leader.ok('handling.savePhrase', { text: 'Giao Văn phòng tham mưu' })
  expect(leader.ok('handling.savePhrase', { text: 'Chuyển Văn phòng theo dõi' }).id).toBe(id)
  leader.ok('handling.direct', { documentId, direction: 'Giao Văn phòng tham mưu' })
  expect(leader.ok('handling.listPhrases').phrases.map((one: Value) => [one.text, one.uses])).toEqual([['Giao Văn phòng tham mưu', 1], ['Chuyển Văn phòng theo dõi', 0]])
  expect(by(desk, 'head').refusal('handling.removePhrase', { id }).code).toBe('PHRASE_NOT_FOUND')
  leader.ok('handling.removePhrase', { id })
  expect(leader.ok('handling.listPhrases').phrases).toHaveLength(1)
  desk.stage('b'.repeat(64))
  expect(leader.refusal('handling.direct', { documentId, ink: { fileId: 'b'.repeat(64) } }).code).toBe('INK_NOT_PICTURE')
  expect(leader.refusal('handling.direct', { documentId, ink: { fileId: 'c'.repeat(64) } }).code).toBe('FILE_NOT_STAGED')
  expect(leader.refusal('handling.direct', { documentId }).code).toBe('DIRECTION_EMPTY')
})

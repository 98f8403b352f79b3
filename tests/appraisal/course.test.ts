// Drafts submitted, given back, commented, approved and issued (trình, duyệt dự thảo); their versions with all files; the whole course.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { referencedFiles } from '../../src-main/archive/held-files.ts'
import { replayEqual } from '../../src-main/archive/replay.ts'
import { officeSchema } from '../../src-main/office/schema.ts'
import { by, hire } from '../handling/crew.ts'
import { openDesk } from '../registers/desk.ts'
import type { Desk, Value } from '../registers/desk.ts'
import { inAllFormats, printed } from '../registers/prints.ts'

const file = (letter: string) => letter.repeat(64)
const signer = { name: 'Bí thư Đảng ủy' }

const openTerm = (of: Desk) => void of.archive.journal.transact({ command: 'office.editOffice', actor: 'local' }, (tx) => ({ ok: true, value: tx.append([{ table: 'term', id: 'nk', set: { name: 'Nhiệm kỳ 2025–2030', from_date: '2025-08-15', to_date: null } }]) }))

let desk: Desk
beforeEach(() => {
  desk = openDesk()
  openTerm(desk)
  hire(desk, { chief: { name: 'Chánh Văn phòng', roles: ['chief'], unitId: 'vp', clearance: 'tuyet-mat' } })
  desk.stage(file('a'), 'dự thảo lần 1.docx')
  desk.stage(file('b'), 'dự thảo lần 2.docx')
  desk.stage(file('c'), 'bản ký.pdf')
})
afterEach(() => desk.close())

const draft = (fields: object = {}): string =>
  by(desk, 'specialist').ok('registers.draftOutgoing', { documentTypeId: 'cong-van', subject: 'về việc báo cáo quý', signer, issuedDate: '2026-03-10', files: [{ fileId: file('a'), role: 'main' }], ...fields }).id
const submit = (documentId: string, to = 'leader', more: object = {}) => by(desk, 'specialist').ok('appraisal.submitDraft', { documentId, to: { accountId: to }, ...more })
const entryOf = (id: string): string => desk.ok('registers.getDocument', { id }).entry
const approve = (who: string, documentId: string, aspect: 'content' | 'form', more: object = {}) => by(desk, who).call('appraisal.approve', { documentId, aspect, basedOn: entryOf(documentId), ...more })
const course = (documentId: string, who = 'leader') => by(desk, who).ok('appraisal.getCourse', { documentId })
const edit = (who: string, id: string, changes: object) => by(desk, who).ok('registers.editOutgoing', { id, basedOn: entryOf(id), changes })
const issue = (id: string, more: object = {}) => by(desk, 'clerk').call('registers.issueOutgoing', { id, ...more })
const waiting = (who: string, scope = 'waiting') => by(desk, who).ok('appraisal.listWaiting', { scope }).rows.map((row: Value) => row.documentId)

test('VI.III.1.n: the one in charge opens a draft, edits it and gives it back with the reason; it comes back to who submitted it, who submits it again', () => {
  const id = draft()
  submit(id, 'leader', { note: 'Kính trình duyệt' })
  expect(waiting('leader')).toEqual([id])
  // Opened, with its file.
  expect(by(desk, 'leader').ok('registers.getDocument', { id })).toMatchObject({ draftState: 'submitted', files: [{ fileId: file('a') }] })
  expect(course(id)).toMatchObject({ state: 'submitted', version: 1, holder: { id: 'leader', name: 'Bí thư' }, may: { giveBack: true, approveContent: true, approveForm: false } })
  // Edited, which makes a new version that still waits.
  edit('leader', id, { subject: 'về việc báo cáo quý I' })
  expect(course(id)).toMatchObject({ state: 'submitted', version: 2, changed: true })
  // Given back.
  by(desk, 'leader').ok('appraisal.returnDraft', { documentId: id, reason: 'bổ sung số liệu' })
  expect([waiting('leader'), waiting('specialist', 'returned')]).toEqual([[], [id]])
  expect(by(desk, 'specialist').ok('appraisal.listWaiting', { scope: 'returned' })).toMatchObject({ rows: [{ state: 'returned', by: { id: 'leader' }, text: 'bổ sung số liệu' }], counts: { waiting: 0, returned: 1, submitted: 0, ready: 0 } })
  expect(by(desk, 'leader').refusal('appraisal.returnDraft', { documentId: id, reason: 'lần nữa' }).code).toBe('DRAFT_NOT_SUBMITTED')
  edit('specialist', id, { files: [{ fileId: file('b'), role: 'main' }] })
  submit(id)
  expect(course(id)).toMatchObject({ state: 'submitted', version: 3, changed: false })
  expect(waiting('specialist', 'submitted')).toEqual([id])
})

test('three people in turn: the chief checks the form, the leader approves the content, the clerk issues; what issuing adds ends no approval', () => {
  by(desk, 'chief').ok('appraisal.setRule', { approvals: 'required' })
  const id = draft()
  submit(id)
  expect([waiting('chief'), waiting('leader')]).toEqual([[id], [id]])
  expect(approve('chief', id, 'form', { note: 'Đúng thể thức' }).ok).toBe(true)
  expect([waiting('chief'), waiting('leader'), waiting('clerk', 'ready')]).toEqual([[], [id], []])
  expect(issue(id)).toMatchObject({ ok: false, error: { code: 'DRAFT_NOT_APPROVED', params: { id, missing: ['content'] } } })
  expect(approve('leader', id, 'content').ok).toBe(true)
  expect([waiting('leader'), waiting('clerk', 'ready')]).toEqual([[], [id]])
  expect(by(desk, 'clerk').ok('registers.findDocuments', { filters: { direction: 'outgoing' } }).rows).toMatchObject([{ draftState: 'approved' }])
  // Number, day, copies, pages and the scan of the signed copy are no words of the draft.
  const issued = issue(id, { issuedDate: '2026-03-09', copies: 5, pages: 2, recordCopyHolder: 'Văn thư', files: [{ fileId: file('a'), role: 'main' }, { fileId: file('c'), role: 'signed' }] })
  expect(issued).toMatchObject({ ok: true, value: { unapproved: [], number: 1 } })
  expect(course(id)).toMatchObject({ state: 'issued', approvals: { content: { by: { id: 'leader' }, version: 1 }, form: { by: { id: 'chief' }, version: 1 } }, may: { submit: false, comment: false } })
  expect(by(desk, 'leader').refusal('appraisal.comment', { documentId: id, text: 'muộn' }).code).toBe('DOCUMENT_ISSUED')
})

describe('an approval', () => {
  test('ends with a change of words, signer, recipients or files, and says so; the new version is approved anew', () => {
    const changes = [{ subject: 'về việc khác' }, { signer: { name: 'Phó Bí thư' } }, { recipients: [{ unit: 'Các chi bộ' }] }, { files: [{ fileId: file('b'), role: 'main' }] }, { files: [{ fileId: file('a') }, { fileId: file('b'), role: 'appendix' }] }]
    for (const change of changes) {
      const id = draft()
      submit(id)
      approve('leader', id, 'content')
      expect(course(id).approvals.content).toMatchObject({ by: { id: 'leader' }, version: 1 })
      edit('specialist', id, change)
      const after = course(id)
      expect(after).toMatchObject({ version: 2, changed: true, approvals: { content: null }, state: 'submitted' })
      expect(after.events.find((event: Value) => event.kind === 'approved')).toMatchObject({ outcome: 'changed', version: 1 })
      expect(waiting('leader')).toContain(id)
      approve('leader', id, 'content')
      expect(course(id)).toMatchObject({ version: 2, changed: false, approvals: { content: { version: 2 } } })
    }
  })

  test('stays where nothing that stands on the document was changed', () => {
    const id = draft()
    submit(id)
    approve('leader', id, 'content')
    edit('specialist', id, { note: 'gửi trước thứ sáu', copies: 12, pages: 3, recordCopyHolder: 'Văn thư', issuedDate: '2026-03-08', fileCode: { organId: 'H1', fileCatalog: 2026, fileNotation: '01' }, signer: { authority: 'none' } })
    expect(course(id)).toMatchObject({ version: 1, approvals: { content: { version: 1 } } })
  })

  test('is of what was seen: not of a document that was changed meanwhile', () => {
    const id = draft()
    submit(id)
    const seen = entryOf(id)
    edit('specialist', id, { subject: 'khác rồi' })
    expect(by(desk, 'leader').refusal('appraisal.approve', { documentId: id, aspect: 'content', basedOn: seen }).code).toBe('STALE_RECORD')
  })

  test('ends by a decision about the level as well, which no drafter made', () => {
    const id = draft({ secrecy: 'none' })
    submit(id)
    approve('leader', id, 'content')
    desk.archive.journal.transact({ command: 'secrecy.changeLevel', actor: 'leader' }, (tx) => ({ ok: true, value: tx.append([{ table: 'document', id, set: { secrecy: 'mat' } }]) }))
    expect(course(id).approvals.content).toBeNull()
  })

  test('ends with a return, and by who gave it; another cannot take it back', () => {
    const id = draft()
    submit(id)
    approve('leader', id, 'content')
    expect(approve('leader', id, 'content')).toMatchObject({ error: { code: 'DRAFT_APPROVED' } })
    expect(by(desk, 'head').refusal('appraisal.withdrawApproval', { documentId: id, aspect: 'content', reason: 'x' }).code).toBe('APPROVAL_NOT_YOURS')
    by(desk, 'leader').ok('appraisal.withdrawApproval', { documentId: id, aspect: 'content', reason: 'xem lại mục 2' })
    expect(by(desk, 'leader').refusal('appraisal.withdrawApproval', { documentId: id, aspect: 'content', reason: 'x' }).code).toBe('APPROVAL_NOT_FOUND')
    approve('leader', id, 'content')
    approve('chief', id, 'form')
    expect(course(id).state).toBe('approved')
    by(desk, 'leader').ok('appraisal.returnDraft', { documentId: id, reason: 'thiếu phụ lục' })
    expect(course(id)).toMatchObject({ state: 'returned', approvals: { content: null, form: null } })
    expect(course(id).events.filter((event: Value) => event.kind === 'approved').map((event: Value) => event.outcome)).toEqual(['withdrawn', 'returned', 'returned'])
  })

  test('asks the right: content and form apart, and of an account in whose place it is noted', () => {
    const id = draft()
    expect(approve('leader', id, 'form')).toMatchObject({ error: { code: 'NOT_ALLOWED' } })
    expect(approve('clerk', id, 'content')).toMatchObject({ error: { code: 'NOT_ALLOWED' } })
    expect(approve('leader', id, 'content', { onBehalfOf: { accountId: 'head' } })).toMatchObject({ error: { code: 'NOT_ALLOWED' } })
    expect(approve('clerk', id, 'content', { onBehalfOf: { accountId: 'specialist' } })).toMatchObject({ error: { code: 'NOT_IN_CHARGE', params: { id: 'specialist' } } })
    expect(approve('clerk', id, 'content', { onBehalfOf: { accountId: 'leader' } }).ok).toBe(true)
    expect(course(id).approvals.content).toMatchObject({ by: { id: 'leader' }, notedBy: { id: 'clerk' } })
  })
})

describe('submitting', () => {
  test('is for its drafter, for who has it, and for a clerk; to somebody in charge who may read it', () => {
    const id = draft()
    const refused = (who: string, to: string) => by(desk, who).refusal('appraisal.submitDraft', { documentId: id, to: { accountId: to } }).code
    expect(refused('other', 'leader')).toBe('DRAFT_NOT_YOURS')
    expect(refused('specialist', 'other')).toBe('NOT_IN_CHARGE')
    expect(refused('specialist', 'nobody')).toBe('ACCOUNT_NOT_FOUND')
    submit(id, 'head')
    // The head of the unit passes it on.
    by(desk, 'head').ok('appraisal.submitDraft', { documentId: id, to: { accountId: 'leader' }, note: 'đã xem' })
    expect([waiting('head'), waiting('leader')]).toEqual([[], [id]])
    by(desk, 'clerk').ok('appraisal.submitDraft', { documentId: id, to: { name: 'Phó Chủ tịch phụ trách' }, onBehalfOf: { accountId: 'specialist' } })
    expect(course(id)).toMatchObject({ holder: { kind: 'name', name: 'Phó Chủ tịch phụ trách' } })
    // What a person without account has waits for who notes for them, and what they say is noted so.
    expect([waiting('leader'), waiting('clerk')]).toEqual([[], [id]])
    by(desk, 'clerk').ok('appraisal.returnDraft', { documentId: id, reason: 'sửa câu chữ' })
    expect(course(id).events.at(-1)).toMatchObject({ kind: 'returned', by: { id: null, name: 'Phó Chủ tịch phụ trách' }, notedBy: { id: 'clerk' } })
    expect(waiting('specialist', 'returned')).toEqual([id])
  })

  test('is refused for what is no draft of an outgoing document, and for a level above who is to have it', () => {
    const incoming = desk.register({ numberSymbol: '1-CV/TU' }).id
    expect(by(desk, 'clerk').refusal('appraisal.submitDraft', { documentId: incoming, to: { accountId: 'leader' } }).code).toBe('DOCUMENT_NOT_OUTGOING')
    expect(by(desk, 'clerk').refusal('appraisal.getCourse', { documentId: incoming }).code).toBe('DOCUMENT_NOT_OUTGOING')
    const secret = by(desk, 'clerk').ok('registers.draftOutgoing', { documentTypeId: 'cong-van', subject: 'mật', secrecy: 'toi-mat' }).id
    expect(by(desk, 'clerk').refusal('appraisal.submitDraft', { documentId: secret, to: { accountId: 'head' } })).toMatchObject({ code: 'CLEARANCE_TOO_LOW', params: { id: 'head' } })
    by(desk, 'clerk').ok('appraisal.submitDraft', { documentId: secret, to: { accountId: 'leader' } })
    for (const [name, input] of [['comment', { text: 'x' }], ['submitDraft', { to: { accountId: 'leader' } }]] as const) expect(by(desk, 'specialist').refusal(`appraisal.${name}`, { documentId: secret, ...input }).code).toBe('DOCUMENT_NOT_FOUND')
    expect(by(desk, 'head').ok('appraisal.listWaiting', { scope: 'waiting' })).toMatchObject({ rows: [], counts: { waiting: 0 } })
    expect(waiting('leader')).toEqual([secret])
  })

  test('a draft that was cancelled leaves every list, and comes back with it', () => {
    const id = draft()
    submit(id)
    by(desk, 'clerk').ok('registers.cancelDocument', { id, reason: 'không cần nữa' })
    expect([waiting('leader'), by(desk, 'leader').refusal('appraisal.returnDraft', { documentId: id, reason: 'x' }).code]).toEqual([[], 'DOCUMENT_CANCELLED'])
    by(desk, 'clerk').ok('registers.reinstateDocument', { id, reason: 'vẫn cần' })
    expect(waiting('leader')).toEqual([id])
  })
})

describe('the office’s rule on issuing', () => {
  const fresh = { documentTypeId: 'cong-van', subject: 'mời họp', signer, issuedDate: '2026-03-10' }
  test('warns, as the rulebook has it; refuses or asks nothing where the office says so', () => {
    expect(by(desk, 'clerk').ok('appraisal.getRule')).toEqual({ approvals: 'warn', ruled: 'warn' })
    expect(by(desk, 'clerk').ok('registers.issueOutgoing', fresh)).toMatchObject({ number: 1, unapproved: ['content', 'form'] })
    by(desk, 'chief').ok('appraisal.setRule', { approvals: 'required' })
    expect(by(desk, 'clerk').refusal('registers.issueOutgoing', fresh)).toEqual({ code: 'DRAFT_NOT_APPROVED', params: { id: '', missing: ['content', 'form'] } })
    by(desk, 'chief').ok('appraisal.setRule', { approvals: 'off' })
    // The number that was refused was not used up.
    expect(by(desk, 'clerk').ok('registers.issueOutgoing', fresh)).toMatchObject({ number: 2, unapproved: [] })
  })

  test('is asked of what is issued, not of what was approved before it was changed in the same breath', () => {
    by(desk, 'chief').ok('appraisal.setRule', { approvals: 'required' })
    const id = draft()
    submit(id)
    approve('leader', id, 'content')
    approve('chief', id, 'form')
    expect(issue(id, { subject: 'về việc khác hẳn' })).toMatchObject({ error: { code: 'DRAFT_NOT_APPROVED', params: { missing: ['content', 'form'] } } })
    expect(issue(id, { subject: 'về việc báo cáo quý', until: 'numbered' }).ok).toBe(true)
    expect(issue(id).ok).toBe(true)
  })
})

describe('VI.III.5.a: the whole course of an outgoing document', () => {
  /** Submitted, given back, changed, approved, issued, sent. */
  function wholeWay(): string {
    const id = draft()
    let minute = 0
    const tick = () => desk.setClock(`2026-03-10T02:${String(++minute).padStart(2, '0')}:00Z`)
    for (const step of [
      () => submit(id, 'leader', { note: 'Kính trình' }),
      () => by(desk, 'chief').ok('appraisal.comment', { documentId: id, text: 'Căn cứ chưa đúng' }),
      () => by(desk, 'leader').ok('appraisal.returnDraft', { documentId: id, reason: 'bổ sung số liệu' }),
      () => edit('specialist', id, { files: [{ fileId: file('b'), role: 'main' }], subject: 'về việc báo cáo quý I' }),
      () => submit(id),
      () => approve('chief', id, 'form'),
      () => approve('leader', id, 'content', { note: 'Đồng ý' }),
      () => issue(id, { files: [{ fileId: file('b'), role: 'main' }, { fileId: file('c'), role: 'signed' }] }),
      () => by(desk, 'clerk').ok('registers.noteDispatch', { documentId: id, to: ['Các chi bộ'], channel: 'post' }),
    ]) {
      tick()
      step()
    }
    return id
  }

  test('every file of every version stays, with who put it there when, and is never swept', () => {
    const id = wholeWay()
    const { versions, version } = course(id)
    expect(version).toBe(2)
    expect(versions.map(({ number, current, files }: Value) => [number, current, files.map((one: Value) => [one.name, one.addedBy.id, one.addedAt.slice(11, 16), one.removed])])).toEqual([
      [2, true, [['dự thảo lần 2.docx', 'specialist', '02:04', false], ['bản ký.pdf', 'clerk', '02:08', false]]],
      [1, false, [['dự thảo lần 1.docx', 'specialist', '02:00', true]]],
    ])
    expect([...referencedFiles(desk.db, officeSchema)].toSorted()).toEqual([file('a'), file('b'), file('c')])
  })

  test('a file that came and went before anybody acted on it stands in the version that followed', () => {
    const id = draft()
    edit('specialist', id, { files: [{ fileId: file('b'), role: 'main' }] })
    submit(id)
    expect(course(id).versions).toMatchObject([{ number: 1, files: [{ name: 'dự thảo lần 1.docx', removed: true }, { name: 'dự thảo lần 2.docx', removed: false }] }])
  })

  test('tells what was written and what was done in one order, with words, versions and what became of approvals', () => {
    const { events } = course(wholeWay())
    expect(events.map(({ at }: Value) => at)).toEqual(events.map(({ at }: Value) => at).toSorted())
    expect(events.map(({ kind, command, version, text, outcome }: Value) => [command ?? kind, version, text, outcome])).toEqual([
      ['registers.draftOutgoing', 1, null, null], ['submitted', 1, 'Kính trình', null], ['commented', 1, 'Căn cứ chưa đúng', null], ['returned', 1, 'bổ sung số liệu', null],
      ['registers.editOutgoing', 2, null, null], ['submitted', 2, null, null], ['approved', 2, null, 'holds'], ['approved', 2, 'Đồng ý', 'holds'], ['registers.issueOutgoing', 2, null, null], ['registers.noteDispatch', null, 'Các chi bộ', null],
    ])
    expect(events[4]).toMatchObject({ fields: ['subject'], added: ['dự thảo lần 2.docx'], removed: ['dự thảo lần 1.docx'], by: { id: 'specialist' } })
  })

  test('is printed in every format; views for those who read the trail', async () => {
    const id = wholeWay()
    desk.archive.journal.transact({ command: 'trail.noteAccess', actor: 'leader' }, (tx) => ({ ok: true, value: tx.append([{ table: 'access', id: 'one', set: { account_id: 'leader', kind: 'view', document_id: id, name: 'registers.getDocument', at: '2026-03-10T02:02:30.000Z', times: 3 } }]) }))
    by(desk, 'chief').ok('appraisal.getRule')
    for (const { words } of await inAllFormats(desk, 'appraisal.printCourse', { documentId: id })) {
      for (const said of ['QUÁ TRÌNH SOẠN THẢO, XỬ LÝ VĂN BẢN', 'Soạn dự thảo', 'Trình dự thảo: Bí thư', 'Góp ý', 'Căn cứ chưa đúng', 'Trả lại dự thảo', 'bổ sung số liệu', 'sửa: trích yếu', 'Duyệt thể thức', 'Duyệt nội dung', 'Cấp số, phát hành', 'Chuyển giao', 'Các chi bộ', '3 lượt']) expect(words).toContain(said)
    }
    by(desk, 'specialist').ok('appraisal.listWaiting')
    expect((await printed(desk, 'appraisal.printCourse', { documentId: id })).words).not.toContain('3 lượt')
  })

  test('of a Tuyệt mật document nothing of what was said is printed unless a person allows it', async () => {
    const id = by(desk, 'clerk').ok('registers.draftOutgoing', { documentTypeId: 'cong-van', subject: 'phương án đặc biệt', subjectAllowedBy: 'Bí thư', secrecy: 'tuyet-mat' }).id
    by(desk, 'clerk').ok('appraisal.comment', { documentId: id, text: 'phương án đặc biệt chưa đủ' })
    expect((await printed(desk, 'appraisal.printCourse', { documentId: id })).words).not.toContain('phương án đặc biệt')
    expect((await printed(desk, 'appraisal.printCourse', { documentId: id, withTopSecretSubjects: true })).words).toContain('phương án đặc biệt chưa đủ')
  })

  test('a replay of the journal gives the same', async () => {
    wholeWay()
    expect(await replayEqual(desk.db, officeSchema)).toMatchObject({ equal: true })
  })
})

test('VI.III.5.a: the course of an incoming document: registered, directed, distributed, worked on, answered; views for those who read the trail', async () => {
  const id = desk.register({ numberSymbol: '15-CV/TU', subject: 'về chuyển đổi số' }).id
  const { assignmentIds } = by(desk, 'clerk').ok('handling.distribute', { documentId: id, to: [{ unitId: 'xdd', role: 'lead' }], direction: 'Giao tham mưu', onBehalfOf: { accountId: 'leader' }, dueDate: '2026-03-20' })
  by(desk, 'specialist').ok('handling.reportProgress', { assignmentId: assignmentIds[0], text: 'Đã có dự thảo' })
  const answer = draft({ subject: 'trả lời về chuyển đổi số' })
  by(desk, 'specialist').ok('handling.answer', { documentId: id, answerDocumentId: answer, assignmentId: assignmentIds[0] })
  desk.archive.journal.transact({ command: 'trail.noteAccess', actor: 'leader' }, (tx) => ({ ok: true, value: tx.append([{ table: 'access', id: 'one', set: { account_id: 'leader', kind: 'open', document_id: id, name: 'files.read', at: '2026-03-10T03:00:00.000Z', times: 2 } }]) }))
  by(desk, 'chief').ok('appraisal.getRule')
  for (const { words } of await inAllFormats(desk, 'handling.printCourse', { documentId: id })) {
    for (const said of ['Đăng ký văn bản đến', 'Bút phê', 'Giao tham mưu', 'Bí thư (Văn thư ghi thay)', 'Giao: Ban Xây dựng Đảng, chủ trì', 'hạn 20/03/2026', 'Báo tiến độ', 'Đã có dự thảo', 'văn bản trả lời về chuyển đổi số', 'Mở tệp', '2 lượt']) expect(words).toContain(said)
  }
  expect(await desk.task('handling.printCourse', { documentId: answer })).toMatchObject({ error: { code: 'DOCUMENT_NOT_INCOMING' } })
})

test('one clerk alone notes what others said on paper, by their names', () => {
  desk.close()
  desk = openDesk()
  openTerm(desk)
  const { id } = desk.ok('registers.draftOutgoing', { documentTypeId: 'cong-van', subject: 'báo cáo', signer, issuedDate: '2026-03-10' })
  desk.ok('appraisal.submitDraft', { documentId: id, to: { name: 'Bí thư Đảng ủy' } })
  expect(desk.ok('appraisal.listWaiting')).toMatchObject({ rows: [{ documentId: id, to: { kind: 'name', name: 'Bí thư Đảng ủy' } }], counts: { waiting: 1, submitted: 1 } })
  desk.ok('appraisal.approve', { documentId: id, aspect: 'content', basedOn: entryOf(id), onBehalfOf: { name: 'Bí thư Đảng ủy' } })
  desk.ok('appraisal.approve', { documentId: id, aspect: 'form', basedOn: entryOf(id) })
  expect(desk.ok('appraisal.getCourse', { documentId: id })).toMatchObject({ state: 'approved', approvals: { content: { by: { id: null, name: 'Bí thư Đảng ủy' }, notedBy: null }, form: { by: { id: 'local' } } } })
  expect(desk.ok('registers.issueOutgoing', { id }).unapproved).toEqual([])
})

// The regime of secrets at the door of the office: what this PC may hold, decisions about levels, destruction, numbered copies.
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tablesOf } from '../../src-main/archive/schema.ts'
import { sql } from '../../src-main/archive/sql.ts'
import { officeSchema } from '../../src-main/office/schema.ts'
import { blanked } from '../../src-main/secrecy/forgotten.ts'
import { wordsOf } from '../registers/prints.ts'
import { openTestOffice } from './open.ts'
import type { TestOffice } from './open.ts'

let office: TestOffice
let now = Date.parse('2026-03-10T02:00:00Z')
beforeAll(async () => {
  office = await openTestOffice({ now: () => now })
})
afterAll(() => office.close())

const decision = { numberSymbol: '5-QĐ/ĐU', date: '2026-03-10', by: 'Đảng ủy xã Tam Hồng', reason: 'theo danh mục bí mật' } as const
const refused = (code: string, params: Record<string, unknown> = {}) => ({ ok: false, error: { code, params } })
let files = 0
async function stage(text: string): Promise<string> {
  const path = join(office.folder, `tệp ${++files}.txt`)
  writeFileSync(path, text)
  return (await office.ask('files.stage', { path })).fileId
}
async function register(fields: Record<string, unknown> = {}): Promise<string> {
  now += 1000
  return (await office.ask('registers.registerIncoming', { documentTypeId: 'cong-van', issuingBody: { name: 'Sở Nội vụ', level: 'province' }, subject: 'việc thường', ...fields } as never)).id
}
const parts = () => office.office.session()!.archive.db.all<{ body: string | null }>(sql`SELECT body FROM journal_part`).map(({ body }) => body ?? '').join('\n')
const sound = { integrity: true, journal: { ok: true }, replayEqual: true, files: { missing: 0, corrupt: 0 } }

test('by default no file of a secret document is taken on this PC, nor is one printed or exported, and it is said', async () => {
  expect(await office.ask('secrecy.getPcRule', {})).toEqual({ filesUpTo: 'none', standAlone: false })
  const fileId = await stage('kín')
  expect(await office.call('registers.registerIncoming', { documentTypeId: 'cong-van', issuingBody: { name: 'Sở Nội vụ', level: 'province' }, subject: 'x', secrecy: 'mat', files: [{ fileId, role: 'main' }] }))
    .toEqual(refused('SECRECY_FORBIDS_FILES', { secrecy: 'mat', allowed: 'none' }))
  const withFile = await register({ files: [{ fileId, role: 'main' }] })
  const { entry } = await office.ask('registers.getDocument', { id: withFile })
  expect(await office.call('registers.editDocument', { id: withFile, basedOn: entry, changes: { secrecy: 'mat' } })).toMatchObject(refused('SECRECY_FORBIDS_FILES', { secrecy: 'mat', allowed: 'none' }))
  const id = await register({ subject: 'việc kín', secrecy: 'mat' })
  expect(await office.call('registers.printStamp', { id })).toEqual(refused('SECRECY_FORBIDS_PRINT', { allowed: 'none' }))
  const exported = await office.ask('registers.exportDocuments', { text: '', filters: {}, columns: ['subject'], format: 'xlsx' } as never)
  const words = await wordsOf(exported)
  expect(words).not.toContain('việc kín')
  expect(words).toContain('Không gồm nội dung văn bản mật trên mức máy này được in, xuất.')
  expect(await wordsOf(await office.ask('registers.printRegister', { secret: 'among', format: 'xlsx' } as never))).not.toContain('việc kín')
  // On the screen it is there for whoever is cleared.
  expect((await office.ask('registers.findDocuments', { text: 'việc kín' })).rows.map(({ subject }) => subject)).toContain('việc kín')
})

test('a PC that stands alone may hold them, up to a level; the change is shown to the one in charge', async () => {
  expect(await office.call('secrecy.setPcRule', { filesUpTo: 'mat', standAlone: false, reason: 'x' })).toEqual(refused('STAND_ALONE_NEEDED', { secrecy: 'mat' }))
  await office.ask('secrecy.setPcRule', { filesUpTo: 'mat', standAlone: true, reason: 'máy không nối mạng ở phòng cơ yếu' })
  const id = await register({ subject: 'việc kín có tệp', secrecy: 'mat', files: [{ fileId: await stage('bản kín'), role: 'main' }] })
  expect((await office.call('registers.printStamp', { id })).ok).toBe(true)
  expect(await office.call('registers.registerIncoming', { documentTypeId: 'cong-van', issuingBody: { name: 'Sở Nội vụ', level: 'province' }, subject: 'x', secrecy: 'toi-mat', files: [{ fileId: await stage('kín hơn'), role: 'main' }] }))
    .toEqual(refused('SECRECY_FORBIDS_FILES', { secrecy: 'toi-mat', allowed: 'mat' }))
  expect((await office.ask('people.listChanges', {})).changes[0]).toMatchObject({ kind: 'pc', before: { filesUpTo: 'none' }, after: { filesUpTo: 'mat', standAlone: true }, confirmedAt: null })
})

test('VI.III.7.d: a level is raised, lowered and lifted by decisions, which stand with the document; protection runs its years or as decided', async () => {
  const documentId = await register({ subject: 'việc sẽ mật', issuedDate: '2026-02-28' })
  await office.ask('secrecy.changeLevel', { documentId, to: 'toi-mat', decision })
  expect(await office.ask('secrecy.getCourse', { documentId })).toMatchObject({ level: 'toi-mat', markLetter: 'B', protectedUntil: '2046-02-27', decisions: [{ kind: 'raised', from: 'none', to: 'toi-mat', numberSymbol: '5-QĐ/ĐU' }] })
  expect(await office.call('secrecy.changeLevel', { documentId, to: 'toi-mat', decision })).toEqual(refused('LEVEL_UNCHANGED', { secrecy: 'toi-mat' }))
  expect(await office.call('secrecy.extendProtection', { documentId, until: '2040-01-01', decision })).toEqual(refused('PROTECTION_ENDS_EARLIER', { until: '2046-02-27' }))
  await office.ask('secrecy.extendProtection', { documentId, until: '2050-12-31', decision })
  expect((await office.ask('secrecy.getCourse', { documentId })).protectedUntil).toBe('2050-12-31')
  await office.ask('secrecy.changeLevel', { documentId, to: 'mat', decision, protectedUntil: '2026-04-30' })
  expect((await office.ask('secrecy.listEnding', { withinDays: 60 })).rows).toMatchObject([{ id: documentId, level: 'mat', protectedUntil: '2026-04-30', ended: false }])
  expect((await office.ask('secrecy.listEnding', { withinDays: 30 })).rows).toEqual([])
  await office.ask('secrecy.changeLevel', { documentId, to: 'none', decision })
  expect(await office.ask('secrecy.getCourse', { documentId })).toMatchObject({ level: 'none', markLetter: null, protectedUntil: null, decisions: [{ kind: 'raised' }, { kind: 'extended' }, { kind: 'lowered' }, { kind: 'declassified' }] })
  expect(await office.call('secrecy.extendProtection', { documentId, until: '2060-01-01', decision })).toEqual(refused('DOCUMENT_NOT_SECRET', { id: documentId }))
  expect(await office.call('secrecy.changeLevel', { documentId, to: 'mat', decision: { ...decision, date: '2026-03-11' } })).toEqual(refused('NOTED_IN_FUTURE', { date: '2026-03-11', today: '2026-03-10' }))
  expect(await office.ask('office.verify', {})).toMatchObject(sound)
})

test('an edit mends a level on the day of the registration alone; later it takes a decision', async () => {
  const id = await register({ subject: 'gõ nhầm độ mật', secrecy: 'mat' })
  const { entry } = await office.ask('registers.editDocument', { id, basedOn: (await office.ask('registers.getDocument', { id })).entry, changes: { secrecy: 'none' } })
  const raised = await office.ask('registers.editDocument', { id, basedOn: entry, changes: { secrecy: 'mat' } })
  const before = now
  now += 24 * 3600_000
  expect(await office.call('registers.editDocument', { id, basedOn: raised.entry, changes: { secrecy: 'none' } })).toEqual(refused('LEVEL_NEEDS_DECISION', { secrecy: 'none' }))
  now = before
})

test('where nobody has an account, who limits a document to a unit reads it still, and opens it again', async () => {
  const { id: unitId } = await office.ask('people.addUnit', { name: 'Ban Xây dựng Đảng' })
  const documentId = await register({ subject: 'việc của ban' })
  await office.ask('secrecy.limitReading', { documentId, readers: [{ unitId, may: 'read' }], reason: 'x' })
  expect(await office.ask('registers.getDocument', { id: documentId })).toMatchObject({ subject: 'việc của ban', limited: true })
  expect((await office.call('registers.printStamp', { id: documentId })).ok).toBe(true)
  await office.ask('secrecy.openReading', { documentId, reason: 'x' })
  expect((await office.ask('registers.getDocument', { id: documentId })).limited).toBe(false)
})

test('copies are numbered and followed one by one', async () => {
  const documentId = await register({ subject: 'việc nhiều bản', secrecy: 'toi-mat' })
  const first = await office.ask('secrecy.giveCopy', { documentId, holder: 'Bí thư Đảng ủy' })
  const second = await office.ask('secrecy.giveCopy', { documentId, holder: 'Trưởng Công an xã' })
  expect([first.number, second.number]).toEqual([1, 2])
  expect((await office.ask('secrecy.listCopiesOut', {})).rows.map(({ number, holder, subject }) => [number, holder, subject])).toEqual([[1, 'Bí thư Đảng ủy', 'việc nhiều bản'], [2, 'Trưởng Công an xã', 'việc nhiều bản']])
  expect((await office.ask('secrecy.recallCopies', { documentId })).asked).toBe(2)
  await office.ask('secrecy.endCopy', { copyId: first.id, how: 'returned' })
  expect(await office.call('secrecy.endCopy', { copyId: first.id, how: 'lost' })).toEqual(refused('COPY_ENDED', { id: first.id }))
  expect(await office.call('secrecy.destroyDocument', { documentId, decision })).toEqual(refused('COPIES_OUT', { copies: [2] }))
  await office.ask('secrecy.endCopy', { copyId: second.id, how: 'destroyed', note: 'biên bản số 2' })
  expect((await office.ask('secrecy.getCourse', { documentId })).copies).toMatchObject([{ number: 1, end: 'returned', recallAskedOn: '2026-03-10' }, { number: 2, end: 'destroyed', endNote: 'biên bản số 2' }])
  expect(await office.call('secrecy.giveCopy', { documentId: await register(), holder: 'x' })).toMatchObject({ error: { code: 'DOCUMENT_NOT_SECRET' } })
})

test('destroyed by decision: number and decision stay; no word of it is left on the disk, in lists, search, history, files or the journal, which still verifies', async () => {
  // Made open, edited, then raised: its words stand in the office's own compartment too, in an entry with other records.
  const fileId = await stage('nội dung tệp sẽ hủy')
  const documentId = await register({ subject: 'Chuyện sẽ tiêu hủy', note: 'ghi chú sẽ hủy', toPlaces: 'nơi sẽ hủy', numberSymbol: '77-CV/SNV', files: [{ fileId, role: 'main' }], issuingBody: { name: 'Ban mới lập cùng mục', level: 'commune' } })
  const neighbour = (await office.ask('registers.getDocument', { id: documentId })).issuingBodyId
  await office.ask('filing.renameBody', { id: neighbour, name: 'Ban đổi tên sau', from: '2026-03-10' } as never)
  await office.ask('handling.distribute', { documentId, to: [{ name: 'Chuyên viên', role: 'lead', direction: 'bút phê sẽ hủy' }] })
  await office.ask('registers.noteDispatch', { documentId, to: ['người nhận sẽ hủy'], channel: 'direct' })
  // In one batch with a document that stays.
  const beside = await register({ subject: 'việc cùng phiếu' })
  const { ids: lines, id: batchId } = await office.ask('registers.handOver', { to: { name: 'người cầm sẽ hủy' }, documentIds: [documentId, beside] })
  await office.ask('registers.notePaperLost', { ids: [lines[0]!], reason: 'biên bản sẽ hủy' })
  await office.ask('registers.strikeDispatchNote', { id: lines[0]!, kind: 'lost', reason: 'thấy lại, sẽ hủy' })
  await office.ask('secrecy.changeLevel', { documentId, to: 'mat', decision })
  expect(parts()).toContain('Chuyện sẽ tiêu hủy')
  // Who has its papers is told beforehand; afterwards nobody knows.
  const papers = [{ name: 'người nhận sẽ hủy', how: 'direct', received: false }, { name: 'người cầm sẽ hủy', how: 'direct', since: '2026-03-10' }]
  expect((await office.ask('secrecy.getCourse', { documentId })).papersOut).toMatchObject(papers)
  expect((await office.ask('secrecy.getReaders', { documentId })).papersOut).toMatchObject(papers)
  const { arrivalNumber } = await office.ask('registers.getDocument', { id: documentId })
  expect(await office.ask('secrecy.destroyDocument', { documentId, decision: { ...decision, reason: 'hết giá trị' } })).toMatchObject({ files: 1, copiesOut: 0 })
  await office.office.drain()
  expect((await office.ask('secrecy.getCourse', { documentId })).papersOut).toEqual([])

  for (const words of ['Chuyện sẽ tiêu hủy', 'ghi chú sẽ hủy', 'nơi sẽ hủy', 'người nhận sẽ hủy', 'bút phê sẽ hủy', 'biên bản sẽ hủy', 'thấy lại, sẽ hủy', 'tệp 4.txt']) expect(parts()).not.toContain(words)
  const left = await office.ask('registers.getDocument', { id: documentId })
  expect(left).toMatchObject({ arrivalNumber, numberSymbol: '77-CV/SNV', subject: '(đã tiêu hủy theo quyết định)', note: null, toPlaces: null, files: [], secrecy: 'mat' })
  for (const text of ['Chuyện sẽ tiêu hủy', 'nội dung tệp sẽ hủy']) expect((await office.ask('registers.findDocuments', { text })).total).toBe(0)
  await expect.poll(() => office.call('files.read', { fileId, offset: 0, length: 10 })).toMatchObject({ error: { code: 'FILE_NOT_FOUND' } })
  const { archive, files: store } = office.office.session()!
  expect(existsSync(join(office.directory, 'files', store.diskName(fileId).slice(0, 2), store.diskName(fileId)))).toBe(false)
  expect(archive.db.all(sql`SELECT * FROM file_to_erase`)).toEqual([])
  expect(archive.db.all(sql`SELECT * FROM staged_file WHERE file_id = ${fileId}`)).toEqual([])
  expect(JSON.stringify(await office.ask('registers.documentHistory', { id: documentId }))).not.toContain('sẽ hủy')
  expect(await office.ask('secrecy.getCourse', { documentId })).toMatchObject({ destroyed: true, decisions: [{ kind: 'raised' }, { kind: 'destroyed', reason: 'hết giá trị' }] })
  for (const answer of [await office.call('secrecy.destroyDocument', { documentId, decision }), await office.call('secrecy.changeLevel', { documentId, to: 'none', decision }), await office.call('secrecy.giveCopy', { documentId, holder: 'x' })]) expect(answer).toMatchObject({ error: { code: 'DOCUMENT_DESTROYED' } })
  // Nothing more is done with it, whatever the command.
  for (const [name, input] of [['registers.editDocument', { id: documentId, basedOn: left.entry, changes: { subject: 'x' } }], ['registers.cancelDocument', { id: documentId, reason: 'x' }], ['registers.noteDispatch', { documentId, to: ['x'], channel: 'direct' }]] as const) {
    expect(await office.call(name, input as never)).toMatchObject({ error: { code: 'DOCUMENT_DESTROYED' } })
  }
  // Work on it ends with it.
  expect((await office.ask('handling.getCourse', { documentId })).assignments).toMatchObject([{ state: 'withdrawn', closedOn: '2026-03-10', direction: null, mayWork: false }])
  expect((await office.ask('handling.listBoard', { scope: 'all' })).rows.map((row) => row.documentId)).not.toContain(documentId)
  // Nobody runs after its paper, and nothing more is noted of it; what went with it in one batch is there.
  expect((await office.ask('registers.listHandOvers', {})).rows.map(({ document }) => document.subject)).toEqual(['việc cùng phiếu'])
  for (const name of ['registers.confirmReceipt', 'registers.notePaperReturned'] as const) expect(await office.call(name, { ids: [lines[0]!] })).toMatchObject({ error: { code: 'DOCUMENT_DESTROYED' } })
  expect(await wordsOf(await office.ask('registers.printHandOvers', { batchIds: [batchId], format: 'xlsx' } as never))).toContain('người cầm sẽ hủy')
  // A draft with the files of all its versions, and what was said of it.
  const versions = [await stage('bản đầu sẽ xóa'), await stage('bản sau sẽ xóa')]
  const draft = await office.ask('registers.draftOutgoing', { documentTypeId: 'cong-van', subject: 'Dự thảo sẽ xóa', secrecy: 'mat', files: [{ fileId: versions[0]!, role: 'main' }] } as never)
  await office.ask('appraisal.submitDraft', { documentId: draft.id, to: { name: 'Bí thư' }, note: 'kính trình sẽ xóa' })
  await office.ask('registers.editOutgoing', { id: draft.id, basedOn: draft.entry, changes: { files: [{ fileId: versions[1]!, role: 'main' }] } } as never)
  await office.ask('appraisal.returnDraft', { documentId: draft.id, reason: 'lý do sẽ xóa' })
  expect(await office.ask('secrecy.destroyDocument', { documentId: draft.id, decision })).toMatchObject({ files: 2 })
  await office.office.drain()
  expect(parts()).not.toContain('sẽ xóa')
  const course = await office.ask('appraisal.getCourse', { documentId: draft.id })
  expect([JSON.stringify(course).includes('sẽ xóa'), course.versions.flatMap(({ files: left }) => left), course.events.filter(({ kind }) => kind !== 'written').map(({ kind, text }) => [kind, text])]).toEqual([false, [], [['submitted', null], ['returned', null]]])
  for (const fileId of versions) await expect.poll(() => office.call('files.read', { fileId, offset: 0, length: 10 })).toMatchObject({ error: { code: 'FILE_NOT_FOUND' } })
  expect(await office.call('appraisal.comment', { documentId: draft.id, text: 'x' })).toMatchObject({ error: { code: 'DOCUMENT_DESTROYED' } })
  expect(await office.ask('appraisal.listWaiting', { scope: 'returned' })).toMatchObject({ rows: [], counts: { returned: 0 } })
  // What shared an entry with it is told anew, and the journal gives the same archive.
  expect((await office.ask('filing.getBody', { id: neighbour })).body.name).toBe('Ban đổi tên sau')
  expect(await office.ask('office.verify', {})).toMatchObject(sound)
  const gaps = await office.ask('registers.gapReport', { registerId: 'den', year: 2026 })
  expect(gaps.rows).toEqual([])
})

test('of all that is kept of a document and beside it, each field is left on purpose or erased', async () => {
  const { db } = office.office.session()!.archive
  // Ids, days, instants, closed lists, and the numbers that its books and decisions bear; who had it in hand.
  const left = /^id$|_id$|_on$|_at$|_date$|_time$|^(direction|kind|role|state|status|urgency|secrecy|channel|authority|outcome|aspect|may|end_kind|recall_answer|from_level|to_level|protected_until|due_before|due_after)$|^(number|symbol|number_symbol|number_key|order_suffix|identification_code|entry)$|^(to_name|holder|(given|done|noted|struck|asked_back|receipt_noted|outcome|decided)_by(_name)?)$/
  const kept = new Set(['secrecy_decision reason'])
  const tables = [...tablesOf(officeSchema).values()].filter((table) => table.class === 'record' && (table.name === 'document' || table.within?.table === 'document'))
  expect(tables.length).toBeGreaterThan(12)
  expect(tables.flatMap(({ name }) =>
    db.all<{ name: string }>(sql`SELECT name FROM pragma_table_info(${name}) WHERE type = 'TEXT'`)
      .filter((column) => !left.test(column.name) && blanked[name]?.[column.name] === undefined && !kept.has(`${name} ${column.name}`))
      .map((column) => `${name}.${column.name}`))).toEqual([])
})

test('a file whose erasing the program did not live to do goes at the next opening; one that a document still names stays', async () => {
  const [free, held] = [await stage('tệp sẽ xóa sau khi mở lại'), await stage('tệp còn dùng')]
  await register({ subject: 'việc còn tệp', files: [{ fileId: held, role: 'main' }] })
  const { archive, files: store } = office.office.session()!
  const placeOf = (fileId: string) => join(office.directory, 'files', store.diskName(fileId).slice(0, 2), store.diskName(fileId))
  const [freePlace, heldPlace] = [placeOf(free), placeOf(held)]
  for (const fileId of [free, held]) archive.db.run(sql`INSERT INTO file_to_erase (file_id) VALUES (${fileId})`)
  expect([existsSync(freePlace), existsSync(heldPlace)]).toEqual([true, true])
  await office.office.close()

  office = await openTestOffice({ folder: office.folder, now: () => now })
  await expect.poll(() => office.office.session()!.archive.db.all(sql`SELECT * FROM file_to_erase`)).toEqual([])
  expect([existsSync(freePlace), existsSync(heldPlace)]).toEqual([false, true])
  expect(await office.ask('office.verify', {})).toMatchObject(sound)
  // Nor is the erased file of a destroyed document missed when everything is enciphered anew.
  await office.ask('office.makeRecoveryKey', {})
  expect(await office.call('office.rotateKey', {})).toMatchObject({ ok: true })
  expect(await office.ask('office.verify', {})).toMatchObject(sound)
})

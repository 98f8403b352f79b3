// Rights of one document (NĐ 30/2020/NĐ-CP, Phụ lục VI, III.3.b): readers by name or unit, what each may do, and lists and counts that
// agree with each other for everybody under any limits.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { replayEqual } from '../../src-main/archive/replay.ts'
import { sql } from '../../src-main/archive/sql.ts'
import type { Sender } from '../../src-main/office/messages.ts'
import { officeSchema } from '../../src-main/office/schema.ts'
import { wordsOf } from '../registers/prints.ts'
import { openTestOffice } from './open.ts'
import type { TestOffice } from './open.ts'

const password = 'một câu chỉ mình nhớ'
const body = { name: 'Sở Nội vụ', level: 'province' } as const
let office: TestOffice
let unitId = ''
const ids: Record<string, string> = {}

beforeEach(async () => {
  office = await openTestOffice({ now: () => Date.parse('2026-03-10T02:00:00Z') })
  ids['chief'] = (await office.ask('people.begin', { login: 'chief', name: 'Chánh Văn phòng', password })).id
  unitId = (await office.ask('people.addUnit', { name: 'Ban Xây dựng Đảng' })).id
  for (const [login, roles, unit] of [['clerk', ['clerk'], null], ['leader', ['leader'], null], ['specialist', ['specialist'], unitId], ['other', ['specialist'], null]] as const) {
    ids[login] = (await office.ask('people.addAccount', { login, name: login, roles: [...roles], password, ...(unit === null ? {} : { unitId: unit }) })).id
    await office.at(login).ask('people.signIn', { login, password })
  }
})
afterEach(() => office.close())

const register = async (subject: string, more: object = {}) => (await office.ask('registers.registerIncoming', { documentTypeId: 'cong-van', issuingBody: body, subject, ...more } as never)).id

test('of numbered copies that are out, and of protection that ends, a short list is full of what one may read', async () => {
  await office.ask('people.editAccount', { id: ids['clerk']!, changes: { clearance: 'mat' } })
  for (const [subject, holder, isLimited] of [['việc của chánh văn phòng', 'An', true], ['việc chung', 'Bình', false]] as const) {
    const documentId = await register(subject, { secrecy: 'mat', issuedDate: '2016-03-20' })
    await office.ask('secrecy.giveCopy', { documentId, holder })
    if (isLimited) await office.ask('secrecy.limitReading', { documentId, readers: [{ accountId: ids['chief']!, may: 'work' }], reason: 'x' })
  }
  const clerk = office.at('clerk')
  expect((await clerk.ask('secrecy.listCopiesOut', { limit: 1 })).rows).toMatchObject([{ holder: 'Bình', subject: 'việc chung' }])
  expect(await clerk.ask('secrecy.listEnding', { limit: 1 })).toMatchObject({ rows: [{ subject: 'việc chung', protectedUntil: '2026-03-19' }], more: 0 })
  expect((await office.ask('secrecy.listEnding', {})).rows).toHaveLength(2)
})

test('a file of a document that one may not read cannot be named for another document, whose file one could open then', async () => {
  const path = join(office.folder, 'danh sách kín.txt')
  writeFileSync(path, 'việc nhân sự kín')
  const { fileId } = await office.ask('files.stage', { path })
  const documentId = await register('việc nhân sự', { files: [{ fileId, role: 'main' }] })
  await office.ask('secrecy.limitReading', { documentId, readers: [{ accountId: ids['chief']!, may: 'work' }], reason: 'x' })
  office.office.session()!.archive.db.run(sql`DELETE FROM staged_file`)
  const draft = { documentTypeId: 'cong-van', subject: 'thử', issuedDate: '2026-03-10', files: [{ fileId, role: 'main' as const }] }
  expect(await office.at('other').call('registers.draftOutgoing', draft)).toEqual({ ok: false, error: { code: 'FILE_NOT_STAGED', params: { fileId } } })
  expect((await office.call('registers.draftOutgoing', draft)).ok).toBe(true)
})

describe('VI.III.3.b: a limited document', () => {
  test('is there for its readers, each with what they may do, and for nobody else', async () => {
    const path = join(office.folder, 'nhân sự.txt')
    writeFileSync(path, 'việc nhân sự')
    const { fileId } = await office.ask('files.stage', { path })
    const id = await register('nhân sự đại hội', { files: [{ fileId, role: 'main' }] })
    const limited = await office.at('clerk').ask('secrecy.limitReading', { documentId: id, readers: [{ accountId: ids['leader']!, may: 'read' }, { unitId, may: 'print' }, { accountId: ids['chief']!, may: 'work' }], reason: 'việc nhân sự' })
    expect(limited.id).toBe(id)
    // Whoever limits it to others has shut themselves out.
    expect(await office.at('clerk').call('registers.getDocument', { id })).toMatchObject({ error: { code: 'DOCUMENT_NOT_FOUND' } })
    expect(await office.at('other').call('secrecy.getReaders', { documentId: id })).toMatchObject({ error: { code: 'DOCUMENT_NOT_FOUND' } })
    for (const [who, may] of [['leader', 'read'], ['specialist', 'print'], ['chief', 'work']] as const) {
      const desk = who === 'chief' ? office : office.at(who)
      expect((await desk.ask('registers.getDocument', { id })).subject).toBe('nhân sự đại hội')
      expect((await desk.ask('secrecy.getReaders', { documentId: id })).may).toBe(may)
      expect((await desk.ask('registers.findDocuments', { text: 'nhân sự' })).total).toBe(1)
    }
    // On the screen alone: no paper, no file, no export, and not changed.
    expect(await office.at('leader').call('registers.printStamp', { id })).toMatchObject({ error: { code: 'READING_LIMITED', params: { id, may: 'read' } } })
    const taken = async (who: string) => wordsOf(await office.at(who).ask('registers.exportDocuments', { text: '', filters: {}, columns: ['subject'], format: 'xlsx' }))
    expect(await taken('leader')).not.toContain('nhân sự đại hội')
    expect(await taken('leader')).toContain('Không gồm văn bản chỉ được xem trên màn hình')
    expect(await taken('specialist')).toContain('nhân sự đại hội')
    expect(await taken('clerk')).not.toContain('trên màn hình')
    expect((await office.at('specialist').call('registers.printStamp', { id })).ok).toBe(true)
    // Its file is read in the window, and goes to no other program.
    const read = (sender: Sender, who = 'leader') => office.at(who).call('files.read', { fileId, offset: 0, length: 9 }, sender)
    expect((await read('window')).ok).toBe(true)
    expect(await read('command-line')).toMatchObject({ error: { code: 'READING_LIMITED', params: { id, may: 'read' } } })
    expect((await read('command-line', 'specialist')).ok).toBe(true)
    // Nor is it saved to the disk: the window saves by the office, which refuses, and nothing is written.
    const kept = join(office.folder, 'giữ riêng.txt')
    const save = (who: string) => office.at(who).call('files.copyOut', { fileId, path: kept, kept: true }, 'shell')
    expect(await save('leader')).toMatchObject({ error: { code: 'READING_LIMITED', params: { id, may: 'read' } } })
    expect(existsSync(kept)).toBe(false)
    expect((await save('specialist')).ok).toBe(true)
    writeFileSync(kept, 'sửa ở ngoài')
    expect((await save('specialist')).ok).toBe(true)
    expect(readFileSync(kept, 'utf8')).toBe('việc nhân sự')
    const copyOut = (who: string) => office.at(who).call('files.copyOut', { fileId, path: join(office.folder, `ra ${who}`) })
    expect(await copyOut('leader')).toMatchObject({ error: { code: 'READING_LIMITED', params: { id, may: 'read' } } })
    expect(await copyOut('other')).toMatchObject({ error: { code: 'FILE_NOT_FOUND' } })
    expect((await copyOut('specialist')).ok).toBe(true)
    // Who hands it on is told beforehand to whom it cannot go, and why.
    const { mayNot } = await office.at('leader').ask('secrecy.getReaders', { documentId: id })
    expect(Object.fromEntries(mayNot.map(({ accountId, why }) => [accountId, why]))).toEqual({ [ids['clerk']!]: 'readers', [ids['other']!]: 'readers' })
    expect(await office.at('leader').call('handling.distribute', { documentId: id, to: [{ accountId: ids['leader']!, role: 'lead' }] })).toMatchObject({ error: { code: 'READING_LIMITED', params: { id, may: 'read' } } })
    // A paper that is handed to a reader is in their hands: they say so, and change nothing of the document with it.
    const { ids: lines } = await office.ask('registers.handOver', { to: { accountId: ids['leader']! }, documentIds: [id] })
    expect(await office.at('clerk').call('registers.noteReceipts', { ids: lines, receivedBy: 'x' })).toMatchObject({ error: { code: 'DISPATCH_NOT_FOUND' } })
    expect((await office.at('leader').call('registers.confirmReceipt', { ids: lines })).ok).toBe(true)
    expect(await office.call('registers.handOver', { to: { accountId: ids['other']! }, documentIds: [id] })).toMatchObject({ error: { code: 'NOT_A_READER', params: { documentId: id } } })
    // What answers it may be drafted by whoever reads it.
    expect((await office.at('leader').call('registers.draftOutgoing', { documentTypeId: 'cong-van', subject: 'trả lời', inReplyTo: [id] } as never)).ok).toBe(true)
  })

  test('is handed to readers alone, and its readers are not fewer than who works on it', async () => {
    const id = await register('việc kín')
    await office.ask('handling.distribute', { documentId: id, to: [{ accountId: ids['specialist']!, role: 'lead' }] })
    expect(await office.call('secrecy.limitReading', { documentId: id, readers: [{ accountId: ids['chief']!, may: 'work' }], reason: 'x' })).toMatchObject({ error: { code: 'READERS_MISS_HOLDERS', params: { names: ['specialist'] } } })
    await office.ask('secrecy.limitReading', { documentId: id, readers: [{ accountId: ids['chief']!, may: 'work' }, { unitId, may: 'read' }], reason: 'x' })
    expect(await office.call('handling.distribute', { documentId: id, to: [{ accountId: ids['other']!, role: 'cooperating' }] })).toMatchObject({ error: { code: 'NOT_A_READER', params: { name: 'other' } } })
    const empty = (await office.ask('people.addUnit', { name: 'Ủy ban Kiểm tra' })).id
    expect(await office.call('handling.distribute', { documentId: id, to: [{ unitId: empty, role: 'cooperating' }] })).toMatchObject({ error: { code: 'NOT_A_READER', params: { name: 'Ủy ban Kiểm tra' } } })
    const board = await office.at('specialist').ask('handling.listBoard', { scope: 'mine', when: 'open' })
    expect(board.rows).toHaveLength(1)
    expect((await office.at('other').ask('handling.listBoard', { scope: 'all', when: 'open' })).rows).toEqual([])
    // Who reads it and was handed it works on it.
    expect((await office.at('specialist').call('handling.reportProgress', { assignmentId: board.rows[0]!.id, text: 'đang làm' })).ok).toBe(true)
    // A draft alike: submitted to readers alone, who then approve it and stay its readers.
    const { id: documentId } = await office.ask('registers.draftOutgoing', { documentTypeId: 'cong-van', subject: 'dự thảo kín' } as never)
    await office.ask('secrecy.limitReading', { documentId, readers: [{ accountId: ids['chief']!, may: 'work' }], reason: 'x' })
    expect(await office.call('appraisal.submitDraft', { documentId, to: { accountId: ids['leader']! } })).toMatchObject({ error: { code: 'NOT_A_READER', params: { name: 'leader' } } })
    await office.ask('secrecy.addReader', { documentId, accountId: ids['leader']!, may: 'read', reason: 'x' })
    await office.ask('appraisal.submitDraft', { documentId, to: { accountId: ids['leader']! } })
    expect(await office.call('secrecy.limitReading', { documentId, readers: [{ accountId: ids['chief']!, may: 'work' }], reason: 'x' })).toMatchObject({ error: { code: 'READERS_MISS_HOLDERS', params: { names: ['leader'] } } })
    expect((await office.at('clerk').ask('appraisal.listWaiting', {})).rows).toEqual([])
    const { entry: basedOn } = await office.at('leader').ask('registers.getDocument', { id: documentId })
    expect((await office.at('leader').call('appraisal.approve', { documentId, aspect: 'content', basedOn })).ok).toBe(true)
  })

  test('cannot be given to who is not cleared, named twice, or unknown', async () => {
    const id = await register('mật', { secrecy: 'mat' })
    const limit = (readers: unknown) => office.call('secrecy.limitReading', { documentId: id, readers, reason: 'x' } as never)
    expect(await limit([{ accountId: ids['other']!, may: 'read' }])).toMatchObject({ error: { code: 'CLEARANCE_TOO_LOW' } })
    expect(await limit([{ accountId: ids['chief']!, may: 'read' }, { accountId: ids['chief']!, may: 'work' }])).toMatchObject({ error: { code: 'READER_TWICE' } })
    expect(await limit([{ unitId: ids['chief']!, may: 'read' }])).toMatchObject({ error: { code: 'UNIT_NOT_FOUND' } })
    expect(await limit([])).toMatchObject({ error: { code: 'INVALID_INPUT' } })
    const { id: administrator } = await office.ask('people.addAccount', { login: 'quantri', name: 'quantri', roles: ['administrator'], password })
    const { mayNot } = await office.ask('secrecy.getReaders', { documentId: id })
    expect(mayNot).toContainEqual({ accountId: administrator, why: 'role' })
    expect(mayNot).toContainEqual({ accountId: ids['other']!, why: 'clearance' })
    expect(mayNot.map(({ accountId }) => accountId)).not.toContain(ids['chief'])
    expect(await office.call('secrecy.openReading', { documentId: id, reason: 'x' })).toMatchObject({ error: { code: 'DOCUMENT_NOT_LIMITED' } })
  })

  test('VI.III.3.c: each change of its rights waits for the one in charge, who may name a further reader of what they may not read', async () => {
    const id = await register('của riêng lãnh đạo')
    await office.ask('secrecy.limitReading', { documentId: id, readers: [{ accountId: ids['leader']!, may: 'work' }], reason: 'theo ý kiến lãnh đạo' })
    const told = (await office.ask('people.listChanges', {})).changes.filter((change) => change.kind === 'document')
    expect(told).toMatchObject([{ after: { number: '1', readers: [{ name: 'leader', may: 'work' }], reason: 'theo ý kiến lãnh đạo' }, before: { readers: null } }])
    expect(JSON.stringify(told)).not.toContain('của riêng')
    // By its number alone; the leader sees it whole, the clerk not at all.
    expect((await office.ask('secrecy.listLimited', {})).rows).toMatchObject([{ id, number: '1', subject: null }])
    expect((await office.at('leader').ask('secrecy.listLimited', {})).rows).toMatchObject([{ subject: 'của riêng lãnh đạo' }])
    expect((await office.at('clerk').ask('secrecy.listLimited', {})).rows).toEqual([])
    await office.ask('secrecy.addReader', { documentId: id, accountId: ids['other']!, may: 'read', reason: 'người cũ chuyển công tác' })
    expect((await office.at('other').ask('registers.getDocument', { id })).limited).toBe(true)
    // Opened again it is everybody's.
    await office.at('leader').ask('secrecy.openReading', { documentId: id, reason: 'đã công bố' })
    expect((await office.at('clerk').ask('registers.getDocument', { id })).limited).toBe(false)
    expect((await office.ask('people.listChanges', {})).changes.filter((change) => change.kind === 'document')).toHaveLength(3)
  })

  test('tells in its history who became a reader, with what, and who is none any more', async () => {
    const id = await register('việc đổi người đọc')
    const limit = (readers: object[]) => office.ask('secrecy.limitReading', { documentId: id, readers, reason: 'x' } as never)
    await limit([{ accountId: ids['chief']!, may: 'work' }, { accountId: ids['leader']!, may: 'read' }])
    await limit([{ accountId: ids['chief']!, may: 'work' }, { accountId: ids['leader']!, may: 'print' }, { unitId, may: 'read' }])
    await limit([{ accountId: ids['chief']!, may: 'work' }])
    await office.ask('secrecy.addReader', { documentId: id, accountId: ids['leader']!, may: 'read', reason: 'x' })
    const told = async () => (await office.ask('registers.documentHistory', { id })).entries.map(({ command, changes }) => [command.split('.')[1], ...changes.filter(({ field }) => field === 'may' || field === 'limited').map(({ about = '', before, after }) => `${about} ${before} → ${after}`).toSorted()])
    expect((await told()).slice(1)).toEqual([
      ['limitReading', ' 0 → 1', 'Chánh Văn phòng null → work', 'leader null → read'],
      ['limitReading', 'Ban Xây dựng Đảng null → read', 'leader read → print'],
      ['limitReading', 'Ban Xây dựng Đảng read → null', 'leader print → null'],
      ['addReader', 'leader null → read'],
    ])
    await office.ask('secrecy.openReading', { documentId: id, reason: 'x' })
    expect((await told()).at(-1)).toEqual(['openReading', ' 1 → 0'])
    // Who edits it meanwhile is not held up by a change of its readers.
    expect((await office.call('registers.editDocument', { id, basedOn: (await office.ask('registers.getDocument', { id })).entry, changes: { note: 'x' } })).ok).toBe(true)
  })

  test('proposes nothing of itself while others type, until it is opened', async () => {
    const id = await register('chỗ kín', { signer: { name: 'Người ký kín' }, toPlaces: 'nơi nhận kín' })
    const suggestions = async () => (await office.at('other').ask('registers.suggest', { field: 'signer', text: 'Người' })).rows.length + (await office.at('other').ask('registers.suggest', { field: 'subject', text: 'chỗ' })).rows.length
    await office.office.drain()
    expect(await suggestions()).toBe(2)
    await office.ask('secrecy.limitReading', { documentId: id, readers: [{ accountId: ids['chief']!, may: 'work' }], reason: 'x' })
    expect(await suggestions()).toBe(0)
    await office.ask('secrecy.openReading', { documentId: id, reason: 'x' })
    expect(await suggestions()).toBe(2)
  })
})

test('under any limits every list, count, tree and board says the same of what each may read', async () => {
  const people = ['chief', 'clerk', 'leader', 'specialist', 'other']
  const document = fc.record({
    type: fc.constantFrom('cong-van', 'bao-cao', 'nghi-quyet'),
    body: fc.constantFrom('Sở Nội vụ', 'Sở Tài chính'),
    day: fc.constantFrom('2026-01-05', '2026-02-10', '2026-03-02', '2026-03-10'),
    urgency: fc.constantFrom('normal', 'khan'),
    due: fc.constantFrom(undefined, '2026-03-12'),
    readers: fc.option(fc.subarray([...people, 'unit'], { minLength: 1 }), { nil: null }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(document, { minLength: 3, maxLength: 8 }), fc.nat(7), async (documents, opened) => {
      const made: string[] = []
      for (const [at, one] of documents.entries()) {
        const id = await register(`thử ${at}`, { documentTypeId: one.type, issuingBody: { name: one.body, level: 'province' }, arrivalDate: one.day, urgency: one.urgency, lateReason: 'thử', ...(one.due === undefined ? {} : { dueDate: one.due }) })
        made.push(id)
        if (one.readers !== null) await office.ask('secrecy.limitReading', { documentId: id, readers: one.readers.map((who) => (who === 'unit' ? { unitId, may: 'read' } : { accountId: ids[who]!, may: 'read' })), reason: 'thử' })
      }
      // One of them is given a further reader, who may work on it, and is opened by that one.
      const again = made[opened % made.length]!
      const opens = documents[opened % made.length]!.readers !== null
      if (opens) {
        await office.ask('secrecy.addReader', { documentId: again, accountId: ids['clerk']!, may: 'work', reason: 'thử' })
        await office.at('clerk').ask('secrecy.openReading', { documentId: again, reason: 'thử' })
        documents[opened % made.length] = { ...documents[opened % made.length]!, readers: null }
      }
      await office.office.drain()
      for (const who of people) {
        const { ask } = who === 'chief' ? office : office.at(who)
        const all = await ask('registers.findDocuments', { filters: {}, limit: 200 })
        expect(all.rows).toHaveLength(all.total)
        const mine = documents.filter(({ readers }) => readers === null || readers.includes(who) || (who === 'specialist' && readers.includes('unit')))
        const readable = new Set(all.rows.map(({ id }) => id))
        for (const [at, one] of documents.entries()) expect([who, at, readable.has(made[at]!)]).toEqual([who, at, mine.includes(one)])
        for (const by of ['body', 'type', 'month'] as const) expect((await ask('registers.countDocuments', { by, text: '', filters: {} })).total).toBe(all.total)
        expect((await ask('office.state', {})).documents).toBe(all.total)
        expect((await ask('registers.countByBody', {})).counts.reduce((sum, { count }) => sum + count, 0)).toBe(all.total)
        for (const filters of [{ documentTypeId: 'cong-van' }, { urgency: 'khan' }, { from: '2026-02-01', to: '2026-03-05' }, { year: 2026 }, { dueBy: '2026-12-31' }, { withoutFile: true }, { documentTypeId: 'bao-cao', from: '2026-01-02' }] as const) {
          const found = await ask('registers.findDocuments', { filters: { ...filters }, limit: 200 } as never)
          expect([who, filters, found.rows.length]).toEqual([who, filters, found.total])
          const byText = await ask('registers.findDocuments', { text: 'thử', filters: { ...filters }, limit: 200 } as never)
          expect([who, filters, byText.total]).toEqual([who, filters, found.total])
          expect(found.rows.every(({ id }) => readable.has(id))).toBe(true)
        }
        const today = await ask('registers.today', {})
        expect([today.arrivedThisYear, today.withoutFile, today.dueSoon]).toEqual([all.total, all.total, (await ask('registers.findDocuments', { filters: { dueBy: '2026-03-17', dueFrom: '2026-03-10' } })).total])
      }
    }),
    { numRuns: 6 },
  )
  expect((await replayEqual(office.office.session()!.archive.db, officeSchema)).differences).toEqual([])
}, 120_000)

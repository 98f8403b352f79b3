// Locked documents (NĐ 30/2020/NĐ-CP, Phụ lục VI, IV.1.g): no command changes them; read and found they are as before.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Name } from '../../src-main/office/contract.ts'
import { openTestOffice } from './open.ts'
import type { TestOffice } from './open.ts'

let office: TestOffice
let [incoming, other, outgoing] = ['', '', '']
beforeAll(async () => {
  office = await openTestOffice()
  const plain = { documentTypeId: 'cong-van', issuingBody: { name: 'Sở Nội vụ', level: 'province' } } as const
  incoming = (await office.ask('registers.registerIncoming', { ...plain, numberSymbol: '1-CV/SNV', subject: 'đang thanh tra' })).id
  other = (await office.ask('registers.registerIncoming', { ...plain, numberSymbol: '2-CV/SNV', subject: 'việc khác' })).id
  outgoing = (await office.ask('registers.issueOutgoing', { documentTypeId: 'nghi-quyet', issuedDate: new Date(Date.now() + 7 * 3600_000).toISOString().slice(0, 10), signer: { name: 'Bí thư' }, subject: 'nghị quyết' } as never)).id
})
afterAll(() => office.close())

test('VI.IV.1.g: a locked set takes no move, no deletion and no change, by any command that concerns it', async () => {
  const { assignmentIds } = await office.ask('handling.distribute', { documentId: incoming, to: [{ name: 'Chuyên viên', role: 'lead' }] })
  const locked = await office.ask('registers.freezeDocuments', { ids: [incoming, outgoing], reason: 'phục vụ thanh tra' })
  expect(locked.ids).toEqual([incoming, outgoing])
  expect((await office.ask('registers.freezeDocuments', { ids: [incoming, other], reason: 'thêm' })).ids).toEqual([other])
  await office.ask('registers.releaseDocuments', { ids: [other], reason: 'nhầm' })
  const head = () => office.office.session()!.archive.journal.head().position
  const before = head()
  const filled: Readonly<Record<string, object>> = {
    'registers.editDocument': { id: incoming, basedOn: (await office.ask('registers.getDocument', { id: incoming })).entry, changes: { subject: 'x' } },
    'registers.cancelDocument': { id: incoming, reason: 'x' }, 'registers.returnDocument': { id: incoming, reason: 'x' }, 'registers.addArrival': { id: incoming, channel: 'post' }, 'registers.reinstateDocument': { id: incoming, reason: 'x' },
    'registers.fileDocuments': { ids: [other, incoming], issuingBodyId: 'tinh-uy' }, 'registers.recallOutgoing': { id: outgoing, reason: 'x' }, 'registers.makeCopy': { documentId: incoming, kind: 'sao-y', signer: { name: 'x' } },
    'registers.editOutgoing': { id: outgoing, basedOn: (await office.ask('registers.getDocument', { id: outgoing })).entry, changes: { note: 'x' } }, 'registers.noteDispatch': { documentId: outgoing, to: ['x'], channel: 'post' },
    'handling.distribute': { documentId: incoming, to: [{ name: 'x', role: 'cooperating' }] }, 'handling.direct': { documentId: incoming, direction: 'x' }, 'handling.reportProgress': { assignmentId: assignmentIds[0], text: 'x' }, 'handling.complete': { assignmentId: assignmentIds[0] },
    'secrecy.changeLevel': { documentId: incoming, to: 'mat', decision: { numberSymbol: '1-QĐ', date: '2026-03-01', by: 'x', reason: 'x' } },
  }
  for (const [name, input] of Object.entries(filled)) expect([name, await office.call(name as Name, input as never)]).toMatchObject([name, { ok: false, error: { code: 'DOCUMENT_FROZEN', params: { id: name.includes('utgoing') || name.endsWith('noteDispatch') ? outgoing : incoming } } }])
  expect(head()).toBe(before)
  // It is read, found and printed, and says that it is locked.
  expect(await office.ask('registers.getDocument', { id: incoming })).toMatchObject({ frozen: true, frozenReason: 'phục vụ thanh tra' })
  expect((await office.ask('registers.findDocuments', { filters: { direction: 'incoming' } })).total).toBe(2)
  expect((await office.call('registers.printStamp', { id: incoming })).ok).toBe(true)
  // An answer to it may be drafted meanwhile.
  expect((await office.call('registers.draftOutgoing', { documentTypeId: 'cong-van', subject: 'trả lời', inReplyTo: [incoming] } as never)).ok).toBe(true)

  // A draft waits where it stands, with whoever has it.
  const draft = (await office.ask('registers.draftOutgoing', { documentTypeId: 'cong-van', subject: 'dự thảo đang kiểm tra' })).id
  await office.ask('appraisal.submitDraft', { documentId: draft, to: { name: 'Bí thư' } })
  await office.ask('registers.freezeDocuments', { ids: [draft], reason: 'phục vụ thanh tra' })
  for (const [name, more] of [['appraisal.comment', { text: 'x' }], ['appraisal.returnDraft', { reason: 'x' }]] as const) expect(await office.call(name, { documentId: draft, ...more } as never)).toMatchObject({ error: { code: 'DOCUMENT_FROZEN', params: { id: draft } } })

  expect((await office.ask('registers.releaseDocuments', { ids: [incoming, outgoing], reason: 'xong thanh tra' })).ids).toEqual([incoming, outgoing])
  expect((await office.call('registers.cancelDocument', { id: incoming, reason: 'vào nhầm' })).ok).toBe(true)
  expect((await office.ask('registers.documentHistory', { id: incoming })).entries.map(({ command }) => command)).toEqual(expect.arrayContaining(['registers.freezeDocuments', 'registers.releaseDocuments']))
})

test('VI.IV.1.g: a set is locked but for what cannot be, which is told by document; released it is told for what it was locked', async () => {
  const desk = await openTestOffice()
  try {
    const plain = { documentTypeId: 'cong-van', issuingBody: { name: 'Sở Nội vụ', level: 'province' } } as const
    const password = 'một câu chỉ mình nhớ'
    const chief = (await desk.ask('people.begin', { login: 'chief', name: 'Chánh Văn phòng', password, clearance: 'mat' })).id
    const clerk = (await desk.ask('people.addAccount', { login: 'clerk', name: 'Văn thư', roles: ['clerk'], password })).id
    await desk.at('clerk').ask('people.signIn', { login: 'clerk', password })
    const made: string[] = []
    for (let at = 0; at < 6; at++) made.push((await desk.ask('registers.registerIncoming', { ...plain, numberSymbol: `${at + 1}-CV/SNV`, subject: `việc ${at + 1}`, secrecy: at === 2 || at === 5 ? 'mat' : 'none' })).id)
    const [one, two, secret, limited, read, destroyed] = made as [string, string, string, string, string, string]
    await desk.ask('secrecy.limitReading', { documentId: limited, readers: [{ accountId: chief, may: 'work' }], reason: 'x' })
    await desk.ask('secrecy.limitReading', { documentId: read, readers: [{ accountId: chief, may: 'work' }, { accountId: clerk, may: 'read' }], reason: 'x' })
    await desk.ask('secrecy.destroyDocument', { documentId: destroyed, decision: { numberSymbol: '1-QĐ', date: '2026-03-01', by: 'x', reason: 'x' } })
    await desk.ask('registers.freezeDocuments', { ids: [two], reason: 'tranh chấp' })
    const unknown = '0198c0de-0000-7000-8000-000000000000'
    const { ask } = desk.at('clerk')
    const locked = await ask('registers.freezeDocuments', { ids: [...made, one, unknown], reason: 'thanh tra' })
    expect(locked.ids).toEqual([one])
    // What may not be read answers as what is not there.
    expect(locked.refused).toEqual([
      { id: secret, code: 'DOCUMENT_NOT_FOUND' }, { id: limited, code: 'DOCUMENT_NOT_FOUND' }, { id: read, code: 'READING_LIMITED', may: 'read' }, { id: destroyed, code: 'DOCUMENT_NOT_FOUND' }, { id: unknown, code: 'DOCUMENT_NOT_FOUND' },
    ])
    expect((await desk.ask('registers.freezeDocuments', { ids: [destroyed], reason: 'thanh tra' })).refused).toEqual([{ id: destroyed, code: 'DOCUMENT_DESTROYED' }])
    expect(await ask('registers.releaseDocuments', { ids: [one, two, read, secret], reason: 'xong' })).toMatchObject({
      ids: [one, two], were: [{ reason: 'thanh tra', ids: [one] }, { reason: 'tranh chấp', ids: [two] }], refused: [{ id: read, code: 'READING_LIMITED', may: 'read' }, { id: secret, code: 'DOCUMENT_NOT_FOUND' }],
    })
    expect(await ask('registers.releaseDocuments', { ids: [one], reason: 'xong' })).toEqual({ ids: [], were: [], refused: [], entry: null })
    const archivist = (await desk.ask('people.addAccount', { login: 'archivist', name: 'Lưu trữ viên', roles: ['archivist'], password })).id
    expect(archivist).not.toBe('')
    await desk.at('archivist').ask('people.signIn', { login: 'archivist', password })
    expect(await desk.at('archivist').call('registers.freezeDocuments', { ids: [one], reason: 'x' })).toMatchObject({ error: { code: 'NOT_ALLOWED' } })
  } finally {
    await desk.close()
  }
})

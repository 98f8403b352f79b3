// Documents before somebody who may not read them, secret ones above the clearance and others that are limited to named readers: their
// words stand in no answer of any query, export or print, in no count, and no command works on them. Made from the contract: a new
// query without a row here fails.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { unfoldEntries } from '../../src-main/documents/extract/zip.ts'
import type { Secrecy } from '../../src-main/contract/fields.ts'
import { contractByName } from '../../src-main/office/contract.ts'
import type { Name } from '../../src-main/office/contract.ts'
import { wordsOf } from '../registers/prints.ts'
import { openTestOffice } from './open.ts'
import type { TestOffice } from './open.ts'

const password = 'một câu chỉ mình nhớ'
/** Words of withheld documents alone; none of them may come back. */
const words = ['Kế hoạch Sao Mai', 'saomai', 'Cục Nghiệp vụ Ba', 'nơi nhận kín', 'lý do kín', 'ghi chú kín', 'phong-bì-kín', 'tệp-kín'] as const

describe.each(['secret', 'limited'] as const)('%s documents', (kind) => {
const isSecret = kind === 'secret'
const levelOf = (secrecy: Secrecy) => (isSecret ? secrecy : 'none')

let office: TestOffice
let secretId = ''
let secretFile = ''
let openId = ''
let draftId = ''
let batchIds: readonly string[] = []
let submittedId = ''
const child: Record<'copy' | 'dispatch' | 'use' | 'recipient', string> = { copy: '', dispatch: '', use: '', recipient: '' }
const people: readonly (readonly [desk: string, clearance: Secrecy])[] = [['uncleared', 'none'], ['below', 'mat']]

beforeAll(async () => {
  office = await openTestOffice({ now: () => Date.parse('2026-03-10T02:00:00Z') })
  await office.ask('people.begin', { login: 'chief', name: 'Chánh Văn phòng', password, clearance: 'tuyet-mat' })
  for (const [login, clearance] of people) {
    await office.ask('people.addAccount', { login, name: login, roles: ['clerk', 'leader', 'administrator'], clearance, password })
    await office.at(login).ask('people.signIn', { login, password })
  }
  // Files of secrets are taken, and printed, on a PC that stands alone.
  await office.ask('secrecy.setPcRule', { filesUpTo: 'tuyet-mat', standAlone: true, reason: 'thử' })
  const path = join(office.folder, 'tệp-kín.txt')
  writeFileSync(path, 'Kế hoạch Sao Mai, bản đầy đủ')
  secretFile = (await office.ask('files.stage', { path })).fileId
  const stage = async (text: string) => {
    const path = join(office.folder, `${text}.txt`)
    writeFileSync(path, text)
    return (await office.ask('files.stage', { path })).fileId
  }
  const plain = { documentTypeId: 'cong-van', issuingBody: { name: 'Sở Nội vụ', level: 'province' } } as const
  openId = (await office.ask('registers.registerIncoming', { ...plain, numberSymbol: '1-CV/SNV', subject: 'việc thường', dueDate: '2026-03-12', files: [{ fileId: await stage('thường'), role: 'main' }] })).id
  secretId = (await office.ask('registers.registerIncoming', {
    ...plain, issuingBody: { name: 'Sở Nội vụ', level: 'province' }, numberSymbol: '2-saomai/SNV', subject: 'Kế hoạch Sao Mai', secrecy: levelOf('toi-mat'), urgency: 'khan', dueDate: '2026-03-11', issuedDate: '2026-03-09',
    signer: { position: 'Cục trưởng', name: 'Cục Nghiệp vụ Ba' }, toPlaces: 'nơi nhận kín', note: 'ghi chú kín', channel: 'post', files: [{ fileId: secretFile, role: 'main' }],
  } as never)).id
  await office.ask('registers.openPeriod', { period: 'term', from: '2025-07-01', name: 'Nhiệm kỳ' } as never).catch(() => undefined)
  const issued = { documentTypeId: 'nghi-quyet', issuedDate: '2026-03-10', signer: { name: 'Bí thư Đảng ủy' } } as const
  draftId = (await office.ask('registers.issueOutgoing', { ...issued, subject: 'Kế hoạch Sao Mai, nghị quyết', secrecy: levelOf('toi-mat'), recipients: [{ group: 'nơi nhận kín' }], inReplyTo: [secretId], note: 'ghi chú kín' } as never)).id
  await office.ask('registers.issueOutgoing', { ...issued, subject: 'nghị quyết thường', inReplyTo: [secretId] } as never)
  child.dispatch = (await office.ask('registers.noteDispatch', { documentId: secretId, to: ['nơi nhận kín'], channel: 'post', envelopes: 1, envelopeNumber: 'phong-bì-kín' })).ids[0]!
  // Handed over beside an open document, and alone; lost by a report.
  const alone = await office.ask('registers.handOver', { to: { name: 'nơi nhận kín' }, documentIds: [secretId] })
  batchIds = [(await office.ask('registers.handOver', { to: { name: 'Chi bộ thôn 1' }, documentIds: [openId, secretId] })).id, alone.id]
  await office.ask('registers.notePaperLost', { ids: alone.ids, reason: 'lý do kín' })
  child.use = (await office.ask('registers.noteRecordCopyUse', { documentId: draftId, user: 'Cục Nghiệp vụ Ba', purpose: 'lý do kín' })).id
  child.copy = (await office.ask('registers.makeCopy', { documentId: secretId, kind: 'sao-y', signer: { name: 'Cục Nghiệp vụ Ba' }, note: 'ghi chú kín' } as never)).id
  child.recipient = (await office.ask('registers.getDocument', { id: draftId })).outgoing!.recipients[0]!.id
  await office.ask('handling.distribute', { documentId: secretId, to: [{ name: 'Cục Nghiệp vụ Ba', role: 'lead', direction: 'lý do kín' }] })
  // A draft that waits, with words and a file: for a name, whose drafts wait for who notes for them.
  submittedId = (await office.ask('registers.draftOutgoing', { documentTypeId: 'cong-van', subject: 'Kế hoạch Sao Mai, dự thảo', secrecy: levelOf('toi-mat'), files: [{ fileId: secretFile, role: 'main' }] } as never)).id
  await office.ask('appraisal.submitDraft', { documentId: submittedId, to: { name: 'Cục Nghiệp vụ Ba' }, note: 'lý do kín' })
  await office.ask('appraisal.comment', { documentId: submittedId, text: 'ghi chú kín' })
  if (isSecret) await office.ask('secrecy.giveCopy', { documentId: secretId, holder: 'Cục Nghiệp vụ Ba' })
  const cancelled = await office.ask('registers.registerIncoming', { ...plain, numberSymbol: '3-saomai/SNV', subject: 'Kế hoạch Sao Mai, vào nhầm', subjectAllowedBy: 'Cục Nghiệp vụ Ba', secrecy: levelOf('tuyet-mat') })
  await office.ask('registers.cancelDocument', { id: cancelled.id, reason: 'lý do kín' })
  if (!isSecret) {
    const me = (await office.ask('people.readDesk', {})).person!.id
    for (const documentId of [secretId, draftId, submittedId, cancelled.id]) await office.ask('secrecy.limitReading', { documentId, readers: [{ accountId: me, may: 'work' }], reason: 'việc của Thường trực' })
  }
  await office.office.drain()
})
afterAll(() => office.close())

const filters = { secrecy: levelOf('toi-mat') }
/** Inputs that would bring the secret documents out, of every query. */
const asked = (): Readonly<Record<string, readonly unknown[]>> => ({
  'registers.findDocuments': [
    {}, { order: 'number' }, { text: 'Sao Mai' }, { text: 'saomai' }, { text: '2-saomai/SNV' }, { text: 'Cục Nghiệp vụ' }, { text: 'bản đầy đủ' }, { filters }, { filters: { secrecy: 'tuyet-mat' } }, { text: 'kế hoạch', filters },
    { filters: { urgency: 'khan' } }, { filters: { dueBy: '2026-12-31' } }, { filters: { signer: 'Cục' } }, { filters: { channel: 'post' } }, { filters: { direction: 'outgoing' } }, { filters: { withoutFile: true } }, { text: 'Sao Mai', filters: { dueBy: '2026-12-31' } },
    { filters: { direction: 'outgoing', documentTypeId: 'nghi-quyet' }, order: 'number' }, { filters: { from: '2026-03-02', to: '2026-03-20' } }, { text: 'kế hoạch', order: 'rank' },
  ],
  'registers.countDocuments': (['body', 'type', 'month'] as const).flatMap((by) => [{ by, text: '', filters: {} }, { by, text: 'Sao Mai', filters: {} }, { by, text: '', filters }]),
  'registers.getDocument': [{ id: secretId }, { id: openId }],
  'registers.documentHistory': [{ id: secretId }],
  'registers.findTwin': [{ numberSymbol: '2-saomai/SNV' }],
  'registers.suggest': [{ field: 'signer', text: 'Cục' }, { field: 'signer', text: '' }, { field: 'toPlaces', text: 'nơi' }, { field: 'subject', text: 'Kế' }, { field: 'language', text: '' }],
  'registers.countByBody': [{}], 'registers.browseBody': [], 'registers.browseTypes': [{}], 'registers.today': [{}],
  'registers.nextNumber': [{}], 'registers.listRegisters': [{}], 'registers.nextOutgoingNumber': [{ documentTypeId: 'nghi-quyet' }], 'registers.seriesRule': [{ documentTypeId: 'nghi-quyet', issuingBody: { name: 'Đảng ủy xã Tam Hồng' } }], 'registers.listSeries': [{}],
  'registers.gapReport': [{ registerId: 'den', year: 2026 }], 'registers.listSearches': [{}],
  'registers.copiesOf': [{ documentId: secretId }], 'registers.dispatchOf': [{ documentId: secretId }, { documentId: draftId }],
  'registers.listHandOvers': ['waiting', 'asked-back', 'lost'].map((when) => ({ when })), 'registers.printHandOvers': batchIds.map((id) => ({ batchIds: [id], withTopSecretSubjects: true, format: 'xlsx' })),
  'registers.report': ['day-by-level', 'day-by-channel', 'statistics', 'handling-incoming', 'handling-outgoing', 'record-copies'].map((kind) => ({ kind, day: '2026-03-10', withTopSecretSubjects: true })),
  'registers.listPrintable': [{}],
  'registers.printReport': ['day-by-level', 'handling-incoming', 'handling-outgoing', 'record-copies'].map((kind) => ({ kind, day: '2026-03-10', withTopSecretSubjects: true, format: 'xlsx' })),
  'registers.printRegister': ['apart', 'among', 'alone'].flatMap((secret) => ['den', 'di', 'mat-di'].map((registerId) => ({ registerId, secret, withTopSecretSubjects: true, format: 'xlsx' }))),
  'registers.printLedger': ['postal', 'transfer', 'record-copy-use', 'copies'].map((ledger) => ({ ledger, withTopSecretSubjects: true, format: 'xlsx' })),
  'registers.exportDocuments': [{ text: '', filters: {}, columns: ['numberSymbol', 'subject', 'signer', 'toPlaces', 'note'], format: 'xlsx', withTopSecretSubjects: true }, { text: 'Sao Mai', filters: {}, columns: ['subject'], format: 'xlsx', withTopSecretSubjects: true }],
  'registers.printStamp': [{ id: secretId }], 'registers.printReturnReceipt': [{ id: secretId }], 'registers.printCopy': [{ id: child.copy }],
  'files.read': [{ fileId: secretFile, offset: 0, length: 100 }], 'files.copyOut': [{ fileId: secretFile, path: join(office.folder, `ra-${Math.random()}`) }], 'intake.readFields': [{ fileId: secretFile }],
  'intake.readRegister': [], 'intake.exportFaults': [], 'intake.listImports': [{}],
  'filing.tree': [{}], 'filing.getBody': [], 'filing.findBodies': [{ text: 'Sở' }],
  'office.getKeyState': [], 'office.state': [{}], 'office.rulebook': [{}], 'office.listBackups': [], 'office.verify': [], 'office.listDrafts': [{}], 'office.tasks': [{}],
  'secrecy.getReaders': [{ documentId: secretId }], 'secrecy.listLimited': [{}], 'secrecy.getPcRule': [{}], 'secrecy.getCourse': [{ documentId: secretId }], 'secrecy.listEnding': [{ withinDays: 3650 }], 'secrecy.listCopiesOut': [{}],
  'trail.listAccess': [{}, { documentId: secretId }], 'trail.countAccess': [{ by: 'document' }, { by: 'person' }], 'trail.listEntries': [{ limit: 200 }], 'trail.export': [{}],
  'handling.getCourse': [{ documentId: secretId }], 'handling.listBoard': (['mine', 'given-by-me', 'all'] as const).flatMap((scope) => (['today', 'overdue', 'due-soon', 'waiting', 'open', 'done'] as const).map((when) => ({ scope, when }))),
  'handling.suggestHandOver': [{}], 'handling.listDueDays': [{ scope: 'all', from: '2026-03-01', to: '2026-03-31' }], 'handling.suggestDueDate': [{ documentId: secretId }], 'handling.listPhrases': [{}], 'handling.listReminders': [{}], 'handling.getReminderTimes': [{}],
  'handling.printDailyList': (['mine', 'given-by-me', 'unit', 'all'] as const).map((scope) => ({ scope, soonDays: 30, withTopSecretSubjects: true, format: 'xlsx' })),
  'handling.report': [{ from: '2026-03-01', to: '2026-03-31', by: 'person' }], 'handling.printReport': [{ from: '2026-03-01', to: '2026-03-31', format: 'xlsx' }], 'handling.printRoutingSlip': [{ documentId: secretId }], 'handling.printCourse': [{ documentId: secretId, format: 'xlsx', withTopSecretSubjects: true }],
  'appraisal.getRule': [{}], 'appraisal.getCourse': [{ documentId: submittedId }, { documentId: draftId }], 'appraisal.listWaiting': (['waiting', 'returned', 'submitted', 'ready'] as const).map((scope) => ({ scope })), 'appraisal.printCourse': [{ documentId: submittedId, format: 'xlsx', withTopSecretSubjects: true }],
  'network.getState': [{}],
  'people.readDesk': [{}], 'people.listPersons': [{}], 'people.listAccounts': [], 'people.getRights': [{}], 'people.listChanges': [],
})

async function saidBy(value: unknown): Promise<string> {
  const { bytes, mediaType } = (value ?? {}) as { bytes?: Uint8Array; mediaType?: string }
  const { bytes: _, ...rest } = (value ?? {}) as Record<string, unknown>
  const unfolded = mediaType === 'application/zip' ? await unfoldEntries(Buffer.from(bytes!), () => true, { zipEntries: 10, unfoldedBytes: 50_000_000 }) : null
  if (unfolded?.ok) return [...unfolded.value.values()].map(String).join('\n').normalize('NFC')
  const inside = bytes === undefined ? '' : mediaType === undefined ? Buffer.from(bytes).toString('utf8') : await wordsOf({ mediaType, bytes })
  return `${JSON.stringify(rest)} ${inside}`.normalize('NFC')
}

describe('a query', () => {
  test('has a row here', () => {
    expect(Object.keys(asked()).toSorted()).toEqual([...contractByName.values()].filter(({ kind }) => kind === 'query').map(({ name }) => name).toSorted())
  })

  test('brings out what it was asked for before somebody who is cleared: the test can fail', async () => {
    const rows = asked()
    for (const [name, least] of [['registers.findDocuments', 15], ['registers.exportDocuments', 2], ['registers.printRegister', 3], ['registers.printLedger', 3], ['registers.listHandOvers', 2], ['registers.printHandOvers', 2], ['handling.suggestHandOver', 1], ['registers.report', 5], ['registers.getDocument', 1], ['files.read', 1], ['handling.listBoard', 2], ['handling.printDailyList', 1], ['handling.getCourse', 1], ['handling.printCourse', 1], ['appraisal.getCourse', 2], ['appraisal.listWaiting', 1], ['appraisal.printCourse', 1], ['secrecy.getCourse', isSecret ? 1 : 0], ['secrecy.listCopiesOut', isSecret ? 1 : 0], ['secrecy.listLimited', isSecret ? 0 : 1]] as const) {
      let told = 0
      for (const input of rows[name]!) {
        const answer = await office.call(name as Name, input as never)
        const said = answer.ok ? await saidBy(answer.value) : ''
        if (!answer.ok) throw new Error(`${name} ${JSON.stringify(input)}: ${JSON.stringify(answer.error)}`)
        if (words.some((word) => said.includes(word))) told += 1
      }
      expect([name, told >= least]).toEqual([name, true])
    }
  })

  test.each(people.map(([desk]) => desk))('says nothing of a secret document to %s', async (desk) => {
    const leaks: string[] = []
    for (const [name, inputs] of Object.entries(asked())) {
      for (const input of inputs) {
        const answer = await office.at(desk).call(name as Name, input as never, 'shell')
        if (!answer.ok) {
          expect([name, input, ['DOCUMENT_NOT_FOUND', 'FILE_NOT_FOUND', 'COPY_NOT_FOUND', 'BATCH_NOT_FOUND', 'NOT_ALLOWED'].includes(answer.error.code)]).toEqual([name, input, true])
          continue
        }
        const said = await saidBy(answer.value)
        // What was typed comes back as what was typed.
        const typed = JSON.stringify(input)
        for (const word of words) if (said.includes(word) && !typed.includes(word)) leaks.push(`${name} ${typed}: ${word}`)
        // The journal names records by their ids, also where what they say is withheld: an id alone leads nowhere.
        if ([secretId, submittedId].some((id) => said.includes(id)) && !name.startsWith('trail.')) leaks.push(`${name} ${typed}: its id`)
      }
    }
    expect(leaks).toEqual([])
  })
})

test('VI.III.3.a, VI.III.3.b: lists and counts agree with each other as if the documents were not there', async () => {
  const { call, ask } = office.at('uncleared')
  const all = await ask('registers.findDocuments', { filters: {} })
  expect([all.total, all.rows.map(({ subject }) => subject)]).toEqual([2, ['nghị quyết thường', 'việc thường']])
  expect((await ask('office.state', {})).documents).toBe(2)
  expect((await ask('registers.findDocuments', { filters: { secrecy: 'toi-mat' } })).total).toBe(0)
  expect((await ask('registers.findDocuments', { filters: { from: '2026-03-02', to: '2026-03-20' } })).total).toBe(2)
  expect((await ask('registers.findDocuments', { filters: { urgency: 'khan' } })).total).toBe(0)
  expect((await ask('registers.findDocuments', { text: 'thường' })).total).toBe(2)
  expect((await ask('registers.findDocuments', { text: 'kế hoạch' })).total).toBe(0)
  expect(await ask('registers.today', {})).toMatchObject({ arrivedToday: 1, arrivedThisWeek: 1, arrivedThisYear: 1, overdue: 0, dueSoon: 1, withoutFile: 0 })
  expect((await ask('registers.browseTypes', {})).types).toMatchObject([{ documentTypeId: 'nghi-quyet', count: 1, periods: [{ count: 1 }] }])
  expect((await ask('registers.countByBody', {})).counts.map(({ count }) => count)).toEqual([1])
  for (const by of ['body', 'type', 'month'] as const) expect((await ask('registers.countDocuments', { by, text: '', filters: {} })).total).toBe(2)
  // The book has no hole: numbers are given, and the stub stands in its print.
  const gaps = await ask('registers.gapReport', { registerId: 'den', year: 2026 })
  expect([gaps.from, gaps.to, gaps.issued, gaps.rows.map(({ numberFrom, state, reason }) => [numberFrom, state, reason])]).toEqual([1, 3, 2, [[3, 'cancelled', null]]])
  const print = await call('registers.printRegister', { secret: 'among', withCover: false, format: 'xlsx' })
  expect(await wordsOf((print as { value: { mediaType: string; bytes: Uint8Array } }).value)).toContain(isSecret ? 'Văn bản mật, ghi ở sổ riêng' : 'Văn bản hạn chế người đọc')
})

if (isSecret) test('what one is cleared for is there', async () => {
  const { id } = await office.ask('registers.registerIncoming', { documentTypeId: 'cong-van', issuingBody: { name: 'Sở Nội vụ', level: 'province' }, subject: 'mức thấp nhất', secrecy: 'mat' })
  expect((await office.at('below').ask('registers.getDocument', { id })).subject).toBe('mức thấp nhất')
  expect((await office.at('below').ask('registers.findDocuments', { filters: { secrecy: 'mat' } })).total).toBe(1)
  expect(await office.at('uncleared').call('registers.getDocument', { id })).toMatchObject({ ok: false, error: { code: 'DOCUMENT_NOT_FOUND' } })
})

describe('a command', () => {
  test('does nothing to a document that is withheld, and answers as if it were not there', async () => {
    const { call } = office.at('uncleared')
    const head = office.office.session()!.archive.journal.head().position
    const tried: readonly (readonly [Name, unknown, string])[] = [
      ['registers.editDocument', { id: secretId, basedOn: `${'0'.repeat(64)}.1.1`, changes: { subject: 'x' } }, 'DOCUMENT_NOT_FOUND'],
      ['registers.cancelDocument', { id: secretId, reason: 'x' }, 'DOCUMENT_NOT_FOUND'],
      ['registers.returnDocument', { id: secretId, reason: 'x' }, 'DOCUMENT_NOT_FOUND'],
      ['registers.addArrival', { id: secretId, channel: 'post' }, 'DOCUMENT_NOT_FOUND'],
      ['registers.fileDocuments', { ids: [openId, secretId], issuingBodyId: 'tinh-uy' }, 'DOCUMENT_NOT_FOUND'],
      ['registers.recallOutgoing', { id: draftId, reason: 'x' }, 'DOCUMENT_NOT_FOUND'],
      ['appraisal.submitDraft', { documentId: submittedId, to: { name: 'x' } }, 'DOCUMENT_NOT_FOUND'],
      ['appraisal.comment', { documentId: submittedId, text: 'x' }, 'DOCUMENT_NOT_FOUND'],
      ['appraisal.returnDraft', { documentId: submittedId, reason: 'x' }, 'DOCUMENT_NOT_FOUND'],
      ['appraisal.approve', { documentId: submittedId, aspect: 'content', basedOn: `${'0'.repeat(64)}.1.1` }, 'DOCUMENT_NOT_FOUND'],
      ['appraisal.withdrawApproval', { documentId: submittedId, aspect: 'content', reason: 'x' }, 'DOCUMENT_NOT_FOUND'],
      ['registers.makeCopy', { documentId: secretId, kind: 'sao-y', signer: { name: 'x' } }, 'DOCUMENT_NOT_FOUND'],
      ['registers.draftOutgoing', { documentTypeId: 'cong-van', subject: 'x', inReplyTo: [secretId] }, 'DOCUMENT_NOT_FOUND'],
      ['registers.strikeCopy', { id: child.copy, reason: 'x' }, 'COPY_NOT_FOUND'],
      ['registers.strikeDispatch', { id: child.dispatch, reason: 'x' }, 'DISPATCH_NOT_FOUND'],
      ['registers.noteReceipt', { id: child.dispatch, receivedBy: 'x' }, 'DISPATCH_NOT_FOUND'],
      ['registers.handOver', { to: { name: 'x' }, documentIds: [openId, secretId] }, 'DOCUMENT_NOT_FOUND'],
      ...['confirmReceipt', 'askBack', 'notePaperReturned'].map((name) => [`registers.${name}` as Name, { ids: [child.dispatch] }, 'DISPATCH_NOT_FOUND'] as const),
      ['registers.noteReceipts', { ids: [child.dispatch], receivedBy: 'x' }, 'DISPATCH_NOT_FOUND'],
      ...['notePaperLost', 'strikeDispatches', 'takeBackReceipts'].map((name) => [`registers.${name}` as Name, { ids: [child.dispatch], reason: 'x' }, 'DISPATCH_NOT_FOUND'] as const),
      ['registers.strikeDispatchNote', { id: child.dispatch, kind: 'received', reason: 'x' }, 'DISPATCH_NOT_FOUND'],
      ['registers.returnRecordCopy', { id: child.use }, 'USE_NOT_FOUND'],
      ['registers.answerRecall', { recipientId: child.recipient, answer: 'returned' }, 'RECIPIENT_NOT_FOUND'],
    ]
    for (const [name, input, code] of tried) expect([name, await call(name, input as never)]).toMatchObject([name, { ok: false, error: { code } }])
    expect(office.office.session()!.archive.journal.head().position).toBe(head)
  })

  if (isSecret) test('gives no document a level above the clearance of who does it', async () => {
    const { call } = office.at('uncleared')
    const document = { documentTypeId: 'cong-van', issuingBody: { name: 'Sở Nội vụ', level: 'province' }, subject: 'x' } as const
    expect(await call('registers.registerIncoming', { ...document, secrecy: 'mat' })).toEqual({ ok: false, error: { code: 'SECRECY_ABOVE_CLEARANCE', params: { secrecy: 'mat' } } })
    expect(await call('registers.draftOutgoing', { documentTypeId: 'cong-van', subject: 'x', secrecy: 'mat' } as never)).toMatchObject({ ok: false, error: { code: 'SECRECY_ABOVE_CLEARANCE' } })
  })

  test('a twin that is withheld is told by its number alone', async () => {
    const answer = await office.at('uncleared').call('registers.registerIncoming', { documentTypeId: 'cong-van', issuingBody: { name: 'Sở Nội vụ', level: 'province' }, numberSymbol: '2-saomai/SNV', subject: 'x', issuedDate: '2026-03-09' })
    expect(answer).toMatchObject({ ok: false, error: { code: 'DUPLICATE_DOCUMENT', params: { twin: { id: '', arrivalNumber: 2, subject: '', issuingBodyName: '' } } } })
  })
})
})

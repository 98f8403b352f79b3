// Accounts at the door of the office: the first one, signing in, roles, delegation, passwords, and that a change of rights is shown.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sql } from '../../src-main/archive/sql.ts'
import { openTestOffice } from './open.ts'
import type { TestOffice } from './open.ts'

const password = 'một câu chỉ mình nhớ'
let now = Date.parse('2026-03-10T02:00:00Z')
let office: TestOffice
let chief: string
const ids: Record<string, string> = {}

beforeAll(async () => {
  office = await openTestOffice({ now: () => now })
  chief = (await office.ask('people.begin', { login: 'chanhvanphong', name: 'Chánh Văn phòng', position: 'Chánh Văn phòng', password, roles: ['administrator', 'chief'] })).id
  for (const [login, name, role] of [['vanthu1', 'Văn thư', 'clerk'], ['chuyenvien', 'Chuyên viên tổng hợp', 'specialist'], ['quantri', 'Quản trị mạng', 'administrator']] as const) {
    ids[login] = (await office.ask('people.addAccount', { login, name, roles: [role], password })).id
  }
})
afterAll(() => office.close())
beforeEach(() => {
  now += 1000
})

const signIn = (desk: string, login: string, word = password) => office.at(desk).call('people.signIn', { login, password: word })
const refused = (code: string) => ({ ok: false, error: { code } })

describe('signing in', () => {
  test('the first account sits at the desk where it was made; another desk must sign in, and may read the state before', async () => {
    expect((await office.ask('people.readDesk', {})).person).toMatchObject({ id: chief, roles: ['administrator', 'chief'] })
    const other = office.at('another')
    expect(await other.call('registers.findDocuments', {})).toMatchObject(refused('NOT_SIGNED_IN'))
    expect(await other.call('people.begin', { login: 'x1', name: 'x', password })).toMatchObject(refused('NOT_SIGNED_IN'))
    expect((await other.ask('office.state', {})).setUp).toBe(true)
    expect(await other.ask('people.readDesk', {})).toMatchObject({ hasAccounts: true, person: null, lockedBy: null })
    expect(await office.call('people.begin', { login: 'x1', name: 'x', password })).toMatchObject(refused('PEOPLE_BEGUN'))
  })

  test('each desk has its own person, and what is done bears their name', async () => {
    expect(await signIn('clerk', 'VanThu1')).toMatchObject({ ok: true, value: { id: ids['vanthu1'], mustChangePassword: true } })
    const clerk = office.at('clerk')
    const { id } = await clerk.ask('registers.registerIncoming', { documentTypeId: 'cong-van', issuingBody: { name: 'Sở Nội vụ', level: 'province' }, subject: 'một việc' })
    expect((await clerk.ask('registers.documentHistory', { id })).entries[0]).toMatchObject({ actor: 'Văn thư', command: 'registers.registerIncoming' })
    await clerk.ask('people.signOut', {})
    expect(await clerk.call('registers.getDocument', { id })).toMatchObject(refused('NOT_SIGNED_IN'))
  })

  test('a locked desk does nothing until its password is typed', async () => {
    await signIn('desk', 'vanthu1')
    const desk = office.at('desk')
    await desk.ask('people.lockDesk', {})
    expect(await desk.call('registers.today', {})).toMatchObject(refused('NOT_SIGNED_IN'))
    expect((await desk.ask('people.readDesk', {})).lockedBy).toMatchObject({ login: 'vanthu1' })
    await signIn('desk', 'vanthu1')
    expect((await desk.call('registers.today', {})).ok).toBe(true)
  })

  test('wrong tries do not say what was wrong, and lock the login for a while', async () => {
    for (const login of ['vanthu1', 'khong-co']) expect(await signIn('w', login, 'sai mật khẩu')).toEqual({ ok: false, error: { code: 'SIGN_IN_REFUSED', params: {} } })
    for (let at = 0; at < 3; at += 1) await signIn('w', 'vanthu1', 'sai mật khẩu')
    expect(await signIn('w', 'vanthu1', 'sai mật khẩu')).toEqual({ ok: false, error: { code: 'SIGN_IN_LOCKED', params: { until: new Date(now + 5 * 60_000).toISOString() } } })
    expect(await signIn('w', 'vanthu1')).toMatchObject(refused('SIGN_IN_LOCKED'))
    now += 5 * 60_000 + 1
    expect((await signIn('w', 'vanthu1')).ok).toBe(true)
    expect(await signIn('w', 'vanthu1', 'sai mật khẩu')).toMatchObject(refused('SIGN_IN_REFUSED'))
  })

  test('tries made all at once are counted one by one, of signing in and of changing a password', async () => {
    const guesses = Array.from({ length: 12 }, (_, at) => (at === 11 ? password : `đoán lần thứ ${at}`))
    const answers = await Promise.all(guesses.map((word, at) => signIn(`w${at}`, 'chuyenvien', word)))
    expect(answers.filter((answer) => answer.ok)).toEqual([])
    expect(answers.filter((answer) => !answer.ok && answer.error.code === 'SIGN_IN_LOCKED').length).toBeGreaterThanOrEqual(8)
    now += 6 * 60_000
    expect((await signIn('w', 'chuyenvien')).ok).toBe(true)
    const changes = await Promise.all(guesses.map((word) => office.at('w').call('people.changePassword', { password: word, newPassword: 'một câu khác hẳn' })))
    expect(changes.filter((answer) => answer.ok)).toEqual([])
    now += 6 * 60_000
    expect((await signIn('w', 'chuyenvien')).ok).toBe(true)
    await office.at('w').ask('people.signOut', {})
  })

  test('an account that is blocked or past its time is out at once, also where it is signed in', async () => {
    await signIn('c', 'chuyenvien')
    expect((await office.at('c').call('registers.today', {})).ok).toBe(true)
    await office.ask('people.editAccount', { id: ids['chuyenvien']!, changes: { blocked: true } })
    expect(await office.at('c').call('registers.today', {})).toMatchObject(refused('NOT_SIGNED_IN'))
    expect(await signIn('c', 'chuyenvien')).toMatchObject(refused('SIGN_IN_REFUSED'))
    await office.ask('people.editAccount', { id: ids['chuyenvien']!, changes: { blocked: false, activeFrom: '2026-01-01', activeTo: '2026-03-31' } })
    expect((await signIn('c', 'chuyenvien')).ok).toBe(true)
    const before = now
    now = Date.parse('2026-04-01T02:00:00Z')
    expect(await office.at('c').call('registers.today', {})).toMatchObject(refused('NOT_SIGNED_IN'))
    now = before
    await office.ask('people.editAccount', { id: ids['chuyenvien']!, changes: { activeTo: null } })
  })

  test('a PC that is tied to one person takes no other', async () => {
    await office.ask('people.tiePc', { accountId: ids['vanthu1']! })
    expect(await signIn('t', 'chuyenvien')).toEqual({ ok: false, error: { code: 'PC_TIED', params: { name: 'Văn thư' } } })
    expect((await signIn('t', 'vanthu1')).ok).toBe(true)
    await office.ask('people.tiePc', { accountId: null })
    expect((await signIn('t', 'chuyenvien')).ok).toBe(true)
  })
})

describe('rights', () => {
  test('the administrator manages, and reads no content', async () => {
    await signIn('q', 'quantri')
    const admin = office.at('q')
    for (const name of ['registers.findDocuments', 'registers.today', 'registers.countDocuments', 'files.read'] as const) expect(await admin.call(name, {} as never)).toMatchObject(refused('NOT_ALLOWED'))
    expect((await admin.ask('people.listAccounts', {})).accounts).toHaveLength(4)
    expect((await admin.ask('people.readDesk', {})).person!.levels).toEqual([])
  })

  test('a role may be delegated for a time, by its holder', async () => {
    await signIn('v', 'vanthu1')
    await signIn('c', 'chuyenvien')
    const specialist = office.at('c')
    const register = () => specialist.call('registers.registerIncoming', { documentTypeId: 'cong-van', issuingBody: { name: 'Sở Nội vụ', level: 'province' }, subject: 'thay văn thư' })
    expect(await register()).toMatchObject(refused('NOT_ALLOWED'))
    const asked = { role: 'clerk', fromAccountId: ids['vanthu1']!, toAccountId: ids['chuyenvien']!, from: '2026-03-10', to: '2026-03-12', reason: 'nghỉ phép' } as const
    expect(await specialist.call('people.delegateRole', asked)).toMatchObject(refused('NOT_ALLOWED'))
    const { id } = await office.at('v').ask('people.delegateRole', asked)
    expect((await register()).ok).toBe(true)
    expect(await office.at('v').call('people.delegateRole', { ...asked, role: 'chief' })).toMatchObject(refused('ROLE_NOT_HELD'))
    // What one has only delegated one cannot give further.
    expect(await specialist.call('people.delegateRole', { ...asked, fromAccountId: ids['chuyenvien']!, toAccountId: chief })).toMatchObject(refused('ROLE_NOT_HELD'))
    const before = now
    now = Date.parse('2026-03-13T02:00:00Z')
    expect(await register()).toMatchObject(refused('NOT_ALLOWED'))
    now = before
    await office.at('v').ask('people.endDelegation', { id })
    expect(await register()).toMatchObject(refused('NOT_ALLOWED'))
  })

  test('the picture of a signature is kept with the account, and is a picture', async () => {
    const stage = async (name: string, bytes: Uint8Array) => {
      const path = join(office.folder, name)
      writeFileSync(path, bytes)
      return (await office.ask('files.stage', { path })).fileId
    }
    const id = ids['chuyenvien']!
    const text = await stage('ghi-chu.txt', Buffer.from('không phải ảnh'))
    expect(await office.call('people.editAccount', { id, changes: { signatureFileId: text } })).toMatchObject(refused('SIGNATURE_NOT_PICTURE'))
    const picture = await stage('chữ ký.png', Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64'))
    await office.ask('people.editAccount', { id, changes: { signatureFileId: picture } })
    expect((await office.ask('people.listAccounts', {})).accounts.find((one) => one.id === id)?.signatureFileId).toBe(picture)
    await office.ask('people.editAccount', { id, changes: { signatureFileId: null } })
    expect((await office.ask('people.listAccounts', {})).accounts.find((one) => one.id === id)?.signatureFileId).toBeNull()
  })

  test('VI.IV.1.b, VI.IV.1.d: the office changes what a role may do, with a reason', async () => {
    await signIn('c', 'chuyenvien')
    expect(await office.at('c').call('registers.listRegisters', {})).toMatchObject({ ok: true })
    expect(await office.at('c').call('filing.addBody', { name: 'Hội Cựu chiến binh', level: 'commune' })).toMatchObject(refused('NOT_ALLOWED'))
    await office.ask('people.setRoleRight', { role: 'specialist', right: 'keep-bodies', granted: true, reason: 'cùng làm cây cơ quan' })
    expect((await office.at('c').call('filing.addBody', { name: 'Hội Cựu chiến binh', level: 'commune' })).ok).toBe(true)
    const row = (await office.ask('people.getRights', {})).roles.find(({ role }) => role === 'specialist')!.rights.find(({ right }) => right === 'keep-bodies')
    expect(row).toEqual({ right: 'keep-bodies', ruled: false, granted: true, reason: 'cùng làm cây cơ quan' })
  })

  test('VI.IV.1.đ: whoever gets another post has at once the rights of the new one, and no more those of the old', async () => {
    await signIn('v', 'vanthu1')
    const desk = office.at('v')
    const register = () => desk.call('registers.registerIncoming', { documentTypeId: 'cong-van', issuingBody: { name: 'Sở Nội vụ', level: 'province' }, subject: 'trước khi chuyển công tác' })
    expect((await register()).ok).toBe(true)
    expect(await desk.call('handling.direct', { documentId: 'x', direction: 'x' })).toMatchObject(refused('DOCUMENT_NOT_FOUND'))
    await office.ask('people.editAccount', { id: ids['vanthu1']!, changes: { position: 'Phó Bí thư', roles: ['leader'] } })
    expect(await register()).toMatchObject(refused('NOT_ALLOWED'))
    expect((await desk.ask('people.readDesk', {})).person).toMatchObject({ position: 'Phó Bí thư', roles: ['leader'] })
    await office.ask('people.editAccount', { id: ids['vanthu1']!, changes: { position: 'Văn thư', roles: ['clerk'] } })
    expect((await register()).ok).toBe(true)
  })

  test('somebody always remains who can manage accounts', async () => {
    await office.ask('people.editAccount', { id: ids['quantri']!, changes: { blocked: true } })
    expect(await office.call('people.editAccount', { id: chief, changes: { roles: ['chief'] } })).toMatchObject(refused('LAST_ADMINISTRATOR'))
    expect(await office.call('people.editAccount', { id: chief, changes: { blocked: true } })).toMatchObject(refused('LAST_ADMINISTRATOR'))
    expect(await office.call('people.setRoleRight', { role: 'administrator', right: 'manage-people', granted: false, reason: 'thử' })).toMatchObject(refused('LAST_ADMINISTRATOR'))
    await office.ask('people.editAccount', { id: ids['quantri']!, changes: { blocked: false } })
    expect((await office.ask('people.readDesk', {})).person!.rights).toContain('manage-people')
  })

  test('… and does so on every later day, too', async () => {
    for (const id of [chief, ids['quantri']!]) await office.ask('people.editAccount', { id, changes: { blocked: false, activeTo: null } })
    await office.ask('people.editAccount', { id: ids['quantri']!, changes: { activeTo: '2026-06-30' } })
    expect(await office.call('people.editAccount', { id: chief, changes: { activeTo: '2026-03-10' } })).toMatchObject(refused('LAST_ADMINISTRATOR'))
    expect(await office.call('people.editAccount', { id: chief, changes: { activeTo: '2030-12-31' } })).toMatchObject(refused('LAST_ADMINISTRATOR'))
    await office.ask('people.editAccount', { id: ids['quantri']!, changes: { activeTo: null } })
    await office.ask('people.editAccount', { id: chief, changes: { activeTo: '2030-12-31' } })
    await office.ask('people.editAccount', { id: chief, changes: { activeTo: null } })
  })

  test('VI.III.3.c: a change of rights stands in the list of the one in charge until confirmed', async () => {
    for (const { id } of (await office.ask('people.listChanges', {})).changes.filter(({ confirmedAt }) => confirmedAt === null)) await office.ask('people.confirmChange', { id })
    expect((await office.ask('people.listChanges', {})).unconfirmed).toBe(0)
    await office.ask('people.editAccount', { id: ids['chuyenvien']!, changes: { clearance: 'mat', roles: ['specialist', 'archivist'] } })
    const { unconfirmed, changes } = await office.ask('people.listChanges', {})
    expect(unconfirmed).toBe(2)
    expect(changes.slice(0, 2).map(({ kind, aboutName, before, after, madeByName }) => ({ kind, aboutName, before, after, madeByName })).toSorted((a, b) => a.kind.localeCompare(b.kind))).toEqual([
      { kind: 'clearance', aboutName: 'Chuyên viên tổng hợp', before: 'none', after: 'mat', madeByName: 'Chánh Văn phòng' },
      { kind: 'roles', aboutName: 'Chuyên viên tổng hợp', before: ['specialist'], after: ['archivist', 'specialist'], madeByName: 'Chánh Văn phòng' },
    ])
    await office.ask('people.confirmChange', { id: changes[0]!.id })
    expect(await office.call('people.confirmChange', { id: changes[0]!.id })).toMatchObject(refused('RIGHTS_CHANGE_CONFIRMED'))
    expect((await office.ask('people.listChanges', {})).unconfirmed).toBe(1)
  })
})

describe('passwords', () => {
  test('one changes one\'s own; guessable ones are refused', async () => {
    await signIn('v', 'vanthu1')
    const desk = office.at('v')
    for (const [newPassword, code] of [['ngắn', 'PASSWORD_TOO_SHORT'], ['vanthu1234', 'PASSWORD_GUESSABLE'], ['12345678', 'PASSWORD_GUESSABLE'], ['aaaaaaaaaa', 'PASSWORD_GUESSABLE']] as const) {
      expect(await desk.call('people.changePassword', { password, newPassword })).toMatchObject(refused(code))
    }
    expect(await desk.call('people.changePassword', { password: 'không phải', newPassword: 'một câu khác hẳn' })).toMatchObject(refused('PASSWORD_WRONG'))
    await desk.ask('people.changePassword', { password, newPassword: 'một câu khác hẳn' })
    expect(await signIn('v', 'vanthu1')).toMatchObject(refused('SIGN_IN_REFUSED'))
    expect(await signIn('v', 'vanthu1', 'một câu khác hẳn')).toMatchObject({ ok: true, value: { mustChangePassword: false } })
  })

  test("another's is set anew by two, and both the owner and the one in charge can see it", async () => {
    await signIn('q', 'quantri')
    const admin = office.at('q')
    const { id } = await admin.ask('people.askReset', { accountId: ids['vanthu1']!, reason: 'quên mật khẩu' })
    expect(await admin.call('people.resetPassword', { id, password: 'mật khẩu tạm thời' })).toMatchObject(refused('RESET_NOT_POSSIBLE'))
    expect(await admin.call('people.answerReset', { id, approved: true })).toMatchObject(refused('SECOND_PERSON_NEEDED'))
    await office.ask('people.answerReset', { id, approved: true })
    await admin.ask('people.resetPassword', { id, password: 'mật khẩu tạm thời' })
    expect(await admin.call('people.resetPassword', { id, password: 'lần nữa thử xem' })).toMatchObject(refused('RESET_NOT_POSSIBLE'))
    expect(await signIn('v', 'vanthu1', 'mật khẩu tạm thời')).toMatchObject({ ok: true, value: { mustChangePassword: true } })
    expect((await office.ask('people.listChanges', {})).changes.filter(({ kind }) => kind === 'password').map(({ aboutName }) => aboutName)).toEqual(['Văn thư', 'Văn thư'])
  })

  test('the journal holds no password, and of a changed one not even its hash; the archive replays and verifies', async () => {
    const { db } = office.office.session()!.archive
    const bodies = db.all<{ compartment: string; body: string | null }>(sql`SELECT compartment, body FROM journal_part`)
    for (const { body } of bodies) expect(body ?? '').not.toContain(password)
    const hashes = bodies.filter(({ compartment, body }) => compartment.startsWith('password:') && body !== null)
    expect(hashes).toHaveLength(4)
    expect(bodies.filter(({ compartment }) => compartment === 'office').every(({ body }) => !body!.includes('$argon2id$'))).toBe(true)
    expect(bodies.filter(({ compartment }) => compartment === `password:${ids['vanthu1']}`).map(({ body }) => body === null)).toEqual([true, true, false])
    expect(await office.ask('office.verify', {})).toMatchObject({ integrity: true, journal: { ok: true }, replayEqual: true })
  })

  test('whoever sits elsewhere by the old one is out when it is changed or set anew; who changed it stays', async () => {
    const { id: accountId } = await office.ask('people.addAccount', { login: 'nhieumay', name: 'Người nhiều máy', roles: ['specialist'], password })
    const sits = async (desk: string) => (await office.at(desk).ask('people.readDesk', {})).person !== null
    for (const desk of ['m1', 'm2']) await signIn(desk, 'nhieumay')
    await office.at('m1').ask('people.changePassword', { password, newPassword: 'một câu mới hẳn' })
    expect([await sits('m1'), await sits('m2')]).toEqual([true, false])
    const { id } = await office.ask('people.askReset', { accountId, reason: 'lộ mật khẩu' })
    await signIn('second', 'quantri')
    await office.at('second').ask('people.answerReset', { id, approved: true })
    await office.ask('people.resetPassword', { id, password: 'do người khác đặt' })
    expect(await sits('m1')).toBe(false)
  })
})

test('what the one operator kept becomes the first account’s, and nobody else’s', async () => {
  const one = await openTestOffice()
  await one.ask('office.saveDraft', { key: 'incoming', value: 'đang gõ dở' })
  await one.ask('registers.saveSearch', { name: 'Việc của tôi', find: { direction: 'incoming', text: 'x', filters: {}, order: 'newest' } } as never)
  await one.ask('people.begin', { login: 'quantri', name: 'Quản trị', password })
  expect((await one.ask('office.listDrafts', {})).drafts).toMatchObject([{ value: 'đang gõ dở' }])
  expect((await one.ask('registers.listSearches', {})).searches).toMatchObject([{ name: 'Việc của tôi', own: true }])
  await one.ask('people.addAccount', { login: 'vanthu2', name: 'Văn thư', roles: ['clerk'], password })
  await one.at('b').ask('people.signIn', { login: 'vanthu2', password })
  expect((await one.at('b').ask('office.listDrafts', {})).drafts).toEqual([])
  expect((await one.at('b').ask('registers.listSearches', {})).searches).toEqual([])
  expect(await one.ask('office.verify', {})).toMatchObject({ replayEqual: true })
  await one.close()
})

test('who was signed in stays so when the office process is started again for the same window, and no longer than that', async () => {
  const first = await openTestOffice()
  await first.ask('people.begin', { login: 'quantri', name: 'Quản trị', password })
  await first.office.close()
  const again = await openTestOffice({ folder: first.folder, setUp: false })
  expect((await again.ask('people.readDesk', {})).person).toMatchObject({ login: 'quantri' })
  expect(await again.at('a new start of the program').call('registers.today', {})).toMatchObject(refused('NOT_SIGNED_IN'))
  await again.close()
})

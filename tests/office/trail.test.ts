// Access is kept (VI.III.6.a, b, l), the journal can be read by those in charge, and the exported trail is checked with openssl and
// sha256sum, which know nothing of this program.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { unfoldEntries } from '../../src-main/documents/extract/zip.ts'
import { openTestOffice } from './open.ts'
import type { TestOffice } from './open.ts'

const password = 'một câu chỉ mình nhớ'
let now = Date.parse('2026-03-10T02:00:00Z')
let office: TestOffice
let document = ''
let secret = ''
let clerkId = ''

beforeAll(async () => {
  office = await openTestOffice({ now: () => now })
  await office.ask('people.begin', { login: 'chief', name: 'Chánh Văn phòng', password, roles: ['chief', 'administrator'] })
  clerkId = (await office.ask('people.addAccount', { login: 'clerk', name: 'Văn thư', roles: ['clerk'], clearance: 'mat', password })).id
  await office.ask('people.addAccount', { login: 'admin', name: 'Quản trị mạng', roles: ['administrator'], password })
  for (const login of ['clerk', 'admin']) await office.at(login).ask('people.signIn', { login, password })
  const given = { documentTypeId: 'cong-van', issuingBody: { name: 'Sở Nội vụ', level: 'province' } } as const
  document = (await office.ask('registers.registerIncoming', { ...given, subject: 'việc thường' })).id
  secret = (await office.ask('registers.registerIncoming', { ...given, subject: 'việc kín', secrecy: 'mat' })).id
})
afterAll(() => office.close())

test('VI.III.6.l: who viewed, printed and exported what is kept; the same again within minutes is one access', async () => {
  const clerk = office.at('clerk')
  for (let at = 0; at < 3; at += 1) await clerk.ask('registers.getDocument', { id: document })
  await clerk.ask('registers.getDocument', { id: secret })
  now += 11 * 60_000
  await clerk.ask('registers.getDocument', { id: document })
  await clerk.ask('registers.printStamp', { id: document })
  await clerk.ask('registers.exportDocuments', { text: '', filters: {}, columns: ['subject'], format: 'xlsx' } as never)
  await clerk.call('registers.getDocument', { id: 'khong-co' })
  await office.ask('trail.export', {})
  const { rows } = await office.ask('trail.listAccess', { accountId: clerkId })
  expect(rows.map(({ kind, document, times, who }) => [kind, document, times, who]).toSorted()).toEqual([
    ['export', null, 1, 'Văn thư'], ['print', '1 · việc thường', 1, 'Văn thư'], ['sign-in', null, 1, 'Văn thư'], ['view', '1 · việc thường', 1, 'Văn thư'], ['view', '1 · việc thường', 3, 'Văn thư'], ['view', '2 · việc kín', 1, 'Văn thư'],
  ])
  expect((await office.ask('trail.listAccess', { documentId: document, kind: 'print' })).rows).toHaveLength(1)
  const first = await office.ask('trail.listAccess', { limit: 2 })
  const second = await office.ask('trail.listAccess', { limit: 2, after: first.next! })
  expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(4)
})

test('VI.III.6.a, VI.III.6.b: accesses are counted by document, by person and by day', async () => {
  expect((await office.ask('trail.countAccess', { by: 'document', kind: 'view' })).rows).toMatchObject([{ name: '1 · việc thường', count: 4 }, { name: '2 · việc kín', count: 1 }])
  expect((await office.ask('trail.countAccess', { by: 'person', kind: 'sign-in' })).rows.map(({ name }) => name).toSorted()).toEqual(['Quản trị mạng', 'Văn thư'])
  expect((await office.ask('trail.countAccess', { by: 'day' })).rows.map(({ key }) => key)).toEqual(['2026-03-10'])
  expect((await office.ask('trail.countAccess', { by: 'day', from: '2026-03-11' })).total).toBe(0)
})

test('the administrator sees that something was done, by whom and when, and no word of what', async () => {
  const admin = office.at('admin')
  const { rows } = await admin.ask('trail.listEntries', { limit: 200 })
  expect(JSON.stringify(rows)).not.toMatch(/việc thường|việc kín|Sở Nội vụ/)
  expect(rows.filter(({ command }) => command === 'registers.registerIncoming').map(({ who, withheld, records }) => [who, withheld > 0, records])).toEqual([['Chánh Văn phòng', true, []], ['Chánh Văn phòng', true, []]])
  expect(rows.find(({ command }) => command === 'people.addAccount')?.records.length).toBeGreaterThan(0)
  expect(JSON.stringify(await admin.ask('trail.listAccess', {}))).not.toMatch(/việc/)
  expect((await office.ask('trail.listEntries', { command: 'registers.registerIncoming' })).rows).toHaveLength(2)
  expect(JSON.stringify((await office.ask('trail.listEntries', { limit: 200 })).rows)).toContain('việc kín')
  expect(JSON.stringify((await office.ask('trail.listEntries', { limit: 200 })).rows)).not.toContain('$argon2id$')
})

test('of a document that was raised, what stood in the journal before is withheld too from whoever is not cleared', async () => {
  const { id: chiefId } = await office.ask('people.addAccount', { login: 'deputy', name: 'Phó Chánh Văn phòng', roles: ['chief'], password })
  const deputy = office.at('deputy')
  await deputy.ask('people.signIn', { login: 'deputy', password })
  const { id } = await office.ask('registers.registerIncoming', { documentTypeId: 'cong-van', issuingBody: { name: 'Sở Nội vụ', level: 'province' }, subject: 'việc rồi thành mật' })
  await office.ask('handling.distribute', { documentId: id, to: [{ accountId: chiefId, role: 'lead', direction: 'chỉ đạo rồi thành mật' }] })
  const read = async () => {
    const { bytes } = await deputy.ask('trail.export', {})
    const found = await unfoldEntries(Buffer.from(bytes), () => true, { zipEntries: 10, unfoldedBytes: 50_000_000 })
    return JSON.stringify((await deputy.ask('trail.listEntries', { limit: 200 })).rows) + (found.ok ? found.value.get('entries.jsonl')!.toString('utf8') : '')
  }
  expect(await read()).toContain('rồi thành mật')
  await office.ask('secrecy.changeLevel', { documentId: id, to: 'mat', decision: { numberSymbol: '5-QĐ/ĐU', date: '2026-03-10', by: 'Đảng ủy', reason: 'x' } })
  const words = await read()
  expect(words).not.toContain('rồi thành mật')
  expect(words).toContain('việc thường')
})

test('the exported trail is checked by openssl and sha256sum; a changed byte shows', async () => {
  const exported = await office.at('admin').ask('trail.export', {})
  const found = await unfoldEntries(Buffer.from(exported.bytes), () => true, { zipEntries: 10, unfoldedBytes: 50_000_000 })
  if (!found.ok) throw new Error(found.error.code)
  const part = (name: string) => found.value.get(name)!.toString('utf8')
  interface Line { device: string; previous: string; bytes: string; hash: string; signature: string; parts: { compartment: string; hash: string; salt?: string; body?: string }[] }
  const lines = part('entries.jsonl').trim().split('\n').map((line) => JSON.parse(line) as Line)
  expect(lines).toHaveLength(exported.entries)
  const keys = JSON.parse(part('devices.json')) as Record<string, string>
  const folder = mkdtempSync(join(tmpdir(), 'nhật ký '))
  const sha256 = (bytes: Buffer) => execFileSync('sha256sum', { input: bytes, encoding: 'utf8' }).slice(0, 64)
  const verifies = ({ device, hash, signature }: Line): boolean => {
    writeFileSync(join(folder, 'key.pem'), keys[device]!)
    writeFileSync(join(folder, 'hash'), Buffer.from(hash, 'hex'))
    writeFileSync(join(folder, 'signature'), Buffer.from(signature, 'hex'))
    try {
      execFileSync('openssl', ['pkeyutl', '-verify', '-pubin', '-inkey', join(folder, 'key.pem'), '-rawin', '-in', join(folder, 'hash'), '-sigfile', join(folder, 'signature')], { stdio: 'pipe' })
      return true
    } catch {
      return false
    }
  }
  for (const [at, line] of lines.entries()) {
    expect(sha256(Buffer.from(line.bytes, 'hex'))).toBe(line.hash)
    if (at > 0) expect(line.previous).toBe(lines[at - 1]!.hash)
  }
  for (const line of [lines[0]!, lines.at(-1)!]) {
    expect(verifies(line)).toBe(true)
    expect(verifies({ ...line, hash: line.hash.replace(/^../, (byte) => (byte === '00' ? '01' : '00')) })).toBe(false)
  }
  // The administrator has the chain whole, and no payload of documents with it.
  expect(lines.flatMap(({ parts }) => parts).filter(({ body }) => body !== undefined)).toEqual([])
  const chief = await unfoldEntries(Buffer.from((await office.ask('trail.export', {})).bytes), () => true, { zipEntries: 10, unfoldedBytes: 50_000_000 })
  const readable = (chief.ok ? chief.value.get('entries.jsonl')!.toString('utf8') : '').trim().split('\n').map((line) => JSON.parse(line) as Line).flatMap(({ parts }) => parts).filter(({ body }) => body !== undefined)
  expect(readable.length).toBeGreaterThan(5)
  for (const { salt, body, hash } of readable) expect(sha256(Buffer.concat([Buffer.from(salt!, 'hex'), Buffer.from(body!, 'utf8')]))).toBe(hash)
})

test('accesses outlive the program, and are part of the journal that replays', async () => {
  await office.at('clerk').ask('registers.getDocument', { id: secret })
  await office.office.close()
  const again = await openTestOffice({ folder: office.folder, setUp: false, now: () => now })
  const before = (await again.ask('trail.countAccess', { by: 'document', kind: 'view' })).total
  expect(before).toBe(6)
  await again.ask('trail.export', {})
  expect((await again.ask('trail.countAccess', { by: 'document', kind: 'view' })).total).toBe(6)
  expect(await again.ask('office.verify', {})).toMatchObject({ journal: { ok: true }, replayEqual: true })
  await again.close()
})

// The archive's key is exchanged, and the process is killed at each step of the way: each time the next start opens the whole archive,
// under the one key or the other, and in the end the old key opens nothing that is left.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { derivedKey, readIdentity } from '../../src-main/archive/archive.ts'
import { openConnection } from '../../src-main/archive/database.ts'
import { keyFolder } from '../../src-main/archive/key-file.ts'
import { openFileStore } from '../../src-main/files/store.ts'
import { commune } from '../office/open.ts'
import { startOffice, stop } from './office-process.ts'
import type { OfficeProcess } from './office-process.ts'

const root = mkdtempSync(join(tmpdir(), 'đổi khóa '))
const [archive, configuration, set] = [join(root, 'kho'), join(root, 'cấu hình'), join(root, 'ổ rời')]
const documents = 6
const files: string[] = []

const start = (crashAt?: string) => startOffice({ archive, configuration, about: `rotate, ${crashAt ?? 'whole'}`, crashAt })
const keyNow = (): Buffer => Buffer.from(readFileSync(join(keyFolder(configuration, readIdentity(archive)!.id), 'key'), 'latin1').trim(), 'hex')

async function ask(office: OfficeProcess, name: string, input: unknown = {}): Promise<Record<string, unknown>> {
  const answer = await office.call(name, input)
  if (answer?.ok !== true) throw new Error(`${name}: ${JSON.stringify(answer)}`)
  return answer.value
}

/** Whether the archive is whole: every document, every file, the journal, and no question asked about numbers. */
async function expectWhole(office: OfficeProcess, at: string): Promise<void> {
  expect((await ask(office, 'registers.findDocuments', { filters: {} }))['total'], at).toBe(documents)
  expect((await ask(office, 'registers.findDocuments', { text: 'từkhóa3' }))['total'], at).toBe(1)
  for (const [number, fileId] of files.entries()) {
    const { bytes } = (await ask(office, 'files.read', { fileId, offset: 0, length: 1000 })) as { bytes: Uint8Array }
    expect(Buffer.from(bytes).toString(), at).toContain(`từkhóa${number}`)
  }
  expect(await ask(office, 'office.verify'), at).toMatchObject({ integrity: true, foreignKeys: true, journal: { ok: true }, replayEqual: true, files: { missing: 0, corrupt: 0 } })
  expect((await ask(office, 'registers.today'))['unconfirmed'], at).toEqual([])
}

beforeAll(async () => {
  const office = (await start())!
  await ask(office, 'office.setUp', commune)
  for (let number = 0; number < documents; number += 1) {
    const path = join(root, `${number}.txt`)
    writeFileSync(path, `từkhóa${number} `.repeat(50))
    const { fileId } = (await ask(office, 'files.stage', { path })) as { fileId: string }
    files.push(fileId)
    await ask(office, 'registers.registerIncoming', { documentTypeId: 'cong-van', issuingBody: { name: 'Sở Nội vụ', level: 'province' }, subject: `văn bản ${number}`, numberSymbol: `${number + 1}-CV/SNV`, files: [{ fileId, role: 'main' }] })
  }
  expect(await office.call('office.rotateKey', {})).toMatchObject({ ok: false, error: { code: 'RECOVERY_KEY_ABSENT' } })
  await ask(office, 'office.makeRecoveryKey')
  await ask(office, 'office.backUp', { to: set, remember: true })
  await ask(office, 'office.backUp', {})
  await stop(office)
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const everyPoint = ['amid-resealing', 'amid-resealing:4', 'before-exchange', 'after-marker', 'amid-exchange', 'amid-exchange:2', 'amid-exchange:3', 'amid-exchange:5', 'after-restore-swap', 'after-next-key']
const points = process.env['VANTHU_LONG'] === '1' ? everyPoint : ['amid-resealing:4', 'before-exchange', 'after-marker', 'amid-exchange:2', 'after-restore-swap', 'after-next-key']

test('VI.III.5.d: killed at each step, the whole archive opens, and is never half under each key', async () => {
  for (const point of points) {
    const before = keyNow()
    const dying = (await start(point))!
    expect(await dying.call('office.rotateKey', {}), point).toBeNull()
    await dying.gone
    const after = (await start())!
    await expectWhole(after, point)
    // From the marker on it goes forward, before it back.
    const exchanged = !point.startsWith('amid-resealing') && point !== 'before-exchange'
    expect([point, keyNow().equals(before)]).toEqual([point, !exchanged])
    expect(await ask(after, 'office.getKeyState'), point).toMatchObject({ recovery: { name: expect.any(String) } })
    // What stood under the old key goes once a backup was written; nothing is left of what was laid down.
    await expect.poll(() => readdirSync(archive).filter((name) => /^(before-key-|restore)/.test(name)), { timeout: 20_000, message: point }).toEqual([])
    const trail = (await ask(after, 'trail.listEntries', { command: 'office.rotateKey', limit: 50 }))['rows'] as unknown[]
    expect(trail.length, point).toBe(points.slice(0, points.indexOf(point) + 1).filter((one) => !one.startsWith('amid-resealing') && one !== 'before-exchange').length)
    await stop(after)
  }
})

test('after an exchange the old key opens nothing in the folder, and its backups only with the sheet of paper', async () => {
  const old = keyNow()
  const office = (await start())!
  expect(await ask(office, 'office.rotateKey')).toMatchObject({ files: documents, oldRemoved: true })
  await expectWhole(office, 'whole')
  await stop(office)
  for (const key of [old, keyNow()]) {
    const opens = (name: string, use: 'database' | 'search', form: 'lasting' | 'disposable') => {
      try {
        openConnection({ path: join(archive, name), key: derivedKey(key, use), readOnly: true, form }).close()
        return true
      } catch {
        return false
      }
    }
    const store = await openFileStore({ directory: join(archive, 'files'), key, make: false })
    if (!store.ok) throw new Error(store.error.code)
    const held = await Promise.all(files.map((fileId) => store.value.has(fileId)))
    expect([opens('archive.db', 'database', 'lasting'), opens('search.db', 'search', 'disposable'), held.every(Boolean), held.some(Boolean)]).toEqual(Array(4).fill(key !== old))
  }
  // Inside, no backup under it is left; outside, those before stand apart.
  expect(readdirSync(join(archive, 'backups')).filter((name) => name.startsWith('before-key-'))).toEqual([])
  const aside = readdirSync(set).filter((name) => name.startsWith('before-key-'))
  expect(aside.length).toBeGreaterThan(0)
  expect(aside.every((name) => existsSync(join(set, name, 'recovery.json')))).toBe(true)
})

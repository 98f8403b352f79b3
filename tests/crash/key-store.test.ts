// The archive's key goes into the system's key store, and the process is killed at each step of the way: a way to open is left each
// time, and the next start goes on. The shell is played by the test; a real key store stands in tests/e2e/key-store.test.ts.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readIdentity } from '../../src-main/archive/archive.ts'
import { keyFolder } from '../../src-main/archive/key-file.ts'
import { commune } from '../office/open.ts'
import { runCommandLine, startEntry } from '../office/run.ts'
import type { Entry, Shell } from '../office/run.ts'

const root = mkdtempSync(join(tmpdir(), 'kho khóa '))
const [archive, configuration] = [join(root, 'kho'), join(root, 'cấu hình')]
/** A key store that keeps what it is given. */
const keeps: Shell = { seal: (key) => ({ sealed: Buffer.from(`kept ${key}`).toString('base64') }), unseal: (sealed) => Buffer.from(sealed, 'base64').toString().slice(5) }
const locked: Shell = { seal: () => ({ why: 'unavailable' }), unseal: () => null }
const forgets: Shell = { ...keeps, unseal: () => null }
const pretends: Shell = { ...locked, seal: () => ({ why: 'pretends' }) }

const files = () => {
  const folder = keyFolder(configuration, readIdentity(archive)!.id)
  return readdirSync(folder).filter((name) => name.startsWith('key')).toSorted()
}
const state = async (entry: Entry) => ((await entry.call('office.getKeyState', {}, 'command-line')) as { value?: unknown }).value
const read = async (entry: Entry) => {
  const answer = await entry.call('office.state', {}, 'command-line')
  return answer.ok ? (answer.value as { office: { name: string } }).office.name : answer.error
}

beforeAll(async () => {
  const entry = startEntry(archive, configuration)
  await entry.first
  expect(await entry.call('office.setUp', commune, 'command-line')).toMatchObject({ ok: true })
  expect(await state(entry)).toEqual({ recovery: null, kept: 'file', whyFile: 'no-shell' })
  await entry.close()
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('before there is a way back on paper, no key store takes the key', async () => {
  const without = startEntry(archive, configuration, { shell: keeps })
  await without.first
  await expect.poll(() => state(without), { timeout: 10_000 }).toEqual({ recovery: null, kept: 'file', whyFile: 'no-recovery' })
  await without.close()
  const maker = startEntry(archive, configuration)
  await maker.first
  expect(await maker.call('office.makeRecoveryKey', {}, 'window')).toMatchObject({ ok: true })
  await maker.close()
})

test.each([['pretends', pretends], ['failed', forgets]] as const)('where the key store %s, the file stays and the state says why', async (why, shell) => {
  const entry = startEntry(archive, configuration, { shell })
  await entry.first
  await expect.poll(() => state(entry), { timeout: 10_000 }).toEqual({ recovery: expect.anything(), kept: 'file', whyFile: why })
  await entry.close()
  expect(files()).toEqual(['key'])
})

test('killed at each step, the archive opens, and the key is sealed in the end; it also goes back into a file', async () => {
  for (const [point, left] of [['after-key-sealed', ['key', 'key.sealed']], ['before-key-removed', ['key', 'key.sealed']], ['after-key-removed', ['key.sealed']]] as const) {
    const dying = startEntry(archive, configuration, { shell: keeps, env: { VANTHU_CRASH_AT: point } })
    await dying.first
    await dying.gone
    expect(files(), point).toEqual(left)
    if (point !== 'before-key-removed') continue
    // Left by a writing that was cut short: it goes with the file.
    writeFileSync(join(keyFolder(configuration, readIdentity(archive)!.id), 'key.4711.new'), 'x')
    // The file is what opens, also where the key store is closed this time.
    const closed = startEntry(archive, configuration, { shell: locked })
    expect(await closed.first).toMatchObject({ kind: 'ready' })
    await closed.close()
  }
  const entry = startEntry(archive, configuration, { shell: keeps })
  expect(await entry.first).toMatchObject({ kind: 'ready' })
  expect(await read(entry)).toBe(commune.name)
  expect(await state(entry)).toEqual({ recovery: expect.anything(), kept: 'system', whyFile: null })
  await entry.close()

  const back = startEntry(archive, configuration, { shell: keeps, env: { VANTHU_KEY_STORE: 'file' } })
  await back.first
  await expect.poll(files, { timeout: 10_000 }).toEqual(['key'])
  expect(await state(back)).toEqual({ recovery: expect.anything(), kept: 'file', whyFile: 'off' })
  await back.close()
})

test('a sealed key serves the command line through the running office; without it, it says that the key is sealed', async () => {
  const entry = startEntry(archive, configuration, { shell: keeps })
  await entry.first
  await expect.poll(files, { timeout: 10_000 }).toEqual(['key.sealed'])
  const made = await entry.call('office.makeRecoveryKey', {}, 'window')
  if (!made.ok) throw new Error(made.error.code)
  const { key } = made.value as { key: string }
  expect(JSON.parse((await runCommandLine(['call', 'office.state', '{}', '--archive', archive], { configuration })).out)).toMatchObject({ ok: true, value: { setUp: true } })
  expect((await runCommandLine(['verify', '--archive', archive], { configuration })).code).toBe(0)
  await entry.close()

  const alone = await runCommandLine(['call', 'office.state', '{}', '--archive', archive], { configuration, env: { VANTHU_ELECTRON: '' } })
  expect(JSON.parse(alone.out)).toMatchObject({ error: { code: 'KEY_MISSING', params: { recovery: true, sealed: true } } })

  // Another user's key store, another PC: the recovery key opens, and this PC's own store keeps the key from then on.
  const other = startEntry(archive, configuration, { shell: locked })
  expect(await other.first).toMatchObject({ kind: 'refused', error: { code: 'KEY_MISSING', params: { recovery: true, sealed: true } } })
  expect(await other.call('office.unlockArchive', { recoveryKey: key })).toMatchObject({ ok: true })
  expect(await read(other)).toBe(commune.name)
  expect(files()).toEqual(['key', 'key.sealed'])
  await other.close()
})

test('exchanged while the system keeps it, the new key is kept by the system, and stands in no file', async () => {
  const entry = startEntry(archive, configuration, { shell: keeps })
  await entry.first
  await expect.poll(files, { timeout: 10_000 }).toEqual(['key.sealed'])
  const sealed = readFileSync(join(keyFolder(configuration, readIdentity(archive)!.id), 'key.sealed'), 'latin1')
  expect(await entry.call('office.rotateKey', {}, 'window')).toMatchObject({ ok: true, value: { oldRemoved: true } })
  expect(files()).toEqual(['key.sealed'])
  expect(readFileSync(join(keyFolder(configuration, readIdentity(archive)!.id), 'key.sealed'), 'latin1')).not.toBe(sealed)
  expect(await state(entry)).toMatchObject({ kept: 'system' })
  await entry.close()
  const again = startEntry(archive, configuration, { shell: keeps })
  await again.first
  expect(await read(again)).toBe(commune.name)
  await again.close()
})

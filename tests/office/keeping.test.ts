// office.backUp, office.restore and office.verify as their callers meet them: each refusal is one that the contract names
// (openTestOffice holds every answer against it), and after a refusal the archive is open as before.
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { archivePaths, readIdentity } from '../../src-main/archive/archive.ts'
import { openTestOffice } from './open.ts'
import type { TestOffice } from './open.ts'

let desk: TestOffice
let set = ''
beforeAll(async () => {
  desk = await openTestOffice()
  set = join(desk.folder, 'sao lưu')
  expect(await desk.ask('office.backUp', { to: set })).toMatchObject({ checked: true })
})
afterAll(() => desk.close())

const stillOpen = async () => expect((await desk.ask('office.state', {})).setUp).toBe(true)

test('backing up into the archive, onto a file, or cancelled', async () => {
  expect(await desk.call('office.backUp', { to: archivePaths(desk.directory).files })).toMatchObject({ error: { code: 'PATH_INSIDE_ARCHIVE' } })
  writeFileSync(join(desk.folder, 'tệp'), '')
  expect(await desk.call('office.backUp', { to: join(desk.folder, 'tệp') })).toMatchObject({ error: { code: 'PATH_NOT_WRITABLE' } })
  for (const name of ['office.backUp', 'office.verify'] as const) {
    const running = desk.call(name, (name === 'office.backUp' ? { to: set } : {}) as never)
    const { tasks } = await desk.ask('office.tasks', {})
    await desk.ask('office.cancelTask', { id: tasks.find((task) => task.name === name)!.id })
    expect(await running).toMatchObject({ ok: false, error: { code: 'CANCELLED' } })
  }
  await stillOpen()
})

test('restoring from nothing, without the key, from a damaged set, or from what cannot be read', async () => {
  expect(await desk.call('office.restore', { from: desk.configuration })).toMatchObject({ error: { code: 'BACKUP_NOT_FOUND' } })
  const other = await openTestOffice()
  const foreign = join(desk.folder, 'của máy khác')
  await other.ask('office.backUp', { to: foreign })
  const archiveId = readIdentity(other.directory)!.id
  await other.close()
  expect(await desk.call('office.restore', { from: foreign })).toEqual({ ok: false, error: { code: 'KEY_MISSING', params: { archiveId, recovery: false, sealed: false } } })

  const snapshot = join(set, 'snapshots', readdirSync(join(set, 'snapshots'))[0]!)
  writeFileSync(join(snapshot, 'manifest.json'), 'x', { flag: 'a' })
  rmSync(join(snapshot, 'archive.db'))
  expect(await desk.call('office.restore', { from: set })).toMatchObject({ error: { code: 'BACKUP_DAMAGED' } })
  await stillOpen()
})

test('a fault of the disk while restoring is an answer too, and leaves the office open', async () => {
  const good = join(desk.folder, 'sao lưu tốt')
  await desk.ask('office.backUp', { to: good })
  // A folder stands where the exchange writes its marker.
  const marker = join(desk.directory, 'restore.json.new')
  mkdirSync(marker)
  expect(await desk.call('office.restore', { from: good })).toEqual({ ok: false, error: { code: 'PATH_NOT_WRITABLE', params: { what: 'EISDIR' } } })
  rmSync(marker, { recursive: true })
  await stillOpen()
  expect(existsSync(join(desk.directory, 'restore.new'))).toBe(false)
  expect((await desk.call('office.restore', { from: good })).ok).toBe(true)
  await stillOpen()
})

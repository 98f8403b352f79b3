// The archive's key is exchanged while people work: who did it is told, what cannot be taken along stops it, it can be cancelled, and
// backups from before open with the recovery key.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { poolPath } from '../../src-main/archive/backup-set.ts'
import { keyFolder } from '../../src-main/archive/key-file.ts'
import { tinyDisk } from '../files/tiny-disk.ts'
import { openTestOffice } from './open.ts'
import type { TestOffice } from './open.ts'

const sound = { integrity: true, journal: { ok: true }, replayEqual: true, files: { missing: 0, corrupt: 0 } }
let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

const key = () => readFileSync(join(keyFolder(office.configuration, office.office.session()!.archive.id), 'key'), 'latin1')
const leftovers = () => readdirSync(office.directory).filter((name) => /^(before-key|restore)/.test(name))

async function register(subject: string, text: string): Promise<string> {
  const path = join(office.folder, `${subject}.txt`)
  writeFileSync(path, text)
  const { fileId } = await office.ask('files.stage', { path })
  await office.ask('registers.registerIncoming', { documentTypeId: 'cong-van', issuingBody: { name: 'Sở Nội vụ', level: 'province' }, subject, files: [{ fileId, role: 'main' }] })
  return fileId
}

test('whoever signed in goes on after it, the journal says who did it, and work goes on in between', async () => {
  await register('một', 'một')
  await office.ask('office.makeRecoveryKey', {})
  const { id } = await office.ask('people.begin', { login: 'chief', name: 'Chánh Văn phòng', password: 'một câu chỉ mình nhớ' })
  await office.ask('people.addAccount', { login: 'clerk', name: 'Văn thư', roles: ['clerk'], password: 'một câu chỉ mình nhớ' })
  const clerk = office.at('clerk')
  await clerk.ask('people.signIn', { login: 'clerk', password: 'một câu chỉ mình nhớ' })
  expect(await clerk.call('office.rotateKey', {})).toMatchObject({ error: { code: 'NOT_ALLOWED' } })
  const before = key()
  const epoch = office.office.session()!.archive.epoch
  const rotating = office.ask('office.rotateKey', {})
  expect(await office.call('office.rotateKey', {})).toMatchObject({ error: { code: 'ROTATION_RUNS' } })
  const during = await clerk.call('registers.nextNumber', {})
  expect(during.ok || during.error.code === 'OFFICE_RESTARTED').toBe(true)
  expect(await rotating).toMatchObject({ files: 1, oldRemoved: true })
  expect(key()).not.toBe(before)
  expect(office.office.session()!.archive.epoch).toBe(epoch)
  expect((await clerk.ask('registers.findDocuments', {})).total).toBe(1)
  expect((await office.ask('trail.listEntries', { command: 'office.rotateKey' })).rows).toMatchObject([{ who: 'Chánh Văn phòng' }])
  expect((await office.ask('people.readDesk', {})).person?.id).toBe(id)
  expect(await office.ask('office.verify', {})).toMatchObject(sound)
  expect(leftovers()).toEqual([])
  // What is written from now on is under the new key, and opens again.
  await office.office.close()
  const again = await openTestOffice({ folder: office.folder })
  expect(again.office.session()!.archive.epochStart).toBeNull()
  await again.close()
})

test('the sheet of paper goes on: it opens the archive after the exchange, and the backups from before it', async () => {
  await register('trước', 'chữ trong tệp')
  const paper = (await office.ask('office.makeRecoveryKey', {})).key
  const set = join(office.folder, 'ổ rời')
  await office.ask('office.backUp', { to: set, remember: true })
  const before = key()
  await office.ask('office.rotateKey', {})
  await register('sau', 'chữ khác')
  const aside = readdirSync(set).find((name) => name.startsWith('before-key-'))!
  expect(readdirSync(join(set, 'snapshots'))).toHaveLength(1)

  // Elsewhere, the archive itself opens with the paper.
  const other = join(office.folder, 'máy khác')
  mkdirSync(other)
  const elsewhere = await openTestOffice({ folder: other, setUp: false })
  expect(await elsewhere.call('office.restore', { from: set })).toMatchObject({ error: { code: 'KEY_MISSING' } })
  expect(await elsewhere.call('office.restore', { from: set, recoveryKey: paper })).toMatchObject({ ok: true })
  expect((await elsewhere.ask('registers.findDocuments', {})).total).toBe(1)
  await elsewhere.close()

  expect(await office.call('office.restore', { from: join(set, aside) })).toMatchObject({ error: { code: 'KEY_MISSING', params: { recovery: true } } })
  expect(await office.call('office.restore', { from: join(set, aside), recoveryKey: 'x' })).toMatchObject({ error: { code: 'RECOVERY_KEY_MISTYPED' } })
  const restored = await office.ask('office.restore', { from: join(set, aside), recoveryKey: paper })
  expect((await office.ask('registers.findDocuments', {})).rows.map(({ subject }) => subject)).toEqual(['trước'])
  expect(key()).toBe(before)
  expect(await office.ask('office.verify', {})).toMatchObject(sound)
  expect((await office.ask('office.getKeyState', {})).recovery).not.toBeNull()
  // What stood until then is kept, with what opens it.
  expect(existsSync(join(restored.keptAt!, 'recovery.json'))).toBe(true)
})

test('a damaged file stops it before anything changes; so does cancelling', async () => {
  const fileId = await register('hỏng', 'chữ sẽ hỏng')
  await office.ask('office.makeRecoveryKey', {})
  const before = key()
  const { files } = office.office.session()!
  const path = poolPath(office.directory, files.diskName(fileId))
  const whole = readFileSync(path)
  writeFileSync(path, whole.map((byte, at) => (at === 70 ? byte ^ 1 : byte)))
  expect(await office.call('office.rotateKey', {})).toMatchObject({ error: { code: 'ROTATION_FILES_DAMAGED', params: { files: 1 } } })
  writeFileSync(path, whole)
  for (let number = 0; number < 40; number += 1) await register(`tệp ${number}`, `chữ ${number}`.repeat(20_000))
  const rotating = office.call('office.rotateKey', {})
  await expect.poll(async () => (await office.ask('office.tasks', {})).tasks.some((task) => task.name === 'office.rotateKey' && task.done > 1), { interval: 2 }).toBe(true)
  const [task] = (await office.ask('office.tasks', {})).tasks
  await office.ask('office.cancelTask', { id: task!.id })
  expect(await rotating).toMatchObject({ error: { code: 'CANCELLED' } })
  expect(key()).toBe(before)
  expect(leftovers()).toEqual([])
  expect(await office.ask('office.verify', {})).toMatchObject(sound)
})

test('where the disk has no room for both, it says how much is needed, and nothing begins', async (context) => {
  const disk = mkdtempSync(join(tmpdir(), 'đĩa nhỏ '))
  const refused = tinyDisk(disk, 60)
  if (refused !== null) {
    console.log(`skipped: ${refused}`)
    return context.skip(refused)
  }
  const small = await openTestOffice({ folder: office.folder, directory: join(disk, 'kho') })
  await small.ask('office.makeRecoveryKey', {})
  expect(await small.call('office.rotateKey', {})).toMatchObject({ error: { code: 'ROTATION_NEEDS_SPACE', params: { needed: expect.any(Number), free: expect.any(Number) } } })
  expect(readdirSync(small.directory).filter((name) => name.startsWith('restore'))).toEqual([])
  await small.close()
})

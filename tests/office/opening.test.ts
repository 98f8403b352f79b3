// What may go wrong between the lock and the open window: a kill between a new epoch and the books, a file held by another program.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { archivePaths, derivedKey, readIdentity } from '../../src-main/archive/archive.ts'
import { openConnection } from '../../src-main/archive/database.ts'
import { openKeyring } from '../../src-main/archive/keyring.ts'
import { restoreBackup } from '../../src-main/archive/restore.ts'
import { openOffice } from '../../src-main/office/office.ts'
import { officeSchema } from '../../src-main/office/schema.ts'
import { openTestOffice } from './open.ts'

const letter = { documentTypeId: 'cong-van', issuingBody: { name: 'Sở Nội vụ', level: 'province' as const }, subject: 'về chế độ báo cáo' }

test('a kill right after a restore began its epoch does not let the books forget that their numbers are in doubt', async () => {
  const desk = await openTestOffice()
  const set = join(desk.folder, 'sao lưu')
  await desk.ask('registers.registerIncoming', letter)
  await desk.ask('office.backUp', { to: set })
  expect((await desk.ask('registers.registerIncoming', letter)).arrivalNumber).toBe(2)
  await desk.office.close()
  const { directory, configuration } = desk
  expect(await restoreBackup({ directory, configuration, from: set, schema: officeSchema, now: Date.now() })).toMatchObject({ ok: true, value: { entriesLost: 1 } })

  const entry = join(import.meta.dirname, '../../src-main/office/entry.ts')
  const killed = spawnSync(process.execPath, [entry, '--archive', directory, '--configuration', configuration], { env: { ...process.env, VANTHU_CRASH_AT: 'after-epoch' } })
  expect(killed.signal).toBe('SIGKILL')

  const again = await openTestOffice({ folder: desk.folder })
  const refused = await again.call('registers.registerIncoming', letter)
  expect(refused).toMatchObject({ ok: false, error: { code: 'LAST_NUMBER_UNCONFIRMED', params: { lastNumber: 1 } } })
  const [book] = (await again.ask('registers.today', {})).unconfirmed
  await again.ask('registers.confirmLastNumber', { registerId: 'den', year: book!.year, lastNumber: 2 })
  await again.office.close()
  // Once the books know, it is not asked again.
  const third = await openTestOffice({ folder: desk.folder })
  expect((await third.ask('registers.registerIncoming', letter)).arrivalNumber).toBe(3)
  await third.close()
})

test('a file that another program holds is an answer, and the archive is let go', async () => {
  const desk = await openTestOffice()
  await desk.office.close()
  const keyring = openKeyring(desk.configuration, readIdentity(desk.directory)!.id, false)!
  const holder = openConnection({ path: archivePaths(desk.directory).search, key: derivedKey(keyring.key, 'search'), form: 'disposable' })
  holder.pragma('locking_mode = EXCLUSIVE')
  holder.script("BEGIN EXCLUSIVE; UPDATE search_fact SET value = value; COMMIT")
  const opened = await openOffice({
    directory: desk.directory, configuration: desk.configuration, resources: join(import.meta.dirname, '../../resources'), now: Date.now, make: true,
    onEvent: () => undefined, log: () => undefined,
  })
  holder.close()
  expect(opened.trouble()).toMatchObject({ code: 'ARCHIVE_LOCKED' })
  const again = await openTestOffice({ folder: desk.folder })
  expect((await again.ask('registers.registerIncoming', letter)).arrivalNumber).toBe(1)
  await again.close()
}, 60_000)

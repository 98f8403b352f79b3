// Archive folders that were moved, copied, or set back to an older state by other means than this program: numbers go on where
// that is certain, and are asked for where it is not.
import { copyFileSync, cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { archivePaths } from '../../src-main/archive/archive.ts'
import { openTestOffice } from './open.ts'
import type { TestOffice } from './open.ts'

const ordinary = { documentTypeId: 'cong-van', issuingBody: { name: 'Sở Nội vụ', level: 'province' } } as const
let desk: TestOffice
beforeEach(async () => {
  desk = await openTestOffice()
  await register(desk, 'một')
})
afterEach(() => desk.close())

const register = async (at: TestOffice, subject: string) => (await at.ask('registers.registerIncoming', { ...ordinary, subject })).arrivalNumber
const doubts = async (at: TestOffice) => (await at.ask('office.state', {})).warnings.map(({ code }) => code).filter((code) => code === 'LAST_NUMBER_UNCONFIRMED' || code === 'ENTRIES_LOST')
const sound = { integrity: true, replayEqual: true, journal: { ok: true } }

/** Opens another folder under the same keys; closed after the test. */
async function openAt(directory: string): Promise<TestOffice> {
  const other = await openTestOffice({ folder: desk.folder, directory })
  onTestFinished(() => other.office.close())
  return other
}

async function confirm(at: TestOffice, lastNumber: number): Promise<void> {
  for (const { code, params } of (await at.ask('office.state', {})).warnings) {
    if (code === 'LAST_NUMBER_UNCONFIRMED') await at.ask('registers.confirmLastNumber', { registerId: String(params['registerId']), year: Number(params['year']), lastNumber })
  }
}

test('a folder moved to another disk goes on without a question, in a new epoch', async () => {
  await desk.office.close()
  const directory = join(desk.folder, 'ổ mới')
  cpSync(desk.directory, directory, { recursive: true })
  renameSync(desk.directory, `${desk.directory} đã bỏ`)
  rmSync(`${desk.directory} đã bỏ`, { recursive: true })
  const moved = await openAt(directory)
  expect(await moved.ask('office.state', {})).toMatchObject({ epoch: 2, documents: 1 })
  expect(await doubts(moved)).toEqual([])
  expect(await register(moved, 'hai')).toBe(2)
  expect(await moved.ask('office.verify', {})).toMatchObject(sound)
})

test('a folder that was only renamed goes on as it was', async () => {
  await desk.office.close()
  const directory = join(desk.folder, 'tên mới')
  renameSync(desk.directory, directory)
  const renamed = await openAt(directory)
  expect((await renamed.ask('office.state', {})).epoch).toBe(1)
  expect(await register(renamed, 'hai')).toBe(2)
})

test('a copy beside its original asks for the last number, and gives none before; the original goes on', async () => {
  await desk.office.close()
  const directory = join(desk.folder, 'bản chép')
  cpSync(desk.directory, directory, { recursive: true })
  const copy = await openAt(directory)
  expect(await doubts(copy)).toContain('LAST_NUMBER_UNCONFIRMED')
  expect(await copy.call('registers.registerIncoming', { ...ordinary, subject: 'hai' })).toMatchObject({ error: { code: 'LAST_NUMBER_UNCONFIRMED' } })
  await confirm(copy, 7)
  expect(await doubts(copy)).toEqual([])
  expect(await register(copy, 'hai')).toBe(8)

  const original = await openAt(desk.directory)
  expect(await doubts(original)).toEqual([])
  expect(await register(original, 'hai')).toBe(2)
  const epochs = [await copy.ask('office.state', {}), await original.ask('office.state', {})].map(({ epoch }) => epoch)
  expect(epochs).toEqual([2, 1])
  for (const one of [copy, original]) expect(await one.ask('office.verify', {})).toMatchObject(sound)
})

test('a database set back to an older state says what is lost, and never gives a lost number again', async () => {
  const { database } = archivePaths(desk.directory)
  await desk.office.close()
  copyFileSync(database, join(desk.folder, 'cũ.db'))
  const later = await openAt(desk.directory)
  expect(await register(later, 'hai')).toBe(2)
  expect(await register(later, 'ba')).toBe(3)
  await later.office.close()
  // In place, as a disk image or a copying program sets it back: the same file with older bytes.
  for (const suffix of ['-wal', '-shm']) rmSync(database + suffix, { force: true })
  writeFileSync(database, readFileSync(join(desk.folder, 'cũ.db')))

  const back = await openAt(desk.directory)
  expect(await back.ask('office.state', {})).toMatchObject({ epoch: 2, documents: 1 })
  expect(await doubts(back)).toEqual(expect.arrayContaining(['LAST_NUMBER_UNCONFIRMED', 'ENTRIES_LOST']))
  await confirm(back, 3)
  expect(await register(back, 'bốn')).toBe(4)
  await back.ask('office.acknowledgeLost', {})
  expect(await doubts(back)).toEqual([])
  expect(await back.ask('office.verify', {})).toMatchObject(sound)
})

test('a loss that was looked after is not told again when the folder moves later; one that was not, is', async () => {
  const { database } = archivePaths(desk.directory)
  await desk.office.close()
  copyFileSync(database, join(desk.folder, 'cũ.db'))
  const later = await openAt(desk.directory)
  await register(later, 'hai')
  await later.office.close()
  for (const suffix of ['-wal', '-shm']) rmSync(database + suffix, { force: true })
  writeFileSync(database, readFileSync(join(desk.folder, 'cũ.db')))
  const back = await openAt(desk.directory)
  await confirm(back, 2)
  await back.office.close()

  const move = async (from: string, to: string) => {
    cpSync(from, join(desk.folder, to), { recursive: true })
    rmSync(from, { recursive: true })
    return openAt(join(desk.folder, to))
  }
  const moved = await move(desk.directory, 'một lần')
  expect(await doubts(moved)).toEqual(['ENTRIES_LOST'])
  expect(await moved.ask('office.acknowledgeLost', {})).toEqual({ entries: 1 })
  await moved.office.close()
  const again = await move(join(desk.folder, 'một lần'), 'hai lần')
  expect((await again.ask('office.state', {})).epoch).toBe(4)
  expect(await doubts(again)).toEqual([])
  expect(await register(again, 'ba')).toBe(3)
})

test.each([['cut short', '[{"place":"1-2","pa'], ['not a list', '{}'], ['empty', '']])('a record of places that is %s costs a question, not the archive', async (_how, text) => {
  await desk.office.close()
  const keys = join(desk.configuration, 'archives')
  const record = join(keys, readdirSync(keys)[0]!, 'places.json')
  writeFileSync(record, text)
  const opened = await openAt(desk.directory)
  expect((await opened.ask('office.state', {})).epoch).toBe(2)
  expect(await opened.call('registers.registerIncoming', { ...ordinary, subject: 'hai' })).toMatchObject({ error: { code: 'LAST_NUMBER_UNCONFIRMED' } })
  await confirm(opened, 1)
  expect(await register(opened, 'hai')).toBe(2)
  expect(readFileSync(`${record}.damaged`, 'utf8')).toBe(text)
  expect(await opened.ask('office.verify', {})).toMatchObject(sound)
})

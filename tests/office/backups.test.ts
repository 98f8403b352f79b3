// Where backups go, and what the office says of them: those outside the archive's folder are counted apart, since they alone
// outlive its disk.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { archivePaths } from '../../src-main/archive/archive.ts'
import { keepWhenIdle } from '../../src-main/office/keeping.ts'
import { commune, openTestOffice } from './open.ts'
import type { TestOffice } from './open.ts'

const day = 24 * 3600_000
const ordinary = { documentTypeId: 'cong-van', issuingBody: { name: 'Sở Nội vụ', level: 'province' }, subject: 'về chế độ báo cáo' } as const
const setName = `Sao lưu Văn Thư - ${commune.name}`

let desk: TestOffice
let shift = 0
let disk = ''
beforeEach(async () => {
  shift = 0
  desk = await openTestOffice({ now: () => Date.now() + shift })
  disk = join(desk.folder, 'ổ rời')
  mkdirSync(disk)
})
afterEach(async () => {
  vi.useRealTimers()
  await desk.close()
})

// After a restore the index is filled anew for a moment.
const warnings = async () => (await desk.ask('office.state', {})).warnings.map(({ code }) => code).filter((code) => code !== 'SEARCH_REBUILDING')
const snapshots = (set: string) => (existsSync(join(set, 'snapshots')) ? readdirSync(join(set, 'snapshots')) : []).filter((name) => name.endsWith('Z'))

test('one outside is told apart from those inside, and its age is warned of', async () => {
  expect(await warnings()).toEqual([])
  await desk.ask('registers.registerIncoming', ordinary)
  expect(await warnings()).toEqual(['BACKUP_OLD'])

  await desk.ask('office.backUp', { to: archivePaths(desk.directory).backups })
  const inside = await desk.ask('office.state', {})
  expect(inside).toMatchObject({ lastBackupInside: inside.lastBackup, lastBackupOutside: null, warnings: [{ code: 'BACKUP_OLD', params: { last: null } }] })

  desk.events.length = 0
  const { at } = await desk.ask('office.backUp', { to: disk })
  expect(desk.events).toContainEqual({ kind: 'changed', topics: ['office'] })
  expect(await desk.ask('office.state', {})).toMatchObject({ lastBackup: at, lastBackupOutside: at, lastBackupInside: inside.lastBackup, warnings: [] })
  expect(await desk.ask('office.listBackups', {})).toMatchObject({ backups: [{}], outside: { at, path: join(disk, setName) }, target: null })

  shift = 7 * day - 60_000
  expect(await warnings()).toEqual([])
  shift = 7 * day + 60_000
  expect((await desk.ask('office.state', {})).warnings).toEqual([{ code: 'BACKUP_OLD', params: { last: at } }])
})

describe('on a chosen disk', () => {
  test('the set has a folder of its own there, found again by its content, and restored from the disk or the folder', async () => {
    const { id } = await desk.ask('registers.registerIncoming', ordinary)
    await desk.ask('office.backUp', { to: disk })
    expect(readdirSync(disk)).toEqual([setName])
    // Renamed by somebody, or the office itself: still the same set.
    renameSync(join(disk, setName), join(disk, 'cất đi'))
    await desk.ask('office.backUp', { to: disk })
    await desk.ask('office.backUp', { to: join(disk, 'cất đi') })
    expect(readdirSync(disk)).toEqual(['cất đi'])
    expect(snapshots(join(disk, 'cất đi'))).toHaveLength(3)
    await desk.ask('registers.cancelDocument', { id, reason: 'nhầm' })
    expect(await desk.ask('office.restore', { from: disk })).toMatchObject({ entriesLost: 1 })
    expect(await desk.ask('registers.getDocument', { id })).toMatchObject({ status: 'registered' })
  })

  test('two offices of the same name keep apart, and each restores its own', async () => {
    const other = await openTestOffice({ folder: mkdtempSync(join(tmpdir(), 'hồ sơ ')) })
    await other.ask('office.backUp', { to: disk })
    await desk.ask('office.backUp', { to: disk })
    expect(readdirSync(disk)).toHaveLength(2)
    expect(await desk.ask('office.restore', { from: disk })).toMatchObject({ entriesLost: 0 })
    expect(await other.ask('office.restore', { from: disk })).toMatchObject({ entriesLost: 0 })
    await other.close()
  })
})

describe('the remembered place', () => {
  test('is written to without being named, and said to be missing while it is unplugged', async () => {
    expect(await desk.call('office.backUp', {})).toEqual({ ok: false, error: { code: 'BACKUP_TARGET_MISSING', params: {} } })
    await desk.ask('office.backUp', { to: disk, remember: true })
    expect((await desk.ask('office.listBackups', {})).target).toBe(join(disk, setName))
    await desk.ask('office.backUp', {})
    expect(snapshots(join(disk, setName))).toHaveLength(2)
    renameSync(disk, `${disk} rút ra`)
    expect(await desk.call('office.backUp', {})).toMatchObject({ error: { code: 'BACKUP_TARGET_MISSING' } })
    expect(existsSync(disk)).toBe(false)
  })

  test('gets a backup a day by itself when nobody works, while it is plugged in', async () => {
    await desk.ask('office.backUp', { to: disk, remember: true })
    const set = join(disk, setName)
    const words: string[] = []
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'], now: Date.now() })
    keepWhenIdle(desk.office, () => 0, (level, text) => words.push(`${level} ${text}`))
    const inside = () => snapshots(archivePaths(desk.directory).backups).length

    vi.advanceTimersByTime(60_000)
    await vi.waitUntil(() => inside() === 1, { timeout: 20_000 })
    expect(snapshots(set)).toHaveLength(1)

    await new Promise((resolve) => setTimeout(resolve, 300))
    vi.setSystemTime(Date.now() + day)
    vi.advanceTimersByTime(60_000)
    await vi.waitUntil(() => snapshots(set).length === 2, { timeout: 20_000 })

    await new Promise((resolve) => setTimeout(resolve, 300))
    renameSync(disk, `${disk} rút ra`)
    vi.setSystemTime(Date.now() + day)
    vi.advanceTimersByTime(60_000)
    await vi.waitUntil(() => inside() === 3, { timeout: 20_000 })
    expect(existsSync(disk)).toBe(false)
    expect(words).toEqual([])
  })
})

test('what a restore lost is said until the numbers are confirmed and the paper was compared', async () => {
  const { id } = await desk.ask('registers.registerIncoming', ordinary)
  await desk.ask('office.backUp', { to: disk })
  await desk.ask('registers.cancelDocument', { id, reason: 'nhầm' })
  await desk.ask('office.restore', { from: disk })
  expect(await warnings()).toEqual(['LAST_NUMBER_UNCONFIRMED', 'ENTRIES_LOST', 'BACKUP_OLD'])
  expect(await desk.call('office.acknowledgeLost', {})).toMatchObject({ error: { code: 'LAST_NUMBER_UNCONFIRMED', params: { registerId: 'den' } } })
  for (const { params } of (await desk.ask('office.state', {})).warnings.filter(({ code }) => code === 'LAST_NUMBER_UNCONFIRMED')) {
    await desk.ask('registers.confirmLastNumber', { registerId: String(params['registerId']), year: Number(params['year']), lastNumber: 1 })
  }
  expect(await warnings()).toEqual(['ENTRIES_LOST', 'BACKUP_OLD'])
  expect(await desk.ask('office.acknowledgeLost', {})).toEqual({ entries: 1 })
  expect(await warnings()).toEqual(['BACKUP_OLD'])
  expect(await desk.ask('office.acknowledgeLost', {})).toEqual({ entries: 0 })
  rmSync(disk, { recursive: true })
})

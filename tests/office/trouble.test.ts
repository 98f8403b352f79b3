// An archive that cannot be opened: the window is told why, nothing is made or deleted in its place, and it can be put right from
// there: a backup restored in its own place, a key brought back, room made on the disk.
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, openSync, closeSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { archivePaths, readIdentity } from '../../src-main/archive/archive.ts'
import { openTestOffice } from './open.ts'
import type { TestOffice } from './open.ts'
import { runCommandLine, startEntry } from './run.ts'

const fixture = join(import.meta.dirname, '..', 'fixtures', 'official', 'vb-02.pdf')
let desk: TestOffice
let set = ''
let document = ''
let paths: ReturnType<typeof archivePaths>

function overwrite(path: string, at: number): void {
  const file = openSync(path, 'r+')
  writeSync(file, Buffer.alloc(64, 0x5a), 0, 64, at)
  closeSync(file)
}

const sealedFiles = () => readdirSync(paths.files).filter((name) => /^[0-9a-f]{2}$/.test(name)).flatMap((name) => readdirSync(join(paths.files, name)))

describe('an archive with a document and its file', () => {
  beforeEach(async () => {
    desk = await openTestOffice()
    set = join(desk.folder, 'sao lưu')
    paths = archivePaths(desk.directory)
    const { fileId } = await desk.ask('files.stage', { path: fixture })
    document = (await desk.ask('registers.registerIncoming', { documentTypeId: 'cong-van', issuingBody: { name: 'Sở Nội vụ', level: 'province' }, subject: 'về chế độ báo cáo', files: [{ fileId, role: 'main' }] })).id
    await desk.ask('office.backUp', { to: set })
    await desk.office.close()
  })
  afterEach(() => desk.close())

  describe('is restored in its own place, as the window does it', () => {
    test.each([
      ['64 bytes of archive.db are overwritten', 'archive.db', () => overwrite(paths.database, 100)],
      ['archive.db is empty', 'archive.db', () => truncateSync(paths.database, 0)],
      ['archive.db is lost', 'archive.db', () => rmSync(paths.database)],
      ['archive.json is lost', 'archive.json', () => rmSync(paths.identity)],
      ['archive.db and archive.json are lost', 'archive.json', () => [paths.database, paths.identity].forEach((path) => rmSync(path))],
    ])('%s', async (_how, what, harm) => {
      harm()
      const stood = ['archive.db', 'archive.json'].filter((name) => existsSync(join(desk.directory, name))).map((name) => [name, readFileSync(join(desk.directory, name))] as const)
      const files = sealedFiles()
      const entry = startEntry(desk.directory, desk.configuration)
      onTestFinished(() => entry.close())
      const refusal = { code: 'ARCHIVE_DAMAGED', params: { what } }
      expect(await entry.first).toEqual({ kind: 'refused', error: refusal })
      expect(await entry.call('office.state', {})).toEqual({ ok: false, error: refusal })
      expect(await entry.call('office.restore', { from: set })).toMatchObject({ error: { code: 'LOCAL_ONLY' } })
      expect(await entry.call('office.restore', { from: desk.configuration }, 'shell')).toMatchObject({ error: { code: 'BACKUP_NOT_FOUND' } })
      for (const [name, bytes] of stood) expect(readFileSync(join(desk.directory, name)).equals(bytes)).toBe(true)
      expect(sealedFiles()).toEqual(files)

      const restored = await entry.call('office.restore', { from: set }, 'shell')
      expect(restored).toMatchObject({ ok: true, value: { files: 1, entriesLost: 0 } })
      const { keptAt } = (restored as { value: { keptAt: string | null } }).value
      for (const [name, bytes] of stood) expect(readFileSync(join(keptAt!, name)).equals(bytes)).toBe(true)
      expect(entry.said.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['ready', 'changed']))
      expect(await entry.call('registers.getDocument', { id: document })).toMatchObject({ ok: true, value: { arrivalNumber: 1 } })
      expect(await entry.call('office.verify', {})).toMatchObject({ value: { integrity: true, replayEqual: true, files: { missing: 0, corrupt: 0 } } })
    })
  })

  test('a damaged archive is verified without being opened, and says what is wrong with it', async () => {
    overwrite(paths.database, 100)
    const troubled = await openTestOffice({ folder: desk.folder, troubled: true })
    expect(await troubled.ask('office.verify', {})).toMatchObject({ integrity: false, journal: { ok: false } })
    expect(await troubled.call('office.verify', { more: 1 } as never)).toMatchObject({ error: { code: 'INVALID_INPUT' } })
    expect(await troubled.office.call('office.fly', {}, 'command-line')).toMatchObject({ error: { code: 'UNKNOWN_NAME' } })
  })

  test('an archive whose making was cut short before its database is made', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hồ sơ '))
    const cut = await openTestOffice({ folder, setUp: false })
    await cut.office.close()
    // What a crash between the identity and the database leaves: the key, and nothing that was ever opened.
    const kept = readFileSync(archivePaths(cut.directory).identity)
    const keys = join(cut.configuration, 'archives', readIdentity(cut.directory)!.id)
    rmSync(cut.directory, { recursive: true })
    for (const name of readdirSync(keys)) if (name !== 'key') rmSync(join(keys, name))
    mkdirSync(cut.directory)
    writeFileSync(archivePaths(cut.directory).identity, kept)
    const again = await openTestOffice({ folder })
    expect((await again.ask('office.state', {})).setUp).toBe(true)
    await again.close()
  })

  test('trying again opens it once the key is back', async () => {
    const key = join(desk.configuration, 'archives', readIdentity(desk.directory)!.id, 'key')
    copyFileSync(key, join(desk.folder, 'khóa'))
    rmSync(key)
    const entry = startEntry(desk.directory, desk.configuration)
    onTestFinished(() => entry.close())
    expect(await entry.first).toMatchObject({ kind: 'refused', error: { code: 'KEY_MISSING' } })
    copyFileSync(join(desk.folder, 'khóa'), key)
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    expect(await entry.call('office.state', {})).toMatchObject({ ok: true, value: { documents: 1 } })
  })
})

test('an archive whose making was cut short in the midst of its first tables is made', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hồ sơ '))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const directory = join(folder, 'kho')
  const state = (env: Record<string, string> = {}) => runCommandLine(['call', 'office.state', '{}', '--archive', directory], { configuration: join(folder, 'cấu hình'), env })
  expect((await state({ VANTHU_CRASH_AT: 'during-migration:1' })).out).toBe('')
  expect(existsSync(archivePaths(directory).database)).toBe(true)
  expect((await state({ VANTHU_CRASH_AT: 'during-migration:2' })).out).toBe('')
  expect(JSON.parse((await state()).out)).toMatchObject({ ok: true, value: { setUp: false, documents: 0 } })
})

describe('a fault of the machine at opening is told, and the process stays', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hồ sơ '))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  test.each([
    ['a file stands in its place', () => fixture, 'PATH_NOT_WRITABLE'],
    ['the path leads through a file', () => '/dev/null/x', 'PATH_NOT_WRITABLE'],
    ['a file stands where its lock should', () => {
      const directory = join(folder, 'khác')
      mkdirSync(join(directory, 'archive.lock'), { recursive: true })
      return directory
    }, 'PATH_NOT_WRITABLE'],
    ['the disk is full', () => {
      const disk = join(folder, 'đĩa đầy')
      mkdirSync(disk)
      // One page for the folder, none for what is in it.
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4k', 'van-thu-test', disk], { stdio: 'pipe' })
      onTestFinished(() => void execFileSync('umount', ['-l', disk]))
      writeFileSync(join(disk, 'đầy'), Buffer.alloc(4096))
      return join(disk, 'kho')
    }, 'DISK_FULL'],
  ])('%s', async (_how, place, code) => {
    const mayMount = process.platform === 'linux' && process.getuid?.() === 0
    if (code === 'DISK_FULL' && !mayMount) return expect(mayMount).toBe(false)
    const entry = startEntry(place(), join(folder, 'cấu hình'))
    onTestFinished(() => entry.close())
    expect(await entry.first).toMatchObject({ kind: 'refused', error: { code } })
    expect(await entry.call('registers.today', {})).toMatchObject({ ok: false, error: { code } })
    expect(entry.ended).toBeNull()
  })
})

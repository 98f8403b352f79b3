import fc from 'fast-check'
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { archivePaths, readIdentity } from '../../src-main/archive/archive.ts'
import { keptStamps, listSnapshots, rotateBackups, writeBackup } from '../../src-main/archive/backup.ts'
import { stampOf, timeOf } from '../../src-main/archive/backup-set.ts'
import { finishExchange } from '../../src-main/archive/exchange.ts'
import { restoreBackup } from '../../src-main/archive/restore.ts'
import { verifyClosed } from '../../src-main/archive/verify.ts'
import { filePaper, fill, keyringOf, makeFolders, open, openFiles, referencedFiles, smallSchema } from './small-archive.ts'
import type { Folders } from './small-archive.ts'

let folders: Folders
let set: string
const day = 86_400_000

beforeEach(async () => {
  folders = makeFolders()
  set = join(folders.root, 'sao lưu')
  await fill(folders, 5)
})
afterEach(() => folders.remove())

async function backUp(to = set, now = Date.now()) {
  const archive = open(folders)
  const written = await writeBackup({ archive, files: await openFiles(archive), to, now })
  archive.close()
  return written
}

const restore = (from = set, into: Pick<Folders, 'directory' | 'configuration'> = folders) =>
  restoreBackup({ directory: into.directory, configuration: into.configuration, from, schema: smallSchema, now: Date.now() })

async function verify() {
  const result = await verifyClosed({ directory: folders.directory, configuration: folders.configuration, schema: smallSchema, referencedFiles })
  return result.ok ? result.value.findings : [result.error]
}

async function fileOne(id: string, content: string) {
  const archive = open(folders)
  await filePaper(archive, await openFiles(archive), id, `Văn bản ${id}`, Buffer.from(content))
  archive.close()
}

function flip(path: string, at: number): void {
  const bytes = readFileSync(path)
  bytes[at]! ^= 1
  writeFileSync(path, bytes)
}

const poolFiles = (of = set) => readdirSync(join(of, 'files')).flatMap((folder) => readdirSync(join(of, 'files', folder)).map((name) => join(of, 'files', folder, name)))

test('a backup is whole and encrypted, and brings a lost archive back', async () => {
  const written = await backUp()
  expect(written).toMatchObject({ ok: true, value: { entries: 6, files: 5, checked: true } })
  expect(readFileSync(join(readdirSync(join(set, 'snapshots')).map((name) => join(set, 'snapshots', name))[0]!, 'archive.db')).includes('Kết luận')).toBe(false)
  rmSync(folders.directory, { recursive: true })
  expect(await restore()).toMatchObject({ ok: true, value: { entries: 6, files: 5, keptAt: null, entriesLost: 0 } })
  expect(await verify()).toEqual([])
  const archive = open(folders, false)
  expect(archive.epochStart?.reason).toBe('restored')
  archive.close()
})

test('VI.IV.1.e: a second backup into the same folder copies only what is new; a restore keeps what was there and says what is lost', async () => {
  await backUp()
  await fileOne('mới', 'nội dung mới')
  await fileOne('mới 2', 'nội dung mới 2')
  const first = (await listSnapshots(set, keyringOf(folders, readIdentity(folders.directory)!.id).key))[0]!
  await backUp()
  expect(poolFiles()).toHaveLength(7)
  const restored = await restore(first.path)
  expect(restored).toMatchObject({ ok: true, value: { from: first.path, entries: 6, entriesLost: 2 } })
  if (!restored.ok) return
  expect(readdirSync(restored.value.keptAt!).toSorted()).toEqual(['archive.db', 'archive.json'])
  const archive = open(folders, false)
  expect(archive.epochStart).toEqual({ reason: 'restored', entriesLost: 2, numbersInDoubt: true })
  await filePaper(archive, await openFiles(archive), 'sau', 'Sau khi khôi phục')
  archive.close()
  expect(await verify()).toEqual([])
})

test('saves go on while a backup is written', async () => {
  const archive = open(folders)
  const files = await openFiles(archive)
  let ended = false
  const running = writeBackup({ archive, files, to: set, now: Date.now() }).finally(() => (ended = true))
  let saved = 0
  for (; !ended; saved += 1) await filePaper(archive, files, `during-${saved}`, 'Ghi trong khi sao lưu', Buffer.from(`${saved}`))
  const written = await running
  archive.close()
  expect(saved).toBeGreaterThan(1)
  expect(written.ok).toBe(true)
  expect((await restore()).ok).toBe(true)
  expect(await verify()).toEqual([])
})

describe('refused', () => {
  test('a folder inside the archive, but for its own backups', async () => {
    expect(await backUp(join(folders.directory, 'files', 'x'))).toMatchObject({ error: { code: 'PATH_INSIDE_ARCHIVE' } })
    expect(await backUp(folders.directory)).toMatchObject({ error: { code: 'PATH_INSIDE_ARCHIVE' } })
    expect((await backUp(archivePaths(folders.directory).backups)).ok).toBe(true)
    expect((await backUp(archivePaths(folders.directory).backups)).ok).toBe(true)
  })

  test('no backup, a missing key, a newer schema, another archive', async () => {
    await backUp()
    expect(await restore(folders.configuration)).toMatchObject({ error: { code: 'BACKUP_NOT_FOUND' } })
    expect(await restore(set, { ...folders, configuration: join(folders.root, 'khác') })).toMatchObject({ error: { code: 'KEY_MISSING' } })
    const older = { ...smallSchema, migrations: smallSchema.migrations.slice(0, 1) }
    expect(await restoreBackup({ ...folders, from: set, schema: older, now: Date.now() })).toMatchObject({ error: { code: 'BACKUP_NEWER' } })
    const other = { ...folders, directory: join(folders.root, 'kho khác') }
    open(other).close()
    expect((await restore(set, other)).ok).toBe(true) // it held no entry
    const third = { ...folders, directory: join(folders.root, 'kho ba') }
    await fill(third, 1)
    expect(await restore(set, third)).toMatchObject({ error: { code: 'BACKUP_OF_ANOTHER_ARCHIVE' } })
  })

  test('a changed byte in database, manifest or file; the newest good snapshot is taken instead', async () => {
    await backUp(set, Date.now() - day)
    const [newest] = (await fileOne('thêm', 'thêm').then(() => backUp()).then(() => readdirSync(join(set, 'snapshots')).toSorted().toReversed()))
    const path = join(set, 'snapshots', newest!)
    flip(join(path, 'archive.db'), 9000)
    expect(await restore(path)).toMatchObject({ error: { code: 'BACKUP_DAMAGED', params: { what: 'archive.db' } } })
    expect(await restore()).toMatchObject({ ok: true, value: { entries: 6 } })
    flip(join(path, 'archive.db'), 9000)
    flip(join(path, 'manifest.json'), 60)
    expect(await restore(path)).toMatchObject({ error: { code: 'BACKUP_DAMAGED', params: { what: 'manifest.json' } } })
    flip(join(path, 'manifest.json'), 60)
    rmSync(archivePaths(folders.directory).files, { recursive: true })
    for (const file of poolFiles()) flip(file, 70)
    expect(await restore()).toMatchObject({ error: { code: 'BACKUP_DAMAGED', params: { what: expect.stringMatching(/^files\//) } } })
  })
})

test('rotation removes old snapshots and the files that only they named', async () => {
  await backUp(set, Date.now() - 3 * day)
  const archive = open(folders)
  const files = await openFiles(archive)
  const [first] = referencedFiles(archive.db)
  await files.remove(files.diskName(first!))
  const { key } = archive.keyring
  archive.close()
  await backUp(set, Date.now() - day)
  await backUp()
  expect(await rotateBackups(set, key, Date.now(), { daily: 2, weekly: 0, monthly: 0, versions: 1 })).toEqual({ snapshots: 1, files: 1 })
  expect(poolFiles()).toHaveLength(4)
})

test('what rotation keeps is the newest of each day, week, month and schema version, and never nothing', () => {
  const keep = { daily: 7, weekly: 4, monthly: 12, versions: 3 }
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 800 * 24 }), { minLength: 1, maxLength: 200 }), fc.integer({ min: 1, max: 3000 }), (hours, upgradeEvery) => {
      const stamps = [...new Set(hours.map((hour) => stampOf(Date.UTC(2025, 0, 1) + hour * 3_600_000)))].toSorted()
      const versionOf = (stamp: string): number => Math.floor((timeOf(stamp) - Date.UTC(2025, 0, 1)) / 3_600_000 / upgradeEvery)
      const kept = keptStamps(stamps, keep, versionOf)
      expect(kept.has(stamps.at(-1)!)).toBe(true)
      expect(kept.size).toBeLessThanOrEqual(26)
      // The last snapshot before each of the last upgrades stays, however many were written since.
      for (const version of [...new Set(stamps.map(versionOf))].slice(-3)) expect(kept.has(stamps.findLast((stamp) => versionOf(stamp) === version)!)).toBe(true)
      // Rotating twice removes nothing more.
      expect(keptStamps([...kept], keep, versionOf)).toEqual(kept)
    }),
  )
})

describe('killed', () => {
  const kill = (at: string, what: string) =>
    spawnSync(process.execPath, [join(import.meta.dirname, 'backup-child.ts'), what, folders.directory, folders.configuration, set], { env: { ...process.env, VANTHU_CRASH_AT: at } }).signal

  test('during a backup: the set shows no half snapshot, and the next one is good', async () => {
    expect(kill('during-backup', 'backup')).toBe('SIGKILL')
    expect(await listSnapshots(set)).toEqual([])
    expect((await backUp()).ok).toBe(true)
    expect(readdirSync(join(set, 'snapshots')).filter((name) => name.endsWith('.new'))).toEqual([])
    expect((await restore()).ok).toBe(true)
    expect(await verify()).toEqual([])
  })

  test('during a restore: the old archive stands', async () => {
    await backUp()
    await fileOne('mới', 'nội dung mới')
    expect(kill('during-restore', 'restore')).toBe('SIGKILL')
    finishExchange(folders)
    expect(existsSync(join(folders.directory, 'restore.new'))).toBe(false)
    expect(await verify()).toEqual([])
    const archive = open(folders, false)
    expect(archive.journal.head().position).toBe(7)
    archive.close()
  })

  test('after the exchange: the next opening finishes it', async () => {
    await backUp()
    await fileOne('mới', 'nội dung mới')
    expect(kill('after-restore-swap', 'restore')).toBe('SIGKILL')
    expect(existsSync(join(folders.directory, 'restore.json'))).toBe(true)
    finishExchange(folders)
    finishExchange(folders)
    expect(existsSync(join(folders.directory, 'restore.json'))).toBe(false)
    const archive = open(folders, false)
    expect(archive.epochStart).toMatchObject({ reason: 'restored', entriesLost: 1 })
    expect(archive.journal.head().position).toBe(6)
    archive.close()
    expect(await verify()).toEqual([])
  })

  test.each([['before', false], ['amid', true]])('with a marker that cannot be read, %s the exchange', async (_when, swapped) => {
    await backUp()
    await fileOne('mới', 'nội dung mới')
    expect(kill('after-restore-swap', 'restore')).toBe('SIGKILL')
    const kept = readdirSync(folders.directory).find((name) => name.startsWith('before-restore-'))!
    if (!swapped) {
      // As before the first rename: the new names laid down, the old ones in their places.
      const laid = join(folders.directory, 'restore.new')
      mkdirSync(laid, { recursive: true })
      for (const name of ['archive.db', 'archive.json']) renameSync(join(folders.directory, name), join(laid, name))
      for (const name of readdirSync(join(folders.directory, kept))) renameSync(join(folders.directory, kept, name), join(folders.directory, name))
    }
    writeFileSync(join(folders.directory, 'restore.json'), '{"format":1,"keptA')
    finishExchange(folders)
    expect(existsSync(join(folders.directory, 'restore.json'))).toBe(false)
    const put = readdirSync(folders.directory).filter((name) => name.startsWith('before-restore-')).flatMap((name) => readdirSync(join(folders.directory, name)))
    expect(put).toEqual(expect.arrayContaining(['archive.db', 'archive.json']))
    const archive = open(folders, false)
    expect(archive.epochStart).toMatchObject({ reason: 'restored', entriesLost: 1 })
    expect(archive.journal.head().position).toBe(6)
    archive.close()
  })

  test('between any two renames of the exchange', async () => {
    await backUp()
    await fileOne('mới', 'nội dung mới')
    expect(kill('after-restore-swap', 'restore')).toBe('SIGKILL')
    const kept = readdirSync(folders.directory).find((name) => name.startsWith('before-restore-'))!
    // Put back as if only the first names had been exchanged.
    const laid = join(folders.directory, 'restore.new')
    copyFileSync(join(folders.directory, 'archive.json'), join(laid, 'archive.json'))
    rmSync(join(folders.directory, 'archive.json'))
    finishExchange(folders)
    expect(readdirSync(join(folders.directory, kept)).toSorted()).toEqual(['archive.db', 'archive.json'])
    expect(readIdentity(folders.directory)).not.toBeNull()
    const archive = open(folders, false)
    expect(archive.epochStart?.reason).toBe('restored')
    archive.close()
  })
})

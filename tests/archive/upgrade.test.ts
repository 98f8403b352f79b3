// An archive of an older version meets a newer program: a backup stands before the first migration, and leads back past it.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { archivePaths, readIdentity } from '../../src-main/archive/archive.ts'
import { listSnapshots } from '../../src-main/archive/backup.ts'
import { readSnapshot } from '../../src-main/archive/backup-set.ts'
import { restoreBackup } from '../../src-main/archive/restore.ts'
import { sql } from '../../src-main/archive/sql.ts'
import { openArchiveKept } from '../../src-main/archive/upgrade.ts'
import { verifyClosed } from '../../src-main/archive/verify.ts'
import { fill, keyringOf, makeFolders, nextSchema, open, openFiles, referencedFiles, smallSchema } from './small-archive.ts'
import type { Folders } from './small-archive.ts'

let folders: Folders
beforeEach(async () => {
  folders = makeFolders()
  await fill(folders, 4)
})
afterEach(() => folders.remove())

const upgrade = (schema = nextSchema) => openArchiveKept({ directory: folders.directory, configuration: folders.configuration, schema, now: Date.now, make: false })
const backups = () => archivePaths(folders.directory).backups
const keyOf = () => keyringOf(folders, readIdentity(folders.directory)!.id).key

/** Schema version, subjects, and the files that can be read, of the archive as an older program sees it. */
async function state(schema = smallSchema) {
  const archive = open(folders, false, schema)
  const files = await openFiles(archive)
  const papers = archive.db.all<{ id: string; subject: string; file_id: string | null }>(sql`SELECT id, subject, file_id FROM paper ORDER BY id`)
  const version = archive.db.pragma<{ user_version: number }>('user_version')[0]!.user_version
  const contents = await Promise.all(papers.flatMap(({ file_id }) => (file_id === null ? [] : [files.read(file_id)])))
  archive.close()
  return { version, papers, contents: contents.map((one) => (one.ok ? one.value.toString() : one.error.code)) }
}

const restore = (from: string) => restoreBackup({ directory: folders.directory, configuration: folders.configuration, from, schema: nextSchema, now: Date.now() })

test('what is restored from the backup before a migration is the archive as it was, files and all', async () => {
  const before = await state()
  const upgraded = await upgrade()
  if (!upgraded.ok) throw new Error(upgraded.error.code)
  expect(upgraded.value.db.value(sql`SELECT subject FROM paper WHERE id = 'p2'`)).toBe('KếT LUậN Số 2')
  for (const file of referencedFiles(upgraded.value.db)) await (await openFiles(upgraded.value)).remove((await openFiles(upgraded.value)).diskName(file))
  upgraded.value.close()

  expect(await listSnapshots(backups(), keyOf())).toMatchObject([{ entries: 5, files: 4, checked: true }])
  expect(await restore(backups())).toMatchObject({ ok: true, value: { entries: 5, files: 4, entriesLost: 0 } })
  expect(await state()).toEqual(before)
  const verified = await verifyClosed({ directory: folders.directory, configuration: folders.configuration, schema: smallSchema, referencedFiles })
  expect(verified).toMatchObject({ ok: true, value: { findings: [] } })
})

test('a new archive, and one of this version, are opened without one', async () => {
  for (const schema of [smallSchema, smallSchema]) {
    const opened = await upgrade(schema)
    expect(opened.ok).toBe(true)
    if (opened.ok) opened.value.close()
  }
  const made = await openArchiveKept({ directory: join(folders.root, 'kho mới'), configuration: folders.configuration, schema: nextSchema, now: Date.now, make: true })
  expect(made.ok).toBe(true)
  if (made.ok) made.value.close()
  expect(existsSync(backups())).toBe(false)
  expect(existsSync(archivePaths(join(folders.root, 'kho mới')).backups)).toBe(false)
})

test('without a backup nothing is migrated, and the archive is let go', async () => {
  const before = await state()
  writeFileSync(backups(), 'no folder')
  expect(await upgrade()).toMatchObject({ ok: false, error: { code: 'BACKUP_FAILED' } })
  expect(await state()).toEqual(before)
})

describe('killed', () => {
  const kill = (at: string) =>
    spawnSync(process.execPath, [join(import.meta.dirname, 'backup-child.ts'), 'upgrade', folders.directory, folders.configuration, ''], { env: { ...process.env, VANTHU_CRASH_AT: at } }).signal
  const versions = () => readdirSync(join(backups(), 'snapshots')).flatMap((name) => readSnapshot(join(backups(), 'snapshots', name), keyOf())?.manifest.schemaVersion ?? [])

  test.each([['during-backup', 20], ['during-migration:1', 20], ['during-migration:2', 30]])('%s: what stands is whole, the next opening goes on, and the way back is open', async (at, stands) => {
    const before = await state()
    expect(kill(at)).toBe('SIGKILL')
    const interrupted = { ...nextSchema, migrations: nextSchema.migrations.filter((migration) => migration.number <= stands) }
    expect((await state(interrupted)).version).toBe(stands)
    if (stands === 20) expect(await state()).toEqual(before)

    const opened = await upgrade()
    if (!opened.ok) throw new Error(opened.error.code)
    expect(opened.value.db.pragma('user_version')).toEqual([{ user_version: 40 }])
    opened.value.close()
    // Rotation has kept the last state of each version, also where a second backup of the same day stands above it.
    expect(versions().toSorted()).toEqual(stands === 20 ? [20] : [20, 30])
    const oldest = readdirSync(join(backups(), 'snapshots')).toSorted()[0]!
    expect((await restore(join(backups(), 'snapshots', oldest))).ok).toBe(true)
    expect(await state()).toEqual(before)
  })
})

// Restore (khôi phục): a backup takes the place of an archive; what was there is kept beside it. The new state is laid down
// whole in restore.new/, then a marker is written, then names are exchanged. Before the marker a crash leaves the old archive;
// after it, the next opening finishes the exchange. There is no moment with half of each.
//
//   <archive>/restore.new/           the new archive.db and archive.json
//   <archive>/restore.json           the marker: {format, keptAt, old: [names to put away]}
//   <archive>/before-restore-<stamp>/  what was there before
import { existsSync, fsyncSync, mkdirSync, openSync, closeSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { copyFile, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { err, ok } from '../contract/result.ts'
import type { Result } from '../contract/result.ts'
import { makeFolder, syncFolder } from '../files/disk.ts'
import { archiveFormat, archivePaths, derivedKey, keyMissing, readIdentity } from './archive.ts'
import { backupFormat, poolPath, readSet, readSnapshot, sealedName, setsWithin, snapshotPaths, stampOf } from './backup-set.ts'
import type { Snapshot } from './backup-set.ts'
import { describeDatabase } from './copy-database.ts'
import { crashPoint } from './crash-point.ts'
import { openConnection } from './database.ts'
import { countLost, restoredFact } from './epoch.ts'
import { copyHashed, hashFile, syncFolderNow, writeSynced } from './hashing.ts'
import { isFileFault } from './inspect.ts'
import { keyFolder, writeKey } from './key-file.ts'
import { openKeyring } from './keyring.ts'
import type { Keyring } from './keyring.ts'
import { takeLock } from './lock.ts'
import { carryRecovery, openWithTyped } from './recovery.ts'
import type { RecoveryRefusal } from './recovery.ts'
import type { ArchiveSchema } from './schema.ts'
import { sql } from './sql.ts'

export interface Restored {
  /** the snapshot that was taken */
  readonly from: string
  /** when it was written, ISO 8601, UTC */
  readonly at: string
  readonly entries: number
  readonly files: number
  /** where the state before is kept, or null where there was none */
  readonly keptAt: string | null
  /** entries that this device is known to have written and that the backup does not hold */
  readonly entriesLost: number
}

type RestoreError =
  | { readonly code: 'BACKUP_NOT_FOUND' | 'BACKUP_DAMAGED' | 'BACKUP_OF_ANOTHER_ARCHIVE' | 'BACKUP_NEWER'; readonly params: { readonly what: string } }
  | { readonly code: 'KEY_MISSING'; readonly params: { readonly archiveId: string; readonly recovery: boolean; readonly sealed: boolean } }
  | RecoveryRefusal
  | { readonly code: 'ARCHIVE_LOCKED'; readonly params: { readonly directory: string } }

export interface RestoreBackup {
  /** the archive, which its owner has closed; made if missing */
  readonly directory: string
  readonly configuration: string
  /** a set, of which the newest good snapshot is taken, a folder that holds one, or one snapshot */
  readonly from: string
  readonly schema: ArchiveSchema
  /** ms since 1970 UTC */
  readonly now: number
  /** as a person typed it: opens the backup where this PC has not its key, which it then has */
  readonly recoveryKey?: string | undefined
}

/** Which archive a chosen folder holds a backup of, and where the set lies; null where it is none. */
export function backupIn(chosen: string, directory: string): { readonly archiveId: string; readonly from: string; readonly set: string } | null {
  const from = setOf(resolve(chosen), directory)
  const isSnapshot = existsSync(join(from, 'manifest.json'))
  const set = isSnapshot ? dirname(dirname(from)) : from
  const archiveId = readSet(set)?.archiveId ?? readSnapshot(isSnapshot ? from : (snapshotPaths(from)[0] ?? from))?.manifest.archiveId
  return archiveId === undefined ? null : { archiveId, from, set }
}

/** Restores a backup. The archive is as it was when an error is answered. */
export async function restoreBackup(options: RestoreBackup): Promise<Result<Restored, RestoreError>> {
  const backup = backupIn(options.from, options.directory)
  const candidates = backup === null ? [] : existsSync(join(backup.from, 'manifest.json')) ? [backup.from] : snapshotPaths(backup.from)
  if (backup === null || candidates.length === 0) return err('BACKUP_NOT_FOUND', { what: backup?.from ?? setOf(resolve(options.from), options.directory) })
  const { archiveId, set } = backup
  if (openKeyring(options.configuration, archiveId, false) === null && options.recoveryKey !== undefined) {
    const key = openWithTyped(set, archiveId, options.recoveryKey)
    if (!key.ok) return key
    writeKey(keyFolder(options.configuration, archiveId), key.value)
  }
  const keyring = openKeyring(options.configuration, archiveId, false)
  if (keyring === null) return keyMissing(options.configuration, archiveId, set)

  await makeFolder(options.directory)
  const paths = archivePaths(options.directory)
  const lock = takeLock(paths.lock, 2_000)
  if (lock === null) return err('ARCHIVE_LOCKED', { directory: options.directory })
  try {
    exchange(options.directory)
    if (holdsAnother(options, archiveId)) return err('BACKUP_OF_ANOTHER_ARCHIVE', { what: archiveId })
    let refused: Result<never, RestoreError> | null = null
    for (const path of candidates) {
      const restored = await restoreSnapshot(options, path, archiveId, keyring)
      if (restored.ok) {
        carryRecovery(set, options.directory, keyring.key, false)
        return restored
      }
      refused ??= restored
    }
    return refused!
  } finally {
    lock.release()
  }
}

/** The set that a chosen folder is or holds: this archive's own among several, else the only one. */
function setOf(chosen: string, directory: string): string {
  if (existsSync(join(chosen, 'manifest.json')) || snapshotPaths(chosen).length > 0) return chosen
  const sets = setsWithin(chosen)
  const identity = readIdentity(directory)
  return sets.find((set) => set.archiveId === identity?.id)?.path ?? (sets.length === 1 ? sets[0]!.path : chosen)
}

async function restoreSnapshot(options: RestoreBackup, path: string, archiveId: string, keyring: Keyring): Promise<Result<Restored, RestoreError>> {
  const { directory } = options
  const snapshot = readSnapshot(path, keyring.key)
  const damaged = (what: string) => err('BACKUP_DAMAGED', { what })
  if (snapshot === null || !snapshot.genuine || snapshot.manifest.archiveId !== archiveId) return damaged('manifest.json')
  const { manifest } = snapshot
  const known = Math.max(...options.schema.migrations.map((migration) => migration.number))
  if (manifest.format > backupFormat || manifest.schemaVersion > known) return err('BACKUP_NEWER', { what: `${manifest.schemaVersion} > ${known}` })

  const laid = join(directory, 'restore.new')
  rmSync(laid, { recursive: true, force: true })
  mkdirSync(laid, { mode: 0o700 })
  try {
    const database = join(laid, 'archive.db')
    const source = join(path, 'archive.db')
    if ((await hashFile(source)) !== manifest.database.sha256) return damaged('archive.db')
    await copyFile(source, database)
    const key = derivedKey(keyring.key, 'database')
    const found = (await hashFile(database)) === manifest.database.sha256 ? describeDatabase(database, key) : null
    if (found === null || found.damage.length > 0 || found.entries !== manifest.entries || found.head?.hash !== manifest.head?.hash) return damaged('archive.db')
    const missing = await bringFiles(snapshot, directory, keyring.key)
    if (missing !== null) return damaged(`files/${missing}`)
    crashPoint('during-restore')

    const db = openConnection({ path: database, key })
    db.run(sql`INSERT INTO archive_fact (name, value) VALUES (${restoredFact}, ${manifest.at}) ON CONFLICT (name) DO UPDATE SET value = excluded.value`)
    const entriesLost = countLost(db, keyring)
    db.close() // the last one to close folds the WAL in
    syncFile(database)
    writeSynced(join(laid, 'archive.json'), `${JSON.stringify({ format: archiveFormat, id: archiveId })}\n`)
    await syncFolder(laid)

    const old = ['archive.db', 'archive.db-wal', 'archive.db-shm', 'search.db', 'search.db-wal', 'search.db-shm', 'archive.json'].filter((name) => existsSync(join(directory, name)))
    const keptAt = old.length === 0 ? null : `before-restore-${stampOf(options.now)}`
    const marker = join(directory, 'restore.json')
    writeSynced(`${marker}.new`, JSON.stringify({ format: 1, keptAt, old }))
    renameSync(`${marker}.new`, marker)
    await syncFolder(directory)
    exchange(directory)
    await syncFolder(directory)
    return ok({ from: path, at: manifest.at, entries: manifest.entries, files: manifest.files.length, keptAt: keptAt === null ? null : join(directory, keptAt), entriesLost })
  } finally {
    // With the marker on the disk, what is laid down belongs to the exchange.
    if (!existsSync(join(directory, 'restore.json'))) rmSync(laid, { recursive: true, force: true })
  }
}

/** Copies in the files that the archive lacks or holds damaged; answers the first that is nowhere good, else null. */
async function bringFiles({ set, manifest }: Snapshot, directory: string, key: Buffer): Promise<string | null> {
  // A later backup may have put a good file in a damaged one's place: what any genuine manifest says is good.
  const good = new Map<string, Set<string>>()
  for (const path of snapshotPaths(set)) {
    const other = readSnapshot(path, key)
    if (other?.genuine !== true) continue
    for (const [name, , sha256] of other.manifest.files) good.set(name, (good.get(name) ?? new Set()).add(sha256))
  }
  const folders = new Set<string>()
  for (const [name, , sha256] of manifest.files) {
    if (!sealedName.test(name)) return name
    const isGood = (hash: string | null): boolean => hash !== null && (hash === sha256 || good.get(name)?.has(hash) === true)
    const target = poolPath(directory, name)
    if (await stat(target).then(() => true, () => false)) if (isGood(await hashFile(target))) continue
    const pooled = poolPath(set, name)
    if (!isGood(await hashFile(pooled))) return name
    await makeFolder(dirname(target))
    await copyHashed(pooled, target)
    folders.add(dirname(target))
  }
  for (const folder of folders) await syncFolder(folder)
  return null
}

/**
 * Finishes or undoes a restore that a crash cut short; to be called before an archive is opened. Where another process owns the
 * archive it is that one's business, and nothing is done.
 */
export function finishRestore(directory: string): void {
  if (!existsSync(join(directory, 'restore.json')) && !existsSync(join(directory, 'restore.new'))) return
  const lock = takeLock(archivePaths(directory).lock)
  if (lock === null) return
  try {
    exchange(directory)
  } finally {
    lock.release()
  }
}

/** Exchanges the names, as often as it takes: each step looks at what the one before it left. */
function exchange(directory: string): void {
  const marker = join(directory, 'restore.json')
  const laid = join(directory, 'restore.new')
  if (existsSync(marker)) {
    const { keptAt, old } = readMarker(marker) ?? markerFor(laid)
    if (keptAt !== null) {
      const kept = join(directory, basename(keptAt))
      mkdirSync(kept, { recursive: true, mode: 0o700 })
      for (const name of old.map((one) => basename(one))) {
        if (existsSync(join(directory, name)) && !existsSync(join(kept, name))) renameSync(join(directory, name), join(kept, name))
      }
    }
    for (const name of ['archive.db', 'archive.json']) if (existsSync(join(laid, name))) renameSync(join(laid, name), join(directory, name))
    crashPoint('after-restore-swap')
    syncFolderNow(directory)
    rmSync(marker)
  }
  rmSync(laid, { recursive: true, force: true })
}

/** What a restore is to put away, and where; null where the marker cannot be read. */
function readMarker(marker: string): { keptAt: string | null; old: string[] } | null {
  try {
    const { keptAt, old } = JSON.parse(readFileSync(marker, 'utf8')) as { keptAt?: unknown; old?: unknown }
    const whole = (keptAt === null || typeof keptAt === 'string') && Array.isArray(old) && old.every((name) => typeof name === 'string')
    return whole ? { keptAt, old } : null
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return null
    throw error
  }
}

/** In place of a marker that cannot be read: whatever has its successor still laid down is put away, nothing else. */
function markerFor(laid: string): { keptAt: string; old: string[] } {
  const database = ['archive.db', 'archive.db-wal', 'archive.db-shm', 'search.db', 'search.db-wal', 'search.db-shm']
  return { keptAt: 'before-restore-unreadable', old: [...(existsSync(join(laid, 'archive.db')) ? database : []), ...(existsSync(join(laid, 'archive.json')) ? ['archive.json'] : [])] }
}

/** Whether the folder holds another archive with entries; one that cannot be read counts as full. */
function holdsAnother({ directory, configuration }: RestoreBackup, archiveId: string): boolean {
  const identity = readIdentity(directory)
  const paths = archivePaths(directory)
  if (identity === null || identity.id === archiveId || !existsSync(paths.database)) return false
  const keyring = openKeyring(configuration, identity.id, false)
  if (keyring === null) return true
  try {
    const db = openConnection({ path: paths.database, key: derivedKey(keyring.key, 'database'), readOnly: true })
    try {
      return db.value<number>(sql`SELECT 1 FROM journal_envelope LIMIT 1`) === 1
    } finally {
      db.close()
    }
  } catch (error) {
    if (!isFileFault(error)) throw error
    return true
  }
}

function syncFile(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

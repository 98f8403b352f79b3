// Restore (khôi phục): a backup takes the place of an archive, by an exchange (exchange.ts); what was there is kept beside it. A set
// that was written under an earlier key opens with the recovery key of that time, and this PC then has that key.
import { existsSync } from 'node:fs'
import { copyFile, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
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
import { databaseNames, dropLaid, exchangeAll, finish, layAnew } from './exchange.ts'
import { copyHashed, hashFile, syncFileNow, writeSynced } from './hashing.ts'
import { isFileFault } from './inspect.ts'
import { keyFolder, writeKey, writeNextKey } from './key-file.ts'
import { openKeyring } from './keyring.ts'
import type { Keyring } from './keyring.ts'
import { takeLock } from './lock.ts'
import { carryRecovery, isGenuine, openWithTyped, readRecovery } from './recovery.ts'
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
  const own = openKeyring(options.configuration, archiveId, false)
  if (own === null) return keyMissing(options.configuration, archiveId, set)
  const earlier = earlierKey(options, own, set, candidates)
  if (!earlier.ok) return earlier
  const keyring: Keyring = earlier.value === null ? own : { ...own, key: earlier.value }

  await makeFolder(options.directory)
  const paths = archivePaths(options.directory)
  const lock = takeLock(paths.lock, 2_000)
  if (lock === null) return err('ARCHIVE_LOCKED', { directory: options.directory })
  try {
    finish(options)
    if (holdsAnother(options, archiveId)) return err('BACKUP_OF_ANOTHER_ARCHIVE', { what: archiveId })
    let refused: Result<never, RestoreError> | null = null
    for (const path of candidates) {
      const restored = await restoreSnapshot(options, path, archiveId, keyring, earlier.value !== null)
      if (restored.ok) {
        if (earlier.value === null) carryRecovery(set, options.directory, keyring.key, false)
        return restored
      }
      refused ??= restored
    }
    return refused!
  } finally {
    lock.release()
  }
}

/**
 * The key of a set that was written under another one than this PC has now; null: it has it. Errors: those of the recovery key;
 * KEY_MISSING where none was typed.
 */
function earlierKey({ configuration, recoveryKey }: RestoreBackup, own: Keyring, set: string, candidates: readonly string[]): Result<Buffer | null, RestoreError> {
  const isOurs = (key: Buffer) => candidates.some((path) => readSnapshot(path, key)?.genuine === true)
  const recovery = readRecovery(set)
  if (isOurs(own.key) || recovery === null || isGenuine(recovery, own.key)) return ok(null)
  if (recoveryKey === undefined) return keyMissing(configuration, own.archiveId, set)
  const key = openWithTyped(set, own.archiveId, recoveryKey)
  if (!key.ok) return key
  return ok(isOurs(key.value) ? key.value : null)
}

/** The set that a chosen folder is or holds: this archive's own among several, else the only one. */
function setOf(chosen: string, directory: string): string {
  if (existsSync(join(chosen, 'manifest.json')) || snapshotPaths(chosen).length > 0) return chosen
  const sets = setsWithin(chosen)
  const identity = readIdentity(directory)
  return sets.find((set) => set.archiveId === identity?.id)?.path ?? (sets.length === 1 ? sets[0]!.path : chosen)
}

async function restoreSnapshot(options: RestoreBackup, path: string, archiveId: string, keyring: Keyring, changesKey: boolean): Promise<Result<Restored, RestoreError>> {
  const { directory } = options
  const snapshot = readSnapshot(path, keyring.key)
  const damaged = (what: string) => err('BACKUP_DAMAGED', { what })
  if (snapshot === null || !snapshot.genuine || snapshot.manifest.archiveId !== archiveId) return damaged('manifest.json')
  const { manifest } = snapshot
  const known = Math.max(...options.schema.migrations.map((migration) => migration.number))
  if (manifest.format > backupFormat || manifest.schemaVersion > known) return err('BACKUP_NEWER', { what: `${manifest.schemaVersion} > ${known}` })

  const laid = layAnew(directory)
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
    syncFileNow(database)
    writeSynced(join(laid, 'archive.json'), `${JSON.stringify({ format: archiveFormat, id: archiveId })}\n`)
    if (changesKey) {
      // With the state comes the key under which it was written, and the recovery key that opens it.
      carryRecovery(snapshot.set, laid, keyring.key, true)
      writeNextKey(keyFolder(options.configuration, archiveId), keyring.key)
    }

    const old = [...databaseNames, 'archive.json', ...(changesKey ? ['recovery.json'] : [])].filter((name) => existsSync(join(directory, name)))
    const keptAt = old.length === 0 ? null : `before-restore-${stampOf(options.now)}`
    await exchangeAll(options, { keptAt, old, key: changesKey })
    return ok({ from: path, at: manifest.at, entries: manifest.entries, files: manifest.files.length, keptAt: keptAt === null ? null : join(directory, keptAt), entriesLost })
  } finally {
    dropLaid(options)
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

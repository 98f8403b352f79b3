// Backup (sao lưu): a whole, encrypted copy of an archive, written while it is in use and checked before it counts. Form of a
// set: backup-set.ts. A snapshot lies under a temporary name until everything in it is on the disk.
import { existsSync, mkdirSync, readdirSync, realpathSync, renameSync, rmSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { err, ok } from '../contract/result.ts'
import type { Result } from '../contract/result.ts'
import { makeFolder, syncFolder } from '../files/disk.ts'
import type { FileStore } from '../files/store.ts'
import { archivePaths, derivedKey } from './archive.ts'
import type { Archive } from './archive.ts'
import { backupFormat, manifestText, poolPath, readSet, readSnapshot, sealedName, snapshotPaths, stampOf, timeOf } from './backup-set.ts'
import type { Manifest, ManifestFile } from './backup-set.ts'
import { runBeside } from './beside.ts'
import { crashPoint } from './crash-point.ts'
import { machineFault } from './faults.ts'
import type { MachineFault } from './faults.ts'
import { copyHashed, hashFile, syncFolderNow, writeSynced } from './hashing.ts'
import { takeLock } from './lock.ts'
import { carryRecovery, isGenuine, readRecovery } from './recovery.ts'

export interface Backup {
  readonly path: string
  /** ISO 8601, UTC */
  readonly at: string
  readonly entries: number
  readonly files: number
  readonly bytes: number
  readonly checked: boolean
}

export interface WriteBackup {
  readonly archive: Pick<Archive, 'directory' | 'id' | 'keyring'>
  readonly files: FileStore
  /** folder of the set; made if missing, and given a further snapshot where it is a set already */
  readonly to: string
  /** ms since 1970 UTC */
  readonly now: number
  readonly signal?: AbortSignal | undefined
  /** files done so far, and of how many */
  readonly progress?: ((done: number, of: number | null) => void) | undefined
}

type BackupError =
  | { readonly code: 'BACKUP_FAILED' | 'PATH_INSIDE_ARCHIVE' | 'CANCELLED'; readonly params: { readonly what: string } }
  | MachineFault

/** Writes a snapshot. Saves go on meanwhile: the database is copied in a thread, over a connection that only reads. */
export async function writeBackup(options: WriteBackup): Promise<Result<Backup, BackupError>> {
  const { archive, signal } = options
  const to = resolve(options.to)
  const isOwn = isOwnSet(archive.directory, to)
  if (isInside(to, realpathSync(archive.directory)) && !isOwn) return err('PATH_INSIDE_ARCHIVE', { what: to })
  const known = readSet(to)
  if (known !== null && known.archiveId !== archive.id) return err('BACKUP_FAILED', { what: 'ANOTHER_ARCHIVE' })
  if (known !== null && known.format > backupFormat) return err('BACKUP_FAILED', { what: 'NEWER_SET' })
  let lock: ReturnType<typeof takeLock>
  try {
    await makeFolder(join(to, 'snapshots'))
    await makeFolder(join(to, 'files'))
    if (known === null) writeSynced(join(to, 'backup.json'), `${JSON.stringify({ format: backupFormat, archiveId: archive.id })}\n`)
    lock = takeLock(join(to, 'backup.lock'))
  } catch (error) {
    return machineFault(error) ?? err('PATH_NOT_WRITABLE', { what: String((error as { code?: unknown }).code) })
  }
  if (lock === null) return err('BACKUP_FAILED', { what: 'IN_USE' })
  try {
    setAside(to, archive)
    const written = await writeSnapshot(options, to, isOwn)
    carryRecovery(archive.directory, to, archive.keyring.key, true)
    return written
  } catch (error) {
    if (signal?.aborted === true) return err('CANCELLED', { what: to })
    return machineFault(error) ?? err('BACKUP_FAILED', { what: (error as Error).message })
  } finally {
    lock.release()
  }
}

/** Whether a set holds only what was written under another key of the archive, which its own recovery key opens. */
export function isUnderAnotherKey(set: string, key: Buffer): boolean {
  const paths = snapshotPaths(set)
  const recovery = readRecovery(set)
  return paths.length > 0 && paths.every((path) => readSnapshot(path, key)?.genuine !== true) && (recovery === null || !isGenuine(recovery, key))
}

/**
 * Puts what was written under an earlier key into a set of its own, `before-key-<its newest stamp>`, with the recovery key that opens
 * it; done as often as it takes. The snapshots go last: until then the next backup begins with this again.
 */
function setAside(set: string, { id, keyring }: WriteBackup['archive']): void {
  if (!isUnderAnotherKey(set, keyring.key)) return
  const aside = join(set, `before-key-${basename(snapshotPaths(set)[0]!)}`)
  mkdirSync(aside, { recursive: true, mode: 0o700 })
  writeSynced(join(aside, 'backup.json'), `${JSON.stringify({ format: backupFormat, archiveId: id })}\n`)
  for (const name of ['recovery.json', 'files', 'snapshots']) {
    if (existsSync(join(set, name)) && !existsSync(join(aside, name))) renameSync(join(set, name), join(aside, name))
  }
  syncFolderNow(aside)
  for (const name of ['files', 'snapshots']) mkdirSync(join(set, name), { recursive: true, mode: 0o700 })
  syncFolderNow(set)
}

async function writeSnapshot(options: WriteBackup, to: string, linked: boolean): Promise<Result<Backup, BackupError>> {
  const { archive, signal } = options
  const snapshots = join(to, 'snapshots')
  for (const name of readdirSync(snapshots)) if (name.endsWith('.new')) rmSync(join(snapshots, name), { recursive: true, force: true })
  let ms = options.now
  while (existsSync(join(snapshots, stampOf(ms)))) ms += 1
  const path = join(snapshots, stampOf(ms))
  const temporary = `${path}.new`
  mkdirSync(temporary, { mode: 0o700 })
  try {
    const database = join(temporary, 'archive.db')
    const key = derivedKey(archive.keyring.key, 'database')
    const copy = await runBeside({ kind: 'copy', path: archivePaths(archive.directory).database, key, into: database }, { signal })
    // What VACUUM reads is checked by its seals, so damage in the copy is damage of the disk that it went to.
    if (copy.damage.length > 0) return err('BACKUP_FAILED', { what: copy.damage[0]! })
    const sha256 = (await hashFile(database, signal))!
    crashPoint('during-backup')

    // Files after the database: what a record of this state names was in the store before it.
    const files = await poolFiles(options, to, linked)
    const manifest: Manifest = {
      format: backupFormat,
      archiveId: archive.id,
      at: new Date(ms).toISOString(),
      schemaVersion: copy.schemaVersion,
      head: copy.head,
      entries: copy.entries,
      database: { bytes: copy.bytes, sha256 },
      files,
    }
    writeSynced(join(temporary, 'manifest.json'), manifestText(manifest, archive.keyring.key))
    await syncFolder(temporary)
    renameSync(temporary, path)
    await syncFolder(snapshots)
    const checked = readSnapshot(path, archive.keyring.key)?.genuine === true && (await hashFile(join(path, 'archive.db'), signal)) === sha256
    if (!checked) return err('BACKUP_FAILED', { what: 'READ_BACK' })
    return ok(describe(path, manifest, true))
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true })
    throw error
  }
}

/** Brings into the pool what it lacks, and says what is there. A file whose time did not change is not read again. */
async function poolFiles({ archive, files, signal, progress }: WriteBackup, to: string, linked: boolean): Promise<ManifestFile[]> {
  const earlier = new Map<string, ManifestFile>()
  for (const path of snapshotPaths(to)) {
    const snapshot = readSnapshot(path, archive.keyring.key)
    if (snapshot?.genuine !== true) continue
    for (const file of snapshot.manifest.files) earlier.set(file[0], file)
    break
  }
  const names: string[] = []
  for await (const name of files.names()) names.push(name)
  const listed: ManifestFile[] = []
  const folders = new Set<string>()
  for (const [index, name] of names.toSorted().entries()) {
    signal?.throwIfAborted()
    const from = poolPath(archive.directory, name)
    const pooled = poolPath(to, name)
    const found = await stat(from).catch(() => null)
    if (found === null) continue // swept meanwhile: nothing names it
    const known = earlier.get(name)
    const size = await stat(pooled).then((one) => one.size, () => -1)
    const changed = Math.floor(found.mtimeMs)
    if (known !== undefined && known[1] === size && size === found.size && known[3] === changed) {
      listed.push(known)
    } else {
      if (!folders.has(dirname(pooled))) await makeFolder(dirname(pooled))
      folders.add(dirname(pooled))
      // The store may have replaced a damaged file by a good one under the same name.
      const { bytes, sha256 } = await copyHashed(from, pooled, { linked, signal })
      listed.push([name, bytes, sha256, changed])
    }
    progress?.(index + 1, names.length)
  }
  for (const folder of folders) await syncFolder(folder)
  return listed
}

/** The snapshots of a set, newest first. `checked`: the manifest is genuine and the database as long as it says. */
export async function listSnapshots(set: string, key?: Buffer): Promise<Backup[]> {
  const listed: Backup[] = []
  for (const path of snapshotPaths(set)) {
    const snapshot = readSnapshot(path, key)
    if (snapshot === null) continue
    const size = await stat(join(path, 'archive.db')).then((one) => one.size, () => -1)
    listed.push(describe(path, snapshot.manifest, snapshot.genuine && size === snapshot.manifest.database.bytes))
  }
  return listed
}

export interface Keep {
  readonly daily: number
  readonly weekly: number
  readonly monthly: number
  /** the last snapshot of each of so many schema versions: the way back past a migration */
  readonly versions: number
}

/** Which stamps stay: the newest of each of the last days, weeks (Monday to Sunday) and months that have one, in UTC, and of each schema version. */
export function keptStamps(stamps: readonly string[], keep: Keep, versionOf: (stamp: string) => number): Set<string> {
  const newestFirst = stamps.toSorted().toReversed()
  const day = (stamp: string): number => Math.floor(timeOf(stamp) / 86_400_000)
  // 1 January 1970 was a Thursday.
  const spans: [number, (stamp: string) => string | number][] = [
    [keep.daily, day],
    [keep.weekly, (stamp) => Math.floor((day(stamp) + 3) / 7)],
    [keep.monthly, (stamp) => stamp.slice(0, 6)],
    [keep.versions, versionOf],
  ]
  const kept = new Set(newestFirst.slice(0, 1))
  for (const [count, spanOf] of spans) {
    const spansSeen = new Set<string | number>()
    for (const stamp of newestFirst) {
      if (spansSeen.has(spanOf(stamp)) || spansSeen.size >= count) continue
      spansSeen.add(spanOf(stamp))
      kept.add(stamp)
    }
  }
  return kept
}

/**
 * Removes old snapshots, then files of the pool that no manifest names. Where one manifest is not genuine, no file is removed:
 * what it named is not known. Answers how many of each went.
 */
export async function rotateBackups(set: string, key: Buffer, _now: number, keep: Keep = { daily: 7, weekly: 4, monthly: 12, versions: 3 }): Promise<{ snapshots: number; files: number }> {
  const lock = takeLock(join(set, 'backup.lock'))
  if (lock === null) return { snapshots: 0, files: 0 }
  try {
    const paths = snapshotPaths(set)
    // A damaged snapshot takes no good one's place.
    const versions = new Map<string, number>()
    for (const path of paths) {
      const snapshot = readSnapshot(path, key)
      if (snapshot?.genuine === true) versions.set(basename(path), snapshot.manifest.schemaVersion)
    }
    const genuine = paths.filter((path) => versions.has(basename(path)))
    const kept = keptStamps([...versions.keys()], keep, (stamp) => versions.get(stamp)!)
    let snapshots = 0
    for (const path of genuine) {
      if (kept.has(basename(path))) continue
      // Under the temporary name, a removal cut short is finished by the next backup.
      renameSync(path, `${path}.new`)
      rmSync(`${path}.new`, { recursive: true, force: true })
      snapshots += 1
    }
    return { snapshots, files: genuine.length === paths.length ? await sweepPool(set, key) : 0 }
  } finally {
    lock.release()
  }
}

async function sweepPool(set: string, key: Buffer): Promise<number> {
  const named = new Set<string>()
  for (const path of snapshotPaths(set)) for (const [name] of readSnapshot(path, key)!.manifest.files) named.add(name)
  let files = 0
  for (const folder of readdirSync(join(set, 'files'))) {
    if (!/^[0-9a-f]{2}$/.test(folder)) continue
    for (const name of readdirSync(join(set, 'files', folder))) {
      const isOurs = sealedName.test(name) || sealedName.test(name.replace(/\.new$/, ''))
      if (!isOurs || named.has(name)) continue
      rmSync(join(set, 'files', folder, name), { force: true })
      files += 1
    }
  }
  return files
}

function describe(path: string, manifest: Manifest, checked: boolean): Backup {
  const bytes = manifest.files.reduce((sum, file) => sum + file[1], manifest.database.bytes)
  return { path, at: manifest.at, entries: manifest.entries, files: manifest.files.length, bytes, checked }
}

/** Whether a folder is the archive's own set, which goes when its disk goes. */
export function isOwnSet(directory: string, set: string): boolean {
  const own = archivePaths(realpathSync(directory)).backups
  return resolve(set) === own || realOf(resolve(set)) === own
}

/** The path with its links followed, as far as it exists. */
function realOf(path: string): string {
  return existsSync(path) ? realpathSync(path) : join(dirname(path) === path ? path : realOf(dirname(path)), basename(path))
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, realOf(path))
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && resolve(folder, way) === join(folder, way))
}

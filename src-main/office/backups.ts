// Backups of an office: where they go, when the last good one was written, and writing them by themselves. Those in the archive's
// own folder help against a mistake; against a lost disk only those outside do, so the two are counted apart.
import { basename, resolve } from 'node:path'
import { archivePaths } from '../archive/archive.ts'
import type { Archive } from '../archive/archive.ts'
import { isOwnSet, listSnapshots, rotateBackups, writeBackup } from '../archive/backup.ts'
import type { WriteBackup } from '../archive/backup.ts'
import { readSet, setFolder, snapshotPaths, timeOf } from '../archive/backup-set.ts'
import type { ReadDb, WriteDb } from '../archive/database.ts'
import { sql } from '../archive/sql.ts'
import type { AnswerOf } from '../contract/define.ts'
import { err, ok } from '../contract/result.ts'
import type { FileStore } from '../files/store.ts'
import { safeFileName } from '../text/file-name.ts'
import type { backUp, listBackups } from './own-contract.ts'
import { readOffice } from './own-handlers.ts'

interface Outside {
  /** ISO 8601, UTC */
  readonly at: string
  /** folder of the set */
  readonly path: string
}

/** Where this PC's backups go. A copy of the archive's folder, or one on another PC, does not write into the same set by itself. */
interface Target {
  readonly device: string
  readonly directory: string
  readonly set: string
}

const outsideFact = 'backup.outside'
const targetFact = 'backup.target'

/** When the last backup was written inside the archive's folder, and outside; ISO 8601 or null. */
export function lastBackups(archive: Archive): { readonly inside: string | null; readonly outside: string | null } {
  const newest = snapshotPaths(archivePaths(archive.directory).backups)[0]
  return { inside: newest === undefined ? null : new Date(timeOf(basename(newest))).toISOString(), outside: readFact<Outside>(archive.db, outsideFact)?.at ?? null }
}

/** Handler of office.backUp: into the place that is named, or into the remembered one. */
export async function backUpTo(
  { archive, files }: { archive: Archive; files: FileStore },
  { to, remember }: { readonly to?: string | undefined; readonly remember: boolean },
  how: Pick<WriteBackup, 'now' | 'signal' | 'progress'>,
): Promise<AnswerOf<typeof backUp>> {
  const target = targetOf(archive)
  const set = to === undefined ? target : placeOf(archive, resolve(to))
  if (set === null || (to === undefined && !isThere(archive, set))) return err('BACKUP_TARGET_MISSING')
  const written = await writeBackup({ archive, files, to: set, ...how })
  if (!written.ok || isOwnSet(archive.directory, set)) return written
  writeFact(archive.db, outsideFact, { at: written.value.at, path: set } satisfies Outside)
  if (remember) writeFact(archive.db, targetFact, { device: archive.keyring.device, directory: archive.directory, set } satisfies Target)
  return written
}

/** What `office.listBackups` answers. */
export async function listed(archive: Archive): Promise<AnswerOf<typeof listBackups>> {
  return ok({
    backups: await listSnapshots(archivePaths(archive.directory).backups, archive.keyring.key),
    outside: readFact<Outside>(archive.db, outsideFact),
    target: targetOf(archive),
  })
}

/** Writes what is due by itself: inside, and into the remembered place where it can be reached. Answers what went wrong, for the log. */
export async function writeDueBackups({ archive, files }: { archive: Archive; files: FileStore }, now: number, every: number): Promise<string[]> {
  const isDue = (at: string | null): boolean => at === null || now - Date.parse(at) >= every
  const last = lastBackups(archive)
  const wrong: string[] = []
  const own = archivePaths(archive.directory).backups
  if (isDue(last.inside)) {
    const written = await writeBackup({ archive, files, to: own, now })
    if (written.ok) await rotateBackups(own, archive.keyring.key, now)
    else wrong.push(`inside: ${written.error.code}`)
  }
  const target = targetOf(archive)
  // A removable disk that is not plugged in is no fault; its folder is not made on the disk below.
  if (target !== null && isThere(archive, target) && isDue(last.outside)) {
    const written = await backUpTo({ archive, files }, { remember: false }, { now })
    if (written.ok) await rotateBackups(target, archive.keyring.key, now)
    else wrong.push(`outside: ${written.error.code}`)
  }
  return wrong
}

/** Whether something would be written now. */
export function backupIsDue(archive: Archive, now: number, every: number): boolean {
  const last = lastBackups(archive)
  const isDue = (at: string | null): boolean => at === null || now - Date.parse(at) >= every
  const target = targetOf(archive)
  return isDue(last.inside) || (target !== null && isDue(last.outside) && isThere(archive, target))
}

/** The sets of this archive that can be reached now: its own, and the remembered one. */
export function knownSets(archive: Archive): string[] {
  const target = targetOf(archive)
  return [archivePaths(archive.directory).backups, ...(target === null ? [] : [target])].filter((set) => isThere(archive, set))
}

function placeOf(archive: Archive, chosen: string): string {
  if (isOwnSet(archive.directory, chosen)) return chosen
  const office = readOffice(archive.db)?.name
  return setFolder(chosen, archive.id, safeFileName(office === undefined ? 'Sao lưu Văn Thư' : `Sao lưu Văn Thư - ${office}`))
}

function targetOf(archive: Archive): string | null {
  const target = readFact<Target>(archive.db, targetFact)
  return target !== null && target.device === archive.keyring.device && target.directory === archive.directory ? target.set : null
}

function isThere(archive: Archive, set: string): boolean {
  return readSet(set)?.archiveId === archive.id
}

function readFact<Value>(db: ReadDb, name: string): Value | null {
  const text = db.value<string>(sql`SELECT value FROM archive_fact WHERE name = ${name}`)
  return text === undefined ? null : (JSON.parse(text) as Value)
}

function writeFact(db: WriteDb, name: string, value: object): void {
  db.run(sql`INSERT INTO archive_fact (name, value) VALUES (${name}, ${JSON.stringify(value)}) ON CONFLICT (name) DO UPDATE SET value = excluded.value`)
}

// Verification from outside: an archive folder is looked through without opening it, so that nothing in it changes: no archive is
// made at a mistyped path, no epoch begins in a copied folder, no migration runs.
import { existsSync, rmSync, statSync } from 'node:fs'
import { err } from '../contract/result.ts'
import type { Result } from '../contract/result.ts'
import { archiveFormat, archivePaths, derivedKey, keyMissing, readIdentity } from './archive.ts'
import { openConnection } from './database.ts'
import type { ReadDb } from './database.ts'
import { machineFault } from './faults.ts'
import type { MachineFault } from './faults.ts'
import { isFileFault } from './inspect.ts'
import { openKeyring } from './keyring.ts'
import { takeLock } from './lock.ts'
import type { Lock } from './lock.ts'
import { latestOf, versionOf } from './migrate.ts'
import type { ArchiveSchema } from './schema.ts'
import { verifyClosed } from './verify.ts'
import type { Verified } from './verify.ts'

export interface VerifyAlone {
  readonly directory: string
  /** the user's configuration folder, where keys lie */
  readonly configuration: string
  readonly schema: ArchiveSchema
  readonly referencedFiles: (db: ReadDb) => Iterable<string>
  /** verifies also beside an owner who does not answer; saves may go on meanwhile */
  readonly beside?: boolean
}

type Refusal =
  | MachineFault
  | { readonly code: 'NOT_FOUND'; readonly params: { readonly what: string; readonly id: string } }
  | { readonly code: 'ARCHIVE_LOCKED'; readonly params: { readonly directory: string } }
  | { readonly code: 'ARCHIVE_NEWER'; readonly params: { readonly version: number; readonly known: number } }
  | { readonly code: 'KEY_MISSING'; readonly params: { readonly archiveId: string; readonly recovery: boolean; readonly sealed: boolean } }
  | { readonly code: 'CANCELLED'; readonly params: Record<string, never> }

/**
 * Verifies an archive from outside. Damage is a finding. Errors: NOT_FOUND (no archive stands there), ARCHIVE_LOCKED (its owner is
 * to be asked), KEY_MISSING, ARCHIVE_NEWER, and faults of the machine.
 */
export async function verifyAlone(options: VerifyAlone): Promise<Result<Verified, Refusal>> {
  const { directory, configuration } = options
  const paths = archivePaths(directory)
  if (!existsSync(paths.identity) && !existsSync(paths.database)) return err('NOT_FOUND', { what: 'archive', id: directory })
  const identity = readIdentity(directory)
  if (identity !== null && identity.format > archiveFormat) return err('ARCHIVE_NEWER', { version: identity.format, known: archiveFormat })
  const keyring = identity === null ? null : openKeyring(configuration, identity.id, false)
  if (identity !== null && keyring === null) return keyMissing(configuration, identity.id, directory)
  let lock: Lock | null = null
  const traces = tracesToCome(paths.database)
  try {
    // Without the file of the lock nobody has opened this folder, and none is made.
    if (existsSync(paths.lock)) {
      lock = takeLock(paths.lock)
      if (lock === null && options.beside !== true) return err('ARCHIVE_LOCKED', { directory })
    }
    const version = keyring === null ? 0 : readVersion(paths.database, derivedKey(keyring.key, 'database'))
    if (version > latestOf(options.schema)) return err('ARCHIVE_NEWER', { version, known: latestOf(options.schema) })
    return await verifyClosed(options)
  } catch (error) {
    const known = machineFault(error)
    if (known !== null) return known
    throw error
  } finally {
    if (lock !== null) for (const path of traces) if (isTrace(path)) rmSync(path, { force: true })
    lock?.release()
  }
}

/** Whether a key opens the database of a folder, of which nothing changes; true where that cannot be asked: no database, another owner. */
export function opensWith(directory: string, key: Buffer): boolean {
  const paths = archivePaths(directory)
  const lock = existsSync(paths.database) && existsSync(paths.lock) ? takeLock(paths.lock) : null
  if (lock === null) return true
  const traces = tracesToCome(paths.database)
  try {
    return readVersion(paths.database, derivedKey(key, 'database')) > 0
  } finally {
    for (const path of traces) if (isTrace(path)) rmSync(path, { force: true })
    lock.release()
  }
}

/** Files that SQLite lays beside a database that it reads; whoever held none leaves none. */
function tracesToCome(database: string): string[] {
  return [`${database}-shm`, `${database}-wal`].filter((path) => !existsSync(path))
}

/** The number of the archive's last migration; 0 where it cannot be read, which the verification then says. */
function readVersion(path: string, key: Buffer): number {
  if (!existsSync(path)) return 0
  try {
    const db = openConnection({ path, key, readOnly: true })
    try {
      return versionOf(db)
    } finally {
      db.close()
    }
  } catch (error) {
    if (!isFileFault(error)) throw error
    return 0
  }
}

/** A WAL with something in it was written by somebody. */
function isTrace(path: string): boolean {
  return existsSync(path) && (path.endsWith('-shm') || statSync(path).size === 0)
}

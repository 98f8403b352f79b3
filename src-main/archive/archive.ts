// An archive on disk: opening, making, migrating, and the epoch of this device in it.
//
//   <archive>/archive.json   {format, id}: says what the folder is; nothing secret
//   <archive>/archive.lock   held by the process that owns it
//   <archive>/archive.db     records and journal, encrypted
//   <archive>/search.db      the search index, encrypted, may be thrown away
//   <archive>/files/         sealed files
//   <archive>/backups/       copies made by themselves
//   <archive>/recovery.json  the key, sealed to the recovery key (recovery.ts), where one was made
import { createHash, hkdfSync } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { v4 as randomId } from 'uuid'
import { err, ok } from '../contract/result.ts'
import type { Result } from '../contract/result.ts'
import { makeFolderNow } from '../files/disk.ts'
import type { Connection } from './database.ts'
import { openConnection } from './database.ts'
import { doubtFact, settleEpoch } from './epoch.ts'
import type { EpochStart } from './epoch.ts'
import { machineFault } from './faults.ts'
import type { MachineFault } from './faults.ts'
import { syncFolderNow, writeSynced } from './hashing.ts'
import { createJournal } from './journal.ts'
import type { Head, Journal, Touched, Writing } from './journal.ts'
import { isKeySealed, keyFolder } from './key-file.ts'
import { openKeyring, placeOf } from './keyring.ts'
import type { Keyring } from './keyring.ts'
import { settleHeads } from './settle-heads.ts'
import { takeLock } from './lock.ts'
import type { Lock } from './lock.ts'
import { migrate, versionOf } from './migrate.ts'
import { hasRecovery } from './recovery.ts'
import type { ArchiveSchema } from './schema.ts'
import { sql } from './sql.ts'

/** Form of the folder; raised when an older program could no longer read it. */
export const archiveFormat = 1

export interface Archive {
  readonly directory: string
  readonly id: string
  readonly db: Connection
  readonly journal: Journal
  readonly keyring: Keyring
  readonly schema: ArchiveSchema
  /** set when a new epoch of this device began with this opening */
  readonly epochStart: EpochStart | null
  readonly epoch: number
  /** whether numbers may have been stamped that this archive does not know; until a command notes it in the books (`doubtNoted`) */
  readonly numbersInDoubt: boolean
  /** called after each commit that changed records */
  onCommitted(listener: (head: Head, touched: readonly Touched[], writing: Writing) => void): void
  close(): void
}

export interface OpenArchive {
  readonly directory: string
  /** the user's configuration folder, where keys lie */
  readonly configuration: string
  readonly schema: ArchiveSchema
  /** ms since 1970 UTC */
  readonly now: () => number
  /** makes a folder without an archive into one */
  readonly make: boolean
  /** of an archive that is made: the office's, which another PC has already */
  readonly id?: string
  /** ms to wait for another process to let go */
  readonly wait?: number
  readonly onSlow?: (milliseconds: number, text: string) => void
}

export type OpenError =
  | { readonly code: 'ARCHIVE_LOCKED'; readonly params: { directory: string } }
  | { readonly code: 'KEY_MISSING'; readonly params: { archiveId: string; recovery: boolean; sealed: boolean } }
  | { readonly code: 'ARCHIVE_NEWER'; readonly params: { version: number; known: number } }
  | MachineFault
  | { readonly code: 'NOT_FOUND'; readonly params: { what: string; id: string } }

/** The paths of an archive. */
export function archivePaths(directory: string) {
  return {
    identity: join(directory, 'archive.json'),
    lock: join(directory, 'archive.lock'),
    database: join(directory, 'archive.db'),
    search: join(directory, 'search.db'),
    files: join(directory, 'files'),
    backups: join(directory, 'backups'),
  }
}

/** A key for one use, derived from the archive's key: knowing one tells nothing of another. */
export function derivedKey(key: Buffer, use: 'database' | 'search' | 'files' | 'backup'): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `van-thu ${use} 1`, 32))
}

/** KEY_MISSING: `recovery`: the folder (archive, backup set) opens with a recovery key; `sealed`: the key is there, and the system's key store does not open it. */
export function keyMissing(configuration: string, archiveId: string, folder: string): Result<never, { readonly code: 'KEY_MISSING'; readonly params: { archiveId: string; recovery: boolean; sealed: boolean } }> {
  return err('KEY_MISSING', { archiveId, recovery: hasRecovery(folder), sealed: isKeySealed(keyFolder(configuration, archiveId)) })
}

/** The identity written in a folder, or null where none is. */
export function readIdentity(directory: string): { format: number; id: string } | null {
  const path = archivePaths(directory).identity
  if (!existsSync(path)) return null
  try {
    const identity = JSON.parse(readFileSync(path, 'utf8')) as { format?: unknown; id?: unknown }
    return typeof identity.format === 'number' && typeof identity.id === 'string' ? { format: identity.format, id: identity.id } : null
  } catch {
    return null
  }
}

/** An archive whose database is open, of whatever version it is: it is owned, and nothing in it has changed. */
export interface OpenedDatabase {
  readonly directory: string
  readonly id: string
  readonly keyring: Keyring
  readonly db: Connection
  /** lets go of everything */
  abandon(): void
}

/**
 * Opens an archive, or makes one. The caller is its only owner until `close`. An archive of an older version is migrated at
 * once; where it holds what must not be lost, open it by `openArchiveKept` (upgrade.ts).
 */
export function openArchive(options: OpenArchive): Result<Archive, OpenError> {
  const opened = openDatabase(options)
  return opened.ok ? finishOpening(opened.value, options) : opened
}

/** The first half of opening: takes the lock, finds the keys, opens the database. */
export function openDatabase(options: OpenArchive): Result<OpenedDatabase, OpenError> {
  let lock: Lock | null = null
  let db: Connection | null = null
  const abandon = (): void => {
    db?.close()
    lock?.release()
  }
  return releasedOnFault(abandon, () => {
    if (options.make) {
      try {
        makeFolderNow(options.directory)
      } catch (error) {
        return machineFault(error) ?? err('PATH_NOT_WRITABLE', { what: String((error as { code?: unknown }).code) })
      }
    }
    if (!existsSync(options.directory)) return err('NOT_FOUND', { what: 'archive', id: options.directory })
    const directory = realpathSync(options.directory)
    const paths = archivePaths(directory)
    if (!options.make && !existsSync(paths.database) && !existsSync(paths.identity)) return err('NOT_FOUND', { what: 'archive', id: directory })
    lock = takeLock(paths.lock, options.wait ?? 0)
    if (lock === null) return err('ARCHIVE_LOCKED', { directory })

    const known = readIdentity(directory)
    const isBlank = !existsSync(paths.database) || statSync(paths.database).size === 0
    if (known === null && (!isBlank || !options.make || holdsRemains(directory))) return err('ARCHIVE_DAMAGED', { what: 'archive.json' })
    const identity = known ?? { format: archiveFormat, id: options.id ?? randomId() }
    if (identity.format > archiveFormat) return err('ARCHIVE_NEWER', { version: identity.format, known: archiveFormat })
    const keyring = openKeyring(options.configuration, identity.id, known === null)
    if (keyring === null) return keyMissing(options.configuration, identity.id, directory)
    // An archive whose making was cut short is blank too; one that was ever opened, or that holds files, has lost its database.
    const wasWritten = keyring.places().length > 0 || keyring.placesDamaged() || holdsRemains(directory)
    if (isBlank && wasWritten) return err('ARCHIVE_DAMAGED', { what: 'archive.db' })
    // On the disk before the database is made: a database without its identity opens no more.
    if (known === null) {
      writeSynced(paths.identity, `${JSON.stringify(identity)}\n`)
      syncFolderNow(directory)
    }

    db = openConnection({ path: paths.database, key: derivedKey(keyring.key, 'database'), ...(options.onSlow === undefined ? {} : { onSlow: options.onSlow }) })
    if (versionOf(db) === 0 && wasWritten) return err('ARCHIVE_DAMAGED', { what: 'archive.db' })
    return ok({ directory, id: identity.id, keyring, db, abandon })
  })
}

/** Whether a folder holds what only an archive that was written to leaves: an empty one must not take its place, whose sweep would take them. */
function holdsRemains(directory: string): boolean {
  const paths = archivePaths(directory)
  const names = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : [])
  return (
    // Beside its database it may be of a making that was cut short.
    (existsSync(`${paths.database}-wal`) && !existsSync(paths.database)) ||
    names(paths.files).some((name) => /^[0-9a-f]{2}$/.test(name) && names(join(paths.files, name)).length > 0) ||
    names(join(paths.backups, 'snapshots')).length > 0
  )
}

/** The second half: migrates, settles the epoch, opens the journal. Lets go of everything where it cannot. */
export function finishOpening({ directory, id, keyring, db, abandon }: OpenedDatabase, { schema, now }: OpenArchive): Result<Archive, OpenError> {
  return releasedOnFault(abandon, () => {
    const migrated = migrate(db, schema)
    if (!migrated.ok) return migrated

    const place = placeOf(archivePaths(directory).database)
    const { epoch, start } = settleEpoch(db, keyring, place, directory, now())
    const seen = keyring.openSeen(place)
    const listeners: ((head: Head, touched: readonly Touched[], writing: Writing) => void)[] = []
    settleHeads(db, schema)
    const journal = createJournal({
      db,
      schema,
      now,
      identity: keyring.identity(epoch),
      committed(head, touched, writing) {
        if (head.sequence > 0) seen.write({ epoch, sequence: head.sequence, hash: head.hash.toString('hex') })
        for (const listener of listeners) listener(head, touched, writing)
      },
    })
    return ok({
      directory,
      id,
      db,
      journal,
      keyring,
      schema,
      epoch,
      epochStart: start,
      numbersInDoubt: db.value(sql`SELECT 1 FROM archive_fact WHERE name = ${doubtFact}`) !== undefined,
      onCommitted: (listener) => listeners.push(listener),
      close() {
        seen.close()
        abandon()
      },
    })
  })
}

/** What `work` answers; a refusal or a throw lets go first, and a fault of the machine becomes an answer. */
function releasedOnFault<Value>(release: () => void, work: () => Result<Value, OpenError>): Result<Value, OpenError> {
  try {
    const answer = work()
    if (!answer.ok) release()
    return answer
  } catch (error) {
    release()
    const known = machineFault(error)
    if (known !== null) return known
    throw error
  }
}

/** A short name of a folder for sockets and logs, without its path. */
export function directoryToken(directory: string): string {
  return createHash('sha256').update(realpathSync(directory)).digest('hex').slice(0, 24)
}

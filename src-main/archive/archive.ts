// An archive on disk: opening, making, migrating, and the epoch of this device in it.
//
//   <archive>/archive.json   {format, id}: says what the folder is; nothing secret
//   <archive>/archive.lock   held by the process that owns it
//   <archive>/archive.db     records and journal, encrypted
//   <archive>/search.db      the search index, encrypted, may be thrown away
//   <archive>/files/         sealed files
//   <archive>/backups/       copies made by themselves
import { createHash, hkdfSync } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { v4 as randomId } from 'uuid'
import { err, ok } from '../contract/result.ts'
import type { Result } from '../contract/result.ts'
import type { Connection } from './database.ts'
import { isDamage, openConnection } from './database.ts'
import { doubtFact, settleEpoch } from './epoch.ts'
import type { EpochStart } from './epoch.ts'
import { syncFolderNow, writeSynced } from './hashing.ts'
import { createJournal } from './journal.ts'
import type { Head, Journal, Touched, Writing } from './journal.ts'
import { openKeyring, placeOf } from './keyring.ts'
import type { Keyring } from './keyring.ts'
import { takeLock } from './lock.ts'
import { migrate } from './migrate.ts'
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
  /** ms to wait for another process to let go */
  readonly wait?: number
  readonly onSlow?: (milliseconds: number, text: string) => void
}

export type OpenError =
  | { readonly code: 'ARCHIVE_LOCKED'; readonly params: { directory: string } }
  | { readonly code: 'KEY_MISSING'; readonly params: { archiveId: string } }
  | { readonly code: 'ARCHIVE_NEWER'; readonly params: { version: number; known: number } }
  | { readonly code: 'ARCHIVE_DAMAGED'; readonly params: { what: string } }
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
export function derivedKey(key: Buffer, use: 'database' | 'search' | 'files' | 'socket' | 'backup'): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `van-thu ${use} 1`, 32))
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
  if (options.make) mkdirSync(options.directory, { recursive: true, mode: 0o700 })
  if (!existsSync(options.directory)) return err('NOT_FOUND', { what: 'archive', id: options.directory })
  const directory = realpathSync(options.directory)
  const paths = archivePaths(directory)
  const lock = takeLock(paths.lock, options.wait ?? 0)
  if (lock === null) return err('ARCHIVE_LOCKED', { directory })
  let db: Connection | null = null
  const abandon = (): void => {
    db?.close()
    lock.release()
  }
  return releasedOnFault(abandon, () => {
    const isNew = !existsSync(paths.database)
    const identity = readIdentity(directory) ?? (isNew && options.make ? { format: archiveFormat, id: randomId() } : null)
    if (identity === null) return isNew ? err('NOT_FOUND', { what: 'archive', id: directory }) : err('ARCHIVE_DAMAGED', { what: 'archive.json' })
    if (identity.format > archiveFormat) return err('ARCHIVE_NEWER', { version: identity.format, known: archiveFormat })
    const keyring = openKeyring(options.configuration, identity.id, isNew && options.make)
    if (keyring === null) return err('KEY_MISSING', { archiveId: identity.id })
    // On the disk before the database is made: a database without its identity opens no more.
    if (isNew) {
      writeSynced(paths.identity, `${JSON.stringify(identity)}\n`)
      syncFolderNow(directory)
    }

    db = openConnection({ path: paths.database, key: derivedKey(keyring.key, 'database'), ...(options.onSlow === undefined ? {} : { onSlow: options.onSlow }) })
    return ok({ directory, id: identity.id, keyring, db, abandon })
  })
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
    const journal = createJournal({
      db,
      schema,
      now,
      identity: keyring.identity(epoch),
      committed(head, touched, writing) {
        seen.write({ epoch, sequence: head.sequence, hash: head.hash.toString('hex') })
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

/** What `work` answers; a refusal or a throw lets go first, and damage becomes an answer. */
function releasedOnFault<Value>(release: () => void, work: () => Result<Value, OpenError>): Result<Value, OpenError> {
  try {
    const answer = work()
    if (!answer.ok) release()
    return answer
  } catch (error) {
    release()
    if (isDamage(error)) return err('ARCHIVE_DAMAGED', { what: 'archive.db' })
    throw error
  }
}

/** A short name of a folder for sockets and logs, without its path. */
export function directoryToken(directory: string): string {
  return createHash('sha256').update(realpathSync(directory)).digest('hex').slice(0, 24)
}

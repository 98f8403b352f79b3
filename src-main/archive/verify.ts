// Verification (kiểm tra toàn vẹn): whether an archive is what was written into it, byte for byte: database, journal, replay,
// files. Damage is a finding, never an exception. Saves go on meanwhile: what blocks runs in a thread, the rest in short stretches.
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { err, ok } from '../contract/result.ts'
import type { Result } from '../contract/result.ts'
import { openFileStore } from '../files/store.ts'
import type { FileStore } from '../files/store.ts'
import { archivePaths, derivedKey, readIdentity } from './archive.ts'
import { runBeside } from './beside.ts'
import { openConnection } from './database.ts'
import type { Connection, ReadDb } from './database.ts'
import { isFileFault } from './inspect.ts'
import type { Inspection } from './inspect.ts'
import { openKeyring, placeOf } from './keyring.ts'
import type { Keyring } from './keyring.ts'
import { migrate, migrationDue } from './migrate.ts'
import { replayEqual } from './replay.ts'
import type { ArchiveSchema } from './schema.ts'

/** As the contract's `office.verify` answers it. */
export interface Verification {
  readonly integrity: boolean
  readonly foreignKeys: boolean
  readonly journal: { readonly entries: number; readonly ok: boolean; readonly problem?: string; /** entries of a newer program, to be applied after an upgrade; left out for none */ readonly parked?: number }
  readonly replayEqual: boolean
  readonly files: { readonly count: number; readonly missing: number; readonly corrupt: number; readonly unreferenced: number }
}

/** One thing that is wrong, for the log and for whoever repairs. */
export interface Finding {
  readonly part: 'database' | 'references' | 'journal' | 'replay' | 'files'
  readonly what: string
}

export interface Verified {
  readonly report: Verification
  readonly findings: readonly Finding[]
}

export interface VerifyOptions {
  readonly directory: string
  readonly schema: ArchiveSchema
  readonly keyring: Keyring
  readonly files: FileStore
  /** ids (SHA-256, hex) of all files that records refer to, read from the connection given */
  readonly referencedFiles: (db: ReadDb) => Iterable<string>
  readonly signal?: AbortSignal | undefined
  /** entries and files gone through so far */
  readonly progress?: ((done: number) => void) | undefined
}

type Cancelled = { readonly code: 'CANCELLED'; readonly params: Record<string, never> }

/** Whether nothing is wrong; files that no record names are no fault. */
export function isSound(report: Verification): boolean {
  return report.integrity && report.foreignKeys && report.journal.ok && report.replayEqual && report.files.missing === 0 && report.files.corrupt === 0
}

/** Verifies an archive, which its owner may go on writing to. Answers CANCELLED when the signal says so. */
export async function verifyArchive(options: VerifyOptions): Promise<Result<Verified, Cancelled>> {
  const { directory, keyring, signal } = options
  const paths = archivePaths(directory)
  const key = derivedKey(keyring.key, 'database')
  const findings: Finding[] = []
  const find = (part: Finding['part'], what: string): void => void findings.push({ part, what })
  let done = 0
  const stepped = (from: number) => (count: number) => options.progress?.((done = from + count))
  try {
    if (readIdentity(directory)?.id !== keyring.archiveId) find('database', 'archive.json does not name this archive')
    // Read before the database: what is written to it afterwards can only be newer.
    const seen = existsSync(paths.database) ? keyring.seen(placeOf(paths.database)) : null
    const inspection = existsSync(paths.database)
      ? await runBeside({ kind: 'inspect', path: paths.database, key, device: seen === null ? '' : keyring.device, seen }, { signal, progress: stepped(0) })
      : absent
    for (const what of inspection.damage) find('database', what)
    if (inspection.brokenReferences !== 0) find('references', inspection.brokenReferences === null ? 'references cannot be read' : `${inspection.brokenReferences} references lead nowhere`)
    if (inspection.journal.problem !== null) find('journal', inspection.journal.problem)

    const replayed = await replaying(find, paths.database, key, options.schema, (db) => replayEqual(db, options.schema, { signal, progress: stepped(done) }))
    for (const { table, key: row, what } of replayed?.differences ?? []) find('replay', `${table} ${row.join(', ')}: ${what}`)

    const files = await verifyFiles(options, key, find, stepped(done))
    const { entries, problem } = inspection.journal
    const parked = replayed?.parked.length ?? 0
    return ok({
      report: {
        integrity: !findings.some((finding) => finding.part === 'database'),
        foreignKeys: inspection.brokenReferences === 0,
        journal: { entries, ok: problem === null, ...(problem === null ? {} : { problem }), ...(parked === 0 ? {} : { parked }) },
        replayEqual: replayed?.equal ?? false,
        files,
      },
      findings,
    })
  } catch (error) {
    if (signal?.aborted === true) return err('CANCELLED')
    throw error
  }
}

/**
 * Verifies an archive that nobody has open, also one that cannot be opened any more: no key, no identity, a damaged header all
 * give a report with `integrity: false`.
 */
export async function verifyClosed(options: Omit<VerifyOptions, 'keyring' | 'files'> & { readonly configuration: string }): Promise<Result<Verified, Cancelled>> {
  const identity = readIdentity(options.directory)
  const keyring = identity === null ? null : openKeyring(options.configuration, identity.id, false)
  const unreadable = (what: string) =>
    ok({
      report: { integrity: false, foreignKeys: false, journal: { entries: 0, ok: false, problem: 'the journal cannot be read' }, replayEqual: false, files: noFiles },
      findings: [{ part: 'database' as const, what }],
    })
  if (identity === null) return unreadable('archive.json cannot be read')
  if (keyring === null) return unreadable(`this user has no key of archive ${identity.id}`)
  const files = await openFileStore({ directory: archivePaths(options.directory).files, key: keyring.key, make: false })
  if (!files.ok) return unreadable(`files: ${files.error.code}`)
  return verifyArchive({ ...options, keyring, files: files.value })
}

const noFiles = { count: 0, missing: 0, corrupt: 0, unreferenced: 0 }

const absent: Inspection = { damage: ['archive.db is missing'], brokenReferences: null, journal: { entries: 0, problem: 'the journal is missing' } }

async function verifyFiles(options: VerifyOptions, key: Buffer, find: (part: Finding['part'], what: string) => void, progress: (count: number) => void): Promise<Verification['files']> {
  // The ids are read in one go, so that no read transaction stays open while gigabytes of files are read.
  const ids = (await reading(find, 'database', archivePaths(options.directory).database, key, async (db) => [...options.referencedFiles(db)])) ?? []
  const verified = await options.files.verifyAll(ids, { onProgress: progress, ...(options.signal === undefined ? {} : { signal: options.signal }) })
  if (!verified.ok) {
    if (verified.error.code === 'CANCELLED') throw new Error('cancelled')
    find('files', verified.error.code)
    return { ...noFiles, count: ids.length, missing: ids.length }
  }
  const { count, missing, corrupt, unreferenced } = verified.value
  for (const id of missing) find('files', `${id} is missing`)
  for (const id of corrupt) find('files', `${id} was changed`)
  return { count, missing: missing.length, corrupt: corrupt.length, unreferenced: unreferenced.length }
}

/**
 * Reads the database for a replay. One of an older version is brought to this program's form first, in a copy that goes again:
 * verification changes nothing, and derivations of this program fill this program's tables.
 */
async function replaying<Value>(find: (part: Finding['part'], what: string) => void, path: string, key: Buffer, schema: ArchiveSchema, work: (db: ReadDb) => Promise<Value>): Promise<Value | null> {
  const isOlder = await reading(find, 'database', path, key, async (_, db) => migrationDue(db, schema))
  if (isOlder !== true) return isOlder === null ? null : reading(find, 'replay', path, key, work)
  const folder = await mkdtemp(join(tmpdir(), 'van-thu-verify-'))
  try {
    const copy = join(folder, 'archive.db')
    await runBeside({ kind: 'copy', path, key, into: copy })
    const db = openConnection({ path: copy, key })
    try {
      migrate(db, schema)
    } finally {
      db.close()
    }
    return await reading(find, 'replay', copy, key, work)
  } catch (error) {
    if (!isFileFault(error)) throw error
    find('database', `replay: ${(error as Error).message}`)
    return null
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Reads one state of the database over a connection of its own; null where damage stops it. */
async function reading<Value>(
  find: (part: Finding['part'], what: string) => void,
  part: Finding['part'],
  path: string,
  key: Buffer,
  work: (db: ReadDb, connection: Connection) => Promise<Value>,
): Promise<Value | null> {
  let db: Connection | null = null
  try {
    db = openConnection({ path, key, readOnly: true })
    db.script('BEGIN')
    return await work(db, db)
  } catch (error) {
    if (!isFileFault(error)) throw error
    find('database', `${part === 'database' ? 'reading' : part}: ${(error as Error).message}`)
    return null
  } finally {
    db?.close()
  }
}


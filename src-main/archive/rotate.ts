// The archive's key exchanged for a new one (xoay khóa), as when somebody may have learnt the old one. Everything is written anew beside
// under the new key (exchange.ts), so that at every moment the whole archive opens with one of the two:
//
//   1. while people work: a new key is drawn and kept beside the old one, and every file is sealed anew, with progress; cancelled or
//      killed, what was laid down goes, and the old key stands
//   2. the archive is closed for a moment: the files that came meanwhile, database and search index follow, and the recovery key is
//      sealed to its public half, so that the sheet of paper goes on
//   3. the exchange: names, then the key
//   4. the archive is open: a backup under the new key is written, then what stood under the old one is removed (office/rotating.ts)
//
// Derived keys follow: of the database, the index, files' names and seals, the seals of backups and of recovery.json. Signing keys,
// and with them journal and epoch, stay. Backups outside stay under the old key in a folder of their own (backup.ts), which the
// recovery key opens.
import { randomBytes } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { err, ok } from '../contract/result.ts'
import type { Result } from '../contract/result.ts'
import { openFileStore } from '../files/store.ts'
import type { FileStore } from '../files/store.ts'
import { archiveFormat, archivePaths, derivedKey } from './archive.ts'
import type { Archive } from './archive.ts'
import { stampOf } from './backup-set.ts'
import { runBeside } from './beside.ts'
import { crashPoint } from './crash-point.ts'
import { openConnection } from './database.ts'
import type { ReadDb } from './database.ts'
import { databaseNames, dropLaid, exchangeAll, laidFolder, layAnew } from './exchange.ts'
import type { Place } from './exchange.ts'
import { writeSynced } from './hashing.ts'
import { keyFolder, nextKeyFolder, readKey, writeNextKey } from './key-file.ts'
import { openKeyring, placeOf } from './keyring.ts'
import type { Keyring } from './keyring.ts'
import { takeLock } from './lock.ts'
import { isGenuine, layRecovery, readRecovery, sealRecovery } from './recovery.ts'
import { sql } from './sql.ts'

/** What the archive says of a rotation until the journal knows of it: {by, at}. */
export const rotatedFact = 'key.rotated'

/** Free bytes that are left over beside what the copies take. */
const reserve = 64 * 1024 * 1024

type Refusal =
  | { readonly code: 'RECOVERY_KEY_ABSENT'; readonly params: Record<string, never> }
  | { readonly code: 'ROTATION_NEEDS_SPACE'; readonly params: { readonly needed: number; readonly free: number } }
  | { readonly code: 'ROTATION_FILES_DAMAGED'; readonly params: { readonly files: number } }
  | { readonly code: 'ARCHIVE_DAMAGED'; readonly params: { readonly what: string } }
  | { readonly code: 'ARCHIVE_LOCKED'; readonly params: { readonly directory: string } }
  | { readonly code: 'KEY_MISSING'; readonly params: { readonly archiveId: string; readonly recovery: boolean; readonly sealed: boolean } }

/** Which files of the store are to go along: those that records name, and those that forms hold. */
export type FilesOf = (db: ReadDb) => Iterable<string>

/**
 * First part, beside the open archive: the new key, and every file under it. Answers how many. Errors: RECOVERY_KEY_ABSENT (without a
 * way back on paper no key is given up), ROTATION_NEEDS_SPACE {needed, free}, bytes; ROTATION_FILES_DAMAGED {files}: they would be
 * lost, restore them first. Throws the signal's reason where it was cancelled; then, as after an error, the old key stands alone.
 */
export async function layUnderNewKey(options: {
  readonly archive: Pick<Archive, 'directory' | 'keyring' | 'db'>
  readonly configuration: string
  readonly files: FileStore
  readonly filesOf: FilesOf
  readonly signal: AbortSignal
  readonly progress: (done: number, of: number) => void
}): Promise<Result<{ readonly files: number }, Refusal>> {
  const { archive, configuration, files, filesOf, signal, progress } = options
  const { directory, keyring } = archive
  const recovery = readRecovery(directory)
  if (recovery === null || !isGenuine(recovery, keyring.key)) return err('RECOVERY_KEY_ABSENT', {})
  const space = await spaceFor(directory, files)
  if (space.needed + reserve > space.free) return err('ROTATION_NEEDS_SPACE', space)
  layAnew(directory)
  try {
    const key = randomBytes(32)
    writeNextKey(keyFolder(configuration, keyring.archiveId), key)
    const laid = await storeIn(directory, key)
    const resealed = await reseal(files, laid, [...new Set(filesOf(archive.db))], signal, progress)
    if (!resealed.ok) dropLaid({ directory, configuration })
    return resealed
  } catch (error) {
    dropLaid({ directory, configuration })
    throw error
  }
}

/**
 * Second and third part, of an archive that its owner has closed. The old state stands where an error is answered or thrown. @param by who
 * had it done, for the journal, which is told at the next opening (`rotatedFact`)
 */
export async function exchangeKey(place: Place & { readonly archiveId: string; readonly filesOf: FilesOf; readonly by: string; readonly now: number }): Promise<Result<{ readonly entries: number }, Refusal>> {
  const { directory, configuration, archiveId } = place
  const paths = archivePaths(directory)
  const keyring = openKeyring(configuration, archiveId, false)
  const key = readKey(nextKeyFolder(keyFolder(configuration, archiveId)))
  if (keyring === null || key === null) return err('ARCHIVE_DAMAGED', { what: 'key' })
  const lock = takeLock(paths.lock, 10_000)
  if (lock === null) return err('ARCHIVE_LOCKED', { directory })
  try {
    const laid = await layDown(place, keyring, key)
    if (!laid.ok) return laid
    crashPoint('before-exchange')
    const old = [...databaseNames, 'files', 'recovery.json', 'archive.json'].filter((name) => existsSync(join(directory, name)))
    await exchangeAll(place, { keptAt: `before-key-${stampOf(place.now)}`, old, key: true })
    return laid
  } finally {
    dropLaid(place)
    lock.release()
  }
}

/** Lays the rest of the closed archive down under the new key. */
async function layDown({ directory, filesOf, by, now }: Parameters<typeof exchangeKey>[0], keyring: Keyring, key: Buffer): Promise<Result<{ readonly entries: number }, Refusal>> {
  const paths = archivePaths(directory)
  const laid = laidFolder(directory)
  const recovery = readRecovery(directory)
  if (recovery === null) return err('RECOVERY_KEY_ABSENT', {})
  const copy = await runBeside({ kind: 'rekey', path: paths.database, key: derivedKey(keyring.key, 'database'), newKey: derivedKey(key, 'database'), into: join(laid, 'archive.db'), form: 'lasting' })
  if (copy.damage.length > 0) return err('ARCHIVE_DAMAGED', { what: copy.damage[0]! })
  await layIndex(paths.search, join(laid, 'search.db'), derivedKey(keyring.key, 'search'), derivedKey(key, 'search'))

  const db = openConnection({ path: join(laid, 'archive.db'), key: derivedKey(key, 'database') })
  try {
    const stood = await storeOf(directory, keyring.key)
    const came = await reseal(stood, await storeIn(directory, key), [...new Set(filesOf(db))], undefined, () => {})
    if (!came.ok) return came
    // The same entries go on in another file: no epoch begins, and nobody is asked for last numbers.
    const place = placeOf(join(laid, 'archive.db'))
    const own = db.get<{ epoch: number; place: string }>(sql`SELECT epoch, place FROM epoch WHERE device = ${keyring.device} ORDER BY epoch DESC LIMIT 1`)
    if (own !== undefined && own.place === placeOf(paths.database)) {
      db.run(sql`UPDATE epoch SET place = ${place} WHERE device = ${keyring.device} AND epoch = ${own.epoch}`)
      keyring.addPlace({ place, path: directory, epoch: own.epoch })
    }
    db.run(sql`INSERT INTO archive_fact (name, value) VALUES (${rotatedFact}, ${JSON.stringify({ by, at: new Date(now).toISOString() })}) ON CONFLICT (name) DO UPDATE SET value = excluded.value`)
  } finally {
    db.close() // the last one to close folds the WAL in
  }
  layRecovery(laid, sealRecovery(key, { archiveId: keyring.archiveId, madeAt: recovery.madeAt, publicKey: recovery.public })).use()
  writeSynced(join(laid, 'archive.json'), `${JSON.stringify({ format: archiveFormat, id: keyring.archiveId })}\n`)
  return ok({ entries: copy.entries })
}

/** The search index under the new key; one that cannot be read is made anew from the records, as ever. */
async function layIndex(path: string, into: string, key: Buffer, newKey: Buffer): Promise<void> {
  if (!existsSync(path)) return
  const copy = await runBeside({ kind: 'rekey', path, key, newKey, into, form: 'disposable' }).catch(() => null)
  if (copy === null || copy.damage.length > 0) for (const end of ['', '-wal', '-shm', '-journal']) rmSync(into + end, { force: true })
}

/** Seals files anew that the other store has not; each is read whole, so a damaged one is found before its bytes are given up. */
async function reseal(from: FileStore, to: FileStore, fileIds: readonly string[], signal: AbortSignal | undefined, progress: (done: number, of: number) => void): Promise<Result<{ readonly files: number }, Refusal>> {
  let damaged = 0
  for (const [at, fileId] of fileIds.entries()) {
    signal?.throwIfAborted()
    if (!(await to.has(fileId)) && (await from.has(fileId))) {
      const plain = await from.stream(fileId)
      // What breaks it off is told by the staging that reads it.
      if (plain.ok) plain.value.on('error', () => {})
      const staged = plain.ok ? await to.stage(plain.value, signal === undefined ? {} : { signal }) : plain
      signal?.throwIfAborted()
      if (staged.ok && staged.value.fileId === fileId) crashPoint('amid-resealing')
      else if (!staged.ok && staged.error.code === 'DISK_FULL') throw Object.assign(new Error('no room to seal the files anew'), { code: 'ENOSPC' })
      else damaged += 1
    }
    progress(at + 1, fileIds.length)
  }
  return damaged === 0 ? ok({ files: fileIds.length }) : err('ROTATION_FILES_DAMAGED', { files: damaged })
}

async function storeIn(directory: string, key: Buffer): Promise<FileStore> {
  return opened(await openFileStore({ directory: join(laidFolder(directory), 'files'), key }))
}

async function storeOf(directory: string, key: Buffer): Promise<FileStore> {
  return opened(await openFileStore({ directory: archivePaths(directory).files, key, make: false }))
}

function opened(store: Awaited<ReturnType<typeof openFileStore>>): FileStore {
  if (store.ok) return store.value
  throw Object.assign(new Error(store.error.code), { code: store.error.params.errno ?? 'EIO' })
}

/** Bytes that the copies take, and those that are free. The database is written twice: as a copy, and its pages again. */
async function spaceFor(directory: string, files: FileStore): Promise<{ readonly needed: number; readonly free: number }> {
  const sizeOf = (path: string) => stat(path).then(({ size }) => size, () => 0)
  const paths = archivePaths(directory)
  let needed = 2 * (await sizeOf(paths.database)) + (await sizeOf(`${paths.database}-wal`)) + 2 * (await sizeOf(paths.search))
  for await (const name of files.names()) needed += await sizeOf(join(paths.files, name.slice(0, 2), name))
  const { bavail, bsize } = await statfs(directory)
  return { needed, free: bavail * bsize }
}

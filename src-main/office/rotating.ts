// Exchanging the archive's key while the office is in use: the long part beside people's work, the exchange itself in a moment in
// which the archive is closed, and afterwards a backup under the new key before what stood under the old one is removed.
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { archivePaths } from '../archive/archive.ts'
import type { Archive } from '../archive/archive.ts'
import type { ReadDb } from '../archive/database.ts'
import { howKept, keyFolder, nextKeyFolder, sealKeyFile } from '../archive/key-file.ts'
import { layUnderNewKey, rotatedFact } from '../archive/rotate.ts'
import { sql } from '../archive/sql.ts'
import { err, ok } from '../contract/result.ts'
import type { ErrorValue, Result } from '../contract/result.ts'
import type { FileStore } from '../files/store.ts'
import { writeDueBackups } from './backups.ts'
import { namedFiles } from './named-files.ts'
import { rotateKey } from './own-contract.ts'
import type { Session, SessionOptions } from './session-form.ts'

const oldName = /^before-key-/

/** The files that go along under the new key: what records name, and what was staged for a form. */
export function* filesAlong(db: ReadDb): Generator<string> {
  yield* namedFiles(db)
  for (const { file_id: fileId } of db.iterate<{ file_id: string }>(sql`SELECT file_id FROM staged_file`)) yield fileId
}

/** The long part. Where the system keeps the key, it keeps the next one too, as soon as it can be asked; until then a file does. */
export async function layNext(
  { archive, files }: { readonly archive: Archive; readonly files: FileStore },
  { configuration, keyStore }: Pick<SessionOptions, 'configuration' | 'keyStore'>,
  signal: AbortSignal,
  progress: (done: number, of: number | null) => void,
): Promise<Result<{ readonly files: number }, ErrorValue>> {
  const folder = keyFolder(configuration, archive.id)
  const kept = howKept(folder)
  if (kept === 'given') return err('KEY_NOT_KEPT')
  const laid = await layUnderNewKey({ archive, configuration, files, filesOf: filesAlong, signal, progress })
  if (laid.ok && kept === 'system' && keyStore?.refused === false) await sealKeyFile(nextKeyFolder(folder), keyStore.store)
  return laid
}

/** Tells the journal of an exchange, once: at the opening that follows it, also where the program was killed in between. */
export function noteRotated({ db, journal }: Archive): void {
  const said = db.value<string>(sql`SELECT value FROM archive_fact WHERE name = ${rotatedFact}`)
  if (said === undefined) return
  const { by } = JSON.parse(said) as { by: string }
  journal.transact({ command: rotateKey.name, actor: by }, (tx) => {
    tx.append([])
    tx.local(sql`DELETE FROM archive_fact WHERE name = ${rotatedFact}`)
    return ok({})
  })
}

/**
 * Removes what stood under the old key, once backups under the new one are written: here, and outside where that place can be reached.
 * Answers whether nothing of it is left in the archive's folder.
 */
export async function removeOld(session: Session, now: number, log: SessionOptions['log']): Promise<boolean> {
  const { directory } = session.archive
  const backups = archivePaths(directory).backups
  const old = () => [directory, backups].flatMap((folder) => (existsSync(folder) ? readdirSync(folder) : []).filter((name) => oldName.test(name)).map((name) => join(folder, name)))
  if (old().length === 0) return true
  const wrong = await writeDueBackups(session, now, 0)
  for (const one of wrong) log('warn', `backup under the new key ${one}`)
  if (wrong.some((one) => one.startsWith('inside'))) return false
  for (const path of old()) rmSync(path, { recursive: true, force: true })
  return true
}

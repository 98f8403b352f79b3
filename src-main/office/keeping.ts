// Keeping the archive safe: backups on demand and by themselves, restoring, verification, and sweeping files nobody names.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { archivePaths } from '../archive/archive.ts'
import type { Archive } from '../archive/archive.ts'
import { listSnapshots, rotateBackups, writeBackup } from '../archive/backup.ts'
import type { ReadDb } from '../archive/database.ts'
import { isHeldByNone, referencedFiles } from '../archive/held-files.ts'
import { restoreBackup } from '../archive/restore.ts'
import type { ArchiveSchema } from '../archive/schema.ts'
import { sql } from '../archive/sql.ts'
import { verifyAlone } from '../archive/verify-alone.ts'
import { verifyArchive } from '../archive/verify.ts'
import type { Verified } from '../archive/verify.ts'
import type { AnswerOf } from '../contract/define.ts'
import { ok } from '../contract/result.ts'
import type { FileStore } from '../files/store.ts'
import type { Handler } from '../handler/handler.ts'
import { handleTask } from '../handler/handler.ts'
import * as contract from './own-contract.ts'
import { officeSchema } from './schema.ts'
import type { Office, SessionOptions } from './session-form.ts'

/** The WAL goes into the database when nobody has called for this long, ms, so that no save meets it. */
const breather = 20_000
/** A backup is written by itself when nobody has called for this long, ms … */
const quiet = 5 * 60_000
/** … and the last one is older than this, ms. */
const backupEvery = 24 * 3600_000
/** Files that no record names are swept after this, ms: a form may hold them in a draft meanwhile. */
const sweepAfter = 30 * 24 * 3600_000

const referenced = (db: ReadDb): Iterable<string> => referencedFiles(db, officeSchema)

/** When the last backup made by itself was written, ISO 8601, or null. */
export function latestBackup(archive: Archive): string | null {
  const folder = join(archivePaths(archive.directory).backups, 'snapshots')
  const stamps = existsSync(folder) ? readdirSync(folder).filter((name) => /^\d{8}T\d{6}/.test(name)).toSorted() : []
  const stamp = stamps.at(-1)
  return stamp === undefined ? null : stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d).*$/, '$1-$2-$3T$4:$5:$6Z')
}

/** Handlers of office.backUp, listBackups, verify; office.restore is answered above the session, which it closes. */
export function keepingHandlers({ archive, files }: { archive: Archive; files: FileStore }): Handler[] {
  return [
    handleTask(contract.backUp, async ({ now, signal, progress }, { to }) => writeBackup({ archive, files, to, now, signal, progress })),
    handleTask(contract.listBackups, async () => ok({ backups: await listSnapshots(archivePaths(archive.directory).backups, archive.keyring.key) })),
    handleTask(contract.verify, async ({ signal, progress }) => {
      const verified = await verifyArchive({ directory: archive.directory, schema: officeSchema, keyring: archive.keyring, files, referencedFiles: referenced, signal, progress: (done) => progress(done, null) })
      return verified.ok ? answerOf(verified.value) : verified
    }),
    handleTask(contract.restore, async () => {
      throw new Error('office.restore is answered above the session')
    }),
  ]
}

/** Verifies an archive without opening it. `beside`: also where its owner does not answer. Errors: those of verifyAlone. */
export async function verifyUnopened({ directory, configuration, beside = false }: { directory: string; configuration: string; beside?: boolean }): Promise<AnswerOf<typeof contract.verify>> {
  const verified = await verifyAlone({ directory, configuration, schema: officeSchema, referencedFiles: referenced, beside })
  return verified.ok ? answerOf(verified.value) : verified
}

function answerOf({ report, findings }: Verified) {
  for (const { part, what } of findings) process.stderr.write(`${part}: ${what}\n`)
  return ok(report)
}

/** Puts a backup in the place of the archive, which is closed. */
export async function restoreHere(options: Pick<SessionOptions, 'directory' | 'configuration' | 'now'>, from: string): Promise<AnswerOf<typeof contract.restore>> {
  return restoreBackup({ directory: options.directory, configuration: options.configuration, from, schema: officeSchema, now: options.now() })
}

/** Writes a backup and sweeps when the office is quiet; checks once a minute. */
export function keepWhenIdle(office: Office, lastCall: () => number, log: (level: 'info' | 'warn', text: string) => void): void {
  let busy = false
  const timer = setInterval(() => {
    const session = office.session()
    if (busy || session === null) return
    if (Date.now() - lastCall() > breather) session.archive.db.pragma('wal_checkpoint(PASSIVE)')
    if (Date.now() - lastCall() < quiet) return
    const latest = latestBackup(session.archive)
    if (latest !== null && Date.now() - Date.parse(latest) < backupEvery) return
    busy = true
    void keep(session.archive, session.files, log).finally(() => (busy = false))
  }, 60_000)
  timer.unref()
}

async function keep(archive: Archive, files: FileStore, log: (level: 'info' | 'warn', text: string) => void): Promise<void> {
  const to = archivePaths(archive.directory).backups
  try {
    const written = await writeBackup({ archive, files, to, now: Date.now(), signal: new AbortController().signal, progress: () => {} })
    if (!written.ok) return log('warn', `backup: ${written.error.code}`)
    await rotateBackups(to, archive.keyring.key, Date.now())
    await sweep(archive, files)
  } catch (error) {
    log('warn', `backup: ${String(error)}`)
  }
}

/** Removes files that were staged long ago and that no record names. */
export async function sweep(archive: Archive, files: FileStore, schema: ArchiveSchema = officeSchema): Promise<number> {
  const kept = new Set<string>()
  for (const fileId of referencedFiles(archive.db, schema)) kept.add(files.diskName(fileId))
  let removed = 0
  for await (const name of files.names()) {
    if (kept.has(name)) continue
    const gone = await files.remove(name, { unusedForMs: sweepAfter })
    if (gone.ok && gone.value) removed += 1
  }
  archive.db.run(sql`
    DELETE FROM staged_file
    WHERE staged_at < ${new Date(Date.now() - sweepAfter).toISOString()} AND ${isHeldByNone(sql`file_id`, schema)}`)
  return removed
}

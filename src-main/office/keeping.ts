// Keeping the archive safe: backups on demand and by themselves, restoring, verification, and sweeping files nobody names.
import type { Archive } from '../archive/archive.ts'
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
import { backUpTo, backupIsDue, listed, writeDueBackups } from './backups.ts'
import { namedFiles } from './named-files.ts'
import * as contract from './own-contract.ts'
import { officeSchema } from './schema.ts'
import type { Office, Session, SessionOptions } from './session-form.ts'

/** The WAL goes into the database when nobody has called for this long, ms, so that no save meets it. */
const breather = 20_000
/** A backup is written by itself when nobody has called for this long, ms … */
const quiet = 5 * 60_000
/** … and the last one there is older than this, ms. */
const backupEvery = 24 * 3600_000
/** A backup that failed is tried again after this, ms. */
const afterFault = 3600_000
/** Files that no record names are swept after this, ms: a form may hold them in a draft meanwhile. */
const sweepAfter = 30 * 24 * 3600_000

/** Handlers of office.backUp, listBackups, verify; office.restore is answered above the session, which it closes. */
export function keepingHandlers({ archive, files, changed }: { archive: Archive; files: FileStore; changed: () => void }): Handler[] {
  return [
    handleTask(contract.backUp, async ({ now, signal, progress }, { to, remember }) => {
      const written = await backUpTo({ archive, files }, { to, remember }, { now, signal, progress })
      if (written.ok) changed()
      return written
    }),
    handleTask(contract.listBackups, async () => listed(archive)),
    handleTask(contract.verify, async ({ signal, progress }) => {
      const verified = await verifyArchive({ directory: archive.directory, schema: officeSchema, keyring: archive.keyring, files, referencedFiles: namedFiles, signal, progress: (done) => progress(done, null) })
      return verified.ok ? answerOf(verified.value) : verified
    }),
    handleTask(contract.restore, async () => {
      throw new Error('office.restore is answered above the session')
    }),
  ]
}

/** Verifies an archive without opening it. `beside`: also where its owner does not answer. Errors: those of verifyAlone. */
export async function verifyUnopened({ directory, configuration, beside = false }: { directory: string; configuration: string; beside?: boolean }): Promise<AnswerOf<typeof contract.verify>> {
  const verified = await verifyAlone({ directory, configuration, schema: officeSchema, referencedFiles: namedFiles, beside })
  return verified.ok ? answerOf(verified.value) : verified
}

function answerOf({ report, findings }: Verified) {
  for (const { part, what } of findings) process.stderr.write(`${part}: ${what}\n`)
  return ok(report)
}

/** Puts a backup in the place of the archive, which is closed. */
export async function restoreHere(options: Pick<SessionOptions, 'directory' | 'configuration' | 'now'>, from: string, recoveryKey: string | undefined): Promise<AnswerOf<typeof contract.restore>> {
  return restoreBackup({ directory: options.directory, configuration: options.configuration, from, recoveryKey, schema: officeSchema, now: options.now() })
}

/** Writes the backups that are due and sweeps when the office is quiet; looks once a minute. `changed`: a backup was written. */
export function keepWhenIdle(office: Office, lastCall: () => number, log: (level: 'info' | 'warn', text: string) => void, changed: () => void = () => {}): void {
  let notBefore = 0
  const timer = setInterval(() => {
    const session = office.session()
    if (session === null) return
    const now = Date.now()
    if (now - lastCall() > breather) session.archive.db.pragma('wal_checkpoint(PASSIVE)')
    if (now - lastCall() < quiet || now < notBefore || !backupIsDue(session.archive, now, backupEvery)) return
    notBefore = Number.POSITIVE_INFINITY
    void keep(session, log).then((wrong) => {
      notBefore = wrong ? Date.now() + afterFault : 0
      changed()
    })
  }, 60_000)
  timer.unref()
}

/** Answers whether something went wrong. */
async function keep(session: Session, log: (level: 'info' | 'warn', text: string) => void): Promise<boolean> {
  try {
    const wrong = await writeDueBackups(session, Date.now(), backupEvery)
    for (const one of wrong) log('warn', `backup ${one}`)
    await sweep(session.archive, session.files)
    return wrong.length > 0
  } catch (error) {
    log('warn', `backup: ${String(error)}`)
    return true
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

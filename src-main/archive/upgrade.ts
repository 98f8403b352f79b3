// Opening an archive of an older version: before a migration changes anything, a backup stands among the archive's own
// (backup-set.ts), whole, encrypted and checked like every other, so that `restore` takes it.
import { err, ok } from '../contract/result.ts'
import type { Result } from '../contract/result.ts'
import { openFileStore } from '../files/store.ts'
import { archivePaths, finishOpening, openDatabase } from './archive.ts'
import type { Archive, OpenArchive, OpenError, OpenedDatabase } from './archive.ts'
import { rotateBackups, writeBackup } from './backup.ts'
import { machineFault } from './faults.ts'
import type { MachineFault } from './faults.ts'
import { migrationDue } from './migrate.ts'

type KeepError = MachineFault | { readonly code: 'BACKUP_FAILED'; readonly params: { readonly what: string } }

/**
 * As `openArchive`, with a backup before a migration. Answers BACKUP_FAILED {what}, DISK_FULL, or ARCHIVE_DAMAGED where none could
 * be written: the archive is then as it was.
 */
export async function openArchiveKept(options: OpenArchive): Promise<Result<Archive, OpenError | KeepError>> {
  const opened = openDatabase(options)
  if (!opened.ok) return opened
  if (migrationDue(opened.value.db, options.schema)) {
    const kept = await keep(opened.value, options.now())
    if (!kept.ok) {
      opened.value.abandon()
      return kept
    }
  }
  return finishOpening(opened.value, options)
}

/** Writes the backup under the lock that is held, so that nobody writes between it and the migration. */
async function keep(archive: OpenedDatabase, now: number): Promise<Result<null, KeepError>> {
  const { directory, keyring } = archive
  const { backups, files: folder } = archivePaths(directory)
  try {
    const files = await openFileStore({ directory: folder, key: keyring.key })
    if (!files.ok) return err('BACKUP_FAILED', { what: files.error.code })
    const written = await writeBackup({ archive, files: files.value, to: backups, now })
    if (!written.ok) {
      const { error } = written
      return error.code === 'ARCHIVE_DAMAGED' || error.code === 'DISK_FULL' ? { ok: false, error } : err('BACKUP_FAILED', { what: error.params.what })
    }
    // What could not be rotated away today goes the next time; the backup stands.
    await rotateBackups(backups, keyring.key, now).catch(() => undefined)
    return ok(null)
  } catch (error) {
    return machineFault(error) ?? err('BACKUP_FAILED', { what: (error as Error).message })
  }
}

// A plain copy of a sealed file outside the store: for the system's viewer (read-only, in a folder of the caller's
// choice), or where a person wants it.

import { randomUUID } from 'node:crypto'
import { chmod, open, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { whileBusy } from './disk.ts'
import { errnoOf, FileFailure, stopIfCancelled, writeFailure } from './errors.ts'
import type { SealedFile } from './sealed-file.ts'

export interface CopyOptions {
  /** Readable by this user alone, writable by nobody: for a viewer. Not fsynced, since it can be made again. */
  readOnly?: boolean
  /** Puts the copy in the place of a file that is there; otherwise FILE_EXISTS. */
  overwrite?: boolean
  signal?: AbortSignal
}

/**
 * Writes all of `stored` to `path`, in place by a rename at the end: nobody sees half a file. Gives the size in bytes.
 * Throws FileFailure: FILE_CORRUPT, FILE_UNREADABLE; FILE_EXISTS, DISK_FULL, FILE_UNWRITABLE, PATH_IS_DIRECTORY; CANCELLED.
 */
export async function copyOut(stored: SealedFile, path: string, options: CopyOptions): Promise<{ size: number }> {
  const { readOnly = false, overwrite = false, signal } = options
  const file = basename(path)
  const refuseTaken = async () => {
    const taken = await stat(path).catch(() => undefined)
    if (taken?.isDirectory()) throw new FileFailure('PATH_IS_DIRECTORY', { file })
    if (taken && !overwrite) throw new FileFailure('FILE_EXISTS', { file })
  }
  await refuseTaken()
  const temp = join(dirname(path), `.${randomUUID()}.part`)
  try {
    const handle = await open(temp, 'wx', readOnly ? 0o600 : 0o666)
    try {
      let written: Promise<unknown> = Promise.resolve()
      try {
        for await (const bytes of stored.whole({ signal, lent: true })) {
          await written
          written = handle.writev([bytes])
          written.catch(() => {}) // reported by the await above or below
        }
      } finally {
        await written.catch(() => {}) // the bytes are lent until they are written
      }
      await written
      stopIfCancelled(signal)
      if (readOnly) await handle.chmod(0o400)
      else await handle.sync()
    } finally {
      await handle.close()
    }
    await refuseTaken() // again: writing can have taken minutes
    // Windows refuses to rename over a read-only copy of an earlier time.
    if (process.platform === 'win32') await chmod(path, 0o600).catch((fault: unknown) => ignoreMissing(fault))
    await whileBusy(() => rename(temp, path))
    return { size: stored.size }
  } catch (fault) {
    await rm(temp, { force: true }).catch(() => {})
    throw writeFailure(fault, file)
  }
}

function ignoreMissing(fault: unknown): void {
  if (errnoOf(fault) !== 'ENOENT') throw fault
}

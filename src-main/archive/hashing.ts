// Copying and hashing files, durably: what is copied is on the disk and read back before it counts.
import { createHash } from 'node:crypto'
import { closeSync, createReadStream, fsyncSync, openSync, writeSync } from 'node:fs'
import { copyFile, link, open, rm, stat } from 'node:fs/promises'
import { replaceFile } from '../files/disk.ts'

/** SHA-256 of a file's bytes, hex; null where it cannot be read. */
export async function hashFile(path: string, signal?: AbortSignal): Promise<string | null> {
  const hash = createHash('sha256')
  try {
    for await (const bytes of createReadStream(path, { highWaterMark: 1 << 20 })) {
      signal?.throwIfAborted()
      hash.update(bytes as Buffer)
    }
    return hash.digest('hex')
  } catch (error) {
    if (signal?.aborted === true) throw error
    return null
  }
}

/**
 * Puts a copy of `from` at `to` by way of a temporary name beside it; answers bytes and hash as read back from the copy. With
 * `linked`, the same file under a second name where the file system can: sealed files are never written over.
 */
export async function copyHashed(from: string, to: string, options: { readonly linked?: boolean; readonly signal?: AbortSignal | undefined } = {}): Promise<{ bytes: number; sha256: string }> {
  const temporary = `${to}.new`
  await rm(temporary, { force: true })
  const isLink = options.linked === true && (await link(from, temporary).then(() => true, () => false))
  if (!isLink) {
    await copyFile(from, temporary)
    const file = await open(temporary, 'r+')
    try {
      await file.sync()
    } finally {
      await file.close()
    }
  }
  const sha256 = await hashFile(temporary, options.signal)
  if (sha256 === null || (!isLink && sha256 !== (await hashFile(from, options.signal)))) throw new Error(`the copy of ${from} is not like it`)
  await replaceFile(temporary, to)
  // A rename between two names of one file does nothing and leaves both.
  await rm(temporary, { force: true })
  return { bytes: (await stat(to)).size, sha256 }
}

/** Writes a small file and waits until it is on the disk. */
export function writeSynced(path: string, text: string): void {
  const file = openSync(path, 'w', 0o600)
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Waits until what was written to a file is on the disk. */
export function syncFileNow(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** As `syncFolder`, in a step that must not be parted from the next. */
export function syncFolderNow(path: string): void {
  if (process.platform === 'win32') return
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

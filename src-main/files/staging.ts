// Bringing sealed bytes into the store: into temp/ in one pass, then by a rename to their final name.

import { createHash, randomUUID } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { rotation } from './chunk-pool.ts'
import { replaceFile } from './disk.ts'
import { writeFailure } from './errors.ts'
import { SEALED_CHUNK_BYTES } from './seal.ts'
import type { Sealing } from './seal.ts'

/** Appends parts to the file being written, in order. */
export type Append = (parts: readonly Uint8Array[]) => Promise<void>

/** Folder of files being staged by this process; what else lies there was left by a crash. */
export interface TempFolder {
  /** Whether this process is writing `name` now. */
  inUse(name: string): boolean
  /**
   * Opens a new temp file, and removes it unless `work` moved it away. `moveTo` makes the bytes durable and gives
   * them their final path in one step.
   * Throws FileFailure: DISK_FULL, FILE_UNWRITABLE, and what `work` throws.
   */
  write<T>(work: (append: Append, moveTo: (path: string) => Promise<void>) => Promise<T>): Promise<T>
}

export function tempFolder(folder: string): TempFolder {
  const writing = new Set<string>()
  return {
    inUse: (name) => writing.has(name),
    async write(work) {
      const name = randomUUID()
      const path = join(folder, name)
      writing.add(name)
      let moved = false
      try {
        const handle = await open(path, 'wx', 0o600)
        const append: Append = async (parts) => {
          let left = parts.reduce((sum, part) => sum + part.length, 0)
          const { bytesWritten } = await handle.writev(parts)
          left -= bytesWritten
          // A full disk can show as a short write first; writing the rest names the reason.
          if (left > 0) await handle.writeFile(Buffer.concat(parts).subarray(bytesWritten))
        }
        const moveTo = async (target: string) => {
          await handle.sync()
          await handle.close() // Windows renames no open file
          await replaceFile(path, target)
          moved = true
        }
        try {
          return await work(append, moveTo)
        } finally {
          await handle.close()
        }
      } catch (fault) {
        throw writeFailure(fault)
      } finally {
        // What Windows keeps busy is left to the sweeper.
        if (!moved) await rm(path, { force: true }).catch(() => {})
        writing.delete(name)
      }
    },
  }
}

/**
 * Seals a file of at least two chunks: hashes each while the next is read, and seals it while the one before is
 * written. `onProgress`: plain bytes so far. Gives the hex SHA-256 and size of the plain bytes.
 */
export async function sealChunks(
  first: Buffer,
  second: Buffer,
  next: () => Promise<Buffer | null>,
  sealing: Sealing,
  append: Append,
  onProgress: (bytes: number) => void,
): Promise<{ fileId: string; size: number }> {
  const hash = createHash('sha256')
  let size = 0
  let written = append([sealing.header])
  let chunk: Buffer | null = first
  let ahead: Buffer | null = second
  const buffers = rotation(SEALED_CHUNK_BYTES, 2)
  try {
    while (chunk) {
      hash.update(chunk)
      size += chunk.length
      const sealed = sealing.seal(chunk, ahead === null, buffers.next())
      await written
      written = append([sealed])
      written.catch(() => {}) // reported by the await above or below
      onProgress(size)
      chunk = ahead
      ahead = chunk && (await next())
    }
  } finally {
    await written.catch(() => {}) // what is being written is still read from
    buffers.release()
  }
  await written
  const sha256 = hash.digest()
  await append([sealing.bind(sha256, size)])
  return { fileId: sha256.toString('hex'), size }
}

/** Runs works of the same name one after the other, those of different names at once. */
export function oneAtATime(): <T>(name: string, work: () => Promise<T>) => Promise<T> {
  const tails = new Map<string, Promise<unknown>>()
  return async (name, work) => {
    const run = (tails.get(name) ?? Promise.resolve()).then(work, work)
    tails.set(name, run)
    try {
      return await run
    } finally {
      if (tails.get(name) === run) tails.delete(name)
    }
  }
}

// The file store (kho tệp): every attached file once, sealed, under a name that only the archive key can tell.
//
//   directory/ab/abcd…   sealed files (see seal.ts); the name is HMAC-SHA256(name key, SHA-256 of the plain bytes) in
//                        hex, so that nobody without the key can test whether a known document is in the archive
//   directory/temp/      files being staged; whatever lies there after a crash is swept
//
// A file gets its final name only when its bytes are on the disk (temp → fsync → rename → fsync of the folder), before
// the record that names it is committed: a crash leaves at worst an unreferenced file, never a record without its file.
//
// The same bytes are stored once. Staging bytes that are already there reads the stored file through: if it is sound
// the new copy is dropped (the old one keeps its place, so that incremental backups and open readers are not touched);
// if it is damaged the new copy takes its place, so that staging a good copy again heals the store. Trusting the old
// file would be cheaper and would make its damage permanent, silently, at the one moment when good bytes are at hand.

import { createHmac, hash, hkdfSync } from 'node:crypto'
import { readdir, rm, stat, unlink, utimes } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Readable } from 'node:stream'
import { safeFileName } from '../text/file-name.ts'
import { openSource } from './chunk-source.ts'
import type { StageSource } from './chunk-source.ts'
import { rotation } from './chunk-pool.ts'
import { copyOut } from './copy-out.ts'
import type { CopyOptions } from './copy-out.ts'
import { makeFolder, syncFolder, whileBusy } from './disk.ts'
import { asResult, errnoOf, FileFailure, readFailure, writeFailure } from './errors.ts'
import type { FileResult } from './errors.ts'
import { mediaTypeOf } from './media-type.ts'
import { beginSealing, CHUNK_BYTES, SEALED_CHUNK_BYTES, sealKey } from './seal.ts'
import { openSealedFile, streamOf } from './sealed-file.ts'
import type { SealedFile } from './sealed-file.ts'
import { oneAtATime, sealChunks, tempFolder } from './staging.ts'
import { verifyAll } from './verify.ts'
import type { FileCheck, FilesVerified } from './verify.ts'

export type { FileResult } from './errors.ts'
export type { StageSource } from './chunk-source.ts'
export type { FileCheck, FilesVerified } from './verify.ts'

/** `fileId`: hex SHA-256 of the plain bytes. `size`: plain bytes. `name`: made fit for any disk, see text/file-name.ts. */
export interface StagedFile {
  readonly fileId: string
  readonly size: number
  readonly mediaType: string
  readonly name: string
}

export interface StageOptions {
  /** The file's name as received; by default the last part of the path. Never used as a path. */
  name?: string
  /** Overrules the type that bytes and name tell. */
  mediaType?: string
  signal?: AbortSignal
  /** Plain bytes taken in so far; `total` where it is known. */
  onProgress?: (bytes: number, total: number | undefined) => void
}

export interface FileStore {
  /**
   * Takes a file in and makes it durable. Errors: FILE_NOT_FOUND, PATH_IS_DIRECTORY, FILE_UNREADABLE (the source),
   * FILE_TOO_LARGE, DISK_FULL, FILE_UNWRITABLE (the store), CANCELLED.
   */
  stage(source: StageSource, options?: StageOptions): Promise<FileResult<StagedFile>>
  /** All bytes of a file of at most `maxBytes` (default 1 GiB). Errors: as `stream`, and FILE_TOO_LARGE. */
  read(fileId: string, options?: { maxBytes?: number; signal?: AbortSignal }): Promise<FileResult<Buffer>>
  /**
   * The bytes as a stream. Errors at once: FILE_NOT_FOUND, FILE_CORRUPT, FILE_UNREADABLE; later ones come as `error`
   * of the stream, a FileFailure. Each chunk is checked before it is given; the SHA-256 of all, before the end.
   */
  stream(fileId: string): Promise<FileResult<Readable>>
  /** The bytes [from, to), cut off at the end of the file, and the size of the whole file. Errors: as `stream`. */
  readRange(fileId: string, from: number, to: number): Promise<FileResult<{ bytes: Buffer; size: number }>>
  /**
   * Writes the plain file to `path`, whole or not at all, and gives its size. With `readOnly` nobody may change the
   * copy. Errors: as `stream`, and FILE_EXISTS (unless `overwrite`), DISK_FULL, FILE_UNWRITABLE, PATH_IS_DIRECTORY
   * (all of the target), CANCELLED.
   */
  copyOut(fileId: string, path: string, options?: CopyOptions): Promise<FileResult<{ size: number }>>
  /** Whether a file of this id is there, without looking into it. */
  has(fileId: string): Promise<boolean>
  /** Plain size in bytes; header and binding are checked, the content is not. Errors: as `stream`. */
  size(fileId: string): Promise<FileResult<number>>
  /** Reads a file through. One that cannot be read counts as corrupt. */
  check(fileId: string): Promise<FileCheck>
  /** The name on disk under which a file of this id lies, or would. */
  diskName(fileId: string): string
  /** Every name on disk, in no order. What is not named as the store names its files is passed over. */
  names(): AsyncGenerator<string>
  /**
   * Removes a file by its name on disk and says whether it was there. With `unusedForMs`, only if it was not staged
   * (again) within that time: a sweeper spares what a command is about to refer to. Errors: FILE_UNWRITABLE.
   */
  remove(diskName: string, options?: { unusedForMs?: number }): Promise<FileResult<boolean>>
  /** Removes what crashes left in temp/, sparing what is being staged now. Gives the number of files removed. */
  sweepTemp(): Promise<FileResult<number>>
  /**
   * Checks every file referred to, and finds those nobody refers to. `onProgress`: files checked so far.
   * Errors: CANCELLED, FILE_UNREADABLE (a folder of the store).
   */
  verifyAll(
    fileIds: Iterable<string> | AsyncIterable<string>,
    options?: { onProgress?: (checked: number) => void; signal?: AbortSignal },
  ): Promise<FileResult<FilesVerified>>
}

const FILE_ID = /^[0-9a-f]{64}$/
const GIB = 2 ** 30

function noneWhereMissing(fault: unknown): string[] {
  if (errnoOf(fault) !== 'ENOENT') throw fault
  return []
}

/**
 * Opens the store in `directory` (made if missing, unless `make` is false: then nothing can be staged where it is missing). `key`: the archive key, 32 bytes; `maxBytes`: the largest file
 * taken in (default 64 GiB). Errors: FILE_UNWRITABLE, DISK_FULL.
 * One process at a time: the owner of the archive's lock.
 */
export async function openFileStore(options: {
  directory: string
  key: Uint8Array
  maxBytes?: number
  make?: boolean
}): Promise<FileResult<FileStore>> {
  const { directory, maxBytes = 64 * GIB } = options
  if (options.key.length !== 32) throw new RangeError('the archive key has 32 bytes')
  const derive = (use: string) => Buffer.from(hkdfSync('sha256', options.key, '', use, 32))
  const nameKey = derive('van-thu file names 1')
  const key = sealKey(derive('van-thu file seal 1'))
  const tempPath = join(directory, 'temp')
  const temp = tempFolder(tempPath)
  const exclusively = oneAtATime()

  const diskName = (fileId: string) => createHmac('sha256', nameKey).update(fileId, 'hex').digest('hex')
  const folderOf = (name: string) => join(directory, name.slice(0, 2))
  const pathOf = (fileId: string) => join(folderOf(diskName(fileId)), diskName(fileId))

  async function openStored(fileId: string): Promise<SealedFile> {
    if (!FILE_ID.test(fileId)) throw new FileFailure('FILE_NOT_FOUND', { file: fileId.slice(0, 64) })
    return openSealedFile(pathOf(fileId), key, fileId)
  }

  async function check(fileId: string, signal?: AbortSignal): Promise<FileCheck> {
    try {
      const stored = await openStored(fileId)
      try {
        const pieces = stored.whole({ signal, lent: true })
        while (!(await pieces.next()).done);
      } finally {
        await stored.close()
      }
      return 'ok'
    } catch (fault) {
      if (!(fault instanceof FileFailure) || fault.code === 'CANCELLED') throw fault
      return fault.code === 'FILE_NOT_FOUND' ? 'missing' : 'corrupt'
    }
  }

  /** Gives the sealed bytes their final name, or finds the same file sound in its place. Holds no other file up. */
  async function settle(fileId: string, place: (path: string) => Promise<void>, signal?: AbortSignal): Promise<void> {
    const name = diskName(fileId)
    const path = join(folderOf(name), name)
    await exclusively(name, async () => {
      if ((await check(fileId, signal)) === 'ok') {
        const now = new Date()
        await utimes(path, now, now) // `remove` with unusedForMs spares it from now on
      } else await place(path)
      await syncFolder(folderOf(name))
    })
  }

  async function stage(source: StageSource, stageOptions: StageOptions = {}): Promise<StagedFile> {
    const { signal, onProgress } = stageOptions
    const name = safeFileName(stageOptions.name ?? (typeof source === 'string' ? basename(source) : ''))
    const chunks = await openSource(source, { chunkBytes: CHUNK_BYTES, maxBytes, file: name, signal })
    try {
      const first = (await chunks.next()) ?? Buffer.alloc(0)
      const mediaType = stageOptions.mediaType ?? mediaTypeOf(first, name)
      const second = await chunks.next()
      if (!second) {
        // One chunk: its id is known before anything is written, so what is there already costs no write at all.
        const fileId = hash('sha256', first, 'hex')
        await settle(fileId, (path) => temp.write(async (append, moveTo) => {
          const sealing = beginSealing(key)
          const trailer = sealing.bind(Buffer.from(fileId, 'hex'), first.length)
          const buffer = rotation(SEALED_CHUNK_BYTES, 1)
          try {
            await append([sealing.header, sealing.seal(first, true, buffer.next()), trailer])
          } finally {
            buffer.release()
          }
          await moveTo(path)
        }), signal)
        onProgress?.(first.length, chunks.expected)
        return { fileId, size: first.length, mediaType, name }
      }
      return await temp.write(async (append, moveTo) => {
        const progress = (bytes: number) => onProgress?.(bytes, chunks.expected)
        const { fileId, size } = await sealChunks(first, second, chunks.next, beginSealing(key), append, progress)
        await settle(fileId, moveTo, signal)
        return { fileId, size, mediaType, name }
      })
    } finally {
      await chunks.close()
    }
  }

  async function remove(name: string, unusedForMs: number): Promise<boolean> {
    if (!FILE_ID.test(name)) return false
    const path = join(folderOf(name), name)
    return exclusively(name, async () => {
      try {
        if (unusedForMs > 0 && Date.now() - (await stat(path)).mtimeMs < unusedForMs) return false
        await whileBusy(() => unlink(path))
        return true
      } catch (fault) {
        if (errnoOf(fault) === 'ENOENT') return false
        throw writeFailure(fault, name)
      }
    })
  }

  async function* names(): AsyncGenerator<string> {
    try {
      // Nothing was ever staged, or all of it is lost: the files themselves tell which.
      for (const folder of await readdir(directory).catch(noneWhereMissing)) {
        if (!/^[0-9a-f]{2}$/.test(folder)) continue
        for (const name of await readdir(join(directory, folder))) {
          if (FILE_ID.test(name) && name.startsWith(folder)) yield name
        }
      }
    } catch (fault) {
      throw readFailure(fault, 'files')
    }
  }

  async function sweepTemp(): Promise<number> {
    let removed = 0
    for (const name of await readdir(tempPath)) {
      if (temp.inUse(name)) continue
      await whileBusy(() => rm(join(tempPath, name), { force: true, recursive: true }))
      removed += 1
    }
    return removed
  }

  async function using<T>(fileId: string, work: (stored: SealedFile) => Promise<T>): Promise<T> {
    const stored = await openStored(fileId)
    try {
      return await work(stored)
    } finally {
      await stored.close()
    }
  }

  const store: FileStore = {
    stage: (source, stageOptions) => asResult(() => stage(source, stageOptions)),
    read: (fileId, { maxBytes: limit = GIB, signal } = {}) =>
      asResult(() =>
        using(fileId, async (stored) => {
          if (stored.size > limit) throw new FileFailure('FILE_TOO_LARGE', { file: fileId, limit })
          const parts: Buffer[] = []
          for await (const bytes of stored.whole({ signal })) parts.push(bytes)
          return parts.length === 1 ? parts[0]! : Buffer.concat(parts)
        }),
      ),
    stream: (fileId) => asResult(async () => streamOf(await openStored(fileId))),
    readRange: (fileId, from, to) =>
      asResult(() =>
        using(fileId, async (stored) => {
          const start = Math.min(Math.max(0, from), stored.size)
          const end = Math.min(to, stored.size)
          const parts: Buffer[] = []
          if (start < end) {
            for await (const { offset, bytes } of stored.chunks(start, end)) {
              parts.push(bytes.subarray(Math.max(0, start - offset), end - offset))
            }
          }
          return { bytes: Buffer.concat(parts), size: stored.size }
        }),
      ),
    copyOut: (fileId, path, copyOptions = {}) =>
      asResult(() => using(fileId, (stored) => copyOut(stored, path, copyOptions))),
    has: async (fileId) => FILE_ID.test(fileId) && stat(pathOf(fileId)).then((found) => found.isFile(), () => false),
    size: (fileId) => asResult(() => using(fileId, async (stored) => stored.size)),
    check: (fileId) => check(fileId),
    diskName,
    names,
    remove: (name, { unusedForMs = 0 } = {}) => asResult(() => remove(name, unusedForMs)),
    sweepTemp: () => asResult(() => sweepTemp().catch((fault: unknown) => { throw writeFailure(fault) })),
    verifyAll: (fileIds, verifyOptions = {}) =>
      asResult(() => verifyAll(fileIds, { ...verifyOptions, check, diskName, names })),
  }
  return asResult(async () => {
    try {
      if (options.make !== false) await makeFolder(tempPath)
    } catch (fault) {
      throw writeFailure(fault)
    }
    return store
  })
}

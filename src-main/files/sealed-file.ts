// Reading one sealed file of the store: opened, bound to the file id it is asked for, then read whole or in part.

import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { rotation } from './chunk-pool.ts'
import { FileFailure, readFailure, stopIfCancelled } from './errors.ts'
import { BINDING_BYTES, CHUNK_BYTES, HEADER_BYTES, openSealing, TAG_BYTES } from './seal.ts'
import type { Opening, SealKey } from './seal.ts'

const SMALL_BYTES = HEADER_BYTES + CHUNK_BYTES + TAG_BYTES + BINDING_BYTES

export interface SealedFile {
  /** Plain bytes. */
  readonly size: number
  /**
   * The plain chunks that hold the bytes [from, to), whole, each checked before it is given out.
   * Throws FileFailure: FILE_CORRUPT, FILE_UNREADABLE.
   */
  chunks(from?: number, to?: number): AsyncGenerator<{ offset: number; bytes: Buffer }>
  /**
   * All plain bytes in order, and at the end the check of their SHA-256. With `lent` a piece may be read until the call
   * after the next one, and none after `close`: no memory is allocated then. Throws as `chunks`, and CANCELLED.
   */
  whole(options?: { signal?: AbortSignal | undefined; lent?: boolean }): AsyncGenerator<Buffer>
  /** Not while a piece that was lent is still being read from. */
  close(): Promise<void>
}

/**
 * Opens the sealed file at `path` as the file `fileId` (hex SHA-256 of its plain bytes).
 * Throws FileFailure: FILE_NOT_FOUND, FILE_UNREADABLE, FILE_CORRUPT (also if it holds another file's bytes).
 */
export async function openSealedFile(path: string, key: SealKey, fileId: string): Promise<SealedFile> {
  let handle: FileHandle
  try {
    handle = await open(path, 'r')
  } catch (fault) {
    throw readFailure(fault, fileId)
  }
  try {
    const length = (await handle.stat()).size
    // A small file comes in with one read; of a large one only both ends.
    const all = length <= SMALL_BYTES ? await readAt(handle, 0, Buffer.allocUnsafe(length)) : undefined
    const readPart: ReadPart = async (offset, bytes, into) =>
      all ? all.subarray(offset, offset + bytes) : readAt(handle, offset, into().subarray(0, bytes))
    if (length < HEADER_BYTES + TAG_BYTES + BINDING_BYTES) throw new FileFailure('FILE_CORRUPT', { file: fileId })
    const opening = openSealing(key, await readPart(0, HEADER_BYTES, () => Buffer.alloc(HEADER_BYTES)), length)
    const trailer = await readPart(length - BINDING_BYTES, BINDING_BYTES, () => Buffer.alloc(BINDING_BYTES))
    if (!opening?.isBoundTo(Buffer.from(fileId, 'hex'), trailer)) throw new FileFailure('FILE_CORRUPT', { file: fileId })
    return reader(opening, readPart, () => handle.close(), fileId)
  } catch (fault) {
    await handle.close()
    throw readFailure(fault, fileId)
  }
}

function reader(
  opening: Opening,
  readPart: ReadPart,
  closeFile: () => Promise<void>,
  fileId: string,
): SealedFile {
  const { size, chunkBytes } = opening
  // One sealed chunk being opened, one being read; one plain chunk in the caller's hands, one being made.
  const sealedBuffers = rotation(chunkBytes + TAG_BYTES, 2)
  const plainBuffers = rotation(chunkBytes, 2)
  const own = (index: number): Buffer => Buffer.allocUnsafeSlow(opening.place(index).length - TAG_BYTES)
  let reading: Promise<unknown> = Promise.resolve()
  const fetch = (index: number): Promise<Buffer> => {
    const { offset, length } = opening.place(index)
    const sealed = readPart(offset, length, sealedBuffers.next)
    // Reported when it is awaited; a reader that stops early never does.
    reading = sealed.catch(() => {})
    return sealed
  }
  async function* chunks(from = 0, to = size, into = own): AsyncGenerator<{ offset: number; bytes: Buffer }> {
    const end = Math.min(opening.chunks, Math.max(1, Math.ceil(to / chunkBytes)))
    let index = Math.floor(from / chunkBytes)
    let ahead = index < end ? fetch(index) : undefined
    for (; index < end; index += 1) {
      let sealed: Buffer
      try {
        sealed = await ahead!
      } catch (fault) {
        throw readFailure(fault, fileId)
      }
      if (index + 1 < end) ahead = fetch(index + 1)
      const bytes = opening.open(index, sealed, into(index))
      if (!bytes) throw new FileFailure('FILE_CORRUPT', { file: fileId })
      yield { offset: index * chunkBytes, bytes }
    }
  }
  async function* whole({ signal, lent = false }: { signal?: AbortSignal | undefined; lent?: boolean } = {}): AsyncGenerator<Buffer> {
    const hash = createHash('sha256')
    for await (const { bytes } of chunks(0, size, lent ? plainBuffers.next : own)) {
      stopIfCancelled(signal)
      hash.update(bytes)
      yield bytes
    }
    // Tags and binding already vouch for what was sealed; this vouches that the right bytes were sealed: a memory
    // fault between hashing and sealing would show only here.
    if (hash.digest('hex') !== fileId) throw new FileFailure('FILE_CORRUPT', { file: fileId })
  }
  async function close(): Promise<void> {
    await reading
    sealedBuffers.release()
    plainBuffers.release()
    await closeFile()
  }
  return { size, chunks, whole, close }
}

/** The plain bytes as a stream; it closes the file when it ends, breaks or is destroyed, read from or not. */
export function streamOf(stored: SealedFile): Readable {
  const pieces = stored.whole()
  return new Readable({
    highWaterMark: CHUNK_BYTES,
    read() {
      pieces.next().then(
        (piece) => this.push(piece.done ? null : piece.value),
        (fault: unknown) => this.destroy(fault as Error),
      )
    },
    destroy(fault, done) {
      stored.close().then(() => done(fault), done)
    },
  })
}

/** Reads `bytes` bytes at `offset`, into memory that `into` gives where it is needed. */
type ReadPart = (offset: number, bytes: number, into: () => Buffer) => Promise<Buffer>

async function readAt(handle: FileHandle, offset: number, buffer: Buffer): Promise<Buffer> {
  let filled = 0
  while (filled < buffer.length) {
    const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, offset + filled)
    if (bytesRead === 0) break // shorter than when it was opened: the tag check refuses it
    filled += bytesRead
  }
  return buffer.subarray(0, filled)
}

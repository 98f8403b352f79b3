// Where plain bytes come from when a file is staged: a path, bytes in memory, or a stream; all read as chunks of one
// size, with the next read already on its way while the present chunk is hashed and sealed.

import { constants } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { addAbortSignal, Readable } from 'node:stream'
import { rotation } from './chunk-pool.ts'
import { FileFailure, readFailure, stopIfCancelled } from './errors.ts'

/** A path on this machine, bytes in memory (not to be changed meanwhile), or a stream of bytes. */
export type StageSource = string | Uint8Array | Readable

/** Buffers in turn: one in the reader's hands, one it looks ahead to, one being filled. */
const turns = 3

export type ChunkSource = {
  /** Plain bytes as far as known beforehand; a file can grow and a stream does not say. */
  readonly expected: number | undefined
  /**
   * The next chunk, or null after the last. Every chunk is full but the last. A chunk stays untouched until the call
   * after the next one: the reader may look one chunk ahead.
   */
  next(): Promise<Buffer | null>
  /** Takes back the memory of the chunks that were given. */
  close(): Promise<void>
}

/**
 * Opens a source. Throws FileFailure: FILE_NOT_FOUND, PATH_IS_DIRECTORY, FILE_UNREADABLE, FILE_TOO_LARGE (more than
 * `maxBytes`), CANCELLED. `file`: what to call it in an error.
 */
export async function openSource(
  source: StageSource,
  options: { chunkBytes: number; maxBytes: number; file: string; signal?: AbortSignal | undefined },
): Promise<ChunkSource> {
  const { chunkBytes, maxBytes, file, signal } = options
  let raw: ChunkSource
  if (typeof source === 'string') raw = await fromPath(source, chunkBytes, file)
  else if (source instanceof Uint8Array) raw = fromBytes(source, chunkBytes)
  else raw = fromStream(source, chunkBytes, file, signal)
  const tooLarge = () => new FileFailure('FILE_TOO_LARGE', { file, limit: maxBytes })
  if (raw.expected !== undefined && raw.expected > maxBytes) {
    await raw.close()
    throw tooLarge()
  }
  let total = 0
  return {
    expected: raw.expected,
    async next() {
      stopIfCancelled(signal)
      const chunk = await raw.next()
      total += chunk?.length ?? 0
      if (total > maxBytes) throw tooLarge()
      return chunk
    },
    close: () => raw.close(),
  }
}

/** Opens a path for reading if it is a plain file. A pipe or device would block or never end, so it is refused. */
async function openPlainFile(path: string, file: string): Promise<{ handle: FileHandle; size: number }> {
  let handle: FileHandle
  try {
    // O_NONBLOCK: opening a named pipe without it waits for a writer for ever.
    handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (fault) {
    // Windows calls a folder EPERM or EISDIR, as it likes.
    const folder = await stat(path).then((found) => found.isDirectory(), () => false)
    throw folder ? new FileFailure('PATH_IS_DIRECTORY', { file }, fault) : readFailure(fault, file)
  }
  const found = await handle.stat()
  if (found.isFile()) return { handle, size: found.size }
  await handle.close()
  if (found.isDirectory()) throw new FileFailure('PATH_IS_DIRECTORY', { file })
  throw new FileFailure('FILE_UNREADABLE', { file, errno: 'NOT_A_FILE' })
}

async function fromPath(path: string, chunkBytes: number, file: string): Promise<ChunkSource> {
  if (path.includes('\0')) throw new FileFailure('FILE_NOT_FOUND', { file })
  const { handle, size } = await openPlainFile(path, file)
  const buffers = rotation(chunkBytes, turns)
  let position = 0
  const read = async (): Promise<Buffer | null> => {
    const buffer = buffers.next()
    let filled = 0
    while (filled < chunkBytes) {
      const { bytesRead } = await handle.read(buffer, filled, chunkBytes - filled, position + filled)
      if (bytesRead === 0) break
      filled += bytesRead
    }
    position += filled
    return filled === 0 ? null : buffer.subarray(0, filled)
  }
  let ahead: Promise<Buffer | null> | undefined
  return {
    expected: size,
    async next() {
      try {
        const chunk = await (ahead ?? read())
        ahead = chunk?.length === chunkBytes ? read() : Promise.resolve(null)
        ahead.catch(() => {}) // it is reported by the call that asks for it, or by none
        return chunk
      } catch (fault) {
        throw readFailure(fault, file)
      }
    },
    async close() {
      await ahead?.catch(() => {}) // it fills a buffer
      buffers.release()
      await handle.close()
    },
  }
}

function fromBytes(bytes: Uint8Array, chunkBytes: number): ChunkSource {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let position = 0
  return {
    expected: whole.length,
    async next() {
      if (position >= whole.length) return null
      const chunk = whole.subarray(position, position + chunkBytes)
      position += chunk.length
      return chunk
    },
    async close() {},
  }
}

function fromStream(stream: Readable, chunkBytes: number, file: string, signal: AbortSignal | undefined): ChunkSource {
  // Without this, a cancelled upload whose sender has gone silent would be waited for until it speaks again.
  if (signal) addAbortSignal(signal, stream)
  const pieces: AsyncIterator<unknown> = stream[Symbol.asyncIterator]()
  const buffers = rotation(chunkBytes, turns)
  let rest: Buffer = Buffer.alloc(0)
  return {
    expected: undefined,
    async next() {
      const buffer = buffers.next()
      let filled = 0
      while (filled < chunkBytes) {
        if (rest.length === 0) {
          const piece = await pieces.next().catch((fault: unknown) => {
            throw streamFailure(fault, file)
          })
          if (piece.done) break
          rest = bytesOf(piece.value)
        }
        const taken = rest.copy(buffer, filled)
        filled += taken
        rest = rest.subarray(taken)
      }
      return filled === 0 ? null : buffer.subarray(0, filled)
    },
    async close() {
      stream.destroy()
      buffers.release()
    },
  }
}

function bytesOf(piece: unknown): Buffer {
  if (typeof piece === 'string') return Buffer.from(piece)
  if (piece instanceof Uint8Array) return Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
  throw new TypeError('a staged stream gives bytes')
}

/** A stream that breaks off is the sender's failure, whatever it throws: never a fault of this program. */
function streamFailure(fault: unknown, file: string): unknown {
  const named = readFailure(fault, file)
  return named instanceof FileFailure ? named : new FileFailure('FILE_UNREADABLE', { file, errno: 'UNKNOWN' }, fault)
}

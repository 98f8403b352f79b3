// What has come so far of files that are being fetched (tệp tải dở): beside the store, so that a transfer goes on where the link or the
// program ended. A partial is as secret as its file, so it is enciphered by a key of the archive, and named on disk as the store names
// its files: neither its bytes nor its name tell which document it is.
//
// One partial: "VTPART1" and a zero byte | salt 32, random | blocks, each: nonce 12, random | ciphertext 512 KiB | GCM tag 16
//   key = HKDF-SHA256(archive key, salt, "van-thu partial 1" ‖ file id); additional data of block i = i u32
// Only full blocks are written; what is less waits in memory, so a file below 512 KiB never touches the disk here. Nonces are random,
// not counted: a block that a power cut tore is written again, perhaps with other bytes, and under a counted nonce both would open.
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import type { Hash } from 'node:crypto'
import { open, readdir, rm } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { makeFolder, whileBusy } from '../files/disk.ts'
import { errnoOf, writeFailure } from '../files/errors.ts'

/** What came of one file; what is asked of it is done in turn. After a throw it is of no use but to be closed, and opened again. */
export interface PartialFile {
  /** bytes that are there, from the beginning of the file */
  readonly length: number
  /** Takes the next bytes. Throws FileFailure: DISK_FULL, FILE_UNWRITABLE. */
  append(bytes: Buffer): Promise<void>
  /** whether the bytes are those of the file's id, and so all of them */
  isWhole(): boolean
  /** All bytes, for the store to take in. A block that cannot be read breaks the stream. */
  source(): Buffer | Readable
  /** Removes it. */
  discard(): Promise<void>
  /** Leaves it for a later opening; less than a block is lost. */
  close(): Promise<void>
}

export interface Partials {
  /** Opens what is there of a file: as far as it can be read, and nothing where nothing can. Throws FileFailure as `append`. One opening of a file at a time. */
  open(fileId: string): Promise<PartialFile>
  /** Removes what is there of a file that is not open. */
  remove(fileId: string): Promise<void>
  /** Removes all but those of these files; answers how many went. */
  sweep(kept: Iterable<string>): Promise<number>
}

const magic = Buffer.from('VTPART1\0', 'latin1')
const headLength = magic.length + 32
const blockBytes = 512 * 1024
const sealedBytes = 12 + blockBytes + 16

/** Partials in `folder`, made when the first is written. `key`: the archive's, 32 bytes. `diskName`: the store's. */
export function partialsIn({ folder, key, diskName }: { readonly folder: string; readonly key: Uint8Array; readonly diskName: (fileId: string) => string }): Partials {
  const pathOf = (fileId: string): string => join(folder, diskName(fileId))
  const remove = (path: string): Promise<void> => whileBusy(() => rm(path, { force: true }))
  return {
    open: (fileId) => openPartial(pathOf(fileId), fileId, key, () => makeFolder(folder)),
    remove: (fileId) => remove(pathOf(fileId)),
    async sweep(kept) {
      const names = new Set(Array.from(kept, diskName))
      const lying = await readdir(folder).catch((fault: unknown) => {
        if (errnoOf(fault) === 'ENOENT') return []
        throw writeFailure(fault)
      })
      const unwanted = lying.filter((name) => /^[0-9a-f]{64}$/.test(name) && !names.has(name))
      for (const name of unwanted) await remove(join(folder, name))
      return unwanted.length
    },
  }
}

async function openPartial(path: string, fileId: string, archiveKey: Uint8Array, makeRoom: () => Promise<void>): Promise<PartialFile> {
  let handle: FileHandle | null = null
  let key: Buffer = Buffer.alloc(0)
  let blocks = 0
  let hash: Hash = createHash('sha256')
  let tail: Buffer[] = []
  let tailBytes = 0

  const keyOf = (salt: Uint8Array): Buffer => Buffer.from(hkdfSync('sha256', archiveKey, salt, `van-thu partial 1${fileId}`, 32))

  /** Reads through what an earlier opening wrote. */
  async function resume(): Promise<void> {
    handle = await open(path, 'r+').catch((fault: unknown) => {
      if (errnoOf(fault) === 'ENOENT') return null
      throw fault
    })
    if (handle === null) return
    const head = Buffer.alloc(headLength)
    const { bytesRead } = await handle.read(head, 0, headLength, 0)
    if (bytesRead < headLength || !head.subarray(0, magic.length).equals(magic)) return drop()
    key = keyOf(head.subarray(magic.length))
    for (;;) {
      const block = await readBlock(handle, key, blocks)
      if (block === null) break
      hash.update(block)
      blocks += 1
    }
    if (blocks === 0) return drop()
    await handle.truncate(headLength + blocks * sealedBytes)
  }

  async function begin(): Promise<FileHandle> {
    await makeRoom()
    const salt = randomBytes(32)
    key = keyOf(salt)
    handle = await open(path, 'w+', 0o600)
    await handle.writev([magic, salt], 0)
    return handle
  }

  async function writeBlock(): Promise<void> {
    const file = handle ?? (await begin())
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, nonce)
    cipher.setAAD(place(blocks))
    const sealed = Buffer.allocUnsafe(sealedBytes)
    let at = nonce.copy(sealed)
    for (const piece of tail) at += cipher.update(piece).copy(sealed, at)
    cipher.final()
    cipher.getAuthTag().copy(sealed, at)
    for (let written = 0; written < sealed.length; ) written += (await file.write(sealed, written, sealed.length - written, headLength + blocks * sealedBytes + written)).bytesWritten
    blocks += 1
    tail = []
    tailBytes = 0
  }

  let before: Promise<unknown> = Promise.resolve()
  /** A link can end while its last bytes are being written, and the file be removed or asked of another peer. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const run = before.then(work, work)
    before = run.catch(() => {})
    return run
  }

  async function take(bytes: Buffer): Promise<void> {
    hash.update(bytes)
    try {
      for (let rest = bytes; rest.length > 0; ) {
        const piece = rest.subarray(0, blockBytes - tailBytes)
        tail.push(piece)
        tailBytes += piece.length
        rest = rest.subarray(piece.length)
        if (tailBytes === blockBytes) await writeBlock()
      }
    } catch (fault) {
      throw writeFailure(fault)
    }
  }

  async function close(): Promise<void> {
    const closing = handle
    handle = null
    await closing?.close()
  }

  async function drop(): Promise<void> {
    await close()
    blocks = 0
    hash = createHash('sha256')
    tail = []
    tailBytes = 0
    await whileBusy(() => rm(path, { force: true }))
  }

  async function* pieces(): AsyncGenerator<Buffer> {
    for (let index = 0; index < blocks; index++) {
      const block = handle === null ? null : await readBlock(handle, key, index)
      if (block === null) throw new Error('a block of a partial file cannot be read')
      yield block
    }
    yield* tail
  }

  try {
    await resume()
  } catch (fault) {
    await close()
    throw writeFailure(fault)
  }
  return {
    get length() {
      return blocks * blockBytes + tailBytes
    },
    append: (bytes) => inTurn(() => take(bytes)),
    isWhole: () => hash.copy().digest('hex') === fileId,
    source: () => (blocks === 0 ? Buffer.concat(tail) : Readable.from(pieces())),
    discard: () => inTurn(drop),
    close: () => inTurn(close),
  }
}

/** A block's plain bytes; null where it is not all there, or not what was written. */
async function readBlock(handle: FileHandle, key: Buffer, index: number): Promise<Buffer | null> {
  const sealed = Buffer.allocUnsafe(sealedBytes)
  for (let filled = 0; filled < sealed.length; ) {
    const { bytesRead } = await handle.read(sealed, filled, sealed.length - filled, headLength + index * sealedBytes + filled)
    if (bytesRead === 0) return null
    filled += bytesRead
  }
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 })
  decipher.setAAD(place(index))
  decipher.setAuthTag(sealed.subarray(sealed.length - 16))
  const block = decipher.update(sealed.subarray(12, sealed.length - 16))
  try {
    decipher.final()
  } catch {
    return null
  }
  return block
}

function place(index: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(index)
  return bytes
}

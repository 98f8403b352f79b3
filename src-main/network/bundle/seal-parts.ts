// Sealing plain bytes into the parts of a bundle, chunk by chunk as they come, in the form that form.ts tells.
import { createCipheriv, diffieHellman, generateKeyPairSync, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { syncFolder } from '../../files/disk.ts'
import { errnoOf, FileFailure, writeFailure } from '../../files/errors.ts'
import { rawPublicKey } from '../agreement.ts'
import { beginChain, BundleFailure, chunkOverhead, chunkPlainBytes, headOf, keysOf, mark, mostParts, nextInChain, partHead, partHeadBytes, signedOf, tagOf } from './form.ts'

/** A stick with FAT32 takes no larger file. */
const fat32 = 2 ** 32 - 1

export interface PartsWriter {
  /** Adds plain bytes. Throws BundleFailure: BUNDLE_TOO_MANY_PARTS; FileFailure: FILE_EXISTS, DISK_FULL, FILE_UNWRITABLE. */
  append(bytes: Buffer): Promise<void>
  /** Writes the last chunk and makes all durable. `bundle`: its id; bytes of all parts. Throws as `append`. */
  end(): Promise<{ readonly bundle: string; readonly parts: readonly string[]; readonly bytes: number }>
  /** Removes what was written. */
  remove(): Promise<void>
}

export interface PartsWriting {
  readonly path: string
  readonly archiveId: string
  readonly sender: { readonly device: string; readonly key: KeyObject }
  /** `agreement`: its X25519 public key */
  readonly receiver: { readonly device: string; readonly agreement: KeyObject }
  /** bytes of a part at most */
  readonly partSize?: number | undefined
}

/** Begins a bundle; nothing is on the disk until its first chunk is full. Throws BundleFailure: BUNDLE_PART_TOO_SMALL. */
export function beginParts({ path, archiveId, sender, receiver, partSize = fat32 }: PartsWriting): PartsWriter {
  const least = partHeadBytes + chunkOverhead + chunkPlainBytes.least
  if (!(partSize >= least)) throw new BundleFailure('BUNDLE_PART_TOO_SMALL', { least })
  const chunkBytes = Math.min(chunkPlainBytes.usual, Math.floor(partSize) - partHeadBytes - chunkOverhead)
  const ephemeral = generateKeyPairSync('x25519')
  const head = headOf({ archive: tagOf(archiveId), sender: sender.device, receiver: receiver.device, ephemeral: rawPublicKey(ephemeral.publicKey), chunkBytes })
  const first = beginChain(head)
  const keys = keysOf(diffieHellman({ privateKey: ephemeral.privateKey, publicKey: receiver.agreement }), first)
  const parts: string[] = []
  const plain = Buffer.alloc(chunkBytes)
  let filled = 0
  let link = first
  let index = 0
  let bytes = 0
  let handle: FileHandle | null = null
  let partBytes = 0

  async function writing(work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (fault) {
      throw fault instanceof BundleFailure ? fault : writeFailure(fault, basename(path))
    }
  }

  async function openPart(): Promise<FileHandle> {
    if (parts.length === mostParts) throw new BundleFailure('BUNDLE_TOO_MANY_PARTS')
    const name = partPath(path, parts.length + 1)
    const opened = await open(name, 'wx').catch((fault: unknown) => {
      throw errnoOf(fault) === 'EEXIST' ? new FileFailure('FILE_EXISTS', { file: basename(name) }, fault) : fault
    })
    parts.push(name)
    partBytes = 0
    handle = opened
    await lay(opened, partHead(parts.length, head))
    return opened
  }

  async function lay(to: FileHandle, some: Buffer): Promise<void> {
    for (let at = 0; at < some.length; ) at += (await to.write(some, at)).bytesWritten
    partBytes += some.length
    bytes += some.length
  }

  async function closePart(): Promise<void> {
    const closing = handle
    handle = null
    // A stick is pulled out as soon as the window says that it is written.
    await closing?.sync()
    await closing?.close()
  }

  function writeChunk(isLast: boolean): Promise<void> {
    return writing(async () => {
      const to = handle ?? (await openPart())
      const endsPart = isLast || partBytes + filled + 2 * chunkOverhead + chunkBytes > partSize
      const marks = (endsPart ? mark.endsPart : 0) | (isLast ? mark.endsBundle : 0)
      const cipher = createCipheriv('aes-256-gcm', keys.key, keys.nonce(index, isLast))
      const sealed = Buffer.concat([cipher.update(plain.subarray(0, filled)), cipher.final(), cipher.getAuthTag()])
      link = nextInChain(link, marks, sealed)
      const said = Buffer.alloc(5)
      said.writeUInt32BE(sealed.length)
      said[4] = marks
      await lay(to, Buffer.concat([said, sealed, sign(null, signedOf(link), sender.key)]))
      index += 1
      filled = 0
      if (endsPart) await closePart()
    })
  }

  return {
    async append(some) {
      for (let at = 0; at < some.length; ) {
        // A full chunk is written only when more comes: it may be the last.
        if (filled === chunkBytes) await writeChunk(false)
        const taken = some.copy(plain, filled, at)
        filled += taken
        at += taken
      }
    },
    async end() {
      await writeChunk(true)
      await writing(() => syncFolder(dirname(path)))
      return { bundle: first.toString('hex', 0, 16), parts, bytes }
    },
    async remove() {
      await handle?.close().catch(() => {})
      for (const part of parts) await rm(part, { force: true }).catch(() => {})
    },
  }
}

/** Where a part lies: `<path>.001` and on. */
function partPath(path: string, number: number): string {
  return `${path}.${String(number).padStart(3, '0')}`
}

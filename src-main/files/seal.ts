// How one file is sealed at rest (niêm kín): chunked authenticated encryption.
//
// Construction: STREAM (Hoang, Reyhanitabar, Rogaway, Vizár: "Online Authenticated-Encryption and its
// Nonce-Reuse Misuse-Resistance", CRYPTO 2015), keyed per file as in Tink's AES-GCM-HKDF streaming AEAD
// (HKDF: RFC 5869; AES-256-GCM: NIST SP 800-38D). One sealed file, all integers big-endian:
//
//   offset  bytes  field
//        0      6  magic "VTSEAL"
//        6      1  version = 1
//        7      1  log2 of the chunk size in plain bytes (19 = 512 KiB; 12 to 24 are read)
//        8     16  key id = first 16 bytes of HMAC-SHA256(secret, "van-thu key id 1"):
//                  says which key seals the file, so that a compartment can have a key of its own
//       24     32  salt, random for each file
//       56      7  nonce prefix, random for each file
//       63      1  zero
//       64    ...  chunks 0 … n-1, each: ciphertext ‖ 16 bytes GCM tag; every chunk but the last holds
//                  exactly one chunk size of plain bytes, the last holds the rest (an empty file has one
//                  empty chunk, no other file has an empty one)
//      end-32   32  binding = HMAC-SHA256(binding key, "van-thu binding 1" ‖ plain size (8) ‖ SHA-256 of the plain bytes (32))
//
//   file key (32) ‖ binding key (32) = HKDF-SHA256(secret, salt, info = "van-thu seal 1" ‖ the 64 header bytes)
//   nonce of chunk i = nonce prefix (7) ‖ i (4) ‖ 1 for the last chunk, else 0 (1)
//
// What this detects: a changed header (the keys come out different), a changed byte (GCM tag), chunks that are
// reordered, left out or taken from another file (nonce, file key), truncation (last flag) and added bytes. The
// binding is ours on top of STREAM: it makes the size known before the last chunk is read, shows a sealed file
// that was moved under another file's name even when only a range of it is read, and commits to the key, which
// GCM alone does not. What this does not hide: the size of the plain file.

import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomFillSync, timingSafeEqual } from 'node:crypto'
import type { CipherGCM, DecipherGCM } from 'node:crypto'
import { freeNow } from './chunk-pool.ts'

const MAGIC = 'VTSEAL'
const VERSION = 1
const CHUNK_BITS = 19
const NONCE_PREFIX_BYTES = 7
const MAX_CHUNKS = 2 ** 32

/** Bytes given to the cipher at once: what node:crypto allocates for them stays in the processor's cache. */
const SLICE_BYTES = 2 ** 16

/**
 * Plain bytes per chunk of files sealed from now on. Measured (AES-NI, Node 24): below 512 KiB the calls for each chunk
 * weigh; above it, nothing is gained and a range read pays more.
 */
export const CHUNK_BYTES = 2 ** CHUNK_BITS
export const HEADER_BYTES = 64
export const TAG_BYTES = 16
export const BINDING_BYTES = 32
/** The most that one chunk takes, sealed: the size of the buffer that `seal` and `open` work with. */
export const SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES

/** A 256-bit secret with the id under which sealed files name it. */
export type SealKey = { readonly id: Buffer; readonly secret: Buffer }

/** Makes the key of a compartment from its secret (exactly 32 bytes; anything else is a programming fault). */
export function sealKey(secret: Uint8Array): SealKey {
  if (secret.length !== 32) throw new RangeError('a sealing secret has 32 bytes')
  const copy = Buffer.from(secret)
  return { id: createHmac('sha256', copy).update('van-thu key id 1').digest().subarray(0, 16), secret: copy }
}

/** Size on disk, in bytes, of a file of `size` plain bytes sealed with the present chunk size. */
export function sealedSize(size: number): number {
  return HEADER_BYTES + size + TAG_BYTES * Math.max(1, Math.ceil(size / CHUNK_BYTES)) + BINDING_BYTES
}

/** Seals one file. Write `header`, then what `seal` gives for each chunk in order, then what `bind` gives. */
export type Sealing = {
  readonly header: Buffer
  /**
   * `chunk`: exactly CHUNK_BYTES, fewer only when `last`. Writes ciphertext and tag into `into` (room for
   * SEALED_CHUNK_BYTES, or TAG_BYTES more than the chunk) and gives the part that they fill.
   */
  seal(chunk: Uint8Array, last: boolean, into: Buffer): Buffer
  /** `sha256` (32 bytes) and `size` of all plain bytes. Gives the last 32 bytes of the file. */
  bind(sha256: Uint8Array, size: number): Buffer
}

export function beginSealing(key: SealKey): Sealing {
  const header = Buffer.alloc(HEADER_BYTES)
  header.write(MAGIC, 0, 'latin1')
  header[6] = VERSION
  header[7] = CHUNK_BITS
  key.id.copy(header, 8)
  randomFillSync(header, 24, 32 + NONCE_PREFIX_BYTES)
  const { fileKey, bindingKey } = deriveKeys(key, header)
  let index = 0
  let ended = false
  return {
    header,
    seal(chunk, last, into) {
      if (ended || index >= MAX_CHUNKS || chunk.length > CHUNK_BYTES || (!last && chunk.length !== CHUNK_BYTES)) {
        throw new RangeError('chunks are sealed whole, in order, and end with the last one')
      }
      ended = last
      const cipher = createCipheriv('aes-256-gcm', fileKey, nonce(header, index, last))
      index += 1
      const end = pass(cipher, chunk, into)
      cipher.final()
      cipher.getAuthTag().copy(into, end)
      return into.subarray(0, end + TAG_BYTES)
    },
    bind: (sha256, size) => binding(bindingKey, sha256, size),
  }
}

/** An opened header: where the chunks lie, and their keys. */
export type Opening = {
  /** Plain size in bytes. Only as trustworthy as the file's length until `isBoundTo` answered true. */
  readonly size: number
  /** Plain bytes of every chunk but the last. */
  readonly chunkBytes: number
  readonly chunks: number
  /** Where a chunk lies in the sealed file: offset and length (with its tag), in bytes. */
  place(index: number): { offset: number; length: number }
  /** The plain bytes of a chunk, written to the front of `into`, or null if a byte of it is not the sealed one. */
  open(index: number, sealed: Uint8Array, into: Buffer): Buffer | null
  /** Whether the file was sealed for exactly these plain bytes: `sha256` 32 bytes, `trailer` the last 32 of the file. */
  isBoundTo(sha256: Uint8Array, trailer: Uint8Array): boolean
}

/**
 * Opens a sealed file by its first 64 bytes and its length in bytes.
 * Gives null when it is none, was sealed with another key, or has a length that no sealed file has.
 */
export function openSealing(key: SealKey, header: Buffer, length: number): Opening | null {
  if (header.length !== HEADER_BYTES || header.toString('latin1', 0, 6) !== MAGIC) return null
  const bits = header[7]!
  if (header[6] !== VERSION || bits < 12 || bits > 24) return null
  if (!key.id.equals(header.subarray(8, 24))) return null
  const chunkBytes = 2 ** bits
  const body = length - HEADER_BYTES - BINDING_BYTES
  const chunks = Math.max(1, Math.ceil(body / (chunkBytes + TAG_BYTES)))
  const size = body - chunks * TAG_BYTES
  if (size < 0 || chunks > MAX_CHUNKS || (chunks > 1 && size <= (chunks - 1) * chunkBytes)) return null
  const { fileKey, bindingKey } = deriveKeys(key, header)
  const place = (index: number) => {
    const offset = HEADER_BYTES + index * (chunkBytes + TAG_BYTES)
    const plain = index === chunks - 1 ? size - index * chunkBytes : chunkBytes
    return { offset, length: plain + TAG_BYTES }
  }
  return {
    size,
    chunkBytes,
    chunks,
    place,
    open(index, sealed, into) {
      if (index < 0 || index >= chunks || sealed.length !== place(index).length) return null
      const iv = nonce(header, index, index === chunks - 1)
      const decipher = createDecipheriv('aes-256-gcm', fileKey, iv, { authTagLength: TAG_BYTES })
      decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES))
      const end = pass(decipher, sealed.subarray(0, sealed.length - TAG_BYTES), into)
      try {
        decipher.final()
      } catch {
        return null
      }
      return into.subarray(0, end)
    },
    isBoundTo: (sha256, trailer) =>
      trailer.length === BINDING_BYTES && timingSafeEqual(trailer, binding(bindingKey, sha256, size)),
  }
}

/** Sends bytes through a cipher into `into`; gives where they end. node:crypto can only answer in memory of its own. */
function pass(cipher: CipherGCM | DecipherGCM, bytes: Uint8Array, into: Buffer): number {
  if (into.length < bytes.length) throw new RangeError('no room for a chunk')
  let end = 0
  for (let from = 0; from < bytes.length; from += SLICE_BYTES) {
    const piece = cipher.update(bytes.subarray(from, from + SLICE_BYTES))
    end += piece.copy(into, end)
    freeNow(piece)
  }
  return end
}

function deriveKeys(key: SealKey, header: Buffer): { fileKey: Buffer; bindingKey: Buffer } {
  const info = Buffer.concat([Buffer.from('van-thu seal 1', 'latin1'), header])
  const keys = Buffer.from(hkdfSync('sha256', key.secret, header.subarray(24, 56), info, 64))
  return { fileKey: keys.subarray(0, 32), bindingKey: keys.subarray(32) }
}

function nonce(header: Buffer, index: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12)
  header.copy(bytes, 0, 56, 56 + NONCE_PREFIX_BYTES)
  bytes.writeUInt32BE(index, NONCE_PREFIX_BYTES)
  bytes[11] = last ? 1 : 0
  return bytes
}

function binding(bindingKey: Buffer, sha256: Uint8Array, size: number): Buffer {
  if (sha256.length !== 32) throw new RangeError('a SHA-256 has 32 bytes')
  const sizeBytes = Buffer.alloc(8)
  sizeBytes.writeBigUInt64BE(BigInt(size))
  return createHmac('sha256', bindingKey).update('van-thu binding 1').update(sizeBytes).update(sha256).digest()
}

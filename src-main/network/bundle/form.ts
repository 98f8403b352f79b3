// The form of a bundle (gói trao đổi): what two PCs exchange over a link, as files for a stick that is carried from one to the other.
// Enciphered to one device, signed by another, cut into parts of any size; big-endian.
//
// PART: magic "VTBUNDLE" | version u8 = 1 | number of the part u16, from 1 | head 108 | check 8 | chunks
//   head: archive tag 8 (first bytes of SHA-256 of its id) | sender 32 | receiver 32 | ephemeral X25519 public key 32 | chunk bytes u32
//   The head is the same in each part; the check is the first 8 bytes of SHA-256 of all before it, and tells damage from exchange. The
//   bundle's id is the first 16 bytes of h₀.
// CHUNK: length u32 | mark u8 (1 last of its part, 2 last of the bundle) | sealed: AES-256-GCM ciphertext ‖ tag 16 | signature 64
//   STREAM (Hoang, Reyhanitabar, Rogaway, Vizár, CRYPTO 2015), as files/seal.ts:
//   h₀ = SHA-256("van-thu bundle 1" ‖ head), hᵢ = SHA-256(hᵢ₋₁ ‖ mark ‖ sealed)
//   key 32 ‖ prefix 7 = HKDF-SHA256(X25519(ephemeral, receiver's agreement key), salt h₀, "van-thu bundle 1")
//   nonce = prefix 7 | number of the chunk u32, from 0 | 1 for the last of the bundle, else 0
//   signature = Ed25519 of ("van-thu bundle chunk 1" ‖ hᵢ) by the sender's device key
//   A chunk lies in one part. Each signature binds the head and all chunks so far, so whoever reads believes each chunk at once, in one
//   pass, and a bundle that is damaged further on is good up to there. Signed is what was enciphered, beside the receiver's name: nobody
//   can send it on to another as written for them.
// PLAIN, over all chunks: frames as on a link (frames.ts, codec.ts): first the manifest (kind 64, JSON), then devices, entries in the
//   order of positions, chunks of files, each file whole and one after the other. Kinds that a program does not know are passed over.
//
// A receipt is a bundle back without entries: every manifest tells how far its writer holds each line.
import { createHash, hkdfSync } from 'node:crypto'
import { z } from 'zod'
import type { Lines, Message } from '../codec.ts'
import { Cursor } from '../cursor.ts'
import { archiveTag } from '../datagram.ts'

export const magic = Buffer.from('VTBUNDLE', 'latin1')
export const version = 1
export const manifestKind = 64
/** Bytes of a manifest: 10,000 lines, three times. */
export const manifestBound = 4 * 2 ** 20
export const mark = { endsPart: 1, endsBundle: 2 } as const
export const headBytes = 108
const numberedBytes = 8 + 1 + 2
export const partHeadBytes = numberedBytes + headBytes + 8
export const tagBytes = 16
export const signatureBytes = 64
/** length and mark */
export const chunkHeadBytes = 5
/** what a chunk takes beside its plain bytes */
export const chunkOverhead = chunkHeadBytes + tagBytes + signatureBytes
/** plain bytes of a chunk: usual, and least */
export const chunkPlainBytes = { usual: 256 * 1024, least: 1024, most: 2 ** 20 } as const
export const mostParts = 0xffff

const lines = z.record(z.string().regex(/^[0-9a-f]{64}\.\d{1,10}$/), z.int().nonnegative())

export const manifestSchema = z.object({
  /** the sender's count of bundles to this receiver */
  sequence: z.int().nonnegative(),
  /** ISO 8601, UTC, by the sender's clock */
  made: z.string().max(40),
  /** what the receiver is taken to hold */
  from: lines,
  /** what it holds with this bundle */
  to: lines,
  /** what the sender holds */
  holds: lines,
  /** the latest bundle of the receiver that the sender read: id of the bundle, and whether all of it */
  acknowledges: z.object({ bundle: z.string().regex(/^[0-9a-f]{32}$/), sequence: z.int().nonnegative(), isWhole: z.boolean() }).nullable(),
})

export type Manifest = z.output<typeof manifestSchema>

export interface Head {
  /** its tag */
  readonly archive: Buffer
  /** 64 hex digits */
  readonly sender: string
  readonly receiver: string
  readonly ephemeral: Buffer
  readonly chunkBytes: number
}

export type BundleItem = Extract<Message, { kind: 'devices' | 'entries' | 'fileChunk' }> | { readonly kind: 'end' }

export type BundleErrorCode =
  /** `file` is no part of a bundle. */
  | 'BUNDLE_NOT_ONE'
  /** Of a later program. */
  | 'BUNDLE_TOO_NEW'
  | 'BUNDLE_OTHER_ARCHIVE'
  /** Enciphered to another PC. `device`: its id. */
  | 'BUNDLE_OTHER_RECEIVER'
  /** `device` is not approved here. */
  | 'BUNDLE_UNKNOWN_SENDER'
  /** `part`: its number, `file`: the name that it should have, where the other parts' names tell. */
  | 'BUNDLE_PART_MISSING'
  /** `file` belongs to another bundle than the others. */
  | 'BUNDLE_PART_FOREIGN'
  /** `file`, part `part`, is not as it was written. What came before it was good. */
  | 'BUNDLE_DAMAGED'
  /** Signed, and not of the form: a fault of the program that wrote it. */
  | 'BUNDLE_MALFORMED'
  /** Read through before. `sequence`: its number. */
  | 'BUNDLE_TAKEN_BEFORE'
  /** Made for a PC that holds more. `lines`: where entries are lacking. */
  | 'BUNDLE_NEEDS_EARLIER'
  /** `least`: bytes that a part must have at least. */
  | 'BUNDLE_PART_TOO_SMALL'
  /** More than 65,535 parts. */
  | 'BUNDLE_TOO_MANY_PARTS'
  /** The receiver did not sign the key to encipher to. */
  | 'BUNDLE_RECEIVER_UNPROVEN'
  /** `entry`, or the list of devices, exceeds a frame. */
  | 'BUNDLE_ENTRY_TOO_LARGE'

export interface LackingLine {
  /** `<device>.<epoch>` */
  readonly line: string
  /** sequence up to which it is held here, and must be */
  readonly has: number
  readonly needs: number
}

// A type and not an interface: only types are taken for records.
export type BundleErrorParams = {
  readonly file?: string
  readonly part?: number
  readonly device?: string
  readonly sequence?: number
  readonly least?: number
  readonly entry?: string
  readonly lines?: readonly LackingLine[]
  readonly why?: string
}

export interface BundleError {
  readonly code: BundleErrorCode
  readonly params: BundleErrorParams
}

/** A BundleError on its way through streams; it does not leave this folder. */
export class BundleFailure extends Error {
  readonly code: BundleErrorCode
  readonly params: BundleErrorParams
  constructor(code: BundleErrorCode, params: BundleErrorParams = {}) {
    super(code)
    this.code = code
    this.params = params
  }
}

/** By what archives are told apart without being named. */
export function tagOf(archiveId: string): Buffer {
  return Buffer.from(archiveTag(archiveId), 'hex')
}

export function headOf({ archive, sender, receiver, ephemeral, chunkBytes }: Head): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(chunkBytes)
  return Buffer.concat([archive, Buffer.from(sender, 'hex'), Buffer.from(receiver, 'hex'), ephemeral, length])
}

export function readHead(bytes: Buffer): Head {
  const cursor = new Cursor(bytes)
  return { archive: cursor.take(8), sender: cursor.hex(32), receiver: cursor.hex(32), ephemeral: cursor.take(32), chunkBytes: cursor.u32() }
}

export function partHead(number: number, head: Buffer): Buffer {
  const numbered = Buffer.alloc(numberedBytes)
  magic.copy(numbered)
  numbered[8] = version
  numbered.writeUInt16BE(number, 9)
  const before = Buffer.concat([numbered, head])
  return Buffer.concat([before, createHash('sha256').update(before).digest().subarray(0, 8)])
}

/** Number and head of a part by its first bytes; a code where it has none. */
export function readPartHead(bytes: Buffer): { readonly number: number; readonly head: Buffer } | 'BUNDLE_NOT_ONE' | 'BUNDLE_TOO_NEW' | 'BUNDLE_DAMAGED' {
  if (!bytes.subarray(0, 8).equals(magic)) return 'BUNDLE_NOT_ONE'
  if (bytes.length > 8 && bytes[8]! > version) return 'BUNDLE_TOO_NEW'
  if (bytes.length < partHeadBytes) return 'BUNDLE_DAMAGED'
  const number = bytes.readUInt16BE(9)
  const head = bytes.subarray(numberedBytes, numberedBytes + headBytes)
  return number > 0 && partHead(number, head).equals(bytes.subarray(0, partHeadBytes)) ? { number, head } : 'BUNDLE_DAMAGED'
}

/** The chain of hashes and the keys that follow from it. */
export function beginChain(head: Buffer): Buffer {
  return createHash('sha256').update('van-thu bundle 1').update(head).digest()
}

export function nextInChain(before: Buffer, marks: number, sealed: Buffer): Buffer {
  return createHash('sha256').update(before).update(Buffer.from([marks])).update(sealed).digest()
}

export function signedOf(link: Buffer): Buffer {
  return Buffer.concat([Buffer.from('van-thu bundle chunk 1', 'latin1'), link])
}

export function keysOf(shared: Buffer, first: Buffer): { readonly key: Buffer; nonce(index: number, isLast: boolean): Buffer } {
  const keys = Buffer.from(hkdfSync('sha256', shared, first, 'van-thu bundle 1', 39))
  return {
    key: keys.subarray(0, 32),
    nonce(index, isLast) {
      const bytes = Buffer.alloc(12)
      keys.copy(bytes, 0, 32, 39)
      bytes.writeUInt32BE(index, 7)
      bytes[11] = isLast ? 1 : 0
      return bytes
    },
  }
}

/** Where a PC at `vector` lacks what `base` takes for granted. */
export function lackingLines(vector: Lines, base: Lines): LackingLine[] {
  return Object.entries(base).flatMap(([line, needs]) => ((vector[line] ?? 0) < needs ? [{ line, has: vector[line] ?? 0, needs }] : []))
}

/** Runs `work`; a failure of a bundle becomes an error value, anything else flies on. */
export async function asBundleResult<T>(work: () => Promise<T>): Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: BundleError }> {
  try {
    return { ok: true, value: await work() }
  } catch (fault) {
    if (fault instanceof BundleFailure) return { ok: false, error: { code: fault.code, params: fault.params } }
    throw fault
  }
}

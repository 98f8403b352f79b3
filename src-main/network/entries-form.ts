// Entries of the journal on the wire. Hashes, salts and signatures are random and stand apart from bodies, so that only what shrinks is
// packed. Big-endian:
//   heads length u32 | heads | packing u8 | bodies length u32, unpacked | bodies, packed as said, to the end
//   heads: devices u16, each 32 bytes | compartments u16, each: length u16, UTF-8 | entries u32, each:
//     device u16 (place in the list) | epoch u32 | sequence u64 | clock ms u48 | clock count u16 | hash of the envelope before 32 |
//     signature 64 | parts u16, each:
//       compartment u16 (place in the list) | payload hash 32 | has u8 (1 salt, 2 body) | salt 16 | body length u32
//   bodies: the bodies' UTF-8, one after another, in the order of their parts
// Packing: 0 none, 1 zstd, 2 deflate (RFC 1950). The hash of an envelope is not sent: the receiver computes it.
// As a whole: Node before 22.15 has no zstd to be named, and would refuse this file.
import * as zlib from 'node:zlib'
import type { ForeignEntry, ForeignPart } from '../archive/admit.ts'
import { Cursor, Malformed, writeU64 } from './cursor.ts'
import { batchBytes, entryBodiesBound, entryHeadsBound } from './protocol.ts'

export type Packing = 'none' | 'zstd' | 'deflate'

const packings: readonly Packing[] = ['none', 'zstd', 'deflate']

/** The packings that this program reads, best first; `hello` tells them. */
export const readPackings: readonly Packing[] = typeof zlib.zstdDecompressSync === 'function' ? ['zstd', 'deflate', 'none'] : ['deflate', 'none']

/** The packing for a peer that reads these: the best that both have. */
export function packingFor(reads: readonly string[]): Packing {
  return readPackings.find((packing) => reads.includes(packing)) ?? 'none'
}

/** Bodies below this many bytes are sent as they are: a live entry of one small change. */
const leastPacked = 256

const entryLength = 2 + 4 + 8 + 6 + 2 + 32 + 64 + 2
const partLength = 2 + 32 + 1

/** How many entries from `start` on go into one frame, 1 at least: until about 1 MiB is full. */
export function batchFrom(entries: readonly ForeignEntry[], start: number): number {
  let bytes = 0
  let at = start
  for (; at < entries.length; at++) {
    const entry = entries[at]!
    // Vietnamese takes up to three bytes a letter; half more than the letters is near enough.
    bytes += entryLength + entry.parts.reduce((sum, { body }) => sum + 64 + (body?.length ?? 0) * 1.5, 0)
    if (bytes > batchBytes && at > start) break
  }
  return at - start
}

/** Lays entries down in the form told above; null where their heads or bodies exceed the bounds of a frame. */
export function writeEntries(entries: readonly ForeignEntry[], packing: Packing): Buffer | null {
  const devices = new Map<string, number>()
  const compartments = new Map<string, number>()
  const place = (list: Map<string, number>, name: string): number => {
    const known = list.get(name)
    if (known !== undefined) return known
    list.set(name, list.size)
    return list.size - 1
  }
  let headsLength = 0
  let letters = 0
  for (const { device, parts } of entries) {
    place(devices, device)
    headsLength += entryLength
    for (const { compartment, salt, body } of parts) {
      place(compartments, compartment)
      headsLength += partLength + (salt === null ? 0 : 16) + (body === null ? 0 : 4)
      letters += body?.length ?? 0
    }
  }
  const names = [...compartments.keys()].map((name) => Buffer.from(name, 'utf8'))
  headsLength += 2 + devices.size * 32 + 2 + names.reduce((sum, name) => sum + 2 + name.length, 0) + 4
  if (headsLength > entryHeadsBound || devices.size > 0xffff || letters > entryBodiesBound) return null

  const heads = Buffer.alloc(4 + headsLength)
  const bodies = room(letters * 3)
  let filled = 0
  let at = heads.writeUInt32BE(headsLength)
  at = heads.writeUInt16BE(devices.size, at)
  for (const device of devices.keys()) at += heads.write(device, at, 'hex')
  at = heads.writeUInt16BE(names.length, at)
  for (const name of names) {
    at = heads.writeUInt16BE(name.length, at)
    at += name.copy(heads, at)
  }
  at = heads.writeUInt32BE(entries.length, at)
  for (const entry of entries) {
    heads.writeUInt16BE(place(devices, entry.device), at)
    heads.writeUInt32BE(entry.epoch, at + 2)
    writeU64(heads, entry.sequence, at + 6)
    heads.writeUIntBE(entry.clock.ms, at + 14, 6)
    heads.writeUInt16BE(entry.clock.count, at + 20)
    entry.previous.copy(heads, at + 22)
    entry.signature.copy(heads, at + 54)
    at = heads.writeUInt16BE(entry.parts.length, at + 118)
    for (const { compartment, hash, salt, body } of entry.parts) {
      heads.writeUInt16BE(place(compartments, compartment), at)
      hash.copy(heads, at + 2)
      heads[at + 34] = (salt === null ? 0 : 1) | (body === null ? 0 : 2)
      at += partLength
      if (salt !== null) at += salt.copy(heads, at)
      if (body === null) continue
      const length = bodies.write(body, filled, 'utf8')
      filled += length
      at = heads.writeUInt32BE(length, at)
    }
  }
  if (filled > entryBodiesBound) return null
  const chosen = filled < leastPacked ? 'none' : packing
  const said = Buffer.allocUnsafe(5)
  said[0] = packings.indexOf(chosen)
  said.writeUInt32BE(filled, 1)
  return Buffer.concat([heads, said, pack(bodies.subarray(0, filled), chosen)])
}

/** Reads entries; throws `Malformed`. */
export function readEntries(payload: Buffer): ForeignEntry[] {
  const whole = new Cursor(payload)
  const headsLength = whole.u32()
  if (headsLength > entryHeadsBound) throw new Malformed('heads too large')
  const cursor = new Cursor(whole.take(headsLength))
  const packing = packings[whole.u8()]
  const bodiesLength = whole.u32()
  if (packing === undefined) throw new Malformed('unknown packing')
  if (bodiesLength > entryBodiesBound) throw new Malformed('bodies too large')
  const bodies = unpack(whole.rest(), packing, bodiesLength)

  const devices = Array.from({ length: counted(cursor, cursor.u16(), 32) }, () => cursor.hex(32))
  const compartments = Array.from({ length: counted(cursor, cursor.u16(), 2) }, () => cursor.text(cursor.u16()))
  const entries: ForeignEntry[] = []
  let read = 0
  for (let count = counted(cursor, cursor.u32(), entryLength); count > 0; count--) {
    const device = listed(devices, cursor.u16())
    const epoch = cursor.u32()
    const sequence = cursor.u64()
    const clock = { ms: cursor.u48(), count: cursor.u16() }
    const previous = cursor.take(32)
    const signature = cursor.take(64)
    const parts: ForeignPart[] = []
    for (let left = counted(cursor, cursor.u16(), partLength); left > 0; left--) {
      const compartment = listed(compartments, cursor.u16())
      const hash = cursor.take(32)
      const has = cursor.u8()
      if (has > 3) throw new Malformed('unknown mark of a part')
      const salt = (has & 1) === 0 ? null : cursor.take(16)
      let body: string | null = null
      if ((has & 2) !== 0) {
        const end = read + cursor.u32()
        if (end > bodies.length) throw new Malformed('body cut short')
        // Bytes that are no UTF-8 become another text, whose hash is not the one that was signed.
        body = bodies.toString('utf8', read, end)
        read = end
      }
      parts.push({ compartment, hash, salt, body })
    }
    entries.push({ device, epoch, sequence, clock, previous, signature, parts })
  }
  cursor.end()
  if (read !== bodies.length) throw new Malformed('bytes after the last body')
  return entries
}

let kept: Buffer | null = null

/** Room for bodies until the next call, the same each time where a usual batch fits: a new one for each frame gave the collector most of its work. */
function room(length: number): Buffer {
  if (length > 4 * batchBytes) return Buffer.allocUnsafe(length)
  return (kept ??= Buffer.allocUnsafeSlow(4 * batchBytes))
}

/** A count of things of `least` bytes each, which must still be there. */
function counted(cursor: Cursor, count: number, least: number): number {
  cursor.need(count * least)
  return count
}

function listed(list: readonly string[], place: number): string {
  const name = list[place]
  if (name === undefined) throw new Malformed('not in the list')
  return name
}

function pack(bytes: Buffer, packing: Packing): Buffer {
  if (packing === 'none') return bytes
  return packing === 'zstd' ? zlib.zstdCompressSync(bytes, { params: { [zlib.constants.ZSTD_c_compressionLevel]: 1 } }) : zlib.deflateSync(bytes, { level: 1 })
}

/** Unpacks to exactly `length` bytes: a frame that would unfold to more is given up there. */
function unpack(bytes: Buffer, packing: Packing, length: number): Buffer {
  if (packing === 'none') {
    if (bytes.length !== length) throw new Malformed('bodies of another length')
    return bytes
  }
  if (packing === 'zstd' && !readPackings.includes('zstd')) throw new Malformed('packing not read here')
  const least = { maxOutputLength: Math.max(1, length), chunkSize: Math.max(64, length) }
  let unpacked: Buffer
  try {
    // zstd takes the size of its window from the frame, up to 128 MiB unless told otherwise; ours fit into 8 MiB.
    unpacked = packing === 'zstd' ? zlib.zstdDecompressSync(bytes, { ...least, params: { [zlib.constants.ZSTD_d_windowLogMax]: 23 } }) : zlib.inflateSync(bytes, least)
  } catch {
    throw new Malformed('bodies do not unpack')
  }
  if (unpacked.length !== length) throw new Malformed('bodies of another length')
  return unpacked
}

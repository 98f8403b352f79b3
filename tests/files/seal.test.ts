// The sealed form itself: what goes in comes out, and nothing else does. Format: header of src-main/files/seal.ts.
import { createHash, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  beginSealing, BINDING_BYTES, CHUNK_BYTES, HEADER_BYTES, openSealing, SEALED_CHUNK_BYTES, sealedSize, sealKey, TAG_BYTES,
} from '../../src-main/files/seal.ts'

const key = sealKey(randomBytes(32))
const room = () => Buffer.allocUnsafe(SEALED_CHUNK_BYTES)
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()

function seal(plain: Buffer, sealingKey = key): Buffer {
  const sealing = beginSealing(sealingKey)
  const parts = [sealing.header]
  const chunks = Math.max(1, Math.ceil(plain.length / CHUNK_BYTES))
  for (let i = 0; i < chunks; i += 1) {
    parts.push(sealing.seal(plain.subarray(i * CHUNK_BYTES, (i + 1) * CHUNK_BYTES), i === chunks - 1, room()))
  }
  return Buffer.concat([...parts, sealing.bind(sha256(plain), plain.length)])
}

/** The plain bytes, or null where any check refuses. `part` leaves out the binding, as if only STREAM protected. */
function open(sealed: Buffer, expected: Buffer, openingKey = key, part: 'all' | 'stream only' = 'all'): Buffer | null {
  const opening = openSealing(openingKey, sealed.subarray(0, HEADER_BYTES), sealed.length)
  if (!opening) return null
  if (part === 'all' && !opening.isBoundTo(sha256(expected), sealed.subarray(-BINDING_BYTES))) return null
  const parts: Buffer[] = []
  for (let i = 0; i < opening.chunks; i += 1) {
    const { offset, length } = opening.place(i)
    const chunk = opening.open(i, sealed.subarray(offset, offset + length), room())
    if (!chunk) return null
    parts.push(chunk)
  }
  return Buffer.concat(parts)
}

/** Sizes where chunks begin and end, and any between. */
const size = fc.oneof(
  fc.constantFrom(0, 1, TAG_BYTES, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES, 2 * CHUNK_BYTES + 1, 3 * CHUNK_BYTES - 1),
  fc.integer({ min: 0, max: 3 * CHUNK_BYTES }),
)

describe('sealing', () => {
  test('gives back the same bytes at every size, in the size foretold', () => {
    fc.assert(fc.property(size, (bytes) => {
      const plain = randomBytes(bytes)
      const sealed = seal(plain)
      expect(sealed.length).toBe(sealedSize(bytes))
      expect(openSealing(key, sealed.subarray(0, HEADER_BYTES), sealed.length)?.size).toBe(bytes)
      expect(open(sealed, plain)?.equals(plain)).toBe(true)
    }), { numRuns: 40 })
  })

  test('refuses any flipped bit, anywhere', () => {
    fc.assert(fc.property(fc.constantFrom(0, 1, 300, CHUNK_BYTES + 7), fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), fc.nat(7), (bytes, where, bit) => {
      const plain = randomBytes(bytes)
      const sealed = seal(plain)
      sealed[Math.floor(where * sealed.length)]! ^= 1 << bit
      expect(open(sealed, plain)).toBeNull()
    }), { numRuns: 150 })
  })

  test('refuses every changed byte of header, tag and binding', () => {
    const plain = randomBytes(40)
    const sealed = seal(plain)
    for (let i = 0; i < sealed.length; i += 1) {
      const changed = Buffer.from(sealed)
      changed[i]! ^= 0x01
      expect(open(changed, plain), `byte ${i}`).toBeNull()
    }
  })

  test('refuses truncated and lengthened files', () => {
    const plain = randomBytes(2 * CHUNK_BYTES + 100)
    const sealed = seal(plain)
    const ends = [0, 10, HEADER_BYTES, HEADER_BYTES + CHUNK_BYTES + TAG_BYTES, sealed.length - BINDING_BYTES, sealed.length - 1]
    for (const end of ends) expect(open(sealed.subarray(0, end), plain), `cut to ${end}`).toBeNull()
    for (const extra of [1, TAG_BYTES, CHUNK_BYTES + TAG_BYTES]) expect(open(Buffer.concat([sealed, Buffer.alloc(extra)]), plain)).toBeNull()
  })

  test('STREAM alone refuses a file cut between chunks, and chunks swapped, repeated or of another file', () => {
    const plain = randomBytes(3 * CHUNK_BYTES)
    const sealed = seal(plain)
    const other = seal(plain)
    const at = (file: Buffer, i: number) => file.subarray(HEADER_BYTES + i * (CHUNK_BYTES + TAG_BYTES), HEADER_BYTES + (i + 1) * (CHUNK_BYTES + TAG_BYTES))
    const built = (...chunks: Buffer[]) => Buffer.concat([sealed.subarray(0, HEADER_BYTES), ...chunks, sealed.subarray(-BINDING_BYTES)])
    expect(open(built(at(sealed, 0), at(sealed, 1), at(sealed, 2)), plain, key, 'stream only')?.equals(plain)).toBe(true)
    expect(open(built(at(sealed, 0), at(sealed, 1)), plain, key, 'stream only')).toBeNull()
    expect(open(built(at(sealed, 0)), plain, key, 'stream only')).toBeNull()
    expect(open(built(at(sealed, 1), at(sealed, 0), at(sealed, 2)), plain, key, 'stream only')).toBeNull()
    expect(open(built(at(sealed, 0), at(sealed, 0), at(sealed, 2)), plain, key, 'stream only')).toBeNull()
    expect(open(built(at(sealed, 0), at(other, 1), at(sealed, 2)), plain, key, 'stream only')).toBeNull()
  })

  test('is bound to its file: another file’s sealed bytes do not pass, though whole', () => {
    const [mine, yours] = [randomBytes(500), randomBytes(500)]
    expect(open(seal(yours), mine)).toBeNull()
  })

  test('opens with its own key alone, and never seals twice alike', () => {
    const plain = Buffer.from('Nghị quyết')
    const sealed = seal(plain)
    expect(open(sealed, plain, sealKey(randomBytes(32)))).toBeNull()
    // The same key id with another secret: as if someone wrote the id over.
    expect(open(sealed, plain, { id: key.id, secret: randomBytes(32) })).toBeNull()
    expect(seal(plain).equals(sealed)).toBe(false)
    expect(sealed.includes(plain)).toBe(false)
  })

  test('chunks out of turn are a programming fault', () => {
    const sealing = beginSealing(key)
    expect(() => sealing.seal(Buffer.alloc(5), false, room())).toThrow(RangeError)
    sealing.seal(Buffer.alloc(5), true, room())
    expect(() => sealing.seal(Buffer.alloc(5), true, room())).toThrow(RangeError)
    expect(() => sealKey(Buffer.alloc(16))).toThrow(RangeError)
  })

  test('the written form is opened by its description alone', async () => {
    // An independent reader, after the table in seal.ts: what is written down must suffice to read an archive in 2060.
    const { createDecipheriv, createHmac, hkdfSync } = await import('node:crypto')
    const plain = randomBytes(CHUNK_BYTES + 3)
    const file = seal(plain)
    expect(file.toString('latin1', 0, 6)).toBe('VTSEAL')
    expect([file[6], file[7], file[63]]).toEqual([1, 19, 0])
    expect(file.subarray(8, 24)).toEqual(createHmac('sha256', key.secret).update('van-thu key id 1').digest().subarray(0, 16))
    const keys = Buffer.from(hkdfSync('sha256', key.secret, file.subarray(24, 56), Buffer.concat([Buffer.from('van-thu seal 1'), file.subarray(0, 64)]), 64))
    const chunks = [file.subarray(64, 64 + 524288 + 16), file.subarray(64 + 524288 + 16, file.length - 32)]
    const opened = chunks.map((chunk, i) => {
      const decipher = createDecipheriv('aes-256-gcm', keys.subarray(0, 32), Buffer.concat([file.subarray(56, 63), Buffer.from([0, 0, 0, i, i === 1 ? 1 : 0])]))
      decipher.setAuthTag(chunk.subarray(-16))
      return Buffer.concat([decipher.update(chunk.subarray(0, -16)), decipher.final()])
    })
    expect(Buffer.concat(opened).equals(plain)).toBe(true)
    const bound = Buffer.concat([Buffer.from('van-thu binding 1'), Buffer.from([0, 0, 0, 0, 0, 8, 0, 3]), sha256(plain)])
    expect(file.subarray(-32)).toEqual(createHmac('sha256', keys.subarray(32)).update(bound).digest())
  })
})

// Messages and their bytes: what goes in comes out, changed bytes are answered by a value, and nothing unfolds beyond its bound.
import { deflateSync, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeMessage, encodeMessage } from '../../src-main/network/codec.ts'
import type { Message } from '../../src-main/network/codec.ts'
import { batchFrom, packingFor, readPackings } from '../../src-main/network/entries-form.ts'
import type { ForeignEntry } from '../../src-main/archive/admit.ts'
import { batchBytes, bounds, entryBodiesBound, kinds } from '../../src-main/network/protocol.ts'
import type { Kind } from '../../src-main/network/protocol.ts'

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length }).map((some) => Buffer.from(some))
const hex32 = bytes(32).map((some) => some.toString('hex'))
const u32 = fc.integer({ min: 0, max: 0xffffffff })
const whole = fc.maxSafeNat()
const words = (maxLength: number) => fc.string({ unit: 'grapheme', maxLength })

const part = fc.record({
  compartment: fc.oneof(fc.constantFrom('office', 'secret-mat', 'password.a1'), words(20)),
  hash: bytes(32),
  salt: fc.option(bytes(16)),
  body: fc.option(fc.oneof(words(60), fc.constant(JSON.stringify({ v: 1, changes: 'Về việc triển khai nghị quyết '.repeat(30) })))),
})
const someDevices = fc.constantFrom('a'.repeat(64), '0123456789abcdef'.repeat(4), 'f'.repeat(64))
const entry: fc.Arbitrary<ForeignEntry> = fc.record({
  device: someDevices,
  epoch: u32,
  sequence: whole,
  clock: fc.record({ ms: fc.integer({ min: 0, max: 2 ** 48 - 1 }), count: fc.integer({ min: 0, max: 0xffff }) }),
  previous: bytes(32),
  signature: bytes(64),
  parts: fc.array(part, { maxLength: 4 }),
})
const lines = fc.dictionary(fc.tuple(hex32, u32).map(([device, epoch]) => `${device}.${epoch}`), whole, { maxKeys: 20, noNullPrototype: true })
const why = fc.record({ why: fc.constantFrom('RETIRED', 'NOT_ADMITTED'), detail: words(30) })
const archiveId = fc.uuid()

const message: fc.Arbitrary<Message> = fc.oneof(
  fc.record({
    kind: fc.constant('hello' as const),
    protocol: fc.integer({ min: 1, max: 0xffff }),
    program: words(10),
    schema: fc.nat(),
    archiveId: fc.option(archiveId),
    device: hex32,
    epoch: u32,
    clockMs: fc.integer(),
    name: words(30),
    addresses: fc.array(fc.record({ host: fc.ipV4(), port: fc.integer({ min: 1, max: 65535 }) }), { maxLength: 4 }),
    unpacks: fc.subarray(['zstd', 'deflate', 'none']),
  }),
  fc.record({ kind: fc.constantFrom('vector' as const, 'ack' as const), lines }),
  fc.record({ kind: fc.constant('entries' as const), entries: fc.array(entry, { maxLength: 8 }) }),
  fc.record({ kind: fc.constant('devices' as const), devices: fc.array(fc.record({ id: hex32, publicKey: bytes(44), name: words(20), retiredAt: fc.option(fc.constant('2026-03-10T02:00:00.000Z')) }), { maxLength: 5 }) }),
  fc.record({ kind: fc.constant('fileWant' as const), fileId: hex32, offset: whole, urgent: fc.boolean() }),
  fc.record({ kind: fc.constant('fileChunk' as const), fileId: hex32, offset: whole, bytes: fc.uint8Array({ maxLength: 500 }).map((some) => Buffer.from(some)), last: fc.boolean() }),
  fc.record({ kind: fc.constant('fileLacking' as const), fileId: hex32 }),
  fc.record({ kind: fc.constant('join' as const), step: fc.constant('commit' as const), commitment: bytes(32) }),
  fc.record({ kind: fc.constant('join' as const), step: fc.constant('reveal' as const), nonce: bytes(32) }),
  fc.record({ kind: fc.constant('joined' as const), archiveId, name: words(30) }),
  fc.tuple(fc.constantFrom('refused' as const, 'bye' as const), why).map(([kind, fields]) => ({ kind, ...fields })),
  fc.constant({ kind: 'ping' as const }),
)

const packing = fc.constantFrom('none' as const, ...readPackings)

function encoded(one: Message, packed: 'none' | 'zstd' | 'deflate' = 'none'): Buffer {
  const payload = encodeMessage(one, packed)
  if (!payload.ok) throw new Error(payload.error.code)
  return payload.value
}

test('every message comes out as it went in, under every packing', () => {
  fc.assert(
    fc.property(message, packing, (one, packed) => {
      expect(decodeMessage(one.kind, encoded(one, packed))).toEqual({ ok: true, value: one })
    }),
    { numRuns: 2000 },
  )
})

test('changed, cut and lengthened bytes never throw', () => {
  fc.assert(
    fc.property(message, packing, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 }), fc.option(fc.nat()), fc.constantFrom(...(Object.keys(kinds) as Kind[])), (one, packed, changes, cut, other) => {
      const payload = Buffer.from(encoded(one, packed))
      for (const [place, byte] of changes) if (payload.length > 0) payload[place % payload.length] = byte
      const read = [payload, payload.subarray(0, cut === null ? payload.length : cut % (payload.length + 1)), Buffer.concat([payload, Buffer.alloc(3)])]
      for (const some of read) for (const kind of [one.kind, other]) decodeMessage(kind, some)
    }),
    { numRuns: 5000 },
  )
})

test('random bytes never throw, under every kind', () => {
  fc.assert(
    fc.property(fc.constantFrom(...(Object.keys(kinds) as Kind[])), fc.uint8Array({ maxLength: 400 }), (kind, some) => {
      decodeMessage(kind, Buffer.from(some))
    }),
    { numRuns: 5000 },
  )
})

/** A frame of entries without one entry, whose bodies claim a length. */
function bodiesFrame(packingByte: number, claimed: number, packed: Buffer): Buffer {
  const head = Buffer.alloc(4 + 8 + 5)
  head.writeUInt32BE(8)
  head[12] = packingByte
  head.writeUInt32BE(claimed, 13)
  return Buffer.concat([head, packed])
}

test('what would unfold beyond its claim or the bound is given up', () => {
  const huge = Buffer.alloc(300 * 1024 * 1024)
  /** What a decoding answers, and that it took no more room than its bound with what it is copied from. */
  const decoded = (frame: Buffer) => {
    const before = process.memoryUsage().arrayBuffers
    const answer = decodeMessage('entries', frame)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(3 * entryBodiesBound)
    return answer
  }
  for (const [byte, packed] of [[2, deflateSync(huge, { level: 1 })], ...(readPackings.includes('zstd') ? [[1, zstdCompressSync(huge)] as const] : [])] as const) {
    expect(decoded(bodiesFrame(byte, 1000, packed))).toEqual({ ok: false, error: { code: 'MESSAGE_MALFORMED', params: { kind: 'entries', why: 'bodies do not unpack' } } })
    expect(decoded(bodiesFrame(byte, entryBodiesBound + 1, packed))).toMatchObject({ ok: false, error: { params: { why: 'bodies too large' } } })
    expect(decoded(bodiesFrame(byte, entryBodiesBound, packed))).toMatchObject({ ok: false })
  }
})

test.skipIf(!readPackings.includes('zstd'))('a zstd frame that asks for a window of 128 MiB is given up', () => {
  // Magic, a header that tells its window alone, and one last block: 64 times the byte 0.
  const large = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, (27 - 10) << 3, 0x03, 0x02, 0x00, 0x00])
  expect(decodeMessage('entries', bodiesFrame(1, 64, large))).toMatchObject({ ok: false, error: { params: { why: 'bodies do not unpack' } } })
})

test('counts that the bytes cannot hold are refused before anything is made of them', () => {
  const vector = Buffer.alloc(4)
  vector.writeUInt32BE(0xffffffff)
  expect(decodeMessage('vector', vector)).toMatchObject({ ok: false, error: { params: { why: 'cut short' } } })
  const heads = Buffer.alloc(8)
  heads.writeUInt32BE(0xffffffff, 4)
  const payload = bodiesFrame(0, 0, Buffer.alloc(0))
  heads.copy(payload, 4)
  expect(decodeMessage('entries', payload)).toMatchObject({ ok: false, error: { params: { why: 'cut short' } } })
})

test('a message above the bound of its kind is not made', () => {
  const one = { device: 'a'.repeat(64), epoch: 1, sequence: 1, clock: { ms: 1, count: 0 }, previous: Buffer.alloc(32), signature: Buffer.alloc(64), parts: [{ compartment: 'office', hash: Buffer.alloc(32), salt: Buffer.alloc(16), body: 'ư'.repeat(entryBodiesBound / 2 + 1) }] }
  expect(encodeMessage({ kind: 'entries', entries: [one] })).toEqual({ ok: false, error: { code: 'MESSAGE_TOO_LARGE', params: { kind: 'entries' } } })
  expect(encodeMessage({ kind: 'fileChunk', fileId: 'a'.repeat(64), offset: 0, bytes: Buffer.alloc(bounds.fileChunk), last: true })).toMatchObject({ ok: false })
})

test('a batch holds about 1 MiB, and at least one entry', () => {
  const one = (letters: number): ForeignEntry => ({ device: 'a'.repeat(64), epoch: 1, sequence: 1, clock: { ms: 1, count: 0 }, previous: Buffer.alloc(32), signature: Buffer.alloc(64), parts: [{ compartment: 'office', hash: Buffer.alloc(32), salt: Buffer.alloc(16), body: 'x'.repeat(letters) }] })
  const many = Array.from({ length: 5000 }, () => one(1000))
  const count = batchFrom(many, 0)
  expect(encoded({ kind: 'entries', entries: many.slice(0, count) }).length).toBeLessThanOrEqual(batchBytes)
  expect(count).toBeGreaterThan(400)
  expect(batchFrom(many, 4990)).toBe(10)
  expect(batchFrom([one(3 * batchBytes), one(1)], 0)).toBe(1)
})

test('two sides take the best packing that both read', () => {
  expect(packingFor(['deflate', 'none'])).toBe('deflate')
  expect(packingFor([])).toBe('none')
  expect(packingFor(['brotli', ...readPackings])).toBe(readPackings[0])
})

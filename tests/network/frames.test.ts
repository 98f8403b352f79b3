// Frames over a stream: any cut gives the same frames, no bytes make it throw or keep more than its bound, and bulk waits.
import { Duplex } from 'node:stream'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFrameReader, createFrameWriter } from '../../src-main/network/frames.ts'
import type { Frame } from '../../src-main/network/frames.ts'

const bound = 5_000
const rules = { bound: (kind: number) => (kind === 9 ? 1 : bound), knows: (kind: number) => kind !== 8 }

function bytesOf(frames: readonly Frame[]): Buffer {
  return Buffer.concat(frames.flatMap(({ kind, payload }) => {
    const head = Buffer.alloc(5)
    head.writeUInt32BE(payload.length)
    head[4] = kind
    return [head, payload]
  }))
}

const frame = fc.record({ kind: fc.integer({ min: 0, max: 8 }), payload: fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.uint8Array({ minLength: 1000, maxLength: bound })).map((bytes) => Buffer.from(bytes)) })

/** Cuts bytes at lengths that are gone through again and again. */
function* pieces(bytes: Buffer, lengths: readonly number[]): Generator<Buffer> {
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const length = lengths[turn % lengths.length]!
    yield bytes.subarray(at, at + length)
    at += length
  }
}

test('any frames, cut anywhere, come out as they went in; unknown kinds are passed over', () => {
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 12 }), fc.array(fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 9000 })), { minLength: 1, maxLength: 8 }), (frames, lengths) => {
      const reader = createFrameReader(rules)
      const out: { kind: number; payload: string }[] = []
      for (const piece of pieces(bytesOf(frames), lengths)) {
        const read = reader.feed(piece)
        if (!read.ok) throw new Error('refused')
        for (const { kind, payload } of read.value) out.push({ kind, payload: payload.toString('hex') })
      }
      expect(out).toEqual(frames.filter(({ kind }) => kind !== 8).map(({ kind, payload }) => ({ kind, payload: payload.toString('hex') })))
      expect(reader.kept).toBe(0)
    }),
    { numRuns: 300 },
  )
})

test('random bytes never throw, never keep more than the bound, and a fault stays', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 30 }), fc.boolean(), (chunks, small) => {
      const reader = createFrameReader(rules)
      let broken = false
      for (const chunk of chunks) {
        const bytes = Buffer.from(chunk)
        // Lengths of random bytes are mostly too large: half the runs make them believable.
        if (small && bytes.length > 2) bytes.fill(0, 0, 2)
        const read = reader.feed(bytes)
        if (broken) expect(read.ok).toBe(false)
        broken ||= !read.ok
        expect(reader.kept).toBeLessThanOrEqual(bound)
      }
    }),
    { numRuns: 2000 },
  )
})

test('what is claimed is not believed: a length without bytes takes no room', () => {
  const reader = createFrameReader({ bound: () => 100 * 1024 * 1024, knows: () => true })
  reader.feed(Buffer.from([0x06, 0, 0, 0, 3]))
  for (let at = 0; at < 1000; at++) reader.feed(Buffer.from([1]))
  expect(reader.kept).toBe(16 * 1024)
})

test('a frame above the bound of its kind is a fault that names it', () => {
  const reader = createFrameReader(rules)
  const read = reader.feed(bytesOf([{ kind: 9, payload: Buffer.alloc(2) }]))
  expect(read).toEqual({ ok: false, error: { code: 'FRAME_TOO_LARGE', params: { kind: 9, length: 2, bound: 1 } } })
})

/** A stream whose other end takes bytes only when it is told to. */
function slowStream(): { stream: Duplex; taken: Buffer[]; take: () => void } {
  const taken: Buffer[] = []
  let waiting: (() => void) | null = null
  const stream = new Duplex({
    read() {},
    write(chunk: Buffer, _encoding, done) {
      taken.push(chunk)
      waiting = done
    },
    writev(chunks, done) {
      taken.push(...chunks.map(({ chunk }) => chunk as Buffer))
      waiting = done
    },
  })
  return {
    stream,
    taken,
    take() {
      const done = waiting
      waiting = null
      done?.()
    },
  }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))

test('an entry passes all chunks that have not left yet, and a writer waits while the stream is full', async () => {
  const { stream, taken, take } = slowStream()
  const writer = createFrameWriter(stream)
  const answers: string[] = []
  const chunk = Buffer.alloc(64 * 1024, 7)
  for (const name of ['chunk 1', 'chunk 2', 'chunk 3']) void writer.write(7, chunk, 'bulk').then((sent) => answers.push(`${name} ${sent}`))
  void writer.write(3, Buffer.from('entry')).then((sent) => answers.push(`entry ${sent}`))
  await settle()
  expect(answers).toEqual([])
  expect(writer.queued).toBe(2 * chunk.length + 5)
  for (let round = 0; round < 10; round++) {
    take()
    await settle()
  }
  expect(answers.at(0)).toBe('chunk 1 true')
  expect(answers.indexOf('entry true')).toBeLessThan(answers.indexOf('chunk 2 true'))
  expect(answers).toHaveLength(4)
  const read = createFrameReader({ bound: () => 1e6, knows: () => true }).feed(Buffer.concat(taken))
  expect(read.ok && read.value.map(({ kind }) => kind)).toEqual([7, 3, 7, 7])
})

test('a stream that closes answers all that waited with false', async () => {
  const { stream } = slowStream()
  const writer = createFrameWriter(stream)
  const all = Promise.all([writer.write(7, Buffer.alloc(70_000), 'bulk'), writer.write(7, Buffer.alloc(70_000), 'bulk'), writer.write(3, Buffer.alloc(1))])
  stream.destroy()
  expect(await all).toEqual([false, false, false])
  expect(await writer.write(3, Buffer.alloc(1))).toBe(false)
  expect(writer.queued).toBe(0)
})

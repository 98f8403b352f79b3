// Frames over a stream of bytes: length u32 (of the payload) | kind u8 | payload, big-endian.
//
// Reading keeps at most twice the bytes that came of one frame, whatever length it claims and however finely it is cut. Writing has two
// queues: `soon`, and `bulk` for chunks of files; a bulk frame goes only where nothing waits in `soon` and the stream has room, so
// an entry waits behind one chunk at most.
import type { Duplex } from 'node:stream'
import { err, ok } from '../contract/result.ts'
import type { Result } from '../contract/result.ts'

export interface Frame {
  readonly kind: number
  /** may share memory with what was read */
  readonly payload: Buffer
}

export interface FrameFault {
  readonly code: 'FRAME_TOO_LARGE'
  readonly params: { readonly kind: number; /** bytes */ readonly length: number; /** bytes */ readonly bound: number }
}

/** What a reader takes. */
export interface FrameRules {
  /** bytes that a payload of this kind may have; −1: the kind may not come now. Asked once for each frame, in their order. */
  bound(kind: number): number
  /** whether frames of this kind are handed on; others are passed over, without being kept */
  knows(kind: number): boolean
}

const headLength = 5

/** Room for a payload that comes in pieces, bytes, before its length is believed. */
const firstRoom = 16 * 1024

export interface FrameReader {
  /**
   * Takes the next bytes of the stream, cut anywhere; answers the frames that they complete, in order. After a fault, nothing more is taken
   * and every further call answers the same fault: the place of the next frame is unknown.
   */
  feed(bytes: Buffer): Result<Frame[], FrameFault>
  /** bytes kept of an unfinished frame */
  readonly kept: number
  /** whether the last byte that came was the last of a frame, or none came */
  readonly isBetween: boolean
}

export function createFrameReader(rules: FrameRules): FrameReader {
  const head = Buffer.alloc(headLength)
  let headFilled = 0
  let kind = 0
  let length = 0
  /** of the payload, bytes that came */
  let filled = 0
  let room: Buffer | null = null
  let fault: Result<never, FrameFault> | null = null

  function keep(piece: Buffer): void {
    if (room === null) room = Buffer.allocUnsafe(Math.min(length, Math.max(firstRoom, piece.length)))
    if (room.length < filled + piece.length) {
      const larger = Buffer.allocUnsafe(Math.min(length, Math.max(2 * room.length, filled + piece.length)))
      room.copy(larger, 0, 0, filled)
      room = larger
    }
    piece.copy(room, filled)
  }

  return {
    get kept() {
      return room?.length ?? 0
    },
    get isBetween() {
      return headFilled === 0
    },
    feed(bytes) {
      if (fault !== null) return fault
      const frames: Frame[] = []
      let at = 0
      while (at < bytes.length) {
        if (headFilled < headLength) {
          const taken = bytes.copy(head, headFilled, at, Math.min(bytes.length, at + headLength - headFilled))
          headFilled += taken
          at += taken
          if (headFilled < headLength) break
          length = head.readUInt32BE(0)
          kind = head[4]!
          filled = 0
          const bound = rules.bound(kind)
          if (length > bound) return (fault = err('FRAME_TOO_LARGE', { kind, length, bound }))
        }
        const known = rules.knows(kind)
        const piece = bytes.subarray(at, at + length - filled)
        at += piece.length
        const whole = piece.length === length
        if (known && !whole) keep(piece)
        filled += piece.length
        if (filled < length) break
        if (known) frames.push({ kind, payload: whole ? piece : room! })
        room = null
        headFilled = 0
      }
      return ok(frames)
    },
  }
}

/** The bytes before a payload of `length` bytes. */
export function frameHead(kind: number, length: number): Buffer {
  const head = Buffer.allocUnsafe(headLength)
  head.writeUInt32BE(length)
  head[4] = kind
  return head
}

/** `soon`: before all `bulk` that has not left yet. */
export type Priority = 'soon' | 'bulk'

export interface FrameWriter {
  /**
   * Queues a frame. Answers true once it is handed to the stream and the stream has room again, false where the stream closed
   * before. Frames of one priority leave in order. Who sends much waits for each answer: the queue has no bound of its own.
   */
  write(kind: number, payload: Buffer, priority?: Priority): Promise<boolean>
  /** bytes that wait here */
  readonly queued: number
  /** Drops what waits; every write answers false from now on. The stream is left open. */
  stop(): void
}

interface Waiting {
  readonly kind: number
  readonly payload: Buffer
  readonly done: (sent: boolean) => void
}

export function createFrameWriter(stream: Duplex): FrameWriter {
  const queues: Record<Priority, Waiting[]> = { soon: [], bulk: [] }
  let queued = 0
  let isFull = false
  let stopped = stream.destroyed || stream.writableEnded
  /** handed to the stream while it was full: answered when it has room */
  let handed: Waiting[] = []

  function pump(): void {
    while (!isFull && !stopped) {
      const next = queues.soon.shift() ?? queues.bulk.shift()
      if (next === undefined) return
      queued -= next.payload.length
      stream.cork()
      stream.write(frameHead(next.kind, next.payload.length))
      const hasRoom = next.payload.length === 0 ? !stream.writableNeedDrain : stream.write(next.payload)
      stream.uncork()
      if (hasRoom) next.done(true)
      else {
        isFull = true
        handed.push(next)
      }
    }
  }

  function stop(): void {
    stopped = true
    const lost = [...handed, ...queues.soon, ...queues.bulk]
    handed = []
    queues.soon = []
    queues.bulk = []
    queued = 0
    for (const one of lost) one.done(false)
  }

  stream.on('drain', () => {
    isFull = false
    const answered = handed
    handed = []
    for (const one of answered) one.done(true)
    pump()
  })
  stream.once('close', stop)

  return {
    write(kind, payload, priority = 'soon') {
      if (stopped || stream.destroyed || stream.writableEnded) return Promise.resolve(false)
      return new Promise((done) => {
        queues[priority].push({ kind, payload, done })
        queued += payload.length
        pump()
      })
    },
    get queued() {
      return queued
    },
    stop,
  }
}

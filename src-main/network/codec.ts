// Messages as typed values, and their bytes. Two forms:
//   JSON (UTF-8), checked by a schema: hello, devices, joined, refused, bye. Fields that this program does not know are passed over.
//   binary, big-endian:
//     vector, ack   lines u32, each: device 32 | epoch u32 | sequence u64
//     entries       entries-form.ts
//     fileWant      file id 32 | offset u64 | urgent u8 (0, 1)
//     fileChunk     file id 32 | offset u64 | last u8 (0, 1) | bytes to the end
//     fileLacking   file id 32
//     join          step u8 (1 commit, 2 reveal) | commitment or nonce 32
//     ping          nothing
// What cannot be read is an error as a value; nothing here throws on any bytes, nor allocates more than the bounds of protocol.ts.
import { z } from 'zod'
import type { ForeignEntry } from '../archive/admit.ts'
import { err, ok } from '../contract/result.ts'
import type { Result } from '../contract/result.ts'
import { Cursor, Malformed, writeU64 } from './cursor.ts'
import { readEntries, writeEntries } from './entries-form.ts'
import type { Packing } from './entries-form.ts'
import { bounds, fileChunkBound, kinds } from './protocol.ts'
import type { Kind } from './protocol.ts'

const device = z.string().regex(/^[0-9a-f]{64}$/)
const shortText = z.string().max(200)
const code = z.string().regex(/^[A-Z][A-Z_]{0,39}$/)

export const helloSchema = z.object({
  protocol: z.int().min(1).max(0xffff),
  /** version of the program, to be shown */
  program: z.string().max(40),
  /** number of the newest migration known */
  schema: z.int().nonnegative(),
  /** null: has no archive yet, and wants to join */
  archiveId: z.string().regex(/^[0-9a-f-]{36}$/).nullable(),
  device,
  epoch: z.int().nonnegative().max(0xffffffff),
  /** ms since 1970 by this PC's clock, which may be wrong */
  clockMs: z.int(),
  /** of the PC, to be shown */
  name: shortText,
  /** where this PC listens, best first; empty where it does not */
  addresses: z.array(z.object({ host: z.string().max(255), port: z.int().min(1).max(65535) })).max(16),
  /** packings of bodies that it reads (entries-form.ts) */
  unpacks: z.array(z.string().max(20)).max(16),
})

const base64 = z.base64().max(400)

const devicesSchema = z.object({
  devices: z
    .array(
      z.object({
        id: device,
        /** SPKI DER, base64 on the wire */
        publicKey: base64.transform((text) => Buffer.from(text, 'base64')),
        name: shortText,
        /** ISO 8601, UTC; null: in use */
        retiredAt: z.string().max(40).nullable(),
      }),
    )
    .max(10_000),
})

const joinedSchema = z.object({ archiveId: z.string().regex(/^[0-9a-f-]{36}$/), /** of the office, to be shown */ name: shortText })

const whySchema = z.object({ why: code, /** to be shown to IT staff, never a record's content */ detail: z.string().max(300).optional() })

export type Hello = z.output<typeof helloSchema>
export type KnownDevice = z.output<typeof devicesSchema>['devices'][number]
export type Joined = z.output<typeof joinedSchema>

/** `<device hex>.<epoch>` → the sequence up to which every entry of this line is held. */
export type Lines = Readonly<Record<string, number>>

export type Message =
  | ({ readonly kind: 'hello' } & Hello)
  | { readonly kind: 'vector' | 'ack'; readonly lines: Lines }
  | { readonly kind: 'entries'; readonly entries: readonly ForeignEntry[] }
  | { readonly kind: 'devices'; readonly devices: readonly KnownDevice[] }
  | { readonly kind: 'fileWant'; /** 64 hex digits */ readonly fileId: string; /** bytes */ readonly offset: number; /** before all that is not */ readonly urgent: boolean }
  | { readonly kind: 'fileChunk'; readonly fileId: string; readonly offset: number; readonly bytes: Buffer; readonly last: boolean }
  | { readonly kind: 'fileLacking'; readonly fileId: string }
  | { readonly kind: 'join'; readonly step: 'commit'; readonly commitment: Buffer }
  | { readonly kind: 'join'; readonly step: 'reveal'; readonly nonce: Buffer }
  | ({ readonly kind: 'joined' } & Joined)
  | { readonly kind: 'refused' | 'bye'; readonly why: string; readonly detail?: string | undefined }
  | { readonly kind: 'ping' }

export interface TooLarge {
  readonly code: 'MESSAGE_TOO_LARGE'
  readonly params: { readonly kind: Kind }
}

export interface Unreadable {
  readonly code: 'MESSAGE_MALFORMED'
  readonly params: { readonly kind: string; readonly why: string }
}

const kindOf: ReadonlyMap<number, Kind> = new Map(Object.entries(kinds).map(([kind, byte]) => [byte, kind as Kind]))

/** The kind that a frame's byte names; null for one that this program does not know. */
export function kindOfByte(byte: number): Kind | null {
  return kindOf.get(byte) ?? null
}

/** The payload of a message. `packing`: for bodies of entries, what the receiver reads. */
export function encodeMessage(message: Message, packing: Packing = 'none'): Result<Buffer, TooLarge> {
  const payload = encode(message, packing)
  return payload === null || payload.length > bounds[message.kind] ? err('MESSAGE_TOO_LARGE', { kind: message.kind }) : ok(payload)
}

function encode(message: Message, packing: Packing): Buffer | null {
  switch (message.kind) {
    case 'vector':
    case 'ack':
      return writeLines(message.lines)
    case 'entries':
      return writeEntries(message.entries, packing)
    case 'devices':
      return json({ devices: message.devices.map((one) => ({ ...one, publicKey: one.publicKey.toString('base64') })) })
    case 'fileWant':
      return Buffer.concat([fileHead(message.fileId, message.offset), Buffer.from([message.urgent ? 1 : 0])])
    case 'fileChunk':
      return Buffer.concat([fileHead(message.fileId, message.offset), Buffer.from([message.last ? 1 : 0]), message.bytes])
    case 'fileLacking':
      return Buffer.from(message.fileId, 'hex')
    case 'join':
      return message.step === 'commit' ? Buffer.concat([Buffer.from([1]), message.commitment]) : Buffer.concat([Buffer.from([2]), message.nonce])
    case 'ping':
      return Buffer.alloc(0)
    case 'hello':
    case 'joined':
    case 'refused':
    case 'bye': {
      const { kind: _kind, ...fields } = message
      return json(fields)
    }
  }
}

/** Reads the payload of a known kind. Buffers of the message share the payload's memory. */
export function decodeMessage(kind: Kind, payload: Buffer): Result<Message, Unreadable> {
  try {
    return ok(decode(kind, payload))
  } catch (error) {
    if (error instanceof Malformed) return err('MESSAGE_MALFORMED', { kind, why: error.message })
    throw error
  }
}

function decode(kind: Kind, payload: Buffer): Message {
  if (payload.length > bounds[kind]) throw new Malformed('too large')
  const cursor = new Cursor(payload)
  switch (kind) {
    case 'hello':
      return { kind, ...fields(helloSchema, payload) }
    case 'devices':
      return { kind, ...fields(devicesSchema, payload) }
    case 'joined':
      return { kind, ...fields(joinedSchema, payload) }
    case 'refused':
    case 'bye':
      return { kind, ...fields(whySchema, payload) }
    case 'vector':
    case 'ack':
      return { kind, lines: readLines(cursor) }
    case 'entries':
      return { kind, entries: readEntries(payload) }
    case 'fileWant': {
      const head = { kind, fileId: cursor.hex(32), offset: cursor.u64() } as const
      const urgent = cursor.u8()
      if (urgent > 1) throw new Malformed('unknown urgency')
      return ended(cursor, { ...head, urgent: urgent === 1 })
    }
    case 'fileChunk': {
      const head = { kind, fileId: cursor.hex(32), offset: cursor.u64() } as const
      const last = cursor.u8()
      if (last > 1) throw new Malformed('unknown mark of a chunk')
      if (cursor.left > fileChunkBound) throw new Malformed('chunk too large')
      return { ...head, bytes: cursor.rest(), last: last === 1 }
    }
    case 'fileLacking':
      return ended(cursor, { kind, fileId: cursor.hex(32) })
    case 'join': {
      const step = cursor.u8()
      const bytes = cursor.take(32)
      if (step === 1) return ended(cursor, { kind, step: 'commit', commitment: bytes })
      if (step === 2) return ended(cursor, { kind, step: 'reveal', nonce: bytes })
      throw new Malformed('unknown step')
    }
    case 'ping':
      return ended(cursor, { kind })
  }
}

function ended(cursor: Cursor, message: Message): Message {
  cursor.end()
  return message
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value), 'utf8')
}

function fields<Schema extends z.ZodType>(schema: Schema, payload: Buffer): z.output<Schema> {
  let value: unknown
  try {
    value = JSON.parse(payload.toString('utf8'))
  } catch {
    throw new Malformed('no JSON')
  }
  const read = schema.safeParse(value)
  if (!read.success) throw new Malformed(`field ${read.error.issues[0]?.path.join('.') ?? ''}`.slice(0, 100))
  return read.data
}

const lineLength = 32 + 4 + 8

function writeLines(lines: Lines): Buffer {
  const all = Object.entries(lines)
  const bytes = Buffer.allocUnsafe(4 + all.length * lineLength)
  let at = bytes.writeUInt32BE(all.length)
  for (const [line, sequence] of all) {
    at += bytes.write(line, at, 32, 'hex')
    at = bytes.writeUInt32BE(Number(line.slice(65)), at)
    writeU64(bytes, sequence, at)
    at += 8
  }
  return bytes
}

function readLines(cursor: Cursor): Lines {
  const count = cursor.u32()
  cursor.need(count * lineLength)
  const lines: Record<string, number> = {}
  for (let left = count; left > 0; left--) lines[`${cursor.hex(32)}.${cursor.u32()}`] = cursor.u64()
  cursor.end()
  // A line that stands twice would be told two ways.
  if (Object.keys(lines).length !== count) throw new Malformed('a line twice')
  return lines
}

function fileHead(fileId: string, offset: number): Buffer {
  const bytes = Buffer.allocUnsafe(40)
  bytes.write(fileId, 0, 'hex')
  writeU64(bytes, offset, 32)
  return bytes
}

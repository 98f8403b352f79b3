// The form of a journal entry, fixed from the first day.
//
// ENVELOPE, seen by everyone. Bytes, big-endian, in this order:
//   "VTE1" | device 32 | epoch u32 | sequence u64 | clock ms u48 | clock count u16 | hash of the envelope before 32 |
//   number of compartments u16 | for each, by name: name length u16 | name UTF-8 | payload hash 32
// Its hash is SHA-256 of these bytes; its signature is Ed25519 of the hash by the device's key. `device` is SHA-256 of the
// device's public key (SPKI, DER). The envelope before is the one of the same device and epoch with sequence − 1; before the
// first of an epoch it is the latest that the device had taken in when the epoch began, and 32 zero bytes in a new archive.
// It names no command, table or subject.
//
// PAYLOAD, one per compartment, seen by those who are cleared for it. UTF-8 JSON:
//   {v: 1, schema, command, commandId?, input?, answer?, actor, at, after?, seen?, erases?, changes: [[table, id, {field: [before, after, from…]}, mark?], …]}
// `from` is the entry that the before-value came from (`<device hex>.<epoch>.<sequence>`), left out where the record is new; more
// than one where the change settles values that stood beside each other.
// `after`, in the office's own part: which entries of other lines the writer took in since its entry before (line → sequence; a line
// is `<device>.<epoch>`, its device shortened to 16 digits). No PC applies an entry before these.
// `mark` "whole": the change tells the whole record in this compartment, for whoever knows it from no other, and stands in the place
// of all that was written to it as far as `seen` goes (line → sequence). "forgotten": the same, and
// nothing else that was ever written to the record counts any more.
// `erases`: entries whose payload in this compartment was erased, and is to be erased by whoever has it.
// `schema` is the number of the newest migration that the writing program knew: a program that lacks the tables or columns of a
// newer one parks the entry until it is upgraded (apply.ts), and tells so from damage by this number. Entries written before the
// number was kept have none.
// Payload hash = SHA-256(salt 16 ‖ JSON bytes). The salt travels with the payload, so a withheld payload cannot be guessed.
import { createHash, randomBytes, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { Stamp } from './clock.ts'
import type { Vector } from './vector.ts'

export type Scalar = string | number | null

/** field → [before, after, entries that the before-values came from] */
export type FieldChanges = Record<string, readonly [Scalar, Scalar, ...string[]]>

export type RecordChange = readonly [table: string, id: string, fields: FieldChanges, mark?: 'whole' | 'forgotten']

export interface Payload {
  readonly v: 1
  readonly schema?: number
  readonly command: string
  readonly commandId?: string
  /** SHA-256 hex of the input, where a commandId was given */
  readonly input?: string
  /** the answer's value, where a commandId was given */
  readonly answer?: unknown
  readonly actor: string
  /** ISO 8601, UTC */
  readonly at: string
  readonly after?: Vector
  /** where a change is marked: what the writer had taken in */
  readonly seen?: Vector
  readonly erases?: readonly string[]
  readonly changes: readonly RecordChange[]
}

export interface PayloadPart {
  readonly compartment: string
  readonly salt: Buffer
  readonly body: string
  readonly hash: Buffer
}

export interface Envelope {
  /** 64 hex digits */
  readonly device: string
  readonly epoch: number
  readonly sequence: number
  readonly clock: Stamp
  readonly previous: Buffer
  /** by name of the compartment */
  readonly parts: readonly { readonly compartment: string; readonly hash: Buffer }[]
  readonly hash: Buffer
  readonly signature: Buffer
}

/** What stands before the first entry of an archive. */
export const beginning: Buffer = Buffer.alloc(32)

/** The compartment of the office at large; secret levels and books get their own. */
export const officeCompartment = 'office'

/** `<device>.<epoch>.<sequence>`: names one entry everywhere. */
export function entryRef(entry: { readonly device: string; readonly epoch: number; readonly sequence: number }): string {
  return `${entry.device}.${entry.epoch}.${entry.sequence}`
}

/** Takes a reference apart; null for text that is none. */
export function parseEntryRef(ref: string): { device: string; epoch: number; sequence: number } | null {
  const match = /^([0-9a-f]{64})\.(\d{1,10})\.(\d{1,16})$/.exec(ref)
  return match === null ? null : { device: match[1]!, epoch: Number(match[2]), sequence: Number(match[3]) }
}

/** Lays a payload down under a fresh salt. */
export function sealPayload(compartment: string, payload: Payload): PayloadPart {
  const body = JSON.stringify(payload)
  const salt = randomBytes(16)
  return { compartment, salt, body, hash: payloadHash(salt, body) }
}

export function payloadHash(salt: Buffer, body: string): Buffer {
  return createHash('sha256').update(salt).update(body, 'utf8').digest()
}

/** SHA-256 of the public key in SPKI DER, as hex: the device's name. */
export function deviceId(publicKey: KeyObject): string {
  return createHash('sha256').update(publicKey.export({ type: 'spki', format: 'der' })).digest('hex')
}

/** Makes and signs the envelope. */
export function sealEnvelope(fields: Omit<Envelope, 'hash' | 'signature'>, deviceKey: KeyObject): Envelope {
  const hash = envelopeHash(fields)
  return { ...fields, hash, signature: sign(null, hash, deviceKey) }
}

export function envelopeHash(fields: Omit<Envelope, 'hash' | 'signature'>): Buffer {
  return createHash('sha256').update(envelopeBytes(fields)).digest()
}

/** The bytes that an envelope's hash is made of, in the form told above. */
export function envelopeBytes(fields: Omit<Envelope, 'hash' | 'signature'>): Buffer {
  const head = Buffer.alloc(4 + 32 + 4 + 8 + 6 + 2 + 32 + 2)
  head.write('VTE1', 0, 'latin1')
  head.write(fields.device, 4, 'hex')
  head.writeUInt32BE(fields.epoch, 36)
  head.writeBigUInt64BE(BigInt(fields.sequence), 40)
  head.writeUIntBE(fields.clock.ms, 48, 6)
  head.writeUInt16BE(fields.clock.count, 54)
  fields.previous.copy(head, 56)
  head.writeUInt16BE(fields.parts.length, 88)
  const parts = fields.parts.flatMap((part) => {
    const name = Buffer.from(part.compartment, 'utf8')
    const length = Buffer.alloc(2)
    length.writeUInt16BE(name.length)
    return [length, name, part.hash]
  })
  return Buffer.concat([head, ...parts])
}

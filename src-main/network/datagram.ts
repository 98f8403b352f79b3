// The datagrams by which hubs are found, 512 bytes at most, big-endian:
//   "VTH1" | type u8 (1 announcement, 2 query) | protocol u16 | tag of the archive 8
//   announcement, on: device 32 | port u16 | name length u8 | name UTF-8 (96 bytes at most)
//   query: a tag of zeros asks for the hubs of every archive
// What follows in a longer datagram is a later program's, and passed over. Names are shown to people, so marks that would make one
// read as another are dropped.
import { createHash } from 'node:crypto'
import { Cursor, Malformed } from './cursor.ts'
import { datagramBound, protocolVersion } from './protocol.ts'

export interface Announcement {
  readonly type: 'announcement'
  readonly protocol: number
  /** 16 hex digits */
  readonly tag: string
  /** 64 hex digits */
  readonly device: string
  /** TCP */
  readonly port: number
  readonly name: string
}

export interface Query {
  readonly type: 'query'
  readonly protocol: number
  /** 16 hex digits; null: any archive */
  readonly tag: string | null
}

export type Datagram = Announcement | Query

const anyArchive = '0'.repeat(16)
const nameBound = 96

/** What is told of an archive to everybody: enough to find its hubs, no way back to its id. */
export function archiveTag(archiveId: string): string {
  return createHash('sha256').update(archiveId, 'utf8').digest('hex').slice(0, 16)
}

export function writeAnnouncement(hub: Omit<Announcement, 'type' | 'protocol'>): Buffer {
  const name = clipped(hub.name)
  const tail = Buffer.alloc(3)
  tail.writeUInt16BE(hub.port)
  tail[2] = name.length
  return Buffer.concat([head(1, hub.tag), Buffer.from(hub.device, 'hex'), tail, name])
}

export function writeQuery(tag: string | null): Buffer {
  return head(2, tag ?? anyArchive)
}

/** Reads a datagram; null for one that is none of ours. */
export function readDatagram(bytes: Buffer): Datagram | null {
  if (bytes.length > datagramBound) return null
  const cursor = new Cursor(bytes)
  try {
    if (cursor.take(4).toString('latin1') !== 'VTH1') return null
    const type = cursor.u8()
    const protocol = cursor.u16()
    const tag = cursor.hex(8)
    if (type === 2) return { type: 'query', protocol, tag: tag === anyArchive ? null : tag }
    if (type !== 1) return null
    const device = cursor.hex(32)
    const port = cursor.u16()
    const name = shown(cursor.text(cursor.u8()))
    return port === 0 ? null : { type: 'announcement', protocol, tag, device, port, name }
  } catch (error) {
    if (error instanceof Malformed) return null
    throw error
  }
}

function head(type: number, tag: string): Buffer {
  const bytes = Buffer.alloc(15)
  bytes.write('VTH1', 'latin1')
  bytes[4] = type
  bytes.writeUInt16BE(protocolVersion, 5)
  bytes.write(tag, 7, 'hex')
  return bytes
}

/** A name's first bytes, never half a letter. */
function clipped(name: string): Buffer {
  let text = ''
  for (const letter of name.normalize('NFC')) {
    if (Buffer.byteLength(text + letter, 'utf8') > nameBound) break
    text += letter
  }
  return Buffer.from(text, 'utf8')
}

/** Without controls, bidi marks and what was no UTF-8. */
function shown(name: string): string {
  return name.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffd]/gu, '').trim()
}

// Writing a bundle: entries and files as they come, sealed chunk by chunk into parts. Memory holds a batch of entries and a chunk.
import type { KeyObject } from 'node:crypto'
import type { Result } from '../../contract/result.ts'
import { entryRef } from '../../archive/entry.ts'
import { asResult, FileFailure } from '../../files/errors.ts'
import type { FileError } from '../../files/errors.ts'
import type { FileStore } from '../../files/store.ts'
import { readAgreement } from '../agreement.ts'
import { encodeMessage } from '../codec.ts'
import type { KnownDevice, Message } from '../codec.ts'
import { batchFrom, packingFor } from '../entries-form.ts'
import type { ForeignEntry } from '../../archive/admit.ts'
import { frameHead } from '../frames.ts'
import { batchBytes, fileChunkBound, kinds } from '../protocol.ts'
import { asBundleResult, BundleFailure, manifestKind } from './form.ts'
import type { BundleError, Manifest } from './form.ts'
import { beginParts } from './seal-parts.ts'

export interface BundleWriting {
  /** Parts lie at `<path>.001` and on. */
  readonly path: string
  readonly archiveId: string
  readonly sender: { readonly device: string; readonly key: KeyObject }
  /** `publicKey`: SPKI DER; `card`: its agreement key, signed (agreement.ts) */
  readonly receiver: { readonly device: string; readonly publicKey: Buffer; readonly card: Buffer }
  readonly manifest: Manifest
  readonly devices: readonly KnownDevice[]
  /** in the order of positions of the journal, payloads that the receiver is not cleared for withheld */
  readonly entries: AsyncIterable<ForeignEntry> | Iterable<ForeignEntry>
  /** files that the receiver may hold; what is not there, or `mayLeave` refuses, is left out */
  readonly files?: { readonly store: Pick<FileStore, 'readRange'>; readonly ids: AsyncIterable<string> | Iterable<string>; readonly mayLeave: (fileId: string, device: string) => boolean }
  /** bytes of a part at most; by default what a stick with FAT32 takes */
  readonly partSize?: number
  /** packings that the receiver reads; what all read by default */
  readonly unpacks?: readonly string[]
  readonly signal?: AbortSignal
}

export interface BundleWritten {
  /** 32 hex digits */
  readonly bundle: string
  readonly parts: readonly string[]
  readonly bytes: number
  readonly entries: number
  readonly files: number
  /** ids of files that were left out */
  readonly lacking: readonly string[]
}

/**
 * Writes a bundle; where it fails, nothing of it stays. Errors: BUNDLE_RECEIVER_UNPROVEN, BUNDLE_PART_TOO_SMALL, BUNDLE_TOO_MANY_PARTS,
 * BUNDLE_ENTRY_TOO_LARGE; FILE_EXISTS, DISK_FULL, FILE_UNWRITABLE, CANCELLED.
 */
export async function writeBundle(writing: BundleWriting): Promise<Result<BundleWritten, BundleError | FileError>> {
  const result = await asResult(() => asBundleResult(() => write(writing)))
  return result.ok ? result.value : result
}

/** Writes a receipt: one small part that tells the other PC what came, and what this one holds. Errors as `writeBundle`. */
export function writeReceipt(writing: Omit<BundleWriting, 'manifest' | 'devices' | 'entries' | 'files'> & { readonly manifest: Omit<Manifest, 'from' | 'to'> }): Promise<Result<BundleWritten, BundleError | FileError>> {
  return writeBundle({ ...writing, manifest: { ...writing.manifest, from: {}, to: {} }, devices: [], entries: [] })
}

/** Bytes read from the store at once: one of its sealed chunks. */
const readBytes = 512 * 1024

async function write(writing: BundleWriting): Promise<BundleWritten> {
  const { devices, files, receiver, signal } = writing
  const agreement = readAgreement(receiver.publicKey, receiver.card)
  if (agreement === null) throw new BundleFailure('BUNDLE_RECEIVER_UNPROVEN', { device: receiver.device })
  const sealing = beginParts({ ...writing, receiver: { device: receiver.device, agreement } })
  const packing = packingFor(writing.unpacks ?? ['deflate', 'none'])
  let entries = 0
  let count = 0
  const lacking: string[] = []

  async function put(kind: number, payload: Buffer): Promise<void> {
    if (signal?.aborted) throw new FileFailure('CANCELLED')
    await sealing.append(frameHead(kind, payload.length))
    await sealing.append(payload)
  }
  async function say(message: Message, named: string): Promise<void> {
    const payload = encodeMessage(message, packing)
    if (!payload.ok) throw new BundleFailure('BUNDLE_ENTRY_TOO_LARGE', { entry: named })
    await put(kinds[message.kind], payload.value)
  }
  /** Writes what was gathered. */
  async function sayEntries(gathered: readonly ForeignEntry[]): Promise<void> {
    for (let from = 0; from < gathered.length; ) {
      const length = batchFrom(gathered, from)
      await say({ kind: 'entries', entries: gathered.slice(from, from + length) }, entryRef(gathered[from]!))
      from += length
    }
    entries += gathered.length
  }

  try {
    await put(manifestKind, Buffer.from(JSON.stringify(writing.manifest), 'utf8'))
    if (devices.length > 0) await say({ kind: 'devices', devices }, 'devices')
    let gathered: ForeignEntry[] = []
    let letters = 0
    for await (const entry of writing.entries) {
      gathered.push(entry)
      letters += 256 + entry.parts.reduce((sum, { body }) => sum + (body?.length ?? 0), 0)
      if (letters < batchBytes) continue
      await sayEntries(gathered)
      gathered = []
      letters = 0
    }
    await sayEntries(gathered)
    for await (const fileId of files?.ids ?? []) {
      if (await putFile(fileId)) count += 1
      else lacking.push(fileId)
    }
    return { ...(await sealing.end()), entries, files: count, lacking }
  } catch (fault) {
    await sealing.remove()
    throw fault
  }

  /** A file that goes away or cannot be read in its midst is not ended: its reader takes none of it. */
  async function putFile(fileId: string): Promise<boolean> {
    const { store, mayLeave } = files!
    if (!mayLeave(fileId, receiver.device)) return false
    for (let offset = 0; ; ) {
      const range = await store.readRange(fileId, offset, offset + readBytes)
      if (!range.ok) return false
      const { bytes, size } = range.value
      for (let at = 0; at < bytes.length || size === 0; at += fileChunkBound) {
        const piece = bytes.subarray(at, at + fileChunkBound)
        await say({ kind: 'fileChunk', fileId, offset: offset + at, bytes: piece, last: offset + at + piece.length === size }, fileId)
        if (size === 0) break
      }
      offset += bytes.length
      if (offset >= size) return true
    }
  }
}

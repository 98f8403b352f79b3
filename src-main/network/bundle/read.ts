// Reading a bundle: whose it is and whom it is for, and its content as a stream of which each piece was signed by its sender. What stands
// before a damage is given; what comes after it is not.
import { createDecipheriv, createPublicKey, diffieHellman, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { deviceId } from '../../archive/entry.ts'
import type { Result } from '../../contract/result.ts'
import { asResult, FileFailure } from '../../files/errors.ts'
import type { FileError } from '../../files/errors.ts'
import { agreementOf, publicKeyOf } from '../agreement.ts'
import { decodeMessage, kindOfByte } from '../codec.ts'
import type { Lines } from '../codec.ts'
import { createFrameReader } from '../frames.ts'
import type { Frame } from '../frames.ts'
import { bounds, unknownKindBound } from '../protocol.ts'
import { asBundleResult, beginChain, BundleFailure, keysOf, lackingLines, manifestBound, manifestKind, manifestSchema, mark, nextInChain, signedOf, tagOf } from './form.ts'
import type { BundleError, BundleItem, Manifest } from './form.ts'
import { openParts } from './parts.ts'
import type { OpenParts } from './parts.ts'

export interface BundleReading {
  /** of this PC: its Ed25519 private key */
  readonly receiver: { readonly device: string; readonly key: KeyObject }
  readonly archiveId: string
  /** how far this PC holds each line */
  readonly vector: Lines
  /** SPKI DER of a device whose bundles are taken; null for one that nobody approved, or that was retired */
  readonly keyOf: (device: string) => Buffer | null
  /** Whether this bundle was read through before. Reading it again does no harm, so whoever wants that leaves it out. */
  readonly wasTaken?: (bundle: string, sender: string, sequence: number) => boolean
}

export interface ReadableBundle extends Manifest {
  /** 32 hex digits */
  readonly bundle: string
  /** device */
  readonly sender: string
  /**
   * What is in it, once; `end` comes last, where all of it was good. An error is the last that comes: BUNDLE_DAMAGED, BUNDLE_PART_MISSING,
   * BUNDLE_MALFORMED; FILE_UNREADABLE (the stick was pulled out).
   */
  content(): AsyncGenerator<Result<BundleItem, BundleError | FileError>>
  /** Closes the parts; also where the content was not read. */
  close(): Promise<void>
}

/**
 * Opens a bundle by the paths of its parts, in any order. Errors: BUNDLE_NOT_ONE, BUNDLE_TOO_NEW, BUNDLE_OTHER_ARCHIVE, BUNDLE_OTHER_RECEIVER,
 * BUNDLE_UNKNOWN_SENDER, BUNDLE_PART_MISSING, BUNDLE_PART_FOREIGN, BUNDLE_DAMAGED, BUNDLE_MALFORMED, BUNDLE_TAKEN_BEFORE, BUNDLE_NEEDS_EARLIER;
 * FILE_NOT_FOUND, FILE_UNREADABLE, PATH_IS_DIRECTORY.
 */
export async function readBundle(paths: readonly string[], reading: BundleReading): Promise<Result<ReadableBundle, BundleError | FileError>> {
  const result = await asResult(() => asBundleResult(() => openBundle(paths, reading)))
  return result.ok ? result.value : result
}

async function openBundle(paths: readonly string[], reading: BundleReading): Promise<ReadableBundle> {
  const { receiver, archiveId, vector, keyOf, wasTaken } = reading
  const parts = await openParts(paths)
  try {
    const { head, headBytes } = parts
    if (!head.archive.equals(tagOf(archiveId))) throw new BundleFailure('BUNDLE_OTHER_ARCHIVE')
    if (head.receiver !== receiver.device) throw new BundleFailure('BUNDLE_OTHER_RECEIVER', { device: head.receiver })
    const sender = keyIn(keyOf(head.sender), head.sender)
    if (sender === null) throw new BundleFailure('BUNDLE_UNKNOWN_SENDER', { device: head.sender })
    const frames = framesOf(plainOf(parts, agreementOf(receiver).key, sender))
    const bundle = beginChain(headBytes).toString('hex', 0, 16)
    const manifest = readManifest((await frames.next()).value ?? null)
    if (wasTaken?.(bundle, head.sender, manifest.sequence) === true) throw new BundleFailure('BUNDLE_TAKEN_BEFORE', { sequence: manifest.sequence })
    const lines = lackingLines(vector, manifest.from)
    if (lines.length > 0) throw new BundleFailure('BUNDLE_NEEDS_EARLIER', { sequence: manifest.sequence, lines })
    return { ...manifest, bundle, sender: head.sender, content: () => contentOf(frames, parts), close: () => parts.close() }
  } catch (fault) {
    await parts.close()
    throw fault
  }
}

function keyIn(publicKey: Buffer | null, device: string): KeyObject | null {
  if (publicKey === null) return null
  try {
    const key = createPublicKey({ key: publicKey, type: 'spki', format: 'der' })
    return deviceId(key) === device ? key : null
  } catch {
    return null
  }
}

/** The plain bytes, each chunk once its signature and its tag hold. */
async function* plainOf(parts: OpenParts, own: KeyObject, sender: KeyObject): AsyncGenerator<Buffer> {
  const first = beginChain(parts.headBytes)
  let keys: ReturnType<typeof keysOf> | null = null
  let link = first
  let index = 0
  for await (const { marks, sealed, signature, part, file } of parts.chunks()) {
    const damage = new BundleFailure('BUNDLE_DAMAGED', { part, file })
    link = nextInChain(link, marks, sealed)
    if (!verify(null, signedOf(link), sender, signature)) throw damage
    try {
      // A point of small order, which has no secret with anybody, is refused here.
      keys ??= keysOf(diffieHellman({ privateKey: own, publicKey: publicKeyOf(parts.head.ephemeral) }), first)
    } catch {
      throw damage
    }
    const decipher = createDecipheriv('aes-256-gcm', keys.key, keys.nonce(index, (marks & mark.endsBundle) !== 0), { authTagLength: 16 })
    decipher.setAuthTag(sealed.subarray(sealed.length - 16))
    const plain = decipher.update(sealed.subarray(0, sealed.length - 16))
    try {
      decipher.final()
    } catch {
      throw damage
    }
    index += 1
    yield plain
  }
}

/** The frames in the plain bytes: the manifest first, and it alone there. */
async function* framesOf(plain: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let isFirst = true
  const reader = createFrameReader({
    bound(byte) {
      const comesFirst = isFirst
      isFirst = false
      if (comesFirst || byte === manifestKind) return comesFirst && byte === manifestKind ? manifestBound : -1
      const kind = kindOfByte(byte)
      if (kind === null) return unknownKindBound
      return kind === 'devices' || kind === 'entries' || kind === 'fileChunk' ? bounds[kind] : -1
    },
    knows: (byte) => byte === manifestKind || kindOfByte(byte) !== null,
  })
  for await (const bytes of plain) {
    const frames = reader.feed(bytes)
    if (!frames.ok) throw new BundleFailure('BUNDLE_MALFORMED', { why: `frame of kind ${frames.error.params.kind}, ${frames.error.params.length} bytes` })
    yield* frames.value
  }
  if (!reader.isBetween) throw new BundleFailure('BUNDLE_MALFORMED', { why: 'ended within a frame' })
}

function readManifest(frame: Frame | null): Manifest {
  try {
    const read = manifestSchema.safeParse(JSON.parse(frame?.payload.toString('utf8') ?? ''))
    if (read.success) return read.data
  } catch {
    // no JSON
  }
  throw new BundleFailure('BUNDLE_MALFORMED', { why: 'manifest' })
}

async function* contentOf(frames: AsyncGenerator<Frame>, parts: OpenParts): AsyncGenerator<Result<BundleItem, BundleError | FileError>> {
  try {
    for await (const { kind: byte, payload } of frames) {
      const message = decodeMessage(kindOfByte(byte)!, payload)
      if (!message.ok) throw new BundleFailure('BUNDLE_MALFORMED', { why: `${message.error.params.kind}: ${message.error.params.why}` })
      if (message.value.kind === 'devices' || message.value.kind === 'entries' || message.value.kind === 'fileChunk') yield { ok: true, value: message.value }
    }
    yield { ok: true, value: { kind: 'end' } }
  } catch (fault) {
    if (fault instanceof BundleFailure || fault instanceof FileFailure) yield { ok: false, error: { code: fault.code, params: fault.params } as BundleError | FileError }
    else throw fault
  } finally {
    await parts.close()
  }
}

// The parts of a bundle as files, put in order by what stands in them, whatever their names and the order in which they are given; and
// the chunks that lie in them, as they were written there: nothing of them is believed here.
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import { readFailure } from '../../files/errors.ts'
import { BundleFailure, chunkHeadBytes, chunkPlainBytes, mark, partHeadBytes, readHead, readPartHead, signatureBytes, tagBytes } from './form.ts'
import type { Head } from './form.ts'

export interface WrittenChunk {
  readonly marks: number
  readonly sealed: Buffer
  readonly signature: Buffer
  readonly part: number
  readonly file: string
}

export interface OpenParts {
  readonly head: Head
  /** the bytes of the head */
  readonly headBytes: Buffer
  /** Chunks in their order up to the one that says it is the last. Throws BundleFailure: BUNDLE_DAMAGED, BUNDLE_PART_MISSING; FileFailure. */
  chunks(): AsyncGenerator<WrittenChunk>
  close(): Promise<void>
}

interface Part {
  readonly handle: FileHandle
  readonly number: number
  readonly head: Buffer
  readonly file: string
  /** bytes of the file */
  readonly length: number
}

/**
 * Opens the parts of one bundle. Throws BundleFailure: BUNDLE_NOT_ONE, BUNDLE_TOO_NEW, BUNDLE_DAMAGED, BUNDLE_PART_FOREIGN, BUNDLE_PART_MISSING;
 * FileFailure: FILE_NOT_FOUND, FILE_UNREADABLE, PATH_IS_DIRECTORY.
 */
export async function openParts(paths: readonly string[]): Promise<OpenParts> {
  const opened: Part[] = []
  const close = async (): Promise<void> => {
    for (const { handle } of opened.splice(0)) await handle.close()
  }
  try {
    for (const path of paths) opened.push(await openPart(path))
    const parts = inOrder(opened)
    const headBytes = parts[0]!.head
    const head = readHead(headBytes)
    if (head.chunkBytes < chunkPlainBytes.least || head.chunkBytes > chunkPlainBytes.most) throw damaged(parts[0]!)
    return { head, headBytes, chunks: () => chunksOf(parts, head.chunkBytes), close }
  } catch (fault) {
    await close()
    throw fault
  }
}

async function openPart(path: string): Promise<Part> {
  const file = basename(path)
  let handle: FileHandle | null = null
  try {
    handle = await open(path, 'r')
    const { size } = await handle.stat()
    const first = await readAt(handle, 0, partHeadBytes)
    const read = readPartHead(first)
    if (typeof read === 'string') throw new BundleFailure(read, { file })
    return { handle, file, length: size, ...read }
  } catch (fault) {
    await handle?.close()
    throw fault instanceof BundleFailure ? fault : readFailure(fault, file)
  }
}

function inOrder(opened: readonly Part[]): Part[] {
  const byNumber = new Map<number, Part>()
  // The same part may be given twice, as copies on two sticks.
  for (const part of opened) if (!byNumber.has(part.number)) byNumber.set(part.number, part)
  const parts = [...byNumber.values()].toSorted((one, other) => one.number - other.number)
  const known = parts[0]
  const foreign = opened.find(({ head }) => !head.equals(known!.head))
  if (foreign !== undefined) throw new BundleFailure('BUNDLE_PART_FOREIGN', { file: foreign.file, part: foreign.number })
  const gap = parts.findIndex(({ number }, at) => number !== at + 1)
  if (known === undefined || gap >= 0) throw missing(gap < 0 ? 1 : gap + 1, known)
  return parts
}

function missing(number: number, known: Part | undefined): BundleFailure {
  const stem = known?.file.match(/^(.*)\.\d{3,5}$/)?.[1]
  return new BundleFailure('BUNDLE_PART_MISSING', { part: number, ...(stem === undefined ? {} : { file: `${stem}.${String(number).padStart(3, '0')}` }) })
}

function damaged({ number, file }: Part): BundleFailure {
  return new BundleFailure('BUNDLE_DAMAGED', { part: number, file })
}

async function* chunksOf(parts: readonly Part[], chunkBytes: number): AsyncGenerator<WrittenChunk> {
  for (const part of parts) {
    const { length, number, file } = part
    for (let at = partHeadBytes, marks = 0; (marks & mark.endsPart) === 0; ) {
      const said = await readOf(part, at, chunkHeadBytes)
      const sealedBytes = said.readUInt32BE(0)
      marks = said[4]!
      if (sealedBytes < tagBytes || sealedBytes > chunkBytes + tagBytes || marks > (mark.endsPart | mark.endsBundle) || marks === mark.endsBundle) throw damaged(part)
      const chunk = await readOf(part, at + chunkHeadBytes, sealedBytes + signatureBytes)
      at += chunkHeadBytes + chunk.length
      // Also where it ends a part too early, or bytes follow: told of this part, before what it holds is given on.
      if ((marks & mark.endsPart) !== 0 && at !== length) throw damaged(part)
      yield { marks, sealed: chunk.subarray(0, sealedBytes), signature: chunk.subarray(sealedBytes), part: number, file }
      if ((marks & mark.endsBundle) === 0) continue
      if (part !== parts.at(-1)) throw damaged(parts[number]!)
      return
    }
  }
  throw missing(parts.length + 1, parts[0])

  async function readOf(part: Part, at: number, count: number): Promise<Buffer> {
    let bytes: Buffer
    try {
      bytes = await readAt(part.handle, at, count)
    } catch (fault) {
      throw readFailure(fault, part.file)
    }
    if (bytes.length < count) throw damaged(part)
    return bytes
  }
}

/** `count` bytes at a place of a file; fewer where it ends. */
async function readAt(handle: FileHandle, at: number, count: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(count)
  let filled = 0
  while (filled < count) {
    const { bytesRead } = await handle.read(bytes, filled, count - filled, at + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return bytes.subarray(0, filled)
}

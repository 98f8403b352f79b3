// Zip containers (DOCX, XLSX, ODT, PPTX) under bounds. What an entry claims to unfold to is not believed: the claimed sum
// is checked before anything is read, and the real bytes are counted while they come.
import { fromBufferPromise } from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import { err, ok } from '../../contract/result.ts'
import type { Result } from '../../contract/result.ts'
import { whatOf } from './failure.ts'
import type { FileFailure } from './failure.ts'
import type { ExtractLimits } from './limits.ts'

/** Bounds of a container. */
export interface ZipLimits extends Pick<ExtractLimits, 'zipEntries' | 'unfoldedBytes'> {
  /** How many times its folded size an entry may unfold to, where it claims more than 16 MiB; without it, any number of times. */
  readonly compressionRatio?: number
}

/** Keeps what it wants of an entry's bytes while they come, so that the rest never stands in memory. */
export interface EntryTaker {
  take(chunk: Buffer): void
  end(): Buffer
}

/** Entries smaller than this are no bombs, however tightly folded. Bytes. */
const ratioFrom = 16 * 1024 * 1024

/**
 * Unfolds the entries of a container whose names are wanted, keyed by name, in the container's order; of an entry with a
 * taker, what that kept of it.
 * With `proveAll`, every other entry is unfolded too and its bytes counted and dropped: needed before a library reads
 * the container itself without counting.
 */
export async function unfoldEntries(
  bytes: Uint8Array,
  wanted: (name: string) => boolean | EntryTaker,
  limits: ZipLimits,
  proveAll = false,
): Promise<Result<ReadonlyMap<string, Buffer>, FileFailure>> {
  let zip: ZipFile
  try {
    zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { lazyEntries: true })
  } catch (failure) {
    return err('FILE_DAMAGED', { what: whatOf(failure) })
  }
  try {
    if (zip.entryCount > limits.zipEntries) return tooLarge('entries', limits.zipEntries)
    const entries: Entry[] = []
    let claimed = 0
    for await (const entry of zip.eachEntry()) {
      entries.push(entry)
      claimed += entry.uncompressedSize
      if (entries.length > limits.zipEntries) return tooLarge('entries', limits.zipEntries)
      if (claimed > limits.unfoldedBytes) return tooLarge('claimed bytes', limits.unfoldedBytes)
      const { compressionRatio: ratio = Infinity } = limits
      // An entry that unfolds to more than it claims ends the reading below: the claim is a bound.
      if (entry.uncompressedSize > Math.max(ratioFrom, entry.compressedSize * ratio)) return tooLarge('compression ratio', ratio)
    }
    const found = new Map<string, Buffer>()
    let real = 0
    for (const entry of entries) {
      const wish = wanted(entry.fileName)
      const keep = wish !== false
      const taker = typeof wish === 'object' ? wish : undefined
      if (!keep && !proveAll) continue
      if (entry.isEncrypted()) return err('FILE_LOCKED')
      const chunks: Buffer[] = []
      for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
        real += chunk.length
        if (real > limits.unfoldedBytes) return tooLarge('bytes', limits.unfoldedBytes)
        if (taker) taker.take(chunk)
        else if (keep) chunks.push(chunk)
      }
      if (keep) found.set(entry.fileName, taker ? taker.end() : Buffer.concat(chunks))
    }
    return ok(found)
  } catch (failure) {
    return err('FILE_DAMAGED', { what: whatOf(failure) })
  } finally {
    zip.close()
  }
}

function tooLarge(what: string, limit: number) {
  return err('FILE_TOO_LARGE', { what, limit })
}

// Zip containers (DOCX, XLSX, ODT, PPTX) under bounds. What an entry claims to unfold to is not believed: the claimed sum
// is checked before anything is read, and the real bytes are counted while they come.
import { fromBufferPromise } from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import { err, ok } from '../../contract/result.ts'
import type { Result } from '../../contract/result.ts'
import { whatOf } from './failure.ts'
import type { ExtractFailure } from './failure.ts'
import type { ExtractLimits } from './limits.ts'

/**
 * Unfolds the entries of a container whose names are wanted, keyed by name, in the container's order.
 * With `proveAll`, every other entry is unfolded too and its bytes counted and dropped: needed before a library reads
 * the container itself without counting.
 */
export async function unfoldEntries(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
  limits: Pick<ExtractLimits, 'zipEntries' | 'unfoldedBytes'>,
  proveAll = false,
): Promise<Result<ReadonlyMap<string, Buffer>, ExtractFailure>> {
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
    }
    const found = new Map<string, Buffer>()
    let real = 0
    for (const entry of entries) {
      const keep = wanted(entry.fileName)
      if (!keep && !proveAll) continue
      if (entry.isEncrypted()) return err('FILE_LOCKED')
      const chunks: Buffer[] = []
      for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
        real += chunk.length
        if (real > limits.unfoldedBytes) return tooLarge('bytes', limits.unfoldedBytes)
        if (keep) chunks.push(chunk)
      }
      if (keep) found.set(entry.fileName, Buffer.concat(chunks))
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

// Taking a bundle in: devices, entries and files, each handed to whoever keeps them as it comes, one after the other.
import { Readable } from 'node:stream'
import type { Result } from '../../contract/result.ts'
import type { FileError } from '../../files/errors.ts'
import type { FileStore } from '../../files/store.ts'
import type { KnownDevice } from '../codec.ts'
import type { ForeignEntry } from '../../archive/admit.ts'
import type { BundleError, BundleItem } from './form.ts'
import type { ReadableBundle } from './read.ts'

export interface BundleTaken {
  readonly entries: number
  /** files that were not in the store before */
  readonly files: number
  /** files that came and are not what their ids say; what they are is left to the sweep of the store */
  readonly wrong: readonly string[]
}

export interface BundleTaking {
  takeDevices(devices: readonly KnownDevice[]): void | Promise<void>
  takeEntries(entries: readonly ForeignEntry[]): void | Promise<void>
  readonly store: Pick<FileStore, 'stage' | 'has'>
}

/** Takes all that is good. Errors: as `content` of the bundle, and DISK_FULL, FILE_UNWRITABLE, FILE_TOO_LARGE of the store. What came before an error stays. */
export async function takeBundle(bundle: ReadableBundle, { takeDevices, takeEntries, store }: BundleTaking): Promise<Result<BundleTaken, BundleError | FileError>> {
  let [entries, files] = [0, 0]
  const wrong: string[] = []
  const items = bundle.content()
  let next = await items.next()
  try {
    while (next.done !== true) {
      if (!next.value.ok) return next.value
      const item = next.value.value
      if (item.kind === 'devices') await takeDevices(item.devices)
      if (item.kind === 'entries') {
        await takeEntries(item.entries)
        entries += item.entries.length
      }
      if (item.kind === 'fileChunk') {
        const file = await takeFile(item)
        if (file !== null) return file
        continue
      }
      next = await items.next()
    }
    return { ok: true, value: { entries, files, wrong } }
  } finally {
    await items.return(undefined)
  }

  /** Takes the file that begins with this chunk, unless it is there; `next` stands behind it then. */
  async function takeFile({ fileId }: Extract<BundleItem, { kind: 'fileChunk' }>): Promise<Result<never, BundleError | FileError> | null> {
    let isWhole = false
    async function* chunks(): AsyncGenerator<Buffer> {
      for (let offset = 0; !isWhole; next = await items.next()) {
        const item = next.done === true || !next.value.ok ? null : next.value.value
        // The file ended early: what follows is another's, or nothing.
        if (item?.kind !== 'fileChunk' || item.fileId !== fileId || item.offset !== offset) throw new Error('a file of a bundle is not whole')
        isWhole = item.last
        offset += item.bytes.length
        if (item.bytes.length > 0) yield item.bytes
      }
    }
    if (!(await store.has(fileId))) {
      const staged = await store.stage(Readable.from(chunks()))
      // What cannot be read is a file that ended early: left out by who wrote the bundle, or cut off by a damage that is told next.
      if (!staged.ok && staged.error.code !== 'FILE_UNREADABLE') return staged
      if (staged.ok && staged.value.fileId === fileId) files += 1
      else if (staged.ok) wrong.push(fileId)
    }
    await passBy(fileId)
    return null
  }

  /** Passes by what is left of a file that is not taken. */
  async function passBy(fileId: string): Promise<void> {
    while (next.done !== true && next.value.ok && next.value.value.kind === 'fileChunk' && next.value.value.fileId === fileId) next = await items.next()
  }
}

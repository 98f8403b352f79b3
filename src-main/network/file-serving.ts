// Giving files of the store to one peer that asks for them, in chunks that wait until the link has room. What may not leave to that
// peer is answered as what is not there, without the store being looked at: neither the words of the answer nor its delay tell.
import type { FileStore } from '../files/store.ts'
import type { Link } from './link.ts'
import { fileChunkBytes } from './protocol.ts'

/** Whether a file may go to a device. False for a file that no record names: it is asked before the store. */
export type MayLeave = (fileId: string, device: string) => boolean

export interface FileServing {
  /** The peer wants a file from an offset on (bytes); in the place of what it wanted of the same file before. */
  ask(want: { readonly fileId: string; readonly offset: number; readonly urgent: boolean }): void
  /** Sends nothing more after the chunk that is on its way. */
  stop(): void
}

/** Files that one peer may wait for at once; of more it is told that they are lacking. Our own programs ask for eight. */
const mostWaiting = 64

/** Plain bytes read from the store at once: one of its sealed chunks. */
const readBytes = 512 * 1024

/** Begins to serve a link. `unreadable`: a file that is there and cannot be read. */
export function serveFiles({ link, store, mayLeave, unreadable }: {
  readonly link: Link
  readonly store: Pick<FileStore, 'readRange'>
  readonly mayLeave: MayLeave
  readonly unreadable: (fileId: string, code: string) => void
}): FileServing {
  interface Wanted {
    readonly fileId: string
    readonly urgent: boolean
    offset: number
  }
  /** in the order in which they were asked for */
  const waiting = new Map<string, Wanted>()
  let isRunning = false
  let isStopped = false

  function next(): Wanted | undefined {
    for (const wanted of waiting.values()) if (wanted.urgent) return wanted
    return waiting.values().next().value
  }

  async function lacking(fileId: string): Promise<void> {
    waiting.delete(fileId)
    await link.send({ kind: 'fileLacking', fileId })
  }

  /** Sends from a file until its next 512 KiB are over, or another one comes before it. */
  async function sendSome(wanted: Wanted): Promise<void> {
    const { fileId } = wanted
    // Asked again for each stretch: a document whose level is raised stops on its way.
    if (!mayLeave(fileId, link.device)) return lacking(fileId)
    const from = wanted.offset
    const to = Math.min(Number.MAX_SAFE_INTEGER, (Math.floor(from / readBytes) + 1) * readBytes)
    const range = await store.readRange(fileId, from, to)
    if (!range.ok && range.error.code !== 'FILE_NOT_FOUND') unreadable(fileId, range.error.code)
    if (waiting.get(fileId) !== wanted) return
    if (!range.ok || from > range.value.size) return lacking(fileId)
    const { bytes, size } = range.value
    do {
      const chunk = bytes.subarray(wanted.offset - from, wanted.offset - from + fileChunkBytes)
      const offset = wanted.offset
      wanted.offset += chunk.length
      const last = wanted.offset === size
      if (last) waiting.delete(fileId)
      const sent = await link.send({ kind: 'fileChunk', fileId, offset, bytes: chunk, last })
      if (!sent.ok) return stop()
    } while (!isStopped && next() === wanted && wanted.offset < from + bytes.length)
  }

  async function run(): Promise<void> {
    if (isRunning) return
    isRunning = true
    try {
      for (let wanted = next(); wanted !== undefined && !isStopped; wanted = next()) await sendSome(wanted)
    } catch {
      // A fault of this program; the peer comes again, and asks again.
      stop()
      link.close('INTERNAL')
    } finally {
      isRunning = false
    }
  }

  function stop(): void {
    isStopped = true
    waiting.clear()
  }

  return {
    ask({ fileId, offset, urgent }) {
      if (isStopped) return
      const isKnown = waiting.delete(fileId)
      if (!isKnown && waiting.size >= mostWaiting) return void link.send({ kind: 'fileLacking', fileId })
      waiting.set(fileId, { fileId, offset, urgent })
      void run()
    },
    stop,
  }
}

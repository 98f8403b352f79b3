// Files between two PCs over their links, both ways (trao đổi tệp): what a peer may have is served from the store, and what this PC lacks
// is fetched into it. Course: protocol.ts, step 10. Serving and fetching do their work beside the links, so an entry that comes or goes
// waits for one chunk at most.
import type { FileStore } from '../files/store.ts'
import type { Message } from './codec.ts'
import { createFileFetching } from './file-fetching.ts'
import type { FetchEvents } from './file-fetching.ts'
import type { Wanted } from './file-queue.ts'
import { serveFiles } from './file-serving.ts'
import type { FileServing, MayLeave } from './file-serving.ts'
import type { Link } from './link.ts'
import type { Partials } from './partial.ts'
import { systemTimers } from './timers.ts'
import type { Timers } from './timers.ts'

export type { Wanted } from './file-queue.ts'
export type { MayLeave } from './file-serving.ts'

export interface FileExchangeEvents extends FetchEvents {
  /** A file that a peer wanted is there and cannot be read: damage, to be told to a person. `code`: of a FileError. */
  unreadable?(fileId: string, code: string): void
}

export interface FileExchangeOptions {
  readonly store: Pick<FileStore, 'has' | 'stage' | 'readRange'>
  /** Whether a file may go to a device: of a record that this device is cleared for, and that is known here. Asked anew for each half MiB. */
  readonly mayLeave: MayLeave
  readonly partials: Partials
  /**
   * Bytes that fetching in the background may still add to what is in the store now; what is on its way is counted here. Files that are
   * larger are passed over for smaller ones. By default without bound.
   */
  readonly room?: () => number
  readonly events?: FileExchangeEvents
  readonly timers?: Timers | undefined
}

export interface FileProgress {
  /** files that are wanted and not in the store yet */
  readonly wanted: number
  /** files that came since the start */
  readonly have: number
  /** bytes that came since the start */
  readonly bytes: number
  /** files among the wanted for which there is no room in the background */
  readonly beyondRoom: number
}

export interface FileExchange {
  /** Takes a link to a member into use until it ends; its first message of files does so too. */
  attach(link: Link): void
  /** Takes a message of a link; what is none of fileWant, fileChunk, fileLacking is left alone. Answers when the next may come. */
  receive(link: Link, message: Message): Promise<void>
  /** Wants files, newest first: before those that were wanted earlier. `urgent`: a person waits; before all others, without regard to room. */
  want(files: readonly Wanted[], options?: { readonly urgent?: boolean }): void
  /** Wants files no more, and removes what came of them; when it answers, none of them comes into the store any more. */
  unwant(fileIds: readonly string[]): Promise<void>
  /** `room` answers more than before. */
  roomChanged(): void
  progress(): FileProgress
  /** Removes what earlier starts left of files that are not wanted any more; answers how many. After the first `want` of a start. */
  sweep(): Promise<number>
  /** Ends all, leaving what came for the next start. The links stay. */
  stop(): Promise<void>
}

export function createFileExchange(options: FileExchangeOptions): FileExchange {
  const { store, mayLeave, partials, room = () => Infinity, events = {}, timers = systemTimers } = options
  const fetching = createFileFetching({ store, partials, timers, room, events })
  const servings = new Map<Link, FileServing>()
  let isStopped = false

  function attach(link: Link): void {
    if (isStopped || servings.has(link)) return
    servings.set(link, serveFiles({ link, store, mayLeave, unreadable: (fileId, code) => events.unreadable?.(fileId, code) }))
    fetching.attach(link)
    void link.closed.then(() => {
      servings.get(link)?.stop()
      servings.delete(link)
      fetching.detach(link)
    })
  }

  return {
    attach,
    async receive(link, message) {
      if (message.kind !== 'fileWant' && message.kind !== 'fileChunk' && message.kind !== 'fileLacking') return
      // A message can come before whoever opens the link is told that it is open.
      attach(link)
      if (message.kind === 'fileWant') servings.get(link)?.ask(message)
      else if (message.kind === 'fileChunk') await fetching.takeChunk(link, message)
      else fetching.takeLacking(link, message.fileId)
    },
    want: (files, { urgent = false } = {}) => fetching.want(files, urgent),
    unwant: fetching.unwant,
    roomChanged: fetching.roomChanged,
    progress: fetching.progress,
    sweep: fetching.sweep,
    async stop() {
      isStopped = true
      for (const serving of servings.values()) serving.stop()
      await fetching.stop()
    },
  }
}

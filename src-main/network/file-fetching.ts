// Getting files that this PC lacks from the peers that are linked: a few at a time from each, one file from one peer. What came stays
// when a link ends, and goes on from whoever has the file. Bytes are believed by their SHA-256 alone, and only then handed to the store.
//
// Wrong bytes are thrown away and asked for anew. Where all of them came from one peer, it is counted against that peer, and after the second
// time nothing is asked of it any more; where several gave them, nobody knows which was wrong, and the file is taken from one peer alone from
// then on.
import { FileFailure } from '../files/errors.ts'
import type { FileStore } from '../files/store.ts'
import type { Message } from './codec.ts'
import { createFileQueue } from './file-queue.ts'
import type { Queued, Wanted } from './file-queue.ts'
import type { Link } from './link.ts'
import type { PartialFile, Partials } from './partial.ts'
import { each } from './timers.ts'
import type { Timers } from './timers.ts'

export interface FetchEvents {
  /** A file is in the store. */
  fetched?(fileId: string, size: number): void
  /** A peer gave wrong bytes twice, and is asked for no file any more until the program starts again. */
  peerGivenUp?(device: string): void
  /** Disk full or refused, here: the file is tried again later. `code`: of a FileError. */
  failed?(fileId: string, code: string): void
}

export interface FetchingOptions {
  readonly store: Pick<FileStore, 'has' | 'stage'>
  readonly partials: Partials
  readonly timers: Timers
  readonly room: () => number
  readonly events: FetchEvents
}

interface Fetch extends Queued {
  partial: PartialFile | null
  /** the device that gave what is there; several: more than one, or one of an earlier start; null: nobody yet */
  giver: string | null
  /** to be had from one peer, since several gave wrong bytes */
  alone: boolean
  /** what is being laid down of it, or handed to the store */
  busy: Promise<unknown> | null
}

interface Peer {
  readonly link: Link
  readonly asked: Map<string, Fetch>
  /** files that it lacks → when it is asked again (running time, ms), and how long was waited */
  readonly lacks: Map<string, { readonly until: number; readonly wait: number }>
  /** running time of its last chunk, or of the first asking */
  heard: number
  isAsking: boolean
  asksAgain: boolean
}

/** Files asked of one peer at once: enough that many small ones do not wait for one answer each. As many urgent ones beside. */
const atOnce = 4
/** Bytes of a file at most: what its record tells of its size is a claim that its bytes may exceed. */
const mostBytes = 64 * 2 ** 30
/** ms until a peer is asked again for what it lacked; doubled each time */
const lackingWait = { first: 60_000, longest: 3_600_000 }
/** ms without a chunk of what was asked: a peer may send a million entries first */
const stalled = 120_000
/** ms until the background goes on after the disk refused a file */
const diskWait = 60_000
const beyondAnyEnd = Number.MAX_SAFE_INTEGER
const several = 'several'

export interface FileFetching {
  attach(link: Link): void
  detach(link: Link): void
  takeChunk(link: Link, message: Extract<Message, { kind: 'fileChunk' }>): Promise<void>
  takeLacking(link: Link, fileId: string): void
  want(files: readonly Wanted[], urgent: boolean): void
  unwant(fileIds: readonly string[]): Promise<void>
  roomChanged(): void
  progress(): { readonly wanted: number; readonly have: number; readonly bytes: number; readonly beyondRoom: number }
  sweep(): Promise<number>
  stop(): Promise<void>
}

export function createFileFetching({ store, partials, timers, room, events }: FetchingOptions): FileFetching {
  const queue = createFileQueue<Fetch>({ room, make: (queued) => ({ ...queued, partial: null, giver: null, alone: false, busy: null }) })
  const peers = new Map<Link, Peer>()
  /** device → how often all bytes of a file that it gave were wrong */
  const wrong = new Map<string, number>()
  const working = new Set<Promise<unknown>>()
  let isStopped = false
  /** running time until which the background waits for the disk */
  let pausedUntil = 0
  let [have, bytes] = [0, 0]

  const isTrusted = (peer: Peer): boolean => (wrong.get(peer.link.device) ?? 0) < 2
  const isCurrent = (fetch: Fetch): boolean => !isStopped && queue.get(fetch.fileId) === fetch
  const has = (peer: Peer, fileId: string): boolean => isTrusted(peer) && (peer.lacks.get(fileId)?.until ?? 0) <= timers.now()
  const somebodyHas = ({ fileId }: Queued): boolean => [...peers.values()].some((peer) => has(peer, fileId))
  const askAll = (): void => {
    for (const peer of peers.values()) keep(ask(peer))
  }

  function keep(work: Promise<unknown>): void {
    working.add(work)
    void work.finally(() => working.delete(work))
  }

  async function ask(peer: Peer): Promise<void> {
    peer.asksAgain = true
    if (peer.isAsking) return
    peer.isAsking = true
    while (peer.asksAgain) {
      peer.asksAgain = false
      while (!isStopped && peers.get(peer.link) === peer && isTrusted(peer) && peer.asked.size < 2 * atOnce) {
        const urgentOnly = peer.asked.size >= atOnce || timers.now() < pausedUntil
        const fetch = queue.take({ urgentOnly, has: (one) => (has(peer, one.fileId) ? 'this' : somebodyHas(one) ? 'others' : 'nobody') })
        if (fetch === null) break
        await askFor(peer, fetch)
      }
    }
    peer.isAsking = false
  }

  /** Asks a peer for a file from where what is there of it ends. */
  async function askFor(peer: Peer, fetch: Fetch): Promise<void> {
    const { fileId } = fetch
    try {
      if (await store.has(fileId)) return await putAway(fetch)
      await fetch.busy?.catch(() => {}) // a link that ended, its last chunk still being laid down
      if (fetch.partial === null) {
        const partial = await partials.open(fileId)
        if (!isCurrent(fetch)) return await (isStopped ? partial.close() : partial.discard())
        fetch.partial = partial
        if (partial.length > 0) fetch.giver = several
      }
      if (fetch.alone && fetch.giver !== null && fetch.giver !== peer.link.device) {
        await fetch.partial.discard()
        fetch.giver = null
      }
    } catch (fault) {
      return postpone(fetch, fault)
    }
    if (!isCurrent(fetch)) return
    if (fetch.partial.length > 0 && fetch.partial.isWhole()) return keep(settle(fetch))
    if (peers.get(peer.link) !== peer) return queue.putBack(fetch)
    if (peer.asked.size === 0) peer.heard = timers.now()
    peer.asked.set(fileId, fetch)
    void peer.link.send({ kind: 'fileWant', fileId, offset: fetch.partial.length, urgent: fetch.urgent })
  }

  function callOff(peer: Peer, fileId: string): void {
    peer.asked.delete(fileId)
    void peer.link.send({ kind: 'fileWant', fileId, offset: beyondAnyEnd, urgent: false })
  }

  /** What is there came wrong. */
  async function beginAnew(peer: Peer, fetch: Fetch): Promise<void> {
    const { device } = peer.link
    const isAllFromOne = fetch.giver === device
    const { partial } = fetch
    fetch.partial = null
    fetch.giver = null
    fetch.alone ||= !isAllFromOne
    if (isAllFromOne) wrong.set(device, (wrong.get(device) ?? 0) + 1)
    await partial?.discard().catch(() => {}) // its next opening tells
    if (isCurrent(fetch)) queue.putBack(fetch)
    if (isAllFromOne && !isTrusted(peer)) {
      events.peerGivenUp?.(device)
      for (const other of peers.values()) {
        if (other.link.device !== device) continue
        for (const asked of other.asked.values()) {
          callOff(other, asked.fileId)
          queue.putBack(asked)
        }
      }
    }
    askAll()
  }

  /** Hands a file to the store whose bytes are the right ones. */
  async function settle(fetch: Fetch): Promise<void> {
    const { fileId, partial } = fetch
    if (partial === null) return
    fetch.state = 'staging'
    const length = partial.length
    const staging = store.stage(partial.source())
    fetch.busy = staging
    const staged = await staging
    fetch.busy = null
    if (isStopped) return
    if (!isCurrent(fetch)) return void (await partial.discard().catch(() => {}))
    if (staged.ok && staged.value.fileId === fileId) {
      await putAway(fetch)
      have += 1
      events.fetched?.(fileId, length)
    } else if (staged.ok || staged.error.code === 'FILE_UNREADABLE') {
      // What was laid down beside the store cannot be read any more: this PC's own fault, and nobody else's.
      fetch.partial = null
      fetch.giver = null
      await partial.discard().catch(() => {})
      queue.putBack(fetch)
    } else postpone(fetch, new FileFailure(staged.error.code))
    askAll()
  }

  /** The file is in the store: nothing else is kept of it. */
  async function putAway(fetch: Fetch): Promise<void> {
    const { partial } = fetch
    fetch.partial = null
    await (partial?.discard() ?? partials.remove(fetch.fileId)).catch(() => {}) // the sweep takes it
    for (const peer of peers.values()) peer.lacks.delete(fetch.fileId)
    // Last, so that what it took of the background's room is given back in the moment in which it is told.
    if (isCurrent(fetch)) queue.remove(fetch.fileId)
  }

  /** The disk refuses: not this file now, and nothing else that can wait. */
  function postpone(fetch: Fetch, fault: unknown): void {
    if (!isCurrent(fetch)) return
    const { partial } = fetch
    fetch.partial = null
    fetch.giver = null
    queue.rest(fetch)
    if (partial !== null) keep(partial.close().catch(() => {}))
    events.failed?.(fetch.fileId, fault instanceof FileFailure ? fault.code : 'FILE_UNWRITABLE')
    pausedUntil = timers.now() + diskWait
    wakeIn(diskWait)
  }

  let stopWaking: (() => void) | null = null
  let wakes = Infinity
  /** Looks again at what rests, in `ms` at the latest. */
  function wakeIn(ms: number): void {
    const due = timers.now() + ms
    if (due >= wakes || isStopped) return
    stopWaking?.()
    wakes = due
    stopWaking = timers.after(ms, () => {
      wakes = Infinity
      queue.wake('resting', somebodyHas)
      askAll()
      let next = Infinity
      for (const { lacks } of peers.values()) for (const { until } of lacks.values()) if (until > timers.now()) next = Math.min(next, until)
      if (next < Infinity) wakeIn(next - timers.now())
    })
  }

  function lacks(peer: Peer, fetch: Fetch): void {
    const { fileId } = fetch
    peer.asked.delete(fileId)
    const wait = Math.min(lackingWait.longest, 2 * (peer.lacks.get(fileId)?.wait ?? lackingWait.first / 2))
    peer.lacks.set(fileId, { until: timers.now() + wait, wait })
    if (somebodyHas(fetch)) queue.putBack(fetch)
    else queue.rest(fetch)
    wakeIn(wait)
    askAll()
  }

  const stopLooking = each(timers, 10_000, () => {
    for (const peer of peers.values()) {
      if (peer.asked.size === 0 || timers.now() - peer.heard < stalled) continue
      for (const fetch of peer.asked.values()) {
        callOff(peer, fetch.fileId)
        lacks(peer, fetch)
      }
    }
  })

  return {
    attach(link) {
      if (isStopped || peers.has(link)) return
      peers.set(link, { link, asked: new Map(), lacks: new Map(), heard: timers.now(), isAsking: false, asksAgain: false })
      queue.wake('resting')
      askAll()
    },
    detach(link) {
      const peer = peers.get(link)
      if (peer === undefined) return
      peers.delete(link)
      const asked = [...peer.asked.values()].toReversed()
      // A chunk that is still being laid down must not be taken for the one after which the file is whole: another peer may be asked by then.
      peer.asked.clear()
      for (const fetch of asked) queue.putBack(fetch)
      askAll()
    },
    async takeChunk(link, { fileId, offset, bytes: came, last }) {
      const peer = peers.get(link)
      const fetch = peer?.asked.get(fileId)
      const partial = fetch?.partial
      if (peer === undefined || fetch === undefined || !partial) return
      const end = offset + came.length
      // Of an earlier asking for the same file, chunks come that are there already, in whole or in part.
      const isEnd = last && end === partial.length
      if (offset > partial.length || (end <= partial.length && !isEnd)) return
      peer.heard = timers.now()
      const isTooLong = end > mostBytes
      if (!isTooLong && !isEnd) {
        const fresh = came.subarray(partial.length - offset)
        try {
          await (fetch.busy = partial.append(fresh))
        } catch (fault) {
          if (peer.asked.get(fileId) !== fetch) return
          callOff(peer, fileId)
          return postpone(fetch, fault)
        } finally {
          fetch.busy = null
        }
        bytes += fresh.length
      }
      fetch.giver = fetch.giver === null || fetch.giver === link.device ? link.device : several
      if (peer.asked.get(fileId) !== fetch || (!isTooLong && !last)) return
      if (last) peer.asked.delete(fileId)
      else callOff(peer, fileId)
      // Other messages of the link do not wait until a large file is sealed.
      keep(!isTooLong && partial.isWhole() ? settle(fetch) : beginAnew(peer, fetch))
      keep(ask(peer))
    },
    takeLacking(link, fileId) {
      const peer = peers.get(link)
      const fetch = peer?.asked.get(fileId)
      if (peer !== undefined && fetch !== undefined) lacks(peer, fetch)
    },
    want(files, urgent) {
      const changed = queue.add(files, urgent)
      // A person who opens it does not wait for the next time that peers are asked.
      if (urgent) for (const { fileId } of files) for (const peer of peers.values()) peer.lacks.delete(fileId)
      for (const peer of peers.values()) {
        for (const fetch of changed) {
          if (peer.asked.get(fetch.fileId) === fetch && fetch.partial !== null) void peer.link.send({ kind: 'fileWant', fileId: fetch.fileId, offset: fetch.partial.length, urgent })
        }
      }
      askAll()
    },
    async unwant(fileIds) {
      for (const fileId of fileIds) {
        const fetch = queue.get(fileId)
        queue.remove(fileId)
        for (const peer of peers.values()) if (peer.asked.has(fileId)) callOff(peer, fileId)
        await fetch?.busy?.catch(() => {})
        await (fetch?.partial?.discard() ?? partials.remove(fileId))
      }
      askAll()
    },
    roomChanged() {
      queue.wake('beyond')
      askAll()
    },
    progress: () => ({ wanted: queue.size, have, bytes, beyondRoom: queue.beyond }),
    sweep: () => partials.sweep(queue.ids()),
    async stop() {
      isStopped = true
      stopLooking()
      stopWaking?.()
      for (const peer of peers.values()) peer.asked.clear()
      peers.clear()
      await Promise.allSettled(working)
      for (const fileId of queue.ids()) await queue.get(fileId)!.partial?.close()
    },
  }
}

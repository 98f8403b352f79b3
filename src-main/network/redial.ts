// Keeps one link up: dials, waits longer after each failure, and tries at once when the network changes or the PC wakes.
//
// Waits double from 1 s to 60 s. Half of each is by chance, so that 30 PCs do not come back to a hub in the same moment.
import type { Result } from '../contract/result.ts'
import type { NetworkWatch } from './interfaces.ts'
import { times } from './protocol.ts'
import { systemTimers } from './timers.ts'
import type { Timers } from './timers.ts'

/** What is kept up: a `Link`, as far as this file needs it. */
export interface Kept {
  readonly localAddress: string | null
  readonly closed: Promise<{ readonly code: string }>
  close(why: string): void
}

export type RedialState =
  | { readonly state: 'dialling' | 'linked' }
  /** `fault`: the code of what ended the last attempt or link; `wait`: ms until the next */
  | { readonly state: 'waiting'; readonly fault: string; readonly wait: number }

export interface RedialOptions<One extends Kept> {
  /** Dials once; `attempt` counts from 1 since the last good link, for a caller that has several addresses to try in turn. Never rejects. */
  dial(attempt: number): Promise<Result<One, { readonly code: string }>>
  onState?(state: RedialState): void
  readonly network: NetworkWatch
  readonly timers?: Timers
  /** 0 ≤ number < 1 */
  random?(): number
}

export interface Redial {
  /** Tries now instead of at the end of the wait; of no effect while linked. */
  nudge(): void
  /** Ends the link, and dials no more. */
  stop(why: string): void
}

/** The wait after so many failures in a row (0: the first), ms. */
export function waitAfter(failures: number, random: number): number {
  const wait = Math.min(times.longestWait, times.firstWait * 2 ** Math.min(failures, 30))
  return wait / 2 + (wait / 2) * random
}

/** Dials and keeps on dialling until stopped. */
export function keepLinked<One extends Kept>(options: RedialOptions<One>): Redial {
  const timers = options.timers ?? systemTimers
  const random = options.random ?? Math.random
  let failures = 0
  let link: One | null = null
  let stopWaiting: (() => void) | null = null
  let isStopped = false
  /** asked to try at once while an attempt was under way, perhaps over an interface that is gone */
  let isNudged = false

  async function attempt(): Promise<void> {
    stopWaiting = null
    isNudged = false
    options.onState?.({ state: 'dialling' })
    const dialled = await options.dial(failures + 1)
    if (!dialled.ok) return again(dialled.error.code)
    if (isStopped) return dialled.value.close('STOPPED')
    link = dialled.value
    isNudged = false
    const since = timers.now()
    options.onState?.({ state: 'linked' })
    const ending = await link.closed
    link = null
    // A link that breaks at once is no success, or two PCs that cannot agree would dial without end.
    if (timers.now() - since >= times.steady) failures = 0
    again(ending.code)
  }

  function again(fault: string): void {
    if (isStopped) return
    const wait = isNudged ? 0 : waitAfter(failures, random())
    failures = isNudged ? 0 : failures + 1
    isNudged = false
    options.onState?.({ state: 'waiting', fault, wait })
    stopWaiting = timers.after(wait, () => void attempt())
  }

  function nudge(): void {
    if (isStopped || link !== null) return
    if (stopWaiting === null) {
      isNudged = true
      return
    }
    stopWaiting()
    failures = 0
    void attempt()
  }

  const stopWatching = options.network.on((event) => {
    if (link === null) return nudge()
    // The other side has given up a PC that slept; an address that is gone takes its connections with it. Either is known here first.
    const isGone = event === 'woke' || (isIpv4(link.localAddress) && !options.network.interfaces().some(({ address }) => address === plain(link!.localAddress!)))
    if (!isGone || plain(link.localAddress ?? '').startsWith('127.')) return
    isNudged = true
    link.close(event === 'woke' ? 'WOKE' : 'ADDRESS_GONE')
  })

  void attempt()
  return {
    nudge,
    stop(why) {
      isStopped = true
      stopWatching()
      stopWaiting?.()
      link?.close(why)
    },
  }
}

function isIpv4(address: string | null): address is string {
  return address !== null && plain(address).includes('.')
}

/** An IPv4 address as a socket for both families tells it, `::ffff:192.168.1.7`, as it is written elsewhere. */
function plain(address: string): string {
  return address.replace(/^::ffff:/, '')
}

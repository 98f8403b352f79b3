// Hybrid logical clock (Kulkarni et al., 2014): wall-clock milliseconds with a counter, never going back, so that entries of
// a PC whose clock jumps still have an order. It orders; it never blocks work.

export interface Stamp {
  /** ms since 1970 UTC */
  readonly ms: number
  /** orders entries of one millisecond */
  readonly count: number
}

/** The next stamp after `last` at the wall time `now` (ms). */
export function nextStamp(last: Stamp | null, now: number): Stamp {
  if (last === null || now > last.ms) return { ms: now, count: 0 }
  return last.count < 0xffff ? { ms: last.ms, count: last.count + 1 } : { ms: last.ms + 1, count: 0 }
}

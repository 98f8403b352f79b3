// Time as the network room reads it: running time for waits, which no setting of the clock disturbs. Tests bring their own.

export interface Timers {
  /** ms since some beginning; never goes back, whatever the PC's clock does */
  now(): number
  /** ms since 1970 by the PC's clock, which may be wrong and may jump */
  wall(): number
  /** Calls once, `ms` from now; answers how to call it off. */
  after(ms: number, call: () => void): () => void
}

/** The system's; a waiting call does not keep the process alive. */
export const systemTimers: Timers = {
  now: () => performance.now(),
  wall: () => Date.now(),
  after(ms, call) {
    const timer = setTimeout(call, ms)
    timer.unref()
    return () => clearTimeout(timer)
  },
}

/** Calls each `ms` until called off. */
export function each(timers: Timers, ms: number, call: () => void): () => void {
  let cancel = timers.after(ms, again)
  function again(): void {
    cancel = timers.after(ms, again)
    call()
  }
  return () => cancel()
}

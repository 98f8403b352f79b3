// Long work on the office process's own thread takes a breath every so often, so that saves and answers go on between.
import { setImmediate } from 'node:timers/promises'

/** At most this many milliseconds of work in one go. */
const stretch = 20

export interface Breath {
  /** Whether it is time; costs a look at the clock. */
  due(): boolean
  /** Lets others run. Throws the signal's reason when the work is cancelled. */
  take(): Promise<void>
}

export function breathing(signal?: AbortSignal): Breath {
  let since = performance.now()
  return {
    due: () => performance.now() - since >= stretch,
    async take() {
      signal?.throwIfAborted()
      await setImmediate()
      since = performance.now()
    },
  }
}

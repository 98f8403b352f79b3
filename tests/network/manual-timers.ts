// Time that goes on only when a test says so.
import type { Timers } from '../../src-main/network/timers.ts'

export interface ManualTimers extends Timers {
  /** Lets `ms` go by, with everything that falls due called in its order. */
  pass(ms: number): Promise<void>
  /** The PC sleeps: the clock on the wall goes on, nothing runs, running time stands still. */
  sleep(ms: number): void
}

const settle = () => new Promise((resolve) => setImmediate(resolve))

export function manualTimers(): ManualTimers {
  let now = 1000
  let lead = Date.parse('2026-03-10T02:00:00Z')
  const waiting = new Set<{ due: number; call: () => void }>()
  return {
    now: () => now,
    wall: () => lead + now,
    after(ms, call) {
      const one = { due: now + ms, call }
      waiting.add(one)
      return () => waiting.delete(one)
    },
    async pass(ms) {
      const end = now + ms
      for (;;) {
        await settle()
        const next = [...waiting].filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0]
        if (next === undefined) break
        waiting.delete(next)
        now = Math.max(now, next.due)
        next.call()
      }
      now = end
      await settle()
    },
    sleep(ms) {
      lead += ms
    },
  }
}

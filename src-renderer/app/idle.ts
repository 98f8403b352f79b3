// A desk that nobody touches is locked after a while; shortly before, it is said once.
import { useEffect } from 'react'

/** How long before it locks a desk says so, ms. */
const warning = 30_000

/** @param idle ms since the last key or move
 *  @param minutes after which a desk is locked; 0: never */
export function idleState(idle: number, minutes: number): 'used' | 'warned' | 'locked' {
  const limit = minutes * 60_000
  if (limit === 0 || idle < limit - warning) return 'used'
  return idle < limit ? 'warned' : 'locked'
}

const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const

/** Watches keys and pointer while `minutes` is above 0. */
export function useIdle(minutes: number, on: { readonly warn: () => void; readonly used: () => void; readonly lock: () => void }): void {
  const { warn, used, lock } = on
  useEffect(() => {
    if (minutes === 0) return
    let last = Date.now()
    let state: ReturnType<typeof idleState> = 'used'
    const touched = () => {
      last = Date.now()
      if (state !== 'used') used()
      state = 'used'
    }
    // Looked at by the clock, not counted: a PC that slept wakes to a locked desk.
    const timer = setInterval(() => {
      const now = idleState(Date.now() - last, minutes)
      if (now === state) return
      state = now
      if (now === 'warned') warn()
      else if (now === 'locked') lock()
    }, 1_000)
    for (const sign of signs) window.addEventListener(sign, touched, { capture: true, passive: true })
    return () => {
      clearInterval(timer)
      for (const sign of signs) window.removeEventListener(sign, touched, { capture: true })
    }
  }, [minutes, warn, used, lock])
}

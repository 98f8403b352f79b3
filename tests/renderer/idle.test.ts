// When a desk that nobody touches is locked, and when that is said.
import { expect, test } from 'vitest'
import { idleState } from '../../src-renderer/app/idle.ts'

const minute = 60_000

test.each([
  [0, 15, 'used'],
  [14 * minute, 15, 'used'],
  [14.5 * minute, 15, 'warned'],
  [15 * minute - 1, 15, 'warned'],
  [15 * minute, 15, 'locked'],
  // A PC that slept through the night.
  [600 * minute, 15, 'locked'],
  [600 * minute, 0, 'used'],
] as const)('after %i ms, with a lock after %i minutes: %s', (idle, minutes, state) => {
  expect(idleState(idle, minutes)).toBe(state)
})

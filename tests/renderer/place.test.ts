// In what order the list stands: the nearest first while one searches and chose no other.
import { expect, test } from 'vitest'
import { orderOf } from '../../src-renderer/app/place.ts'

test.each([
  ['', null, 'newest'], ['  ', null, 'newest'], ['15 nq tu', null, 'rank'], ['15 nq tu', 'newest', 'newest'], ['15 nq tu', 'number', 'number'],
  ['', 'oldest', 'oldest'], ['', 'rank', 'newest'],
] as const)('words "%s", chosen %s: %s', (text, order, expected) => {
  expect(orderOf({ text, order })).toBe(expected)
})

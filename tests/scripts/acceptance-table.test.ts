// The acceptance table: a claim stands only on a passing test that names the item.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { acceptanceTable } from '../../scripts/lib/acceptance-table.mjs'

const { items } = JSON.parse(readFileSync(new URL('../../resources/acceptance/phuluc6.json', import.meta.url), 'utf8')) as { items: { id: string; text: string }[] }
const passed = (name: string) => ({ name, file: 'tests/a.test.ts', state: 'passed' })

test('Phụ lục VI has 68 items, each named once', () => {
  expect(items).toHaveLength(68)
  expect(new Set(items.map(({ id }) => id)).size).toBe(68)
})

test('a claimed item with a passing test stands; the items about it do not', () => {
  const warn = 'VI.III.1.h'
  const { rows, faults } = acceptanceTable(items, [warn], [passed(`warns of a duplicate (${warn})`)])
  expect(faults).toEqual([])
  expect(rows.filter(({ tests }) => tests.length > 0).map(({ id }) => id)).toEqual([warn])
})

test('a claim without a passing test, on a failing one, or of no item is a fault', () => {
  const fault = (claims: string[], tests: { name: string; file: string; state: string }[]) => acceptanceTable(items, claims, tests).faults
  expect(fault(['VI.V.1'], [])).toEqual(['VI.V.1 is claimed, and no passing test names it'])
  expect(fault(['VI.V.1'], [{ ...passed('prints it VI.V.1'), state: 'skipped' }])).toHaveLength(1)
  expect(fault(['VI.V.1'], [passed('prints VI.V.1'), { ...passed('prints VI.V.1 again'), state: 'failed' }])).toEqual(['VI.V.1 is claimed, and its test fails: prints VI.V.1 again'])
  expect(fault(['VI.V.9'], [])).toEqual(['claims.json names VI.V.9, which is no item of Phụ lục VI'])
  expect(fault([], [passed('does VI.III.9.z')])).toHaveLength(1)
})

test('đ is a letter of its own, however it is composed, and the items of the administration have two steps', () => {
  const { rows } = acceptanceTable(items, [], [passed('numbers VI.III.1.đ'), passed('rights VI.IV.1.đ'), passed('conflicts VI.IV.2')])
  expect(rows.filter(({ tests }) => tests.length > 0).map(({ id }) => id)).toEqual(['VI.III.1.đ', 'VI.IV.1.đ', 'VI.IV.2'])
})

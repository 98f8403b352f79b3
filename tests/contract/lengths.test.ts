// The lengths that the contract and the forms keep are those of the rulebook's table of NĐ 30/2020/NĐ-CP, Phụ lục VI, Part II.
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { largest, lengths } from '../../src-main/contract/choices.ts'
import { loadRulebook } from '../../src-main/rulebook/load.ts'

const rulebook = loadRulebook(join(resolve('resources'), 'rulebook'))

test.each(['subject', 'note', 'toPlaces', 'language'] as const)('%s is as long as the rulebook says', (field) => {
  expect(rulebook.fieldLength('incoming', field)).toBe(lengths[field])
})

test('pages have as many digits as the rulebook says', () => {
  expect(String(largest.pages)).toHaveLength(rulebook.fieldLength('incoming', 'pages')!)
})

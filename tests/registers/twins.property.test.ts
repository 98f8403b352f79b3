// When numbers begin anew, two documents may bear the same: which dates leave that open.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mayBeTwins } from '../../src-main/registers/rules.ts'
import type { NumberingPeriod, Term } from '../../src-main/registers/rules.ts'

const perYear: NumberingPeriod = { period: 'year', years: 1 }
const perTerm: NumberingPeriod = { period: 'term', years: 5 }
const terms: readonly Term[] = [{ from: '2015-09-01', to: '2020-07-31' }, { from: '2020-08-01', to: '2025-06-30' }, { from: '2025-07-01', to: null }]

const day = fc.date({ min: new Date('2005-01-01'), max: new Date('2035-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10))
const maybeDay = fc.option(day)
const numbering = fc.constantFrom(perYear, perTerm)
const known = fc.subarray([...terms])

test.each([
  ['2026-01-05', '2025-09-30', perTerm, true, 'the same open term'],
  ['2025-06-30', '2025-07-01', perTerm, true, 'two terms in one year: a mistyped month is likelier than two documents'],
  ['2024-09-30', '2026-01-05', perTerm, false, 'two terms'],
  ['2021-01-01', '2025-01-01', perTerm, true, 'the same closed term'],
  ['2031-01-01', '2025-09-30', perTerm, false, 'an open term that must have ended by now'],
  ['2010-01-01', '2013-01-01', perTerm, true, 'no known term, less than one apart'],
  ['2008-01-01', '2013-01-01', perTerm, false, 'no known term, one apart'],
  ['2025-12-31', '2026-01-01', perYear, false, 'two years'],
  ['2026-01-01', '2026-12-31', perYear, true, 'one year'],
  [null, '2026-12-31', perYear, true, 'a date that is not known'],
] as const)('%s and %s: %o → %s (%s)', (one, other, period, expected, _why) => {
  expect(mayBeTwins(one, other, period, terms)).toBe(expected)
})

describe('whatever the dates', () => {
  test('the order of the two does not matter', () => {
    fc.assert(fc.property(maybeDay, maybeDay, numbering, known, (one, other, period, of) => {
      expect(mayBeTwins(one, other, period, of)).toBe(mayBeTwins(other, one, period, of))
    }))
  })

  test('an unknown date, or the same year, never hides a twin; per term nothing is hidden that shows per year', () => {
    fc.assert(fc.property(maybeDay, maybeDay, numbering, known, (one, other, period, of) => {
      if (one === null || other === null || one.slice(0, 4) === other.slice(0, 4)) expect(mayBeTwins(one, other, period, of)).toBe(true)
      if (mayBeTwins(one, other, perYear, of)) expect(mayBeTwins(one, other, perTerm, of)).toBe(true)
    }))
  })

  test('dates of one known term that has ended are always near, of two known terms and two years never', () => {
    fc.assert(fc.property(day, day, (one, other) => {
      const [a, b] = [one, other].map((date) => terms.find(({ from, to }) => from <= date && (to === null || date <= to)))
      if (a === undefined || b === undefined) return
      if (a === b && a.to !== null) expect(mayBeTwins(one, other, perTerm, terms)).toBe(true)
      if (a !== b && one.slice(0, 4) !== other.slice(0, 4)) expect(mayBeTwins(one, other, perTerm, terms)).toBe(false)
    }))
  })
})

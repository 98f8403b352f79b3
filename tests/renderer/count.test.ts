// Counts in words against what Intl writes.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countWords } from '../../src-renderer/ui/count.ts'

test('a count is written as Intl writes it, in both languages', () => {
  for (const language of ['vi', 'en']) {
    const intl = new Intl.NumberFormat(language)
    fc.assert(fc.property(fc.nat(), (value) => void expect(countWords(language, value)).toBe(intl.format(value))))
  }
})

// What the number and symbol tell: its tidy form, and the type that it names or, with the state, does not name.
import { expect, test } from 'vitest'

// The window's modules reach for `window.office` as they load.
Object.assign(globalThis, { window: { office: { on: () => () => {} } } })
const { guessType, tidySymbol } = await import('../../src-renderer/features/registration/guess.ts')

const type = (id: string, abbreviations: string[], systems: string[], namePrinted = true) => ({ id, name: id, abbreviations, systems, namePrinted, verified: true })
const types = [type('nghi-quyet', ['NQ'], ['party', 'state']), type('quyet-dinh', ['QĐ'], ['party', 'state']), type('cong-van', ['CV'], ['party', 'state'], false), type('nghi-dinh', ['NĐ'], ['state'])]

test.each([
  ['15 nq tu', '15-NQ/TU'], ['15nq/tu', '15-NQ/TU'], ['Số: 30/2020/NĐ-CP', '30/2020/NĐ-CP'], ['597 / hc - qlhc', '597/HC-QLHC'],
  ['15-NQ/TU', null], ['123', null], ['', null], ['công văn khẩn', null], ['12/TB-VP (bản 2)', null], ['12a-QĐ/HU', null],
])('"%s" is written %s', (typed, tidy) => {
  expect(tidySymbol(typed)).toBe(tidy)
})

test.each([
  ['15-NQ/TU', 'nghi-quyet'], ['30/2020/NĐ-CP', 'nghi-dinh'], ['15 qd tu', 'quyet-dinh'], ['597/HC-QLHC', 'cong-van'], ['20/VP', 'cong-van'],
  ['597-HC/TU', null], ['597', null], ['', null], ['không số', null],
])('the type of "%s" is %s', (numberSymbol, id) => {
  expect(guessType(numberSymbol, types)?.id ?? null).toBe(id)
})

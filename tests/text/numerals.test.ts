import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareNatural } from '../../src-main/text/collate.ts'
import { numberInWords, parseRomanNumeral, romanNumeral } from '../../src-main/text/numerals.ts'

test.each([
  [0, 'không'], [1, 'một'], [4, 'bốn'], [5, 'năm'], [10, 'mười'], [11, 'mười một'], [14, 'mười bốn'], [15, 'mười lăm'], [20, 'hai mươi'], [21, 'hai mươi mốt'],
  [24, 'hai mươi tư'], [25, 'hai mươi lăm'], [55, 'năm mươi lăm'], [100, 'một trăm'], [101, 'một trăm linh một'], [104, 'một trăm linh bốn'], [105, 'một trăm linh năm'],
  [110, 'một trăm mười'], [115, 'một trăm mười lăm'], [121, 'một trăm hai mươi mốt'], [1000, 'một nghìn'], [1001, 'một nghìn không trăm linh một'],
  [1015, 'một nghìn không trăm mười lăm'], [2026, 'hai nghìn không trăm hai mươi sáu'], [10_500, 'mười nghìn năm trăm'], [1_000_000, 'một triệu'],
  [1_000_005, 'một triệu không trăm linh năm'], [1_002_003, 'một triệu không trăm linh hai nghìn không trăm linh ba'], [1e9, 'một tỷ'],
  [2_105_000_000, 'hai tỷ một trăm linh năm triệu'], [1e12, 'một nghìn tỷ'], [-15, 'âm mười lăm'],
])('%i is read %j', (value, words) => {
  expect(numberInWords(value)).toBe(words)
})

test('the south says lẻ', () => {
  expect(numberInWords(105, 'lẻ')).toBe('một trăm lẻ năm')
})

test('what cannot be read out is refused', () => {
  for (const value of [1.5, Number.NaN, Infinity, 2 ** 53]) expect(() => numberInWords(value)).toThrow(RangeError)
})

/** Reads number words back, word by word: an independent judge. */
function valueOf(words: string): number {
  const units = new Map(['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'].map((word, at) => [word, at]))
  units.set('mốt', 1).set('tư', 4).set('lăm', 5)
  let total = 0 // in units of tỷ
  let below = 0
  let group = 0
  let digit = 0
  for (const word of words.split(' ')) {
    if (units.has(word)) digit = units.get(word) as number
    else if (word === 'trăm') { group += digit * 100; digit = 0 }
    else if (word === 'mươi') { group += digit * 10; digit = 0 }
    else if (word === 'mười') { group += 10; digit = 0 }
    else if (word === 'linh') digit = 0
    else if (word === 'nghìn' || word === 'triệu') { below += (group + digit) * (word === 'nghìn' ? 1e3 : 1e6); group = 0; digit = 0 }
    else if (word === 'tỷ') { total = (total + below + group + digit) * 1e9; below = 0; group = 0; digit = 0 }
    else throw new Error(word)
  }
  return total + below + group + digit
}

test('words read back give the number', () => {
  for (let value = 0; value < 20_000; value++) expect(valueOf(numberInWords(value))).toBe(value)
  fc.assert(fc.property(fc.oneof(fc.maxSafeNat(), fc.nat()), (value) => {
    expect(valueOf(numberInWords(value))).toBe(value)
  }), { numRuns: 2000 })
})

test('Roman numerals', () => {
  expect([1, 4, 9, 14, 40, 90, 400, 1930, 3999].map(romanNumeral)).toEqual(['I', 'IV', 'IX', 'XIV', 'XL', 'XC', 'CD', 'MCMXXX', 'MMMCMXCIX'])
  for (let value = 1; value <= 3999; value++) expect(parseRomanNumeral(romanNumeral(value))).toBe(value)
  expect(parseRomanNumeral('xiv')).toBe(14)
  for (const text of ['', 'IIII', 'VX', 'IC', 'A', '14', 'XIV ']) expect(parseRomanNumeral(text)).toBeNull()
  for (const value of [0, 4000, 1.5, -1]) expect(() => romanNumeral(value)).toThrow(RangeError)
})

test('Vietnamese order, numbers by value', () => {
  const sorted = ['Án', 'Ba', 'Chi bộ 2', 'Chi bộ 10', 'Dân', 'Đảng ủy', 'Em', 'Ê-đê', 'Giang', 'Ong', 'Ông', 'Ơn', 'Ủy ban', 'Ưu', 'Vĩnh', 'Yên']
  expect([...sorted].reverse().sort(compareNatural)).toEqual(sorted)
  expect(compareNatural('hòa', 'hòa'.normalize('NFD'))).not.toBe(0)
  expect(compareNatural('hòa', 'hòa')).toBe(0)
})

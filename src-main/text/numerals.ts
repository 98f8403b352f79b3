// Numbers in Vietnamese words ("tổng số một trăm linh năm hồ sơ", NĐ 30/2020/NĐ-CP, Phụ lục V) and Roman
// numerals for headings (mục I, II) and terms (khóa XIV).

const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín']

/** 1 to 999; `full` also names the hundreds that are zero ("không trăm linh năm"). */
function belowThousand(value: number, full: boolean, zero: string): string[] {
  const hundreds = Math.floor(value / 100)
  const tens = Math.floor(value / 10) % 10
  const units = value % 10
  const words: string[] = []
  if (hundreds > 0 || full) words.push(DIGITS[hundreds] as string, 'trăm')
  if (tens === 0) {
    if (units > 0 && words.length > 0) words.push(zero)
  } else if (tens === 1) words.push('mười')
  else words.push(DIGITS[tens] as string, 'mươi')
  if (units === 0) return words
  if (units === 1 && tens > 1) words.push('mốt')
  else if (units === 4 && tens > 1) words.push('tư')
  else if (units === 5 && tens > 0) words.push('lăm')
  else words.push(DIGITS[units] as string)
  return words
}

/** Words of 1 and more; above 10⁹ the group of "tỷ" is itself read as a number ("một nghìn tỷ"). */
function wordsOf(value: number, full: boolean, zero: string): string[] {
  const words: string[] = []
  const billions = Math.floor(value / 1_000_000_000)
  if (billions > 0) words.push(...wordsOf(billions, false, zero), 'tỷ')
  const groups: [number, string | null][] = [
    [Math.floor(value / 1_000_000) % 1000, 'triệu'], [Math.floor(value / 1000) % 1000, 'nghìn'], [value % 1000, null],
  ]
  for (const [group, name] of groups) {
    if (group === 0) continue
    words.push(...belowThousand(group, full || words.length > 0, zero))
    if (name !== null) words.push(name)
  }
  return words
}

/**
 * An integer in Vietnamese words, in small letters: 15 "mười lăm", 21 "hai mươi mốt", 1005 "một nghìn không
 * trăm linh năm".
 * @param zeroWord the word for a missing ten: "linh" (default, the north and official) or "lẻ"
 * Throws for what is no safe integer.
 */
export function numberInWords(value: number, zeroWord: 'linh' | 'lẻ' = 'linh'): string {
  if (!Number.isSafeInteger(value)) throw new RangeError(`Not an integer that can be read out: ${value}`)
  if (value === 0) return 'không'
  const words = wordsOf(Math.abs(value), false, zeroWord).join(' ')
  return value < 0 ? `âm ${words}` : words
}

const ROMAN: readonly [number, string][] = [
  [1000, 'M'], [900, 'CM'], [500, 'D'], [400, 'CD'], [100, 'C'], [90, 'XC'], [50, 'L'], [40, 'XL'], [10, 'X'], [9, 'IX'], [5, 'V'], [4, 'IV'], [1, 'I'],
]

/** 14 → "XIV". Throws outside 1 to 3999. */
export function romanNumeral(value: number): string {
  if (!Number.isInteger(value) || value < 1 || value > 3999) throw new RangeError(`No Roman numeral: ${value}`)
  let rest = value
  let out = ''
  for (const [weight, sign] of ROMAN) {
    while (rest >= weight) {
      out += sign
      rest -= weight
    }
  }
  return out
}

/** "XIV" or "xiv" → 14, null for what is no Roman numeral in its proper form (IIII is none). */
export function parseRomanNumeral(text: string): number | null {
  const typed = text.toUpperCase()
  if (!/^M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/.test(typed) || typed === '') return null
  let value = 0
  let at = 0
  for (const [weight, sign] of ROMAN) {
    while (typed.startsWith(sign, at)) {
      value += weight
      at += sign.length
    }
  }
  return value
}

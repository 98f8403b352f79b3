// Số và ký hiệu văn bản: taken apart, tidied, compared, and made into the key that finds a twin.
//
// Party (HD 36-HD/VPTW, II.3): "Số 05-NQ/ĐU": hyphen before the type, slash before the body.
// State (NĐ 30/2020/NĐ-CP, Phụ lục I, II.3): "Số: 30/2020/NĐ-CP", "Số: 597/HC-QLHC".
// Both arrive typed with other dashes, spaces, case, tone placement, or without marks at all.
import { compareNatural } from './collate.ts'
import { foldMarks, normalise, searchText, searchTokens } from './fold.ts'

/** What stands in a number and symbol. */
export interface NumberSymbol {
  /** Digits as typed ("07" keeps its zero), or null where there is no number (số trống). */
  number: string | null
  /** Letter after the number in a number squeezed in ("12a", "12bis"), as typed; '' for none. */
  suffix: string
  /** Year between number and symbol (normative acts of the state), or null. */
  year: number | null
  /** Type and body: "NQ/TU", "NĐ-CP", "CTPH-LĐLĐ-SVH,TT,DL"; or null. */
  symbol: string | null
  /** What was typed, untouched. */
  typed: string
  /** Tidy form to show and print, without "Số": "15-NQ/TU", "30/2020/NĐ-CP"; '' for nothing. */
  normal: string
}

/**
 * Abbreviations of document types: NĐ 30/2020/NĐ-CP, Phụ lục III; Party practice; normative acts.
 * Only what a program needs to suggest a type and to read a symbol typed without marks; which types an
 * office uses, since when and under which id, is data of the rulebook.
 */
export const TYPE_ABBREVIATIONS: readonly string[] = [
  'NQ', 'QĐ', 'CT', 'KL', 'QC', 'QyĐ', 'QĐi', 'TT', 'HD', 'TB', 'TC', 'BC', 'KH', 'QH', 'CTr', 'ĐA', 'PA', 'DA', 'TTr',
  'CV', 'BB', 'HĐ', 'CĐ', 'BGN', 'BTT', 'GUQ', 'GM', 'GGT', 'GNP', 'PG', 'PC', 'PB', 'NĐ', 'TTLT', 'NQLT',
]

/** Segments written with small letters, restored when all was typed small. */
const MIXED_CASE: ReadonlyMap<string, string> = new Map(
  [...TYPE_ABBREVIATIONS, 'TTg', 'TrS'].map((form) => [form.toLowerCase(), form]))

/** Types that only đ tells apart (HĐ hợp đồng, HD hướng dẫn; ĐA đề án, DA dự án), in small letters. */
const TOLD_APART: ReadonlySet<string> = new Set(
  TYPE_ABBREVIATIONS.map((form) => form.toLowerCase())
    .filter((form, _, all) => form.includes('đ') && all.includes(foldMarks(form))))

/** Longest that is looked at; the field holds 11 + 30 (NĐ 30/2020/NĐ-CP, Phụ lục VI). */
const LONGEST = 300

/** NFC and plain punctuation, "Số" and a date behind cut off, spaces only where they part words. */
function tidied(typed: string): string {
  return normalise(typed.slice(0, LONGEST))
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^(?:số|so)(?: (?:và )?ký hiệu)?(?=[\s:.…_/\d-]|$)[\s:.…_]*/iu, '')
    .replace(/[\s,;(]+ng[àa]y[\s\d].*$/iu, '')
    .replace(/ ?([-/,])[-/, ]*/gu, '$1')
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N})]+$/gu, '')
}

/** A symbol typed small gets its capitals, one typed with spaces its separators. */
function spelled(symbol: string): string {
  let parted = symbol
  if (!/[-/]/u.test(parted)) parted = parted.replace(' ', '/')
  parted = parted.replace(/ /gu, '-')
  if (/\p{Lu}/u.test(parted)) return parted
  return parted.replace(/[\p{L}\p{M}\p{N}]+/gu, (segment) => MIXED_CASE.get(segment) ?? segment.toUpperCase())
}

/**
 * Takes a number and symbol apart, however typed: "15-NQ/TU", "15 nq tu", "15nq/tu", "Số: 30/2020/NĐ-CP",
 * "12a-QĐ/HU", "123". Never fails: what has no leading number is all symbol.
 * Between number and symbol, "15 NQ/TU" gets the Party's hyphen (a slash follows), "15 NĐ-CP" the state's slash.
 */
export function parseNumberSymbol(typed: string): NumberSymbol {
  const text = tidied(typed)
  const head = /^(\d{1,12})(?!\d)(bis|ter|\p{L}(?![\p{L}\p{M}\p{N}]))?/iu.exec(text)
  if (head === null) {
    return { number: null, suffix: '', year: null, symbol: text === '' ? null : text, typed, normal: text }
  }
  const number = head[1] as string
  const suffix = head[2] ?? ''
  let rest = text.slice(head[0].length)
  const yearPart = /^[-/. ]+((?:19|20)\d{2})(?=[-/. ]|$)/u.exec(rest)
  const year = yearPart === null ? null : Number(yearPart[1])
  if (yearPart !== null) rest = rest.slice(yearPart[0].length)
  const separator = rest.charAt(0)
  const bare = rest.replace(/^[^\p{L}\p{N}]+/u, '')
  const symbol = bare === '' ? null : spelled(bare)
  let normal = number + suffix + (year === null ? '' : `/${year}`)
  if (symbol !== null) {
    if (year === null && (separator === '-' || separator === '/')) normal += separator
    else normal += year === null && symbol.includes('/') ? '-' : '/'
    normal += symbol
  }
  return { number, suffix, year, symbol, typed, normal }
}

/** Letters and digits of a symbol, folded; a hyphen only where two digits would run together. */
function symbolKey(symbol: string): string {
  let key = ''
  const segments = searchTokens(symbol)
  segments.forEach((segment, at) => {
    const folded = at === 0 && TOLD_APART.has(segment) ? segment : foldMarks(segment)
    key += (/\d$/u.test(key) && /^\d/u.test(folded) ? '-' : '') + folded
  })
  return key
}

/**
 * The key under which the same number and symbol meet, however typed (VI.III.1.h): spaces, case, tone
 * placement, TƯ/TU, kind of dash or slash, leading zeros, "Số", all fall away. Number, suffix and year stay
 * apart (30/2020/NĐ-CP is not 30/2021/NĐ-CP, 12a is not 12).
 *
 * Marks fall away too, since clerks type QD for QĐ and DU for ĐU, and no body is called DU beside one called
 * ĐU (a twin must have the same issuing body as well). Kept is đ where it is all that tells two types apart:
 * HĐ/HD, ĐA/DA. A year left out is another key.
 * @returns '' when there is no digit at all: such a document has no twin by its number
 */
export function numberSymbolKey(typed: string): string {
  const { number, suffix, year, symbol } = parseNumberSymbol(typed)
  const signs = symbol === null ? '' : symbolKey(symbol)
  if (number === null && !/\d/u.test(signs)) return ''
  return `${number === null ? '' : withoutZeros(number)}${searchText(suffix)}|${year ?? ''}|${signs}`
}

/** Digits without leading zeros. */
function withoutZeros(digits: string): string {
  return digits.replace(/^0+(?=\d)/u, '')
}

/** Digits of any length by their value; no number comes last. */
function compareNumbers(one: string | null, other: string | null): number {
  if (one === null || other === null) return (one === null ? 1 : 0) - (other === null ? 1 : 0)
  const [a, b] = [withoutZeros(one), withoutZeros(other)]
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
}

/**
 * Natural order of numbers and symbols as typed: 5-…, 12-…, 12a-…, 100-…; then year, then symbol in
 * Vietnamese order; what has no number comes last. Total.
 */
export function compareNumberSymbol(one: string, other: string): number {
  const a = parseNumberSymbol(one)
  const b = parseNumberSymbol(other)
  return compareNumbers(a.number, b.number)
    || compareNatural(a.suffix, b.suffix)
    || (a.year ?? 0) - (b.year ?? 0)
    || compareNatural(a.symbol ?? '', b.symbol ?? '')
    || compareNatural(one, other)
}

/**
 * The type's abbreviation at the beginning of a symbol: "NQ" of "NQ/TU", "NĐ" of "NĐ-CP", null of "HC-QLHC".
 * "QD" typed without its mark gives "QĐ"; "HD" is itself an abbreviation and stays.
 * @param known the abbreviations in force, from the rulebook; without it the usual ones
 */
export function suggestTypeAbbreviation(
  symbol: string | null, known: readonly string[] = TYPE_ABBREVIATIONS,
): string | null {
  const first = searchTokens((symbol ?? '').slice(0, LONGEST))[0]
  if (first === undefined) return null
  return known.find((form) => searchText(form) === first)
    ?? known.find((form) => foldMarks(form) === first)
    ?? null
}

/** What a number and symbol begins with as one word of the search index: a private-use letter, which nobody types. */
const TOKEN_MARK = '\ue001'
/** Longer ones are lists and formulas, no numbers and symbols. */
const LONGEST_TOKEN = 60
/** In running text a number and symbol is known by its capitals: "20-30 người" and "km/giờ" are none. */
const IN_TEXT = /(?<![\p{L}\p{N}./-])(\d{1,7})(\p{Ll}?) ?(?:\/ ?((?:19|20)\d{2}) ?)?[-/] ?(\p{Lu}[\p{L}\p{N}]*(?:[-/][\p{L}\p{N}]+)*)/gu

function tokenOf(number: string, suffix: string, year: string, symbol: string): string {
  // The year stands behind a letter of its own, so that 1/2020 is not 12020.
  const behind = `${foldMarks(suffix)}${year === '' ? '' : `\ue003${year}`}${foldMarks(symbol).replace(/[^\p{L}\p{N}]+/gu, '')}`
  return TOKEN_MARK + withoutZeros(number) + behind.slice(0, LONGEST_TOKEN)
}

/**
 * A number and symbol as one word of the search index, however typed, so that finding one is looking up one word instead of
 * intersecting "15", "nq" and "tu", each of which stands in half of all documents. As beginning it finds what is still being typed.
 * @returns null where there is no number, or no symbol: "15" alone is a word like others
 */
export function numberToken({ number, suffix, year, symbol }: Pick<NumberSymbol, 'number' | 'suffix' | 'year' | 'symbol'>): string | null {
  return number === null || symbol === null ? null : tokenOf(number, suffix, String(year ?? ''), symbol)
}

/**
 * The numbers and symbols that a text names ("thực hiện Nghị quyết số 15-NQ/TU"), as words of the search index. One with a year
 * is found without it too.
 * @param text normalised, with its capitals
 */
export function numberTokensIn(text: string): string[] {
  const tokens = new Set<string>()
  for (const [, number = '', suffix = '', year = '', symbol = ''] of text.matchAll(IN_TEXT)) {
    tokens.add(tokenOf(number, suffix, year, symbol))
    if (year !== '') tokens.add(tokenOf(number, suffix, '', symbol))
  }
  return [...tokens]
}

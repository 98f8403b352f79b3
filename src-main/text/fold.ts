// The one normaliser of Vietnamese text, for what is indexed and for what is asked.
//
// Two forms: *exact* (`searchText`: NFC, lower case, one tone placement) and *folded* (`foldMarks`:
// besides, no marks and đ → d, which SQLite's own remove_diacritics leaves as it is).
//
// Tone placement: "hoà" and "hòa", "uỷ" and "ủy" are one word in two spellings (Party documents prefer
// the first, state documents the second). Canonical here is the older one: the tone stands on the
// letter with a mark of its own (ă â ê ô ơ ư; in ươ on the ơ), else on the second vowel when a consonant
// follows (toán, huỳnh) or three vowels meet (ngoài, khuỷu), else on the first (hòa, khỏe, ủy). The u of
// "qu" and the i of "gi" are consonants (quý, già). Position never tells two Vietnamese words apart, so
// slips of the keyboard ("lọai", "tòan") fall together with what was meant.
import { BASIC_CLASS, SEPARATOR, SQLITE_FOLDS, TOKEN, characterClass } from './unicode61.ts'

const ROWS = [
  'aàáảãạ', 'ăằắẳẵặ', 'âầấẩẫậ', 'eèéẻẽẹ', 'êềếểễệ', 'iìíỉĩị',
  'oòóỏõọ', 'ôồốổỗộ', 'ơờớởỡợ', 'uùúủũụ', 'ưừứửữự', 'yỳýỷỹỵ',
]
/** Every vowel letter with every tone; row × 6 + tone, the capital rows after the small ones. */
const VOWELS = ROWS.join('') + ROWS.join('').toUpperCase()
/** Index into VOWELS plus one, by UTF-16 code; 0 is no Vietnamese vowel. */
const vowelByCode = new Uint8Array(0x1efa)
for (let at = 0; at < VOWELS.length; at++) vowelByCode[VOWELS.charCodeAt(at)] = at + 1

const rowOf = (vowel: number): number => Math.floor((vowel - 1) / 6) % 12
const toneOf = (vowel: number): number => (vowel - 1) % 6
const ROW_I = 5
const ROW_U = 9
/** Rows whose letter carries a mark of its own: ă â ê ô ơ ư. */
const markedRow = ROWS.map((row) => 'ăâêôơư'.includes(row.charAt(0)))

/** What is unified before all else: '' removes. Only single UTF-16 units on both sides. */
const REPLACED = new Map<number, string>()
const unify = (codes: string, by: string): void => {
  for (const code of codes) REPLACED.set(code.charCodeAt(0), by)
}
unify('\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u2036\u301d\u301e\uff02', '"')
unify('\u2018\u2019\u201a\u201b\u2032\u2035\u2039\u203a\u00b4\u1ffd\u02bc\uff07', "'")
unify('\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\uff0d', '-')
unify('\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000', ' ')
unify('\u2028\u2029', '\n')
// Zero width, soft hyphen, byte order mark; then the marks of direction, which can disguise a name.
unify('\u00ad\u180e\u200b\u200c\u200d\u2060\ufeff', '')
unify('\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069', '')
// Eth looks like Đ and comes out of converted old fonts in its place.
unify('\u00d0\u0189', 'Đ')
unify('\u00f0\u0256', 'đ')
/** 1 for the codes of REPLACED: a look into a table is ten times as fast as a regular expression. */
const isReplaced = new Uint8Array(0x10000)
for (const code of REPLACED.keys()) isReplaced[code] = 1

function unified(text: string): string {
  let out = ''
  let copied = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 0xa0 || isReplaced[code] === 0) continue
    out += text.slice(copied, at) + REPLACED.get(code)
    copied = at + 1
  }
  return (copied === 0 ? text : out + text.slice(copied)).normalize('NFC')
}

/** Where the tone belongs in the vowels text[from, to), or -1 when the rule says nothing. */
function tonePosition(text: string, from: number, to: number): number {
  let first = from
  const before = from > 0 ? text.charCodeAt(from - 1) | 0x20 : 0
  const row = rowOf(vowelByCode[text.charCodeAt(from)] as number)
  if ((before === 0x71 && row === ROW_U) || (before === 0x67 && row === ROW_I)) first += 1
  for (let at = to - 1; at >= first; at--) {
    if (markedRow[rowOf(vowelByCode[text.charCodeAt(at)] as number)]) return at
  }
  if (to - first === 1) return first
  if (to - first === 3) return first + 1
  if (to - first > 3) return -1
  const next = to < text.length ? text.charCodeAt(to) : 0
  const closed = (next | 0x20) >= 0x61 && (next | 0x20) <= 0x7a
  return closed ? first + 1 : first
}

/** One tone placement for every syllable of an NFC text. */
function placeTones(text: string): string {
  let out = ''
  let copied = 0
  const length = text.length
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at)
    if (code >= 0x1efa || vowelByCode[code] === 0) continue
    const from = at
    let tones = 0
    let toneAt = -1
    for (; at < length; at++) {
      const next = text.charCodeAt(at)
      const vowel = next < 0x1efa ? (vowelByCode[next] as number) : 0
      if (vowel === 0) break
      if (toneOf(vowel) !== 0) {
        tones += 1
        toneAt = at
      }
    }
    if (tones !== 1 || at - from < 2 || at - from > 4) continue
    // A stray combining mark behind would melt into a letter that lost its tone.
    const behind = text.charCodeAt(at)
    if (behind >= 0x300 && behind <= 0x36f) continue
    const target = tonePosition(text, from, at)
    if (target === -1 || target === toneAt) continue
    const source = vowelByCode[text.charCodeAt(toneAt)] as number
    const goal = vowelByCode[text.charCodeAt(target)] as number
    const bare = VOWELS.charAt(source - 1 - toneOf(source))
    const toned = VOWELS.charAt(goal - 1 + toneOf(source))
    const low = Math.min(target, toneAt)
    const high = Math.max(target, toneAt)
    out += text.slice(copied, low) + (low === target ? toned : bare) + text.slice(low + 1, high) +
      (high === target ? toned : bare)
    copied = high + 1
  }
  return copied === 0 ? text : out + text.slice(copied)
}

/**
 * NFC with one tone placement; typographic quotes, dashes and spaces as their plain ones; zero-width
 * and direction marks gone; eth as đ. Case and line breaks stay. Idempotent.
 * For comparing and indexing: what a person typed is kept as typed elsewhere.
 */
export function normalise(text: string): string {
  return placeTones(unified(text))
}

/** The exact form that is indexed and asked: normalised, lower case. Idempotent. */
export function searchText(text: string): string {
  // Lower case can leave a letter and its mark apart (İ): compose again.
  return placeTones(unified(text).toLowerCase().normalize('NFC'))
}

/** `foldedCode` of a character that vanishes. */
export const DROPPED = 1
/** Memo of foldedCode: 0 is "not asked yet", so U+0000 and U+0001 fold to a space. */
const foldTable = new Uint16Array(0x10000)

function computeFold(code: number): number {
  if (code <= DROPPED) return 0x20
  if (code >= 0xd800 && code <= 0xdfff) return code
  const plain = REPLACED.get(code) ?? String.fromCharCode(code)
  const bare = plain.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/gu, '').normalize('NFC')
  if (bare === '') return DROPPED
  if (bare === 'đ') return 0x64
  const folded = bare.length === 1 ? bare.charCodeAt(0) : code
  return SQLITE_FOLDS.get(folded) ?? folded
}

/**
 * Folded form of one UTF-16 code unit: another code unit, or DROPPED for combining and zero-width marks.
 * Works on raw text too, composed or not, so that a snippet keeps its offsets.
 */
export function foldedCode(code: number): number {
  const known = foldTable[code] as number
  if (known !== 0) return known
  const folded = computeFold(code)
  foldTable[code] = folded
  return folded
}

const BLOCK = 4096
const block = new Uint16Array(BLOCK)

/**
 * The folded form that is indexed and asked: normalised, lower case, without marks, đ → d. Idempotent.
 * Marks of other scripts than U+0300–U+036F stay.
 */
export function foldMarks(text: string): string {
  let source = unified(text)
  // Letters outside the basic plane have case too, and no table here.
  if (/[\ud800-\udbff]/.test(source)) source = source.toLowerCase()
  let out = ''
  let filled = 0
  for (let at = 0; at < source.length; at++) {
    const code = source.charCodeAt(at)
    const known = foldTable[code] as number
    const folded = known !== 0 ? known : foldedCode(code)
    if (folded === DROPPED) continue
    block[filled] = folded
    filled += 1
    if (filled === BLOCK) {
      out += String.fromCharCode.apply(null, block as unknown as number[])
      filled = 0
    }
  }
  return out + String.fromCharCode.apply(null, block.subarray(0, filled) as unknown as number[])
}

/** Whether a text was typed with marks (tones, ă â ê ô ơ ư, đ): such a word is searched exactly. */
export function hasMarks(text: string): boolean {
  return foldMarks(text) !== searchText(text)
}

/** Tokens of a text that is already in the form the index was fed with. */
function split(text: string): string[] {
  const tokens: string[] = []
  let from = -1
  let refold = false
  const close = (to: number): void => {
    const token = text.slice(from, to)
    tokens.push(refold ? refolded(token) : token)
    from = -1
    refold = false
  }
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    let kind = BASIC_CLASS[code] as number
    let width = 1
    if (code >= 0xd800 && code <= 0xdbff) {
      const point = text.codePointAt(at) as number
      kind = characterClass(point)
      if (point > 0xffff) width = 2
    }
    if (kind === SEPARATOR) {
      if (from !== -1) close(at)
    } else {
      if (from === -1 && kind === TOKEN) from = at
      if (from !== -1 && code > 0x7f && SQLITE_FOLDS.has(code)) refold = true
    }
    at += width - 1
  }
  if (from !== -1) close(text.length)
  return tokens
}

function refolded(token: string): string {
  let out = ''
  for (const character of token) {
    const folded = SQLITE_FOLDS.get(character.charCodeAt(0))
    out += folded === undefined ? character : String.fromCharCode(folded)
  }
  return out
}

/**
 * The exact tokens of a text: what FTS5 `unicode61 remove_diacritics 0` makes of `searchText(text)`.
 * Letters and digits make tokens; a leftover combining mark (b̀) continues one; all else separates.
 * FTS5 cuts a token at 32,768 bytes; this does not.
 */
export function searchTokens(text: string): string[] {
  return split(searchText(text))
}

/** The folded tokens of a text: what FTS5 `unicode61 remove_diacritics 0` makes of `foldMarks(text)`. */
export function foldedTokens(text: string): string[] {
  return split(foldMarks(text))
}

/**
 * The beginnings under which a word may stand in the exact index while it is still being typed.
 * "hoà" is on its way to "hoàn", but alone it is normalised to "hòa", which does not begin "hoàn".
 * @param token an exact token
 * @returns the token, and the one with its tone a vowel later where a longer word would have it there
 */
export function exactPrefixes(token: string): string[] {
  const length = token.length
  const first = vowelByCode[token.charCodeAt(length - 2)] ?? 0
  const last = vowelByCode[token.charCodeAt(length - 1)] ?? 0
  if (first === 0 || last === 0 || toneOf(first) === 0 || toneOf(last) !== 0) return [token]
  const bare = VOWELS.charAt(first - 1 - toneOf(first))
  const pair = bare + token.charAt(length - 1)
  if (pair !== 'oa' && pair !== 'oe' && pair !== 'uy') return [token]
  return [token, token.slice(0, -2) + bare + VOWELS.charAt(last - 1 + toneOf(first))]
}

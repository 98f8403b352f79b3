// Fields that are found by one word of their own in the index: days, counts, codes. As plain words "2026" or "3" would be found
// in half of all documents; a day typed whole, "trang:3" or a whole code means just this field.
import { isDate } from './dates.ts'
import { foldedTokens } from './fold.ts'

/** A private-use letter, which nobody types, before and behind: so that no word is the beginning of another. */
const MARK = '\ue004'

export type CountField = 'pages' | 'copies' | 'ordinal' | 'arrival'

/** How a count is asked for: the word before the colon, without marks. */
const askedAs: Readonly<Record<string, CountField>> = { trang: 'pages', ban: 'copies', stt: 'ordinal', den: 'arrival' }

function word(kind: string, value: string): string {
  return `${MARK}${kind}${value}${MARK}`
}

/** The word of a day of a document: issued, arrived or due. @param day YYYY-MM-DD */
export function dayWord(day: string): string {
  return word('day', day.replaceAll('-', ''))
}

/** The word of a count or ordinal: "trang:3", "bản:2", "stt:4", "đến:12a". */
export function countWord(field: CountField, value: number | string): string {
  return word(field, String(value))
}

/** The word of a code with parts (mã hồ sơ, mã định danh), however its parts are divided. */
export function codeWord(code: string): string {
  return word('code', foldedTokens(code).join(''))
}

/** The words of fields that a typed word without spaces may mean: a whole day, a count with its name, a code of three parts or more. */
export function fieldWords(typed: string): string[] {
  const [, name, count] = /^(\p{L}+):(\d+[a-z]?)$/u.exec(typed) ?? []
  const field = name === undefined ? undefined : askedAs[foldedTokens(name).join('')]
  if (field !== undefined) return [countWord(field, count!.replace(/^0+(?=\d)/u, ''))]
  const day = dayOf(typed)
  if (day !== null) return [dayWord(day)]
  const parts = foldedTokens(typed)
  return parts.length >= 3 && /\d/u.test(typed) ? [codeWord(typed)] : []
}

function dayOf(typed: string): string | null {
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/u.exec(typed) ?? []
  const written = year === undefined ? typed : `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`
  return isDate(written) ? written : null
}

// The text of a cell as a person reads it.
import { foldedTokens } from '../../text/fold.ts'

/** NFC; odd spaces as plain ones, line breaks in a cell as spaces (a word broken by hand stays broken), marks of direction gone. */
export function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]|_x000d_/giu, '')
    .replace(/[\u0000-\u001f\u007f-\u00a0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\s]+/gu, ' ')
    .trim()
}

/** Words without marks and signs, parted by one space: for comparing headings and the like. */
export function wordsOf(text: string): string {
  return foldedTokens(text).join(' ')
}

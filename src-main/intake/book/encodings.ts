// Old encodings in sheets (TCVN3 of the ".VnTime" fonts, VNI), decided for a column as a whole: a cell alone is too short ("HU"),
// and one English or French word in it must not tip it. Measured by how many of the words with letters beyond ASCII are built
// like Vietnamese syllables, as they stand and after each conversion.
import { markedSyllables } from '../../documents/extract/common-syllables.ts'
import { fromTcvn3, fromVni } from '../../documents/extract/legacy-encodings.ts'
import type { ColumnEncoding } from './types.ts'

const initial = '(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?'
const nucleus = '(?:[iuoy]?(?:[aăâeêioôơuưy]|iê|yê|uô|ươ|ưa|uyê|uâ|oă|oo))[iouy]?'
const syllable = new RegExp(`^${initial}${nucleus}(?:ch|ng|nh|[cmnpt])?$`, 'u')
const tones = /[\u0300\u0301\u0303\u0309\u0323]/gu
const beyondLatin1 = /[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u0300-\u0323\u1ea0-\u1ef9]/u
// Letters and signs of Latin-1 among them: the old fonts put Vietnamese letters where signs are.
const oldWord = /[a-z\u00a1-\u00ff]*[\u00a1-\u00ff][a-z\u00a1-\u00ff]*/giu

/** Words looked at of one column. */
const mostWords = 4_000

function isSyllable(word: string): boolean {
  // A capital inside a small word is no spelling of anyone: "NguyÔn".
  const small = word.toLocaleLowerCase('vi')
  if (word !== small && word !== word.toLocaleUpperCase('vi') && word.slice(1) !== small.slice(1)) return false
  const bare = small.normalize('NFD').replace(tones, '').normalize('NFC')
  return syllable.test(bare)
}

/** A common syllable weighs more than one that is only built like one: VNI's "nghò" could be a word, "nghị" is one. */
function weightOf(word: string): number {
  return isSyllable(word) ? (markedSyllables.has(word.toLocaleLowerCase('vi').normalize('NFC')) ? 2 : 1) : 0
}

const converters: Readonly<Record<ColumnEncoding, (text: string) => string>> = { unicode: (text) => text, tcvn3: fromTcvn3, vni: fromVni }

/** Which encoding the texts of one column are in; 'unicode' where nothing speaks clearly for another. */
export function decideEncoding(texts: Iterable<string>): ColumnEncoding {
  const score: Record<ColumnEncoding, number> = { unicode: 0, tcvn3: 0, vni: 0 }
  let words = 0
  for (const text of texts) {
    // Right Vietnamese letters cannot come from an old font.
    if (beyondLatin1.test(text)) continue
    for (const [word] of text.matchAll(oldWord)) {
      words += 1
      for (const encoding of ['unicode', 'tcvn3', 'vni'] as const) score[encoding] += weightOf(converters[encoding](word))
    }
    if (words > mostWords) break
  }
  if (words === 0) return 'unicode'
  const best = score.tcvn3 >= score.vni ? 'tcvn3' : 'vni'
  return score[best] > words * 0.6 && score[best] > score.unicode + words * 0.25 ? best : 'unicode'
}

/** A text of a column in Unicode, NFC. One that holds right Vietnamese letters stays as it is: somebody typed it later. */
export function toUnicode(text: string, encoding: ColumnEncoding): string {
  return (encoding === 'unicode' || beyondLatin1.test(text) ? text : converters[encoding](text)).normalize('NFC')
}

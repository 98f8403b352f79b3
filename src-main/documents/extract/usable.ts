// Is the text layer of a PDF worth indexing, or does the document need OCR? Pure rules, by what stands there.
//
// Three kinds of layer lie in real offices beside good ones:
// - nothing, or only what a machine stamped on a scan: the portal's signature stamp, a page number, a watermark → 'none';
// - OCR by a scanner that does not know Vietnamese ("LIEN DoAN LAO D()NG", "hi~n", "cua cac") → 'unusable';
// - text whose font gives no Unicode (private-use letters, replacement marks) → 'unusable'.
// Method: take stamps and lines repeated on every page away and count letters; then count words that are Vietnamese
// with marks, Vietnamese with the marks lost, and words with signs or digits inside. Foreign languages stay usable.
import { bareSyllables, markedSyllables } from './common-syllables.ts'

export type TextKind = 'text' | 'none' | 'unusable'

export interface Judgement {
  readonly kind: TextKind
  /** Pages that carry no text of their own: the ones OCR would have to read. */
  readonly pagesWithoutText: number
}

/** Fewer letters than this on its best page, and the document has no text: a page number, a stamp "ĐẾN", a watermark. */
const documentLetters = 80
/** Fewer letters than this, and a page of an otherwise good document is a picture. */
const pageLetters = 20

const stampBegins = /^\s*(người ký|ký bởi|ký số bởi|được ký bởi|người ký số|chữ ký số|digitally signed by|signed by|signature (not )?verified)(?!\p{L})/iu
const stampGoesOn = /^\s*(email|e-mail|cơ quan|tổ chức|đơn vị|chức vụ|lý do|địa điểm|reason|location|dn|date|cn|ou?|c|foxit|adobe)(?!\p{L})/iu
const stampEnds = /^\s*(thời gian ký|ngày ký|giờ ký|date|foxit)(?!\p{L})/iu

/** The text of a page without signature stamps (a block from "Người ký:" to "Thời gian ký:", as portals print it). */
export function withoutSignatureStamps(page: string): string {
  const lines = page.split('\n')
  const kept: string[] = []
  for (let i = 0; i < lines.length; i += 1) {
    if (!stampBegins.test(lines[i]!)) {
      kept.push(lines[i]!)
      continue
    }
    i = endOfStamp(lines, i)
  }
  return kept.join('\n')
}

// A stamp is at most eight lines; long names wrap, so an unlabelled line inside it belongs to it if a label follows.
function endOfStamp(lines: readonly string[], begin: number): number {
  let end = begin
  for (let i = begin + 1; i < Math.min(lines.length, begin + 8); i += 1) {
    if (stampEnds.test(lines[i]!)) return i
    if (stampGoesOn.test(lines[i]!)) end = i
  }
  return end
}

/** Judges a PDF's text, page by page as it was read. */
export function judgePages(pages: readonly string[]): Judgement {
  const own = withoutRepeatedLines(pages.map(withoutSignatureStamps))
  const letters = own.map(countLetters)
  const pagesWithoutText = letters.filter((count) => count < pageLetters).length
  if (Math.max(0, ...letters) < documentLetters) return { kind: 'none', pagesWithoutText: pages.length }
  return { kind: isReadable(own.join('\n')) ? 'text' : 'unusable', pagesWithoutText }
}

// A watermark or a portal's footer is on every page; from three pages on that tells it from the document's own words.
function withoutRepeatedLines(pages: readonly string[]): readonly string[] {
  if (pages.length < 3) return pages
  const seenOn = new Map<string, number>()
  for (const page of pages) {
    for (const line of new Set(page.split('\n').map((text) => text.trim()))) seenOn.set(line, (seenOn.get(line) ?? 0) + 1)
  }
  return pages.map((page) =>
    page
      .split('\n')
      .filter((line) => (seenOn.get(line.trim()) ?? 0) < pages.length)
      .join('\n'),
  )
}

function countLetters(text: string): number {
  return text.match(/\p{L}/gu)?.length ?? 0
}

/** What the words of a text look like, as shares of all words (0–1); `broken` is a share of all signs. */
export interface WordCensus {
  readonly words: number
  readonly marked: number
  readonly bare: number
  readonly soup: number
  readonly broken: number
}

/** Counts the words of a text; of a long one, at its beginning, in its middle and at its end, 8,000 characters each. */
export function censusOf(text: string): WordCensus {
  const sample = sampleOf(text).normalize('NFC')
  const words = sample.split(/\s+/u).map(trimSigns).filter((word) => /\p{L}/u.test(word) && word.length > 1)
  const signs = sample.match(/\S/gu)?.length ?? 0
  const brokenSigns = sample.match(/[\ue000-\uf8ff\ufffd\u0000-\u0008\u000e-\u001f\u007f-\u009f]/gu)?.length ?? 0
  const share = (count: number) => (words.length === 0 ? 0 : count / words.length)
  return {
    words: words.length,
    marked: share(words.filter((word) => markedSyllables.has(word.toLowerCase())).length),
    bare: share(words.filter((word) => bareSyllables.has(word.toLowerCase())).length),
    soup: share(words.filter(isSoup).length),
    broken: signs === 0 ? 0 : brokenSigns / signs,
  }
}

function sampleOf(text: string): string {
  const piece = 8000
  if (text.length <= 3 * piece) return text
  const middle = (text.length - piece) >> 1
  return [text.slice(0, piece), text.slice(middle, middle + piece), text.slice(-piece)].join(' ')
}

function trimSigns(word: string): string {
  return word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
}

// "hi~n", "th\lc", "d~c", "h01;1t", "s6ng": signs no word has, or digits between small letters. Symbols of documents
// ("15-NQ/TU", "N2O", "2024/QH15"), addresses and units ("m2") are none.
function isSoup(word: string): boolean {
  if (/[@]|https?:|www\./u.test(word)) return false
  return /\p{L}[~^\\|{}<>=*$!;§£¥]+|[~^\\|{}<>*$!;§£¥]\p{L}/u.test(word) || /\p{Ll}\d+\p{Ll}/u.test(word)
}

function isReadable(text: string): boolean {
  const census = censusOf(text)
  if (census.broken > 0.1) return false
  if (census.soup > 0.06) return false
  // Vietnamese by its words, but the marks are lost on most of them.
  return !(census.bare > 0.1 && census.bare > census.marked)
}

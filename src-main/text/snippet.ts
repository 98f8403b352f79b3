// The piece of a text that shows why it was found, with the found words marked.
//
// One pass over the raw text, one UTF-16 unit at a time, through the same tables as the index: no copy of the
// text is folded, so offsets hold and the spelling stays as it is in the document. A word that matches
// folded is compared once more with its marks where the query has them.
import { DROPPED, exactPrefixes, foldMarks, foldedCode, searchText } from './fold.ts'
import type { ParsedQuery } from './query.ts'
import { BASIC_CLASS, SEPARATOR, TOKEN, characterClass } from './unicode61.ts'

export interface SnippetPart {
  text: string
  /** Found: to be marked. */
  hit: boolean
}

export interface Snippet {
  /** Joined, an unchanged piece of the text. */
  parts: SnippetPart[]
  /** Whether text was left out before and behind (an ellipsis belongs there). */
  cutBefore: boolean
  cutAfter: boolean
}

/** Only the beginning of a text is looked through. */
export const SEARCHED_CHARACTERS = 65_536
/** Enough to choose a place by; a common word stands hundreds of times in a long text. */
const MOST_HITS = 128
/** Bound on the characters compared, against texts and phrases made to be slow. */
const MOST_COMPARED = 1_000_000

interface Pattern {
  /** Which term it belongs to. */
  term: number
  /** Folded UTF-16 codes of each token. */
  codes: number[][]
  /** Exact tokens, each with the forms it may have; null when marks do not matter. */
  exact: string[][] | null
  prefix: boolean
}

interface Hit {
  term: number
  from: number
  to: number
}

const codesOf = (token: string): number[] => {
  const folded = foldMarks(token)
  return Array.from({ length: folded.length }, (_, at) => folded.charCodeAt(at))
}

/** The patterns of a query, which is looked for in some hundred texts one after the other. */
const patternsOfQuery = new WeakMap<ParsedQuery, readonly Pattern[]>()

function patternsOf(query: ParsedQuery): readonly Pattern[] {
  const known = patternsOfQuery.get(query)
  if (known !== undefined) return known
  const patterns = makePatterns(query)
  patternsOfQuery.set(query, patterns)
  return patterns
}

function makePatterns(query: ParsedQuery): Pattern[] {
  const patterns: Pattern[] = []
  const add = (term: number, tokens: readonly string[], exact: boolean, prefix: boolean): void => {
    const forms = exact ? tokens.map((token, at) => (prefix && at === tokens.length - 1 ? exactPrefixes(token) : [token])) : null
    patterns.push({ term, codes: tokens.map(codesOf), exact: forms, prefix })
  }
  query.terms.forEach((term, at) => {
    for (const tokens of [term.tokens, ...term.also]) add(at, tokens, term.exact, term.prefix)
  })
  const { numberSymbol } = query
  if (numberSymbol !== undefined) {
    for (const tokens of numberSymbol.sequences) add(query.terms.length, tokens, false, numberSymbol.prefix)
  }
  // Longer sequences first: "15-NQ/TU" is marked whole, not only its number.
  return patterns
    .filter(({ codes }) => codes.every((token) => token.length > 0))
    .sort((one, other) => other.codes.length - one.codes.length)
}

/** Class of the character at a place, SEPARATOR for one that vanishes is never asked. */
function classAt(text: string, at: number, code: number): number {
  if (code >= 0xd800 && code <= 0xdbff) return characterClass(text.codePointAt(at) as number)
  if (code >= 0xdc00 && code <= 0xdfff) return at > 0 ? characterClass(text.codePointAt(at - 1) as number) : SEPARATOR
  return BASIC_CLASS[foldedCode(code)] as number
}

/** A text being searched: how far, and how much comparing is left. */
interface Search {
  text: string
  limit: number
  left: number
}

/** Whether a pattern stands at the beginning of a token; gives its end, or -1. */
function endOfMatch(search: Search, pattern: Pattern, from: number): number {
  const { text, limit } = search
  let at = from
  let end = from
  for (let place = 0; place < pattern.codes.length; place++) {
    const token = pattern.codes[place] as number[]
    let begun = place === 0
    let start = at
    let matched = 0
    for (; at < limit; at++) {
      search.left -= 1
      const code = text.charCodeAt(at)
      const folded = foldedCode(code)
      if (folded === DROPPED) continue
      const kind = classAt(text, at, code)
      if (!begun) {
        if (kind !== TOKEN) continue
        begun = true
        start = at
      }
      if (kind === SEPARATOR) break
      if (matched === token.length) {
        if (pattern.prefix && place === pattern.codes.length - 1) break
        return -1
      }
      if (folded !== token[matched]) return -1
      matched += 1
    }
    if (matched !== token.length) return -1
    end = at
    if (pattern.exact !== null && !isExactly(search, pattern, place, start, at)) return -1
    if (search.left < 0) return -1
  }
  return end
}

/** Whether the token text[from, to) of the document, marks and all, is what was typed. */
function isExactly(search: Search, pattern: Pattern, place: number, from: number, to: number): boolean {
  const { text, limit } = search
  const forms = (pattern.exact as string[][])[place] as string[]
  let end = to
  // The tone's place depends on the whole word, so a beginning is compared within it.
  if (pattern.prefix && place === pattern.codes.length - 1) {
    while (end < limit && end - from < 100 && (foldedCode(text.charCodeAt(end)) === DROPPED || classAt(text, end, text.charCodeAt(end)) !== SEPARATOR)) end++
    const word = searchText(text.slice(from, end))
    return forms.some((form) => word.startsWith(form))
  }
  return forms.includes(searchText(text.slice(from, end)))
}

/** What a UTF-16 code unit is for the search of token starts. */
const Unit = { separator: 1, token: 2, mark: 3, dropped: 4, surrogate: 5 } as const
/** Memo of unitOf: 0 is "not asked yet". */
const unitTable = new Uint8Array(0x10000)

function unitOf(code: number): number {
  const known = unitTable[code] as number
  if (known !== 0) return known
  const folded = foldedCode(code)
  const kind = BASIC_CLASS[folded] as number
  const unit = code >= 0xd800 && code <= 0xdfff ? Unit.surrogate : folded === DROPPED ? Unit.dropped : kind === SEPARATOR ? Unit.separator : kind === TOKEN ? Unit.token : Unit.mark
  unitTable[code] = unit
  return unit
}

/**
 * The hits of all patterns, in the order of the text. Most characters are only asked whether a token begins or ends at them, most
 * tokens only for their first letter.
 */
function hitsIn(text: string, patterns: readonly Pattern[], length: number): Hit[] {
  const search: Search = { text, limit: Math.min(text.length, SEARCHED_CHARACTERS), left: MOST_COMPARED }
  const terms = new Set(patterns.map(({ term }) => term)).size
  const firsts = patterns.map(({ codes }) => (codes[0] as number[])[0] as number)
  const hits: Hit[] = []
  const seen = new Set<number>()
  let inside = false
  for (let at = 0; at < search.limit && search.left >= 0 && hits.length < MOST_HITS; at++) {
    const code = text.charCodeAt(at)
    let unit = unitOf(code)
    if (unit === Unit.surrogate) unit = classAt(text, at, code) === SEPARATOR ? Unit.separator : Unit.token
    if (unit === Unit.separator) {
      inside = false
      continue
    }
    if (inside || unit !== Unit.token) continue
    inside = true
    const folded = foldedCode(code)
    if (!firsts.includes(folded)) continue
    for (let which = 0; which < patterns.length; which++) {
      if (firsts[which] !== folded) continue
      const pattern = patterns[which] as Pattern
      const to = endOfMatch(search, pattern, at)
      if (to === -1) continue
      hits.push({ term: pattern.term, from: at, to })
      seen.add(pattern.term)
    }
    // All terms in one window: no better place can come.
    if (seen.size === terms && at > (hits.at(-1) as Hit).to + length) break
  }
  return hits
}

/** The hit with which the window of most terms begins; the earliest of equals. */
function bestStart(hits: readonly Hit[], length: number): number {
  let best = 0
  let most = 0
  for (let start = 0; start < hits.length; start++) {
    const { from } = hits[start] as Hit
    const terms = new Set<number>()
    for (let at = start; at < hits.length && (hits[at] as Hit).from < from + length; at++) {
      const hit = hits[at] as Hit
      if (at === start || hit.to <= from + length) terms.add(hit.term)
    }
    if (terms.size > most) {
      most = terms.size
      best = start
    }
  }
  return best
}

const isSpace = (text: string, at: number): boolean => /\s/u.test(text.charAt(at))
/** Whether a cut before this place would part a surrogate pair, or a letter and its combining mark. */
const sticks = (text: string, at: number): boolean => /[\udc00-\udfff\u0300-\u036f]/.test(text.charAt(at))

/** A place to begin, at a word, between `from` and `latest`. */
function borderForward(text: string, from: number, latest: number): number {
  if (from <= 0) return 0
  for (let at = from; at < latest; at++) if (isSpace(text, at - 1) && !isSpace(text, at)) return at
  let at = from
  while (at < latest && sticks(text, at)) at++
  return at
}

/** A place to end, behind a word, between `earliest` and `to`. */
function borderBackward(text: string, to: number, earliest: number): number {
  if (to >= text.length) return text.length
  for (let at = to; at > earliest; at--) if (isSpace(text, at) && !isSpace(text, at - 1)) return at
  let at = to
  while (at > earliest && sticks(text, at)) at--
  return at
}

/**
 * The piece of about `length` characters that holds most of the query's terms, in the spelling of the text.
 * Cut at spaces where there are any; longer than `length` only when one found phrase is, and then at most twice.
 * @param lead characters before the first hit, where a line shows no more than the beginning of the piece; else a quarter of it,
 * and more near the end of the text
 * @returns null when no term occurs in the first SEARCHED_CHARACTERS characters
 */
export function snippet(text: string, query: ParsedQuery, { length, lead: asked }: { length: number; lead?: number }): Snippet | null {
  const patterns = patternsOf(query)
  if (patterns.length === 0) return null
  const hits = hitsIn(text, patterns, length)
  if (hits.length === 0) return null
  const { from: firstFrom, to: firstTo } = hits[bestStart(hits, length)] as Hit
  const hitEnd = Math.min(firstTo, firstFrom + 2 * length)
  const lead = Math.min(asked ?? Math.floor(length / 4), Math.max(0, length - (hitEnd - firstFrom)))
  // Near the end of the text the room behind goes to the front.
  const latest = asked === undefined ? text.length - length : firstFrom
  // A beginning of the text that is almost as near is shown whole.
  const wanted = asked !== undefined && firstFrom <= lead * 1.5 ? 0 : Math.max(0, Math.min(firstFrom - lead, latest))
  const from = borderForward(text, wanted, firstFrom)
  const to = borderBackward(text, Math.max(hitEnd, from + length), hitEnd)
  const parts: SnippetPart[] = []
  let at = from
  for (const hit of hits) {
    if (hit.to <= at || hit.from < at || hit.from >= to) continue
    const end = Math.min(hit.to, to)
    if (hit.from > at) parts.push({ text: text.slice(at, hit.from), hit: false })
    parts.push({ text: text.slice(hit.from, end), hit: true })
    at = end
  }
  if (at < to) parts.push({ text: text.slice(at, to), hit: false })
  return { parts, cutBefore: from > 0, cutAfter: to < text.length }
}

// What a person types into the search box, understood; and the same as an FTS5 MATCH expression.
//
// Words are ANDed, quotes make a phrase, the last word is a beginning while it is being typed. A word typed
// with marks is meant exactly; one without marks means every word that folds to it. Numbers and symbols
// ("15-NQ/TU", "15 nq tu", "15nq/tu") are known by their shape and searched without marks, since TƯ stands
// for TU on half of all documents; each is one word of the index, and a query that is nothing else finds those first.
import { exactPrefixes, foldedTokens, foldMarks, hasMarks, normalise, searchTokens } from './fold.ts'
import { fieldWords } from './field-words.ts'
import { numberSymbolKey, numberToken, numberTokensIn, parseNumberSymbol } from './number-symbol.ts'

/** One thing that must occur: its tokens side by side, in this order. */
export interface QueryTerm {
  kind: 'word' | 'phrase'
  /** As the index holds them: exact tokens when `exact`, else folded. Never empty. */
  tokens: string[]
  /** Typed with marks, so only words with these marks are meant. */
  exact: boolean
  /** The last token is the beginning of a word. */
  prefix: boolean
  /** Other sequences of tokens that are as good ("5-nq/đu" for "05-NQ/ĐU", "hoà…" on its way to "hoàn", the one word of a day). */
  also: string[][]
  /** A number and symbol: the one word under which the index knows it. */
  number?: string
}

/** The whole query read as a number and symbol. */
export interface QueryNumberSymbol {
  number: string
  suffix: string
  year: number | null
  symbol: string | null
  /** As `numberSymbolKey`. */
  key: string
  /** Folded sequences of tokens under which it may stand in a text, any of them. Never empty. */
  sequences: string[][]
  /** The one word under which the index knows it; null without a symbol. */
  token: string | null
  /** The last token is the beginning of a word. */
  prefix: boolean
}

/** A query: the number and symbol where there is one and it finds something, else all terms. */
export interface ParsedQuery {
  terms: QueryTerm[]
  numberSymbol?: QueryNumberSymbol
}

/** Terms beyond these, and characters of a term beyond these, are not searched. */
export const MOST_TERMS = 32
export const LONGEST_TERM = 200
const LONGEST_QUERY = 8_000

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/u

/** Whether a symbol is made of abbreviations (LĐLĐ, TƯ, BCĐ35), which never carry a tone. */
function isAbbreviated(symbol: string, longest: number): boolean {
  return /^\p{L}/u.test(symbol) && !TONES.test(symbol.normalize('NFD'))
    && searchTokens(symbol).every((segment) => segment.length <= longest)
}

/** Whether one word, typed without spaces, is (the beginning of) a number and symbol. */
function isNumberSymbol(chunk: string): boolean {
  const { number, symbol } = parseNumberSymbol(chunk)
  if (symbol === null || !isAbbreviated(symbol, 10)) return false
  return number === null ? /[-/]/u.test(chunk) : true
}

/** The token sequences under which a number and symbol may stand: with and without a leading zero. */
function numberSequences(typed: string): string[][] {
  const { number, suffix, year, symbol } = parseNumberSymbol(typed)
  if (number === null) return []
  const bare = number.replace(/^0+(?=\d)/u, '')
  const behind = [...(year === null ? [] : [String(year)]), ...foldedTokens(symbol ?? '')]
  return [...new Set([number, bare, bare.padStart(2, '0')])].map((form) => [...foldedTokens(form + suffix), ...behind])
}

function termOf(chunk: string, kind: QueryTerm['kind'], prefix: boolean): QueryTerm | null {
  const typed = chunk.slice(0, LONGEST_TERM)
  const fields = kind === 'word' ? fieldWords(typed) : []
  const numbered = kind === 'word' && isNumberSymbol(typed)
  const exact = !numbered && hasMarks(typed)
  const tokens = exact ? searchTokens(typed) : foldedTokens(typed)
  const last = tokens.at(-1)
  if (last === undefined) return null
  let also: string[][] = []
  if (numbered) also = numberSequences(typed).filter((form) => form.join(' ') !== tokens.join(' '))
  else if (exact && prefix) also = exactPrefixes(last).slice(1).map((form) => [...tokens.slice(0, -1), form])
  const number = numbered ? numberToken(parseNumberSymbol(typed)) : null
  also.push(...fields.map((one) => [one]))
  return { kind, tokens, exact, prefix, also, ...(number === null ? {} : { number }) }
}

function numberSymbolOf(text: string, prefix: boolean): QueryNumberSymbol | null {
  if (text.length > 100 || text.includes('"')) return null
  const { number, suffix, year, symbol } = parseNumberSymbol(text)
  if (number === null || number.length > 7) return null
  if (symbol !== null) {
    // "15 nq tu" is one, "15 phương án" or a sentence that begins with a number is none.
    const joined = /[-/]/u.test(text) || !/\S\s+\S/u.test(text.replace(/^\s*(?:số|so)[\s:.]+/iu, ''))
    if (!isAbbreviated(symbol, joined ? 10 : 6) || (!joined && searchTokens(symbol).length > 6)) return null
  }
  return { number, suffix, year, symbol, key: numberSymbolKey(text), sequences: numberSequences(text), token: numberToken({ number, suffix, year, symbol }), prefix }
}

/**
 * Understands what was typed. Never fails; what holds no letter and no digit is no term.
 * At most MOST_TERMS terms of LONGEST_TERM characters; an unclosed quote reaches to the end.
 */
export function parseQuery(text: string): ParsedQuery {
  const typed = normalise(text.slice(0, LONGEST_QUERY))
  // Only a word that the cursor still touches may go on.
  const open = /[\p{L}\p{N}\p{M}]$/u.test(typed)
  const terms: QueryTerm[] = []
  const parts = typed.split('"')
  parts.forEach((part, at) => {
    const phrase = at % 2 === 1
    const chunks = phrase ? [part] : part.split(/[\s,;]+/u)
    chunks.forEach((chunk, place) => {
      if (terms.length === MOST_TERMS) return
      const prefix = open && at === parts.length - 1 && place === chunks.length - 1 && chunk.length <= LONGEST_TERM
      const term = termOf(chunk, phrase ? 'phrase' : 'word', prefix)
      if (term !== null) terms.push(term)
    })
  })
  const numberSymbol = numberSymbolOf(typed, open)
  return numberSymbol === null ? { terms } : { terms, numberSymbol }
}

/**
 * The same query asked more loosely, when it finds nothing: every mark forgotten ("đuong", typed half with marks), numbers and
 * symbols as words side by side.
 */
export function loosened(query: ParsedQuery): ParsedQuery {
  const fold = (tokens: string[]): string[] => tokens.flatMap(foldedTokens)
  const terms = query.terms.map(({ number: _, ...term }) => (term.exact
    ? { ...term, tokens: fold(term.tokens), exact: false, also: [] }
    : term))
  return { ...query, terms: terms.filter(({ tokens }) => tokens.length > 0) }
}

/** Parts the forms of a text in the index, so that no phrase reaches from one into the next. */
const FORM_BREAK = '\ue002'

/**
 * A text as the index is fed with it: without its marks, with them, and the numbers and symbols in it as one word each. Both
 * forms stand in one column: a word with marks meets only the second, one without means the first, so a search in all fields
 * names no columns, which FTS5 answers without reading where in a document the words stand. The first word of the column is the
 * first of the text without marks.
 * @param more further words
 */
export function indexedText(text: string, more: readonly string[] = []): string {
  const normal = normalise(text)
  const exact = normal.toLowerCase()
  const folded = foldMarks(exact)
  const numbers = [...new Set([...numberTokensIn(normal), ...more])]
  return [folded, ...(folded === exact ? [] : [FORM_BREAK, exact]), ...(numbers.length === 0 ? [] : [FORM_BREAK, ...numbers])].join(' ')
}

/** An FTS5 string: nothing inside it is syntax (FTS5, "FTS5 Strings"). */
function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

function anyOf(sequences: readonly string[][], prefix: boolean): string {
  const forms = new Set(sequences.map((tokens) => quoted(tokens.join(' ')) + (prefix ? ' *' : '')))
  return forms.size === 1 ? [...forms].join('') : `(${[...forms].join(' OR ')})`
}

function within(columns: readonly string[], expression: string): string {
  return columns.length === 0 ? expression : `{${columns.map(quoted).join(' ')}} : ${expression}`
}

/**
 * The words of a query as an FTS5 MATCH expression for a table with `unicode61 remove_diacritics 0` whose columns hold
 * `indexedText`. Nothing typed can become syntax: every token stands in an FTS5 string.
 * @param columns where the words must stand; none searches all of them
 * @returns null when the query has no term: nothing can match it, and FTS5 would refuse the empty expression
 */
export function toMatch(query: ParsedQuery, columns: readonly string[] = []): string | null {
  if (query.terms.length === 0) return null
  return query.terms
    .map((term) => within(columns, anyOf(term.number === undefined ? [term.tokens, ...term.also] : [[term.number]], term.prefix)))
    .join(' AND ')
}

/** The query read as a number and symbol, as a MATCH expression; null where it is none. */
export function toNumberMatch({ numberSymbol }: ParsedQuery, columns: readonly string[] = []): string | null {
  return numberSymbol === undefined || numberSymbol.token === null ? null : within(columns, anyOf([[numberSymbol.token]], numberSymbol.prefix))
}

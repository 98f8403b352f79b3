// What a person types into the search box, understood; and the same as an FTS5 MATCH expression.
//
// Words are ANDed, quotes make a phrase, the last word is a beginning while it is being typed. A word typed
// with marks is meant exactly; one without marks means every word that folds to it. Numbers and symbols
// ("15-NQ/TU", "15 nq tu", "15nq/tu") are known by their shape and searched without marks, since TƯ stands
// for TU on half of all documents.
import { exactPrefixes, foldedTokens, hasMarks, normalise, searchTokens } from './fold.ts'
import { numberSymbolKey, parseNumberSymbol } from './number-symbol.ts'

/** One thing that must occur: its tokens side by side, in this order. */
export interface QueryTerm {
  kind: 'word' | 'phrase'
  /** As the index holds them: exact tokens when `exact`, else folded. Never empty. */
  tokens: string[]
  /** Typed with marks, so only words with these marks are meant. */
  exact: boolean
  /** The last token is the beginning of a word. */
  prefix: boolean
  /** Other sequences of tokens that are as good ("5-nq/đu" for "05-NQ/ĐU", "hoà…" on its way to "hoàn"). */
  also: string[][]
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
  /** The last token is the beginning of a word. */
  prefix: boolean
}

/** A query: all terms, or (where there is one) the number and symbol. */
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
  const numbered = kind === 'word' && isNumberSymbol(typed)
  const exact = !numbered && hasMarks(typed)
  const tokens = exact ? searchTokens(typed) : foldedTokens(typed)
  const last = tokens.at(-1)
  if (last === undefined) return null
  let also: string[][] = []
  if (numbered) also = numberSequences(typed).filter((form) => form.join(' ') !== tokens.join(' '))
  else if (exact && prefix) also = exactPrefixes(last).slice(1).map((form) => [...tokens.slice(0, -1), form])
  return { kind, tokens, exact, prefix, also }
}

function numberSymbolOf(text: string, prefix: boolean): QueryNumberSymbol | null {
  if (text.length > 100 || text.includes('"')) return null
  const { number, suffix, year, symbol } = parseNumberSymbol(text)
  if (number === null || number.length > 7) return null
  if (symbol !== null) {
    // "15 nq tu" is one, "15 phương án" or a sentence that begins with a number is none.
    const joined = !/\S\s+\S/u.test(text.replace(/^\s*(?:số|so)[\s:.]+/iu, ''))
    if (!isAbbreviated(symbol, joined ? 10 : 6) || (!joined && searchTokens(symbol).length > 6)) return null
  }
  return { number, suffix, year, symbol, key: numberSymbolKey(text), sequences: numberSequences(text), prefix }
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
 * The same query with every mark forgotten: what to ask when the exact one finds nothing
 * ("đuong", typed half with marks).
 */
export function withoutMarks(query: ParsedQuery): ParsedQuery {
  const fold = (tokens: string[]): string[] => tokens.flatMap(foldedTokens)
  const terms = query.terms.map((term) => (term.exact
    ? { ...term, tokens: fold(term.tokens), exact: false, also: [] }
    : term))
  return { ...query, terms: terms.filter(({ tokens }) => tokens.length > 0) }
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
 * The query as an FTS5 MATCH expression for a table with `unicode61 remove_diacritics 0`. Nothing typed can
 * become syntax: every token stands in an FTS5 string.
 * @param columns exactColumns hold `searchText` (or `normalise`), foldedColumns `foldMarks` of the same
 *   fields; an empty list searches all columns
 * @returns null when the query has no term: nothing can match it, and FTS5 would refuse the empty expression
 */
export function toMatch(
  query: ParsedQuery, columns: { exactColumns: readonly string[]; foldedColumns: readonly string[] },
): string | null {
  if (query.terms.length === 0) return null
  const all = query.terms
    .map((term) => within(term.exact ? columns.exactColumns : columns.foldedColumns, anyOf([term.tokens, ...term.also], term.prefix)))
    .join(' AND ')
  if (query.numberSymbol === undefined) return all
  const { sequences, prefix } = query.numberSymbol
  const whole = within(columns.foldedColumns, anyOf(sequences, prefix))
  return whole === all ? all : `(${all}) OR ${whole}`
}

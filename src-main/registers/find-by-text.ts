// Lists by words, or by the signer and the channel alone: the search index intersects the words with the filters in one pass,
// ordered by date, or by where the words stand (number and symbol, then subject, then the rest).
import type { ReadDb } from '../archive/database.ts'
import { searchPage } from '../archive/search/index.ts'
import type { DateRange, SearchPage } from '../archive/search/index.ts'
import type { SearchField } from '../archive/search/schema.ts'
import { loosened, parseQuery, toMatch, toNumberMatch } from '../text/query.ts'
import type { ParsedQuery } from '../text/query.ts'
import type { AskedFilters } from './find-by-filters.ts'
import { filterTag } from './search-entries.ts'
import { hiddenLevels } from './reading/withheld.ts'

/** Hits are counted exactly up to here; beyond it the total is "at least". */
const mostCounted = 1000
/** Hits looked through where a filter is not in the index (dates due, without a file). */
const mostLookedThrough = 5000
/** Filters alone promise an exact total: every hit is counted. */
const everyHit = 2 ** 31 - 2

/**
 * How what was typed is meant. number: as a number and symbol, where there is such a one. typed: as words, the last one a
 * beginning. whole: as whole words, where those alone are more than can be counted, or complete in themselves (FTS5 merges all
 * longer words of a common beginning before it looks at the first hit). loose: marks forgotten, where they find nothing.
 */
type Meaning = 'number' | 'typed' | 'whole' | 'loose'

/** Where a page ended: meaning, class of the hit, row of the index. */
export interface TextKey {
  readonly meaning: Meaning
  readonly class: number
  readonly row: number
}

export interface TextAsked {
  /** nothing typed: all that the filters let through */
  readonly text: string
  readonly filters: AskedFilters
  readonly order: 'newest' | 'oldest' | 'rank'
  readonly after: TextKey | null
  readonly limit: number
  readonly withoutTotal: boolean
  /** keeps of these ids those that pass what the index does not know */
  readonly keep?: (ids: readonly string[]) => ReadonlySet<string>
}

export interface TextPage {
  readonly ids: string[]
  readonly total: number
  readonly totalIsAtLeast: boolean
  readonly last: TextKey | null
  /** what was searched, for the snippets; null where no word was typed */
  readonly query: ParsedQuery | null
}

const nothing: TextPage = { ids: [], total: 0, totalIsAtLeast: false, last: null, query: null }

export function textPage(search: ReadDb, asked: TextAsked): TextPage {
  const range = rangeOf(asked.filters)
  const typed = parseQuery(asked.text)
  const hasWords = asked.text.trim() !== ''
  if ((hasWords && typed.terms.length === 0) || range === null || asked.filters.bodies?.length === 0 || signerMatch(asked.filters) === null) return nothing
  const most = hasWords ? mostCounted : asked.withoutTotal ? 0 : everyHit
  const walk = (match: string, after: number | null, limit: number, counted = limit): SearchPage =>
    searchPage(search, match, { ...range, except: asked.filters.readable?.hidden }, asked.order === 'oldest' ? 'oldest' : 'newest', after, limit, counted)
  // One more than is shown says whether there is a next page.
  const firstHits = (meaning: Meaning): SearchPage => walk(allOf(typed, meaning, asked)!, null, asked.limit + 1, Math.max(most, asked.limit) + 1)

  // Further pages go on in the meaning of the first.
  const { meaning, first } =
    asked.after !== null ? { meaning: asked.after.meaning, first: null }
    : hasWords ? settleMeaning(typed, firstHits)
    : { meaning: 'typed' as const, first: firstHits('typed') }
  const query = meant(typed, meaning)
  const classes = classesOf(typed, meaning, asked)
  if (asked.keep !== undefined) return sifted(asked, query, meaning, classes, walk, asked.keep)

  const ids: string[] = []
  let last: TextKey | null = null
  for (let at = asked.after?.class ?? 0; at < classes.length && ids.length <= asked.limit; at++) {
    const wanted = asked.limit - ids.length
    const after = at === asked.after?.class ? asked.after.row : null
    const { hits } = first !== null && classes.length === 1 ? first : walk(classes[at]!, after, wanted + 1)
    ids.push(...hits.slice(0, wanted).map((hit) => hit.documentId))
    if (hits.length > wanted) {
      // A page that ends with a class goes on before the first row of the next.
      last = { meaning, class: at, row: hits[wanted - 1]?.row ?? beforeFirst(asked.order) }
      break
    }
  }
  const total = first?.count ?? (asked.withoutTotal ? ids.length : firstHits(meaning).count)
  return { ids, total: Math.min(total, Math.max(most, ids.length)), totalIsAtLeast: asked.withoutTotal || total > most, last, query: hasWords ? query : null }
}

/** All documents that the filters of the index let through, the newest first. */
export function idsThrough(search: ReadDb, filters: AskedFilters): string[] {
  const range = rangeOf(filters)
  if (range === null || filters.bodies?.length === 0 || signerMatch(filters) === null) return []
  return searchPage(search, withTags(null, filters), { ...range, except: filters.readable?.hidden }, 'newest', null, everyHit).hits.map((hit) => hit.documentId)
}

function beforeFirst(order: TextAsked['order']): number {
  return order === 'oldest' ? Number.MIN_SAFE_INTEGER : Number.MAX_SAFE_INTEGER
}

/** Tries the meanings one after the other; the first that finds enough is meant. */
function settleMeaning(typed: ParsedQuery, firstHits: (meaning: Meaning) => SearchPage): { meaning: Meaning; first: SearchPage } {
  if (toNumberMatch(typed) !== null) {
    const first = firstHits('number')
    if (first.count > 0) return { meaning: 'number', first }
  }
  if (typed.terms.some((term) => term.prefix)) {
    const first = firstHits('whole')
    // A whole number, or a short word that stands as it is, is meant so; its longer words would be all of "tu…".
    const complete = first.count > 0 && (typed.numberSymbol !== undefined || (typed.terms.at(-1)?.tokens.at(-1)?.length ?? 0) <= 2)
    if (first.count > mostCounted || complete) return { meaning: 'whole', first }
  }
  const first = firstHits('typed')
  if (first.count === 0 && typed.terms.some((term) => term.exact || term.number !== undefined)) return { meaning: 'loose', first: firstHits('loose') }
  return { meaning: 'typed', first }
}

function meant(query: ParsedQuery, meaning: Meaning): ParsedQuery {
  if (meaning === 'loose') return loosened(query)
  if (meaning !== 'whole') return query
  return { ...query, terms: query.terms.map((term) => ({ ...term, prefix: false })) }
}

/** What must match in some fields, or in any. */
function matchOf(typed: ParsedQuery, meaning: Meaning, fields: readonly SearchField[] = []): string | null {
  return meaning === 'number' ? toNumberMatch(typed, fields) : toMatch(meant(typed, meaning), fields)
}

/** MATCH expressions whose hits follow each other: one for order by date, three that share no hit for order by rank. */
function classesOf(typed: ParsedQuery, meaning: Meaning, asked: TextAsked): string[] {
  const all = allOf(typed, meaning, asked)
  if (all === null) return []
  if (asked.order !== 'rank') return [all]
  const inNumber = matchOf(typed, meaning, ['number'])!
  // What is not in number and type alone, but with the subject: "nghị quyết chuyển đổi số".
  const inSubject = matchOf(typed, meaning, ['number', 'subject'])!
  return [
    withTags(inNumber, asked.filters),
    withTags(`(${inSubject}) NOT (${inNumber})`, asked.filters),
    `(${all}) NOT (${inSubject})`,
  ]
}

function allOf(typed: ParsedQuery, meaning: Meaning, asked: TextAsked): string | null {
  if (typed.terms.length === 0) return withTags(null, asked.filters)
  const match = matchOf(typed, meaning)
  return match === null ? null : withTags(match, asked.filters)
}

/** An expression with what the filters ask. @param match what was typed; null: nothing, and a filter of the index is asked */
function withTags(match: string | null, filters: AskedFilters): string {
  const asked = [...(match === null ? [] : [`(${match})`]), ...filterMatches(filters)].join(' AND ')
  // Of a hundred documents a few are secret: to leave those out is cheaper than to meet the mark of all others.
  const hidden = hiddenLevels(filters.readable).map(filterTag.secrecy)
  return hidden.length === 0 ? asked : `(${asked}) NOT (${hidden.join(' OR ')})`
}

/** What must stand in the signer's field; undefined where nothing is asked of it, null where what is asked is no word. */
function signerMatch({ signer }: AskedFilters): string | null | undefined {
  return signer === undefined ? undefined : toMatch(parseQuery(signer), ['signer'])
}

/** The filters that the index holds, each as a MATCH expression. */
function filterMatches(filters: AskedFilters): string[] {
  const signer = signerMatch(filters)
  return [
    ...(signer == null ? [] : [`(${signer})`]),
    ...(filters.direction === undefined ? [] : [filterTag.direction(filters.direction)]),
    ...(filters.registerId === undefined ? [] : [filterTag.registerId(filters.registerId)]),
    ...(filters.documentTypeId === undefined ? [] : [filterTag.documentTypeId(filters.documentTypeId)]),
    ...(filters.bodies === undefined ? [] : [`(${filters.bodies.map(filterTag.issuingBodyId).join(' OR ')})`]),
    ...(filters.urgency === undefined ? [] : [filterTag.urgency(filters.urgency)]),
    ...(filters.secrecy === undefined ? [] : [filterTag.secrecy(filters.secrecy)]),
    ...(filters.status === undefined ? [] : [filterTag.status(filters.status)]),
    ...(filters.channel === undefined ? [] : [filterTag.channel(filters.channel)]),
  ]
}

/** The days of a list; null where from lies after to. */
function rangeOf({ from, to, year }: AskedFilters): DateRange | null {
  const starts = [from, year === undefined ? undefined : `${year}-01-01`].filter((day) => day !== undefined).sort()
  const ends = [to, year === undefined ? undefined : `${year}-12-31`].filter((day) => day !== undefined).sort()
  const range = { from: starts.at(-1), to: ends[0] }
  return range.from !== undefined && range.to !== undefined && range.from > range.to ? null : range
}

/** For a filter that the index does not hold: hits are looked through in their order. */
function sifted(
  asked: TextAsked, query: ParsedQuery, meaning: Meaning, classes: readonly string[], walk: (match: string, after: number | null, limit: number) => SearchPage,
  keep: (ids: readonly string[]) => ReadonlySet<string>,
): TextPage {
  const passing: { id: string; key: TextKey }[] = []
  let looked = 0
  for (const [at, match] of classes.entries()) {
    for (let after: number | null = null; looked < mostLookedThrough; ) {
      const { hits } = walk(match, after, 500)
      const kept = keep(hits.map((hit) => hit.documentId))
      for (const [index, { documentId }] of hits.entries()) if (kept.has(documentId)) passing.push({ id: documentId, key: { meaning, class: at, row: looked + index } })
      looked += hits.length
      after = hits.at(-1)?.row ?? null
      if (hits.length < 500) break
    }
  }
  // Here the key counts hits, since rows between two kept ones are not known.
  const start = asked.after === null ? 0 : passing.findIndex((hit) => hit.key.class === asked.after!.class && hit.key.row === asked.after!.row) + 1
  const shown = passing.slice(start, start + asked.limit)
  const goesOn = passing.length > start + shown.length
  return {
    ids: shown.map((hit) => hit.id),
    total: passing.length,
    totalIsAtLeast: looked >= mostLookedThrough,
    last: goesOn ? (shown.at(-1)?.key ?? null) : null,
    query,
  }
}

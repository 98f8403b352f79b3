// Lists by words: the search index intersects the words with the filters in one pass, ordered by date, or by where the words
// stand (number and symbol, then subject, then the rest).
import type { ReadDb } from '../archive/database.ts'
import { countHits, searchPage } from '../archive/search/index.ts'
import type { DateRange } from '../archive/search/index.ts'
import { exactColumns, foldedColumns } from '../archive/search/schema.ts'
import { sql } from '../archive/sql.ts'
import { parseQuery, toMatch, withoutMarks } from '../text/query.ts'
import type { ParsedQuery } from '../text/query.ts'
import type { AskedFilters } from './find-by-filters.ts'
import { filterTag } from './search-entries.ts'

/** Hits are counted exactly up to here; beyond it the total is "at least". */
const mostCounted = 1000
/** Hits looked through where a filter is not in the index (dueBy). */
const mostLookedThrough = 5000

/**
 * How the words are meant. typed: the last word is a beginning. whole: as whole words, where those alone are more than can be
 * counted, or complete in themselves (FTS5 merges all longer words of a common beginning before it looks at the first hit).
 * unmarked: marks forgotten, where they find nothing.
 */
type Meaning = 'typed' | 'whole' | 'unmarked'

/** Where a page ended: meaning, class of the hit, row of the index. */
export interface TextKey {
  readonly meaning: Meaning
  readonly class: number
  readonly row: number
}

export interface TextAsked {
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
  /** what was searched, for the snippets; null where nothing typed is a word */
  readonly query: ParsedQuery | null
}

const nothing: TextPage = { ids: [], total: 0, totalIsAtLeast: false, last: null, query: null }

export function textPage(search: ReadDb, asked: TextAsked): TextPage {
  const range = rangeOf(asked.filters)
  const typed = parseQuery(asked.text)
  if (typed.terms.length === 0 || range === null || asked.filters.bodies?.length === 0) return nothing
  const { meaning, query, counted } = settleMeaning(search, typed, asked, range)
  const classes = classesOf(query, asked)
  if (asked.keep !== undefined) return sifted(search, asked, query, meaning, classes, range, asked.keep)

  const ids: string[] = []
  let last: TextKey | null = null
  for (let at = asked.after?.class ?? 0; at < classes.length && ids.length <= asked.limit; at++) {
    const after = at === asked.after?.class ? asked.after.row : null
    const wanted = asked.limit - ids.length
    // One more than is shown says whether there is a next page.
    const page = searchPage(search, classes[at]!, range, asked.order === 'oldest' ? 'oldest' : 'newest', after, wanted + 1)
    if (page.documentIds.length > wanted) {
      const shown = page.documentIds.slice(0, wanted)
      ids.push(...shown)
      // A page that ends with a class goes on before the first row of the next.
      last = { meaning, class: at, row: rowOf(search, shown.at(-1)) ?? beforeFirst(asked.order) }
      break
    }
    ids.push(...page.documentIds)
  }
  const total = asked.withoutTotal ? ids.length : (counted ?? countHits(search, filtered(query, asked)!, range, mostCounted + 1))
  return { ids, total: Math.min(total, Math.max(mostCounted, ids.length)), totalIsAtLeast: asked.withoutTotal || total > mostCounted, last, query }
}

function rowOf(search: ReadDb, documentId: string | undefined): number | undefined {
  return documentId === undefined ? undefined : search.value<number>(sql`SELECT rowid FROM search_row WHERE document_id = ${documentId}`)
}

function beforeFirst(order: TextAsked['order']): number {
  return order === 'oldest' ? Number.MIN_SAFE_INTEGER : Number.MAX_SAFE_INTEGER
}

/** Further pages go on in the meaning of the first. */
function settleMeaning(search: ReadDb, typed: ParsedQuery, asked: TextAsked, range: DateRange): { meaning: Meaning; query: ParsedQuery; counted: number | null } {
  if (asked.after !== null) return { meaning: asked.after.meaning, query: meant(typed, asked.after.meaning), counted: null }
  const hasPrefix = typed.terms.some((term) => term.prefix)
  if (hasPrefix) {
    const whole = meant(typed, 'whole')
    const counted = countHits(search, filtered(whole, asked)!, range, mostCounted + 1)
    // A whole number and symbol, or a short word that stands as it is, is meant so; its longer words would be all of "tu…".
    const complete = counted > 0 && (typed.numberSymbol !== undefined || (typed.terms.at(-1)?.tokens.at(-1)?.length ?? 0) <= 2)
    if (counted > mostCounted || complete) return { meaning: 'whole', query: whole, counted }
  }
  const counted = countHits(search, filtered(typed, asked)!, range, mostCounted + 1)
  if (counted === 0 && typed.terms.some((term) => term.exact)) return { meaning: 'unmarked', query: meant(typed, 'unmarked'), counted: null }
  return { meaning: 'typed', query: typed, counted }
}

function meant(query: ParsedQuery, meaning: Meaning): ParsedQuery {
  if (meaning === 'typed') return query
  if (meaning === 'unmarked') return withoutMarks(query)
  return {
    terms: query.terms.map((term) => ({ ...term, prefix: false })),
    ...(query.numberSymbol === undefined ? {} : { numberSymbol: { ...query.numberSymbol, prefix: false } }),
  }
}

/** MATCH expressions whose hits follow each other: one for order by date, three that share no hit for order by rank. */
function classesOf(query: ParsedQuery, asked: TextAsked): string[] {
  const all = filtered(query, asked)
  if (all === null) return []
  if (asked.order !== 'rank') return [all]
  const inNumber = toMatch(query, { exactColumns: ['number'], foldedColumns: ['number_folded'] })!
  const inSubject = toMatch(query, { exactColumns: ['subject'], foldedColumns: ['subject_folded'] })!
  return [
    withTags(inNumber, asked.filters),
    withTags(`(${inSubject}) NOT (${inNumber})`, asked.filters),
    `((${all}) NOT (${inNumber})) NOT (${inSubject})`,
  ]
}

function filtered(query: ParsedQuery, asked: TextAsked): string | null {
  const match = toMatch(query, { exactColumns, foldedColumns })
  return match === null ? null : withTags(match, asked.filters)
}

function withTags(match: string, filters: AskedFilters): string {
  const tags = [
    ...(filters.direction === undefined ? [] : [filterTag.direction(filters.direction)]),
    ...(filters.registerId === undefined ? [] : [filterTag.registerId(filters.registerId)]),
    ...(filters.documentTypeId === undefined ? [] : [filterTag.documentTypeId(filters.documentTypeId)]),
    ...(filters.bodies === undefined ? [] : [`(${filters.bodies.map(filterTag.issuingBodyId).join(' OR ')})`]),
    ...(filters.urgency === undefined ? [] : [filterTag.urgency(filters.urgency)]),
    ...(filters.secrecy === undefined ? [] : [filterTag.secrecy(filters.secrecy)]),
    ...(filters.status === undefined ? [] : [filterTag.status(filters.status)]),
  ]
  return tags.length === 0 ? match : `(${match}) AND tags : (${tags.join(' AND ')})`
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
  search: ReadDb, asked: TextAsked, query: ParsedQuery, meaning: Meaning, classes: readonly string[], range: DateRange,
  keep: (ids: readonly string[]) => ReadonlySet<string>,
): TextPage {
  const passing: { id: string; key: TextKey }[] = []
  let looked = 0
  for (const [at, match] of classes.entries()) {
    for (let after: number | null = null; looked < mostLookedThrough; ) {
      const page = searchPage(search, match, range, asked.order === 'oldest' ? 'oldest' : 'newest', after, 500)
      const kept = keep(page.documentIds)
      looked += page.documentIds.length
      for (const [index, id] of page.documentIds.entries()) if (kept.has(id)) passing.push({ id, key: { meaning, class: at, row: looked - page.documentIds.length + index } })
      after = page.last
      if (page.documentIds.length < 500) break
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

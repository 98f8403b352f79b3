// A search counted by body, type or month. Filters that the counts know are summed; further ones are counted along the index of
// the list; hits of words are looked through, the newest first, up to a bound.
import type { ReadDb } from '../../archive/database.ts'
import { joined, listed, sql } from '../../archive/sql.ts'
import type { Sql } from '../../archive/sql.ts'
import { ok } from '../../contract/result.ts'
import { bodyNamer } from '../../filing/records.ts'
import { handleQuery } from '../../handler/handler.ts'
import { countBy, isCounted } from '../counts.ts'
import { conditionsOfPlan, planList, sourceOf } from '../find-by-filters.ts'
import type { AskedFilters } from '../find-by-filters.ts'
import { textPage } from '../find-by-text.ts'
import { askedFilters, sieveOf, throughIndex } from '../find-documents.ts'
import { countDocuments } from './contract.ts'

/** Hits of words that are looked through: more would let other searches wait. */
const mostHits = 20_000
/** Bodies, types or months that are listed. */
const mostListed = 200
const batch = 1000

type By = 'body' | 'type' | 'month'
interface Counted {
  readonly key: string
  readonly n: number
}

const keyOf: Readonly<Record<By, Sql>> = { body: sql`issuing_body_id`, type: sql`document_type_id`, month: sql`substr(register_date, 1, 7)` }

function byFilters(db: ReadDb, asked: AskedFilters, by: By, typeIds: readonly string[]): Counted[] {
  if (isCounted(asked, by)) return countBy(db, by, asked, typeIds)
  const plan = planList(db, asked, 'newest', Number.MAX_SAFE_INTEGER)
  if (plan === null) return []
  return db.all(sql`
    SELECT ${keyOf[by]} AS key, count(*) AS n
    FROM ${sourceOf(plan)}
    WHERE ${joined(conditionsOfPlan(plan), ' AND ')}
    GROUP BY key`)
}

/** Hits of words by body, type or month. @param most so many of the newest are looked through */
export function countHits(db: ReadDb, search: ReadDb, text: string, asked: AskedFilters, by: By, most = mostHits): { counted: Counted[]; isAtLeast: boolean } {
  const keep = sieveOf(db, asked)
  const page = textPage(search, { text, filters: asked, order: 'newest', after: null, limit: most, withoutTotal: true, ...(keep === undefined ? {} : { keep }) })
  const counts = new Map<string, number>()
  for (let from = 0; from < page.ids.length; from += batch) {
    const rows = db.all<Counted>(sql`
      SELECT ${keyOf[by]} AS key, count(*) AS n
      FROM document
      WHERE id IN ${listed(page.ids.slice(from, from + batch))} AND status <> 'withdrawn'
      GROUP BY key`)
    for (const { key, n } of rows) counts.set(key, (counts.get(key) ?? 0) + n)
  }
  // Hits that are sifted say themselves whether all were looked through.
  return { counted: [...counts].map(([key, n]) => ({ key, n })), isAtLeast: page.last !== null || (keep !== undefined && page.totalIsAtLeast) }
}

const count = handleQuery(countDocuments, ({ db, search, rulebook, today, person }, { text, filters, by }) => {
  const asked = askedFilters({ db, search, person }, text, filters)
  const typeIds = rulebook.entries.documentTypes.map((type) => type.id)
  const { counted, isAtLeast } = throughIndex(text, asked) ? countHits(db, search, text, asked, by) : { counted: byFilters(db, asked, by, typeIds), isAtLeast: false }
  const sorted = by === 'month' ? counted.toSorted((a, b) => (a.key < b.key ? -1 : 1)) : counted.toSorted((a, b) => b.n - a.n || (a.key < b.key ? -1 : 1))
  // Of many months the latest are listed, of bodies and types those with the most.
  const shown = by === 'month' ? sorted.slice(-mostListed) : sorted.slice(0, mostListed)
  const bodyName = by === 'body' ? bodyNamer(db, shown.map(({ key }) => key)) : null
  const nameOf = (key: string) => (by === 'type' ? rulebook.typeName(key) : bodyName === null ? `${key.slice(5)}/${key.slice(0, 4)}` : bodyName(key, today))
  const sum = (some: readonly Counted[]) => some.reduce((total, { n }) => total + n, 0)
  return ok({
    rows: shown.map(({ key, n }) => ({ key, name: nameOf(key), count: n })),
    rest: sum(sorted) - sum(shown),
    total: sum(sorted),
    ...(isAtLeast ? { totalIsAtLeast: true } : {}),
  })
})

export const countHandlers = [count]

// Lists by filters alone: exact totals from the counts, rows by the index that looks at the fewest.
import type { ReadDb } from '../archive/database.ts'
import { joined, listed, named, sql } from '../archive/sql.ts'
import type { Sql } from '../archive/sql.ts'
import type { Channel } from '../contract/fields.ts'
import { booksOf, countAll, countByMonth, countByYear } from './counts.ts'
import type { CountedFilters } from './counts.ts'
import { registerRow } from './numbers.ts'
import { readableConditions } from './reading/withheld.ts'

export interface AskedFilters extends CountedFilters {
  /** days, YYYY-MM-DD, both included */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly dueBy?: string | undefined
  readonly dueFrom?: string | undefined
  readonly withoutFile?: true | undefined
  readonly channel?: Channel | undefined
  /** known to the search index alone: a list that asks for it is read there (`throughIndex`), or confined to what was found there */
  readonly signer?: string | undefined
  /** ids of the documents to which the list is confined; only beside days due, a missing file or periods */
  readonly among?: readonly string[] | undefined
  /** ids of the years and terms in which the documents are numbered */
  readonly periods?: readonly string[] | undefined
}

export type ListOrder = 'newest' | 'oldest' | 'number' | 'number-down'

/** Where a page ended: the sort key of its last row. */
export type ListKey = readonly (string | number)[]

export interface ListPage {
  /** good for reading the rows now, not for keeping */
  readonly rowids: number[]
  readonly total: number
  readonly last: ListKey | null
}

type Index =
  | 'document_by_date' | 'document_by_body' | 'document_by_body_type' | 'document_by_type' | 'document_by_type_number' | 'document_by_number_filtered' | 'document_due'
  | 'document_urgent' | 'document_secret' | 'document_not_standing'
  | 'document_urgent_by_number' | 'document_secret_by_number' | 'document_not_standing_by_number'
  // no index of documents: the short table of those without a file is walked, and each looked up
  | 'document_without_file'

/** States in which most documents stay: no index is kept for them. */
const standing: readonly string[] = ['registered', 'issued']

/** A look into the row itself costs about as much as this many steps along an index that holds all that is asked (measured). */
const rowCost = 40

/** As many documents without a file are looked up one by one; of more the walk soon meets enough. */
const fewWithoutFile = 2000

export interface ListPlan {
  readonly index: Index
  /** the piece of the index that is walked, where it has an end */
  readonly bounds?: { readonly column: 'register_date' | 'period_id'; readonly from: string; readonly to: string }
  readonly conditions: readonly Sql[]
  readonly total: number
}

/** What a list asks of the archive; null where nothing fits. */
export function planList(db: ReadDb, { among, ...filters }: AskedFilters, order: ListOrder, limit: number): ListPlan | null {
  const years = countByYear(db, filters).filter(({ year, n }) => n > 0 && `${year}-12-31` >= (filters.from ?? '') && `${year}-01-01` <= (filters.to ?? '9999'))
  if (years.length === 0) return null
  // Years without a match are not walked through: bodies that ended long ago are found as fast as those of today.
  const from = latest(filters.from, `${years[0]!.year}-01-01`)
  const to = earliest(filters.to, `${years.at(-1)!.year}-12-31`)
  const matches = years.reduce((sum, { n }) => sum + n, 0)
  const needed = withoutIdle(db, filters, matches)
  const index = isDue(filters) ? 'document_due' : filters.withoutFile && countWithoutFile(db) <= fewWithoutFile ? 'document_without_file' : filters.periods !== undefined ? 'document_by_number_filtered' : chooseIndex(db, needed, order, limit, matches)
  const byNumber = index.endsWith('_number') || index === 'document_by_number_filtered'
  const walk = byNumber
    ? walkOfBook(db, needed, years.map(({ year }) => year))
    : { bounds: { column: 'register_date' as const, from, to }, conditions: conditionsOf({ ...needed, year: undefined }) }
  const confined = among === undefined ? [] : [sql`id IN (SELECT value FROM json_each(${JSON.stringify(among)}))`]
  const conditions = [...walk.conditions, ...confined]
  // SQLite takes a partial index only where its condition is said.
  if (index.startsWith('document_urgent')) conditions.push(sql`urgency <> 'normal'`)
  if (index.startsWith('document_secret')) conditions.push(sql`secrecy <> 'none'`)
  if (index.startsWith('document_not_standing')) conditions.push(sql`status NOT IN ('registered', 'issued')`)
  return { ...walk, index, conditions, total: exactTotal(db, needed, years, confined) }
}

/** Filters that every match passes anyway (one direction, one book) would only make an index look into rows. */
function withoutIdle(db: ReadDb, filters: AskedFilters, matches: number): AskedFilters {
  let needed = filters
  for (const name of ['direction', 'registerId'] as const) {
    if (needed[name] === undefined) continue
    const without = { ...needed, [name]: undefined }
    // Years left out by from and to hold no more than what is counted here.
    if (countAll(db, without) === countAll(db, needed) && matches > 0) needed = without
  }
  return needed
}

/** A walk by number: within one book the index goes straight to the year. */
function walkOfBook(db: ReadDb, filters: AskedFilters, years: readonly number[]): Pick<ListPlan, 'bounds' | 'conditions'> {
  const books = filters.registerId === undefined ? booksOf(db, filters) : []
  const book = filters.registerId ?? (books.length === 1 ? books[0] : undefined)
  // Numbers of a book of incoming documents run within its years; those of outgoing ones within their series.
  const numbered = book !== undefined && registerRow(db, book)?.direction === 'incoming'
  return {
    ...(numbered ? { bounds: { column: 'period_id', from: `${book}:${years[0]!}`, to: `${book}:${years.at(-1)!}` } } : {}),
    conditions: [
      ...(filters.from === undefined ? [] : [sql`register_date >= ${filters.from}`]),
      ...(filters.to === undefined ? [] : [sql`register_date <= ${filters.to}`]),
      ...conditionsOf({ ...filters, ...(numbered ? { registerId: undefined, year: undefined } : {}) }),
    ],
  }
}

/** Everything that a plan asks of a row. */
export function conditionsOfPlan({ bounds, conditions }: ListPlan): Sql[] {
  return [...(bounds === undefined ? [] : [within(bounds)]), ...conditions]
}

function within({ column, from, to }: NonNullable<ListPlan['bounds']>): Sql {
  return sql`${named(column)} BETWEEN ${from} AND ${to}`
}

/** One page of a list. `after` is the `last` of the page before. */
export function listPage(db: ReadDb, filters: AskedFilters, order: ListOrder, after: ListKey | null, limit: number): ListPage {
  const plan = planList(db, filters, order, limit)
  if (plan === null) return { rowids: [], total: 0, last: null }
  const rows = db.all<Record<string, string | number>>(pageStatement(plan, order, after, limit + 1))
  const page = rows.slice(0, limit)
  const columns = keyColumns(order)
  const end = rows.length > limit ? page.at(-1) : undefined
  return { rowids: page.map((row) => row['rowid'] as number), total: plan.total, last: end === undefined ? null : columns.map((column) => end[column]!) }
}

/** What a plan reads from. */
export function sourceOf({ index }: ListPlan): Sql {
  return index === 'document_without_file' ? sql`document_without_file CROSS JOIN document ON id = document_id` : sql`document INDEXED BY ${named(index)}`
}

/** The statement of a page, for `listPage` and for tests of its plan. */
export function pageStatement(plan: ListPlan, order: ListOrder, after: ListKey | null, limit: number): Sql {
  const columns = keyColumns(order)
  const down = order === 'newest' || order === 'number-down'
  const conditions = after === null ? conditionsOfPlan(plan) : [...plan.conditions, ...restOf(plan, columns, after, down)]
  const sorted = joined(columns.map((column) => (down ? sql`${named(column)} DESC` : named(column))), ', ')
  const selected = joined(['rowid', ...columns].map(named), ', ')
  return sql`
    SELECT ${selected}
    FROM ${sourceOf(plan)}
    WHERE ${joined(conditions, ' AND ')}
    ORDER BY ${sorted}
    LIMIT ${limit}`
}

/**
 * What lies behind a key. The bound on its near side is left out, since the key says more: with both SQLite begins at the bound and
 * walks through all the pages before.
 */
function restOf({ bounds }: ListPlan, columns: readonly string[], after: ListKey, down: boolean): Sql[] {
  const key = joined(after.map((value) => sql`${value}`), ', ')
  const row = joined(columns.map(named), ', ')
  const behind = down ? sql`(${row}) < (${key})` : sql`(${row}) > (${key})`
  if (bounds === undefined) return [behind]
  if (bounds.column !== columns[0]) return [within(bounds), behind]
  return [behind, down ? sql`${named(bounds.column)} >= ${bounds.from}` : sql`${named(bounds.column)} <= ${bounds.to}`]
}

/** Book by book where lists go by number, as the books stand on the shelf. */
function keyColumns(order: ListOrder): readonly string[] {
  return order === 'newest' || order === 'oldest' ? ['register_date', 'order_number', 'id'] : ['period_id', 'order_number', 'order_suffix', 'id']
}

/** Steps that each index would take, estimated from exact counts; the cheapest wins. */
function chooseIndex(db: ReadDb, filters: AskedFilters, order: ListOrder, limit: number, matches: number): Index {
  const byDate = order === 'newest' || order === 'oldest'
  const share = Math.min(1, (limit + 1) / matches)
  const { bodies, documentTypeId, registerId, year } = filters
  const further = [registerId, filters.direction, filters.urgency, filters.secrecy, filters.status, filters.readable?.levels].some((value) => value !== undefined)
  // The keys of a list by number stand in no index but its own.
  const look = (covered: boolean) => (covered && byDate ? 1 : rowCost)
  const options: [Index, number][] = []
  if (byDate) options.push(['document_by_date', countAll(db, { year }) * share])
  else options.push(['document_by_number_filtered', countAll(db, { registerId, year }) * share])
  // What goes in the order of the list can stop when the page is full; what must be sorted cannot.
  const stops = byDate ? share : 1
  if (bodies !== undefined) {
    // Several bodies stand in the index one after the other, so their documents must be sorted together.
    const cost = (rows: number) => rows * (bodies.length === 1 ? stops : 1) * look(!further) + bodies.length * 3
    if (documentTypeId === undefined) options.push(['document_by_body', cost(countAll(db, { bodies }))])
    else options.push(['document_by_body_type', cost(countAll(db, { bodies, documentTypeId }))])
  }
  if (documentTypeId !== undefined) {
    const ofType = countAll(db, { documentTypeId })
    const covered = !further && bodies === undefined
    options.push(['document_by_type', ofType * stops * look(covered)])
    if (!byDate) options.push(['document_by_type_number', ofType * share * (covered ? 1 : rowCost)])
  }
  const rare = (all: number, index: 'document_urgent' | 'document_secret' | 'document_not_standing') =>
    options.push(byDate ? [index, all * share] : [`${index}_by_number`, all * share])
  if (filters.urgency !== undefined && filters.urgency !== 'normal') rare(countAll(db, {}) - countAll(db, { urgency: 'normal' }), 'document_urgent')
  if (filters.secrecy !== undefined && filters.secrecy !== 'none') rare(countAll(db, {}) - countAll(db, { secrecy: 'none' }), 'document_secret')
  if (filters.status !== undefined && !standing.includes(filters.status)) rare(standing.reduce((left, status) => left - countAll(db, { status }), countAll(db, {})), 'document_not_standing')
  return options.reduce((best, option) => (option[1] < best[1] ? option : best))[0]
}

function conditionsOf(filters: AskedFilters): Sql[] {
  const { bodies } = filters
  return [
    sql`status <> 'withdrawn'`,
    ...(bodies === undefined
      ? []
      : bodies.length === 1
        ? [sql`issuing_body_id = ${bodies[0]!}`]
        : [sql`issuing_body_id IN (SELECT value FROM json_each(${JSON.stringify(bodies)}))`]),
    ...(filters.periods === undefined ? [] : [sql`period_id IN ${listed(filters.periods)}`]),
    ...(filters.documentTypeId === undefined ? [] : [sql`document_type_id = ${filters.documentTypeId}`]),
    ...(filters.registerId === undefined ? [] : [sql`register_id = ${filters.registerId}`]),
    ...(filters.direction === undefined ? [] : [sql`direction = ${filters.direction}`]),
    ...(filters.urgency === undefined ? [] : [sql`urgency = ${filters.urgency}`]),
    ...(filters.secrecy === undefined ? [] : [sql`secrecy = ${filters.secrecy}`]),
    ...(filters.status === undefined ? [] : [sql`status = ${filters.status}`]),
    ...readableConditions(filters.readable),
    // In no index of documents: asked only beside what leaves few rows.
    ...(filters.channel === undefined ? [] : [sql`channel = ${filters.channel}`]),
    ...(filters.year === undefined ? [] : [sql`register_date BETWEEN ${`${filters.year}-01-01`} AND ${`${filters.year}-12-31`}`]),
    ...(isDue(filters) ? [sql`due_date IS NOT NULL AND status = 'registered' AND due_date BETWEEN ${filters.dueFrom ?? ''} AND ${filters.dueBy ?? '9999'}
      AND id IN (SELECT document_id FROM document_open_due WHERE due_date BETWEEN ${filters.dueFrom ?? ''} AND ${filters.dueBy ?? '9999'})`] : []),
    ...(filters.withoutFile ? [sql`id IN (SELECT document_id FROM document_without_file)`] : []),
  ]
}

/** Whole years come from the counts; years that a range cuts through are counted along an index. */
function exactTotal(db: ReadDb, filters: AskedFilters, years: readonly { year: number; n: number }[], confined: readonly Sql[]): number {
  if (isDue(filters)) {
    const range = sql`register_date BETWEEN ${filters.from ?? '0000'} AND ${filters.to ?? '9999'}`
    return db.value<number>(sql`
      SELECT count(*) FROM document INDEXED BY document_due
      WHERE ${joined([range, ...conditionsOf(filters), ...confined], ' AND ')}`) ?? 0
  }
  if (filters.withoutFile) {
    const conditions = [...conditionsOf({ ...filters, withoutFile: undefined }), ...confined]
    if (filters.from !== undefined || filters.to !== undefined) conditions.push(sql`register_date BETWEEN ${filters.from ?? '0000'} AND ${filters.to ?? '9999'}`)
    if (conditions.length === 0) return countWithoutFile(db)
    return db.value<number>(sql`
      SELECT count(*) FROM document_without_file CROSS JOIN document ON id = document_id
      WHERE ${joined(conditions, ' AND ')}`) ?? 0
  }
  if (filters.periods !== undefined) {
    const range = sql`register_date BETWEEN ${filters.from ?? '0000'} AND ${filters.to ?? '9999'}`
    return db.value<number>(sql`
      SELECT count(*) FROM document INDEXED BY document_by_number_filtered
      WHERE ${joined([range, ...conditionsOf(filters), ...confined], ' AND ')}`) ?? 0
  }
  let total = 0
  for (const { year, n } of years) {
    const from = latest(filters.from, `${year}-01-01`)
    const to = earliest(filters.to, `${year}-12-31`)
    if (from === `${year}-01-01` && to === `${year}-12-31`) {
      total += n
      continue
    }
    total += cutYear(db, filters, year, from, to)
  }
  return total
}

/** Documents of one year between two of its days. */
function cutYear(db: ReadDb, filters: AskedFilters, year: number, from: string, to: string): number {
  const { bodies, documentTypeId } = filters
  if (bodies === undefined && documentTypeId === undefined) {
    let total = 0
    for (const { month, n } of countByMonth(db, { ...filters, year })) {
      const name = `${year}-${String(month).padStart(2, '0')}`
      const [first, last] = [latest(from, `${name}-01`), earliest(to, `${name}-31`)]
      if (first > last) continue
      const between = (start: string, end: string): number => (start > end ? 0 : countBetween(db, 'document_by_date', filters, start, end))
      // Of a month that a range cuts, the fewer days are walked through: those asked for, or those left out.
      const asked = Number(last.slice(8)) - Number(first.slice(8)) + 1
      total += asked > 15 ? n - between(`${name}-01`, dayBefore(first)) - between(dayAfter(last), `${name}-31`) : between(first, last)
    }
    return total
  }
  const further = [filters.registerId, filters.direction, filters.urgency, filters.secrecy, filters.status, filters.readable?.levels].some((value) => value !== undefined)
  if (further) return countBetween(db, 'document_by_date', filters, from, to)
  const index = bodies === undefined ? 'document_by_type' : documentTypeId === undefined ? 'document_by_body' : 'document_by_body_type'
  return countBetween(db, index, filters, from, to)
}

/** The day before within a month, YYYY-MM-DD; below the first, one that no document bears. */
function dayBefore(day: string): string {
  return day.slice(0, 8) + String(Number(day.slice(8)) - 1).padStart(2, '0')
}

function dayAfter(day: string): string {
  return day.slice(0, 8) + String(Number(day.slice(8)) + 1).padStart(2, '0')
}

function countBetween(db: ReadDb, index: Index, filters: AskedFilters, from: string, to: string): number {
  return db.value<number>(sql`
    SELECT count(*) FROM document INDEXED BY ${named(index)}
    WHERE ${joined([sql`register_date BETWEEN ${from} AND ${to}`, ...conditionsOf({ ...filters, year: undefined })], ' AND ')}`) ?? 0
}

function isDue({ dueBy, dueFrom }: AskedFilters): boolean {
  return dueBy !== undefined || dueFrom !== undefined
}

function countWithoutFile(db: ReadDb): number {
  return db.value<number>(sql`SELECT n FROM document_tally WHERE name = 'without-file' AND day = ''`) ?? 0
}

function latest(a: string | undefined, b: string): string {
  return a === undefined || a < b ? b : a
}

function earliest(a: string | undefined, b: string): string {
  return a === undefined || a > b ? b : a
}

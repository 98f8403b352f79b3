// The pages of a list of documents, read as they are scrolled to. The office hands out pages by a cursor (where the page
// before ended), so page 400 is known only after page 399. To reach any place of 200,000 rows quickly, several runs are kept:
// one from the first row; one from the last, read in the opposite order; and, where both are far, runs that begin at a day,
// found by asking how many documents lie up to it. Cursors are remembered, rows of far pages are let go. One page is read at
// a time, and before each the wish is looked at anew: whoever scrolls on is not waited for.
import type { Answer, Call } from '../../src-main/office/contract.ts'
import type { ListRow } from '../../src-main/registers/schemas.ts'
import { addDays, daysBetween } from '../../src-main/text/dates.ts'
import type { Refusal } from './ask.ts'

export type Find = Pick<Call<'registers.findDocuments'>, 'text' | 'filters' | 'order'>
type Order = NonNullable<Find['order']>
type FindAnswer = Answer<'registers.findDocuments'>
export type ReadPage = (call: Call<'registers.findDocuments'>) => Promise<FindAnswer>

export const PAGE = 100 // rows
const KEPT = 24 // pages of a run in memory
const FAR = 6 // pages to walk before a run from a day is worth its questions
const DAY_RUNS = 4
const opposite: Readonly<Record<Order, Order | undefined>> = { newest: 'oldest', oldest: 'newest', number: 'number-down', 'number-down': 'number', rank: undefined }

interface Run {
  readonly find: Find
  /** place of the run's first row in the list, and whether the run goes down the list or up */
  readonly base: number
  readonly down: boolean
  /** cursors[k] leads to page k; undefined leads to the first */
  readonly cursors: (string | undefined)[]
  readonly pages: Map<number, readonly ListRow[]>
}

export interface PagesState {
  /** rows in all; null until the first page is here */
  readonly total: number | null
  readonly totalIsAtLeast: boolean
  readonly refusal: Refusal | null
  /** rises with everything that came */
  readonly version: number
}

type Step = { readonly kind: 'page'; readonly run: Run; readonly page: number } | { readonly kind: 'day'; readonly index: number }

export class DocumentPages {
  readonly #find: Find
  readonly #order: Order
  readonly #read: ReadPage
  #runs: Run[]
  #stale: readonly Run[] = []
  #wanted: readonly [number, number] = [0, 0]
  #working = false
  #generation = 0
  /** a place where a run from a day did not help: it is walked to */
  #helpless: number | null = null
  #state: PagesState = { total: null, totalIsAtLeast: false, refusal: null, version: 0 }
  readonly #listeners = new Set<() => void>()

  constructor(find: Find, read: ReadPage) {
    this.#find = find
    this.#order = find.order ?? 'newest'
    this.#read = read
    this.#runs = [this.#frontRun()]
    void this.#work()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly state = (): PagesState => this.#state

  /** The row at a place (0 is the first), or undefined while it is not here. */
  row(index: number): ListRow | undefined {
    const { total } = this.#state
    if (total === null || index < 0 || index >= total) return undefined
    return rowIn(this.#runs, index) ?? rowIn(this.#stale, index)
  }

  /** The place of a document among the rows that are here, or -1. */
  indexOf(id: string): number {
    for (const run of this.#runs) {
      for (const [page, rows] of run.pages) {
        const at = rows.findIndex((row) => row.id === id)
        if (at >= 0) return run.down ? run.base + page * PAGE + at : run.base - page * PAGE - at
      }
    }
    return -1
  }

  /** Says which rows are looked at: [from, to). */
  want(from: number, to: number): void {
    if (this.#wanted[0] === from && this.#wanted[1] === to) return
    this.#wanted = [from, to]
    void this.#work()
  }

  /** Reads everything anew, because records changed; what was shown stays until then. */
  refresh(): void {
    this.#generation++
    this.#helpless = null
    if (this.#state.total !== null) this.#stale = this.#runs
    this.#runs = [this.#frontRun()]
    void this.#work()
  }

  #frontRun(): Run {
    return { find: { ...this.#find, order: this.#order }, base: 0, down: true, cursors: [undefined], pages: new Map() }
  }

  /** What to read next; nothing when all that is looked at is here. */
  #next(): Step | undefined {
    const { total, totalIsAtLeast } = this.#state
    const front = this.#runs[0]!
    if (front.cursors.length === 1 && !front.pages.has(0)) return { kind: 'page', run: front, page: 0 }
    if (total === null || total === 0) return undefined
    const from = Math.max(0, Math.min(this.#wanted[0], total - 1))
    const to = Math.max(from + 1, Math.min(this.#wanted[1], total))
    let index = from
    while (index < to && rowIn(this.#runs, index)) index++
    if (index >= to) return undefined

    let best: { readonly run: Run; readonly page: number; readonly steps: number } | undefined
    for (const run of this.#runs) {
      const step = stepTo(run, index)
      if (step && (!best || step.steps < best.steps)) best = { run, ...step }
    }
    const byDay = (this.#order === 'newest' || this.#order === 'oldest') && !totalIsAtLeast && this.#runs.length > 1
    if (byDay && this.#helpless !== index && (!best || best.steps > FAR)) return { kind: 'day', index }
    return best && { kind: 'page', run: best.run, page: best.page }
  }

  async #work(): Promise<void> {
    if (this.#working) return
    this.#working = true
    // Started in a later turn, so that a caller may say what it wants before the first page is asked for.
    await Promise.resolve()
    for (let step = this.#next(); step; step = this.#next()) {
      const generation = this.#generation
      const refusal = step.kind === 'day' ? await this.#beginAtDay(step.index, generation) : await this.#readPage(step.run, step.page, generation)
      if (generation !== this.#generation) continue
      if (refusal) {
        this.#say({ refusal, total: this.#state.total ?? 0 })
        break
      }
      this.#say({ refusal: null })
    }
    if (this.#state.refusal === null) this.#stale = []
    this.#working = false
    this.#say({})
  }

  async #readPage(run: Run, page: number, generation: number): Promise<Refusal | null> {
    const counting = run === this.#runs[0] && page === 0
    const after = run.cursors[page]
    const answer = await this.#read({ ...run.find, limit: PAGE, withoutTotal: !counting, ...(after === undefined ? {} : { after }) })
    if (generation !== this.#generation) return null
    if (!answer.ok) return answer.error
    const { rows, next } = answer.value
    keep(run, page, rows)
    if (next !== undefined) run.cursors[page + 1] = next
    let { total, totalIsAtLeast } = this.#state
    if (counting) {
      total = answer.value.total
      totalIsAtLeast = answer.value.totalIsAtLeast ?? false
      const back = opposite[this.#order]
      if (back && !totalIsAtLeast && total > PAGE) this.#runs.push({ find: { ...this.#find, order: back }, base: total - 1, down: false, cursors: [undefined], pages: new Map() })
    }
    if (totalIsAtLeast) {
      const known = page * PAGE + rows.length
      // A total that is a lower bound grows with what is read, and ends where the rows end.
      if (next === undefined) [total, totalIsAtLeast] = [known, false]
      else total = Math.max(total ?? 0, known + 1)
    }
    this.#state = { ...this.#state, total, totalIsAtLeast }
    return null
  }

  /** Begins a run at the day whose documents lie at a place: asks, between two days, how many come before. */
  async #beginAtDay(index: number, generation: number): Promise<Refusal | null> {
    const [front, back] = this.#runs as [Run, Run]
    if (!back.pages.has(0)) return this.#readPage(back, 0, generation)
    const total = this.#state.total!
    const [first, last] = [rowIn([front], 0), rowIn([back], total - 1)]
    this.#helpless = index
    // Page 0 of the front may have been let go; then it is walked from the end that is known.
    if (!first || !last) return null
    const origin = first.registerDate
    const sign = this.#order === 'newest' ? -1 : 1
    // Days from the first row's, in the direction of the list: the place of a day's first row rises with them.
    let low = { days: 0, base: 0 }
    let high = { days: Math.abs(daysBetween(origin, last.registerDate)), base: total }
    for (let round = 0; round < 14 && high.days - low.days > 1 && index - low.base > 2 * PAGE; round++) {
      const share = (index - low.base) / Math.max(1, high.base - low.base)
      // Aimed a little before the place; every third question halves, for years that are uneven.
      const guess = round % 3 === 2 ? (low.days + high.days) / 2 : low.days + share * (high.days - low.days) - 1
      const days = Math.max(low.days + 1, Math.min(high.days - 1, Math.floor(guess)))
      const answer = await this.#read({ ...this.#fromDay(addDays(origin, sign * days)), limit: 1 })
      if (generation !== this.#generation) return null
      if (!answer.ok) return answer.error
      const base = total - answer.value.total
      if (base <= index) low = { days, base }
      else high = { days, base }
    }
    if (low.days === 0 || this.#runs.some((run) => run.down && run.base === low.base)) return null
    this.#runs.push({ find: this.#fromDay(addDays(origin, sign * low.days)), base: low.base, down: true, cursors: [undefined], pages: new Map() })
    if (this.#runs.length > 2 + DAY_RUNS) this.#runs.splice(2, 1)
    return null
  }

  /** The same list, beginning at a day. */
  #fromDay(day: string): Find {
    return { ...this.#find, order: this.#order, filters: { ...this.#find.filters, [this.#order === 'newest' ? 'to' : 'from']: day } }
  }

  #say(change: Partial<PagesState>): void {
    this.#state = { ...this.#state, ...change, version: this.#state.version + 1 }
    for (const listener of this.#listeners) listener()
  }
}

function rowIn(runs: readonly Run[], index: number): ListRow | undefined {
  for (const { base, down, pages } of runs) {
    const at = down ? index - base : base - index
    const row = at < 0 ? undefined : pages.get(Math.floor(at / PAGE))?.[at % PAGE]
    if (row) return row
  }
  return undefined
}

/** The page to read on the way to a place: its own when the cursor is known, else the last one whose cursor is. */
function stepTo(run: Run, index: number): { readonly page: number; readonly steps: number } | undefined {
  const at = run.down ? index - run.base : run.base - index
  if (at < 0) return undefined
  const page = Math.floor(at / PAGE)
  const last = run.cursors.length - 1
  if (page <= last) return { page, steps: 1 }
  // The last known page was read and gave no cursor: the rows end there.
  return run.pages.has(last) ? undefined : { page: last, steps: page - last + 1 }
}

/** Keeps a page, and lets go of the one read longest ago; the first stays, since the days of a list are measured from it. */
function keep(run: Run, page: number, rows: readonly ListRow[]): void {
  run.pages.delete(page)
  run.pages.set(page, rows)
  if (run.pages.size <= KEPT) return
  const oldest = [...run.pages.keys()].find((kept) => kept !== 0 && kept !== page)
  if (oldest !== undefined) run.pages.delete(oldest)
}

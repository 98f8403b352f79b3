// The pages of a list of documents, read as they are scrolled to. The office hands out pages by a cursor (where the page
// before ended), so page 400 is known only after page 399. To reach any place of 200,000 rows quickly, two runs are kept:
// one from the first row, and one from the last, read in the opposite order. Cursors are remembered, rows of far pages
// are let go. One page is read at a time, and before each the wish is looked at anew: whoever scrolls on is not waited for.
import type { Answer, Call } from '../../src-main/office/contract.ts'
import type { ListRow } from '../../src-main/registers/schemas.ts'
import type { Refusal } from './ask.ts'

export type Find = Pick<Call<'registers.findDocuments'>, 'text' | 'filters' | 'order'>
type Order = NonNullable<Find['order']>
type ReadPage = (call: Call<'registers.findDocuments'>) => Promise<Answer<'registers.findDocuments'>>

export const PAGE = 200 // rows
const KEPT = 40 // pages in memory: 8,000 rows
const opposite: Readonly<Record<Order, Order | undefined>> = { newest: 'oldest', oldest: 'newest', number: 'number-down', 'number-down': 'number', rank: undefined }

interface Run {
  readonly order: Order
  /** cursors[k] leads to page k; undefined leads to the first */
  readonly cursors: (string | undefined)[]
  readonly pages: Map<number, readonly ListRow[]>
}

const newRun = (order: Order): Run => ({ order, cursors: [undefined], pages: new Map() })

export interface PagesState {
  /** rows in all; null until the first page is here */
  readonly total: number | null
  readonly totalIsAtLeast: boolean
  readonly refusal: Refusal | null
  /** rises with everything that came */
  readonly version: number
}

export class DocumentPages {
  readonly #find: Find
  readonly #read: ReadPage
  #front: Run
  #back: Run | undefined
  #stale: { front: Run; back: Run | undefined; total: number } | undefined
  #wanted: readonly [number, number] = [0, 0]
  #working = false
  #generation = 0
  #state: PagesState = { total: null, totalIsAtLeast: false, refusal: null, version: 0 }
  readonly #listeners = new Set<() => void>()

  constructor(find: Find, read: ReadPage) {
    this.#find = find
    this.#read = read
    const order = find.order ?? 'newest'
    this.#front = newRun(order)
    const back = opposite[order]
    this.#back = back && newRun(back)
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
    const fresh = rowIn(this.#front, index) ?? (this.#back && !this.#state.totalIsAtLeast ? rowIn(this.#back, total - 1 - index) : undefined)
    if (fresh || !this.#stale) return fresh
    return rowIn(this.#stale.front, index) ?? (this.#stale.back && rowIn(this.#stale.back, this.#stale.total - 1 - index))
  }

  /** The place of a document among the rows that are here, or -1. */
  indexOf(id: string): number {
    const { total } = this.#state
    if (total === null) return -1
    const front = indexIn(this.#front, id)
    if (front >= 0) return front
    const back = this.#back ? indexIn(this.#back, id) : -1
    return back >= 0 ? total - 1 - back : -1
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
    if (this.#state.total !== null) this.#stale = { front: this.#front, back: this.#back, total: this.#state.total }
    this.#front = newRun(this.#front.order)
    this.#back = this.#back && newRun(this.#back.order)
    void this.#work()
  }

  /** What to read next: a run and the page in it; nothing when all that is looked at is here. */
  #next(): { readonly run: Run; readonly page: number } | undefined {
    const { total, totalIsAtLeast } = this.#state
    if (!this.#front.pages.has(0) && this.#front.cursors.length === 1) return { run: this.#front, page: 0 }
    if (total === null || total === 0) return undefined
    const from = Math.max(0, Math.min(this.#wanted[0], total - 1))
    const to = Math.max(from + 1, Math.min(this.#wanted[1], total))
    for (let page = Math.floor(from / PAGE); page <= Math.floor((to - 1) / PAGE); page++) {
      const first = Math.max(from, page * PAGE)
      const last = Math.min(to, (page + 1) * PAGE) - 1
      if (this.#has(first, total) && this.#has(last, total)) continue
      const ahead = stepTo(this.#front, page)
      const missing = this.#has(first, total) ? last : first
      const behindPage = Math.floor((total - 1 - missing) / PAGE)
      const behind = this.#back && !totalIsAtLeast ? stepTo(this.#back, behindPage) : undefined
      if (ahead && (!behind || ahead.steps <= behind.steps)) return { run: this.#front, page: ahead.page }
      if (behind && this.#back) return { run: this.#back, page: behind.page }
    }
    return undefined
  }

  #has(index: number, total: number): boolean {
    return rowIn(this.#front, index) !== undefined || (this.#back !== undefined && !this.#state.totalIsAtLeast && rowIn(this.#back, total - 1 - index) !== undefined)
  }

  async #work(): Promise<void> {
    if (this.#working) return
    this.#working = true
    // Started in a later turn, so that a caller may say what it wants before the first page is asked for.
    await Promise.resolve()
    for (let next = this.#next(); next; next = this.#next()) {
      const generation = this.#generation
      const { run, page } = next
      const counting = run === this.#front && page === 0
      const after = run.cursors[page]
      const answer = await this.#read({ ...this.#find, order: run.order, limit: PAGE, withoutTotal: !counting, ...(after === undefined ? {} : { after }) })
      if (generation !== this.#generation) continue
      if (!answer.ok) {
        this.#say({ refusal: answer.error, total: this.#state.total ?? 0 })
        break
      }
      const { rows, next: cursor } = answer.value
      keep(run, page, rows)
      if (cursor !== undefined) run.cursors[page + 1] = cursor
      let { total, totalIsAtLeast } = this.#state
      if (counting) {
        total = answer.value.total
        totalIsAtLeast = answer.value.totalIsAtLeast ?? false
      }
      if (run === this.#front && totalIsAtLeast) {
        const known = page * PAGE + rows.length
        // A total that is a lower bound grows with what is read, and ends where the rows end.
        if (cursor === undefined) [total, totalIsAtLeast] = [known, false]
        else total = Math.max(total ?? 0, known + 1)
      }
      this.#say({ total, totalIsAtLeast, refusal: null })
    }
    if (this.#state.refusal === null) this.#stale = undefined
    this.#working = false
    this.#say({})
  }

  #say(change: Partial<PagesState>): void {
    this.#state = { ...this.#state, ...change, version: this.#state.version + 1 }
    for (const listener of this.#listeners) listener()
  }
}

function rowIn(run: Run, index: number): ListRow | undefined {
  return index < 0 ? undefined : run.pages.get(Math.floor(index / PAGE))?.[index % PAGE]
}

function indexIn(run: Run, id: string): number {
  for (const [page, rows] of run.pages) {
    const at = rows.findIndex((row) => row.id === id)
    if (at >= 0) return page * PAGE + at
  }
  return -1
}

/** The page to read on the way to `page`: itself when its cursor is known, else the last one whose cursor is. */
function stepTo(run: Run, page: number): { readonly page: number; readonly steps: number } | undefined {
  const last = run.cursors.length - 1
  if (page <= last) return { page, steps: 1 }
  // The last known page was read and gave no cursor: the rows end there.
  return run.pages.has(last) ? undefined : { page: last, steps: page - last + 1 }
}

/** Keeps a page, and lets go of the one looked at longest ago. */
function keep(run: Run, page: number, rows: readonly ListRow[]): void {
  run.pages.delete(page)
  run.pages.set(page, rows)
  const oldest = run.pages.keys().next().value
  if (run.pages.size > KEPT && oldest !== undefined) run.pages.delete(oldest)
}

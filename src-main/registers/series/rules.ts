// What holds of numbers of outgoing documents, without a database: how one is written, in which period it runs, and how every number
// of a period is explained. Sources: HD 36-HD/VPTW (2018) and HD 05-HD/VPTW (2026), read through others; NĐ 30/2020/NĐ-CP, Điều 8, 15.

/** How a series writes a number. */
export interface NumberFormat {
  /** digits at least */
  readonly pad: number
  /** with {number}, {type}, {symbol} */
  readonly format: string
  /** for a type without an abbreviation */
  readonly formatWithoutType: string
}

/** "05a-NQ/ĐU": `abbreviation` of the type, null where it has none; `symbol` of the body. */
export function writeNumber({ pad, format, formatWithoutType }: NumberFormat, number: number, suffix: string, abbreviation: string | null, symbol: string): string {
  const values: Readonly<Record<string, string>> = { number: `${String(number).padStart(pad, '0')}${suffix}`, type: abbreviation ?? '', symbol }
  return (abbreviation === null ? formatWithoutType : format).replace(/\{(number|type|symbol)\}/g, (_place, name: string) => values[name]!)
}

/** How a series is kept, as far as the rulebook has a word on it. */
export interface SeriesKept extends NumberFormat {
  readonly period: 'term' | 'year'
  readonly secrecy: 'joint' | 'separate'
  readonly joins: 'type' | 'all'
}

/** What about a series is not as the rule has it, in the order of the form, with what the rule says. */
export function differences(kept: SeriesKept, ruled: SeriesKept): { field: keyof SeriesKept; ruled: string }[] {
  const order = ['period', 'secrecy', 'joins', 'pad', 'format', 'formatWithoutType'] as const
  return order.filter((field) => kept[field] !== ruled[field]).map((field) => ({ field, ruled: String(ruled[field]) }))
}

/** Stands for every type in a series that numbers them all. */
export const anyType = '*'

interface Numbers {
  readonly secrecy: 'joint' | 'open' | 'secret'
  readonly types: readonly string[]
}

/** Whether a document could take its number from either of two series of one body: they share a type, or each numbers all. */
export function numberSameDocuments(one: Numbers, other: Numbers): boolean {
  const sameSecrecy = one.secrecy === 'joint' || other.secrecy === 'joint' || one.secrecy === other.secrecy
  return sameSecrecy && one.types.some((type) => other.types.includes(type))
}

/** Days as YYYY-MM-DD, both included; null is open. */
export interface PeriodDays {
  readonly from: string
  readonly to: string | null
}

/**
 * The period of a series in which a document of this day is numbered: its year, or the term that holds the day. Null where no
 * known term does. Of terms that overlap (a congress that closes on the last day of the old one) the later one counts.
 */
export function periodOf(period: 'term' | 'year', day: string, terms: readonly PeriodDays[]): PeriodDays | null {
  if (period === 'year') return { from: `${day.slice(0, 4)}-01-01`, to: `${day.slice(0, 4)}-12-31` }
  const [term] = terms.filter(({ from, to }) => from <= day && (to === null || day <= to)).toSorted((a, b) => (a.from < b.from ? 1 : -1))
  return term === undefined ? null : { from: term.from, to: term.to }
}

/** Why a number bears no standing document. cancelled: its document was; merged: given in the series of a body that was merged; unexplained: nobody knows (imported books alone). */
export type GapState = 'cancelled' | 'reserved' | 'expired' | 'leased' | 'lost' | 'merged' | 'unexplained'

export interface Gap {
  readonly numberFrom: number
  readonly numberTo: number
  readonly state: GapState
  readonly reason: string | null
  readonly who: string | null
  /** instant or day, as it was noted */
  readonly when: string | null
}

/** A stretch of numbers that something is known of; one that stands earlier in the list of stretches speaks first. */
export type Stretch = Gap

/**
 * Explains every number from `from` to `to`: those in `standing` (sorted, without suffixes) need no explanation; each other one is
 * said by the first stretch that holds it, or is unexplained. Numbers next to each other with the same explanation come as one row.
 */
export function explainNumbers(from: number, to: number, standing: readonly number[], stretches: readonly Stretch[]): Gap[] {
  const rows: Gap[] = []
  const explain = (first: number, last: number) => {
    // Between two borders of stretches one explanation holds.
    const borders = new Set([first])
    for (const { numberFrom, numberTo } of stretches) {
      if (numberFrom > first && numberFrom <= last) borders.add(numberFrom)
      if (numberTo >= first && numberTo < last) borders.add(numberTo + 1)
    }
    const starts = [...borders].sort((a, b) => a - b)
    for (const [at, numberFrom] of starts.entries()) {
      const numberTo = (starts[at + 1] ?? last + 1) - 1
      const known = stretches.find((stretch) => stretch.numberFrom <= numberFrom && numberFrom <= stretch.numberTo)
      const row: Gap = { numberFrom, numberTo, state: known?.state ?? 'unexplained', reason: known?.reason ?? null, who: known?.who ?? null, when: known?.when ?? null }
      const before = rows.at(-1)
      const goesOn = before !== undefined && before.numberTo + 1 === numberFrom && (['state', 'reason', 'who', 'when'] as const).every((field) => before[field] === row[field])
      if (goesOn) rows[rows.length - 1] = { ...before, numberTo }
      else rows.push(row)
    }
  }
  let next = from
  for (const number of standing) {
    if (number < next) continue
    if (number > to) break
    if (number > next) explain(next, number - 1)
    next = number + 1
  }
  if (next <= to) explain(next, to)
  return rows
}

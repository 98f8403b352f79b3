// Months, quarters and years as reports count them: pure.
import { addDays } from '../../text/dates.ts'

export type Span = 'month' | 'quarter' | 'year'

export interface SpanOfDays {
  readonly span: Span
  readonly year: number
  /** 1–12 of a month, 1–4 of a quarter, 1 of a year */
  readonly ordinal: number
  /** both days count, YYYY-MM-DD */
  readonly from: string
  readonly to: string
  /** YYYY-MM, in order */
  readonly months: readonly string[]
}

const monthsIn: Readonly<Record<Span, number>> = { month: 1, quarter: 3, year: 12 }

/** The month, quarter or year that holds a day. */
export function spanOf(span: Span, day: string): SpanOfDays {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  const length = monthsIn[span]
  const ordinal = Math.ceil(month / length)
  const first = (ordinal - 1) * length
  const months = Array.from({ length }, (_, at) => `${year}-${String(first + at + 1).padStart(2, '0')}`)
  const next = first + length === 12 ? `${year + 1}-01-01` : `${year}-${String(first + length + 1).padStart(2, '0')}-01`
  return { span, year, ordinal, from: `${months[0]}-01`, to: addDays(next, -1), months }
}

/** The one before it. */
export function spanBefore({ span, from }: SpanOfDays): SpanOfDays {
  return spanOf(span, addDays(from, -1))
}

/** "Tháng 11 năm 2026", as titles and names of files say it. */
export function spanName({ span, ordinal, year }: SpanOfDays): string {
  if (span === 'year') return `năm ${year}`
  return `${span === 'month' ? 'tháng' : 'quý'} ${ordinal} năm ${year}`
}

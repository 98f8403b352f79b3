// Months, quarters and years as reports count them, and how far a document's handling is: pure.
import { addDays, daysBetween, formatDate } from '../../text/dates.ts'

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

/** How far an incoming document is, as far as it was noted: by its due date and the documents that answer it. */
export type Handling = 'answered-in-time' | 'answered-late' | 'answered' | 'overdue' | 'not-due' | 'no-due-date' | 'returned'

export interface Handled {
  /** it was handed to somebody to be handled, so that it is done when that is closed, and not with the first answer */
  readonly charged?: boolean
  readonly returned: boolean
  readonly dueDate: string | null
  /** the day on which it was done: closed, or of one that was handed to nobody, that of the first document that answers it; null while neither */
  readonly answeredOn: string | null
}

/** Where the handling of an incoming document stands on a day. */
export function handlingOf({ returned, dueDate, answeredOn }: Handled, today: string): Handling {
  if (answeredOn !== null) return dueDate === null ? 'answered' : answeredOn <= dueDate ? 'answered-in-time' : 'answered-late'
  if (returned) return 'returned'
  if (dueDate === null) return 'no-due-date'
  return dueDate < today ? 'overdue' : 'not-due'
}

/** The same in the words of the report. */
export function handlingWords(handled: Handled, today: string): string {
  const { dueDate, answeredOn } = handled
  const [done, open] = handled.charged === true ? ['Đã giải quyết', 'Đang giải quyết'] : ['Đã trả lời', 'Chưa trả lời']
  switch (handlingOf(handled, today)) {
    case 'answered': return `${done} ngày ${formatDate(answeredOn!)}`
    case 'answered-in-time': return `${done} ngày ${formatDate(answeredOn!)}, đúng hạn`
    case 'answered-late': return `${done} ngày ${formatDate(answeredOn!)}, quá hạn ${daysBetween(dueDate!, answeredOn!)} ngày`
    case 'returned': return 'Đã trả lại nơi gửi'
    case 'no-due-date': return `${open}; không có thời hạn`
    case 'overdue': return `${open}; quá hạn ${daysBetween(dueDate!, today)} ngày`
    case 'not-due': return dueDate === today ? `${open}; hạn hôm nay` : `${open}; còn ${daysBetween(today, dueDate!)} ngày`
  }
}

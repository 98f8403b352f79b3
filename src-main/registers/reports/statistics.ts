// Thống kê văn bản đến, văn bản đi: how many of each type in a month, quarter or year, beside the one before. Counted is what bears a
// number and was not cancelled.
import type { ReadDb } from '../../archive/database.ts'
import { sql } from '../../archive/sql.ts'
import type { Cell, Chart, SumRow, TableLine } from '../../documents/forms/printed-table.ts'
import type { Rulebook } from '../../rulebook/rulebook.ts'
import { andReadable } from '../reading/withheld.ts'
import type { Readable } from '../reading/rules.ts'
import type { Report } from './report.ts'
import { spanBefore, spanName, spanOf } from './rules.ts'
import type { Span, SpanOfDays } from './rules.ts'

type Direction = 'incoming' | 'outgoing'
const directions: readonly (readonly [Direction, string])[] = [['incoming', 'Văn bản đến'], ['outgoing', 'Văn bản đi']]

interface Counted {
  readonly direction: Direction
  readonly type: string
  /** YYYY-MM, or YYYY-MM-DD where days are counted */
  readonly at: string
  readonly n: number
}

/** What stands in the registers between two days, by direction, type and month or day. */
function countsBetween(db: ReadDb, from: string, to: string, length: 7 | 10, readable: Readable): Counted[] {
  return db.all<Counted>(sql`
    SELECT direction, document_type_id AS type, substr(register_date, 1, ${length}) AS at, count(*) AS n
    FROM document INDEXED BY document_by_date
    WHERE register_date BETWEEN ${from} AND ${to} AND order_number > 0 AND status <> 'cancelled' ${andReadable(readable)}
    GROUP BY 1, 2, 3`)
}

const formIds: Readonly<Record<Span, string>> = { month: 'thong-ke-van-ban-thang', quarter: 'thong-ke-van-ban-quy', year: 'thong-ke-van-ban-nam' }

/** Statistics of the month, quarter or year that holds a day. */
export function statistics(db: ReadDb, rulebook: Rulebook, span: Span, day: string, readable: Readable): Report {
  const now = spanOf(span, day)
  const before = spanBefore(now)
  const counted = countsBetween(db, before.from, now.to, 7, readable)
  const sums = new Map<string, number>()
  const add = (key: string, n: number) => void sums.set(key, (sums.get(key) ?? 0) + n)
  for (const { direction, type, at, n } of counted) {
    const period = at >= now.from.slice(0, 7) ? 'now' : 'before'
    for (const one of [type, '']) {
      add(`${period} ${direction} ${one}`, n)
      if (period === 'now') add(`${at} ${direction} ${one}`, n)
    }
  }
  const sumOf = (key: string) => sums.get(key) ?? 0
  const orders = new Map(rulebook.entries.documentTypes.map((type) => [type.id, type.order]))
  const typesOf = (some: readonly Direction[]) =>
    [...new Set(counted.filter(({ direction }) => some.includes(direction)).map(({ type }) => type))]
      .sort((a, b) => (orders.get(a) ?? 9999) - (orders.get(b) ?? 9999))
  const nameOf = (type: string) => rulebook.documentType(type)?.name ?? type

  const compared = (ours: number, theirs: number): Record<string, Cell> => ({ sum: ours, before: theirs, change: ours - theirs })
  const monthCells = (type: string): Record<string, Cell> => {
    const [incoming, outgoing] = directions.map(([direction]) => sumOf(`now ${direction} ${type}`)) as [number, number]
    const theirs = directions.reduce((sum, [direction]) => sum + sumOf(`before ${direction} ${type}`), 0)
    return { incoming, outgoing, ...compared(incoming + outgoing, theirs) }
  }
  const monthsCells = (direction: Direction, type: string): Record<string, Cell> => ({
    ...Object.fromEntries(now.months.map((month, at) => [`month${at + 1}`, sumOf(`${month} ${direction} ${type}`)])),
    ...compared(sumOf(`now ${direction} ${type}`), sumOf(`before ${direction} ${type}`)),
  })

  const lines: TableLine[] = []
  let totals: SumRow | undefined
  const rowsOf = (types: readonly string[], cellsOf: (type: string) => Record<string, Cell>) =>
    types.forEach((type, at) => lines.push({ kind: 'row', cells: { ordinal: at + 1, documentType: nameOf(type), ...cellsOf(type) } }))
  if (span === 'month') {
    rowsOf(typesOf(['incoming', 'outgoing']), monthCells)
    totals = { kind: 'sum', text: 'Cộng', cells: monthCells('') }
  } else {
    for (const [direction, name] of directions) {
      lines.push({ kind: 'group', text: name })
      rowsOf(typesOf([direction]), (type) => monthsCells(direction, type))
      lines.push({ kind: 'sum', text: `Cộng ${name.toLocaleLowerCase('vi')}`, cells: monthsCells(direction, '') })
    }
  }
  return {
    formId: formIds[span],
    places: { month: String(now.ordinal), quarter: String(now.ordinal), year: String(now.year) },
    name: `Thống kê văn bản ${spanName(now)}`,
    from: now.from,
    to: now.to,
    lines,
    ...(totals === undefined ? {} : { totals }),
    charts: [chartOf(db, now, sumOf, readable)],
    documents: directions.reduce((sum, [direction]) => sum + sumOf(`now ${direction} `), 0),
    secrecies: [],
  }
}

/** Of a month its days, of a quarter or a year its months. */
function chartOf(db: ReadDb, now: SpanOfDays, sumOf: (key: string) => number, readable: Readable): Chart {
  if (now.span !== 'month') {
    const labels = now.months.map((month) => `T${Number(month.slice(5))}`)
    return { kind: 'bar', title: `Số văn bản từng tháng, ${spanName(now)}`, labels, series: directions.map(([direction, name]) => ({ name, values: now.months.map((month) => sumOf(`${month} ${direction} `)) })) }
  }
  const days = countsBetween(db, now.from, now.to, 10, readable)
  const last = Number(now.to.slice(8))
  const labels = Array.from({ length: last }, (_, at) => String(at + 1))
  const valuesOf = (direction: Direction) => labels.map((label) => {
    const day = `${now.months[0]}-${label.padStart(2, '0')}`
    return days.filter((one) => one.direction === direction && one.at === day).reduce((sum, { n }) => sum + n, 0)
  })
  return { kind: 'bar', title: `Số văn bản từng ngày, ${spanName(now)}`, labels, series: directions.map(([direction, name]) => ({ name, values: valuesOf(direction) })) }
}

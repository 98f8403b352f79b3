// Thống kê giải quyết văn bản đến: what came in between two days, how much was done in time, late, is open, is overdue; by who leads, or by
// month. From the same reading as the report of NĐ 30/2020/NĐ-CP, Phụ lục VI, V.2 (registers/reports/handled.ts).
import type { ReadDb } from '../archive/database.ts'
import { sql } from '../archive/sql.ts'
import { err, ok } from '../contract/result.ts'
import type { InputOf } from '../contract/define.ts'
import { handleQuery, handleTask } from '../handler/handler.ts'
import type { QueryContext } from '../handler/handler.ts'
import { namesIn } from '../people/acting.ts'
import { readableBy } from '../registers/index.ts'
import { handledBetween, handledOf } from '../registers/reports/handled.ts'
import type { HandledRow } from '../registers/reports/handled.ts'
import type { Report } from '../registers/reports/report.ts'
import { handlingOf } from '../registers/reports/rules.ts'
import { printedReport, shownAs } from '../registers/reports/tell.ts'
import { formatDate } from '../text/dates.ts'
import { printReport, report } from './board-contract.ts'

interface Totals {
  received: number
  inTime: number
  late: number
  noTerm: number
  open: number
  overdue: number
}
const nothing = (): Totals => ({ received: 0, inTime: 0, late: 0, noTerm: 0, open: 0, overdue: 0 })

/** Of what had a day due and was done, how much in time: per cent with one decimal; '' where nothing was. */
function rateOf({ inTime, late }: Totals): string {
  return inTime + late === 0 ? '' : ((100 * inTime) / (inTime + late)).toFixed(1).replace('.', ',')
}

function count(totals: Totals, row: HandledRow, today: string): void {
  const handling = handlingOf(handledOf(row), today)
  totals.received += 1
  if (handling === 'answered-in-time') totals.inTime += 1
  else if (handling === 'answered-late') totals.late += 1
  else if (handling === 'answered') totals.noTerm += 1
  else totals.open += 1
  if (handling === 'overdue') totals.overdue += 1
}

const toNobody = 'Chưa giao'
const byWords = { unit: 'đơn vị chủ trì', person: 'người chủ trì', period: 'tháng' } as const

/** Under which name a document is counted: of units, a person's counts for the unit in which they are now. Namesakes are told apart by their logins. */
function groupNamer(db: ReadDb, by: InputOf<typeof report>['by']): (row: HandledRow) => string {
  const names = namesIn(db)
  if (by === 'period') return (row) => `Tháng ${Number(row.register_date.slice(5, 7))} năm ${row.register_date.slice(0, 4)}`
  const accounts = db.all<{ id: string; login: string; name: string; unit: string | null }>(sql`SELECT id, login, name, unit_id AS unit FROM account`)
  const unitOf = new Map(accounts.map(({ id, unit }) => [id, unit]))
  const namesakes = Map.groupBy(accounts, ({ name }) => name)
  const called = new Map(accounts.map(({ id, name, login }) => [id, namesakes.get(name)!.length > 1 ? `${name} (${login})` : name]))
  return ({ lead_account_id: account, lead_unit_id: unit, lead_name: name }) => {
    if (account !== null) {
      const theirs = by === 'unit' ? (unitOf.get(account) ?? null) : null
      return theirs === null ? (called.get(account) ?? account) : names.unit(theirs)
    }
    return unit === null ? (name ?? toNobody) : names.unit(unit)
  }
}

const inVietnamese = new Intl.Collator('vi', { numeric: true })

/** The report between two days, both included. */
export function handlingReport({ db, today, person }: Pick<QueryContext, 'db' | 'today' | 'person'>, { from, to, by }: InputOf<typeof report>): Report {
  // What went back to its sender is nobody's to handle.
  const rows = handledBetween(db, { from, to }, readableBy(db, person)).filter((row) => row.status === 'registered')
  const nameOf = groupNamer(db, by)
  const groups = new Map<string, Totals>()
  const all = nothing()
  for (const row of rows) {
    const name = nameOf(row)
    const group = groups.get(name) ?? nothing()
    groups.set(name, group)
    count(group, row, today)
    count(all, row, today)
  }
  // Months as they come; names in order, what is nobody's last.
  const ordered = by === 'period' ? [...groups] : [...groups].toSorted(([a], [b]) => Number(a === toNobody) - Number(b === toNobody) || inVietnamese.compare(a, b))
  return {
    formId: 'thong-ke-giai-quyet-van-ban-den', places: { by: byWords[by], from: formatDate(from), to: formatDate(to) }, name: `Thống kê giải quyết văn bản đến ${from} ${to}`, from, to,
    lines: ordered.map(([name, totals], at) => ({ cells: { ordinal: at + 1, name, ...totals, rate: rateOf(totals) } })),
    totals: { kind: 'sum', text: 'Tổng số', cells: { ...all, rate: rateOf(all) } },
    charts: ordered.length === 0 ? [] : [{
      kind: 'bar', title: `Giải quyết văn bản đến theo ${byWords[by]}`, labels: ordered.map(([name]) => name),
      series: [{ name: 'Đúng hạn', values: ordered.map(([, { inTime }]) => inTime) }, { name: 'Quá hạn', values: ordered.map(([, { late, overdue }]) => late + overdue) }, { name: 'Chưa đến hạn', values: ordered.map(([, { open, overdue }]) => open - overdue) }],
    }],
    documents: rows.length,
    // It names no document.
    secrecies: [],
  }
}

const reversed = ({ from, to }: { readonly from: string; readonly to: string }) => (from > to ? err('RANGE_REVERSED', { from, to }) : ok(null))

const show = handleQuery(report, (context, input) => {
  const range = reversed(input)
  return range.ok ? shownAs(handlingReport(context, input), context.rulebook, context.today) : range
})

const print = handleTask(printReport, async (context, { signerPost, format, ...input }) => {
  const range = reversed(input)
  return range.ok ? await printedReport(context, handlingReport(context, input), { signerPost, format }) : range
})

export const reportHandlers = [show, print]

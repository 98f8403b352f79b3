// A report told: as a table for the screen, or printed and exported in the form of the rulebook. Which report it is, its caller says.
import { ok } from '../../contract/result.ts'
import type { PrintedTable, TableLine } from '../../documents/forms/printed-table.ts'
import type { TaskContext } from '../../handler/handler.ts'
import type { Rulebook } from '../../rulebook/rulebook.ts'
import { formatDateLong } from '../../text/dates.ts'
import type { PrintFormat } from '../print-contract.ts'
import { fontsIn, footOf, keptBackLines, officeOf, printedAs, watermarkOf } from '../printing.ts'
import { shownLines } from './contract.ts'
import { filled } from './report.ts'
import type { Report } from './report.ts'

/** The form in force on the report's last day; of days before there was one, today's. */
function formFor(rulebook: Rulebook, { formId, to }: Report, today: string) {
  const form = rulebook.tableForm(formId, to) ?? rulebook.tableForm(formId, today)
  if (form === undefined) throw new Error(`the rulebook has no table form ${formId}`)
  return form
}

/** The report as a screen shows it. */
export function shownAs(shown: Report, rulebook: Rulebook, today: string) {
  const form = formFor(rulebook, shown, today)
  return ok({
    title: form.title,
    subtitle: form.subtitle.map((line) => filled(line, shown.places)),
    from: shown.from,
    to: shown.to,
    columns: form.columns.map(({ key, heading, align, kind }) => ({ key, heading, align, kind })),
    lines: shown.lines.slice(0, shownLines).map(shownLine),
    more: Math.max(0, shown.lines.length - shownLines),
    documents: shown.documents,
    totals: shown.totals === undefined ? null : { text: shown.totals.text, cells: { ...shown.totals.cells } },
    charts: shown.charts.map((chart) => ({ title: chart.title, labels: [...chart.labels], series: chart.series.map(({ name, values }) => ({ name, values: [...values] })) })),
    closing: [...(shown.closing ?? [])],
    holdsTopSecret: shown.secrecies.includes('tuyet-mat'),
  })
}

function shownLine(line: TableLine) {
  if (line.kind === 'group') return { kind: 'group' as const, text: line.text }
  if (line.kind === 'sum') return { kind: 'sum' as const, text: line.text, cells: { ...line.cells } }
  return { kind: 'row' as const, cells: { ...line.cells }, cancelled: line.cancelled === true }
}

/** The report as a file. @param signerPost the post that signs, of a form that has a place for it */
export async function printedReport(context: TaskContext, told: Report, { signerPost = '', format }: { readonly signerPost?: string; readonly format: PrintFormat }) {
  const { db, rulebook, today } = context
  const form = formFor(rulebook, told, today)
  const office = officeOf(db)
  const places = { ...told.places, officeName: office.name, signerPost: signerPost.toLocaleUpperCase('vi') }
  const signatureOf = (side: 'left' | 'right') => {
    const place = form.signatures.find((one) => one.side === side)
    return place === undefined ? {} : { [side]: { lines: place.lines.map((line) => filled(line, places)), ...(place.note === null ? {} : { note: place.note }) } }
  }
  const watermark = watermarkOf(context, told.secrecies)
  const table: PrintedTable = {
    page: form.page,
    letterhead: {
      parentName: office.parent_name,
      officeName: office.name,
      ...(form.nationalTitle === null ? {} : { nationalTitle: form.nationalTitle, placeAndDay: `${office.place}, ${formatDateLong(today)}` }),
    },
    title: form.title,
    subtitle: form.subtitle.map((line) => filled(line, places)),
    columns: form.columns,
    columnNumbers: form.columnNumbers,
    rows: told.lines,
    ...(told.totals === undefined ? {} : { totals: told.totals }),
    whenEmpty: told.whenEmpty ?? 'Không có văn bản nào.',
    charts: told.charts,
    closing: [...(told.closing ?? []), ...(told.ofOne ? [] : keptBackLines(context)), ...form.closing.map((line) => filled(line, places))],
    signatures: { ...signatureOf('left'), ...signatureOf('right') },
    ...(watermark === undefined ? {} : { watermark }),
    foot: footOf(context),
    fonts: fontsIn(context),
    signal: context.signal,
    onProgress: (rows) => context.progress(rows, told.lines.length),
  }
  return await printedAs(format, told.name, table)
}

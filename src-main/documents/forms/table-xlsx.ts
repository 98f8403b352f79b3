// A printed table as a sheet (SpreadsheetML, ECMA-376 Part 1, 18): numbers and days as such, widths and page as in the
// form, headings that stay on the screen and come again on every printed page. Text is text: a subject that begins with
// = + - @ is never a formula.
import { coverSheet } from './cover-xlsx.ts'
import { chartPart, chartsOf } from './ooxml-chart.ts'
import type { ChartCells } from './ooxml-chart.ts'
import { sheetDrawing } from './ooxml-drawing.ts'
import { contentTypes, coreProperties, escapeXml, letters, plainText, relationships, xmlHead, zipParts } from './ooxml.ts'
import type { Exported, Part } from './ooxml.ts'
import { Pace } from './pace.ts'
import { columnWidths, signatureRows, spanOf } from './printed-table.ts'
import type { Chart, PrintedTable, SumRow, TableLine } from './printed-table.ts'
import { chartHeight } from './table-chart.ts'
import { cell, charactersOf, emptyCell, pageSetUp, rowOf, sheetNamespaces, textCell } from './xlsx-cells.ts'
import { stylesPart } from './xlsx-styles.ts'
import type { Style } from './xlsx-styles.ts'

/** Of the row that a chart fills, mm. */
const chartRow = chartHeight + 3

/**
 * Writes tables as sheets of one workbook, a book's cover as a sheet before it.
 * @throws a table's signal's reason, when it is aborted
 */
export async function exportXlsx(first: PrintedTable, ...further: readonly PrintedTable[]): Promise<Exported> {
  const at = new Date(first.foot.printedAt)
  const sheets = sheetsOf([first, ...further])
  const drawings = sheets.flatMap(({ number, body }) => (body === undefined || body.drawing.charts.length === 0 ? [] : [{ number, ...body.drawing }]))
  const parts: Part[] = [
    ['[Content_Types].xml', contentTypes([
      ['xl/workbook.xml', 'officedocument.spreadsheetml.sheet.main'],
      ['xl/styles.xml', 'officedocument.spreadsheetml.styles'],
      ...sheets.map(({ number }) => [`xl/worksheets/sheet${number}.xml`, 'officedocument.spreadsheetml.worksheet'] as const),
      ...drawings.flatMap(({ number, charts, first }) => [
        [`xl/drawings/drawing${number}.xml`, 'officedocument.drawing'] as const,
        ...charts.map((_chart, at) => [`xl/charts/chart${first + at}.xml`, 'officedocument.drawingml.chart'] as const),
      ]),
      ['docProps/core.xml', 'package.core-properties'],
    ])],
    ['_rels/.rels', relationships([['officeDocument', 'xl/workbook.xml'], ['core-properties', 'docProps/core.xml']])],
    ['docProps/core.xml', coreProperties(first.title, first.letterhead.officeName, at)],
    ['xl/_rels/workbook.xml.rels', relationships([...sheets.map(({ number }) => ['worksheet', `worksheets/sheet${number}.xml`] as const), ['styles', 'styles.xml']])],
    ['xl/workbook.xml', workbook(sheets)],
    ['xl/styles.xml', stylesPart()],
    ...sheets.map(({ number, table, body }): Part => [`xl/worksheets/sheet${number}.xml`, body === undefined ? coverSheet(table.book!, table) : sheet(table, body)]),
    ...sheets.flatMap(drawingParts),
  ]
  return { bytes: await zipParts(parts, at), mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }
}

/** A sheet of the workbook. */
interface Sheet {
  /** counted from 1 */
  readonly number: number
  readonly name: string
  readonly table: PrintedTable
  /** what the sheet of a table's rows has; a cover has none */
  readonly body?: Body
}

interface Body {
  readonly layout: Layout
  readonly drawing: Drawing
}

function sheetsOf(tables: readonly PrintedTable[]): readonly Sheet[] {
  let charts = 0
  const made = tables.flatMap((table): readonly { readonly table: PrintedTable; readonly title: string; readonly body?: Body }[] => {
    const own = chartsOf(table)
    const body = { layout: layoutOf(table), drawing: { charts: own, first: charts + 1, rows: [], sums: [] } }
    charts += own.length
    const rows = { table, title: table.title, body }
    return table.book?.withCover === true ? [{ table, title: tables.length === 1 ? 'Bìa' : `Bìa ${table.title}` }, rows] : [rows]
  })
  const names = sheetNames(made.map(({ title }) => title))
  return made.map((sheet, index) => ({ ...sheet, number: index + 1, name: names[index]! }))
}

/** The charts of a sheet. */
interface Drawing {
  readonly charts: readonly Chart[]
  /** number of the first of them in the workbook */
  readonly first: number
  /** what the sheet tells as it is written: the row of each chart, and the sums, which may hold a chart's values */
  readonly rows: number[]
  readonly sums: { readonly row: number; readonly sum: SumRow }[]
}

// Parts are drawn in their order: when these are, the sheet has told where its charts stand.
function drawingParts({ number, name, table, body }: Sheet): readonly Part[] {
  if (body === undefined || body.drawing.charts.length === 0) return []
  const { charts, first, rows, sums } = body.drawing
  const column = table.columns.length - 1
  const columnMm = columnWidths(table)[column]!
  const anchors = () => charts.map(({ title }, at) => ({ title, relation: `rId${at + 1}`, row: rows[at]!, heightMm: chartRow, column, columnMm }))
  return [
    [`xl/worksheets/_rels/sheet${number}.xml.rels`, relationships([['drawing', `../drawings/drawing${number}.xml`]])],
    [`xl/drawings/_rels/drawing${number}.xml.rels`, relationships(charts.map((_chart, at) => ['chart', `../charts/chart${first + at}.xml`]))],
    [`xl/drawings/drawing${number}.xml`, later(() => sheetDrawing(anchors()))],
    ...charts.map((chart, at): Part => [`xl/charts/chart${first + at}.xml`, later(() => chartPart(chart, cellsOf(chart, table, name, body.layout.from, sums)))]),
  ]
}

async function* later(make: () => string): AsyncGenerator<string> {
  yield make()
}

/**
 * The cells of the table that say what a chart says: headings its labels, and the sums that bear its series' names ("Cộng văn bản
 * đến") their values. All of them or none: LibreOffice shows a chart that is partly its own with 1, 2, 3 for labels.
 */
function cellsOf({ labels, series }: Chart, { columns }: PrintedTable, sheetName: string, heading: number, sums: Drawing['sums']): ChartCells | undefined {
  const from = columns.findIndex((_column, at) => labels.every((label, place) => columns[at + place]?.lines.join('\n') === label))
  if (from === -1) return undefined
  const small = (text: string) => text.toLocaleLowerCase('vi')
  const range = (row: number) => `'${sheetName.replaceAll("'", "''")}'!$${letters(from)}$${row}:$${letters(from + labels.length - 1)}$${row}`
  const rows = series.map(({ name, values }) => sums.find(({ sum }) => small(sum.text).endsWith(small(name)) && labels.every((_label, at) => sum.cells[columns[from + at]!.key] === values[at]))?.row)
  return rows.every((row) => row !== undefined) ? { labels: range(heading), series: rows.map((row) => ({ values: range(row) })) } : undefined
}

type Half = readonly [style: Style, text: string]

/** The rows above the table, and which of them are headings. */
interface Layout {
  readonly letterhead: readonly (readonly [left: Half, right: Half, height: number])[]
  readonly title: readonly { readonly text: string; readonly style: Style; readonly height: number }[]
  /** rows of the headings, counted from 1 */
  readonly from: number
  readonly to: number
}

function layoutOf({ letterhead, title, subtitle = [], columns, columnNumbers }: PrintedTable): Layout {
  const { parentName, officeName, nationalTitle = '', placeAndDay = '' } = letterhead
  const above = [
    [['parent', parentName.toLocaleUpperCase('vi')], ['office', nationalTitle], 17],
    [['office', officeName.toLocaleUpperCase('vi')], ['subtitle', placeAndDay], 17],
  ] as const
  const filled = above.filter(([[, left], [, right]]) => left.trim() !== '' || right !== '')
  const lines = [
    { text: title.toLocaleUpperCase('vi'), style: 'title', height: 26 } as const,
    ...subtitle.map((text) => ({ text, style: 'subtitle', height: 17 }) as const),
  ]
  // A sheet of one column has a letterhead's halves in turn.
  const rows = columns.length > 1 ? filled.length : filled.flatMap(([[, left], [, right]]) => [left, right]).filter((text) => text !== '').length
  const from = rows + lines.length + 1
  return { letterhead: filled, title: lines, from, to: from + (columnNumbers ? 1 : 0) }
}

function workbook(sheets: readonly Sheet[]): string {
  const listed = sheets.map(({ number, name }) => `<sheet name="${escapeXml(name)}" sheetId="${number}" r:id="rId${number}"/>`).join('')
  const titles = sheets
    .flatMap(({ number, name, body }) => (body === undefined ? [] : [`<definedName name="_xlnm.Print_Titles" localSheetId="${number - 1}">'${escapeXml(name.replaceAll("'", "''"))}'!$${body.layout.from}:$${body.layout.to}</definedName>`]))
    .join('')
  return `${xmlHead}<workbook ${sheetNamespaces}><sheets>${listed}</sheets><definedNames>${titles}</definedNames></workbook>`
}

// At most 31 characters, none of []:*?/\, no ' at the ends, and each once.
function sheetNames(titles: readonly string[]): readonly string[] {
  const given = new Set<string>()
  return titles.map((title) => {
    const plain = plainText(title).replace(/[[\]:*?/\\\n]/g, ' ').replace(/^'+|'+$/g, '').trim() || 'Bảng'
    const shortened = (most: number) => [...plain].reduce((name, sign) => (name.length + sign.length <= most ? name + sign : name), '')
    // "Sổ đăng ký … năm 2026": what tells sheets apart stands at the end.
    const ending = / năm \d{4}$/u.exec(plain)?.[0] ?? ''
    let name = plain.length <= 31 ? plain : `${shortened(31 - ending.length - 1).trimEnd()}…${ending}`.slice(0, 31)
    for (let again = 2; given.has(name.toLocaleLowerCase('vi')); again += 1) name = `${shortened(26)} (${again})`
    given.add(name.toLocaleLowerCase('vi'))
    return name
  })
}

async function* sheet(table: PrintedTable, { layout, drawing }: Body): AsyncGenerator<string> {
  const { columns } = table
  const pace = new Pace(table)
  const merged: string[] = []
  let row = 0
  const merge = (from: number, to: number): void => {
    if (to > from) merged.push(`${letters(from)}${row}:${letters(to)}${row}`)
  }
  const across = (style: Style, text: string, height?: number): string => {
    row += 1
    merge(0, columns.length - 1)
    return rowOf(row, [textCell(`A${row}`, style, text), ...columns.slice(1).map((_column, at) => emptyCell(`${letters(at + 1)}${row}`, style))], height)
  }

  /** Two texts side by side, each over half of the columns; a table of one column has them in turn. */
  const halves = (left: Half, right: Half, height?: number): string => {
    const half = Math.floor(columns.length / 2)
    if (half === 0) return [left, right].filter(([, text]) => text !== '').map(([style, text]) => across(style, text, height)).join('')
    row += 1
    merge(0, half - 1)
    merge(half, columns.length - 1)
    return rowOf(row, [textCell(`A${row}`, ...left), textCell(`${letters(half)}${row}`, ...right)], height)
  }

  yield `${xmlHead}<worksheet ${sheetNamespaces}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`
  yield `<sheetViews><sheetView workbookViewId="0" showGridLines="0"><pane ySplit="${layout.to}" topLeftCell="A${layout.to + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>`
  yield `<cols>${columnWidths(table).map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${charactersOf(width)}" customWidth="1"/>`).join('')}</cols><sheetData>`
  for (const [left, right, height] of layout.letterhead) yield halves(left, right, height)
  for (const line of layout.title) yield across(line.style, line.text, line.height)
  row += 1
  const most = Math.max(...columns.map((column) => column.lines.length))
  yield rowOf(row, columns.map((column, at) => textCell(`${letters(at)}${row}`, 'heading', column.lines.join('\n'))), most * 14 + 6)
  if (table.columnNumbers) {
    row += 1
    yield rowOf(row, columns.map((_column, at) => textCell(`${letters(at)}${row}`, 'ordinal', `(${at + 1})`)))
  }

  let [rows, cancelled] = [0, 0]
  const write = (line: TableLine): string => {
    if (line.kind === 'group') return across('group', line.text)
    row += 1
    if (line.kind === 'sum') {
      if (drawing.charts.length > 0) drawing.sums.push({ row, sum: line })
      const span = spanOf(columns, line)
      merge(0, span - 1)
      const spanned = [textCell(`A${row}`, 'group', line.text), ...columns.slice(1, span).map((_column, at) => emptyCell(`${letters(at + 1)}${row}`, 'group'))]
      return rowOf(row, [...spanned, ...columns.slice(span).map((column, at) => cell(`${letters(span + at)}${row}`, column, line.cells[column.key], 'sum'))])
    }
    rows += 1
    if (line.cancelled) cancelled += 1
    return rowOf(row, columns.map((column, at) => cell(`${letters(at)}${row}`, column, line.cells[column.key], line.cancelled ? 'struck' : 'cell')))
  }
  for await (const line of table.rows) {
    yield write(line)
    await pace.row()
  }
  pace.end()
  if (rows === 0 && table.whenEmpty !== undefined) yield across('subtitle', table.whenEmpty)
  if (table.totals !== undefined) yield write(table.totals)
  for (const _chart of drawing.charts) {
    yield across('plain', '', Math.round((chartRow * 72) / 25.4))
    drawing.rows.push(row)
  }
  for (const line of table.counted === undefined ? [] : [table.counted(rows, cancelled)]) yield across('closing', line)
  for (const line of table.closing ?? []) yield across('closing', line, heightFor(line, table))
  if (table.signatures !== undefined) {
    yield across('plain', '')
    const looks = { day: 'subtitle', post: 'signature', note: 'subtitle', name: 'signature' } as const
    for (const [left, right] of signatureRows(table.signatures)) yield halves([looks[left.role], left.text], [looks[right.role], right.text], left.role === 'name' ? 70 : 17)
  }
  yield across('small', `Mã đầu nhật ký lúc in (SHA-256): ${table.foot.headHash}`)
  const merges = merged.length === 0 ? '' : `<mergeCells count="${merged.length}">${merged.map((range) => `<mergeCell ref="${range}"/>`).join('')}</mergeCells>`
  yield `</sheetData>${merges}${pageSetUp(table)}${drawing.charts.length === 0 ? '' : '<drawing r:id="rId1"/>'}</worksheet>`
}

// Merged cells do not grow by themselves.
function heightFor(text: string, { page }: PrintedTable): number {
  const room = (page.widthMm - page.marginsMm.left - page.marginsMm.right) / 2.1
  return Math.min(409, Math.ceil(text.length / room) * 16)
}

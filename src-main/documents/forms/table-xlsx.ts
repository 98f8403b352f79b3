// A printed table as a sheet (SpreadsheetML, ECMA-376 Part 1, 18): numbers and days as such, widths and page as in the
// form, headings that stay on the screen and come again on every printed page. Text is text: a subject that begins with
// = + - @ is never a formula.
import { daysBetween } from '../../text/dates.ts'
import { chartPart, chartsOf } from './ooxml-chart.ts'
import type { ChartCells } from './ooxml-chart.ts'
import { sheetDrawing } from './ooxml-drawing.ts'
import { contentTypes, coreProperties, escapeString, escapeXml, letters, plainText, relationships, xmlHead, zipParts } from './ooxml.ts'
import type { Exported, Part } from './ooxml.ts'
import { Pace } from './pace.ts'
import { columnWidths, signatureRows, spanOf, typedCell } from './printed-table.ts'
import type { Cell, Chart, PrintedColumn, PrintedTable, SumRow, TableLine } from './printed-table.ts'
import { chartHeight } from './table-chart.ts'
import { footText } from './page-foot.ts'
import { styleOf, stylesPart } from './xlsx-styles.ts'
import type { Style } from './xlsx-styles.ts'

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
/** Characters that a cell may hold. */
const mostInCell = 32_767
/** Pixels of a digit of the sheet's letters (Times New Roman 11): the unit of a column's width. */
const digit = 7
/** Of the row that a chart fills, mm. */
const chartRow = chartHeight + 3

/**
 * Writes tables as sheets of one workbook.
 * @throws a table's signal's reason, when it is aborted
 */
export async function exportXlsx(first: PrintedTable, ...further: readonly PrintedTable[]): Promise<Exported> {
  const tables = [first, ...further]
  const at = new Date(first.foot.printedAt)
  const names = sheetNames(tables)
  const layouts = tables.map(layoutOf)
  const drawings = drawingsOf(tables)
  const parts: Part[] = [
    ['[Content_Types].xml', contentTypes([
      ['xl/workbook.xml', 'officedocument.spreadsheetml.sheet.main'],
      ['xl/styles.xml', 'officedocument.spreadsheetml.styles'],
      ...tables.map((_table, index) => [`xl/worksheets/sheet${index + 1}.xml`, 'officedocument.spreadsheetml.worksheet'] as const),
      ...drawings.flatMap(({ number, charts, first }) => [
        ...(charts.length === 0 ? [] : [[`xl/drawings/drawing${number}.xml`, 'officedocument.drawing'] as const]),
        ...charts.map((_chart, at) => [`xl/charts/chart${first + at}.xml`, 'officedocument.drawingml.chart'] as const),
      ]),
      ['docProps/core.xml', 'package.core-properties'],
    ])],
    ['_rels/.rels', relationships([['officeDocument', 'xl/workbook.xml'], ['core-properties', 'docProps/core.xml']])],
    ['docProps/core.xml', coreProperties(first.title, first.letterhead.officeName, at)],
    ['xl/_rels/workbook.xml.rels', relationships([...tables.map((_table, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const), ['styles', 'styles.xml']])],
    ['xl/workbook.xml', workbook(names, layouts)],
    ['xl/styles.xml', stylesPart()],
    ...tables.map((table, index): Part => [`xl/worksheets/sheet${index + 1}.xml`, sheet(table, layouts[index]!, drawings[index]!)]),
    ...drawings.flatMap((drawing, index) => drawingParts(tables[index]!, names[index]!, layouts[index]!, drawing)),
  ]
  return { bytes: await zipParts(parts, at), mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }
}

/** The charts of a sheet. */
interface Drawing {
  /** of its sheet, counted from 1 */
  readonly number: number
  readonly charts: readonly Chart[]
  /** number of the first of them in the workbook */
  readonly first: number
  /** what the sheet tells as it is written: the row of each chart, and the sums, which may hold a chart's values */
  readonly rows: number[]
  readonly sums: { readonly row: number; readonly sum: SumRow }[]
}

function drawingsOf(tables: readonly PrintedTable[]): readonly Drawing[] {
  let first = 1
  return tables.map((table, index) => {
    const charts = chartsOf(table)
    first += charts.length
    return { number: index + 1, charts, first: first - charts.length, rows: [], sums: [] }
  })
}

// Parts are drawn in their order: when these are, the sheet has told where its charts stand.
function drawingParts(table: PrintedTable, sheetName: string, layout: Layout, { number, charts, first, rows, sums }: Drawing): readonly Part[] {
  if (charts.length === 0) return []
  const column = table.columns.length - 1
  const columnMm = columnWidths(table)[column]!
  const anchors = () => charts.map(({ title }, at) => ({ title, relation: `rId${at + 1}`, row: rows[at]!, heightMm: chartRow, column, columnMm }))
  return [
    [`xl/worksheets/_rels/sheet${number}.xml.rels`, relationships([['drawing', `../drawings/drawing${number}.xml`]])],
    [`xl/drawings/_rels/drawing${number}.xml.rels`, relationships(charts.map((_chart, at) => ['chart', `../charts/chart${first + at}.xml`]))],
    [`xl/drawings/drawing${number}.xml`, later(() => sheetDrawing(anchors()))],
    ...charts.map((chart, at): Part => [`xl/charts/chart${first + at}.xml`, later(() => chartPart(chart, cellsOf(chart, table, sheetName, layout.from, sums)))]),
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

function workbook(names: readonly string[], layouts: readonly Layout[]): string {
  const sheets = names.map((name, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')
  const titles = names
    .map((name, index) => `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">'${escapeXml(name.replaceAll("'", "''"))}'!$${layouts[index]!.from}:$${layouts[index]!.to}</definedName>`)
    .join('')
  return `${xmlHead}<workbook xmlns="${main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${sheets}</sheets><definedNames>${titles}</definedNames></workbook>`
}

// At most 31 characters, none of []:*?/\, no ' at the ends, and each once.
function sheetNames(tables: readonly PrintedTable[]): readonly string[] {
  const given = new Set<string>()
  return tables.map(({ title }) => {
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

async function* sheet(table: PrintedTable, layout: Layout, drawing: Drawing): AsyncGenerator<string> {
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

  yield `${xmlHead}<worksheet xmlns="${main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`
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

function pageSetUp(table: PrintedTable): string {
  const { page, foot, watermark = [] } = table
  const inch = (mm: number) => Math.round((mm / 25.4) * 1000) / 1000
  const { top, right, bottom, left } = page.marginsMm
  const orientation = page.widthMm > page.heightMm ? 'landscape' : 'portrait'
  const mark = watermark[0] === undefined ? '' : `<oddHeader>${inHeader(`&C&"Times New Roman,Bold"&14${escaped(watermark[0], 60)}`)}</oddHeader>`
  const line = `&L&"Times New Roman,Regular"&8${escaped(footText(foot), 130)}&R&"Times New Roman,Regular"&9Trang &P/&N`
  return `<printOptions horizontalCentered="1"/><pageMargins left="${inch(left)}" right="${inch(right)}" top="${inch(top)}" bottom="${inch(Math.max(15, bottom))}" header="${inch(8)}" footer="${inch(6)}"/><pageSetup paperSize="9" orientation="${orientation}" fitToWidth="1" fitToHeight="0"/><headerFooter>${mark}<oddFooter>${inHeader(line)}</oddFooter></headerFooter>`
}

/** Text of a header or footer: & begins a code there, and all of it may be 255 characters. */
function escaped(text: string, most: number): string {
  const plain = plainText(text).replaceAll('\n', ' ').slice(0, most).toWellFormed().replaceAll('&', '&&')
  // A digit behind the size would belong to it.
  return /^\d/.test(plain) ? ` ${plain}` : plain
}

function inHeader(text: string): string {
  return escapeXml(text)
}

function rowOf(row: number, cells: readonly string[], height?: number): string {
  return `<row r="${row}"${height === undefined ? '' : ` ht="${height}" customHeight="1"`}>${cells.join('')}</row>`
}

function cell(at: string, column: PrintedColumn, value: Cell | undefined, look: 'cell' | 'struck' | 'sum'): string {
  const typed = typedCell(column, value)
  const align = column.align ?? 'left'
  if ('number' in typed) return `<c r="${at}" s="${styleOf(`${look}-number-${align}`)}"><v>${typed.number}</v></c>`
  if ('day' in typed) {
    const serial = daysBetween('1899-12-30', typed.day)
    // The sheet's calendar has a 29/02/1900 that never was: what lies before is written as text.
    if (serial > 60) return `<c r="${at}" s="${styleOf(`${look}-day-${align}`)}"><v>${serial}</v></c>`
    return textCell(at, `${look}-text-${align}`, typed.day.split('-').reverse().join('/'))
  }
  return typed.text === '' ? emptyCell(at, `${look}-text-${align}`) : textCell(at, `${look}-text-${align}`, typed.text)
}

function emptyCell(at: string, style: Style): string {
  return `<c r="${at}" s="${styleOf(style)}"/>`
}

function textCell(at: string, style: Style, text: string): string {
  const plain = plainText(text)
  const whole = plain.length <= mostInCell ? plain : `${plain.slice(0, mostInCell - 20).toWellFormed()} … (còn tiếp)`
  // As text it is no formula; the mark keeps it text when a person edits the cell.
  const quoted = /^[=+\-@]/.test(whole)
  return `<c r="${at}" s="${styleOf(style, quoted)}" t="inlineStr"><is><t xml:space="preserve">${escapeString(whole)}</t></is></c>`
}

/** Millimetres as the width of a column: characters of the sheet's letters. */
function charactersOf(mm: number): number {
  return Math.round((((mm / 25.4) * 96) / digit) * 256) / 256
}

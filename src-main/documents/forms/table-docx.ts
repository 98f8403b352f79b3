// A printed table as a Word file (WordprocessingML, ECMA-376 Part 1, 17): headings that come again on every page, rows that
// do not break over two, widths and page as in the form, page x/y and the journal's head in the footer.
import { docxCover, docxCoverFooter, docxFooter, docxHeader, paragraph, runningHead, sectionOf, settingsPart, stylesPart, twips } from './docx-parts.ts'
import { chartPart, chartsOf, chartWorkbook, workbookCells } from './ooxml-chart.ts'
import { inlineChart } from './ooxml-drawing.ts'
import { contentTypes, coreProperties, relationships, xmlHead, zipParts } from './ooxml.ts'
import type { Exported, Part } from './ooxml.ts'
import { Pace } from './pace.ts'
import { columnWidths, shownCell, signatureRows, spanOf } from './printed-table.ts'
import type { Book, Chart, PrintedColumn, PrintedTable, TableLine } from './printed-table.ts'
import { chartHeight } from './table-chart.ts'

const namespaces = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'

/**
 * Writes tables one after the other into one Word file, each with its own pages.
 * @throws a table's signal's reason, when it is aborted
 */
export async function exportDocx(first: PrintedTable, ...further: readonly PrintedTable[]): Promise<Exported> {
  const tables = [first, ...further]
  const at = new Date(first.foot.printedAt)
  const numbered = sectionsOf(tables)
  const charts = tables.flatMap((table) => chartsOf(table)).map((chart, index) => ({ chart, number: index + 1 }))
  const parts: Part[] = [
    ['[Content_Types].xml', contentTypes([
      ['word/document.xml', 'officedocument.wordprocessingml.document.main'],
      ['word/styles.xml', 'officedocument.wordprocessingml.styles'],
      ['word/settings.xml', 'officedocument.wordprocessingml.settings'],
      ...numbered.flatMap(({ number }) => [
        [`word/header${number}.xml`, 'officedocument.wordprocessingml.header'] as const,
        [`word/footer${number}.xml`, 'officedocument.wordprocessingml.footer'] as const,
      ]),
      ...charts.map(({ number }) => [`word/charts/chart${number}.xml`, 'officedocument.drawingml.chart'] as const),
      ['docProps/core.xml', 'package.core-properties'],
    ], charts.length > 0)],
    ['_rels/.rels', relationships([['officeDocument', 'word/document.xml'], ['core-properties', 'docProps/core.xml']])],
    ['docProps/core.xml', coreProperties(first.title, first.letterhead.officeName, at)],
    // rId1 and rId2 are styles and settings; each section's header and footer follow, and then the charts.
    ['word/_rels/document.xml.rels', relationships([
      ['styles', 'styles.xml'], ['settings', 'settings.xml'],
      ...numbered.flatMap(({ number }) => [['header', `header${number}.xml`] as const, ['footer', `footer${number}.xml`] as const]),
      ...charts.map(({ number }) => ['chart', `charts/chart${number}.xml`] as const),
    ])],
    ['word/styles.xml', stylesPart()],
    ['word/settings.xml', settingsPart()],
    ...numbered.flatMap(({ table, number, cover }): Part[] => [
      [`word/header${number}.xml`, docxHeader(table, cover === undefined ? runningHead(table) : [], number)],
      [`word/footer${number}.xml`, cover === undefined ? docxFooter(table, numbered.length > 1) : docxCoverFooter(table)],
    ]),
    ...(await Promise.all(charts.map(({ chart, number }) => chartParts(chart, number, at)))).flat(),
    ['word/document.xml', document(numbered)],
  ]
  return { bytes: await zipParts(parts, at), mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' }
}

/** A chart, and beside it the workbook in which Word lets a person edit its values. */
async function chartParts(chart: Chart, number: number, at: Date): Promise<readonly Part[]> {
  return [
    [`word/charts/chart${number}.xml`, chartPart(chart, workbookCells(chart), 'rId1')],
    [`word/charts/_rels/chart${number}.xml.rels`, relationships([['package', `../embeddings/Microsoft_Excel_Sheet${number}.xlsx`]])],
    [`word/embeddings/Microsoft_Excel_Sheet${number}.xlsx`, await chartWorkbook(chart, at)],
  ]
}

/** The pages of a table, or the cover before them: each has its own header and footer. */
interface Section {
  readonly table: PrintedTable
  /** counted from 1 through the whole file */
  readonly number: number
  /** the book whose cover it is */
  readonly cover?: Book
}

function sectionsOf(tables: readonly PrintedTable[]): readonly Section[] {
  return tables
    .flatMap((table) => (table.book?.withCover === true ? [{ table, cover: table.book }, { table }] : [{ table }]))
    .map((section, index) => ({ ...section, number: index + 1 }))
}

async function* document(sections: readonly Section[]): AsyncGenerator<string> {
  yield `${xmlHead}<w:document ${namespaces}><w:body>`
  let charts = 0
  for (const { table, number, cover } of sections) {
    if (cover === undefined) {
      const own = chartsOf(table).map((chart): DrawnChart => {
        charts += 1
        return { chart, number: charts, relation: `rId${2 + 2 * sections.length + charts}` }
      })
      yield* body(table, own)
    } else yield docxCover(cover, table.page)
    const section = sectionOf(table, `rId${1 + 2 * number}`, `rId${2 + 2 * number}`, cover !== undefined)
    // The last section stands by itself, each one before in its last paragraph.
    yield number === sections.length ? section : `<w:p><w:pPr>${section}</w:pPr></w:p>`
  }
  yield '</w:body></w:document>'
}

interface DrawnChart {
  readonly chart: Chart
  /** counted from 1 through the whole file */
  readonly number: number
  readonly relation: string
}

async function* body(table: PrintedTable, charts: readonly DrawnChart[]): AsyncGenerator<string> {
  const { columns, closing = [], counted, foot, letterhead, signatures, subtitle = [], title } = table
  const pace = new Pace(table)
  const widths = columnWidths(table).map(twips)
  const whole = widths.reduce((sum, width) => sum + width, 0)

  const left = [...(letterhead.parentName.trim() === '' ? [] : [paragraph('Parent', letterhead.parentName.toLocaleUpperCase('vi'))]), paragraph('Office', letterhead.officeName.toLocaleUpperCase('vi'))]
  const right = [
    ...(letterhead.nationalTitle === undefined ? [] : [paragraph('Nation', letterhead.nationalTitle)]),
    ...(letterhead.placeAndDay === undefined ? [] : [paragraph('PlaceAndDay', letterhead.placeAndDay)]),
  ]
  yield sideBySide(whole, [left.join(''), right.join('')])
  yield paragraph('TableTitle', title.toLocaleUpperCase('vi'))
  for (const line of subtitle) yield paragraph('Subtitle', line)
  yield paragraph('Gap', '')

  yield `<w:tbl><w:tblPr><w:tblW w:w="${whole}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>${borders}<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="68" w:type="dxa"/><w:right w:w="68" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>`
  yield rowOf('<w:tblHeader/>', columns.map((column, at) => cellOf(widths[at]!, 1, paragraph('ColumnHeading', column.lines.join('\n')), true)))
  if (table.columnNumbers) yield rowOf('<w:tblHeader/>', columns.map((_column, at) => cellOf(widths[at]!, 1, paragraph('ColumnNumber', `(${at + 1})`))))

  let [rows, cancelled] = [0, 0]
  const band = (text: string, span: number, cells: Readonly<Record<string, string | number>>, keep: boolean): string => {
    const spanned = widths.slice(0, span).reduce((sum, width) => sum + width, 0)
    const rest = columns.slice(span).map((column, at) => cellOf(widths[span + at]!, 1, paragraph(`Sum${alignOf(column)}`, shownCell(column, cells[column.key]))))
    return rowOf('', [cellOf(spanned, span, paragraph('Group', text, { keep })), ...rest])
  }
  const write = (line: TableLine): string => {
    if (line.kind === 'group') return band(line.text, columns.length, {}, true)
    if (line.kind === 'sum') return band(line.text, spanOf(columns, line), line.cells, false)
    rows += 1
    if (line.cancelled) cancelled += 1
    const texts = columns.map((column) => shownCell(column, line.cells[column.key]))
    // Word may cut off what of an unbreakable row is higher than a page.
    const whole = texts.every((text, at) => fitsPage(text, widths[at]!, table))
    return rowOf(`<w:trHeight w:val="${table.book === undefined ? 363 : 510}" w:hRule="atLeast"/>`, columns.map((column, at) => cellOf(widths[at]!, 1, paragraph(`Cell${alignOf(column)}`, texts[at]!, { struck: line.cancelled === true }))), whole)
  }
  for await (const line of table.rows) {
    yield write(line)
    await pace.row()
  }
  pace.end()
  if (rows === 0 && table.whenEmpty !== undefined) yield rowOf('', [cellOf(whole, columns.length, paragraph('Subtitle', table.whenEmpty))])
  if (table.totals !== undefined) yield write(table.totals)
  yield '</w:tbl>'

  for (const { chart, number, relation } of charts) {
    yield `<w:p><w:pPr><w:pStyle w:val="Chart"/></w:pPr><w:r>${inlineChart(number, chart.title, relation, roomOf(table), chartHeight)}</w:r></w:p>`
  }
  if (counted !== undefined) yield paragraph('Counted', counted(rows, cancelled))
  for (const line of closing) yield paragraph('Closing', line)
  if (signatures !== undefined) {
    yield paragraph('Gap', '', { keep: true })
    const looks = { day: 'PlaceAndDay', post: 'Signature', note: 'SignatureNote', name: 'SignatureName' } as const
    const keep = { keep: true }
    yield sideBySide(whole, ...signatureRows(signatures).map(([left, right]) => [paragraph(looks[left.role], left.text, keep), paragraph(looks[right.role], right.text, keep)] as const))
  }
  yield paragraph('Small', `Mã đầu nhật ký lúc in (SHA-256): ${foot.headHash}`)
}

const side = (name: string) => `<w:${name} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`
const borders = `<w:tblBorders>${['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(side).join('')}</w:tblBorders>`

/** Blocks beside each other, without lines. */
function sideBySide(width: number, ...rows: readonly (readonly [left: string, right: string])[]): string {
  const half = Math.floor(width / 2)
  const empty = paragraph('Gap', '')
  const cells = ([left, right]: readonly [string, string]) => [cellOf(half, 1, left || empty), cellOf(width - half, 1, right || empty)]
  return `<w:tbl><w:tblPr><w:tblW w:w="${width}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="${half}"/><w:gridCol w:w="${width - half}"/></w:tblGrid>${rows.map((row) => rowOf('', cells(row))).join('')}</w:tbl>`
}

function rowOf(properties: string, cells: readonly string[], whole = true): string {
  return `<w:tr><w:trPr>${whole ? '<w:cantSplit/>' : ''}${properties}</w:trPr>${cells.join('')}</w:tr>`
}

function cellOf(width: number, span: number, content: string, middle = false): string {
  return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${span > 1 ? `<w:gridSpan w:val="${span}"/>` : ''}${middle ? '<w:vAlign w:val="center"/>' : ''}</w:tcPr>${content}</w:tc>`
}

function alignOf({ align }: PrintedColumn): string {
  return align === 'centre' ? 'Centre' : align === 'right' ? 'Right' : 'Left'
}

/** Between the margins, mm. */
function roomOf({ page }: PrintedTable): number {
  return page.widthMm - page.marginsMm.left - page.marginsMm.right
}

// A guess on the safe side: wide letters, and half of the page.
function fitsPage(text: string, width: number, { page }: PrintedTable): boolean {
  const inLine = Math.max(1, Math.floor((width - 136) / 130))
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / inLine)), 0)
  return lines * 240 <= twips(page.heightMm - page.marginsMm.top - page.marginsMm.bottom) / 2
}

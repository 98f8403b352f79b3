// A chart as Word and Excel draw and edit it themselves: DrawingML, ECMA-376 Part 1, 21.2. It says what table-chart.ts draws on
// paper, and its series are told apart in black and white too: by shade and hatching, by dashes and marks.
import { contentTypes, escapeString, escapeXml, letters, relationships, xmlHead, zipParts } from './ooxml.ts'
import type { Chart, PrintedTable } from './printed-table.ts'

export const chartNamespace = 'http://schemas.openxmlformats.org/drawingml/2006/chart'
export const drawingNamespace = 'http://schemas.openxmlformats.org/drawingml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** Cells that hold what a chart shows: "'Số liệu'!$B$2:$B$13". What has none is written into the chart itself. */
export interface ChartCells {
  readonly labels?: string
  /** in the order of the chart's series */
  readonly series: readonly { readonly name?: string; readonly values?: string }[]
}

/** The charts below a table: none in a book, as on paper, and none that would be empty. */
export function chartsOf({ book, charts = [] }: PrintedTable): readonly Chart[] {
  return book === undefined ? charts.filter(({ labels, series }) => labels.length > 0 && series.length > 0) : []
}

/**
 * charts/chartN.xml. Values that are no number are left out.
 * @param cells where the chart's values stand in cells; they are kept in the chart besides
 * @param workbook the relationship to a workbook within the package that holds these cells
 */
export function chartPart(chart: Chart, cells: ChartCells = { series: [] }, workbook?: string): string {
  const values = chart.series.flatMap((series) => series.values.filter(Number.isFinite))
  const series = chart.series.map((_series, at) => seriesOf(chart, at, cells)).join('')
  // What is written beside a bar is its height: none is written where there is no bar.
  const labelled = chart.labels.length * chart.series.length <= 26
  const labels = labelled
    ? `<c:dLbls><c:numFmt formatCode="${chart.kind === 'bar' ? 'General;-General;;' : 'General'}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>${textOf(750)}<c:dLblPos val="${chart.kind === 'bar' ? 'outEnd' : 't'}"/>${shows(true)}</c:dLbls>`
    : `<c:dLbls>${shows(false)}</c:dLbls>`
  const axes = '<c:axId val="1"/><c:axId val="2"/>'
  const drawn = chart.kind === 'bar'
    ? `<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>${series}${labels}<c:gapWidth val="${Math.min(500, 39 * chart.series.length)}"/>${axes}</c:barChart>`
    : `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${series}${labels}<c:marker val="1"/>${axes}</c:lineChart>`
  const title = `<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1100" b="1">${ink}</a:defRPr></a:pPr><a:r><a:rPr lang="vi-VN" sz="1100" b="1">${ink}</a:rPr><a:t>${escapeXml(chart.title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`
  return [
    `${xmlHead}<c:chartSpace xmlns:c="${chartNamespace}" xmlns:a="${drawingNamespace}" xmlns:r="${office}"><c:date1904 val="0"/><c:lang val="vi-VN"/><c:roundedCorners val="0"/>`,
    `<c:chart>${title}<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>${drawn}${axesOf(chart, values)}</c:plotArea>`,
    `<c:legend><c:legendPos val="b"/><c:overlay val="0"/>${textOf(900)}</c:legend><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>`,
    `<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>${textOf(900)}`,
    workbook === undefined ? '' : `<c:externalData r:id="${workbook}"><c:autoUpdate val="0"/></c:externalData>`,
    '</c:chartSpace>',
  ].join('')
}

const ink = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill><a:latin typeface="Times New Roman"/><a:cs typeface="Times New Roman"/>'

/** Letters of a part of the chart; hundredths of a point. */
function textOf(size: number): string {
  return `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="${size}" b="0">${ink}</a:defRPr></a:pPr><a:endParaRPr lang="vi-VN"/></a:p></c:txPr>`
}

function shows(value: boolean): string {
  return `<c:showLegendKey val="0"/><c:showVal val="${value ? 1 : 0}"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>`
}

const solid = (colour: string) => `<a:solidFill><a:srgbClr val="${colour}"/></a:solidFill>`
const hatched = (colour: string) => `<a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="${colour}"/></a:fgClr><a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>`
/** The shades of table-chart.ts; its red is as dark as the first one where there is no colour, and so is hatched. */
const fills = [solid('38404D'), solid('B8BDC4'), hatched('A61C1C'), solid('808085')]
const inks = ['38404D', '525257', 'A61C1C', '808085']
const dashes = ['solid', 'dash', 'sysDot', 'dashDot']
const marks = ['square', 'circle', 'triangle', 'diamond']

function seriesOf(chart: Chart, at: number, cells: ChartCells): string {
  const { name, values } = chart.series[at]!
  const stands = cells.series[at]
  const head = `<c:idx val="${at}"/><c:order val="${at}"/><c:tx>${stands?.name === undefined ? `<c:v>${escapeString(name)}</c:v>` : `<c:strRef><c:f>${escapeXml(stands.name)}</c:f><c:strCache>${points([escapeString(name)])}</c:strCache></c:strRef>`}</c:tx>`
  const labels = points(chart.labels.map(escapeString))
  const figures = `<c:formatCode>General</c:formatCode>${points(chart.labels.map((_label, place) => (Number.isFinite(values[place]) ? String(values[place]) : undefined)))}`
  const shown = [
    `<c:cat>${cells.labels === undefined ? `<c:strLit>${labels}</c:strLit>` : `<c:strRef><c:f>${escapeXml(cells.labels)}</c:f><c:strCache>${labels}</c:strCache></c:strRef>`}</c:cat>`,
    `<c:val>${stands?.values === undefined ? `<c:numLit>${figures}</c:numLit>` : `<c:numRef><c:f>${escapeXml(stands.values)}</c:f><c:numCache>${figures}</c:numCache></c:numRef>`}</c:val>`,
  ].join('')
  const turn = at % fills.length
  if (chart.kind === 'bar') return `<c:ser>${head}<c:spPr>${fills[turn]!}<a:ln w="3810">${solid('000000')}</a:ln></c:spPr><c:invertIfNegative val="0"/>${shown}</c:ser>`
  const colour = solid(inks[turn]!)
  const mark = `<c:marker><c:symbol val="${marks[turn]!}"/><c:size val="6"/><c:spPr>${turn % 2 === 0 ? colour : solid('FFFFFF')}<a:ln w="9525">${colour}</a:ln></c:spPr></c:marker>`
  return `<c:ser>${head}<c:spPr><a:ln w="19050" cap="flat">${colour}<a:prstDash val="${dashes[turn]!}"/><a:round/></a:ln></c:spPr>${mark}${shown}<c:smooth val="0"/></c:ser>`
}

/** Values as a chart keeps them; a place without one stays empty. */
function points(values: readonly (string | undefined)[]): string {
  return `<c:ptCount val="${values.length}"/>${values.map((value, at) => (value === undefined ? '' : `<c:pt idx="${at}"><c:v>${value}</c:v></c:pt>`)).join('')}`
}

function axesOf({ labels }: Chart, values: readonly number[]): string {
  const line = (colour: string) => `<c:spPr><a:ln w="3810">${solid(colour)}</a:ln></c:spPr>`
  const least = values.some((value) => value < 0) ? '' : '<c:min val="0"/>'
  // Of few documents none is halved by a line.
  const step = values.every((value) => Number.isInteger(value) && value <= 5) ? '<c:majorUnit val="1"/>' : ''
  const every = labels.length <= 31 ? '<c:tickLblSkip val="1"/>' : ''
  return [
    `<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>${line('000000')}${textOf(850)}<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>${every}<c:noMultiLvlLbl val="1"/></c:catAx>`,
    `<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>${least}</c:scaling><c:delete val="0"/><c:axPos val="l"/><c:majorGridlines>${line('D9D9D9')}</c:majorGridlines><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>${textOf(850)}<c:crossAx val="1"/><c:crosses val="autoZero"/><c:crossBetween val="between"/>${step}</c:valAx>`,
  ].join('')
}

/** Where the workbook of a chart (`chartWorkbook`) has its values. */
export function workbookCells({ labels, series }: Chart): ChartCells {
  const last = labels.length + 1
  return {
    labels: `Sheet1!$A$2:$A$${last}`,
    series: series.map((_series, at) => ({ name: `Sheet1!$${letters(at + 1)}$1`, values: `Sheet1!$${letters(at + 1)}$2:$${letters(at + 1)}$${last}` })),
  }
}

/** A workbook of a chart's values alone: Word opens it to let a person edit them. */
export async function chartWorkbook({ labels, series }: Chart, at: Date): Promise<Uint8Array> {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const text = (place: string, said: string) => `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escapeString(said)}</t></is></c>`
  const head = `<row r="1">${series.map(({ name }, column) => text(`${letters(column + 1)}1`, name)).join('')}</row>`
  const rows = labels.map((label, index) => {
    const figures = series.map(({ values }, column) => (Number.isFinite(values[index]) ? `<c r="${letters(column + 1)}${index + 2}"><v>${values[index]}</v></c>` : ''))
    return `<row r="${index + 2}">${text(`A${index + 2}`, label)}${figures.join('')}</row>`
  })
  return await zipParts([
    ['[Content_Types].xml', contentTypes([['xl/workbook.xml', 'officedocument.spreadsheetml.sheet.main'], ['xl/worksheets/sheet1.xml', 'officedocument.spreadsheetml.worksheet']])],
    ['_rels/.rels', relationships([['officeDocument', 'xl/workbook.xml']])],
    ['xl/_rels/workbook.xml.rels', relationships([['worksheet', 'worksheets/sheet1.xml']])],
    ['xl/workbook.xml', `${xmlHead}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`],
    ['xl/worksheets/sheet1.xml', `${xmlHead}<worksheet xmlns="${main}"><sheetData>${head}${rows.join('')}</sheetData></worksheet>`],
  ], at)
}

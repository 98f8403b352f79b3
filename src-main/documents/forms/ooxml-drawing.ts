// Where a chart stands: within the text of a Word file, or in a row of a sheet (DrawingML, ECMA-376 Part 1, 20.4 and 20.5). Its
// title is said for it where a screen is read aloud.
import { chartNamespace, drawingNamespace } from './ooxml-chart.ts'
import { escapeXml, xmlHead } from './ooxml.ts'

/** English Metric Units: a millimetre has 36,000. */
const emu = (mm: number): number => Math.round(mm * 36_000)
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

const graphic = (relation: string) =>
  `<a:graphic xmlns:a="${drawingNamespace}"><a:graphicData uri="${chartNamespace}"><c:chart xmlns:c="${chartNamespace}" xmlns:r="${office}" r:id="${relation}"/></a:graphicData></a:graphic>`

const named = (number: number, title: string) => `id="${number}" name="Biểu đồ ${number}" descr="${escapeXml(title).replaceAll('\n', ' ')}"`

/** A run's w:drawing. @param number of the chart, once in the file */
export function inlineChart(number: number, title: string, relation: string, widthMm: number, heightMm: number): string {
  return `<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="${emu(widthMm)}" cy="${emu(heightMm)}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:docPr ${named(number, title)}/><wp:cNvGraphicFramePr/>${graphic(relation)}</wp:inline></w:drawing>`
}

export interface AnchoredChart {
  readonly title: string
  /** of the drawing part to the chart's */
  readonly relation: string
  /** the row that it fills, counted from 1 */
  readonly row: number
  readonly heightMm: number
  /** the last column that it fills, counted from 0 */
  readonly column: number
  /** of that column */
  readonly columnMm: number
}

/** xl/drawings/drawingN.xml: each chart from the first column to its last one, within one row, that no page breaks. */
export function sheetDrawing(charts: readonly AnchoredChart[]): string {
  const anchors = charts.map(({ title, relation, row, heightMm, column, columnMm }, at) => {
    // Ends within its cells: at their edge it would reach the next column, and that column the paper.
    const place = (name: string, col: number, x: number, y: number) => `<xdr:${name}><xdr:col>${col}</xdr:col><xdr:colOff>${emu(x)}</xdr:colOff><xdr:row>${row - 1}</xdr:row><xdr:rowOff>${emu(y)}</xdr:rowOff></xdr:${name}>`
    return `<xdr:twoCellAnchor editAs="oneCell">${place('from', 0, 0.5, 2)}${place('to', column, columnMm - 0.5, heightMm - 1)}<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr ${named(at + 1, title)}/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>${graphic(relation)}</xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>`
  })
  return `${xmlHead}<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="${drawingNamespace}">${anchors.join('')}</xdr:wsDr>`
}

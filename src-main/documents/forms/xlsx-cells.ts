// What the sheets of a workbook are written of: cells by their look, rows, and how a sheet stands on paper. Text is text: a subject
// that begins with = + - @ is never a formula.
import { daysBetween } from '../../text/dates.ts'
import { escapeString, escapeXml, plainText } from './ooxml.ts'
import { footText } from './page-foot.ts'
import { typedCell } from './printed-table.ts'
import type { Cell, PrintedColumn, PrintedTable } from './printed-table.ts'
import { styleOf } from './xlsx-styles.ts'
import type { Style } from './xlsx-styles.ts'

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
/** Of the root of a workbook and of a worksheet. */
export const sheetNamespaces = `xmlns="${main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
/** Characters that a cell may hold. */
const mostInCell = 32_767
/** Pixels of a digit of the sheet's letters (Times New Roman 11): the unit of a column's width. */
const digit = 7

/** A row. @param height points; left out: as high as its cells need */
export function rowOf(row: number, cells: readonly string[], height?: number): string {
  return `<row r="${row}"${height === undefined ? '' : ` ht="${height}" customHeight="1"`}>${cells.join('')}</row>`
}

/** A value in its column: a number, a day, or text. */
export function cell(at: string, column: PrintedColumn, value: Cell | undefined, look: 'cell' | 'struck' | 'sum'): string {
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

/** A cell without a value. */
export function emptyCell(at: string, style: Style): string {
  return `<c r="${at}" s="${styleOf(style)}"/>`
}

/** A cell of text. */
export function textCell(at: string, style: Style, text: string): string {
  const plain = plainText(text)
  const whole = plain.length <= mostInCell ? plain : `${plain.slice(0, mostInCell - 20).toWellFormed()} … (còn tiếp)`
  // As text it is no formula; the mark keeps it text when a person edits the cell.
  const quoted = /^[=+\-@]/.test(whole)
  return `<c r="${at}" s="${styleOf(style, quoted)}" t="inlineStr"><is><t xml:space="preserve">${escapeString(whole)}</t></is></c>`
}

/** Millimetres as the width of a column: characters of the sheet's letters. */
export function charactersOf(mm: number): number {
  return Math.round((((mm / 25.4) * 96) / digit) * 256) / 256
}

/** Page, margins, header with the watermark, footer with who printed it; a cover stands in the middle, and is not counted. */
export function pageSetUp(table: PrintedTable, cover = false): string {
  const { page, foot, watermark = [] } = table
  const inch = (mm: number) => Math.round((mm / 25.4) * 1000) / 1000
  const { top, right, bottom, left } = page.marginsMm
  const orientation = page.widthMm > page.heightMm ? 'landscape' : 'portrait'
  const mark = watermark[0] === undefined ? '' : `<oddHeader>${inHeader(`&C&"Times New Roman,Bold"&14${escaped(watermark[0], 60)}`)}</oddHeader>`
  const said = `&"Times New Roman,Regular"&8${escaped(footText(foot), 130)}`
  const line = cover ? `&C${said}` : `&L${said}&R&"Times New Roman,Regular"&9Trang &P/&N`
  return `<printOptions horizontalCentered="1"${cover ? ' verticalCentered="1"' : ''}/><pageMargins left="${inch(left)}" right="${inch(right)}" top="${inch(top)}" bottom="${inch(Math.max(15, bottom))}" header="${inch(8)}" footer="${inch(6)}"/><pageSetup paperSize="9" orientation="${orientation}" fitToWidth="1" fitToHeight="${cover ? 1 : 0}"/><headerFooter>${mark}<oddFooter>${inHeader(line)}</oddFooter></headerFooter>`
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

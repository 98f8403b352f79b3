// The cover of a book as a sheet of its own, before the sheet of its rows: one page, framed, in the middle of the paper.
import { coverHeight, coverText } from './cover-looks.ts'
import { xmlHead } from './ooxml.ts'
import type { Book, PrintedTable } from './printed-table.ts'
import { charactersOf, emptyCell, pageSetUp, rowOf, sheetNamespaces, textCell } from './xlsx-cells.ts'

const points = (mm: number) => (mm * 72) / 25.4

/** A worksheet part. */
export function coverSheet({ cover }: Book, table: PrintedTable): string {
  const { page } = table
  const width = page.widthMm - page.marginsMm.left - page.marginsMm.right
  const lines = cover.map((line) => ({ style: `cover-${line.role}` as const, text: coverText(line), height: points(coverHeight(line, width - 20)) }))
  const room = points(page.heightMm - page.marginsMm.top - Math.max(15, page.marginsMm.bottom)) - 4
  const around = Math.max(30, (room - lines.reduce((sum, { height }) => sum + height, 0)) / 2)
  const rows = [
    rowOf(1, [emptyCell('A1', 'cover-top')], tidy(around)),
    ...lines.map(({ style, text, height }, at) => rowOf(at + 2, [textCell(`A${at + 2}`, style, text)], tidy(height))),
    rowOf(lines.length + 2, [emptyCell(`A${lines.length + 2}`, 'cover-bottom')], tidy(around)),
  ]
  return `${xmlHead}<worksheet ${sheetNamespaces}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0" showGridLines="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="1" width="${charactersOf(width)}" customWidth="1"/></cols><sheetData>${rows.join('')}</sheetData>${pageSetUp(table, true)}</worksheet>`
}

// A row is 409 points high at most.
function tidy(height: number): number {
  return Math.min(409, Math.round(height * 4) / 4)
}

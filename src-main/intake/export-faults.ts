// The sheet of faults: the rows of an old book that cannot be brought over as they are, under the headings of the book, with the reason
// beside each. Mended in Excel it is read like the book itself, so what stood above a row is written out: "nt", a day whose month
// stands in a line above, a date that the sheet program had stored month first.
import { ok } from '../contract/result.ts'
import { writeSheet } from '../documents/sheets/write-sheet.ts'
import type { SheetRow } from '../documents/sheets/workbook.ts'
import { handleTask } from '../handler/handler.ts'
import { formatDate } from '../text/dates.ts'
import { parseNumberSymbol } from '../text/number-symbol.ts'
import { tidy } from './book/cell-text.ts'
import { toUnicode } from './book/encodings.ts'
import { faultHeadings } from './book/headings.ts'
import { isDitto } from './book/read-row.ts'
import type { BookField, BookRow } from './book/types.ts'
import { exportFaults } from './contract.ts'
import type { BookOpener } from './open-book.ts'
import { openAndPlan } from './read-register.ts'
import { issueSentence } from './words.ts'

const names = { vi: 'Dòng cần sửa', en: 'Rows to mend' } as const

export function exportFaultsHandler(open: BookOpener) {
  return handleTask(exportFaults, async (context, { language, ...asked }) => {
    const planned = await openAndPlan(context, open, asked, 'dry')
    if (!planned.ok) return planned
    const { opened, plan } = planned.value
    const { book, sheet, fileName } = opened
    const typeName = (id: string) => context.rulebook.typeName(id)
    const said = Map.groupBy([...book.issues, ...plan.issues].filter(({ row, severity }) => row !== null && severity === 'error'), (issue) => issue.row!)
    const source = new Map(sheet.rows.map((row) => [row.number, row]))
    const columns = Array.from({ length: sheet.columnCount }, (_, column) => column)
    const texts = (row: SheetRow | undefined) => columns.map((column) => tidy(toUnicode(row?.cells[column]?.text ?? '', book.encodings[column] ?? 'unicode')))
    const fieldOf = new Map(book.mapping.columns.map(({ column, field }) => [column, field]))

    const written = (row: BookRow): string[] =>
      texts(source.get(row.row)).map((text, column) => {
        const field = fieldOf.get(column) ?? null
        return field !== null && text !== '' && (isDate(field) || isDitto(text, field)) ? (valueOf(row, field, typeName) ?? text) : text
      })
    const lastHead = book.leftOut.findLast(({ reason }) => reason === 'header')?.row ?? 0
    // A title further below parts the rows of the book, which do not come in full.
    const heads = book.leftOut.filter(({ row, reason }) => row <= lastHead && (reason === 'title' || reason === 'header')).map(({ row }) => row)
    const rows = [
      ...heads.map((row) => [...texts(source.get(row)), ...(row === lastHead ? faultHeadings[language] : ['', ''])]),
      ...book.rows.filter(({ row }) => plan.faulty.has(row)).map((row) => [...written(row), String(row.row), (said.get(row.row) ?? []).map((issue) => issueSentence(issue, language, typeName)).join('\n')]),
    ]
    const bytes = writeSheet({ name: names[language], rows, widths: [...columns.map(() => 18), 12, 70] })
    return ok({
      fileName: `${fileName.replace(/\.[^.]*$/u, '')} - ${names[language].toLocaleLowerCase('vi')}.xlsx`,
      mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      bytes,
      rows: rows.length - heads.length,
    })
  })
}

function isDate(field: BookField): boolean {
  return field.endsWith('Date')
}

/** What a row has in a field, as it is written in a book. */
function valueOf(row: BookRow, field: BookField, typeName: (id: string) => string): string | undefined {
  if (field === 'documentType') return row.documentTypeId === undefined ? undefined : typeName(row.documentTypeId)
  if (field === 'ordinal') return undefined
  if (field === 'number') return row.numberSymbol === undefined ? undefined : (parseNumberSymbol(row.numberSymbol).number ?? undefined)
  if (field === 'symbol') return row.numberSymbol === undefined ? undefined : (parseNumberSymbol(row.numberSymbol).symbol ?? undefined)
  const value = row[field]
  if (value === undefined) return undefined
  return isDate(field) ? formatDate(String(value)) : String(value)
}

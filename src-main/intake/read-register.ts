// An old register in a sheet, read dry: what would be made of it, page by page, without a word written.
import { sql } from '../archive/sql.ts'
import { err, ok } from '../contract/result.ts'
import type { SheetReader } from '../documents/sheets/sheet-reader.ts'
import { findBodyByName } from '../filing/choose.ts'
import { handleTask } from '../handler/handler.ts'
import type { TaskContext } from '../handler/handler.ts'
import { readBook } from './book/read-book.ts'
import type { ReadBook } from './book/types.ts'
import { readRegister } from './contract.ts'

/** A sheet of 20,000 rows takes three megabytes. Bytes. */
const largestSheet = 128 * 1024 * 1024

/** Of what was left out and of bodies, this many are shown. */
const mostShown = 500

type Asked = { readonly fileId: string; readonly sheet?: string | undefined; readonly direction?: 'incoming' | 'outgoing' | undefined; readonly year?: number | undefined; readonly fields?: readonly (ReadBook['mapping']['columns'][number]['field'])[] | undefined }

export function readRegisterHandler(reader: SheetReader) {
  // Pages of one book are asked one after the other; it is read once for all of them.
  let last: { readonly key: string; readonly book: ReadBook } | null = null

  async function bookOf({ db, files, rulebook, today, signal, progress }: TaskContext, asked: Asked) {
    const { fileId, sheet, direction, year, fields } = asked
    const key = JSON.stringify([fileId, sheet, direction, year, fields, today])
    if (last?.key === key) return ok(last.book)
    const bytes = await files.read(fileId, { maxBytes: largestSheet, signal })
    if (!bytes.ok) {
      const { code } = bytes.error
      if (code === 'FILE_TOO_LARGE') return err('FILE_TOO_LARGE', { file: fileId, limit: largestSheet })
      return code === 'FILE_CORRUPT' ? err('FILE_CORRUPT', { fileId }) : err('FILE_NOT_FOUND', { fileId })
    }
    const name = db.value<string>(sql`
      SELECT name FROM staged_file WHERE file_id = ${fileId}
      UNION ALL SELECT name FROM document_file WHERE file_id = ${fileId} -- document_file_by_file
      LIMIT 1`) ?? fileId
    const workbook = await reader.readSheets(bytes.value, name, { signal, onProgress: () => progress(0, null) })
    if (!workbook.ok) {
      const { code, params = {} } = workbook.error
      if (code === 'CANCELLED') return err('CANCELLED')
      if (code === 'FILE_DAMAGED') return err('FILE_DAMAGED', { what: String(params['what'] ?? '') })
      if (code === 'FILE_LOCKED') return err('FILE_LOCKED')
      if (code === 'FILE_TOO_LARGE') return err('FILE_TOO_LARGE', { file: fileId, limit: Number(params['limit'] ?? 0) })
      if (code === 'NOT_A_SHEET') return err('NOT_A_SHEET', { kind: String(params['kind'] ?? 'unknown') })
      if (code === 'SHEET_TOO_LONG') return err('SHEET_TOO_LONG', { sheet: String(params['sheet'] ?? ''), limit: Number(params['limit'] ?? 0) })
      if (code === 'NO_SHEET') return err('NO_SHEET')
      return err('SHEET_UNREADABLE', { cause: code })
    }
    const options = { rulebook: rulebook.entries, today, ...(sheet === undefined ? {} : { sheet }), ...(direction === undefined ? {} : { direction }), ...(year === undefined ? {} : { year }) }
    const mapping = fields === undefined ? {} : { mapping: { direction: direction ?? 'incoming', fields } }
    const read = readBook(workbook.value, { ...options, ...mapping })
    if (!read.ok) return read.error.code === 'SHEET_NOT_FOUND' ? err('SHEET_NOT_FOUND', { sheet: sheet ?? '' }) : err('NO_TABLE', { sheets: workbook.value.sheets.length })
    last = { key, book: read.value }
    return ok(read.value)
  }

  return handleTask(readRegister, async (context, { from, limit, ...asked }) => {
    const read = await bookOf(context, asked)
    if (!read.ok) return read
    const book = read.value
    const ofRows = Map.groupBy(book.issues.filter((issue) => issue.row !== null), (issue) => issue.row!)
    const errors = book.issues.filter(({ severity }) => severity === 'error')
    return ok({
      sheet: book.sheet,
      direction: book.mapping.direction,
      fingerprint: book.mapping.fingerprint,
      columns: book.mapping.columns.map(({ column, heading, field, confidence }) => ({ column, heading, field, confidence, encoding: book.encodings[column] ?? ('unicode' as const) })),
      counts: {
        rows: book.rows.length,
        rowsWithErrors: new Set(errors.flatMap(({ row }) => row ?? [])).size,
        errors: errors.length,
        warnings: book.issues.length - errors.length,
        leftOut: book.leftOut.length,
      },
      rows: book.rows.slice(from, from + limit).map((row) => ({ ...row, issues: (ofRows.get(row.row) ?? []).map((issue) => ({ ...issue, params: { ...issue.params } })) })),
      issues: book.issues.filter((issue) => issue.row === null).map((issue) => ({ ...issue, params: { ...issue.params } })),
      leftOut: book.leftOut.slice(0, mostShown).map((one) => ({ ...one })),
      bodies: book.bodyGroups.slice(0, mostShown).map(({ name, count, variants }) => ({ name, id: findBodyByName(context.db, name, context.today), count, variants: variants.map((one) => ({ ...one })) })),
    })
  })
}

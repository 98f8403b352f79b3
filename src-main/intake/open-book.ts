// An old register from its file: read once for the many questions that are asked about it, one after the other.
import type { ReadDb } from '../archive/database.ts'
import { sql } from '../archive/sql.ts'
import { err, ok } from '../contract/result.ts'
import type { Result } from '../contract/result.ts'
import type { BookFault } from './contract.ts'
import type { SheetReader } from '../documents/sheets/sheet-reader.ts'
import type { TaskContext } from '../handler/handler.ts'
import { readBook } from './book/read-book.ts'
import type { Sheet, Workbook } from '../documents/sheets/workbook.ts'
import type { BookField, Direction, GivenMapping, ReadBook } from './book/types.ts'

/** A sheet of 20,000 rows takes three megabytes. Bytes. */
const largestSheet = 128 * 1024 * 1024

/** Which book of a file is meant, and how a person says it is to be read. */
export interface BookAsked {
  readonly fileId: string
  readonly sheet?: string | undefined
  readonly direction?: Direction | undefined
  readonly year?: number | undefined
  readonly fields?: readonly (BookField | null)[] | undefined
}

export interface OpenedBook {
  readonly book: ReadBook
  readonly sheet: Sheet
  /** names of all sheets of the file */
  readonly sheets: readonly string[]
  /** as the file was named when it was staged */
  readonly fileName: string
  /** the columns are as they were set for the last import of a book with these headings */
  readonly remembered: boolean
}

export type BookOpener = (context: TaskContext, asked: BookAsked) => Promise<Result<OpenedBook, BookFault>>

/** Opens books; the last file stays unfolded, since a person who sets its columns asks for it again and again. Errors: those of intake.readRegister. */
export function createBookOpener(reader: SheetReader): BookOpener {
  let last: { readonly key: string; readonly opened: OpenedBook } | null = null
  let unfolded: { readonly fileId: string; readonly workbook: Workbook } | null = null

  async function workbookOf({ files, signal, progress }: TaskContext, fileId: string, fileName: string): Promise<Result<Workbook, BookFault>> {
    if (unfolded?.fileId === fileId) return ok(unfolded.workbook)
    const bytes = await files.read(fileId, { maxBytes: largestSheet, signal })
    if (!bytes.ok) {
      const { code } = bytes.error
      if (signal.aborted) return err('CANCELLED')
      if (code === 'FILE_TOO_LARGE') return err('FILE_TOO_LARGE', { file: fileId, limit: largestSheet })
      return code === 'FILE_CORRUPT' ? err('FILE_CORRUPT', { fileId }) : err('FILE_NOT_FOUND', { fileId })
    }
    const workbook = await reader.readSheets(bytes.value, fileName, { signal, onProgress: () => progress(0, null) })
    if (!workbook.ok) return refusal(fileId, workbook.error)
    unfolded = { fileId, workbook: workbook.value }
    return workbook
  }

  return async (context, asked) => {
    const { db, rulebook, today, headHash } = context
    const { fileId, sheet, direction, year, fields } = asked
    // What is remembered of columns may change with each import.
    const key = JSON.stringify([fileId, sheet, direction, year, fields, today, fields === undefined ? headHash : ''])
    if (last?.key === key) return ok(last.opened)
    const fileName = nameOf(db, fileId)
    const workbook = await workbookOf(context, fileId, fileName)
    if (!workbook.ok) return workbook
    let remembered = false
    const recall = (fingerprint: string): GivenMapping | undefined => {
      const mapping = rememberedMapping(db, fingerprint)
      remembered = mapping !== undefined
      return mapping
    }
    const options = { rulebook: rulebook.entries, today, ...(sheet === undefined ? {} : { sheet }), ...(direction === undefined ? {} : { direction }), ...(year === undefined ? {} : { year }) }
    const read = readBook(workbook.value, { ...options, mapping: fields === undefined ? recall : { direction: direction ?? 'incoming', fields } })
    if (!read.ok) return read.error.code === 'SHEET_NOT_FOUND' ? err('SHEET_NOT_FOUND', { sheet: sheet ?? '' }) : err('NO_TABLE', { sheets: workbook.value.sheets.length })
    const opened = { book: read.value, sheet: workbook.value.sheets.find(({ name }) => name === read.value.sheet)!, sheets: workbook.value.sheets.map(({ name }) => name), fileName, remembered }
    last = { key, opened }
    return ok(opened)
  }
}

function nameOf(db: ReadDb, fileId: string): string {
  return db.value<string>(sql`
    SELECT name FROM staged_file WHERE file_id = ${fileId}
    UNION ALL SELECT name FROM document_file WHERE file_id = ${fileId} -- document_file_by_file
    LIMIT 1`) ?? fileId
}

/** How the columns of a book with these headings were set when one was brought over last, and not withdrawn. */
function rememberedMapping(db: ReadDb, fingerprint: string): GivenMapping | undefined {
  const row = db.get<{ direction: Direction; fields: string }>(sql`
    SELECT direction, fields FROM register_import
    WHERE fingerprint = ${fingerprint} AND withdrawn_at IS NULL
    ORDER BY imported_at DESC, id DESC
    LIMIT 1`)
  return row === undefined ? undefined : { direction: row.direction, fields: JSON.parse(row.fields) as GivenMapping['fields'] }
}

function refusal(fileId: string, { code, params = {} }: { readonly code: string; readonly params?: Readonly<Record<string, unknown>> }) {
  if (code === 'CANCELLED') return err('CANCELLED')
  if (code === 'FILE_DAMAGED') return err('FILE_DAMAGED', { what: String(params['what'] ?? '') })
  if (code === 'FILE_LOCKED') return err('FILE_LOCKED')
  if (code === 'FILE_TOO_LARGE') return err('FILE_TOO_LARGE', { file: fileId, limit: Number(params['limit'] ?? 0) })
  if (code === 'NOT_A_SHEET') return err('NOT_A_SHEET', { kind: String(params['kind'] ?? 'unknown') })
  if (code === 'SHEET_TOO_LONG') return err('SHEET_TOO_LONG', { sheet: String(params['sheet'] ?? ''), limit: Number(params['limit'] ?? 0) })
  if (code === 'NO_SHEET') return err('NO_SHEET')
  return err('SHEET_UNREADABLE', { cause: code })
}

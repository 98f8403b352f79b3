// What every print of the registers needs: the office's names, the fonts, and the answer that carries the bytes.
import { join } from 'node:path'
import type { ReadDb } from '../archive/database.ts'
import { sql } from '../archive/sql.ts'
import { ok } from '../contract/result.ts'
import type { Print } from '../documents/forms/print.ts'
import type { TaskContext } from '../handler/handler.ts'
import type { DocumentRow } from './records.ts'

/** Forms are fetched with the first print. */
export const drawing = () => import('../documents/forms/index.ts')

interface OfficeRow {
  readonly name: string
  readonly parent_name: string
  readonly place: string
}

/** The office as it stands at the head of what it prints. */
export function officeOf(db: ReadDb): OfficeRow {
  return db.get<OfficeRow>(sql`SELECT name, parent_name, place FROM office LIMIT 1`) ?? { name: '', parent_name: '', place: '' }
}

/** A PDF as an answer. */
export function printedPdf(fileName: string, print: Print) {
  return ok({ fileName, mediaType: 'application/pdf', pages: print.pages, bytes: new Uint8Array(print.bytes) })
}

/** The folder of the Tinos faces. */
export function fontsIn(context: TaskContext): string {
  return join(context.resources, 'fonts')
}

/** số đến, or the number of an outgoing document, with its suffix. */
export function numberOf(row: DocumentRow): string {
  return `${row.order_number}${row.order_suffix}`
}

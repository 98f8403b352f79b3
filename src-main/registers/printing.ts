// What every print of the registers needs: the office's names, the foot and the watermark, what may be said of a document, and the
// answer that carries the bytes.
import { join } from 'node:path'
import type { ReadDb } from '../archive/database.ts'
import { listed, sql } from '../archive/sql.ts'
import type { Secrecy } from '../contract/fields.ts'
import { ok } from '../contract/result.ts'
import { drawing } from '../documents/forms/fetch.ts'
import type { Exported } from '../documents/forms/ooxml.ts'
import type { Print } from '../documents/forms/print.ts'
import type { PrintedFoot, PrintedTable } from '../documents/forms/printed-table.ts'
import type { TaskContext } from '../handler/handler.ts'
import type { Rulebook } from '../rulebook/rulebook.ts'
import { formatDate, vietnamDate, vietnamTime } from '../text/dates.ts'
import type { PrintFormat } from './print-contract.ts'
import { hiddenFrom } from './reading/readers.ts'
import { noSubject } from './subject/rules.ts'
import type { DocumentRow } from './records.ts'

/** Forms are fetched with the first print. */
export { drawing }

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
  return ok({ fileName: safeName(fileName), mediaType: 'application/pdf', pages: print.pages, bytes: new Uint8Array(print.bytes) })
}

/** A table that stands alone, in the format that was asked for. @param name of the file, without its ending */
export async function printedAs(format: PrintFormat | 'doc', name: string, table: PrintedTable) {
  const forms = await drawing()
  if (format === 'doc') return saved(name, format, await forms.exportRtf(table))
  return format === 'pdf' ? printedPdf(`${name}.pdf`, await forms.printTable(table)) : await exportedAs(format, name, [table])
}

/** Tables as a sheet or a Word file. @param name of the file, without its ending */
export async function exportedAs(format: Exclude<PrintFormat, 'pdf'>, name: string, tables: readonly [PrintedTable, ...PrintedTable[]]) {
  const forms = await drawing()
  return saved(name, format, await (format === 'xlsx' ? forms.exportXlsx : forms.exportDocx)(...tables))
}

function saved(name: string, format: string, { bytes, mediaType }: Exported) {
  return ok({ fileName: safeName(`${name}.${format}`), mediaType, pages: 0, bytes: new Uint8Array(bytes) })
}

/** Names of series and numbers hold slashes, which no file name may. */
function safeName(fileName: string): string {
  return fileName.replaceAll('/', '-')
}

/** The folder of the Tinos faces. */
export function fontsIn(context: TaskContext): string {
  return join(context.resources, 'fonts')
}

/** What the foot of every page says: the journal's head, when it was printed and by whom. */
export function footOf({ headHash, now, person }: TaskContext): PrintedFoot {
  return { headHash, printedAt: new Date(now).toISOString(), printedBy: person.name }
}

/**
 * The watermark of a print in which documents of these levels of secrecy stand (NĐ 30/2020/NĐ-CP, Phụ lục VI, III.6.k): the highest
 * level, and who printed it when. Undefined where none is secret.
 */
export function watermarkOf(context: TaskContext, secrecies: Iterable<Secrecy>): readonly string[] | undefined {
  const known = new Set(secrecies)
  const highest = context.rulebook.entries.secrecies.filter(({ id, stamp }) => stamp !== null && known.has(id)).toSorted((a, b) => b.rank - a.rank)[0]
  if (highest === undefined) return undefined
  const { now, person, db } = context
  return [highest.stamp!, [officeOf(db).name, person.name, `${vietnamTime(now)} ${formatDate(vietnamDate(now))}`].filter((part) => part !== '').join(' · ')]
}

/** What a print or an export says where documents stay out of it that its reader sees on the screen: this PC may not let them out, or they are limited to reading. */
export function keptBackLines({ db, person }: Pick<TaskContext, 'db' | 'person'>): readonly string[] {
  const { keptBack = [], ...onScreen } = person
  const secret = keptBack.length > 0 && db.value(sql`SELECT 1 FROM document INDEXED BY document_secret WHERE secrecy <> 'none' AND secrecy IN ${listed(keptBack)} AND status <> 'withdrawn' LIMIT 1`) !== undefined
  const limited = hiddenFrom(db, person).length > hiddenFrom(db, onScreen).length
  return [
    ...(secret ? ['Không gồm nội dung văn bản mật trên mức máy này được in, xuất.'] : []),
    ...(limited ? ['Không gồm văn bản chỉ được xem trên màn hình.'] : []),
  ]
}

/** số đến, or the number of an outgoing document, with its suffix. */
export function numberOf(row: Pick<DocumentRow, 'order_number' | 'order_suffix'>): string {
  return `${row.order_number}${row.order_suffix}`
}

/** What stands in place of a subject that is not to be printed. */
const withheld = noSubject

/** Whether what a document is about, and what was said of it, stays out of a print: of a Tuyệt mật one, unless a person allows it each time. */
export function isUnsaid({ secrecy }: Pick<DocumentRow, 'secrecy'>, withTopSecret: boolean): boolean {
  return secrecy === 'tuyet-mat' && !withTopSecret
}

/** A document's note as it may be printed. */
export function noteFor(row: Pick<DocumentRow, 'secrecy' | 'note'>, withTopSecret: boolean): string {
  return isUnsaid(row, withTopSecret) ? '' : (row.note ?? '')
}

/** In place of what was said of it. */
export const unsaid = '(không ghi nội dung)'

/** A document's subject as it may be printed: of a Tuyệt mật one only where a person allowed it. */
export function subjectFor(row: Pick<DocumentRow, 'secrecy' | 'subject'>, withTopSecret: boolean): string {
  return isUnsaid(row, withTopSecret) ? withheld : row.subject
}

/** Tên loại và trích yếu, as it may be printed. */
export function typeAndSubject(row: Pick<DocumentRow, 'secrecy' | 'subject' | 'document_type_id'>, rulebook: Rulebook, withTopSecret: boolean): string {
  const [type, subject] = [rulebook.typeName(row.document_type_id), subjectFor(row, withTopSecret)]
  return type === '' ? subject : subject === withheld ? `${type} ${withheld}` : `${type}: ${subject}`
}

// Quá trình của một văn bản on paper: what was written of it, what other rooms did with it, and, for those who read the trail, who viewed it;
// in order of time. NĐ 30/2020/NĐ-CP, Phụ lục VI, III.5.a.
import type { ReadDb } from '../../archive/database.ts'
import { sql } from '../../archive/sql.ts'
import type { AccessKind } from '../../contract/define.ts'
import { bodyNamer } from '../../filing/records.ts'
import type { TaskContext } from '../../handler/handler.ts'
import { localOperator } from '../../handler/person.ts'
import { nameOf } from '../../people/index.ts'
import { formatDate, vietnamDate, vietnamTime } from '../../text/dates.ts'
import type { PrintFormat } from '../print-contract.ts'
import { isUnsaid, numberOf, typeAndSubject, unsaid } from '../printing.ts'
import { issuerOf, nameDay } from '../records.ts'
import type { DocumentRow } from '../records.ts'
import { printedReport } from '../reports/tell.ts'
import { inOrder, writtenEntries } from './written.ts'
import type { WrittenEntry } from './written.ts'

export interface CourseLine {
  /** the record that tells it, as "table id"; null: it stands by its time alone */
  readonly record: string | null
  /** UTC instant, ISO 8601 */
  readonly at: string
  readonly who: string
  readonly what: string
  readonly text: string
}

const acts: Readonly<Record<string, string>> = {
  'registers.registerIncoming': 'Đăng ký văn bản đến', 'registers.editDocument': 'Sửa thông tin', 'registers.cancelDocument': 'Hủy', 'registers.reinstateDocument': 'Lấy lại', 'registers.addArrival': 'Ghi lần đến sau',
  'registers.returnDocument': 'Trả lại nơi gửi', 'registers.fileDocuments': 'Chuyển sang cơ quan khác', 'registers.draftOutgoing': 'Soạn dự thảo', 'registers.editOutgoing': 'Sửa', 'registers.issueOutgoing': 'Cấp số, phát hành',
  'registers.recallOutgoing': 'Thu hồi', 'registers.answerRecall': 'Ghi trả lời về việc thu hồi', 'registers.supersedeOutgoing': 'Ghi việc thay thế, đính chính', 'registers.makeCopy': 'Sao văn bản', 'registers.strikeCopy': 'Gạch bản sao ghi nhầm',
  'registers.noteDispatch': 'Chuyển giao', 'registers.noteReceipt': 'Ký nhận', 'registers.noteRecordCopyUse': 'Sử dụng bản lưu', 'registers.returnRecordCopy': 'Trả bản lưu', 'registers.strikeDispatch': 'Gạch dòng chuyển giao',
  'registers.strikeRecordCopyUse': 'Gạch dòng sử dụng bản lưu', 'handling.distribute': 'Ghi hạn giải quyết', 'handling.extend': 'Đổi hạn giải quyết', 'handling.answer': 'Nối với văn bản trả lời', 'filing.mergeBodies': 'Gộp cơ quan ban hành',
  'secrecy.changeLevel': 'Đổi độ mật', 'secrecy.destroyDocument': 'Tiêu hủy theo quyết định', 'secrecy.limitReading': 'Hạn chế người đọc', 'secrecy.openReading': 'Thôi hạn chế người đọc',
  'intake.importRegister': 'Nhập từ sổ cũ', 'intake.withdrawImport': 'Rút cùng đợt nhập sổ cũ', 'office.useSample': 'Tạo từ cơ quan mẫu',
}

const columns: Readonly<Record<string, string>> = {
  document_type_id: 'tên loại', number_symbol: 'số và ký hiệu', issued_date: 'ngày văn bản', issuing_body_id: 'cơ quan ban hành', subject: 'trích yếu', signer_name: 'người ký', signer_position: 'chức vụ người ký', authority: 'thẩm quyền ký',
  on_behalf_of: 'thay mặt ai', urgency: 'độ khẩn', secrecy: 'độ mật', pages: 'số trang', copies: 'số bản', channel: 'kênh nhận', to_places: 'nơi nhận', due_date: 'thời hạn', language: 'ngôn ngữ', note: 'ghi chú', record_copy_holder: 'nơi giữ bản lưu',
}

const views: Readonly<Record<AccessKind, string>> = { 'sign-in': 'Đăng nhập', view: 'Xem', open: 'Mở tệp', print: 'In', export: 'Xuất' }

/** Whoever acts in an archive without accounts, as prints name them. */
function whoIs(db: ReadDb, id: string): string {
  return id === localOperator.id ? localOperator.name : nameOf(db, id)
}

const named = (words: string, names: readonly string[]) => (names.length === 0 ? [] : [`${words}: ${names.join('; ')}`])

function writtenLine(db: ReadDb, { at, actor, command, fields, added, removed, text }: WrittenEntry): CourseLine {
  return {
    record: null, at, who: whoIs(db, actor), what: acts[command] ?? command,
    text: [text ?? '', ...named('sửa', fields.flatMap((field) => columns[field] ?? [])), ...named('thêm tệp', added), ...named('bỏ tệp', removed)].filter(Boolean).join(' · '),
  }
}

/** Who viewed a document, for those who read the trail, whose room keeps it. */
function viewLines({ db, person }: Pick<TaskContext, 'db' | 'person'>, documentId: string): CourseLine[] {
  if (!person.rights.has('read-trail')) return []
  const seen = db.all<{ at: string; account_id: string; kind: AccessKind; times: number }>(sql`
    SELECT at, account_id, kind, times FROM access WHERE document_id = ${documentId}              -- access_by_document
    UNION ALL SELECT at, account_id, kind, times FROM access_note WHERE document_id = ${documentId}`)
  return seen.map(({ at, account_id, kind, times }) => ({ record: null, at, who: whoIs(db, account_id), what: views[kind], text: times > 1 ? `${times} lượt` : '' }))
}

interface Asked {
  readonly signerPost: string
  readonly format: PrintFormat
  readonly withTopSecretSubjects: boolean
}

/** The course of a document as a file. @param done what other rooms did with it */
export async function printedCourse(context: TaskContext, row: DocumentRow, done: readonly CourseLine[], { signerPost, format, withTopSecretSubjects }: Asked) {
  const { db, rulebook } = context
  const beside = done.flatMap(({ record }) => (record === null ? [] : [record.split(' ')])).map(([table, id]) => ({ table: table!, id: id! }))
  const lines = inOrder(writtenEntries(db, row.id, beside), [...done, ...viewLines(context, row.id)]).map((one) => ('command' in one ? writtenLine(db, one) : one))
  // What is said of a Tuyệt mật document tells of it as its subject does.
  const silent = isUnsaid(row, withTopSecretSubjects)
  const day = (at: string) => { const instant = Date.parse(at); return Number.isNaN(instant) ? at : `${vietnamTime(instant)} ${formatDate(vietnamDate(instant))}` }
  const called = row.direction === 'incoming' ? `Số đến ${numberOf(row)}-${row.year}` : row.number_symbol === '' ? 'Dự thảo' : `Số ${row.number_symbol}`
  const issuer = bodyNamer(db, [issuerOf(row)])(issuerOf(row), nameDay(row))
  const first = lines[0]?.at ?? new Date(context.now).toISOString()
  return await printedReport(
    context,
    {
      formId: 'qua-trinh-van-ban',
      places: { document: [called, row.direction === 'incoming' ? row.number_symbol : '', issuer].filter(Boolean).join(' · '), subject: typeAndSubject(row, rulebook, withTopSecretSubjects) },
      name: `Quá trình văn bản ${row.direction === 'incoming' ? `${numberOf(row)}-${row.year}` : row.number_symbol || 'dự thảo'}`,
      from: vietnamDate(Date.parse(first)),
      to: context.today,
      lines: lines.map(({ at, who, what, text }, index) => ({ cells: { ordinal: index + 1, at: day(at), who, what, text: silent && text !== '' ? unsaid : text } })),
      charts: [],
      documents: 1,
      secrecies: [row.secrecy],
      ofOne: true,
    },
    { signerPost, format },
  )
}

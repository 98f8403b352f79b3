// Báo cáo giải quyết văn bản đến, văn bản đi (NĐ 30/2020/NĐ-CP, Phụ lục VI, V.2 and V.4), as far as it is noted: who was charged until
// when and how far they are, the documents that answer, sendings and receipts, recalls. And danh sách bản lưu: the record copies of a
// period, and who has one.
import type { ReadDb } from '../../archive/database.ts'
import { sql } from '../../archive/sql.ts'
import type { TableLine } from '../../documents/forms/printed-table.ts'
import { bodyNamer } from '../../filing/records.ts'
import type { Rulebook } from '../../rulebook/rulebook.ts'
import { formatDate } from '../../text/dates.ts'
import { noteFor, numberOf, typeAndSubject } from '../printing.ts'
import { issuerOf, nameDay } from '../records.ts'
import type { DocumentRow } from '../records.ts'
import type { DocumentStatus } from '../schemas.ts'
import { andReadable } from '../reading/withheld.ts'
import type { Readable } from '../reading/rules.ts'
import { handledBetween, handledOf, leadNamer } from './handled.ts'
import type { Report } from './report.ts'
import { handlingOf, handlingWords, spanName } from './rules.ts'
import type { Handling, SpanOfDays } from './rules.ts'

interface Wanted {
  readonly days: SpanOfDays
  /** YYYY-MM-DD */
  readonly today: string
  readonly withTopSecretSubjects: boolean
  readonly readable: Readable
}

/** What stands in the registers of outgoing documents between two days, in order of time, without what was cancelled. */
function outgoingBetween(db: ReadDb, { from, to }: SpanOfDays, readable: Readable): DocumentRow[] {
  return db.all<DocumentRow>(sql`
    SELECT * FROM document INDEXED BY document_by_date
    WHERE register_date BETWEEN ${from} AND ${to} AND direction = 'outgoing' AND status <> 'cancelled' ${andReadable(readable)}
    ORDER BY register_date, order_number, order_suffix, id`)
}

interface Reply {
  readonly answered: string
  readonly numberSymbol: string
  readonly date: string
}

/** Documents with a number that answer incoming ones of a period, by what they answer, the first one first. */
function repliesTo(db: ReadDb, { from, to }: SpanOfDays, readable: Readable): ReadonlyMap<string, readonly Reply[]> {
  const rows = db.all<Reply>(sql`
    SELECT link.to_id AS answered, reply.number_symbol AS numberSymbol, reply.register_date AS date
    FROM document AS asked INDEXED BY document_by_date
    JOIN document_link AS link ON link.to_id = asked.id AND link.kind = 'in-reply-to' AND link.removed = 0
    JOIN document AS reply ON reply.id = link.from_id
    WHERE asked.register_date BETWEEN ${from} AND ${to} AND asked.direction = 'incoming' AND reply.order_number > 0 AND reply.status NOT IN ('cancelled', 'recalled') ${andReadable(readable, 'reply')}
    ORDER BY reply.register_date, reply.order_number`)
  return Map.groupBy(rows, ({ answered }) => answered)
}

function reportOf(days: SpanOfDays, formId: string, name: string, rows: readonly DocumentRow[], lines: readonly TableLine[]): Omit<Report, 'closing'> {
  const span = spanName(days)
  return {
    formId, places: { span: `${span.charAt(0).toLocaleUpperCase('vi')}${span.slice(1)}` }, name: `${name} ${span}`, from: days.from, to: days.to, lines, charts: [], documents: rows.length, secrecies: rows.map((row) => row.secrecy),
  }
}

const asNoted = 'Số liệu theo việc giao xử lý, thời hạn, văn bản trả lời, việc gửi và ký nhận đã ghi trong chương trình.'

/** V.2: each incoming document of a period with its due date, how far it is, and what answered it. */
export function incomingHandling(db: ReadDb, rulebook: Rulebook, { days, today, withTopSecretSubjects, readable }: Wanted): Report {
  const rows = handledBetween(db, days, readable)
  const leadOf = leadNamer(db)
  const replies = repliesTo(db, days, readable)
  const nameOf = bodyNamer(db, [...new Set(rows.map(issuerOf))])
  const counts = new Map<Handling, number>()
  const lines = rows.map((row): TableLine => {
    const answers = replies.get(row.id) ?? []
    const handled = handledOf(row)
    const handling = handlingOf(handled, today)
    counts.set(handling, (counts.get(handling) ?? 0) + 1)
    const parts = [row.number_symbol, row.issued_date === null ? '' : `ngày ${formatDate(row.issued_date)}`, nameOf(issuerOf(row), nameDay(row)), typeAndSubject(row, rulebook, withTopSecretSubjects)]
    return {
      cells: {
        arrivalNumber: numberOf(row), document: parts.filter((part) => part !== '').join(', '), toPlaces: leadOf(row) || (row.to_places ?? ''), dueDate: handled.dueDate === null ? '' : formatDate(handled.dueDate),
        progress: handlingWords(handled, today), answer: answers.map((one) => one.numberSymbol).join('; '), note: noteFor(row, withTopSecretSubjects),
      },
    }
  })
  const of = (handling: Handling) => counts.get(handling) ?? 0
  const states: readonly (readonly [string, number])[] = [
    ['Giải quyết đúng hạn', of('answered-in-time')], ['Giải quyết quá hạn', of('answered-late')], ['Giải quyết, không hạn', of('answered')],
    ['Quá hạn, chưa giải quyết', of('overdue')], ['Chưa đến hạn', of('not-due')], ['Không có thời hạn', of('no-due-date')], ['Đã trả lại', of('returned')],
  ]
  const report = reportOf(days, 'bao-cao-giai-quyet-van-ban-den', 'Báo cáo giải quyết văn bản đến', rows, lines)
  return {
    ...report,
    charts: rows.length === 0 ? [] : [{ kind: 'bar', title: 'Văn bản đến theo tiến độ giải quyết', labels: states.map(([name]) => name), series: [{ name: 'Văn bản đến', values: states.map(([, count]) => count) }] }],
    closing: [`Tổng số ${rows.length} văn bản: ${states.map(([name, count]) => `${name.charAt(0).toLocaleLowerCase('vi')}${name.slice(1)} ${count}`).join('; ')}.`, asNoted],
  }
}

const stateWords: Partial<Readonly<Record<DocumentStatus, string>>> = {
  draft: 'Đang dự thảo', 'awaiting-number': 'Chờ cấp số', numbered: 'Đã cấp số, chưa phát hành', issued: 'Đã phát hành', replaced: 'Đã thay thế', corrected: 'Đã đính chính', recalled: 'Đã thu hồi',
}

/** V.4: each outgoing document of a period, how far it is, to how many places it went, and who has it. */
export function outgoingHandling(db: ReadDb, rulebook: Rulebook, { days, withTopSecretSubjects, readable }: Wanted): Report {
  const rows = outgoingBetween(db, days, readable)
  const between = sql`document.register_date BETWEEN ${days.from} AND ${days.to} AND document.direction = 'outgoing'`
  const sent = new Map(db.all<{ id: string; places: number; received: number }>(sql`
    SELECT document.id, count(*) AS places, count(sending.received_by) AS received
    FROM document INDEXED BY document_by_date
    JOIN document_dispatch AS sending ON sending.document_id = document.id AND sending.struck_reason IS NULL
    WHERE ${between}
    GROUP BY document.id`).map((row) => [row.id, row]))
  const recalls = new Map(db.all<{ id: string; asked: number; answered: number }>(sql`
    SELECT document.id, count(*) AS asked, count(recipient.recall_answer) AS answered
    FROM document INDEXED BY document_by_date
    JOIN document_recipient AS recipient ON recipient.document_id = document.id AND recipient.removed = 0 AND recipient.recall_asked_on IS NOT NULL
    WHERE ${between}
    GROUP BY document.id`).map((row) => [row.id, row]))
  const answers = Map.groupBy(db.all<{ id: string; numberSymbol: string }>(sql`
    SELECT document.id, asked.number_symbol AS numberSymbol
    FROM document INDEXED BY document_by_date
    JOIN document_link AS link ON link.from_id = document.id AND link.kind = 'in-reply-to' AND link.removed = 0
    JOIN document AS asked ON asked.id = link.to_id
    WHERE ${between} ${andReadable(readable, 'asked')}`), ({ id }) => id)
  const lines = rows.map((row, at): TableLine => {
    const [went, recall] = [sent.get(row.id), recalls.get(row.id)]
    const progress = [
      stateWords[row.status] ?? '',
      went === undefined ? null : `gửi ${went.places} nơi, ${went.received} nơi đã ký nhận`,
      recall === undefined ? null : `${recall.answered}/${recall.asked} nơi trả lời về việc thu hồi`,
    ]
    const answered = (answers.get(row.id) ?? []).map(({ numberSymbol }) => numberSymbol).filter((symbol) => symbol !== '')
    const notes = [answered.length === 0 ? null : `Trả lời: ${answered.join('; ')}`, row.note]
    return {
      cells: {
        ordinal: at + 1, numberSymbol: row.number_symbol, issuedDate: row.issued_date === null ? '' : formatDate(row.issued_date), typeAndSubject: typeAndSubject(row, rulebook, withTopSecretSubjects),
        toPlaces: row.to_places ?? '', progress: progress.filter((part) => part !== null).join('; '), note: notes.filter((note) => note !== null).join('; '),
      },
    }
  })
  const states = Object.entries(stateWords).map(([status, name]) => [name, rows.filter((row) => row.status === status).length] as const).filter(([, count]) => count > 0)
  return {
    ...reportOf(days, 'bao-cao-giai-quyet-van-ban-di', 'Báo cáo giải quyết văn bản đi', rows, lines),
    charts: states.length < 2 ? [] : [{ kind: 'bar', title: 'Văn bản đi theo tiến độ', labels: states.map(([name]) => name), series: [{ name: 'Văn bản đi', values: states.map(([, count]) => count) }] }],
    closing: [`Tổng số ${rows.length} văn bản${states.length === 0 ? '' : `: ${states.map(([name, count]) => `${name.charAt(0).toLocaleLowerCase('vi')}${name.slice(1)} ${count}`).join('; ')}`}.`, asNoted],
  }
}

/** The record copies of outgoing documents of a period: where each is kept, and who has it now. */
export function recordCopies(db: ReadDb, rulebook: Rulebook, { days, withTopSecretSubjects, readable }: Wanted): Report {
  const rows = outgoingBetween(db, days, readable).filter((row) => row.order_number > 0)
  const out = new Map(db.all<{ id: string; user: string; since: string }>(sql`
    SELECT document_id AS id, user_name AS user, use_date AS since
    FROM record_copy_use
    WHERE return_date IS NULL AND struck_reason IS NULL
    ORDER BY use_date, id`).map((row) => [row.id, row]))
  const lines = rows.map((row, at): TableLine => {
    const use = out.get(row.id)
    return {
      cells: {
        ordinal: at + 1, numberSymbol: row.number_symbol, issuedDate: formatDate(row.register_date), typeAndSubject: typeAndSubject(row, rulebook, withTopSecretSubjects),
        copyHolder: row.record_copy_holder ?? '', dossier: row.file_notation ?? '', progress: use === undefined ? 'Đang lưu' : `${use.user} sử dụng từ ${formatDate(use.since)}`,
      },
    }
  })
  const away = rows.filter((row) => out.has(row.id)).length
  return { ...reportOf(days, 'danh-sach-ban-luu', 'Danh sách bản lưu', rows, lines), closing: [`Tổng số ${rows.length} bản lưu; đang có người sử dụng ${away}.`] }
}

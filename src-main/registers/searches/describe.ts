// What was searched, in the words of the office: for the head of what is taken out of a search.
import type { ReadDb } from '../../archive/database.ts'
import { bodyNamer, standingBody } from '../../filing/records.ts'
import type { Rulebook } from '../../rulebook/rulebook.ts'
import { formatDate } from '../../text/dates.ts'
import type { Order } from '../find-documents.ts'
import { registerRow } from '../numbers.ts'
import type { DocumentStatus, Filters } from '../schemas.ts'

export const statusNames: Readonly<Record<DocumentStatus, string>> = {
  registered: 'Đã đăng ký', returned: 'Đã trả lại', cancelled: 'Đã hủy', draft: 'Dự thảo', 'awaiting-number': 'Chờ cấp số', numbered: 'Đã cấp số', issued: 'Đã phát hành',
  replaced: 'Đã thay thế', corrected: 'Đã đính chính', recalled: 'Đã thu hồi', withdrawn: 'Đã rút',
}

const orderNames: Readonly<Record<Order, string>> = {
  newest: 'mới trước', oldest: 'cũ trước', number: 'theo số, tăng dần', 'number-down': 'theo số, giảm dần', rank: 'sát nhất trước',
}

function span(from: string | undefined, to: string | undefined): string {
  if (from === undefined) return `đến hết ${formatDate(to!)}`
  return to === undefined ? `từ ${formatDate(from)}` : `từ ${formatDate(from)} đến ${formatDate(to)}`
}

/** The conditions, each with its name: "Tên loại: Nghị quyết". */
function conditions(db: ReadDb, rulebook: Rulebook, filters: Filters, today: string): string[] {
  const { channels, urgencies, secrecies } = rulebook.entries
  const body = filters.issuingBodyId === undefined ? null : standingBody(db, filters.issuingBodyId)
  const named: [string, string | undefined | false | null][] = [
    ['Sổ', filters.registerId && registerRow(db, filters.registerId)?.name],
    ['Cơ quan ban hành', body !== null && `${bodyNamer(db, [body])(body, today)}${filters.withoutSubBodies ? '' : ' và trực thuộc'}`],
    ['Người ký', filters.signer],
    ['Tên loại', filters.documentTypeId && rulebook.typeName(filters.documentTypeId)],
    ['Năm', filters.year !== undefined && String(filters.year)],
    [filters.direction === 'outgoing' ? 'Ngày văn bản' : 'Ngày đến', (filters.from ?? filters.to) !== undefined && span(filters.from, filters.to)],
    ['Độ khẩn', filters.urgency && urgencies.find((one) => one.id === filters.urgency)?.name],
    ['Độ mật', filters.secrecy && (filters.secrecy === 'none' ? 'Không mật' : secrecies.find((one) => one.id === filters.secrecy)?.name)],
    ['Kênh nhận', filters.channel && channels.find((one) => one.id === filters.channel)?.name],
    ['Trạng thái', filters.status && statusNames[filters.status]],
    ['Thời hạn giải quyết', (filters.dueFrom ?? filters.dueBy) !== undefined && span(filters.dueFrom, filters.dueBy)],
    ['Tệp', filters.withoutFile && 'chưa có'],
  ]
  return named.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []))
}

/** Lines that say what was searched and how it is ordered. */
export function searchLines(db: ReadDb, rulebook: Rulebook, find: { readonly text: string; readonly filters: Filters; readonly order: Order }, today: string): string[] {
  const said = conditions(db, rulebook, find.filters, today)
  const text = find.text.trim()
  return [
    ...(text === '' ? [] : [`Chữ tìm: ${text}`]),
    said.length === 0 ? 'Điều kiện: không' : `Điều kiện: ${said.join('; ')}`,
    `Thứ tự: ${orderNames[text === '' && find.order === 'rank' ? 'newest' : find.order]}`,
  ]
}

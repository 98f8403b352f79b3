// What the transfer book and the sheets of batches say of a line on paper.
import { formatDate } from '../../text/dates.ts'
import { numberOf } from '../printing.ts'
import type { DocumentRow } from '../records.ts'
import type { DispatchRow, StruckRow } from './records.ts'
import type { StruckKind } from './rules.ts'

export const joined = (...parts: readonly (string | null | undefined | false)[]) => parts.filter(Boolean).join('; ')
export const dated = (day: string | null) => (day === null ? '' : formatDate(day))

const kindWords: Readonly<Record<StruckKind, string>> = { received: 'Ký nhận', 'asked-back': 'Đòi lại', returned: 'Trả lại', lost: 'Thất lạc' }

/** "Trả lại 12/03/2026: rách góc" */
function noted(kind: StruckKind, day: string | null, words: string | null): string {
  return [[kindWords[kind], dated(day)].filter(Boolean).join(' '), words].filter(Boolean).join(': ')
}

/** Ký nhận: who received, and when; that it was said on screen, where nobody signed. */
export function receiptWords({ received_by, received_date, received_by_id }: Pick<DispatchRow, 'received_by' | 'received_date' | 'received_by_id'>): string {
  return joined(received_by, dated(received_date), received_by_id !== null && 'xác nhận trên máy')
}

/** Ghi chú: what is noted of a line beside its receipt; what was struck through stays to be read. */
export function noteOfLine(row: DispatchRow, struck: readonly StruckRow[]): string {
  return joined(
    row.envelope_number !== null && `Số bì ${row.envelope_number}`, row.copies !== null && `${row.copies} bản`, row.note, row.asked_back_on !== null && row.outcome === null && noted('asked-back', row.asked_back_on, null),
    row.outcome !== null && noted(row.outcome, row.outcome_on, row.outcome_note),
    ...struck.map((one) => `Đã gạch “${noted(one.kind, one.noted_on, one.person_name ?? one.note)}”: ${one.struck_reason}`),
    row.struck_reason !== null && `Đã gạch: ${row.struck_reason}`,
  )
}

/** By what a withheld document is known in the books: its number. */
export function numberOnly(document: DocumentRow): Readonly<Record<string, string>> {
  return document.direction === 'incoming' ? { arrivalNumber: numberOf(document) } : { numberSymbol: document.number_symbol, numberSymbolDate: document.number_symbol }
}

/** What stands beside that number. */
export function withheldNote({ secrecy }: Pick<DocumentRow, 'secrecy'>): string {
  return secrecy === 'none' ? 'Văn bản hạn chế người đọc' : 'Văn bản mật, không hiển thị'
}

// What rows of both kinds of old books have alike. A column that the archive has no field for goes into the note, in the words of the
// book, so that nothing of it is lost.
import { formatDate } from '../../text/dates.ts'
import { numberAndSymbol } from '../../registers/rules.ts'
import type { BookRow } from '../book/types.ts'
import type { PlanContext } from './types.ts'

type Fields = Readonly<Record<string, string | number | null>>

/** Columns of a document that a row fills whichever way it went. `further`: what goes into the note beside. */
export function commonFields({ now, today, importId }: PlanContext, row: BookRow, further: readonly string[]): Fields {
  // An old day by which something was due says nothing of whether it was done; it would stand as overdue for ever.
  const isDue = row.dueDate !== undefined && row.dueDate >= today
  const note = [
    row.note,
    ...further,
    row.dueDate !== undefined && !isDue ? `Hạn giải quyết: ${formatDate(row.dueDate)}` : undefined,
    row.transferDate === undefined ? undefined : `Ngày chuyển: ${formatDate(row.transferDate)}`,
    row.receipt === undefined ? undefined : `Ký nhận: ${row.receipt}`,
  ].filter((part) => part !== undefined)
  return {
    ...numberAndSymbol(row.numberSymbol ?? ''),
    number_symbol: row.numberSymbol ?? '',
    subject: row.subject!,
    signer_name: row.signer ?? null,
    urgency: row.urgency ?? 'normal',
    secrecy: row.secrecy ?? 'none',
    pages: row.pages ?? null,
    copies: row.copies ?? null,
    due_date: isDue ? row.dueDate! : null,
    note: note.length === 0 ? null : note.join('; '),
    import_id: importId,
    import_row: row.row,
    registered_at: new Date(now).toISOString(),
  }
}

/** What is left of a list once the undefined ones are out, joined; null for nothing. */
export function joinedOrNull(...parts: readonly (string | undefined)[]): string | null {
  const there = parts.filter((part) => part !== undefined)
  return there.length === 0 ? null : there.join('; ')
}

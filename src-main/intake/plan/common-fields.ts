// What rows of both kinds of old books have alike. A column that the archive has no field for goes into the note, in the words of the
// book, so that nothing of it is lost.
import { lengths } from '../../contract/choices.ts'
import { formatDate } from '../../text/dates.ts'
import { numberAndSymbol } from '../../registers/rules.ts'
import type { BookRow } from '../book/types.ts'
import type { PlanContext, Tell } from './types.ts'

type Fields = Readonly<Record<string, string | number | null>>

/**
 * Columns of a document that a row fills whichever way it went; null where they are longer together than a document may hold, and
 * could not be mended by hand afterwards: then `tell` has said so. `further`: what goes into the note beside.
 */
export function commonFields({ now, today, importId }: PlanContext, row: BookRow, further: readonly string[], tell: Tell): Fields | null {
  // An old day by which something was due says nothing of whether it was done; it would stand as overdue for ever.
  const isDue = row.dueDate !== undefined && row.dueDate >= today
  const note = [
    row.note,
    ...further,
    row.dueDate !== undefined && !isDue ? `Hạn giải quyết: ${formatDate(row.dueDate)}` : undefined,
    row.transferDate === undefined ? undefined : `Ngày chuyển: ${formatDate(row.transferDate)}`,
    row.receipt === undefined ? undefined : `Ký nhận: ${row.receipt}`,
  ].filter((part) => part !== undefined).join('; ')
  if (note.length > lengths.note) return tell('error', 'TEXT_TOO_LONG', row, 'note', { field: 'note', limit: lengths.note })
  const toPlaces = [row.recipient, row.toPlaces].filter((part) => part !== undefined).join('; ')
  if (toPlaces.length > lengths.toPlaces) return tell('error', 'TEXT_TOO_LONG', row, 'toPlaces', { field: 'toPlaces', limit: lengths.toPlaces })
  // What is too long for a name is the post with it.
  const isName = (row.signer?.length ?? 0) <= lengths.signerName
  return {
    ...numberAndSymbol(row.numberSymbol ?? ''),
    number_symbol: row.numberSymbol ?? '',
    subject: row.subject!,
    to_places: toPlaces === '' ? null : toPlaces,
    signer_name: isName ? (row.signer ?? null) : null,
    signer_position: isName ? null : row.signer!,
    urgency: row.urgency ?? 'normal',
    secrecy: row.secrecy ?? 'none',
    pages: row.pages ?? null,
    copies: row.copies ?? null,
    due_date: isDue ? row.dueDate! : null,
    note: note === '' ? null : note,
    import_id: importId,
    import_row: row.row,
    registered_at: new Date(now).toISOString(),
  }
}

// What is searched of a document beside its number, type, subject, body and signer: every further input field (NĐ 30/2020/NĐ-CP,
// Phụ lục VI, III.6.d), as words where they are words, as one word each where they are days, counts or codes.
import type { ReadDb } from '../archive/database.ts'
import { listed, sql } from '../archive/sql.ts'
import { codeWord, countWord, dayWord } from '../text/field-words.ts'
import type { DocumentRow } from './records.ts'
import type { ListRow } from './schemas.ts'

type FieldName = NonNullable<ListRow['snippet']>['field']

/** Names of the recipients of documents, in their order. */
export function recipientNames(db: ReadDb, documentIds: readonly string[]): Map<string, string[]> {
  if (documentIds.length === 0) return new Map()
  const rows = db.all<{ document_id: string; name: string }>(sql`
    SELECT document_id, name
    FROM document_recipient                              -- document_recipient_by_document
    WHERE document_id IN ${listed(documentIds)} AND removed = 0
    ORDER BY document_id, ordinal, id`)
  return new Map([...Map.groupBy(rows, (row) => row.document_id)].map(([id, some]) => [id, some.map((row) => row.name)]))
}

/** The further fields that are words, those that are empty left out. */
export function furtherFields(row: DocumentRow, recipients: readonly string[]): [FieldName, string][] {
  const fields: [FieldName, string | null][] = [
    ['note', row.note],
    // Of an outgoing document they are the recipients, cut where they are many.
    ['toPlaces', row.direction === 'incoming' ? row.to_places : null],
    ['recipients', recipients.join('; ')],
    ['recordCopyHolder', row.record_copy_holder],
    ['onBehalfOf', row.on_behalf_of],
    ['language', row.language],
    ['fileCode', [row.file_organ_id, row.file_notation].filter((part) => part !== null).join(' ')],
    ['reason', [row.cancel_reason, row.recall_reason, row.late_reason, row.duplicate_reason].filter((part) => part !== null).join('; ')],
    ['arrivalNumber', row.direction === 'incoming' ? `${row.order_number}${row.order_suffix}` : null],
  ]
  return fields.filter((field): field is [FieldName, string] => field[1] !== null && field[1] !== '')
}

/** The further fields that are found by one word of their own: days, counts, codes. */
export function furtherWords(row: DocumentRow): string[] {
  const days = [row.issued_date, row.register_date, row.due_date].filter((day) => day !== null)
  const fileCode = [row.file_organ_id, row.file_catalog, row.file_notation].filter((part) => part !== null).join('.')
  return [
    ...new Set(days.map(dayWord)),
    ...(row.direction === 'incoming' ? [countWord('arrival', `${row.order_number}${row.order_suffix}`)] : []),
    ...(row.pages === null ? [] : [countWord('pages', row.pages)]),
    ...(row.copies === null ? [] : [countWord('copies', row.copies)]),
    ...(row.doc_ordinal === null ? [] : [countWord('ordinal', row.doc_ordinal)]),
    ...[fileCode, row.identification_code ?? ''].filter((code) => code !== '').map(codeWord),
  ]
}

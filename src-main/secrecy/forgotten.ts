// What is left of a document that was destroyed by decision, and of all that is kept beside it: what a book needs so that it has no hole,
// and who had it in hand. Everything that somebody wrote about it goes.
import type { Change } from '../archive/journal.ts'
import type { Row } from '../archive/schema.ts'
import { named, sql } from '../archive/sql.ts'
import type { CommandContext } from '../handler/handler.ts'

const words = '(đã tiêu hủy theo quyết định)'
export const noFile = '0'.repeat(64)

/** By table, what stands in the fields that are not kept. */
export const blanked: Readonly<Record<string, Readonly<Record<string, string | number | null>>>> = {
  document: {
    subject: words, signer_position: null, signer_name: null, to_places: null, note: null, language: null, due_date: null, file_organ_id: null, file_catalog: null, file_notation: null, on_behalf_of: null,
    record_copy_holder: null, recall_reason: null, cancel_reason: words, duplicate_reason: null, late_reason: null, reinstate_reason: null, frozen_reason: null, subject_allowed_by: null,
  },
  document_file: { file_id: noFile, name: words, media_type: 'application/octet-stream', size: 0, removed: 1 },
  document_arrival: { note: null },
  document_return: { reason: words, returned_to: null },
  document_recipient: { name: words, recall_note: null },
  document_copy: { extract: words, to_places: null, note: null, signer_name: words, signer_position: null, on_behalf_of: null, late_reason: null, struck_reason: words },
  document_dispatch: { to_name: words, envelope_number: null, received_by: null, note: null, outcome_note: null, struck_reason: words },
  dispatch_struck: { person_name: null, note: null, struck_reason: words },
  record_copy_use: { user_name: words, purpose: words, permitted_by: null, note: null, struck_reason: words },
  assignment: { direction: null, result: null },
  handling_event: { text: null, ink_file_id: null, ink_name: null, ink_type: null, ink_size: null },
  draft_act: { text: null, content_hash: null },
  secret_copy: { note: null, end_note: null },
}

/** The document and all that is kept beside it, each with what is left of it. Fields that are empty stay so; work on it that was open is withdrawn. */
export function forgotten({ tx, now, today }: Pick<CommandContext, 'tx' | 'now' | 'today'>, documentId: string): Change[] {
  return Object.entries(blanked).flatMap(([table, fields]) => {
    const owner = table === 'document' ? sql`id` : sql`document_id`
    return tx.all<Row>(sql`SELECT * FROM ${named(table)} WHERE ${owner} = ${documentId}`).map((row) => ({
      table, id: String(row['id']),
      set: {
        ...Object.fromEntries(Object.entries(fields).filter(([field]) => row[field] !== null)),
        ...(table === 'assignment' && row['closed_at'] === null ? { state: 'withdrawn', closed_at: new Date(now).toISOString(), closed_on: today, reminded_at: null } : {}),
      },
    }))
  })
}

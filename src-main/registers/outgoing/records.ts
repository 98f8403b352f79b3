// Outgoing documents in the archive, beside the documents themselves: recipients and links.
import type { ReadDb } from '../../archive/database.ts'
import type { Change } from '../../archive/journal.ts'
import { sql } from '../../archive/sql.ts'
import { formatDate } from '../../text/dates.ts'
import type { DocumentRow } from '../records.ts'
import type { DocumentStatus } from '../schemas.ts'
import { approvalsLacking, isDraft } from './approvals.ts'
import { andReadable } from '../reading/withheld.ts'
import type { Readable } from '../reading/rules.ts'

export interface RecipientRow {
  readonly id: string
  readonly document_id: string
  readonly kind: 'body' | 'unit' | 'person' | 'group'
  readonly body_id: string | null
  readonly name: string
  readonly recall_asked_on: string | null
  readonly recall_answer: 'returned' | 'destroyed' | 'not-received' | null
  readonly recall_answered_on: string | null
  readonly recall_note: string | null
}

/** Recipients of a document in their order, without those that were taken out. */
export function recipientsOf(db: ReadDb, documentId: string): RecipientRow[] {
  return db.all<RecipientRow>(sql`
    SELECT * FROM document_recipient                     -- document_recipient_by_document
    WHERE document_id = ${documentId} AND removed = 0
    ORDER BY ordinal, id`)
}

export interface LinkRow {
  readonly id: string
  readonly from_id: string
  readonly to_id: string
  readonly kind: 'in-reply-to' | 'replaces' | 'corrects'
}

export function linksFrom(db: ReadDb, id: string): LinkRow[] {
  return db.all<LinkRow>(sql`SELECT id, from_id, to_id, kind FROM document_link WHERE from_id = ${id} AND removed = 0 ORDER BY kind, to_id`)
}

/** The change that says that one document answers another; none where that stands already. */
export function replyLink(db: ReadDb, fromId: string, toId: string, newId: () => string): Change[] {
  if (linksFrom(db, fromId).some((link) => link.kind === 'in-reply-to' && link.to_id === toId)) return []
  return [{ table: 'document_link', id: newId(), set: { from_id: fromId, to_id: toId, kind: 'in-reply-to', removed: 0 } }]
}

/** Documents that belong to one, as it is shown with them. */
export function shownLinks(db: ReadDb, id: string, readable: Readable) {
  return db.all<{ kind: LinkRow['kind']; direction: 'from' | 'to'; id: string; documentDirection: 'incoming' | 'outgoing'; numberSymbol: string; subject: string; date: string; status: DocumentStatus }>(sql`
    SELECT link.kind, 'from' AS direction, other.id, other.direction AS documentDirection, other.number_symbol AS numberSymbol, other.subject, other.register_date AS date, other.status
    FROM document_link AS link JOIN document AS other ON other.id = link.to_id
    WHERE link.from_id = ${id} AND link.removed = 0 ${andReadable(readable, 'other')}
    UNION ALL
    SELECT link.kind, 'to', other.id, other.direction, other.number_symbol, other.subject, other.register_date, other.status
    FROM document_link AS link JOIN document AS other ON other.id = link.from_id
    WHERE link.to_id = ${id} AND link.removed = 0 ${andReadable(readable, 'other')}
    ORDER BY 1, 7, 3`)
}

/** What an outgoing document has beside the fields of every document; null for an incoming one. */
export function outgoingPart(db: ReadDb, row: DocumentRow) {
  if (row.direction !== 'outgoing') return null
  const series = db.get<{ id: string; name: string }>(sql`
    SELECT series.id, series.name FROM number_period JOIN series ON series.id = number_period.series_id WHERE number_period.id = ${row.period_id}`)
  return {
    seriesId: series?.id ?? null,
    seriesName: series?.name ?? null,
    orderNumber: row.order_number === 0 ? null : row.order_number,
    orderSuffix: row.order_suffix,
    identificationCode: row.identification_code,
    authority: row.authority,
    onBehalfOf: row.on_behalf_of,
    recordCopyHolder: row.record_copy_holder,
    recallReason: row.recall_reason,
    lacksApproval: isDraft(row.status) ? approvalsLacking(db, row.id) : [],
    recipients: recipientsOf(db, row.id).map((one) => ({
      id: one.id,
      kind: one.kind,
      bodyId: one.body_id,
      name: one.name,
      recall: one.recall_asked_on === null ? null : { askedOn: one.recall_asked_on, answer: one.recall_answer, answeredOn: one.recall_answered_on, note: one.recall_note },
    })),
  }
}

/**
 * mã định danh văn bản (VI.III.1.c): the issuing body's code, or its symbol where it has none; the day; the type's abbreviation; the
 * number. One document has one, and no other of the same body: within a day a series gives a number once. The regulations name
 * the code and leave its form to the body (no official form was found).
 */
export function identificationCode(parts: { readonly organ: string; readonly issuedDate: string; readonly type: string; readonly number: number; readonly suffix: string; readonly apart: boolean }): string {
  const { organ, issuedDate, type, number, suffix, apart } = parts
  const day = formatDate(issuedDate).split('/').toReversed().join('')
  return [organ, day, type, `${number}${suffix}`, ...(apart ? ['M'] : [])].join('.')
}

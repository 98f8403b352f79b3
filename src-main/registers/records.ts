// Documents in the archive: rows as they stand, rows as lists show them, and what belongs to a document.
import type { ReadDb } from '../archive/database.ts'
import { differingSince, isStale, latestEntry } from '../archive/history.ts'
import type { RecordRef } from '../archive/history.ts'
import { listed, sql } from '../archive/sql.ts'
import type { Channel, Secrecy, Urgency } from '../contract/fields.ts'
import { err } from '../contract/result.ts'
import { bodyNamer } from '../filing/records.ts'
import type { DocumentStatus, FileRole, ListRow } from './schemas.ts'
import { countedCells } from './reading/cells.ts'
import { draftStates, isDraft } from './outgoing/approvals.ts'
import type { Readable } from './reading/rules.ts'

export interface DocumentRow {
  readonly id: string
  readonly direction: 'incoming' | 'outgoing'
  readonly register_id: string
  readonly register_date: string
  readonly year: number
  readonly period_id: string
  readonly order_number: number
  readonly order_suffix: string
  readonly arrival_date: string | null
  readonly arrival_time: string | null
  readonly document_type_id: string
  readonly number: string | null
  readonly symbol: string | null
  readonly number_symbol: string
  readonly number_key: string
  readonly issued_date: string | null
  readonly issuing_body_id: string
  /** the body that it was issued by, where a merge filed it under another */
  readonly issued_as_body_id: string | null
  readonly subject: string
  readonly signer_position: string | null
  readonly signer_name: string | null
  readonly urgency: Urgency
  readonly secrecy: Secrecy
  readonly pages: number | null
  readonly copies: number | null
  readonly channel: Channel | null
  readonly to_places: string | null
  readonly due_date: string | null
  readonly language: string | null
  readonly note: string | null
  readonly file_organ_id: string | null
  readonly file_catalog: number | null
  readonly file_notation: string | null
  readonly doc_ordinal: number | null
  readonly authority: 'tm' | 'kt' | 'tl' | 'none' | null
  readonly on_behalf_of: string | null
  readonly record_copy_holder: string | null
  readonly identification_code: string | null
  readonly recall_reason: string | null
  readonly status: DocumentStatus
  readonly cancel_reason: string | null
  readonly duplicate_reason: string | null
  readonly late_reason: string | null
  readonly import_id: string | null
  readonly import_row: number | null
  readonly registered_at: string
  /** 1: only named readers may read it */
  readonly limited: 0 | 1
  /** 1: locked against every change */
  readonly frozen: 0 | 1
  readonly frozen_reason: string | null
  readonly subject_allowed_by: string | null
}

export interface FileRow {
  readonly id: string
  readonly document_id: string
  readonly file_id: string
  readonly role: FileRole
  readonly name: string
  readonly media_type: string
  readonly size: number
}

export function documentRow(db: ReadDb, id: string): DocumentRow | undefined {
  return db.get<DocumentRow>(sql`SELECT * FROM document WHERE id = ${id}`)
}

/** A document that may still be worked on: one that was withdrawn with its import is none. */
export function presentDocument(db: ReadDb, id: string): DocumentRow | undefined {
  const row = documentRow(db, id)
  return row?.status === 'withdrawn' ? undefined : row
}

export function documentRows(db: ReadDb, ids: readonly string[]): Map<string, DocumentRow> {
  if (ids.length === 0) return new Map()
  return new Map(db.all<DocumentRow>(sql`SELECT * FROM document WHERE id IN ${listed(ids)}`).map((row) => [row.id, row]))
}

/** Files of documents in their order. */
export function filesOf(db: ReadDb, documentIds: readonly string[]): FileRow[] {
  if (documentIds.length === 0) return []
  return db.all<FileRow>(sql`
    SELECT id, document_id, file_id, role, name, media_type, size
    FROM document_file                                   -- document_file_by_document
    WHERE document_id IN ${listed(documentIds)} AND removed = 0
    ORDER BY document_id, ordinal, id`)
}

/** Documents that may be read, of all bodies and types. */
export function documentCount(db: ReadDb, readable?: Readable): number {
  return db.value<number>(sql`SELECT coalesce(sum(n), 0) FROM ${countedCells(readable)} WHERE issuing_body_id = '' AND document_type_id = ''`) ?? 0
}

/** The day that decides the issuing body's name: the document's own, else its arrival. */
export function nameDay(row: Pick<DocumentRow, 'issued_date' | 'arrival_date' | 'register_date'>): string {
  return row.issued_date ?? row.arrival_date ?? row.register_date
}

/** The body whose name the document bears: the one that issued it, also where it is filed under what that became. */
export function issuerOf(row: Pick<DocumentRow, 'issuing_body_id' | 'issued_as_body_id'>): string {
  return row.issued_as_body_id ?? row.issuing_body_id
}

/** Rows as lists show them, in the order of the ids; ids that are no documents, or were withdrawn, are left out. */
export function listRows(db: ReadDb, ids: readonly string[]): ListRow[] {
  return shownRows(db, presentRows(db, ids))
}

/** Rows as they stand, in the order of the ids; ids that are no documents, or were withdrawn, are left out. */
export function presentRows(db: ReadDb, ids: readonly string[]): DocumentRow[] {
  const rows = documentRows(db, ids)
  return ids.map((id) => rows.get(id)).filter((row) => row !== undefined && row.status !== 'withdrawn') as DocumentRow[]
}

/**
 * As `listRows`, by the rowids that an index gave a moment ago: rows of a list lie apart, so the way through the index of ids
 * would cost as much again as the rows. Never keep a rowid: the next VACUUM may change it.
 */
export function listRowsAt(db: ReadDb, rowids: readonly number[]): ListRow[] {
  return shownRows(db, documentRowsAt(db, rowids))
}

/** Rows as they stand, by the rowids that an index gave a moment ago. */
export function documentRowsAt(db: ReadDb, rowids: readonly number[]): DocumentRow[] {
  if (rowids.length === 0) return []
  const rows = new Map(db.all<DocumentRow & { rowid: number }>(sql`SELECT rowid, * FROM document WHERE rowid IN ${listed(rowids)}`).map((row) => [row.rowid, row]))
  return rowids.flatMap((rowid) => rows.get(rowid) ?? [])
}

/** Rows as lists show them. */
export function shownRows(db: ReadDb, rows: readonly DocumentRow[]): ListRow[] {
  if (rows.length === 0) return []
  const nameOf = bodyNamer(db, rows.map(issuerOf))
  const counted = db.all<{ document_id: string; n: number }>(sql`
    SELECT document_id, count(*) AS n
    FROM document_file                                   -- document_file_by_document holds all that is asked
    WHERE document_id IN ${listed(rows.map((row) => row.id))} AND removed = 0
    GROUP BY document_id`)
  const files = new Map(counted.map(({ document_id, n }) => [document_id, n]))
  const states = draftStates(db, rows.filter(({ status }) => isDraft(status)).map(({ id }) => id))
  return rows.map((row) => {
    const shown = shownRow(row, nameOf(issuerOf(row), nameDay(row)))
    return { ...shown, draftState: states.get(row.id) ?? null, toPlaces: shortened(shown.toPlaces), files: files.get(row.id) ?? 0 }
  })
}

/** As many characters of the recipients as a line of a list can show. */
const placesInList = 160

function shortened(places: string | null): string | null {
  return places === null || places.length <= placesInList ? places : `${places.slice(0, placesInList - 1).trimEnd()}…`
}

/** What a list and the whole document show alike. */
export function shownRow(row: DocumentRow, issuingBodyName: string): Omit<ListRow, 'files' | 'snippet' | 'draftState'> {
  return {
    id: row.id,
    direction: row.direction,
    registerId: row.register_id,
    year: row.year,
    registerDate: row.register_date,
    arrivalNumber: row.direction === 'incoming' ? row.order_number : null,
    arrivalSuffix: row.direction === 'incoming' ? row.order_suffix : '',
    arrivalDate: row.arrival_date,
    documentTypeId: row.document_type_id,
    numberSymbol: row.number_symbol,
    issuedDate: row.issued_date,
    issuingBodyId: row.issuing_body_id,
    issuingBodyName,
    subject: row.subject,
    urgency: row.urgency,
    secrecy: row.secrecy,
    limited: row.limited === 1,
    frozen: row.frozen === 1,
    status: row.status,
    dueDate: row.due_date,
    signer: { position: row.signer_position, name: row.signer_name },
    toPlaces: row.to_places,
  }
}

/** All records that a document consists of. */
export function recordsOfDocument(db: ReadDb, id: string): RecordRef[] {
  const parts: RecordRef[] = [{ table: 'document', id }]
  for (const row of db.all<{ id: string }>(sql`SELECT id FROM document_file WHERE document_id = ${id}`)) parts.push({ table: 'document_file', id: row.id })
  for (const row of db.all<{ id: string }>(sql`SELECT id FROM document_arrival WHERE document_id = ${id}`)) parts.push({ table: 'document_arrival', id: row.id })
  for (const row of db.all<{ id: string }>(sql`SELECT id FROM document_return WHERE document_id = ${id}`)) parts.push({ table: 'document_return', id: row.id })
  for (const row of db.all<{ id: string }>(sql`SELECT id FROM document_recipient WHERE document_id = ${id}`)) parts.push({ table: 'document_recipient', id: row.id })
  for (const row of db.all<{ id: string }>(sql`SELECT id FROM document_copy WHERE document_id = ${id}`)) parts.push({ table: 'document_copy', id: row.id })
  for (const row of db.all<{ id: string }>(sql`SELECT id FROM document_dispatch WHERE document_id = ${id}`)) parts.push({ table: 'document_dispatch', id: row.id })
  for (const row of db.all<{ id: string }>(sql`SELECT id FROM dispatch_struck WHERE document_id = ${id}`)) parts.push({ table: 'dispatch_struck', id: row.id })
  for (const row of db.all<{ id: string }>(sql`SELECT id FROM record_copy_use WHERE document_id = ${id}`)) parts.push({ table: 'record_copy_use', id: row.id })
  for (const row of db.all<{ id: string }>(sql`SELECT id FROM document_link WHERE from_id = ${id}`)) parts.push({ table: 'document_link', id: row.id })
  return parts
}

export function entryOfDocument(db: ReadDb, id: string): string {
  return latestEntry(db, recordsOfDocument(db, id)) ?? ''
}

/** What is noted beside a document without changing it: a further arrival, a copy, a sending, a use of the record copy. */
const noted: ReadonlySet<string> = new Set(['document_arrival', 'document_copy', 'document_dispatch', 'dispatch_struck', 'record_copy_use'])

/** STALE_RECORD {basedOn, current, differing} where fields or files changed since the caller saw them; what is noted beside them does not count. */
export function staleDocument(db: ReadDb, id: string, basedOn: string | undefined) {
  if (basedOn === undefined) return null
  const written = recordsOfDocument(db, id).filter((record) => !noted.has(record.table))
  if (!isStale(db, basedOn, written)) return null
  return err('STALE_RECORD', { basedOn, current: entryOfDocument(db, id), differing: differingSince(db, basedOn, written) })
}

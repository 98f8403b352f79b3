// One document whole, and everything that happened to it.
import { historyOf } from '../archive/history.ts'
import { sql } from '../archive/sql.ts'
import type { Channel } from '../contract/fields.ts'
import { nameOf } from '../people/index.ts'
import { err, ok } from '../contract/result.ts'
import { bodyNamer } from '../filing/records.ts'
import { handleQuery } from '../handler/handler.ts'
import { documentHistory, getDocument } from './contract.ts'
import { registerRow } from './numbers.ts'
import { draftStates } from './outgoing/approvals.ts'
import { outgoingPart, shownLinks } from './outgoing/records.ts'
import { documentRow, entryOfDocument, filesOf, issuerOf, nameDay, recordsOfDocument, shownRow } from './records.ts'
import { followReaders, readersEver, readersTable } from './reading/readers-history.ts'
import { readableBy } from './reading/withheld.ts'

const read = handleQuery(getDocument, ({ db, rulebook, textStates, person }, { id }) => {
  const row = documentRow(db, id)
  if (row === undefined) return err('DOCUMENT_NOT_FOUND', { id })
  const files = filesOf(db, [id])
  const states = textStates(files.map((file) => file.file_id))
  const issuingBodyName = bodyNamer(db, [issuerOf(row)])(issuerOf(row), nameDay(row))
  return ok({
    ...shownRow(row, issuingBodyName),
    draftState: draftStates(db, [id]).get(id) ?? null,
    entry: entryOfDocument(db, id),
    registerName: registerRow(db, row.register_id)?.name ?? '',
    documentTypeName: rulebook.documentType(row.document_type_id)?.name ?? row.document_type_id,
    number: row.number,
    symbol: row.symbol,
    pages: row.pages,
    copies: row.copies,
    channel: row.channel,
    arrivalTime: row.arrival_time,
    language: row.language,
    note: row.note,
    fileCode: row.file_organ_id === null ? null : { organId: row.file_organ_id, fileCatalog: row.file_catalog ?? 0, fileNotation: row.file_notation ?? '' },
    docOrdinal: row.doc_ordinal,
    cancelReason: row.cancel_reason,
    duplicateReason: row.duplicate_reason,
    lateReason: row.late_reason,
    frozenReason: row.frozen === 1 ? row.frozen_reason : null,
    subjectAllowedBy: row.subject_allowed_by,
    registeredAt: row.registered_at,
    files: files.map((file) => ({
      fileId: file.file_id,
      role: file.role,
      name: file.name,
      mediaType: file.media_type,
      size: file.size,
      text: states.get(file.file_id) ?? 'waiting',
    })),
    links: shownLinks(db, id, readableBy(db, person)),
    outgoing: outgoingPart(db, row),
    arrivals: db.all<{ id: string; date: string; time: string | null; channel: Channel; note: string | null }>(sql`
      SELECT id, arrival_date AS date, arrival_time AS time, channel, note
      FROM document_arrival WHERE document_id = ${id} ORDER BY arrival_date, id`),
    returns: db.all<{ id: string; date: string; reason: string; returnedTo: string | null }>(sql`
      SELECT id, return_date AS date, reason, returned_to AS returnedTo
      FROM document_return WHERE document_id = ${id} ORDER BY return_date, id`),
  })
})

const history = handleQuery(documentHistory, ({ db }, { id }) => {
  if (documentRow(db, id) === undefined) return err('DOCUMENT_NOT_FOUND', { id })
  const readers = readersEver(db, id)
  const readersIn = followReaders(readers)
  const records = [...recordsOfDocument(db, id), ...[...readers.keys()].map((reader) => ({ table: readersTable, id: reader }))]
  const entries = historyOf(db, records).map(({ changes, ...entry }) => {
    // The reason that this entry gave, not one that it took away.
    const reason = changes.find((change) => change.field.endsWith('reason') && typeof change.after === 'string')?.after
    return {
      ...entry,
      actor: nameOf(db, entry.actor),
      ...(typeof reason === 'string' ? { reason } : {}),
      changes: [...changes.filter(({ table }) => table !== readersTable).map(({ table, field, before, after }) => ({ record: table, field, before, after })), ...readersIn(changes)],
    }
  })
  return ok({ entries })
})

export const readDocumentHandlers = [read, history]

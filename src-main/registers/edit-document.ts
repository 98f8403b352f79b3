// Mending what was registered: fields and files; before and after stand in the journal. The number stays.
import type { Change } from '../archive/journal.ts'
import { secrecies } from '../contract/choices.ts'
import { err, ok } from '../contract/result.ts'
import { endedBody, settleBody } from '../filing/choose.ts'
import { handleCommand } from '../handler/handler.ts'
import { mayReadLevel } from '../handler/person.ts'
import { numberSymbolKey } from '../text/number-symbol.ts'
import { editDocument } from './contract.ts'
import { filesFault, settleFiles } from './files-of.ts'
import { entryOfDocument, filesOf, presentDocument, staleDocument } from './records.ts'
import { dateFault, numberAndSymbol } from './rules.ts'
import { twinShown } from './twins.ts'
import { vietnamDate } from '../text/dates.ts'
import { settleSubject } from './subject/rules.ts'

const edit = handleCommand(editDocument, (context, { id, basedOn, changes, files, acceptDuplicate, acceptEndedBody }) => {
  const { tx, rulebook, today, newId, person } = context
  const row = presentDocument(tx, id)
  if (row === undefined) return err('DOCUMENT_NOT_FOUND', { id })
  if (row.direction !== 'incoming') return err('DOCUMENT_NOT_INCOMING', { id })
  if (row.status === 'cancelled') return err('DOCUMENT_CANCELLED', { id })
  const stale = staleDocument(tx, id, basedOn)
  if (stale !== null) return stale
  if (changes.documentTypeId !== undefined && rulebook.documentType(changes.documentTypeId) === undefined) {
    return err('DOCUMENT_TYPE_UNKNOWN', { documentTypeId: changes.documentTypeId })
  }

  if (changes.secrecy !== undefined && !mayReadLevel(person, changes.secrecy)) return err('SECRECY_ABOVE_CLEARANCE', { secrecy: changes.secrecy })
  const lowers = changes.secrecy !== undefined && secrecies.indexOf(changes.secrecy) < secrecies.indexOf(row.secrecy)
  if (lowers && vietnamDate(Date.parse(row.registered_at)) !== today) return err('LEVEL_NEEDS_DECISION', { secrecy: changes.secrecy! })
  const arrivalDate = changes.arrivalDate ?? row.register_date
  const issuedDate = changes.issuedDate === undefined ? row.issued_date : changes.issuedDate
  const dueDate = changes.dueDate === undefined ? row.due_date : changes.dueDate
  const fault = dateFault({ arrivalDate, issuedDate, dueDate }, today)
  if (fault !== null) return { ok: false, error: fault }
  // The number was given in its year; a document of another year is cancelled here and registered there.
  if (arrivalDate.slice(0, 4) !== String(row.year)) return err('YEAR_CHANGED', { year: row.year, arrivalDate })

  const made: Change[] = []
  let bodyId = row.issuing_body_id
  if (changes.issuingBody !== undefined && !('id' in changes.issuingBody && changes.issuingBody.id === bodyId)) {
    const body = settleBody(tx, changes.issuingBody, issuedDate ?? arrivalDate, newId)
    if (!body.ok) return body
    bodyId = body.value.id
    made.push(...body.value.made)
  }
  // Asked only about what this edit says: what stood wrong before does not stop a mended subject.
  if (!acceptEndedBody && made.length === 0 && (bodyId !== row.issuing_body_id || issuedDate !== row.issued_date)) {
    const ended = endedBody(tx, bodyId, issuedDate)
    if (ended !== null) return ended
  }
  const numberSymbol = changes.numberSymbol ?? row.number_symbol
  let duplicateReason: string | undefined
  if (numberSymbolKey(numberSymbol) !== row.number_key || bodyId !== row.issuing_body_id || issuedDate !== row.issued_date) {
    const twin = made.length > 0 ? null : twinShown(tx, rulebook, { numberSymbol, documentTypeId: changes.documentTypeId ?? row.document_type_id, bodyId, issuedDate, exceptId: id }, person)
    if (twin !== null && acceptDuplicate === undefined && row.duplicate_reason === null) return err('DUPLICATE_DOCUMENT', { twin })
    if (twin !== null) duplicateReason = acceptDuplicate?.reason
  }

  const set: Record<string, string | number | null> = {}
  const put = (column: string, value: string | number | null | undefined) => {
    if (value !== undefined) set[column] = value === '' ? null : value
  }
  put('document_type_id', changes.documentTypeId)
  put('issued_date', changes.issuedDate)
  if (changes.subject !== undefined || changes.secrecy !== undefined || changes.subjectAllowedBy !== undefined) {
    const subject = settleSubject(changes.secrecy ?? row.secrecy, changes.subject ?? row.subject, changes.subjectAllowedBy ?? row.subject_allowed_by)
    if (!subject.ok) return subject
    Object.assign(set, subject.value)
  }
  put('signer_position', changes.signer?.position)
  put('signer_name', changes.signer?.name)
  put('urgency', changes.urgency)
  put('secrecy', changes.secrecy)
  put('pages', changes.pages)
  put('copies', changes.copies)
  put('channel', changes.channel)
  put('arrival_time', changes.arrivalTime)
  put('to_places', changes.toPlaces)
  put('due_date', changes.dueDate)
  put('language', changes.language)
  put('note', changes.note)
  put('doc_ordinal', changes.docOrdinal)
  put('duplicate_reason', duplicateReason)
  if (bodyId !== row.issuing_body_id) Object.assign(set, { issuing_body_id: bodyId, issued_as_body_id: null })
  if (changes.arrivalDate !== undefined) Object.assign(set, { arrival_date: arrivalDate, register_date: arrivalDate })
  if (changes.numberSymbol !== undefined) {
    Object.assign(set, { ...numberAndSymbol(numberSymbol), number_symbol: numberSymbol, number_key: numberSymbolKey(numberSymbol) })
  }
  if (changes.fileCode !== undefined) {
    const code = changes.fileCode
    Object.assign(set, { file_organ_id: code?.organId ?? null, file_catalog: code?.fileCatalog ?? null, file_notation: code?.fileNotation ?? null })
  }

  if (changes.secrecy !== undefined || files !== undefined) {
    const forbidden = filesFault(context, changes.secrecy ?? row.secrecy, (files ?? filesOf(tx, [id])).length > 0)
    if (forbidden !== null) return forbidden
  }
  if (Object.keys(set).length > 0) made.push({ table: 'document', id, set })
  if (files !== undefined) {
    const settled = settleFiles(context, id, files)
    if (!settled.ok) return settled
    made.push(...settled.value)
  }
  return ok({ id, entry: made.length === 0 ? entryOfDocument(tx, id) : tx.append(made) })
})

export const editDocumentHandlers = [edit]

// Registering an incoming document (đăng ký văn bản đến): its arrival number, its body, its files, in one transaction.
import { lastEntryTime } from '../archive/history.ts'
import type { Change } from '../archive/journal.ts'
import { sql } from '../archive/sql.ts'
import { err, ok } from '../contract/result.ts'
import { endedBody, settleBody } from '../filing/choose.ts'
import { handleCommand } from '../handler/handler.ts'
import { mayReadLevel } from '../handler/person.ts'
import { vietnamTime } from '../text/dates.ts'
import { numberSymbolKey } from '../text/number-symbol.ts'
import { registerIncoming } from './contract.ts'
import { filesFault, tieFiles } from './files-of.ts'
import { registerRow, suffixesOf, usualBook, yearState } from './numbers.ts'
import { documentCount } from './records.ts'
import { clockInDoubt, dateFault, nextSuffix, numberAndSymbol } from './rules.ts'
import { settleSubject } from './subject/rules.ts'
import { twinShown } from './twins.ts'

const register = handleCommand(registerIncoming, (context, input) => {
  const { tx, rulebook, now, today, newId, person } = context
  if (tx.value(sql`SELECT 1 FROM office LIMIT 1`) === undefined) return err('NOT_SET_UP')
  const registerId = input.registerId ?? usualBook(tx, rulebook, { secrecy: input.secrecy, documentTypeId: input.documentTypeId, day: input.arrivalDate ?? today })
  const book = registerRow(tx, registerId)
  if (book === undefined) return err('REGISTER_NOT_FOUND', { registerId })
  if (book.closed === 1) return err('REGISTER_CLOSED', { registerId })
  if (rulebook.documentType(input.documentTypeId) === undefined) return err('DOCUMENT_TYPE_UNKNOWN', { documentTypeId: input.documentTypeId })

  const arrivalDate = input.arrivalDate ?? today
  const issuedDate = input.issuedDate ?? null
  const fault = dateFault({ arrivalDate, issuedDate, dueDate: input.dueDate ?? null }, today)
  if (fault !== null) return { ok: false, error: fault }

  if (!mayReadLevel(person, input.secrecy)) return err('SECRECY_ABOVE_CLEARANCE', { secrecy: input.secrecy })
  if (!input.acceptClock) {
    const lastEntryAt = lastEntryTime(tx)
    // A new archive, or one set up long before its first document, has nothing to hold a clock against but its past.
    if (lastEntryAt !== null && clockInDoubt(now, lastEntryAt) && (now < lastEntryAt || documentCount(tx) > 0)) {
      return err('CLOCK_IN_DOUBT', { now: new Date(now).toISOString(), lastEntryAt: new Date(lastEntryAt).toISOString() })
    }
  }

  const subject = settleSubject(input.secrecy, input.subject, input.subjectAllowedBy ?? null)
  if (!subject.ok) return subject
  const year = Number(arrivalDate.slice(0, 4))
  const state = yearState(tx, registerId, year)
  if (state.unconfirmed) return err('LAST_NUMBER_UNCONFIRMED', { registerId, year, lastNumber: state.last })
  if (state.closed && input.lateReason === undefined) return err('YEAR_CLOSED', { registerId, year })

  let [arrivalNumber, arrivalSuffix] = [state.next, '']
  if (input.suffixOf !== undefined) {
    const taken = suffixesOf(tx, state.id, input.suffixOf)
    if (taken.size === 0) return err('SUFFIX_WITHOUT_NUMBER', { suffixOf: input.suffixOf })
    ;[arrivalNumber, arrivalSuffix] = [input.suffixOf, nextSuffix(taken)]
  }

  const body = settleBody(tx, input.issuingBody, issuedDate ?? arrivalDate, newId)
  if (!body.ok) return body
  const ended = input.acceptEndedBody || body.value.made.length > 0 ? null : endedBody(tx, body.value.id, issuedDate)
  if (ended !== null) return ended
  const isTwin = body.value.made.length === 0 ? twinShown(tx, rulebook, { numberSymbol: input.numberSymbol, documentTypeId: input.documentTypeId, bodyId: body.value.id, issuedDate }, person) : null
  if (isTwin !== null && input.acceptDuplicate === undefined) return err('DUPLICATE_DOCUMENT', { twin: isTwin })

  const id = newId()
  const forbidden = filesFault(context, input.secrecy, input.files.length > 0)
  if (forbidden !== null) return forbidden
  const files = tieFiles(context, id, input.files, 0)
  if (!files.ok) return files
  const document: Change = {
    table: 'document',
    id,
    set: {
      direction: 'incoming',
      register_id: registerId,
      register_date: arrivalDate,
      year,
      period_id: state.id,
      order_number: arrivalNumber,
      order_suffix: arrivalSuffix,
      arrival_date: arrivalDate,
      // The hour of a day that has passed is not known by the clock.
      arrival_time: input.arrivalTime ?? (arrivalDate === today ? vietnamTime(now) : null),
      document_type_id: input.documentTypeId,
      ...numberAndSymbol(input.numberSymbol),
      number_symbol: input.numberSymbol,
      number_key: numberSymbolKey(input.numberSymbol),
      issued_date: issuedDate,
      issuing_body_id: body.value.id,
      ...subject.value,
      signer_position: input.signer?.position || null,
      signer_name: input.signer?.name || null,
      urgency: input.urgency,
      secrecy: input.secrecy,
      pages: input.pages ?? null,
      copies: input.copies ?? null,
      channel: input.channel ?? null,
      to_places: input.toPlaces || null,
      due_date: input.dueDate ?? null,
      language: input.language || null,
      note: input.note || null,
      file_organ_id: input.fileCode?.organId ?? null,
      file_catalog: input.fileCode?.fileCatalog ?? null,
      file_notation: input.fileCode?.fileNotation ?? null,
      doc_ordinal: input.docOrdinal ?? null,
      status: 'registered',
      duplicate_reason: isTwin === null ? null : input.acceptDuplicate!.reason,
      late_reason: state.closed ? input.lateReason! : null,
      registered_at: new Date(now).toISOString(),
    },
  }
  // The first registration of a year opens it.
  const opened: Change[] = state.exists ? [] : [{ table: 'number_period', id: state.id, set: { register_id: registerId, year, start_number: 1 } }]
  const entry = tx.append([...body.value.made, ...opened, document, ...files.value])
  return ok({ id, arrivalNumber, arrivalSuffix, arrivalDate, entry })
})

export const registerIncomingHandlers = [register]

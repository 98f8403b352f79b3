// Making copies of a document: their number is given inside the transaction, in the office's series of copies.
import type { Change } from '../../archive/journal.ts'
import { err, ok } from '../../contract/result.ts'
import { handleCommand, handleQuery } from '../../handler/handler.ts'
import { documentRow, presentDocument } from '../records.ts'
import type { DocumentRow } from '../records.ts'
import { firstNumberInDoubt, formatOf } from '../series/records.ts'
import { writeNumber } from '../series/rules.ts'
import { copiesOf, makeCopy, strikeCopy } from './contract.ts'
import { copyRow, copyRows, copySeries, lastCopy } from './records.ts'

/** Whether a document may be copied: not what was cancelled or recalled, and not before it is out. */
function copyFault(row: DocumentRow) {
  if (row.status === 'cancelled') return err('DOCUMENT_CANCELLED', { id: row.id })
  if (row.status === 'recalled') return err('DOCUMENT_RECALLED', { id: row.id })
  if (row.direction === 'outgoing' && row.order_number === 0) return err('DOCUMENT_NOT_ISSUED', { id: row.id })
  return null
}

const make = handleCommand(makeCopy, ({ tx, rulebook, today, newId }, input) => {
  const { documentId, kind, date = today, extract, lateReason, lastOnPaper } = input
  const document = presentDocument(tx, documentId)
  if (document === undefined) return err('DOCUMENT_NOT_FOUND', { id: documentId })
  const fault = copyFault(document)
  if (fault !== null) return fault
  if (kind === 'trich-sao' && extract === undefined) return err('EXTRACT_UNSAID')
  if (date > today) return err('ISSUED_IN_FUTURE', { issuedDate: date, today })
  if (date < document.register_date) return err('NOTED_BEFORE_DOCUMENT', { date, documentDate: document.register_date })

  const series = copySeries(tx, rulebook, kind, date, newId)
  if (!series.ok) return series
  const { settled, abbreviation } = series.value
  const { row, state, period, symbol } = settled
  if (state.unconfirmed) return err('NUMBERS_UNCONFIRMED', { periodId: state.id, lastNumber: state.last })
  if (state.closed && lateReason === undefined) return err('PERIOD_CLOSED', { periodId: state.id, ...period })
  const made: Change[] = [...series.value.made, ...settled.made]
  let number = state.next
  if (firstNumberInDoubt(tx, settled)) {
    if (lastOnPaper === undefined) return err('FIRST_NUMBER_IN_DOUBT', { name: row.name, from: period.from })
    made.push({ table: 'number_period', id: state.id, set: { last_confirmed: lastOnPaper } })
    if (lastOnPaper >= state.startNumber) made.push({ table: 'number_loss', id: newId(), set: { period_id: state.id, number_from: state.startNumber, number_to: lastOnPaper, state: 'lost' } })
    number = Math.max(number, lastOnPaper + 1)
  }
  const last = lastCopy(tx, state.id)
  if (last !== null && date < last.date && lateReason === undefined) return err('NUMBER_BACKDATED', { number, lastNumber: last.number, lastDate: last.date })

  const id = newId()
  const numberSymbol = writeNumber(formatOf(row), number, '', abbreviation, symbol)
  const { signer, recipients } = input
  const entry = tx.append([
    ...made,
    {
      table: 'document_copy',
      id,
      set: {
        document_id: documentId, kind, period_id: state.id, order_number: number, number_symbol: numberSymbol, copy_date: date, extract: kind === 'trich-sao' ? extract! : null,
        copies: input.copies ?? null, to_places: recipients.join('; ') || null, signer_name: signer.name, signer_position: signer.position || null,
        authority: signer.authority ?? null, on_behalf_of: signer.onBehalfOf || null, note: input.note || null, late_reason: lateReason ?? null,
      },
    },
  ])
  return ok({ id, number, numberSymbol, seriesId: row.id, entry })
})

const strike = handleCommand(strikeCopy, ({ tx }, { id, reason }) => {
  const row = copyRow(tx, id)
  if (row === undefined) return err('COPY_NOT_FOUND', { id })
  if (row.struck_reason !== null) return err('ENTRY_STRUCK', { id })
  return ok({ id, entry: tx.append([{ table: 'document_copy', id, set: { struck_reason: reason } }]) })
})

const list = handleQuery(copiesOf, ({ db, rulebook, today }, { documentId }) => {
  if (documentRow(db, documentId) === undefined) return err('DOCUMENT_NOT_FOUND', { id: documentId })
  const series = copySeries(db, rulebook, 'sao-y', today, () => 'new')
  const next = series.ok && !series.value.settled.state.unconfirmed ? series.value : null
  return ok({
    copies: copyRows(db, documentId).map((row) => ({
      id: row.id,
      kind: row.kind,
      numberSymbol: row.number_symbol,
      date: row.copy_date,
      extract: row.extract,
      copies: row.copies,
      recipients: row.to_places,
      signer: [row.signer_position, row.signer_name].filter((part) => part !== null).join(' '),
      note: row.note,
      struckReason: row.struck_reason,
    })),
    next: next === null ? null : writeNumber(formatOf(next.settled.row), next.settled.state.next, '', next.abbreviation, next.settled.symbol),
  })
})

export const copyHandlers = [make, strike, list]

// A document that comes once more (the paper after its e-mail), and one that goes back to its sender.
import { err, ok } from '../contract/result.ts'
import { handleCommand } from '../handler/handler.ts'
import { vietnamTime } from '../text/dates.ts'
import { addArrival, returnDocument } from './contract.ts'
import { presentDocument, staleDocument } from './records.ts'
import { dateFault } from './rules.ts'

const arrive = handleCommand(addArrival, ({ tx, now, today, newId }, input) => {
  const row = presentDocument(tx, input.id)
  if (row === undefined) return err('DOCUMENT_NOT_FOUND', { id: input.id })
  if (row.direction !== 'incoming') return err('DOCUMENT_NOT_INCOMING', { id: input.id })
  if (row.status === 'cancelled') return err('DOCUMENT_CANCELLED', { id: input.id })
  const arrivalDate = input.arrivalDate ?? today
  const fault = dateFault({ arrivalDate, issuedDate: row.issued_date, dueDate: null }, today)
  if (fault !== null && fault.code !== 'DUE_BEFORE_ARRIVAL') return { ok: false, error: fault }
  const arrivalId = newId()
  const entry = tx.append([
    {
      table: 'document_arrival',
      id: arrivalId,
      set: {
        document_id: input.id,
        arrival_date: arrivalDate,
        arrival_time: input.arrivalTime ?? (arrivalDate === today ? vietnamTime(now) : null),
        channel: input.channel,
        note: input.note || null,
      },
    },
  ])
  return ok({ id: input.id, arrivalId, entry })
})

const sendBack = handleCommand(returnDocument, ({ tx, today, newId }, input) => {
  const row = presentDocument(tx, input.id)
  if (row === undefined) return err('DOCUMENT_NOT_FOUND', { id: input.id })
  if (row.direction !== 'incoming') return err('DOCUMENT_NOT_INCOMING', { id: input.id })
  if (row.status === 'cancelled') return err('DOCUMENT_CANCELLED', { id: input.id })
  if (row.status === 'returned') return err('DOCUMENT_RETURNED', { id: input.id })
  const stale = staleDocument(tx, input.id, input.basedOn)
  if (stale !== null) return stale
  const date = input.date ?? today
  if (date > today) return err('RETURN_IN_FUTURE', { date, today })
  if (date < row.register_date) return err('RETURN_BEFORE_ARRIVAL', { date, arrivalDate: row.register_date })
  const returnId = newId()
  const entry = tx.append([
    { table: 'document', id: input.id, set: { status: 'returned' } },
    {
      table: 'document_return',
      id: returnId,
      set: { document_id: input.id, return_date: date, reason: input.reason, returned_to: input.returnedTo || null },
    },
  ])
  return ok({ id: input.id, returnId, entry })
})

export const arrivalHandlers = [arrive, sendBack]

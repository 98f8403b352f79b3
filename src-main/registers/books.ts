// Books (sổ): opening, renaming and closing one, the number it starts with, closing a year and opening it again, going on after a restore.
import type { ReadDb } from '../archive/database.ts'
import type { Change } from '../archive/journal.ts'
import { sql } from '../archive/sql.ts'
import { err, ok } from '../contract/result.ts'
import { handleCommand, handleQuery } from '../handler/handler.ts'
import type { Rulebook } from '../rulebook/rulebook.ts'
import { yearOf } from '../text/dates.ts'
import { foldMarks } from '../text/fold.ts'
import { closeRegister, closeYear, confirmLastNumber, listRegisters, nextNumber, openRegister, renameRegister, reopenRegister, reopenYear, setStartNumber } from './contract.ts'
import { registerRow, registerRows, usualBook, yearState } from './numbers.ts'

/** The books that every office has from the first day, as the rulebook says: the general one among them. */
export function startingBooks(rulebook: Rulebook): Change[] {
  return rulebook.entries.registers
    .filter((book) => book.opensAtSetUp)
    .map(({ id, name, kind, direction, order }) => ({ table: 'register', id, set: { name, kind, direction, closed: 0, sort_order: order } }))
}

/** Changes that ask for the last number on paper before each book goes on in a year, and each series in its open periods; series that this archive does not know are asked about with their first number (number_doubt): after a restore, or in a copied folder. */
export function doubtNumbers(db: ReadDb, today: string, id: string): Change[] {
  const year = yearOf(today)
  const series = db.all<{ id: string }>(sql`SELECT id FROM number_period WHERE series_id IS NOT NULL AND closed = 0 ORDER BY id`)
  return [
    ...registerRows(db).map((book) => yearChange(db, book.id, year, { unconfirmed: 1 })),
    ...series.map((period): Change => ({ table: 'number_period', id: period.id, set: { unconfirmed: 1 } })),
    { table: 'number_doubt', id, set: { day: today } },
  ]
}

/** Books that ask for their last number on paper. */
export function unconfirmedBooks(db: ReadDb): { registerId: string; name: string; year: number; lastNumber: number }[] {
  return db
    .all<{ registerId: string; name: string; year: number }>(sql`
      SELECT number_period.register_id AS registerId, register.name, number_period.year
      FROM number_period
      JOIN register ON register.id = number_period.register_id
      WHERE number_period.unconfirmed = 1
      ORDER BY number_period.year, register.sort_order, register.id`)
    .map((row) => ({ ...row, lastNumber: yearState(db, row.registerId, row.year).last }))
}

function yearChange(db: ReadDb, registerId: string, year: number, set: Readonly<Record<string, number | string | null>>): Change {
  const state = yearState(db, registerId, year)
  return { table: 'number_period', id: state.id, set: state.exists ? set : { register_id: registerId, year, start_number: 1, ...set } }
}

const open = handleCommand(openRegister, ({ tx, today, newId }, input) => {
  const id = input.id ?? newId()
  const twin = registerRows(tx).find((row) => row.id === id || foldMarks(row.name) === foldMarks(input.name))
  if (twin !== undefined) return err('REGISTER_EXISTS', { id: twin.id, name: twin.name })
  const order = tx.value<number>(sql`SELECT coalesce(max(sort_order), 0) FROM register`)! + 10
  const year = input.year ?? Number(today.slice(0, 4))
  const entry = tx.append([
    { table: 'register', id, set: { name: input.name, kind: input.kind, direction: 'incoming', closed: 0, sort_order: order } },
    ...(input.startNumber === undefined ? [] : [yearChange(tx, id, year, { start_number: input.startNumber })]),
  ])
  return ok({ id, entry })
})

const rename = handleCommand(renameRegister, ({ tx }, { registerId, name }) => {
  if (registerRow(tx, registerId) === undefined) return err('REGISTER_NOT_FOUND', { registerId })
  const twin = registerRows(tx).find((row) => row.id !== registerId && foldMarks(row.name) === foldMarks(name))
  if (twin !== undefined) return err('REGISTER_EXISTS', { id: twin.id, name: twin.name })
  return ok({ registerId, entry: tx.append([{ table: 'register', id: registerId, set: { name } }]) })
})

const closeBook = handleCommand(closeRegister, ({ tx }, { registerId }) => {
  const book = registerRow(tx, registerId)
  if (book === undefined) return err('REGISTER_NOT_FOUND', { registerId })
  if (book.closed === 1) return err('REGISTER_CLOSED', { registerId })
  return ok({ registerId, entry: tx.append([{ table: 'register', id: registerId, set: { closed: 1 } }]) })
})

const reopenBook = handleCommand(reopenRegister, ({ tx }, { registerId }) => {
  const book = registerRow(tx, registerId)
  if (book === undefined) return err('REGISTER_NOT_FOUND', { registerId })
  if (book.closed === 0) return err('REGISTER_NOT_CLOSED', { registerId })
  return ok({ registerId, entry: tx.append([{ table: 'register', id: registerId, set: { closed: 0 } }]) })
})

const start = handleCommand(setStartNumber, ({ tx }, { registerId, year, startNumber }) => {
  if (registerRow(tx, registerId) === undefined) return err('REGISTER_NOT_FOUND', { registerId })
  const state = yearState(tx, registerId, year)
  // `last` is startNumber − 1 in a book that holds nothing, so only numbers that were given, confirmed or lost stand in the way.
  const given = state.hasDocuments || state.last >= state.startNumber
  if (given) return err('START_BELOW_NUMBERS', { registerId, year, lastNumber: state.last })
  return ok({ registerId, year, entry: tx.append([yearChange(tx, registerId, year, { start_number: startNumber })]) })
})

const close = handleCommand(closeYear, ({ tx, today }, { registerId, year }) => {
  if (registerRow(tx, registerId) === undefined) return err('REGISTER_NOT_FOUND', { registerId })
  const thisYear = yearOf(today)
  if (year > thisYear) return err('YEAR_IN_FUTURE', { year, thisYear })
  if (yearState(tx, registerId, year).closed) return err('YEAR_CLOSED', { registerId, year })
  return ok({ registerId, year, entry: tx.append([yearChange(tx, registerId, year, { closed: 1 })]) })
})

const reopen = handleCommand(reopenYear, ({ tx }, { registerId, year, reason }) => {
  if (registerRow(tx, registerId) === undefined) return err('REGISTER_NOT_FOUND', { registerId })
  if (!yearState(tx, registerId, year).closed) return err('YEAR_NOT_CLOSED', { registerId, year })
  return ok({ registerId, year, entry: tx.append([yearChange(tx, registerId, year, { closed: 0, reopen_reason: reason })]) })
})

const confirm = handleCommand(confirmLastNumber, ({ tx, newId }, { registerId, year, lastNumber }) => {
  if (registerRow(tx, registerId) === undefined) return err('REGISTER_NOT_FOUND', { registerId })
  const state = yearState(tx, registerId, year)
  if (!state.unconfirmed) return err('NOTHING_TO_CONFIRM', { registerId, year })
  const holdsNumbers = state.hasDocuments || state.last >= state.startNumber
  if (lastNumber < state.last && holdsNumbers) return err('LAST_NUMBER_TOO_LOW', { registerId, year, lastNumber: state.last })
  const lost = lastNumber > state.last ? [{ from: state.last + 1, to: lastNumber }] : []
  const entry = tx.append([
    yearChange(tx, registerId, year, { unconfirmed: 0, last_confirmed: lastNumber }),
    ...lost.map(({ from, to }): Change => ({
      table: 'number_loss',
      id: newId(),
      set: { period_id: state.id, number_from: from, number_to: to, state: 'lost' },
    })),
  ])
  return ok({ registerId, year, lost, entry })
})

const next = handleQuery(nextNumber, ({ db, rulebook, today }, { arrivalDate = today, secrecy, documentTypeId, ...said }) => {
  const registerId = said.registerId ?? usualBook(db, rulebook, { secrecy, documentTypeId, day: arrivalDate })
  if (registerRow(db, registerId) === undefined) return err('REGISTER_NOT_FOUND', { registerId })
  const year = Number(arrivalDate.slice(0, 4))
  const state = yearState(db, registerId, year)
  return ok({ registerId, year, number: state.next, yearClosed: state.closed, unconfirmed: state.unconfirmed })
})

const list = handleQuery(listRegisters, ({ db }) => {
  const years = db.all<{ register_id: string; year: number }>(sql`SELECT register_id, year FROM number_period ORDER BY year DESC`)
  const counts = db.all<{ register_id: string; year: number; documents: number; cancelled: number }>(sql`
    SELECT register_id, year, sum(n) AS documents, sum(iif(status = 'cancelled', n, 0)) AS cancelled
    FROM document_count                                  -- primary key
    WHERE issuing_body_id = '' AND document_type_id = ''
    GROUP BY register_id, year`)
  const registers = registerRows(db).map((book) => ({
    id: book.id,
    name: book.name,
    kind: book.kind,
    closed: book.closed === 1,
    years: years.filter((row) => row.register_id === book.id).map(({ year }) => {
      const state = yearState(db, book.id, year)
      const count = counts.find((row) => row.register_id === book.id && row.year === year)
      return {
        year,
        startNumber: state.startNumber,
        lastNumber: state.last,
        documents: count?.documents ?? 0,
        cancelled: count?.cancelled ?? 0,
        closed: state.closed,
        unconfirmed: state.unconfirmed,
      }
    }),
  }))
  return ok({ registers })
})

export const bookHandlers = [open, rename, closeBook, reopenBook, start, close, reopen, confirm, next, list]

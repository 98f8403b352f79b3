// Opening and changing series, their years and terms, and keeping numbers for a purpose.
import type { Change } from '../../archive/journal.ts'
import { sql } from '../../archive/sql.ts'
import { err, ok } from '../../contract/result.ts'
import { settleBody } from '../../filing/choose.ts'
import { bodyNamer } from '../../filing/records.ts'
import { handleCommand } from '../../handler/handler.ts'
import type { CommandContext } from '../../handler/handler.ts'
import { addDays } from '../../text/dates.ts'
import { periodState } from '../numbers.ts'
import { confirmSeriesNumber, editSeries, openPeriod, openSeries, releaseReservation, reserveNumbers } from './contract.ts'
import { formatOf, periodChange, periodsOf, reservationRow, seriesChanges, seriesRow, seriesRows, terms, typeRecord, typesOfSeries } from './records.ts'
import type { SeriesRow } from './records.ts'
import { anyType, differences, numberSameDocuments, periodOf } from './rules.ts'

/** Another open series of the body that numbers one of these types: SERIES_OVERLAPS; a type nobody knows: DOCUMENT_TYPE_UNKNOWN. */
function typesFault({ tx, rulebook }: CommandContext, row: SeriesRow, types: readonly string[]) {
  const unknown = types.find((type) => type !== anyType && rulebook.documentType(type) === undefined)
  if (unknown !== undefined) return err('DOCUMENT_TYPE_UNKNOWN', { documentTypeId: unknown })
  for (const other of seriesRows(tx).filter((one) => one.id !== row.id && one.closed === 0 && one.body_id === row.body_id)) {
    const theirs = typesOfSeries(tx, other.id)
    if (!numberSameDocuments({ secrecy: row.secrecy, types }, { secrecy: other.secrecy, types: theirs })) continue
    return err('SERIES_OVERLAPS', { seriesId: other.id, name: other.name, documentTypeId: theirs.find((type) => types.includes(type))! })
  }
  return null
}

/** The first thing about a series that is not as the rulebook has it: SERIES_DIFFERS {field, ruled, source}. */
function differing({ tx, rulebook, today }: CommandContext, row: SeriesRow, types: readonly string[]) {
  const [documentTypeId] = types
  if (documentTypeId === undefined) return null
  const { rule } = rulebook.series({ documentTypeId, bodyName: bodyNamer(tx, [row.body_id])(row.body_id, today) }, today)
  const kept = {
    ...formatOf(row), period: row.period, secrecy: row.secrecy === 'joint' ? 'joint' : 'separate', joins: types.length === 1 && documentTypeId !== anyType ? 'type' : 'all',
  } as const
  const [first] = differences(kept, rule)
  return first === undefined ? null : err('SERIES_DIFFERS', { ...first, source: rule.source })
}

const open = handleCommand(openSeries, (context, input) => {
  const { tx, today, newId } = context
  const id = input.id ?? newId()
  if (seriesRow(tx, id) !== undefined) return err('SERIES_EXISTS', { seriesId: id })
  const body = settleBody(tx, input.issuingBody, today, newId)
  if (!body.ok) return body
  const row: SeriesRow = {
    id, name: input.name, body_id: body.value.id, period: input.period, secrecy: input.secrecy, start_number: input.startNumber, pad: input.pad,
    format: input.format, format_without_type: input.formatWithoutType, symbol: input.symbol, reason: input.reason ?? null, closed: 0, sort_order: 0,
  }
  const types = [...new Set(input.documentTypeIds)]
  const fault = typesFault(context, row, types)
  if (fault !== null) return fault
  const other = input.reason === undefined && body.value.made.length === 0 ? differing(context, row, types) : null
  if (other !== null) return other
  return ok({ seriesId: id, entry: tx.append([...body.value.made, ...seriesChanges(row, types)]) })
})

const edit = handleCommand(editSeries, (context, { seriesId, changes, closed, reason }) => {
  const { tx } = context
  const row = seriesRow(tx, seriesId)
  if (row === undefined) return err('SERIES_NOT_FOUND', { seriesId })
  const standing = typesOfSeries(tx, seriesId)
  const types = changes.documentTypeIds === undefined ? standing : [...new Set(changes.documentTypeIds)]
  const edited: SeriesRow = {
    ...row,
    name: changes.name ?? row.name,
    start_number: changes.startNumber ?? row.start_number,
    pad: changes.pad ?? row.pad,
    format: changes.format ?? row.format,
    format_without_type: changes.formatWithoutType ?? row.format_without_type,
    symbol: changes.symbol === undefined ? row.symbol : changes.symbol,
    closed: closed === undefined ? row.closed : Number(closed),
    reason: reason ?? row.reason,
  }
  if (edited.closed === 0) {
    const fault = typesFault(context, edited, types)
    if (fault !== null) return fault
    const other = edited.reason === null ? differing(context, edited, types) : null
    if (other !== null) return other
  }
  const periods = periodsOf(tx, seriesId)
  const begun = periods.map((period) => periodState(tx, period.id, row.start_number)).find((state) => !state.closed && state.last >= state.startNumber)
  if (edited.start_number !== row.start_number && begun !== undefined) return err('SERIES_HAS_NUMBERS', { seriesId, lastNumber: begun.last })
  const { id: _id, body_id: _body, period: _period, secrecy: _secrecy, sort_order: _order, ...set } = edited
  const made: Change[] = [
    { table: 'series', id: seriesId, set },
    ...types.filter((type) => !standing.includes(type)).map((type): Change => ({ table: 'series_type', id: typeRecord(seriesId, type), set: { series_id: seriesId, document_type_id: type, removed: 0 } })),
    ...standing.filter((type) => !types.includes(type)).map((type): Change => ({ table: 'series_type', id: typeRecord(seriesId, type), set: { removed: 1 } })),
    ...(edited.start_number === row.start_number ? [] : periods.filter((period) => period.closed === 0).map((period): Change => ({ table: 'number_period', id: period.id, set: { start_number: edited.start_number } }))),
  ]
  return ok({ seriesId, entry: tx.append(made) })
})

const openNext = handleCommand(openPeriod, ({ tx, newId }, { period, from, name }) => {
  if (period === 'year' && !from.endsWith('-01-01')) return err('DAY_NOT_FIRST_OF_YEAR', { from })
  const known = terms(tx)
  // A term that begins on this day may have been told already, with the office; nothing may begin before the last one.
  const told = known.find((one) => one.from === from)
  const last = known.at(-1)
  if (period === 'term' && told === undefined) {
    if (name === undefined) return err('TERM_NEEDS_NAME')
    if (last !== undefined && last.from > from) return err('PERIOD_EXISTS', { from: last.from })
  }
  const made: Change[] = []
  if (period === 'term' && told === undefined) {
    const open = tx.get<{ id: string; to_date: string | null }>(sql`SELECT id, to_date FROM term ORDER BY from_date DESC LIMIT 1`)
    if (open !== undefined && (open.to_date === null || open.to_date >= from)) made.push({ table: 'term', id: open.id, set: { to_date: addDays(from, -1) } })
    made.push({ table: 'term', id: newId(), set: { name: name!, from_date: from, to_date: null } })
  }
  const opened: string[] = []
  const closed: string[] = []
  const days = period === 'year' ? { from, to: `${from.slice(0, 4)}-12-31` } : { from, to: told?.to ?? null }
  for (const row of seriesRows(tx)) {
    if (row.period !== period || row.closed === 1) continue
    const periods = periodsOf(tx, row.id)
    for (const old of periods) {
      if (old.from_date >= from || old.closed === 1) continue
      closed.push(old.id)
      made.push({ table: 'number_period', id: old.id, set: { closed: 1, to_date: old.to_date === null || old.to_date >= from ? addDays(from, -1) : old.to_date } })
    }
    if (periods.some((one) => one.from_date === from)) continue
    opened.push(`${row.id}:${from}`)
    made.push(periodChange(row, days))
  }
  if (made.length === 0) return err('PERIOD_EXISTS', { from })
  return ok({ opened, closed, entry: tx.append(made) })
})

const reserve = handleCommand(reserveNumbers, ({ tx, today, now, actor, newId }, input) => {
  const row = seriesRow(tx, input.seriesId)
  if (row === undefined) return err('SERIES_NOT_FOUND', { seriesId: input.seriesId })
  if (row.closed === 1) return err('SERIES_CLOSED', { seriesId: row.id })
  if (input.expiresOn < today) return err('EXPIRY_PAST', { expiresOn: input.expiresOn, today })
  const day = input.day ?? today
  const period = periodOf(row.period, day, terms(tx))
  if (period === null) return err('TERM_UNKNOWN', { issuedDate: day })
  const state = periodState(tx, `${row.id}:${period.from}`, row.start_number)
  if (state.closed) return err('PERIOD_CLOSED', { periodId: state.id, ...period })
  if (state.unconfirmed) return err('NUMBERS_UNCONFIRMED', { periodId: state.id, lastNumber: state.last })
  const reservationId = newId()
  const [numberFrom, numberTo] = [state.next, state.next + input.count - 1]
  const entry = tx.append([
    ...(state.exists ? [] : [periodChange(row, period)]),
    {
      table: 'number_reservation',
      id: reservationId,
      set: {
        period_id: state.id, number_from: numberFrom, number_to: numberTo, purpose: input.purpose, expires_on: input.expiresOn,
        reserved_at: new Date(now).toISOString(), reserved_by: actor, released: 0,
      },
    },
  ])
  return ok({ reservationId, periodId: state.id, numberFrom, numberTo, entry })
})

const release = handleCommand(releaseReservation, ({ tx }, { reservationId, reason }) => {
  const row = reservationRow(tx, reservationId)
  if (row === undefined) return err('RESERVATION_NOT_FOUND', { reservationId })
  if (row.released === 1) return err('RESERVATION_RELEASED', { reservationId })
  return ok({ reservationId, entry: tx.append([{ table: 'number_reservation', id: reservationId, set: { released: 1, release_reason: reason } }]) })
})

const confirm = handleCommand(confirmSeriesNumber, ({ tx, newId }, { periodId, lastNumber }) => {
  const known = tx.value<number>(sql`SELECT 1 FROM number_period WHERE id = ${periodId} AND series_id IS NOT NULL`)
  if (known === undefined) return err('PERIOD_NOT_FOUND', { periodId })
  const state = periodState(tx, periodId, 1)
  if (!state.unconfirmed) return err('NUMBERS_CONFIRMED', { periodId })
  if (lastNumber < state.last && (state.hasDocuments || state.last >= state.startNumber)) return err('NUMBER_TOO_LOW', { periodId, lastNumber: state.last })
  const lost = lastNumber > state.last ? [{ from: state.last + 1, to: lastNumber }] : []
  const entry = tx.append([
    { table: 'number_period', id: periodId, set: { unconfirmed: 0, last_confirmed: lastNumber } },
    ...lost.map(({ from, to }): Change => ({ table: 'number_loss', id: newId(), set: { period_id: periodId, number_from: from, number_to: to, state: 'lost' } })),
  ])
  return ok({ periodId, lost, entry })
})

export const seriesCommands = [open, edit, openNext, reserve, release, confirm]

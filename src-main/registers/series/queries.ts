// What the window asks of series: the number that a document would get, and all series with their periods.
import { err, ok } from '../../contract/result.ts'
import { bodyNamer, bodyRow } from '../../filing/records.ts'
import { handleQuery } from '../../handler/handler.ts'
import { periodState } from '../numbers.ts'
import { ownIssuers, settleIssuer } from '../own-office.ts'
import { listSeries, nextOutgoingNumber, seriesRule } from './contract.ts'
import { formatOf, lastGiven, periodName, periodsOf, seriesRows, settleSeries, standingReservations, terms, typesOfSeries } from './records.ts'
import { writeNumber } from './rules.ts'

const next = handleQuery(nextOutgoingNumber, ({ db, rulebook, today }, input) => {
  if (rulebook.documentType(input.documentTypeId) === undefined) return err('DOCUMENT_TYPE_UNKNOWN', { documentTypeId: input.documentTypeId })
  const day = input.issuedDate ?? today
  const body = settleIssuer(db, rulebook, { choice: input.issuingBody, documentTypeId: input.documentTypeId, day }, () => 'new')
  if (!body.ok) return body
  const { id: bodyId, kind, name, symbol: ownSymbol } = body.value
  const settled = settleSeries(db, rulebook, { bodyId, documentTypeId: input.documentTypeId, isSecret: input.secrecy !== 'none', day, ownSymbol, ...(name === '' ? {} : { bodyName: name }) }, () => 'new')
  if (!settled.ok) return settled
  const { row, isNew, period, state, abbreviation, symbol } = settled.value
  return ok({
    issuer: { kind: kind ?? 'other', id: name === '' ? bodyId : null, name: name === '' ? bodyNamer(db, [bodyId])(bodyId, day) : name },
    issuers: ownIssuers(db, rulebook, day).map((one) => ({ kind: one.kind, name: one.name })),
    seriesId: isNew ? null : row.id,
    seriesName: row.name,
    periodId: state.exists ? state.id : null,
    period: row.period,
    periodName: periodName(row.period, period.from, terms(db)),
    from: period.from,
    to: period.to,
    number: state.next,
    numberSymbol: writeNumber(formatOf(row), state.next, '', abbreviation, symbol),
    format: formatOf(row),
    abbreviation,
    symbol,
    closed: state.closed,
    unconfirmed: state.unconfirmed,
    last: lastGiven(db, state.id),
    reservations: standingReservations(db, state.id, row.id, today),
  })
})

const rule = handleQuery(seriesRule, ({ db, rulebook, today }, { documentTypeId, issuingBody }) => {
  if (rulebook.documentType(documentTypeId) === undefined) return err('DOCUMENT_TYPE_UNKNOWN', { documentTypeId })
  const body = settleIssuer(db, rulebook, { choice: issuingBody, documentTypeId, day: today }, () => 'new')
  if (!body.ok) return body
  const id = body.value.name === '' ? body.value.id : null
  const name = id === null ? body.value.name : bodyNamer(db, [id])(id, today)
  const { rule: ruled, abbreviation } = rulebook.series({ documentTypeId, bodyName: name }, today)
  const { period, secrecy, joins, startNumber, pad, format, formatWithoutType, source, verified } = ruled
  const symbol = ruled.symbol ?? (id === null ? null : bodyRow(db, id)?.symbol) ?? body.value.symbol
  return ok({ issuingBody: { id, name }, period, secrecy, joins, startNumber, pad, format, formatWithoutType, abbreviation, symbol: symbol === '' ? null : symbol, source, verified })
})

const list = handleQuery(listSeries, ({ db, today }, { withClosed }) => {
  const rows = seriesRows(db).filter((row) => withClosed || row.closed === 0)
  const nameOf = bodyNamer(db, rows.map((row) => row.body_id))
  const known = terms(db)
  return ok({
    series: rows.map((row) => {
      const periods = periodsOf(db, row.id)
      return {
        id: row.id,
        issuingBodyId: row.body_id,
        issuingBodyName: nameOf(row.body_id, today),
        closed: row.closed === 1,
        reason: row.reason,
        name: row.name,
        documentTypeIds: typesOfSeries(db, row.id),
        period: row.period,
        secrecy: row.secrecy,
        startNumber: row.start_number,
        pad: row.pad,
        format: row.format,
        formatWithoutType: row.format_without_type,
        symbol: row.symbol,
        periods: periods.map((period) => {
          const { startNumber, last, closed, unconfirmed } = periodState(db, period.id, row.start_number)
          return { id: period.id, name: periodName(row.period, period.from_date, known), from: period.from_date, to: period.to_date, startNumber, lastNumber: last, closed, unconfirmed }
        }),
        reservations: periods.flatMap((period) => standingReservations(db, period.id, row.id, today)),
      }
    }),
  })
})

export const seriesQueries = [next, rule, list]

// Issuing an outgoing document (phát hành văn bản đi): its number is given inside the transaction, by the rules of its series.
import type { Change } from '../../archive/journal.ts'
import { sql } from '../../archive/sql.ts'
import { err, ok } from '../../contract/result.ts'
import { bodyRow } from '../../filing/records.ts'
import { handleCommand } from '../../handler/handler.ts'
import type { CommandContext } from '../../handler/handler.ts'
import { suffixesOf } from '../numbers.ts'
import { staleDocument } from '../records.ts'
import type { DocumentRow } from '../records.ts'
import { nextSuffix } from '../rules.ts'
import { firstNumberInDoubt, formatOf, isGiven, isGivenElsewhere, lastGiven, leftOf, reservationRow, settleSeries } from '../series/records.ts'
import type { SettledSeries } from '../series/records.ts'
import { writeNumber } from '../series/rules.ts'
import { approvalsAsked, approvalsLacking, isDraft } from './approvals.ts'
import { draftOutgoing, editOutgoing, issueOutgoing } from './contract.ts'
import { identificationCode } from './records.ts'
import { changeableOutgoing, draftState, incomplete, isSecret, writeFields } from './write.ts'
import type { Written } from './write.ts'

interface NumberWanted {
  readonly suffixOf?: number | undefined
  readonly reservationId?: string | undefined
  readonly number?: number | undefined
  readonly lateReason?: string | undefined
  readonly lastOnPaper?: number | undefined
}

/** Whether a reason must be given before a number of a settled series is: PERIOD_CLOSED, NUMBERS_UNCONFIRMED; null where not. */
function periodFault({ period, state }: SettledSeries, wanted: NumberWanted) {
  if (state.unconfirmed) return err('NUMBERS_UNCONFIRMED', { periodId: state.id, lastNumber: state.last })
  if (state.closed && wanted.lateReason === undefined) return err('PERIOD_CLOSED', { periodId: state.id, ...period })
  return null
}

/** The number that a document gets: the next one, one behind another, one kept for a purpose, or one of the clerk's choice that is free. */
function chooseNumber({ tx, today }: CommandContext, settled: SettledSeries, issuedDate: string, wanted: NumberWanted) {
  const { state } = settled
  if (wanted.suffixOf !== undefined) {
    const taken = suffixesOf(tx, state.id, wanted.suffixOf)
    if (taken.size === 0) return err('SUFFIX_WITHOUT_NUMBER', { suffixOf: wanted.suffixOf })
    return ok({ number: wanted.suffixOf, suffix: nextSuffix(taken) })
  }
  if (wanted.reservationId !== undefined) {
    const { reservationId } = wanted
    const kept = reservationRow(tx, reservationId)
    if (kept === undefined || kept.released === 1) return err('RESERVATION_NOT_FOUND', { reservationId })
    if (kept.period_id !== state.id) return err('RESERVATION_OF_ANOTHER', { reservationId })
    if (kept.expires_on < today && wanted.lateReason === undefined) return err('RESERVATION_EXPIRED', { reservationId, expiresOn: kept.expires_on })
    const left = leftOf(tx, kept)
    const number = wanted.number ?? left[0]
    if (number === undefined) return err('RESERVATION_USED_UP', { reservationId })
    return left.includes(number) ? ok({ number, suffix: '' }) : err('NUMBER_NOT_FREE', { number })
  }
  if (wanted.number !== undefined && wanted.number !== state.next) {
    const { number } = wanted
    const keptToday = tx.value<number>(sql`
      SELECT 1 FROM number_reservation
      WHERE period_id = ${state.id} AND released = 0 AND expires_on >= ${today} AND ${number} BETWEEN number_from AND number_to
      LIMIT 1`)
    if (number < state.startNumber || number > state.last || keptToday !== undefined || isGiven(tx, state.id, number) || isGivenElsewhere(tx, state.id, number)) return err('NUMBER_NOT_FREE', { number })
    return wanted.lateReason === undefined ? err('NUMBER_NEEDS_REASON', { number }) : ok({ number, suffix: '' })
  }
  const last = lastGiven(tx, state.id)
  if (last !== null && issuedDate < last.issuedDate && wanted.lateReason === undefined) {
    return err('NUMBER_BACKDATED', { number: state.next, lastNumber: last.number, lastDate: last.issuedDate })
  }
  return ok({ number: state.next, suffix: '' })
}

/** The changes that give a written document its number. */
function giveNumber(context: CommandContext, written: Written, wanted: NumberWanted) {
  const { tx, rulebook, newId } = context
  const { issuer } = written
  const issuedDate = written.issuedDate!
  const settled = settleSeries(
    tx,
    rulebook,
    {
      bodyId: issuer.id, documentTypeId: written.documentTypeId, isSecret: isSecret(written.secrecy), day: issuedDate, ownSymbol: issuer.symbol,
      ...(issuer.name === '' ? {} : { bodyName: issuer.name }),
    },
    newId,
  )
  if (!settled.ok) return settled
  const fault = periodFault(settled.value, wanted)
  if (fault !== null) return fault
  const { row, state, period, abbreviation, symbol } = settled.value
  const made = [...settled.value.made]
  let chosenFrom = settled.value
  if (firstNumberInDoubt(tx, settled.value)) {
    const { lastOnPaper } = wanted
    if (lastOnPaper === undefined) return err('FIRST_NUMBER_IN_DOUBT', { name: row.name, from: period.from })
    made.push({ table: 'number_period', id: state.id, set: { last_confirmed: lastOnPaper } })
    if (lastOnPaper >= state.startNumber) {
      made.push({ table: 'number_loss', id: newId(), set: { period_id: state.id, number_from: state.startNumber, number_to: lastOnPaper, state: 'lost' } })
    }
    const next = Math.max(state.next, lastOnPaper + 1)
    chosenFrom = { ...settled.value, state: { ...state, next, last: next - 1 } }
  }
  const chosen = chooseNumber(context, chosenFrom, issuedDate, wanted)
  if (!chosen.ok) return chosen
  const { number, suffix } = chosen.value
  const numberSymbol = writeNumber(formatOf(row), number, suffix, abbreviation, symbol)
  const code = identificationCode({
    organ: bodyRow(tx, issuer.id)?.code ?? symbol,
    issuedDate,
    type: abbreviation ?? rulebook.documentType(written.documentTypeId)!.tt05Code,
    number,
    suffix,
    apart: row.secrecy === 'secret',
  })
  const set = {
    period_id: state.id, order_number: number, order_suffix: suffix, number: `${String(number).padStart(row.pad, '0')}${suffix}`, symbol: numberSymbol.replace(/^\d+[a-z]*[-/ ]*/, ''),
    number_symbol: numberSymbol, identification_code: code, register_date: issuedDate, ...(wanted.lateReason === undefined ? {} : { late_reason: wanted.lateReason }),
  }
  return ok({ seriesId: row.id, number, suffix, numberSymbol, code, made, set })
}

/** A new document, or the one that a command names, with the fields written into it. */
function begin(context: CommandContext, id: string | undefined, basedOn: string | undefined) {
  if (id === undefined) return ok<DocumentRow | undefined>(undefined)
  const row = changeableOutgoing(context, id)
  if (!row.ok) return row
  return staleDocument(context.tx, id, basedOn) ?? ok<DocumentRow | undefined>(row.value)
}

/** What lacks of the approvals that are asked for, of the document as it was just written; refused with DRAFT_NOT_APPROVED where they are required. */
function approvalsOf({ tx, rulebook, today }: CommandContext, id: string, isNew: boolean) {
  const asked = approvalsAsked(tx, rulebook, today)
  const missing = asked === 'off' ? [] : approvalsLacking(tx, id)
  return asked === 'required' && missing.length > 0 ? err('DRAFT_NOT_APPROVED', { id: isNew ? '' : id, missing }) : ok(missing)
}

const draft = handleCommand(draftOutgoing, (context, { commandId: _commandId, awaitNumber, ...fields }) => {
  const written = writeFields(context, undefined, fields)
  if (!written.ok) return written
  const state = draftState(written.value, awaitNumber)
  if (!state.ok) return state
  return ok({ id: written.value.id, entry: context.tx.append([...written.value.made, state.value]) })
})

const edit = handleCommand(editOutgoing, (context, { id, basedOn, changes, awaitNumber }) => {
  const begun = begin(context, id, basedOn)
  if (!begun.ok) return begun
  const row = begun.value!
  const written = writeFields(context, row, changes)
  if (!written.ok) return written
  const drafted = isDraft(row.status)
  const state = drafted ? draftState(written.value, awaitNumber ?? row.status === 'awaiting-number') : null
  if (state !== null && !state.ok) return state
  // A document keeps its signer once it has its number.
  const lacks = drafted ? null : incomplete(written.value)
  if (lacks !== null) return lacks
  return ok({ id, entry: context.tx.append([...written.value.made, ...(state === null ? [] : [state.value])]) })
})

const issue = handleCommand(issueOutgoing, (context, input) => {
  const { commandId: _commandId, id, basedOn, until, suffixOf, reservationId, number, lateReason, lastOnPaper, ...fields } = input
  const begun = begin(context, id, basedOn)
  if (!begun.ok) return begun
  const row = begun.value
  const status = row?.status ?? 'draft'
  const isNumbered = status === 'numbered'
  if (!isNumbered && status !== 'draft' && status !== 'awaiting-number') return err('DOCUMENT_ISSUED', { id: row!.id })
  const written = writeFields(context, row, fields)
  if (!written.ok) return written
  const lacks = incomplete(written.value)
  if (lacks !== null) return lacks
  const made: Change[] = [...written.value.made]
  if (isNumbered) {
    const entry = context.tx.append([...made, { table: 'document', id: row!.id, set: { status: until } }])
    const approvals = approvalsOf(context, row!.id, false)
    if (!approvals.ok) return approvals
    const series = context.tx.value<string>(sql`SELECT series_id FROM number_period WHERE id = ${row!.period_id}`)!
    return ok({ id: row!.id, number: row!.order_number, suffix: row!.order_suffix, numberSymbol: row!.number_symbol, identificationCode: row!.identification_code!, seriesId: series, unapproved: approvals.value, entry })
  }
  const given = giveNumber(context, written.value, { suffixOf, reservationId, number, lateReason, lastOnPaper })
  if (!given.ok) return given
  const { seriesId, numberSymbol, suffix, code, set } = given.value
  // A body that is being made stands before the series that numbers for it; series and period before the document that bears the number.
  const bodies = made.filter((change) => change.table.startsWith('body'))
  const rest = made.filter((change) => !change.table.startsWith('body'))
  const entry = context.tx.append([...bodies, ...given.value.made, ...rest, { table: 'document', id: written.value.id, set: { ...set, status: until } }])
  // Asked once the fields stand: what is changed in the same breath was approved by nobody.
  const approvals = approvalsOf(context, written.value.id, row === undefined)
  if (!approvals.ok) return approvals
  return ok({ id: written.value.id, number: given.value.number, suffix, numberSymbol, identificationCode: code, seriesId, unapproved: approvals.value, entry })
})

export const issueHandlers = [draft, edit, issue]

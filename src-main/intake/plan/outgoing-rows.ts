// Rows of an old book of outgoing documents as issued documents of the archive. The book says number and symbol; body and type tell the
// series, and the day its year or term, by the rules that number new documents.
import type { Change } from '../../archive/journal.ts'
import { bodyNamer, allBodies } from '../../filing/records.ts'
import { registerRows } from '../../registers/numbers.ts'
import { identificationCode } from '../../registers/outgoing/records.ts'
import { ownIssuers, ownOffice, settleIssuer } from '../../registers/own-office.ts'
import { periodChange, settleSeries, terms } from '../../registers/series/records.ts'
import type { SeriesRow } from '../../registers/series/records.ts'
import { periodOf } from '../../registers/series/rules.ts'
import type { PeriodDays } from '../../registers/series/rules.ts'
import { searchText } from '../../text/fold.ts'
import { parseNumberSymbol } from '../../text/number-symbol.ts'
import { formatDate } from '../../text/dates.ts'
import type { BookRow } from '../book/types.ts'
import type { BookBodies } from './book-bodies.ts'
import { commonFields } from './common-fields.ts'
import type { RowPlanner } from './incoming-rows.ts'
import type { NumbersTaken } from './numbers-taken.ts'
import type { ImportChoices, PlanContext, Tell } from './types.ts'

interface KnownSeries {
  readonly row: SeriesRow
  readonly abbreviation: string | null
  readonly symbol: string
}

interface Issuer {
  readonly id: string
  readonly name: string
  readonly code: string | null
}

/** What stands for the body in a symbol: ĐU of CV/ĐU, UBND of BC-UBND. */
function bodyPart(symbol: string): string {
  return symbol.split(/[-/]/u).at(-1)!.trim()
}

export function outgoingRows(context: PlanContext, choices: ImportChoices, bodies: BookBodies, taken: NumbersTaken, tell: Tell): RowPlanner & { readonly newSeries: readonly string[] } {
  const { db, rulebook, today, newId } = context
  const made: Change[] = []
  const newSeries: string[] = []
  const office = ownOffice(db)
  const allTerms: PeriodDays[] = [...terms(db), ...choices.earlierTerms]
  const books = registerRows(db, 'outgoing').filter((book) => book.closed === 0)
  const bySymbol = new Map(allBodies(db).flatMap((body) => (body.symbol === null || body.is_group === 1 ? [] : [[searchText(body.symbol), body] as const])))
  const ownBodies = new Map<string, Issuer>()
  const series = new Map<string, KnownSeries>()
  const periods = new Set<string>()

  /** The body that the column of bodies names, or the symbol; else the usual issuer of the type. */
  function issuerOf(row: BookRow, documentTypeId: string, symbol: string): Issuer | null {
    const day = row.issuedDate!
    const written = searchText(symbol)
    const own = ownIssuers(db, rulebook, day)
    if (row.issuingBody === undefined) {
      const named = own.find((one) => searchText(one.symbol) === written)
      const body = named === undefined ? bySymbol.get(written) : undefined
      if (body !== undefined) return { id: body.id, name: bodyNamer(db, [body.id])(body.id, day), code: body.code }
      const key = named === undefined ? documentTypeId : named.name
      const known = ownBodies.get(key)
      if (known !== undefined) return known
      const settled = settleIssuer(db, rulebook, { choice: named === undefined ? undefined : { name: named.name }, documentTypeId, day }, newId)
      if (!settled.ok) return null
      const { id, made: bodyMade, name } = settled.value
      // Two types of one issuer make its body once.
      const twin = name === '' ? undefined : [...ownBodies.values()].find((one) => one.name === name)
      if (twin === undefined) made.push(...bodyMade)
      const issuer = twin ?? { id, name: name === '' ? bodyNamer(db, [id])(id, day) : name, code: null }
      ownBodies.set(key, issuer)
      return issuer
    }
    return { id: bodies.bodyOf(row.issuingBody, day), name: row.issuingBody, code: null }
  }

  function seriesOf(issuer: Issuer, row: BookRow, documentTypeId: string, symbol: string): KnownSeries | null {
    const isSecret = (row.secrecy ?? 'none') !== 'none'
    const key = (type: string, secret = isSecret) => `${issuer.id}|${type}|${secret}`
    const known = series.get(key(documentTypeId)) ?? series.get(key('*'))
    if (known !== undefined) return known
    const settled = settleSeries(db, rulebook, { bodyId: issuer.id, documentTypeId, isSecret, day: row.issuedDate!, ownSymbol: symbol, bodyName: issuer.name, terms: allTerms }, newId)
    if (!settled.ok) {
      return settled.error.code === 'TERM_UNKNOWN'
        ? tell('error', 'TERM_MISSING', row, 'issuedDate', { date: row.issuedDate! })
        : tell('error', 'BODY_WITHOUT_SYMBOL', row, 'numberSymbol', { name: issuer.name })
    }
    const { row: found, abbreviation, symbol: written, isNew } = settled.value
    made.push(...settled.value.made.filter(({ table }) => table !== 'number_period'))
    if (isNew) newSeries.push(found.name)
    const joinsAll = settled.value.made.some(({ table, set }) => table === 'series_type' && set['document_type_id'] === '*')
    const one = { row: found, abbreviation, symbol: written }
    const type = joinsAll ? '*' : documentTypeId
    series.set(key(type), one)
    // One that numbers secret documents with the others is found by both.
    if (found.secrecy === 'joint') series.set(key(type, !isSecret), one)
    return one
  }

  return {
    made,
    newSeries,
    plan(row) {
      const { number, suffix: typedSuffix, symbol } = parseNumberSymbol(row.numberSymbol!)
      const suffix = typedSuffix.toLocaleLowerCase('vi')
      const order = number === null ? 0 : Number(number)
      if (order < 1 || order > 9_999_999 || !/^[a-z]*$/.test(suffix)) return tell('error', 'NUMBER_UNREADABLE', row, 'numberSymbol', { text: row.numberSymbol! })
      if (row.issuedDate === undefined) return tell('error', 'DATE_MISSING', row, 'issuedDate', { field: 'issuedDate' })
      const common = commonFields(context, row, row.arrivalDate === undefined ? [] : [`Ngày vào sổ: ${formatDate(row.arrivalDate)}`], tell)
      if (common === null) return null
      const documentTypeId = row.documentTypeId ?? choices.defaultTypeId
      if (documentTypeId === undefined) return tell('error', 'TYPE_MISSING', row, 'documentType')
      if (row.documentTypeId === undefined) tell('warning', 'TYPE_ASSUMED', row, 'documentType', { documentTypeId })
      const bodySymbol = symbol === null ? office.symbolSuffix : bodyPart(symbol)
      const issuer = issuerOf(row, documentTypeId, bodySymbol)
      const known = issuer === null ? null : seriesOf(issuer, row, documentTypeId, bodySymbol || office.symbolSuffix)
      if (issuer === null || known === null) return null
      const period = periodOf(known.row.period, row.issuedDate, allTerms)
      if (period === null) return tell('error', 'TERM_MISSING', row, 'issuedDate', { date: row.issuedDate })
      const periodId = `${known.row.id}:${period.from}`
      const had = taken.take(periodId, `${known.row.name}, ${formatDate(period.from)}`, order, suffix, row.row)
      if (had === 'archive') return tell('error', 'NUMBER_TAKEN', row, 'numberSymbol', { number: order, suffix, year: Number(period.from.slice(0, 4)) })
      if (had === 'kept') return tell('error', 'NUMBER_KEPT', row, 'numberSymbol', { number: order })
      if (had !== null) return tell('error', 'NUMBER_TWICE', row, 'numberSymbol', { number: order, suffix, year: Number(period.from.slice(0, 4)), firstRow: had.row })
      if (!taken.exists(periodId) && !periods.has(periodId)) {
        periods.add(periodId)
        const opened = periodChange(known.row, period)
        // What ended before today stays closed: nothing new is numbered in it without a reason.
        made.push(period.to !== null && period.to < today ? { ...opened, set: { ...opened.set, closed: 1 } } : opened)
      }
      const secrecy = row.secrecy ?? 'none'
      const book = choices.registerId ?? (secrecy === 'none' ? undefined : books.find(({ kind }) => kind === 'secret')?.id) ?? books.find(({ kind }) => kind === 'general')!.id
      return {
        table: 'document',
        id: newId(),
        set: {
          direction: 'outgoing',
          register_id: book,
          register_date: row.issuedDate,
          year: Number(row.issuedDate.slice(0, 4)),
          period_id: periodId,
          order_number: order,
          order_suffix: suffix,
          document_type_id: documentTypeId,
          issued_date: row.issuedDate,
          issuing_body_id: issuer.id,
          identification_code: identificationCode({
            organ: issuer.code ?? known.symbol,
            issuedDate: row.issuedDate,
            type: known.abbreviation ?? rulebook.documentType(documentTypeId)?.tt05Code ?? documentTypeId,
            number: order,
            suffix,
            apart: known.row.secrecy === 'secret',
          }),
          record_copy_holder: row.recordCopy ?? null,
          status: 'issued',
          ...common,
        },
      }
    },
  }
}

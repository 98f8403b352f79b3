// Rows of an old book of incoming documents as documents of the archive, with the arrival numbers that the book has.
import type { Change } from '../../archive/journal.ts'
import { sql } from '../../archive/sql.ts'
import { numberSymbolKey } from '../../text/number-symbol.ts'
import { formatDate } from '../../text/dates.ts'
import { localOperator } from '../../handler/person.ts'
import { twinShown } from '../../registers/twins.ts'
import type { BookRow } from '../book/types.ts'
import type { BookBodies } from './book-bodies.ts'
import { commonFields } from './common-fields.ts'
import type { NumbersTaken } from './numbers-taken.ts'
import type { ImportChoices, PlanContext, Tell } from './types.ts'

/** The usual type of a document whose book does not say one: a letter bears none (NĐ 30/2020/NĐ-CP, Phụ lục I). */
const usualType = 'cong-van'

export interface RowPlanner {
  /** The document of a row without errors of the book, or null where the archive refuses it; then `tell` has said why. */
  plan(row: BookRow): Change | null
  /** what must stand before the documents */
  readonly made: readonly Change[]
}

export function incomingRows(context: PlanContext, registerId: string, choices: ImportChoices, bodies: BookBodies, taken: NumbersTaken, tell: Tell): RowPlanner {
  const { db, rulebook, newId } = context
  const opened = new Map<string, Change>()
  return {
    get made() {
      return [...opened.values()]
    },
    plan(row) {
      const { arrivalNumber, arrivalDate, numberSymbol = '' } = row
      if (arrivalNumber === undefined) return tell('error', 'NUMBER_MISSING', row, 'arrivalNumber')
      const suffix = row.arrivalSuffix ?? ''
      if (!/^[a-z]*$/.test(suffix)) return tell('error', 'NUMBER_UNREADABLE', row, 'arrivalNumber', { text: `${arrivalNumber}${suffix}` })
      const isLater = row.issuedDate !== undefined && row.issuedDate > arrivalDate!
      const common = commonFields(context, row, isLater ? [`Ngày văn bản trong sổ: ${formatDate(row.issuedDate!)}`] : [], tell)
      if (common === null) return null
      const year = Number(arrivalDate!.slice(0, 4))
      const periodId = `${registerId}:${year}`
      const had = taken.take(periodId, String(year), arrivalNumber, suffix, row.row)
      // Of a book of incoming documents no number is ever kept.
      if (had === 'archive' || had === 'kept') return tell('error', 'NUMBER_TAKEN', row, 'arrivalNumber', { number: arrivalNumber, suffix, year })
      // The book says so itself where two of its rows bear one number.
      if (had !== null) return tell('error', 'NUMBER_TWICE', row, 'arrivalNumber', { number: arrivalNumber, suffix, year, firstRow: had.row })
      if (!taken.exists(periodId)) opened.set(periodId, { table: 'number_period', id: periodId, set: { register_id: registerId, year, start_number: 1 } })

      const documentTypeId = row.documentTypeId ?? choices.defaultTypeId ?? usualType
      if (row.documentTypeId === undefined) tell('warning', 'TYPE_ASSUMED', row, 'documentType', { documentTypeId })
      const issuedDate = isLater ? null : (row.issuedDate ?? null)
      const bodyId = bodies.bodyOf(row.issuingBody!, issuedDate ?? arrivalDate!)
      const key = numberSymbolKey(numberSymbol)
      if (key !== '' && db.value<number>(sql`SELECT 1 FROM document WHERE number_key = ${key} AND number_key <> '' AND issuing_body_id = ${bodyId} LIMIT 1`) === 1) {
        // Its number alone is told, which every book shows.
        const twin = twinShown(db, rulebook, { numberSymbol, documentTypeId, bodyId, issuedDate }, localOperator)
        if (twin !== null) tell('warning', 'TWIN_THERE', row, 'numberSymbol', { number: `${twin.arrivalNumber ?? ''}${twin.arrivalSuffix}`, date: twin.arrivalDate ?? '' })
      }
      return {
        table: 'document',
        id: newId(),
        set: {
          direction: 'incoming',
          register_id: registerId,
          register_date: arrivalDate!,
          year,
          period_id: periodId,
          order_number: arrivalNumber,
          order_suffix: suffix,
          arrival_date: arrivalDate!,
          document_type_id: documentTypeId,
          number_key: key,
          issued_date: issuedDate,
          issuing_body_id: bodyId,
          status: 'registered',
          ...common,
        },
      }
    },
  }
}

// Copies in the archive, and the series that numbers them.
import type { ReadDb } from '../../archive/database.ts'
import { sql } from '../../archive/sql.ts'
import type { Rulebook } from '../../rulebook/rulebook.ts'
import { settleIssuer } from '../own-office.ts'
import { settleSeries } from '../series/records.ts'
import type { SettledSeries } from '../series/records.ts'
import { ok } from '../../contract/result.ts'
import type { Change } from '../../archive/journal.ts'
import type { CopyKind } from './contract.ts'

/** The document type under which the rulebook and the office's series know copies of every kind. */
export const copyType = 'ban-sao'

/** The types that bear the state's abbreviation of each kind: SY, SL, TrS. */
const typeOfKind: Readonly<Record<CopyKind, string>> = { 'sao-y': 'ban-sao-y', 'sao-luc': 'ban-sao-luc', 'trich-sao': 'ban-trich-sao' }

export interface CopyRow {
  readonly id: string
  readonly document_id: string
  readonly kind: CopyKind
  readonly period_id: string
  readonly order_number: number
  readonly number_symbol: string
  readonly copy_date: string
  readonly extract: string | null
  readonly copies: number | null
  readonly to_places: string | null
  readonly signer_name: string
  readonly signer_position: string | null
  readonly authority: 'tm' | 'kt' | 'tl' | 'none' | null
  readonly on_behalf_of: string | null
  readonly note: string | null
  readonly struck_reason: string | null
}

export function copyRow(db: ReadDb, id: string): CopyRow | undefined {
  return db.get<CopyRow>(sql`SELECT * FROM document_copy WHERE id = ${id}`)
}

/** Copies of a document, the latest first. */
export function copyRows(db: ReadDb, documentId: string): CopyRow[] {
  return db.all<CopyRow>(sql`
    SELECT * FROM document_copy                          -- document_copy_by_document
    WHERE document_id = ${documentId}
    ORDER BY copy_date DESC, order_number DESC`)
}

/** The last copy of a period, with its day; null where there is none. */
export function lastCopy(db: ReadDb, periodId: string): { number: number; date: string } | null {
  return db.get<{ number: number; date: string }>(sql`
    SELECT order_number AS number, copy_date AS date
    FROM document_copy                                   -- document_copy_by_number
    WHERE period_id = ${periodId}
    ORDER BY order_number DESC
    LIMIT 1`) ?? null
}

/** The series of copies with what makes it, and the abbreviation of a kind: BS with the Party, SY, SL or TrS with the state. */
interface CopySeries {
  readonly settled: SettledSeries
  /** what makes the office's own body, where it is not in the tree yet */
  readonly made: readonly Change[]
  readonly abbreviation: string | null
}

/**
 * The office's series of copies on a day, opened with its first number as the rulebook has it. Answers BODY_… of the office's own
 * body, BODY_WITHOUT_SYMBOL, TERM_UNKNOWN.
 */
export function copySeries(db: ReadDb, rulebook: Rulebook, kind: CopyKind, day: string, newId: () => string) {
  const body = settleIssuer(db, rulebook, { choice: undefined, documentTypeId: copyType, day }, newId)
  if (!body.ok) return body
  const { name, symbol } = body.value
  const settled = settleSeries(db, rulebook, { bodyId: body.value.id, documentTypeId: copyType, isSecret: false, day, ownSymbol: symbol, ...(name === '' ? {} : { bodyName: name }) }, newId)
  if (!settled.ok) return settled
  const ofKind = rulebook.documentType(typeOfKind[kind])?.abbreviations[0]?.text ?? null
  return ok<CopySeries>({ settled: settled.value, made: body.value.made, abbreviation: settled.value.abbreviation ?? ofKind })
}

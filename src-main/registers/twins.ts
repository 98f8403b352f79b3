// Twins: a document that bears the number and symbol of another from the same body (VI.III.1.h).
import type { ReadDb } from '../archive/database.ts'
import { sql } from '../archive/sql.ts'
import { ok } from '../contract/result.ts'
import { findBodyByName } from '../filing/choose.ts'
import { standingBody } from '../filing/records.ts'
import { handleQuery } from '../handler/handler.ts'
import { numberSymbolKey } from '../text/number-symbol.ts'
import { findTwin } from './contract.ts'
import { listRows } from './records.ts'
import { mayBeTwins } from './rules.ts'

interface Sought {
  readonly numberSymbol: string
  /** undefined: of any body */
  readonly bodyId?: string | undefined
  readonly issuedDate: string | null
  readonly exceptId?: string | undefined
}

/** Ids of twins that are not cancelled, newest first. */
export function twinIds(db: ReadDb, { numberSymbol, bodyId, issuedDate, exceptId }: Sought, limit = 5): string[] {
  const key = numberSymbolKey(numberSymbol)
  if (key === '') return []
  const body = bodyId === undefined ? sql`` : sql`AND issuing_body_id = ${standingBody(db, bodyId)}`
  return db
    .all<{ id: string; issued_date: string | null }>(sql`
      SELECT id, issued_date
      FROM document INDEXED BY document_by_key
      WHERE number_key = ${key} AND number_key <> '' ${body} AND status <> 'cancelled'
      ORDER BY register_date DESC, arrival_number DESC`)
    .filter((row) => row.id !== exceptId && mayBeTwins(row.issued_date, issuedDate))
    .slice(0, limit)
    .map((row) => row.id)
}

/** The twin that a refusal shows, or null. */
export function twinShown(db: ReadDb, sought: Sought) {
  const [row] = listRows(db, twinIds(db, sought, 1))
  if (row === undefined) return null
  const { id, arrivalNumber, arrivalSuffix, arrivalDate, numberSymbol, issuedDate, issuingBodyName, subject } = row
  return { id, arrivalNumber, arrivalSuffix, arrivalDate, numberSymbol, issuedDate, issuingBodyName, subject }
}

export const twinHandlers = [
  handleQuery(findTwin, ({ db, today }, { numberSymbol, issuingBody, exceptId }) => {
    let bodyId: string | undefined
    if (issuingBody !== undefined) {
      bodyId = 'id' in issuingBody ? issuingBody.id : findBodyByName(db, issuingBody.name, today) ?? undefined
      // A body that is not known yet has issued nothing.
      if (bodyId === undefined) return ok({ twins: [] })
    }
    return ok({ twins: listRows(db, twinIds(db, { numberSymbol, bodyId, issuedDate: null, exceptId })) })
  }),
]

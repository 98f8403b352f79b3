// Twins: a document that bears the number and symbol of another from the same body (VI.III.1.h).
import type { ReadDb } from '../archive/database.ts'
import { sql } from '../archive/sql.ts'
import { ok } from '../contract/result.ts'
import { findBodyByName } from '../filing/choose.ts'
import { bodyNamer, standingBody } from '../filing/records.ts'
import { handleQuery } from '../handler/handler.ts'
import type { Person } from '../handler/person.ts'
import type { Rulebook } from '../rulebook/rulebook.ts'
import { numberSymbolKey } from '../text/number-symbol.ts'
import { findTwin } from './contract.ts'
import { mayReadDocument } from './reading/readers.ts'
import { documentRow, issuerOf, listRows } from './records.ts'
import { mayBeTwins } from './rules.ts'
import type { NumberingPeriod, Term } from './rules.ts'

interface Sought {
  readonly numberSymbol: string
  readonly documentTypeId?: string | undefined
  /** undefined: of any body */
  readonly bodyId?: string | undefined
  readonly issuedDate: string | null
  readonly exceptId?: string | undefined
}

/** Numbers of bodies about which nothing is known begin anew each year, as those of most do. */
const yearly: NumberingPeriod = { period: 'year', years: 1 }

/** Ids of twins that are not cancelled, newest first. */
export function twinIds(db: ReadDb, rulebook: Rulebook, sought: Sought, limit = 5): string[] {
  const { numberSymbol, documentTypeId, bodyId, issuedDate, exceptId } = sought
  const key = numberSymbolKey(numberSymbol)
  if (key === '') return []
  const body = bodyId === undefined ? sql`` : sql`AND issuing_body_id = ${standingBody(db, bodyId)}`
  const rows = db
    .all<{ id: string; issued_date: string | null; issuing_body_id: string; issued_as_body_id: string | null }>(sql`
      SELECT id, issued_date, issuing_body_id, issued_as_body_id
      FROM document INDEXED BY document_by_key
      WHERE number_key = ${key} AND number_key <> '' ${body} AND direction = 'incoming' AND status <> 'cancelled'
      ORDER BY register_date DESC, order_number DESC`)
    .filter((row) => row.id !== exceptId)
  if (rows.length === 0) return []
  const terms = db.all<Term>(sql`SELECT from_date AS "from", to_date AS "to" FROM term ORDER BY from_date`)
  const nameOf = bodyNamer(db, rows.map(issuerOf))
  return rows
    .filter((row) => {
      const bodyName = nameOf(issuerOf(row), row.issued_date ?? issuedDate ?? '')
      return mayBeTwins(row.issued_date, issuedDate, rulebook.numbering({ documentTypeId, bodyName, numberSymbol }) ?? yearly, terms)
    })
    .slice(0, limit)
    .map((row) => row.id)
}

/** The twin that a refusal shows, or null; of one that is withheld its number and symbol alone, which the person has just typed. */
export function twinShown(db: ReadDb, rulebook: Rulebook, sought: Sought, person: Person) {
  const [row] = listRows(db, twinIds(db, rulebook, sought, 1))
  if (row === undefined) return null
  if (!mayReadDocument(db, person, documentRow(db, row.id)!)) return { id: '', arrivalNumber: row.arrivalNumber, arrivalSuffix: row.arrivalSuffix, arrivalDate: null, numberSymbol: row.numberSymbol, issuedDate: null, issuingBodyName: '', subject: '' }
  const { id, arrivalNumber, arrivalSuffix, arrivalDate, numberSymbol, issuedDate, issuingBodyName, subject } = row
  return { id, arrivalNumber, arrivalSuffix, arrivalDate, numberSymbol, issuedDate, issuingBodyName, subject }
}

export const twinHandlers = [
  handleQuery(findTwin, ({ db, rulebook, today, person }, { numberSymbol, documentTypeId, issuingBody, issuedDate, exceptId }) => {
    let bodyId: string | undefined
    if (issuingBody !== undefined) {
      bodyId = 'id' in issuingBody ? issuingBody.id : findBodyByName(db, issuingBody.name, today) ?? undefined
      // A body that is not known yet has issued nothing.
      if (bodyId === undefined) return ok({ twins: [] })
    }
    return ok({ twins: listRows(db, twinIds(db, rulebook, { numberSymbol, documentTypeId, bodyId, issuedDate: issuedDate ?? null, exceptId })).filter(({ id }) => mayReadDocument(db, person, documentRow(db, id)!)) })
  }),
]

// The office as the body that issues: whose name a document bears when nothing else is said.
import type { ReadDb } from '../archive/database.ts'
import { sql } from '../archive/sql.ts'
import { err, ok } from '../contract/result.ts'
import type { Level } from '../contract/fields.ts'
import { settleBody } from '../filing/choose.ts'
import type { BodyChoice } from '../filing/choose.ts'

export interface OwnOffice {
  readonly name: string
  readonly level: Level
  readonly symbolSuffix: string
}

/** The office as it was set up; one that was not has no name. */
export function ownOffice(db: ReadDb): OwnOffice {
  return db.get<OwnOffice>(sql`SELECT name, level, symbol_suffix AS symbolSuffix FROM office LIMIT 1`) ?? { name: '', level: 'other', symbolSuffix: '' }
}

/**
 * The body that issues: the one chosen, else the office itself, found in the tree by its name or made. `name` is that of a body
 * being made. Errors as `settleBody`; BODY_NOT_FOUND where the office is not set up.
 */
export function ownBodyOf(db: ReadDb, choice: BodyChoice | undefined, office: OwnOffice, day: string, newId: () => string) {
  if (choice === undefined && office.name === '') return err('BODY_NOT_FOUND', { id: '' })
  const chosen = choice ?? { name: office.name, level: office.level }
  const body = settleBody(db, chosen, day, newId)
  return body.ok ? ok({ ...body.value, name: 'name' in chosen ? chosen.name : '' }) : body
}

// The office as the body that issues: in whose name a document goes out when nothing else is said. A committee's office (văn phòng
// cấp ủy) issues some types in its committee's name; which, says the rulebook, until the clerk chooses otherwise for a type.
import type { Change } from '../archive/journal.ts'
import type { ReadDb } from '../archive/database.ts'
import { sql } from '../archive/sql.ts'
import { err, ok } from '../contract/result.ts'
import type { Level } from '../contract/fields.ts'
import { findBodyByName, settleBody } from '../filing/choose.ts'
import type { BodyChoice } from '../filing/choose.ts'
import { exactNameKey } from '../filing/rules.ts'
import type { Rulebook } from '../rulebook/rulebook.ts'
import { committeeName } from './rules.ts'

export interface OwnOffice {
  readonly name: string
  readonly parentName: string
  readonly level: Level
  readonly symbolSuffix: string
}

/** Whose document it is: the office's own, or its committee's. */
export type IssuerKind = 'office' | 'committee'

/** A body in whose name this office issues. */
export interface OwnIssuer {
  readonly kind: IssuerKind
  readonly name: string
  readonly level: Level
  /** what stands in its numbers where its body has no symbol of its own; '' for nothing */
  readonly symbol: string
}

/** The office as it was set up; one that was not has no name. */
export function ownOffice(db: ReadDb): OwnOffice {
  return db.get<OwnOffice>(sql`SELECT name, parent_name AS parentName, level, symbol_suffix AS symbolSuffix FROM office LIMIT 1`)
    ?? { name: '', parentName: '', level: 'other', symbolSuffix: '' }
}

/** The bodies in whose name this office issues: itself, then the committee whose office it is, where it is one. */
export function ownIssuers(db: ReadDb, rulebook: Rulebook, day: string): OwnIssuer[] {
  const { name, parentName, level, symbolSuffix } = ownOffice(db)
  if (name === '') return []
  const own: OwnIssuer = { kind: 'office', name, level, symbol: symbolSuffix }
  for (const { officeWords, officeSymbol } of rulebook.issuerRules(day)) {
    const committee = committeeName({ name, parentName }, officeWords)
    // Another office, of the state, has no committee.
    if (committee === null || rulebook.numbering({ bodyName: committee, numberSymbol: '' })?.system !== 'party') continue
    const symbol = symbolSuffix.startsWith(officeSymbol) ? symbolSuffix.slice(officeSymbol.length) : symbolSuffix
    return [own, { kind: 'committee', name: committee, level, symbol }]
  }
  return [own]
}

/** Whose a document of a type is when nothing is said: as the clerk chose last for the type, else as the rulebook has it. */
export function usualIssuer(db: ReadDb, rulebook: Rulebook, documentTypeId: string, day: string): IssuerKind {
  const chosen = db.value<IssuerKind>(sql`SELECT issuer FROM issuer_choice WHERE id = ${documentTypeId}`)
  return chosen ?? (rulebook.issuerRules(day).some((rule) => rule.documentTypeIds.includes(documentTypeId)) ? 'committee' : 'office')
}

/** The change that remembers whose documents of a type are from now on. */
export function issuerChange(documentTypeId: string, issuer: IssuerKind): Change {
  return { table: 'issuer_choice', id: documentTypeId, set: { issuer } }
}

export interface IssuerSought {
  /** undefined: the usual one of the type */
  readonly choice: BodyChoice | undefined
  readonly documentTypeId: string
  /** the day that the document bears, YYYY-MM-DD */
  readonly day: string
}

export interface SettledIssuer {
  readonly id: string
  /** what makes the body, where it is new */
  readonly made: readonly Change[]
  /** of a body that is being made; '' of one that stands */
  readonly name: string
  /** null: neither the office nor its committee */
  readonly kind: IssuerKind | null
  /** for numbers, where the body has no symbol of its own; null: the office knows none */
  readonly symbol: string | null
}

/**
 * The body that issues: the one chosen, else the usual one of the type, found in the tree by its name or made. Errors as
 * `settleBody`; BODY_NOT_FOUND where the office is not set up.
 */
export function settleIssuer(db: ReadDb, rulebook: Rulebook, { choice, documentTypeId, day }: IssuerSought, newId: () => string) {
  const own = ownIssuers(db, rulebook, day)
  const usual = choice === undefined ? usualIssuer(db, rulebook, documentTypeId, day) : null
  const meant = choice === undefined ? (own.find(({ kind }) => kind === usual) ?? own[0]) : 'name' in choice ? own.find(({ name }) => exactNameKey(name) === exactNameKey(choice.name)) : undefined
  if (choice === undefined && meant === undefined) return err('BODY_NOT_FOUND', { id: '' })
  const body = settleBody(db, meant === undefined ? choice! : { name: meant.name, level: meant.level }, day, newId)
  if (!body.ok) return body
  const { id, made } = body.value
  const issuer = meant ?? own.find(({ name, level }) => findBodyByName(db, name, day, level) === id)
  const newName = meant?.name ?? (choice !== undefined && 'name' in choice ? choice.name : '')
  return ok<SettledIssuer>({ id, made, name: made.length === 0 ? '' : newName, kind: issuer?.kind ?? null, symbol: issuer?.symbol ?? null })
}

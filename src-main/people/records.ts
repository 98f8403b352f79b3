// What is kept of people: read for sign-ins, lists and decisions.
import type { ReadDb } from '../archive/database.ts'
import type { Change } from '../archive/journal.ts'
import { sql } from '../archive/sql.ts'
import type { Secrecy } from '../contract/fields.ts'
import type { Right, Role } from '../contract/rights.ts'
import type { Person } from '../handler/person.ts'
import type { Rulebook } from '../rulebook/rulebook.ts'
import { levelsUpTo, rightsOf, rolesOn } from './rules.ts'
import type { RoleRight } from './rules.ts'

export interface AccountRow {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly unit_id: string | null
  readonly position: string
  readonly clearance: Secrecy
  readonly signature_file_id: string | null
  readonly active_from: string
  readonly active_to: string | null
  readonly blocked: 0 | 1
  readonly added_at: string
}

/** Whether this archive has accounts; without any, one local operator has all rights. */
export function hasAccounts(db: ReadDb): boolean {
  return db.value(sql`SELECT 1 FROM account LIMIT 1`) !== undefined
}

export function accountRow(db: ReadDb, id: string): AccountRow | undefined {
  return db.get<AccountRow>(sql`SELECT * FROM account WHERE id = ${id}`)
}

export function accountByLogin(db: ReadDb, login: string): AccountRow | undefined {
  // Two PCs may have given it: of those accounts it is the first one's.
  return db.get<AccountRow>(sql`SELECT * FROM account WHERE login = ${login} ORDER BY added_at, id LIMIT 1`) // account_by_login
}

/** Whether an account may sign in on a day. */
export function isActive({ blocked, active_from, active_to }: AccountRow, today: string): boolean {
  return blocked === 0 && active_from <= today && (active_to === null || today <= active_to)
}

/** The roles that an account holds itself. */
export function heldRoles(db: ReadDb, accountId: string): readonly Role[] {
  return db.all<{ role: Role }>(sql`SELECT role FROM account_role WHERE account_id = ${accountId} AND held = 1 ORDER BY role`).map(({ role }) => role)
}

/** Where the office has a right of a role otherwise than the rulebook. */
export function ownRoleRights(db: ReadDb): readonly RoleRight[] {
  return db.all<{ role: string; right: string; granted: number }>(sql`SELECT role, "right", granted FROM role_right`).map((row) => ({ ...row, granted: row.granted === 1 }))
}

/** What an account may do on a day; null where it may not sign in, or is none. */
export function personOf(db: ReadDb, rulebook: Rulebook, accountId: string, today: string): Person | null {
  const account = accountRow(db, accountId)
  if (account === undefined || !isActive(account, today)) return null
  const delegated = db
    .all<{ role: Role; fromDate: string; toDate: string; ended_at: string | null; from_account_id: string }>(sql`
      SELECT role, from_date AS fromDate, to_date AS toDate, ended_at, from_account_id FROM delegation   -- delegation_by_receiver
      WHERE to_account_id = ${accountId} AND to_date >= ${today}`)
    .map(({ from_account_id: giver, ended_at: ended, ...row }) => {
      const account = accountRow(db, giver)
      return { ...row, ended: ended !== null, stillHeld: account !== undefined && isActive(account, today) && heldRoles(db, giver).includes(row.role) }
    })
  const roles = rolesOn(today, heldRoles(db, accountId), delegated)
  const rights = rightsOf(roles, rulebook.roleRights(today), ownRoleRights(db))
  return { id: account.id, name: account.name, position: account.position, unitId: account.unit_id, roles, rights, levels: levelsUpTo(account.clearance, rights) }
}

/** The accounts that could sign in on a day and hold a right. */
export function holdersOf(db: ReadDb, rulebook: Rulebook, right: Right, today: string): readonly string[] {
  const accounts = db.all<{ id: string }>(sql`SELECT id FROM account WHERE blocked = 0`)
  return accounts.filter(({ id }) => personOf(db, rulebook, id, today)?.rights.has(right) === true).map(({ id }) => id)
}

/** Who acted, by the account's name; 'local', the local operator, stays for the window to say. */
export function nameOf(db: ReadDb, actor: string): string {
  return db.value<string>(sql`SELECT name FROM account WHERE id = ${actor}`) ?? actor
}

/** A change of rights, kept until the one in charge confirms it (Phụ lục VI, III.3.c). */
export function noticeOf(
  of: { readonly id: string; readonly kind: string; readonly about: string | null; readonly before: unknown; readonly after: unknown },
  by: { readonly actor: string; readonly now: number },
): Change {
  return {
    table: 'rights_change',
    id: of.id,
    set: { kind: of.kind, about_account_id: of.about, before: JSON.stringify(of.before), after: JSON.stringify(of.after), made_by: by.actor, made_at: new Date(by.now).toISOString() },
  }
}

// Decisions about people: which rights and levels a person has, when a login is locked, which passwords are refused. Pure.
import { secrecies } from '../contract/choices.ts'
import type { Secrecy } from '../contract/fields.ts'
import { err } from '../contract/result.ts'
import { rights } from '../contract/rights.ts'
import type { Right, Role } from '../contract/rights.ts'

/** Fewest characters of a password. */
export const leastPassword = 8

/** Wrong tries that are let pass; each further one locks for twice as long. */
const triesLeft = 5
const firstLock = 5 * 60_000
const longestLock = 60 * 60_000

/** How long a login is locked after its n-th wrong try in a row, ms; 0: not. */
export function lockAfter(failures: number): number {
  if (failures < triesLeft) return 0
  return Math.min(longestLock, firstLock * 2 ** (failures - triesLeft))
}

export interface RoleRight {
  readonly role: string
  readonly right: string
  readonly granted: boolean
}

/** What roles may do: as the rulebook has it, where the office has not said otherwise. */
export function rightsOf(held: readonly Role[], ruled: ReadonlyMap<Role, readonly Right[]>, own: readonly RoleRight[]): ReadonlySet<Right> {
  return new Set(rights.filter((right) => held.some((role) => {
    const said = own.find((one) => one.role === role && one.right === right)
    return said === undefined ? (ruled.get(role) ?? []).includes(right) : said.granted
  })))
}

/** The levels up to a clearance, of a person who may read documents at all. */
export function levelsUpTo(clearance: Secrecy, held: ReadonlySet<Right>): readonly Secrecy[] {
  return held.has('read-documents') ? secrecies.slice(0, secrecies.indexOf(clearance) + 1) : []
}

export interface Delegated {
  readonly role: Role
  readonly fromDate: string
  readonly toDate: string
  readonly ended: boolean
  /** whether the one who gave it holds it still, and may sign in */
  readonly stillHeld: boolean
}

/** The roles of a person on a day: held, and delegated for that day. */
export function rolesOn(day: string, held: readonly Role[], delegated: readonly Delegated[]): readonly Role[] {
  const given = delegated.filter(({ fromDate, toDate, ended, stillHeld }) => !ended && stillHeld && fromDate <= day && day <= toDate).map(({ role }) => role)
  return [...new Set([...held, ...given])]
}

/** Tried first by whoever guesses: with the login and the name, what a password may not be. */
const common = ['12345678', '123456789', '1234567890', 'password', 'matkhau', 'qwertyui', 'vanthu', '88888888', '66666666', 'abcd1234', 'abc12345', 'iloveyou', 'congdoan', 'vietnam']

/** Why a password is not taken; null where it is. */
export function passwordFault(password: string, about: { readonly login: string; readonly name: string }) {
  if ([...password].length < leastPassword) return err('PASSWORD_TOO_SHORT', { least: leastPassword })
  const small = password.toLowerCase()
  const plain = small.replace(/[\s@._-]|[0-9!]{1,4}$/g, '')
  const guessable = common.includes(small) || common.includes(plain) || plain === about.login || plain === about.name.toLowerCase().replace(/\s/g, '') || new Set(small).size < 3
  return guessable ? err('PASSWORD_GUESSABLE') : null
}

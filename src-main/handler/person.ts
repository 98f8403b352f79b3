// Who acts: what a handler knows of the person at the desk, and what that person may do.
import { secrecies } from '../contract/choices.ts'
import type { Secrecy } from '../contract/fields.ts'
import { rights } from '../contract/rights.ts'
import type { Need, Right, Role } from '../contract/rights.ts'

export interface Person {
  /** of the account; 'local' in an archive without accounts */
  readonly id: string
  /** as prints and lists name them */
  readonly name: string
  readonly position: string
  readonly unitId: string | null
  /** held or delegated, today */
  readonly roles: readonly Role[]
  readonly rights: ReadonlySet<Right>
  /** the levels of secrecy whose documents they may read; without the right to read, none */
  readonly levels: readonly Secrecy[]
  /** of a print or an export: levels that they may read, and that must not leave this PC */
  readonly keptBack?: readonly Secrecy[]
}

/** An archive without accounts has one local operator with all rights. */
export const localOperator: Person = { id: 'local', name: 'Văn thư', position: '', unitId: null, roles: [], rights: new Set(rights), levels: secrecies }

/** Who calls what everybody may call, before anybody signed in. */
export const nobody: Person = { id: '', name: '', position: '', unitId: null, roles: [], rights: new Set(), levels: [] }

/** Whether a person (null: nobody signed in) may call a name that needs this. */
export function mayCall(person: Person | null, need: Need): boolean {
  if (need === 'everybody') return true
  if (person === null) return false
  return need === 'signed-in' || need.some((right) => person.rights.has(right))
}

/** The person as prints and exports see them: what this PC may not hold does not leave it on paper or in a file. */
export function leaving(person: Person, filesUpTo: Secrecy): Person {
  const may = (level: Secrecy) => secrecies.indexOf(level) <= secrecies.indexOf(filesUpTo)
  return { ...person, levels: person.levels.filter(may), keptBack: person.levels.filter((level) => !may(level)) }
}

/** Whether a person may read what lies in a compartment of the journal: the office's own as a reader of documents, a level's by clearance. */
export function mayReadCompartment({ levels }: Pick<Person, 'levels'>, compartment: string): boolean {
  return levels.some((level) => compartment === (level === 'none' ? 'office' : `secrecy:${level}`))
}

/** Whether a person may read documents of a level. */
export function mayReadLevel({ levels }: Pick<Person, 'levels'>, secrecy: Secrecy): boolean {
  return levels.includes(secrecy)
}

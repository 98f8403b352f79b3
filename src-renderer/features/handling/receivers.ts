// To whom a document is handed, as the dialog holds it: persons, units or names, each with a role; one leads at a time. Pure.
import type { AssignmentRole } from '../../../src-main/handling/words.ts'
import { foldMarks } from '../../../src-main/text/fold.ts'
import type { Call } from '../../../src-main/office/contract.ts'
import type { ValueOf } from '../../data/ask.ts'

export interface ChosenReceiver {
  readonly kind: 'account' | 'unit' | 'name'
  /** '' of a name in free words */
  readonly id: string
  readonly name: string
  readonly role: AssignmentRole
}

type Everybody = ValueOf<'people.listPersons'>

/** Persons and units whose name or post holds what is typed, those that begin with it first. */
export function matching({ persons, units }: Everybody, typed: string): (Omit<ChosenReceiver, 'role'> & { readonly note: string })[] {
  const sought = foldMarks(typed.trim()).toLowerCase()
  if (sought === '') return []
  const unitName = new Map(units.map(({ id, name }) => [id, name]))
  const all = [
    ...persons.filter(({ active }) => active).map(({ id, name, position, unitId }) => ({ kind: 'account' as const, id, name, note: [position, unitId === null ? '' : unitName.get(unitId)].filter(Boolean).join(' · ') })),
    ...units.filter(({ closed }) => !closed).map(({ id, name }) => ({ kind: 'unit' as const, id, name, note: '' })),
  ]
  const rank = (name: string, note: string): number => {
    const [inName, inNote] = [foldMarks(name).toLowerCase(), foldMarks(note).toLowerCase()]
    if (inName === sought) return 0
    if (inName.startsWith(sought)) return 1
    if (inName.split(' ').some((word) => word.startsWith(sought)) || initials(inName).startsWith(sought)) return 2
    return inName.includes(sought) ? 3 : inNote.includes(sought) ? 4 : 9
  }
  return all.map((one) => ({ one, at: rank(one.name, one.note) })).filter(({ at }) => at < 9).toSorted((a, b) => a.at - b.at).map(({ one }) => one).slice(0, 8)
}

const initials = (name: string): string => name.split(' ').map((word) => word[0] ?? '').join('')

/** With one more: the first leads unless somebody does already, the next cooperate. Who is among them stays once. */
export function withReceiver(chosen: readonly ChosenReceiver[], one: Omit<ChosenReceiver, 'role'>, hasLead: boolean): readonly ChosenReceiver[] {
  if (chosen.some(({ kind, id, name }) => kind === one.kind && (kind === 'name' ? name === one.name : id === one.id))) return chosen
  const role = hasLead || chosen.some((other) => other.role === 'lead') ? 'cooperating' : 'lead'
  return [...chosen, { kind: one.kind, id: one.id, name: one.name, role }]
}

/** With another role for one of them; who led before cooperates. */
export function withRole(chosen: readonly ChosenReceiver[], at: number, role: AssignmentRole): readonly ChosenReceiver[] {
  return chosen.map((one, other) => (other === at ? { ...one, role } : role === 'lead' && one.role === 'lead' ? { ...one, role: 'cooperating' } : one))
}

/** As the command takes them. */
export function sentReceivers(chosen: readonly ChosenReceiver[]): Call<'handling.distribute'>['to'] {
  return chosen.map(({ kind, id, name, role }) => (kind === 'account' ? { accountId: id, role } : kind === 'unit' ? { unitId: id, role } : { name, role }))
}

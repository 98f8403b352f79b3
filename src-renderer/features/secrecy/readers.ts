// The named readers of a document as dialogs hold them: whom one begins with, what is left to oneself, and whom nothing can be given. Pure.
import type { Call } from '../../../src-main/office/contract.ts'
import { mostOf, type ReaderRight } from '../../../src-main/registers/reading/rules.ts'
import type { ValueOf } from '../../data/ask.ts'
import type { PaperHolder, Readers } from '../../data/secrecy.ts'
import type { CourseAssignment } from '../handling/handling.ts'

type Everybody = ValueOf<'people.listPersons'>

export interface ChosenReader {
  readonly kind: 'account' | 'unit'
  readonly id: string
  readonly name: string
  readonly may: ReaderRight
}

/** Why somebody cannot be given a document; unit: it is limited, and nobody of the unit may read it. */
export type Bar = Readers['mayNot'][number]['why'] | 'unit'

export const keyOf = ({ kind, id }: Pick<ChosenReader, 'kind' | 'id'>): string => `${kind} ${id}`

export function chosenOf(readers: Readers['readers']): readonly ChosenReader[] {
  return readers.map(({ accountId, unitId, name, may }) => ({ kind: accountId === null ? 'unit' : 'account', id: accountId ?? unitId ?? '', name, may }))
}

/** Readers to begin with: oneself, and whoever works on it now; those who have it for information read it. */
export function proposedReaders(me: Pick<ChosenReader, 'id' | 'name'>, assignments: readonly Pick<CourseAssignment, 'to' | 'role'>[]): readonly ChosenReader[] {
  const proposed: ChosenReader[] = [{ kind: 'account', ...me, may: 'work' }]
  for (const { to, role } of assignments) {
    if (to.kind === 'name' || to.id === null || proposed.some((one) => one.kind === to.kind && one.id === to.id)) continue
    proposed.push({ kind: to.kind, id: to.id, name: to.name, may: role === 'information' ? 'read' : 'work' })
  }
  return proposed
}

/** With one more, who reads on the screen until more is said. Who is among them stays once. */
export function withReader(chosen: readonly ChosenReader[], one: Omit<ChosenReader, 'may'>): readonly ChosenReader[] {
  return chosen.some((other) => keyOf(other) === keyOf(one)) ? chosen : [...chosen, { ...one, may: 'read' }]
}

/** What these readers leave to a person, by name or unit; null: not even to know of it. */
export function leftTo({ id, unitId }: { readonly id: string; readonly unitId: string | null }, chosen: readonly ChosenReader[]): ReaderRight | null {
  return mostOf(chosen.filter((one) => one.id === (one.kind === 'account' ? id : unitId)).map(({ may }) => may))
}

/** Whether whoever has a paper of the document is among those who may read it: by account, by unit, or as somebody of a unit that may. */
export function readsPaper({ accountId, unitId }: Pick<PaperHolder, 'accountId' | 'unitId'>, chosen: readonly ChosenReader[], { persons }: Pick<Everybody, 'persons'>): boolean {
  const unit = unitId ?? persons.find(({ id }) => id === accountId)?.unitId ?? null
  return chosen.some((one) => (one.kind === 'account' ? one.id === accountId : one.id === unit))
}

export function sentReaders(chosen: readonly ChosenReader[]): Call<'secrecy.limitReading'>['readers'] {
  return chosen.map(({ kind, id, may }) => (kind === 'account' ? { accountId: id, may } : { unitId: id, may }))
}

/** Parts readers that can be kept from those that cannot be named any more: accounts and units that are closed, persons no longer cleared. */
export function stillThere(chosen: readonly ChosenReader[], { persons, units }: Everybody, bars: ReadonlyMap<string, Bar>): { readonly kept: readonly ChosenReader[]; readonly gone: readonly ChosenReader[] } {
  const open = new Set([...persons.filter(({ active }) => active).map(({ id }) => `account ${id}`), ...units.filter(({ closed }) => !closed).map(({ id }) => `unit ${id}`)])
  const isThere = (one: ChosenReader) => open.has(keyOf(one)) && !bars.has(keyOf(one))
  return { kept: chosen.filter(isThere), gone: chosen.filter((one) => !isThere(one)) }
}

/** Who cannot be named as a reader: not cleared, or no reader of documents at all. */
export function barsOfReaders({ mayNot }: Omit<Readers, 'papersOut'>): ReadonlyMap<string, Bar> {
  return new Map(mayNot.filter(({ why }) => why !== 'readers').map(({ accountId, why }) => [`account ${accountId}`, why]))
}

/** To whom a document cannot be handed: who may not read it; of a limited one also units of which nobody may. */
export function barsOfReceivers({ limited, readers, mayNot }: Omit<Readers, 'papersOut'>, { persons, units }: Everybody): ReadonlyMap<string, Bar> {
  const bars = new Map<string, Bar>(mayNot.map(({ accountId, why }) => [`account ${accountId}`, why]))
  if (!limited) return bars
  for (const { id } of units) {
    const isRead = readers.some(({ unitId }) => unitId === id) || persons.some((one) => one.active && one.unitId === id && !bars.has(`account ${one.id}`))
    if (!isRead) bars.set(`unit ${id}`, 'unit')
  }
  return bars
}

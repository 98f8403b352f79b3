// Decisions about the handling of documents: what is open, who leads, where a document stands, what a tab holds. Pure.
import type { AssignmentRole, AssignmentState, Tab } from './words.ts'

/** Whether something is still to be done. What is given for information is done once it was seen. */
export function isOpen(state: AssignmentState): boolean {
  return state !== 'completed' && state !== 'returned' && state !== 'withdrawn'
}

/** What of an assignment decides where its document stands. */
export interface Part {
  readonly id: string
  readonly parentId: string | null
  readonly role: AssignmentRole
  readonly state: AssignmentState
  readonly dueDate: string | null
  readonly closedAt: string | null
  readonly closedOn: string | null
}

export interface Standing {
  /** the one that leads, or led; null where none does */
  readonly leadId: string | null
  /** nearest day due of what is open; of a handled document its lead's */
  readonly dueDate: string | null
  readonly open: number
  /** null until the lead is done and nothing is open */
  readonly completedAt: string | null
  readonly completedOn: string | null
  /** null where it is not handled, or had no day due */
  readonly onTime: boolean | null
}

const later = (one: Part, other: Part) => ((one.closedAt ?? '') === (other.closedAt ?? '') ? one.id > other.id : (one.closedAt ?? '') > (other.closedAt ?? ''))

/** Where a document stands by its assignments; null where it was handed to nobody but for information. */
export function standingOf(parts: readonly Part[]): Standing | null {
  const work = parts.filter(({ role }) => role !== 'information')
  if (work.length === 0) return null
  const open = work.filter(({ state }) => isOpen(state))
  const leads = work.filter(({ role, parentId }) => role === 'lead' && parentId === null)
  const led = leads.filter(({ state }) => state === 'completed').reduce<Part | null>((last, one) => (last === null || later(one, last) ? one : last), null)
  const lead = leads.find(({ state }) => isOpen(state)) ?? led
  if (open.length > 0 || led === null) {
    const due = open.flatMap(({ dueDate }) => dueDate ?? []).toSorted()[0] ?? null
    return { leadId: lead?.id ?? null, dueDate: due, open: open.length, completedAt: null, completedOn: null, onTime: null }
  }
  const onTime = led.dueDate === null ? null : led.closedOn! <= led.dueDate
  return { leadId: led.id, dueDate: led.dueDate, open: 0, completedAt: led.closedAt, completedOn: led.closedOn, onTime }
}

/** What is open below an assignment, at any depth. */
export function openBelow<P extends { readonly id: string; readonly parentId: string | null; readonly state: AssignmentState }>(parts: readonly P[], id: string): P[] {
  return parts.filter(({ parentId }) => parentId === id).flatMap((child) => [...(isOpen(child.state) ? [child] : []), ...openBelow(parts, child.id)])
}

/** The days between which an item of a tab lies, both included. */
export interface TabDays {
  readonly phase: 'open' | 'done'
  readonly from: string
  readonly to: string
  readonly waiting: boolean
}

/** Whose work an item is, as one key; '' of a name in free words. */
export function holderKey({ accountId, unitId }: { readonly accountId?: string | null; readonly unitId?: string | null }): string {
  return accountId != null ? `account:${accountId}` : unitId != null ? `unit:${unitId}` : ''
}

/** Times of a day at which an office may remind its people. */
export const mostReminders = 6

/** A day that is not set lies behind all others. */
export const noDay = '9999-12-31'

/** What a tab shows on a day. @param soonUntil the last day that is called soon */
export function tabDays(tab: Tab, days: { readonly yesterday: string; readonly today: string; readonly soonUntil: string }): TabDays {
  const { yesterday, today, soonUntil } = days
  switch (tab) {
    case 'today': return { phase: 'open', from: today, to: today, waiting: false }
    case 'overdue': return { phase: 'open', from: '', to: yesterday, waiting: false }
    case 'due-soon': return { phase: 'open', from: today, to: soonUntil, waiting: false }
    case 'waiting': return { phase: 'open', from: '', to: noDay, waiting: true }
    case 'open': return { phase: 'open', from: '', to: noDay, waiting: false }
    case 'done': return { phase: 'done', from: '', to: noDay, waiting: false }
  }
}

// Where the paper of a line of the transfer book is. Pure.
import { exactNameKey } from '../../filing/rules.ts'

/** trả lại bản giấy, thất lạc */
export const outcomes = ['returned', 'lost'] as const
export type Outcome = (typeof outcomes)[number]

/** What may be noted of a line, and struck through alone. */
export const struckKinds = ['received', 'asked-back', ...outcomes] as const
export type StruckKind = (typeof struckKinds)[number]

/** Lists of papers that somebody must run after. */
export const chases = ['waiting', 'asked-back', 'lost'] as const
export type Chase = (typeof chases)[number]

/** waiting: handed over, and nobody said that it came. Each line is in one of them. */
export const paperStates = ['waiting', 'received', 'returned', 'lost', 'struck'] as const
export type PaperState = (typeof paperStates)[number]

export interface PaperLine {
  readonly received_date: string | null
  readonly outcome: Outcome | null
  readonly struck_reason: string | null
}

export function stateOf({ received_date, outcome, struck_reason }: PaperLine): PaperState {
  if (struck_reason !== null) return 'struck'
  return outcome ?? (received_date === null ? 'waiting' : 'received')
}

/** Whether the paper is with its receiver, or on the way there. */
export function isOut(line: PaperLine): boolean {
  const state = stateOf(line)
  return state === 'waiting' || state === 'received'
}

/** The other channels send no paper. */
export function isOnPaper(channel: string): boolean {
  return channel === 'direct' || channel === 'post'
}

export interface LineReceiver {
  readonly to_account_id: string | null
  readonly to_unit_id: string | null
  readonly to_name: string
}

/** A receiver's name by which two lines are one: capitals, spaces, stops and the place of a tone do not count. */
export function receiverKey(name: string): string {
  return exactNameKey(name) || name
}

/** Whether two lines mean one receiver: one account, one unit, or, where one of them is a name in free words, one name, however it is written. */
export function isSameReceiver(one: LineReceiver, other: LineReceiver): boolean {
  const keys = [one, other].map(({ to_account_id, to_unit_id }) => (to_account_id === null ? (to_unit_id === null ? null : `unit ${to_unit_id}`) : `account ${to_account_id}`))
  return keys[0] === null || keys[1] === null ? receiverKey(one.to_name) === receiverKey(other.to_name) : keys[0] === keys[1]
}

/** Whether a person is whom a line went to, or of the unit that it went to. */
export function isReceiver(person: { readonly id: string; readonly unitId: string | null }, { to_account_id, to_unit_id }: Omit<LineReceiver, 'to_name'>): boolean {
  return to_account_id === person.id || (to_unit_id !== null && to_unit_id === person.unitId)
}

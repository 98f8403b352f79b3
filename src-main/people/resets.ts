// A forgotten password is set anew by two: who manages accounts asks, a second person approves, and then it is set. The owner is told.
import type { Change } from '../archive/journal.ts'
import { err, ok } from '../contract/result.ts'
import { handleCommand } from '../handler/handler.ts'
import * as contract from './contract.ts'
import { accountRow, noticeOf } from './records.ts'

export interface ResetRow {
  readonly id: string
  readonly account_id: string
  readonly reason: string
  readonly asked_by: string
  readonly asked_at: string
  readonly approved_by: string | null
  readonly approved_at: string | null
  readonly done_at: string | null
  readonly refused: 0 | 1
}

/** How far a password's being set anew has come. */
export function resetState({ refused, done_at, approved_at }: Pick<ResetRow, 'refused' | 'done_at' | 'approved_at'>): 'asked' | 'approved' | 'done' | 'refused' {
  if (refused === 1) return 'refused'
  if (done_at !== null) return 'done'
  return approved_at === null ? 'asked' : 'approved'
}

export const askReset = handleCommand(contract.askReset, (context, { accountId, reason }) => {
  const { tx, actor, now, newId } = context
  if (accountRow(tx, accountId) === undefined) return err('ACCOUNT_NOT_FOUND', { id: accountId })
  const id = newId()
  const notice = noticeOf({ id: newId(), kind: 'password', about: accountId, before: null, after: { reason } }, context)
  return ok({ id, entry: tx.append([{ table: 'password_reset', id, set: { account_id: accountId, reason, asked_by: actor, asked_at: new Date(now).toISOString() } }, notice]) })
})

export const answerReset = handleCommand(contract.answerReset, ({ tx, actor, now }, { id, approved }) => {
  const row = tx.row('password_reset', id) as ResetRow | null
  if (row === null) return err('RESET_NOT_FOUND', { id })
  const state = resetState(row)
  if (state !== 'asked') return err('RESET_NOT_POSSIBLE', { id, state })
  if (approved && (row.asked_by === actor || row.account_id === actor)) return err('SECOND_PERSON_NEEDED', { id })
  const set: Change['set'] = approved ? { approved_by: actor, approved_at: new Date(now).toISOString() } : { refused: 1 }
  return ok({ id, entry: tx.append([{ table: 'password_reset', id, set }]) })
})

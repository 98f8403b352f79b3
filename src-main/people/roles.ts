// What roles may do and who has them for a time: rights of a role, delegation, changes of rights and their confirmation, the lock of
// idle desks.
import { err, ok } from '../contract/result.ts'
import type { Person } from '../handler/person.ts'
import { handleCommand } from '../handler/handler.ts'
import * as contract from './contract.ts'
import { accountRow, heldRoles, noticeOf, ownRoleRights } from './records.ts'
import { manageable, orphaned } from './accounts.ts'
import { rightsOf } from './rules.ts'

/** Whether a person may give or take back what belongs to an account: their own, or any of those who manage accounts. */
function mayGive(person: Person, accountId: string): boolean {
  return person.id === accountId || person.rights.has('manage-people')
}

export const delegateRole = handleCommand(contract.delegateRole, (context, { role, fromAccountId, toAccountId, from, to, reason }) => {
  const { tx, newId, person } = context
  if (!mayGive(person, fromAccountId)) return err('NOT_ALLOWED', { name: contract.delegateRole.name, needs: ['manage-people'] })
  if (fromAccountId === toAccountId) return err('DELEGATION_TO_ONESELF')
  for (const id of [fromAccountId, toAccountId]) if (accountRow(tx, id) === undefined) return err('ACCOUNT_NOT_FOUND', { id })
  if (!heldRoles(tx, fromAccountId).includes(role)) return err('ROLE_NOT_HELD', { id: fromAccountId, role })
  if (to < from) return err('DATES_REVERSED', { from, to })
  const id = newId()
  const set = { role, from_account_id: fromAccountId, to_account_id: toAccountId, from_date: from, to_date: to, reason }
  const notice = noticeOf({ id: newId(), kind: 'delegation', about: toAccountId, before: null, after: { role, fromAccountId, from, to, reason } }, context)
  return ok({ id, entry: tx.append([{ table: 'delegation', id, set }, notice]) })
})

export const endDelegation = handleCommand(contract.endDelegation, (context, { id }) => {
  const { tx, newId, person, now } = context
  const row = tx.row('delegation', id)
  if (row === null) return err('DELEGATION_NOT_FOUND', { id })
  const [giver, receiver] = [String(row['from_account_id']), String(row['to_account_id'])]
  if (!mayGive(person, giver)) return err('NOT_ALLOWED', { name: contract.endDelegation.name, needs: ['manage-people'] })
  if (row['ended_at'] !== null) return err('DELEGATION_ENDED', { id })
  const said = { role: row['role'], fromAccountId: giver, from: row['from_date'], to: row['to_date'] }
  const notice = noticeOf({ id: newId(), kind: 'delegation', about: receiver, before: said, after: null }, context)
  return ok({ id, entry: tx.append([{ table: 'delegation', id, set: { ended_at: new Date(now).toISOString() } }, notice]) })
})

export const setRoleRight = handleCommand(contract.setRoleRight, (context, { role, right, granted, reason }) => {
  const { tx, newId, rulebook, today } = context
  const before = rightsOf([role], rulebook.roleRights(today), ownRoleRights(tx)).has(right)
  const id = `${role}:${right}`
  const notice = before === granted ? [] : [noticeOf({ id: newId(), kind: 'role-right', about: null, before: { role, right, granted: before }, after: { role, right, granted, reason } }, context)]
  const managed = manageable(context)
  const entry = tx.append([{ table: 'role_right', id, set: { role, right, granted: Number(granted), reason } }, ...notice])
  return orphaned(context, id, managed) ?? ok({ id, entry })
})

export const setRules = handleCommand(contract.setRules, ({ tx }, { idleMinutes }) =>
  ok({ id: 'people', entry: tx.append([{ table: 'people_rule', id: 'people', set: { idle_minutes: idleMinutes } }]) }))

export const confirmChange = handleCommand(contract.confirmChange, ({ tx, actor, now }, { id }) => {
  const row = tx.row('rights_change', id)
  if (row === null) return err('RIGHTS_CHANGE_NOT_FOUND', { id })
  if (row['confirmed_at'] !== null) return err('RIGHTS_CHANGE_CONFIRMED', { id })
  return ok({ id, entry: tx.append([{ table: 'rights_change', id, set: { confirmed_by: actor, confirmed_at: new Date(now).toISOString() } }]) })
})

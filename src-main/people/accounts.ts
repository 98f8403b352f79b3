// Accounts and units: added, changed, blocked. Every change of what a person may do leaves a notice for the one in charge.
import type { Change, Transaction } from '../archive/journal.ts'
import type { HeldFile } from '../archive/held-files.ts'
import { differingSince, isStale, latestEntry } from '../archive/history.ts'
import { sql } from '../archive/sql.ts'
import { lastDay } from '../contract/days.ts'
import { err, ok } from '../contract/result.ts'
import type { Role } from '../contract/rights.ts'
import type { CommandContext } from '../handler/handler.ts'
import { handleCommand } from '../handler/handler.ts'
import { foldMarks } from '../text/fold.ts'
import * as contract from './contract.ts'
import { accountByLogin, accountRow, heldRoles, holdersOf, noticeOf } from './records.ts'

interface UnitRow {
  readonly id: string
  readonly name: string
  readonly sort_order: number
  readonly closed: 0 | 1
}

function unitNamed(tx: Transaction, name: string, exceptId: string | null): UnitRow | undefined {
  return tx.all<UnitRow>(sql`SELECT * FROM unit`).find((unit) => unit.id !== exceptId && foldMarks(unit.name) === foldMarks(name))
}

export const addUnit = handleCommand(contract.addUnit, ({ tx, newId }, { name }) => {
  const twin = unitNamed(tx, name, null)
  if (twin !== undefined) return err('UNIT_EXISTS', { id: twin.id, name: twin.name })
  const order = (tx.value<number>(sql`SELECT max(sort_order) FROM unit`) ?? 0) + 1
  const id = newId()
  return ok({ id, entry: tx.append([{ table: 'unit', id, set: { name, sort_order: order, closed: 0 } }]) })
})

export const editUnit = handleCommand(contract.editUnit, ({ tx }, { id, basedOn, changes: { name, closed, order } }) => {
  if (tx.row('unit', id) === null) return err('UNIT_NOT_FOUND', { id })
  const records = [{ table: 'unit', id }]
  if (basedOn !== undefined && isStale(tx, basedOn, records)) return err('STALE_RECORD', { basedOn, current: latestEntry(tx, records) ?? '', differing: differingSince(tx, basedOn, records) })
  const twin = name === undefined ? undefined : unitNamed(tx, name, id)
  if (twin !== undefined) return err('UNIT_EXISTS', { id: twin.id, name: twin.name })
  const accounts = closed === true ? (tx.value<number>(sql`SELECT count(*) FROM account WHERE unit_id = ${id} AND blocked = 0`) ?? 0) : 0
  if (accounts > 0) return err('UNIT_IN_USE', { id, accounts })
  const set = { ...(name === undefined ? {} : { name }), ...(closed === undefined ? {} : { closed: Number(closed) }), ...(order === undefined ? {} : { sort_order: order }) }
  return ok({ id, entry: tx.append([{ table: 'unit', id, set }]) })
})

/** The records of a new account. Its password comes beside them. */
export function accountChanges(
  { id, roles, clearance, at, ...of }: { readonly id: string; readonly login: string; readonly name: string; readonly unitId: string | null; readonly position: string; readonly roles: readonly Role[]; readonly clearance: string; readonly activeFrom: string; readonly activeTo: string | null; readonly at: string },
): readonly Change[] {
  return [
    { table: 'account', id, set: { login: of.login, name: of.name, unit_id: of.unitId, position: of.position, clearance, active_from: of.activeFrom, active_to: of.activeTo, blocked: 0, added_at: at } },
    ...roleChanges(id, [], roles),
  ]
}

/** The records by which an account's roles become these. */
function roleChanges(accountId: string, before: readonly Role[], after: readonly Role[]): readonly Change[] {
  const set = (role: Role, held: 0 | 1): Change => ({ table: 'account_role', id: `${accountId}:${role}`, set: { account_id: accountId, role, held } })
  return [...after.filter((role) => !before.includes(role)).map((role) => set(role, 1)), ...before.filter((role) => !after.includes(role)).map((role) => set(role, 0))]
}

/** Whether somebody can manage accounts: today, and in all time to come. */
export function manageable({ tx, rulebook, today }: Pick<CommandContext, 'tx' | 'rulebook' | 'today'>): readonly boolean[] {
  return [today, lastDay].map((day) => holdersOf(tx, rulebook, 'manage-people', day).length > 0)
}

/** LAST_ADMINISTRATOR where, after what was appended, nobody could manage accounts any more, or not for ever. @param before as it was (`manageable`) */
export function orphaned(context: Pick<CommandContext, 'tx' | 'rulebook' | 'today'>, id: string, before: readonly boolean[]) {
  const after = manageable(context)
  return before.some((could, at) => could && !after[at]) ? err('LAST_ADMINISTRATOR', { id }) : null
}

export const editAccount = handleCommand(contract.editAccount, (context, { id, basedOn, changes }) => {
  const { tx, newId, heldFile } = context
  const row = accountRow(tx, id)
  if (row === undefined) return err('ACCOUNT_NOT_FOUND', { id })
  const records = [{ table: 'account', id }]
  if (basedOn !== undefined && isStale(tx, basedOn, records)) return err('STALE_RECORD', { basedOn, current: latestEntry(tx, records) ?? '', differing: differingSince(tx, basedOn, records) })
  const { login, unitId, roles, clearance, blocked, signatureFileId: signature } = changes
  if (login !== undefined && login !== row.login && accountByLogin(tx, login) !== undefined) return err('LOGIN_TAKEN', { login })
  if (unitId !== undefined && unitId !== null && tx.row('unit', unitId) === null) return err('UNIT_NOT_FOUND', { id: unitId })
  const picture = signature === undefined || signature === null ? null : (tx.get<HeldFile>(sql`SELECT name, media_type, size FROM staged_file WHERE file_id = ${signature}`) ?? heldFile(signature) ?? null)
  if (typeof signature === 'string' && picture === null) return err('FILE_NOT_STAGED', { fileId: signature })
  if (picture !== null && !picture.media_type.startsWith('image/')) return err('SIGNATURE_NOT_PICTURE', { fileId: signature! })
  const [from, to] = [changes.activeFrom ?? row.active_from, changes.activeTo === undefined ? row.active_to : changes.activeTo]
  if (to !== null && to < from) return err('DATES_REVERSED', { from, to })
  const set = Object.fromEntries(Object.entries({
    login, name: changes.name, unit_id: unitId, position: changes.position, clearance, active_from: changes.activeFrom, active_to: changes.activeTo,
    blocked: blocked === undefined ? undefined : Number(blocked), signature_file_id: signature,
    ...(signature === undefined ? {} : { signature_name: picture?.name ?? null, signature_type: picture?.media_type ?? null, signature_size: picture?.size ?? null }),
  }).filter((field): field is [string, string | number | null] => field[1] !== undefined))
  const held = heldRoles(tx, id)
  const notice = (kind: string, before: unknown, after: unknown) => (JSON.stringify(before) === JSON.stringify(after) ? [] : [noticeOf({ id: newId(), kind, about: id, before, after }, context)])
  const activity = (of: { readonly from: string; readonly to: string | null; readonly blocked: boolean }) => of
  const managed = manageable(context)
  const entry = tx.append([
    { table: 'account', id, set },
    ...(roles === undefined ? [] : roleChanges(id, held, roles)),
    ...(roles === undefined ? [] : notice('roles', held, [...roles].toSorted())),
    ...(clearance === undefined ? [] : notice('clearance', row.clearance, clearance)),
    ...notice('active', activity({ from: row.active_from, to: row.active_to, blocked: row.blocked === 1 }), activity({ from, to, blocked: blocked ?? row.blocked === 1 })),
  ])
  return orphaned(context, id, managed) ?? ok({ id, entry })
})

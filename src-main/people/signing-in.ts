// What is answered at the desk itself: the first account, signing in and out, passwords. Passwords are weighed beside the writer, so
// that a save does not wait for them; what they change is one entry of the journal.
import type { Change, Transaction } from '../archive/journal.ts'
import type { OwnedTable } from '../archive/schema.ts'
import { named, sql } from '../archive/sql.ts'
import { err, ok } from '../contract/result.ts'
import { handlePreparedCommand, handleQuery, handleTask } from '../handler/handler.ts'
import type { CommandContext, Handler } from '../handler/handler.ts'
import { localOperator } from '../handler/person.ts'
import { accountChanges, orphaned } from './accounts.ts'
import * as contract from './contract.ts'
import { hashPassword, isPassword } from './passwords.ts'
import { listAccountsOf } from './queries.ts'
import { accountByLogin, accountRow, hasAccounts, isActive, noticeOf } from './records.ts'
import { resetState } from './resets.ts'
import type { ResetRow } from './resets.ts'
import { passwordFault } from './rules.ts'
import type { SignIns } from './sign-ins.ts'
import { passwordCompartment } from './schema.ts'

function passwordChange(accountId: string, hash: string, now: number, mustChange: boolean): Change {
  return { table: 'account_password', id: accountId, set: { hash, changed_at: new Date(now).toISOString(), must_change: Number(mustChange) } }
}

/** Writes a new password; of the old one nothing stays in the journal. */
function setPassword({ tx, now }: Pick<CommandContext, 'tx' | 'now'>, accountId: string, hash: string, mustChange: boolean, beside: readonly Change[] = []): void {
  tx.append([passwordChange(accountId, hash, now, mustChange), ...beside])
  tx.erase(passwordCompartment(accountId))
}

/** What the one operator of an archive without accounts kept as their own becomes the first account's: it is the same person. */
function takeOver(tx: Transaction, owned: readonly OwnedTable[], accountId: string): Change[] {
  return owned.flatMap(({ name, class: kind, owner }) => {
    if (kind === 'record') return tx.all<{ id: string }>(sql`SELECT id FROM ${named(name)} WHERE ${named(owner)} = ${localOperator.id}`).map(({ id }): Change => ({ table: name, id, set: { [owner]: accountId } }))
    tx.local(sql`UPDATE ${named(name)} SET ${named(owner)} = ${accountId} WHERE ${named(owner)} = ${localOperator.id}`)
    return []
  })
}

/** The handlers that close over who is signed in where. @param owned tables whose rows are each some person's own */
export function signInHandlers(signIns: SignIns, owned: readonly OwnedTable[]): Handler[] {
  /** Whether a password is right. Counted as a wrong try until it was weighed: of many tries at once only the first few are weighed at all. */
  async function weigh(login: string, password: string, kept: string | null): Promise<boolean> {
    signIns.tried(login, false)
    const right = await isPassword(password, kept)
    if (right) signIns.tried(login, true)
    return right
  }

  return [
    handleQuery(contract.readDesk, ({ db, desk, person }) => {
      const known = (id: string) => {
        const row = accountRow(db, id)
        return row === undefined ? null : { login: row.login, name: row.name }
      }
      const held = signIns.held(desk)
      const tied = signIns.tiedTo()
      const mustChangePassword = db.value<number>(sql`SELECT must_change FROM account_password WHERE id = ${person.id}`) === 1
      return ok({
        hasAccounts: hasAccounts(db),
        person: person.id === '' ? null : { id: person.id, login: accountRow(db, person.id)?.login ?? '', name: person.name, position: person.position, roles: [...person.roles], rights: [...person.rights], levels: [...person.levels], mustChangePassword },
        lockedBy: held?.locked === true ? known(held.accountId) : null,
        tiedTo: tied === null ? null : known(tied),
        idleMinutes: db.value<number>(sql`SELECT idle_minutes FROM people_rule`) ?? 15,
      })
    }),

    handlePreparedCommand(
      contract.begin,
      async ({ db }, { login, name, password }) => {
        if (hasAccounts(db)) return err('PEOPLE_BEGUN')
        return passwordFault(password, { login, name }) ?? ok({ hash: await hashPassword(password) })
      },
      (context, { login, name, position, roles, clearance }, { hash }) => {
        const { tx, now, today, newId, desk } = context
        if (hasAccounts(tx)) return err('PEOPLE_BEGUN')
        const id = newId()
        const changes = accountChanges({ id, login, name, unitId: null, position, roles, clearance, activeFrom: today, activeTo: null, at: new Date(now).toISOString() })
        tx.append([...changes, passwordChange(id, hash, now, false), noticeOf({ id: newId(), kind: 'account', about: id, before: null, after: { roles, clearance } }, context)])
        tx.appendAll(takeOver(tx, owned, id))
        const refused = orphaned(context, id, [true])
        if (refused !== null) return refused
        // Who made it sits there.
        signIns.signIn(desk, id)
        return ok({ id })
      },
    ),

    handleTask(contract.signIn, async ({ db, desk, today }, { login, password }) => {
      const until = signIns.lockedUntil(login)
      if (until !== null) return err('SIGN_IN_LOCKED', { until })
      const account = accountByLogin(db, login)
      const kept = account === undefined ? undefined : db.get<{ hash: string; must_change: number }>(sql`SELECT hash, must_change FROM account_password WHERE id = ${account.id}`)
      const right = await weigh(login, password, account !== undefined && isActive(account, today) ? (kept?.hash ?? null) : null)
      if (!right || account === undefined) {
        const locked = signIns.lockedUntil(login)
        return locked === null ? err('SIGN_IN_REFUSED') : err('SIGN_IN_LOCKED', { until: locked })
      }
      const tied = signIns.tiedTo()
      if (tied !== null && tied !== account.id) return err('PC_TIED', { name: accountRow(db, tied)?.name ?? '' })
      signIns.signIn(desk, account.id)
      return ok({ id: account.id, mustChangePassword: kept!.must_change === 1 })
    }),

    handleTask(contract.signOut, async ({ desk }) => {
      signIns.signOut(desk)
      return ok({})
    }),

    handleTask(contract.lockDesk, async ({ desk }) => {
      signIns.lock(desk)
      return ok({})
    }),

    handlePreparedCommand(
      contract.changePassword,
      async ({ db, actor }, { password, newPassword }) => {
        const account = accountRow(db, actor)
        if (account === undefined) return err('ACCOUNT_NOT_FOUND', { id: actor })
        if (signIns.lockedUntil(account.login) !== null) return err('PASSWORD_WRONG')
        const right = await weigh(account.login, password, db.value<string>(sql`SELECT hash FROM account_password WHERE id = ${actor}`) ?? null)
        if (!right) return err('PASSWORD_WRONG')
        return passwordFault(newPassword, account) ?? ok({ hash: await hashPassword(newPassword) })
      },
      (context, _input, { hash }) => {
        setPassword(context, context.actor, hash, false)
        signIns.signOutEverywhere(context.actor, context.desk)
        return ok({})
      },
    ),

    handlePreparedCommand(
      contract.addAccount,
      async (_context, { login, name, password }) => passwordFault(password, { login, name }) ?? ok({ hash: await hashPassword(password) }),
      (context, { login, name, unitId, position, roles, clearance, activeFrom, activeTo = null }, { hash }) => {
        const { tx, now, today, newId } = context
        if (!hasAccounts(tx)) return err('PEOPLE_NOT_BEGUN')
        if (accountByLogin(tx, login) !== undefined) return err('LOGIN_TAKEN', { login })
        if (unitId !== null && tx.row('unit', unitId) === null) return err('UNIT_NOT_FOUND', { id: unitId })
        const from = activeFrom ?? today
        if (activeTo !== null && activeTo < from) return err('DATES_REVERSED', { from, to: activeTo })
        const id = newId()
        const notice = noticeOf({ id: newId(), kind: 'account', about: id, before: null, after: { roles, clearance } }, context)
        const changes = accountChanges({ id, login, name, unitId, position, roles, clearance, activeFrom: from, activeTo, at: new Date(now).toISOString() })
        return ok({ id, entry: tx.append([...changes, passwordChange(id, hash, now, true), notice]) })
      },
    ),

    handlePreparedCommand(
      contract.resetPassword,
      async ({ db }, { id, password }) => {
        const reset = db.get<ResetRow>(sql`SELECT * FROM password_reset WHERE id = ${id}`)
        if (reset === undefined) return err('RESET_NOT_FOUND', { id })
        const account = accountRow(db, reset.account_id)
        if (account === undefined) return err('ACCOUNT_NOT_FOUND', { id: reset.account_id })
        return passwordFault(password, account) ?? ok({ hash: await hashPassword(password) })
      },
      (context, { id }, { hash }) => {
        const { tx, now, newId } = context
        const reset = tx.row('password_reset', id) as ResetRow | null
        if (reset === null) return err('RESET_NOT_FOUND', { id })
        const state = resetState(reset)
        if (state !== 'approved') return err('RESET_NOT_POSSIBLE', { id, state })
        const notice = noticeOf({ id: newId(), kind: 'password', about: reset.account_id, before: { reason: reset.reason }, after: { done: true } }, context)
        // Whoever sits there by the old password sits there no longer.
        signIns.signOutEverywhere(reset.account_id)
        setPassword(context, reset.account_id, hash, true, [{ table: 'password_reset', id, set: { done_at: new Date(now).toISOString() } }, notice])
        return ok({})
      },
    ),

    handleTask(contract.tiePc, async ({ db }, { accountId }) => {
      if (accountId !== null && accountRow(db, accountId) === undefined) return err('ACCOUNT_NOT_FOUND', { id: accountId })
      signIns.tie(accountId)
      return ok({})
    }),

    listAccountsOf(signIns.tiedTo),
  ]
}

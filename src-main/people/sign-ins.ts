// Who is signed in at which desk: a window of this start of the program, a connection of the command line. Asked before every
// call, so what it found is kept until something about people changes, or the day does.
import type { Connection } from '../archive/database.ts'
import { sql } from '../archive/sql.ts'
import { localOperator } from '../handler/person.ts'
import type { Person } from '../handler/person.ts'
import type { Rulebook } from '../rulebook/rulebook.ts'
import { vietnamDate } from '../text/dates.ts'
import { accountRow, hasAccounts, personOf } from './records.ts'
import { lockAfter } from './rules.ts'

export interface SignIns {
  /** The person at a desk; null: nobody, or the desk is locked. */
  readonly at: (desk: string) => Person | null
  /** The account at a desk, also while it is locked. */
  held(desk: string): { readonly accountId: string; readonly locked: boolean } | null
  signIn(desk: string, accountId: string): void
  signOut(desk: string): void
  /** Signs an account out at every desk, or at every other. */
  signOutEverywhere(accountId: string, except?: string): void
  lock(desk: string): void
  /** Until when a login is locked after wrong tries, ISO 8601; null: it is not. */
  lockedUntil(login: string): string | null
  /** Counts a wrong try; true forgets them after a right one. */
  tried(login: string, right: boolean): void
  /** The account that this PC is tied to. */
  tiedTo(): string | null
  tie(accountId: string | null): void
  /** Something about people changed. */
  forget(): void
}

export function createSignIns({ db, rulebook, now }: { readonly db: Connection; readonly rulebook: Rulebook; readonly now: () => number }): SignIns {
  let known = new Map<string, Person | null>()
  let knownOn = ''
  const forget = (): void => {
    known = new Map()
  }
  // What another start of the program left behind is nobody's.
  const held: SignIns['held'] = (desk) => {
    const row = db.get<{ account_id: string; locked: number }>(sql`SELECT account_id, locked FROM sign_in WHERE desk = ${desk}`)
    return row === undefined ? null : { accountId: row.account_id, locked: row.locked === 1 }
  }

  function find(desk: string, today: string): Person | null {
    if (!hasAccounts(db)) return localOperator
    const there = held(desk)
    return there === null || there.locked ? null : personOf(db, rulebook, there.accountId, today)
  }

  return {
    at(desk) {
      const today = vietnamDate(now())
      if (today !== knownOn) forget()
      knownOn = today
      const before = known.get(desk)
      if (before !== undefined) return before
      const person = find(desk, today)
      known.set(desk, person)
      return person
    },
    held,
    signIn(desk, accountId) {
      db.run(sql`INSERT INTO sign_in (desk, account_id, signed_in_at, locked) VALUES (${desk}, ${accountId}, ${new Date(now()).toISOString()}, 0)
                 ON CONFLICT (desk) DO UPDATE SET account_id = excluded.account_id, signed_in_at = excluded.signed_in_at, locked = 0`)
      // Of earlier starts of the program: they never come back.
      db.run(sql`DELETE FROM sign_in WHERE signed_in_at < ${new Date(now() - 30 * 24 * 3600_000).toISOString()}`)
      forget()
    },
    signOut(desk) {
      db.run(sql`DELETE FROM sign_in WHERE desk = ${desk}`)
      forget()
    },
    signOutEverywhere(accountId, except = '') {
      db.run(sql`DELETE FROM sign_in WHERE account_id = ${accountId} AND desk <> ${except}`)
      forget()
    },
    lock(desk) {
      db.run(sql`UPDATE sign_in SET locked = 1 WHERE desk = ${desk}`)
      forget()
    },
    lockedUntil(login) {
      const until = db.value<string | null>(sql`SELECT locked_until FROM sign_in_try WHERE login = ${login}`) ?? null
      return until !== null && Date.parse(until) > now() ? until : null
    },
    tried(login, right) {
      if (right) return void db.run(sql`DELETE FROM sign_in_try WHERE login = ${login}`)
      const failures = (db.value<number>(sql`SELECT failures FROM sign_in_try WHERE login = ${login}`) ?? 0) + 1
      const lock = lockAfter(failures)
      const until = lock === 0 ? null : new Date(now() + lock).toISOString()
      db.run(sql`INSERT INTO sign_in_try (login, failures, locked_until) VALUES (${login}, ${failures}, ${until})
                 ON CONFLICT (login) DO UPDATE SET failures = excluded.failures, locked_until = excluded.locked_until`)
    },
    tiedTo: () => db.value<string>(sql`SELECT account_id FROM pc_tie LIMIT 1`) ?? null,
    tie(accountId) {
      db.run(sql`DELETE FROM pc_tie`)
      if (accountId !== null && accountRow(db, accountId) !== undefined) db.run(sql`INSERT INTO pc_tie (account_id) VALUES (${accountId})`)
      forget()
    },
    forget,
  }
}

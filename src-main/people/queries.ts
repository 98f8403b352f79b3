// Reading what is kept of people: who can be chosen, all accounts, which role may do what, changes of rights.
import { latestEntry } from '../archive/history.ts'
import { sql } from '../archive/sql.ts'
import type { OutputOf } from '../contract/define.ts'
import { ok } from '../contract/result.ts'
import { rights, roles } from '../contract/rights.ts'
import type { Role } from '../contract/rights.ts'
import { handleQuery } from '../handler/handler.ts'
import type { QueryContext } from '../handler/handler.ts'
import * as contract from './contract.ts'
import { heldRoles, isActive, nameOf, ownRoleRights, personOf } from './records.ts'
import type { AccountRow } from './records.ts'
import { resetState } from './resets.ts'
import type { ResetRow } from './resets.ts'

const inVietnamese = new Intl.Collator('vi', { numeric: true })

function accounts({ db, today }: Pick<QueryContext, 'db' | 'today'>) {
  const rows = db.all<AccountRow>(sql`SELECT * FROM account`)
  return rows
    .map((row) => ({ row, person: { id: row.id, name: row.name, position: row.position, unitId: row.unit_id, active: isActive(row, today), roles: [...heldRoles(db, row.id)] } }))
    .toSorted((a, b) => inVietnamese.compare(a.person.name, b.person.name))
}

export const listPersons = handleQuery(contract.listPersons, (context) => {
  const units = context.db.all<{ id: string; name: string; sort_order: number; closed: number }>(sql`SELECT * FROM unit ORDER BY sort_order, id`)
  return ok({
    persons: accounts(context).map(({ person }) => person),
    units: units.map(({ sort_order: order, closed, ...unit }) => ({ ...unit, order, closed: closed === 1, entry: latestEntry(context.db, [{ table: 'unit', id: unit.id }]) ?? '' })),
  })
})

interface DelegationRow {
  readonly id: string
  readonly role: Role
  readonly from_account_id: string
  readonly to_account_id: string
  readonly from_date: string
  readonly to_date: string
  readonly reason: string
  readonly ended_at: string | null
}

/** The handler of people.listAccounts; which PC is tied to whom is known to the sign-ins of this PC. */
export const listAccountsOf = (tiedTo: () => string | null) => handleQuery(contract.listAccounts, (context) => {
  const { db, rulebook, today } = context
  const delegations = db.all<DelegationRow>(sql`SELECT * FROM delegation ORDER BY from_date DESC, id`)
  const resets = db.all<ResetRow>(sql`SELECT * FROM password_reset ORDER BY asked_at DESC LIMIT 100`)
  return ok({
    accounts: accounts(context).map(({ row, person }) => ({
      ...person,
      login: row.login, clearance: row.clearance, activeFrom: row.active_from, activeTo: row.active_to, blocked: row.blocked === 1, signatureFileId: row.signature_file_id,
      hasPassword: db.value(sql`SELECT 1 FROM account_password WHERE id = ${row.id}`) !== undefined,
      entry: latestEntry(db, [{ table: 'account', id: row.id }]) ?? '',
      delegatedRoles: (personOf(db, rulebook, row.id, today)?.roles ?? []).filter((role) => !person.roles.includes(role)),
    })),
    delegations: delegations.map((row) => ({ id: row.id, role: row.role, fromAccountId: row.from_account_id, toAccountId: row.to_account_id, from: row.from_date, to: row.to_date, reason: row.reason, ended: row.ended_at !== null })),
    resets: resets.map((row) => ({
      id: row.id, accountId: row.account_id, reason: row.reason, askedBy: row.asked_by, askedByName: nameOf(db, row.asked_by), askedAt: row.asked_at,
      approvedByName: row.approved_by === null ? null : nameOf(db, row.approved_by), state: resetState(row),
    })),
    tiedTo: tiedTo(),
  })
})

export const getRights = handleQuery(contract.getRights, ({ db, rulebook, today }) => {
  const ruled = rulebook.roleRights(today)
  const own = ownRoleRights(db)
  const reasons = new Map(db.all<{ id: string; reason: string }>(sql`SELECT id, reason FROM role_right`).map(({ id, reason }) => [id, reason]))
  return ok({
    roles: roles.map((role) => {
      const entry = rulebook.roleEntry(role, today)
      return {
        role,
        rights: rights.map((right) => {
          const stands = (ruled.get(role) ?? []).includes(right)
          return { right, ruled: stands, granted: own.find((one) => one.role === role && one.right === right)?.granted ?? stands, reason: reasons.get(`${role}:${right}`) ?? null }
        }),
        source: entry?.source ?? '',
        verified: entry?.verified ?? false,
      }
    }),
  })
})

interface ChangeRow {
  readonly id: string
  readonly kind: OutputOf<typeof contract.listChanges>['changes'][number]['kind']
  readonly about_account_id: string | null
  readonly before: string
  readonly after: string
  readonly made_by: string
  readonly made_at: string
  readonly confirmed_by: string | null
  readonly confirmed_at: string | null
}

export const listChanges = handleQuery(contract.listChanges, ({ db }, { limit }) => {
  const rows = db.all<ChangeRow>(sql`SELECT * FROM rights_change ORDER BY confirmed_at IS NOT NULL, made_at DESC, id DESC LIMIT ${limit}`)
  return ok({
    unconfirmed: db.value<number>(sql`SELECT count(*) FROM rights_change WHERE confirmed_at IS NULL`) ?? 0, // rights_change_open
    changes: rows.map((row) => ({
      id: row.id, kind: row.kind, aboutName: row.about_account_id === null ? null : nameOf(db, row.about_account_id), before: JSON.parse(row.before) as unknown, after: JSON.parse(row.after) as unknown,
      madeByName: nameOf(db, row.made_by), madeAt: row.made_at, confirmedByName: row.confirmed_by === null ? null : nameOf(db, row.confirmed_by), confirmedAt: row.confirmed_at,
    })),
  })
})

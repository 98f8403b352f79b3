// Whose work a board shows, and what of it a tab holds: by person, unit, who gave it, who issued the document. Only what the person may
// read, so that a board, its counts and the list that is printed of it are one.
import type { ReadDb } from '../archive/database.ts'
import { joined, listed, named, sql } from '../archive/sql.ts'
import type { Sql } from '../archive/sql.ts'
import { secrecies } from '../contract/choices.ts'
import { localOperator } from '../handler/person.ts'
import type { Person } from '../handler/person.ts'
import { hiddenFrom } from '../registers/reading/readers.ts'
import { holderKey, tabDays } from './rules.ts'
import type { Scope, Tab } from './words.ts'

export interface Whose {
  readonly scope: Scope
  readonly accountId?: string | undefined
  readonly unitId?: string | undefined
  readonly givenBy?: string | undefined
  readonly bodyId?: string | undefined
}

/** Whose items a scope holds; null: everybody's. */
function holdersIn(db: ReadDb, { id, unitId }: Person, scope: Scope): string[] | null {
  if (scope === 'all' || scope === 'given-by-me') return null
  const own = [holderKey({ accountId: id }), ...(unitId === null ? [] : [holderKey({ unitId })])]
  if (scope === 'mine' || unitId === null) return own
  const colleagues = db.all<{ id: string }>(sql`SELECT id FROM account WHERE unit_id = ${unitId}`).map((account) => holderKey({ accountId: account.id }))
  return [...new Set([...own, ...colleagues])]
}

interface Items {
  /** the table by the index that fits: left to itself SQLite walks by day, past everybody's items, for a person who has few */
  readonly table: Sql
  readonly condition: Sql
}

/** Which items a person asks for and may read. */
export function whoseItems(db: ReadDb, person: Person, { scope, accountId, unitId, givenBy, bodyId }: Whose): Items {
  // One person alone in an archive has everything, in every scope.
  const alone = person.id === localOperator.id
  const holders = alone ? null : holdersIn(db, person, scope)
  const hidden = hiddenFrom(db, person)
  const conditions = [
    ...(holders === null ? [] : [sql`holder IN ${listed(holders)}`]),
    ...(!alone && scope === 'given-by-me' ? [sql`given_by = ${person.id}`] : []),
    ...(accountId === undefined ? [] : [sql`holder = ${holderKey({ accountId })}`]),
    ...(unitId === undefined ? [] : [sql`holder = ${holderKey({ unitId })}`]),
    ...(givenBy === undefined ? [] : [sql`given_by = ${givenBy}`]),
    ...(bodyId === undefined ? [] : [sql`document_id IN (SELECT id FROM document WHERE issuing_body_id = ${bodyId})`]),
    ...(person.levels.length < secrecies.length ? [sql`secrecy IN ${listed(person.levels)}`] : []),
    ...(hidden.length === 0 ? [] : [sql`document_id NOT IN (SELECT value FROM json_each(${JSON.stringify(hidden)}))`]),
  ]
  const byHolder = holders !== null || accountId !== undefined || unitId !== undefined
  const byGiver = givenBy !== undefined || (!alone && scope === 'given-by-me')
  const index = bodyId !== undefined ? 'handling_item_by_document' : byHolder ? 'handling_item_of_holder' : byGiver ? 'handling_item_of_giver' : 'handling_item_by_day'
  return { table: sql`handling_item INDEXED BY ${named(index)}`, condition: conditions.length === 0 ? sql`1` : joined(conditions, ' AND ') }
}

export interface Days {
  readonly yesterday: string
  readonly today: string
  readonly soonUntil: string
}

export function inTab(tab: Tab, days: Days): Sql {
  const { phase, from, to, waiting } = tabDays(tab, days)
  return sql`phase = ${phase} AND day BETWEEN ${from} AND ${to}${waiting ? sql` AND waiting = 1` : sql``}`
}

/** How much each tab holds; what is due soon is due today, too. */
export function countTabs(db: ReadDb, { table, condition }: Items, days: Days): Record<Tab, number> {
  const open = db.get<Record<string, number>>(sql`
    SELECT count(*) AS open, coalesce(sum(waiting), 0) AS waiting, coalesce(sum(day = ${days.today}), 0) AS today,
           coalesce(sum(day < ${days.today}), 0) AS overdue, coalesce(sum(day BETWEEN ${days.today} AND ${days.soonUntil}), 0) AS soon
    FROM ${table} WHERE phase = 'open' AND ${condition}`)!
  const done = db.value<number>(sql`SELECT count(*) FROM ${table} WHERE phase = 'done' AND ${condition}`) ?? 0
  return { today: open['today']!, overdue: open['overdue']!, 'due-soon': open['soon']!, waiting: open['waiting']!, open: open['open']!, done }
}

// What a body is and is called: adding one, a new name from a day on, mending what is written about it.
import { differingSince, isStale } from '../archive/history.ts'
import type { Change } from '../archive/journal.ts'
import type { ReadDb } from '../archive/database.ts'
import { sql } from '../archive/sql.ts'
import { err, ok } from '../contract/result.ts'
import { handleCommand } from '../handler/handler.ts'
import { addBody, editBody, renameBody } from './contract.ts'
import { aliasesOf, bodyRow, entryOfBody, groupOfLevel, namesOf, recordsOfBody } from './records.ts'
import { dayBefore, exactNameKey, nameKey, nameOn } from './rules.ts'

/** STALE_RECORD {basedOn, current, differing} where the body changed since its caller saw it. */
export function staleBody(db: ReadDb, id: string, basedOn: string | undefined) {
  if (basedOn === undefined) return null
  const records = recordsOfBody(db, id)
  if (!isStale(db, basedOn, records)) return null
  return err('STALE_RECORD', { basedOn, current: entryOfBody(db, id), differing: differingSince(db, basedOn, records) })
}

/** Another body with this name under the same parent, or undefined. */
function sameNameBeside(db: ReadDb, name: string, parentId: string | null, except?: string): string | undefined {
  return db
    .all<{ id: string; written: string }>(sql`
      SELECT body.id, body_key.written
      FROM body_key                                      -- body_key_by_key
      JOIN body ON body.id = body_key.body_id
      WHERE body_key.key = ${nameKey(name)} AND body_key.kind = 'name'
        AND body.parent_id IS ${parentId} AND body.merged_into IS NULL`)
    .find((row) => row.id !== except && exactNameKey(row.written) === exactNameKey(name))?.id
}

const add = handleCommand(addBody, ({ tx, newId }, input) => {
  const parentId = input.parentId === undefined ? groupOfLevel(tx, input.level) : input.parentId
  if (parentId !== null) {
    const parent = bodyRow(tx, parentId)
    if (parent === undefined || parent.merged_into !== null) return err('BODY_NOT_FOUND', { id: parentId })
  }
  if (input.validFrom !== undefined && input.validTo !== undefined && input.validTo < input.validFrom) {
    return err('DATES_REVERSED', { from: input.validFrom, to: input.validTo })
  }
  const twin = sameNameBeside(tx, input.name, parentId)
  if (twin !== undefined) return err('BODY_EXISTS', { id: twin, name: input.name })
  const last = tx.value<number>(sql`SELECT max(sort_order) FROM body WHERE parent_id IS ${parentId}`) ?? 0
  const id = newId()
  const entry = tx.append([
    {
      table: 'body',
      id,
      set: {
        parent_id: parentId,
        level: input.level,
        symbol: input.symbol || null,
        code: input.code || null,
        valid_from: input.validFrom ?? null,
        valid_to: input.validTo ?? null,
        is_group: 0,
        verified: 1,
        sort_order: Math.min(last + 10, 1_000_000),
      },
    },
    { table: 'body_name', id: newId(), set: { body_id: id, name: input.name, short_name: input.shortName || null } },
    ...distinct(input.aliases).map((alias): Change => ({ table: 'body_alias', id: newId(), set: { body_id: id, alias } })),
  ])
  return ok({ id, entry })
})

const rename = handleCommand(renameBody, ({ tx, newId }, input) => {
  const body = bodyRow(tx, input.id)
  if (body === undefined) return err('BODY_NOT_FOUND', { id: input.id })
  const stale = staleBody(tx, input.id, input.basedOn)
  if (stale !== null) return stale
  if (body.valid_from !== null && input.from < body.valid_from) return err('DATES_REVERSED', { from: body.valid_from, to: input.from })
  if (body.valid_to !== null && input.from > body.valid_to) return err('DATES_REVERSED', { from: input.from, to: body.valid_to })
  const twin = sameNameBeside(tx, input.name, body.parent_id, input.id)
  if (twin !== undefined) return err('BODY_EXISTS', { id: twin, name: input.name })

  const names = namesOf(tx, [input.id]).get(input.id) ?? []
  const current = nameOn(names, input.from)
  const set = { name: input.name, short_name: input.shortName || null }
  if (current !== undefined && current.from === input.from) {
    return ok({ id: input.id, entry: tx.append([{ table: 'body_name', id: current.id, set }]) })
  }
  if (current !== undefined && current.from !== null && input.from < current.from) return err('DATES_REVERSED', { from: current.from, to: input.from })
  const entry = tx.append([
    ...(current === undefined ? [] : [{ table: 'body_name', id: current.id, set: { valid_to: dayBefore(input.from) } }]),
    { table: 'body_name', id: newId(), set: { body_id: input.id, ...set, valid_from: input.from, valid_to: current?.to ?? null } },
  ])
  return ok({ id: input.id, entry })
})

const edit = handleCommand(editBody, ({ tx, today, newId }, { id, changes, basedOn }) => {
  const body = bodyRow(tx, id)
  if (body === undefined) return err('BODY_NOT_FOUND', { id })
  const stale = staleBody(tx, id, basedOn)
  if (stale !== null) return stale
  if (changes.name !== undefined) {
    const twin = sameNameBeside(tx, changes.name, body.parent_id, id)
    if (twin !== undefined) return err('BODY_EXISTS', { id: twin, name: changes.name })
  }
  const made: Change[] = [
    {
      table: 'body',
      id,
      set: {
        // a person looked at it
        verified: 1,
        ...(changes.symbol === undefined ? {} : { symbol: changes.symbol || null }),
        ...(changes.code === undefined ? {} : { code: changes.code || null }),
        ...(changes.level === undefined ? {} : { level: changes.level }),
        ...(changes.order === undefined ? {} : { sort_order: changes.order }),
      },
    },
  ]
  const name = nameOn(namesOf(tx, [id]).get(id) ?? [], today)
  if (name !== undefined && (changes.name !== undefined || changes.shortName !== undefined)) {
    made.push({
      table: 'body_name',
      id: name.id,
      set: { name: changes.name ?? name.name, short_name: (changes.shortName === undefined ? name.shortName : changes.shortName) || null },
    })
  }
  if (changes.aliases !== undefined) {
    const wanted = distinct(changes.aliases)
    const standing = aliasesOf(tx, [id]).get(id) ?? []
    for (const alias of standing) if (!wanted.includes(alias.alias)) made.push({ table: 'body_alias', id: alias.id, set: { removed: 1 } })
    for (const alias of wanted) {
      if (!standing.some((one) => one.alias === alias)) made.push({ table: 'body_alias', id: newId(), set: { body_id: id, alias } })
    }
  }
  return ok({ id, entry: tx.append(made) })
})

function distinct(aliases: readonly string[]): string[] {
  return [...new Set(aliases)]
}

export const changeBodyHandlers = [add, rename, edit]

// Reading the tree of bodies: whole, one of them, and what fits while a name is typed.
import { joined, sql } from '../archive/sql.ts'
import { err, ok } from '../contract/result.ts'
import { handleQuery } from '../handler/handler.ts'
import { findBodies, getBody, tree } from './contract.ts'
import { aliasesOf, allBodies, bodyRow, entryOfBody, namesOf, pathTo, shownBody, standingBody } from './records.ts'
import { exactNameKey, keysMeant, nameOn } from './rules.ts'

const readTree = handleQuery(tree, ({ db, today }, { at, withClosed }) => {
  const day = at ?? today
  const names = namesOf(db)
  const aliases = aliasesOf(db)
  const bodies = allBodies(db)
    .filter((row) => withClosed || (row.merged_into === null && (row.valid_to === null || row.valid_to >= day)))
    .map((row) => shownBody(row, names.get(row.id) ?? [], aliases.get(row.id) ?? [], day))
  return ok({ bodies })
})

const readBody = handleQuery(getBody, ({ db, today }, { id }) => {
  const row = bodyRow(db, id)
  if (row === undefined) return err('BODY_NOT_FOUND', { id })
  const names = namesOf(db, [id]).get(id) ?? []
  const path: string[] = []
  for (let at: string | null = id; at !== null && !path.includes(at); at = bodyRow(db, at)?.parent_id ?? null) path.unshift(at)
  return ok({
    body: shownBody(row, names, aliasesOf(db, [id]).get(id) ?? [], today),
    names: names.map(({ name, shortName, from, to }) => ({ name, shortName, from, to })),
    path,
    entry: entryOfBody(db, id),
  })
})

/** How well a written name fits: 0 the same with marks, 1 the same, 2 beginning, 3 words beginning anywhere. */
function fit(key: string, written: string, exact: string, typed: string, words: readonly string[]): number | null {
  if (key === typed) return exactNameKey(written) === exact ? 0 : 1
  if (key.startsWith(typed)) return 2
  return words.every((word) => ` ${key}`.includes(` ${word}`)) ? 3 : null
}

const kinds = ['name', 'short', 'symbol', 'alias']

const find = handleQuery(findBodies, ({ db, today, rulebook }, { text, limit, at }) => {
  const meant = keysMeant(text, rulebook.entries.bodyAbbreviations).map((key) => ({ key, words: key.split(' ') }))
  if (meant[0]!.key === '') return ok({ rows: [] })
  const exact = exactNameKey(text)
  const day = at ?? today
  const best = new Map<string, { weight: number; kind: number; written: string; rank: number }>()
  const keys = db.all<{ key: string; kind: string; written: string; bodyId: string; is_group: number }>(sql`
    SELECT body_key.key, body_key.kind, body_key.written, body_key.body_id AS bodyId, body.is_group
    FROM body_key                                        -- all of them: a few thousand short rows
    JOIN body ON body.id = body_key.body_id
    WHERE (${joined(meant.map(({ words }) => sql`instr(body_key.key, ${words[0]!}) > 0`), ' OR ')}) AND body.is_group = 0`)
  for (const row of keys) {
    const ranks = meant.map(({ key, words }) => fit(row.key, row.written, exact, key, words)).filter((rank) => rank !== null)
    if (ranks.length === 0) continue
    const rank = Math.min(...ranks)
    const id = standingBody(db, row.bodyId)
    const kind = kinds.indexOf(row.kind)
    const weight = rank * 10 + kind
    if (weight < (best.get(id)?.weight ?? Infinity)) best.set(id, { weight, kind, written: row.written, rank })
  }
  if (best.size === 0) return ok({ rows: [] })
  const all = new Map(allBodies(db).map((row) => [row.id, row]))
  const parents = new Map([...all.values()].map((row) => [row.id, row.parent_id]))
  const names = namesOf(db)
  const nameOf = (id: string) => nameOn(names.get(id) ?? [], day)?.name ?? id
  const closed = (id: string) => (all.get(id)!.valid_to ?? '9999') < day
  const rows = [...best]
    .toSorted(([a, one], [b, other]) =>
      Math.min(one.rank, 1) - Math.min(other.rank, 1) || Number(closed(a)) - Number(closed(b)) || one.weight - other.weight || all.get(a)!.sort_order - all.get(b)!.sort_order || (a < b ? -1 : 1))
    .slice(0, limit)
    .map(([id, hit]) => ({
      id,
      name: nameOf(id),
      level: all.get(id)!.level,
      path: pathTo(parents, id).slice(0, -1).map(nameOf).join(' › '),
      matched: hit.written,
      exact: hit.rank === 0 || hit.rank === 1,
    }))
  return ok({ rows })
})

export const filingQueries = [readTree, readBody, find]

// The tree that an office starts with: the rulebook's bodies as records of this archive, to be changed from then on.
import type { Change } from '../archive/journal.ts'
import type { Level } from '../contract/fields.ts'
import type { Rulebook } from '../rulebook/rulebook.ts'
import { exactNameKey } from './rules.ts'

/** After every day a rule may end on: what is in force without an end. */
const withoutEnd = '9999-12-31'

/**
 * Changes that lay down the starting tree: all bodies first (one entry, so that references hold), then names and aliases.
 * Ids of bodies are the rulebook's, the same in every archive. `today` decides which rules are in force.
 */
export function startingTree(
  rulebook: Rulebook,
  office: { readonly name: string; readonly parentName?: string; readonly level: Level; readonly place?: string; readonly symbolSuffix?: string },
  newId: () => string,
  today: string = withoutEnd,
): Change[] {
  const tree = rulebook.officeTree({ name: office.name, parentName: office.parentName ?? '', level: office.level }, today)
  const ids = recordIds(tree.map((body) => body.id))
  const bodies: Change[] = []
  const names: Change[] = []
  const aliases: Change[] = []
  for (const body of tree) {
    bodies.push({
      table: 'body',
      id: ids.get(body.id)!,
      set: {
        parent_id: body.parent === null ? null : ids.get(body.parent)!,
        level: body.level,
        symbol: body.symbol,
        valid_from: body.validFrom,
        valid_to: body.validTo,
        successor_id: body.successor === null ? null : (ids.get(body.successor) ?? null),
        is_group: body.isGroup ? 1 : 0,
        verified: body.verified ? 1 : 0,
        sort_order: body.order,
        source: body.source,
      },
    })
    const [short, ...further] = body.shortNames
    names.push({ table: 'body_name', id: newId(), set: { body_id: ids.get(body.id)!, name: body.name, short_name: short?.name ?? null } })
    const written = new Set([exactNameKey(body.name), exactNameKey(short?.name ?? '')])
    for (const alias of [...further.map((one) => one.name), ...body.aliases]) {
      // An alias that differs in capitals alone finds nothing new.
      if (written.has(exactNameKey(alias))) continue
      written.add(exactNameKey(alias))
      aliases.push({ table: 'body_alias', id: newId(), set: { body_id: ids.get(body.id)!, alias } })
    }
  }
  return [...bodies, ...names, ...aliases]
}

/** Slugs as ids of records: cut to the 64 characters that an id may have, each still one of its own. */
function recordIds(slugs: readonly string[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string>()
  const taken = new Set(slugs.filter((slug) => slug.length <= 64))
  for (const slug of slugs) {
    let id = slug.slice(0, 64)
    for (let ordinal = 2; slug.length > 64 && taken.has(id); ordinal++) id = `${slug.slice(0, 60)}-${ordinal}`
    taken.add(id)
    ids.set(slug, id)
  }
  return ids
}

// Which bodies the spellings of an old book mean: as a person said, else the body of the tree that bears the name on the day, else
// one that is made, once for all spellings of a group; the further spellings become its ways of writing.
import type { Change } from '../../archive/journal.ts'
import type { Level } from '../../contract/fields.ts'
import { bodyForFiling, findBodyByName } from '../../filing/choose.ts'
import { groupOfLevel } from '../../filing/records.ts'
import { nameKey } from '../../filing/rules.ts'
import { foldMarks } from '../../text/fold.ts'
import type { ReadBook } from '../book/types.ts'
import type { BodyDecision, PlanContext } from './types.ts'

export interface BookBodies {
  /** The body that a spelling means on a day. */
  bodyOf(spelling: string, day: string): string
  readonly made: readonly Change[]
  readonly newBodies: readonly { readonly name: string; readonly level: Level }[]
}

/** What tells the level of a body by its name, the first that fits; in folded words. */
const levelWords: readonly (readonly [RegExp, Level])[] = [
  [/\b(?:trung uong|bo chinh tri|ban bi thu|chinh phu|quoc hoi|thu tuong|bo (?:noi|ngoai|quoc|cong|tai|y|tu|xay|van|giao|khoa|nong|dan))\b/, 'central'],
  [/\b(?:chi bo|truong|hop tac xa|cong ty|to dan pho|thon|khu dan cu)\b/, 'base'],
  [/\b(?:xa|phuong|thi tran|dac khu)\b/, 'commune'],
  [/\b(?:huyen|quan|thi xa)\b/, 'district'],
  [/\b(?:tinh|thanh uy|thanh pho|so)\b/, 'province'],
]

/** The level that a body's name tells; 'other' where it tells none. */
export function levelOfName(name: string): Level {
  const words = foldMarks(name).toLowerCase()
  return levelWords.find(([pattern]) => pattern.test(words))?.[1] ?? 'other'
}

export function bookBodies({ db, newId }: Pick<PlanContext, 'db' | 'newId'>, groups: ReadBook['bodyGroups'], decisions: readonly BodyDecision[]): BookBodies {
  const decided = new Map(decisions.flatMap((decision) => decision.names.map((name) => [name, decision] as const)))
  const groupOf = new Map(groups.flatMap((group) => group.variants.map(({ name }) => [name, group] as const)))
  const known = new Map<string, string | null>()
  const madeIds = new Map<string, string>()
  const made: Change[] = []
  const newBodies: { name: string; level: Level }[] = []

  function inTree(name: string, day: string): string | null {
    // Names change with a day; within a month of it nobody would ask.
    const key = `${name}|${day.slice(0, 7)}`
    const found = known.get(key)
    if (found !== undefined) return found
    const id = findBodyByName(db, name, day)
    known.set(key, id)
    return id
  }

  function make(name: string, level: Level, spellings: readonly string[]): string {
    const key = nameKey(name)
    const there = madeIds.get(key)
    if (there !== undefined) return there
    const id = newId()
    madeIds.set(key, id)
    newBodies.push({ name, level })
    made.push({ table: 'body', id, set: { parent_id: groupOfLevel(db, level), level, is_group: 0, verified: 0, sort_order: 1_000_000 } }, { table: 'body_name', id: newId(), set: { body_id: id, name } })
    const keys = new Set([key])
    for (const alias of spellings) {
      if (keys.has(nameKey(alias))) continue
      keys.add(nameKey(alias))
      made.push({ table: 'body_alias', id: newId(), set: { body_id: id, alias } })
    }
    return id
  }

  return {
    made,
    newBodies,
    bodyOf(spelling, day) {
      const decision = decided.get(spelling)
      if (decision !== undefined && 'id' in decision) return decision.id
      if (decision !== undefined) return inTree(decision.name, day) ?? make(decision.name, decision.level ?? levelOfName(decision.name), decision.names)
      const own = inTree(spelling, day)
      if (own !== null) return own
      const group = groupOf.get(spelling)
      if (group === undefined) return make(spelling, levelOfName(spelling), [])
      // Spellings that a person took apart are no longer of the group.
      const names = [group.name, ...group.variants.map(({ name }) => name)].filter((name) => !decided.has(name))
      for (const name of names) {
        const found = inTree(name, day)
        if (found !== null) return found
      }
      return make(group.name, levelOfName(group.name), names)
    },
  }
}

/** The first decision that names a body which documents cannot be filed under: BODY_NOT_FOUND, BODY_IS_GROUP, BODY_MERGED. */
export function decisionFault(db: PlanContext['db'], decisions: readonly BodyDecision[]) {
  for (const decision of decisions) {
    if (!('id' in decision)) continue
    const body = bodyForFiling(db, decision.id)
    if (!body.ok) return body
  }
  return null
}

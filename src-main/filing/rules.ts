// Decisions about issuing bodies: which name is in force on a day, what would make a loop, which body a written name means.
import { foldedTokens, searchTokens } from '../text/fold.ts'

export interface NameInTime {
  readonly name: string
  readonly shortName: string | null
  /** YYYY-MM-DD, counts itself; null is open */
  readonly from: string | null
  readonly to: string | null
}

/** The key of a name however it is typed: words without marks and signs, small. "" where no letter or digit stands. */
export function nameKey(name: string): string {
  return foldedTokens(name).join(' ')
}

/** As `nameKey`, with marks kept: names that differ in a mark alone stay apart. */
export function exactNameKey(name: string): string {
  return searchTokens(name).join(' ')
}

/**
 * A typed name as it may be meant: as it is, with its abbreviations written out ("ubnd xa" is "uy ban nhan dan xa"), and with long
 * words written short, for bodies that were entered short. Keys as of `nameKey`; the first is the one that was typed.
 */
export function keysMeant(typed: string, abbreviations: readonly { readonly name: string; readonly words: string }[]): readonly string[] {
  const key = nameKey(typed)
  const short = abbreviations.map(({ name, words }) => [nameKey(name), nameKey(words)] as const)
  const wordsOf = new Map(short)
  const long = key.split(' ').map((word) => wordsOf.get(word) ?? word).join(' ')
  // The longest first: "Ủy ban Mặt trận Tổ quốc" is not "UB MTTQ" only.
  const contracted = short.toSorted(([, a], [, b]) => b.length - a.length).reduce((text, [name, words]) => ` ${text} `.replace(` ${words} `, ` ${name} `).trim(), long)
  return [...new Set([key, long, contracted])]
}

/** The name in force on a day; before the first name the first, after the last the last. Names in any order. */
export function nameOn<Name extends NameInTime>(names: readonly Name[], day: string): Name | undefined {
  const inOrder = names.toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1))
  return inOrder.findLast((name) => (name.from ?? '') <= day) ?? inOrder[0]
}

/** The day before, YYYY-MM-DD. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}

/** Whether `id` stands on the way that begins at `start`; a way that runs in a circle ends. */
export function leadsTo(start: string | null, id: string, next: (from: string) => string | null): boolean {
  const passed = new Set<string>()
  for (let at = start; at !== null && !passed.has(at); at = next(at)) {
    if (at === id) return true
    passed.add(at)
  }
  return false
}

export interface Candidate {
  readonly bodyId: string
  readonly kind: 'name' | 'short' | 'alias' | 'symbol'
  /** as it was written down */
  readonly written: string
  readonly level: string
  readonly validTo: string | null
  readonly verified: boolean
}

/**
 * Which of the bodies with the same key a written name means. A name that is equal mark for mark wins over one that is equal
 * without marks, a body's name over its other ways of writing; then a body that stands on that day, of the level that was said.
 * Equal without marks alone must leave one body, else none: "Ban To chuc" may be two bodies, and a wrong one is worse than a new one.
 */
export function chooseBody(candidates: readonly Candidate[], written: string, at: string, level?: string): string | null {
  const exact = exactNameKey(written)
  const named = candidates.filter((candidate) => candidate.kind !== 'symbol')
  const equal = named.filter((candidate) => exactNameKey(candidate.written) === exact)
  for (const [group, mayChoose] of [
    [equal.filter((candidate) => candidate.kind === 'name'), true],
    [equal, false],
    [named.filter((candidate) => candidate.kind === 'name'), false],
    [named, false],
  ] as const) {
    if (group.length === 0) continue
    let left = group
    for (const test of [(one: Candidate) => level === undefined || one.level === level, (one: Candidate) => one.validTo === null || one.validTo >= at]) {
      const passing = left.filter(test)
      if (passing.length > 0) left = passing
    }
    const bodies = [...new Set(left.map((candidate) => candidate.bodyId))]
    if (bodies.length === 1) return bodies[0]!
    if (mayChoose) {
      // The same name word for word: a further body of that name would only make it worse.
      return left.toSorted((a, b) => Number(b.verified) - Number(a.verified) || (a.bodyId < b.bodyId ? -1 : 1))[0]!.bodyId
    }
    return null
  }
  return null
}

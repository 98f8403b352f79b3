// Spellings of one body in an old book: "Huyện uỷ Yên Lạc", "HUYỆN ỦY YÊN LẠC", "HU Yên Lạc". Case, tone placement and
// abbreviations fall together; marks do where one of the two has none. Names that differ in a letter never do: xã Yên Lạc and xã
// Yên Lập are two communes. A person decides; this proposes.
import { isAllCapitals, withOrdinaryCapitals } from '../../text/body-name.ts'
import { foldMarks, hasMarks, normalise, searchTokens } from '../../text/fold.ts'
import { shortBodies } from './headings.ts'
import type { BodyGroup, BookRow } from './types.ts'

interface Variant {
  readonly name: string
  count: number
  readonly firstRow: number
  readonly long: string
}

/** Groups of the names that the rows bear, the most frequent first; one without other spellings has one variant. */
export function groupBodies(rows: readonly BookRow[], abbreviations: readonly { readonly name: string; readonly words: string }[]): BodyGroup[] {
  const words = new Map([...abbreviations.map(({ name, words }) => [name, words] as const), ...shortBodies])
  const variants = new Map<string, Variant>()
  for (const { row, issuingBody } of rows) {
    if (issuingBody === undefined) continue
    const known = variants.get(issuingBody)
    if (known) known.count += 1
    else variants.set(issuingBody, { name: issuingBody, count: 1, firstRow: row, long: writtenOut(issuingBody, words) })
  }
  const folded = Map.groupBy(variants.values(), ({ long }) => searchTokens(foldMarks(long)).join(' '))
  return [...folded.values()].flatMap(byMarks).map(groupOf).sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
}

/** Abbreviations as they stand in capitals, written out; nothing else changes. */
function writtenOut(name: string, words: ReadonlyMap<string, string>): string {
  return name.replace(/[\p{L}\p{M}]+/gu, (word) => words.get(word) ?? words.get(word.replace(/Ư/gu, 'U')) ?? word)
}

/** Names with the same letters but other marks are other names; those without any marks go to them where there is only one. */
function byMarks(same: readonly Variant[]): Variant[][] {
  const marked = Map.groupBy(same.filter(({ long }) => hasMarks(long)), ({ long }) => searchTokens(long).join(' '))
  const bare = same.filter(({ long }) => !hasMarks(long))
  const groups = [...marked.values()]
  if (bare.length === 0) return groups
  return groups.length === 1 ? [[...groups[0]!, ...bare]] : [...groups, bare]
}

function groupOf(variants: readonly Variant[]): BodyGroup {
  const inOrder = variants.toSorted((a, b) => b.count - a.count || a.firstRow - b.firstRow)
  const good = inOrder.find(({ name, long }) => name === long && !isAllCapitals(name) && hasMarks(name)) ?? inOrder.find(({ long }) => hasMarks(long)) ?? inOrder[0]!
  return {
    // One tone placement, so that the tree does not say "uỷ" and "ủy" side by side.
    name: withOrdinaryCapitals(normalise(good.long)),
    count: inOrder.reduce((sum, { count }) => sum + count, 0),
    variants: inOrder.map(({ name, count, firstRow }) => ({ name, count, firstRow })),
  }
}

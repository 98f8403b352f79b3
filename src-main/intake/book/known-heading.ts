// Which field a heading names: all its words ("Số đến"), or among them ("Số đến (do văn thư ghi)").
import { fromTcvn3, fromVni } from '../../documents/extract/legacy-encodings.ts'
import { wordsOf } from './cell-text.ts'
import { headings } from './headings.ts'
import type { BookField, Direction } from './types.ts'

export interface Named {
  readonly field: BookField
  /** 1 for the whole heading, less for a part of it */
  readonly weight: number
  readonly direction?: Direction
}

const key = (text: string): string => ` ${wordsOf(text)} `.replace(/ (?:vb|cv) /gu, ' van ban ').replace(/ cong van /gu, ' van ban ').trim()

const exact = new Map<string, Named[]>()
const parts: { readonly words: string; readonly named: Named }[] = []
for (const { field, words, direction } of headings) {
  for (const one of words) {
    const named = { field, weight: 1, ...(direction && { direction }) }
    const at = key(one)
    const known = exact.get(at) ?? []
    if (!known.some((other) => other.field === field)) exact.set(at, [...known, named])
    // One word alone stands in too many sentences.
    if (at.includes(' ')) parts.push({ words: ` ${at} `, named })
  }
}
parts.sort((a, b) => b.words.length - a.words.length)

const memo = new Map<string, readonly Named[] | null>()

/** The fields that a heading may name, likeliest first; null where none. */
export function knownHeading(text: string): readonly Named[] | null {
  if (text.length > 120) return null
  const asked = key(text)
  const known = memo.get(asked)
  if (known !== undefined) return known
  if (memo.size > 5_000) memo.clear()
  const found = exact.get(asked) ?? partOf(asked)
  memo.set(asked, found)
  return found
}

/** A heading as it reads: one in an old font, over a column whose cells are not, is known by its words. */
export function readableHeading(text: string): string {
  if (!/[\u00a1-\u00ff]/u.test(text) || knownHeading(text) !== null) return text
  return [fromTcvn3(text), fromVni(text)].find((converted) => knownHeading(converted) !== null)?.normalize('NFC') ?? text
}

function partOf(asked: string): readonly Named[] | null {
  const inside = ` ${asked} `
  const found = parts.find(({ words }) => inside.includes(words) && words.length * 3 >= inside.length)
  return found === undefined ? null : [{ ...found.named, weight: Math.min(0.8, 0.3 + found.words.length / inside.length / 2) }]
}

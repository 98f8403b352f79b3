// The type of a document from its row: its own column, else the words its subject begins with ("Quyết định về việc …", as the
// column "Tên loại và trích yếu" has it: NĐ 30/2020/NĐ-CP, Phụ lục IV), else its symbol through the rulebook.
import { typesOfSymbol } from '../../rulebook/rules.ts'
import type { DocumentType } from '../../rulebook/types.ts'
import { foldMarks } from '../../text/fold.ts'
import { wordsOf } from './cell-text.ts'

export interface TypeReader {
  /** By a name or abbreviation that stands alone in its cell. */
  named(text: string): string | undefined
  /** Type that a subject begins with, and the subject without it. */
  inSubject(subject: string): { readonly id: string; readonly rest: string } | undefined
  /** Types that a number and symbol may mean, likeliest first. */
  ofSymbol(numberSymbol: string): readonly string[]
}

/** Behind the name of a type in a subject; without one of these the name is a part of the sentence ("Báo cáo viên …"). */
const goesOn = /^\s*(?:[:–—-]\s*)?(?=(?:về|v\/v|vv|ve)(?:\s|\.|:|$))|^\s*[:–—]\s*/iu

/** Reads types of these; memory of what was asked lasts as long as the reader. */
export function typeReader(types: readonly DocumentType[]): TypeReader {
  const byName = new Map(types.map(({ id, name }) => [wordsOf(name), id]))
  const byAbbreviation = new Map(types.toReversed().flatMap(({ id, abbreviations }) => abbreviations.map(({ text }) => [text.toLocaleLowerCase('vi'), id] as const)))
  const names = types.map(({ id, name }) => ({ id, words: wordsOf(name).split(' ') })).toSorted((a, b) => b.words.length - a.words.length)
  const byFirst = Map.groupBy(names, ({ words }) => words[0])
  const symbols = new Map<string, readonly string[]>()
  return {
    named: (text) => byName.get(wordsOf(text)) ?? byAbbreviation.get(text.trim().toLocaleLowerCase('vi')),

    inSubject(subject) {
      const first = foldMarks(/^[\p{L}\p{M}]+/u.exec(subject)?.[0] ?? '')
      for (const { id, words } of byFirst.get(first) ?? []) {
        const head = new RegExp(`^(?:[\\p{L}\\p{M}]+\\s+){${words.length - 1}}[\\p{L}\\p{M}]+`, 'u').exec(subject)?.[0]
        if (head === undefined || wordsOf(head) !== words.join(' ')) continue
        const behind = subject.slice(head.length)
        const end = goesOn.exec(behind)
        if (end === null) continue
        const rest = behind.slice(end[0].length).trim()
        return { id, rest: rest === '' ? subject : rest }
      }
      const short = /^(\p{L}{1,5})\s+(?=v\/v|về)/iu.exec(subject)
      const id = short === null ? undefined : byAbbreviation.get(short[1]!.toLocaleLowerCase('vi'))
      return id === undefined ? undefined : { id, rest: subject.slice(short![0].length) }
    },

    ofSymbol(numberSymbol) {
      const key = numberSymbol.replace(/^\d+/u, '1')
      const known = symbols.get(key)
      if (known !== undefined) return known
      const found = typesOfSymbol(types, key).map(({ id }) => id)
      symbols.set(key, found)
      return found
    },
  }
}

// What the number and symbol tell: the type of document, and the body that bears the symbol. Guesses carry a mark until a
// person confirms them.
import { parseNumberSymbol, suggestTypeAbbreviation } from '../../../src-main/text/number-symbol.ts'
import { read } from '../../data/ask.ts'
import { queryClient, type Rulebook } from '../../data/queries.ts'
import type { ChosenBody } from '../fields/BodyField.tsx'

type DocumentType = Rulebook['documentTypes'][number]

/** The type a symbol names: NQ of 15-NQ/TU. QĐ stands for two types; the one listed first is the usual one. */
export function guessType(numberSymbol: string, types: readonly DocumentType[]): DocumentType | null {
  const { symbol } = parseNumberSymbol(numberSymbol)
  const abbreviation = suggestTypeAbbreviation(symbol, types.flatMap(({ abbreviations }) => abbreviations))
  return abbreviation === null ? null : (types.find(({ abbreviations }) => abbreviations.includes(abbreviation)) ?? null)
}

/** What stands after the last slash, where a Party symbol names its body: TU of 15-NQ/TU. '' for a state symbol's kind (NĐ-CP). */
export function bodySymbol(numberSymbol: string): string {
  const { symbol } = parseNumberSymbol(numberSymbol)
  return symbol?.includes('/') ? symbol.slice(symbol.lastIndexOf('/') + 1).trim() : ''
}

/** The body that bears the symbol: the one, or the one above all others that do (TU is Tỉnh ủy, and its Ban Thường vụ). Else null. */
export async function guessBody(numberSymbol: string): Promise<ChosenBody | null> {
  const text = bodySymbol(numberSymbol)
  if (text === '') return null
  const { rows } = await queryClient.fetchQuery({ queryKey: ['bodies', 'find', text], queryFn: () => read('filing.findBodies', { text, limit: 10 }) })
  const [first, ...others] = rows.filter((row) => row.exact)
  return first && others.every(({ path }) => path.split(' › ').includes(first.name)) ? { id: first.id, name: first.name } : null
}

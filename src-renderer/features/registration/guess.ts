// What the number and symbol tell: the type of document, and the body that bears the symbol. Guesses carry a mark until a
// person confirms them.
import { readSymbol } from '../../../src-main/rulebook/rules.ts'
import { parseNumberSymbol, suggestTypeAbbreviation } from '../../../src-main/text/number-symbol.ts'
import { read } from '../../data/ask.ts'
import { queryClient, type Rulebook } from '../../data/queries.ts'
import type { ChosenBody } from '../fields/BodyField.tsx'

type DocumentType = Rulebook['documentTypes'][number]

/**
 * The type a symbol names: NQ of 15-NQ/TU. QĐ stands for two types; the one listed first is the usual one. A symbol of the state
 * that names none is a công văn's (NĐ 30/2020/NĐ-CP, Phụ lục I: "597/HC-QLHC"), whose name is not printed either.
 */
export function guessType(numberSymbol: string, types: readonly DocumentType[]): DocumentType | null {
  const { number, symbol, normal } = parseNumberSymbol(numberSymbol)
  const abbreviation = suggestTypeAbbreviation(symbol, types.flatMap(({ abbreviations }) => abbreviations))
  if (abbreviation !== null) return types.find(({ abbreviations }) => abbreviations.includes(abbreviation)) ?? null
  if (number === null || symbol === null || readSymbol(normal).system !== 'state') return null
  return types.find(({ namePrinted, systems }) => !namePrinted && systems.includes('state')) ?? null
}

/** Letters and digits in segments, as symbols are made: "NQ/TU", "CTPH-LĐLĐ-SVH,TT,DL". */
const PLAIN_SYMBOL = /^[\p{L}\p{N}]+(?:[-/,.][\p{L}\p{N}]+)*$/u

/** What was typed as a number and symbol, in its tidy form ("15 nq tu" is 15-NQ/TU); null where it stands so, or is not plainly one. */
export function tidySymbol(typed: string): string | null {
  const { number, symbol, normal } = parseNumberSymbol(typed)
  if (number === null || symbol === null || !PLAIN_SYMBOL.test(symbol) || normal === typed) return null
  return normal
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

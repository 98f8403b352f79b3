// Which column holds what: by its heading, and by what its cells look like where the heading leaves it open ("Ngày", "Số").
// One column a field; what is not understood stays without one, for a person to say. Pure.
import { foldMarks } from '../../text/fold.ts'
import { wordsOf } from './cell-text.ts'
import type { FoundTable } from './find-table.ts'
import { faultHeadings } from './headings.ts'
import { knownHeading } from './known-heading.ts'
import { looksLikeDate } from './read-date.ts'
import type { BookField, BookMapping, ColumnGuess, Direction, GivenMapping } from './types.ts'

/** Rows whose cells are looked at. */
const sampleRows = 400

interface Looks {
  readonly filled: number
  readonly dates: number
  readonly integers: number
  readonly rising: number
  readonly symbols: number
  readonly numberSymbols: number
  readonly long: number
}

const numberSymbolCell = /^\d{1,6}\p{L}?\s*(?:[/-]\s*\d{4}\s*)?[-/]\s*\p{L}{1,6}[\p{L}\d]*(?:[-/.]|$)/u
const symbolCell = /^[-/]?\p{Lu}[\p{L}\d]*(?:[-/][\p{L}\d,. ]+)+$/u

function looksOf(table: FoundTable, column: number): Looks {
  let [filled, dates, integers, rising, symbols, numberSymbols, long] = [0, 0, 0, 0, 0, 0, 0]
  let before = -1
  for (const row of table.rows.slice(0, sampleRows)) {
    const text = row.texts[column] ?? ''
    if (text === '') continue
    filled += 1
    const value = row.source.cells[column]?.value
    if ((typeof value === 'object' && value !== null) || looksLikeDate(text)) dates += 1
    const integer = /^0*(\d{1,7})\s?(?:\p{L}|bis|ter)?$/u.exec(text)?.[1]
    if (integer !== undefined) {
      integers += 1
      if (Number(integer) > before) rising += 1
      before = Number(integer)
    }
    if (numberSymbolCell.test(text)) numberSymbols += 1
    else if (symbolCell.test(text)) symbols += 1
    if (text.length > 30) long += 1
  }
  return { filled, dates, integers, rising, symbols, numberSymbols, long }
}

/** How well cells fit a field: above 0 for, below 0 against, 0 where they say nothing. */
function fits(field: BookField, looks: Looks): number {
  if (looks.filled === 0) return 0
  const share = (count: number) => count / looks.filled
  switch (field) {
    case 'arrivalDate':
    case 'issuedDate':
      return share(looks.dates) > 0.5 ? 0.4 : -0.6
    case 'transferDate':
    case 'dueDate':
      return share(looks.dates) > 0.5 ? 0.2 : 0
    case 'arrivalNumber':
    case 'ordinal':
      return share(looks.integers) < 0.5 ? -0.6 : share(looks.rising) > 0.7 ? 0.4 : 0.1
    case 'numberSymbol':
      return share(looks.numberSymbols) > 0.4 ? 0.4 : share(looks.symbols) > 0.6 || share(looks.dates) > 0.6 ? -0.5 : 0
    case 'number':
      return share(looks.numberSymbols) > 0.4 ? -0.3 : share(looks.integers) > 0.6 ? 0.3 : -0.2
    case 'symbol':
      return share(looks.symbols) > 0.4 ? 0.4 : share(looks.integers) > 0.6 || share(looks.dates) > 0.6 ? -0.6 : 0
    case 'subject':
      return share(looks.long) > 0.4 ? 0.3 : share(looks.integers) > 0.6 || share(looks.dates) > 0.6 ? -0.6 : 0
    case 'copies':
    case 'pages':
      return share(looks.integers) > 0.6 ? 0.1 : share(looks.long) > 0.5 ? -0.5 : 0
    default:
      return share(looks.dates) > 0.8 ? -0.4 : 0
  }
}

const ofFaults: ReadonlySet<string> = new Set(Object.values(faultHeadings).flat().map(wordsOf))

/** Key of a table's headings: the same book of another year has the same, and so has its sheet of faults. */
export function fingerprintOf({ headings }: Pick<FoundTable, 'headings'>): string {
  const keys = headings.map((lines) => lines.map(wordsOf).join('>'))
  while (keys.length > 0 && (keys.at(-1) === '' || ofFaults.has(keys.at(-1)!))) keys.pop()
  return keys.join('|')
}

/** Which of the two books it is, by its title, its sheet's name and its headings. */
export function guessDirection(table: FoundTable, sheetName: string): Direction {
  const said = foldMarks(`${sheetName} ${table.title}`)
  let weight = (/\bden\b/u.test(said) ? 2 : 0) - (/\b(?:di|phat hanh)\b/u.test(said) ? 2 : 0)
  for (const lines of table.headings) {
    const named = candidates(lines)[0]
    if (named?.direction === 'incoming') weight += named.field.startsWith('arrival') ? 2 : 1
    if (named?.direction === 'outgoing') weight -= 1
    if (/\bdi\b/u.test(wordsOf(lines.join(' ')))) weight -= 2
  }
  return weight >= 0 ? 'incoming' : 'outgoing'
}

/** Fields that a heading may name: its last line first, then all lines together ("Văn bản đến › Số"). */
function candidates(lines: readonly string[]) {
  const leaf = lines.at(-1) ?? ''
  const joined = [lines.join(' '), lines.toReversed().join(' ')]
  const whole = lines.length > 1 ? joined.flatMap((text) => knownHeading(text)?.filter(({ weight }) => weight === 1) ?? []) : []
  return [...whole.map((named) => ({ ...named, weight: 1.05 })), ...(knownHeading(leaf) ?? [])]
}

/** The mapping of a table: guessed, or as a person gave it. */
export function guessColumns(table: FoundTable, sheetName: string, given: { readonly direction?: Direction; readonly mapping?: GivenMapping } = {}): BookMapping {
  const fingerprint = fingerprintOf(table)
  const direction = given.mapping?.direction ?? given.direction ?? guessDirection(table, sheetName)
  const heading = (column: number) => (table.headings[column] ?? []).join(' › ')
  if (given.mapping) {
    const { fields } = given.mapping
    return { fingerprint, direction, columns: table.headings.map((_, column) => ({ column, heading: heading(column), field: fields[column] ?? null, confidence: 1, reasons: ['given'] })) }
  }
  const offers: { column: number; field: BookField; weight: number; byHeading: number; byLooks: number }[] = []
  for (const [column, lines] of table.headings.entries()) {
    const looks = looksOf(table, column)
    for (const named of candidates(lines)) {
      for (const [field, factor] of meant(named.field, direction)) {
        const byLooks = fits(field, looks)
        const byHeading = named.weight * factor * (named.direction !== undefined && named.direction !== direction ? 0.6 : 1)
        offers.push({ column, field, weight: byHeading + byLooks, byHeading, byLooks })
      }
    }
    // A column without a heading that numbers its rows, or whose cells are "15-NQ/TU", speaks for itself.
    if (lines.length === 0 && looks.filled > 2) for (const field of ['numberSymbol', 'subject'] as const) if (fits(field, looks) > 0.2) offers.push({ column, field, weight: 0.5, byHeading: 0, byLooks: 0.5 })
  }
  offers.sort((a, b) => b.weight - a.weight || a.column - b.column)
  const chosen = new Map<number, (typeof offers)[number]>()
  const taken = new Set<BookField>()
  for (const offer of offers) {
    if (offer.weight < 0.35 || chosen.has(offer.column) || taken.has(offer.field)) continue
    if (offer.field === 'number' && taken.has('numberSymbol')) continue
    chosen.set(offer.column, offer)
    taken.add(offer.field)
  }
  // An incoming book whose only number of its own is "STT" counts by it.
  const ordinal = [...chosen.values()].find(({ field }) => field === 'ordinal')
  if (direction === 'incoming' && !taken.has('arrivalNumber') && ordinal && ordinal.byLooks > 0) ordinal.field = 'arrivalNumber'
  return {
    fingerprint,
    direction,
    columns: table.headings.map((_, column): ColumnGuess => {
      const offer = chosen.get(column)
      const reasons: ColumnGuess['reasons'] = offer === undefined ? [] : [...(offer.byHeading >= 1 ? ['heading' as const] : offer.byHeading > 0 ? ['heading-part' as const] : []), ...(offer.byLooks > 0 ? ['looks' as const] : [])]
      return { column, heading: heading(column), field: offer?.field ?? null, confidence: offer === undefined ? 0 : Math.round(Math.max(0.05, Math.min(1, offer.weight / 1.4)) * 100) / 100, reasons }
    }),
  }
}

/** What a heading's field may mean in a book, with how much of its weight. */
function meant(field: BookField, direction: Direction): readonly (readonly [BookField, number])[] {
  if (field === 'number') return direction === 'incoming' ? [['number', 1], ['numberSymbol', 0.8], ['arrivalNumber', 0.55]] : [['number', 1], ['numberSymbol', 0.9]]
  if (field === 'symbol') return [['symbol', 1], ['numberSymbol', 0.85]]
  if (field === 'numberSymbol') return [['numberSymbol', 1], ['symbol', 0.7], ['number', 0.6]]
  if (field === 'issuedDate') return direction === 'incoming' ? [['issuedDate', 1], ['arrivalDate', 0.5]] : [['issuedDate', 1]]
  if (field === 'arrivalNumber' && direction === 'outgoing') return [['number', 0.7]]
  if (field === 'toPlaces' && direction === 'incoming') return [['recipient', 0.95], ['toPlaces', 0.9]]
  if (field === 'recipient' && direction === 'outgoing') return [['toPlaces', 0.95]]
  return [[field, 1]]
}

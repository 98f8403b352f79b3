// Which columns a list of documents shows, in which order, and how; kept on this PC for each of the two lists.
import type { Direction } from '../../app/place.ts'
import { useKept } from '../../data/settings.ts'

/** Every column, in its usual order. */
export const columnsOf = {
  incoming: ['number', 'numberSymbol', 'issuedDate', 'body', 'type', 'subject', 'signer', 'toPlaces', 'arrivalDate', 'due', 'files'],
  outgoing: ['numberSymbol', 'issuedDate', 'type', 'body', 'subject', 'signer', 'toPlaces', 'due', 'files'],
} as const satisfies Readonly<Record<Direction, readonly string[]>>
export type Column = (typeof columnsOf)[Direction][number]
export type Layout = 'lines' | 'table'

export interface Shown {
  readonly layout: Layout
  readonly columns: readonly Column[]
}

/** What a line is known by: it is shown always. */
const always: readonly Column[] = ['number', 'numberSymbol', 'subject']

export function isAlways(column: Column): boolean {
  return always.includes(column)
}

const first: Readonly<Record<Direction, { readonly layout: Layout; readonly columns: readonly string[] }>> = {
  incoming: { layout: 'lines', columns: ['issuedDate', 'body', 'due'] },
  outgoing: { layout: 'lines', columns: ['issuedDate', 'type', 'due', 'files'] },
}

/** The columns of a choice in its order: those the list knows, each once, with what it always shows. */
export function shownColumns(direction: Direction, chosen: readonly string[]): readonly Column[] {
  const all: readonly Column[] = columnsOf[direction]
  const columns = [...new Set(chosen)].filter((name): name is Column => (all as readonly string[]).includes(name))
  for (const column of all) {
    if (!isAlways(column) || columns.includes(column)) continue
    const behind = columns.findIndex((one) => all.indexOf(one) > all.indexOf(column))
    columns.splice(behind === -1 ? columns.length : behind, 0, column)
  }
  return columns
}

export function usualColumns(direction: Direction): readonly Column[] {
  return shownColumns(direction, first[direction].columns)
}

/** The columns with one of them moved by a place; at the end of the way as they were. */
export function movedColumn(columns: readonly Column[], column: Column, by: -1 | 1): readonly Column[] {
  const at = columns.indexOf(column)
  const neighbour = columns[at + by]
  return at === -1 || neighbour === undefined ? columns : columns.map((one, place) => (place === at ? neighbour : place === at + by ? column : one))
}

export function useColumns(direction: Direction): readonly [Shown, (shown: Shown) => void] {
  const [kept, keep] = useKept<{ readonly layout: Layout; readonly columns: readonly string[] }>(`${direction}Columns`, first[direction])
  return [{ layout: kept.layout, columns: shownColumns(direction, kept.columns) }, keep]
}

// Which columns the list of incoming documents shows, and how; kept on this PC.
import { useKept } from '../../data/settings.ts'

export const columns = ['issuedDate', 'body', 'type', 'arrivalDate', 'due', 'files'] as const
export type Column = (typeof columns)[number]
export type Layout = 'lines' | 'table'

interface Shown {
  readonly layout: Layout
  readonly columns: readonly Column[]
}

const first: Shown = { layout: 'lines', columns: ['issuedDate', 'body', 'due'] }

export function useColumns(): readonly [Shown, (shown: Shown) => void] {
  return useKept<Shown>('incomingColumns', first)
}

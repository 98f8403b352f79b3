// Documents of a list that are marked, to be handed over, locked or released together. The marks stay while one searches on: the next document may be found by other words.
import { useMemo } from 'react'
import type { ListRow } from '../../../src-main/registers/schemas.ts'
import { usePlace, type MarkedDocument } from '../../app/place.ts'
import type { DocumentPages } from '../../data/document-pages.ts'

/** As many as one sheet takes. */
const most = 200

const markedOf = ({ id, direction, arrivalNumber, arrivalSuffix, numberSymbol, subject }: ListRow): MarkedDocument => ({
  id, words: [direction === 'incoming' ? `${arrivalNumber}${arrivalSuffix}` : '', numberSymbol, subject].filter(Boolean).join(' · '),
})

export function useMarks(pages: Pick<DocumentPages, 'row'>) {
  const marked = usePlace((place) => place.marked)
  return useMemo(() => {
    const ids = new Set(marked.map(({ id }) => id))
    const set = (next: readonly MarkedDocument[]) => usePlace.setState({ marked: next.slice(0, most) })
    return {
      any: marked.length > 0,
      has: (index: number) => ids.has(pages.row(index)?.id ?? ''),
      toggle: (index: number) => {
        const row = pages.row(index)
        if (row !== undefined) set(ids.has(row.id) ? marked.filter(({ id }) => id !== row.id) : [...marked, markedOf(row)])
      },
      through: (from: number, to: number) => {
        const rows = Array.from({ length: Math.abs(to - from) + 1 }, (_, at) => pages.row(Math.min(from, to) + at)).filter((row) => row !== undefined && !ids.has(row.id)) as ListRow[]
        set([...marked, ...rows.map(markedOf)])
      },
    }
  }, [marked, pages])
}

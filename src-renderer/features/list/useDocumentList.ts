// What the two lists of documents do alike: what is looked for, its pages, the current line, the document that is read beside it.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useKeys } from '../../app/keys.ts'
import { changeList, orderOf, useListPlace, usePlace, type Direction, type ListPlace, type Order } from '../../app/place.ts'
import type { Find } from '../../data/document-pages.ts'
import { useDocumentPages } from '../../data/useDocumentPages.ts'
import { useRested } from '../fields/useDelayed.ts'
import { useColumns } from './columns.ts'

function findOf({ text, filters, order }: Pick<ListPlace, 'text' | 'filters'> & { readonly order: Order }, direction: Direction, year: number | null): Find {
  return { text, filters: { ...filters, direction, ...(year === null ? {} : { year }) }, order }
}

/** What the list of the start looks for. @param today YYYY-MM-DD */
export function firstList(today: string): Find {
  return findOf({ text: '', filters: {}, order: 'newest' }, 'incoming', Number(today.slice(0, 4)))
}

/** @param year the one year that is listed; null lists all */
export function useDocumentList(direction: Direction, year: number | null) {
  const { text, filters, documentId, order: chosenOrder } = useListPlace(direction)
  const over = usePlace((place) => place.over)
  const order = orderOf({ text, order: chosenOrder })
  const [{ layout, columns }] = useColumns(direction)
  const searchBox = useRef<HTMLInputElement>(null)
  const find = useMemo(() => findOf({ text, filters, order }, direction, year), [text, filters, order, year, direction])
  const { pages, state } = useDocumentPages(find)
  const [current, setCurrent] = useState(-1)
  const count = state.total ?? 0

  // A table has the whole width until a document of it is opened.
  const [reading, setReading] = useState(layout === 'lines' || documentId !== null)
  const chosen = useRef(documentId)
  const pending = useRef<number | null>(null)

  useEffect(() => setCurrent(-1), [pages])
  useEffect(() => setReading(layout === 'lines'), [layout])
  useEffect(() => {
    // Opened from elsewhere (palette, today, a notice): it is to be read.
    if (documentId !== null && documentId !== chosen.current) setReading(true)
    chosen.current = documentId
  }, [documentId])
  useEffect(() => {
    // A line that was reached before its row came is chosen when the row is here.
    const row = pending.current === null ? undefined : pages.row(pending.current)
    if (row) {
      pending.current = null
      chosen.current = row.id
      return changeList(direction, { documentId: row.id })
    }
    // The current line follows the chosen document when rows come, go or change their order.
    const at = documentId === null ? -1 : pages.indexOf(documentId)
    if (at >= 0 && pending.current === null) setCurrent(at)
  }, [pages, state.version, documentId, direction])

  const choose = (index: number) => {
    setCurrent(index)
    const row = pages.row(index)
    pending.current = row ? null : index
    if (!row) return
    chosen.current = row.id
    changeList(direction, { documentId: row.id })
  }
  const open = (index: number) => {
    choose(index)
    setReading(true)
    // Into the document itself, so that arrows and PageDown scroll it; Esc comes back.
    const pane = document.querySelector<HTMLElement>('[data-document-pane]')
    const leaf = pane?.querySelector<HTMLElement>('[role=tabpanel] [tabindex="0"]')
    ;(leaf ?? pane)?.focus()
  }

  const filtered = text !== '' || Object.keys(filters).length > 0
  const clear = () => changeList(direction, { text: '', filters: {} })
  useKeys(
    {
      escape: () => {
        if (layout === 'table' && reading && !filtered) return setReading(false)
        if (!filtered) return false
        clear()
        searchBox.current?.blur()
      },
    },
    over === null,
  )
  const want = useCallback((from: number, to: number) => pages.want(from, to), [pages])

  return {
    direction, find, pages, state, current, count, choose, open, want, filtered, clear, searchBox, layout, columns,
    keysActive: over === null,
    /** Whoever runs through the list with J does not open every document on the way. */
    shownId: useRested(documentId, 180),
    wide: layout === 'table' && !reading,
  }
}

export type DocumentList = ReturnType<typeof useDocumentList>

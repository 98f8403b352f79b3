// A list of any length: only what is seen is drawn. One line is the current one; J/K, arrows, PageUp/Down, Home/End move it.
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useId, useLayoutEffect, useRef, type ReactNode } from 'react'
import { useKeys } from '../app/keys.ts'
import styles from './DataList.module.css'

interface DataListProps {
  readonly label: string
  readonly count: number
  /** px at the current text size */
  readonly rowHeight: number
  /** the current line, or -1 */
  readonly current: number
  readonly onCurrent: (index: number) => void
  readonly onOpen?: (index: number) => void
  /** what is looked at: [from, to) */
  readonly onRange?: (from: number, to: number) => void
  readonly render: (index: number) => ReactNode
  /** what a screen reader says of a line */
  readonly rowLabel: (index: number) => string
  readonly rowClass?: (index: number) => string
  readonly marks?: Marks | undefined
  readonly dragText?: (index: number) => string | undefined
  /** a change of it takes the list back to its beginning */
  readonly resetOn?: unknown
  readonly keysActive?: boolean
}

/** Lines that are marked beside the current one, by the space bar, by Ctrl and a click, by Shift and a click from the current line on. */
interface Marks {
  /** something is marked, here or in another list: each line shows whether it is */
  readonly any: boolean
  readonly has: (index: number) => boolean
  readonly toggle: (index: number) => void
  readonly through: (from: number, to: number) => void
}

export const draggedDocuments = 'application/x-van-thu-documents'

export function DataList({ label, count, rowHeight, current, onCurrent, onOpen, onRange, render, rowLabel, rowClass, marks, dragText, resetOn, keysActive = true }: DataListProps) {
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({ count, getScrollElement: () => box.current, estimateSize: () => rowHeight, overscan: 8 })
  const seen = rows.range
  const from = seen?.startIndex ?? 0
  const to = (seen?.endIndex ?? 0) + 1

  useEffect(() => onRange?.(Math.max(0, from - 8), to + 8), [onRange, from, to, count])
  useLayoutEffect(() => rows.measure(), [rows, rowHeight])
  useLayoutEffect(() => rows.scrollToOffset(0), [rows, resetOn])
  useEffect(() => {
    if (current >= 0 && current < count) rows.scrollToIndex(current, { align: 'auto' })
  }, [rows, current, count])

  const page = Math.max(1, to - from - 2)
  const go = (index: number) => {
    if (count === 0) return
    // J pressed after a click on a button: the Enter that follows is for the list, not for the button.
    if (!box.current?.contains(document.activeElement)) box.current?.focus({ preventScroll: true })
    onCurrent(Math.max(0, Math.min(count - 1, index)))
  }
  useKeys(
    {
      next: () => go(current + 1),
      previous: () => go(current < 0 ? 0 : current - 1),
      pageDown: () => go(current + page),
      pageUp: () => go(current - page),
      first: () => go(0),
      last: () => go(count - 1),
      open: () => (current < 0 || !onOpen ? false : onOpen(current)),
    },
    keysActive,
  )

  return (
    <div
      ref={box}
      className={styles.list}
      role="listbox"
      tabIndex={0}
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key !== ' ' || marks === undefined || current < 0 || event.target !== event.currentTarget) return
        event.preventDefault()
        marks.toggle(current)
      }}
      aria-activedescendant={current >= 0 ? `${id}-${current}` : undefined}
    >
      <div className={styles.length} style={{ height: rows.getTotalSize() }} role="presentation">
        {rows.getVirtualItems().map(({ index, start }) => {
          const dragged = dragText?.(index)
          return (
            <div
              key={index}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === current}
              aria-checked={marks === undefined ? undefined : marks.has(index)}
              aria-setsize={count}
              aria-posinset={index + 1}
              aria-label={rowLabel(index)}
              className={`${styles.row} ${index === current ? styles.current : ''} ${marks?.any ? styles.markable : ''} ${rowClass?.(index) ?? ''}`}
              style={{ height: rowHeight, transform: `translateY(${start}px)` }}
              draggable={dragged !== undefined}
              onDragStart={(event) => {
                if (dragged === undefined) return
                event.dataTransfer.setData(draggedDocuments, dragged)
                event.dataTransfer.effectAllowed = 'move'
              }}
              // Shift marks lines, and selects no text.
              onMouseDown={(event) => marks !== undefined && event.shiftKey && event.preventDefault()}
              onClick={(event) => {
                if (marks !== undefined && (event.ctrlKey || event.metaKey)) return marks.toggle(index)
                if (marks !== undefined && event.shiftKey && current >= 0) return marks.through(current, index)
                onCurrent(index)
              }}
              onDoubleClick={() => onOpen?.(index)}
            >
              {marks?.any && <span aria-hidden className={styles.mark} onClick={(event) => { event.stopPropagation(); marks.toggle(index) }}>{marks.has(index) ? '✓' : ''}</span>}
              {render(index)}
            </div>
          )
        })}
      </div>
    </div>
  )
}

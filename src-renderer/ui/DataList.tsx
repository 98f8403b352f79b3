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
  readonly dragText?: (index: number) => string | undefined
  /** a change of it takes the list back to its beginning */
  readonly resetOn?: unknown
  readonly keysActive?: boolean
}

export const draggedDocuments = 'application/x-van-thu-documents'

export function DataList({ label, count, rowHeight, current, onCurrent, onOpen, onRange, render, rowLabel, rowClass, dragText, resetOn, keysActive = true }: DataListProps) {
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
              aria-setsize={count}
              aria-posinset={index + 1}
              aria-label={rowLabel(index)}
              className={`${styles.row} ${index === current ? styles.current : ''} ${rowClass?.(index) ?? ''}`}
              style={{ height: rowHeight, transform: `translateY(${start}px)` }}
              draggable={dragged !== undefined}
              onDragStart={(event) => {
                if (dragged === undefined) return
                event.dataTransfer.setData(draggedDocuments, dragged)
                event.dataTransfer.effectAllowed = 'move'
              }}
              onClick={() => onCurrent(index)}
              onDoubleClick={() => onOpen?.(index)}
            >
              {render(index)}
            </div>
          )
        })}
      </div>
    </div>
  )
}

// The tree of issuing bodies. Arrows walk and open it, letters are for the search above it; documents may be dropped on a body.
import { memo, useEffect, useId, useRef, useState, type DragEvent, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDate } from '../../../src-main/text/dates.ts'
import { draggedDocuments } from '../../ui/DataList.tsx'
import { IconChevronDown, IconChevronRight } from '../../ui/icons.ts'
import { countWords } from '../../ui/count.ts'
import type { TreeRow } from './tree.ts'
import styles from './Filing.module.css'

interface BodyTreeProps {
  readonly rows: readonly TreeRow[]
  readonly chosen: string | null
  readonly onChoose: (id: string) => void
  readonly onOpen: (id: string, open: boolean) => void
  /** null: nothing may be filed */
  readonly onDrop: ((documentIds: readonly string[], bodyId: string) => void) | null
}

export function BodyTree({ rows, chosen, onChoose, onOpen, onDrop }: BodyTreeProps) {
  const { t } = useTranslation()
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const at = rows.findIndex(({ node }) => node.body.id === chosen)

  useEffect(() => {
    if (chosen) document.getElementById(`${id}-${chosen}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, chosen])

  const go = (index: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))]
    if (row) onChoose(row.node.body.id)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const row = rows[at]
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(at + 1),
      ArrowUp: () => go(at < 0 ? 0 : at - 1),
      PageDown: () => go(at + 15),
      PageUp: () => go(at - 15),
      Home: () => go(0),
      End: () => go(rows.length - 1),
      ArrowRight: () => (row && !row.open && row.node.children.length > 0 ? onOpen(row.node.body.id, true) : go(at + 1)),
      ArrowLeft: () => (row?.open ? onOpen(row.node.body.id, false) : row?.node.parent && onChoose(row.node.parent.body.id)),
      Enter: () => row && onOpen(row.node.body.id, !row.open),
    }
    const move = moves[event.key]
    if (!move) return
    event.preventDefault()
    move()
  }

  return (
    <div
      ref={box}
      className={styles.tree}
      role="tree"
      tabIndex={0}
      aria-label={t('filing.tree')}
      aria-activedescendant={at >= 0 ? `${id}-${chosen}` : undefined}
      onKeyDown={onKeyDown}
    >
      {rows.map((row) => (
        <Line key={row.node.body.id} domId={`${id}-${row.node.body.id}`} row={row} chosen={row.node.body.id === chosen} onChoose={onChoose} onOpen={onOpen} onDrop={onDrop} />
      ))}
    </div>
  )
}

interface LineProps extends Pick<BodyTreeProps, 'onChoose' | 'onOpen' | 'onDrop'> {
  readonly domId: string
  readonly row: TreeRow
  readonly chosen: boolean
}

const Line = memo(function Line({ domId, row: { node, open, place, brothers }, chosen, onChoose, onOpen, onDrop }: LineProps) {
  const { t, i18n } = useTranslation()
  const [over, setOver] = useState(false)
  const { body } = node
  const takes = (event: DragEvent) => onDrop !== null && !body.isGroup && body.mergedInto === null && event.dataTransfer.types.includes(draggedDocuments)
  const state = body.mergedInto !== null ? t('filing.merged') : body.validTo !== null ? t('filing.closedOn', { date: formatDate(body.validTo) }) : null
  const Chevron = open ? IconChevronDown : IconChevronRight

  return (
    <div
      id={domId}
      role="treeitem"
      aria-level={node.depth + 1}
      aria-setsize={brothers}
      aria-posinset={place}
      aria-selected={chosen}
      aria-expanded={node.children.length > 0 ? open : undefined}
      aria-label={[body.name, state, t('filing.count', { count: node.total })].filter(Boolean).join(', ')}
      className={`${styles.line} ${chosen ? styles.chosen : ''} ${body.isGroup ? styles.group : ''} ${state ? styles.ended : ''} ${over ? styles.over : ''}`}
      style={{ paddingInlineStart: `${0.25 + node.depth * 1.125}rem` }}
      title={over ? t('filing.dropHere', { name: body.name }) : body.name}
      onClick={() => onChoose(body.id)}
      onDoubleClick={() => onOpen(body.id, !open)}
      onDragOver={(event) => {
        if (!takes(event)) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'move'
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false)
        if (!takes(event)) return
        event.preventDefault()
        onDrop?.(event.dataTransfer.getData(draggedDocuments).split('\n').filter(Boolean), body.id)
      }}
    >
      <span
        className={styles.chevron}
        aria-hidden
        onClick={(event) => {
          event.stopPropagation()
          if (node.children.length > 0) onOpen(body.id, !open)
        }}
      >
        {node.children.length > 0 && <Chevron size={14} stroke={1.5} />}
      </span>
      <span className={styles.name}>{body.name}</span>
      {state && <span className={styles.state}>{state}</span>}
      {node.total > 0 && <span className={styles.total}>{countWords(i18n.language, node.total)}</span>}
    </div>
  )
})

// How a list is laid out: in two lines or as a table, which columns, in which order. By keyboard: Tab to a column, Space shows
// it, Alt+↑ and Alt+↓ move it.
import { Checkbox, SegmentedControl } from '@mantine/core'
import '@mantine/core/styles/FloatingIndicator.layer.css'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Direction } from '../../app/place.ts'
import { Button } from '../../ui/Button.tsx'
import '../../ui/fields.css'
import { IconArrowDown, IconArrowUp } from '../../ui/icons.ts'
import { columnsOf, isAlways, movedColumn, useColumns, usualColumns, type Column, type Layout } from './columns.ts'
import styles from './ColumnsPanel.module.css'
import { columnWord } from './DocumentRow.tsx'

export default function ColumnsPanel({ direction, onDone }: { readonly direction: Direction; readonly onDone: () => void }) {
  const { t } = useTranslation()
  const [shown, show] = useColumns(direction)
  const box = useRef<HTMLUListElement>(null)
  // Fetched when it is first asked for, it comes after the panel has looked for something to give the keyboard to.
  useEffect(() => box.current?.querySelector<HTMLInputElement>('input')?.focus(), [])
  const nameOf = (column: Column) => t(`incoming.column.${columnWord(direction, column)}`)
  const listed = [...shown.columns, ...columnsOf[direction].filter((column) => !shown.columns.includes(column))]

  const change = (columns: readonly Column[], column: Column) => {
    show({ ...shown, columns })
    // What was changed keeps the keyboard, although its line stands elsewhere now.
    requestAnimationFrame(() => box.current?.querySelector<HTMLInputElement>(`input[value="${column}"]`)?.focus())
  }
  const toggle = (column: Column) => change(shown.columns.includes(column) ? shown.columns.filter((one) => one !== column) : [...shown.columns, column], column)
  const move = (column: Column, by: -1 | 1) => change(movedColumn(shown.columns, column, by), column)
  const pressed = (event: KeyboardEvent, column: Column) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    move(column, event.key === 'ArrowUp' ? -1 : 1)
  }

  return (
    <div className={styles.panel}>
      <SegmentedControl
        fullWidth
        aria-label={t('incoming.layoutOf')}
        value={shown.layout}
        onChange={(layout) => show({ ...shown, layout: layout as Layout })}
        data={(['lines', 'table'] as const).map((value) => ({ value, label: t(`incoming.layout.${value}`) }))}
      />
      <ul ref={box} aria-label={t('incoming.columnsShown')}>
        {listed.map((column, at) => {
          const on = at < shown.columns.length
          return (
            <li key={column} onKeyDown={(event) => pressed(event, column)}>
              <Checkbox
                value={column}
                label={isAlways(column) ? <>{nameOf(column)} <small>{t('incoming.columnAlways')}</small></> : nameOf(column)}
                checked={on}
                // Not switched off where it is always shown: it can still be moved.
                aria-readonly={isAlways(column) || undefined}
                onChange={() => !isAlways(column) && toggle(column)}
              />
              {on && <Button kind="bare" icon={<IconArrowUp size={15} stroke={1.5} />} label={t('incoming.columnUp', { name: nameOf(column) })} disabled={at === 0} onClick={() => move(column, -1)} />}
              {on && <Button kind="bare" icon={<IconArrowDown size={15} stroke={1.5} />} label={t('incoming.columnDown', { name: nameOf(column) })} disabled={at === shown.columns.length - 1} onClick={() => move(column, 1)} />}
            </li>
          )
        })}
      </ul>
      <p className={styles.how}>{t('incoming.columnsHow')}</p>
      <div className={styles.actions}>
        <Button onClick={onDone}>{t('close')}</Button>
        <Button kind="bare" onClick={() => show({ ...shown, columns: usualColumns(direction) })}>{t('incoming.columnsUsual')}</Button>
      </div>
    </div>
  )
}

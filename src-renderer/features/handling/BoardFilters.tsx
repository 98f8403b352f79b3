// What a board, or the list that is printed of it, is narrowed to: who has the work, who gave it, who issued the document.
import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { changeBoard, type BoardPlace } from '../../app/place.ts'
import { usePerson } from '../../data/desk.ts'
import { persons } from '../../data/people.ts'
import { Button } from '../../ui/Button.tsx'
import { BodyField } from '../fields/BodyField.tsx'
import styles from './Board.module.css'

type Filter = keyof BoardPlace['filters']
export type Narrowed = Pick<BoardPlace, 'filters' | 'body'>

/** Drops every filter. */
export function clearBoard(): void {
  changeBoard({ filters: {}, body: { id: null, name: '' }, day: null })
}

interface BoardFiltersProps {
  readonly narrowed: Narrowed
  readonly onChange: (change: Partial<Narrowed>) => void
  /** left out: there is nothing to drop */
  readonly onClear?: (() => void) | undefined
  /** in a dialog */
  readonly within?: boolean
}

export function BoardFilters({ narrowed: { filters, body }, onChange, onClear, within = false }: BoardFiltersProps) {
  const { t } = useTranslation()
  const hasPerson = usePerson() !== null
  const everybody = useQuery({ ...persons, enabled: hasPerson }).data ?? { persons: [], units: [] }
  const people = everybody.persons.filter(({ active }) => active)
  const choose = (filter: Filter, chosen: string) => {
    // Work has one holder: a person or a unit.
    const others = { ...filters }
    for (const gone of filter === 'givenBy' ? [filter] : (['accountId', 'unitId'] as const)) delete others[gone]
    onChange({ filters: chosen === '' ? others : { ...others, [filter]: chosen } })
  }
  const choice = (filter: Filter, label: string, among: readonly { readonly id: string; readonly name: string }[]) => {
    const [value, data] = [filters[filter] ?? '', [{ value: '', label: t('handling.board.anybody') }, ...among.map(({ id, name }) => ({ value: id, label: name }))]]
    if (within) return <NativeSelect label={label} value={value} data={data} onChange={(event) => choose(filter, event.currentTarget.value)} />
    return (
      <label className={styles.filter}>
        {label}
        <select value={value} onChange={(event) => choose(filter, event.currentTarget.value)}>
          {data.map((one) => <option key={one.value} value={one.value}>{one.label}</option>)}
        </select>
      </label>
    )
  }
  return (
    <div className={within ? styles.within : styles.filters}>
      {hasPerson && choice('accountId', t('handling.board.person'), people)}
      {hasPerson && everybody.units.length > 0 && choice('unitId', t('handling.board.unit'), everybody.units.filter(({ closed }) => !closed))}
      {hasPerson && choice('givenBy', t('handling.board.leader'), people)}
      <BodyField className={styles.body} label={t('handling.board.body')} placeholder={t('handling.board.anybody')} value={body} onChange={({ id, name }) => onChange({ body: { id, name } })} />
      {onClear && <Button kind="bare" onClick={onClear}>{t('handling.board.clear')}</Button>}
    </div>
  )
}

// What a board is narrowed to: who has the work, who gave it, who issued the document.
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { changeBoard, type BoardPlace } from '../../app/place.ts'
import { usePerson } from '../../data/desk.ts'
import { persons } from '../../data/people.ts'
import { Button } from '../../ui/Button.tsx'
import { BodyField } from '../fields/BodyField.tsx'
import styles from './Board.module.css'

type Filter = keyof BoardPlace['filters']

/** Drops every filter. */
export function clearBoard(): void {
  changeBoard({ filters: {}, body: { id: null, name: '' }, day: null })
}

export function BoardFilters({ place: { filters, body }, isFiltered }: { readonly place: BoardPlace; readonly isFiltered: boolean }) {
  const { t } = useTranslation()
  const hasPerson = usePerson() !== null
  const everybody = useQuery({ ...persons, enabled: hasPerson }).data ?? { persons: [], units: [] }
  const people = everybody.persons.filter(({ active }) => active)
  const choice = (filter: Filter, label: string, among: readonly { readonly id: string; readonly name: string }[]) => (
    <label className={styles.filter}>
      {label}
      <select
        value={filters[filter] ?? ''}
        onChange={(event) => {
          // Work has one holder: a person or a unit.
          const others = { ...filters }
          for (const gone of filter === 'givenBy' ? [filter] : (['accountId', 'unitId'] as const)) delete others[gone]
          changeBoard({ filters: event.currentTarget.value === '' ? others : { ...others, [filter]: event.currentTarget.value } })
        }}
      >
        <option value="">{t('handling.board.anybody')}</option>
        {among.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
      </select>
    </label>
  )
  return (
    <div className={styles.filters}>
      {hasPerson && choice('accountId', t('handling.board.person'), people)}
      {hasPerson && everybody.units.length > 0 && choice('unitId', t('handling.board.unit'), everybody.units.filter(({ closed }) => !closed))}
      {hasPerson && choice('givenBy', t('handling.board.leader'), people)}
      <BodyField className={styles.body} label={t('handling.board.body')} placeholder={t('handling.board.anybody')} value={body} onChange={({ id, name }) => changeBoard({ body: { id, name } })} />
      {isFiltered && <Button kind="bare" onClick={clearBoard}>{t('handling.board.clear')}</Button>}
    </div>
  )
}

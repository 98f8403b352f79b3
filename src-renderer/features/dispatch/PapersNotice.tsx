// On the first page: how many papers were handed to the person at this desk, or to their unit, and are not confirmed yet.
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { showPapers } from '../../app/place.ts'
import { usePerson } from '../../data/desk.ts'
import { Button } from '../../ui/Button.tsx'
import { handOvers } from './papers.ts'
import styles from './Papers.module.css'

export function PapersNotice() {
  const { t } = useTranslation()
  const hasPerson = usePerson() !== null
  const count = useQuery({ ...handOvers('waiting', 'mine'), enabled: hasPerson }).data?.counts.waiting ?? 0
  if (!hasPerson || count === 0) return null
  return (
    <div className={styles.notice}>
      <p>{t('papers.notice', { count })}</p>
      <Button onClick={() => showPapers('mine')}>{t('papers.noticeSee')}</Button>
    </div>
  )
}

// On the first page, for those who keep secrets: how many are about to be protected no longer.
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { usePlace } from '../../app/place.ts'
import { useMay } from '../../data/desk.ts'
import { ending } from '../../data/secrecy.ts'
import { Button } from '../../ui/Button.tsx'
import styles from './Secrecy.module.css'

export function EndingNotice() {
  const { t } = useTranslation()
  const list = useQuery({ ...ending, enabled: useMay('keep-secrets') }).data
  const count = list ? list.rows.length + list.more : 0
  if (count === 0) return null
  return (
    <div className={styles.ending}>
      <p>{t('secrecy.endingCount', { count })}</p>
      <Button onClick={() => usePlace.setState({ over: 'secrets-ending' })}>{t('secrecy.endingSee')}</Button>
    </div>
  )
}

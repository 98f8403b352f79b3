import { useTranslation } from 'react-i18next'
import { usePlace } from './place.ts'
import styles from './Frame.module.css'

/** Says on every page that this is the sample office, with the way to one's own. */
export function SampleBanner() {
  const { t } = useTranslation()
  return (
    <div className={styles.sample} role="note">
      <span>{t('archives.banner')}</span>
      <button type="button" onClick={() => usePlace.setState({ over: 'own-office' })}>{t('archives.own')}</button>
    </div>
  )
}

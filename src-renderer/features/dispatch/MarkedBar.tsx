// Above a list: how many documents are marked, and that they may be handed over by one sheet.
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePlace } from '../../app/place.ts'
import { Button } from '../../ui/Button.tsx'
import styles from './Papers.module.css'

const HandOverDialog = lazy(() => import('./HandOverDialog.tsx'))

export function MarkedBar() {
  const { t } = useTranslation()
  const marked = usePlace((place) => place.marked)
  const [isMaking, setMaking] = useState(false)
  const clear = () => usePlace.setState({ marked: [] })
  if (marked.length === 0 && !isMaking) return null
  return (
    <section className={styles.marked} aria-label={t('papers.mark.part')}>
      <span role="status">{t('papers.mark.count', { count: marked.length })}</span>
      <Button onClick={() => setMaking(true)}>{t('papers.hand.act')}</Button>
      <Button kind="bare" onClick={clear}>{t('papers.mark.clear')}</Button>
      <Suspense>{isMaking && <HandOverDialog documents={marked} onDone={clear} onClose={() => setMaking(false)} />}</Suspense>
    </section>
  )
}

// The archive could not be opened: what happened, what to do, try again, put a backup in its place, or open another archive.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { bridge } from '../../data/bridge.ts'
import { queryClient } from '../../data/queries.ts'
import { asRefusal, inWords } from '../../data/words.ts'
import { OtherArchives } from '../archives/OtherArchives.tsx'
import { Button } from '../../ui/Button.tsx'
import styles from './SetUp.module.css'

export default function TroublePage({ failure }: { readonly failure: unknown }) {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)

  const restore = async () => {
    setBusy(true)
    setTrouble(null)
    const answer = await bridge.restore()
    setBusy(false)
    if (answer.ok) await queryClient.invalidateQueries()
    else if (answer.error.code !== 'CANCELLED') setTrouble(inWords(answer.error))
  }

  const refusal = asRefusal(failure)
  // Trying again helps where a disk or a key comes back; damage stays.
  const isMissing = refusal.code === 'ARCHIVE_MISSING'
  const isDamaged = refusal.code === 'ARCHIVE_DAMAGED'
  return (
    <main className={styles.alone}>
      <section className={styles.case} aria-labelledby="trouble">
        <h1 id="trouble">{t('trouble.title')}</h1>
        <p role="alert">{inWords(refusal)}</p>
        {!isMissing && <p>{t('wizard.troubleKept')}</p>}
        {trouble && <p className={styles.trouble} role="alert">{trouble}</p>}
        <div className={styles.acts}>
          <Button kind={isDamaged ? 'quiet' : 'main'} onClick={() => void queryClient.invalidateQueries()} disabled={busy}>{t('tryAgain')}</Button>
          {!isMissing && <Button kind={isDamaged ? 'main' : 'quiet'} onClick={() => void restore()} busy={busy}>{t('trouble.restore')}</Button>}
        </div>
        <OtherArchives choose={t('archives.openOther')} isOpen={false} most={3} />
      </section>
    </main>
  )
}

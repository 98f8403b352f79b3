// The archive could not be opened: what happened, what to do, try again, put a backup in its place, or open another archive.
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../data/ask.ts'
import { bridge } from '../../data/bridge.ts'
import { queryClient } from '../../data/queries.ts'
import { asRefusal, inWords } from '../../data/words.ts'
import { OtherArchives } from '../archives/OtherArchives.tsx'
import { Button } from '../../ui/Button.tsx'
import '../../ui/fields.css'
import styles from './SetUp.module.css'

/** A PC without the key: the key on paper opens, and this PC has it from then on. */
function Unlock() {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const unlock = async () => {
    setBusy(true)
    setTrouble(null)
    const answer = await ask('office.unlockArchive', { recoveryKey: typed })
    setBusy(false)
    if (answer.ok) await queryClient.invalidateQueries()
    else setTrouble(inWords(answer.error))
  }
  return (
    <form className={styles.unlock} onSubmit={(event) => { event.preventDefault(); if (!busy && typed.trim() !== '') void unlock() }}>
      <TextInput label={t('archiveKey.unlockField')} description={t('archiveKey.unlockWhat')} autoComplete="off" spellCheck={false} maxLength={200} value={typed} error={trouble ?? undefined} onChange={(event) => setTyped(event.currentTarget.value)} />
      <div className={styles.acts}><Button type="submit" kind="main" busy={busy} disabled={typed.trim() === ''}>{t('archiveKey.unlock')}</Button></div>
    </form>
  )
}

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
          <Button kind={isDamaged || refusal.code === 'KEY_MISSING' ? 'quiet' : 'main'} onClick={() => void queryClient.invalidateQueries()} disabled={busy}>{t('tryAgain')}</Button>
          {!isMissing && <Button kind={isDamaged ? 'main' : 'quiet'} onClick={() => void restore()} busy={busy}>{t('trouble.restore')}</Button>}
        </div>
        {refusal.code === 'KEY_MISSING' && <Unlock />}
        <OtherArchives choose={t('archives.openOther')} isOpen={false} most={3} />
      </section>
    </main>
  )
}

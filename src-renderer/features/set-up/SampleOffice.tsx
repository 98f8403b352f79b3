// "Use the sample office": fills the empty archive with an office of posts to look around in; says how far, and can be stopped.
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Progress } from '../../../src-main/office/messages.ts'
import { ask, newCommandId } from '../../data/ask.ts'
import { bridge } from '../../data/bridge.ts'
import { queryClient } from '../../data/queries.ts'
import { inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import styles from './SetUp.module.css'

export function SampleOffice({ disabled }: { readonly disabled: boolean }) {
  const { t } = useTranslation()
  const [making, setMaking] = useState(false)
  const [progress, setProgress] = useState<Progress | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  useEffect(() => bridge.on('progress', (now) => now.name === 'office.useSample' && setProgress(now)), [])

  const make = async () => {
    setMaking(true)
    setTrouble(null)
    const answer = await ask('office.useSample', { commandId: newCommandId() })
    setMaking(false)
    if (!answer.ok) setTrouble(inWords(answer.error))
    await queryClient.invalidateQueries()
  }

  return (
    <section className={styles.sample} aria-labelledby="sample-office">
      <h2 id="sample-office">{t('wizard.sampleTitle')}</h2>
      <p>{t('wizard.sampleWhat')}</p>
      {making ? (
        <div className={styles.making} role="status">
          <span>{t('wizard.sampleMaking')}</span>
          <progress aria-label={t('wizard.sampleMaking')} {...(progress?.of ? { value: progress.done, max: progress.of } : {})} />
          {progress?.of ? <span>{t('wizard.sampleOf', { done: progress.done, of: progress.of })}</span> : null}
          {progress && <span><Button kind="bare" onClick={() => void ask('office.cancelTask', { id: progress.id })}>{t('wizard.stop')}</Button></span>}
        </div>
      ) : (
        <Button onClick={() => void make()} disabled={disabled}>{t('wizard.sample')}</Button>
      )}
      {trouble && <p className={styles.trouble} role="alert">{trouble}</p>}
    </section>
  )
}

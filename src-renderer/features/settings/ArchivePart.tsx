// Kho lưu: whether everything in it is whole; which device writes.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, type ValueOf } from '../../data/ask.ts'
import { officeState } from '../../data/queries.ts'
import { inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import styles from './Settings.module.css'

type Report = ValueOf<'office.verify'>

export function ArchivePart() {
  const { t } = useTranslation()
  const state = useQuery(officeState).data
  const [busy, setBusy] = useState(false)
  const [report, setReport] = useState<Report | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)

  const verify = async () => {
    setBusy(true)
    setReport(null)
    setTrouble(null)
    const answer = await ask('office.verify', {})
    setBusy(false)
    if (answer.ok) setReport(answer.value)
    else if (answer.error.code !== 'CANCELLED') setTrouble(inWords(answer.error))
  }
  const broken = (found: Report) => [
    !found.integrity && t('settingsPage.part.integrity'),
    !found.foreignKeys && t('settingsPage.part.foreignKeys'),
    !found.journal.ok && t('settingsPage.part.journal'),
    !found.replayEqual && t('settingsPage.part.replay'),
    found.files.missing > 0 && t('settingsPage.part.missing', { count: found.files.missing }),
    found.files.corrupt > 0 && t('settingsPage.part.corrupt', { count: found.files.corrupt }),
  ].filter((part) => part !== false)
  const bad = report ? broken(report) : []

  return (
    <section className={styles.part} aria-labelledby="settings-archive">
      <h2 id="settings-archive">{t('settingsPage.archive')}</h2>
      <div className={styles.acts}><Button onClick={() => void verify()} busy={busy}>{t('settingsPage.verify')}</Button></div>
      <div role="status">
        {busy && <p>{t('settingsPage.verifying')}</p>}
        {report && bad.length === 0 && <p className={styles.good}>{t('settingsPage.sound', { entries: report.journal.entries, files: report.files.count })}</p>}
        {bad.length > 0 && <p className={styles.trouble}>{t('settingsPage.unsound', { what: bad.join(', ') })}</p>}
        {trouble && <p className={styles.trouble}>{trouble}</p>}
      </div>
      {state && <p className={styles.device}>{t('settingsPage.device', { device: state.device.slice(0, 16), epoch: state.epoch })}</p>}
    </section>
  )
}

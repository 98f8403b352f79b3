// Kho lưu: where it lies, and the ways to another; whether everything in it is whole; which device writes.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, type ValueOf } from '../../data/ask.ts'
import { useMay } from '../../data/desk.ts'
import { archives, officeState, queryClient } from '../../data/queries.ts'
import { useCommand } from '../../data/useCommand.ts'
import { inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import { usePlace } from '../../app/place.ts'
import { OtherArchives } from '../archives/OtherArchives.tsx'
import styles from './Settings.module.css'

type Report = ValueOf<'office.verify'>

export function ArchivePart() {
  const { t } = useTranslation()
  const state = useQuery(officeState).data
  const folder = useQuery(archives).data?.current.folder
  const manages = useMay('manage-office')
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
  const lost = state?.warnings.find(({ code }) => code === 'ENTRIES_LOST')

  return (
    <section className={styles.part} aria-labelledby="settings-archive">
      <h2 id="settings-archive">{t('settingsPage.archive')}</h2>
      {folder && <p>{t('archives.inUse', { folder })}</p>}
      <OtherArchives choose={t('archives.openOther')}>
        {state?.isSample && <Button onClick={() => usePlace.setState({ over: 'own-office' })}>{t('archives.own')}</Button>}
      </OtherArchives>
      <p className={styles.device}>{t('archives.what')}</p>
      {manages && <div className={styles.acts}><Button onClick={() => void verify()} busy={busy}>{t('settingsPage.verify')}</Button></div>}
      <div role="status">
        {busy && <p>{t('settingsPage.verifying')}</p>}
        {report && bad.length === 0 && <p className={styles.good}>{t('settingsPage.sound', { entries: report.journal.entries, files: report.files.count })}</p>}
        {bad.length > 0 && <p className={styles.trouble}>{t('settingsPage.unsound', { what: bad.join(', ') })}</p>}
        {trouble && <p className={styles.trouble}>{trouble}</p>}
      </div>
      {lost && manages && <Lost entries={Number(lost.params['entries'])} unconfirmed={state!.warnings.some(({ code }) => code === 'LAST_NUMBER_UNCONFIRMED')} />}
      {state && <p className={styles.device}>{t('settingsPage.device', { device: state.device.slice(0, 16), epoch: state.epoch })}</p>}
    </section>
  )
}

/** What a restore lost stays said until somebody has compared it with the paper book, each book's last number first. */
function Lost({ entries, unconfirmed }: { readonly entries: number; readonly unconfirmed: boolean }) {
  const { t } = useTranslation()
  const { busy, trouble, send } = useCommand()
  return (
    <>
      <p>{t('settingsPage.lost', { count: entries })}</p>
      {unconfirmed && <p>{t('settingsPage.lostFirst')}</p>}
      {trouble && <p className={styles.trouble} role="alert">{trouble}</p>}
      <div className={styles.acts}>
        <Button onClick={() => void send('office.acknowledgeLost', {}, () => void queryClient.invalidateQueries({ queryKey: officeState.queryKey }))} busy={busy} disabled={unconfirmed}>{t('settingsPage.lostCompared')}</Button>
      </div>
    </>
  )
}

// Sao lưu: one written now to a disk of its own, which is remembered; those written by themselves; putting one back.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDate, vietnamDate, vietnamTime } from '../../../src-main/text/dates.ts'
import { goTo } from '../../app/place.ts'
import type { ValueOf } from '../../data/ask.ts'
import { bridge } from '../../data/bridge.ts'
import { backups, queryClient } from '../../data/queries.ts'
import { asRefusal, inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { notify } from '../../ui/notices.ts'
import styles from './Settings.module.css'

const SHOWN = 8

type Backup = ValueOf<'office.listBackups'>['backups'][number]

/** An instant as a clerk reads it: "07:30 03/11/2026". */
function instant(at: string): string {
  const ms = Date.parse(at)
  return Number.isNaN(ms) ? at : `${vietnamTime(ms)} ${formatDate(vietnamDate(ms))}`
}

export function BackupsPart() {
  const { t, i18n } = useTranslation()
  const query = useQuery(backups)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [restoring, setRestoring] = useState<Backup | 'elsewhere' | null>(null)
  const megabytes = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 })

  const backUp = async (write: () => ReturnType<typeof bridge.backUp>) => {
    setBusy(true)
    setTrouble(null)
    const answer = await write()
    setBusy(false)
    if (answer.ok) {
      notify(t('settingsPage.backedUp', { entries: answer.value.entries, files: answer.value.files }))
      await queryClient.invalidateQueries({ queryKey: ['office'] })
    } else if (answer.error.code !== 'CANCELLED') setTrouble(inWords(answer.error))
  }

  const shown = query.data?.backups.slice(0, SHOWN) ?? []
  const target = query.data?.target ?? null
  const outside = query.data?.outside ?? null
  return (
    <section className={styles.part} aria-labelledby="settings-backups">
      <h2 id="settings-backups">{t('settingsPage.backups')}</h2>
      <div className={styles.acts}>
        {target !== null && <Button kind="main" onClick={() => void backUp(() => bridge.backUp())} busy={busy}>{t('settingsPage.backUp')}</Button>}
        <Button kind={target === null ? 'main' : 'quiet'} onClick={() => void backUp(() => bridge.backUpElsewhere())} busy={target === null && busy} disabled={target !== null && busy}>{t(target === null ? 'settingsPage.backUpOutside' : 'settingsPage.backUpElsewhere')}</Button>
        <Button onClick={() => setRestoring('elsewhere')} disabled={busy}>{t('settingsPage.restoreElsewhere')}</Button>
      </div>
      {trouble && <p className={styles.trouble} role="alert">{trouble}</p>}
      {query.isError && <p className={styles.trouble} role="alert">{inWords(asRefusal(query.error))}</p>}
      {query.data && <p>{outside === null ? t('settingsPage.outsideNone') : t('settingsPage.outsideLast', { at: instant(outside.at), path: outside.path })}</p>}
      {target !== null && <p>{target === outside?.path ? t('settingsPage.outsideGoesOn') : t('settingsPage.outsideTarget', { path: target })}</p>}
      {shown.length > 0 && <h3>{t('settingsPage.inside')}</h3>}
      {query.data && shown.length === 0 && <p>{t('settingsPage.backupsNone')}</p>}
      {shown[0] && <p className={styles.device}>{t('settingsPage.backupsWhat', { folder: shown[0].path.replace(/[\\/][^\\/]*$/, '') })}</p>}
      {shown.length > 0 && (
        <table>
          <thead>
            <tr><th scope="col">{t('settingsPage.backupAt')}</th><th scope="col" className={styles.end}>{t('settingsPage.backupHolds')}</th><th scope="col" className={styles.end}>{t('settingsPage.backupSize')}</th><th scope="col" className={styles.end}>{t('settingsPage.backupChecked')}</th><th scope="col" aria-label={t('settingsPage.restore')} /></tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <tr key={one.path}>
                <td>{instant(one.at)}</td>
                <td className={styles.end}>{t('settingsPage.backupContents', { entries: one.entries, files: one.files })}</td>
                <td className={styles.end}>{megabytes.format(one.bytes / 1_048_576)} MB</td>
                <td className={styles.end}>{one.checked ? t('settingsPage.yes') : t('settingsPage.no')}</td>
                <td className={styles.end}><button type="button" className={styles.inRow} disabled={busy} onClick={() => setRestoring(one)}>{t('settingsPage.restoreRow')}</button></td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {restoring && <RestoreDialog backup={restoring === 'elsewhere' ? null : restoring} onClose={() => setRestoring(null)} />}
    </section>
  )
}

/** Says what will be lost, before the folder of a backup elsewhere is asked for: a restore cannot be undone by a key, only by the copy kept beside. */
function RestoreDialog({ backup, onClose }: { readonly backup: Backup | null; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const restore = async () => {
    setBusy(true)
    setTrouble(null)
    const answer = await bridge.restore(backup?.path)
    setBusy(false)
    if (answer.ok) {
      await queryClient.invalidateQueries()
      notify(t('settingsPage.restored', { at: instant(answer.value.at) }))
      onClose()
      goTo('today')
    } else if (answer.error.code !== 'CANCELLED') setTrouble(inWords(answer.error))
  }
  return (
    <Dialog
      title={t('settingsPage.restore')}
      what={backup ? t('settingsPage.restoreLoses', { at: instant(backup.at) }) : t('settingsPage.restoreWhat')}
      onClose={onClose}
      onSubmit={() => void restore()}
      submit={backup ? t('settingsPage.restoreThis', { at: instant(backup.at) }) : t('keeping.chooseFolder')}
      busy={busy}
      trouble={trouble}
    />
  )
}

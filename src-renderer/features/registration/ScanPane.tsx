// The left side of registration: the scan to read from, or the place to drop it; after saving, the number, large, for the stamp.
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDate } from '../../../src-main/text/dates.ts'
import { faceOf } from '../../app/keys.ts'
import { openDocument } from '../../app/place.ts'
import { Button } from '../../ui/Button.tsx'
import { IconX } from '../../ui/icons.ts'
import { openPrint } from '../document/file-actions.ts'
import { FileView } from '../document/viewer/FileView.tsx'
import { FilesForbidden } from '../secrecy/FilesForbidden.tsx'
import type { Registration } from './useRegistration.ts'
import styles from './Registration.module.css'

interface ScanPaneProps {
  readonly registration: Registration
  readonly title: string
  /** files are held over the window */
  readonly over: boolean
}

export function ScanPane({ registration, title, over }: ScanPaneProps) {
  const { t } = useTranslation()
  const { files, saved, guessed, addFiles } = registration
  const [shown, setShown] = useState<string | null>(null)
  const savedWords = saved && [saved.symbol, saved.body, t('registration.savedOn', { date: formatDate(saved.arrivalDate) })].filter(Boolean).join(' · ')
  const current = files.files.find(({ key }) => key === shown) ?? files.files[0]
  useEffect(() => {
    if (shown !== null && !files.files.some(({ key }) => key === shown)) setShown(null)
  }, [files.files, shown])

  return (
    <section className={styles.scan} aria-label={t('terms.field.files')}>
      <header className={styles.scanHead}>
        <h1>{title}</h1>
        <p className={styles.legend} role="status">{guessed.size > 0 && t('registration.legend')}</p>
        <div className={styles.fileTabs}>
          {files.files.map((file) => (
            <span key={file.key} className={styles.fileTab} data-current={file === current || undefined}>
              <button type="button" onClick={() => setShown(file.key)} title={file.trouble ? t('registration.stageFailed', { name: file.name, problem: file.trouble }) : file.name}>
                {file.trouble ? '⚠ ' : ''}{file.name}
                <small>{file.staged || file.trouble ? (file.role === 'main' ? t('registration.main') : t('registration.appendix')) : `${Math.round(file.done * 100)} %`}</small>
              </button>
              <button type="button" className={styles.drop} aria-label={t('registration.removeFile', { name: file.name })} onClick={() => files.remove(file.key)}><IconX size={14} stroke={1.5} /></button>
            </span>
          ))}
          {files.files.length > 0 && <button type="button" className={styles.addFile} onClick={() => addFiles()} title={faceOf('chooseFile')}>+ {t('registration.addFile')}</button>}
          {current && current.role === 'appendix' && <button type="button" className={styles.addFile} onClick={() => files.makeMain(current.key)}>{t('registration.makeMain')}</button>}
        </div>
        <FilesForbidden secrecy={registration.values.secrecy} files={files.files.length} />
      </header>
      {saved && current && (
        <p className={styles.savedLine} role="status">
          {t('registration.saved')} <strong>{saved.arrivalNumber}{saved.arrivalSuffix}</strong> <span title={savedWords ?? undefined}>{savedWords}</span>
          <button type="button" className={styles.addFile} onClick={() => void openPrint('registers.printStamp', saved.id)}>{t('registration.stampSaved')}</button>
          <button type="button" className={styles.addFile} onClick={() => openDocument(saved.id)}>{t('registration.openSaved')}</button>
        </p>
      )}
      <div className={styles.scanBody}>
        {current?.staged ? (
          <FileView key={current.key} file={{ ...current.staged, name: current.name }} onPages={(pages) => {
            if (current.role === 'main' && registration.form.getValues('pages') === '') registration.guess('pages', () => registration.form.setValue('pages', String(Math.min(999, pages)), { shouldDirty: true }))
          }} />
        ) : current ? (
          <p className={styles.waiting} role="status">{current.trouble ? t('registration.stageFailed', { name: current.name, problem: current.trouble }) : t('registration.staging', { name: current.name })}</p>
        ) : (
          <div className={styles.empty}>
            {saved && (
              <div className={styles.saved} role="status">
                <span>{t('registration.saved')}</span>
                <strong>{saved.arrivalNumber}{saved.arrivalSuffix}</strong>
                <span className={styles.savedWhat}>{savedWords}</span>
                <p>{t('registration.savedDo')}</p>
                <div className={styles.savedActions}>
                  <Button onClick={() => void openPrint('registers.printStamp', saved.id)}>{t('registration.stampSaved')}</Button>
                  <Button kind="bare" onClick={() => openDocument(saved.id)}>{t('registration.openSaved')}</Button>
                </div>
              </div>
            )}
            <div className={styles.dropZone}>
              <p>{t('registration.dropTitle')}</p>
              <p className={styles.hint}>{t('registration.dropDo')}</p>
              <Button keyOf="chooseFile" onClick={() => addFiles()}>{t('registration.choose')}</Button>
            </div>
          </div>
        )}
      </div>
      {over && <div className={styles.over}>{t('registration.dropNow')}</div>}
    </section>
  )
}

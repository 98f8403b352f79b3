// The left side of the form: the number that was given, large, to be written on paper; the files with their roles.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileRole } from '../../../src-main/registers/schemas.ts'
import { faceOf } from '../../app/keys.ts'
import { openOutgoing } from '../../app/place.ts'
import { Button } from '../../ui/Button.tsx'
import { IconX } from '../../ui/icons.ts'
import { notify } from '../../ui/notices.ts'
import { FileView } from '../document/viewer/FileView.tsx'
import { FilesForbidden } from '../secrecy/FilesForbidden.tsx'
import styles from '../registration/Registration.module.css'
import own from './Outgoing.module.css'
import { useGiven, type OutgoingForm } from './useOutgoing.ts'

const roles: readonly FileRole[] = ['main', 'signed', 'source', 'appendix']

/** Puts words on the clipboard by the page's own copying, since the window is given no rights to ask for. */
export function copyWords(words: string): boolean {
  const field = document.createElement('textarea')
  field.value = words
  field.style.position = 'fixed'
  document.body.append(field)
  const before = document.activeElement
  field.select()
  const done = document.execCommand('copy')
  field.remove()
  if (before instanceof HTMLElement) before.focus()
  return done
}

export function OutgoingFiles({ form, title, over }: { readonly form: OutgoingForm; readonly title: string; readonly over: boolean }) {
  const { t } = useTranslation()
  const { files } = form
  const given = useGiven((state) => state.given)
  const [shown, setShown] = useState<string | null>(null)
  const current = files.files.find(({ key }) => key === shown) ?? files.files[0]
  const copy = () => {
    if (given && copyWords(given.numberSymbol)) notify(t('outgoing.copied', { number: given.numberSymbol }))
  }
  return (
    <section className={styles.scan} aria-label={t('terms.field.files')}>
      <header className={styles.scanHead}>
        <h1>{title}</h1>
        <div className={styles.fileTabs}>
          {files.files.map((file) => (
            <span key={file.key} className={styles.fileTab} data-current={file === current || undefined}>
              <button type="button" onClick={() => setShown(file.key)} title={file.trouble ? t('registration.stageFailed', { name: file.name, problem: file.trouble }) : file.name}>{file.trouble ? '⚠ ' : ''}{file.name}</button>
              {file.staged || file.trouble ? (
                <select className={own.role} aria-label={t('outgoing.roleOf', { name: file.name })} value={file.role} onChange={(event) => files.set(files.files.map((one) => (one.key === file.key ? { ...one, role: event.currentTarget.value as FileRole } : one)))}>
                  {roles.map((role) => <option key={role} value={role}>{t(`outgoing.role.${role}`)}</option>)}
                </select>
              ) : <small>{Math.round(file.done * 100)} %</small>}
              <button type="button" className={styles.drop} aria-label={t('registration.removeFile', { name: file.name })} onClick={() => files.remove(file.key)}><IconX size={14} stroke={1.5} /></button>
            </span>
          ))}
          {files.files.length > 0 && <button type="button" className={styles.addFile} onClick={() => void files.choose()} title={faceOf('chooseFile')}>+ {t('registration.addFile')}</button>}
        </div>
        <FilesForbidden secrecy={form.values.secrecy} files={files.files.length} />
      </header>
      <div className={styles.scanBody}>
        {current?.staged ? (
          <FileView key={current.key} file={{ ...current.staged, name: current.name }} onPages={(pages) => form.values.pages === '' && current.role !== 'appendix' && form.change({ pages: String(Math.min(999, pages)) })} />
        ) : current ? (
          <p className={styles.waiting} role="status">{current.trouble ? t('registration.stageFailed', { name: current.name, problem: current.trouble }) : t('registration.staging', { name: current.name })}</p>
        ) : (
          <div className={styles.empty}>
            {given && (
              <div className={own.given} role="status">
                <span>{t(given.until === 'issued' ? 'outgoing.given' : 'outgoing.givenNumber')}</span>
                <strong>{given.numberSymbol}</strong>
                <p>{given.subject}</p>
                <div className={own.ways}>
                  <Button onClick={copy}>{t('outgoing.copy')}</Button>
                  <Button kind="bare" onClick={() => openOutgoing(given.id)}>{t('registration.openSaved')}</Button>
                </div>
              </div>
            )}
            <div className={styles.dropZone}>
              <p>{t('outgoing.dropTitle')}</p>
              <p className={styles.hint}>{t('outgoing.dropDo')}</p>
              <Button keyOf="chooseFile" onClick={() => void files.choose()}>{t('registration.choose')}</Button>
            </div>
          </div>
        )}
      </div>
      {over && <div className={styles.over}>{t('registration.dropNow')}</div>}
    </section>
  )
}

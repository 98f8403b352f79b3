// Bản 1, Bản 2 …: the files of each version of a draft, also those that were taken out; each opens where one is.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/Dialog.tsx'
import { FileView } from '../document/viewer/FileView.tsx'
import { doerName } from '../handling/handling.ts'
import styles from './Appraisal.module.css'
import { instantOf, type DraftVersion, type VersionFile } from './appraisal.ts'

export function Versions({ versions }: { readonly versions: readonly DraftVersion[] }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<{ readonly file: VersionFile; readonly number: number } | null>(null)
  if (versions.every(({ files }) => files.length === 0)) return null
  return (
    <section aria-label={t('appraisal.versions')}>
      <h3>{t('appraisal.versions')}</h3>
      <ul className={styles.versions}>
        {versions.map(({ number, current, files }) => (
          <li key={number}>
            <b>{t('appraisal.versionNamed', { number })}{current && <small>{t('appraisal.current')}</small>}</b>
            <ul>
              {files.length === 0 && <li className={styles.small}>{t('appraisal.noFiles')}</li>}
              {files.map((file) => (
                <li key={file.id} data-removed={file.removed || undefined}>
                  <button type="button" className={styles.file} aria-label={t('appraisal.openVersion', { name: file.name, number })} onClick={() => setOpen({ file, number })}>{file.name}</button>
                  <span className={styles.small}>
                    {[t(`outgoing.role.${file.role}`), file.addedBy && file.addedAt && t('appraisal.addedBy', { name: doerName(t, file.addedBy.name), at: instantOf(file.addedAt) }), file.removed && t('appraisal.removed')].filter(Boolean).join(' · ')}
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {open && (
        <Dialog wide title={`${t('appraisal.versionNamed', { number: open.number })}: ${open.file.name}`} onClose={() => setOpen(null)}>
          <div className={styles.viewer}><FileView key={open.file.fileId} file={open.file} /></div>
        </Dialog>
      )}
    </section>
  )
}

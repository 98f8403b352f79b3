// Người được đọc of a document: everybody whose level lets them, or named persons and units with what each may do; what oneself may.
// In archives with accounts alone.
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay, usePerson } from '../../data/desk.ts'
import type { Document } from '../../data/queries.ts'
import { courseOf, readersOf } from '../../data/secrecy.ts'
import { Button } from '../../ui/Button.tsx'
import { LimitedMark } from '../../ui/Marks.tsx'
import pane from '../document/DocumentPane.module.css'
import { chosenOf, keyOf } from './readers.ts'
import styles from './Secrecy.module.css'

const LimitDialog = lazy(async () => ({ default: (await import('./ReaderDialogs.tsx')).LimitDialog }))
const OpenReadingDialog = lazy(async () => ({ default: (await import('./ReaderDialogs.tsx')).OpenReadingDialog }))

export function ReadersPart({ record }: { readonly record: Document }) {
  const { t } = useTranslation()
  const person = usePerson()
  const readers = useQuery({ ...readersOf(record.id), enabled: person !== null }).data
  const destroyed = useQuery(courseOf(record.id)).data?.destroyed ?? true
  const limits = useMay('limit-reading')
  const [task, setTask] = useState<'limit' | 'open' | null>(null)
  if (person === null || !readers) return null
  const close = () => setTask(null)
  const { limited, may } = readers
  const acts = limits && may === 'work' && !destroyed && record.status !== 'withdrawn'
  return (
    <section aria-labelledby="readers">
      <h3 className={pane.section} id="readers">{t('secrecy.readers.title')}</h3>
      {limited ? (
        <>
          <p className={styles.limited}><LimitedMark limited words /> {t('secrecy.readers.only')}</p>
          <ul className={pane.plainList} aria-label={t('secrecy.readers.title')}>
            {chosenOf(readers.readers).map((one) => (
              <li key={keyOf(one)} className={styles.line}>
                <span><b>{one.name}</b> {[one.kind === 'unit' && t('handling.give.unit'), one.id === person.id && t('secrecy.readers.you'), t(`terms.readerRight.${one.may}`)].filter(Boolean).join(' · ')}</span>
              </li>
            ))}
          </ul>
          {may !== 'work' && <p className={styles.yours}>{t(`secrecy.readers.yours.${may}`)}</p>}
        </>
      ) : (
        <p className={styles.none}>{record.secrecy === 'none' ? t('secrecy.readers.everybody') : t('secrecy.readers.everybodyCleared', { level: t(`terms.secrecy.${record.secrecy}`) })}</p>
      )}
      {acts && (
        <div className={styles.acts}>
          <Button onClick={() => setTask('limit')}>{t(limited ? 'secrecy.readers.change' : 'secrecy.readers.limit')}</Button>
          {limited && <Button onClick={() => setTask('open')}>{t('secrecy.readers.open')}</Button>}
        </div>
      )}
      <Suspense>
        {task === 'limit' && <LimitDialog record={record} onClose={close} />}
        {task === 'open' && <OpenReadingDialog record={record} onClose={close} />}
      </Suspense>
    </section>
  )
}

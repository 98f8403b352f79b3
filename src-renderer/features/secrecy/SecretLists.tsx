// What those who keep secrets look through: documents whose protection ends, numbered copies that are out; and documents limited to named
// readers, for those who limit them.
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { formatDate } from '../../../src-main/text/dates.ts'
import { usePlace } from '../../app/place.ts'
import { copiesOut, ending, limitedDocuments } from '../../data/secrecy.ts'
import { asRefusal, inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SecrecyMark } from '../../ui/Marks.tsx'
import { openById } from '../document/open-by-id.ts'
import styles from './Secrecy.module.css'

const close = () => usePlace.setState({ over: null })

interface Named {
  readonly id: string
  readonly numberSymbol: string
  readonly subject: string
}

function DocumentName({ id, numberSymbol, subject }: Named) {
  const { t } = useTranslation()
  return (
    <td>
      <button type="button" className={styles.open} onClick={() => void openById(id, 'details')}>{numberSymbol || t('terms.noNumber')}</button>
      <span className={styles.sub}>{subject}</span>
    </td>
  )
}

export function EndingDialog() {
  const { t } = useTranslation()
  const query = useQuery(ending)
  const { rows = [], more = 0 } = query.data ?? {}
  return (
    <Dialog wide title={t('secrecy.endingTitle')} what={t('secrecy.endingWhat')} onClose={close} trouble={query.isError ? inWords(asRefusal(query.error)) : null}>
      {query.data && rows.length === 0 && <p className={styles.none}>{t('secrecy.endingNone')}</p>}
      {rows.length > 0 && (
        <table className={styles.table} aria-label={t('secrecy.endingTitle')}>
          <thead><tr><th scope="col">{t('secrecy.document')}</th><th scope="col">{t('secrecy.level')}</th><th scope="col">{t('secrecy.lastDay')}</th></tr></thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <DocumentName {...row} />
                <td><SecrecyMark secrecy={row.level} /></td>
                <td className={styles.day}>{formatDate(row.protectedUntil)}{row.ended && <span className={`${styles.sub} ${styles.lost}`}>{t('secrecy.over')}</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {more > 0 && <p className={styles.none}>{t('secrecy.more', { count: more })}</p>}
      <div className={styles.foot}><Button onClick={() => usePlace.setState({ over: 'copies-out' })}>{t('secrecy.outTitle')}</Button></div>
    </Dialog>
  )
}

export function CopiesOutDialog() {
  const { t } = useTranslation()
  const query = useQuery(copiesOut)
  const rows = query.data?.rows ?? []
  return (
    <Dialog wide title={t('secrecy.outTitle')} onClose={close} trouble={query.isError ? inWords(asRefusal(query.error)) : null}>
      {query.data && rows.length === 0 && <p className={styles.none}>{t('secrecy.outNone')}</p>}
      {rows.length > 0 && (
        <table className={styles.table} aria-label={t('secrecy.outTitle')}>
          <thead><tr><th scope="col">{t('secrecy.holder')}</th><th scope="col">{t('secrecy.copy')}</th><th scope="col">{t('secrecy.document')}</th><th scope="col">{t('secrecy.givenOn')}</th><th scope="col">{t('secrecy.recallOn')}</th></tr></thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td>{row.holder}</td>
                <td>{row.number}</td>
                <DocumentName id={row.documentId} numberSymbol={row.numberSymbol} subject={row.subject} />
                <td className={styles.day}>{formatDate(row.givenOn)}</td>
                <td className={styles.day}>{row.recallAskedOn === null ? t('document.none') : formatDate(row.recallAskedOn)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Dialog>
  )
}

/** Of those that one may read; who confirms rights has them all, under the people of the office. */
export function LimitedDialog() {
  const { t } = useTranslation()
  const query = useQuery(limitedDocuments)
  const { rows = [], more = 0 } = query.data ?? {}
  return (
    <Dialog wide title={t('people.limited.title')} onClose={close} trouble={query.isError ? inWords(asRefusal(query.error)) : null}>
      {query.data && rows.length === 0 && <p className={styles.none}>{t('people.limited.none')}</p>}
      {rows.length > 0 && (
        <table className={styles.table} aria-label={t('people.limited.title')}>
          <thead><tr><th scope="col">{t('secrecy.document')}</th><th scope="col">{t('terms.field.date')}</th><th scope="col">{t('secrecy.readers.title')}</th></tr></thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <DocumentName id={row.id} numberSymbol={row.number} subject={row.subject ?? ''} />
                <td className={styles.day}>{formatDate(row.date)}</td>
                <td>{row.readers.map(({ accountId, unitId, name, may }) => <span key={accountId ?? unitId} className={styles.reader}>{name} <small>{t(`terms.readerRight.${may}`)}</small></span>)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {more > 0 && <p className={styles.none}>{t('secrecy.more', { count: more })}</p>}
    </Dialog>
  )
}

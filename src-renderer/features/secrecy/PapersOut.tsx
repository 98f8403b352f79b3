// Said in a dialog before a document is destroyed or kept from others: who has its papers, which no program takes out of a hand.
import { useTranslation } from 'react-i18next'
import { formatDate } from '../../../src-main/text/dates.ts'
import type { PaperHolder } from '../../data/secrecy.ts'
import styles from './Secrecy.module.css'

interface PapersOutProps {
  readonly holders: readonly PaperHolder[]
  /** what is to be done about them, in a sentence */
  readonly what: string
  /** what is to be said of one beside where the paper is */
  readonly noteOf?: (holder: PaperHolder) => string | null
}

export function PapersOut({ holders, what, noteOf }: PapersOutProps) {
  const { t } = useTranslation()
  if (holders.length === 0) return null
  return (
    <section className={styles.papersOut} aria-label={t('secrecy.papers.title')}>
      <p>{t('secrecy.papers.count', { count: holders.length })} {what}</p>
      <ul>
        {holders.map((one, at) => {
          const note = noteOf?.(one) ?? null
          return <li key={at}><b>{one.name}</b> {[t(`secrecy.papers.how.${one.how}`, { date: formatDate(one.since) }), !one.received && t('papers.waiting')].filter(Boolean).join(' · ')}{note !== null && <> · <em>{note}</em></>}</li>
        })}
      </ul>
    </section>
  )
}

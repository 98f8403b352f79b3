// Said at the head of a document that went with the import of its old register: when, by whom, and that its number is free again.
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { formatDate, vietnamDate, vietnamTime } from '../../../src-main/text/dates.ts'
import { historyOf, type Document } from '../../data/queries.ts'
import styles from './DocumentPane.module.css'

export function Withdrawn({ record }: { readonly record: Document }) {
  const { t } = useTranslation()
  const entry = useQuery(historyOf(record.id)).data?.entries.findLast(({ changes }) => changes.some(({ record: table, field, after }) => table === 'document' && field === 'status' && after === 'withdrawn'))
  const at = entry === undefined ? Number.NaN : Date.parse(entry.at)
  // The number of an outgoing document still stands in its symbol; that of an incoming one only in the journal.
  const number = record.direction === 'outgoing' ? undefined : entry?.changes.find(({ record: table, field }) => table === 'document' && field === 'order_number')?.before
  const suffix = entry?.changes.find(({ record: table, field }) => table === 'document' && field === 'order_suffix')?.before ?? ''
  const what = number === undefined || number === null ? t('document.itsNumber') : t('document.itsArrivalNumber', { number: `${number}${suffix}` })
  return (
    <p className={styles.because} role="note">
      {entry === undefined || Number.isNaN(at)
        ? t('document.withdrawn', { number: what })
        : t('document.withdrawnAt', { at: `${vietnamTime(at)} ${formatDate(vietnamDate(at))}`, who: entry.actor === 'local' ? t('role') : entry.actor, number: what })}
    </p>
  )
}

// An outgoing document in its list: number and symbol, day, type, subject; its state, secrecy and urgency.
import { useTranslation } from 'react-i18next'
import type { ListRow } from '../../../src-main/registers/schemas.ts'
import { useDocumentTypes } from '../../data/queries.ts'
import { DueMark, SecrecyMark, StatusMark, UrgencyMark } from '../../ui/Marks.tsx'
import { Hits, listDate } from '../incoming/DocumentRow.tsx'
import shared from '../incoming/DocumentRow.module.css'
import styles from './Outgoing.module.css'

export function OutgoingRow({ row, today }: { readonly row: ListRow | undefined; readonly today: string }) {
  const { t } = useTranslation()
  const types = useDocumentTypes()
  if (!row) return <div className={shared.waiting} aria-hidden><span /><span /></div>
  const struck = row.status === 'cancelled' || row.status === 'recalled' ? shared.struck : ''
  const facts = [listDate(row.registerDate, Number(today.slice(0, 4))), types.get(row.documentTypeId)?.name, row.files > 0 && t('terms.files', { count: row.files })].filter(Boolean)
  return (
    <div className={`${styles.row} ${struck}`}>
      <span className={shared.first}>
        <span className={`${shared.symbol} ${row.numberSymbol === '' ? styles.unnumbered : ''}`}>{row.numberSymbol || t('outgoing.noNumberYet')}</span>
        <span className={shared.facts}>{facts.join(' · ')}</span>
        <span className={shared.marks}>
          <StatusMark status={row.status} />
          <SecrecyMark secrecy={row.secrecy} />
          <UrgencyMark urgency={row.urgency} />
          {row.status === 'issued' && <DueMark dueDate={row.dueDate} today={today} />}
        </span>
      </span>
      <span className={shared.subject}>{row.snippet?.field === 'subject' ? <Hits parts={row.snippet.parts} /> : row.subject}</span>
    </div>
  )
}

// The rows of the old register as they were understood, page by page, with what is to be looked at; and the rows that were left out.
import { SegmentedControl } from '@mantine/core'
import '@mantine/core/styles/FloatingIndicator.layer.css'
import { useTranslation } from 'react-i18next'
import { issueSentence } from '../../../src-main/intake/words.ts'
import { formatDate } from '../../../src-main/text/dates.ts'
import { useDocumentTypes } from '../../data/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { IconChevronLeft, IconChevronRight } from '../../ui/icons.ts'
import { rowsOfPage, type Only, type ReadBook } from './book.ts'
import styles from './Intake.module.css'

interface RowsPartProps {
  readonly book: ReadBook
  readonly only: Only
  readonly from: number
  readonly onOnly: (only: Only) => void
  readonly onFrom: (from: number) => void
}

export function RowsPart({ book, only, from, onOnly, onFrom }: RowsPartProps) {
  const { t, i18n } = useTranslation()
  const types = useDocumentTypes()
  const typeName = (id: string) => types.get(id)?.name ?? id
  const sentence = (issue: ReadBook['issues'][number]) => issueSentence(issue as Parameters<typeof issueSentence>[0], i18n.language === 'en' ? 'en' : 'vi', typeName)
  const { shown } = book.counts
  const isIncoming = book.direction === 'incoming'
  return (
    <>
      {book.issues.map((issue, at) => <p key={at} className={styles.said}>{sentence(issue)}</p>)}
      <div className={styles.above}>
        <SegmentedControl aria-label={t('intake.show')} value={only ?? 'all'} onChange={(value) => onOnly(value === 'all' ? null : (value as Only))} data={(['all', 'issues', 'errors'] as const).map((value) => ({ value, label: t(`intake.only.${value}`) }))} />
        <span className={styles.pages}>
          {shown > 0 && t('intake.page', { from: from + 1, to: Math.min(from + rowsOfPage, shown), of: shown })}
          <Button icon={<IconChevronLeft size={16} stroke={1.5} />} label={t('intake.before')} disabled={from === 0} onClick={() => onFrom(Math.max(0, from - rowsOfPage))} />
          <Button icon={<IconChevronRight size={16} stroke={1.5} />} label={t('intake.after')} disabled={from + rowsOfPage >= shown} onClick={() => onFrom(from + rowsOfPage)} />
        </span>
      </div>
      {book.rows.length === 0 ? (
        <EmptyState title={t('intake.rowsEmpty')} />
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col" className={styles.end}>{t('intake.row')}</th>
              {isIncoming && <th scope="col" className={styles.end}>{t('intake.number')}</th>}
              <th scope="col">{t(isIncoming ? 'terms.field.arrivalDate' : 'terms.field.issuedDate')}</th>
              <th scope="col">{t('terms.field.numberSymbol')}</th>
              {isIncoming && <th scope="col">{t('terms.field.issuingBody')}</th>}
              <th scope="col">{t('terms.field.documentTypeId')}</th>
              <th scope="col">{t('terms.field.subject')}</th>
              <th scope="col">{t('intake.issues')}</th>
            </tr>
          </thead>
          <tbody>
            {book.rows.map((row) => (
              <tr key={row.row} data-faulty={row.issues.some(({ severity }) => severity === 'error') || undefined}>
                <td className={styles.end}>{row.row}</td>
                {isIncoming && <td className={styles.end}>{row.arrivalNumber}{row.arrivalSuffix}</td>}
                <td className={styles.short}>{(isIncoming ? row.arrivalDate : row.issuedDate) === undefined ? '' : formatDate((isIncoming ? row.arrivalDate : row.issuedDate)!)}</td>
                <td className={styles.short}>{row.numberSymbol}</td>
                {isIncoming && <td>{row.issuingBody}</td>}
                <td>{row.documentTypeId === undefined ? '' : typeName(row.documentTypeId)}</td>
                <td className={styles.wide}>{row.subject}</td>
                <td className={styles.wide}>
                  {row.issues.map((issue, at) => <p key={at} className={issue.severity === 'error' ? styles.fault : styles.quiet}>{sentence(issue)}</p>)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}

export function LeftOutPart({ book }: { readonly book: ReadBook }) {
  const { t } = useTranslation()
  return (
    <table className={styles.table}>
      <thead><tr><th scope="col" className={styles.end}>{t('intake.row')}</th><th scope="col">{t('intake.reason')}</th><th scope="col">{t('intake.bodyIn')}</th></tr></thead>
      <tbody>
        {book.leftOut.map(({ row, reason, text }) => (
          <tr key={row}><td className={styles.end}>{row}</td><td className={styles.short}>{t(`intake.leftOutReasons.${reason as 'title'}`)}</td><td className={styles.wide}>{text}</td></tr>
        ))}
      </tbody>
    </table>
  )
}

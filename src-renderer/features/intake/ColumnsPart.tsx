// Which column of the old register is what: as guessed from its heading and what stands below, until a person says otherwise.
import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { bookFields, type BookField } from '../../../src-main/intake/book/types.ts'
import { fieldNames } from '../../../src-main/intake/words.ts'
import type { ReadBook } from './book.ts'
import styles from './Intake.module.css'

/** Below this a guess is to be looked at. */
const sure = 0.7

export function ColumnsPart({ book, onFields }: { readonly book: ReadBook; readonly onFields: (fields: (BookField | null)[]) => void }) {
  const { t, i18n } = useTranslation()
  const names = fieldNames[i18n.language === 'en' ? 'en' : 'vi']
  const set = (column: number, field: BookField | null) =>
    // One field comes from one column.
    onFields(book.columns.map((one) => (one.column === column ? field : one.field === field ? null : one.field)))
  return (
    <table className={styles.table}>
      <thead>
        <tr><th scope="col">{t('intake.heading')}</th><th scope="col">{t('intake.samples')}</th><th scope="col">{t('intake.means')}</th><th scope="col"><span className="unseen">{t('intake.issues')}</span></th></tr>
      </thead>
      <tbody>
        {book.columns.map(({ column, heading, samples, field, confidence, encoding }) => (
          <tr key={column}>
            <th scope="row">{heading}</th>
            <td className={styles.wide}><p className={styles.samples}>{samples.join(' · ')}</p></td>
            <td className={styles.meaning}>
              <NativeSelect
                aria-label={`${t('intake.means')}: ${heading}`}
                value={field ?? ''}
                data={[{ value: '', label: t('intake.nothing') }, ...bookFields.map((value) => ({ value, label: names[value] }))]}
                onChange={(event) => set(column, event.currentTarget.value === '' ? null : (event.currentTarget.value as BookField))}
              />
            </td>
            <td className={styles.quiet}>{[field !== null && confidence < sure && t('intake.unsure'), encoding !== 'unicode' && t(`intake.encoding.${encoding}`)].filter(Boolean).join(', ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

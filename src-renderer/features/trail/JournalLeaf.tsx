// Nhật ký: every entry of the journal, newest first: who did what when, to which records and fields, and that something is withheld.
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDate, isDate } from '../../../src-main/text/dates.ts'
import { asRefusal, inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import people from '../people/People.module.css'
import { DaysFilter, PersonFilter, type Days } from './Filters.tsx'
import { entries, instantWords, useCommandWords, usePersonWords, type Entry } from './trail.ts'
import styles from './Trail.module.css'

type Recorded = Entry['records'][number]

export default function JournalLeaf() {
  const { t } = useTranslation()
  const called = usePersonWords()
  const done = useCommandWords()
  const [accountId, setAccount] = useState('')
  const [days, setDays] = useState<Days>({})
  const query = useInfiniteQuery(entries({ ...days, ...(accountId === '' ? {} : { accountId }) }))
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <>
      <div className={styles.filters}>
        <PersonFilter value={accountId} onChange={setAccount} />
        <DaysFilter onChange={setDays} />
      </div>
      {query.isError && <p className={people.trouble} role="alert">{inWords(asRefusal(query.error))}</p>}
      <div className={people.sheet}>
        {query.data && rows.length === 0 ? <p className={people.none}>{t('trail.journalNone')}</p> : (
          <table aria-label={t('trail.leaf.journal')}>
            <thead><tr><th scope="col">{t('trail.at')}</th><th scope="col">{t('trail.who')}</th><th scope="col">{t('trail.what')}</th><th scope="col">{t('trail.records')}</th></tr></thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.position}>
                  <td className={styles.when} title={t('trail.entry', { position: row.position, hash: row.hash.slice(0, 16) })}>{instantWords(row.at)}</td>
                  <td className={people.name}>{called(row.who)}</td>
                  <td>{done(row.command)}</td>
                  <td>
                    <div className={styles.records}>
                      {row.records.map((one, at) => <RecordLine key={`${one.record} ${one.id} ${at}`} one={one} />)}
                      {row.more > 0 && <span className={styles.withheld}>{t('trail.moreRecords', { count: row.more })}</span>}
                      {row.withheld > 0 && <span className={styles.withheld}>{t('trail.withheld', { count: row.withheld })}</span>}
                    </div>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      {query.hasNextPage && <div className={styles.further}><Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{t('trail.further')}</Button></div>}
    </>
  )
}

/** A record of an entry; its fields unfold. */
function RecordLine({ one }: { readonly one: Recorded }) {
  const { t, i18n } = useTranslation()
  const recordKey = `trail.record.${one.record}`
  const record = i18n.exists(recordKey) ? t(recordKey as 'trail.record.document') : one.record
  const fieldWords = (column: string) => {
    const field = column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
    const key = [`trail.field.${field}`, `terms.field.${field}`].find((one) => i18n.exists(one))
    return key === undefined ? column : t(key as 'terms.field.subject')
  }
  const words = (field: string, value: string | number | null) => {
    if (value === null || value === '') return t('document.blank')
    if (field === 'limited') return t(value === 1 ? 'document.yes' : 'document.no')
    const group = field.endsWith('_level') ? 'secrecy' : field === 'may' ? 'readerRight' : field
    const key = `terms.${group}.${value}`
    if (/^(urgency|secrecy|channel|status|level|readerRight)$/.test(group) && i18n.exists(key)) return t(key as 'terms.status.registered')
    return isDate(String(value)) ? formatDate(String(value)) : String(value)
  }
  // A record that moves to another level is told whole there.
  const changed = one.fields.filter(({ before, after }) => before !== after)
  return (
    <details>
      <summary>{t('trail.recordFields', { record, count: changed.length })}</summary>
      <ul className={styles.fields}>
        {changed.map(({ field, before, after }) => (
          <li key={field}>{fieldWords(field)}: {before !== null && <><del>{words(field, before)}</del> → </>}<ins>{words(field, after)}</ins></li>
        ))}
      </ul>
    </details>
  )
}

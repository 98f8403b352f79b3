// Truy cập: who viewed, opened, printed and exported what, each time or counted by document, person or day.
import { NativeSelect } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDate, isDate } from '../../../src-main/text/dates.ts'
import { asRefusal, inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import { openById } from '../document/open-by-id.ts'
import people from '../people/People.module.css'
import { DaysFilter, PersonFilter, type Days } from './Filters.tsx'
import { accesses, counts, instantWords, kinds, useHasAccounts, usePersonWords, type Kind } from './trail.ts'
import styles from './Trail.module.css'

const ways = ['each', 'document', 'person', 'day'] as const
type Way = (typeof ways)[number]

export default function AccessLeaf() {
  const { t } = useTranslation()
  const [way, setWay] = useState<Way>('each')
  const [accountId, setAccount] = useState('')
  const [kind, setKind] = useState<Kind | ''>('')
  const [days, setDays] = useState<Days>({})
  const filters = { ...days, ...(kind === '' ? {} : { kind }) }
  return (
    <>
      <div className={styles.filters}>
        <NativeSelect label={t('trail.show')} value={way} data={ways.map((value) => ({ value, label: t(`trail.by.${value}`) }))} onChange={(event) => setWay(event.currentTarget.value as Way)} />
        <NativeSelect label={t('trail.what')} value={kind} data={[{ value: '', label: t('trail.everyKind') }, ...kinds.map((value) => ({ value, label: t(`trail.kind.${value}`) }))]} onChange={(event) => setKind(event.currentTarget.value as Kind | '')} />
        <PersonFilter value={accountId} disabled={way !== 'each'} onChange={setAccount} />
        <DaysFilter onChange={setDays} />
      </div>
      {way === 'each' ? <Each filters={{ ...filters, ...(accountId === '' ? {} : { accountId }) }} /> : <Counted by={way} filters={filters} />}
    </>
  )
}

function Each({ filters }: { readonly filters: Parameters<typeof accesses>[0] }) {
  const { t } = useTranslation()
  const called = usePersonWords()
  const hasAccounts = useHasAccounts()
  const query = useInfiniteQuery(accesses(filters))
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  if (query.isError) return <p className={people.trouble} role="alert">{inWords(asRefusal(query.error))}</p>
  return (
    <>
      <div className={people.sheet}>
        {query.data && rows.length === 0 ? <p className={people.none}>{t(hasAccounts ? 'trail.accessNone' : 'trail.noAccounts')}</p> : (
          <table aria-label={t('trail.leaf.access')}>
            <thead><tr><th scope="col">{t('trail.at')}</th><th scope="col">{t('trail.who')}</th><th scope="col">{t('trail.what')}</th><th scope="col">{t('trail.document')}</th><th scope="col" className={styles.count}>{t('trail.times')}</th></tr></thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td className={styles.when}>{instantWords(row.at)}</td>
                  <td className={people.name}>{called(row.who)}</td>
                  <td>{t(`trail.kind.${row.kind}`)}</td>
                  <td>{row.documentId === null ? (row.document ?? t('document.none')) : <OpenDocument id={row.documentId} name={row.document ?? row.documentId} />}</td>
                  <td className={styles.count}>{row.times}</td>
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

function OpenDocument({ id, name }: { readonly id: string; readonly name: string }) {
  return <button type="button" className={styles.open} onClick={() => void openById(id, 'details')}>{name}</button>
}

function Counted({ by, filters }: { readonly by: Exclude<Way, 'each'>; readonly filters: Omit<Parameters<typeof counts>[0], 'by'> }) {
  const { t } = useTranslation()
  const called = usePersonWords()
  const query = useQuery(counts({ by, ...filters }))
  if (query.isError) return <p className={people.trouble} role="alert">{inWords(asRefusal(query.error))}</p>
  if (!query.data) return null
  const { rows, total } = query.data
  const heads = { document: t('trail.document'), person: t('trail.who'), day: t('trail.day') }
  const words = (name: string) => (by === 'person' ? called(name) : by === 'day' && isDate(name) ? formatDate(name) : name)
  return (
    <>
      <div className={people.sheet}>
        {rows.length === 0 ? <p className={people.none}>{t('trail.accessNone')}</p> : (
          <table aria-label={t(`trail.by.${by}`)}>
            <thead><tr><th scope="col">{heads[by]}</th><th scope="col" className={styles.count}>{t('trail.times')}</th></tr></thead>
            <tbody>{rows.map((row) => <tr key={row.key}><td>{words(row.name) || t('document.none')}</td><td className={styles.count}>{row.count}</td></tr>)}</tbody>
          </table>
        )}
      </div>
      <p className={styles.further}>{t('trail.total', { count: total })}</p>
    </>
  )
}

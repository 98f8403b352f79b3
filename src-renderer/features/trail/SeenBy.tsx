// Ai đã xem: every access to one document, newest first.
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Document } from '../../data/queries.ts'
import { asRefusal, inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { calledOf } from '../dispatch/trail.ts'
import { accesses, instantWords, useHasAccounts, usePersonWords } from './trail.ts'
import styles from './Trail.module.css'

export default function SeenBy({ record, onClose }: { readonly record: Document; readonly onClose: () => void }) {
  const { t } = useTranslation()
  return <Dialog title={t('trail.seenByTitle', { number: calledOf(record) })} onClose={onClose}><SeenTable documentId={record.id} /></Dialog>
}

/** The accesses to one document as a table. */
export function SeenTable({ documentId }: { readonly documentId: string }) {
  const { t } = useTranslation()
  const called = usePersonWords()
  const hasAccounts = useHasAccounts()
  const query = useInfiniteQuery(accesses({ documentId }))
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <>
      {query.isError && <p className={styles.none} role="alert">{inWords(asRefusal(query.error))}</p>}
      {query.data && rows.length === 0 && <p className={styles.none}>{t(hasAccounts ? 'trail.seenByNone' : 'trail.noAccounts')}</p>}
      {rows.length > 0 && (
        <table className={styles.table} aria-label={t('trail.seenBy')}>
          <thead><tr><th scope="col">{t('trail.at')}</th><th scope="col">{t('trail.who')}</th><th scope="col">{t('trail.what')}</th></tr></thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td className={styles.when}>{instantWords(row.at)}</td>
                <td>{called(row.who)}</td>
                <td>{[t(`trail.kind.${row.kind}`), row.times > 1 && t('trail.timesCount', { count: row.times })].filter(Boolean).join(' · ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {query.hasNextPage && <div><Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{t('trail.further')}</Button></div>}
    </>
  )
}

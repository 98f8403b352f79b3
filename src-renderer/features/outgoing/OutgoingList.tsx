// The list of outgoing documents, and the way to the series of their numbers.
import { useTranslation } from 'react-i18next'
import { compose, showSeries } from '../../app/place.ts'
import { Button } from '../../ui/Button.tsx'
import { ListView } from '../list/ListView.tsx'
import { useDocumentList } from '../list/useDocumentList.ts'
import styles from './Outgoing.module.css'

export function OutgoingList({ today }: { readonly today: string }) {
  const { t } = useTranslation()
  const list = useDocumentList('outgoing', null)
  return (
    <ListView
      list={list}
      today={today}
      year={Number(today.slice(0, 4))}
      label={t('outgoing.list')}
      heading={t('area.outgoing')}
      action={<Button kind="main" keyOf="compose" onClick={() => compose()}>{t('outgoing.compose')}</Button>}
      empty={{ title: t('outgoing.empty'), what: t('outgoing.emptyDo') }}
      foot={<footer className={styles.foot}><Button kind="bare" onClick={showSeries}>{t('outgoing.series.title')}</Button></footer>}
      rowLabel={(row) => t('outgoing.rowLabel', { symbol: row.numberSymbol || t('outgoing.noNumberYet'), subject: row.subject, status: t(`terms.status.${row.status}`) })}
    />
  )
}

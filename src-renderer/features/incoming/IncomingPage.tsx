// Văn bản đến: the list of a year or of all, and files dropped into it.
import { useEffect, useState, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { editDocument, register, usePlace } from '../../app/place.ts'
import { useMay } from '../../data/desk.ts'
import { Button } from '../../ui/Button.tsx'
import { ListView } from '../list/ListView.tsx'
import { useDocumentList } from '../list/useDocumentList.ts'
import styles from './IncomingPage.module.css'
import { YearMenu } from './YearMenu.tsx'

export function IncomingPage({ today }: { readonly today: string }) {
  const { t } = useTranslation()
  const year = usePlace((place) => place.year)
  const registers = useMay('keep-registers')
  const [dropping, setDropping] = useState<'list' | 'document' | null>(null)
  const thisYear = Number(today.slice(0, 4))
  const shownYear = year === 'all' ? null : (year ?? thisYear)
  const list = useDocumentList('incoming', shownYear)
  const { pages, shownId } = list

  useUsable(pages.row(0) !== undefined || list.state.total === 0)

  // Files dropped on a document that stands are for it, anywhere else for a new one.
  const onDocument = (event: DragEvent) =>
    (event.target as Element).closest('[data-document-pane]:not([data-document-pane=read])') !== null && shownId !== null && pages.row(pages.indexOf(shownId))?.status !== 'cancelled'

  return (
    <div
      className={styles.whole}
      onDragOver={(event) => registers && event.dataTransfer.types.includes('Files') && setDropping(onDocument(event) ? 'document' : 'list')}
      onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && setDropping(null)}
      onDrop={(event) => {
        setDropping(null)
        const files = [...event.dataTransfer.files]
        if (files.length === 0 || !registers) return
        if (onDocument(event)) editDocument(shownId!, files)
        else register(files)
      }}
    >
      <ListView
        list={list}
        today={today}
        year={shownYear}
        label={t('incoming.list')}
        heading={<YearMenu thisYear={thisYear} />}
        action={registers && <Button kind="main" keyOf="register" onClick={() => register()}>{t('incoming.register')}</Button>}
        empty={{ title: shownYear === null ? t('incoming.emptyAll') : t('incoming.empty', { year: shownYear }), what: registers ? t('incoming.emptyDo') : undefined }}
        wider={shownYear !== null && <Button onClick={() => usePlace.setState({ year: 'all' })}>{t('incoming.everyYear')}</Button>}
        rowLabel={(row) => t('incoming.row', { number: `${row.arrivalNumber}${row.arrivalSuffix}`, symbol: row.numberSymbol || t('terms.noNumber'), body: row.issuingBodyName, subject: row.subject })}
      />
      {dropping && <div className={styles.drop}>{t(dropping === 'list' ? 'registration.dropRegister' : 'registration.dropNow')}</div>}
    </div>
  )
}

let told = false

/** Says once, after the first rows are painted, that the list can be used: the start is measured by it. */
function useUsable(shown: boolean): void {
  useEffect(() => {
    if (!shown || told) return
    told = true
    requestAnimationFrame(() => setTimeout(() => console.info('van-thu:list-usable'), 0))
  }, [shown])
}

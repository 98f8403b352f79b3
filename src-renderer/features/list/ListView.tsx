// A list of documents on the left, the document that is chosen on the right, the border between them kept where it was put.
import { Splitter } from '@mantine/core'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListRow } from '../../../src-main/registers/schemas.ts'
import { useKept, useSettings } from '../../data/settings.ts'
import { inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import { DataList } from '../../ui/DataList.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { MarkedBar, useMayMark } from '../dispatch/MarkedBar.tsx'
import { DocumentRow, TableHead } from './DocumentRow.tsx'
import { FilterBar } from './FilterBar.tsx'
import { PinnedSearches } from './Searches.tsx'
import { SearchBox } from './SearchBox.tsx'
import type { DocumentList } from './useDocumentList.ts'
import { useMarks } from './useMarks.ts'
import styles from './List.module.css'

const DocumentPane = lazy(() => import('../document/DocumentPane.tsx'))

interface ListViewProps {
  readonly list: DocumentList
  readonly today: string
  /** dates of this year are shown without it */
  readonly year: number | null
  /** the list's name for a screen reader */
  readonly label: string
  readonly heading: ReactNode
  /** the one main action */
  readonly action: ReactNode
  /** said where the list holds nothing at all */
  readonly empty: { readonly title: string; readonly what: string | undefined }
  /** a way on where nothing fits */
  readonly wider?: ReactNode
  readonly foot?: ReactNode
  readonly rowLabel: (row: ListRow) => string
}

export function ListView({ list, today, year, label, heading, action, empty, wider, foot, rowLabel }: ListViewProps) {
  const { t } = useTranslation()
  const { direction, find, pages, state, count, filtered, layout, columns, shownId } = list
  const [keptWidth, keepWidth] = useKept(`${direction}Width`, 560)
  const [width, setWidth] = useState(keptWidth)
  const marks = useMarks(pages)
  const mayMark = useMayMark()
  const textSize = useSettings((settings) => settings.textSize)
  // Where words or a signer are looked for, a third line says where they stand.
  const isPlain = (find.text ?? '') === '' && find.filters?.signer === undefined
  const rowHeight = Math.round((layout === 'table' ? 32 : isPlain ? 59.5 : 82) * textSize)

  return (
    <Splitter
      className={`${styles.split} ${list.wide ? styles.wide : ''}`}
      sizes={[`${width}px`, 100]}
      onSizeChange={([left]) => setWidth(Number.parseInt(String(left), 10))}
      onResizeEnd={(_, [left]) => keepWidth(Number.parseInt(String(left), 10))}
      lineSize={1}
      withHandle={false}
      handleColor="var(--line)"
      step="8px"
      classNames={{ handle: styles.divider ?? '' }}
      attributes={{ handle: { 'aria-label': t('incoming.width') } }}
    >
      <Splitter.Pane defaultSize={`${width}px`} min={`${Math.round(400 * Math.min(textSize, 1.15))}px`} max="1000px" className={styles.listPane ?? ''}>
        <div className={styles.head}>
          <h1 className={styles.heading}>{heading}</h1>
          <SearchBox direction={direction} box={list.searchBox} />
          {action}
        </div>
        <PinnedSearches direction={direction} />
        <FilterBar list={list} />
        {mayMark && <MarkedBar />}
        {layout === 'table' && count > 0 && <TableHead direction={direction} columns={columns} isMarking={mayMark && marks.any} />}
        <div className={styles.list}>
          {state.refusal && count === 0 ? (
            <EmptyState title={inWords(state.refusal)}><Button onClick={() => pages.refresh()}>{t('tryAgain')}</Button></EmptyState>
          ) : state.total === 0 ? (
            filtered ? <EmptyState title={t('incoming.nothing')} what={t('incoming.nothingDo')}>{wider}</EmptyState> : <EmptyState title={empty.title} what={empty.what} />
          ) : (
            <DataList
              label={label}
              count={count}
              rowHeight={rowHeight}
              current={list.current}
              onCurrent={list.choose}
              onOpen={list.open}
              onRange={list.want}
              resetOn={find}
              marks={mayMark ? marks : undefined}
              keysActive={list.keysActive}
              rowLabel={(index) => {
                const row = pages.row(index)
                return row ? `${rowLabel(row)}${row.limited ? `, ${t('terms.field.limited')}` : ''}` : t('loading')
              }}
              render={(index) => <DocumentRow row={pages.row(index)} layout={layout} columns={columns} today={today} year={year} />}
            />
          )}
        </div>
        {foot}
      </Splitter.Pane>
      <Splitter.Pane defaultSize={100} min={20} className={styles.documentPane ?? ''}>
        {list.wide ? null : shownId === null ? (
          count > 0 && <EmptyState title={t('incoming.choose')} what={t('incoming.chooseDo')} />
        ) : (
          <Suspense><DocumentPane key={shownId} id={shownId} today={today} /></Suspense>
        )}
      </Splitter.Pane>
    </Splitter>
  )
}

// Văn bản đến: the list on the left, the document that is chosen on the right.
import { Splitter } from '@mantine/core'
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Find } from '../../data/document-pages.ts'
import { useKept, useSettings } from '../../data/settings.ts'
import { useDocumentPages } from '../../data/useDocumentPages.ts'
import { inWords } from '../../data/words.ts'
import { useKeys } from '../../app/keys.ts'
import { editDocument, orderOf, register, usePlace } from '../../app/place.ts'
import { Button } from '../../ui/Button.tsx'
import { DataList } from '../../ui/DataList.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { useRested } from '../fields/useDelayed.ts'
import { useColumns } from './columns.ts'
import { DocumentRow, TableHead } from './DocumentRow.tsx'
import { FilterBar } from './FilterBar.tsx'
import { ListHead } from './ListHead.tsx'
import styles from './IncomingPage.module.css'

const DocumentPane = lazy(() => import('../document/DocumentPane.tsx'))

export function IncomingPage({ today }: { readonly today: string }) {
  const { t } = useTranslation()
  const { text, year, filters, documentId, over, ...place } = usePlace()
  const order = orderOf({ text, order: place.order })
  const [keptWidth, keepWidth] = useKept('incomingWidth', 560)
  const [width, setWidth] = useState(keptWidth)
  const textSize = useSettings((settings) => settings.textSize)
  const [{ layout, columns }] = useColumns()
  const [dropping, setDropping] = useState<'list' | 'document' | null>(null)
  const searchBox = useRef<HTMLInputElement>(null)

  const thisYear = Number(today.slice(0, 4))
  const shownYear = year === 'all' ? null : (year ?? thisYear)
  const find = useMemo<Find>(
    () => ({ text, filters: { ...filters, direction: 'incoming', ...(shownYear === null ? {} : { year: shownYear }) }, order }),
    [text, filters, order, shownYear],
  )
  const { pages, state } = useDocumentPages(find)
  const [current, setCurrent] = useState(-1)
  const count = state.total ?? 0

  useUsable(pages.row(0) !== undefined || state.total === 0)

  // A table has the whole width until a document of it is opened.
  const [reading, setReading] = useState(layout === 'lines' || documentId !== null)
  const wide = layout === 'table' && !reading
  const chosen = useRef(documentId)
  const pending = useRef<number | null>(null)

  useEffect(() => setCurrent(-1), [pages])
  useEffect(() => setReading(layout === 'lines'), [layout])
  useEffect(() => {
    // Opened from elsewhere (palette, today, a notice): it is to be read.
    if (documentId !== null && documentId !== chosen.current) setReading(true)
    chosen.current = documentId
  }, [documentId])
  useEffect(() => {
    // A line that was reached before its row came is chosen when the row is here.
    const row = pending.current === null ? undefined : pages.row(pending.current)
    if (row) {
      pending.current = null
      chosen.current = row.id
      return usePlace.setState({ documentId: row.id })
    }
    // The current line follows the chosen document when rows come, go or change their order.
    const at = documentId === null ? -1 : pages.indexOf(documentId)
    if (at >= 0 && pending.current === null) setCurrent(at)
  }, [pages, state.version, documentId])

  const choose = (index: number) => {
    setCurrent(index)
    const row = pages.row(index)
    pending.current = row ? null : index
    if (!row) return
    chosen.current = row.id
    usePlace.setState({ documentId: row.id })
  }
  // Whoever runs through the list with J does not open every document on the way.
  const shownId = useRested(documentId, 180)

  // Files dropped on a document that stands are for it, anywhere else for a new one.
  const onDocument = (event: DragEvent) =>
    (event.target as Element).closest('[data-document-pane]') !== null && shownId !== null && pages.row(pages.indexOf(shownId))?.status !== 'cancelled'

  const filtered = text !== '' || Object.keys(filters).length > 0
  useKeys(
    {
      escape: () => {
        if (!filtered && layout === 'table' && reading) return setReading(false)
        if (!filtered) return false
        usePlace.setState({ text: '', filters: {} })
        searchBox.current?.blur()
      },
    },
    over === null,
  )

  const want = useCallback((from: number, to: number) => pages.want(from, to), [pages])
  const rowHeight = Math.round((layout === 'table' ? 32 : text === '' ? 59.5 : 82) * textSize)

  return (
    <div
      className={styles.whole}
      onDragOver={(event) => event.dataTransfer.types.includes('Files') && setDropping(onDocument(event) ? 'document' : 'list')}
      onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && setDropping(null)}
      onDrop={(event) => {
        setDropping(null)
        const files = [...event.dataTransfer.files]
        if (files.length === 0) return
        if (onDocument(event)) editDocument(shownId!, files)
        else register(files)
      }}
    >
      <Splitter
        className={`${styles.split} ${wide ? styles.wide : ''}`}
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
          <ListHead searchBox={searchBox} thisYear={thisYear} />
          <FilterBar state={state} />
          {layout === 'table' && count > 0 && <TableHead columns={columns} />}
          <div className={styles.list}>
            {state.refusal && count === 0 ? (
              <EmptyState title={inWords(state.refusal)}><Button onClick={() => pages.refresh()}>{t('tryAgain')}</Button></EmptyState>
            ) : state.total === 0 ? (
              filtered ? (
                <EmptyState title={t('incoming.nothing')} what={t('incoming.nothingDo')}>
                  {shownYear !== null && <Button onClick={() => usePlace.setState({ year: 'all' })}>{t('incoming.everyYear')}</Button>}
                </EmptyState>
              ) : (
                <EmptyState title={shownYear === null ? t('incoming.emptyAll') : t('incoming.empty', { year: shownYear })} what={t('incoming.emptyDo')} />
              )
            ) : (
              <DataList
                label={t('incoming.list')}
                count={count}
                rowHeight={rowHeight}
                current={current}
                onCurrent={choose}
                onOpen={(index) => {
                  choose(index)
                  setReading(true)
                  // Into the document itself, so that arrows and PageDown scroll it; Esc comes back.
                  const pane = document.querySelector<HTMLElement>('[data-document-pane]')
                  const leaf = pane?.querySelector<HTMLElement>('[role=tabpanel] [tabindex="0"]')
                  ;(leaf ?? pane)?.focus()
                }}
                onRange={want}
                resetOn={find}
                keysActive={over === null}
                rowLabel={(index) => {
                  const row = pages.row(index)
                  return row
                    ? t('incoming.row', { number: `${row.arrivalNumber}${row.arrivalSuffix}`, symbol: row.numberSymbol || t('terms.noNumber'), body: row.issuingBodyName, subject: row.subject })
                    : t('loading')
                }}
                render={(index) => <DocumentRow row={pages.row(index)} layout={layout} columns={columns} today={today} year={shownYear} />}
              />
            )}
          </div>
        </Splitter.Pane>
        <Splitter.Pane defaultSize={100} min={20} className={styles.documentPane ?? ''}>
          {wide ? null : shownId === null ? (
            count > 0 && <EmptyState title={t('incoming.choose')} what={t('incoming.chooseDo')} />
          ) : (
            <Suspense><DocumentPane key={shownId} id={shownId} today={today} /></Suspense>
          )}
        </Splitter.Pane>
      </Splitter>
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

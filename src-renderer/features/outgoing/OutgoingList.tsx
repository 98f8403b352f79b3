// The list of outgoing documents, browsed by type, then term or year; the document that is chosen on the right.
import { NativeSelect, Select, Splitter } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '../../app/keys.ts'
import { changeOutgoing, compose, showSeries, usePlace, wholeOutgoing, type OutgoingPlace } from '../../app/place.ts'
import { useDocumentTypes } from '../../data/queries.ts'
import { useKept, useSettings } from '../../data/settings.ts'
import { useDocumentPages } from '../../data/useDocumentPages.ts'
import { inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import { DataList } from '../../ui/DataList.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import '../../ui/fields.css'
import { IconSearch } from '../../ui/icons.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import { faceOf } from '../../app/keys.ts'
import { useDelayed } from '../fields/useDelayed.ts'
import list from '../incoming/IncomingPage.module.css'
import { OutgoingRow } from './OutgoingRow.tsx'
import { periodKey, periodName, seriesList } from './series.ts'
import styles from './Outgoing.module.css'

const DocumentPane = lazy(() => import('../document/DocumentPane.tsx'))
const statuses = ['draft', 'awaiting-number', 'numbered', 'issued', 'replaced', 'corrected', 'recalled', 'cancelled'] as const

export function OutgoingList({ today }: { readonly today: string }) {
  const { t } = useTranslation()
  const over = usePlace((place) => place.over)
  const place = usePlace((one) => one.outgoing)
  const { typeId, period, status, documentId } = place
  const [typed, setTyped] = useState(place.text)
  const text = useDelayed(typed, 120)
  const [keptWidth, keepWidth] = useKept('outgoingWidth', 560)
  const [width, setWidth] = useState(keptWidth)
  const textSize = useSettings((settings) => settings.textSize)
  useEffect(() => changeOutgoing({ text }), [text])

  const find = useMemo(() => ({
    text,
    filters: {
      direction: 'outgoing' as const,
      ...(typeId === null ? {} : { documentTypeId: typeId }),
      ...(period === null ? {} : { from: period.from, ...(period.to === null ? {} : { to: period.to }) }),
      ...(status === null ? {} : { status }),
    },
    order: text.trim() === '' ? ('newest' as const) : ('rank' as const),
  }), [text, typeId, period, status])
  const { pages, state } = useDocumentPages(find)
  const [current, setCurrent] = useState(-1)
  const count = state.total ?? 0
  useEffect(() => setCurrent(documentId === null ? -1 : pages.indexOf(documentId)), [pages, state.version, documentId])
  const want = useCallback((from: number, to: number) => pages.want(from, to), [pages])

  const filtered = text !== '' || typeId !== null || period !== null || status !== null
  const clear = () => {
    setTyped('')
    changeOutgoing(wholeOutgoing)
  }
  useKeys({ escape: () => (filtered ? clear() : false) }, over === null)
  const choose = (index: number) => {
    setCurrent(index)
    const row = pages.row(index)
    if (row) changeOutgoing({ documentId: row.id })
  }

  return (
    <Splitter
      className={list.split}
      sizes={[`${width}px`, 100]}
      onSizeChange={([left]) => setWidth(Number.parseInt(String(left), 10))}
      onResizeEnd={(_, [left]) => keepWidth(Number.parseInt(String(left), 10))}
      lineSize={1}
      withHandle={false}
      handleColor="var(--line)"
      step="8px"
      classNames={{ handle: list.divider ?? '' }}
      attributes={{ handle: { 'aria-label': t('incoming.width') } }}
    >
      <Splitter.Pane defaultSize={`${width}px`} min="400px" max="1000px" className={list.listPane ?? ''}>
        <div className={list.head}>
          <h1 className={list.heading}>{t('area.outgoing')}</h1>
          <div className={list.search} role="search">
            <IconSearch size={15} stroke={1.5} aria-hidden />
            <input
              type="text"
              value={typed}
              maxLength={1000}
              placeholder={t('incoming.search')}
              aria-label={t('incoming.search')}
              aria-keyshortcuts="/"
              spellCheck={false}
              onChange={(event) => setTyped(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' && event.key !== 'ArrowDown') return
                document.querySelector<HTMLElement>('[role=listbox]')?.focus()
                event.preventDefault()
              }}
            />
            {typed === '' ? <Kbd>{faceOf('search')}</Kbd> : <button type="button" className={list.clear} aria-label={t('incoming.clearSearch')} onClick={() => setTyped('')}>✕</button>}
          </div>
          <Button kind="main" keyOf="compose" onClick={() => compose()}>{t('outgoing.compose')}</Button>
        </div>
        <Browse place={place} filtered={filtered} onClear={clear} />
        <div className={list.list}>
          {state.refusal && count === 0 ? (
            <EmptyState title={inWords(state.refusal)}><Button onClick={() => pages.refresh()}>{t('tryAgain')}</Button></EmptyState>
          ) : state.total === 0 ? (
            filtered ? <EmptyState title={t('incoming.nothing')} what={t('incoming.nothingDo')} /> : <EmptyState title={t('outgoing.empty')} what={t('outgoing.emptyDo')} />
          ) : (
            <DataList
              label={t('outgoing.list')}
              count={count}
              rowHeight={Math.round(59.5 * textSize)}
              current={current}
              onCurrent={choose}
              onOpen={(index) => {
                choose(index)
                document.querySelector<HTMLElement>('[data-document-pane]')?.focus()
              }}
              onRange={want}
              resetOn={find}
              keysActive={over === null}
              rowLabel={(index) => {
                const row = pages.row(index)
                return row ? t('outgoing.rowLabel', { symbol: row.numberSymbol || t('outgoing.noNumberYet'), subject: row.subject, status: t(`terms.status.${row.status}`) }) : t('loading')
              }}
              render={(index) => <OutgoingRow row={pages.row(index)} today={today} />}
            />
          )}
        </div>
        <footer className={styles.foot}>
          {state.total !== null && <span aria-live="polite">{t(state.totalIsAtLeast ? 'incoming.countAtLeast' : 'incoming.count', { count: state.total })}</span>}
          <Button kind="bare" onClick={showSeries}>{t('outgoing.series.title')}</Button>
        </footer>
      </Splitter.Pane>
      <Splitter.Pane defaultSize={100} min={20} className={list.documentPane ?? ''}>
        {documentId === null ? count > 0 && <EmptyState title={t('incoming.choose')} what={t('incoming.chooseDo')} /> : <Suspense><DocumentPane key={documentId} id={documentId} today={today} /></Suspense>}
      </Splitter.Pane>
    </Splitter>
  )
}

/** What is shown of the list: a type, a term or year of its series, a state. */
function Browse({ place, filtered, onClear }: { readonly place: OutgoingPlace; readonly filtered: boolean; readonly onClear: () => void }) {
  const { t } = useTranslation()
  const types = useDocumentTypes()
  const series = useQuery(seriesList).data?.series ?? []
  const { typeId, period, status } = place
  const numbering = series.filter(({ documentTypeIds }) => typeId === null || documentTypeIds.includes('*') || documentTypeIds.includes(typeId))
  const periods = new Map(numbering.flatMap((one) => one.periods.map((each) => [periodKey(each), periodName(t, one.period, each)] as const)))
  if (period && !periods.has(periodKey(period))) periods.set(periodKey(period), periodName(t, 'term', period))
  return (
    <div className={styles.browse}>
      <Select
        aria-label={t('terms.field.documentTypeId')}
        placeholder={t('outgoing.everyType')}
        data={[...types.values()].map(({ id, name }) => ({ value: id, label: name }))}
        value={typeId}
        onChange={(value) => changeOutgoing({ typeId: value, period: null })}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('incoming.clearAll') }}
      />
      <NativeSelect
        aria-label={t('outgoing.period')}
        value={period ? periodKey(period) : ''}
        data={[{ value: '', label: t('outgoing.everyPeriod') }, ...[...periods].map(([value, label]) => ({ value, label }))]}
        onChange={(event) => {
          const [from, to] = event.currentTarget.value.split('|')
          changeOutgoing({ period: from ? { from, to: to || null } : null })
        }}
      />
      <NativeSelect
        aria-label={t('terms.field.status')}
        value={status ?? ''}
        data={[{ value: '', label: t('outgoing.everyStatus') }, ...statuses.map((value) => ({ value, label: t(`terms.status.${value}`) }))]}
        onChange={(event) => changeOutgoing({ status: (event.currentTarget.value || null) as OutgoingPlace['status'] })}
      />
      {filtered && <button type="button" className={list.tool} aria-keyshortcuts="Escape" onClick={onClear}>{t('incoming.clearAll')} (Esc)</button>}
    </div>
  )
}

// Xử lý: work on incoming documents by day due, of oneself, given by one, of one's unit or of all; as a list or as a calendar of a month.
import { SegmentedControl } from '@mantine/core'
import '@mantine/core/styles/FloatingIndicator.layer.css'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { scopes, tabs } from '../../../src-main/handling/words.ts'
import { formatDate, formatDateShort } from '../../../src-main/text/dates.ts'
import { useKeys } from '../../app/keys.ts'
import { changeBoard, openDocument, usePlace } from '../../app/place.ts'
import { useMay, usePerson } from '../../data/desk.ts'
import { officeState } from '../../data/queries.ts'
import { useSettings } from '../../data/settings.ts'
import { asRefusal, inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import { countWords } from '../../ui/count.ts'
import { DataList } from '../../ui/DataList.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { IconPrinter } from '../../ui/icons.ts'
import { TabRow } from '../../ui/TabRow.tsx'
import '../../ui/fields.css'
import { PapersView } from '../dispatch/PapersView.tsx'
import { BoardFilters, clearBoard } from './BoardFilters.tsx'
import { BoardLine, wordsOfLine } from './BoardLine.tsx'
import { DueCalendar } from './DueCalendar.tsx'
import { boardOf, dueDays, type BoardCall } from './handling.ts'
import styles from './Board.module.css'

const views = ['list', 'calendar', 'papers'] as const

export default function BoardPage() {
  const { t, i18n } = useTranslation()
  const today = useQuery(officeState).data?.today ?? ''
  const place = usePlace((here) => here.board)
  const covered = usePlace((here) => here.over !== null)
  const hasPerson = usePerson() !== null
  const distributes = useMay('distribute')
  const prints = useMay('print')
  const textSize = useSettings((settings) => settings.textSize)
  const { view, when, scope, filters, body, day, current } = place
  const whose: BoardCall = { scope, ...filters, ...(body.id === null ? {} : { bodyId: body.id }) }
  const query = useInfiniteQuery({ ...boardOf({ ...whose, when: day === null ? when : 'open', ...(day === null ? {} : { day }) }), enabled: today !== '' && view !== 'papers' })
  const ofDay = useQuery({ ...dueDays({ ...whose, from: day ?? today, to: day ?? today }), enabled: day !== null }).data?.days[0]?.due
  const pages = query.data?.pages ?? []
  const rows = pages.flatMap((page) => page.rows)
  const counts = pages[0]?.counts
  const count = query.isPlaceholderData ? rows.length : Math.max(rows.length, (day === null ? counts?.[when] : ofDay) ?? 0)
  const isFiltered = body.id !== null || Object.keys(filters).length > 0 || day !== null
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query
  // The line that is chosen may lie on a page that was not read yet: End, in a long list.
  useEffect(() => {
    if (current >= rows.length && hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [current, rows.length, hasNextPage, isFetchingNextPage, fetchNextPage])
  const print = () => usePlace.setState({ over: 'daily-list' })
  useKeys({ escape: () => (isFiltered ? clearBoard() : false), print: () => (prints && view !== 'papers' ? print() : false) }, !covered)
  const open = (index: number) => {
    const row = rows[index]
    if (row) openDocument(row.documentId, 'handling')
  }

  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('handling.title')}</h1>
        {hasPerson && view !== 'papers' && <SegmentedControl aria-label={t('handling.board.scope')} value={scope} onChange={(value) => changeBoard({ scope: value as typeof scope })} data={scopes.map((value) => ({ value, label: t(`handling.board.scopes.${value}`) }))} />}
        <span className={styles.views}>
          {prints && view !== 'papers' && <Button keyOf="print" icon={<IconPrinter size={16} stroke={1.5} />} onClick={print}>{t('handling.daily.act')}</Button>}
          <SegmentedControl aria-label={t('handling.board.view')} value={view} onChange={(value) => changeBoard({ view: value as typeof view })} data={views.map((value) => ({ value, label: t(`handling.board.views.${value}`) }))} />
        </span>
      </header>
      {view !== 'papers' && <BoardFilters narrowed={place} onChange={changeBoard} onClear={isFiltered ? clearBoard : undefined} />}
      {view === 'papers' ? <PapersView today={today} /> : view === 'calendar' ? <DueCalendar whose={whose} today={today} month={place.month} /> : (
        <>
          {day === null ? (
            <div className={styles.tabs}>
              <TabRow id="board" label={t('handling.board.tabsName')} tabs={tabs} chosen={when} controls="board-work" onChoose={(one) => changeBoard({ when: one })}>
                {(one) => (
                  <>
                    {one === 'overdue' && (counts?.overdue ?? 0) > 0 && <i aria-hidden className={styles.late}>▲</i>}
                    {t(`handling.board.tabs.${one}`)} <span>{counts ? countWords(i18n.language, counts[one]) : ''}</span>
                    {one === 'due-soon' && pages[0] && one === when && <small>{t('handling.board.soon', { date: formatDateShort(pages[0].soonUntil) })}</small>}
                  </>
                )}
              </TabRow>
            </div>
          ) : (
            <p className={styles.day} role="status">
              <b>{t('handling.board.day', { date: formatDate(day) })}</b>
              <Button kind="bare" onClick={() => changeBoard({ day: null })}>{t('handling.board.allDays')}</Button>
            </p>
          )}
          <div className={styles.list} id="board-work" role={day === null ? 'tabpanel' : undefined} aria-labelledby={day === null ? `board-${when}` : undefined}>
            {query.isError ? (
              <EmptyState title={inWords(asRefusal(query.error))}><Button onClick={() => void query.refetch()}>{t('tryAgain')}</Button></EmptyState>
            ) : counts === undefined ? <div aria-busy /> : count === 0 ? (
              isFiltered ? <EmptyState title={t('handling.board.emptyFiltered')} what={t('handling.board.emptyFilteredDo')} /> : (
                <EmptyState title={t(`handling.board.empty.${when}`)} what={when !== 'open' && counts.open > 0 ? t('handling.board.emptyDo') : distributes ? t('handling.board.emptyGive') : t('handling.board.emptyMine')} />
              )
            ) : (
              <DataList
                label={t('handling.board.list')}
                count={count}
                rowHeight={Math.round(59.5 * textSize)}
                current={Math.min(current, count - 1)}
                onCurrent={(index) => usePlace.setState(({ board }) => ({ board: { ...board, current: index } }))}
                onOpen={open}
                onRange={(_, to) => void (to > rows.length && hasNextPage && !isFetchingNextPage && fetchNextPage())}
                resetOn={JSON.stringify([whose, when, day])}
                keysActive={!covered}
                rowLabel={(index) => (rows[index] ? wordsOfLine(t, rows[index]) : t('loading'))}
                render={(index) => <BoardLine row={rows[index]} today={today} />}
              />
            )}
          </div>
        </>
      )}
    </div>
  )
}

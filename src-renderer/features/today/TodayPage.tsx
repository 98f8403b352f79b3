// "Hôm nay", the first page: what came in, what is due, and what waits for a person. Each line opens the thing.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays, dayOfWeek, formatDate, formatDateShort } from '../../../src-main/text/dates.ts'
import { openDocument, register, showList } from '../../app/place.ts'
import type { ValueOf } from '../../data/ask.ts'
import { useMay } from '../../data/desk.ts'
import { today as todayQuery } from '../../data/queries.ts'
import { asRefusal, inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { DueMark, LimitedMark, SecrecyMark, StatusMark, UrgencyMark } from '../../ui/Marks.tsx'
import { countWords } from '../../ui/count.ts'
import { PapersNotice } from '../dispatch/PapersNotice.tsx'
import { DraftsCard } from '../appraisal/DraftsCard.tsx'
import { RemindersCard } from '../handling/RemindersCard.tsx'
import { EndingNotice } from '../secrecy/EndingNotice.tsx'
import { ConfirmLastNumber } from './ConfirmLastNumber.tsx'
import styles from './Today.module.css'

type Today = ValueOf<'registers.today'>
/** Days ahead in which something is due soon, as registers.today counts. */
const SOON = 7

export default function TodayPage() {
  const { t } = useTranslation()
  const query = useQuery(todayQuery)
  const registers = useMay('keep-registers')
  const keepsBooks = useMay('keep-books')
  const [confirming, setConfirming] = useState<Today['unconfirmed'][number] | null>(null)
  if (query.isError) return <EmptyState title={inWords(asRefusal(query.error))}><Button onClick={() => void query.refetch()}>{t('tryAgain')}</Button></EmptyState>
  if (!query.data) return <div aria-busy />
  const now = query.data
  const weekday = String(dayOfWeek(now.date)) as '1' | '2' | '3' | '4' | '5' | '6' | '7'
  // The week begins on Monday.
  const monday = addDays(now.date, 1 - Number(weekday))

  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('today.title', { date: `${t(`today.weekday.${weekday}`)} ${formatDate(now.date)}` })}</h1>
        {registers && <Button kind="main" keyOf="register" onClick={() => register()}>{t('incoming.register')}</Button>}
      </header>
      <div>
        {keepsBooks && now.unconfirmed.length > 0 && (
          <section className={styles.needs} aria-labelledby="needs" style={{ marginBottom: '1rem' }}>
            <h2 id="needs">{t('today.needs')}</h2>
            {now.unconfirmed.map((book) => (
              <p key={`${book.registerId} ${book.year}`} className={styles.need}>
                <Button onClick={() => setConfirming(book)}>{t('today.confirm', { name: book.name, year: book.year })}</Button>
                {t('today.lastKnown', { number: book.lastNumber })}
              </p>
            ))}
          </section>
        )}
        <RemindersCard />
        <PapersNotice />
        <DraftsCard />
        <EndingNotice />
        <div className={styles.counts}>
          <Count value={now.arrivedToday} words={t('today.arrivedToday')} onOpen={() => showList({ year: 'all', filters: { from: now.date, to: now.date } })} />
          <Count value={now.arrivedThisWeek} words={t('today.arrivedThisWeek')} onOpen={() => showList({ year: 'all', filters: { from: monday, to: now.date } })} />
          <Count value={now.arrivedThisYear} words={t('today.arrivedThisYear')} onOpen={() => showList({})} />
          <Count value={now.overdue} words={t('today.overdue')} kind={now.overdue > 0 ? 'overdue' : undefined} onOpen={() => showList({ year: 'all', filters: { dueBy: addDays(now.date, -1) } })} />
          <Count value={now.dueSoon} words={t('today.dueSoon')} kind={now.dueSoon > 0 ? 'soon' : undefined} onOpen={() => showList({ year: 'all', filters: { dueFrom: now.date, dueBy: addDays(now.date, SOON) } })} />
          <Count value={now.withoutFile} words={t('today.withoutFile')} onOpen={() => showList({ year: 'all', filters: { withoutFile: true } })} />
        </div>
      </div>
      <div className={styles.columns}>
        <Documents title={t('today.due')} none={t('today.dueNone')} rows={now.due} today={now.date} />
        <Documents title={t('today.latest')} none={t(registers ? 'today.latestNone' : 'today.latestNoneRead')} rows={now.latest} today={now.date} />
      </div>
      {confirming && <ConfirmLastNumber book={confirming} onClose={() => setConfirming(null)} />}
    </div>
  )
}

function Count({ value, words, kind, onOpen }: { readonly value: number; readonly words: string; readonly kind?: 'soon' | 'overdue' | undefined; readonly onOpen: () => void }) {
  const { i18n } = useTranslation()
  return (
    <button type="button" className={`${styles.count} ${kind ? styles[kind] : ''}`} onClick={onOpen}>
      <span className={styles.value}>{countWords(i18n.language, value)}</span>
      {words}
    </button>
  )
}

function Documents({ title, none, rows, today }: { readonly title: string; readonly none: string; readonly rows: Today['latest']; readonly today: string }) {
  const { t } = useTranslation()
  return (
    <section className={styles.part} aria-label={title}>
      <h2>{title}</h2>
      {rows.length === 0 && <p className={styles.none}>{none}</p>}
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <button type="button" className={styles.row} onClick={() => openDocument(row.id)}>
              <span className={styles.number}>{row.arrivalNumber}{row.arrivalSuffix}</span>
              <span className={styles.line}>
                <span className={styles.symbol}>{row.numberSymbol || t('terms.noNumber')}</span>
                <span className={styles.body}>{t('document.arrived', { date: formatDateShort(row.registerDate) })} · {row.issuingBodyName}</span>
              </span>
              <span className={styles.marks}>
                <SecrecyMark secrecy={row.secrecy} />
                <LimitedMark limited={row.limited} />
                <UrgencyMark urgency={row.urgency} />
                <StatusMark status={row.status} />
                {row.status === 'registered' && <DueMark dueDate={row.dueDate} today={today} />}
              </span>
              <span className={styles.subject}>{row.subject}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

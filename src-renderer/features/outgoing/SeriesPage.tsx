// Dãy số: the series of the office with their periods and next numbers, what is reserved, what is missing and why.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDate } from '../../../src-main/text/dates.ts'
import { useKeys } from '../../app/keys.ts'
import { changeOutgoing, usePlace } from '../../app/place.ts'
import { useMay } from '../../data/desk.ts'
import { asRefusal, inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import books from '../books/Books.module.css'
import styles from './Outgoing.module.css'
import { periodName, seriesList, type Period, type Series } from './series.ts'
import { SeriesForm } from './SeriesForm.tsx'
import { ConfirmSeries, GapReport, GiveUp, numbersOf, OpenPeriod, ReserveNumbers } from './SeriesDialogs.tsx'

type Task =
  | { readonly kind: 'open' | 'new' }
  | { readonly kind: 'edit'; readonly series: Series }
  | { readonly kind: 'reserve'; readonly series: Series }
  | { readonly kind: 'giveUp'; readonly reservation: Series['reservations'][number] }
  | { readonly kind: 'gaps' | 'confirm'; readonly series: Series; readonly period: Period }

export default function SeriesPage({ today }: { readonly today: string }) {
  const { t } = useTranslation()
  const query = useQuery(seriesList)
  const covered = usePlace((place) => place.over !== null)
  const [task, setTask] = useState<Task | null>(null)
  const keepsBooks = useMay('keep-books')
  const close = () => setTask(null)
  const back = () => changeOutgoing({ view: 'list' })
  useKeys({ escape: back }, !covered && task === null)

  if (query.isError) return <EmptyState title={inWords(asRefusal(query.error))}><Button onClick={() => void query.refetch()}>{t('tryAgain')}</Button></EmptyState>
  const series = query.data?.series
  return (
    <div className={books.page}>
      <header className={books.head}>
        <h1>{t('outgoing.series.title')}</h1>
        <Button keyOf="escape" onClick={back}>{t('outgoing.series.back')}</Button>
        {keepsBooks && <Button onClick={() => setTask({ kind: 'new' })}>{t('outgoing.series.new')}</Button>}
        {keepsBooks && <Button kind="main" onClick={() => setTask({ kind: 'open' })}>{t('outgoing.series.openPeriod')}</Button>}
      </header>
      {series?.length === 0 && <EmptyState title={t('outgoing.series.empty')} what={t('outgoing.series.emptyDo')} />}
      {series?.map((one) => <SeriesPart key={one.id} series={one} onTask={setTask} />)}
      {task?.kind === 'open' && <OpenPeriod series={series ?? []} today={today} onClose={close} />}
      {task?.kind === 'new' && <SeriesForm series={null} onClose={close} />}
      {task?.kind === 'edit' && <SeriesForm series={task.series} onClose={close} />}
      {task?.kind === 'reserve' && <ReserveNumbers series={task.series} today={today} onClose={close} />}
      {task?.kind === 'giveUp' && <GiveUp reservation={task.reservation} onClose={close} />}
      {task?.kind === 'gaps' && <GapReport series={task.series} period={task.period} onClose={close} />}
      {task?.kind === 'confirm' && <ConfirmSeries series={task.series} period={task.period} onClose={close} />}
    </div>
  )
}

function SeriesPart({ series, onTask }: { readonly series: Series; readonly onTask: (task: Task) => void }) {
  const { t } = useTranslation()
  const keepsBooks = useMay('keep-books')
  const registers = useMay('keep-registers')
  const prints = useMay('print')
  const facts = [!series.name.includes(series.issuingBodyName) && series.issuingBodyName, t(series.period === 'year' ? 'outgoing.series.byYear' : 'outgoing.series.byTerm'), t(`outgoing.series.secrecy.${series.secrecy}`), series.reason && t('outgoing.series.ownRule', { reason: series.reason }), series.closed && t('outgoing.series.closed')].filter(Boolean)
  return (
    <section className={books.book} aria-label={series.name}>
      <header className={books.name}>
        <h2>{series.name}</h2>
        <p>{facts.join(' · ')}</p>
        {keepsBooks && <Button kind="bare" onClick={() => onTask({ kind: 'edit', series })}>{t('outgoing.series.edit')}</Button>}
        {!series.closed && registers && <Button kind="bare" onClick={() => onTask({ kind: 'reserve', series })}>{t('outgoing.series.reserve')}</Button>}
      </header>
      {series.periods.length > 0 && (
        <table className={styles.periods}>
          <thead>
            <tr>
              <th scope="col">{t('outgoing.series.period')}</th>
              <th scope="col">{t('outgoing.series.first')}</th>
              <th scope="col">{t('outgoing.series.last')}</th>
              <th scope="col">{t('outgoing.series.next')}</th>
              <th scope="col" className={books.state}>{t('outgoing.series.state')}</th>
              <th><span className="unseen">{t('more')}</span></th>
            </tr>
          </thead>
          <tbody>
            {series.periods.map((one) => (
              <tr key={one.id}>
                <td>{periodName(t, series.period, one)}</td>
                <td>{one.startNumber}</td>
                <td>{one.lastNumber >= one.startNumber ? one.lastNumber : '–'}</td>
                <td>{one.closed || one.unconfirmed ? '–' : Math.max(one.startNumber, one.lastNumber + 1)}</td>
                <td className={books.state}>{one.unconfirmed ? <span className={books.asks}>{t('outgoing.series.asks')}</span> : t(one.closed ? 'outgoing.series.closed' : 'outgoing.series.open')}</td>
                <td className={books.acts}>
                  {one.unconfirmed && keepsBooks && <Button onClick={() => onTask({ kind: 'confirm', series, period: one })}>{t('outgoing.series.confirm')}</Button>}
                  {prints && <Button onClick={() => onTask({ kind: 'gaps', series, period: one })}>{t('outgoing.series.gaps')}</Button>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {series.reservations.length > 0 && (
        <ul className={styles.reservations}>
          {series.reservations.map((one) => (
            <li key={one.id}>
              <span>{t('outgoing.series.kept', { numbers: numbersOf(one.numberFrom, one.numberTo), purpose: one.purpose, date: formatDate(one.expiresOn) })}</span>
              {registers && <Button kind="bare" onClick={() => onTask({ kind: 'giveUp', reservation: one })}>{t('outgoing.series.giveUp')}</Button>}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

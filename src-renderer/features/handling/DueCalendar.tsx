// A month of days due: how much open work is due on each, and which days are off and why. A day opens its work.
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { addDays, dayOfWeek, formatDate } from '../../../src-main/text/dates.ts'
import { changeBoard } from '../../app/place.ts'
import { asRefusal, inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { IconChevronLeft, IconChevronRight } from '../../ui/icons.ts'
import styles from './Board.module.css'
import { dueDays, type BoardCall, type DueDay } from './handling.ts'

const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const
const firstOf = (day: string): string => `${day.slice(0, 7)}-01`
const lastOf = (first: string): string => addDays(firstOf(addDays(first, 31)), -1)

export function DueCalendar({ whose, today, month }: { readonly whose: BoardCall; readonly today: string; readonly month: string | null }) {
  const { t, i18n } = useTranslation()
  const first = month ?? firstOf(today)
  const last = lastOf(first)
  // Whole weeks, from Monday to Sunday.
  const from = addDays(first, 1 - dayOfWeek(first))
  const to = addDays(last, 7 - dayOfWeek(last))
  const { scope, accountId, unitId, givenBy, bodyId } = whose
  const of = { ...(scope === undefined ? {} : { scope }), ...(accountId === undefined ? {} : { accountId }), ...(unitId === undefined ? {} : { unitId }), ...(givenBy === undefined ? {} : { givenBy }), ...(bodyId === undefined ? {} : { bodyId }) }
  const query = useQuery({ ...dueDays({ ...of, from, to }), placeholderData: (before) => before })
  const days = query.data?.days ?? []
  const weeks = Array.from({ length: Math.ceil(days.length / 7) }, (_, at) => days.slice(at * 7, at * 7 + 7))
  const go = (to: string) => changeBoard({ month: firstOf(to) })
  const name = t('handling.board.month', { month: Number(first.slice(5, 7)), year: first.slice(0, 4) })
  if (query.isError) return <EmptyState title={inWords(asRefusal(query.error))} />
  return (
    <section className={styles.calendar} aria-label={t('handling.board.calendar')}>
      <header>
        <Button icon={<IconChevronLeft size={16} stroke={1.5} />} label={t('handling.board.monthBefore')} onClick={() => go(addDays(first, -1))} />
        <h2 role="status">{name}</h2>
        <Button icon={<IconChevronRight size={16} stroke={1.5} />} label={t('handling.board.monthAfter')} onClick={() => go(addDays(last, 1))} />
        {first !== firstOf(today) && <Button kind="bare" onClick={() => changeBoard({ month: null })}>{t('handling.board.thisMonth')}</Button>}
      </header>
      <div className={styles.months}>
        <table aria-label={name}>
          <thead><tr>{weekdays.map((one) => <th key={one} scope="col">{t(`handling.board.weekdays.${one}`)}</th>)}</tr></thead>
          <tbody>
            {weeks.map((week) => (
              <tr key={week[0]!.day}>
                {week.map((one) => <Day key={one.day} of={one} today={today} inMonth={one.day.startsWith(first.slice(0, 7))} isEnglish={i18n.language === 'en'} />)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Day({ of: { day, off, own, due }, today, inMonth, isEnglish }: { readonly of: DueDay; readonly today: string; readonly inMonth: boolean; readonly isEnglish: boolean }) {
  const { t } = useTranslation()
  const isLate = due > 0 && day < today
  const why = own?.reason ? own.reason : off === null ? (own?.kind === 'working' ? t('handling.board.working') : '') : off.kind === 'rest' ? '' : (isEnglish && off.reasonEn) || off.reason
  return (
    <td data-off={off !== null || undefined} data-out={!inMonth || undefined} aria-current={day === today ? 'date' : undefined}>
      <span className={styles.date}>{Number(day.slice(8))}</span>
      {why !== '' && <span className={styles.why} title={why}>{why}</span>}
      {due > 0 && (
        <button type="button" data-late={isLate || undefined} aria-label={t('handling.board.dueOn', { count: due, date: formatDate(day) })} onClick={() => changeBoard({ view: 'list', day })}>
          {isLate && <i aria-hidden>▲</i>} {t('handling.board.due', { count: due })}
        </button>
      )}
    </td>
  )
}

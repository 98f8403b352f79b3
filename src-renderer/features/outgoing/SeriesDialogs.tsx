// What is done with a series: keeping numbers and giving them up, its gaps in plain words, a new year or term, the last number.
import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays, formatDate, parseDate } from '../../../src-main/text/dates.ts'
import { read } from '../../data/ask.ts'
import { useCommand } from '../../data/useCommand.ts'
import { asRefusal, inWords } from '../../data/words.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { notify } from '../../ui/notices.ts'
import { DayField } from '../fields/DayField.tsx'
import styles from './Outgoing.module.css'
import { periodName, wholeNumber, type Period, type Series } from './series.ts'

/** "7", or "7–9". */
export const numbersOf = (from: number, to: number): string => (from === to ? String(from) : `${from}–${to}`)
/** How long numbers are kept when nothing else is said, days. */
const USUAL = 30

export function ReserveNumbers({ series, today, onClose }: { readonly series: Series; readonly today: string; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { busy, trouble, send } = useCommand()
  const [count, setCount] = useState('1')
  const [purpose, setPurpose] = useState('')
  const [until, setUntil] = useState(formatDate(addDays(today, USUAL)))
  const many = wholeNumber(count, 1)
  const expiresOn = parseDate(until, today)
  const reserve = () =>
    expiresOn &&
    send('registers.reserveNumbers', { seriesId: series.id, count: many, purpose: purpose.trim(), expiresOn }, ({ numberFrom, numberTo }) => {
      notify(t('outgoing.series.reserved', { numbers: numbersOf(numberFrom, numberTo) }))
      onClose()
    })
  return (
    <Dialog title={t('outgoing.series.reserveTitle', { name: series.name })} what={t('outgoing.series.reserveWhat')} submit={t('outgoing.series.reserve')} onClose={onClose} onSubmit={() => void reserve()} busy={busy} disabled={Number.isNaN(many) || purpose.trim() === '' || !expiresOn} trouble={trouble}>
      <TextInput data-autofocus label={t('outgoing.series.count')} inputMode="numeric" value={count} error={Number.isNaN(many) ? t('outgoing.series.unreadNumber') : undefined} onChange={(event) => setCount(event.currentTarget.value)} />
      <TextInput label={t('outgoing.series.purpose')} required maxLength={500} value={purpose} onChange={(event) => setPurpose(event.currentTarget.value)} />
      <DayField label={t('outgoing.series.until')} text={until} onText={setUntil} today={today} error={expiresOn ? undefined : t('registration.error.date')} />
    </Dialog>
  )
}

export function GiveUp({ reservation, onClose }: { readonly reservation: Series['reservations'][number]; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { busy, trouble, send } = useCommand()
  const [reason, setReason] = useState('')
  const numbers = numbersOf(reservation.numberFrom, reservation.numberTo)
  const giveUp = () =>
    send('registers.releaseReservation', { reservationId: reservation.id, reason: reason.trim() }, () => {
      notify(t('outgoing.series.givenUp', { numbers }))
      onClose()
    })
  return (
    <Dialog title={t('outgoing.series.giveUpTitle', { numbers })} what={t('outgoing.series.giveUpWhat')} submit={t('outgoing.series.giveUp')} onClose={onClose} onSubmit={() => void giveUp()} busy={busy} disabled={reason.trim() === ''} trouble={trouble}>
      <TextInput data-autofocus label={t('reason')} required maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </Dialog>
  )
}

export function GapReport({ series, period, onClose }: { readonly series: Series; readonly period: Period; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const call = { seriesId: series.id, periodId: period.id }
  const query = useQuery({ queryKey: ['documents', 'gaps', call], queryFn: () => read('registers.gapReport', call), staleTime: 0 })
  const report = query.data
  const key = report && (report.to < report.from ? 'gapsNothing' : report.rows.length === 0 ? 'gapsNone' : 'gapsSome')
  return (
    <Dialog wide title={t('outgoing.series.gapsTitle', { name: series.name, period: periodName(t, series.period, period) })} onClose={onClose} trouble={query.isError ? inWords(asRefusal(query.error)) : null}>
      {report && key && <p role="status">{t(`outgoing.series.${key}`, { from: report.from, to: report.to, issued: report.issued } as { from: number; to: number; issued: number })}</p>}
      <ul className={styles.gaps}>
        {report?.rows.map((row) => (
          <li key={`${row.numberFrom} ${row.state}`}>
            <b>{numbersOf(row.numberFrom, row.numberTo)}</b>
            <span className={row.state === 'unexplained' ? styles.unexplained : undefined}>
              {[`${t(`outgoing.series.gap.${row.state}`)}${row.reason ? `: ${row.reason}` : ''}`, row.who === 'local' ? t('role') : row.who, row.when && formatDate(row.when.slice(0, 10))].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

/**
 * A term begins on the day after its congress closed, or on the day on which the new committee met where that was within the
 * congress (HD 36-HD/VPTW, read through others); a year on its first day.
 */
export function OpenPeriod({ series, today, onClose }: { readonly series: readonly Series[]; readonly today: string; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { busy, trouble, send } = useCommand()
  const [kind, setKind] = useState<'year' | 'term'>('year')
  const [year, setYear] = useState(String(Number(today.slice(0, 4)) + 1))
  const [closing, setClosing] = useState('')
  const [within, setWithin] = useState(false)
  const [typedName, setName] = useState<string | null>(null)
  const closed = parseDate(closing, today, 'past')
  const from = kind === 'year' ? (/^\d{4}$/.test(year) ? `${year}-01-01` : null) : closed && (within ? closed : addDays(closed, 1))
  const first = Number((from ?? today).slice(0, 4))
  const name = typedName ?? t('outgoing.series.termUsual', { from: first, to: first + 5 })
  const count = series.filter((one) => one.period === kind && !one.closed).length
  const open = () =>
    from &&
    send('registers.openPeriod', { period: kind, from, ...(kind === 'term' ? { name: name.trim() } : {}) }, ({ opened }) => {
      notify(t('outgoing.series.opened', { count: opened.length }))
      onClose()
    })
  return (
    <Dialog title={t('outgoing.series.openPeriod')} what={t('outgoing.series.openWhat')} submit={t('outgoing.series.kind')} onClose={onClose} onSubmit={() => void open()} busy={busy} disabled={!from || (kind === 'term' && name.trim() === '')} trouble={trouble}>
      <NativeSelect data-autofocus label={t('outgoing.series.kind')} value={kind} data={(['year', 'term'] as const).map((value) => ({ value, label: t(`outgoing.series.kinds.${value}`) }))} onChange={(event) => setKind(event.currentTarget.value as typeof kind)} />
      {kind === 'year' ? (
        <TextInput label={t('outgoing.series.year')} inputMode="numeric" maxLength={4} value={year} error={from ? undefined : t('outgoing.series.unreadNumber')} onChange={(event) => setYear(event.currentTarget.value)} />
      ) : (
        <>
          <DayField label={t('outgoing.series.closing')} text={closing} onText={setClosing} today={today} lean="past" error={closing.trim() === '' || closed ? undefined : t('registration.error.date')} />
          <Checkbox label={t('outgoing.series.within')} checked={within} onChange={(event) => setWithin(event.currentTarget.checked)} />
          <TextInput label={t('outgoing.series.termName')} aria-required maxLength={100} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        </>
      )}
      {from && <p className={styles.why} role="status">{t('outgoing.series.willOpen', { from: formatDate(from), count })}</p>}
    </Dialog>
  )
}

export function ConfirmSeries({ series, period, onClose }: { readonly series: Series; readonly period: Period; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { busy, trouble, send } = useCommand()
  const [typed, setTyped] = useState('')
  const lastNumber = wholeNumber(typed, 0)
  const confirm = () =>
    send('registers.confirmSeriesNumber', { periodId: period.id, lastNumber }, ({ lost }) => {
      const list = lost.map(({ from, to }) => numbersOf(from, to)).join(', ')
      notify([t('today.confirmed', { next: lastNumber + 1 }), list && t('today.lost', { list })].filter(Boolean).join('. '))
      onClose()
    })
  return (
    <Dialog title={t('outgoing.series.confirmTitle', { name: series.name })} what={t('outgoing.series.confirmWhat')} submit={t('outgoing.series.confirm')} onClose={onClose} onSubmit={() => void confirm()} busy={busy} disabled={Number.isNaN(lastNumber)} trouble={trouble}>
      <TextInput data-autofocus label={t('today.lastOnPaper')} description={t('today.lastKnown', { number: period.lastNumber })} inputMode="numeric" value={typed} error={typed.trim() !== '' && Number.isNaN(lastNumber) ? t('outgoing.series.unreadNumber') : undefined} onChange={(event) => setTyped(event.currentTarget.value)} />
    </Dialog>
  )
}

// Hạn giải quyết: as the office proposes it, why, and which days off lie between.
import { useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addDays, dayOfWeek, daysBetween, formatDate, formatDateShort } from '../../../src-main/text/dates.ts'
import type { Document } from '../../data/queries.ts'
import { DayChoice } from '../print/DayChoice.tsx'
import { dueDays, suggestedFor, type DueDay } from './handling.ts'

interface DueFieldProps {
  readonly record: Document
  readonly today: string
  /** YYYY-MM-DD, '' for none, null for what cannot be read, undefined: as proposed */
  readonly value: string | null | undefined
  readonly onChange: (value: string | null) => void
}

export function DueField({ record, today, value, onChange }: DueFieldProps) {
  const { t, i18n } = useTranslation()
  const proposed = useQuery(suggestedFor(record.id)).data?.dueDate
  const from = record.registerDate
  const reaches = proposed != null && proposed > from && daysBetween(from, proposed) < 380
  const days = useQuery({ ...dueDays({ from, to: proposed ?? from }), enabled: reaches && record.dueDate === null }).data?.days
  const chosen = value === undefined ? (proposed ?? '') : value
  const why = proposed === undefined ? undefined : whyDue(t, record, proposed, days, chosen, i18n.language === 'en')
  return <DayChoice label={t('handling.give.due')} description={why} today={today} value={chosen} onChange={onChange} />
}

function whyDue(t: TFunction<'words'>, record: Document, proposed: string | null, days: readonly DueDay[] | undefined, chosen: string | null, isEnglish: boolean): string {
  if (proposed === null) return t('handling.give.dueNone')
  if (chosen !== null && chosen !== '' && chosen !== proposed) return t('handling.give.dueOwn', { date: formatDate(proposed) })
  if (record.dueDate !== null) return t('handling.give.dueSet')
  if (days === undefined) return ''
  const between = days.filter(({ day }) => day > record.registerDate)
  const count = between.filter(({ off }) => off === null).length
  const off = daysOffIn(t, isEnglish, between)
  return [
    t('handling.give.dueRule', { count, from: formatDate(record.registerDate), urgency: t(`terms.urgency.${record.urgency}`).toLowerCase(), type: record.documentTypeName.toLowerCase() }),
    off !== '' && t('handling.give.dueOff', { days: off }),
  ].filter(Boolean).join(' ')
}

/** Days off in words: weekends counted, others by name. */
function daysOffIn(t: TFunction<'words'>, isEnglish: boolean, days: readonly DueDay[]): string {
  const weekend = days.filter(({ off, day }) => off?.kind === 'rest' && dayOfWeek(day) >= 6).length
  const named = days.filter(({ off, day }) => off !== null && !(off.kind === 'rest' && dayOfWeek(day) >= 6))
  const runs: { readonly reason: string; readonly from: string; to: string }[] = []
  for (const { day, off } of named) {
    const reason = (isEnglish ? off!.reasonEn : off!.reason) || off!.reason
    const last = runs.at(-1)
    if (last && last.reason === reason && addDays(last.to, 1) === day) last.to = day
    else runs.push({ reason, from: day, to: day })
  }
  return [weekend > 0 && t('handling.give.weekend', { count: weekend }), ...runs.map(({ reason, from, to }) => `${reason} ${formatDateShort(from)}${to === from ? '' : `–${formatDateShort(to)}`}`.trim())].filter(Boolean).join(', ')
}

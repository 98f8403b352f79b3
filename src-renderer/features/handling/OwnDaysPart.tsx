// Ngày nghỉ riêng và ngày làm bù of the office, in the settings: terms of documents are reckoned by them. For those who hand documents out.
import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDate } from '../../../src-main/text/dates.ts'
import { officeState } from '../../data/queries.ts'
import { useCommand } from '../../data/useCommand.ts'
import { Button } from '../../ui/Button.tsx'
import { IconChevronLeft, IconChevronRight, IconX } from '../../ui/icons.ts'
import { notify } from '../../ui/notices.ts'
import { DayChoice } from '../print/DayChoice.tsx'
import settings from '../settings/Settings.module.css'
import { dueDays } from './handling.ts'

const kinds = ['off', 'working'] as const

export function OwnDaysPart() {
  const { t } = useTranslation()
  const today = useQuery(officeState).data?.today ?? ''
  const [year, setYear] = useState<number | null>(null)
  const shown = year ?? Number(today.slice(0, 4))
  const days = useQuery({ ...dueDays({ from: `${shown}-01-01`, to: `${shown}-12-31` }), enabled: today !== '' }).data?.days.filter(({ own }) => own !== null) ?? []
  const [day, setDay] = useState<string | null>('')
  const [kind, setKind] = useState<(typeof kinds)[number]>('off')
  const [reason, setReason] = useState('')
  const { busy, trouble, send } = useCommand()
  const add = () => day && send('handling.setOwnDays', { days: [{ day, kind, reason: reason.trim() }] }, () => {
    notify(t('handling.ownDays.saved', { date: formatDate(day) }))
    setYear(Number(day.slice(0, 4)))
    setDay('')
    setReason('')
  })
  const remove = (gone: string) => void send('handling.setOwnDays', { days: [{ day: gone, kind: 'lawful', reason: '' }] }, () => notify(t('handling.ownDays.removed', { date: formatDate(gone) })))
  return (
    <form
      className={settings.part}
      aria-labelledby="settings-own-days"
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy && day) void add()
      }}
    >
      <h2 id="settings-own-days">{t('handling.ownDays.title')}</h2>
      <p>{t('handling.ownDays.what')}</p>
      <div className={settings.half}>
        <DayChoice label={t('handling.ownDays.day')} today={today} value={day} onChange={setDay} />
        <NativeSelect label={t('handling.ownDays.kind')} value={kind} data={kinds.map((value) => ({ value, label: t(`handling.ownDays.kinds.${value}`) }))} onChange={(event) => setKind(event.currentTarget.value as typeof kind)} />
      </div>
      <TextInput label={t('handling.ownDays.reason')} maxLength={200} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      {trouble && <p className={settings.trouble} role="alert">{trouble}</p>}
      <div className={settings.acts}>
        <Button type="submit" busy={busy} disabled={!day}>{t('handling.ownDays.add')}</Button>
        <Button kind="bare" icon={<IconChevronLeft size={16} stroke={1.5} />} label={t('handling.ownDays.yearBefore')} onClick={() => setYear(shown - 1)} />
        <span className={settings.year}>{shown}</span>
        <Button kind="bare" icon={<IconChevronRight size={16} stroke={1.5} />} label={t('handling.ownDays.yearAfter')} onClick={() => setYear(shown + 1)} />
      </div>
      {days.length === 0 ? <p>{t('handling.ownDays.none', { year: shown })}</p> : (
        <table aria-label={t('handling.ownDays.list', { year: shown })}>
          <thead><tr><th scope="col">{t('handling.ownDays.day')}</th><th scope="col">{t('handling.ownDays.kind')}</th><th scope="col">{t('handling.ownDays.reason')}</th><th><span className="unseen">{t('more')}</span></th></tr></thead>
          <tbody>
            {days.map((one) => (
              <tr key={one.day}>
                <td>{formatDate(one.day)}</td>
                <td>{t(`handling.ownDays.kinds.${one.own!.kind === 'working' ? 'working' : 'off'}`)}</td>
                <td style={{ whiteSpace: 'normal' }}>{one.own!.reason || '–'}</td>
                <td className={settings.end}><Button kind="bare" icon={<IconX size={14} stroke={1.5} />} label={t('handling.ownDays.remove', { date: formatDate(one.day) })} onClick={() => remove(one.day)} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </form>
  )
}

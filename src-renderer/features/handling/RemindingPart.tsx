// Nhắc việc, in the settings: at which times the office reminds its people, and whether this person wants the system's notices at this PC.
import { Checkbox, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mostReminders } from '../../../src-main/handling/rules.ts'
import { parseTimes } from '../../../src-main/text/day-times.ts'
import { useMay, usePerson } from '../../data/desk.ts'
import { changeSettings, useSettings } from '../../data/settings.ts'
import { useCommand } from '../../data/useCommand.ts'
import { Button } from '../../ui/Button.tsx'
import { notify } from '../../ui/notices.ts'
import settings from '../settings/Settings.module.css'
import { reminderTimes } from './handling.ts'

const written = (times: readonly string[]): string => times.join(', ')

export function RemindingPart() {
  const { t } = useTranslation()
  const rule = useQuery(reminderTimes).data
  const maySet = useMay('distribute')
  const me = usePerson()?.id ?? 'local'
  const quiet = useSettings((kept) => kept.quiet)
  return (
    <section className={settings.part} aria-labelledby="settings-reminding">
      <h2 id="settings-reminding">{t('handling.times.title')}</h2>
      <p>{t('handling.times.what')} {rule && !rule.isOwn && t('handling.times.usual')}</p>
      {rule && (maySet ? <Times key={written(rule.times)} times={rule.times} isOwn={rule.isOwn} /> : <p>{t('handling.times.field')}: <b>{written(rule.times)}</b></p>)}
      <Checkbox
        label={t('handling.times.system')}
        checked={!quiet.includes(me)}
        onChange={(event) => changeSettings({ quiet: event.currentTarget.checked ? quiet.filter((id) => id !== me) : [...quiet, me] })}
      />
      <p>{t('handling.times.systemWhat')}</p>
    </section>
  )
}

function Times({ times, isOwn }: { readonly times: readonly string[]; readonly isOwn: boolean }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(written(times))
  const { busy, trouble, send } = useCommand()
  const read = parseTimes(typed)
  const isWrong = read === null || read.length > mostReminders
  const isSame = !isWrong && isOwn && written(read) === written(times)
  return (
    <form
      className={settings.form}
      aria-labelledby="settings-reminding"
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy && !isWrong && !isSame) void send('handling.setReminderTimes', { times: [...read] }, () => notify(t('handling.times.saved', { times: written(read) })))
      }}
    >
      <TextInput
        label={t('handling.times.field')}
        description={t('handling.times.hint', { count: mostReminders })}
        maxLength={80}
        value={typed}
        error={isWrong && t('handling.times.wrong', { count: mostReminders })}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {trouble && <p className={settings.trouble} role="alert">{trouble}</p>}
      <div className={settings.acts}><Button type="submit" busy={busy} disabled={isWrong || isSame}>{t('save')}</Button></div>
    </form>
  )
}

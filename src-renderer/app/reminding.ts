// Once a day each person is told in the window how much they are reminded of: at the start, or in the morning where it stands open overnight.
import i18n from 'i18next'
import { useEffect } from 'react'
import { formatDate, vietnamDate, vietnamTime } from '../../src-main/text/dates.ts'
import { ask } from '../data/ask.ts'
import { queryClient } from '../data/queries.ts'
import { changeSettings, useSettings } from '../data/settings.ts'
import { notify } from '../ui/notices.ts'
import { changeBoard, goTo } from './place.ts'

/** After the first picture, so that the start does not wait for it. */
const first = 2_000 // ms
const every = 10 * 60_000 // ms
/** From when a new day is told in a window that stood open. */
const morning = '07:30'
const name = 'remindedOn'

/** The day on which each person was told last, by their id. */
function toldOn(): Readonly<Record<string, string>> {
  const kept = useSettings.getState().window[name]
  return kept !== null && typeof kept === 'object' ? (kept as Record<string, string>) : {}
}

/** @param overnight the window stood open while the day changed */
async function tell(personId: string, overnight: boolean): Promise<void> {
  const day = vietnamDate(Date.now())
  if (toldOn()[personId] === day) return
  const answer = await ask('handling.listReminders', {})
  if (!answer.ok) return
  changeSettings({ window: { ...useSettings.getState().window, [name]: { ...toldOn(), [personId]: day } } })
  // What the day turned overdue is shown as such.
  if (overnight) for (const kind of ['handling', 'documents', 'office']) void queryClient.invalidateQueries({ queryKey: [kind] })
  const { reminders } = answer.value
  if (reminders.length === 0) return
  const overdue = reminders.filter(({ kind }) => kind === 'overdue').length
  const words = overdue > 0 ? i18n.t('handling.reminders.noticeOverdue', { count: reminders.length, overdue }) : i18n.t('handling.reminders.notice', { count: reminders.length })
  notify(`${formatDate(day)}: ${words}`, {
    about: 'reminders',
    action: {
      label: i18n.t('handling.reminders.show'),
      run: () => {
        changeBoard({ view: 'list', scope: 'mine', when: 'open', filters: {}, body: { id: null, name: '' }, day: null })
        goTo('handling')
      },
    },
  })
}

/** @param personId null while nobody is to be told: they may read no documents, or the desk is locked */
export function useDailyReminder(personId: string | null): void {
  useEffect(() => {
    if (personId === null) return
    const soon = setTimeout(() => void tell(personId, false), first)
    const again = setInterval(() => {
      if (vietnamTime(Date.now()) >= morning) void tell(personId, true)
    }, every)
    return () => {
      clearTimeout(soon)
      clearInterval(again)
    }
  }, [personId])
}

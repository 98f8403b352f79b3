// Each person is told in the window how much they are reminded of: once a day at the start, and at the times that the office set for
// working days in a window that stands open.
import i18n from 'i18next'
import { useEffect } from 'react'
import { formatDate, vietnamDate, vietnamTime } from '../../src-main/text/dates.ts'
import { timeDue } from '../../src-main/text/day-times.ts'
import { ask } from '../data/ask.ts'
import { queryClient } from '../data/queries.ts'
import { changeSettings, useSettings } from '../data/settings.ts'
import { notify } from '../ui/notices.ts'
import { showBoard } from './place.ts'

/** After the first picture, so that the start does not wait for it. */
const first = 2_000 // ms
const every = 60_000 // ms
const name = 'remindedOn'

/** The day and time at which each person was told last, by their id. */
function told(): Readonly<Record<string, string>> {
  const kept = useSettings.getState().window[name]
  return kept !== null && typeof kept === 'object' ? (kept as Record<string, string>) : {}
}

/** @param again the window stood open: the office's times say when */
async function tell(personId: string, again: boolean): Promise<void> {
  const now = Date.now()
  const day = vietnamDate(now)
  const last = told()[personId] ?? null
  if (again) {
    const rule = await ask('handling.getReminderTimes', {})
    if (!rule.ok || timeDue(rule.value, last, now) === null) return
  } else if (last?.startsWith(day)) return
  const answer = await ask('handling.listReminders', {})
  if (!answer.ok) return
  changeSettings({ window: { ...useSettings.getState().window, [name]: { ...told(), [personId]: `${day} ${vietnamTime(now)}` } } })
  // What the day turned overdue is shown as such.
  if (again && !last?.startsWith(day)) for (const kind of ['handling', 'documents', 'office']) void queryClient.invalidateQueries({ queryKey: [kind] })
  const { reminders } = answer.value
  if (reminders.length === 0) return
  const overdue = reminders.filter(({ kind }) => kind === 'overdue').length
  const words = overdue > 0 ? i18n.t('handling.reminders.noticeOverdue', { count: reminders.length, overdue }) : i18n.t('handling.reminders.notice', { count: reminders.length })
  notify(`${formatDate(day)}: ${words}`, { about: 'reminders', action: { label: i18n.t('handling.reminders.show'), run: () => showBoard() } })
}

/** @param personId null while nobody is to be told: they may read no documents, or the desk is locked */
export function useDailyReminder(personId: string | null): void {
  useEffect(() => {
    if (personId === null) return
    const soon = setTimeout(() => void tell(personId, false), first)
    const again = setInterval(() => void tell(personId, true), every)
    return () => {
      clearTimeout(soon)
      clearInterval(again)
    }
  }, [personId])
}

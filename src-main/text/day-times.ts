// Times of the day at which something is told, HH:MM by the clock of Vietnam: as people type them, and which of them is to be told now.
import { vietnamDate, vietnamTime } from './dates.ts'

export interface TimesOfDay {
  readonly times: readonly string[]
  /** the day for which it is known whether it is a working day, YYYY-MM-DD */
  readonly today: string
  readonly isWorkingDay: boolean
}

/**
 * The time that is to be told now, as 'YYYY-MM-DD HH:MM', which is what the next call is given as `told`. Null: none has come yet, the
 * last one was told, or it is no working day. Of several that went by (a PC that slept, a locked desk) the last alone is told, and none
 * of an earlier day. What was told on another day counts for nothing, also on a later one: the clock was wrong then.
 */
export function timeDue({ times, today, isWorkingDay }: TimesOfDay, told: string | null, now: number): string | null {
  // Midnight, or a clock that was set, between the question and now.
  if (!isWorkingDay || vietnamDate(now) !== today) return null
  const clock = vietnamTime(now)
  const last = times.filter((time) => time <= clock).toSorted().at(-1)
  if (last === undefined) return null
  const due = `${today} ${last}`
  return told?.startsWith(today) === true && told >= due ? null : due
}

/** Times as they are typed, "7:30, 13h30; 16h": HH:MM in their order, each once. Null where something is no time, or none is there. */
export function parseTimes(typed: string): readonly string[] | null {
  const times = typed.split(/[\s,;]+/).filter((part) => part !== '').map((part) => {
    const [, hour, minute = ''] = /^(\d{1,2})(?:[:h.g](\d{2})?)?$/i.exec(part) ?? []
    if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return null
    return `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`
  })
  if (times.length === 0 || times.includes(null)) return null
  return [...new Set(times as string[])].toSorted()
}

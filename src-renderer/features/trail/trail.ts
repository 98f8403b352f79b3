// How the trail is read, and what its people, commands and days are called.
import { infiniteQueryOptions, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { formatDate, vietnamDate, vietnamTime } from '../../../src-main/text/dates.ts'
import type { Call } from '../../../src-main/office/contract.ts'
import { read, type ValueOf } from '../../data/ask.ts'
import { desk } from '../../data/desk.ts'

export type Kind = ValueOf<'trail.listAccess'>['rows'][number]['kind']
export type Entry = ValueOf<'trail.listEntries'>['rows'][number]
export const kinds: readonly Kind[] = ['sign-in', 'view', 'open', 'print', 'export']

// An access is told to no window: what was read before is old.
const fresh = { staleTime: 0, gcTime: 0 } as const

export const accesses = (filters: Omit<Call<'trail.listAccess'>, 'after' | 'limit'>) => infiniteQueryOptions({
  queryKey: ['trail', 'access', filters],
  queryFn: ({ pageParam }) => read('trail.listAccess', { ...filters, ...(pageParam === '' ? {} : { after: pageParam }) }),
  initialPageParam: '',
  getNextPageParam: ({ next }) => next,
  ...fresh,
})

export const counts = (filters: Call<'trail.countAccess'>) => ({ queryKey: ['trail', 'counts', filters], queryFn: () => read('trail.countAccess', filters), ...fresh })

export const entries = (filters: Omit<Call<'trail.listEntries'>, 'after' | 'limit'>) => infiniteQueryOptions({
  queryKey: ['trail', 'entries', filters],
  queryFn: ({ pageParam }) => read('trail.listEntries', { ...filters, ...(pageParam === '' ? {} : { after: pageParam }) }),
  initialPageParam: '',
  getNextPageParam: ({ next }) => next,
  ...fresh,
})

/** "08:15 03/11/2026" */
export function instantWords(at: string): string {
  const ms = Date.parse(at)
  return Number.isNaN(ms) ? at : `${vietnamTime(ms)} ${formatDate(vietnamDate(ms))}`
}

/** Whether there are accounts: without them no access is noted. */
export function useHasAccounts(): boolean {
  return useQuery(desk).data?.hasAccounts === true
}

/** What a person is called: "local" is whoever works where there are no accounts, or worked before there were. */
export function usePersonWords(): (who: string) => string {
  const { t } = useTranslation()
  const hasAccounts = useHasAccounts()
  return (who) => (who === 'local' ? t(hasAccounts ? 'people.localOperator' : 'role') : who)
}

/** What a command is called: as in the history of a document, else as the trail calls it, else its name. */
export function useCommandWords(): (command: string) => string {
  const { t, i18n } = useTranslation()
  return (command) => {
    const key = [`document.history.${command}`, `trail.command.${command}`].find((one) => i18n.exists(one))
    return key === undefined ? command : t(key as 'trail.command.trail.noteAccess')
  }
}

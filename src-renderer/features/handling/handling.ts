// The handling of documents as the office tells it: courses, boards, days, phrases, reminders and their times; under `handling`, read again when work changes.
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import type { Call } from '../../../src-main/office/contract.ts'
import { read, type ValueOf } from '../../data/ask.ts'

export type Course = ValueOf<'handling.getCourse'>
export type CourseAssignment = Course['assignments'][number]
export type CourseEvent = Course['events'][number]
export type BoardCall = Call<'handling.listBoard'>
export type BoardRow = ValueOf<'handling.listBoard'>['rows'][number]
export type DueDay = ValueOf<'handling.listDueDays'>['days'][number]
export type Reminder = ValueOf<'handling.listReminders'>['reminders'][number]

export const courseOf = (documentId: string) => queryOptions({ queryKey: ['handling', 'course', documentId], queryFn: () => read('handling.getCourse', { documentId }) })
export const suggestedFor = (documentId: string) => queryOptions({ queryKey: ['handling', 'suggested', documentId], queryFn: () => read('handling.suggestDueDate', { documentId }) })
export const phrases = queryOptions({ queryKey: ['handling', 'phrases'], queryFn: () => read('handling.listPhrases', {}) })
export const reminders = queryOptions({ queryKey: ['handling', 'reminders'], queryFn: () => read('handling.listReminders', {}) })
export const reminderTimes = queryOptions({ queryKey: ['handling', 'times'], queryFn: () => read('handling.getReminderTimes', {}) })
export const dueDays = (call: Call<'handling.listDueDays'>) => queryOptions({ queryKey: ['handling', 'days', call], queryFn: () => read('handling.listDueDays', call) })
/** How much work of one's own is open and overdue. */
export const ownWork = queryOptions({ queryKey: ['handling', 'own'], queryFn: async () => (await read('handling.listBoard', { scope: 'mine', when: 'overdue', limit: 1 })).counts })

/** What a doer is called: the operator of an archive without accounts by the post. */
export function doerName(t: TFunction<'words'>, name: string): string {
  return name === 'local' ? t('role') : name
}

/** Lines of a board that are asked for at once. */
const page = 100
export const boardOf = (call: BoardCall) =>
  infiniteQueryOptions({
    queryKey: ['handling', 'board', call],
    queryFn: ({ pageParam }) => read('handling.listBoard', { ...call, limit: page, ...(pageParam === null ? {} : { after: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
  })

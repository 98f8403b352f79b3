// Papers in other hands as the office tells them, one shape for the lists and for the trail of a document.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import type { Chase, StruckKind } from '../../../src-main/registers/dispatch/rules.ts'
import { addDays, formatDate } from '../../../src-main/text/dates.ts'
import { read, type ValueOf } from '../../data/ask.ts'
import { doerName } from '../handling/handling.ts'
import type { Dispatch } from './trail.ts'

export type HandOver = ValueOf<'registers.listHandOvers'>['rows'][number]
export type Suggested = ValueOf<'handling.suggestHandOver'>['receivers'][number]

export interface Paper extends Pick<HandOver, 'id' | 'date' | 'batch' | 'state' | 'receivedBy' | 'receivedDate' | 'onScreen' | 'receiptNotedBy' | 'askedBackOn' | 'outcome' | 'isMine' | 'isMyReceipt'> {
  readonly to: string
  /** what its document is called */
  readonly called: string
  readonly isOnPaper: boolean
}

/** What is asked of papers: a receipt on one's own desk, one by signature, a return, a loss; or a note that is struck, own: what one said oneself. */
export type PaperTask = { readonly kind: 'receive' | 'signed' | 'returned' | 'lost'; readonly papers: readonly Paper[] } | { readonly kind: 'strike'; readonly paper: Paper; readonly what: StruckKind | 'own' }

// Under `documents` and `handling`: they are read again when papers or work change.
export const handOvers = (when: Chase, scope: 'mine' | 'all') => queryOptions({ queryKey: ['documents', 'papers', scope, when], queryFn: () => read('registers.listHandOvers', { when, scope }), placeholderData: keepPreviousData })
export const suggestedHandOvers = (today: string, days: number) =>
  queryOptions({ queryKey: ['handling', 'hand-over', today, days], queryFn: () => read('handling.suggestHandOver', { from: addDays(today, 1 - days) }), enabled: today !== '', placeholderData: keepPreviousData })

export function paperOfList(t: TFunction<'words'>, { to, document, ...row }: HandOver): Paper {
  const number = document.direction === 'incoming' ? t('papers.arrival', { number: document.number }) : ''
  return { ...row, to: to.name, called: [number, document.numberSymbol || document.subject].filter(Boolean).join(' · '), isOnPaper: true }
}

export function paperOfTrail(dispatch: Dispatch, called: string): Paper {
  return { ...dispatch, called, isOnPaper: dispatch.channel === 'direct' || dispatch.channel === 'post' }
}

/** Where a paper is, in words: who received it, that it was asked back, what became of it. */
export function wordsOfPaper(t: TFunction<'words'>, { receivedBy, receivedDate, onScreen, receiptNotedBy, askedBackOn, outcome }: Paper): string[] {
  const received = receivedDate === null ? [t('papers.waiting')] : [
    t('papers.received', { who: receivedBy ?? '', date: formatDate(receivedDate) }).trim(),
    ...(onScreen ? [t('papers.onScreen')] : receiptNotedBy === null ? [] : [t('papers.notedBy', { name: doerName(t, receiptNotedBy) })]),
  ]
  return [
    ...(outcome !== null && receivedDate === null ? [] : received),
    ...(askedBackOn === null ? [] : [t('papers.askedBack', { date: formatDate(askedBackOn) })]),
    ...(outcome === null ? [] : [[t(`papers.${outcome.kind}`, { date: formatDate(outcome.date) }), outcome.note].filter(Boolean).join(': '), t('papers.notedBy', { name: doerName(t, outcome.notedBy) })]),
  ]
}

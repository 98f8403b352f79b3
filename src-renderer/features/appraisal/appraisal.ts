// Drafts on their way, as the office tells it: the course of one, those that wait, the rule on issuing; under `documents`, read again when one of
// them changes.
import { queryOptions } from '@tanstack/react-query'
import type { ApprovalAspect } from '../../../src-main/contract/choices.ts'
import type { WaitingScope } from '../../../src-main/appraisal/words.ts'
import { formatDate, vietnamDate, vietnamTime } from '../../../src-main/text/dates.ts'
import { read, type ValueOf } from '../../data/ask.ts'
import type { Document } from '../../data/queries.ts'

export type DraftCourse = ValueOf<'appraisal.getCourse'>
export type DraftEvent = DraftCourse['events'][number]
export type DraftVersion = DraftCourse['versions'][number]
export type VersionFile = DraftVersion['files'][number]
export type WaitingDraft = ValueOf<'appraisal.listWaiting'>['rows'][number]

export const draftCourse = (documentId: string) => queryOptions({ queryKey: ['documents', 'course', documentId], queryFn: () => read('appraisal.getCourse', { documentId }) })
export const waitingDrafts = (scope: WaitingScope) => queryOptions({ queryKey: ['documents', 'drafts', scope], queryFn: () => read('appraisal.listWaiting', { scope }), placeholderData: (before) => before })
export const approvalRule = queryOptions({ queryKey: ['documents', 'approval-rule'], queryFn: () => read('appraisal.getRule', {}) })

/** Whether an outgoing document is a draft: it has no number yet. */
export function isDrafted({ direction, status }: Pick<Document, 'direction' | 'status'>): boolean {
  return direction === 'outgoing' && (status === 'draft' || status === 'awaiting-number')
}

/** What may be approved of a draft by the person at the desk, or in somebody's place. */
export function approvable({ may }: DraftCourse): readonly ApprovalAspect[] {
  return [...(may.approveContent ? ['content' as const] : []), ...(may.approveForm ? ['form' as const] : [])]
}

/** An instant as courses tell it: "09:15 10/03/2026". */
export function instantOf(at: string): string {
  const instant = Date.parse(at)
  return Number.isNaN(instant) ? at : `${vietnamTime(instant)} ${formatDate(vietnamDate(instant))}`
}

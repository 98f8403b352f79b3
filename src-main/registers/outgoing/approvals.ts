// What issuing asks of a draft's approvals (NĐ 30/2020/NĐ-CP, Điều 11, 12). Where a draft stands is derived by the room of appraisal, which
// stands above, and so is the office's own rule; both are read here by their names, so that no way of issuing can pass them by.
import type { ReadDb } from '../../archive/database.ts'
import { listed, sql } from '../../archive/sql.ts'
import { approvalAspects } from '../../contract/choices.ts'
import type { ApprovalAspect, ApprovalMode } from '../../contract/choices.ts'
import type { Rulebook } from '../../rulebook/rulebook.ts'
import type { DocumentStatus } from '../schemas.ts'

/** Whether a document is a draft: it has no number yet. */
export function isDraft(status: DocumentStatus): boolean {
  return status === 'draft' || status === 'awaiting-number'
}

/** Whether issuing asks for approvals: as the office has said, else as the rulebook has it. */
export function approvalsAsked(db: ReadDb, rulebook: Rulebook, today: string): ApprovalMode {
  return db.value<ApprovalMode>(sql`SELECT mode FROM approval_rule WHERE id = 'issuing'`) ?? rulebook.approvalsOn(today)
}

/** The approvals that a document lacks as it stands. */
export function approvalsLacking(db: ReadDb, documentId: string): ApprovalAspect[] {
  const standing = db.get<Record<ApprovalAspect, string | null>>(sql`SELECT content_act_id AS content, form_act_id AS form FROM draft_standing WHERE document_id = ${documentId}`)
  return approvalAspects.filter((aspect) => standing === undefined || standing[aspect] === null)
}

/** Where drafts stand that are on their way, as lists mark them. */
export function draftStates(db: ReadDb, documentIds: readonly string[]): ReadonlyMap<string, 'submitted' | 'returned' | 'approved'> {
  if (documentIds.length === 0) return new Map()
  return new Map(db.all<{ id: string; state: 'submitted' | 'returned' | 'approved' }>(sql`
    SELECT document_id AS id, state FROM draft_standing WHERE document_id IN ${listed(documentIds)} AND state IN ('submitted', 'returned', 'approved')`).map(({ id, state }) => [id, state]))
}

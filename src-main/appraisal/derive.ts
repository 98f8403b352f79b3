// What follows from the acts on a draft and from the draft itself: where it stands, and which approvals hold for what stands in it now.
import type { Derivation } from '../archive/schema.ts'
import { sql } from '../archive/sql.ts'
import { isDraft } from '../registers/outgoing/approvals.ts'
import { draftById, hasActs } from './records.ts'

type DerivedDb = Parameters<Derivation['derive']>[0]

const gone = new Set(['cancelled', 'withdrawn'])

/** Puts down where a document stands; nothing of one that was never submitted or approved. */
function putStanding(db: DerivedDb, documentId: string): void {
  if (!hasActs(db, documentId)) return
  const draft = draftById(db, documentId)
  if (draft === undefined || gone.has(draft.row.status)) {
    db.run(sql`DELETE FROM draft_standing WHERE document_id = ${documentId}`)
    return
  }
  const { row, rows, version, standing } = draft
  const { state, changed, holds, submission, giving } = standing
  const submitted = rows.find(({ id }) => id === submission?.id)
  // What it waits for is the submission, what came back the giving back, what is approved the second of two approvals.
  const brought = rows.findLast(({ id }) => (state === 'approved' ? id === holds.content || id === holds.form : id === (giving ?? submission)?.id)) ?? rows.at(-1)!
  db.run(sql`
    INSERT OR REPLACE INTO draft_standing (document_id, state, version, changed, holder, presenter, content_act_id, form_act_id, act_id, at)
    VALUES (${documentId}, ${isDraft(row.status) ? state : 'issued'}, ${version.number}, ${changed ? 1 : 0}, ${submitted?.to_account_id ?? ''},
            ${submitted?.done_by ?? submitted?.noted_by ?? ''}, ${holds.content}, ${holds.form}, ${brought.id}, ${brought.done_at})`)
}

const ofDocument = (table: string): Derivation => ({
  table,
  fills: ['draft_standing'],
  derive: (db, _id, _before, after) => putStanding(db, after['document_id'] as string),
})

export const appraisalDerivations: Derivation[] = [
  { table: 'document', fills: ['draft_standing'], derive: (db, id, _before, after) => void (after['direction'] === 'outgoing' && putStanding(db, id)) },
  ...['document_file', 'document_recipient', 'draft_act'].map(ofDocument),
]

// Who may do what with a draft, and how it is written down.
import type { Change } from '../archive/journal.ts'
import type { ReadDb } from '../archive/database.ts'
import { historyOf } from '../archive/history.ts'
import type { ApprovalAspect } from '../contract/choices.ts'
import { err, ok } from '../contract/result.ts'
import type { Right } from '../contract/rights.ts'
import type { CommandContext } from '../handler/handler.ts'
import { localOperator } from '../handler/person.ts'
import type { Person } from '../handler/person.ts'
import type { Doer } from '../people/acting.ts'
import { isDraft } from '../registers/outgoing/approvals.ts'
import { changeableOutgoing } from '../registers/outgoing/write.ts'
import { mayReadDocument } from '../registers/reading/readers.ts'
import { entryOfDocument } from '../registers/records.ts'
import { draftOf } from './records.ts'
import type { ActRow, Draft } from './records.ts'
import type { PresentedTo } from './schemas.ts'
import type { ActKind } from './words.ts'

/** Which right approves what. */
export const approving: Readonly<Record<ApprovalAspect, Right>> = { content: 'approve-drafts', form: 'check-form' }

/** Whether a person approves drafts at all. */
export function isInCharge({ rights }: Pick<Person, 'rights'>): boolean {
  return rights.has(approving.content) || rights.has(approving.form)
}

/** An outgoing document that has no number yet and that the person may read. Errors: DOCUMENT_…; what may not be read is not there. */
export function openDraft(context: CommandContext, documentId: string) {
  const found = changeableOutgoing(context, documentId)
  if (!found.ok) return found
  const row = found.value
  if (!mayReadDocument(context.tx, context.person, row)) return err('DOCUMENT_NOT_FOUND', { id: documentId })
  if (row.frozen === 1) return err('DOCUMENT_FROZEN', { id: documentId })
  return isDraft(row.status) ? ok(draftOf(context.tx, row)) : err('DOCUMENT_ISSUED', { id: documentId })
}

/** The account, or 'local', that began a document; undefined where the journal does not tell. */
function drafterOf(db: ReadDb, documentId: string): string | undefined {
  return historyOf(db, [{ table: 'document', id: documentId }])[0]?.actor
}

const isTo = (row: ActRow | undefined, { id }: Person) => row !== undefined && (id === localOperator.id || row.to_account_id === id)

/** The row of a draft's last submission. */
export function submissionOf({ rows, standing }: Draft): ActRow | undefined {
  return rows.find(({ id }) => id === standing.submission?.id)
}

/** Whether a person may submit a draft: its drafter, who submitted it before, who has it, or who notes for others. */
export function maySubmit(db: ReadDb, person: Person, draft: Draft): boolean {
  if (!person.rights.has('draft')) return false
  return person.rights.has('note-for-others') || isTo(submissionOf(draft), person) || draft.rows.some((row) => row.kind === 'submitted' && row.done_by === person.id) || drafterOf(db, draft.row.id) === person.id
}

/** Whether an approval is the person's to take back: they gave it, or note for others. */
export function mayWithdraw(person: Person, row: ActRow): boolean {
  return person.id === localOperator.id || row.done_by === person.id || person.rights.has('note-for-others')
}

/**
 * Whose act giving a draft back is, where nobody is named: the person's who is in charge or has it; else that of who has it, whom the
 * person notes for.
 */
export function holdersAct(person: Person, draft: Draft): Doer {
  const row = submissionOf(draft)
  if (row === undefined || isInCharge(person) || isTo(row, person)) return { by: person.id, byName: null, notedBy: null }
  return { by: row.to_account_id, byName: row.to_name, notedBy: person.id }
}

interface ActFields {
  readonly kind: ActKind
  readonly aspect?: ApprovalAspect
  readonly to?: PresentedTo
  readonly text?: string | undefined
}

/** Writes an act on a draft down, with the version that it was done on. */
export function writeAct({ tx, now, today, newId }: CommandContext, draft: Draft, doer: Doer, { kind, aspect, to, text }: ActFields) {
  const { row, version } = draft
  const act: Change = {
    table: 'draft_act',
    id: newId(),
    set: {
      document_id: row.id, kind, aspect: aspect ?? null, to_account_id: to !== undefined && 'accountId' in to ? to.accountId : null, to_name: to !== undefined && 'name' in to ? to.name : null, text: text || null,
      version: version.number, entry: entryOfDocument(tx, row.id), content_hash: version.hash,
      done_by: doer.by, done_by_name: doer.byName, noted_by: doer.notedBy, done_at: new Date(now).toISOString(), done_on: today,
    },
  }
  return ok({ documentId: row.id, actId: act.id, version: version.number, entry: tx.append([act]) })
}

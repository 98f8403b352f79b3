// Who may act on what, and how an act is written down.
import type { Change } from '../archive/journal.ts'
import type { HeldFile } from '../archive/held-files.ts'
import { sql } from '../archive/sql.ts'
import { err, ok } from '../contract/result.ts'
import type { CommandContext } from '../handler/handler.ts'
import { localOperator } from '../handler/person.ts'
import type { Person } from '../handler/person.ts'
import { namesIn } from '../people/acting.ts'
import type { Doer } from '../people/acting.ts'
import { mayReadDocument } from '../registers/reading/readers.ts'
import { presentDocument } from '../registers/records.ts'
import { assignmentRow } from './records.ts'
import type { AssignmentRow } from './records.ts'
import { isOpen } from './rules.ts'
import type { EventKind } from './words.ts'

/** An incoming document that stands in the register and that the person may read. Errors: DOCUMENT_…; what may not be read is not there. */
export function documentFor({ tx, person }: Pick<CommandContext, 'tx' | 'person'>, id: string) {
  const row = presentDocument(tx, id)
  if (row === undefined || !mayReadDocument(tx, person, row)) return err('DOCUMENT_NOT_FOUND', { id })
  if (row.frozen === 1) return err('DOCUMENT_FROZEN', { id })
  if (row.direction !== 'incoming') return err('DOCUMENT_NOT_INCOMING', { id })
  if (row.status === 'cancelled') return err('DOCUMENT_CANCELLED', { id })
  if (row.status === 'returned') return err('DOCUMENT_RETURNED', { id })
  return ok(row)
}

/** Whether an assignment is the person's: theirs, or their unit's. An archive without accounts has one person, whose all are. */
export function isHolder(person: Person, row: Pick<AssignmentRow, 'to_account_id' | 'to_unit_id'>): boolean {
  return person.id === localOperator.id || row.to_account_id === person.id || (row.to_unit_id !== null && row.to_unit_id === person.unitId)
}

/** Whether the person may act on an assignment as who has it. */
export function mayWork(person: Person, row: Pick<AssignmentRow, 'to_account_id' | 'to_unit_id'>): boolean {
  return (person.rights.has('handle') && isHolder(person, row)) || person.rights.has('note-for-others')
}

/** Whether the person may follow an assignment: who gave it, and who may hand documents out. */
export function mayFollow(person: Person, row: Pick<AssignmentRow, 'given_by'>): boolean {
  return person.rights.has('distribute') || (person.rights.has('handle') && row.given_by === person.id)
}

/** An open assignment of a document that may be worked on. Errors: ASSIGNMENT_NOT_FOUND, ASSIGNMENT_CLOSED, DOCUMENT_…. */
function openAssignment(context: CommandContext, id: string) {
  const row = assignmentRow(context.tx, id)
  if (row === undefined) return err('ASSIGNMENT_NOT_FOUND', { id })
  const document = documentFor(context, row.document_id)
  if (!document.ok) return document
  return isOpen(row.state) ? ok({ row, document: document.value }) : err('ASSIGNMENT_CLOSED', { id, state: row.state })
}

/** An open assignment that the person has, or notes for who has it; and whose act that is. Errors as `openAssignment`; ASSIGNMENT_NOT_YOURS. */
export function heldAssignment(context: CommandContext, id: string) {
  const open = openAssignment(context, id)
  if (!open.ok) return open
  const { person } = context
  const { row } = open.value
  if (!mayWork(person, row)) return err('ASSIGNMENT_NOT_YOURS', { id })
  if (isHolder(person, row)) return ok({ ...open.value, doer: { by: person.id, byName: null, notedBy: null } satisfies Doer })
  const byName = row.to_account_id !== null ? null : row.to_unit_id !== null ? namesIn(context.tx).unit(row.to_unit_id) : row.to_name
  return ok({ ...open.value, doer: { by: row.to_account_id, byName, notedBy: person.id } satisfies Doer })
}

/** An open assignment that the person gave, or may follow. Errors as `openAssignment`; ASSIGNMENT_NOT_YOURS. */
export function followedAssignment(context: CommandContext, id: string) {
  const open = openAssignment(context, id)
  if (!open.ok) return open
  const { person } = context
  if (!mayFollow(person, open.value.row)) return err('ASSIGNMENT_NOT_YOURS', { id })
  return ok({ ...open.value, doer: { by: person.id, byName: null, notedBy: null } satisfies Doer })
}

interface EventFields {
  readonly kind: EventKind
  readonly documentId: string
  readonly assignmentId: string | null
  readonly text?: string | null | undefined
  readonly dueBefore?: string | null
  readonly dueAfter?: string | null
  readonly answerDocumentId?: string
  readonly ink?: { readonly fileId: string; readonly file: HeldFile } | null
}

/** The change that writes down what happened. */
export function eventChange({ now, today, newId }: CommandContext, doer: Doer, of: EventFields): Change {
  const ink = of.ink ?? null
  return {
    table: 'handling_event',
    id: newId(),
    set: {
      document_id: of.documentId, assignment_id: of.assignmentId, kind: of.kind, text: of.text || null, due_before: of.dueBefore ?? null, due_after: of.dueAfter ?? null,
      answer_document_id: of.answerDocumentId ?? null, ink_file_id: ink?.fileId ?? null, ink_name: ink?.file.name ?? null, ink_type: ink?.file.media_type ?? null, ink_size: ink?.file.size ?? null,
      done_by: doer.by, done_by_name: doer.byName, noted_by: doer.notedBy, done_at: new Date(now).toISOString(), done_on: today,
    },
  }
}

/** A picture that was staged, or that a record names already. Errors: FILE_NOT_STAGED, INK_NOT_PICTURE. */
export function inkFor({ tx, heldFile }: CommandContext, ink: { readonly fileId: string } | undefined) {
  if (ink === undefined) return ok(null)
  const { fileId } = ink
  const file = tx.get<HeldFile>(sql`SELECT name, media_type, size FROM staged_file WHERE file_id = ${fileId}`) ?? heldFile(fileId)
  if (file === undefined) return err('FILE_NOT_STAGED', { fileId })
  return file.media_type.startsWith('image/') ? ok({ fileId, file }) : err('INK_NOT_PICTURE', { fileId })
}

/** Counts that a kept phrase was used. */
export function phraseUsed({ tx, actor }: CommandContext, words: readonly (string | undefined)[]): Change[] {
  const said = new Set(words.filter((one) => one !== undefined))
  if (said.size === 0) return []
  return tx
    .all<{ id: string; text: string; uses: number }>(sql`SELECT id, text, uses FROM direction_phrase WHERE owner = ${actor} AND removed = 0`)
    .filter(({ text }) => said.has(text))
    .map(({ id, uses }) => ({ table: 'direction_phrase', id, set: { uses: uses + 1 } }))
}

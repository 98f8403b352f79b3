// Decisions about a document's level: raised, lowered, declassified, protected for longer, destroyed. Each keeps its paper.
import { sql } from '../archive/sql.ts'
import { subjectNeedsLeave } from '../contract/choices.ts'
import { err, ok } from '../contract/result.ts'
import { handleCommand } from '../handler/handler.ts'
import type { CommandContext } from '../handler/handler.ts'
import { mayReadLevel } from '../handler/person.ts'
import { filesFault, filesOf } from '../registers/index.ts'
import { noSubject } from '../registers/subject/rules.ts'
import * as contract from './contract.ts'
import { forgotten, noFile } from './forgotten.ts'
import { copiesOf, isDestroyed, protectionOf, secretDocument } from './records.ts'
import type { SecretDocument } from './records.ts'
import { kindOfChange } from './rules.ts'
import type { decisionKinds } from './schema.ts'

interface Decision {
  readonly numberSymbol: string
  readonly date: string
  readonly by: string
  readonly reason: string
}

function decisionSet({ now, actor }: CommandContext, document: SecretDocument, kind: (typeof decisionKinds)[number], to: string, decision: Decision, until: string | null) {
  return {
    document_id: document.id, kind, from_level: document.secrecy, to_level: to, number_symbol: decision.numberSymbol, decided_on: decision.date, decided_by: decision.by, reason: decision.reason,
    protected_until: until, noted_at: new Date(now).toISOString(), noted_by: actor,
  }
}

/** The document that a decision is about, where one may still be taken. */
function decidable({ tx, today }: CommandContext, id: string, decision: Decision) {
  const document = secretDocument(tx, id)
  if (document === undefined) return err('DOCUMENT_NOT_FOUND', { id })
  if (isDestroyed(tx, id)) return err('DOCUMENT_DESTROYED', { id })
  if (decision.date > today) return err('NOTED_IN_FUTURE', { date: decision.date, today })
  return ok(document)
}

const change = handleCommand(contract.changeLevel, (context, { documentId, to, decision, protectedUntil, subjectAllowedBy }) => {
  const { tx, newId, person } = context
  const found = decidable(context, documentId, decision)
  if (!found.ok) return found
  const document = found.value
  if (document.secrecy === to) return err('LEVEL_UNCHANGED', { secrecy: to })
  if (!mayReadLevel(person, to)) return err('SECRECY_ABOVE_CLEARANCE', { secrecy: to })
  const fault = filesFault(context, to, filesOf(tx, [documentId]).length > 0)
  if (fault !== null) return fault
  if (protectedUntil !== undefined && protectedUntil <= decision.date) return err('PROTECTION_ENDS_EARLIER', { until: decision.date })
  const id = newId()
  const set = decisionSet(context, document, kindOfChange(document.secrecy, to), to, decision, protectedUntil ?? null)
  // The document first: what lies within it goes where it lies now.
  const needsLeave = subjectNeedsLeave(to)
  const subject: Record<string, string | null> = { ...(needsLeave && subjectAllowedBy === undefined ? { subject: noSubject } : {}), subject_allowed_by: needsLeave ? (subjectAllowedBy ?? null) : null }
  return ok({ id, entry: tx.append([{ table: 'document', id: documentId, set: { secrecy: to, ...subject } }, { table: 'secrecy_decision', id, set }]) })
})

const extend = handleCommand(contract.extendProtection, (context, { documentId, until, decision }) => {
  const { tx, newId, rulebook } = context
  const found = decidable(context, documentId, decision)
  if (!found.ok) return found
  const document = found.value
  if (document.secrecy === 'none') return err('DOCUMENT_NOT_SECRET', { id: documentId })
  const stands = protectionOf(tx, rulebook, document)
  if (stands !== null && until <= stands) return err('PROTECTION_ENDS_EARLIER', { until: stands })
  const id = newId()
  return ok({ id, entry: tx.append([{ table: 'secrecy_decision', id, set: decisionSet(context, document, 'extended', document.secrecy, decision, until) }]) })
})

const destroy = handleCommand(contract.destroyDocument, (context, { documentId, decision }) => {
  const { tx, newId } = context
  const found = decidable(context, documentId, decision)
  if (!found.ok) return found
  const document = found.value
  if (document.secrecy === 'none') return err('DOCUMENT_NOT_SECRET', { id: documentId })
  const out = copiesOf(tx, documentId).filter(({ ended_on }) => ended_on === null)
  if (out.length > 0) return err('COPIES_OUT', { copies: out.map(({ number }) => number) })
  const files = tx.all<{ file_id: string }>(sql`
    SELECT file_id FROM document_file WHERE document_id = ${documentId}
    UNION SELECT ink_file_id FROM handling_event WHERE document_id = ${documentId} AND ink_file_id IS NOT NULL`)
  tx.forget(forgotten(context, documentId))
  // They leave this disk right after (office/erasing.ts).
  for (const { file_id } of files) if (file_id !== noFile) tx.local(sql`INSERT INTO file_to_erase (file_id) VALUES (${file_id}) ON CONFLICT DO NOTHING`)
  const id = newId()
  const entry = tx.append([{ table: 'secrecy_decision', id, set: decisionSet(context, document, 'destroyed', document.secrecy, decision, null) }])
  return ok({ id, entry, files: files.length, copiesOut: 0 })
})

export const decisionHandlers = [change, extend, destroy]

// What a clerk wrote about an outgoing document, as changes of its records: the fields, the recipients, the documents it answers, its files.
import type { Change } from '../../archive/journal.ts'
import { sql } from '../../archive/sql.ts'
import { err, ok } from '../../contract/result.ts'
import { bodyForFiling } from '../../filing/choose.ts'
import type { BodyChoice } from '../../filing/choose.ts'
import { bodyNamer } from '../../filing/records.ts'
import type { CommandContext } from '../../handler/handler.ts'
import { mayReadLevel } from '../../handler/person.ts'
import { filesFault, settleFiles } from '../files-of.ts'
import { registerRows } from '../numbers.ts'
import { issuerChange, settleIssuer, usualIssuer } from '../own-office.ts'
import type { SettledIssuer } from '../own-office.ts'
import { filesOf, presentDocument } from '../records.ts'
import type { DocumentRow } from '../records.ts'
import type { OutgoingFields, Recipient } from './contract.ts'
import { linksFrom, recipientsOf, replyLink } from './records.ts'
import { settleSubject } from '../subject/rules.ts'

/** What stands once the fields are written: of a new document, or of one that was there. */
export interface Written {
  readonly id: string
  readonly made: readonly Change[]
  /** what a number depends on */
  readonly documentTypeId: string
  readonly issuer: SettledIssuer
  readonly secrecy: DocumentRow['secrecy']
  readonly issuedDate: string | null
  readonly signerName: string | null
}

const missing = (what: 'signer' | 'issuedDate' | 'documentTypeId' | 'subject') => err('DRAFT_INCOMPLETE', { missing: what })

/** What a document still lacks before a number may be given: DRAFT_INCOMPLETE {missing}; null where nothing. */
export function incomplete({ issuedDate, signerName }: Written) {
  if (signerName === null) return missing('signer')
  if (issuedDate === null) return missing('issuedDate')
  return null
}

/** The book of outgoing documents: secret ones have their own where it is open. */
function bookFor({ tx }: CommandContext, isSecret: boolean): string | undefined {
  const books = registerRows(tx, 'outgoing').filter((book) => book.closed === 0)
  return (isSecret ? books.find((book) => book.kind === 'secret') : undefined)?.id ?? books.find((book) => book.kind === 'general')?.id
}

/** A name and a body for each recipient. Answers BODY_NOT_FOUND, BODY_IS_GROUP, BODY_MERGED. */
function recipientSets({ tx, today }: CommandContext, recipients: readonly Recipient[]) {
  const sets: { kind: string; body_id: string | null; name: string }[] = []
  for (const one of recipients) {
    if ('bodyId' in one) {
      const body = bodyForFiling(tx, one.bodyId)
      if (!body.ok) return body
      sets.push({ kind: 'body', body_id: one.bodyId, name: bodyNamer(tx, [one.bodyId])(one.bodyId, today) })
    } else if ('unit' in one) sets.push({ kind: 'unit', body_id: null, name: one.unit })
    else if ('person' in one) sets.push({ kind: 'person', body_id: null, name: one.person })
    else sets.push({ kind: 'group', body_id: null, name: one.group })
  }
  return ok(sets)
}

/** Whom a document is to be issued by: the one said, else the one it has; of another type the usual one, unless it is a third body's. */
function issuerWanted({ tx, rulebook, newId }: CommandContext, row: DocumentRow | undefined, fields: OutgoingFields, documentTypeId: string, day: string): BodyChoice | undefined {
  if (fields.issuingBody !== undefined || row === undefined) return fields.issuingBody
  const standing = { id: row.issuing_body_id }
  if (documentTypeId === row.document_type_id || row.order_number > 0) return standing
  const had = settleIssuer(tx, rulebook, { choice: standing, documentTypeId, day }, newId)
  return had.ok && had.value.kind !== null ? undefined : standing
}

/**
 * The changes that write `fields` into the document `row`, or into a new one. Errors: DOCUMENT_TYPE_UNKNOWN, BODY_…, FILE_NOT_STAGED,
 * DOCUMENT_NOT_FOUND (one that it answers), REGISTER_NOT_FOUND (no book of outgoing documents is open), DRAFT_INCOMPLETE,
 * ISSUED_IN_FUTURE, DUE_BEFORE_ISSUE, FIELD_FROZEN, SECRECY_ABOVE_CLEARANCE.
 */
export function writeFields(context: CommandContext, row: DocumentRow | undefined, fields: OutgoingFields) {
  const { tx, rulebook, today, now, newId, person } = context
  if (fields.secrecy !== undefined && !mayReadLevel(person, fields.secrecy)) return err('SECRECY_ABOVE_CLEARANCE', { secrecy: fields.secrecy })
  const id = row?.id ?? newId()
  const numbered = (row?.order_number ?? 0) > 0
  const documentTypeId = fields.documentTypeId ?? row?.document_type_id
  if (documentTypeId === undefined) return missing('documentTypeId')
  if (rulebook.documentType(documentTypeId) === undefined) return err('DOCUMENT_TYPE_UNKNOWN', { documentTypeId })
  const subject = settleSubject(fields.secrecy ?? row?.secrecy ?? 'none', fields.subject ?? row?.subject, fields.subjectAllowedBy ?? row?.subject_allowed_by ?? null)
  if (!subject.ok) return subject.error.code === 'SUBJECT_MISSING' ? missing('subject') : err('SUBJECT_NOT_ALLOWED', subject.error.params)
  const issuedDate = fields.issuedDate === undefined ? (row?.issued_date ?? null) : fields.issuedDate
  if (issuedDate !== null && issuedDate > today) return err('ISSUED_IN_FUTURE', { issuedDate, today })
  const dueDate = fields.dueDate === undefined ? (row?.due_date ?? null) : fields.dueDate
  if (dueDate !== null && issuedDate !== null && dueDate < issuedDate) return err('DUE_BEFORE_ISSUE', { dueDate, issuedDate })
  const secrecy = fields.secrecy ?? row?.secrecy ?? 'none'

  const day = issuedDate ?? today
  const settled = settleIssuer(tx, rulebook, { choice: issuerWanted(context, row, fields, documentTypeId, day), documentTypeId, day }, newId)
  if (!settled.ok) return settled
  const issuer = settled.value
  const bodyId = issuer.id
  const made: Change[] = [...issuer.made]
  // Chosen once, a document of this type is the same one's next time; only a choice that a person made counts.
  const chosen = fields.issuingBody !== undefined && bodyId !== row?.issuing_body_id ? issuer.kind : null
  if (chosen !== null && chosen !== usualIssuer(tx, rulebook, documentTypeId, day)) made.push(issuerChange(documentTypeId, chosen))
  if (numbered) {
    const frozen: readonly [string, unknown, unknown][] = [
      ['documentTypeId', documentTypeId, row!.document_type_id], ['issuingBody', bodyId, row!.issuing_body_id], ['issuedDate', issuedDate, row!.issued_date], ['secrecy', secrecy, row!.secrecy],
    ]
    const changed = frozen.find(([, after, before]) => after !== before)
    if (changed !== undefined) return err('FIELD_FROZEN', { id, field: changed[0] })
  }
  const registerId = row !== undefined && secrecy === row.secrecy ? row.register_id : bookFor(context, secrecy !== 'none')
  if (registerId === undefined) return err('REGISTER_NOT_FOUND', { registerId: 'di' })

  const registerDate = issuedDate ?? row?.register_date ?? today
  const set: Record<string, string | number | null> = {}
  const put = (column: string, value: string | number | null | undefined) => {
    if (value !== undefined) set[column] = value === '' ? null : value
  }
  put('document_type_id', documentTypeId)
  Object.assign(set, subject.value)
  put('issued_date', issuedDate)
  put('issuing_body_id', bodyId)
  put('register_id', registerId)
  put('register_date', registerDate)
  put('year', Number(registerDate.slice(0, 4)))
  put('secrecy', secrecy)
  put('urgency', fields.urgency ?? row?.urgency ?? 'normal')
  put('signer_name', fields.signer?.name)
  put('signer_position', fields.signer?.position)
  put('authority', fields.signer?.authority)
  put('on_behalf_of', fields.signer?.onBehalfOf)
  put('record_copy_holder', fields.recordCopyHolder)
  put('copies', fields.copies)
  put('pages', fields.pages)
  put('due_date', fields.dueDate)
  put('language', fields.language)
  put('note', fields.note)
  put('doc_ordinal', fields.docOrdinal)
  if (fields.fileCode !== undefined) {
    Object.assign(set, { file_organ_id: fields.fileCode?.organId ?? null, file_catalog: fields.fileCode?.fileCatalog ?? null, file_notation: fields.fileCode?.fileNotation ?? null })
  }
  if (row === undefined) Object.assign(set, { direction: 'outgoing', number_symbol: '', number_key: '', status: 'draft', registered_at: new Date(now).toISOString() })

  if (fields.recipients !== undefined) {
    const sets = recipientSets(context, fields.recipients)
    if (!sets.ok) return sets
    const standing = recipientsOf(tx, id)
    const kept = new Set<string>()
    const named: Change[] = sets.value.map((one, ordinal) => {
      const match = standing.find((other) => !kept.has(other.id) && other.kind === one.kind && other.body_id === one.body_id && (one.kind === 'body' || other.name === one.name))
      if (match !== undefined) kept.add(match.id)
      return match === undefined
        ? { table: 'document_recipient', id: newId(), set: { document_id: id, ...one, ordinal, removed: 0 } }
        : { table: 'document_recipient', id: match.id, set: { ordinal } }
    })
    made.push(...standing.filter((one) => !kept.has(one.id)).map((one): Change => ({ table: 'document_recipient', id: one.id, set: { removed: 1 } })), ...named)
    // Registers print and search what stands here.
    put('to_places', sets.value.map((one) => one.name).join('; ').slice(0, 1000))
  }
  if (fields.inReplyTo !== undefined) {
    const wanted = [...new Set(fields.inReplyTo)]
    for (const other of wanted) if (other === id || presentDocument(tx, other) === undefined) return err('DOCUMENT_NOT_FOUND', { id: other })
    const standing = linksFrom(tx, id).filter((link) => link.kind === 'in-reply-to')
    for (const link of standing) if (!wanted.includes(link.to_id)) made.push({ table: 'document_link', id: link.id, set: { removed: 1 } })
    for (const other of wanted) made.push(...replyLink(tx, id, other, newId))
  }
  // The document stands before what refers to it.
  const before = made.findIndex((change) => change.table !== 'body' && change.table !== 'body_name' && change.table !== 'body_alias')
  made.splice(before === -1 ? made.length : before, 0, { table: 'document', id, set })
  if (fields.secrecy !== undefined || fields.files !== undefined) {
    const forbidden = filesFault(context, secrecy, (fields.files ?? filesOf(tx, [id])).length > 0)
    if (forbidden !== null) return forbidden
  }
  if (fields.files !== undefined) {
    const files = settleFiles(context, id, fields.files)
    if (!files.ok) return files
    made.push(...files.value)
  }
  const signerName = fields.signer?.name === undefined ? (row?.signer_name ?? null) : fields.signer.name || null
  return ok<Written>({ id, made, documentTypeId, issuer, secrecy, issuedDate, signerName })
}

/** Whether anything of a document is to be read by nobody but a person who may see secrets. */
export function isSecret(secrecy: DocumentRow['secrecy']): boolean {
  return secrecy !== 'none'
}

/** Says where a draft stands: with `awaitNumber` it must have what a number needs. */
export function draftState(written: Written, awaitNumber: boolean) {
  const lacks = awaitNumber ? incomplete(written) : null
  return lacks ?? ok<Change>({ table: 'document', id: written.id, set: { status: awaitNumber ? 'awaiting-number' : 'draft' } })
}

/** The document that a command names, where it is an outgoing one that may still be changed. */
export function changeableOutgoing(context: CommandContext, id: string) {
  const row = context.tx.get<DocumentRow>(sql`SELECT * FROM document WHERE id = ${id}`)
  if (row === undefined || row.status === 'withdrawn') return err('DOCUMENT_NOT_FOUND', { id })
  if (row.direction !== 'outgoing') return err('DOCUMENT_NOT_OUTGOING', { id })
  if (row.status === 'cancelled') return err('DOCUMENT_CANCELLED', { id })
  if (row.status === 'recalled') return err('DOCUMENT_RECALLED', { id })
  return ok(row)
}

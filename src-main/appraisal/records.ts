// Acts on drafts in the archive, what stands of a draft, and as both are shown.
import { createHash } from 'node:crypto'
import type { ReadDb } from '../archive/database.ts'
import { sql } from '../archive/sql.ts'
import type { ApprovalAspect } from '../contract/choices.ts'
import { doerOf } from '../people/acting.ts'
import type { Names } from '../people/acting.ts'
import type { Party } from '../people/schemas.ts'
import { recipientsOf } from '../registers/outgoing/records.ts'
import { documentRow, filesOf, issuerOf } from '../registers/records.ts'
import type { DocumentRow } from '../registers/records.ts'
import { standingOf, versionOf, writtenOut } from './rules.ts'
import type { Act } from './rules.ts'
import type { ActKind } from './words.ts'

export interface ActRow {
  readonly id: string
  readonly document_id: string
  readonly kind: ActKind
  readonly aspect: ApprovalAspect | null
  readonly to_account_id: string | null
  readonly to_name: string | null
  readonly text: string | null
  readonly version: number
  readonly entry: string
  readonly content_hash: string | null
  readonly done_by: string | null
  readonly done_by_name: string | null
  readonly noted_by: string | null
  readonly done_at: string
  readonly done_on: string
}

/** What was done with a draft, the oldest first. */
export function actsOf(db: ReadDb, documentId: string): ActRow[] {
  return db.all<ActRow>(sql`
    SELECT * FROM draft_act                              -- draft_act_by_document
    WHERE document_id = ${documentId}
    ORDER BY done_at, id`)
}

export function hasActs(db: ReadDb, documentId: string): boolean {
  return db.value(sql`SELECT 1 FROM draft_act WHERE document_id = ${documentId} LIMIT 1`) !== undefined
}

export const actOf = ({ id, kind, aspect, version, content_hash: hash }: ActRow): Act => ({ id, kind, aspect, version, hash })

/** SHA-256 (hex) of a draft's words and files as they stand. */
function hashOf(db: ReadDb, row: DocumentRow): string {
  const words = {
    documentTypeId: row.document_type_id, subject: row.subject, issuingBodyId: issuerOf(row), signerName: row.signer_name, signerPosition: row.signer_position, authority: row.authority,
    onBehalfOf: row.on_behalf_of, urgency: row.urgency, secrecy: row.secrecy, dueDate: row.due_date, language: row.language,
    recipients: recipientsOf(db, row.id).map(({ name }) => name),
    files: filesOf(db, [row.id]).map(({ file_id: fileId, role }) => ({ fileId, role })),
  }
  return createHash('sha256').update(writtenOut(words)).digest('hex')
}

/** A draft with its acts, its version as it stands, and where it stands; from records alone. */
export function draftOf(db: ReadDb, row: DocumentRow) {
  const rows = actsOf(db, row.id)
  const acts = rows.map(actOf)
  const version = versionOf(acts, hashOf(db, row))
  return { row, rows, acts, version, standing: standingOf(acts, version) }
}
export type Draft = ReturnType<typeof draftOf>

/** As `draftOf`; undefined where there is no such document. */
export function draftById(db: ReadDb, documentId: string): Draft | undefined {
  const row = documentRow(db, documentId)
  return row === undefined ? undefined : draftOf(db, row)
}

/** Whom a draft was submitted to; null for other acts. */
export function partyOf({ to_account_id: account, to_name: name }: Pick<ActRow, 'to_account_id' | 'to_name'>, names: Names): Party | null {
  if (account !== null) return { kind: 'account', id: account, name: names.account(account) }
  return name === null ? null : { kind: 'name', id: null, name }
}

/** Whose act it is, and who noted it for them. */
export function doersOf(row: Pick<ActRow, 'done_by' | 'done_by_name' | 'noted_by'>, names: Names) {
  return { by: doerOf(row.done_by, row.done_by_name, names), notedBy: row.noted_by === null ? null : doerOf(row.noted_by, null, names) }
}

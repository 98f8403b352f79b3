// What is kept of secrets, read and shown.
import type { ReadDb } from '../archive/database.ts'
import { sql } from '../archive/sql.ts'
import type { OutputOf } from '../contract/define.ts'
import type { Secrecy } from '../contract/fields.ts'
import { nameOf } from '../people/index.ts'
import type { Rulebook } from '../rulebook/rulebook.ts'
import type { getCourse } from './contract.ts'
import { protectedUntil } from './rules.ts'

type Course = OutputOf<typeof getCourse>

export interface SecretDocument {
  readonly id: string
  readonly secrecy: Secrecy
  readonly limited: 0 | 1
  readonly direction: 'incoming' | 'outgoing'
  readonly status: string
  readonly number_symbol: string
  readonly subject: string
  /** from which protection runs */
  readonly day: string
}

/** A document as secrets see it; undefined where it is not there, or was withdrawn. */
export function secretDocument(db: ReadDb, id: string): SecretDocument | undefined {
  return db.get<SecretDocument>(sql`SELECT id, secrecy, limited, direction, status, number_symbol, subject, coalesce(issued_date, register_date) AS day FROM document WHERE id = ${id} AND status <> 'withdrawn'`)
}

/** What this PC may hold: as it was set, else no file of any state secret. */
export function pcRule(db: ReadDb): { readonly filesUpTo: Secrecy; readonly standAlone: boolean } {
  const row = db.get<{ files_up_to: Secrecy; stand_alone: number }>(sql`SELECT files_up_to, stand_alone FROM pc_secrecy`)
  return { filesUpTo: row?.files_up_to ?? 'none', standAlone: row?.stand_alone === 1 }
}

interface DecisionRow {
  readonly id: string
  readonly kind: Course['decisions'][number]['kind']
  readonly from_level: Secrecy
  readonly to_level: Secrecy
  readonly number_symbol: string
  readonly decided_on: string
  readonly decided_by: string
  readonly reason: string
  readonly protected_until: string | null
  readonly noted_at: string
  readonly noted_by: string
}

/** The decisions about a document, oldest first. */
export function decisionsOf(db: ReadDb, documentId: string): readonly DecisionRow[] {
  return db.all<DecisionRow>(sql`SELECT * FROM secrecy_decision WHERE document_id = ${documentId} ORDER BY noted_at, id`)
}

export function isDestroyed(db: ReadDb, documentId: string): boolean {
  return db.value(sql`SELECT 1 FROM secrecy_decision WHERE document_id = ${documentId} AND kind = 'destroyed' LIMIT 1`) !== undefined
}

/** How long a level protects; null: it has no period. */
export function yearsOf(rulebook: Rulebook, secrecy: Secrecy): number | null {
  return rulebook.entries.secrecies.find((level) => level.id === secrecy)?.protectionYears ?? null
}

/** Until when a document is protected as it stands; null where it is not secret. */
export function protectionOf(db: ReadDb, rulebook: Rulebook, { id, secrecy, day }: SecretDocument): string | null {
  if (secrecy === 'none') return null
  // A decision about another level says nothing of this one's period.
  const decided = decisionsOf(db, id).filter((decision) => decision.to_level === secrecy && decision.protected_until !== null).at(-1)?.protected_until ?? null
  return protectedUntil(day, yearsOf(rulebook, secrecy), decided)
}

/** The first of these documents that was destroyed by decision: nothing more is done with it. */
export function destroyedAmong(db: ReadDb, documentIds: readonly string[]): string | undefined {
  return documentIds.find((id) => isDestroyed(db, id))
}

export function shownDecision(db: ReadDb, row: DecisionRow): Course['decisions'][number] {
  return {
    id: row.id, kind: row.kind, from: row.from_level, to: row.to_level, numberSymbol: row.number_symbol, decidedOn: row.decided_on, decidedBy: row.decided_by, reason: row.reason,
    protectedUntil: row.protected_until, notedAt: row.noted_at, notedBy: nameOf(db, row.noted_by),
  }
}

export interface CopyRow {
  readonly id: string
  readonly document_id: string
  readonly number: number
  readonly holder: string
  readonly given_on: string
  readonly given_by: string
  readonly note: string | null
  readonly recall_asked_on: string | null
  readonly ended_on: string | null
  readonly end_kind: Course['copies'][number]['end']
  readonly end_note: string | null
}

/** The numbered copies of a document, by their numbers. */
export function copiesOf(db: ReadDb, documentId: string): readonly CopyRow[] {
  return db.all<CopyRow>(sql`SELECT * FROM secret_copy WHERE document_id = ${documentId} ORDER BY number`)
}

export function shownCopy(db: ReadDb, row: CopyRow): Course['copies'][number] {
  return {
    id: row.id, number: row.number, holder: row.holder, givenOn: row.given_on, givenBy: nameOf(db, row.given_by), note: row.note, recallAskedOn: row.recall_asked_on,
    endedOn: row.ended_on, end: row.end_kind, endNote: row.end_note,
  }
}

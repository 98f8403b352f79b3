// The named readers of limited documents, as they stand in the archive.
import type { ReadDb } from '../../archive/database.ts'
import { joined, sql } from '../../archive/sql.ts'
import type { Sql } from '../../archive/sql.ts'
import { localOperator, mayReadLevel } from '../../handler/person.ts'
import type { Person } from '../../handler/person.ts'
import type { DocumentRow } from '../records.ts'
import { holds, mostOf, readerRights } from './rules.ts'
import type { ReaderRight } from './rules.ts'

export interface ReaderRow {
  readonly id: string
  readonly document_id: string
  readonly account_id: string | null
  readonly unit_id: string | null
  readonly may: ReaderRight
}

/** The readers of a document, accounts before units. */
export function readersOf(db: ReadDb, documentId: string): readonly ReaderRow[] {
  return db.all<ReaderRow>(sql`
    SELECT id, document_id, account_id, unit_id, may FROM document_reader   -- document_reader_by_document
    WHERE document_id = ${documentId} AND removed = 0
    ORDER BY account_id IS NULL, id`)
}

/** Which rows of readers mean a person: by account, or as one of a unit. */
function meaning({ id, unitId }: Pick<Person, 'id' | 'unitId'>): Sql {
  return unitId === null ? sql`account_id = ${id}` : sql`(account_id = ${id} OR unit_id = ${unitId})`
}

/** What a person may do with a limited document; null: not even know of it. The operator of an archive without accounts is its one person. */
export function rightOf(db: ReadDb, person: Pick<Person, 'id' | 'unitId'>, documentId: string): ReaderRight | null {
  if (person.id === localOperator.id) return 'work'
  return mostOf(db.all<{ may: ReaderRight }>(sql`SELECT may FROM document_reader WHERE document_id = ${documentId} AND removed = 0 AND ${meaning(person)}`).map(({ may }) => may))
}

/** What a person needs of a limited document to see it here: to read it, or, in what leaves this PC, to print it. */
function asked({ keptBack }: Person): ReaderRight {
  return keptBack === undefined ? 'read' : 'print'
}

/** The documents that are limited to others, by their ids. */
export function hiddenFrom(db: ReadDb, person: Person): readonly string[] {
  if (person.id === localOperator.id) return []
  const enough = readerRights.filter((right) => holds(right, asked(person))).map((right) => sql`${right}`)
  return db.all<{ id: string }>(sql`
    SELECT id FROM document INDEXED BY document_limited
    WHERE limited = 1 AND NOT EXISTS (
      SELECT 1 FROM document_reader WHERE document_id = document.id AND removed = 0 AND ${meaning(person)} AND may IN (${joined(enough, ', ')}))
    ORDER BY id`).map(({ id }) => id)
}

/** Whether a person may read a document: by its level, and as a named reader where it is limited to some. */
export function mayReadDocument(db: ReadDb, person: Person, row: Pick<DocumentRow, 'id' | 'secrecy' | 'limited'>): boolean {
  return mayReadLevel(person, row.secrecy) && (row.limited === 0 || holds(rightOf(db, person, row.id), asked(person)))
}

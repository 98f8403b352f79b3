// Rights of one document (NĐ 30/2020/NĐ-CP, Phụ lục VI, III.3.b): who may read a document that is limited to named readers.
import type { Migration } from '../../archive/schema.ts'
import { readerRights } from './rules.ts'

export const readersMigration: Migration = {
  number: 130,
  name: 'readers',
  tables: [{ name: 'document_reader', class: 'record', topic: 'documents', within: { table: 'document', column: 'document_id' } }],
  script: `
    -- Hạn chế người đọc: 1 where only those named in document_reader may read it, on top of clearance.
    ALTER TABLE document ADD COLUMN limited INTEGER NOT NULL DEFAULT 0 CHECK (limited IN (0, 1));
    CREATE INDEX document_limited ON document (id) WHERE limited = 1;

    -- Người được đọc of a limited document: an account, or all people of a unit.
    CREATE TABLE document_reader (
      id TEXT NOT NULL PRIMARY KEY,
      document_id TEXT NOT NULL REFERENCES document (id),
      account_id TEXT REFERENCES account (id),
      unit_id TEXT REFERENCES unit (id),
      may TEXT NOT NULL CHECK (may IN (${readerRights.map((one) => `'${one}'`).join(', ')})),
      removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
      CHECK ((account_id IS NULL) <> (unit_id IS NULL))
    ) STRICT;
    CREATE INDEX document_reader_by_document ON document_reader (document_id, removed);
  `,
}

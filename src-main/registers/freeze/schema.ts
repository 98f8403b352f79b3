// Documents that are locked against every change (đóng băng): NĐ 30/2020/NĐ-CP, Phụ lục VI, IV.1.g.
import type { Migration } from '../../archive/schema.ts'

export const freezeMigration: Migration = {
  number: 170,
  name: 'freeze',
  tables: [],
  script: `
    -- 1 while a document is locked against move, deletion and change, with the reason for it.
    ALTER TABLE document ADD COLUMN frozen INTEGER NOT NULL DEFAULT 0 CHECK (frozen IN (0, 1));
    ALTER TABLE document ADD COLUMN frozen_reason TEXT;
    CREATE INDEX document_frozen ON document (id) WHERE frozen = 1;
  `,
}

// Who viewed, printed, exported what, and when (NĐ 30/2020/NĐ-CP, Phụ lục VI, III.6.a, b, l).
import type { Migration } from '../archive/schema.ts'
import { accessKinds } from '../contract/define.ts'

export const trailMigration: Migration = {
  number: 110,
  name: 'trail',
  tables: [
    { name: 'access', class: 'record', topic: 'people' },
    { name: 'access_note', class: 'local' },
  ],
  script: `
    -- An access: ids alone, no word of what was read.
    CREATE TABLE access (
      id TEXT NOT NULL PRIMARY KEY,
      account_id TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN (${accessKinds.map((kind) => `'${kind}'`).join(', ')})),
      -- null: of no single document: a sign-in, a list that was printed
      document_id TEXT,
      -- the name of the contract that was called
      name TEXT NOT NULL,
      at TEXT NOT NULL,
      -- how often within the minutes that count as one access
      times INTEGER NOT NULL DEFAULT 1 CHECK (times >= 1)
    ) STRICT;
    CREATE INDEX access_by_document ON access (document_id, at) WHERE document_id IS NOT NULL;
    CREATE INDEX access_by_account ON access (account_id, at);
    CREATE INDEX access_by_time ON access (at);

    -- What has not yet gone into the journal, which takes accesses in batches.
    CREATE TABLE access_note (
      id TEXT NOT NULL PRIMARY KEY,
      account_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      document_id TEXT,
      name TEXT NOT NULL,
      at TEXT NOT NULL,
      times INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
}

// The table of kept searches.
import type { Migration } from '../../archive/schema.ts'

export const searchesMigration: Migration = {
  number: 80,
  name: 'searches',
  tables: [{ name: 'saved_search', class: 'record', topic: 'office', owner: 'owner' }],
  script: `
    -- tìm kiếm đã lưu: of the person who keeps it, and of the whole office where it is shared.
    CREATE TABLE saved_search (
      id TEXT NOT NULL PRIMARY KEY,
      owner TEXT NOT NULL,
      name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
      find TEXT NOT NULL CHECK (json_valid(find)),        -- what it looks for, as the contract has it
      pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)),
      shared INTEGER NOT NULL DEFAULT 0 CHECK (shared IN (0, 1)),
      removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
    ) STRICT;
    CREATE INDEX saved_search_by_owner ON saved_search (owner, removed, name);
  `,
}

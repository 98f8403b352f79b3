// Tables of the regime of secrets (chế độ mật): decisions about a document's level, numbered copies, and what this PC may hold.
import type { Migration } from '../archive/schema.ts'
import { secrecies } from '../contract/choices.ts'

const day = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
const level = secrecies.map((one) => `'${one}'`).join(', ')

export const decisionKinds = ['raised', 'lowered', 'declassified', 'extended', 'destroyed'] as const
export const copyEnds = ['returned', 'recalled', 'destroyed', 'lost'] as const

export const secrecyMigration: Migration = {
  number: 120,
  name: 'secrecy',
  tables: [
    { name: 'secrecy_decision', class: 'record', topic: 'documents', within: { table: 'document', column: 'document_id' } },
    { name: 'secret_copy', class: 'record', topic: 'documents', together: [['given_on', 'ended_on', 'end_kind']], within: { table: 'document', column: 'document_id' } },
    { name: 'pc_secrecy', class: 'local' },
    { name: 'file_to_erase', class: 'local' },
  ],
  script: `
    -- Quyết định về độ mật: raised, lowered, declassified (giải mật), protection extended (gia hạn), destroyed (tiêu hủy).
    CREATE TABLE secrecy_decision (
      id TEXT NOT NULL PRIMARY KEY,
      document_id TEXT NOT NULL REFERENCES document (id),
      kind TEXT NOT NULL CHECK (kind IN (${decisionKinds.map((kind) => `'${kind}'`).join(', ')})),
      from_level TEXT NOT NULL CHECK (from_level IN (${level})),
      to_level TEXT NOT NULL CHECK (to_level IN (${level})),
      -- the paper: its number and symbol, day, who issued it
      number_symbol TEXT NOT NULL,
      decided_on TEXT NOT NULL CHECK (decided_on ${day}),
      decided_by TEXT NOT NULL,
      reason TEXT NOT NULL,
      -- until when the secret is kept now; null: as the rule says
      protected_until TEXT CHECK (protected_until ${day}),
      noted_at TEXT NOT NULL,
      noted_by TEXT NOT NULL,
      CHECK (kind <> 'extended' OR protected_until IS NOT NULL),
      CHECK ((kind = 'declassified') <= (to_level = 'none'))
    ) STRICT;
    CREATE INDEX secrecy_decision_by_document ON secrecy_decision (document_id, noted_at);

    -- Bản số: the copies of a secret document, each followed by its number.
    CREATE TABLE secret_copy (
      id TEXT NOT NULL PRIMARY KEY,
      document_id TEXT NOT NULL REFERENCES document (id),
      number INTEGER NOT NULL CHECK (number >= 1),
      holder TEXT NOT NULL CHECK (length(holder) BETWEEN 1 AND 200),
      given_on TEXT NOT NULL CHECK (given_on ${day}),
      given_by TEXT NOT NULL,
      note TEXT,
      recall_asked_on TEXT CHECK (recall_asked_on ${day}),
      ended_on TEXT CHECK (ended_on ${day}),
      end_kind TEXT CHECK (end_kind IN (${copyEnds.map((kind) => `'${kind}'`).join(', ')})),
      end_note TEXT,
      CHECK ((ended_on IS NULL) = (end_kind IS NULL)),
      CHECK (ended_on >= given_on)
    ) STRICT;
    CREATE UNIQUE INDEX secret_copy_by_number ON secret_copy (document_id, number);
    CREATE INDEX secret_copy_open ON secret_copy (holder) WHERE ended_on IS NULL;

    -- Files of what was destroyed by decision, until they are gone from this disk.
    CREATE TABLE file_to_erase (
      file_id TEXT NOT NULL PRIMARY KEY
    ) STRICT, WITHOUT ROWID;

    -- What this PC may hold: one row. Left out, no state secret has a file here.
    CREATE TABLE pc_secrecy (
      id TEXT NOT NULL PRIMARY KEY CHECK (id = 'pc'),
      files_up_to TEXT NOT NULL CHECK (files_up_to IN (${level})),
      stand_alone INTEGER NOT NULL CHECK (stand_alone IN (0, 1))
    ) STRICT, WITHOUT ROWID;
  `,
}

/** Another PC's entry is never refused for what it says, so no index allows a copy's number once. */
export const copyNumbersMigration: Migration = {
  number: 210,
  name: 'copy-numbers',
  tables: [],
  script: 'DROP INDEX secret_copy_by_number; CREATE INDEX secret_copy_by_number ON secret_copy (document_id, number);',
}

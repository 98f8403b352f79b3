// What an archive of this program consists of: the tables and derivations of all rooms, in the order of their numbers.
import type { ArchiveSchema, Migration } from '../archive/schema.ts'
import { journalMigration, mergeMigration } from '../archive/schema.ts'
import { appraisalDerivations, appraisalMigration } from '../appraisal/index.ts'
import { filingDerivations, filingMigration } from '../filing/index.ts'
import { handlingDerivations, handlingMigration, remindersMigration } from '../handling/index.ts'
import { networkMigration } from '../network/schema.ts'
import { loginsMigration, peopleMigration } from '../people/index.ts'
import { copyNumbersMigration, secrecyMigration } from '../secrecy/index.ts'
import { trailMigration } from '../trail/index.ts'
import { copiesMigration, freezeMigration, issuerMigration, outgoingMigration, papersMigration, readersMigration, registersDerivations, registersMigration, searchesMigration, seriesMigration, severalDerivations, severalMigration, subjectMigration } from '../registers/index.ts'

const officeMigration: Migration = {
  number: 20,
  name: 'office',
  tables: [
    { name: 'office', class: 'record', topic: 'office' },
    { name: 'term', class: 'record', topic: 'office' },
    { name: 'staged_file', class: 'local' },
    { name: 'draft', class: 'local', owner: 'owner' },
  ],
  script: `
    -- The office whose archive this is: one row, id 'office'.
    CREATE TABLE office (
      id TEXT NOT NULL PRIMARY KEY CHECK (id = 'office'),
      name TEXT NOT NULL,
      parent_name TEXT NOT NULL,
      level TEXT NOT NULL CHECK (level IN ('central', 'province', 'district', 'commune', 'base', 'other')),
      symbol_suffix TEXT NOT NULL,
      place TEXT NOT NULL,
      is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
      set_up_at TEXT NOT NULL
    ) STRICT;

    -- Nhiệm kỳ: the committee's term between congresses.
    CREATE TABLE term (
      id TEXT NOT NULL PRIMARY KEY,
      name TEXT NOT NULL,
      from_date TEXT NOT NULL,
      to_date TEXT
    ) STRICT;

    -- Files in the store that a command may name; what no record names in time is swept.
    CREATE TABLE staged_file (
      file_id TEXT NOT NULL PRIMARY KEY,
      size INTEGER NOT NULL,
      media_type TEXT NOT NULL,
      name TEXT NOT NULL,
      staged_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- What was typed in a form and not saved: of the person who typed it alone.
    CREATE TABLE draft (
      owner TEXT NOT NULL,
      key TEXT NOT NULL,
      value TEXT NOT NULL,
      saved_at TEXT NOT NULL,
      PRIMARY KEY (owner, key)
    ) STRICT, WITHOUT ROWID;
  `,
}

export const officeSchema: ArchiveSchema = {
  migrations: [
    journalMigration, officeMigration, filingMigration, registersMigration, seriesMigration, outgoingMigration, issuerMigration, copiesMigration, searchesMigration, peopleMigration, handlingMigration,
    trailMigration, secrecyMigration, readersMigration, remindersMigration, papersMigration, appraisalMigration,
    freezeMigration, subjectMigration, mergeMigration, severalMigration, copyNumbersMigration, loginsMigration, networkMigration,
  ],
  derivations: [...filingDerivations, ...registersDerivations, ...handlingDerivations, ...appraisalDerivations, ...severalDerivations],
}

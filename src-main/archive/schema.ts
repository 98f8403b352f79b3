// What an archive consists of, told by the rooms that own the tables: migrations, classes of tables, what is derived.
import type { Topic } from '../contract/topic.ts'
import type { ReadDb } from './database.ts'
import type { Sql } from './sql.ts'

/**
 * record: journalled, exchanged, replayed. derived: made from records alone, in the same order on every PC. local: of this PC
 * (drafts, staged files). journal: the entries themselves.
 */
export type TableDeclaration = RecordTable | LocalTable | { readonly name: string; readonly class: 'derived' | 'journal' }

interface LocalTable extends Owned {
  readonly name: string
  readonly class: 'local'
}

interface Owned {
  /** the column that names whose each row is: an account, or 'local' */
  readonly owner?: string
}

interface RecordTable extends Owned {
  readonly name: string
  readonly class: 'record'
  /** what windows read again when a record of it changed */
  readonly topic: Topic
  /** columns that hold ids of files: they protect the files from the sweep */
  readonly files?: readonly FileColumn[]
  /**
   * The compartment of the journal that a change of a record is laid down in, by the record as it stands after the change, so that
   * its payload can be withheld or erased apart; left out: the office's.
   */
  readonly compartment?: (row: Row, id: string) => string
  /** lies in the compartment of another record, named by a column, and moves with it */
  readonly within?: { readonly table: string; readonly column: string }
  /** fields of which every value that PCs wrote beside each other stays, and is shown, until a person chose; of the others the latest stands */
  readonly official?: readonly string[]
  /**
   * Fields that only fit together, as a condition of the table has it: a change of one of them tells all of them as they stand then, so
   * that after a merge they are those of one entry.
   */
  readonly together?: readonly (readonly string[])[]
  /** each change says the whole record anew and nothing of what stood before, so that earlier payloads can be erased (`Transaction.erase`) */
  readonly restated?: true
}

interface FileColumn {
  readonly id: string
  /** columns that describe the file, where the record does */
  readonly about?: { readonly name: string; readonly mediaType: string; readonly size: string }
}

export interface Migration {
  /** By tens, so that a mend can stand between two of them. */
  readonly number: number
  readonly name: string
  readonly tables: readonly TableDeclaration[]
  readonly script: string
  /** derived tables that are emptied after the script and made anew from the records, by this program's derivations */
  readonly rederive?: readonly string[]
}

export type Row = Readonly<Record<string, string | number | null>>

/** Told of each record that an entry changed, in the order of the changes; keeps the derived tables in step. */
export interface Derivation {
  /** the table of records that it is told of */
  readonly table: string
  /** the derived tables that it writes to */
  readonly fills: readonly string[]
  /** `before` is null for a new record. Uses no clock, no randomness, no rowid. */
  readonly derive: (db: { run(statement: Sql): number } & ReadDb, id: string, before: Row | null, after: Row) => void
}

export interface ArchiveSchema {
  readonly migrations: readonly Migration[]
  readonly derivations: readonly Derivation[]
}

/** The tables whose rows are each some person's own. */
export function ownedTables(schema: ArchiveSchema): readonly OwnedTable[] {
  return [...tablesOf(schema).values()].flatMap((table) => ((table.class === 'record' || table.class === 'local') && table.owner !== undefined ? [{ name: table.name, class: table.class, owner: table.owner }] : []))
}

export interface OwnedTable {
  readonly name: string
  readonly class: 'record' | 'local'
  readonly owner: string
}

/** The tables of an archive with their class, by name. */
export function tablesOf(schema: ArchiveSchema): ReadonlyMap<string, TableDeclaration> {
  return new Map(schema.migrations.flatMap((migration) => migration.tables.map((table) => [table.name, table] as const)))
}

/** The number of the newest migration: the version of an archive that has them all. */
export function latestMigration(schema: ArchiveSchema): number {
  return Math.max(...schema.migrations.map((migration) => migration.number))
}

/** The journal and what the archive keeps about itself: below every capability. */
const mergeTables: readonly TableDeclaration[] = [
  { name: 'journal_head', class: 'journal' },
  { name: 'journal_erased', class: 'journal' },
  { name: 'journal_parked', class: 'journal' },
  { name: 'merge_conflict', class: 'derived' },
]

const mergeScript = `
    -- Of records that changed since they were made: which entries their fields come from (heads.ts).
    CREATE TABLE IF NOT EXISTS journal_head (
      table_name TEXT NOT NULL,
      record_id TEXT NOT NULL,
      heads TEXT NOT NULL,
      PRIMARY KEY (table_name, record_id)
    ) STRICT, WITHOUT ROWID;

    -- Payloads that were erased, not withheld: one that arrives again is not taken.
    CREATE TABLE IF NOT EXISTS journal_erased (
      position INTEGER NOT NULL REFERENCES journal_envelope (position),
      compartment TEXT NOT NULL,
      PRIMARY KEY (position, compartment)
    ) STRICT, WITHOUT ROWID;

    -- Payloads of newer programs, which wait for an upgrade, and such as fit no table: the first name that is not known, or what is wrong.
    CREATE TABLE IF NOT EXISTS journal_parked (
      position INTEGER NOT NULL REFERENCES journal_envelope (position),
      compartment TEXT NOT NULL,
      unknown TEXT NOT NULL,
      PRIMARY KEY (position, compartment)
    ) STRICT, WITHOUT ROWID;

    -- Values of official fields that PCs wrote without having seen each other's.
    CREATE TABLE IF NOT EXISTS merge_conflict (
      table_name TEXT NOT NULL,
      record_id TEXT NOT NULL,
      field TEXT NOT NULL,
      entry TEXT NOT NULL,
      value ANY,
      PRIMARY KEY (table_name, record_id, field, entry)
    ) STRICT, WITHOUT ROWID;
`

/** Brings the tables of merging to archives that were made before them; their heads are worked out at the next opening. */
export const mergeMigration: Migration = {
  number: 190,
  name: 'merge',
  tables: mergeTables,
  script: `${mergeScript}
    INSERT INTO archive_fact (name, value) SELECT 'heads stale', 'yes' WHERE EXISTS (SELECT 1 FROM journal_envelope) ON CONFLICT (name) DO NOTHING;
  `,
}

export const journalMigration: Migration = {
  number: 10,
  name: 'journal',
  tables: [
    { name: 'archive_fact', class: 'local' },
    { name: 'epoch', class: 'local' },
    { name: 'journal_device', class: 'journal' },
    { name: 'journal_envelope', class: 'journal' },
    { name: 'journal_part', class: 'journal' },
    { name: 'journal_touch', class: 'journal' },
    { name: 'command_answer', class: 'derived' },
    ...mergeTables,
  ],
  script: `${mergeScript}
    CREATE TABLE archive_fact (
      name TEXT NOT NULL PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- Epochs that this PC has written under: the first, and one more after each restore or copied folder.
    CREATE TABLE epoch (
      device TEXT NOT NULL,
      epoch INTEGER NOT NULL CHECK (epoch >= 1),
      place TEXT NOT NULL,
      reason TEXT NOT NULL CHECK (reason IN ('created', 'restored', 'copied', 'moved', 'rolled-back')),
      started_at TEXT NOT NULL,
      entries_lost INTEGER NOT NULL DEFAULT 0 CHECK (entries_lost >= 0),
      PRIMARY KEY (device, epoch)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE journal_device (
      no INTEGER NOT NULL PRIMARY KEY,
      id TEXT NOT NULL UNIQUE CHECK (length(id) = 64),
      public_key BLOB NOT NULL
    ) STRICT;

    CREATE TABLE journal_envelope (
      position INTEGER NOT NULL PRIMARY KEY,           -- order in which this PC took it in
      device_no INTEGER NOT NULL REFERENCES journal_device (no),
      epoch INTEGER NOT NULL CHECK (epoch >= 1),
      sequence INTEGER NOT NULL CHECK (sequence >= 1),
      clock_ms INTEGER NOT NULL,
      clock_count INTEGER NOT NULL,
      previous BLOB NOT NULL CHECK (length(previous) = 32),
      hash BLOB NOT NULL CHECK (length(hash) = 32),
      signature BLOB NOT NULL CHECK (length(signature) = 64),
      UNIQUE (device_no, epoch, sequence)
    ) STRICT;

    -- The payload of one compartment; salt and body are empty where it is withheld or erased, the hash stays.
    CREATE TABLE journal_part (
      position INTEGER NOT NULL REFERENCES journal_envelope (position),
      compartment TEXT NOT NULL,
      hash BLOB NOT NULL CHECK (length(hash) = 32),
      salt BLOB,
      body TEXT,
      PRIMARY KEY (position, compartment),
      CHECK ((salt IS NULL) = (body IS NULL))
    ) STRICT, WITHOUT ROWID;

    -- Which entries touched a record: its history, and where a field's value came from.
    CREATE TABLE journal_touch (
      table_name TEXT NOT NULL,
      record_id TEXT NOT NULL,
      position INTEGER NOT NULL REFERENCES journal_envelope (position),
      PRIMARY KEY (table_name, record_id, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX journal_touch_position ON journal_touch (position);

    CREATE TABLE command_answer (
      command_id TEXT NOT NULL PRIMARY KEY,
      command TEXT NOT NULL,
      input TEXT NOT NULL,
      answer TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
}

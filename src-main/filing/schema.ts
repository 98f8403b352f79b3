// Tables of issuing bodies (cơ quan ban hành), and the keys under which they are found however they are typed.
import type { Derivation, Migration } from '../archive/schema.ts'
import { sql } from '../archive/sql.ts'
import { nameKey } from './rules.ts'

export const filingMigration: Migration = {
  number: 30,
  name: 'filing',
  tables: [
    { name: 'body', class: 'record', topic: 'bodies', official: ['parent_id', 'merged_into'], together: [['valid_from', 'valid_to']] },
    { name: 'body_name', class: 'record', topic: 'bodies', official: ['name'], together: [['valid_from', 'valid_to']] },
    { name: 'body_alias', class: 'record', topic: 'bodies' },
    { name: 'body_key', class: 'derived' },
  ],
  script: `
    CREATE TABLE body (
      id TEXT NOT NULL PRIMARY KEY,
      -- deferred: a tree is laid down in one entry, and a successor may stand after what it follows
      parent_id TEXT REFERENCES body (id) DEFERRABLE INITIALLY DEFERRED,
      level TEXT NOT NULL CHECK (level IN ('central', 'province', 'district', 'commune', 'base', 'other')),
      symbol TEXT,
      code TEXT,                                       -- mã định danh
      valid_from TEXT CHECK (valid_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
      valid_to TEXT CHECK (valid_to GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
      successor_id TEXT REFERENCES body (id) DEFERRABLE INITIALLY DEFERRED,
      merged_into TEXT REFERENCES body (id) DEFERRABLE INITIALLY DEFERRED,
      merge_reason TEXT,
      is_group INTEGER NOT NULL DEFAULT 0 CHECK (is_group IN (0, 1)),
      verified INTEGER NOT NULL DEFAULT 0 CHECK (verified IN (0, 1)),
      sort_order INTEGER NOT NULL DEFAULT 0,
      source TEXT,
      CHECK (parent_id <> id AND successor_id <> id AND merged_into <> id),
      CHECK (valid_from <= valid_to)
    ) STRICT;
    CREATE INDEX body_by_parent ON body (parent_id, sort_order, id);

    -- Names through time: both days count, null is open.
    CREATE TABLE body_name (
      id TEXT NOT NULL PRIMARY KEY,
      body_id TEXT NOT NULL REFERENCES body (id),
      name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
      short_name TEXT,
      valid_from TEXT CHECK (valid_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
      valid_to TEXT CHECK (valid_to GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
      CHECK (valid_from <= valid_to)
    ) STRICT;
    CREATE INDEX body_name_by_body ON body_name (body_id, valid_from);

    -- How a body is written on documents. Taken away is marked: records are never deleted.
    CREATE TABLE body_alias (
      id TEXT NOT NULL PRIMARY KEY,
      body_id TEXT NOT NULL REFERENCES body (id),
      alias TEXT NOT NULL CHECK (length(alias) BETWEEN 1 AND 200),
      removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
    ) STRICT;
    CREATE INDEX body_alias_by_body ON body_alias (body_id);

    -- What a body is found by, without marks and signs. source: the record that it comes from.
    CREATE TABLE body_key (
      source TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('name', 'short', 'alias', 'symbol')),
      key TEXT NOT NULL,
      body_id TEXT NOT NULL,
      written TEXT NOT NULL,
      PRIMARY KEY (source, kind)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX body_key_by_key ON body_key (key, body_id);
  `,
}

type DerivedDb = Parameters<Derivation['derive']>[0]

function keep(db: DerivedDb, source: string, kind: string, bodyId: string, written: string | null): void {
  const key = written === null ? '' : nameKey(written)
  db.run(sql`DELETE FROM body_key WHERE source = ${source} AND kind = ${kind}`)
  if (key !== '') {
    db.run(sql`INSERT INTO body_key (source, kind, key, body_id, written) VALUES (${source}, ${kind}, ${key}, ${bodyId}, ${written})`)
  }
}

export const filingDerivations: Derivation[] = [
  {
    table: 'body',
    fills: ['body_key'],
    derive: (db, id, before, after) => {
      if (before?.['symbol'] !== after['symbol']) keep(db, id, 'symbol', id, after['symbol'] as string | null)
    },
  },
  {
    table: 'body_name',
    fills: ['body_key'],
    derive: (db, id, _before, after) => {
      keep(db, id, 'name', after['body_id'] as string, after['name'] as string)
      keep(db, id, 'short', after['body_id'] as string, after['short_name'] as string | null)
    },
  },
  {
    table: 'body_alias',
    fills: ['body_key'],
    derive: (db, id, _before, after) => {
      keep(db, id, 'alias', after['body_id'] as string, after['removed'] === 1 ? null : (after['alias'] as string))
    },
  },
]

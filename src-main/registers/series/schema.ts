// Tables of series (dãy số văn bản đi): which documents are numbered together, and numbers kept for a purpose. The periods in which
// their numbers run stand with those of the books (number_period).
import type { Migration } from '../../archive/schema.ts'

export const seriesMigration: Migration = {
  number: 50,
  name: 'series',
  tables: [
    { name: 'series', class: 'record', topic: 'registers' },
    { name: 'series_type', class: 'record', topic: 'registers' },
    { name: 'number_reservation', class: 'record', topic: 'registers', together: [['number_from', 'number_to']] },
    { name: 'number_doubt', class: 'record', topic: 'registers' },
  ],
  script: `
    -- dãy số: body × types × period × secrecy. Its format is its own: what the rulebook says later changes no old number.
    CREATE TABLE series (
      id TEXT NOT NULL PRIMARY KEY,
      name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
      body_id TEXT NOT NULL REFERENCES body (id),
      period TEXT NOT NULL CHECK (period IN ('term', 'year')),
      -- which documents by their secrecy: all, those that are not secret, or the secret ones
      secrecy TEXT NOT NULL CHECK (secrecy IN ('joint', 'open', 'secret')),
      start_number INTEGER NOT NULL DEFAULT 1 CHECK (start_number >= 1),
      pad INTEGER NOT NULL CHECK (pad BETWEEN 1 AND 9),
      format TEXT NOT NULL,
      format_without_type TEXT NOT NULL,
      symbol TEXT,                                     -- in place of the body's own
      -- why it is not as the rulebook has it
      reason TEXT,
      closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1)),
      sort_order INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX series_by_body ON series (body_id, id);

    -- The types that a series numbers. Taken out is marked: records are never deleted.
    CREATE TABLE series_type (
      id TEXT NOT NULL PRIMARY KEY,
      series_id TEXT NOT NULL REFERENCES series (id),
      document_type_id TEXT NOT NULL,
      removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
    ) STRICT;
    CREATE INDEX series_type_by_series ON series_type (series_id, document_type_id);
    CREATE INDEX series_type_by_type ON series_type (document_type_id, series_id);

    -- Numbers kept for a stated purpose until a day: a block or one alone.
    CREATE TABLE number_reservation (
      id TEXT NOT NULL PRIMARY KEY,
      period_id TEXT NOT NULL REFERENCES number_period (id),
      number_from INTEGER NOT NULL CHECK (number_from >= 1),
      number_to INTEGER NOT NULL,
      purpose TEXT NOT NULL,
      expires_on TEXT NOT NULL CHECK (expires_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
      reserved_at TEXT NOT NULL,
      reserved_by TEXT NOT NULL,
      released INTEGER NOT NULL DEFAULT 0 CHECK (released IN (0, 1)),
      release_reason TEXT,
      CHECK (number_to >= number_from)
    ) STRICT;
    -- Days on which an archive was restored, copied or set back: series opened before them may have given numbers that it does not know.
    CREATE TABLE number_doubt (
      id TEXT NOT NULL PRIMARY KEY,
      day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
    ) STRICT;

    CREATE INDEX number_reservation_by_period ON number_reservation (period_id, number_to);
  `,
}

// Tables of the registers (sổ đăng ký): books, their years and numbers, documents and what goes with them. NĐ 30/2020/NĐ-CP,
// Phụ lục VI, Part II names the fields. What is derived stands in derive.ts.
import type { Migration } from '../archive/schema.ts'
import { ownCompartment } from './compartments.ts'

const day = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
const time = "GLOB '[0-2][0-9]:[0-5][0-9]'"

export const registersMigration: Migration = {
  number: 40,
  name: 'registers',
  tables: [
    { name: 'register', class: 'record', topic: 'registers' },
    { name: 'number_period', class: 'record', topic: 'registers', together: [['from_date', 'to_date']] },
    { name: 'number_loss', class: 'record', topic: 'registers' },
    { name: 'register_import', class: 'record', topic: 'registers', together: [['withdrawn_at', 'withdraw_reason']], files: [{ id: 'file_id', about: { name: 'file_name', mediaType: 'media_type', size: 'size' } }] },
    {
      name: 'document',
      class: 'record',
      topic: 'documents',
      compartment: ownCompartment,
      official: ['document_type_id', 'number', 'symbol', 'number_symbol', 'issued_date', 'issuing_body_id', 'subject', 'secrecy', 'status', 'order_number', 'arrival_date'],
      together: [
        ['register_date', 'year', 'arrival_date', 'issued_date', 'period_id', 'order_number', 'order_suffix', 'status', 'cancel_reason'],
        ['number', 'symbol', 'number_symbol', 'number_key'],
      ],
    },
    { name: 'document_file', class: 'record', topic: 'documents', within: { table: 'document', column: 'document_id' }, files: [{ id: 'file_id', about: { name: 'name', mediaType: 'media_type', size: 'size' } }] },
    { name: 'document_arrival', class: 'record', topic: 'documents', within: { table: 'document', column: 'document_id' } },
    { name: 'document_return', class: 'record', topic: 'documents', within: { table: 'document', column: 'document_id' } },
    { name: 'document_count', class: 'derived' },
    { name: 'document_without_file', class: 'derived' },
    { name: 'document_tally', class: 'derived' },
    { name: 'value_use', class: 'derived' },
  ],
  script: `
    CREATE TABLE register (
      id TEXT NOT NULL PRIMARY KEY,
      name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
      kind TEXT NOT NULL CHECK (kind IN ('general', 'secret', 'letters', 'other')),
      direction TEXT NOT NULL DEFAULT 'incoming' CHECK (direction IN ('incoming', 'outgoing')),
      closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1)),
      sort_order INTEGER NOT NULL DEFAULT 0
    ) STRICT;

    -- kỳ đánh số: numbers run within it from its start. Of a book a calendar year (id <register>:<year>), of a series of
    -- outgoing documents a year or a term (id <series>:<first day>).
    CREATE TABLE number_period (
      id TEXT NOT NULL PRIMARY KEY,
      register_id TEXT REFERENCES register (id),
      series_id TEXT REFERENCES series (id),
      year INTEGER CHECK (year BETWEEN 1900 AND 2200),
      from_date TEXT CHECK (from_date ${day}),
      to_date TEXT CHECK (to_date ${day}),                -- null is open
      start_number INTEGER NOT NULL DEFAULT 1 CHECK (start_number >= 1),
      closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1)),
      -- after a restore: numbers may be stamped on paper that this archive does not know
      unconfirmed INTEGER NOT NULL DEFAULT 0 CHECK (unconfirmed IN (0, 1)),
      last_confirmed INTEGER CHECK (last_confirmed >= 0),
      reopen_reason TEXT,
      CHECK ((register_id IS NULL) <> (series_id IS NULL)),
      CHECK (register_id IS NULL OR (year IS NOT NULL AND id = register_id || ':' || year)),
      CHECK (series_id IS NULL OR (from_date IS NOT NULL AND id = series_id || ':' || from_date)),
      CHECK (to_date IS NULL OR from_date <= to_date)
    ) STRICT;
    CREATE UNIQUE INDEX number_period_by_register ON number_period (register_id, year) WHERE register_id IS NOT NULL;
    CREATE INDEX number_period_by_series ON number_period (series_id, from_date) WHERE series_id IS NOT NULL;

    -- Numbers given on paper whose records are lost, or stand in the series of a body that was merged into this one's.
    CREATE TABLE number_loss (
      id TEXT NOT NULL PRIMARY KEY,
      period_id TEXT NOT NULL REFERENCES number_period (id),
      number_from INTEGER NOT NULL CHECK (number_from >= 1),
      number_to INTEGER NOT NULL,
      state TEXT NOT NULL DEFAULT 'lost' CHECK (state IN ('lost', 'merged')),
      reason TEXT,
      CHECK (number_to >= number_from)
    ) STRICT;
    CREATE INDEX number_loss_by_period ON number_loss (period_id, number_to);

    -- An old register brought over from a sheet (nhập sổ cũ), with the sheet itself. It can be withdrawn as a whole.
    CREATE TABLE register_import (
      id TEXT NOT NULL PRIMARY KEY,
      direction TEXT NOT NULL CHECK (direction IN ('incoming', 'outgoing')),
      file_id TEXT NOT NULL CHECK (length(file_id) = 64),
      file_name TEXT NOT NULL,
      media_type TEXT NOT NULL,
      size INTEGER NOT NULL CHECK (size >= 0),
      sheet TEXT NOT NULL,
      -- key of its headings, and how its columns were set (JSON, by column): the next book with these headings is read alike
      fingerprint TEXT NOT NULL,
      fields TEXT NOT NULL,
      -- documents made, rows of the sheet left out because of their faults
      documents INTEGER NOT NULL CHECK (documents >= 1),
      faulty INTEGER NOT NULL CHECK (faulty >= 0),
      imported_at TEXT NOT NULL,
      imported_by TEXT NOT NULL,
      withdrawn_at TEXT,
      withdraw_reason TEXT,
      CHECK ((withdrawn_at IS NULL) = (withdraw_reason IS NULL))
    ) STRICT;
    CREATE INDEX register_import_by_fingerprint ON register_import (fingerprint, imported_at);

    -- Văn bản: both directions in one table, so that lists and search need no second one.
    CREATE TABLE document (
      id TEXT NOT NULL PRIMARY KEY,
      direction TEXT NOT NULL CHECK (direction IN ('incoming', 'outgoing')),
      register_id TEXT NOT NULL REFERENCES register (id),
      -- the day by which lists are ordered: of an incoming document its arrival, of an outgoing one the day it bears
      register_date TEXT NOT NULL CHECK (register_date ${day}),
      year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2200),
      -- where its number runs, and the number: số đến, or the number of an outgoing document. '' and 0 before one is given.
      period_id TEXT NOT NULL DEFAULT '',
      order_number INTEGER NOT NULL DEFAULT 0 CHECK (order_number >= 0),
      order_suffix TEXT NOT NULL DEFAULT '' CHECK (order_suffix NOT GLOB '*[^a-z]*'),
      arrival_date TEXT CHECK (arrival_date ${day}),
      arrival_time TEXT CHECK (arrival_time ${time}),
      document_type_id TEXT NOT NULL,
      number TEXT,
      symbol TEXT,
      number_symbol TEXT NOT NULL DEFAULT '',          -- as typed
      number_key TEXT NOT NULL DEFAULT '',             -- under which twins meet; '' has no twin
      issued_date TEXT CHECK (issued_date ${day}),
      issuing_body_id TEXT NOT NULL REFERENCES body (id),
      -- the body whose name a document bears, where a merge put it under another: the name in force at its date stays
      issued_as_body_id TEXT REFERENCES body (id),
      subject TEXT NOT NULL CHECK (length(subject) BETWEEN 1 AND 500),
      signer_position TEXT,
      signer_name TEXT,
      urgency TEXT NOT NULL CHECK (urgency IN ('normal', 'khan', 'thuong-khan', 'hoa-toc')),
      secrecy TEXT NOT NULL CHECK (secrecy IN ('none', 'mat', 'toi-mat', 'tuyet-mat')),
      pages INTEGER CHECK (pages BETWEEN 0 AND 999),
      copies INTEGER CHECK (copies BETWEEN 0 AND 999),
      channel TEXT CHECK (channel IN ('post', 'direct', 'network', 'email')),
      to_places TEXT,
      due_date TEXT CHECK (due_date ${day}),
      language TEXT,
      note TEXT,
      file_organ_id TEXT,
      file_catalog INTEGER,
      file_notation TEXT,
      doc_ordinal INTEGER CHECK (doc_ordinal BETWEEN 1 AND 999),
      -- of an outgoing document: T/M, K/T, T/L or none, and for whom the signer signs
      authority TEXT CHECK (authority IN ('tm', 'kt', 'tl', 'none')),
      on_behalf_of TEXT,
      record_copy_holder TEXT,
      identification_code TEXT,
      recall_reason TEXT,
      -- of a document brought over from an old register: from which, and its row there
      import_id TEXT REFERENCES register_import (id),
      import_row INTEGER CHECK (import_row >= 1),
      -- withdrawn: with the import that made it; its number is free again, and no list shows it
      status TEXT NOT NULL CHECK (status IN ('registered', 'returned', 'cancelled', 'draft', 'awaiting-number', 'numbered', 'issued', 'replaced', 'corrected', 'recalled', 'withdrawn')),
      cancel_reason TEXT,
      reinstate_reason TEXT,
      duplicate_reason TEXT,
      late_reason TEXT,
      registered_at TEXT NOT NULL,
      CHECK ((period_id = '') = (order_number = 0)),
      CHECK ((status = 'withdrawn') <= (import_id IS NOT NULL AND order_number = 0)),
      CHECK ((import_id IS NULL) = (import_row IS NULL)),
      CHECK (direction <> 'incoming' OR arrival_date = register_date),
      CHECK (direction <> 'incoming' OR order_number > 0 OR status = 'withdrawn'),
      CHECK (direction <> 'incoming' OR status IN ('registered', 'returned', 'cancelled', 'withdrawn')),
      CHECK (direction <> 'outgoing' OR (arrival_date IS NULL AND status NOT IN ('registered', 'returned'))),
      CHECK (direction <> 'outgoing' OR status IN ('draft', 'awaiting-number', 'cancelled', 'withdrawn') OR (order_number > 0 AND issued_date = register_date)),
      CHECK (direction <> 'incoming' OR issued_date IS NULL OR issued_date <= arrival_date),
      CHECK (year = CAST(substr(register_date, 1, 4) AS INTEGER)),
      CHECK ((status = 'cancelled') = (cancel_reason IS NOT NULL))
    ) STRICT;
    CREATE UNIQUE INDEX document_by_number ON document (period_id, order_number, order_suffix) WHERE order_number > 0;
    -- The same walk with every filter: a list by number of one type looks into no row that it does not show.
    CREATE INDEX document_by_number_filtered ON document (period_id, order_number, order_suffix, id, issuing_body_id, document_type_id, register_id, register_date, urgency, secrecy, status, direction);
    -- Holds every filter, so that a walk by date looks into no row that it does not show.
    CREATE INDEX document_by_date ON document (register_date, order_number, id, issuing_body_id, document_type_id, register_id, urgency, secrecy, status, direction);
    CREATE INDEX document_issued_as ON document (issued_as_body_id, id) WHERE issued_as_body_id IS NOT NULL;
    CREATE INDEX document_by_import ON document (import_id, import_row) WHERE import_id IS NOT NULL;
    CREATE INDEX document_by_body ON document (issuing_body_id, register_date, order_number, id, status);
    CREATE INDEX document_by_body_type ON document (issuing_body_id, document_type_id, register_date, order_number, id, status);
    CREATE INDEX document_by_type ON document (document_type_id, register_date, order_number, id, status);
    CREATE INDEX document_by_type_number ON document (document_type_id, period_id, order_number, order_suffix, id, register_date, status);
    CREATE INDEX document_by_key ON document (number_key, issuing_body_id) WHERE number_key <> '';
    CREATE INDEX document_due ON document (due_date, id, register_date, order_number, issuing_body_id, document_type_id, register_id, urgency, secrecy, status, direction) WHERE due_date IS NOT NULL AND status = 'registered';
    -- Rare values, whose documents a walk by date or by number would pass by for long.
    CREATE INDEX document_urgent ON document (register_date, order_number, id, issuing_body_id, document_type_id, register_id, urgency, secrecy, status, direction) WHERE urgency <> 'normal';
    CREATE INDEX document_urgent_by_number ON document (period_id, order_number, order_suffix, id, issuing_body_id, document_type_id, register_id, register_date, urgency, secrecy, status, direction) WHERE urgency <> 'normal';
    CREATE INDEX document_secret ON document (register_date, order_number, id, issuing_body_id, document_type_id, register_id, urgency, secrecy, status, direction) WHERE secrecy <> 'none';
    CREATE INDEX document_secret_by_number ON document (period_id, order_number, order_suffix, id, issuing_body_id, document_type_id, register_id, register_date, urgency, secrecy, status, direction) WHERE secrecy <> 'none';
    CREATE INDEX document_not_standing ON document (register_date, order_number, id, issuing_body_id, document_type_id, register_id, urgency, secrecy, status, direction) WHERE status NOT IN ('registered', 'issued');
    CREATE INDEX document_not_standing_by_number ON document (period_id, order_number, order_suffix, id, issuing_body_id, document_type_id, register_id, register_date, urgency, secrecy, status, direction) WHERE status NOT IN ('registered', 'issued');

    CREATE TABLE document_file (
      id TEXT NOT NULL PRIMARY KEY,
      document_id TEXT NOT NULL REFERENCES document (id),
      file_id TEXT NOT NULL CHECK (length(file_id) = 64),
      role TEXT NOT NULL CHECK (role IN ('main', 'appendix', 'signed', 'source')),
      name TEXT NOT NULL,
      media_type TEXT NOT NULL,
      size INTEGER NOT NULL CHECK (size >= 0),
      ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
      removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
    ) STRICT;
    CREATE INDEX document_file_by_document ON document_file (document_id, removed, ordinal, id);
    CREATE INDEX document_file_by_file ON document_file (file_id);

    -- A further arrival of the same document: the paper after its e-mail.
    CREATE TABLE document_arrival (
      id TEXT NOT NULL PRIMARY KEY,
      document_id TEXT NOT NULL REFERENCES document (id),
      arrival_date TEXT NOT NULL CHECK (arrival_date ${day}),
      arrival_time TEXT CHECK (arrival_time ${time}),
      channel TEXT NOT NULL CHECK (channel IN ('post', 'direct', 'network', 'email')),
      note TEXT
    ) STRICT;
    CREATE INDEX document_arrival_by_document ON document_arrival (document_id, arrival_date);

    CREATE TABLE document_return (
      id TEXT NOT NULL PRIMARY KEY,
      document_id TEXT NOT NULL REFERENCES document (id),
      return_date TEXT NOT NULL CHECK (return_date ${day}),
      reason TEXT NOT NULL,
      returned_to TEXT
    ) STRICT;
    CREATE INDEX document_return_by_document ON document_return (document_id, return_date);

    -- How many documents there are of each kind. '' as body or type means all of them: totals need no long sum.
    CREATE TABLE document_count (
      issuing_body_id TEXT NOT NULL,
      document_type_id TEXT NOT NULL,
      year INTEGER NOT NULL,
      -- told in the cells of all bodies and types alone, 0 in the others: a range of dates is summed by months
      month INTEGER NOT NULL CHECK (month BETWEEN 0 AND 12),
      register_id TEXT NOT NULL,
      direction TEXT NOT NULL,
      urgency TEXT NOT NULL,
      secrecy TEXT NOT NULL,
      status TEXT NOT NULL,
      n INTEGER NOT NULL CHECK (n >= 0),
      PRIMARY KEY (document_type_id, issuing_body_id, year, month, register_id, direction, urgency, secrecy, status)
    ) STRICT, WITHOUT ROWID;

    -- Standing documents that have no file yet.
    CREATE TABLE document_without_file (document_id TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
    -- How many there are, for the first page: without-file ('' as day), and due on each day and not answered yet.
    CREATE TABLE document_tally (
      name TEXT NOT NULL CHECK (name IN ('due', 'without-file')),
      day TEXT NOT NULL,
      n INTEGER NOT NULL CHECK (n >= 0),
      PRIMARY KEY (name, day)
    ) STRICT, WITHOUT ROWID;

    -- What was entered before, for suggestions.
    CREATE TABLE value_use (
      field TEXT NOT NULL CHECK (field IN ('signer', 'toPlaces', 'language')),
      key TEXT NOT NULL,
      value TEXT NOT NULL,
      position TEXT NOT NULL,
      issuing_body_id TEXT NOT NULL,
      uses INTEGER NOT NULL CHECK (uses >= 0),
      PRIMARY KEY (field, key, value, position, issuing_body_id)
    ) STRICT, WITHOUT ROWID;
  `,
}

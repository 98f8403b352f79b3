// Tables of what becomes of a document on paper: copies made of it under their own numbers, to whom it was sent, who used its record copy.
import type { Migration } from '../../archive/schema.ts'

const day = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"

export const copiesMigration: Migration = {
  number: 70,
  name: 'copies',
  tables: [
    { name: 'document_copy', class: 'record', topic: 'documents', within: { table: 'document', column: 'document_id' } },
    { name: 'document_dispatch', class: 'record', topic: 'documents', together: [['dispatch_date', 'received_date', 'asked_back_on', 'outcome', 'outcome_on', 'outcome_by']], within: { table: 'document', column: 'document_id' } },
    { name: 'record_copy_use', class: 'record', topic: 'documents', together: [['use_date', 'return_date']], within: { table: 'document', column: 'document_id' } },
  ],
  script: `
    -- Bản sao: sao y, sao lục, trích sao (NĐ 30/2020/NĐ-CP, Điều 25). All kinds are numbered in one series of the office.
    CREATE TABLE document_copy (
      id TEXT NOT NULL PRIMARY KEY,
      document_id TEXT NOT NULL REFERENCES document (id),
      kind TEXT NOT NULL CHECK (kind IN ('sao-y', 'sao-luc', 'trich-sao')),
      period_id TEXT NOT NULL REFERENCES number_period (id),
      order_number INTEGER NOT NULL CHECK (order_number >= 1),
      number_symbol TEXT NOT NULL,
      copy_date TEXT NOT NULL CHECK (copy_date ${day}),
      -- of an extract: which part of the document
      extract TEXT,
      copies INTEGER CHECK (copies BETWEEN 1 AND 999),
      to_places TEXT,
      signer_name TEXT NOT NULL,
      signer_position TEXT,
      authority TEXT CHECK (authority IN ('tm', 'kt', 'tl', 'none')),
      on_behalf_of TEXT,
      note TEXT,
      late_reason TEXT,
      struck_reason TEXT,                              -- struck through: the number stays taken
      CHECK ((kind = 'trich-sao') = (extract IS NOT NULL))
    ) STRICT;
    CREATE UNIQUE INDEX document_copy_by_number ON document_copy (period_id, order_number);
    CREATE INDEX document_copy_by_document ON document_copy (document_id, copy_date, id);
    CREATE INDEX document_copy_by_date ON document_copy (copy_date, order_number, id);

    -- Chuyển giao: a document sent or handed to one recipient; by post it stands in the postal book, else in the transfer book.
    CREATE TABLE document_dispatch (
      id TEXT NOT NULL PRIMARY KEY,
      document_id TEXT NOT NULL REFERENCES document (id),
      to_name TEXT NOT NULL CHECK (length(to_name) BETWEEN 1 AND 200),
      channel TEXT NOT NULL CHECK (channel IN ('post', 'direct', 'network', 'email')),
      dispatch_date TEXT NOT NULL CHECK (dispatch_date ${day}),
      envelopes INTEGER CHECK (envelopes BETWEEN 1 AND 999),
      envelope_number TEXT,
      copies INTEGER CHECK (copies BETWEEN 1 AND 999),
      received_by TEXT,
      received_date TEXT CHECK (received_date ${day}),
      note TEXT,
      struck_reason TEXT,
      CHECK (received_date >= dispatch_date)
    ) STRICT;
    CREATE INDEX document_dispatch_by_document ON document_dispatch (document_id, dispatch_date, id);
    CREATE INDEX document_dispatch_by_date ON document_dispatch (dispatch_date, id);

    -- Sử dụng bản lưu: who took the record copy of an outgoing document, why, and when it came back.
    CREATE TABLE record_copy_use (
      id TEXT NOT NULL PRIMARY KEY,
      document_id TEXT NOT NULL REFERENCES document (id),
      user_name TEXT NOT NULL CHECK (length(user_name) BETWEEN 1 AND 200),
      use_date TEXT NOT NULL CHECK (use_date ${day}),
      purpose TEXT NOT NULL,
      permitted_by TEXT,
      return_date TEXT CHECK (return_date ${day}),
      note TEXT,
      struck_reason TEXT,
      CHECK (return_date >= use_date)
    ) STRICT;
    CREATE INDEX record_copy_use_by_document ON record_copy_use (document_id, use_date, id);
    CREATE INDEX record_copy_use_by_date ON record_copy_use (use_date, id);
  `,
}

// Tables of outgoing documents (văn bản đi) beside the documents themselves: to whom they go, and to which documents they belong.
import type { Migration } from '../../archive/schema.ts'

export const outgoingMigration: Migration = {
  number: 60,
  name: 'outgoing',
  tables: [
    { name: 'document_recipient', class: 'record', topic: 'documents', together: [['recall_answer', 'recall_answered_on']], within: { table: 'document', column: 'document_id' } },
    { name: 'document_link', class: 'record', topic: 'documents', within: { table: 'document', column: 'from_id' } },
  ],
  script: `
    -- nơi nhận: a body of the tree, or a unit, person or group by name. Asked to give a recalled document back, each answers.
    CREATE TABLE document_recipient (
      id TEXT NOT NULL PRIMARY KEY,
      document_id TEXT NOT NULL REFERENCES document (id),
      kind TEXT NOT NULL CHECK (kind IN ('body', 'unit', 'person', 'group')),
      body_id TEXT REFERENCES body (id),
      name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
      ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
      removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
      recall_asked_on TEXT,
      recall_answer TEXT CHECK (recall_answer IN ('returned', 'destroyed', 'not-received')),
      recall_answered_on TEXT,
      recall_note TEXT,
      CHECK ((kind = 'body') = (body_id IS NOT NULL)),
      CHECK ((recall_answer IS NULL) = (recall_answered_on IS NULL))
    ) STRICT;
    CREATE INDEX document_recipient_by_document ON document_recipient (document_id, removed, ordinal, id);
    CREATE INDEX document_recipient_by_body ON document_recipient (body_id, document_id) WHERE body_id IS NOT NULL;

    -- How documents belong together: from_id answers, replaces, or corrects to_id.
    CREATE TABLE document_link (
      id TEXT NOT NULL PRIMARY KEY,
      from_id TEXT NOT NULL REFERENCES document (id),
      to_id TEXT NOT NULL REFERENCES document (id),
      kind TEXT NOT NULL CHECK (kind IN ('in-reply-to', 'replaces', 'corrects')),
      removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
      CHECK (from_id <> to_id)
    ) STRICT;
    CREATE INDEX document_link_from ON document_link (from_id, kind, to_id);
    CREATE INDEX document_link_to ON document_link (to_id, kind, from_id);
  `,
}

export const issuerMigration: Migration = {
  number: 65,
  name: 'issuers',
  tables: [{ name: 'issuer_choice', class: 'record', topic: 'registers' }],
  script: `
    -- Whose documents of a type are, where the clerk chose otherwise than the rulebook has it. The id is the type's.
    CREATE TABLE issuer_choice (
      id TEXT NOT NULL PRIMARY KEY,
      issuer TEXT NOT NULL CHECK (issuer IN ('office', 'committee'))
    ) STRICT;
  `,
}

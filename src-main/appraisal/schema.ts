// Tables of drafts that are submitted and approved (trình, duyệt dự thảo): NĐ 30/2020/NĐ-CP, Phụ lục VI, III.1.n, III.5.a.
import type { Migration } from '../archive/schema.ts'
import { approvalAspects, approvalModes } from '../contract/choices.ts'
import { actKinds, draftStates } from './words.ts'

const oneOf = (words: readonly string[]) => words.map((word) => `'${word}'`).join(', ')

export const appraisalMigration: Migration = {
  number: 160,
  name: 'appraisal',
  tables: [
    { name: 'draft_act', class: 'record', topic: 'documents', within: { table: 'document', column: 'document_id' } },
    { name: 'approval_rule', class: 'record', topic: 'documents' },
    { name: 'draft_standing', class: 'derived' },
  ],
  script: `
    -- Quá trình của dự thảo: what was done with a draft, in order; never changed, never deleted.
    CREATE TABLE draft_act (
      id TEXT NOT NULL PRIMARY KEY,
      document_id TEXT NOT NULL REFERENCES document (id),
      kind TEXT NOT NULL CHECK (kind IN (${oneOf(actKinds)})),
      -- nội dung, thể thức: of approvals, and of taking them back
      aspect TEXT CHECK (aspect IN (${oneOf(approvalAspects)})),
      -- to whom it is submitted: an account, or a name in free words (a person without account)
      to_account_id TEXT REFERENCES account (id),
      to_name TEXT CHECK (length(to_name) BETWEEN 1 AND 200),
      text TEXT,
      -- bản: what it was done on, by number, by the journal's entry that wrote it last, and by its words and files
      version INTEGER NOT NULL CHECK (version >= 1),
      entry TEXT NOT NULL,
      content_hash TEXT CHECK (length(content_hash) = 64),
      -- an account, or 'local'; null: a person without account, by name
      done_by TEXT,
      done_by_name TEXT,
      -- who wrote it down in their place (ghi thay)
      noted_by TEXT,
      done_at TEXT NOT NULL,
      done_on TEXT NOT NULL CHECK (done_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
      CHECK ((kind IN ('approved', 'withdrawn')) = (aspect IS NOT NULL)),
      CHECK ((to_account_id IS NOT NULL) + (to_name IS NOT NULL) = (kind = 'submitted')),
      CHECK (done_by IS NOT NULL OR done_by_name IS NOT NULL)
    ) STRICT;
    CREATE INDEX draft_act_by_document ON draft_act (document_id, done_at, id);

    -- Whether issuing asks for approvals, where the office has it otherwise than the rulebook.
    CREATE TABLE approval_rule (
      id TEXT NOT NULL PRIMARY KEY CHECK (id = 'issuing'),
      mode TEXT NOT NULL CHECK (mode IN (${oneOf(approvalModes)}))
    ) STRICT;

    -- Where the drafts stand that something was done with; also once they are issued.
    CREATE TABLE draft_standing (
      document_id TEXT NOT NULL PRIMARY KEY,
      state TEXT NOT NULL CHECK (state IN (${oneOf(draftStates)})),
      version INTEGER NOT NULL CHECK (version >= 1),
      changed INTEGER NOT NULL CHECK (changed IN (0, 1)),
      -- whom it was submitted to last, and by whom: accounts, or 'local'; '' is a name, or nobody
      holder TEXT NOT NULL,
      presenter TEXT NOT NULL,
      -- the approvals that hold
      content_act_id TEXT,
      form_act_id TEXT,
      -- the act that brought it there
      act_id TEXT NOT NULL,
      at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX draft_standing_by_state ON draft_standing (state, at, document_id);
  `,
}

// Tables of the handling of incoming documents (theo dõi giải quyết văn bản đến): who was charged with what until when, the course
// of each document (NĐ 30/2020/NĐ-CP, Phụ lục VI, III.5.a), the office's own days and times of reminders. What is derived stands in derive.ts.
import type { Migration } from '../archive/schema.ts'
import { assignmentStates, eventKinds, ownDayKinds, roles } from './words.ts'

const day = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
const oneOf = (words: readonly string[]) => words.map((word) => `'${word}'`).join(', ')

export const handlingMigration: Migration = {
  number: 100,
  name: 'handling',
  tables: [
    { name: 'assignment', class: 'record', topic: 'handling', official: ['state', 'due_date'], together: [['state', 'closed_at', 'closed_on']], within: { table: 'document', column: 'document_id' } },
    { name: 'handling_event', class: 'record', topic: 'handling', within: { table: 'document', column: 'document_id' }, files: [{ id: 'ink_file_id', about: { name: 'ink_name', mediaType: 'ink_type', size: 'ink_size' } }] },
    { name: 'direction_phrase', class: 'record', topic: 'handling', owner: 'owner' },
    { name: 'days_own', class: 'record', topic: 'handling' },
    { name: 'handling_item', class: 'derived' },
    { name: 'handling_state', class: 'derived' },
    { name: 'document_open_due', class: 'derived' },
  ],
  script: `
    -- Giao việc: a document handed to a person, a unit, or a name in free words (a person without account).
    CREATE TABLE assignment (
      id TEXT NOT NULL PRIMARY KEY,
      document_id TEXT NOT NULL REFERENCES document (id),
      -- passed on from
      parent_id TEXT REFERENCES assignment (id),
      -- chủ trì, phối hợp, để biết
      role TEXT NOT NULL CHECK (role IN (${oneOf(roles)})),
      to_account_id TEXT REFERENCES account (id),
      to_unit_id TEXT REFERENCES unit (id),
      to_name TEXT CHECK (length(to_name) BETWEEN 1 AND 200),
      -- bút phê
      direction TEXT,
      due_date TEXT CHECK (due_date ${day}),
      asks_receipt INTEGER NOT NULL CHECK (asks_receipt IN (0, 1)),
      -- an account, or 'local'; null: a person without account, by name
      given_by TEXT,
      given_by_name TEXT,
      -- who wrote it down in their place (ghi thay)
      noted_by TEXT,
      given_at TEXT NOT NULL,
      given_on TEXT NOT NULL CHECK (given_on ${day}),
      state TEXT NOT NULL CHECK (state IN (${oneOf(assignmentStates)})),
      -- what came of it, or why it was returned or withdrawn
      result TEXT,
      closed_at TEXT,
      closed_on TEXT CHECK (closed_on ${day}),
      -- asked for by hand, and nothing done since
      reminded_at TEXT,
      CHECK ((to_account_id IS NOT NULL) + (to_unit_id IS NOT NULL) + (to_name IS NOT NULL) = 1),
      CHECK (given_by IS NOT NULL OR given_by_name IS NOT NULL),
      CHECK ((state IN ('completed', 'returned', 'withdrawn')) = (closed_at IS NOT NULL)),
      CHECK ((closed_at IS NULL) = (closed_on IS NULL))
    ) STRICT;
    CREATE INDEX assignment_by_document ON assignment (document_id, given_at, id);
    CREATE INDEX assignment_by_parent ON assignment (parent_id) WHERE parent_id IS NOT NULL;

    -- Quá trình giải quyết: what happened, in order; never changed, never deleted.
    CREATE TABLE handling_event (
      id TEXT NOT NULL PRIMARY KEY,
      document_id TEXT NOT NULL REFERENCES document (id),
      assignment_id TEXT REFERENCES assignment (id),
      kind TEXT NOT NULL CHECK (kind IN (${oneOf(eventKinds)})),
      text TEXT,
      due_before TEXT CHECK (due_before ${day}),
      due_after TEXT CHECK (due_after ${day}),
      answer_document_id TEXT REFERENCES document (id),
      -- what a leader wrote by hand
      ink_file_id TEXT CHECK (length(ink_file_id) = 64),
      ink_name TEXT,
      ink_type TEXT,
      ink_size INTEGER CHECK (ink_size >= 0),
      done_by TEXT,
      done_by_name TEXT,
      noted_by TEXT,
      done_at TEXT NOT NULL,
      done_on TEXT NOT NULL CHECK (done_on ${day}),
      CHECK (done_by IS NOT NULL OR done_by_name IS NOT NULL)
    ) STRICT;
    CREATE INDEX handling_event_by_document ON handling_event (document_id, done_at, id);

    -- Words that a person uses again and again in directions.
    CREATE TABLE direction_phrase (
      id TEXT NOT NULL PRIMARY KEY,
      owner TEXT NOT NULL,
      text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 500),
      uses INTEGER NOT NULL CHECK (uses >= 0),
      removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
    ) STRICT;
    CREATE INDEX direction_phrase_by_owner ON direction_phrase (owner, removed, uses);

    -- The office's own calendar, by its day: off, working all the same (làm bù), or as the law has it again.
    CREATE TABLE days_own (
      id TEXT NOT NULL PRIMARY KEY CHECK (id ${day}),
      kind TEXT NOT NULL CHECK (kind IN (${oneOf(ownDayKinds)})),
      reason TEXT NOT NULL
    ) STRICT;

    -- Assignments as boards ask for them; '' is none, and a day that is not set lies behind all others.
    CREATE TABLE handling_item (
      assignment_id TEXT NOT NULL PRIMARY KEY,
      document_id TEXT NOT NULL,
      phase TEXT NOT NULL CHECK (phase IN ('open', 'done')),
      waiting INTEGER NOT NULL CHECK (waiting IN (0, 1)),
      -- account:<id>, unit:<id>; '' for a name: whose work it is in one column, so that one index serves a person and their unit
      holder TEXT NOT NULL,
      given_by TEXT NOT NULL,
      -- due day of what is open, closing day of what is done
      day TEXT NOT NULL,
      secrecy TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX handling_item_by_day ON handling_item (phase, day, assignment_id, secrecy, waiting);
    CREATE INDEX handling_item_of_holder ON handling_item (holder, phase, day, assignment_id, secrecy, waiting);
    CREATE INDEX handling_item_of_giver ON handling_item (given_by, phase, day, assignment_id, secrecy, waiting);
    CREATE INDEX handling_item_by_document ON handling_item (document_id, phase, day, assignment_id, secrecy, waiting, holder, given_by);

    -- Where the handling of a document stands. Whether it is overdue depends on the day that is asked about.
    CREATE TABLE handling_state (
      document_id TEXT NOT NULL PRIMARY KEY,
      -- nearest day due of what is open; of a handled document its lead's
      due_date TEXT,
      lead_account_id TEXT,
      lead_unit_id TEXT,
      lead_name TEXT,
      open_count INTEGER NOT NULL CHECK (open_count >= 0),
      completed_at TEXT,
      completed_on TEXT,
      on_time INTEGER CHECK (on_time IN (0, 1))
    ) STRICT, WITHOUT ROWID;

    -- Documents with a day due whose handling is not done: lists, and the first page, whose tally counts them.
    CREATE TABLE document_open_due (
      due_date TEXT NOT NULL,
      document_id TEXT NOT NULL,
      PRIMARY KEY (due_date, document_id)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO document_open_due (due_date, document_id) SELECT due_date, id FROM document WHERE due_date IS NOT NULL AND status = 'registered';
  `,
}

/** Giờ nhắc việc: at which times of a working day the office's people are reminded. */
export const remindersMigration: Migration = {
  number: 140,
  name: 'reminder-times',
  tables: [{ name: 'reminder_rule', class: 'record', topic: 'handling' }],
  script: `
    -- One row, id 'office', once the office set times of its own: HH:MM, in their order, between blanks.
    CREATE TABLE reminder_rule (
      id TEXT NOT NULL PRIMARY KEY CHECK (id = 'office'),
      times_of_day TEXT NOT NULL CHECK (length(times_of_day) >= 5)
    ) STRICT;
  `,
}

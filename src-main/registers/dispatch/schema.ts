// Papers in other hands (NĐ 30/2020/NĐ-CP, Điều 23 khoản 3: units and persons sign for what is handed to them on paper): handed over in
// batches, received, asked back, returned, lost. Columns beside each line of the transfer book, and what was noted of a line in error.
import type { Migration } from '../../archive/schema.ts'
import { outcomes, struckKinds } from './rules.ts'

const day = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
const oneOf = (words: readonly string[]) => words.map((word) => `'${word}'`).join(', ')

export const papersMigration: Migration = {
  number: 150,
  name: 'papers',
  tables: [
    { name: 'dispatch_batch', class: 'record', topic: 'documents' },
    { name: 'dispatch_struck', class: 'record', topic: 'documents', within: { table: 'document', column: 'document_id' } },
  ],
  script: `
    -- Phiếu giao nhận: papers handed to one receiver at once, signed for once. To whom stands in its lines, which are kept beside their documents.
    CREATE TABLE dispatch_batch (
      id TEXT NOT NULL PRIMARY KEY,
      -- in the year of its day
      number INTEGER NOT NULL CHECK (number >= 1),
      batch_date TEXT NOT NULL CHECK (batch_date ${day}),
      made_by TEXT NOT NULL,
      made_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX dispatch_batch_by_date ON dispatch_batch (batch_date, number);

    ALTER TABLE document_dispatch ADD COLUMN batch_id TEXT REFERENCES dispatch_batch (id);
    -- to whom, where that is an account or a unit of the office: who may say on their own desk that it came
    ALTER TABLE document_dispatch ADD COLUMN to_account_id TEXT REFERENCES account (id);
    ALTER TABLE document_dispatch ADD COLUMN to_unit_id TEXT REFERENCES unit (id);
    -- the account that said itself that it came; null where the receipt was noted from a signature
    ALTER TABLE document_dispatch ADD COLUMN received_by_id TEXT REFERENCES account (id);
    -- who wrote the receipt down; null before that was kept
    ALTER TABLE document_dispatch ADD COLUMN receipt_noted_by TEXT;
    ALTER TABLE document_dispatch ADD COLUMN asked_back_on TEXT CHECK (asked_back_on ${day} AND asked_back_on >= dispatch_date);
    ALTER TABLE document_dispatch ADD COLUMN asked_back_by TEXT;
    -- trả lại bản giấy, thất lạc: when, in what state or by which report, who noted it
    ALTER TABLE document_dispatch ADD COLUMN outcome TEXT CHECK (outcome IN (${oneOf(outcomes)}));
    ALTER TABLE document_dispatch ADD COLUMN outcome_on TEXT CHECK (outcome_on ${day} AND outcome_on >= dispatch_date);
    ALTER TABLE document_dispatch ADD COLUMN outcome_note TEXT;
    ALTER TABLE document_dispatch ADD COLUMN outcome_by TEXT CHECK ((outcome IS NULL) = (outcome_on IS NULL) AND (outcome IS NULL) = (outcome_by IS NULL));
    CREATE INDEX document_dispatch_by_batch ON document_dispatch (batch_id, id) WHERE batch_id IS NOT NULL;
    -- What a clerk runs after: not received yet, asked back, lost.
    CREATE INDEX document_dispatch_waiting ON document_dispatch (dispatch_date, id) WHERE channel = 'direct' AND received_date IS NULL AND outcome IS NULL AND struck_reason IS NULL;
    CREATE INDEX document_dispatch_asked_back ON document_dispatch (dispatch_date, id) WHERE asked_back_on IS NOT NULL AND outcome IS NULL AND struck_reason IS NULL;
    CREATE INDEX document_dispatch_lost ON document_dispatch (dispatch_date, id) WHERE outcome = 'lost' AND struck_reason IS NULL;

    -- What was noted of a line in error and struck through since: as it stood, by whom, and why it is struck. The line goes on without it.
    CREATE TABLE dispatch_struck (
      id TEXT NOT NULL PRIMARY KEY,
      document_id TEXT NOT NULL REFERENCES document (id),
      dispatch_id TEXT NOT NULL REFERENCES document_dispatch (id),
      kind TEXT NOT NULL CHECK (kind IN (${oneOf(struckKinds)})),
      noted_on TEXT CHECK (noted_on ${day}),
      -- of a receipt: who received
      person_name TEXT,
      note TEXT,
      noted_by TEXT,
      struck_reason TEXT NOT NULL,
      struck_by TEXT NOT NULL,
      struck_on TEXT NOT NULL CHECK (struck_on ${day})
    ) STRICT;
    CREATE INDEX dispatch_struck_by_dispatch ON dispatch_struck (dispatch_id, id);
    CREATE INDEX dispatch_struck_by_document ON dispatch_struck (document_id);

    -- What was handed out on a day, for the proposal of what to hand over.
    CREATE INDEX assignment_by_day ON assignment (given_on, id);
  `,
}

// Who allowed the subject of a document to be written whose level keeps it out of the register.
import type { Migration } from '../../archive/schema.ts'

export const subjectMigration: Migration = {
  number: 180,
  name: 'subject',
  tables: [],
  script: `
    -- Who allowed that the subject of a Tuyệt mật document stands in the register; null: it does not, or need not be allowed.
    ALTER TABLE document ADD COLUMN subject_allowed_by TEXT CHECK (length(subject_allowed_by) BETWEEN 1 AND 200);
  `,
}

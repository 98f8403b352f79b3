// Taking documents in: what a file says about itself, for the form of registration; and old registers that an office kept in sheets.
import { z } from 'zod'
import { defineQuery } from '../contract/define.ts'
import { day, fileId, recordId, secrecy, urgency, year } from '../contract/fields.ts'
import { bookFields } from './book/types.ts'

/** What was read with certainty; what is missing was not there, or not certain. */
export const fieldsRead = z.strictObject({
  numberSymbol: z.string().optional(),
  issuedDate: day.optional(),
  /** one that stands printed as a heading */
  documentTypeId: recordId.optional(),
  subject: z.string().optional(),
  signerPosition: z.string().optional(),
  signerName: z.string().optional(),
  /** id: null where the tree has no body of this name */
  issuingBody: z.strictObject({ id: recordId.nullable(), name: z.string() }).optional(),
})

export const readFields = defineQuery('intake.readFields', {
  about: 'Fields of a document, read from the text of its file where they stand as the official forms have them',
  input: z.strictObject({ fileId }),
  output: fieldsRead,
  errors: ['FILE_NOT_FOUND', 'FILE_CORRUPT'],
  runs: 'task',
})

const scalar = z.union([z.string(), z.number()])
const direction = z.enum(['incoming', 'outgoing'])
const bookField = z.enum(bookFields)

/** A document of an old book, as far as it was understood: what is missing was empty or could not be read. */
const bookRow = z.strictObject({
  /** as the sheet counts, from 1 */
  row: z.int(),
  arrivalNumber: z.int().optional(),
  arrivalSuffix: z.string().optional(),
  arrivalDate: z.string().optional(),
  issuingBody: z.string().optional(),
  numberSymbol: z.string().optional(),
  issuedDate: z.string().optional(),
  documentTypeId: z.string().optional(),
  subject: z.string().optional(),
  secrecy: secrecy.optional(),
  urgency: urgency.optional(),
  recipient: z.string().optional(),
  toPlaces: z.string().optional(),
  signer: z.string().optional(),
  recordCopy: z.string().optional(),
  copies: z.int().optional(),
  pages: z.int().optional(),
  transferDate: z.string().optional(),
  receipt: z.string().optional(),
  dueDate: z.string().optional(),
  note: z.string().optional(),
})

/** row null: the column as a whole; column null: the row as a whole (columns from 0) */
const bookIssue = z.strictObject({ row: z.int().nullable(), column: z.int().nullable(), code: z.string(), params: z.record(z.string(), scalar), severity: z.enum(['error', 'warning']) })

export const readRegister = defineQuery('intake.readRegister', {
  about: 'Reads an old register in a sheet (XLSX, XLS, ODS, CSV) and writes nothing: which columns it has, what would be made of each row, and what is wrong',
  input: z.strictObject({
    fileId,
    sheet: z.string().min(1).max(100).optional(),
    direction: direction.optional(),
    /** of the book, for days without one */
    year: year.optional(),
    /** what a person said of the columns, in their order; null: nothing that is brought over */
    fields: z.array(bookField.nullable()).max(300).optional(),
    /** which of the rows are shown */
    from: z.int().min(0).default(0),
    limit: z.int().min(0).max(500).default(50),
  }),
  output: z.strictObject({
    sheet: z.string(),
    direction,
    /** key of the headings, under which what a person said of the columns may be remembered */
    fingerprint: z.string(),
    columns: z.array(z.strictObject({ column: z.int(), heading: z.string(), field: bookField.nullable(), confidence: z.number(), encoding: z.enum(['unicode', 'tcvn3', 'vni']) })),
    counts: z.strictObject({ rows: z.int(), rowsWithErrors: z.int(), errors: z.int(), warnings: z.int(), leftOut: z.int() }),
    rows: z.array(z.strictObject({ ...bookRow.shape, issues: z.array(bookIssue) })),
    /** what is said of columns and of the book as a whole */
    issues: z.array(bookIssue),
    leftOut: z.array(z.strictObject({ row: z.int(), reason: z.string(), text: z.string() })),
    /** spellings that seem to mean one body, most frequent first; id: the body of the tree that they mean */
    bodies: z.array(z.strictObject({ name: z.string(), id: recordId.nullable(), count: z.int(), variants: z.array(z.strictObject({ name: z.string(), count: z.int(), firstRow: z.int() })) })),
  }),
  errors: ['FILE_NOT_FOUND', 'FILE_CORRUPT', 'FILE_DAMAGED', 'FILE_LOCKED', 'FILE_TOO_LARGE', 'NOT_A_SHEET', 'SHEET_TOO_LONG', 'NO_SHEET', 'SHEET_NOT_FOUND', 'NO_TABLE', 'SHEET_UNREADABLE'],
  runs: 'task',
})

export const intakeContract = [readFields, readRegister] as const

// Taking documents in: what a file says about itself, for the form of registration; and old registers that an office kept in sheets.
import { z } from 'zod'
import { lengths } from '../contract/choices.ts'
import { defineCommand, defineQuery } from '../contract/define.ts'
import type { ErrorValue } from '../contract/result.ts'
import { commandId, day, entryRef, fileId, level, recordId, secrecy, text, urgency, year } from '../contract/fields.ts'
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
  needs: ['keep-registers', 'draft'],
  concerns: { fileId: 'file' },
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

/** As wide as a sheet of Excel. */
const mostColumns = 16_384

/** Which book is meant, and what a person said of it. */
const bookAsked = {
  fileId,
  sheet: z.string().min(1).max(100).optional(),
  direction: direction.optional(),
  /** of the book, for days without one */
  year: year.optional(),
  /** what a person said of the columns, in their order; null: nothing that is brought over. Unless told, as for the last book with these headings */
  fields: z.array(bookField.nullable()).max(mostColumns).optional(),
  /** the book that the documents go into; unless told the general one */
  registerId: recordId.optional(),
  /** of rows that name no type */
  defaultTypeId: recordId.optional(),
  /** which bodies spellings of the book mean: one of the tree, or a new one */
  bodies: z
    .array(z.union([
      z.strictObject({ names: z.array(z.string().min(1).max(1000)).min(1).max(1000), id: recordId }),
      z.strictObject({ names: z.array(z.string().min(1).max(1000)).min(1).max(1000), name: text(lengths.bodyName, 1), level: level.optional() }),
    ]))
    .max(5000)
    .default([]),
  /** terms that ended before those of the archive, whose outgoing documents the book holds */
  earlierTerms: z.array(z.strictObject({ name: text(100, 1), from: day, to: day })).max(50).default([]),
} as const

const unreadable = ['FILE_NOT_FOUND', 'FILE_CORRUPT', 'FILE_DAMAGED', 'FILE_LOCKED', 'FILE_TOO_LARGE', 'NOT_A_SHEET', 'SHEET_TOO_LONG', 'NO_SHEET', 'SHEET_NOT_FOUND', 'NO_TABLE', 'SHEET_UNREADABLE'] as const
const unplanned = ['REGISTER_NOT_FOUND', 'REGISTER_CLOSED', 'DOCUMENT_TYPE_UNKNOWN', 'BODY_NOT_FOUND', 'BODY_IS_GROUP', 'BODY_MERGED', 'DATES_REVERSED', 'TERMS_OVERLAP'] as const

/** Why a book cannot be read, or its import not be planned. */
export type BookFault = ErrorValue & { readonly code: (typeof unreadable)[number] | (typeof unplanned)[number] | 'CANCELLED' | 'NOT_SET_UP' }

export const readRegister = defineQuery('intake.readRegister', {
  about: 'Reads an old register in a sheet (XLSX, XLS, ODS, CSV) and writes nothing: which columns it has, what would be made of each row, and what is wrong',
  needs: ['keep-books'],
  input: z.strictObject({
    ...bookAsked,
    /** which of the rows are shown */
    from: z.int().min(0).default(0),
    limit: z.int().min(0).max(500).default(50),
    /** only rows of which something is said */
    only: z.enum(['errors', 'issues']).optional(),
  }),
  output: z.strictObject({
    sheet: z.string(),
    /** names of all sheets of the file */
    sheets: z.array(z.string()),
    direction,
    /** key of the headings, under which the columns are remembered */
    fingerprint: z.string(),
    /** the columns are as they were set for the last import of a book with these headings */
    remembered: z.boolean(),
    columns: z.array(z.strictObject({ column: z.int(), heading: z.string(), /** the first that stand there */ samples: z.array(z.string()), field: bookField.nullable(), confidence: z.number(), encoding: z.enum(['unicode', 'tcvn3', 'vni']) })),
    counts: z.strictObject({ rows: z.int(), rowsWithErrors: z.int(), errors: z.int(), warnings: z.int(), leftOut: z.int(), /** rows that `only` lets through */ shown: z.int() }),
    rows: z.array(z.strictObject({ ...bookRow.shape, issues: z.array(bookIssue) })),
    /** what is said of columns and of the book as a whole */
    issues: z.array(bookIssue),
    /** documents of the book lie in a term that is not known */
    lacksTerm: z.boolean(),
    leftOut: z.array(z.strictObject({ row: z.int(), reason: z.string(), text: z.string() })),
    /** spellings that seem to mean one body, most frequent first; id: the body of the tree that they mean */
    bodies: z.array(z.strictObject({ name: z.string(), id: recordId.nullable(), count: z.int(), variants: z.array(z.strictObject({ name: z.string(), count: z.int(), firstRow: z.int() })) })),
    /** what an import would make, without the rows with errors */
    made: z.strictObject({
      documents: z.int(),
      bodies: z.array(z.strictObject({ name: z.string(), level })),
      series: z.array(z.string()),
      /** years of the book, or years and terms of series, with the first and last number that the book brings */
      periods: z.array(z.strictObject({ name: z.string(), from: z.int(), to: z.int(), documents: z.int() })),
    }),
  }),
  errors: [...unreadable, ...unplanned],
  runs: 'task',
})

const bytes = z.strictObject({ fileName: z.string(), mediaType: z.string(), bytes: z.instanceof(Uint8Array) })

export const exportFaults = defineQuery('intake.exportFaults', {
  about: 'The rows of an old register with errors, as a sheet (XLSX) with the reason beside each; mended, it can be read like the book itself',
  needs: ['keep-books'],
  input: z.strictObject({ ...bookAsked, language: z.enum(['vi', 'en']).default('vi') }),
  output: z.strictObject({ ...bytes.shape, rows: z.int() }),
  errors: [...unreadable, ...unplanned],
  runs: 'task',
})

export const importRegister = defineCommand('intake.importRegister', {
  about: 'Brings an old register over, all or nothing: its documents keep the numbers of the book; it can be withdrawn as a whole',
  needs: ['keep-books'],
  input: z.strictObject({ commandId, ...bookAsked, /** leaves the rows with errors out */ withoutFaulty: z.boolean().default(false) }),
  output: z.strictObject({ importId: recordId, documents: z.int(), faulty: z.int(), bodies: z.int(), series: z.int(), entry: entryRef }),
  errors: [...unreadable, ...unplanned, 'BOOK_HAS_FAULTS', 'NOTHING_TO_IMPORT', 'ALREADY_IMPORTED'],
})

export const withdrawImport = defineCommand('intake.withdrawImport', {
  about: 'Withdraws an imported register as a whole: its numbers are free again, no list shows its documents; the journal keeps what was withdrawn',
  needs: ['keep-books'],
  input: z.strictObject({ commandId, importId: recordId, reason: text(lengths.reason, 1), /** although documents of it were worked on since */ acceptInUse: z.boolean().default(false) }),
  output: z.strictObject({ importId: recordId, documents: z.int(), entry: entryRef }),
  errors: ['IMPORT_NOT_FOUND', 'IMPORT_WITHDRAWN', 'IMPORT_IN_USE'],
})

export const listImports = defineQuery('intake.listImports', {
  about: 'The old registers that were brought over, the latest first',
  needs: ['keep-books'],
  input: z.strictObject({}),
  output: z.strictObject({
    imports: z.array(z.strictObject({
      id: recordId, direction, fileId, fileName: z.string(), sheet: z.string(), documents: z.int(), faulty: z.int(),
      importedAt: z.string(), importedBy: z.string(), withdrawnAt: z.string().nullable(), withdrawReason: z.string().nullable(),
    })),
  }),
})

export const intakeContract = [readFields, readRegister, exportFaults, importRegister, withdrawImport, listImports] as const

// Taking documents in: what a file says about itself, for the form of registration.
import { z } from 'zod'
import { defineQuery } from '../contract/define.ts'
import { day, fileId, recordId } from '../contract/fields.ts'

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

export const intakeContract = [readFields] as const

// What is printed of the registers, each as the bytes of a file: books in their official form (NĐ 30/2020/NĐ-CP, Phụ lục IV), the stamp
// ĐẾN, the receipt of a returned document.
import { z } from 'zod'
import { defineQuery } from '../contract/define.ts'
import { day, recordId, year } from '../contract/fields.ts'
import { registerKind } from './schemas.ts'

/** `pages`: of a PDF; sheets and Word files have theirs when they are printed, and say 0 */
export const printed = z.strictObject({ fileName: z.string(), mediaType: z.string(), pages: z.int(), bytes: z.instanceof(Uint8Array) })

export const printFormat = z.enum(['pdf', 'xlsx', 'docx']).default('pdf')
export type PrintFormat = z.output<typeof printFormat>

/** what a document marked Tuyệt mật is about is printed only where a person says so */
export const withTopSecretSubjects = z.boolean().default(false)

export const printRegister = defineQuery('registers.printRegister', {
  about: 'A register in its official form (NĐ 30, Phụ lục IV), as PDF, sheet or Word file, for a range of dates or numbers; of several years one book a year, each with its cover',
  needs: ['print'],
  notes: 'print',
  input: z.strictObject({
    registerId: recordId.optional(),
    year: year.optional(),
    from: day.optional(),
    to: day.optional(),
    numberFrom: z.int().positive().optional(),
    numberTo: z.int().positive().optional(),
    volume: z.int().min(1).max(999).default(1),
    withCover: z.boolean().default(true),
    /** of a register of outgoing documents: one series alone, in order of its numbers */
    seriesId: recordId.optional(),
    /**
     * secret documents in a book that is not the secret one: apart (their numbers stand, what they are about does not), alone (they
     * alone, in the form of the secret book), or among the others
     */
    secret: z.enum(['apart', 'alone', 'among']).default('apart'),
    withTopSecretSubjects,
    format: printFormat,
  }),
  output: printed,
  errors: [
    'REGISTER_NOT_FOUND',
    'SERIES_NOT_FOUND',
    'RANGE_REVERSED',
    'RANGE_OUTSIDE_YEAR',
    'NUMBERS_NEED_YEAR',
  ],
  runs: 'task',
})

export const printStamp = defineQuery('registers.printStamp', {
  about: 'The stamp ĐẾN (35 × 50 mm) of a registered document as a label',
  needs: ['print'],
  concerns: { id: 'document' },
  notes: 'print',
  input: z.strictObject({ id: recordId }),
  output: printed,
  errors: ['DOCUMENT_NOT_FOUND', 'DOCUMENT_NOT_INCOMING'],
  runs: 'task',
})

export const printReturnReceipt = defineQuery('registers.printReturnReceipt', {
  about: 'The receipt of a returned document',
  needs: ['print'],
  concerns: { id: 'document' },
  notes: 'print',
  input: z.strictObject({ id: recordId, returnId: recordId.optional(), withTopSecretSubjects }),
  output: printed,
  errors: ['DOCUMENT_NOT_FOUND', 'DOCUMENT_NOT_RETURNED'],
  runs: 'task',
})

/** books of what becomes of documents on paper: by post, handed over, record copies in use, copies made */
export const ledger = z.enum(['postal', 'transfer', 'record-copy-use', 'copies'])
export type Ledger = z.output<typeof ledger>

export const listPrintable = defineQuery('registers.listPrintable', {
  about: 'The books that may be printed, of incoming and of outgoing documents, with their years and, of outgoing ones, their series; and the postal, transfer, record-copy and copy books',
  needs: ['print'],
  input: z.strictObject({}),
  output: z.strictObject({
    books: z.array(z.strictObject({
      id: recordId,
      name: z.string(),
      kind: registerKind,
      direction: z.enum(['incoming', 'outgoing']),
      /** that hold documents, the latest first */
      years: z.array(z.int()),
      series: z.array(z.strictObject({ id: recordId, name: z.string() })),
      /** whether documents marked secret stand in it, and whether any is Tuyệt mật */
      holdsSecret: z.boolean(),
      holdsTopSecret: z.boolean(),
    })),
    ledgers: z.array(z.strictObject({ ledger, name: z.string(), years: z.array(z.int()) })),
  }),
})

export const printContract = [printRegister, printStamp, printReturnReceipt, listPrintable] as const

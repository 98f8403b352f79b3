// Copies of documents (bản sao): sao y, sao lục, trích sao, with numbers of their own. NĐ 30/2020/NĐ-CP, Điều 25–27; of the Party's
// offices HD 36-HD/VPTW (2018), read through others: all kinds share one series, with the symbol BS.
import { z } from 'zod'
import { largest, lengths } from '../../contract/choices.ts'
import { defineCommand, defineQuery } from '../../contract/define.ts'
import { commandId, day, entryRef, recordId, text } from '../../contract/fields.ts'
import { printed, withTopSecretSubjects } from '../print-contract.ts'
import { authority } from '../schemas.ts'

const copyKind = z.enum(['sao-y', 'sao-luc', 'trich-sao'])
export type CopyKind = z.output<typeof copyKind>

export const makeCopy = defineCommand('registers.makeCopy', {
  about: 'Notes that copies of a document are made (sao y, sao lục, trích sao), and gives them their number',
  needs: ['keep-registers'],
  concerns: { documentId: 'document' },
  input: z.strictObject({
    commandId,
    documentId: recordId,
    kind: copyKind,
    /** default: today */
    date: day.optional(),
    /** of trích sao: which part, such as "Điều 3, khoản 2" */
    extract: text(500, 1).optional(),
    copies: z.int().min(1).max(largest.copies).optional(),
    recipients: z.array(text(200, 1)).max(100).default([]),
    signer: z.strictObject({
      name: text(lengths.signerName, 1),
      position: text(lengths.signerPosition).optional(),
      authority: authority.optional(),
      onBehalfOf: text(200).optional(),
    }),
    note: text(lengths.note).optional(),
    /** the last number on paper of a series that a restored archive does not know; 0: none */
    lastOnPaper: z.int().min(0).max(9_999_999).optional(),
    /** why into a closed period, or with an earlier day than the last copy */
    lateReason: text(500, 1).optional(),
  }),
  output: z.strictObject({ id: recordId, number: z.int().positive(), numberSymbol: z.string(), seriesId: recordId, entry: entryRef }),
  errors: [
    'DOCUMENT_NOT_FOUND', 'DOCUMENT_CANCELLED', 'DOCUMENT_RECALLED', 'DOCUMENT_NOT_ISSUED', 'EXTRACT_UNSAID', 'NOTED_BEFORE_DOCUMENT', 'ISSUED_IN_FUTURE', 'BODY_NOT_FOUND', 'BODY_IS_GROUP', 'BODY_MERGED',
    'BODY_WITHOUT_SYMBOL', 'TERM_UNKNOWN', 'PERIOD_CLOSED', 'NUMBERS_UNCONFIRMED', 'FIRST_NUMBER_IN_DOUBT', 'NUMBER_BACKDATED',
  ],
})

export const strikeCopy = defineCommand('registers.strikeCopy', {
  about: 'Strikes a copy that was noted wrongly through: its number stays taken',
  needs: ['keep-registers'],
  concerns: { id: 'copy' },
  input: z.strictObject({ commandId, id: recordId, reason: text(500, 1) }),
  output: z.strictObject({ id: recordId, entry: entryRef }),
  errors: ['COPY_NOT_FOUND', 'ENTRY_STRUCK'],
})

export const copiesOf = defineQuery('registers.copiesOf', {
  about: 'The copies that were made of a document, and the number that the next one would get',
  needs: ['read-documents'],
  concerns: { documentId: 'document' },
  input: z.strictObject({ documentId: recordId }),
  output: z.strictObject({
    copies: z.array(z.strictObject({
      id: recordId,
      kind: copyKind,
      numberSymbol: z.string(),
      date: day,
      extract: z.string().nullable(),
      copies: z.int().nullable(),
      recipients: z.string().nullable(),
      signer: z.string(),
      note: z.string().nullable(),
      struckReason: z.string().nullable(),
    })),
    /** null where it cannot be told yet */
    next: z.string().nullable(),
  }),
  errors: ['DOCUMENT_NOT_FOUND'],
})

export const printCopy = defineQuery('registers.printCopy', {
  about: 'The page that makes a copy of a document official: form of copy, number, place and day, recipients, signature',
  needs: ['print'],
  concerns: { id: 'copy' },
  notes: 'print',
  input: z.strictObject({ id: recordId, withTopSecretSubjects }),
  output: printed,
  errors: ['COPY_NOT_FOUND'],
  runs: 'task',
})

export const copiesContract = [makeCopy, strikeCopy, copiesOf, printCopy] as const

// Sending documents and using record copies, noted by the clerk, and the books that are printed of both: sổ gửi văn bản đi bưu điện,
// sổ sử dụng bản lưu (NĐ 30/2020/NĐ-CP, Phụ lục IV, Mục III and IV), sổ chuyển giao văn bản, sổ đăng ký bản sao.
import { z } from 'zod'
import { largest, lengths } from '../../contract/choices.ts'
import { defineCommand, defineQuery } from '../../contract/define.ts'
import { channel, commandId, day, entryRef, recordId, text, year } from '../../contract/fields.ts'
import { ledger, printed, printFormat, withTopSecretSubjects } from '../print-contract.ts'
import { paperFields, papersContract, struckNote } from './papers-contract.ts'

export const noteDispatch = defineCommand('registers.noteDispatch', {
  about: 'Notes that a document was sent or handed over: to whom, how, with its envelopes and receipt; one entry for each recipient, who stands once however often they are named',
  needs: ['keep-registers'],
  concerns: { documentId: 'document' },
  input: z.strictObject({
    commandId,
    documentId: recordId,
    to: z.array(text(200, 1)).min(1).max(200),
    channel,
    /** default: today */
    date: day.optional(),
    envelopes: z.int().min(1).max(999).optional(),
    envelopeNumber: text(50).optional(),
    copies: z.int().min(1).max(largest.copies).optional(),
    receivedBy: text(200).optional(),
    receivedDate: day.optional(),
    note: text(lengths.note).optional(),
  }),
  output: z.strictObject({ ids: z.array(recordId), entry: entryRef }),
  errors: ['DOCUMENT_NOT_FOUND', 'DOCUMENT_CANCELLED', 'DOCUMENT_NOT_ISSUED', 'NOTED_IN_FUTURE', 'NOTED_BEFORE_DOCUMENT', 'RECEIVED_BEFORE_SENT', 'ALREADY_HANDED', 'ALREADY_SENT'],
})

export const noteReceipt = defineCommand('registers.noteReceipt', {
  about: 'Notes that what was sent was received: by whom and when',
  needs: ['keep-registers'],
  concerns: { id: 'dispatch' },
  input: z.strictObject({ commandId, id: recordId, receivedBy: text(200, 1), date: day.optional() }),
  output: z.strictObject({ id: recordId, entry: entryRef }),
  errors: ['DISPATCH_NOT_FOUND', 'ENTRY_STRUCK', 'NOTED_IN_FUTURE', 'RECEIVED_BEFORE_SENT', 'DISPATCH_RECEIVED', 'DISPATCH_ENDED'],
})

export const noteRecordCopyUse = defineCommand('registers.noteRecordCopyUse', {
  about: 'Notes that somebody uses the record copy of an outgoing document: who, why, by whose leave',
  needs: ['keep-registers'],
  concerns: { documentId: 'document' },
  input: z.strictObject({ commandId, documentId: recordId, user: text(200, 1), purpose: text(500, 1), date: day.optional(), permittedBy: text(200).optional(), note: text(lengths.note).optional() }),
  output: z.strictObject({ id: recordId, entry: entryRef }),
  errors: ['DOCUMENT_NOT_FOUND', 'DOCUMENT_NOT_OUTGOING', 'DOCUMENT_NOT_ISSUED', 'NOTED_IN_FUTURE', 'NOTED_BEFORE_DOCUMENT'],
})

export const returnRecordCopy = defineCommand('registers.returnRecordCopy', {
  about: 'Notes that a record copy came back',
  needs: ['keep-registers'],
  concerns: { id: 'copy-use' },
  input: z.strictObject({ commandId, id: recordId, date: day.optional() }),
  output: z.strictObject({ id: recordId, entry: entryRef }),
  errors: ['USE_NOT_FOUND', 'ENTRY_STRUCK', 'RECORD_COPY_RETURNED', 'NOTED_IN_FUTURE', 'RECEIVED_BEFORE_SENT'],
})

export const strikeDispatch = defineCommand('registers.strikeDispatch', {
  about: 'Strikes an entry of the postal or transfer book that was noted wrongly through',
  needs: ['keep-registers'],
  concerns: { id: 'dispatch' },
  input: z.strictObject({ commandId, id: recordId, reason: text(500, 1) }),
  output: z.strictObject({ id: recordId, entry: entryRef }),
  errors: ['DISPATCH_NOT_FOUND', 'ENTRY_STRUCK'],
})

export const strikeRecordCopyUse = defineCommand('registers.strikeRecordCopyUse', {
  about: 'Strikes an entry of the book of uses that was noted wrongly through',
  needs: ['keep-registers'],
  concerns: { id: 'copy-use' },
  input: z.strictObject({ commandId, id: recordId, reason: text(500, 1) }),
  output: z.strictObject({ id: recordId, entry: entryRef }),
  errors: ['USE_NOT_FOUND', 'ENTRY_STRUCK'],
})

export const dispatchOf = defineQuery('registers.dispatchOf', {
  about: 'To whom a document was sent, what became of each paper, and who used its record copy',
  needs: ['read-documents'],
  concerns: { documentId: 'document' },
  input: z.strictObject({ documentId: recordId }),
  output: z.strictObject({
    dispatches: z.array(z.strictObject({
      id: recordId, to: z.string(), channel, date: day, envelopes: z.int().nullable(), envelopeNumber: z.string().nullable(), copies: z.int().nullable(),
      note: z.string().nullable(), struckReason: z.string().nullable(), ...paperFields, struckNotes: z.array(struckNote),
    })),
    uses: z.array(z.strictObject({
      id: recordId, user: z.string(), date: day, purpose: z.string(), permittedBy: z.string().nullable(), returnDate: day.nullable(), note: z.string().nullable(), struckReason: z.string().nullable(),
    })),
  }),
  errors: ['DOCUMENT_NOT_FOUND'],
})

export const printLedger = defineQuery('registers.printLedger', {
  about: 'The postal book, the transfer book, the book of uses of record copies or the book of copies, for a year or a range of days',
  needs: ['print'],
  notes: 'print',
  input: z.strictObject({
    ledger,
    year: year.optional(),
    from: day.optional(),
    to: day.optional(),
    volume: z.int().min(1).max(999).default(1),
    withCover: z.boolean().default(true),
    withTopSecretSubjects,
    format: printFormat,
  }),
  output: printed,
  errors: ['RANGE_REVERSED', 'RANGE_OUTSIDE_YEAR', 'NUMBERS_NEED_YEAR'],
  runs: 'task',
})

export const dispatchContract = [noteDispatch, noteReceipt, noteRecordCopyUse, returnRecordCopy, strikeDispatch, strikeRecordCopyUse, dispatchOf, printLedger, ...papersContract] as const

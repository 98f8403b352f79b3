// Locking sets of documents against move, deletion and change, and releasing them (Phụ lục VI, IV.1.g).
import { z } from 'zod'
import { lengths } from '../../contract/choices.ts'
import { defineCommand } from '../../contract/define.ts'
import { commandId, entryRef, recordId, text } from '../../contract/fields.ts'
import { readerRights } from '../reading/rules.ts'

// Their ids are no `concerns`, on purpose: each document of a set is asked by itself, and one that stays as it is holds up none of the others.
const input = z.strictObject({ commandId, ids: z.array(recordId).min(1).max(5000), reason: text(lengths.reason, 1) })

/** The documents that stay as they are, each with why; one that may not be read is not there. */
const refused = z.array(z.strictObject({ id: recordId, code: z.enum(['DOCUMENT_NOT_FOUND', 'DOCUMENT_DESTROYED', 'READING_LIMITED']), /** of READING_LIMITED: what one may do with it instead */ may: z.enum(readerRights).optional() }))

export const freezeDocuments = defineCommand('registers.freezeDocuments', {
  about: 'Locks documents against every change, as for an inspection: until they are released they are read, printed and found, and nothing else; what cannot be locked is told by document',
  needs: ['keep-books'],
  input,
  /** the documents that were not locked already */
  output: z.strictObject({ ids: z.array(recordId), refused, entry: entryRef.nullable() }),
})

export const releaseDocuments = defineCommand('registers.releaseDocuments', {
  about: 'Releases locked documents; what cannot be released is told by document',
  needs: ['keep-books'],
  input,
  /** the documents that were locked, and for what: so they can be locked again as they were */
  output: z.strictObject({ ids: z.array(recordId), were: z.array(z.strictObject({ reason: z.string(), ids: z.array(recordId) })), refused, entry: entryRef.nullable() }),
})

export const freezeContract = [freezeDocuments, releaseDocuments] as const

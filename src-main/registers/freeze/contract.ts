// Locking sets of documents against move, deletion and change, and releasing them (Phụ lục VI, IV.1.g).
import { z } from 'zod'
import { lengths } from '../../contract/choices.ts'
import { defineCommand } from '../../contract/define.ts'
import { commandId, entryRef, recordId, text } from '../../contract/fields.ts'

// Their ids are `linked`: what is locked refuses whatever would change it, and to be released is what it waits for.
const input = z.strictObject({ commandId, ids: z.array(recordId).min(1).max(5000), reason: text(lengths.reason, 1) })

export const freezeDocuments = defineCommand('registers.freezeDocuments', {
  about: 'Locks documents against every change, as for an inspection: until they are released they are read, printed and found, and nothing else',
  needs: ['keep-books'],
  concerns: { ids: 'linked' },
  input,
  /** the documents that were not locked already */
  output: z.strictObject({ ids: z.array(recordId), entry: entryRef.nullable() }),
  errors: ['DOCUMENT_NOT_FOUND'],
})

export const releaseDocuments = defineCommand('registers.releaseDocuments', {
  about: 'Releases locked documents',
  needs: ['keep-books'],
  concerns: { ids: 'linked' },
  input,
  /** the documents that were locked */
  output: z.strictObject({ ids: z.array(recordId), entry: entryRef.nullable() }),
  errors: ['DOCUMENT_NOT_FOUND'],
})

export const freezeContract = [freezeDocuments, releaseDocuments] as const

// What happened in the office: accesses and their counts, the journal with filters, and the audit trail as a file that can be checked
// without this program. NĐ 30/2020/NĐ-CP, Phụ lục VI, III.5.a, III.6.a, b, l.
import { z } from 'zod'
import { accessKinds, defineQuery } from '../contract/define.ts'
import { day, recordId } from '../contract/fields.ts'

const kind = z.enum(accessKinds)
const span = { from: day.optional(), to: day.optional() }
const cursor = z.string().max(100)

export const listAccess = defineQuery('trail.listAccess', {
  about: 'Who viewed, opened, printed, exported what, newest first',
  needs: ['read-trail'],
  input: z.strictObject({ documentId: recordId.optional(), accountId: recordId.optional(), kind: kind.optional(), ...span, after: cursor.optional(), limit: z.int().min(1).max(500).default(100) }),
  output: z.strictObject({
    rows: z.array(z.strictObject({ id: z.string(), at: z.string(), accountId: z.string(), who: z.string(), kind, name: z.string(), times: z.int(), /** null: of no single document, or of one that this person may not read, of which the number alone is told */
      documentId: z.string().nullable(), document: z.string().nullable() })),
    next: z.string().optional(),
  }),
  errors: ['CURSOR_INVALID'],
  runs: 'reader',
})

export const countAccess = defineQuery('trail.countAccess', {
  about: 'How often documents were accessed and the system was entered, by document, person or day',
  needs: ['read-trail'],
  input: z.strictObject({ by: z.enum(['document', 'person', 'day']), kind: kind.optional(), ...span }),
  output: z.strictObject({ rows: z.array(z.strictObject({ key: z.string(), name: z.string(), count: z.int() })), total: z.int() }),
  runs: 'reader',
})

export const listEntries = defineQuery('trail.listEntries', {
  about: 'The journal, newest first: who did what when, to which records, and in which fields; values only of what one may read',
  needs: ['read-trail'],
  input: z.strictObject({ accountId: recordId.optional(), command: z.string().max(100).optional(), ...span, after: cursor.optional(), limit: z.int().min(1).max(200).default(50) }),
  output: z.strictObject({
    rows: z.array(z.strictObject({
      position: z.int(), entry: z.string(), hash: z.string(), at: z.string(), who: z.string(), command: z.string(),
      /** parts that are withheld from this person, or were erased */
      withheld: z.int(),
      records: z.array(z.strictObject({ record: z.string(), id: z.string(), fields: z.array(z.strictObject({ field: z.string(), before: z.union([z.string(), z.number(), z.null()]), after: z.union([z.string(), z.number(), z.null()]) })) })),
      /** records beyond those listed */
      more: z.int(),
    })),
    next: z.string().optional(),
  }),
  errors: ['CURSOR_INVALID'],
  runs: 'reader',
})

export const exportTrail = defineQuery('trail.export', {
  about: 'The audit trail as a ZIP: envelopes with their hashes and signatures, payloads of what one may read, keys of the devices, and how to check them without this program',
  needs: ['read-trail'],
  notes: 'export',
  input: z.strictObject({}),
  output: z.strictObject({ fileName: z.string(), mediaType: z.string(), entries: z.int(), bytes: z.instanceof(Uint8Array) }),
  runs: 'task',
})

export const trailContract = [listAccess, countAccess, listEntries, exportTrail] as const

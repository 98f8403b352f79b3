// What is done with a search beside reading its list: keep it under a name, count it, take it out as a file. NĐ 30/2020/NĐ-CP,
// Phụ lục VI, III.6.e and III.6.h.
import { z } from 'zod'
import { defineCommand, defineQuery } from '../../contract/define.ts'
import { commandId, entryRef, recordId, text } from '../../contract/fields.ts'
import { filters } from '../schemas.ts'

const order = z.enum(['newest', 'oldest', 'number', 'number-down', 'rank'])
const words = z.string().max(1000).default('')

/** What a kept search looks for. */
const keptFind = z.strictObject({
  direction: z.enum(['incoming', 'outgoing']),
  text: words,
  filters: filters.omit({ direction: true }).default({}),
  order: order.optional(),
  /** in the year that runs when it is used; else in `filters.year`, or in all */
  runningYear: z.boolean().default(false),
})

const keptSearch = z.strictObject({
  id: recordId,
  name: z.string(),
  find: keptFind,
  /** stands above the list */
  pinned: z.boolean(),
  /** the whole office sees it, not only who keeps it */
  shared: z.boolean(),
  /** kept by who asks, who alone changes it */
  own: z.boolean(),
  entry: entryRef,
})

export const saveSearch = defineCommand('registers.saveSearch', {
  about: 'Keeps a search under a name, to be used again; pinned above the list, or shared in the office',
  needs: ['read-documents'],
  input: z.strictObject({ commandId, name: text(100, 1), find: keptFind, pinned: z.boolean().default(false), shared: z.boolean().default(false) }),
  output: z.strictObject({ id: recordId, entry: entryRef }),
  errors: ['SEARCH_EXISTS'],
})

export const editSearch = defineCommand('registers.editSearch', {
  about: 'Changes a kept search: its name, what it looks for, whether it is pinned and shared',
  needs: ['read-documents'],
  input: z.strictObject({
    commandId, id: recordId, basedOn: entryRef.optional(),
    changes: z.strictObject({ name: text(100, 1), find: keptFind, pinned: z.boolean(), shared: z.boolean() }).partial(),
  }),
  output: z.strictObject({ id: recordId, entry: entryRef }),
  errors: ['SEARCH_NOT_FOUND', 'SEARCH_EXISTS'],
})

export const removeSearch = defineCommand('registers.removeSearch', {
  about: 'Takes a kept search away, or (removed: false) brings it back',
  needs: ['read-documents'],
  input: z.strictObject({ commandId, id: recordId, removed: z.boolean().default(true) }),
  output: z.strictObject({ id: recordId, entry: entryRef }),
  errors: ['SEARCH_NOT_FOUND', 'SEARCH_EXISTS'],
})

export const listSearches = defineQuery('registers.listSearches', {
  about: 'The searches that were kept: one\'s own and those shared in the office, pinned ones first',
  needs: ['read-documents'],
  input: z.strictObject({}),
  output: z.strictObject({ searches: z.array(keptSearch) }),
})

export const countDocuments = defineQuery('registers.countDocuments', {
  about: 'How many documents of a search fall to each body, type or month, the most first (months in their order)',
  needs: ['read-documents'],
  input: z.strictObject({ text: words, filters: filters.default({}), by: z.enum(['body', 'type', 'month']) }),
  output: z.strictObject({
    rows: z.array(z.strictObject({ key: z.string(), name: z.string(), count: z.int() })),
    /** documents of bodies, types or months beyond those listed */
    rest: z.int(),
    total: z.int(),
    /** more were found than are looked through: the newest are counted */
    totalIsAtLeast: z.boolean().optional(),
  }),
  runs: 'reader',
})

/** Columns of an export; `marks` are urgency, secrecy and state in words. */
const exportColumn = z.enum([
  'number', 'numberSymbol', 'issuedDate', 'body', 'type', 'subject', 'arrivalDate', 'due', 'files', 'marks', 'signer', 'toPlaces', 'pages', 'note',
])
export type ExportColumn = z.output<typeof exportColumn>

export const exportDocuments = defineQuery('registers.exportDocuments', {
  about: 'A search as a table in a PDF, sheet or Word file, in the order and with the columns of the list, headed by what was searched',
  needs: ['print'],
  notes: 'export',
  input: z.strictObject({
    text: words,
    filters: filters.default({}),
    order: order.default('newest'),
    columns: z.array(exportColumn).min(1).max(20),
    /** subjects and notes of documents marked Tuyệt mật; else they are left out */
    withTopSecretSubjects: z.boolean().default(false),
    /** doc: Word 97–2003 */
    format: z.enum(['pdf', 'xlsx', 'docx', 'doc']).default('pdf'),
  }),
  output: z.strictObject({ fileName: z.string(), mediaType: z.string(), pages: z.int(), rows: z.int(), bytes: z.instanceof(Uint8Array) }),
  runs: 'task',
})

export const searchesContract = [saveSearch, editSearch, removeSearch, listSearches, countDocuments, exportDocuments] as const

// Why a document was found: the field, or the place in its files, with the words marked.
import type { ReadDb } from '../archive/database.ts'
import { textsOf } from '../archive/search/index.ts'
import { parseQuery } from '../text/query.ts'
import type { ParsedQuery } from '../text/query.ts'
import { snippet as snippetOf } from '../text/snippet.ts'
import { filesOf } from './records.ts'
import type { DocumentRow } from './records.ts'
import type { ListRow } from './schemas.ts'
import { furtherFields, recipientNames } from './searched-fields.ts'

const snippetLength = 160
/** Rows of a page whose files are read although a field holds some of the words. */
const mostPartly = 20
/** Characters before the first hit: a line of the list holds some sixty, of the subject two lines stand. */
const lead = { subject: 60, other: 24 } as const

type ShownSnippet = NonNullable<ListRow['snippet']>

/**
 * The rows with their snippets: the place that holds most of the words. Texts of files are long, and read only for rows of which
 * no field holds them all; of all such rows at once, since each look into a database costs as much as what it brings.
 * @param records what the rows show, as it stands
 */
export function withSnippets(db: ReadDb, search: ReadDb, rows: readonly ListRow[], records: readonly DocumentRow[], query: ParsedQuery, typeName: (id: string) => string): ListRow[] {
  const wanted = query.terms.length
  const best = new Map<string, ShownSnippet | null>()
  const lacking = rows.filter((row) => {
    const found = bestOf(query, [['subject', row.subject], ['numberSymbol', row.numberSymbol], ['issuingBody', row.issuingBodyName]])
    const type = bestOf(query, [['documentType', typeName(row.documentTypeId)]])
    // "nghị quyết chuyển đổi số": its type and its subject hold them all.
    const holdsAll = wordsHeld(found) + wordsHeld(type) >= wanted
    best.set(row.id, holdsAll ? (found ?? type) : found)
    return !holdsAll
  })
  const recordOf = new Map(records.map((record) => [record.id, record]))
  const recipients = recipientNames(db, lacking.map((row) => row.id))
  for (const { id } of lacking) best.set(id, better(best.get(id) ?? null, bestOf(query, restOf(recordOf.get(id), recipients.get(id) ?? [], query))))
  const heldBy = (id: string): number => wordsHeld(best.get(id) ?? null)
  const unread = lacking.flatMap(({ id }) => (heldBy(id) < wanted ? [id] : []))
  // A row of which a field holds some of the words says already why it is there: of such rows the first screens are enough.
  let partly = 0
  const read = unread.filter((id) => heldBy(id) === 0 || (partly += 1) <= mostPartly)
  for (const [id, found] of fromFiles(db, search, read, query)) best.set(id, better(best.get(id) ?? null, found))
  return rows.map((row) => {
    const snippet = best.get(row.id) ?? bestOf(query, [['documentType', typeName(row.documentTypeId)]])
    return snippet === null ? row : { ...row, snippet }
  })
}

/** The rows with what was asked of the signer marked, where nothing else was. */
export function withSigners(rows: readonly ListRow[], signer: string | undefined): ListRow[] {
  if (signer === undefined) return [...rows]
  const query = parseQuery(signer)
  return rows.map((row) => {
    const snippet = bestOf(query, [['signer', signerOf(row.signer)]])
    return snippet === null ? row : { ...row, snippet }
  })
}

function signerOf({ position, name }: ListRow['signer']): string {
  return [position, name].filter((part) => part !== null).join(' ')
}

function wordsHeld(found: ShownSnippet | null): number {
  return found?.parts.filter((part) => part.hit).length ?? 0
}

/** The one with more words; the first where they are even. */
function better(a: ShownSnippet | null, b: ShownSnippet | null): ShownSnippet | null {
  return wordsHeld(b) > wordsHeld(a) ? b : a
}

type Fields = readonly (readonly [ShownSnippet['field'], string])[]

/** Signer and further fields; where these hold none of the words, which is told at once, they are left out. */
function restOf(record: DocumentRow | undefined, recipients: readonly string[], query: ParsedQuery): Fields {
  if (record === undefined) return []
  const further = furtherFields(record, recipients)
  return [['signer', signerOf({ position: record.signer_position, name: record.signer_name })], ...(snippetOf(further.map(([, text]) => text).join('\n'), query, { length: snippetLength, lead: 0 }) === null ? [] : further)]
}

/** The field with the most words found. */
function bestOf(query: ParsedQuery, fields: Fields): ShownSnippet | null {
  let best: ShownSnippet | null = null
  for (const [field, text] of fields) {
    const found = text === '' ? null : snippetOf(text, query, { length: snippetLength, lead: field === 'subject' ? lead.subject : lead.other })
    if (found !== null) best = better(best, { field, parts: shown(found) })
  }
  return best
}

/** The first place in a file of each document that holds any of the words. */
function fromFiles(db: ReadDb, search: ReadDb, documentIds: readonly string[], query: ParsedQuery): Map<string, ShownSnippet> {
  const found = new Map<string, { readonly fileId: string; readonly parts: ShownSnippet['parts'] }>()
  for (const { documentId, fileId, text } of textsOf(search, documentIds)) {
    if (found.has(documentId)) continue
    const place = snippetOf(text, query, { length: snippetLength, lead: lead.other })
    if (place !== null) found.set(documentId, { fileId, parts: shown(place) })
  }
  const names = new Map(filesOf(db, [...found.keys()]).map((file) => [`${file.document_id} ${file.file_id}`, file.name]))
  return new Map([...found].map(([documentId, { fileId, parts }]) => {
    const fileName = names.get(`${documentId} ${fileId}`)
    return [documentId, { field: 'text', ...(fileName === undefined ? {} : { fileName }), parts }]
  }))
}

function shown(found: NonNullable<ReturnType<typeof snippetOf>>): ShownSnippet['parts'] {
  return [
    ...(found.cutBefore ? [{ text: '… ', hit: false }] : []),
    ...found.parts.map(({ text, hit }) => ({ text, hit })),
    ...(found.cutAfter ? [{ text: ' …', hit: false }] : []),
  ]
}

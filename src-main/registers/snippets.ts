// Why a document was found: the field, or the place in its files, with the words marked.
import type { ReadDb } from '../archive/database.ts'
import { textsOf } from '../archive/search/index.ts'
import type { ParsedQuery } from '../text/query.ts'
import { snippet as snippetOf } from '../text/snippet.ts'
import { documentRows, filesOf } from './records.ts'
import type { ListRow } from './schemas.ts'

const snippetLength = 160
/** Characters before the first hit: a line of the list holds some sixty, of the subject two lines stand. */
const lead = { subject: 60, other: 24 } as const

type ShownSnippet = NonNullable<ListRow['snippet']>

/** The rows with their snippets: the place that holds most of the words. Texts of files are long, and read only where no field holds them all. */
export function withSnippets(db: ReadDb, search: ReadDb, rows: readonly ListRow[], query: ParsedQuery, typeName: (id: string) => string): ListRow[] {
  let records: ReturnType<typeof documentRows> | null = null
  return rows.map((row) => {
    let best = bestOf(query, [['subject', row.subject], ['numberSymbol', row.numberSymbol], ['issuingBody', row.issuingBodyName]])
    const type = bestOf(query, [['documentType', typeName(row.documentTypeId)]])
    // "nghị quyết chuyển đổi số": its type and its subject hold them all.
    if (wordsHeld(best) + wordsHeld(type) >= query.terms.length) best ??= type
    else {
      records ??= documentRows(db, rows.map((one) => one.id))
      best = better(best, bestOf(query, restOf(records.get(row.id))))
      if (wordsHeld(best) < query.terms.length) best = better(best, fromFiles(db, search, row.id, query))
      best ??= type
    }
    return best === null ? row : { ...row, snippet: best }
  })
}

function wordsHeld(found: ShownSnippet | null): number {
  return found?.parts.filter((part) => part.hit).length ?? 0
}

/** The one with more words; the first where they are even. */
function better(a: ShownSnippet | null, b: ShownSnippet | null): ShownSnippet | null {
  return wordsHeld(b) > wordsHeld(a) ? b : a
}

type Fields = readonly (readonly [ShownSnippet['field'], string])[]

function restOf(record: { signer_position: string | null; signer_name: string | null; note: string | null } | undefined): Fields {
  if (record === undefined) return []
  return [['signer', [record.signer_position, record.signer_name].filter((part) => part !== null).join(' ')], ['note', record.note ?? '']]
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

function fromFiles(db: ReadDb, search: ReadDb, documentId: string, query: ParsedQuery): ShownSnippet | null {
  for (const { fileId, text } of textsOf(search, documentId)) {
    const found = snippetOf(text, query, { length: snippetLength, lead: lead.other })
    if (found === null) continue
    const fileName = filesOf(db, [documentId]).find((file) => file.file_id === fileId)?.name
    return { field: 'text', ...(fileName === undefined ? {} : { fileName }), parts: shown(found) }
  }
  return null
}

function shown(found: NonNullable<ReturnType<typeof snippetOf>>): ShownSnippet['parts'] {
  return [
    ...(found.cutBefore ? [{ text: '… ', hit: false }] : []),
    ...found.parts.map(({ text, hit }) => ({ text, hit })),
    ...(found.cutAfter ? [{ text: ' …', hit: false }] : []),
  ]
}

// What the search index is told of documents, and which documents it must be told of anew after a commit.
import type { ReadDb } from '../archive/database.ts'
import type { Touched } from '../archive/journal.ts'
import type { SearchEntry } from '../archive/search/index.ts'
import { tag } from '../archive/search/schema.ts'
import { listed, sql } from '../archive/sql.ts'
import { aliasesOf, namesOf } from '../filing/records.ts'
import { nameOn } from '../filing/rules.ts'
import { numberToken, parseNumberSymbol } from '../text/number-symbol.ts'
import { documentRows, filesOf, issuerOf, nameDay } from './records.ts'
import { furtherFields, furtherWords, recipientNames } from './searched-fields.ts'

/** Documents that are indexed anew before a command's answer; the rest follows in the background. */
const mostTouched = 500

/** Tags by which the index filters; `findDocuments` asks with the same. */
export const filterTag = {
  direction: (value: string) => tag('d', value),
  registerId: (value: string) => tag('r', value),
  documentTypeId: (value: string) => tag('t', value),
  issuingBodyId: (value: string) => tag('b', value),
  urgency: (value: string) => tag('u', value),
  secrecy: (value: string) => tag('s', value),
  year: (value: number) => tag('y', value),
  status: (value: string) => tag('st', value),
  channel: (value: string) => tag('c', value),
} as const

/** Entries of the index for documents; ids that are no documents are left out. @param typeName the name of a type, by its id */
export function searchEntries(db: ReadDb, documentIds: readonly string[], typeName: (id: string) => string): SearchEntry[] {
  const rows = documentRows(db, documentIds)
  const bodyIds = [...new Set([...rows.values()].flatMap((row) => [row.issuing_body_id, issuerOf(row)]))]
  const names = namesOf(db, bodyIds)
  const aliases = aliasesOf(db, bodyIds)
  const recipients = recipientNames(db, documentIds)
  const files = Map.groupBy(filesOf(db, documentIds), (file) => file.document_id)
  return documentIds.flatMap((id) => {
    const row = rows.get(id)
    if (row === undefined) return []
    // Withdrawn with its import, it is found by nothing.
    if (row.status === 'withdrawn') return [{ documentId: id, date: row.register_date, tags: [], fields: { number: '', subject: '', body: '', signer: '', note: '' }, numbers: [], fileIds: [] }]
    // Of a document that a merge filed under another body both names: the one it bears, and the one it is looked for under.
    const bodies = [...new Set([issuerOf(row), row.issuing_body_id])].map((body) => nameOn(names.get(body) ?? [], nameDay(row)))
    const taken = parseNumberSymbol(row.number_symbol)
    // One with a year is found without it too.
    const numbers = [numberToken(taken), numberToken({ ...taken, year: null })].filter((word) => word !== null)
    return [
      {
        documentId: id,
        date: row.register_date,
        tags: [
          filterTag.direction(row.direction),
          filterTag.registerId(row.register_id),
          filterTag.documentTypeId(row.document_type_id),
          filterTag.issuingBodyId(row.issuing_body_id),
          filterTag.urgency(row.urgency),
          filterTag.secrecy(row.secrecy),
          filterTag.year(row.year),
          filterTag.status(row.status),
          ...(row.channel === null ? [] : [filterTag.channel(row.channel)]),
          ...furtherWords(row),
        ],
        fields: {
          // Typed "15 nq tu" it is found as "15-NQ/TU" too, and "nghị quyết 15" by its type.
          number: [...new Set([row.number_symbol, taken.normal, typeName(row.document_type_id)])].filter((part) => part !== '').join(' '),
          subject: row.subject,
          body: [...bodies.flatMap((name) => [name?.name, name?.shortName]), ...(aliases.get(row.issuing_body_id) ?? []).map((alias) => alias.alias)].filter((one) => one != null).join('\n'),
          signer: [row.signer_position, row.signer_name].filter((one) => one !== null).join(' '),
          note: furtherFields(row, recipients.get(id) ?? []).map(([, words]) => words).join('\n'),
        },
        numbers,
        fileIds: [...new Set((files.get(id) ?? []).map((file) => file.file_id))],
      },
    ]
  })
}

export interface TouchedDocuments {
  /** at most 500, to be indexed before the command answers */
  readonly ids: string[]
  /** further documents that were touched themselves */
  readonly rest: string[]
  /** bodies whose names changed: `documentsOfBody` walks through their documents */
  readonly bodies: string[]
  /** whether there is more than `ids`: in `rest`, or among the documents of `bodies` */
  readonly more: boolean
}

/** Documents that the index must be told of after a commit. */
export function documentsTouchedBy(db: ReadDb, touched: readonly Touched[]): TouchedDocuments {
  const ids = new Set<string>()
  const bodies = new Set<string>()
  for (const { table, id } of touched) {
    if (table === 'document') ids.add(id)
    if (table === 'document_file') add(ids, db.value<string>(sql`SELECT document_id FROM document_file WHERE id = ${id}`))
    if (table === 'document_recipient') add(ids, db.value<string>(sql`SELECT document_id FROM document_recipient WHERE id = ${id}`))
    if (table === 'body_name') add(bodies, db.value<string>(sql`SELECT body_id FROM body_name WHERE id = ${id}`))
    if (table === 'body_alias') add(bodies, db.value<string>(sql`SELECT body_id FROM body_alias WHERE id = ${id}`))
  }
  let more = false
  if (bodies.size > 0) {
    const rows = db.all<{ id: string }>(sql`
      SELECT id FROM document                              -- document_by_body, document_issued_as
      WHERE issuing_body_id IN ${listed([...bodies])} OR issued_as_body_id IN ${listed([...bodies])}
      LIMIT ${mostTouched + 1}`)
    more = rows.length > mostTouched
    for (const row of rows.slice(0, mostTouched)) ids.add(row.id)
  }
  const all = [...ids]
  const rest = all.slice(mostTouched)
  return { ids: all.slice(0, mostTouched), rest, bodies: [...bodies], more: more || rest.length > 0 }
}

/** Ids of the documents that are filed under a body or bear its name, in order of id, after one of them. */
export function documentsOfBody(db: ReadDb, bodyId: string, afterId: string | null, limit: number): string[] {
  return db
    .all<{ id: string }>(sql`
      SELECT id FROM document                              -- document_by_body, document_issued_as
      WHERE (issuing_body_id = ${bodyId} OR issued_as_body_id = ${bodyId}) AND id > ${afterId ?? ''}
      ORDER BY id
      LIMIT ${limit}`)
    .map((row) => row.id)
}

function add(set: Set<string>, id: string | undefined): void {
  if (id !== undefined) set.add(id)
}

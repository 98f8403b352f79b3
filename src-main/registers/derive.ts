// What follows from documents alone: exact counts, documents without a file, values entered before.
import type { Derivation, Row } from '../archive/schema.ts'
import { sql } from '../archive/sql.ts'
import { foldedTokens } from '../text/fold.ts'

type DerivedDb = Parameters<Derivation['derive']>[0]

const dimensions = ['issuing_body_id', 'document_type_id', 'register_date', 'register_id', 'direction', 'urgency', 'secrecy', 'status'] as const

function countDocument(db: DerivedDb, row: Row, step: 1 | -1): void {
  for (const body of [row['issuing_body_id'] as string, '']) {
    for (const type of [row['document_type_id'] as string, '']) {
      const month = body === '' && type === '' ? Number((row['register_date'] as string).slice(5, 7)) : 0
      const cell = sql`${body}, ${type}, ${row['year'] as number}, ${month}, ${(row['register_id'] as string | null) ?? ''}, ${row['direction'] as string},
                       ${row['urgency'] as string}, ${row['secrecy'] as string}, ${row['status'] as string}`
      if (step === 1) {
        db.run(sql`INSERT INTO document_count VALUES (${cell}, 1) ON CONFLICT DO UPDATE SET n = n + 1`)
      } else {
        db.run(sql`UPDATE document_count SET n = n - 1
                   WHERE (issuing_body_id, document_type_id, year, month, register_id, direction, urgency, secrecy, status) = (${cell})`)
        db.run(sql`DELETE FROM document_count
                   WHERE (issuing_body_id, document_type_id, year, month, register_id, direction, urgency, secrecy, status) = (${cell}) AND n = 0`)
      }
    }
  }
}

interface Use {
  readonly field: 'signer' | 'toPlaces' | 'language'
  readonly value: string
  readonly position: string
  readonly body: string
}

function usesOf(row: Row | null): Use[] {
  if (row === null || row['status'] === 'cancelled') return []
  const uses: Use[] = []
  const text = (field: string) => (row[field] as string | null) ?? ''
  if (text('signer_name') !== '') uses.push({ field: 'signer', value: text('signer_name'), position: text('signer_position'), body: text('issuing_body_id') })
  if (text('to_places') !== '') uses.push({ field: 'toPlaces', value: text('to_places'), position: '', body: '' })
  if (text('language') !== '') uses.push({ field: 'language', value: text('language'), position: '', body: '' })
  return uses
}

function countUse(db: DerivedDb, { field, value, position, body }: Use, step: 1 | -1): void {
  const key = foldedTokens(value).join(' ')
  if (step === 1) {
    db.run(sql`INSERT INTO value_use (field, key, value, position, issuing_body_id, uses) VALUES (${field}, ${key}, ${value}, ${position}, ${body}, 1)
               ON CONFLICT DO UPDATE SET uses = uses + 1`)
    return
  }
  const cell = sql`field = ${field} AND key = ${key} AND value = ${value} AND position = ${position} AND issuing_body_id = ${body}`
  db.run(sql`UPDATE value_use SET uses = uses - 1 WHERE ${cell}`)
  db.run(sql`DELETE FROM value_use WHERE ${cell} AND uses = 0`)
}

function noteMissingFile(db: DerivedDb, documentId: string, status: string): void {
  const has = db.value<number>(sql`SELECT 1 FROM document_file WHERE document_id = ${documentId} AND removed = 0 LIMIT 1`) !== undefined
  if (has || status !== 'registered') db.run(sql`DELETE FROM document_without_file WHERE document_id = ${documentId}`)
  else db.run(sql`INSERT OR IGNORE INTO document_without_file (document_id) VALUES (${documentId})`)
}

export const registersDerivations: Derivation[] = [
  {
    table: 'document',
    derive(db, id, before, after) {
      if (before === null || dimensions.some((dimension) => before[dimension] !== after[dimension])) {
        if (before !== null) countDocument(db, before, -1)
        countDocument(db, after, 1)
      }
      const [old, now] = [usesOf(before), usesOf(after)]
      if (JSON.stringify(old) !== JSON.stringify(now)) {
        for (const use of old) countUse(db, use, -1)
        for (const use of now) countUse(db, use, 1)
      }
      if (before?.['status'] !== after['status']) noteMissingFile(db, id, after['status'] as string)
    },
  },
  {
    table: 'document_file',
    derive(db, _id, _before, after) {
      const documentId = after['document_id'] as string
      noteMissingFile(db, documentId, db.value<string>(sql`SELECT status FROM document WHERE id = ${documentId}`) ?? 'cancelled')
    },
  },
]

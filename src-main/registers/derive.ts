// What follows from documents alone: exact counts, documents without a file, values entered before.
import type { Derivation, Row } from '../archive/schema.ts'
import { sql } from '../archive/sql.ts'
import { foldedTokens } from '../text/fold.ts'

type DerivedDb = Parameters<Derivation['derive']>[0]

type Cell = readonly [body: string, type: string, year: number, month: number, register: string, direction: string, urgency: string, secrecy: string, status: string]

/** The cells of document_count in which a document is counted. */
function cellsOf(row: Row | null): Cell[] {
  if (row === null || row['status'] === 'withdrawn') return []
  const text = (column: string) => (row[column] as string | null) ?? ''
  return [text('issuing_body_id'), ''].flatMap((body) =>
    [text('document_type_id'), ''].map((type): Cell => {
      const month = body === '' && type === '' ? Number(text('register_date').slice(5, 7)) : 0
      return [body, type, row['year'] as number, month, text('register_id'), text('direction'), text('urgency'), text('secrecy'), text('status')]
    }))
}

/** Counts a document where it was not counted before, and no more where it is not counted now: a move to another body leaves the cells of all bodies alone. */
function recount(db: DerivedDb, before: Row | null, after: Row): void {
  const [old, now] = [cellsOf(before), cellsOf(after)]
  const same = (one: Cell, other: Cell) => one.every((value, at) => value === other[at])
  for (const cell of old) if (!now.some((one) => same(one, cell))) count(db, cell, -1)
  for (const cell of now) if (!old.some((one) => same(one, cell))) count(db, cell, 1)
}

function count(db: DerivedDb, [body, type, year, month, register, direction, urgency, secrecy, status]: Cell, step: 1 | -1): void {
  const cell = sql`${body}, ${type}, ${year}, ${month}, ${register}, ${direction}, ${urgency}, ${secrecy}, ${status}`
  if (step === 1) {
    db.run(sql`INSERT INTO document_count VALUES (${cell}, 1) ON CONFLICT DO UPDATE SET n = n + 1`)
    return
  }
  const left = db.value<number>(sql`
    UPDATE document_count SET n = n - 1
    WHERE (issuing_body_id, document_type_id, year, month, register_id, direction, urgency, secrecy, status) = (${cell})
    RETURNING n`)
  if (left === 0) {
    db.run(sql`
      DELETE FROM document_count
      WHERE (issuing_body_id, document_type_id, year, month, register_id, direction, urgency, secrecy, status) = (${cell})`)
  }
}

interface Use {
  readonly field: 'signer' | 'toPlaces' | 'language'
  readonly value: string
  readonly position: string
  readonly body: string
}

/** What is proposed again while typing: nothing of a document that is secret or limited, whose words would then stand before everybody. */
function usesOf(row: Row | null): Use[] {
  if (row === null || row['status'] === 'cancelled' || row['status'] === 'withdrawn' || row['secrecy'] !== 'none' || row['limited'] === 1) return []
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
  const left = db.value<number>(sql`UPDATE value_use SET uses = uses - 1 WHERE ${cell} RETURNING uses`)
  if (left === 0) db.run(sql`DELETE FROM value_use WHERE ${cell}`)
}

/** Of documents brought over from an old register nobody expects a file. */
function noteMissingFile(db: DerivedDb, documentId: string, { status, import_id }: Row): void {
  const has = db.value<number>(sql`SELECT 1 FROM document_file WHERE document_id = ${documentId} AND removed = 0 LIMIT 1`) !== undefined
  if (has || status !== 'registered' || import_id !== null) tally(db, 'without-file', '', -db.run(sql`DELETE FROM document_without_file WHERE document_id = ${documentId}`))
  else tally(db, 'without-file', '', db.run(sql`INSERT OR IGNORE INTO document_without_file (document_id) VALUES (${documentId})`))
}

function tally(db: DerivedDb, name: 'due' | 'without-file', day: string, step: number): void {
  if (step === 0) return
  const left = db.value<number>(sql`
    INSERT INTO document_tally (name, day, n) VALUES (${name}, ${day}, ${Math.max(step, 0)})
    ON CONFLICT DO UPDATE SET n = n + ${step}
    RETURNING n`)
  if (left === 0) db.run(sql`DELETE FROM document_tally WHERE name = ${name} AND day = ${day}`)
}

/** The day by which a document must be handled, as it stands in the register; null where it need not be, any more. */
export function dueDayOf(row: Row | null): string | null {
  return row?.['status'] === 'registered' ? ((row['due_date'] as string | null) ?? null) : null
}

/** What is due and not handled: `document_open_due` names the documents, the tally counts them by day. */
export function settleDue(db: DerivedDb, documentId: string, old: string | null, now: string | null): void {
  if (old === now) return
  if (old !== null) {
    db.run(sql`DELETE FROM document_open_due WHERE due_date = ${old} AND document_id = ${documentId}`)
    tally(db, 'due', old, -1)
  }
  if (now !== null) {
    db.run(sql`INSERT INTO document_open_due (due_date, document_id) VALUES (${now}, ${documentId})`)
    tally(db, 'due', now, 1)
  }
}

/** Whether the handling of a document is done: what the room of handling derives, which stands above. */
function isHandled(db: DerivedDb, documentId: string): boolean {
  return db.value(sql`SELECT 1 FROM handling_state WHERE document_id = ${documentId} AND completed_on IS NOT NULL`) !== undefined
}

export const registersDerivations: Derivation[] = [
  {
    table: 'document',
    fills: ['document_count', 'value_use', 'document_without_file', 'document_tally', 'document_open_due'],
    derive(db, id, before, after) {
      recount(db, before, after)
      if (dueDayOf(before) !== dueDayOf(after) && !isHandled(db, id)) settleDue(db, id, dueDayOf(before), dueDayOf(after))
      const [old, now] = [usesOf(before), usesOf(after)]
      if (JSON.stringify(old) !== JSON.stringify(now)) {
        for (const use of old) countUse(db, use, -1)
        for (const use of now) countUse(db, use, 1)
      }
      if (before?.['status'] !== after['status']) noteMissingFile(db, id, after)
    },
  },
  {
    table: 'document_file',
    fills: ['document_without_file', 'document_tally'],
    derive(db, _id, _before, after) {
      const documentId = after['document_id'] as string
      noteMissingFile(db, documentId, db.get<Row>(sql`SELECT status, import_id FROM document WHERE id = ${documentId}`) ?? {})
    },
  },
]

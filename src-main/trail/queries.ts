// Reading the trail: accesses, their counts, the journal page by page. Whoever may not read documents sees that something was done,
// by whom and when, and no word of what.
import type { ReadDb } from '../archive/database.ts'
import type { Payload } from '../archive/entry.ts'
import { joined, listed, sql } from '../archive/sql.ts'
import type { Sql } from '../archive/sql.ts'
import type { ArchiveSchema } from '../archive/schema.ts'
import type { AccessKind } from '../contract/define.ts'
import type { Secrecy } from '../contract/fields.ts'
import { err, ok } from '../contract/result.ts'
import { handleQuery } from '../handler/handler.ts'
import type { QueryContext } from '../handler/handler.ts'
import { mayReadCompartment } from '../handler/person.ts'
import type { Person } from '../handler/person.ts'
import { nameOf } from '../people/index.ts'
import { recordsWithheld } from '../registers/index.ts'
import { mayReadDocument } from '../registers/reading/readers.ts'
import { countAccess, listAccess, listEntries } from './contract.ts'
import { saysOf } from './rules.ts'

/** The instants of days in Vietnam, as texts that are compared. */
function between(column: Sql, from: string | undefined, to: string | undefined): Sql[] {
  const start = (day: string) => new Date(`${day}T00:00:00+07:00`).toISOString()
  return [
    ...(from === undefined ? [] : [sql`${column} >= ${start(from)}`]),
    ...(to === undefined ? [] : [sql`${column} < ${new Date(Date.parse(`${to}T00:00:00+07:00`) + 24 * 3600_000).toISOString()}`]),
  ]
}

const allOf = (conditions: readonly Sql[]): Sql => (conditions.length === 0 ? sql`1` : joined([...conditions], ' AND '))

/** How documents are called here, by id: their numbers, and of those that one may read (whose `id` stands then) their subjects. */
function documentNames({ db, person }: Pick<QueryContext, 'db' | 'person'>, ids: readonly string[]): ReadonlyMap<string, { readonly id: string | null; readonly name: string }> {
  if (ids.length === 0) return new Map()
  const rows = db.all<{ id: string; number: string; subject: string; secrecy: Secrecy; limited: 0 | 1 }>(sql`
    SELECT id, iif(direction = 'incoming', order_number || order_suffix, number_symbol) AS number, subject, secrecy, limited FROM document WHERE id IN ${listed([...new Set(ids)])}`)
  return new Map(rows.map(({ id, number, subject, ...row }) => [id, person.rights.has('read-documents') && mayReadDocument(db, person, { id, ...row }) ? { id, name: `${number} · ${subject}` } : { id: null, name: number }]))
}

/** What stands in the journal, and what waits for it on this PC. */
const accesses = sql`(
      SELECT id, account_id, kind, document_id, name, at, times FROM access
      UNION ALL SELECT id, account_id, kind, document_id, name, at, times FROM access_note)`

interface AccessRow {
  readonly id: string
  readonly account_id: string
  readonly kind: AccessKind
  readonly document_id: string | null
  readonly name: string
  readonly at: string
  readonly times: number
}

export const listAccessHandler = handleQuery(listAccess, (context, { documentId, accountId, kind, from, to, after, limit }) => {
  const { db } = context
  const key = after === undefined ? null : /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ([0-9a-f-]+)$/.exec(after)
  if (after !== undefined && key === null) return err('CURSOR_INVALID')
  const rows = db.all<AccessRow>(sql`
    SELECT * FROM ${accesses}                            -- access_by_document, access_by_account or access_by_time
    WHERE ${allOf([
      ...(documentId === undefined ? [] : [sql`document_id = ${documentId}`]), ...(accountId === undefined ? [] : [sql`account_id = ${accountId}`]), ...(kind === undefined ? [] : [sql`kind = ${kind}`]),
      ...between(sql`at`, from, to), ...(key === null ? [] : [sql`(at, id) < (${key[1]!}, ${key[2]!})`]),
    ])}
    ORDER BY at DESC, id DESC
    LIMIT ${limit + 1}`)
  const page = rows.slice(0, limit)
  const names = documentNames(context, page.flatMap((row) => row.document_id ?? []))
  const last = rows.length > limit ? page.at(-1) : undefined
  return ok({
    rows: page.map((row) => ({
      id: row.id, at: row.at, accountId: row.account_id, who: nameOf(db, row.account_id), kind: row.kind, name: row.name, times: row.times,
      documentId: names.get(row.document_id ?? '')?.id ?? null, document: names.get(row.document_id ?? '')?.name ?? null,
    })),
    ...(last === undefined ? {} : { next: `${last.at} ${last.id}` }),
  })
})

const mostCounted = 500

export const countAccessHandler = handleQuery(countAccess, (context, { by, kind, from, to }) => {
  const { db } = context
  const keys = { document: sql`document_id`, person: sql`account_id`, day: sql`date(at, '+7 hours')` } as const
  const rows = db.all<{ key: string | null; count: number }>(sql`
    SELECT ${keys[by]} AS key, sum(times) AS count
    FROM ${accesses}
    WHERE ${allOf([...(kind === undefined ? [] : [sql`kind = ${kind}`]), ...(by === 'document' ? [sql`document_id IS NOT NULL`] : []), ...between(sql`at`, from, to)])}
    GROUP BY 1
    ORDER BY ${by === 'day' ? sql`1 DESC` : sql`2 DESC, 1`}`)
  const shown = rows.slice(0, mostCounted)
  const names = by === 'document' ? documentNames(context, shown.flatMap(({ key }) => key ?? [])) : new Map<string, { id: string | null; name: string }>()
  const told = (key: string) => {
    if (by === 'person') return { key, name: nameOf(db, key) }
    const document = names.get(key)
    return { key: by === 'document' ? (document?.id ?? document?.name ?? '') : key, name: document?.name ?? (by === 'document' ? '' : key) }
  }
  return ok({ rows: shown.map(({ key, count }) => ({ ...told(key ?? ''), count })), total: rows.reduce((sum, { count }) => sum + count, 0) })
})

interface EntryRow {
  readonly position: number
  readonly device: string
  readonly epoch: number
  readonly sequence: number
  readonly hash: Buffer
}

/** Records listed of an entry; a long command has hundreds. */
const mostRecords = 20

/** The handler of trail.listEntries. */
export const listEntriesOf = (schema: ArchiveSchema) => handleQuery(listEntries, ({ db, person }, { accountId, command, from, to, after, limit }) => {
  if (after !== undefined && !/^\d{1,15}$/.test(after)) return err('CURSOR_INVALID')
  const rows = db.all<EntryRow>(sql`
    SELECT envelope.position, device.id AS device, envelope.epoch, envelope.sequence, envelope.hash
    FROM journal_envelope AS envelope
    JOIN journal_device AS device ON device.no = envelope.device_no
    JOIN journal_part AS part ON part.position = envelope.position AND part.compartment = 'office'
    WHERE ${allOf([
      ...(after === undefined ? [] : [sql`envelope.position < ${Number(after)}`]),
      ...(accountId === undefined ? [] : [sql`json_extract(part.body, '$.actor') = ${accountId}`]),
      ...(command === undefined ? [] : [sql`json_extract(part.body, '$.command') = ${command}`]),
      ...between(sql`json_extract(part.body, '$.at')`, from, to),
    ])}
    ORDER BY envelope.position DESC
    LIMIT ${limit + 1}`)
  const page = rows.slice(0, limit)
  const withheld = recordsWithheld(db, schema, person, page.map(({ position }) => position))
  return ok({ rows: page.map((row) => shownEntry(db, person, row, withheld.get(row.position))), ...(rows.length > limit ? { next: String(page.at(-1)!.position) } : {}) })
})

function shownEntry(db: ReadDb, person: Person, { position, device, epoch, sequence, hash }: EntryRow, withheld: ReadonlySet<string> | undefined) {
  const parts = db.all<{ compartment: string; body: string | null }>(sql`SELECT compartment, body FROM journal_part WHERE position = ${position}`)
  const open = parts.find(({ compartment }) => compartment === 'office')?.body
  const said = open == null ? null : (JSON.parse(open) as Payload)
  // That somebody's accounts and rights changed is the trail's own matter; what documents say is for those who may read them.
  const readable = parts
    .filter(({ compartment, body }) => body !== null && (mayReadCompartment(person, compartment) || (compartment === 'office' && said !== null && /^(people|office)\./.test(said.command))))
    .map(({ body }) => JSON.parse(body!) as Payload)
    .filter((payload) => !saysOf(payload, withheld))
  const changes = readable.flatMap((payload) => payload.changes)
  return {
    position, entry: `${device}.${epoch}.${sequence}`, hash: hash.toString('hex'), at: said?.at ?? '', who: said === null ? '' : nameOf(db, said.actor), command: said?.command ?? '',
    withheld: parts.length - readable.length,
    records: changes.slice(0, mostRecords).map(([record, id, fields]) => ({ record, id, fields: Object.entries(fields).flatMap(([field, [before, after]]) => (before === after ? [] : [{ field, before, after }])) })),
    more: Math.max(0, changes.length - mostRecords),
  }
}

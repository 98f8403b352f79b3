// Finding documents: by filters alone, or by words with filters; pages go on where the last one ended.
import type { ReadDb } from '../archive/database.ts'
import { joined, listed, sql } from '../archive/sql.ts'
import { err, ok } from '../contract/result.ts'
import { standingBody, subtreeIds } from '../filing/records.ts'
import { handleQuery } from '../handler/handler.ts'
import type { QueryContext } from '../handler/handler.ts'
import { findDocuments } from './contract.ts'
import { listPage } from './find-by-filters.ts'
import type { AskedFilters, ListKey, ListOrder } from './find-by-filters.ts'
import { idsThrough, textPage } from './find-by-text.ts'
import type { TextKey } from './find-by-text.ts'
import { listRowsAt, presentRows, shownRows } from './records.ts'
import type { Filters } from './schemas.ts'
import { periodsOf } from './series/records.ts'
import { withSigners, withSnippets } from './snippets.ts'
import { readableBy } from './reading/withheld.ts'

const orders = ['newest', 'oldest', 'number', 'number-down', 'rank'] as const
export type Order = (typeof orders)[number]

/** A cursor says by which order its page was read, so that it is not used for another. */
function writeCursor(order: Order, text: boolean, key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify([orders.indexOf(order), text ? 1 : 0, ...key])).toString('base64url')
}

function readCursor(cursor: string, order: Order, text: boolean): (string | number)[] | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (!Array.isArray(parts) || parts.some((part) => typeof part !== 'string' && typeof part !== 'number')) return null
    const [readOrder, readText, ...key] = parts as (string | number)[]
    return readOrder === orders.indexOf(order) && readText === (text ? 1 : 0) ? key : null
  } catch {
    return null
  }
}

function listKey(parts: readonly (string | number)[], order: ListOrder): ListKey | null {
  const kinds = order === 'newest' || order === 'oldest' ? ['string', 'number', 'string'] : ['string', 'number', 'string', 'string']
  return parts.length === kinds.length && parts.every((part, index) => typeof part === kinds[index]) ? parts : null
}

const meanings = ['number', 'typed', 'whole', 'loose'] as const

function textKey(parts: readonly (string | number)[]): TextKey | null {
  const [meaning, at, row] = parts
  if (parts.length !== 3 || !parts.every(Number.isSafeInteger)) return null
  const known = meanings[meaning as number]
  return known === undefined || (at as number) < 0 || (at as number) > 2 ? null : { meaning: known, class: at as number, row: row as number }
}

/** Of these documents those that pass the filters that the index does not hold. */
function keptAmong(db: ReadDb, ids: readonly string[], { dueBy, dueFrom, withoutFile, periods }: AskedFilters): ReadonlySet<string> {
  const conditions = [
    sql`id IN ${listed(ids)}`,
    ...(dueBy === undefined && dueFrom === undefined ? [] : [sql`due_date BETWEEN ${dueFrom ?? ''} AND ${dueBy ?? '9999'} AND status = 'registered'`]),
    ...(withoutFile ? [sql`id IN (SELECT document_id FROM document_without_file)`] : []),
    ...(periods === undefined ? [] : [sql`period_id IN ${listed(periods)}`]),
  ]
  return new Set(db.all<{ id: string }>(sql`SELECT id FROM document WHERE ${joined(conditions, ' AND ')}`).map((row) => row.id))
}

/** The years and terms that a filter by series or period means; undefined where it asks for neither. */
function periodsAsked(db: ReadDb, seriesId: string | undefined, periodId: string | undefined): string[] | undefined {
  if (seriesId === undefined) return periodId === undefined ? undefined : [periodId]
  return periodsOf(db, seriesId).flatMap(({ id }) => (periodId === undefined || id === periodId ? [id] : []))
}

/** Filters as the indexes are asked with them. @param text what was typed beside them */
export function askedFilters({ db, search, person }: Pick<QueryContext, 'db' | 'search' | 'person'>, text: string, { issuingBodyId, withoutSubBodies, seriesId, periodId, ...plain }: Filters): AskedFilters {
  const standing = issuingBodyId === undefined ? undefined : standingBody(db, issuingBodyId)
  const bodies = standing === undefined ? {} : { bodies: withoutSubBodies ? [standing] : subtreeIds(db, standing) }
  const readable = readableBy(db, person)
  const asked = { ...plain, ...(readable === undefined ? {} : { readable }), periods: periodsAsked(db, seriesId, periodId), ...bodies }
  // Two indexes each hold a part of what is asked: what the one found is a condition of the other.
  return text.trim() === '' && asked.signer !== undefined && isSifted(asked) ? { ...asked, among: idsThrough(search, asked) } : asked
}

/** Whether filters ask for what the search index does not hold. */
function isSifted(asked: AskedFilters): boolean {
  return asked.dueBy !== undefined || asked.dueFrom !== undefined || asked.withoutFile === true || asked.periods !== undefined
}

/** Looks hits of the index through for the filters that it does not hold; undefined where it holds them all. */
export function sieveOf(db: ReadDb, asked: AskedFilters): ((ids: readonly string[]) => ReadonlySet<string>) | undefined {
  return isSifted(asked) ? (ids) => keptAmong(db, ids, asked) : undefined
}

/**
 * Whether a list is read from the search index: for words, and for a signer or a channel, which no index of documents holds.
 * Beside what the search index does not hold they are asked of the archive, where such conditions leave few rows.
 */
export function throughIndex(text: string, asked: AskedFilters): boolean {
  return text.trim() !== '' || ((asked.signer !== undefined || asked.channel !== undefined) && !isSifted(asked))
}

/** The order of hits: by day where it is by number, since within a year numbers run with it; nearest first only where words are. */
export function textOrder(order: Order, text: string): 'newest' | 'oldest' | 'rank' {
  if (order === 'rank' && text.trim() === '') return 'newest'
  return order === 'number' ? 'oldest' : order === 'number-down' ? 'newest' : order
}

export const findHandlers = [
  handleQuery(findDocuments, ({ db, search, rulebook, person }, { text, filters, order, after, limit, withoutTotal }) => {
    const asked = askedFilters({ db, search, person }, text, filters)
    const byText = throughIndex(text, asked)
    const cursor = after === undefined ? null : readCursor(after, order, byText)
    if (after !== undefined && cursor === null) return err('CURSOR_INVALID')

    if (!byText) {
      const by: ListOrder = order === 'rank' ? 'newest' : order
      const key = cursor === null ? null : listKey(cursor, by)
      if (cursor !== null && key === null) return err('CURSOR_INVALID')
      const page = listPage(db, asked, by, key, limit)
      return ok({
        rows: withSigners(listRowsAt(db, page.rowids), filters.signer),
        total: page.total,
        ...(page.last === null ? {} : { next: writeCursor(order, false, page.last) }),
      })
    }

    const key = cursor === null ? null : textKey(cursor)
    if (cursor !== null && key === null) return err('CURSOR_INVALID')
    const keep = sieveOf(db, asked)
    const page = textPage(search, {
      text,
      filters: asked,
      order: textOrder(order, text),
      after: key,
      limit,
      withoutTotal,
      ...(keep === undefined ? {} : { keep }),
    })
    const records = presentRows(db, page.ids)
    const rows = shownRows(db, records)
    return ok({
      rows: page.query === null ? withSigners(rows, filters.signer) : withSnippets(db, search, rows, records, page.query, rulebook.typeName),
      total: page.total,
      ...(page.totalIsAtLeast ? { totalIsAtLeast: true } : {}),
      ...(page.last === null ? {} : { next: writeCursor(order, true, [meanings.indexOf(page.last.meaning), page.last.class, page.last.row]) }),
    })
  }),
]

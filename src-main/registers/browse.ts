// The filing trees with their counts: incoming documents by body → year → type, outgoing ones by type → year or term.
import { listed, sql } from '../archive/sql.ts'
import type { Sql } from '../archive/sql.ts'
import { ok } from '../contract/result.ts'
import { subtreeIds } from '../filing/records.ts'
import { handleQuery } from '../handler/handler.ts'
import { browseBody, browseTypes, countByBody } from './contract.ts'
import { periodName, terms } from './series/records.ts'
import { countedCells } from './reading/cells.ts'
import { hiddenLevels, readableBy } from './reading/withheld.ts'

const countBodies = handleQuery(countByBody, ({ db, person }, { year }) => {
  const readable = readableBy(db, person)
  const counts = db.all<{ issuingBodyId: string; count: number }>(sql`
    SELECT issuing_body_id AS issuingBodyId, sum(n) AS count
    FROM ${countedCells(readable)}
    WHERE document_type_id = '' AND issuing_body_id <> '' AND direction = 'incoming' ${year === undefined ? sql`` : sql`AND year = ${year}`}
    GROUP BY issuing_body_id HAVING sum(n) > 0
    ORDER BY issuing_body_id`)
  const years = db.all<{ year: number }>(sql`
    SELECT year FROM ${countedCells(readable)} WHERE issuing_body_id = '' AND document_type_id = '' AND direction = 'incoming' GROUP BY year HAVING sum(n) > 0 ORDER BY year DESC`)
  return ok({ counts, years: years.map((row) => row.year) })
})

const browse = handleQuery(browseBody, ({ db, rulebook, person }, { issuingBodyId, withSubBodies }) => {
  const bodies = withSubBodies ? subtreeIds(db, issuingBodyId) : [issuingBodyId]
  const rows = db.all<{ year: number; documentTypeId: string; count: number }>(sql`
    SELECT year, document_type_id AS documentTypeId, sum(n) AS count
    FROM ${countedCells(readableBy(db, person))}         -- primary key
    WHERE document_type_id IN ${listed(rulebook.entries.documentTypes.map((type) => type.id))} AND issuing_body_id IN ${listed(bodies)} AND direction = 'incoming'
    GROUP BY year, document_type_id HAVING sum(n) > 0
    ORDER BY year DESC, count DESC, document_type_id`)
  const years = [...Map.groupBy(rows, (row) => row.year)].map(([year, types]) => ({
    year,
    count: types.reduce((sum, type) => sum + type.count, 0),
    types: types.map(({ documentTypeId, count }) => ({ documentTypeId, count })),
  }))
  return ok({ years })
})

interface Numbered {
  readonly documentTypeId: string
  readonly kind: 'term' | 'year'
  readonly from: string
  readonly to: string | null
  readonly count: number
}

const browseOutgoing = handleQuery(browseTypes, ({ db, person }) => {
  const readable = readableBy(db, person)
  const types = db.all<{ documentTypeId: string; count: number }>(sql`
    SELECT document_type_id AS documentTypeId, sum(n) AS count
    FROM ${countedCells(readable)}                       -- primary key
    WHERE document_type_id <> '' AND issuing_body_id = '' AND direction = 'outgoing'
    GROUP BY document_type_id HAVING sum(n) > 0`)
  const known = terms(db)
  // Type by type and period by period along the index: no row of a document is read.
  const numbered = db.all<Numbered>(sql`
    SELECT document_type_id AS documentTypeId, series.period AS kind, from_date AS "from", to_date AS "to", count(*) AS count
    FROM number_period
    JOIN series ON series.id = number_period.series_id
    CROSS JOIN document INDEXED BY document_by_type_number ON document.period_id = number_period.id
    WHERE document_type_id IN ${listed(types.map((type) => type.documentTypeId))} AND status <> 'withdrawn'
    GROUP BY document_type_id, from_date, to_date
    ORDER BY from_date DESC`)
  // That index does not know who may read what; the few that are withheld are counted along their own, and taken off.
  const withheldIn = (source: Sql, condition: Sql) => db.all<Pick<Numbered, 'documentTypeId' | 'from' | 'count'> & { kind: string }>(sql`
    SELECT document_type_id AS documentTypeId, series.period AS kind, from_date AS "from", count(*) AS count
    FROM ${source}
    JOIN number_period ON number_period.id = document.period_id
    JOIN series ON series.id = number_period.series_id
    WHERE ${condition} AND document.direction = 'outgoing' AND document.status <> 'withdrawn'
    GROUP BY document_type_id, series.period, from_date`)
  const withheld = readable === undefined ? [] : [
    ...withheldIn(sql`document INDEXED BY document_secret_by_number`, sql`document.secrecy <> 'none' AND document.secrecy IN ${listed(hiddenLevels(readable))}`),
    ...withheldIn(sql`json_each(${JSON.stringify(readable.hidden)}) AS hidden JOIN document ON document.id = hidden.value`, sql`document.secrecy NOT IN ${listed(hiddenLevels(readable))}`),
  ]
  const hidden = (one: Numbered) => withheld.filter(({ documentTypeId, kind, from }) => documentTypeId === one.documentTypeId && kind === one.kind && from === one.from).reduce((sum, { count }) => sum + count, 0)
  const shown = numbered.map((one) => ({ ...one, count: one.count - hidden(one) })).filter(({ count }) => count > 0)
  const periods = Map.groupBy(shown, (one) => one.documentTypeId)
  return ok({
    types: types.map(({ documentTypeId, count }) => ({
      documentTypeId,
      count,
      periods: (periods.get(documentTypeId) ?? []).map(({ kind, from, to, count: here }) => ({ kind, name: periodName(kind, from, known), from, to, count: here })),
    })),
  })
})

export const browseHandlers = [countBodies, browse, browseOutgoing]

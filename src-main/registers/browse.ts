// The filing tree with its counts: body → year → type.
import { listed, sql } from '../archive/sql.ts'
import { ok } from '../contract/result.ts'
import { subtreeIds } from '../filing/records.ts'
import { handleQuery } from '../handler/handler.ts'
import { browseBody, countByBody } from './contract.ts'

const countBodies = handleQuery(countByBody, ({ db }, { year }) => {
  const counts = db.all<{ issuingBodyId: string; count: number }>(sql`
    SELECT issuing_body_id AS issuingBodyId, sum(n) AS count
    FROM document_count
    WHERE document_type_id = '' AND issuing_body_id <> '' AND direction = 'incoming' ${year === undefined ? sql`` : sql`AND year = ${year}`}
    GROUP BY issuing_body_id
    ORDER BY issuing_body_id`)
  const years = db.all<{ year: number }>(sql`
    SELECT DISTINCT year FROM document_count WHERE issuing_body_id = '' AND document_type_id = '' AND direction = 'incoming' ORDER BY year DESC`)
  return ok({ counts, years: years.map((row) => row.year) })
})

const browse = handleQuery(browseBody, ({ db, rulebook }, { issuingBodyId, withSubBodies }) => {
  const bodies = withSubBodies ? subtreeIds(db, issuingBodyId) : [issuingBodyId]
  const rows = db.all<{ year: number; documentTypeId: string; count: number }>(sql`
    SELECT year, document_type_id AS documentTypeId, sum(n) AS count
    FROM document_count                                  -- primary key
    WHERE document_type_id IN ${listed(rulebook.entries.documentTypes.map((type) => type.id))} AND issuing_body_id IN ${listed(bodies)} AND direction = 'incoming'
    GROUP BY year, document_type_id
    ORDER BY year DESC, count DESC, document_type_id`)
  const years = [...Map.groupBy(rows, (row) => row.year)].map(([year, types]) => ({
    year,
    count: types.reduce((sum, type) => sum + type.count, 0),
    types: types.map(({ documentTypeId, count }) => ({ documentTypeId, count })),
  }))
  return ok({ years })
})

export const browseHandlers = [countBodies, browse]

// The counts of documents (document_count) as a person may know them.
import { listed, sql } from '../../archive/sql.ts'
import type { Sql } from '../../archive/sql.ts'
import type { Readable } from './rules.ts'

/**
 * What stands in place of the table document_count, with its columns: the cells of the levels that may be read, and for each document
 * that is limited to others one taken off again. Cells that come to nothing stay, with a sum of 0.
 */
export function countedCells(readable: Readable): Sql {
  if (readable === undefined) return sql`document_count`
  const { levels, hidden } = readable
  const within = levels === undefined ? sql`` : sql`WHERE secrecy IN ${listed(levels)}`
  if (hidden.length === 0) return sql`(SELECT * FROM document_count ${within})`
  // The four cells of a document: see cellsOf in derive.ts.
  return sql`(
      SELECT * FROM document_count ${within}
      UNION ALL
      SELECT iif(of_body, issuing_body_id, ''), iif(of_type, document_type_id, ''), year, iif(of_body OR of_type, 0, CAST(substr(register_date, 6, 2) AS INTEGER)),
             register_id, direction, urgency, secrecy, status, -1
      FROM json_each(${JSON.stringify(hidden)}) AS hidden
      JOIN document ON document.id = hidden.value
      CROSS JOIN (SELECT 0 AS of_body, 0 AS of_type UNION ALL SELECT 0, 1 UNION ALL SELECT 1, 0 UNION ALL SELECT 1, 1)
      WHERE status <> 'withdrawn' ${levels === undefined ? sql`` : sql`AND secrecy IN ${listed(levels)}`})`
}

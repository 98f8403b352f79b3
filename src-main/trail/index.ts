// The door of the trail: accesses and the journal, read by those in charge.
import type { ArchiveSchema } from '../archive/schema.ts'
import type { Handler } from '../handler/handler.ts'
import { exportTrailOf } from './export.ts'
import { countAccessHandler, listAccessHandler, listEntriesOf } from './queries.ts'

export { createAccessLog } from './access-log.ts'
export { trailMigration } from './schema.ts'

/** What reads alone: also answered on the reading thread, since a filter walks through the whole journal. */
export function trailQueries(schema: ArchiveSchema): Handler[] {
  return [listAccessHandler, countAccessHandler, listEntriesOf(schema)]
}

/** @param flush lays accesses that wait into the journal */
export function trailHandlers(schema: ArchiveSchema, flush: () => void): Handler[] {
  return [...trailQueries(schema), exportTrailOf(schema, flush)]
}

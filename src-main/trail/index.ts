// The door of the trail: accesses and the journal, read by those in charge.
import type { ArchiveSchema } from '../archive/schema.ts'
import type { Handler } from '../handler/handler.ts'
import { exportTrailOf } from './export.ts'
import { countAccessHandler, listAccessHandler, listEntriesOf } from './queries.ts'

export { createAccessLog } from './access-log.ts'
export { trailMigration } from './schema.ts'

/** @param flush lays accesses that wait into the journal */
export function trailHandlers(schema: ArchiveSchema, flush: () => void): Handler[] {
  return [listAccessHandler, countAccessHandler, listEntriesOf(schema), exportTrailOf(schema, flush)]
}

// The door of the trail: accesses and the journal, read by those in charge.
import type { Handler } from '../handler/handler.ts'
import { exportTrailOf } from './export.ts'
import { countAccessHandler, listAccessHandler, listEntriesHandler } from './queries.ts'

export { createAccessLog } from './access-log.ts'
export { trailMigration } from './schema.ts'

/** @param flush lays accesses that wait into the journal */
export function trailHandlers(flush: () => void): Handler[] {
  return [listAccessHandler, countAccessHandler, listEntriesHandler, exportTrailOf(flush)]
}

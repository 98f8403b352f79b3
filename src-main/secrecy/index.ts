// The door of the room of secrets: decisions, numbered copies, what this PC may hold.
import type { Handler } from '../handler/handler.ts'
import { copyHandlers } from './copies.ts'
import { decisionHandlers } from './decisions.ts'
import { queryHandlers } from './queries.ts'
import { readerHandlers } from './readers.ts'

export { noFile } from './forgotten.ts'
export { destroyedAmong, pcRule } from './records.ts'
export { copyNumbersMigration, secrecyMigration } from './schema.ts'

export const secrecyHandlers: readonly Handler[] = [...decisionHandlers, ...copyHandlers, ...queryHandlers, ...readerHandlers]

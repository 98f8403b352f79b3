// The door of the room: handlers, tables, the starting tree, and what rooms above need of bodies.
import type { Handler } from '../handler/handler.ts'
import { changeBodyHandlers } from './change-body.ts'
import { placeBodyHandlers } from './place-body.ts'
import { filingQueries } from './queries.ts'

// filing.mergeBodies and filing.reopenBody are answered by registers/, which can move the documents in the same transaction.
export const filingHandlers: Handler[] = [...changeBodyHandlers, ...placeBodyHandlers, ...filingQueries]

export { filingDerivations, filingMigration } from './schema.ts'
export { startingTree } from './starting-tree.ts'

// The files that the records of this archive name, as verification and the exchange of the key look for them.
import type { ReadDb } from '../archive/database.ts'
import { referencedFiles } from '../archive/held-files.ts'
import { sql } from '../archive/sql.ts'
import { noFile } from '../secrecy/index.ts'
import { officeSchema } from './schema.ts'

/**
 * Ids of the files that records name and that should be here: not what was destroyed by decision, nor what is still to come from another
 * PC of the office. The archive may be of an older version, which knew no other PCs.
 */
export function* namedFiles(db: ReadDb): Generator<string> {
  const knowsPcs = db.value(sql`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'file_lacking'`) !== undefined
  const lacking = new Set(knowsPcs ? db.all<{ id: string }>(sql`SELECT file_id AS id FROM file_lacking`).map(({ id }) => id) : [])
  for (const fileId of referencedFiles(db, officeSchema)) if (fileId !== noFile && !lacking.has(fileId)) yield fileId
}

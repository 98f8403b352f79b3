// The files that the records of this archive name, as verification and the exchange of the key look for them.
import type { ReadDb } from '../archive/database.ts'
import { referencedFiles } from '../archive/held-files.ts'
import { noFile } from '../secrecy/index.ts'
import { officeSchema } from './schema.ts'

/** Ids of the files that records name; what was destroyed by decision had some, and none of them is missed. */
export function* namedFiles(db: ReadDb): Generator<string> {
  for (const fileId of referencedFiles(db, officeSchema)) if (fileId !== noFile) yield fileId
}

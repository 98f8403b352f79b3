// What a decision destroyed leaves the disk too: its files, and the words that the search index kept of them. What was to be erased when
// the program was killed is erased at the next opening.
import type { Archive } from '../archive/archive.ts'
import { isHeldByNone } from '../archive/held-files.ts'
import type { SearchIndex } from '../archive/search/index.ts'
import { sql } from '../archive/sql.ts'
import type { FileStore } from '../files/store.ts'
import { officeSchema } from './schema.ts'

/** Erases what is noted for it; files that another record names stay. Gives the number of files removed. */
export async function eraseNoted({ archive, files, index }: { readonly archive: Archive; readonly files: FileStore; readonly index: SearchIndex }): Promise<number> {
  const { db } = archive
  let removed = 0
  for (const { file_id: fileId } of db.all<{ file_id: string }>(sql`SELECT file_id FROM file_to_erase`)) {
    const isFree = db.value(sql`SELECT 1 FROM file_to_erase WHERE file_id = ${fileId} AND ${isHeldByNone(sql`file_id`, officeSchema)}`) !== undefined
    if (isFree) {
      const gone = await files.remove(files.diskName(fileId))
      // A file held open on Windows goes at the next opening.
      if (!gone.ok) continue
      index.forget(fileId)
      db.run(sql`DELETE FROM staged_file WHERE file_id = ${fileId}`)
      removed += 1
    }
    db.run(sql`DELETE FROM file_to_erase WHERE file_id = ${fileId}`)
  }
  return removed
}

// Files named in a registration: each must lie in the store, staged or held by a document already.
import type { ReadDb } from '../archive/database.ts'
import type { Change } from '../archive/journal.ts'
import { sql } from '../archive/sql.ts'
import { err, ok } from '../contract/result.ts'

interface NamedFile {
  readonly fileId: string
  readonly role: 'main' | 'appendix'
  readonly name?: string | undefined
}

/** The changes that tie files to a document, from ordinal `first` on. Answers FILE_NOT_STAGED {fileId}. */
export function tieFiles(db: ReadDb, documentId: string, files: readonly NamedFile[], first: number, newId: () => string) {
  const made: Change[] = []
  for (const [index, file] of files.entries()) {
    const known = db.get<{ name: string; media_type: string; size: number }>(sql`
      SELECT name, media_type, size FROM staged_file WHERE file_id = ${file.fileId}
      UNION ALL
      SELECT name, media_type, size FROM document_file WHERE file_id = ${file.fileId} -- document_file_by_file
      LIMIT 1`)
    if (known === undefined) return err('FILE_NOT_STAGED', { fileId: file.fileId })
    made.push({
      table: 'document_file',
      id: newId(),
      set: {
        document_id: documentId,
        file_id: file.fileId,
        role: file.role,
        name: file.name ?? known.name,
        media_type: known.media_type,
        size: known.size,
        ordinal: first + index,
      },
    })
  }
  return ok(made)
}

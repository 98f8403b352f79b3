// Files named in a registration: each must lie in the store, staged or named by a record already.
import type { HeldFile } from '../archive/held-files.ts'
import type { Change } from '../archive/journal.ts'
import { sql } from '../archive/sql.ts'
import { err, ok } from '../contract/result.ts'
import type { CommandContext } from '../handler/handler.ts'
import type { FileRole } from './schemas.ts'

interface NamedFile {
  readonly fileId: string
  readonly role: FileRole
  readonly name?: string | undefined
}

/** The changes that tie files to a document, from ordinal `first` on. Answers FILE_NOT_STAGED {fileId}. */
export function tieFiles({ tx, heldFile, newId }: CommandContext, documentId: string, files: readonly NamedFile[], first: number) {
  const made: Change[] = []
  for (const [index, file] of files.entries()) {
    const known = tx.get<HeldFile>(sql`SELECT name, media_type, size FROM staged_file WHERE file_id = ${file.fileId}`) ?? heldFile(file.fileId)
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

// Files named in a registration or an edit: each must lie in the store, staged or named by a record already.
import type { HeldFile } from '../archive/held-files.ts'
import type { Change } from '../archive/journal.ts'
import { sql } from '../archive/sql.ts'
import { secrecies } from '../contract/choices.ts'
import type { Secrecy } from '../contract/fields.ts'
import { err, ok } from '../contract/result.ts'
import type { CommandContext } from '../handler/handler.ts'
import { filesOf } from './records.ts'
import type { FileRole } from './schemas.ts'

/** SECRECY_FORBIDS_FILES {secrecy, allowed} where a document of this level may have no files on this PC; null where it may, or has none. */
export function filesFault({ filesUpTo }: Pick<CommandContext, 'filesUpTo'>, secrecy: Secrecy, hasFiles: boolean) {
  return hasFiles && secrecies.indexOf(secrecy) > secrecies.indexOf(filesUpTo) ? err('SECRECY_FORBIDS_FILES', { secrecy, allowed: filesUpTo }) : null
}

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

/** The changes that make a document's files those of the list, in its order; files no longer named are marked removed. */
export function settleFiles(context: CommandContext, documentId: string, wanted: readonly NamedFile[]) {
  const made: Change[] = []
  const standing = filesOf(context.tx, [documentId])
  const kept = new Set<string>()
  const fresh: { file: NamedFile; ordinal: number }[] = []
  for (const [ordinal, file] of wanted.entries()) {
    const match = standing.find((one) => one.file_id === file.fileId && !kept.has(one.id))
    if (match === undefined) {
      fresh.push({ file, ordinal })
      continue
    }
    kept.add(match.id)
    made.push({ table: 'document_file', id: match.id, set: { role: file.role, name: file.name ?? match.name, ordinal } })
  }
  for (const one of standing) if (!kept.has(one.id)) made.push({ table: 'document_file', id: one.id, set: { removed: 1 } })
  for (const { file, ordinal } of fresh) {
    const tied = tieFiles(context, documentId, [file], ordinal)
    if (!tied.ok) return tied
    made.push(...tied.value)
  }
  return ok(made)
}

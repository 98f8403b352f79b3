// The door of the room: its handlers, over the reading threads of the office.
import { sql } from '../archive/sql.ts'
import { err, ok } from '../contract/result.ts'
import type { Extractor } from '../documents/extract/extractor.ts'
import type { SheetReader } from '../documents/sheets/sheet-reader.ts'
import { findBodyByName } from '../filing/choose.ts'
import { handleTask } from '../handler/handler.ts'
import type { Handler } from '../handler/handler.ts'
import { readFields } from './contract.ts'
import { exportFaultsHandler } from './export-faults.ts'
import { importRegisterHandlers } from './import-register.ts'
import { createBookOpener } from './open-book.ts'
import { readRegisterHandler } from './read-register.ts'
import { fieldsInText } from './rules.ts'

/** Larger files are books and drawings, whose reading would hold up the next ones. Bytes. */
const largestRead = 64 * 1024 * 1024

export function intakeHandlers(extractor: Extractor, sheets: SheetReader): Handler[] {
  const open = createBookOpener(sheets)
  return [
    readRegisterHandler(open),
    exportFaultsHandler(open),
    ...importRegisterHandlers(open),
    handleTask(readFields, async ({ db, files, rulebook, today, signal }, { fileId }) => {
      const file = db.get<{ name: string; media_type: string }>(sql`
        SELECT name, media_type FROM staged_file WHERE file_id = ${fileId}
        UNION ALL SELECT name, media_type FROM document_file WHERE file_id = ${fileId} -- document_file_by_file
        LIMIT 1`)
      const bytes = await files.read(fileId, { maxBytes: largestRead })
      if (!bytes.ok) return bytes.error.code === 'FILE_TOO_LARGE' ? ok({}) : bytes.error.code === 'FILE_CORRUPT' ? err('FILE_CORRUPT', { fileId }) : err('FILE_NOT_FOUND', { fileId })
      const extracted = await extractor.extract(bytes.value, { mediaType: file?.media_type ?? 'application/octet-stream', name: file?.name ?? fileId, signal })
      if (!extracted.ok || extracted.value.kind !== 'text') return ok({})
      const { bodyNames = [], ...fields } = fieldsInText(extracted.value.text, rulebook.documentTypesOn(today))
      const at = fields.issuedDate ?? today
      const long = new Map(rulebook.entries.bodyAbbreviations.map(({ name, words }) => [name, words]))
      const named = bodyNames.flatMap((name) => [name, name.split(' ').map((word) => long.get(word) ?? word).join(' ')])
      const known = named.map((name) => ({ name, id: findBodyByName(db, name, at) })).find(({ id }) => id !== null)
      // One that the tree does not have is named only where the head leaves no choice.
      const name = bodyNames.length === 1 ? bodyNames[0] : undefined
      return ok({ ...fields, ...(known ? { issuingBody: known } : name === undefined ? {} : { issuingBody: { id: null, name } }) })
    }),
  ]
}


// files.*: bytes on their way into the store and out of it.
import { crashPoint } from '../archive/crash-point.ts'
import type { Archive } from '../archive/archive.ts'
import { sql } from '../archive/sql.ts'
import { err, ok } from '../contract/result.ts'
import { copyOut, read, stage } from '../files/contract.ts'
import type { Handler } from '../handler/handler.ts'
import { handleTask } from '../handler/handler.ts'

/** Handlers of files.* over an archive. */
export function fileHandlers(archive: Archive): Handler[] {
  return [
    handleTask(stage, async ({ files, signal, progress, now }, { path, name }) => {
      const staged = await files.stage(path, { ...(name === undefined ? {} : { name }), signal, onProgress: (bytes, total) => progress(bytes, total ?? null) })
      if (!staged.ok) {
        const { code, params } = staged.error
        switch (code) {
          case 'PATH_IS_DIRECTORY':
          case 'FILE_TOO_LARGE':
          case 'DISK_FULL':
          case 'CANCELLED':
            return err(code, params)
          default:
            return err('FILE_UNREADABLE', { path, cause: code, ...params })
        }
      }
      const file = staged.value
      archive.db.run(sql`
        INSERT INTO staged_file (file_id, size, media_type, name, staged_at)
        VALUES (${file.fileId}, ${file.size}, ${file.mediaType}, ${file.name}, ${new Date(now).toISOString()})
        ON CONFLICT (file_id) DO UPDATE SET media_type = excluded.media_type, name = excluded.name, staged_at = excluded.staged_at`)
      crashPoint('after-staging')
      return ok(file)
    }),
    handleTask(read, async ({ files }, { fileId, offset, length }) => {
      const piece = await files.readRange(fileId, offset, offset + length)
      if (!piece.ok) return piece.error.code === 'FILE_CORRUPT' ? err('FILE_CORRUPT', { fileId }) : err('FILE_NOT_FOUND', { fileId })
      return ok({ fileId, size: piece.value.size, offset, bytes: new Uint8Array(piece.value.bytes) })
    }),
    handleTask(copyOut, async ({ files, signal }, { fileId, path, kept }) => {
      const copied = await files.copyOut(fileId, path, { readOnly: !kept, overwrite: kept, signal })
      if (copied.ok) return ok({ fileId, path, size: copied.value.size })
      switch (copied.error.code) {
        case 'FILE_NOT_FOUND':
        case 'FILE_CORRUPT':
        case 'FILE_EXISTS':
        case 'DISK_FULL':
        case 'CANCELLED':
          return err(copied.error.code, copied.error.params)
        default:
          return err('FILE_UNREADABLE', { path, cause: copied.error.code })
      }
    }),
  ]
}

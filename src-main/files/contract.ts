// Files as the window and the command line see them: staged before a command names them, read in pieces after.
import { z } from 'zod'
import { defineCommand, defineQuery } from '../contract/define.ts'
import { commandId, fileId } from '../contract/fields.ts'
import { localPath } from '../contract/paths.ts'

/** A file's name as it was received; the store makes it fit to show, and never uses it as a path. */
const receivedName = z.string().min(1).max(1000)

export const stagedFile = z.strictObject({
  fileId,
  /** bytes */
  size: z.int().nonnegative(),
  mediaType: z.string(),
  name: z.string(),
})

/** Takes a file of this machine into the store. */
export const stage = defineCommand('files.stage', {
  about: 'Takes a file of this machine into the sealed store, so that a command can name it',
  needs: ['keep-registers', 'draft', 'keep-books', 'handle', 'manage-people'],
  input: z.strictObject({ commandId, path: localPath, name: receivedName.optional() }),
  output: stagedFile,
  errors: ['FILE_UNREADABLE', 'PATH_IS_DIRECTORY', 'FILE_TOO_LARGE'],
  reach: 'local-only',
  runs: 'task',
})

/** Reads a piece of a stored file: at most 4 MiB a call. */
export const read = defineQuery('files.read', {
  about: 'Reads a piece of a stored file',
  needs: ['read-documents'],
  concerns: { fileId: 'file' },
  notes: 'open',
  input: z.strictObject({
    fileId,
    /** bytes from the beginning */
    offset: z.int().nonnegative().default(0),
    /** bytes */
    length: z.int().min(1).max(4 * 1024 * 1024).default(4 * 1024 * 1024),
  }),
  output: z.strictObject({ fileId, size: z.int(), offset: z.int(), bytes: z.instanceof(Uint8Array) }),
  errors: ['FILE_NOT_FOUND', 'FILE_CORRUPT'],
  runs: 'task',
})

/** Writes a stored file to a path of this machine: read-only for a viewer, or to be kept where a person wants it. */
export const copyOut = defineQuery('files.copyOut', {
  about: 'Writes a stored file to a path of this machine',
  needs: ['read-documents'],
  concerns: { fileId: 'file' },
  notes: 'open',
  input: z.strictObject({ fileId, path: localPath, /** a copy of one's own, which may be written to and takes the place of a file that is there */ kept: z.boolean().default(false) }),
  output: z.strictObject({ fileId, path: z.string(), size: z.int() }),
  errors: ['FILE_NOT_FOUND', 'FILE_CORRUPT', 'FILE_UNREADABLE', 'FILE_EXISTS'],
  reach: 'local-only',
  runs: 'task',
})

export const filesContract = [stage, read, copyOut] as const

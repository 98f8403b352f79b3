// What can go wrong with a file, as values. Inside this room a failure travels as an exception that carries its
// value (streams know no other way); at the room's door `asResult` turns it back.

import type { Result } from '../contract/result.ts'

export type FileErrorCode =
  /** No such file at the path, or none of this id in the store. `file`: name or id. */
  | 'FILE_NOT_FOUND'
  /** The stored file is not what was once sealed. `file`: its id. */
  | 'FILE_CORRUPT'
  /** The system refuses to read. `errno`: ENOENT-style code of the system; NOT_A_FILE for pipes and devices. */
  | 'FILE_UNREADABLE'
  /** The system refuses to write. `errno`: code of the system. */
  | 'FILE_UNWRITABLE'
  | 'DISK_FULL'
  /** `limit`: bytes allowed. */
  | 'FILE_TOO_LARGE'
  | 'PATH_IS_DIRECTORY'
  /** A copy would overwrite. */
  | 'FILE_EXISTS'
  | 'CANCELLED'

/** `file`: a file's own name (never its path) or its id. `errno`: code of the system. `limit`: bytes. */
export type FileErrorParams = { readonly file?: string; readonly errno?: string; readonly limit?: number }
export type FileError = { readonly code: FileErrorCode; readonly params: FileErrorParams }
export type FileResult<T> = Result<T, FileError>

/** A FileError on its way through streams and promises; `error` event of streams given out by the store. */
export class FileFailure extends Error {
  readonly code: FileErrorCode
  readonly params: FileErrorParams
  constructor(code: FileErrorCode, params: FileErrorParams = {}, cause?: unknown) {
    super(code, { cause })
    this.name = 'FileFailure'
    this.code = code
    this.params = params
  }
}

/** Runs `work`; a FileFailure becomes an error value, an abort becomes CANCELLED, anything else is a fault and flies on. */
export async function asResult<T>(work: () => Promise<T>): Promise<FileResult<T>> {
  try {
    return { ok: true, value: await work() }
  } catch (fault) {
    if (fault instanceof FileFailure) return { ok: false, error: { code: fault.code, params: fault.params } }
    throw fault
  }
}

/** The system's code of an exception (`ENOENT`), or undefined for a programming fault. */
export function errnoOf(fault: unknown): string | undefined {
  const code = fault instanceof Error && 'code' in fault ? fault.code : undefined
  return typeof code === 'string' ? code : undefined
}

/** Names a failure to read. `file`: what to call it before a person. */
export function readFailure(fault: unknown, file: string): unknown {
  if (fault instanceof FileFailure) return fault
  const errno = errnoOf(fault)
  if (fault instanceof Error && fault.name === 'AbortError') return new FileFailure('CANCELLED', {}, fault)
  if (errno === undefined) return fault
  if (errno === 'ENOENT' || errno === 'ENOTDIR') return new FileFailure('FILE_NOT_FOUND', { file }, fault)
  if (errno === 'EISDIR') return new FileFailure('PATH_IS_DIRECTORY', { file }, fault)
  return new FileFailure('FILE_UNREADABLE', { file, errno }, fault)
}

/** Names a failure to write. A full disk and a used-up quota are one thing to a person. */
export function writeFailure(fault: unknown, file?: string): unknown {
  if (fault instanceof FileFailure) return fault
  const errno = errnoOf(fault)
  if (errno === undefined) return fault
  const named = file === undefined ? {} : { file }
  if (errno === 'ENOSPC' || errno === 'EDQUOT') return new FileFailure('DISK_FULL', named, fault)
  if (errno === 'EISDIR') return new FileFailure('PATH_IS_DIRECTORY', named, fault)
  return new FileFailure('FILE_UNWRITABLE', { ...named, errno }, fault)
}

/** Throws CANCELLED once `signal` is aborted. */
export function stopIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new FileFailure('CANCELLED')
}

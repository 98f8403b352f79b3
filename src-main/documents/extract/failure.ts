// What can go wrong with reading a received file, as values. None of them keeps a document from being registered.
import type { ErrorValue } from '../../contract/result.ts'

/** What the thread around the readers may answer. */
export interface ThreadFailure extends ErrorValue {
  readonly code:
    | 'EXTRACT_TIMED_OUT' // params: milliseconds
    | 'EXTRACT_OUT_OF_MEMORY' // params: memoryMiB
    | 'EXTRACT_CRASHED' // params: what
    | 'CANCELLED'
}

/** What a reader may answer about the file itself. */
export interface FileFailure extends ErrorValue {
  readonly code:
    | 'FILE_DAMAGED' // params: what
    | 'FILE_LOCKED' // it asks for a password
    | 'FILE_TOO_LARGE' // params: what, limit: a bound of the limits it was read under
}

export type ExtractFailure = FileFailure | ThreadFailure

/** What a library threw, in one line. */
export function whatOf(thrown: unknown): string {
  return String(thrown instanceof Error ? thrown.message : thrown).slice(0, 300)
}

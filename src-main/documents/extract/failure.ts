// What can go wrong with reading a received file, as values. None of them keeps a document from being registered.
import type { ErrorValue } from '../../contract/result.ts'

export interface ExtractFailure extends ErrorValue {
  readonly code:
    | 'FILE_DAMAGED' // params: what
    | 'FILE_LOCKED' // it asks for a password
    | 'FILE_TOO_LARGE' // params: what, limit: a bound of ExtractLimits
    | 'EXTRACT_TIMED_OUT' // params: milliseconds
    | 'EXTRACT_OUT_OF_MEMORY' // params: memoryMiB
    | 'EXTRACT_CRASHED' // params: what
    | 'CANCELLED'
}

/** What a library threw, in one line. */
export function whatOf(thrown: unknown): string {
  return String(thrown instanceof Error ? thrown.message : thrown).slice(0, 300)
}

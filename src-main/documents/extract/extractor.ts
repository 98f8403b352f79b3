// Reads received files in a thread of its own (bounded-thread.ts), one after the other.
import type { Result } from '../../contract/result.ts'
import { createBoundedThread } from './bounded-thread.ts'
import type { FileSource } from './bounded-thread.ts'
import type { ExtractedText } from './extract-text.ts'
import type { ExtractFailure } from './failure.ts'
import { defaultLimits } from './limits.ts'
import type { ExtractLimits } from './limits.ts'

/** How far the work is: for a progress bar over many files. */
export interface ExtractProgress {
  readonly name: string
  readonly waiting: number
  readonly done: number
}

export interface ExtractorOptions {
  readonly onProgress?: (progress: ExtractProgress) => void
  readonly limits?: Partial<ExtractLimits>
  /** Milliseconds without work after which the thread goes. */
  readonly idle?: number
  /** The thread's file; by default thread.ts beside this one, or extract.js beside the bundle. */
  readonly thread?: URL
}

export interface FileToExtract {
  readonly mediaType: string
  readonly name: string
  readonly signal?: AbortSignal
}

export interface Extractor {
  /**
   * Reads one file; files wait for each other in the order they came.
   * Bytes are copied when their turn comes; a path is opened in the thread. Never throws: see ExtractFailure for what may come back.
   */
  extract(from: FileSource, file: FileToExtract): Promise<Result<ExtractedText, ExtractFailure>>
  /** Ends the thread; files that wait answer CANCELLED. */
  close(): Promise<void>
}

/** What the thread is asked about one file. */
export interface ReadRequest {
  readonly mediaType: string
  readonly name: string
  readonly limits: ExtractLimits
}

/** Makes an extractor; it costs nothing until the first file comes. */
export function createExtractor(options: ExtractorOptions = {}): Extractor {
  const limits: ExtractLimits = { ...defaultLimits, ...options.limits }
  const thread = createBoundedThread<ReadRequest, ExtractedText, ExtractFailure>({
    name: 'extract',
    entry: options.thread ?? new URL(import.meta.url.endsWith('.ts') ? './thread.ts' : './extract.js', import.meta.url),
    milliseconds: limits.milliseconds,
    memoryMiB: limits.memoryMiB,
    idle: options.idle,
    ...(options.onProgress && { onFinished: options.onProgress }),
  })
  return {
    extract: (from, { mediaType, name, signal }) => thread.run(from, { mediaType, name, limits }, { signal }),
    close: () => thread.close(),
  }
}

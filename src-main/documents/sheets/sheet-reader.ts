// Reads workbooks in a thread of its own (extract/bounded-thread.ts): bounded in time and memory, given up on request.
import type { Result } from '../../contract/result.ts'
import { createBoundedThread } from '../extract/bounded-thread.ts'
import type { FileSource } from '../extract/bounded-thread.ts'
import { defaultSheetLimits } from './workbook.ts'
import type { ReadSheetsFailure, SheetFailure, SheetLimits, SheetProgress, SheetRow, Workbook } from './workbook.ts'

export interface SheetReaderOptions {
  readonly limits?: Partial<SheetLimits>
  /** Milliseconds without work after which the thread goes. */
  readonly idle?: number
  /** The thread's file; by default thread.ts beside this one, or sheets.js beside the bundle. */
  readonly thread?: URL
}

export interface SheetReader {
  /**
   * Reads one workbook; what it is, is found by its content. Never throws: see ReadSheetsFailure for what may come back.
   * @param name the file's name, for the sheet of a file that has none
   */
  readSheets(from: FileSource, name: string, more?: { readonly signal?: AbortSignal; readonly onProgress?: (progress: SheetProgress) => void }): Promise<Result<Workbook, ReadSheetsFailure>>
  /** Ends the thread; files that wait answer CANCELLED. */
  close(): Promise<void>
}

/** What the thread is asked. */
export interface SheetRequest {
  readonly name: string
  readonly limits: SheetLimits
}

/** What it tells before its answer: how far it is, and rows of a sheet in their order. */
export interface SheetPart {
  readonly progress: SheetProgress
  readonly sheet?: number
  readonly rows?: readonly SheetRow[]
}

/** Makes a reader; it costs nothing until the first file comes. */
export function createSheetReader(options: SheetReaderOptions = {}): SheetReader {
  const limits = { ...defaultSheetLimits, ...options.limits }
  const thread = createBoundedThread<SheetRequest, Workbook, SheetFailure, SheetPart>({
    name: 'sheets',
    entry: options.thread ?? new URL(import.meta.url.endsWith('.ts') ? './thread.ts' : './sheets.js', import.meta.url),
    milliseconds: limits.milliseconds,
    memoryMiB: limits.memoryMiB,
    idle: options.idle,
  })
  return {
    async readSheets(from, name, { signal, onProgress } = {}) {
      const rows: SheetRow[][] = []
      const onPart = (part: SheetPart) => {
        if (part.sheet !== undefined) for (const row of part.rows ?? []) (rows[part.sheet] ??= []).push(row)
        onProgress?.(part.progress)
      }
      const read = await thread.run(from, { name, limits }, { signal, onPart })
      if (!read.ok) return read
      return { ok: true, value: { ...read.value, sheets: read.value.sheets.map((sheet, at) => ({ ...sheet, rows: rows[at] ?? [] })) } }
    },
    close: () => thread.close(),
  }
}

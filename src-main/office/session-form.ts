// What the office process opens: an archive with all that serves it (a session), and the office, which holds one session at a time.
import type { Archive } from '../archive/archive.ts'
import type { ErrorValue, Result } from '../contract/result.ts'
import type { FileStore } from '../files/store.ts'
import type { FromOffice, Sender } from './messages.ts'
import type { Searching } from './searching.ts'

export interface SessionOptions {
  readonly directory: string
  readonly configuration: string
  readonly resources: string
  readonly now: () => number
  readonly make: boolean
  /** ms to wait for another owner to let go */
  readonly wait?: number
  readonly onEvent: (event: FromOffice) => void
  readonly log: (level: 'info' | 'warn' | 'error', text: string) => void
}

export interface Session {
  readonly archive: Archive
  readonly files: FileStore
  readonly searching: Searching
  readonly isSetUp: boolean
  call(name: string, input: unknown, sender: Sender): Promise<Result<unknown, ErrorValue>>
  /** Starts what the first window will ask for. */
  warm(): void
  close(): Promise<void>
}

export interface Office {
  call(name: string, input: unknown, sender: Sender): Promise<Result<unknown, ErrorValue>>
  /** the opened archive, or null while a restore swaps it or after one failed */
  session(): Session | null
  /** finishes background work */
  drain(): Promise<void>
  close(): Promise<void>
}

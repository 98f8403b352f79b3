// What the office process opens: an archive with all that serves it (a session), and the office, which holds one session at a time.
import type { Archive } from '../archive/archive.ts'
import type { KeyStore } from '../archive/key-file.ts'
import type { Contract } from '../contract/define.ts'
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
  /** the system's, where somebody can reach it; `refused`: keys are to stand in files */
  readonly keyStore?: { readonly store: KeyStore; readonly refused: boolean }
  /** told of each session: the first, the one after a restore, the one that a later attempt opened */
  readonly onOpened?: (session: Session) => void
  readonly log: (level: 'info' | 'warn' | 'error', text: string) => void
}

export interface Session {
  readonly archive: Archive
  readonly files: FileStore
  readonly searching: Searching
  readonly isSetUp: boolean
  /** Writes all files under a new key beside the archive (archive/rotate.ts), as a task with progress and cancel. */
  layNextKey(desk: string): Promise<Result<{ readonly files: number; readonly by: string }, ErrorValue>>
  /** Has the system's key store keep the key, where it can and does not yet; or no longer, where that was turned off. */
  settleKey(): Promise<void>
  call(name: string, input: unknown, sender: Sender, desk: string): Promise<Result<unknown, ErrorValue>>
  /** Why the person at a desk may not call a name; null where they may. */
  refuses(contract: Contract, desk: string): Result<never, ErrorValue> | null
  /** Links with the other PCs of the office, in a process that stays. `name`: of this PC, to be shown. */
  startNetwork(name: string): Promise<void>
  /** Starts what the first window will ask for. */
  warm(): void
  /** whether what reads as a damaged archive is the search index alone, which may be thrown away; reads it through */
  searchIsDamaged(): boolean
  close(): Promise<void>
}

/**
 * The office of an archive folder. Where the archive cannot be opened it has no session, and answers what does not need one:
 * `office.restore` and `office.verify`; everything else is answered with the trouble, and `office.state` tries again first.
 */
export interface Office {
  /** @param desk where the caller is signed in; left out: where nobody is, and nobody need be while there are no accounts */
  call(name: string, input: unknown, sender: Sender, desk?: string): Promise<Result<unknown, ErrorValue>>
  /** the opened archive, or null while it is exchanged and where it could not be opened */
  session(): Session | null
  /** why there is no session */
  trouble(): ErrorValue | null
  /** finishes background work */
  drain(): Promise<void>
  close(): Promise<void>
}

// What a capability's handler is given, and how it is tied to its contract. The router of the office process is the only
// caller: it has checked the input, opened the transaction, and knows the person.
import type { ReadDb } from '../archive/database.ts'
import type { HeldFile } from '../archive/held-files.ts'
import type { Transaction } from '../archive/journal.ts'
import type { TextState } from '../archive/search/index.ts'
import type { Secrecy } from '../contract/fields.ts'
import type { AnswerOf, Contract, InputOf } from '../contract/define.ts'
import type { ErrorValue, Result } from '../contract/result.ts'
import type { FileStore } from '../files/store.ts'
import type { Rulebook } from '../rulebook/rulebook.ts'
import type { Person } from './person.ts'

interface Surroundings {
  readonly rulebook: Rulebook
  /** ms since 1970 UTC */
  readonly now: number
  /** the calendar day in Vietnam, YYYY-MM-DD */
  readonly today: string
  /** the id of the person who acts, as the journal has it */
  readonly actor: string
  /** who acts, and what they may do and read */
  readonly person: Person
  /** up to which level files may be attached, printed and exported on this PC */
  readonly filesUpTo: Secrecy
  /** where a sign-in holds: one window of one start of the program, one connection */
  readonly desk: string
}

/** For queries: reading alone, on the writer's thread or a reader's. */
export interface QueryContext extends Surroundings {
  readonly db: ReadDb
  /** the search index */
  readonly search: ReadDb
  textStates(fileIds: readonly string[]): ReadonlyMap<string, TextState>
}

/** For commands: inside one transaction; an error answer rolls it back. */
export interface CommandContext extends Surroundings {
  readonly tx: Transaction
  /** A file of the store that a record names already, as it describes it; undefined where none does. */
  heldFile(fileId: string): HeldFile | undefined
  /** A new record's id, ordered by time (UUID version 7). */
  newId(): string
}

/** For tasks: asynchronous work that reads records and files and may take long. */
export interface TaskContext extends QueryContext {
  readonly files: FileStore
  /** the folder of fonts, guide and rulebook */
  readonly resources: string
  /** hash of the journal's head, hex: printed at the foot of registers */
  readonly headHash: string
  readonly officeName: string
  readonly signal: AbortSignal
  progress(done: number, of: number | null): void
}

export type Handler =
  | {
      readonly kind: 'command'
      readonly contract: Contract
      readonly prepare?: (context: TaskContext, input: never) => Promise<unknown>
      readonly run: (context: CommandContext, input: never, prepared: never) => unknown
    }
  | { readonly kind: 'query'; readonly contract: Contract; readonly run: (context: QueryContext, input: never) => unknown }
  | { readonly kind: 'task'; readonly contract: Contract; readonly run: (context: TaskContext, input: never) => Promise<unknown> }

/** Ties a command to the use case that answers it. */
export function handleCommand<C extends Contract<'command'>>(contract: C, run: (context: CommandContext, input: InputOf<C>) => AnswerOf<C>): Handler {
  return { kind: 'command', contract, run }
}

/**
 * Ties a command that must read long before it writes (a file, a sheet) to its use case: `prepare` runs as a task with progress and
 * cancel, and may refuse; what it found is given to `run`, inside the transaction, which must ask again whatever the archive may have
 * changed meanwhile.
 */
export function handlePreparedCommand<C extends Contract<'command'>, Prepared>(
  contract: C,
  prepare: (context: TaskContext, input: InputOf<C>) => Promise<Result<Prepared, ErrorValue>>,
  run: (context: CommandContext, input: InputOf<C>, prepared: Prepared) => AnswerOf<C>,
): Handler {
  return { kind: 'command', contract, prepare, run }
}

/** Ties a query to what answers it; where it runs is said by its contract. */
export function handleQuery<C extends Contract<'query'>>(contract: C, run: (context: QueryContext, input: InputOf<C>) => AnswerOf<C>): Handler {
  return { kind: 'query', contract, run }
}

/** Ties a long query to asynchronous work. */
export function handleTask<C extends Contract>(contract: C, run: (context: TaskContext, input: InputOf<C>) => Promise<AnswerOf<C>>): Handler {
  return { kind: 'task', contract, run }
}

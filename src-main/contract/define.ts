// What a contract is: the name of a command or query, the schema of what goes in and comes out, the errors it may answer.
// Both sides of the wire (office process and window, command line, browsers of the internal network) know only this.
import type { z } from 'zod'
import { commonErrors } from './errors.ts'
import type { CommonCode, ErrorCode } from './errors.ts'
import type { ErrorValue, Result } from './result.ts'
import type { Need } from './rights.ts'

/** Who may call: every caller, or (commands that take a path of this machine) the command line and the shell alone. */
type Reach = 'everyone' | 'local-only'

/**
 * What an id in an input belongs to: to a document, by way of what is kept beside it. linked: a document that is read and not changed,
 * as the one that another answers. handed: a paper in one's own hands, of whose document nothing is changed either.
 */
export type Concern = 'document' | 'linked' | 'copy' | 'dispatch' | 'handed' | 'copy-use' | 'recipient' | 'secret-copy' | 'file'

/** Fields of an input that hold such ids (one, or a list), with dots between names of fields: "changes.inReplyTo". */
type Concerns = Readonly<Record<string, Concern>>

/** How something was accessed (Phụ lục VI, III.6.l): a person signed in, viewed a document, opened a file of it, printed, exported. */
export const accessKinds = ['sign-in', 'view', 'open', 'print', 'export'] as const
export type AccessKind = (typeof accessKinds)[number]

/** Where it runs: beside the writer (short), on a read-only thread (long reads), or as a task of its own (asynchronous). */
type Runs = 'writer' | 'reader' | 'task'

export interface Contract<
  Kind extends 'command' | 'query' = 'command' | 'query',
  Name extends string = string,
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  Code extends ErrorCode = ErrorCode,
> {
  readonly kind: Kind
  readonly name: Name
  readonly input: Input
  readonly output: Output
  /** The codes that it may answer beside the common ones. */
  readonly errors: readonly Code[]
  readonly reach: Reach
  readonly runs: Runs
  /** who may call it */
  readonly needs: Need
  /** whoever may not read what these belong to is answered as if it were not there */
  readonly concerns: Concerns
  /** an answer is noted as an access of this kind, of the documents that the input concerns */
  readonly notes: AccessKind | null
  /** One sentence for `office names` and the guide. */
  readonly about: string
}

export type InputOf<C extends Contract> = z.output<C['input']>
/** What a caller writes: defaults may be left out. */
export type CallOf<C extends Contract> = z.input<C['input']>
export type OutputOf<C extends Contract> = z.output<C['output']>
export type CodeOf<C extends Contract> = C['errors'][number] | CommonCode
export type AnswerOf<C extends Contract> = Result<OutputOf<C>, ErrorValue & { readonly code: CodeOf<C> }>

/** Codes that any name may answer. */
export const commonCodes = Object.keys(commonErrors) as readonly CommonCode[]

interface Definition<Input extends z.ZodType, Output extends z.ZodType, Code extends ErrorCode> {
  readonly about: string
  readonly needs: Need
  readonly concerns?: Concerns
  readonly notes?: AccessKind
  readonly input: Input
  readonly output: Output
  readonly errors?: readonly Code[]
  readonly reach?: Reach
  readonly runs?: Runs
}

/** Declares a command: it may change records, and carries an optional commandId in its input. */
export function defineCommand<Name extends string, Input extends z.ZodType, Output extends z.ZodType, const Code extends ErrorCode = never>(
  name: Name,
  definition: Definition<Input, Output, Code>,
): Contract<'command', Name, Input, Output, Code> {
  return { kind: 'command', name, reach: 'everyone', runs: 'writer', concerns: {}, notes: null, ...definition, errors: definition.errors ?? [] }
}

/** Declares a query: it reads only. */
export function defineQuery<Name extends string, Input extends z.ZodType, Output extends z.ZodType, const Code extends ErrorCode = never>(
  name: Name,
  definition: Definition<Input, Output, Code>,
): Contract<'query', Name, Input, Output, Code> {
  return { kind: 'query', name, reach: 'everyone', runs: 'writer', concerns: {}, notes: null, ...definition, errors: definition.errors ?? [] }
}

// Messages between the shell (or a test) and the office process, over the channel of fork or utilityProcess.
import type { PlainKeyReason } from '../contract/choices.ts'
import type { ErrorValue, Result } from '../contract/result.ts'
import type { Topic } from '../contract/topic.ts'

/** Who calls: the window through the shell, the shell itself, the command line, a browser of the internal network. */
export type Sender = 'window' | 'shell' | 'command-line' | 'browser'

export type ToOffice =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly input: unknown; readonly sender: Sender }
  /** finishes what is under way, then exits */
  | { readonly kind: 'close' }
  /** sealed: base64; why: the system has no key store that keeps it */
  | { readonly kind: 'sealed'; readonly id: number; readonly answer: { readonly sealed: string } | { readonly why: PlainKeyReason } }
  | { readonly kind: 'unsealed'; readonly id: number; readonly key: string | null }

export interface Progress {
  readonly id: string
  readonly name: string
  readonly done: number
  readonly of: number | null
  /** the last message of this task */
  readonly ended: boolean
}

export type FromOffice =
  | { readonly kind: 'ready'; readonly archiveId: string; readonly setUp: boolean }
  /** the archive could not be opened; the process stays, and `ready` may still come after a restore or a later attempt */
  | { readonly kind: 'refused'; readonly error: ErrorValue }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Result<unknown, ErrorValue> }
  | { readonly kind: 'changed'; readonly topics: readonly Topic[] }
  | { readonly kind: 'progress'; readonly progress: Progress }
  /** for the system's key store, which the shell alone can reach */
  | { readonly kind: 'seal'; readonly id: number; readonly key: string }
  | { readonly kind: 'unseal'; readonly id: number; readonly sealed: string }

/** What an office process says by itself, for whoever watches it. */
export type OfficeEvent = Exclude<FromOffice, { kind: 'answer' | 'seal' | 'unseal' }>

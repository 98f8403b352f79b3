// What can be done with a body in the tree, and what each of its dialogs is given.
import type { Body } from '../../../src-main/filing/contract.ts'
import type { ListRow } from '../../../src-main/registers/schemas.ts'

export type BodyTask =
  | { readonly kind: 'add'; readonly under: Body | null }
  | { readonly kind: 'edit' | 'rename' | 'move' | 'merge' | 'close' | 'reopen'; readonly body: Body }
  | { readonly kind: 'file'; readonly document: ListRow }
  | ({ readonly kind: 'ended' } & Ended)

/** Documents that are about to be filed under a body that had ended before their day. */
export interface Ended {
  readonly ids: readonly string[]
  readonly body: Body
  readonly successor: Body | null
}

export interface TaskProps {
  readonly body: Body
  /** YYYY-MM-DD */
  readonly today: string
  readonly onClose: () => void
}

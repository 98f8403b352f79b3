// What the writes of several PCs to one record come to: pure, and the same whatever the order in which they arrived. The value of a
// field is that of its latest write by the clock, which a write that saw another one always is; writes that did not see each other
// stand side by side as the field's heads.
import type { RecordChange, Scalar } from './entry.ts'
import { entryRef } from './entry.ts'
import { isLater } from './heads.ts'
import type { Placed } from './heads.ts'
import { saw } from './vector.ts'
import type { Vector } from './vector.ts'

/** What one entry said of a record. */
export interface Write {
  readonly at: Placed
  readonly change: RecordChange
  /** with a change that tells the record whole: what the writer had taken in */
  readonly seen: Vector | undefined
}

export interface Head {
  readonly at: Placed
  readonly value: Scalar
}

export interface Folded {
  /** by field; the first head's value is the field's */
  readonly fields: ReadonlyMap<string, readonly Head[]>
  /** position of the entry that made the record or told it whole the last time */
  readonly made: number
  readonly isForgotten: boolean
}

export interface FoldRules {
  /** fields of which every value stays until a person chose; of the others the latest write stands */
  readonly official: ReadonlySet<string>
  /** each write says the whole record, so the latest one stands */
  readonly restated: boolean
}

/**
 * Folds what was written to a record.
 * @param writes in the order of the journal
 * @returns null where none of them makes the record: what made it is withheld here, or did not arrive yet
 */
export function foldWrites(writes: readonly Write[], rules: FoldRules): Folded | null {
  const isForgotten = writes.some(({ change }) => change[3] === 'forgotten')
  const counting = isForgotten ? writes.filter(({ change }) => change[3] === 'forgotten') : writes
  const making = counting.filter(({ change }) => makes(change))
  if (making.length === 0) return null
  const fields = new Map<string, Head[]>()
  for (const write of counting) {
    const ref = (head: Head): string => entryRef(head.at)
    const [, , changes, mark] = write.change
    for (const [field, [, value, ...from]] of Object.entries(changes)) {
      const sees = (head: Head): boolean => head.at.position === write.at.position || (mark === undefined ? from.includes(ref(head)) : saw(write.seen ?? {}, head.at))
      const beside = (fields.get(field) ?? []).filter((head) => !sees(head))
      // Latest first.
      const heads = [...beside, { at: write.at, value }].toSorted((one, other) => (one.at.position === other.at.position ? 0 : isLater(one.at, other.at) ? -1 : 1))
      fields.set(field, rules.restated || isForgotten || !rules.official.has(field) ? heads.slice(0, 1) : heads)
    }
  }
  return { fields, made: making.findLast(({ change }) => change[3] !== undefined)?.at.position ?? making[0]!.at.position, isForgotten }
}

/** Whether a change makes a record that is not there: one that says where its values came from waits for what made it. */
export function makes([, , fields, mark]: RecordChange): boolean {
  return mark !== undefined || Object.values(fields).every((field) => field.length === 2)
}

/** Whether a field's heads say different things. */
export function isContested(heads: readonly Head[]): boolean {
  return heads.some(({ value }) => value !== heads[0]!.value)
}

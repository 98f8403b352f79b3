// What a person may read, and what readers of a limited document may do. Pure.
import type { Secrecy } from '../../contract/fields.ts'

/** read: on the screen. print: on paper and as a file too. work: what their role lets them do with any other document. */
export const readerRights = ['read', 'print', 'work'] as const
export type ReaderRight = (typeof readerRights)[number]

/** Whether one right holds the other: whoever may work may print, whoever may print may read. */
export function holds(right: ReaderRight | null, asked: ReaderRight): boolean {
  return right !== null && readerRights.indexOf(right) >= readerRights.indexOf(asked)
}

/** The most that several rights give together; null where there is none. */
export function mostOf(rights: readonly ReaderRight[]): ReaderRight | null {
  return readerRights.findLast((right) => rights.includes(right)) ?? null
}

/** What a person may read, as filters and conditions take it; undefined: every document. */
export type Readable = Reading | undefined

export interface Reading {
  /** of secrecy; undefined: all of them */
  readonly levels: readonly Secrecy[] | undefined
  /** ids of documents that are limited to others */
  readonly hidden: readonly string[]
  /** the same for the same hidden documents: a short name of them all */
  readonly key: string
}

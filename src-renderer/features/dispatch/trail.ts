// What became of a document on paper, as the office tells it.
import { queryOptions } from '@tanstack/react-query'
import { read, type ValueOf } from '../../data/ask.ts'
import type { Document } from '../../data/queries.ts'

export type Copy = ValueOf<'registers.copiesOf'>['copies'][number]
export type Dispatch = ValueOf<'registers.dispatchOf'>['dispatches'][number]
export type Use = ValueOf<'registers.dispatchOf'>['uses'][number]

// Under `documents`: they are read again when one of them changes.
export const copiesOf = (documentId: string) => queryOptions({ queryKey: ['documents', 'copies', documentId], queryFn: () => read('registers.copiesOf', { documentId }) })
export const dispatchOf = (documentId: string) => queryOptions({ queryKey: ['documents', 'dispatch', documentId], queryFn: () => read('registers.dispatchOf', { documentId }) })

/** What a document is called in a title. */
export function calledOf({ numberSymbol, subject }: Pick<Document, 'numberSymbol' | 'subject'>): string {
  return numberSymbol || subject
}

/** Lines of a field, without empty ones. */
export function linesOf(typed: string): string[] {
  return typed.split('\n').map((line) => line.trim()).filter((line) => line !== '')
}

/** A count as typed: undefined where nothing stands, null where it is no number from 1 to 999. */
export function countOf(typed: string): number | undefined | null {
  if (typed.trim() === '') return undefined
  const count = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 0
  return count >= 1 ? count : null
}

// What the window reads of the regime of secrets, and of documents that are limited to named readers.
import { queryOptions, useQuery } from '@tanstack/react-query'
import type { ReaderRight } from '../../src-main/registers/reading/rules.ts'
import { read, type ValueOf } from './ask.ts'
import type { Document } from './queries.ts'

/** Days ahead in which the end of protection is said. */
export const ENDING_WITHIN = 60

export const pcRule = queryOptions({ queryKey: ['office', 'pc-secrecy'], queryFn: () => read('secrecy.getPcRule', {}) })
// Under `documents`: they are read again when one of them changes.
export const courseOf = (documentId: string) => queryOptions({ queryKey: ['documents', 'secrecy', documentId], queryFn: () => read('secrecy.getCourse', { documentId }) })
export const ending = queryOptions({ queryKey: ['documents', 'secrecy-ending'], queryFn: () => read('secrecy.listEnding', { withinDays: ENDING_WITHIN }) })
export const copiesOut = queryOptions({ queryKey: ['documents', 'secret-copies-out'], queryFn: () => read('secrecy.listCopiesOut', {}) })
export const readersOf = (documentId: string) => queryOptions({ queryKey: ['documents', 'readers', documentId], queryFn: () => read('secrecy.getReaders', { documentId }) })
export const limitedDocuments = queryOptions({ queryKey: ['documents', 'limited'], queryFn: () => read('secrecy.listLimited', {}) })

/** What the person at the desk may do with a document, on top of their roles; of a limited one the least until it is known. A locked one takes no work. */
export function useReaderRight(record: Pick<Document, 'id' | 'limited' | 'frozen'> | undefined): ReaderRight {
  const readers = useQuery({ ...readersOf(record?.id ?? ''), enabled: record?.limited === true }).data
  const own = record?.limited === true ? (readers?.may ?? 'read') : 'work'
  return own === 'work' && record?.frozen === true ? 'print' : own
}

export type PcRule = ValueOf<'secrecy.getPcRule'>
export type Course = ValueOf<'secrecy.getCourse'>
export type SecretCopy = Course['copies'][number]
export type Readers = ValueOf<'secrecy.getReaders'>
export type PaperHolder = Readers['papersOut'][number]
export type LimitedDocument = ValueOf<'secrecy.listLimited'>['rows'][number]

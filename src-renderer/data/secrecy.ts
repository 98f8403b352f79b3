// What the window reads of the regime of secrets.
import { queryOptions } from '@tanstack/react-query'
import { read, type ValueOf } from './ask.ts'

/** Days ahead in which the end of protection is said. */
export const ENDING_WITHIN = 60

export const pcRule = queryOptions({ queryKey: ['office', 'pc-secrecy'], queryFn: () => read('secrecy.getPcRule', {}) })
// Under `documents`: they are read again when one of them changes.
export const courseOf = (documentId: string) => queryOptions({ queryKey: ['documents', 'secrecy', documentId], queryFn: () => read('secrecy.getCourse', { documentId }) })
export const ending = queryOptions({ queryKey: ['documents', 'secrecy-ending'], queryFn: () => read('secrecy.listEnding', { withinDays: ENDING_WITHIN }) })
export const copiesOut = queryOptions({ queryKey: ['documents', 'secret-copies-out'], queryFn: () => read('secrecy.listCopiesOut', {}) })

export type PcRule = ValueOf<'secrecy.getPcRule'>
export type Course = ValueOf<'secrecy.getCourse'>
export type SecretCopy = Course['copies'][number]

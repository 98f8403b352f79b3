// What the pages of an old register share: what is asked of it, and what was read.
import { queryOptions } from '@tanstack/react-query'
import type { Call } from '../../../src-main/office/contract.ts'
import { read, type ValueOf } from '../../data/ask.ts'

/** Which book, and what a person said of it. */
export type Asked = Omit<Call<'intake.importRegister'>, 'commandId' | 'withoutFaulty'>
export type Only = 'errors' | 'issues' | null
export type ReadBook = ValueOf<'intake.readRegister'>
export type Import = ValueOf<'intake.listImports'>['imports'][number]
export type BodyGroup = ReadBook['bodies'][number]

export const rowsOfPage = 50

export const bookOf = (asked: Asked, from: number, only: Only) =>
  queryOptions({
    queryKey: ['intake', 'book', asked, from, only],
    queryFn: () => read('intake.readRegister', { ...asked, from, limit: rowsOfPage, ...(only === null ? {} : { only }) }),
    // A book of 20,000 rows is planned anew for each word on its columns; what was asked before is of no use.
    gcTime: 60_000,
  })

export const imports = queryOptions({ queryKey: ['registers', 'imports'], queryFn: () => read('intake.listImports', {}) })

// A book of the office, as the list of books tells it.
import type { ValueOf } from '../../data/ask.ts'

export type Book = ValueOf<'registers.listRegisters'>['registers'][number]

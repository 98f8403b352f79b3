// The books that may be printed, as the dialog asks for them.
import { queryOptions } from '@tanstack/react-query'
import { read } from '../../data/ask.ts'

export const printable = queryOptions({ queryKey: ['registers', 'printable'], queryFn: () => read('registers.listPrintable', {}) })

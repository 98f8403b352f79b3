// A report as the office tells it, and the days that one steps to.
import { queryOptions } from '@tanstack/react-query'
import { addDays } from '../../../src-main/text/dates.ts'
import type { Call } from '../../../src-main/office/contract.ts'
import { read, type ValueOf } from '../../data/ask.ts'

export type Report = ValueOf<'registers.report'>
export type ReportCall = Call<'registers.report'>
export type HandlingCall = Call<'handling.report'>
/** what is counted of handling, beside the reports of the registers */
export type Kind = ReportCall['kind'] | 'handling-by'
export type Span = NonNullable<ReportCall['span']>

/** By whom handling is counted: leading unit, person, or month. */
export const bys = ['unit', 'person', 'period'] as const
export type By = (typeof bys)[number]

/** A report of the registers, or of handling. */
export type Asked = { readonly of: 'registers'; readonly call: ReportCall } | { readonly of: 'handling'; readonly call: HandlingCall }

export const kinds: readonly Kind[] = ['day-by-level', 'day-by-channel', 'statistics', 'handling-incoming', 'handling-by', 'handling-outgoing', 'record-copies']
export const spans: readonly Span[] = ['month', 'quarter', 'year']

/** Whether a report covers a single day. */
export function isOfDay(kind: Kind): boolean {
  return kind === 'day-by-level' || kind === 'day-by-channel'
}

/** Under `documents`: it counts them, and is read again when one changes. */
export const reportOf = (asked: Asked) => queryOptions({ queryKey: ['documents', 'report', asked], queryFn: (): Promise<Report> => (asked.of === 'handling' ? read('handling.report', asked.call) : read('registers.report', asked.call)), placeholderData: (before: Report | undefined) => before })

/** A day of the period before or after a report. */
export function stepFrom({ from, to }: Pick<Report, 'from' | 'to'>, step: -1 | 1): string {
  return step === -1 ? addDays(from, -1) : addDays(to, 1)
}

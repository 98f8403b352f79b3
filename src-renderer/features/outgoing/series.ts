// The series of numbers as the window reads them, and their periods in words.
import { queryOptions } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { formatDate } from '../../../src-main/text/dates.ts'
import { read, type ValueOf } from '../../data/ask.ts'

export type Series = ValueOf<'registers.listSeries'>['series'][number]
export type Period = Series['periods'][number]

export const seriesList = queryOptions({ queryKey: ['registers', 'series'], queryFn: () => read('registers.listSeries', {}) })

interface Span {
  readonly from: string
  readonly to: string | null
  /** of a term, as the office called it */
  readonly name?: string
}

export const periodKey = ({ from, to }: Span): string => `${from}|${to ?? ''}`

/** "Năm 2026"; a term by its name, "Nhiệm kỳ 2025–2030", else by its days, "Nhiệm kỳ từ 15/08/2025". */
export function periodName(t: TFunction<'words'>, kind: 'term' | 'year', { from, to, name = '' }: Span): string {
  if (kind === 'year' || (from.endsWith('-01-01') && to?.endsWith('-12-31') && from.slice(0, 4) === to.slice(0, 4))) return t('outgoing.yearOf', { year: from.slice(0, 4) })
  if (name !== '') return /^\p{L}/u.test(name) ? name : t('outgoing.termNamed', { name })
  return to === null ? t('outgoing.termSince', { from: formatDate(from) }) : t('outgoing.termOf', { from: formatDate(from), to: formatDate(to) })
}

/** A number as typed; NaN where it is none. */
export const wholeNumber = (typed: string, least: number): number => (/^\d{1,7}$/.test(typed.trim()) && Number(typed) >= least ? Number(typed) : Number.NaN)

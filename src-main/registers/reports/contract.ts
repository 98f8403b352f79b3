// Reports of the registers: what came in on a day, statistics of a month, quarter or year, how documents of it are handled, and where
// record copies are. A report is told as a table with its
// charts, for the screen; the same table is printed and exported in its form.
import { z } from 'zod'
import { defineQuery } from '../../contract/define.ts'
import { day, text } from '../../contract/fields.ts'
import { printed, printFormat, withTopSecretSubjects } from '../print-contract.ts'

const reportFields = {
  kind: z.enum(['day-by-level', 'day-by-channel', 'statistics', 'handling-incoming', 'handling-outgoing', 'record-copies']),
  /** of all but the report of a day */
  span: z.enum(['month', 'quarter', 'year']).default('month'),
  /** the day, or a day of the month, quarter or year; default: today */
  day: day.optional(),
  withTopSecretSubjects,
} as const

const cell = z.union([z.string(), z.number()])
const cells = z.record(z.string(), cell)

/** Lines that a screen is given; a print has them all. */
export const shownLines = 500

/** A report as a screen shows it. */
export const shownReport = z.strictObject({
  title: z.string(),
  subtitle: z.array(z.string()),
  from: day,
  to: day,
  columns: z.array(z.strictObject({ key: z.string(), heading: z.string(), align: z.enum(['left', 'centre', 'right']), kind: z.enum(['text', 'number', 'day']) })),
  lines: z.array(z.union([
    z.strictObject({ kind: z.literal('row'), cells, cancelled: z.boolean() }),
    z.strictObject({ kind: z.literal('group'), text: z.string() }),
    z.strictObject({ kind: z.literal('sum'), text: z.string(), cells }),
  ])).max(shownLines),
  /** lines that are printed and not shown */
  more: z.int().nonnegative(),
  /** documents that it counts */
  documents: z.int().nonnegative(),
  totals: z.strictObject({ text: z.string(), cells }).nullable(),
  charts: z.array(z.strictObject({ title: z.string(), labels: z.array(z.string()), series: z.array(z.strictObject({ name: z.string(), values: z.array(z.number()) })) })),
  closing: z.array(z.string()),
  holdsTopSecret: z.boolean(),
})

export const report = defineQuery('registers.report', {
  about: 'A report as a table with its charts: the day’s incoming documents by level of the issuing body or by channel, statistics, handling of incoming or outgoing documents, or record copies of a month, quarter or year',
  needs: ['print'],
  input: z.strictObject(reportFields),
  output: shownReport,
  runs: 'reader',
})

export const printReport = defineQuery('registers.printReport', {
  about: 'A report as PDF, sheet or Word file, with its charts',
  needs: ['print'],
  notes: 'print',
  input: z.strictObject({
    ...reportFields,
    /** the post that signs */
    signerPost: text(100, 1).default('Chánh Văn phòng'),
    format: printFormat,
  }),
  output: printed,
  runs: 'task',
})

export const reportsContract = [report, printReport] as const

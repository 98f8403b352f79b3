// An old register read dry: what would be made of it, page by page, without a word written.
import { v7 as timeOrderedId } from 'uuid'
import { ok } from '../contract/result.ts'
import type { Result } from '../contract/result.ts'
import { findBodyByName } from '../filing/choose.ts'
import type { Sheet } from '../documents/sheets/workbook.ts'
import { handleTask } from '../handler/handler.ts'
import type { TaskContext } from '../handler/handler.ts'
import { tidy } from './book/cell-text.ts'
import { toUnicode } from './book/encodings.ts'
import type { ReadBook } from './book/types.ts'
import { readRegister } from './contract.ts'
import type { BookFault } from './contract.ts'
import type { BookAsked, BookOpener, OpenedBook } from './open-book.ts'
import { planImport } from './plan/plan-import.ts'
import type { ImportChoices, ImportPlan } from './plan/types.ts'

/** Of what was left out and of bodies, this many are shown. */
const mostShown = 500
const mostSamples = 3

export interface PlannedBook {
  readonly opened: OpenedBook
  readonly plan: ImportPlan
}

/** Opens a book and plans its import against the archive as it stands. Errors: those of intake.readRegister. */
export async function openAndPlan(context: TaskContext, open: BookOpener, asked: BookAsked & ImportChoices, importId: string): Promise<Result<PlannedBook, BookFault>> {
  const opened = await open(context, asked)
  if (!opened.ok) return opened
  const { book } = opened.value
  const { db, rulebook, today, now, signal, progress } = context
  const steps = planImport({ db, rulebook, today, now, newId: timeOrderedId, importId }, book, asked)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value.ok ? ok({ opened: opened.value, plan: step.value.value }) : step.value
    progress(step.value, book.rows.length)
    await new Promise((resolve) => setImmediate(resolve))
    signal.throwIfAborted()
  }
}

export function readRegisterHandler(open: BookOpener) {
  // Pages of one book are asked one after the other; it is planned once for all of them.
  let last: { readonly key: string; readonly planned: PlannedBook } | null = null

  async function planned(context: TaskContext, asked: BookAsked & ImportChoices): Promise<Result<PlannedBook, BookFault>> {
    const key = JSON.stringify([asked, context.headHash, context.today])
    if (last?.key === key) return ok(last.planned)
    const made = await openAndPlan(context, open, asked, 'dry')
    if (made.ok) last = { key, planned: made.value }
    return made
  }

  return handleTask(readRegister, async (context, { from, limit, only, ...asked }) => {
    const made = await planned(context, asked)
    if (!made.ok) return made
    const { opened, plan } = made.value
    const { book, remembered, sheet, sheets } = opened
    const issues = [...book.issues, ...plan.issues]
    const ofRows = Map.groupBy(issues.filter((issue) => issue.row !== null), (issue) => issue.row!)
    const errors = issues.filter(({ severity }) => severity === 'error')
    const rows = only === undefined ? book.rows : book.rows.filter(({ row }) => (only === 'errors' ? plan.faulty.has(row) : ofRows.has(row)))
    return ok({
      sheet: book.sheet,
      sheets: [...sheets],
      direction: book.mapping.direction,
      fingerprint: book.mapping.fingerprint,
      remembered,
      columns: book.mapping.columns.map(({ column, heading, field, confidence }) => ({ column, heading, samples: samplesOf(sheet, book, column), field, confidence, encoding: book.encodings[column] ?? ('unicode' as const) })),
      counts: { rows: book.rows.length, rowsWithErrors: plan.faulty.size, errors: errors.length, warnings: issues.length - errors.length, leftOut: book.leftOut.length, shown: rows.length },
      rows: rows.slice(from, from + limit).map((row) => ({ ...row, issues: (ofRows.get(row.row) ?? []).map((issue) => ({ ...issue, params: { ...issue.params } })) })),
      issues: issues.filter((issue) => issue.row === null).map((issue) => ({ ...issue, params: { ...issue.params } })),
      lacksTerm: plan.issues.some(({ code }) => code === 'TERM_MISSING'),
      leftOut: book.leftOut.slice(0, mostShown).map((one) => ({ ...one })),
      bodies: book.bodyGroups.slice(0, mostShown).map(({ name, count, variants }) => ({ name, id: bodyOfGroup(context, name, variants), count, variants: variants.map((one) => ({ ...one })) })),
      made: {
        documents: plan.documents.length,
        bodies: plan.newBodies.slice(0, mostShown).map((one) => ({ ...one })),
        series: [...plan.newSeries],
        periods: plan.periods.map((one) => ({ ...one })),
      },
    })
  })
}

/** The first different texts of a column below the headings. */
function samplesOf(sheet: Sheet, book: ReadBook, column: number): string[] {
  const first = book.rows[0]?.row ?? 0
  const samples = new Set<string>()
  for (const { number, cells } of sheet.rows) {
    const text = number < first ? '' : tidy(toUnicode(cells[column]?.text ?? '', book.encodings[column] ?? 'unicode'))
    if (text !== '') samples.add(text.slice(0, 100))
    if (samples.size === mostSamples) break
  }
  return [...samples]
}

/** The body of the tree that a spelling of the group means, or null. */
function bodyOfGroup({ db, today }: TaskContext, name: string, variants: readonly { readonly name: string }[]): string | null {
  for (const spelling of [name, ...variants.map((variant) => variant.name)]) {
    const id = findBodyByName(db, spelling, today)
    if (id !== null) return id
  }
  return null
}

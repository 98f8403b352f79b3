// The plan of an import: every row of the book against the archive, and the changes that bring it over. Reads alone; the dry run and
// the import make the same plan.
import type { Change } from '../../archive/journal.ts'
import { err, ok } from '../../contract/result.ts'
import type { Result } from '../../contract/result.ts'
import { generalRegisterId, registerRow } from '../../registers/numbers.ts'
import { terms } from '../../registers/series/records.ts'
import type { BookIssue, ReadBook } from '../book/types.ts'
import type { BookFault } from '../contract.ts'
import { bookBodies, decisionFault } from './book-bodies.ts'
import { incomingRows } from './incoming-rows.ts'
import { numbersTaken } from './numbers-taken.ts'
import { outgoingRows } from './outgoing-rows.ts'
import type { ImportChoices, ImportPlan, PlanContext, Tell } from './types.ts'

/** Rows between which others may go on. */
const step = 200

/**
 * Plans the import of a book; gives the rows done from time to time. Errors: REGISTER_NOT_FOUND, REGISTER_CLOSED, DOCUMENT_TYPE_UNKNOWN,
 * BODY_NOT_FOUND, BODY_IS_GROUP, BODY_MERGED, TERMS_OVERLAP {from, to}, NOT_SET_UP.
 */
export function* planImport(context: PlanContext, book: ReadBook, choices: ImportChoices): Generator<number, Result<ImportPlan, BookFault>> {
  const { db, rulebook } = context
  const { direction } = book.mapping
  const registerId = choices.registerId ?? (direction === 'incoming' ? generalRegisterId : undefined)
  const register = registerId === undefined ? undefined : registerRow(db, registerId)
  if (registerId !== undefined && register?.direction !== direction) return err('REGISTER_NOT_FOUND', { registerId })
  if (register?.closed === 1) return err('REGISTER_CLOSED', { registerId: register.id })
  const { defaultTypeId } = choices
  if (defaultTypeId !== undefined && rulebook.documentType(defaultTypeId) === undefined) return err('DOCUMENT_TYPE_UNKNOWN', { documentTypeId: defaultTypeId })
  const fault = decisionFault(db, choices.bodies) ?? termsFault(context, choices)
  if (fault !== null) return fault

  const issues: BookIssue[] = []
  const faulty = new Set(book.issues.flatMap(({ row, severity }) => (severity === 'error' && row !== null ? [row] : [])))
  const columnOf = new Map(book.mapping.columns.flatMap(({ field, column }) => (field === null ? [] : [[field, column] as const])))
  const tell: Tell = (severity, code, row, field, params = {}) => {
    issues.push({ row: row.row, column: field === null ? null : (columnOf.get(field) ?? null), code, params, severity })
    if (severity === 'error') faulty.add(row.row)
    return null
  }
  const taken = numbersTaken(db, context.today)
  const bodies = bookBodies(context, book.bodyGroups, choices.bodies)
  const outgoing = direction === 'outgoing' ? outgoingRows(context, choices, bodies, taken, tell) : null
  const rows = outgoing ?? incomingRows(context, registerId!, choices, bodies, taken, tell)
  const documents: Change[] = []
  for (const [at, row] of book.rows.entries()) {
    if (at % step === 0) yield at
    if (faulty.has(row.row)) continue
    const document = rows.plan(row)
    if (document !== null) documents.push(document)
  }
  const earlier = choices.earlierTerms.map((term): Change => ({ table: 'term', id: context.newId(), set: { name: term.name, from_date: term.from, to_date: term.to } }))
  return ok({
    issues,
    faulty,
    before: [...bodies.made, ...earlier, ...rows.made],
    documents,
    newBodies: bodies.newBodies,
    newSeries: outgoing?.newSeries ?? [],
    periods: taken.periods(),
  })
}

/** Terms that a person tells may meet no other. */
function termsFault({ db }: PlanContext, { earlierTerms }: ImportChoices) {
  const known: { from: string; to: string | null }[] = [...terms(db)]
  for (const { from, to } of earlierTerms) {
    if (to < from) return err('DATES_REVERSED', { from, to })
    const other = known.find((term) => from <= (term.to ?? '9999') && term.from <= to)
    if (other !== undefined) return err('TERMS_OVERLAP', { from: other.from, to: other.to })
    known.push({ from, to })
  }
  return null
}

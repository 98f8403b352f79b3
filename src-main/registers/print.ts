// Prints of the registers: the book in its official form, the stamp ĐẾN, the receipt of a returned document. What stands in
// them is read here; how they look is drawn by documents/forms after the forms of the rulebook.
import { join } from 'node:path'
import type { ReadDb } from '../archive/database.ts'
import { joined, sql } from '../archive/sql.ts'
import { err, ok } from '../contract/result.ts'
import type { Print } from '../documents/forms/print.ts'
import type { RegisterPrint, RegisterRow as PrintedRow } from '../documents/forms/register-form.ts'
import { bodyNamer } from '../filing/records.ts'
import { handleTask } from '../handler/handler.ts'
import type { TaskContext } from '../handler/handler.ts'
import type { Rulebook } from '../rulebook/rulebook.ts'
import { formatDate, yearOf } from '../text/dates.ts'
import { printRegister, printReturnReceipt, printStamp } from './contract.ts'
import { generalRegisterId, registerRow } from './numbers.ts'
import type { RegisterRow } from './numbers.ts'
import { documentRow, issuerOf, nameDay } from './records.ts'
import type { DocumentRow } from './records.ts'
import { printedYears } from './rules.ts'
import type { PrintedRange } from './rules.ts'

const drawing = () => import('../documents/forms/index.ts')

/** The form of a book by what it holds, as the rulebook says; any further book is kept like the general one. */
function formOf(rulebook: Rulebook, kind: RegisterRow['kind'], day: string, today: string) {
  const ofKind = (sought: RegisterRow['kind']) => rulebook.entries.registers.find((book) => book.kind === sought && book.direction === 'incoming')
  const id = (ofKind(kind) ?? ofKind('general'))?.formId
  const form = id === undefined ? undefined : (rulebook.registerForm(id, day) ?? rulebook.registerForm(id, today))
  if (form === undefined) throw new Error(`the rulebook has no form for a book of kind ${kind}`)
  return form
}

interface OfficeRow {
  readonly name: string
  readonly parent_name: string
  readonly place: string
}

function officeOf(db: ReadDb): OfficeRow {
  return db.get<OfficeRow>(sql`SELECT name, parent_name, place FROM office LIMIT 1`) ?? { name: '', parent_name: '', place: '' }
}

function printed(fileName: string, print: Print) {
  return ok({ fileName, mediaType: 'application/pdf', pages: print.pages, bytes: new Uint8Array(print.bytes) })
}

function fontsIn(context: TaskContext): string {
  return join(context.resources, 'fonts')
}

function numberOf(row: DocumentRow): string {
  return `${row.order_number}${row.order_suffix}`
}

/** Cells by the keys of the rulebook's columns; those filled by hand (transfer, receipt) are left out. */
export function registerCells(row: DocumentRow, author: string, rulebook: Rulebook): Readonly<Record<string, string>> {
  const typeName = rulebook.typeName(row.document_type_id)
  const notes = [row.note, row.cancel_reason === null ? null : `Đã hủy: ${row.cancel_reason}`, row.status === 'returned' ? 'Đã trả lại' : null, row.late_reason === null ? null : `Vào sổ muộn: ${row.late_reason}`]
  return {
    arrivalDate: formatDate(row.register_date),
    arrivalNumber: numberOf(row),
    author,
    numberSymbol: row.number_symbol,
    issuedDate: row.issued_date === null ? '' : formatDate(row.issued_date),
    typeAndSubject: typeName === '' ? row.subject : `${typeName}: ${row.subject}`,
    secrecy: row.secrecy === 'none' ? '' : (rulebook.entries.secrecies.find((entry) => entry.id === row.secrecy)?.name ?? ''),
    toPlaces: row.to_places ?? '',
    note: notes.filter((note) => note !== null).join('; '),
  }
}

const printBook = handleTask(printRegister, async (context, input) => {
  const { db, today, signal } = context
  const registerId = input.registerId ?? generalRegisterId
  const book = registerRow(db, registerId)
  if (book === undefined) return err('REGISTER_NOT_FOUND', { registerId })
  const range = printedYears(input, today)
  if (!range.ok) return range
  const { first, last } = range.value
  // All rows are read before the first page is drawn, so that they and the journal's head at the foot are of one moment.
  const rows = Map.groupBy(rowsInRange(db, registerId, first, last, input), (row) => row.year)
  const years = rows.size === 0 ? [first] : [...rows.keys()]
  const total = [...rows.values()].reduce((sum, ofYear) => sum + ofYear.length, 0)
  let drawn = 0
  const books = years.map((year) => {
    const before = drawn
    drawn += rows.get(year)?.length ?? 0
    return { ...bookOfYear(context, book, year, rows.get(year) ?? [], input), withCover: input.withCover, signal, onProgress: (done: number) => context.progress(before + done, total) }
  })
  const print = await (await drawing()).printRegister(books[0]!, ...books.slice(1))
  return printed(`${book.name} ${years.length === 1 ? years[0] : `${years[0]}–${years.at(-1)}`}.pdf`, print)
})

type Range = PrintedRange & { readonly volume: number }

/** The rows of a book in their order, oldest year first. */
function rowsInRange(db: ReadDb, registerId: string, first: number, last: number, { from, to, numberFrom, numberTo }: Range): DocumentRow[] {
  const conditions = [
    sql`order_number > 0`,
    // Years have four digits, so the order of the periods of a book is that of their years.
    sql`period_id BETWEEN ${`${registerId}:${first}`} AND ${`${registerId}:${last}`}`,
    ...(numberFrom === undefined ? [] : [sql`order_number >= ${numberFrom}`]),
    ...(numberTo === undefined ? [] : [sql`order_number <= ${numberTo}`]),
    ...(from === undefined ? [] : [sql`register_date >= ${from}`]),
    ...(to === undefined ? [] : [sql`register_date <= ${to}`]),
  ]
  return db.all<DocumentRow>(sql`
    SELECT * FROM document INDEXED BY document_by_number
    WHERE ${joined(conditions, ' AND ')}
    ORDER BY period_id, order_number, order_suffix`)
}

/** What is printed of a book in a year: in the form of that year, under a cover that says what it holds. */
function bookOfYear(context: TaskContext, book: RegisterRow, year: number, rows: readonly DocumentRow[], { from, to, volume }: Range): RegisterPrint {
  const { db, rulebook, today } = context
  const nameOf = bodyNamer(db, rows.map(issuerOf))
  const office = officeOf(db)
  const day = `${year}-12-31` < today ? `${year}-12-31` : today
  const dates = rows.map((row) => row.register_date).sort()
  const inYear = (one: string | undefined) => (one !== undefined && yearOf(one) === year ? one : undefined)
  const [begins, ends] = [inYear(from) ?? dates[0], inYear(to) ?? dates.at(-1)]
  const [first, last] = [rows[0], rows.at(-1)]

  function* cells(): Generator<PrintedRow> {
    for (const row of rows) {
      yield { cells: registerCells(row, nameOf(issuerOf(row), nameDay(row)), rulebook), cancelled: row.status === 'cancelled' }
    }
  }

  return {
    form: formOf(rulebook, book.kind, day, today),
    cover: {
      parentName: office.parent_name,
      officeName: office.name,
      registerName: book.name,
      year,
      ...(begins === undefined ? {} : { from: begins }),
      ...(ends === undefined ? {} : { to: ends }),
      ...(first === undefined ? {} : { numberFrom: numberOf(first) }),
      ...(last === undefined ? {} : { numberTo: numberOf(last) }),
      volume,
    },
    rows: cells(),
    foot: { headHash: context.headHash, printedAt: new Date(context.now).toISOString(), printedBy: context.actor === 'local' ? 'Văn thư' : context.actor },
    fonts: fontsIn(context),
  }
}

const stamp = handleTask(printStamp, async (context, { id }) => {
  const { db, rulebook } = context
  const row = documentRow(db, id)
  if (row === undefined) return err('DOCUMENT_NOT_FOUND', { id })
  if (row.direction !== 'incoming') return err('DOCUMENT_NOT_INCOMING', { id })
  const form = rulebook.stamp('dau-den', row.register_date) ?? rulebook.stamp('dau-den', context.today)
  if (form === undefined) throw new Error('the rulebook has no stamp dau-den')
  const withHour = rulebook.entries.urgencies.some((entry) => entry.id === row.urgency && entry.arrivalHour)
  const print = await (await drawing()).printArrivalStamp({
    form,
    officeName: officeOf(db).name,
    number: numberOf(row),
    date: row.register_date,
    ...(withHour && row.arrival_time !== null ? { time: row.arrival_time } : {}),
    ...(row.to_places === null ? {} : { to: row.to_places }),
    ...(row.file_notation === null ? {} : { dossier: row.file_notation }),
    fonts: fontsIn(context),
    printedAt: new Date(context.now).toISOString(),
  })
  return printed(`Dấu đến ${numberOf(row)}-${row.year}.pdf`, print)
})

const receipt = handleTask(printReturnReceipt, async (context, { id, returnId }) => {
  const { db, rulebook } = context
  const row = documentRow(db, id)
  if (row === undefined) return err('DOCUMENT_NOT_FOUND', { id })
  const returned = db.get<{ return_date: string; reason: string; returned_to: string | null }>(sql`
    SELECT return_date, reason, returned_to
    FROM document_return                                 -- document_return_by_document
    WHERE document_id = ${id} ${returnId === undefined ? sql`` : sql`AND id = ${returnId}`}
    ORDER BY return_date DESC, id DESC
    LIMIT 1`)
  if (returned === undefined) return err('DOCUMENT_NOT_RETURNED', { id })
  const office = officeOf(db)
  const issuingBody = bodyNamer(db, [issuerOf(row)])(issuerOf(row), nameDay(row))
  const { urgencies, secrecies } = rulebook.entries
  const print = await (await drawing()).printReturnReceipt({
    parentName: office.parent_name,
    officeName: office.name,
    place: office.place,
    date: returned.return_date,
    returnedTo: returned.returned_to ?? issuingBody,
    document: {
      typeName: rulebook.typeName(row.document_type_id),
      ...(row.number_symbol === '' ? {} : { numberSymbol: row.number_symbol }),
      ...(row.issued_date === null ? {} : { issuedDate: row.issued_date }),
      issuingBody,
      subject: row.subject,
      arrivalNumber: numberOf(row),
      arrivalDate: row.register_date,
      ...(row.urgency === 'normal' ? {} : { urgency: urgencies.find((entry) => entry.id === row.urgency)?.name ?? '' }),
      ...(row.secrecy === 'none' ? {} : { secrecy: secrecies.find((entry) => entry.id === row.secrecy)?.name ?? '' }),
      ...(row.pages === null ? {} : { pages: row.pages }),
      ...(row.copies === null ? {} : { copies: row.copies }),
    },
    reason: returned.reason,
    fonts: fontsIn(context),
    printedAt: new Date(context.now).toISOString(),
  })
  return printed(`Phiếu trả lại ${numberOf(row)}-${row.year}.pdf`, print)
})

export const printHandlers = [printBook, stamp, receipt]

// Registers in their official form (NĐ 30/2020/NĐ-CP, Phụ lục IV): printed as PDF, or written as a sheet or a Word file. What stands in
// them is read here; how they look is drawn by documents/forms after the forms of the rulebook.
import type { ReadDb } from '../archive/database.ts'
import { joined, sql } from '../archive/sql.ts'
import type { InputOf } from '../contract/define.ts'
import type { Secrecy } from '../contract/fields.ts'
import { err, ok } from '../contract/result.ts'
import type { RegisterPrint, RegisterRow as PrintedRow } from '../documents/forms/register-form.ts'
import { bodyNamer } from '../filing/records.ts'
import { handleQuery, handleTask } from '../handler/handler.ts'
import type { TaskContext } from '../handler/handler.ts'
import type { Rulebook } from '../rulebook/rulebook.ts'
import { formatDate, yearOf } from '../text/dates.ts'
import { copyType } from './copies/records.ts'
import { ledgerForms, ledgerYears, transfers } from './dispatch/records.ts'
import { generalRegisterId, registerRow, registerRows } from './numbers.ts'
import type { RegisterRow } from './numbers.ts'
import { ledger, listPrintable, printRegister } from './print-contract.ts'
import { drawing, exportedAs, fontsIn, footOf, keptBackLines, noteFor, numberOf, officeOf, printedPdf, typeAndSubject, watermarkOf } from './printing.ts'
import { issuerOf, nameDay } from './records.ts'
import type { DocumentRow } from './records.ts'
import { printedYears } from './rules.ts'
import type { PrintedRange } from './rules.ts'
import { seriesRow, seriesRows, typesOfSeries } from './series/records.ts'
import { countedCells } from './reading/cells.ts'
import { mayReadDocument } from './reading/readers.ts'
import { readableBy } from './reading/withheld.ts'

type KindOfBook = Pick<RegisterRow, 'name' | 'kind' | 'direction'>

/** The secret book of a direction, as the rulebook names it: what a book's secret documents are printed as when they stand alone. */
function secretBook(rulebook: Rulebook, direction: RegisterRow['direction']): KindOfBook {
  const named = rulebook.entries.registers.find((book) => book.kind === 'secret' && book.direction === direction)
  if (named === undefined) throw new Error(`the rulebook has no secret book of ${direction} documents`)
  return { name: named.name, kind: 'secret', direction }
}

/** The form of a book by what it holds, as the rulebook says; any further book is kept like the general one. */
function formOf(rulebook: Rulebook, { kind, direction }: KindOfBook, day: string, today: string) {
  const ofKind = (sought: RegisterRow['kind']) => rulebook.entries.registers.find((book) => book.kind === sought && book.direction === direction)
  const id = (ofKind(kind) ?? ofKind('general'))?.formId
  const form = id === undefined ? undefined : (rulebook.registerForm(id, day) ?? rulebook.registerForm(id, today))
  if (form === undefined) throw new Error(`the rulebook has no form for a book of kind ${kind}`)
  return form
}

/** Cells by the keys of the rulebook's columns; what was not noted of transfer and receipt is left for the hand. */
function registerCells(row: DocumentRow, author: string, rulebook: Rulebook, withTopSecret: boolean, sent: { readonly date: string; readonly receivedBy: string | null } | undefined): Readonly<Record<string, string>> {
  const reasoned = (what: string, reason: string | null) => (reason === null ? null : `${what}: ${reason}`)
  const notes = [
    noteFor(row, withTopSecret) || null,
    reasoned('Đã hủy', row.cancel_reason),
    row.status === 'returned' ? 'Đã trả lại' : null,
    reasoned('Đã thu hồi', row.recall_reason),
    row.status === 'replaced' ? 'Đã thay thế' : row.status === 'corrected' ? 'Đã đính chính' : null,
    reasoned(row.direction === 'incoming' ? 'Vào sổ muộn' : 'Cấp số ngoài thứ tự', row.late_reason),
  ]
  return {
    ...numberCells(row),
    author,
    numberSymbol: row.number_symbol,
    issuedDate: row.issued_date === null ? '' : formatDate(row.issued_date),
    typeAndSubject: typeAndSubject(row, rulebook, withTopSecret),
    secrecy: row.secrecy === 'none' ? '' : (rulebook.entries.secrecies.find((entry) => entry.id === row.secrecy)?.name ?? ''),
    signer: [row.signer_position, row.signer_name].filter((part) => part !== null).join(' '),
    copyHolder: row.record_copy_holder ?? '',
    copies: row.copies === null ? '' : String(row.copies),
    toPlaces: row.to_places ?? '',
    transferDate: sent === undefined ? '' : formatDate(sent.date),
    receipt: sent?.receivedBy ?? '',
    note: notes.filter((note) => note !== null).join('; '),
  }
}

/** By what a row of its book is known. */
function numberCells(row: DocumentRow): Readonly<Record<string, string>> {
  return row.direction === 'incoming' ? { arrivalDate: formatDate(row.register_date), arrivalNumber: numberOf(row) } : { numberSymbol: row.number_symbol }
}

/** What is not for all eyes that a book is open to, a secret document or one limited to some readers: the number stays, so that none is missing. */
function apartCells(row: DocumentRow): Readonly<Record<string, string>> {
  return { ...numberCells(row), note: row.secrecy === 'none' ? 'Văn bản hạn chế người đọc' : 'Văn bản mật, ghi ở sổ riêng' }
}

type Range = PrintedRange & Pick<InputOf<typeof printRegister>, 'volume' | 'seriesId' | 'secret' | 'withTopSecretSubjects'>

const printBook = handleTask(printRegister, async (context, input) => {
  const { db, today, signal } = context
  const registerId = input.registerId ?? generalRegisterId
  const book = registerRow(db, registerId)
  if (book === undefined) return err('REGISTER_NOT_FOUND', { registerId })
  const series = input.seriesId === undefined ? undefined : seriesRow(db, input.seriesId)
  if (input.seriesId !== undefined && series === undefined) return err('SERIES_NOT_FOUND', { seriesId: input.seriesId })
  const range = printedYears(input, today)
  if (!range.ok) return range
  const { first, last } = range.value
  // All rows are read before the first page is drawn, so that they and the journal's head at the foot are of one moment.
  const alone = input.secret === 'alone'
  const held = book.direction === 'incoming' ? arrivals(db, registerId, first, last, input) : issued(db, registerId, first, last, input)
  // A secret book alone holds what its reader may read; elsewhere a number stands for the rest.
  const found = alone ? held.filter((row) => row.secrecy !== 'none' && mayReadDocument(db, context.person, row)) : held
  const shown: KindOfBook = alone && book.kind !== 'secret' ? secretBook(context.rulebook, book.direction) : book
  const rows = Map.groupBy(found, (row) => row.year)
  const years = rows.size === 0 ? [first] : [...rows.keys()]
  let drawn = 0
  const books = years.map((year): RegisterPrint => {
    const before = drawn
    drawn += rows.get(year)?.length ?? 0
    return { ...bookOfYear(context, shown, year, rows.get(year) ?? [], input), withCover: input.withCover, signal, onProgress: (done: number) => context.progress(before + done, found.length) }
  })
  const name = `${series?.name ?? shown.name} ${years.length === 1 ? years[0] : `${years[0]}–${years.at(-1)}`}`
  const forms = await drawing()
  if (input.format === 'pdf') return printedPdf(`${name}.pdf`, await forms.printRegister(books[0]!, ...books.slice(1)))
  const tables = books.map(forms.registerTable)
  return await exportedAs(input.format, name, [tables[0]!, ...tables.slice(1)])
})

/** The rows of a book of incoming documents in their order, oldest year first. */
function arrivals(db: ReadDb, registerId: string, first: number, last: number, { from, to, numberFrom, numberTo }: Range): DocumentRow[] {
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

/**
 * The rows of a book of outgoing documents: those that have a number, by their day; of one series, whose numbers alone say which
 * document is meant, in order of its numbers.
 */
function issued(db: ReadDb, registerId: string, first: number, last: number, { from, to, numberFrom, numberTo, seriesId }: Range): DocumentRow[] {
  const conditions = [
    sql`register_date BETWEEN ${from ?? `${first}-01-01`} AND ${to ?? `${last}-12-31`}`,
    sql`register_id = ${registerId}`,
    sql`order_number > 0`,
    ...(numberFrom === undefined ? [] : [sql`order_number >= ${numberFrom}`]),
    ...(numberTo === undefined ? [] : [sql`order_number <= ${numberTo}`]),
    ...(seriesId === undefined ? [] : [sql`period_id IN (SELECT id FROM number_period WHERE series_id = ${seriesId} AND series_id IS NOT NULL)`]),
  ]
  const order = seriesId === undefined ? sql`register_date, document_type_id, order_number, order_suffix, id` : sql`year, period_id, order_number, order_suffix`
  return db.all<DocumentRow>(sql`
    SELECT * FROM document INDEXED BY document_by_date
    WHERE ${joined(conditions, ' AND ')}
    ORDER BY ${order}`)
}

/** What is printed of a book in a year: in the form of that year, under a cover that says what it holds. */
function bookOfYear(context: TaskContext, book: KindOfBook, year: number, rows: readonly DocumentRow[], { from, to, volume, seriesId, secret, withTopSecretSubjects }: Range): RegisterPrint {
  const { db, rulebook, today } = context
  const nameOf = bodyNamer(db, rows.map(issuerOf))
  const sent = transfers(db)
  const office = officeOf(db)
  const day = `${year}-12-31` < today ? `${year}-12-31` : today
  const dates = rows.map((row) => row.register_date).sort()
  const inYear = (one: string | undefined) => (one !== undefined && yearOf(one) === year ? one : undefined)
  const [begins, ends] = [inYear(from) ?? dates[0], inYear(to) ?? dates.at(-1)]
  // Numbers of several series say nothing of where a book begins and ends.
  const numbered = book.direction === 'incoming' || seriesId !== undefined
  const [first, last] = numbered ? [rows[0], rows.at(-1)] : []
  const isApart = (row: DocumentRow) => (secret === 'apart' && book.kind !== 'secret' && row.secrecy !== 'none') || !mayReadDocument(db, context.person, row)
  const watermark = watermarkOf(context, rows.filter((row) => !isApart(row)).map((row) => row.secrecy))

  function* cells(): Generator<PrintedRow> {
    for (const row of rows) {
      const cells = isApart(row) ? apartCells(row) : registerCells(row, nameOf(issuerOf(row), nameDay(row)), rulebook, withTopSecretSubjects, sent.get(row.id))
      yield { cells, cancelled: row.status === 'cancelled' }
    }
  }

  return {
    form: formOf(rulebook, book, day, today),
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
    ...(watermark === undefined ? {} : { watermark }),
    closing: keptBackLines(context),
    foot: footOf(context),
    fonts: fontsIn(context),
  }
}

const printable = handleQuery(listPrintable, ({ db, rulebook, today, person }) => {
  const cells = db.all<{ register_id: string; year: number; secrecy: Secrecy }>(sql`
    SELECT register_id, year, secrecy FROM ${countedCells(readableBy(db, person))}
    WHERE issuing_body_id = '' AND document_type_id = ''
    GROUP BY register_id, year, secrecy HAVING sum(n) > 0
    ORDER BY year DESC`)
  // Copies have a book of their own.
  const series = seriesRows(db).filter(({ id }) => typesOfSeries(db, id).some((type) => type !== copyType)).map(({ id, name }) => ({ id, name }))
  const books = (['incoming', 'outgoing'] as const).flatMap((direction) => registerRows(db, direction)).map(({ id, name, kind, direction }) => {
    const own = cells.filter((cell) => cell.register_id === id)
    return {
      id,
      name,
      kind,
      direction,
      years: [...new Set(own.map((cell) => cell.year))],
      series: direction === 'outgoing' ? series : [],
      holdsSecret: own.some((cell) => cell.secrecy !== 'none'),
      holdsTopSecret: own.some((cell) => cell.secrecy === 'tuyet-mat'),
    }
  })
  const ledgers = ledger.options.map((one) => ({ ledger: one, name: rulebook.registerForm(ledgerForms[one], today)?.name ?? one, years: ledgerYears(db, one) }))
  return ok({ books, ledgers })
})

export const printRegisterHandlers = [printBook, printable]

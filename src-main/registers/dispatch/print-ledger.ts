// The books of what becomes of documents on paper, printed in their forms: postal book, transfer book, uses of record copies, copies.
import type { ReadDb } from '../../archive/database.ts'
import { sql } from '../../archive/sql.ts'
import type { Sql } from '../../archive/sql.ts'
import type { InputOf } from '../../contract/define.ts'
import type { RegisterPrint, RegisterRow } from '../../documents/forms/register-form.ts'
import { bodyNamer } from '../../filing/records.ts'
import { handleTask } from '../../handler/handler.ts'
import type { TaskContext } from '../../handler/handler.ts'
import { formatDate, yearOf } from '../../text/dates.ts'
import type { CopyRow } from '../copies/records.ts'
import { copyForms } from '../copies/print-copy.ts'
import type { Ledger } from '../print-contract.ts'
import { drawing, exportedAs, fontsIn, footOf, keptBackLines, numberOf, officeOf, printedPdf, typeAndSubject, watermarkOf } from '../printing.ts'
import { mayReadDocument } from '../reading/readers.ts'
import { documentRows, issuerOf, nameDay } from '../records.ts'
import type { DocumentRow } from '../records.ts'
import { printedYears } from '../rules.ts'
import { printLedger } from './contract.ts'
import { dated, joined, noteOfLine, numberOnly, receiptWords, withheldNote } from './ledger-words.ts'
import { batchesOf, ledgerForms, struckNotesOf } from './records.ts'
import type { DispatchRow, UseRow } from './records.ts'

type Cells = RegisterRow['cells']
interface Entry {
  readonly documentId: string
  /** YYYY-MM-DD */
  readonly date: string
  readonly isStruck: boolean
  readonly cellsOf: (document: DocumentRow, author: string, written: (row: DocumentRow) => string) => Cells
}

function dispatches(db: ReadDb, byPost: boolean, between: Sql): Entry[] {
  // Ids are in order of time, so the lines of a batch stand together.
  const rows = db.all<DispatchRow>(sql`
    SELECT * FROM document_dispatch                      -- document_dispatch_by_date
    WHERE dispatch_date ${between} AND (channel = 'post') = ${byPost ? 1 : 0}
    ORDER BY dispatch_date, id`)
  const [batches, struck] = [allOf(rows, (some) => batchesOf(db, some)), allOf(rows, (some) => struckNotesOf(db, some))]
  return rows
    .map((row) => ({
      documentId: row.document_id,
      date: row.dispatch_date,
      // Its reason stands among what is noted of the line.
      isStruck: row.struck_reason !== null,
      cellsOf: (document) => ({
        transferDate: formatDate(row.dispatch_date),
        arrivalNumber: document.direction === 'incoming' ? numberOf(document) : '',
        numberSymbol: document.number_symbol,
        toPlaces: row.to_name,
        envelopes: row.envelopes === null ? '' : String(row.envelopes),
        receipt: receiptWords(row),
        note: joined(row.batch_id !== null && `Phiếu giao nhận ${batches.get(row.batch_id)?.number ?? ''}`, noteOfLine(row, struck.get(row.id) ?? [])),
      }),
    }))
}

/** What belongs to rows, read for some of them at a time: a statement names at most 32,766. */
function allOf<Row, Found>(rows: readonly Row[], read: (some: readonly Row[]) => ReadonlyMap<string, Found>): ReadonlyMap<string, Found> {
  const found = new Map<string, Found>()
  for (let at = 0; at < rows.length; at += atOnce) for (const [id, one] of read(rows.slice(at, at + atOnce))) found.set(id, one)
  return found
}
const atOnce = 10_000

function uses(db: ReadDb, between: Sql): Entry[] {
  return db
    .all<UseRow>(sql`
      SELECT * FROM record_copy_use                      -- record_copy_use_by_date
      WHERE use_date ${between}
      ORDER BY use_date, id`)
    .map((row) => ({
      documentId: row.document_id,
      date: row.use_date,
      isStruck: row.struck_reason !== null,
      cellsOf: (document, _author, written) => ({
        useDate: formatDate(row.use_date),
        user: row.user_name,
        numberSymbolDate: joined(document.number_symbol, dated(document.issued_date)),
        typeAndSubject: written(document),
        dossier: document.file_notation ?? '',
        returnDate: dated(row.return_date),
        permittedBy: row.permitted_by ?? '',
        note: joined(row.purpose, row.note, row.struck_reason !== null && `Đã gạch: ${row.struck_reason}`),
      }),
    }))
}

function copies(db: ReadDb, between: Sql): Entry[] {
  return db
    .all<CopyRow>(sql`
      SELECT * FROM document_copy                        -- document_copy_by_date
      WHERE copy_date ${between}
      ORDER BY copy_date, order_number, id`)
    .map((row) => ({
      documentId: row.document_id,
      date: row.copy_date,
      isStruck: row.struck_reason !== null,
      cellsOf: (document, author, written) => ({
        numberSymbol: row.number_symbol,
        copyDate: formatDate(row.copy_date),
        form: copyForms[row.kind],
        document: joined(document.number_symbol, dated(document.issued_date), author, written(document), row.extract !== null && `Trích: ${row.extract}`),
        copies: row.copies === null ? '' : String(row.copies),
        toPlaces: row.to_places ?? '',
        signer: [row.signer_position, row.signer_name].filter((part) => part !== null).join(' '),
        note: joined(row.note, row.struck_reason !== null && `Đã gạch: ${row.struck_reason}`),
      }),
    }))
}

function entriesOf(db: ReadDb, ledger: Ledger, from: string, to: string): Entry[] {
  const between = sql`BETWEEN ${from} AND ${to}`
  switch (ledger) {
    case 'postal': return dispatches(db, true, between)
    case 'transfer': return dispatches(db, false, between)
    case 'record-copy-use': return uses(db, between)
    case 'copies': return copies(db, between)
  }
}

const print = handleTask(printLedger, async (context, input) => {
  const { db, today } = context
  const range = printedYears(input, today)
  if (!range.ok) return range
  const { first, last } = range.value
  const entries = entriesOf(db, input.ledger, input.from ?? `${first}-01-01`, input.to ?? `${last}-12-31`)
  const byYear = Map.groupBy(entries, ({ date }) => yearOf(date))
  const years = byYear.size === 0 ? [first] : [...byYear.keys()]
  let drawn = 0
  const books = years.map((year): RegisterPrint => {
    const [before, rows] = [drawn, byYear.get(year) ?? []]
    drawn += rows.length
    return { ...bookOfYear(context, year, rows, input), signal: context.signal, onProgress: (done) => context.progress(before + done, entries.length) }
  })
  const name = `${books[0]!.cover.registerName} ${years.length === 1 ? years[0] : `${years[0]}–${years.at(-1)}`}`
  const forms = await drawing()
  if (input.format === 'pdf') return printedPdf(`${name}.pdf`, await forms.printRegister(books[0]!, ...books.slice(1)))
  const tables = books.map(forms.registerTable)
  return await exportedAs(input.format, name, [tables[0]!, ...tables.slice(1)])
})

/** The documents that entries are about. */
function documentsOf(db: ReadDb, entries: readonly Entry[]): ReadonlyMap<string, DocumentRow> {
  return allOf([...new Set(entries.map(({ documentId }) => documentId))], (ids) => documentRows(db, ids))
}

/** A book of one year, in the form in force then, or in today's where there was none yet. */
function bookOfYear(context: TaskContext, year: number, entries: readonly Entry[], input: InputOf<typeof printLedger>): RegisterPrint {
  const { db, rulebook, today } = context
  const day = `${year}-12-31` < today ? `${year}-12-31` : today
  const form = rulebook.registerForm(ledgerForms[input.ledger], day) ?? rulebook.registerForm(ledgerForms[input.ledger], today)
  if (form === undefined) throw new Error(`the rulebook has no form ${ledgerForms[input.ledger]}`)
  const documents = documentsOf(db, entries)
  const nameOf = bodyNamer(db, [...new Set([...documents.values()].map(issuerOf))])
  const written = (row: DocumentRow) => typeAndSubject(row, rulebook, input.withTopSecretSubjects)
  const office = officeOf(db)
  const inYear = (one: string | undefined) => (one !== undefined && yearOf(one) === year ? one : undefined)
  const [from, to] = [inYear(input.from) ?? entries[0]?.date, inYear(input.to) ?? entries.at(-1)?.date]
  const watermark = watermarkOf(context, [...documents.values()].filter((row) => mayReadDocument(db, context.person, row)).map((row) => row.secrecy))

  function* rows(): Generator<RegisterRow> {
    for (const { documentId, isStruck, cellsOf } of entries) {
      const document = documents.get(documentId)!
      if (!mayReadDocument(db, context.person, document)) {
        yield { cells: { ...numberOnly(document), note: withheldNote(document) }, cancelled: false }
        continue
      }
      yield { cells: cellsOf(document, nameOf(issuerOf(document), nameDay(document)), written), cancelled: isStruck }
    }
  }
  return {
    form,
    cover: { parentName: office.parent_name, officeName: office.name, registerName: form.name, year, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), volume: input.volume },
    withCover: input.withCover,
    rows: rows(),
    ...(watermark === undefined ? {} : { watermark }),
    closing: keptBackLines(context),
    foot: footOf(context),
    fonts: fontsIn(context),
  }
}

export const ledgerHandlers = [print]

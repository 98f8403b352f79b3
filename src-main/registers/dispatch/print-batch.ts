// Phiếu giao nhận văn bản: the sheet of a batch of papers, signed once; several of them one after the other in one file.
import { err } from '../../contract/result.ts'
import type { PrintedTable, TableRow } from '../../documents/forms/printed-table.ts'
import { bodyNamer } from '../../filing/records.ts'
import { handleTask } from '../../handler/handler.ts'
import type { TaskContext } from '../../handler/handler.ts'
import { formatDate, yearOf } from '../../text/dates.ts'
import { drawing, exportedAs, fontsIn, footOf, keptBackLines, numberOf, officeOf, printedPdf, typeAndSubject, watermarkOf } from '../printing.ts'
import { mayReadDocument } from '../reading/readers.ts'
import { limitedAmong } from '../reading/withheld.ts'
import { documentRows, issuerOf, nameDay } from '../records.ts'
import type { DocumentRow } from '../records.ts'
import { filled } from '../reports/report.ts'
import { noteOfLine, numberOnly, withheldNote } from './ledger-words.ts'
import { printHandOvers } from './papers-contract.ts'
import { batchesOf, batchLines, struckNotesOf } from './records.ts'
import type { BatchRow, DispatchRow } from './records.ts'

const formId = 'phieu-giao-nhan-van-ban'

interface Sheet {
  readonly batch: BatchRow
  readonly lines: readonly (DispatchRow & { readonly destroyed: 0 | 1 })[]
}

/** Why none of a sheet may be printed here although it may be seen on the screen; else that there is none. */
function refused({ db, person, filesUpTo }: TaskContext, id: string, documents: readonly DocumentRow[]) {
  const { keptBack = [], ...whole } = person
  const onScreen = { ...whole, levels: [...whole.levels, ...keptBack] }
  const seen = documents.filter((row) => mayReadDocument(db, onScreen, row))
  if (seen.some(({ secrecy }) => keptBack.includes(secrecy))) return err('SECRECY_FORBIDS_PRINT', { allowed: filesUpTo })
  const limited = limitedAmong(db, onScreen, seen.map((row) => row.id), 'print')
  return limited === null ? err('BATCH_NOT_FOUND', { id }) : err('READING_LIMITED', { ...limited })
}

const print = handleTask(printHandOvers, async (context, { batchIds, withTopSecretSubjects, format }) => {
  const { db, person } = context
  const lines = batchLines(db, [...new Set(batchIds)])
  const [batches, byBatch] = [batchesOf(db, lines), Map.groupBy(lines, ({ batch_id }) => batch_id!)]
  const documents = documentRows(db, [...new Set(lines.map((row) => row.document_id))])
  const sheets: Sheet[] = []
  for (const id of new Set(batchIds)) {
    const [batch, ofBatch] = [batches.get(id), byBatch.get(id) ?? []]
    const about = ofBatch.map((row) => documents.get(row.document_id)!)
    // To whom papers went is said of documents that may be read: where none may, there is no sheet.
    if (batch === undefined || !about.some((row) => mayReadDocument(db, person, row))) return refused(context, id, about)
    sheets.push({ batch, lines: ofBatch })
  }
  const tables = sheets.map((sheet) => sheetTable(context, sheet, documents, withTopSecretSubjects))
  const { number, batch_date } = sheets[0]!.batch
  const name = sheets.length === 1 ? `Phiếu giao nhận số ${number} năm ${yearOf(batch_date)}` : `Phiếu giao nhận ngày ${formatDate(batch_date).replaceAll('/', '-')}`
  if (format === 'pdf') return printedPdf(`${name}.pdf`, await (await drawing()).printTable(tables[0]!, ...tables.slice(1)))
  return await exportedAs(format, name, [tables[0]!, ...tables.slice(1)])
})

function sheetTable(context: TaskContext, { batch, lines }: Sheet, documents: ReadonlyMap<string, DocumentRow>, withTopSecretSubjects: boolean): PrintedTable {
  const { db, rulebook, today, person } = context
  const form = rulebook.tableForm(formId, batch.batch_date) ?? rulebook.tableForm(formId, today)
  if (form === undefined) throw new Error(`the rulebook has no table form ${formId}`)
  const readable = lines.flatMap((line) => {
    const row = documents.get(line.document_id)!
    return mayReadDocument(db, person, row) ? [{ line, row }] : []
  })
  const nameOf = bodyNamer(db, [...new Set(readable.map(({ row }) => issuerOf(row)))])
  const struck = struckNotesOf(db, lines)
  const may = new Map(readable.map(({ line, row }) => [line.id, row]))
  const office = officeOf(db)
  const watermark = watermarkOf(context, readable.map(({ row }) => row.secrecy))
  const places = { number: String(batch.number), date: formatDate(batch.batch_date), to: (readable.find(({ line }) => line.destroyed === 0) ?? readable[0]!).line.to_name, officeName: office.name }
  const signatureOf = (side: 'left' | 'right') => {
    const place = form.signatures.find((one) => one.side === side)
    return place === undefined ? {} : { [side]: { lines: place.lines, ...(place.note === null ? {} : { note: place.note }) } }
  }
  return {
    page: form.page,
    letterhead: { parentName: office.parent_name, officeName: office.name },
    title: form.title,
    subtitle: form.subtitle.map((line) => filled(line, places)),
    columns: form.columns,
    columnNumbers: form.columnNumbers,
    rows: lines.map((line, at): TableRow => {
      const row = may.get(line.id)
      if (row === undefined) {
        const withheld = documents.get(line.document_id)!
        return { cells: { ordinal: at + 1, ...numberOnly(withheld), note: withheldNote(withheld) }, cancelled: line.struck_reason !== null }
      }
      return {
        cells: {
          ordinal: at + 1,
          arrivalNumber: row.direction === 'incoming' ? numberOf(row) : '',
          numberSymbol: row.number_symbol,
          issuedDate: row.issued_date ?? '',
          document: [nameOf(issuerOf(row), nameDay(row)), typeAndSubject(row, rulebook, withTopSecretSubjects)].filter((part) => part !== '').join('; '),
          note: noteOfLine(line, struck.get(line.id) ?? []),
        },
        cancelled: line.struck_reason !== null,
      }
    }),
    counted: (rows, cancelled) => `Cộng: ${rows - cancelled} văn bản.`,
    closing: [...keptBackLines(context), ...form.closing.map((line) => filled(line, places))],
    signatures: { ...signatureOf('left'), ...signatureOf('right') },
    ...(watermark === undefined ? {} : { watermark }),
    foot: footOf(context),
    fonts: fontsIn(context),
    signal: context.signal,
    onProgress: (rows) => context.progress(rows, lines.length),
  }
}

export const printBatchHandlers = [print]

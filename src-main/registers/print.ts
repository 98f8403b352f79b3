// Prints of single documents: the stamp ĐẾN, the receipt of a returned document. What stands in them is read here; how they look is
// drawn by documents/forms after the forms of the rulebook.
import { sql } from '../archive/sql.ts'
import { err } from '../contract/result.ts'
import { bodyNamer } from '../filing/records.ts'
import { handleTask } from '../handler/handler.ts'
import { printReturnReceipt, printStamp } from './print-contract.ts'
import { drawing, fontsIn, footOf, numberOf, officeOf, printedPdf, subjectFor, watermarkOf } from './printing.ts'
import { documentRow, issuerOf, nameDay, presentDocument } from './records.ts'

const stamp = handleTask(printStamp, async (context, { id }) => {
  const { db, rulebook } = context
  const row = presentDocument(db, id)
  if (row === undefined) return err('DOCUMENT_NOT_FOUND', { id })
  if (row.direction !== 'incoming') return err('DOCUMENT_NOT_INCOMING', { id })
  const form = rulebook.stamp('dau-den', row.register_date) ?? rulebook.stamp('dau-den', context.today)
  if (form === undefined) throw new Error('the rulebook has no stamp dau-den')
  const withHour = rulebook.entries.urgencies.some((entry) => entry.id === row.urgency && entry.arrivalHour)
  const watermark = watermarkOf(context, [row.secrecy])
  const print = await (await drawing()).printArrivalStamp({
    form,
    officeName: officeOf(db).name,
    number: numberOf(row),
    date: row.register_date,
    ...(withHour && row.arrival_time !== null ? { time: row.arrival_time } : {}),
    ...(row.to_places === null ? {} : { to: row.to_places }),
    ...(row.file_notation === null ? {} : { dossier: row.file_notation }),
    ...(watermark === undefined ? {} : { secrecy: watermark[0]! }),
    foot: footOf(context),
    fonts: fontsIn(context),
  })
  return printedPdf(`Dấu đến ${numberOf(row)}-${row.year}.pdf`, print)
})

const receipt = handleTask(printReturnReceipt, async (context, { id, returnId, withTopSecretSubjects }) => {
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
  const watermark = watermarkOf(context, [row.secrecy])
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
      subject: subjectFor(row, withTopSecretSubjects),
      arrivalNumber: numberOf(row),
      arrivalDate: row.register_date,
      ...(row.urgency === 'normal' ? {} : { urgency: urgencies.find((entry) => entry.id === row.urgency)?.name ?? '' }),
      ...(row.secrecy === 'none' ? {} : { secrecy: secrecies.find((entry) => entry.id === row.secrecy)?.name ?? '' }),
      ...(row.pages === null ? {} : { pages: row.pages }),
      ...(row.copies === null ? {} : { copies: row.copies }),
    },
    reason: returned.reason,
    ...(watermark === undefined ? {} : { watermark }),
    foot: footOf(context),
    fonts: fontsIn(context),
  })
  return printedPdf(`Phiếu trả lại ${numberOf(row)}-${row.year}.pdf`, print)
})

export const printHandlers = [stamp, receipt]

// Phiếu giải quyết văn bản đến (NĐ 30/2020/NĐ-CP, Phụ lục IV): in three parts, filled with what was noted of the document so far.
import { err } from '../contract/result.ts'
import type { SlipPart } from '../documents/forms/routing-slip.ts'
import { bodyNamer } from '../filing/records.ts'
import { handleTask } from '../handler/handler.ts'
import { doerOf, namesIn } from '../people/acting.ts'
import type { Names } from '../people/acting.ts'
import { drawing, fontsIn, footOf, isUnsaid, numberOf, officeOf, printedPdf, typeAndSubject, unsaid, watermarkOf } from '../registers/printing.ts'
import { mayReadDocument } from '../registers/reading/readers.ts'
import { issuerOf, nameDay, presentDocument } from '../registers/records.ts'
import { formatDate } from '../text/dates.ts'
import { printRoutingSlip } from './board-contract.ts'
import { assignmentsOf, eventsOf, partyOf } from './records.ts'
import type { AssignmentRow, EventRow } from './records.ts'
import type { AssignmentRole } from './words.ts'

const roleWords: Readonly<Record<AssignmentRole, string>> = { lead: 'Giao chủ trì', cooperating: 'Phối hợp', information: 'Để biết' }
const withdrawn = (row: AssignmentRow) => row.state === 'withdrawn' || row.state === 'returned'

/** Who said something when, as it stands under their words; '' for the local operator, who signs by hand. */
function signed(event: EventRow, names: Names): string {
  const { name } = doerOf(event.done_by, event.done_by_name, names)
  return name === '' || event.done_by === 'local' ? `Ngày ${formatDate(event.done_on)}` : `${name}, ngày ${formatDate(event.done_on)}`
}

/** What was said in one part, and to whom it was handed: the standing ones by role, with their days due. @param silent only that something was said */
function partOf(said: readonly EventRow[], given: readonly AssignmentRow[], names: Names, silent: boolean): SlipPart {
  const standing = given.filter((row) => !withdrawn(row))
  const fields = (['lead', 'cooperating', 'information'] as const).flatMap((role) => {
    const to = standing.filter((row) => row.role === role).map((row) => partyOf(row, names).name)
    return to.length === 0 ? [] : [{ label: `${roleWords[role]}:`, value: to.join('; ') }]
  })
  const dues = [...new Set(standing.flatMap((row) => row.due_date ?? []))].toSorted()
  const inHand = (event: EventRow) => (event.ink_file_id === null ? null : '(bút phê viết tay lưu kèm)')
  return {
    words: said.map((event) => ({ text: [silent && event.text !== null ? unsaid : event.text, inHand(event)].filter((part) => part !== null).join(' '), by: signed(event, names) })).filter(({ text }) => text !== ''),
    fields: [...fields, ...(dues.length === 0 ? [] : [{ label: 'Thời hạn giải quyết:', value: dues.map(formatDate).join('; ') }])],
  }
}

const slip = handleTask(printRoutingSlip, async (context, { documentId, withTopSecretSubjects }) => {
  const { db, rulebook, person } = context
  const row = presentDocument(db, documentId)
  if (row === undefined || !mayReadDocument(db, person, row)) return err('DOCUMENT_NOT_FOUND', { id: documentId })
  if (row.direction !== 'incoming') return err('DOCUMENT_NOT_INCOMING', { id: documentId })
  const names = namesIn(db)
  const assignments = assignmentsOf(db, documentId)
  const events = eventsOf(db, documentId)
  const first = assignments.filter((one) => one.parent_id === null)
  const further = assignments.filter((one) => one.parent_id !== null)
  const isFurther = new Set(further.map(({ id }) => id))
  // What is said of a Tuyệt mật document tells of it as its subject does.
  const silent = isUnsaid(row, withTopSecretSubjects)
  const parts = {
    office: partOf(events.filter((one) => (one.kind === 'directed' && one.assignment_id === null) || one.kind === 'distributed'), first, names, silent),
    unit: partOf(events.filter((one) => (one.kind === 'directed' && one.assignment_id !== null) || one.kind === 'passed-on'), further, names, silent),
    holder: partOf(events.filter((one) => one.kind === 'progress' || one.kind === 'answered' || (one.kind === 'completed' && (one.text !== null || isFurther.has(one.assignment_id ?? '')))), [], names, silent),
  }
  const office = officeOf(db)
  const watermark = watermarkOf(context, [row.secrecy])
  const print = await (await drawing()).printRoutingSlip({
    parentName: office.parent_name,
    officeName: office.name,
    place: office.place,
    document: {
      issuingBody: bodyNamer(db, [issuerOf(row)])(issuerOf(row), nameDay(row)),
      numberSymbol: row.number_symbol,
      issuedDate: row.issued_date,
      typeAndSubject: typeAndSubject(row, rulebook, withTopSecretSubjects),
      arrivalNumber: numberOf(row),
      arrivalDate: row.register_date,
      urgency: row.urgency === 'normal' ? '' : (rulebook.entries.urgencies.find(({ id }) => id === row.urgency)?.name ?? ''),
      secrecy: row.secrecy === 'none' ? '' : (rulebook.entries.secrecies.find(({ id }) => id === row.secrecy)?.name ?? ''),
    },
    ...parts,
    ...(watermark === undefined ? {} : { watermark }),
    foot: footOf(context),
    fonts: fontsIn(context),
  })
  return printedPdf(`Phiếu giải quyết văn bản đến ${numberOf(row)}-${row.year}.pdf`, print)
})

export const slipHandlers = [slip]

// The course of an incoming document on paper (NĐ 30/2020/NĐ-CP, Phụ lục VI, III.5.a): what was written of it, and what was done with it.
import { err } from '../contract/result.ts'
import { handleTask } from '../handler/handler.ts'
import { localOperator } from '../handler/person.ts'
import { doerOf, namesIn } from '../people/acting.ts'
import type { Names } from '../people/acting.ts'
import { printedCourse } from '../registers/course/print.ts'
import type { CourseLine } from '../registers/course/print.ts'
import { mayReadDocument } from '../registers/reading/readers.ts'
import { documentRows, presentDocument } from '../registers/records.ts'
import { formatDate } from '../text/dates.ts'
import { printCourse } from './board-contract.ts'
import { assignmentsOf, eventsOf, partyOf } from './records.ts'
import type { AssignmentRow, EventRow } from './records.ts'
import type { AssignmentRole, EventKind } from './words.ts'

const roles: Readonly<Record<AssignmentRole, string>> = { lead: 'chủ trì', cooperating: 'phối hợp', information: 'để biết' }
const acts: Readonly<Record<EventKind, string>> = {
  distributed: 'Giao', directed: 'Bút phê', accepted: 'Nhận việc', 'passed-on': 'Chuyển tiếp', progress: 'Báo tiến độ', answered: 'Trả lời bằng văn bản', completed: 'Hoàn thành', returned: 'Trả lại việc', extended: 'Gia hạn', withdrawn: 'Rút lại việc',
  reminded: 'Nhắc',
}
/** Events whose line says to whom. */
const toSomebody: readonly EventKind[] = ['distributed', 'passed-on', 'extended', 'withdrawn', 'reminded']

function lineOf(event: EventRow, assignment: AssignmentRow | undefined, answer: string, names: Names): CourseLine {
  const by = doerOf(event.done_by, event.done_by_name, names)
  const who = by.id === localOperator.id ? localOperator.name : by.name
  const to = assignment === undefined || !toSomebody.includes(event.kind) ? '' : `: ${partyOf(assignment, names).name}, ${roles[assignment.role]}`
  const day = event.due_after === null ? '' : `hạn ${[...(event.due_before === null ? [] : [formatDate(event.due_before)]), formatDate(event.due_after)].join(' → ')}`
  // What is handed out bears the words that were said with it.
  const words = event.text ?? (event.kind === 'distributed' || event.kind === 'passed-on' ? (assignment?.direction ?? '') : '')
  return {
    record: `handling_event ${event.id}`,
    at: event.done_at,
    who: event.noted_by === null ? who : `${who} (${names.account(event.noted_by)} ghi thay)`,
    what: `${acts[event.kind]}${to}`,
    text: [words, day, answer, event.ink_file_id === null ? '' : '(bút phê viết tay lưu kèm)'].filter((part) => part !== '').join(' · '),
  }
}

const print = handleTask(printCourse, async (context, { documentId, ...asked }) => {
  const { db, person } = context
  const row = presentDocument(db, documentId)
  if (row === undefined || !mayReadDocument(db, person, row)) return err('DOCUMENT_NOT_FOUND', { id: documentId })
  if (row.direction !== 'incoming') return err('DOCUMENT_NOT_INCOMING', { id: documentId })
  const names = namesIn(db)
  const assignments = new Map(assignmentsOf(db, documentId).map((one) => [one.id, one]))
  const events = eventsOf(db, documentId)
  const answers = documentRows(db, events.flatMap(({ answer_document_id: id }) => id ?? []))
  const numberOf = (id: string | null) => {
    const answer = id === null ? undefined : answers.get(id)
    if (answer === undefined) return ''
    // Of an answer that the reader may not read only that there is one.
    return mayReadDocument(db, person, answer) ? `văn bản ${answer.number_symbol || answer.subject}` : 'văn bản không được xem'
  }
  return await printedCourse(context, row, events.map((event) => lineOf(event, assignments.get(event.assignment_id ?? ''), numberOf(event.answer_document_id), names)), asked)
})

export const printCourseHandlers = [print]

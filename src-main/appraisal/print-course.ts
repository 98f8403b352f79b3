// The course of an outgoing document on paper: what was written of it, and what was done with its draft.
import { err } from '../contract/result.ts'
import { handleTask } from '../handler/handler.ts'
import { localOperator } from '../handler/person.ts'
import { namesIn } from '../people/acting.ts'
import type { Names } from '../people/acting.ts'
import { printedCourse } from '../registers/course/print.ts'
import type { CourseLine } from '../registers/course/print.ts'
import { mayReadDocument } from '../registers/reading/readers.ts'
import { presentDocument } from '../registers/records.ts'
import { printCourse } from './contract.ts'
import { doersOf, draftOf, partyOf } from './records.ts'
import type { ActRow } from './records.ts'
import { outcomeOf } from './rules.ts'
import type { Act, Version } from './rules.ts'
import type { ApprovalOutcome } from './words.ts'

const aspects = { content: 'nội dung', form: 'thể thức' } as const
const outcomes: Readonly<Record<ApprovalOutcome, string>> = { holds: '', changed: 'không còn hiệu lực: văn bản đã sửa sau đó', returned: 'không còn hiệu lực: đã trả lại', withdrawn: 'đã rút', renewed: 'đã duyệt lại sau đó' }

function whatOf(row: ActRow, names: Names): string {
  const aspect = row.aspect === null ? '' : aspects[row.aspect]
  switch (row.kind) {
    case 'submitted': return `Trình dự thảo: ${partyOf(row, names)?.name ?? ''}`
    case 'returned': return 'Trả lại dự thảo'
    case 'commented': return 'Góp ý'
    case 'approved': return `Duyệt ${aspect}`
    case 'withdrawn': return `Rút duyệt ${aspect}`
  }
}

function lineOf(row: ActRow, names: Names, acts: readonly Act[], version: Version): CourseLine {
  const { by, notedBy } = doersOf(row, names)
  const who = by.id === localOperator.id ? localOperator.name : by.name
  const act = acts.find(({ id }) => id === row.id)!
  return {
    record: `draft_act ${row.id}`,
    at: row.done_at,
    who: notedBy === null ? who : `${who} (${notedBy.name} ghi thay)`,
    what: whatOf(row, names),
    text: [`Bản ${row.version}`, row.text, row.kind === 'approved' ? outcomes[outcomeOf(acts, act, version)] : ''].filter(Boolean).join(' · '),
  }
}

const print = handleTask(printCourse, async (context, { documentId, ...asked }) => {
  const { db, person } = context
  const row = presentDocument(db, documentId)
  if (row === undefined || !mayReadDocument(db, person, row)) return err('DOCUMENT_NOT_FOUND', { id: documentId })
  if (row.direction !== 'outgoing') return err('DOCUMENT_NOT_OUTGOING', { id: documentId })
  const names = namesIn(db)
  const { rows, acts, version } = draftOf(db, row)
  return await printedCourse(context, row, rows.map((one) => lineOf(one, names, acts, version)), asked)
})

export const printCourseHandlers = [print]

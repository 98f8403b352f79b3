// The whole course of an outgoing document (NĐ 30/2020/NĐ-CP, Phụ lục VI, III.5.a): what was written of it and done with it, oldest first, and
// the files of each version of its draft, also those that were taken out.
import type { ApprovalAspect } from '../contract/choices.ts'
import { err, ok } from '../contract/result.ts'
import type { OutputOf } from '../contract/define.ts'
import { handleQuery } from '../handler/handler.ts'
import { doerOf, namesIn } from '../people/acting.ts'
import type { Names } from '../people/acting.ts'
import { attachedTo, inOrder, writtenEntries } from '../registers/course/written.ts'
import type { AttachedRow, WrittenEntry } from '../registers/course/written.ts'
import { isDraft } from '../registers/outgoing/approvals.ts'
import { mayReadDocument } from '../registers/reading/readers.ts'
import { presentDocument } from '../registers/records.ts'
import { approving, isInCharge, maySubmit, mayWithdraw, submissionOf } from './acting.ts'
import { getCourse } from './contract.ts'
import { doersOf, draftOf, partyOf } from './records.ts'
import type { ActRow } from './records.ts'
import { outcomeOf } from './rules.ts'
import type { CourseEvent } from './schemas.ts'

type Version = OutputOf<typeof getCourse>['versions'][number]

/** Where in the journal each act stands: its place among the entries of the document. */
function placesOf(rows: readonly ActRow[], entries: readonly WrittenEntry[]) {
  return rows.map((row) => ({ version: row.version, at: entries.findIndex(({ touched }) => touched.has(`draft_act ${row.id}`)) }))
}

/** The version of what was written at a place of the journal: that of the next act, for nobody acted on it before; else what stands. */
function versionAt(acts: ReturnType<typeof placesOf>, at: number, current: number): number {
  return acts.find((act) => act.at > at)?.version ?? current
}

/** The files of each version, the newest version first: what stood in it when somebody acted on it, and what came and went between. */
function versionsOf(files: readonly AttachedRow[], acts: ReturnType<typeof placesOf>, entries: readonly WrittenEntry[], current: number, names: Names): Version[] {
  const numbers = [...new Set([...acts.map(({ version }) => version), current])].toSorted((a, b) => b - a)
  // Of a document that was destroyed no file is left, only that there was one.
  const attached = files.filter(({ file_id: id }) => !/^0+$/.test(id)).map((file) => {
    const touching = entries.flatMap(({ touched }, at) => (touched.has(`document_file ${file.id}`) ? [at] : []))
    const from = touching[0] ?? -1
    const until = file.removed === 1 ? (touching.at(-1) ?? entries.length) : entries.length
    const stoodIn = new Set([...acts.filter((act) => act.at > from && act.at < until).map(({ version }) => version), ...(file.removed === 1 ? [] : [current])])
    return { file, added: entries[from], stoodIn: stoodIn.size > 0 ? stoodIn : new Set([versionAt(acts, from, current)]) }
  })
  return numbers.map((number) => ({
    number,
    current: number === current,
    files: attached.filter(({ stoodIn }) => stoodIn.has(number)).map(({ file, added }) => ({
      id: file.id, fileId: file.file_id, name: file.name, role: file.role, mediaType: file.media_type, size: file.size,
      addedBy: added === undefined ? null : doerOf(added.actor, null, names), addedAt: added?.at ?? null, removed: file.removed === 1,
    })),
  }))
}

const course = handleQuery(getCourse, ({ db, person }, { documentId }) => {
  const row = presentDocument(db, documentId)
  if (row === undefined || !mayReadDocument(db, person, row)) return err('DOCUMENT_NOT_FOUND', { id: documentId })
  if (row.direction !== 'outgoing') return err('DOCUMENT_NOT_OUTGOING', { id: documentId })
  const names = namesIn(db)
  const draft = draftOf(db, row)
  const { rows, acts, version, standing } = draft
  const entries = writtenEntries(db, documentId, rows.map(({ id }) => ({ table: 'draft_act', id })))
  const places = placesOf(rows, entries)
  const submission = submissionOf(draft)
  const open = isDraft(row.status)
  const notes = person.rights.has('note-for-others')
  const approvalOf = (aspect: ApprovalAspect) => {
    const act = rows.find(({ id }) => id === standing.holds[aspect])
    return act === undefined ? null : { actId: act.id, ...doersOf(act, names), at: act.done_at, version: act.version, mayWithdraw: open && mayWithdraw(person, act) }
  }
  const mayApprove = (aspect: ApprovalAspect) => open && standing.holds[aspect] === null && (notes || person.rights.has(approving[aspect]))
  const events = inOrder(entries, rows.map((act) => ({ act, at: act.done_at, record: `draft_act ${act.id}` }))).map((one): CourseEvent => {
    if ('act' in one) {
      const { act } = one
      return {
        id: act.id, kind: act.kind, command: null, aspect: act.aspect, outcome: act.kind === 'approved' ? outcomeOf(acts, acts[rows.indexOf(act)]!, version) : null, version: act.version, to: partyOf(act, names), text: act.text,
        fields: [], added: [], removed: [], ...doersOf(act, names), at: act.done_at,
      }
    }
    const { fields, added, removed } = one
    return {
      id: one.entry, kind: 'written', command: one.command, aspect: null, outcome: null, version: rows.length > 0 && fields.length + added.length + removed.length > 0 ? versionAt(places, entries.indexOf(one), version.number) : null, to: null, text: one.text,
      fields: [...fields], added: [...added], removed: [...removed], by: doerOf(one.actor, null, names), notedBy: null, at: one.at,
    }
  })
  return ok({
    state: open ? standing.state : 'issued',
    version: version.number,
    changed: standing.changed,
    holder: submission === undefined ? null : partyOf(submission, names),
    approvals: { content: approvalOf('content'), form: approvalOf('form') },
    may: {
      submit: open && maySubmit(db, person, draft),
      giveBack: open && standing.submission !== null && standing.giving === null && (notes || isInCharge(person)),
      comment: open && person.rights.has('draft'),
      approveContent: mayApprove('content'),
      approveForm: mayApprove('form'),
    },
    versions: versionsOf(attachedTo(db, documentId), places, entries, version.number, names),
    events,
  })
})

export const courseHandlers = [course]

// Trình, duyệt dự thảo: drafts of outgoing documents submitted, given back, commented, approved in content and in form, and their whole
// course with the files of each version. NĐ 30/2020/NĐ-CP, Điều 11, 12 and Phụ lục VI, III.1.n, III.5.a.
import { z } from 'zod'
import { defineCommand, defineQuery } from '../contract/define.ts'
import { commandId, entryRef, recordId, text } from '../contract/fields.ts'
import { doer, onBehalfOf, party } from '../people/schemas.ts'
import { printed, printFormat, withTopSecretSubjects } from '../registers/print-contract.ts'
import { approvalMode, aspect, courseEvent, draftVersion, presentedTo, reason, said, waitingDraft } from './schemas.ts'
import { draftStates, waitingScopes } from './words.ts'

const ofDraft = ['DOCUMENT_NOT_FOUND', 'DOCUMENT_NOT_OUTGOING', 'DOCUMENT_CANCELLED', 'DOCUMENT_RECALLED', 'DOCUMENT_ISSUED', 'ACCOUNT_NOT_FOUND'] as const
const done = z.strictObject({ documentId: recordId, actId: recordId, version: z.int().positive(), entry: entryRef })
// Acts stand beside the draft and change nothing of it (`linked`), so that whoever may read it and has it before them may act.
/** of those who approve, and those who note for them */
const inCharge = ['approve-drafts', 'check-form', 'note-for-others'] as const

export const submitDraft = defineCommand('appraisal.submitDraft', {
  about: 'Submits a draft to somebody in charge (trình dự thảo), by its drafter, who has it, or a clerk; again after it was given back or changed',
  needs: ['draft'],
  concerns: { documentId: 'linked' },
  input: z.strictObject({ commandId, documentId: recordId, to: presentedTo, note: said.optional(), onBehalfOf: onBehalfOf.optional(), basedOn: entryRef.optional() }),
  output: done,
  errors: [...ofDraft, 'DRAFT_NOT_YOURS', 'NOT_IN_CHARGE', 'CLEARANCE_TOO_LOW', 'NOT_A_READER'],
})

export const returnDraft = defineCommand('appraisal.returnDraft', {
  about: 'Gives a submitted draft back to who submitted it, with the reason; approvals that it had end with that',
  needs: inCharge,
  concerns: { documentId: 'linked' },
  input: z.strictObject({ commandId, documentId: recordId, reason, onBehalfOf: onBehalfOf.optional() }),
  output: done,
  errors: [...ofDraft, 'DRAFT_NOT_SUBMITTED'],
})

export const comment = defineCommand('appraisal.comment', {
  about: 'Keeps what somebody says of a draft (góp ý)',
  needs: ['draft'],
  concerns: { documentId: 'linked' },
  input: z.strictObject({ commandId, documentId: recordId, text: said, onBehalfOf: onBehalfOf.optional() }),
  output: done,
  errors: ofDraft,
})

export const approve = defineCommand('appraisal.approve', {
  about: 'Approves the content or the form of a draft as it stands (duyệt nội dung, thể thức); a change of its words or files ends the approval',
  needs: inCharge,
  concerns: { documentId: 'linked' },
  input: z.strictObject({
    commandId,
    documentId: recordId,
    aspect,
    /** what is approved: the document as this entry left it */
    basedOn: entryRef,
    note: said.optional(),
    onBehalfOf: onBehalfOf.optional(),
  }),
  output: done,
  errors: [...ofDraft, 'NOT_IN_CHARGE', 'DRAFT_APPROVED'],
})

export const withdrawApproval = defineCommand('appraisal.withdrawApproval', {
  about: 'Takes an approval back before the document is issued, by who gave it, with the reason',
  needs: inCharge,
  concerns: { documentId: 'linked' },
  input: z.strictObject({ commandId, documentId: recordId, aspect, reason }),
  output: done,
  errors: [...ofDraft, 'APPROVAL_NOT_FOUND', 'APPROVAL_NOT_YOURS'],
})

export const setRule = defineCommand('appraisal.setRule', {
  about: 'Says whether issuing asks for the approvals of content and form: off, warn, or required',
  needs: ['manage-office'],
  input: z.strictObject({ commandId, approvals: approvalMode }),
  output: z.strictObject({ entry: entryRef }),
})

export const getRule = defineQuery('appraisal.getRule', {
  about: 'Whether issuing asks for the approvals of content and form, and what the rulebook has',
  needs: ['draft', 'keep-registers', 'manage-office'],
  input: z.strictObject({}),
  output: z.strictObject({ approvals: approvalMode, ruled: approvalMode }),
})

const shownApproval = z.strictObject({ actId: recordId, by: doer, notedBy: doer.nullable(), at: z.string(), version: z.int().positive(), mayWithdraw: z.boolean() })

export const getCourse = defineQuery('appraisal.getCourse', {
  about: 'The whole course of an outgoing document, oldest first: drafted, changed, submitted, given back, commented, approved, issued, sent; and the files of each version of its draft',
  needs: ['read-documents'],
  concerns: { documentId: 'document' },
  notes: 'view',
  input: z.strictObject({ documentId: recordId }),
  output: z.strictObject({
    state: z.enum(draftStates),
    version: z.int().positive(),
    /** it was changed since the last act */
    changed: z.boolean(),
    /** whom it was submitted to last */
    holder: party.nullable(),
    /** what holds; null: not approved, or no longer */
    approvals: z.strictObject({ content: shownApproval.nullable(), form: shownApproval.nullable() }),
    /** what the person at this desk may do now */
    may: z.strictObject({ submit: z.boolean(), giveBack: z.boolean(), comment: z.boolean(), approveContent: z.boolean(), approveForm: z.boolean() }),
    versions: z.array(draftVersion),
    events: z.array(courseEvent),
  }),
  errors: ['DOCUMENT_NOT_FOUND', 'DOCUMENT_NOT_OUTGOING'],
})

export const listWaiting = defineQuery('appraisal.listWaiting', {
  about: 'Drafts that wait for the person, that came back to them, that they submitted, or that are approved and may be issued; and how many each is',
  needs: ['read-documents'],
  input: z.strictObject({ scope: z.enum(waitingScopes).default('waiting'), limit: z.int().min(1).max(500).default(100) }),
  output: z.strictObject({
    rows: z.array(waitingDraft),
    counts: z.strictObject({ waiting: z.int(), returned: z.int(), submitted: z.int(), ready: z.int() }),
  }),
})

export const printCourse = defineQuery('appraisal.printCourse', {
  about: 'The whole course of an outgoing document as PDF, sheet or Word file; with who viewed it, for those who read the trail',
  needs: ['print'],
  concerns: { documentId: 'document' },
  notes: 'print',
  input: z.strictObject({ documentId: recordId, signerPost: text(100, 1).default('Chánh Văn phòng'), withTopSecretSubjects, format: printFormat }),
  output: printed,
  errors: ['DOCUMENT_NOT_FOUND', 'DOCUMENT_NOT_OUTGOING'],
  runs: 'task',
})

export const appraisalContract = [submitDraft, returnDraft, comment, approve, withdrawApproval, setRule, getRule, getCourse, listWaiting, printCourse] as const

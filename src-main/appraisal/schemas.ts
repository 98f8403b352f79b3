// Fields that several names of the course of drafts share.
import { z } from 'zod'
import { approvalAspects, approvalModes } from '../contract/choices.ts'
import { day, fileId, recordId, secrecy, text, urgency } from '../contract/fields.ts'
import { doer, party } from '../people/schemas.ts'
import { documentStatus, fileRole } from '../registers/schemas.ts'
import { actKinds, approvalOutcomes, draftStates, longest } from './words.ts'

export const aspect = z.enum(approvalAspects)
export const approvalMode = z.enum(approvalModes)

export const said = text(longest.text, 1)
export const reason = text(longest.reason, 1)

/** An account in charge, or a person without account by name. */
export const presentedTo = z.union([z.strictObject({ accountId: recordId }), z.strictObject({ name: text(200, 1) })])
export type PresentedTo = z.output<typeof presentedTo>

/** A file that was attached to a draft, in a version of it; also one that was taken out. */
export const versionFile = z.strictObject({
  id: recordId, fileId, name: z.string(), role: fileRole, mediaType: z.string(), size: z.int(),
  /** who put it there; null where the journal does not tell */
  addedBy: doer.nullable(),
  addedAt: z.string().nullable(),
  /** taken out before anybody acted on this version, or since */
  removed: z.boolean(),
})

export const draftVersion = z.strictObject({ number: z.int().positive(), /** it stands now */ current: z.boolean(), files: z.array(versionFile) })

export const courseEvent = z.strictObject({
  id: z.string(),
  /** written: a change of the document's own records, as its history tells it */
  kind: z.enum([...actKinds, 'written']),
  /** of what was written: the name of the contract */
  command: z.string().nullable(),
  aspect: aspect.nullable(),
  /** of an approval */
  outcome: z.enum(approvalOutcomes).nullable(),
  /** which version of the draft it is about, or led to */
  version: z.int().positive().nullable(),
  to: party.nullable(),
  text: z.string().nullable(),
  /** columns of the document that were changed; names of files that were attached, and taken out */
  fields: z.array(z.string()),
  added: z.array(z.string()),
  removed: z.array(z.string()),
  by: doer,
  notedBy: doer.nullable(),
  at: z.string(),
})
export type CourseEvent = z.output<typeof courseEvent>

/** A draft as a line of a list needs it. */
export const waitingDraft = z.strictObject({
  documentId: recordId,
  documentTypeId: z.string(),
  subject: z.string(),
  urgency,
  secrecy,
  status: documentStatus,
  state: z.enum(draftStates),
  version: z.int().positive(),
  /** it was changed since it was submitted, given back or approved */
  changed: z.boolean(),
  content: z.boolean(),
  form: z.boolean(),
  to: party.nullable(),
  /** whose act brought it there, and their words */
  by: doer,
  notedBy: doer.nullable(),
  text: z.string().nullable(),
  at: z.string(),
  on: day,
})

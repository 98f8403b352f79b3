// Fields that several names of the handling of documents share.
import { z } from 'zod'
import { channel, day, fileId, recordId, secrecy, text, urgency } from '../contract/fields.ts'
import { doer, party } from '../people/schemas.ts'
import { assignmentStates, eventKinds, ownDayKinds, roles } from './words.ts'

export const assignmentRole = z.enum(roles)
export const assignmentState = z.enum(assignmentStates)
export const eventKind = z.enum(eventKinds)
export const ownDayKind = z.enum(ownDayKinds)

/** characters of a direction, a result, a reason */
export const longest = { direction: 2000, reason: 500, phrase: 500 } as const

export const direction = text(longest.direction, 1)
export const reason = text(longest.reason, 1)

const given = {
  role: assignmentRole,
  direction: direction.optional(),
  /** null: none; left out: that of the distribution */
  dueDate: day.nullable().optional(),
}
/** A person or unit of the office, or a person without account by name. */
export const receiver = z.union([
  z.strictObject({ accountId: recordId, ...given }),
  z.strictObject({ unitId: recordId, ...given }),
  z.strictObject({ name: text(200, 1), ...given }),
])
export type Receiver = z.output<typeof receiver>

/** A picture of what was written by hand, staged before. */
export const ink = z.strictObject({ fileId })

const assignmentFields = {
  id: recordId,
  documentId: recordId,
  parentId: recordId.nullable(),
  role: assignmentRole,
  to: party,
  direction: z.string().nullable(),
  dueDate: day.nullable(),
  asksReceipt: z.boolean(),
  givenBy: doer,
  notedBy: doer.nullable(),
  givenAt: z.string(),
  state: assignmentState,
  result: z.string().nullable(),
  closedAt: z.string().nullable(),
  closedOn: day.nullable(),
  /** asked for by hand, and nothing done since */
  remindedAt: z.string().nullable(),
}
export const shownAssignment = z.strictObject(assignmentFields)
export type ShownAssignment = z.output<typeof shownAssignment>

export const courseAssignment = z.strictObject({
  ...assignmentFields,
  /** may the person at this desk act on it as its holder; as who gave it */
  mayWork: z.boolean(),
  mayFollow: z.boolean(),
})

export const courseEvent = z.strictObject({
  id: recordId,
  assignmentId: recordId.nullable(),
  kind: eventKind,
  /** to whom, of what is about an assignment */
  to: party.nullable(),
  text: z.string().nullable(),
  dueBefore: day.nullable(),
  dueAfter: day.nullable(),
  answer: z.strictObject({ id: recordId, numberSymbol: z.string(), subject: z.string() }).nullable(),
  ink: z.strictObject({ fileId, name: z.string(), mediaType: z.string(), size: z.int() }).nullable(),
  by: doer,
  notedBy: doer.nullable(),
  at: z.string(),
  on: day,
})

/** A document as a line of a board needs it. */
export const boardDocument = z.strictObject({
  id: recordId,
  arrivalNumber: z.int().nullable(),
  arrivalSuffix: z.string(),
  arrivalDate: day.nullable(),
  documentTypeId: z.string(),
  numberSymbol: z.string(),
  issuingBodyName: z.string(),
  subject: z.string(),
  urgency,
  secrecy,
  /** named readers alone may read it */
  limited: z.boolean(),
  channel: channel.nullable(),
})

// Issuing bodies (cơ quan ban hành): the tree from Trung ương to the base, their names through time, moves and merges.
import { z } from 'zod'
import { lengths } from '../contract/choices.ts'
import { defineCommand, defineQuery } from '../contract/define.ts'
import { commandId, day, entryRef, level, recordId, text } from '../contract/fields.ts'

/** Name of a body: OrganName S200 (Phụ lục VI, Part II). */
export const bodyName = text(lengths.bodyName, 1)

export const body = z.strictObject({
  id: recordId,
  parentId: recordId.nullable(),
  level,
  /** the name in force today, or the last one of a closed body */
  name: z.string(),
  shortName: z.string().nullable(),
  /** as it stands in a document's symbol: TU, VPTU, UBND */
  symbol: z.string().nullable(),
  /** mã định danh (OrganId S13) */
  code: z.string().nullable(),
  aliases: z.array(z.string()),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  successorId: recordId.nullable(),
  /** set when this body was found to be the same as another */
  mergedInto: recordId.nullable(),
  /** groups such as "Trung ương" hold bodies and issue nothing */
  isGroup: z.boolean(),
  verified: z.boolean(),
  order: z.int(),
})
export type Body = z.output<typeof body>

export const bodyNameInTime = z.strictObject({
  name: z.string(),
  shortName: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
})

const changed = z.strictObject({ id: recordId, entry: entryRef })

export const addBody = defineCommand('filing.addBody', {
  about: 'Adds an issuing body to the tree',
  needs: ['keep-bodies'],
  input: z.strictObject({
    commandId,
    name: bodyName,
    parentId: recordId.nullable().optional(),
    level,
    shortName: text(100).optional(),
    symbol: text(30).optional(),
    code: text(13).optional(),
    aliases: z.array(bodyName).max(50).default([]),
    validFrom: day.optional(),
    validTo: day.optional(),
  }),
  output: changed,
  errors: ['BODY_EXISTS', 'BODY_NOT_FOUND', 'DATES_REVERSED'],
})

export const renameBody = defineCommand('filing.renameBody', {
  about: 'Gives a body a new name from a day on; documents keep the name in force at their date',
  needs: ['keep-bodies'],
  input: z.strictObject({ commandId, id: recordId, name: bodyName, shortName: text(100).optional(), from: day, basedOn: entryRef.optional() }),
  output: changed,
  errors: ['BODY_EXISTS', 'BODY_NOT_FOUND', 'DATES_REVERSED'],
})

export const editBody = defineCommand('filing.editBody', {
  about: 'Mends what is written about a body: symbol, code, aliases, level, a name typed wrong',
  needs: ['keep-bodies'],
  input: z.strictObject({
    commandId,
    id: recordId,
    changes: z.strictObject({
      name: bodyName.optional(),
      shortName: text(100).nullable().optional(),
      symbol: text(30).nullable().optional(),
      code: text(13).nullable().optional(),
      level: level.optional(),
      aliases: z.array(bodyName).max(50).optional(),
      order: z.int().min(0).max(1_000_000).optional(),
    }),
    basedOn: entryRef.optional(),
  }),
  output: changed,
  errors: ['BODY_EXISTS', 'BODY_NOT_FOUND'],
})

export const moveBody = defineCommand('filing.moveBody', {
  about: 'Moves a body, with all below it, under another',
  needs: ['keep-bodies'],
  input: z.strictObject({ commandId, id: recordId, parentId: recordId.nullable(), order: z.int().min(0).max(1_000_000).optional(), basedOn: entryRef.optional() }),
  output: changed,
  errors: ['BODY_NOT_FOUND', 'BODY_LOOP', 'BODY_CLOSED'],
})

export const mergeBodies = defineCommand('filing.mergeBodies', {
  about: 'Joins a body that was entered twice into the one that stays; its documents and aliases follow',
  needs: ['keep-bodies'],
  input: z.strictObject({
    commandId,
    id: recordId,
    intoId: recordId,
    reason: text(500, 1),
    /** its documents bear on the name that it had at their date; false where it was only written wrong */
    keepNames: z.boolean().default(true),
  }),
  output: z.strictObject({ id: recordId, entry: entryRef, documents: z.int().nonnegative() }),
  errors: ['BODY_NOT_FOUND', 'BODY_LOOP', 'BODY_IS_GROUP'],
})

export const closeBody = defineCommand('filing.closeBody', {
  about: 'Closes a body that has ended, with its successor; its documents stay under it',
  needs: ['keep-bodies'],
  input: z.strictObject({ commandId, id: recordId, to: day, successorId: recordId.nullable().optional(), basedOn: entryRef.optional() }),
  output: changed,
  errors: ['BODY_NOT_FOUND', 'BODY_LOOP', 'DATES_REVERSED', 'BODY_CLOSED'],
})

export const reopenBody = defineCommand('filing.reopenBody', {
  about: 'Takes back the closing of a body, or its merging: then the documents, sub-bodies and names that the merge moved go home, and nothing else',
  needs: ['keep-bodies'],
  input: z.strictObject({ commandId, id: recordId, basedOn: entryRef.optional() }),
  /** documents: how many went home */
  output: z.strictObject({ id: recordId, entry: entryRef, documents: z.int().nonnegative() }),
  errors: ['BODY_NOT_FOUND', 'MERGE_CHANGED_SINCE', 'BODY_LOOP'],
})

export const tree = defineQuery('filing.tree', {
  about: 'All bodies, in order; the tree is made of parentId',
  needs: 'signed-in',
  input: z.strictObject({ at: day.optional(), withClosed: z.boolean().default(true) }),
  output: z.strictObject({ bodies: z.array(body) }),
})

export const getBody = defineQuery('filing.getBody', {
  about: 'One body, with its names through time',
  needs: 'signed-in',
  input: z.strictObject({ id: recordId }),
  output: z.strictObject({ body, names: z.array(bodyNameInTime), path: z.array(recordId), entry: entryRef }),
  errors: ['BODY_NOT_FOUND'],
})

export const findBodies = defineQuery('filing.findBodies', {
  about: 'Bodies whose name, short name, symbol or alias fits what is typed, best first',
  needs: 'signed-in',
  input: z.strictObject({ text: z.string().max(200), limit: z.int().min(1).max(50).default(10), at: day.optional() }),
  output: z.strictObject({
    rows: z.array(z.strictObject({ id: recordId, name: z.string(), level, path: z.string(), matched: z.string(), exact: z.boolean() })),
  }),
})

export const filingContract = [addBody, renameBody, editBody, moveBody, mergeBodies, closeBody, reopenBody, tree, getBody, findBodies] as const

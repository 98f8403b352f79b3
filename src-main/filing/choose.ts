// Which issuing body a registration means: by id, or by the name on the document, found however typed, else made.
import type { ReadDb } from '../archive/database.ts'
import type { Change } from '../archive/journal.ts'
import type { Level } from '../contract/fields.ts'
import { err, ok } from '../contract/result.ts'
import { withOrdinaryCapitals } from '../text/body-name.ts'
import { bodyNamer, bodyRow, candidatesFor, groupOfLevel, standingBody } from './records.ts'
import { chooseBody, nameKey } from './rules.ts'

export type BodyChoice = { readonly id: string } | { readonly name: string; readonly level?: Level | undefined }

/** The body that a written name means on a day, or null. Merged bodies stand for what they became; groups are never meant. */
export function findBodyByName(db: ReadDb, name: string, at: string, level?: Level): string | null {
  const key = nameKey(name)
  return key === '' ? null : chooseBody(candidatesFor(db, key), name, at, level)
}

/** A body that documents can be filed under. Answers BODY_NOT_FOUND {id}, BODY_IS_GROUP {id}, BODY_MERGED {id, into}. */
export function bodyForFiling(db: ReadDb, id: string) {
  const body = bodyRow(db, id)
  if (body === undefined) return err('BODY_NOT_FOUND', { id })
  if (body.is_group === 1) return err('BODY_IS_GROUP', { id })
  if (body.merged_into !== null) return err('BODY_MERGED', { id, into: body.merged_into })
  return ok(body)
}

/**
 * What is wrong with a document of this day from this body: BODY_ENDED {id, name, validTo, successor: {id, name} | null} where the
 * body had ended before; the successor is the one that stood on the day. Null where nothing is. `issuedDate`: null is not known.
 */
export function endedBody(db: ReadDb, id: string, issuedDate: string | null) {
  const body = issuedDate === null ? undefined : bodyRow(db, id)
  if (issuedDate === null || body?.valid_to == null || issuedDate <= body.valid_to) return null
  const passed = new Set([id])
  let next = body.successor_id
  for (let row = next === null ? undefined : bodyRow(db, next); row !== undefined; row = next === null ? undefined : bodyRow(db, next)) {
    if (row.valid_to === null || issuedDate <= row.valid_to || passed.has(row.id)) break
    passed.add(row.id)
    next = row.successor_id
  }
  const follows = next === null || passed.has(next) ? null : standingBody(db, next)
  const nameOf = bodyNamer(db, follows === null ? [id] : [id, follows])
  const successor = follows === null ? null : { id: follows, name: nameOf(follows, issuedDate) }
  return err('BODY_ENDED', { id, name: nameOf(id, body.valid_to), validTo: body.valid_to, successor })
}

/**
 * The body of a choice, and the changes that make it where it is new: under the group of its level, not yet verified. A name
 * copied in capitals from the head of a document is shown in ordinary ones, and kept as typed among the ways of writing.
 * `at`: the document's day. Errors as `bodyForFiling`.
 */
export function settleBody(db: ReadDb, choice: BodyChoice, at: string, newId: () => string) {
  if ('id' in choice) {
    const body = bodyForFiling(db, choice.id)
    return body.ok ? ok({ id: body.value.id, made: [] as Change[] }) : body
  }
  const found = findBodyByName(db, choice.name, at, choice.level)
  if (found !== null) return ok({ id: found, made: [] as Change[] })
  const level = choice.level ?? 'other'
  const id = newId()
  const name = withOrdinaryCapitals(choice.name)
  const made: Change[] = [
    { table: 'body', id, set: { parent_id: groupOfLevel(db, level), level, is_group: 0, verified: 0, sort_order: 1_000_000 } },
    { table: 'body_name', id: newId(), set: { body_id: id, name } },
    ...(name === choice.name ? [] : [{ table: 'body_alias', id: newId(), set: { body_id: id, alias: choice.name } }]),
  ]
  return ok({ id, made })
}

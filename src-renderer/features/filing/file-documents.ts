// Files documents under another body, after a question where that body had ended before their day, and says so with an undo that takes each back to where it came from.
import i18n from 'i18next'
import type { Body } from '../../../src-main/filing/contract.ts'
import { ask, newCommandId } from '../../data/ask.ts'
import { inWords } from '../../data/words.ts'
import { notify } from '../../ui/notices.ts'
import type { Ended } from './task.ts'
import { successorOn } from './tree.ts'

/** A few documents are asked for their days; more are taken for later ones. */
const MOST_ASKED = 20

/** What to ask before documents are filed under a body: that it had ended before the day of one of them, or that no day is known. Null where nothing is. */
export async function endedBefore(ids: readonly string[], body: Body, bodies: readonly Body[]): Promise<Ended | null> {
  const { validTo } = body
  if (validTo === null || body.mergedInto !== null) return null
  const answers = ids.length > MOST_ASKED ? [] : await Promise.all(ids.map((id) => ask('registers.getDocument', { id })))
  const days = answers.map((answer) => (answer.ok ? answer.value.issuedDate : null))
  if (days.length > 0 && days.every((day) => day !== null && day <= validTo)) return null
  const latest = days.length > 0 && days.every((day) => day !== null) ? days.toSorted().at(-1)! : null
  return { ids, body, successor: successorOn(bodies, body, latest) }
}

/** @param bodyName for the words of the notice */
export async function fileUnder(ids: readonly string[], issuingBodyId: string, bodyName: string): Promise<void> {
  if (ids.length === 0) return
  const answer = await ask('registers.fileDocuments', { commandId: newCommandId(), ids: [...ids], issuingBodyId })
  if (!answer.ok) return notify(inWords(answer.error), { kind: 'trouble' })
  const { moved } = answer.value
  if (moved.length === 0) return
  notify(i18n.t('filing.moved', { count: moved.length, body: bodyName }), { undo: () => void takeBack(moved) })
}

async function takeBack(moved: readonly { readonly id: string; readonly fromBodyId: string }[]): Promise<void> {
  for (const [issuingBodyId, documents] of Map.groupBy(moved, ({ fromBodyId }) => fromBodyId)) {
    const answer = await ask('registers.fileDocuments', { commandId: newCommandId(), ids: documents.map(({ id }) => id), issuingBodyId })
    if (!answer.ok) return notify(inWords(answer.error), { kind: 'trouble' })
  }
  notify(i18n.t('undone'))
}

// Files documents under another body, and says so with an undo that takes each back to where it came from.
import i18n from 'i18next'
import { ask, newCommandId } from '../../data/ask.ts'
import { inWords } from '../../data/words.ts'
import { notify } from '../../ui/notices.ts'

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

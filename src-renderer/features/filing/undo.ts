// Taking back what was done with a body: the refusal in words, or that it is undone, as after filing documents.
import i18n from 'i18next'
import type { Refusal } from '../../data/ask.ts'
import { inWords } from '../../data/words.ts'
import { notify } from '../../ui/notices.ts'

/** The undo of a notice. `back` sends the command that takes it back. */
export function undoBy(back: () => Promise<{ readonly ok: true } | { readonly ok: false; readonly error: Refusal }>): () => void {
  return () =>
    void back().then((answer) => {
      if (answer.ok) notify(i18n.t('undone'))
      else notify(inWords(answer.error), { kind: 'trouble' })
    })
}

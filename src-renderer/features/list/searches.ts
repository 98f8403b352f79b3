// Searches that are kept, as the window reads and changes them.
import { queryOptions } from '@tanstack/react-query'
import i18n from 'i18next'
import { ask, newCommandId, read, type ValueOf } from '../../data/ask.ts'
import { inWords } from '../../data/words.ts'
import { notify } from '../../ui/notices.ts'

export const searchList = queryOptions({ queryKey: ['office', 'searches'], queryFn: () => read('registers.listSearches', {}) })

export type KeptSearch = ValueOf<'registers.listSearches'>['searches'][number]

/** Takes a search away; it can be taken back. */
export async function removeSearch({ id, name }: KeptSearch): Promise<void> {
  const send = async (removed: boolean) => {
    const answer = await ask('registers.removeSearch', { id, removed, commandId: newCommandId() })
    if (!answer.ok) notify(inWords(answer.error), { kind: 'trouble' })
    return answer.ok
  }
  if (await send(true)) notify(i18n.t('incoming.searches.removed', { name }), { undo: () => void send(false) })
}

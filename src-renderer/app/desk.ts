// Locking the desk, signing out, and what becomes of the window when its person is gone.
import i18n from 'i18next'
import { create } from 'zustand'
import { ask } from '../data/ask.ts'
import { followDesk, onLeft, readDeskAgain } from '../data/desk.ts'
import { deskKey, officeState, queryClient } from '../data/queries.ts'
import { inWords } from '../data/words.ts'
import { keepDraftsNow } from '../features/registration/drafts.ts'
import { notify, useNotices } from '../ui/notices.ts'
import { resetPlace } from './place.ts'

/** Rises with each person who is gone: everything of the window is made anew for the next. */
export const useWhose = create<{ readonly time: number }>(() => ({ time: 0 }))

/** Drops everything of a person who is gone. Called once at the start. */
export function followPeople(): void {
  followDesk()
  onLeft(() => {
    useNotices.setState({ notices: [] })
    resetPlace()
    const kept: readonly string[] = [deskKey, officeState.queryKey].map(String)
    queryClient.removeQueries({ predicate: ({ queryKey }) => !kept.includes(String(queryKey)) })
    useWhose.setState(({ time }) => ({ time: time + 1 }))
  })
}

/** Where the keyboard was when the desk was locked. */
let before: Element | null = null

/** Locks the desk; its work stays behind the page, what was typed last is kept. */
export async function lockDesk(): Promise<void> {
  before = document.activeElement
  await leave('people.lockDesk')
}

/** Goes on where the keyboard was. */
export function goOnTyping(): void {
  if (before instanceof HTMLElement && before.isConnected) before.focus()
  before = null
}

/** Signs the person out; the next one begins anew. */
export function signOut(): Promise<void> {
  return leave('people.signOut')
}

async function leave(name: 'people.lockDesk' | 'people.signOut'): Promise<void> {
  await keepDraftsNow()
  const answer = await ask(name, {})
  if (answer.ok) await readDeskAgain()
  else notify(inWords(answer.error), { kind: 'trouble' })
}

/** Says that the desk is about to be locked. */
export function warnOfLock(): void {
  notify(i18n.t('people.lockSoon'), { about: 'idle' })
}

// Short words after an action, with undo where it can be taken back; shown at the lower edge, read out politely.
import { create } from 'zustand'

export interface Notice {
  readonly id: number
  readonly words: string
  readonly kind: 'done' | 'trouble'
  /** what it is about; it goes when that is settled */
  readonly about?: string
  readonly undo?: (() => void) | undefined
  /** what undoing is called, where it has a name of its own */
  readonly undoWords?: string | undefined
  readonly action?: { readonly label: string; readonly run: () => void } | undefined
}

export const useNotices = create<{ readonly notices: readonly Notice[] }>(() => ({ notices: [] }))

let last = 0
const STAYS = { done: 8_000, trouble: 20_000 } // ms

/** Shows a notice; those with undo can be taken back with Ctrl+Z as long as they stand. */
export function notify(words: string, more: Partial<Pick<Notice, 'kind' | 'undo' | 'undoWords' | 'action' | 'about'>> = {}): void {
  const notice: Notice = { id: ++last, words, kind: 'done', ...more }
  // Said once more, it stands in the place of what was said before.
  useNotices.setState(({ notices }) => ({ notices: [...notices.filter((one) => one.words !== words).slice(-2), notice] }))
  setTimeout(() => dismiss(notice.id), STAYS[notice.kind])
}

export function dismiss(id: number): void {
  useNotices.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }))
}

/** Takes away the notices about something that is settled. */
export function dismissAbout(about: string): void {
  useNotices.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.about !== about) }))
}

/** Takes back the latest action that can be. @returns false when there is none */
export function undoLatest(): boolean {
  const notice = useNotices.getState().notices.findLast(({ undo }) => undo)
  if (!notice) return false
  dismiss(notice.id)
  notice.undo?.()
  return true
}

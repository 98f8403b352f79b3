// Drafts: what is typed is kept by the office process a moment after each change, and offered again after a crash. Whoever
// leaves the form and comes back in the same session finds it as it was, without being asked.
import { useEffect, useRef } from 'react'
import { ask } from '../../data/ask.ts'
import { onLeft } from '../../data/desk.ts'
import type { FormValues } from './form-values.ts'
import type { FormFile } from './staged-files.ts'

export interface Draft<Values = FormValues> {
  readonly values: Values
  readonly files: readonly FormFile[]
}

const PAUSE = 400 // ms
/** Whoever types without a pause loses no more than this, ms. */
const LONGEST = 2_000
const leftHere = new Map<string, Draft<unknown>>()

/** Keeps at once what the open forms hold. */
const keeping = new Set<() => Promise<unknown> | undefined>()

/** Keeps what was typed in the moment before: for whoever locks the desk or leaves it. */
export async function keepDraftsNow(): Promise<void> {
  await Promise.all([...keeping].map((keep) => keep()))
}

// The office keeps them for their person.
onLeft(() => leftHere.clear())

export const draftKey = (editedId: string | null): string => (editedId === null ? 'registration:new' : `registration:edit:${editedId}`)

/** The draft that was left in this session. */
export function draftLeftHere<Values = FormValues>(key: string): Draft<Values> | undefined {
  return leftHere.get(key) as Draft<Values> | undefined
}

/** The draft of an earlier session, that broke off. */
export async function draftOfBefore<Values = FormValues>(key: string): Promise<(Draft<Values> & { readonly savedAt: string }) | null> {
  if (leftHere.has(key)) return null
  const answer = await ask('office.listDrafts', {})
  const found = answer.ok ? answer.value.drafts.find((draft) => draft.key === key) : undefined
  if (!found) return null
  try {
    const { values, files } = JSON.parse(found.value) as Draft<Values>
    return { values, files: files.filter(({ staged }) => staged !== null), savedAt: found.savedAt }
  } catch {
    return null
  }
}

export function forgetDraft(key: string): void {
  leftHere.delete(key)
  void ask('office.dropDraft', { key })
}

/** Keeps the draft while `worth` says that there is something to keep; whoever leaves the form or the window has it kept at once. */
export function useDraft(key: string, draft: Draft<unknown>, worth: boolean): void {
  const saved = useRef('')
  const since = useRef(0)
  const text = worth ? JSON.stringify(draft) : ''
  const save = useRef<() => Promise<unknown> | undefined>(() => undefined)
  save.current = () => {
    // A form that was saved or dropped has nothing left here.
    if (text === '' || text === saved.current || !leftHere.has(key)) return undefined
    saved.current = text
    since.current = 0
    return ask('office.saveDraft', { key, value: text })
  }
  useEffect(() => {
    if (text === '' || text === saved.current) return
    leftHere.set(key, JSON.parse(text) as Draft<unknown>)
    since.current ||= Date.now()
    const timer = setTimeout(() => void save.current(), Math.min(PAUSE, Math.max(0, LONGEST - (Date.now() - since.current))))
    return () => clearTimeout(timer)
  }, [key, text])
  useEffect(() => {
    const keep = () => save.current()
    const leave = () => void keep()
    keeping.add(keep)
    window.addEventListener('pagehide', leave)
    return () => {
      keeping.delete(keep)
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [])
}

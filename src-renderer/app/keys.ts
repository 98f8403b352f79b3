// Every key of the window, in one place: what the keyboard does, and what the sheet on "?" shows.
import { useEffect, useRef } from 'react'
import { create } from 'zustand'

type Group = 'everywhere' | 'list' | 'tree' | 'form' | 'document'

interface Key {
  /** as KeyboardEvent.key, with Ctrl+, Alt+, Shift+ before; several are alternatives */
  readonly on: readonly string[]
  readonly group: Group
  /** works while typing in a field as well */
  readonly whileTyping?: true
  /** works over a dialog as well */
  readonly overDialogs?: true
}

export const keys = {
  register: { on: ['F2'], group: 'everywhere', whileTyping: true },
  compose: { on: ['F3'], group: 'everywhere', whileTyping: true },
  palette: { on: ['Ctrl+k'], group: 'everywhere', whileTyping: true },
  search: { on: ['/'], group: 'everywhere' },
  escape: { on: ['Escape'], group: 'everywhere', whileTyping: true },
  area: { on: ['Alt+1', 'Alt+2', 'Alt+3', 'Alt+4', 'Alt+5', 'Alt+6', 'Alt+7', 'Alt+8', 'Alt+9'], group: 'everywhere', whileTyping: true },
  undo: { on: ['Ctrl+z'], group: 'everywhere' },
  guide: { on: ['F1'], group: 'everywhere', whileTyping: true },
  keys: { on: ['?'], group: 'everywhere' },
  lock: { on: ['Ctrl+l'], group: 'everywhere', whileTyping: true, overDialogs: true },
  next: { on: ['j', 'ArrowDown'], group: 'list' },
  previous: { on: ['k', 'ArrowUp'], group: 'list' },
  pageDown: { on: ['PageDown'], group: 'list' },
  pageUp: { on: ['PageUp'], group: 'list' },
  first: { on: ['Home'], group: 'list' },
  last: { on: ['End'], group: 'list' },
  open: { on: ['Enter'], group: 'list' },
  // The list hears it itself: on a button beside it the bar presses the button.
  mark: { on: [' '], group: 'list' },
  freezeMarked: { on: ['h'], group: 'list' },
  releaseMarked: { on: ['m'], group: 'list' },
  saveSearch: { on: ['Ctrl+d'], group: 'list', whileTyping: true },
  count: { on: ['b'], group: 'list' },
  export: { on: ['x'], group: 'list' },
  types: { on: ['t'], group: 'list' },
  saveNext: { on: ['Ctrl+Enter'], group: 'form', whileTyping: true },
  save: { on: ['Ctrl+s'], group: 'form', whileTyping: true },
  // Fields and the tree hear these themselves; here they stand for the sheet.
  nextField: { on: ['Enter'], group: 'form' },
  previousField: { on: ['Shift+Enter'], group: 'form' },
  chooseFile: { on: ['Ctrl+o'], group: 'form', whileTyping: true },
  treeOpen: { on: ['ArrowRight'], group: 'tree' },
  treeClose: { on: ['ArrowLeft'], group: 'tree' },
  treeToggle: { on: ['Enter'], group: 'tree' },
  edit: { on: ['Ctrl+e'], group: 'document', whileTyping: true },
  reply: { on: ['r'], group: 'document' },
  distribute: { on: ['g'], group: 'document' },
  direct: { on: ['d'], group: 'document' },
  submit: { on: ['s'], group: 'document' },
  approve: { on: ['a'], group: 'document' },
  giveBack: { on: ['l'], group: 'document' },
  comment: { on: ['c'], group: 'document' },
  print: { on: ['Ctrl+p'], group: 'document', whileTyping: true },
  zoomIn: { on: ['Ctrl+=', 'Ctrl++'], group: 'document', whileTyping: true },
  zoomOut: { on: ['Ctrl+-'], group: 'document', whileTyping: true },
  zoomFit: { on: ['Ctrl+0'], group: 'document', whileTyping: true },
} as const satisfies Readonly<Record<string, Key>>

export type KeyName = keyof typeof keys

const shown: Readonly<Record<string, string>> = { ' ': 'Space', Escape: 'Esc', ArrowDown: '↓', ArrowUp: '↑', ArrowRight: '→', ArrowLeft: '←', 'Shift+Enter': 'Shift ↵', 'Ctrl+Enter': 'Ctrl ↵', 'Ctrl++': 'Ctrl +', 'Ctrl+=': 'Ctrl +', 'Ctrl+-': 'Ctrl −' }

/** A key as it is shown beside its action: "Ctrl S", "F2". */
export function keyFace(on: string): string {
  return shown[on] ?? on.split('+').map((part) => (part.length === 1 ? part.toUpperCase() : part)).join(' ')
}

/** The face of the first key of an action. */
export function faceOf(name: KeyName): string {
  return keyFace(keys[name].on[0])
}

/** What an action does; returning false leaves the key to whoever stands below. */
type Handler = (event: KeyboardEvent) => boolean | void
type Handlers = Partial<Record<KeyName, Handler>>

// The topmost layer that handles a key takes it: a dialog over a form over a list.
const layers: { current: Handlers }[] = []
const useCovered = create<{ dialogs: number }>(() => ({ dialogs: 0 }))

/** While a dialog lies over the window, only what was mounted with it hears keys. Mantine's dialogs close themselves. */
export function useCover(open: boolean): void {
  useEffect(() => {
    if (!open) return
    useCovered.setState(({ dialogs }) => ({ dialogs: dialogs + 1 }))
    // Mantine closes a dialog before the same key reaches us: it still belongs to the dialog, not to what lies below.
    return () => void setTimeout(() => useCovered.setState(({ dialogs }) => ({ dialogs: dialogs - 1 })))
  }, [open])
}

/** Listens to keys while the component stands; `active` false keeps it silent. */
export function useKeys(handlers: Handlers, active = true): void {
  const latest = useRef(handlers)
  latest.current = handlers
  useEffect(() => {
    if (!active) return
    layers.push(latest)
    return () => void layers.splice(layers.indexOf(latest), 1)
  }, [active])
}

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input:not([type=checkbox]):not([type=radio]), textarea, select'))
}

function pressed(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  return `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${key}`
}

function dispatch(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return
  const key = pressed(event)
  const isCovered = useCovered.getState().dialogs > 0
  // Esc in a menu or a panel that stands open closes it, and leaves what lies below as it is.
  if (key === 'Escape' && event.target instanceof Element && event.target.closest('[role=menu], [role=dialog]') !== null) return
  const inField = typing(event.target)
  // Enter and arrows belong to whatever button, tab or menu has the focus, and scroll the document that is read.
  const onControl = event.target instanceof HTMLElement && event.target.closest('button, a, [role=menuitem], [role=tab], [role=treeitem], [role=separator], summary, [data-document-pane]') !== null
  for (let at = layers.length - 1; at >= 0; at--) {
    for (const [name, handler] of Object.entries(layers[at]!.current) as [KeyName, Handler][]) {
      const { on, whileTyping, overDialogs, group } = keys[name] as Key
      if (!on.includes(key) || (isCovered && !overDialogs) || (inField && !whileTyping) || (onControl && group === 'list' && key.length > 1 && !key.startsWith('Ctrl+'))) continue
      if (handler(event) === false) continue
      event.preventDefault()
      return
    }
  }
}

/** Begins to listen. Called once at the start. */
export function followKeys(): void {
  // Before any dialog hears it: one that waits behind the page of a locked desk is not closed from there.
  window.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && document.documentElement.hasAttribute('data-covered')) event.stopImmediatePropagation()
  }, true)
  window.addEventListener('keydown', dispatch)
}

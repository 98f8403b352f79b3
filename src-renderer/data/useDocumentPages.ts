import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { ask } from './ask.ts'
import { DocumentPages, type Find, type PagesState } from './document-pages.ts'
import { onLeft } from './desk.ts'
import { onChanged } from './queries.ts'

/** Pages that are read before a list asks for them, by what is looked for. */
const ahead = new Map<string, DocumentPages>()

/** Reads the first page of a list that will be asked for: the list of the start, while React builds the frame around it. */
export function readAhead(find: Find): void {
  const key = JSON.stringify(find)
  if (!ahead.has(key)) ahead.set(key, pagesOf(key))
}

onLeft(() => ahead.clear())

function pagesOf(key: string): DocumentPages {
  const known = ahead.get(key)
  ahead.delete(key)
  return known ?? new DocumentPages(JSON.parse(key) as Find, (call) => ask('registers.findDocuments', call))
}

/** The pages of what is looked for; read again when documents change. */
export function useDocumentPages(find: Find): { readonly pages: DocumentPages; readonly state: PagesState } {
  // Two finds are the same when they read the same, however their objects were made.
  const key = JSON.stringify(find)
  const pages = useMemo(() => pagesOf(key), [key])
  const state = useSyncExternalStore(pages.subscribe, pages.state)
  useEffect(() => onChanged((kinds) => {
    if (kinds.has('documents')) pages.refresh()
  }), [pages])
  return { pages, state }
}

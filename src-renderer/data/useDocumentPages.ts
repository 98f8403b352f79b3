import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { ask } from './ask.ts'
import { DocumentPages, type Find, type PagesState } from './document-pages.ts'
import { onChanged } from './queries.ts'

/** The pages of what is looked for; read again when documents change. */
export function useDocumentPages(find: Find): { readonly pages: DocumentPages; readonly state: PagesState } {
  // Two finds are the same when they read the same, however their objects were made.
  const key = JSON.stringify(find)
  const pages = useMemo(() => new DocumentPages(JSON.parse(key) as Find, (call) => ask('registers.findDocuments', call)), [key])
  const state = useSyncExternalStore(pages.subscribe, pages.state)
  useEffect(() => onChanged((kinds) => {
    if (kinds.has('documents')) pages.refresh()
  }), [pages])
  return { pages, state }
}

// What the window reads, each under a key whose first word is a topic of `changed` events.
import { QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import type { Topic } from '../../src-main/contract/topic.ts'
import { bridge } from './bridge.ts'
import { read, type ValueOf } from './ask.ts'

export const queryClient = new QueryClient({
  // The office tells what changed; nothing goes stale by itself, and asking again would not make a refusal go away.
  defaultOptions: { queries: { staleTime: Infinity, retry: false, refetchOnWindowFocus: false, networkMode: 'always' }, mutations: { networkMode: 'always' } },
})

export const officeState = queryOptions({ queryKey: ['office', 'state'], queryFn: () => read('office.state', {}) })
export const rulebook = queryOptions({ queryKey: ['office', 'rulebook'], queryFn: () => read('office.rulebook', {}) })
export const today = queryOptions({ queryKey: ['documents', 'today'], queryFn: () => read('registers.today', {}) })
export const bodyTree = queryOptions({ queryKey: ['bodies', 'tree'], queryFn: () => read('filing.tree', {}) })
export const registers = queryOptions({ queryKey: ['registers', 'list'], queryFn: () => read('registers.listRegisters', {}) })
export const backups = queryOptions({ queryKey: ['office', 'backups'], queryFn: () => read('office.listBackups', {}) })
export const archives = queryOptions({
  queryKey: ['office', 'archives'],
  queryFn: async () => {
    const answer = await bridge.archives.list()
    if (!answer.ok) throw answer.error
    return answer.value
  },
})
export const documentById = (id: string) => queryOptions({ queryKey: ['documents', 'one', id], queryFn: () => read('registers.getDocument', { id }) })
export const historyOf = (id: string) => queryOptions({ queryKey: ['documents', 'history', id], queryFn: () => read('registers.documentHistory', { id }) })
export const countsByBody = (year?: number) => queryOptions({ queryKey: ['documents', 'counts', year ?? 'all'], queryFn: () => read('registers.countByBody', year === undefined ? {} : { year }) })
export const bodyById = (id: string) => queryOptions({ queryKey: ['bodies', 'one', id], queryFn: () => read('filing.getBody', { id }) })

export type Rulebook = ValueOf<'office.rulebook'>
export type Document = ValueOf<'registers.getDocument'>

/** Document types in force, by id; empty until they have come. */
export function useDocumentTypes(): ReadonlyMap<string, Rulebook['documentTypes'][number]> {
  return useQuery({ ...rulebook, select: typesById }).data ?? none
}
const none: ReadonlyMap<string, Rulebook['documentTypes'][number]> = new Map()
const typesById = (value: Rulebook) => new Map(value.documentTypes.map((type) => [type.id, type]))

// A document shows the names of its body and book, counts stand on documents, and the state counts them too.
const touched: Readonly<Record<Topic, readonly string[]>> = {
  documents: ['documents', 'registers', 'office', 'handling'],
  // The first page counts what is due and not handled.
  handling: ['handling', 'documents'],
  bodies: ['bodies', 'documents', 'handling'],
  registers: ['registers', 'documents', 'office'],
  office: ['office'],
  // Who may do what decides what every list shows.
  people: ['people', 'documents', 'handling', 'registers', 'bodies', 'office'],
  tasks: ['tasks'],
  texts: ['documents'],
  network: ['network'],
}

type Listener = (topics: ReadonlySet<string>) => void
const listeners = new Set<Listener>()

/** Hears which kinds of record changed; for readers that are not queries (the pages of a list). */
export function onChanged(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Under which people.readDesk is kept. */
export const deskKey = ['people', 'desk'] as const
/** What changed while nobody was signed in here. */
const missed = new Set<string>()

function readAgain(kinds: ReadonlySet<string>): void {
  for (const kind of kinds) void queryClient.invalidateQueries({ queryKey: [kind] })
  for (const listener of listeners) listener(kinds)
}

/** Reads again what changed, and what was refused, while the desk was locked. */
export function catchUp(): void {
  const kinds = new Set(missed)
  missed.clear()
  if (kinds.size > 0) readAgain(kinds)
  void queryClient.invalidateQueries({ predicate: (query) => query.state.status === 'error' })
}

/** Reads again what a change touched. Called once at the start. */
export function followChanges(): void {
  bridge.on('changed', ({ topics }) => {
    const kinds = new Set(topics.flatMap((topic) => touched[topic] ?? []))
    if (queryClient.getQueryData<{ readonly person: unknown }>(deskKey)?.person !== null) return readAgain(kinds)
    // Behind the page of signing in nothing is asked that needs a person.
    for (const kind of kinds) missed.add(kind)
    for (const queryKey of [deskKey, officeState.queryKey]) void queryClient.invalidateQueries({ queryKey })
  })
  bridge.on('state', ({ state }) => {
    // After a restart of the office process, whatever failed meanwhile is read again.
    if (state === 'ready') void queryClient.invalidateQueries({ predicate: (query) => query.state.status === 'error' })
  })
}

// Where one is in the window, and what is open there. No mirror of records: those are read through data/.
import { create } from 'zustand'
import type { Call } from '../../src-main/office/contract.ts'
import type { Find } from '../data/document-pages.ts'

export const areas = ['today', 'incoming', 'outgoing', 'filing', 'books', 'reports', 'handling'] as const
export const quietAreas = ['settings', 'guide'] as const
export type Area = (typeof areas)[number] | (typeof quietAreas)[number]

/** Filters of a list, but for the year, which stands in the title of the incoming ones. */
export type Filters = Omit<NonNullable<Find['filters']>, 'year' | 'direction'>
/** null is the running year */
export type Year = number | 'all' | null
export type Order = NonNullable<Find['order']>
export type DocumentTab = 'text' | 'details' | 'handling' | 'history'

/** The form of registration: a new document, or one that is mended. */
export type Registering = { readonly kind: 'new'; readonly files?: readonly File[] } | { readonly kind: 'edit'; readonly id: string; readonly files?: readonly File[] }

export type Direction = 'incoming' | 'outgoing'

/** What is looked for in a list of documents, and which of them is open. */
export interface ListPlace {
  readonly text: string
  readonly filters: Filters
  /** null while none was chosen: with words the nearest first, else the newest */
  readonly order: Order | null
  readonly documentId: string | null
}

/** The list of outgoing documents, or the series of their numbers. */
interface OutgoingPlace extends ListPlace {
  readonly view: 'list' | 'series'
}

/** A document among others that are marked. */
export interface MarkedDocument {
  readonly id: string
  readonly words: string
}

/** The form of an outgoing document: a new one, one that answers an incoming document, or one that is mended or issued. */
export type Drafting = { readonly kind: 'new' } | { readonly kind: 'reply'; readonly id: string } | { readonly kind: 'edit'; readonly id: string }

/** Acts on the document that is read: an incoming one handed out or directed; a draft submitted, approved, given back, commented. */
export type Handing = 'distribute' | 'direct' | DraftAct
export type DraftAct = 'submit' | 'approve' | 'giveBack' | 'comment'

export const peopleLeaves = ['accounts', 'units', 'roles', 'delegations', 'resets', 'changes', 'limited', 'rules'] as const
export type PeopleLeaf = (typeof peopleLeaves)[number]

type BoardCall = Call<'handling.listBoard'>

export type PapersTab = 'mine' | 'waiting' | 'asked-back' | 'lost'

/** What is looked at of the work on incoming documents, and of the papers that are out. */
export interface BoardPlace {
  readonly view: 'list' | 'calendar' | 'papers'
  readonly when: NonNullable<BoardCall['when']>
  readonly scope: NonNullable<BoardCall['scope']>
  readonly filters: Pick<BoardCall, 'accountId' | 'unitId' | 'givenBy'>
  readonly body: { readonly id: string | null; readonly name: string }
  /** YYYY-MM-DD: what is open and due on this day alone */
  readonly day: string | null
  /** first day of the month that the calendar shows; null: of today */
  readonly month: string | null
  /** null: what the person at this desk runs after */
  readonly papers: PapersTab | null
  readonly current: number
}

export const trailLeaves = ['access', 'journal', 'export'] as const
export type TrailLeaf = (typeof trailLeaves)[number]

/** What stands here of a list is of the incoming documents. */
interface Place extends ListPlace {
  readonly area: Area
  readonly year: Year
  readonly tab: DocumentTab
  readonly registering: Registering | null
  readonly outgoing: OutgoingPlace
  readonly drafting: Drafting | null
  /** documents of the lists that are marked, to be handed over on paper, locked or released */
  readonly marked: readonly MarkedDocument[]
  readonly board: BoardPlace
  /** a dialog over the document that is read */
  readonly handing: Handing | null
  readonly bodyId: string | null
  /** the books show how old registers are brought over */
  readonly importing: boolean
  readonly chapter: string | null
  /** the settings show the people of the office */
  readonly people: PeopleLeaf | null
  /** the settings show what happened in the office */
  readonly trail: TrailLeaf | null
  readonly over: 'palette' | 'keys' | 'archives' | 'own-office' | 'own-password' | 'delegate' | 'secrets-ending' | 'copies-out' | 'limited' | 'daily-list' | 'hand-over' | null
}

const beginning: Place = {
  area: 'incoming',
  text: '',
  year: null,
  filters: {},
  order: null,
  documentId: null,
  tab: 'text',
  registering: null,
  outgoing: { view: 'list', text: '', filters: {}, order: null, documentId: null },
  drafting: null,
  marked: [],
  board: { view: 'list', when: 'open', scope: 'mine', filters: {}, body: { id: null, name: '' }, day: null, month: null, papers: null, current: 0 },
  handing: null,
  bodyId: null,
  importing: false,
  chapter: null,
  people: null,
  trail: null,
  over: null,
}

export const usePlace = create<Place>(() => beginning)

/** Where everybody begins; nothing of who was here before stays. */
export function resetPlace(): void {
  usePlace.setState(beginning, true)
}

/** The order in which the list stands. */
export function orderOf({ order, text }: Pick<ListPlace, 'order' | 'text'>): Order {
  if (text.trim() === '') return order === null || order === 'rank' ? 'newest' : order
  return order ?? 'rank'
}

const set = usePlace.setState

/** Goes to an area; a form that is being filled stays a draft. */
export function goTo(area: Area): void {
  set({ area, handing: null, registering: null, drafting: null, people: null, trail: null, over: null })
}

/** Goes to the people of the office and what they may do. */
export function showPeople(people: PeopleLeaf = 'accounts'): void {
  set({ area: 'settings', people, trail: null, registering: null, drafting: null, over: null })
}

/** Goes to what happened in the office: accesses and the journal. */
export function showTrail(trail: TrailLeaf = 'access'): void {
  set({ area: 'settings', people: null, trail, registering: null, drafting: null, over: null })
}

/** Goes to where old registers are brought over, or back to the books. */
export function importRegisters(importing = true): void {
  set({ area: 'books', importing, registering: null, drafting: null, over: null })
}

/** Opens a document in the list of incoming documents. */
export function openDocument(documentId: string, tab: DocumentTab = 'text'): void {
  set({ area: 'incoming', documentId, tab, registering: null, over: null })
}

/** Shows the list as filtered; what is not named is not filtered. */
export function showList(find: { readonly text?: string; readonly year?: Year; readonly filters?: Filters; readonly order?: Order }): void {
  set({ area: 'incoming', text: '', year: null, filters: {}, order: null, ...find, registering: null, over: null })
}

type KeptFind = Call<'registers.saveSearch'>['find']

/** What is looked for in the list of a direction, as a search is kept. */
export function keptFind(direction: Direction): KeptFind {
  const { year } = usePlace.getState()
  const { text, filters, order } = listPlace(direction)
  const inYear = direction === 'incoming' && typeof year === 'number' ? { year } : {}
  return { direction, text, filters: { ...filters, ...inYear }, ...(order === null ? {} : { order }), runningYear: direction === 'incoming' && year === null }
}

/** Shows the list of outgoing documents as filtered; what is not named is not filtered. */
export function showOutgoingList(find: { readonly text?: string; readonly filters?: Filters; readonly order?: Order | null }): void {
  set(({ outgoing }) => ({ area: 'outgoing', outgoing: { ...outgoing, view: 'list', text: '', filters: {}, order: null, ...find }, drafting: null, over: null }))
}

/** Shows the list of its direction as a kept search says. */
export function showKept({ direction, text = '', filters = {}, order, runningYear = false }: KeptFind): void {
  const { year, ...rest } = filters
  const find = { text, filters: rest, ...(order === undefined ? {} : { order }) }
  if (direction === 'outgoing') showOutgoingList(find)
  else showList({ ...find, year: runningYear ? null : (year ?? 'all') })
}

export function register(files?: readonly File[]): void {
  set({ area: 'incoming', registering: files ? { kind: 'new', files } : { kind: 'new' }, over: null })
}

export function editDocument(id: string, files?: readonly File[]): void {
  set({ area: 'incoming', documentId: id, registering: files ? { kind: 'edit', id, files } : { kind: 'edit', id }, over: null })
}

/** What is looked for in the list of a direction, now. */
export function listPlace(direction: Direction, place = usePlace.getState()): ListPlace {
  return direction === 'incoming' ? place : place.outgoing
}

/** What is looked for in the list of a direction, followed. */
export function useListPlace(direction: Direction): ListPlace {
  return usePlace((place) => listPlace(direction, place))
}

/** Changes what is looked for or open in the list of a direction. */
export function changeList(direction: Direction, change: Partial<ListPlace>): void {
  if (direction === 'incoming') set(change)
  else changeOutgoing(change)
}

/** Changes what is looked for or open in the area of outgoing documents. */
export function changeOutgoing(change: Partial<OutgoingPlace>): void {
  set(({ outgoing }) => ({ outgoing: { ...outgoing, ...change } }))
}

/** Opens an outgoing document beside its list. */
export function openOutgoing(documentId: string, tab: DocumentTab = 'details'): void {
  set(({ outgoing }) => ({ area: 'outgoing', outgoing: { ...outgoing, view: 'list', documentId }, tab, drafting: null, over: null }))
}

/** Changes what is looked at of the work; another choice begins at its first line. */
export function changeBoard(change: Partial<BoardPlace>): void {
  set(({ board }) => ({ board: { ...board, current: 0, ...change } }))
}

/** Goes to one's own work, by its tab. */
export function showBoard(when: BoardPlace['when'] = 'open'): void {
  changeBoard({ view: 'list', scope: 'mine', when, filters: {}, body: { id: null, name: '' }, day: null })
  goTo('handling')
}

/** Goes to the papers that are out. */
export function showPapers(papers: PapersTab | null = null): void {
  changeBoard({ view: 'papers', papers })
  goTo('handling')
}

/** Which dialogs the document that is read offers; for commands that lie elsewhere. */
export const useReading = create<{ readonly offers: readonly Handing[] }>(() => ({ offers: [] }))

/** Opens a document where documents of its direction are read. */
export function openEither({ id, direction }: { readonly id: string; readonly direction: 'incoming' | 'outgoing' }): void {
  if (direction === 'outgoing') openOutgoing(id)
  else openDocument(id)
}

export function showSeries(): void {
  set(({ outgoing }) => ({ area: 'outgoing', outgoing: { ...outgoing, view: 'series' }, drafting: null, registering: null, over: null }))
}

/** Opens the form of an outgoing document. */
export function compose(drafting: Drafting = { kind: 'new' }): void {
  set({ area: 'outgoing', drafting, over: null })
}

/** Goes to the list and into its search. */
export function searchList(): void {
  const { area, registering, outgoing, drafting } = usePlace.getState()
  const here = (area === 'incoming' && !registering) || (area === 'outgoing' && !drafting && outgoing.view === 'list')
  if (!here) goTo('incoming')
  requestAnimationFrame(() => document.querySelector<HTMLInputElement>('[role=search] input')?.select())
}

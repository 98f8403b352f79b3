// Who sits at this desk, and what they may do. Where an archive has no accounts it is the local operator, who may do everything.
import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Right } from '../../src-main/contract/rights.ts'
import { onNotSignedIn, read, type ValueOf } from './ask.ts'
import { catchUp, deskKey, queryClient } from './queries.ts'

type Desk = ValueOf<'people.readDesk'>
export type SignedIn = NonNullable<Desk['person']>

/** Whose work stands in the window; null: nobody's. */
let whose: string | null = null
/** That person; while the desk is locked the work behind its page goes by what they may do. */
let held: SignedIn | null = null
/** The one person of an archive without accounts. */
const local = 'local'
const leaving = new Set<() => void>()

/** Hears that a person is gone, before the next one is shown anything: what was theirs is dropped. */
export function onLeft(listener: () => void): void {
  leaving.add(listener)
}

function follow({ person, lockedBy }: Desk): void {
  const isBack = person !== null && person.id === whose
  // A locked desk keeps its work for its person. The first account goes on where the local operator stood.
  const left = whose !== null && whose !== local && (person === null ? lockedBy === null : person.id !== whose)
  if (left) for (const listener of leaving) listener()
  if (person !== null) whose = person.id
  else if (left) whose = null
  if (person !== null || lockedBy === null) held = person
  if (isBack) queueMicrotask(catchUp)
}

export const desk = queryOptions({
  queryKey: deskKey,
  queryFn: async () => {
    const now = await read('people.readDesk', {})
    follow(now)
    return now
  },
})

/** Asks anew who is signed in. */
export function readDeskAgain(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: deskKey })
}

/** Reads the desk again when an answer says that nobody is signed in there. Called once at the start. */
export function followDesk(): void {
  onNotSignedIn(() => {
    if (queryClient.getQueryData(desk.queryKey)?.person !== null) void readDeskAgain()
  })
}

const personOf = ({ person, lockedBy }: Desk): SignedIn | null => person ?? (lockedBy === null ? null : held)
const rightsOf = (now: Desk): readonly Right[] => personOf(now)?.rights ?? []
const none: readonly Right[] = []

/** What the person at the desk may do. */
export function useRights(): readonly Right[] {
  return useQuery({ ...desk, select: rightsOf }).data ?? none
}

/** Whether the person at the desk has one of these rights. */
export function useMay(...any: readonly Right[]): boolean {
  const rights = useRights()
  return any.some((right) => rights.includes(right))
}

/** The person who signed in, also while they locked the desk; null where nobody is, and where the archive has no accounts. */
export function usePerson(): SignedIn | null {
  const now = useQuery(desk).data
  return now?.hasAccounts === true ? personOf(now) : null
}

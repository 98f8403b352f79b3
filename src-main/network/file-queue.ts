// Which file is fetched next: what a person waits for before what is fetched in the background, newest first, and in the background only
// what fits into its room. Files that nobody has, or that found no room, rest until something changes.
export interface Wanted {
  /** SHA-256, 64 hex digits */
  readonly fileId: string
  /** bytes, as the record tells; null where it does not */
  readonly size: number | null
}

export type FetchState = 'ready' | 'asked' | 'staging' | 'resting' | 'beyond'

export interface Queued {
  readonly fileId: string
  size: number | null
  urgent: boolean
  /** resting: every peer lacks it. beyond: no room for it in the background. */
  state: FetchState
  /** the greater, the sooner */
  order: number
}

export interface FileQueue<Item extends Queued> {
  readonly size: number
  /** files for which there is no room in the background */
  readonly beyond: number
  get(fileId: string): Item | undefined
  ids(): Iterable<string>
  /** Adds files, newest first, before those that are there; one that is there already becomes urgent where the new asking is. Answers those that became so. */
  add(files: readonly Wanted[], urgent: boolean): Item[]
  /** Takes the next file that is ready and that this peer has; it is `asked` from now on. What no peer has rests. */
  take(options: { readonly urgentOnly: boolean; has(item: Item): 'this' | 'others' | 'nobody' }): Item | null
  /** Puts one back, before the others of its kind. */
  putBack(item: Item): void
  rest(item: Item): void
  /** Makes ready what is in this state, where `where` says so. */
  wake(state: 'resting' | 'beyond', where?: (item: Item) => boolean): void
  remove(fileId: string): void
}

/** Files passed over in one look because another peer has them: a look must not grow with the number of files. */
const mostPassed = 256

/** `room`: bytes that fetching in the background may still add to what is in the store. `make`: an item for a new file. */
export function createFileQueue<Item extends Queued>({ room, make }: { readonly room: () => number; readonly make: (queued: Queued) => Item }): FileQueue<Item> {
  const items = new Map<string, Item>()
  // Stacks. What was removed, changed its state or its kind stays in them until it comes up, and is passed over then.
  const urgent: Item[] = []
  const background: Item[] = []
  const stackOf = (item: Item): Item[] => (item.urgent ? urgent : background)
  let order = 0
  let beyond = 0
  /** bytes of background files on their way */
  let reserved = 0

  function move(item: Item, state: FetchState): void {
    const isOnItsWay = (one: FetchState): boolean => one === 'asked' || one === 'staging'
    if (!item.urgent) reserved += (Number(isOnItsWay(state)) - Number(isOnItsWay(item.state))) * (item.size ?? 0)
    beyond += Number(state === 'beyond') - Number(item.state === 'beyond')
    item.state = state
  }

  function makeUrgent(item: Item): void {
    const state = item.state
    // The room of the background is given back before the item is none of it.
    move(item, 'resting')
    item.urgent = true
    move(item, state)
    if (state === 'asked' || state === 'staging') return
    move(item, 'ready')
    urgent.push(item)
  }

  return {
    get size() {
      return items.size
    },
    get beyond() {
      return beyond
    },
    get: (fileId) => items.get(fileId),
    ids: () => items.keys(),
    add(files, isUrgent) {
      const changed: Item[] = []
      for (const { fileId, size } of files.toReversed()) {
        const known = items.get(fileId)
        if (known === undefined) {
          const item = make({ fileId, size, urgent: isUrgent, state: 'ready', order: (order += 1) })
          items.set(fileId, item)
          stackOf(item).push(item)
        } else if (isUrgent && !known.urgent) {
          makeUrgent(known)
          changed.push(known)
        }
      }
      return changed
    },
    take({ urgentOnly, has }) {
      for (const stack of urgentOnly ? [urgent] : [urgent, background]) {
        const passed: Item[] = []
        let taken: Item | null = null
        while (taken === null && passed.length < mostPassed) {
          const item = stack.pop()
          if (item === undefined) break
          if (items.get(item.fileId) !== item || item.state !== 'ready' || stackOf(item) !== stack) continue
          const holder = has(item)
          if (holder === 'nobody') move(item, 'resting')
          else if (holder === 'others') passed.push(item)
          else if (!item.urgent && reserved + (item.size ?? 0) > room()) move(item, 'beyond')
          else taken = item
        }
        stack.push(...passed.toReversed())
        if (taken !== null) {
          move(taken, 'asked')
          return taken
        }
      }
      return null
    },
    putBack(item) {
      if (items.get(item.fileId) !== item) return
      move(item, 'ready')
      stackOf(item).push(item)
    },
    rest: (item) => move(item, 'resting'),
    wake(state, where = () => true) {
      const woken = [...items.values()].filter((item) => item.state === state && where(item))
      for (const item of woken) {
        move(item, 'ready')
        stackOf(item).push(item)
      }
      if (woken.length > 0) for (const stack of [urgent, background]) stack.sort((one, other) => one.order - other.order)
    },
    remove(fileId) {
      const item = items.get(fileId)
      if (item === undefined) return
      move(item, 'resting')
      items.delete(fileId)
    },
  }
}

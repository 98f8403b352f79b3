// Seeded chance: the same seed gives the same archive on every machine, so that figures can be held against each other.

export interface Chance {
  /** in [0, 1) */
  next(): number
  /** an integer from `from` to `to`, both included */
  between(from: number, to: number): number
  /** true in this share of cases */
  is(share: number): boolean
  pick<Item>(items: readonly Item[]): Item
}

/** Mulberry32: 32 bits of state, the same on every machine. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  return { next, between, is: (share) => next() < share, pick: (items) => items[Math.floor(next() * items.length)]! }
}

/** Draws items by weight. */
export function weighted<Item>(items: readonly (readonly [Item, number])[]): (chance: Chance) => Item {
  const ends: number[] = []
  let sum = 0
  for (const [, weight] of items) ends.push((sum += weight))
  return (chance) => {
    const drawn = chance.next() * sum
    let [low, high] = [0, ends.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (ends[middle]! > drawn) high = middle
      else low = middle + 1
    }
    return items[low]![0]
  }
}

/** Draws items by rank (Zipf): the first the most, a long tail seldom. */
export function skewed<Item>(items: readonly Item[], steepness: number): (chance: Chance) => Item {
  return weighted(items.map((item, rank) => [item, 1 / (rank + 1) ** steepness] as const))
}

// What a bench row is, and the few figures all benches need.

export interface Row {
  readonly name: string
  /** measured */
  readonly value: number
  readonly unit: 'ms' | 'MB'
  /** what it is held against: the reference measured in the same run, or the fixed limit */
  readonly limit: number
  /** value / limit */
  readonly ratio: number
  /** the ratio may be at most this: 1 for fixed limits */
  readonly bound: number
  readonly holds: boolean
}

/** What a row is made of, for whoever looks closer: printed beside the table on stderr. */
export interface Measured {
  readonly row: Row
  readonly details: readonly string[]
}

export function rowOf(name: string, value: number, unit: Row['unit'], limit: number, bound: number): Row {
  const ratio = value / limit
  return { name, value: rounded(value), unit, limit: rounded(limit), ratio: rounded(ratio), bound, holds: ratio <= bound }
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}

/** The value that this share of all stays at or below (nearest rank). */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]!
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** Milliseconds that some work takes. */
export async function timed(work: () => unknown): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** "rare p50 0.8, p95 2.1 ms" */
export function spread(what: string, values: readonly number[]): string {
  return `${what}: p50 ${median(values).toFixed(2)}, p95 ${quantile(values, 0.95).toFixed(2)}, most ${Math.max(...values).toFixed(2)} ms`
}

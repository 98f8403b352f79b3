// Decisions about secrets. Pure.
import { secrecies } from '../contract/choices.ts'
import type { Secrecy } from '../contract/fields.ts'

/** Whether one level is above another. */
export function isAbove(one: Secrecy, other: Secrecy): boolean {
  return secrecies.indexOf(one) > secrecies.indexOf(other)
}

/** What a change of level is called. */
export function kindOfChange(from: Secrecy, to: Secrecy): 'raised' | 'lowered' | 'declassified' {
  return to === 'none' ? 'declassified' : isAbove(to, from) ? 'raised' : 'lowered'
}

/**
 * Until when a secret is kept: as the last decision says, else so many years from the day that the document bears (Luật Bảo vệ bí mật
 * nhà nước: 10, 20, 30 years). @param years of the level; null: it has no period @returns YYYY-MM-DD, the last day of protection
 */
export function protectedUntil(day: string, years: number | null, decided: string | null): string | null {
  if (decided !== null) return decided
  if (years === null) return null
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  // The day before the anniversary; the 29th of February has one each year all the same.
  return new Date(Date.UTC(year + years, month - 1, date) - 24 * 3600_000).toISOString().slice(0, 10)
}

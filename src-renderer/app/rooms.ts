// Which areas a person has: those of documents are not offered to whoever may read none.
import type { Right } from '../../src-main/contract/rights.ts'
import { useRights } from '../data/desk.ts'
import { areas, quietAreas, usePlace, type Area } from './place.ts'

const needs: Readonly<Record<Area, Right | null>> = {
  today: 'read-documents', incoming: 'read-documents', outgoing: 'read-documents', filing: 'read-documents', books: 'read-documents', reports: 'print', handling: 'read-documents', settings: null, guide: null,
}

const open = (area: Area, rights: readonly Right[]): boolean => needs[area] === null || rights.includes(needs[area])

/** The areas on the left, of work and below it. */
export function useAreas(): { readonly work: readonly Area[]; readonly quiet: readonly Area[] } {
  const rights = useRights()
  return { work: areas.filter((area) => open(area, rights)), quiet: quietAreas }
}

/** Where one is: the settings, for whoever may not be where the window begins. */
export function useArea(): Area {
  const rights = useRights()
  const area = usePlace((place) => place.area)
  return open(area, rights) ? area : 'settings'
}

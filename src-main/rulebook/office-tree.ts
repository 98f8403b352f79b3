// The starting tree of issuing bodies of one office: the bodies of the Centre, and those of its own province and commune.
// Default by practice (domain/rules-and-forms §9), made once at set-up; the office edits it from then on.
import { inForce } from './rules.ts'
import type { Day, IssuingBody, IssuingBodyTemplate, Level, Places } from './types.ts'

interface Kind {
  readonly kind: string
  readonly committee: string
  readonly youth: string
}

// The committee's name gives away the kind of place: "Thành ủy" of a city, "Huyện ủy" of a district.
const provinceKinds: readonly Kind[] = [
  { kind: 'tỉnh', committee: 'Tỉnh ủy', youth: 'Tỉnh đoàn' },
  { kind: 'thành phố', committee: 'Thành ủy', youth: 'Thành đoàn' },
]
const districtKinds: readonly Kind[] = [
  { kind: 'huyện', committee: 'Huyện ủy', youth: 'Huyện đoàn' },
  { kind: 'quận', committee: 'Quận ủy', youth: 'Quận đoàn' },
  { kind: 'thị xã', committee: 'Thị ủy', youth: 'Thị đoàn' },
  { kind: 'thành phố', committee: 'Thành ủy', youth: 'Thành đoàn' },
]
const communeKinds: readonly Kind[] = ['xã', 'phường', 'đặc khu', 'thị trấn'].map((kind) => ({ kind, committee: '', youth: '' }))

/**
 * The places that an office's names speak of. "Văn phòng Đảng ủy xã Tam Hồng" under "Tỉnh ủy Phú Thọ" lies in xã Tam Hồng,
 * tỉnh Phú Thọ. What the names do not say stays open.
 */
export function placesOf(office: { readonly name: string; readonly parentName?: string; readonly level: Level }): Places {
  const names = [office.name, office.parentName ?? ''].map(tidy)
  const isDistrict = office.level === 'district'
  const district = isDistrict ? find(names.slice(0, 1), districtKinds) : undefined
  const province = find(isDistrict ? names.slice(1) : names, provinceKinds)
  const commune = office.level === 'commune' || office.level === 'base' ? find(names, communeKinds) : undefined
  return { ...(province && { province }), ...(district && { district }), ...(commune && { commune }) }
}

function tidy(name: string): string {
  // Old tone placement (uỷ) is as good as the new one (ủy); a comma ends the name of a place.
  return name.normalize('NFC').replace(/uỷ/giu, 'ủy').replace(/\s+/gu, ' ').trim()
}

function find(names: readonly string[], kinds: readonly Kind[]): { kind: string; name: string } | undefined {
  // A name with its place first ("Tỉnh ủy Phú Thọ"), then the bare word, which still gives the kind ("Văn phòng Thành ủy").
  for (const after of ['\\s+(\\p{Lu}[^,;()]*)', '(?![\\p{L}\\p{N}])()']) {
    for (const name of names) {
      for (const { kind, committee } of kinds) {
        for (const word of [committee, kind]) {
          if (word === '') continue
          const first = word.charAt(0)
          const place = new RegExp(`(?:^|[\\s,])[${first.toUpperCase()}${first.toLowerCase()}]${word.slice(1)}${after}`, 'u').exec(name)?.[1]
          if (place !== undefined) return { kind, name: place.trim() }
        }
      }
    }
  }
  return undefined
}

/** Fills {places} of a name; one whose place is not known is left without it, and the name stays readable. */
export function fillPlaces(pattern: string, places: Places): string {
  const province = provinceKinds.find(({ kind }) => kind === places.province?.kind) ?? provinceKinds[0]
  const district = districtKinds.find(({ kind }) => kind === places.district?.kind) ?? districtKinds[0]
  const words: Readonly<Record<string, string | undefined>> = {
    provinceKind: province?.kind,
    provinceCommittee: province?.committee,
    provinceYouth: province?.youth,
    province: places.province?.name,
    districtKind: district?.kind,
    districtCommittee: district?.committee,
    district: places.district?.name,
    communeKind: places.commune?.kind ?? 'xã',
    commune: places.commune?.name,
  }
  return pattern.replace(/\{(\w+)\}/gu, (_, word: string) => words[word] ?? '').replace(/\s+/gu, ' ').trim()
}

/** The bodies that an office of this level starts with: parents before children, each id once. */
export function officeTree(
  bodies: readonly IssuingBody[],
  templates: readonly IssuingBodyTemplate[],
  office: { readonly level: Level; readonly places: Places; readonly today: Day },
): IssuingBody[] {
  const own = templates
    .filter((template) => template.forLevels.includes(office.level) && inForce(template, office.today))
    .map(({ forLevels: _, ...template }): IssuingBody => ({
      ...template,
      isGroup: false,
      name: fillPlaces(template.name, office.places),
      shortNames: template.shortNames.map(({ name }) => ({ name: fillPlaces(name, office.places) })),
      aliases: [...new Set(template.aliases.map((alias) => fillPlaces(alias, office.places)))],
    }))
  return parentsFirst([...bodies.filter((body) => inForce(body, office.today)), ...own])
}

function parentsFirst(bodies: readonly IssuingBody[]): IssuingBody[] {
  const below = new Map<string | null, IssuingBody[]>()
  for (const body of bodies) below.set(body.parent, [...(below.get(body.parent) ?? []), body])
  const walk = (parent: string | null): IssuingBody[] =>
    (below.get(parent) ?? []).toSorted((a, b) => a.order - b.order).flatMap((body) => [body, ...walk(body.id)])
  return walk(null)
}

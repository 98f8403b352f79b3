// Documents of an office, made by rule: a province's office that has registered since 2018. Few bodies issue most, public
// letters are most frequent, each year has more than the last, some 30 % have a file with text, 10 % a scan without.
import { createHash } from 'node:crypto'
import { v7 } from 'uuid'
import type { Change } from '../../src-main/archive/journal.ts'
import type { Rulebook } from '../../src-main/rulebook/rulebook.ts'
import { addDays, dayOfWeek } from '../../src-main/text/dates.ts'
import { numberSymbolKey, parseNumberSymbol } from '../../src-main/text/number-symbol.ts'
import { chanceOf, skewed, weighted } from './random.ts'
import type { Chance } from './random.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Raised when another archive comes out of the same seed. */
export const generatorVersion = 1

export const office = { name: 'Văn phòng Tỉnh ủy Hồng Mẫu', parentName: 'Tỉnh ủy Hồng Mẫu', level: 'province', symbolSuffix: 'VPTU', place: 'Hồng Mẫu' } as const

const firstDay = '2018-01-02'
const lastDay = '2026-06-30'

/** Shares of types, in per mille. */
const typeWeights: readonly (readonly [string, number])[] = [
  ['cong-van', 420], ['bao-cao', 140], ['thong-bao', 100], ['quyet-dinh', 80], ['ke-hoach', 70], ['giay-moi', 60], ['to-trinh', 40],
  ['huong-dan', 20], ['ket-luan', 20], ['nghi-quyet', 15], ['chuong-trinh', 10], ['cong-dien', 7], ['quy-dinh', 7], ['don-thu', 5], ['chi-thi', 3], ['thong-tu', 3],
]

/** An issuing body as the generator needs it. */
export interface Issuer {
  readonly id: string
  readonly symbol: string
}

export interface MadeDocument {
  readonly id: string
  readonly registerDate: string
  readonly numberSymbol: string
  readonly documentTypeId: string
  readonly issuingBodyId: string
  readonly issuedDate: string
  readonly subject: string
  readonly signerPosition: string
  readonly toPlaces: string
  /** the document and its file, as registers.registerIncoming writes them */
  readonly changes: readonly Change[]
  /** a file, where it has one; its text, where it has any */
  readonly file: { readonly id: string; readonly text: string | null } | null
}

/** Bodies below the starting tree: committees of communes and their councils, made under the group of their level. */
export function communeBodies(parentId: string | null): { readonly issuers: Issuer[]; readonly changes: Change[] } {
  const issuers: Issuer[] = []
  const bodies: Change[] = []
  const names: Change[] = []
  const firsts = ['Đông', 'Tây', 'Nam', 'Bắc', 'Tân', 'An', 'Phú', 'Hòa', 'Bình', 'Long', 'Vĩnh', 'Thanh']
  const kinds = [['Đảng ủy', 'ĐU', 'dang-uy'], ['Ủy ban nhân dân', 'UBND', 'ubnd']] as const
  for (const [index, place] of firsts.flatMap((first) => ['Mẫu', 'Thạch', 'Khê', 'Lĩnh', 'Điền', 'Xá'].map((second) => `${first} ${second}`)).entries()) {
    for (const [name, symbol, slug] of kinds) {
      const id = `${slug}-xa-${index + 1}`
      issuers.push({ id, symbol })
      bodies.push({ table: 'body', id, set: { parent_id: parentId, level: 'commune', symbol, is_group: 0, verified: 0, sort_order: 1_000_000 } })
      names.push({ table: 'body_name', id: `ten-${id}`, set: { body_id: id, name: `${name} xã ${place}`, short_name: null } })
    }
  }
  return { issuers, changes: [...bodies, ...names] }
}

/** `count` documents in order of arrival. */
export function* generateDocuments(options: { readonly seed: number; readonly count: number; readonly issuers: readonly Issuer[]; readonly rulebook: Rulebook; readonly vocabulary: Vocabulary }): Generator<MadeDocument> {
  const { seed, count, rulebook, vocabulary } = options
  const chance = chanceOf(seed)
  const days = workdays()
  const drawType = weighted(typeWeights)
  const drawIssuer = skewed(shuffled(options.issuers, chance), 1.1)
  const drawUrgency = weighted([['normal', 935], ['khan', 50], ['thuong-khan', 10], ['hoa-toc', 5]])
  const drawSecrecy = weighted([['none', 983], ['mat', 14], ['toi-mat', 3]])
  const drawChannel = weighted([['network', 60], ['post', 20], ['direct', 15], ['email', 5]])
  const numbers = new Map<string, number>()
  const arrivals = new Map<number, number>()

  for (let index = 0; index < count; index++) {
    // Each year brings more than the last.
    const registerDate = days[Math.floor((index / count) ** 0.8 * days.length)]!
    const year = Number(registerDate.slice(0, 4))
    const issuer = drawIssuer(chance)
    const documentTypeId = drawType(chance)
    const issued = addDays(registerDate, -chance.between(0, 9))
    const issuedDate = issued < firstDay ? firstDay : issued
    const numberSymbol = documentTypeId === 'don-thu' ? '' : nextSymbol(rulebook, numbers, issuer, documentTypeId, issuedDate.slice(0, 4))
    const arrivalNumber = (arrivals.get(year) ?? 0) + 1
    arrivals.set(year, arrivalNumber)
    const id = v7({ msecs: Date.parse(`${registerDate}T02:00:00Z`) + index, random: bytes(chance, 16), seq: index })
    const subject = vocabulary.subject(chance)
    const signerPosition = chance.pick(vocabulary.posts)
    const toPlaces = chance.pick(vocabulary.recipients)
    const status = chance.is(0.993) ? 'registered' : chance.is(0.5) ? 'cancelled' : 'returned'
    const { number, suffix, year: numberYear, symbol } = parseNumberSymbol(numberSymbol)
    const document: Change = {
      table: 'document',
      id,
      set: {
        direction: 'incoming', register_id: 'den', register_date: registerDate, year, period_id: `den:${year}`, order_number: arrivalNumber, order_suffix: '',
        arrival_date: registerDate, arrival_time: `${chance.pick(['07', '08', '09', '10', '14', '15', '16'])}:${chance.between(10, 59)}`,
        document_type_id: documentTypeId,
        number: number === null ? null : `${number}${suffix}${numberYear === null ? '' : `/${numberYear}`}`, symbol,
        number_symbol: numberSymbol, number_key: numberSymbolKey(numberSymbol), issued_date: issuedDate, issuing_body_id: issuer.id, subject,
        signer_position: signerPosition, signer_name: null, urgency: drawUrgency(chance), secrecy: drawSecrecy(chance),
        pages: chance.between(1, 30), copies: 1, channel: drawChannel(chance), to_places: toPlaces,
        due_date: chance.is(0.15) ? addDays(registerDate, chance.between(3, 30)) : null, language: 'Tiếng Việt',
        note: chance.is(0.06) ? vocabulary.subject(chance) : null, file_organ_id: null, file_catalog: null, file_notation: null, doc_ordinal: null,
        status, cancel_reason: status === 'cancelled' ? 'Đăng ký nhầm' : null, duplicate_reason: null, late_reason: null,
        registered_at: `${registerDate}T02:00:00.000Z`,
      },
    }
    const kind = chance.next()
    const file = kind > 0.4 ? null : { id: createHash('sha256').update(`${seed} ${index}`).digest('hex'), text: kind < 0.3 ? vocabulary.fileText(chance) : null }
    const tied: Change[] = file === null ? [] : [{
      table: 'document_file', id: v7({ msecs: Date.parse(`${registerDate}T02:00:00Z`) + index, random: bytes(chance, 16), seq: index }),
      set: { document_id: id, file_id: file.id, role: 'main', name: `van-ban-${index + 1}.pdf`, media_type: 'application/pdf', size: chance.between(40_000, 3_000_000), ordinal: 0 },
    }]
    yield { id, registerDate, numberSymbol, documentTypeId, issuingBodyId: issuer.id, issuedDate, subject, signerPosition, toPlaces, changes: [document, ...tied], file }
  }
}

/** "1234-CV/TU" of a Party body, "1234/BC-UBND" of another: each body numbers each type anew every year. */
function nextSymbol(rulebook: Rulebook, numbers: Map<string, number>, issuer: Issuer, typeId: string, year: string): string {
  const key = `${issuer.id} ${typeId} ${year}`
  const number = (numbers.get(key) ?? 0) + 1
  numbers.set(key, number)
  const isParty = /(?:T[UWƯ]|ĐU)$/u.test(issuer.symbol)
  const abbreviations = rulebook.documentType(typeId)?.abbreviations ?? []
  const short = (abbreviations.find((one) => one.system === (isParty ? 'party' : 'state')) ?? abbreviations[0])?.text ?? 'CV'
  const shown = String(number).padStart(2, '0')
  if (isParty) return `${shown}-${short}/${issuer.symbol}`
  return typeId === 'cong-van' ? `${shown}/${issuer.symbol}-VP` : `${shown}/${short}-${issuer.symbol}`
}

function workdays(): string[] {
  const days: string[] = []
  for (let day = firstDay; day <= lastDay; day = addDays(day, 1)) if (dayOfWeek(day) < 6) days.push(day)
  return days
}

function shuffled<Item>(items: readonly Item[], chance: Chance): Item[] {
  const mixed = [...items]
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = chance.between(0, at)
    ;[mixed[at], mixed[other]] = [mixed[other]!, mixed[at]!]
  }
  return mixed
}

function bytes(chance: Chance, count: number): Uint8Array {
  return Uint8Array.from({ length: count }, () => chance.between(0, 255))
}

// Pure decisions over rulebook entries: what is in force on a day, which types a symbol may mean, whether the lists fit together.
import { isDate } from '../text/dates.ts'
import { foldMarks, searchText, searchTokens } from '../text/fold.ts'
import type { Day, DayOffRule, DocumentType, DueRule, InTime, Numbering, RulebookEntries, SeriesRule, System } from './types.ts'

/** The type "Khác": it says nothing about a document, so titles, prints and the search leave it out. */
export const untyped = 'khac'

/** Is the entry in force on this day? Both ends count; null is open. */
export function inForce(entry: InTime, day: Day): boolean {
  return (entry.effectiveFrom === null || entry.effectiveFrom <= day) && (entry.effectiveTo === null || day <= entry.effectiveTo)
}

/** YYYY-MM-DD of a year of four digits, whether or not there is such a day. */
export function solarDay(year: number, month: number, day: number): Day {
  return [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-')
}

/** The text after the number, and which form it has: "15-NQ/TU" is Party form, "30/2020/NĐ-CP" and "597/HC-QLHC" are state form. */
export function readSymbol(numberSymbol: string): { readonly first: string; readonly symbol: string; readonly system: System | null } {
  const text = numberSymbol.normalize('NFC').trim().replace(/^số\s*:?\s*/iu, '').replace(/\s*([-–/])\s*/gu, '$1').replaceAll('–', '-')
  // The number, a letter after it (12a), and the year of a legal act are left behind; so is what joins them to the symbol.
  const joined = /^\d+\p{Ll}?(?:\/\d{4})?([-/ ]+)(.*)$/u.exec(text)
  const symbol = joined?.[2] ?? text
  const join = joined?.[1]
  const [first = ''] = symbol.split(/[-/ ]/u)
  const separator = symbol.charAt(first.length)
  const system = join === '-' ? 'party' : join === '/' ? 'state' : separator === '/' ? 'party' : separator === '-' ? 'state' : null
  return { first, symbol, system }
}

/**
 * The types that a number and symbol may mean, likeliest first; several, since QĐ is both quyết định and quy định with the
 * Party. A state symbol that names no type is a công văn's (NĐ 30/2020/NĐ-CP, Phụ lục I: "597/HC-QLHC"). Typed without marks
 * it is understood too ("qd"), after those that fit with marks.
 */
export function typesOfSymbol(types: readonly DocumentType[], numberSymbol: string): DocumentType[] {
  const { first, symbol, system } = readSymbol(numberSymbol)
  if (first === '') return []
  const found: { readonly type: DocumentType; readonly weight: number }[] = []
  for (const type of types) {
    const weights = type.abbreviations.map(({ text, system: of }) => {
      const spelling = text === first ? 0 : searchText(text) === searchText(first) ? 1 : foldMarks(text) === foldMarks(first) ? 2 : null
      if (spelling === null) return null
      return spelling * 2 + (system === null || of === system ? 0 : 1)
    })
    // QH15 stands on laws and on resolutions of the National Assembly; laws first.
    if (type.symbolPatterns?.some((pattern) => new RegExp(pattern, 'iu').test(symbol))) weights.push(type.kind === 'legal' ? 0 : 1)
    const best = weights.filter((weight) => weight !== null).sort((a, b) => a - b)[0]
    if (best !== undefined) found.push({ type, weight: best })
  }
  // "QĐ" typed as such is not "quy định" of a system that writes it otherwise, nor a type whose folded letters happen to be equal.
  const closest = Math.min(...found.map(({ weight }) => weight))
  const kept = found.filter(({ weight }) => Math.floor(weight / 2) === Math.floor(closest / 2))
  if (kept.length > 0) return kept.sort((a, b) => a.weight - b.weight || a.type.order - b.type.order).map(({ type }) => type)
  if (system !== 'state') return []
  return types.filter((type) => !type.namePrinted && type.systems.includes('state'))
}

/**
 * By which rule a document's issuing body numbers it: a type that only one system knows decides, then the words of the body's
 * name, then the form of the symbol. Undefined where none of them tells.
 */
export function numberingOf(
  rules: readonly Numbering[],
  document: { readonly type: DocumentType | undefined; readonly bodyName: string; readonly numberSymbol: string },
): Numbering | undefined {
  const { type, bodyName, numberSymbol } = document
  const bySystem = (system: System | null | undefined) => rules.find((rule) => rule.system === system)
  if (type?.systems.length === 1) return bySystem(type.systems[0])
  const byName = rules.find((rule) => namesOneOf(rule.bodyWords, bodyName))
  return byName ?? bySystem(readSymbol(numberSymbol).system)
}

/** Whether one of these words stands in a body's name, whole and however it is written. */
function namesOneOf(words: readonly string[], bodyName: string): boolean {
  const name = ` ${searchTokens(bodyName).join(' ')} `
  return words.some((one) => name.includes(` ${searchTokens(one).join(' ')} `))
}

/** The rule by which a body numbers what it issues on a day: by the words of its name, else that of its system. */
export function seriesRuleOf(rules: readonly SeriesRule[], bodyName: string, system: System, day: Day): SeriesRule | undefined {
  const standing = rules.filter((rule) => inForce(rule, day))
  return standing.find((rule) => namesOneOf(rule.bodyWords, bodyName)) ?? standing.find((rule) => rule.system === system && rule.bodyWords.length === 0)
}

export interface Fault {
  readonly list: keyof RulebookEntries
  readonly entry: string
  readonly reason: string
}

/** What does not fit together: ids given twice, dates reversed, references to nothing, loops in the tree of bodies. */
export function ruleFaults(lists: RulebookEntries): Fault[] {
  const faults: Fault[] = []
  const blame = (list: keyof RulebookEntries, entry: string, reason: string) => void faults.push({ list, entry: `"${entry}"`, reason })

  for (const list of Object.keys(lists) as (keyof RulebookEntries)[]) {
    const seen = new Map<string, InTime[]>()
    for (const entry of lists[list]) {
      const { id, effectiveFrom, effectiveTo } = entry
      if (effectiveFrom !== null && effectiveTo !== null && effectiveTo < effectiveFrom) blame(list, id, 'effectiveTo lies before effectiveFrom')
      // One id may stand several times, for rules that follow each other; never twice for the same day.
      const others = seen.get(id) ?? []
      if (others.some((other) => overlap(other, entry))) blame(list, id, 'the id stands twice for the same days')
      seen.set(id, [...others, entry])
    }
  }

  const codes = new Set(lists.archiveTypeCodes.map(({ code }) => code))
  const types = new Set(lists.documentTypes.map(({ id }) => id))
  const forms = new Set(lists.registerForms.map(({ id }) => id))
  for (const type of lists.documentTypes) {
    if (!codes.has(type.tt05Code)) blame('documentTypes', type.id, `no archive code ${type.tt05Code}`)
    for (const pattern of type.symbolPatterns ?? []) if (!isPattern(pattern)) blame('documentTypes', type.id, `not a pattern: ${pattern}`)
  }
  for (const register of lists.registers) {
    if (!forms.has(register.formId)) blame('registers', register.id, `no form "${register.formId}"`)
    for (const id of register.documentTypeIds ?? []) if (!types.has(id)) blame('registers', register.id, `no document type "${id}"`)
  }

  for (const rule of lists.issuerRules) {
    for (const id of rule.documentTypeIds) if (!types.has(id)) blame('issuerRules', rule.id, `no document type "${id}"`)
  }

  for (const rule of lists.daysOff) {
    const reason = dayOffFault(rule)
    if (reason !== null) blame('daysOff', rule.id, reason)
  }
  for (const [index, rule] of lists.dueRules.entries()) {
    for (const id of rule.documentTypeIds ?? []) if (!types.has(id)) blame('dueRules', rule.id, `no document type "${id}"`)
    const rival = lists.dueRules.slice(0, index).find((other) => overlap(other, rule) && ruleTheSame(other, rule))
    if (rival) blame('dueRules', rule.id, `rules the same documents as "${rival.id}"`)
  }

  const bodies = new Map([...lists.issuingBodyTemplates, ...lists.issuingBodies].map((body) => [body.id, body]))
  for (const list of ['issuingBodies', 'issuingBodyTemplates'] as const) {
    for (const body of lists[list]) {
      if (list === 'issuingBodyTemplates' && lists.issuingBodies.some(({ id }) => id === body.id)) blame(list, body.id, 'is a body too')
      if (body.parent !== null && !bodies.has(body.parent)) blame(list, body.id, `no parent "${body.parent}"`)
      if (body.successor !== null && !bodies.has(body.successor)) blame(list, body.id, `no successor "${body.successor}"`)
      if (body.validFrom !== null && body.validTo !== null && body.validTo < body.validFrom) blame(list, body.id, 'validTo lies before validFrom')
      if (loops(body.id, (id) => bodies.get(id)?.parent)) blame(list, body.id, 'stands below itself')
      if (loops(body.id, (id) => bodies.get(id)?.successor)) blame(list, body.id, 'follows itself')
    }
  }
  return faults
}

/** Why a holiday cannot be: not every year has its day, or all its days lie before the day that names it. */
function dayOffFault(rule: DayOffRule): string | null {
  if (rule.kind !== 'holiday') return null
  const { calendar, month, day, days, before, earlierOn } = rule
  // A year without 29 February; and the 30th of a lunar month is missing every other time.
  if (calendar === 'solar' ? !isDate(solarDay(2001, month, day)) : day > 29) return `no day ${day}/${month} in every year`
  return before + (earlierOn.length > 0 ? 1 : 0) < days ? null : 'all its days lie before the day that names it'
}

/** Whether two rules of one kind set a term for the same document, and neither goes before the other. */
function ruleTheSame(a: DueRule, b: DueRule): boolean {
  const share = <Item>(one: readonly Item[] | null, other: readonly Item[] | null) => one === null || other === null || one.some((item) => other.includes(item))
  return a.kind === b.kind && (a.documentTypeIds === null) === (b.documentTypeIds === null) && share(a.urgencies, b.urgencies) && share(a.documentTypeIds, b.documentTypeIds)
}

function overlap(a: InTime, b: InTime): boolean {
  return (a.effectiveFrom ?? '') <= (b.effectiveTo ?? '9999') && (b.effectiveFrom ?? '') <= (a.effectiveTo ?? '9999')
}

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp
  } catch {
    return false
  }
}

function loops(start: string, next: (id: string) => string | null | undefined): boolean {
  const passed = new Set<string>()
  for (let id: string | null | undefined = start; id; id = next(id)) {
    if (passed.has(id)) return true
    passed.add(id)
  }
  return false
}

// The rulebook in use: regulations as data, asked by id and by day. Made by load.ts; holds no rule of its own.
import type { ApprovalMode } from '../contract/choices.ts'
import type { Right, Role } from '../contract/rights.ts'
import { daysOffOfYear, workingCalendar } from './calendar.ts'
import type { DayOff, OwnDays, WorkingCalendar } from './calendar.ts'
import { officeTree, placesOf } from './office-tree.ts'
import { inForce, numberingOf, seriesRuleOf, typesOfSymbol, untyped } from './rules.ts'
import type { Day, DocumentType, Entry, IssuerRule, IssuingBody, Level, Numbering, RecordKind, RegisterForm, RoleEntry, RulebookEntries, SeriesRule, StampForm, TableForm } from './types.ts'

export class Rulebook {
  readonly entries: RulebookEntries
  readonly #types: ReadonlyMap<string, DocumentType>
  readonly #lengths: ReadonlyMap<string, number>
  /** days off by year, each reckoned when it is first asked for */
  readonly #daysOff = new Map<number, ReadonlyMap<Day, DayOff>>()

  constructor(entries: RulebookEntries) {
    this.entries = entries
    this.#types = new Map(entries.documentTypes.map((type) => [type.id, type]))
    const lengths = new Map<string, number>()
    for (const { record, fields, length } of entries.fieldLengths) {
      for (const field of fields) if (length !== null) lengths.set(`${record} ${field}`, length)
    }
    this.#lengths = lengths
  }

  /** A type by its id, in force or not: documents of any year keep theirs. */
  documentType(id: string): DocumentType | undefined {
    return this.#types.get(id)
  }

  /** The name of a type, as far as it says anything: '' for "Khác" and for what is not known. */
  readonly typeName = (id: string): string => {
    const type = this.#types.get(id)
    return type === undefined || type.id === untyped ? '' : type.name
  }

  /** The types in force on a day, in their order. */
  documentTypesOn(day: Day): DocumentType[] {
    return this.entries.documentTypes.filter((type) => inForce(type, day)).toSorted((a, b) => a.order - b.order)
  }

  /** The types that "15-NQ/TU", "QĐ-TTg" or "nq" may mean, likeliest first. */
  guessDocumentTypes(numberSymbol: string): DocumentType[] {
    return typesOfSymbol(this.entries.documentTypes, numberSymbol)
  }

  /** The likeliest type of a number and symbol. */
  guessDocumentType(numberSymbol: string): DocumentType | undefined {
    return this.guessDocumentTypes(numberSymbol)[0]
  }

  /** Length of our field as Phụ lục VI, Part II, has it (characters, or digits of a number); undefined: it sets none. */
  fieldLength(record: RecordKind, field: string): number | undefined {
    return this.#lengths.get(`${record} ${field}`)
  }

  /** How the issuing body numbers such a document; undefined where neither type, body nor symbol tells. */
  numbering(document: { readonly documentTypeId?: string | undefined; readonly bodyName: string; readonly numberSymbol: string }): Numbering | undefined {
    const type = document.documentTypeId === undefined ? undefined : this.documentType(document.documentTypeId)
    return numberingOf(this.entries.numberings, { ...document, type })
  }

  /**
   * How a body numbers documents of a type that it issues on a day, and the type's abbreviation in its system; null: the type
   * has none. Bodies about which neither name nor type tells follow the Party's rules: this is a Party committee's program.
   */
  series(document: { readonly documentTypeId: string; readonly bodyName: string }, day: Day): { readonly rule: SeriesRule; readonly abbreviation: string | null } {
    const { documentTypeId, bodyName } = document
    // A type of both systems says nothing, so the body's name goes first, then what only one system knows.
    const system = numberingOf(this.entries.numberings, { type: undefined, bodyName, numberSymbol: '' })?.system ?? this.numbering({ ...document, numberSymbol: '' })?.system ?? 'party'
    const rule = seriesRuleOf(this.entries.seriesRules, bodyName, system, day)
    if (rule === undefined) throw new Error(`the rulebook has no series rule of ${system} on ${day}`)
    const of = this.documentType(documentTypeId)?.abbreviations.filter((one) => one.system === rule.system) ?? []
    return { rule, abbreviation: (of.find((one) => inForce(one, day)) ?? of[0])?.text ?? null }
  }

  /** The rules in force on a day by which an office issues documents of some types in its committee's name. */
  issuerRules(day: Day): IssuerRule[] {
    return this.entries.issuerRules.filter((rule) => inForce(rule, day))
  }

  /** Whether issuing asks for approvals on a day; of days without a rule it does not. */
  approvalsOn(day: Day): ApprovalMode {
    return this.entries.approvalRules.find((rule) => inForce(rule, day))?.approvals ?? 'off'
  }

  /** The form of a register that is in force on a day. */
  registerForm(id: string, day: Day): RegisterForm | undefined {
    return onDay(this.entries.registerForms, id, day)
  }

  /** The form of a printed table that is no book (phiếu gửi, thống kê, báo cáo ngày), in force on a day. */
  tableForm(id: string, day: Day): TableForm | undefined {
    return onDay(this.entries.tableForms, id, day)
  }

  /** A role and what it may do, as it is in force on a day. */
  roleEntry(id: Role, day: Day): RoleEntry | undefined {
    return onDay(this.entries.roles, id, day)
  }

  /** Which rights each role gives on a day. */
  roleRights(day: Day): ReadonlyMap<Role, readonly Right[]> {
    return new Map(this.entries.roles.filter((role) => inForce(role, day)).map(({ id, rights }) => [id, rights]))
  }

  /** The drawing of a stamp that is in force on a day. */
  stamp(id: string, day: Day): StampForm | undefined {
    return onDay(this.entries.stamps, id, day)
  }

  /** The issuing bodies that an office starts with, parents before children; `today` decides which rules are in force. */
  officeTree(office: { readonly name: string; readonly parentName?: string; readonly level: Level }, today: Day): IssuingBody[] {
    const { issuingBodies, issuingBodyTemplates } = this.entries
    return officeTree(issuingBodies, issuingBodyTemplates, { level: office.level, places: placesOf(office), today })
  }

  /**
   * The working calendar of the years from `firstYear` to `lastYear` (both included) of an office that has set these days
   * itself. Give a year more than the days asked for: a term may end in the next.
   */
  calendar(firstYear: number, lastYear: number, own: OwnDays = { daysOff: [], workingDays: [] }): WorkingCalendar {
    const rules = this.entries.daysOff
    const years = new Map<number, ReadonlyMap<Day, DayOff>>()
    for (let year = firstYear; year <= lastYear; year += 1) {
      const off = this.#daysOff.get(year) ?? daysOffOfYear(rules, year)
      this.#daysOff.set(year, off)
      years.set(year, off)
    }
    return workingCalendar(rules, years, own)
  }

  inForce(entry: Entry, day: Day): boolean {
    return inForce(entry, day)
  }
}

function onDay<Rule extends Entry>(rules: readonly Rule[], id: string, day: Day): Rule | undefined {
  return rules.find((rule) => rule.id === id && inForce(rule, day))
}

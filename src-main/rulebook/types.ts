// Regulations as data: the shape of every entry of resources/rulebook. Types only, so that the window may import them too.
// A rule is in force from effectiveFrom to effectiveTo (both days included); null means that no beginning or end is known.

import type { ApprovalMode } from '../contract/choices.ts'
import type { Right, Role } from '../contract/rights.ts'

/** A day, YYYY-MM-DD. */
export type Day = string
export type System = 'party' | 'state'
export type Level = 'central' | 'province' | 'district' | 'commune' | 'base' | 'other'
export type Secrecy = 'none' | 'mat' | 'toi-mat' | 'tuyet-mat'
/** Phụ lục VI, Part II: which of its three tables. */
export type RecordKind = 'outgoing' | 'incoming' | 'dossier'

/** What every rule says about itself. */
export interface InTime {
  readonly effectiveFrom: Day | null
  readonly effectiveTo: Day | null
  /** the regulation, with its clause, or the practice that it was gathered from */
  readonly source: string
  /** false: not compared with the official text; the window says "chưa đối chiếu" */
  readonly verified: boolean
}

export interface Entry extends InTime {
  readonly id: string
}

export interface Named extends Entry {
  readonly name: string
}

export interface Abbreviation extends InTime {
  readonly system: System
  /** as it stands in a symbol: NQ, CTr, QyĐ */
  readonly text: string
}

/** thể loại, tên loại */
export interface DocumentType extends Named {
  readonly nameEn: string
  readonly kind: 'named' | 'legal' | 'joint' | 'copy' | 'letter' | 'other'
  readonly systems: readonly System[]
  readonly abbreviations: readonly Abbreviation[]
  /** false for công văn: the name is not printed on the document */
  readonly namePrinted: boolean
  /** typeName code of archive packages (TT 05/2025/TT-BNV), 01–32 */
  readonly tt05Code: string
  readonly order: number
  /** symbols that name no type but belong to it, as regular expressions: QH15 */
  readonly symbolPatterns?: readonly string[]
}

export interface ArchiveTypeCode extends Named {
  readonly code: string
}

export interface LevelEntry extends Named {
  readonly id: Level
  readonly nameEn: string
  readonly order: number
}

/** kênh nhận */
export interface Channel extends Named {
  readonly id: 'post' | 'direct' | 'network' | 'email'
  readonly nameEn: string
  readonly order: number
}

/** độ khẩn */
export interface Urgency extends Named {
  readonly id: 'normal' | 'khan' | 'thuong-khan' | 'hoa-toc'
  readonly nameEn: string
  readonly rank: number
  readonly stamp: string | null
  /** the ĐẾN stamp bears the hour of arrival too */
  readonly arrivalHour: boolean
}

/** độ mật */
export interface SecrecyEntry extends Named {
  readonly id: Secrecy
  readonly nameEn: string
  readonly rank: number
  readonly stamp: string | null
  readonly markLetter: 'A' | 'B' | 'C' | null
  readonly protectionYears: number | null
}

/** vai trò, with what it may do */
export interface RoleEntry extends Named {
  readonly id: Role
  readonly nameEn: string
  readonly rights: readonly Right[]
}

/** A row of NĐ 30/2020/NĐ-CP, Phụ lục VI, Part II. */
export interface FieldLength extends Named {
  readonly record: RecordKind
  /** as printed: "1", "1.1" */
  readonly ordinal: string
  readonly nameEn: string
  /** where it lives with us: "subject", "signer.position" */
  readonly fields: readonly string[]
  readonly type: 'String' | 'Number' | 'Date' | 'LongText' | null
  /** characters of a String, digits of a Number, characters of a Date as DD/MM/YYYY; null: no limit, or a group */
  readonly length: number | null
}

/** cách đánh số: how long the numbers of an issuing body run before they begin anew */
export interface Numbering extends Named {
  readonly system: System
  readonly period: 'year' | 'term'
  /** length of the period; of a term, where its days are not known */
  readonly years: number
  /** words in a body's name that say that it follows this rule */
  readonly bodyWords: readonly string[]
}

/** quy tắc dãy số: how a body's outgoing documents are numbered */
export interface SeriesRule extends Named {
  readonly system: System
  readonly period: 'year' | 'term'
  /** a series for each type of document, or one for all */
  readonly joins: 'type' | 'all'
  /** whether secret documents are numbered with the others */
  readonly secrecy: 'joint' | 'separate'
  readonly startNumber: number
  /** digits at least */
  readonly pad: number
  /** with {number}, {type}, {symbol} */
  readonly format: string
  /** for a type that has no abbreviation */
  readonly formatWithoutType: string
  /** in place of the body's own */
  readonly symbol: string | null
  readonly bodyWords: readonly string[]
}

/** Ai ban hành: types that a committee's office issues in the committee's name. */
export interface IssuerRule extends Named {
  readonly documentTypeIds: readonly string[]
  /** how the name of a committee's office begins */
  readonly officeWords: readonly string[]
  /** what the office's symbol has before the committee's */
  readonly officeSymbol: string
}

/** What clerks write short in the names of bodies: `name` is the short form, `words` what it stands for. */
export interface BodyAbbreviation extends Named {
  readonly words: string
}

/** sổ đăng ký, as an office may open it */
export interface RegisterEntry extends Named {
  readonly kind: 'general' | 'secret' | 'letters' | 'other'
  readonly nameEn: string
  readonly direction: 'incoming' | 'outgoing'
  readonly formId: string
  readonly numbering: 'year'
  readonly secrecies: readonly Secrecy[]
  /** null: any type */
  readonly documentTypeIds: readonly string[] | null
  readonly opensAtSetUp: boolean
  readonly order: number
}

export interface FormColumn {
  readonly key: string
  readonly heading: string
  /** the heading as broken into lines */
  readonly lines: readonly string[]
  readonly widthMm: number
  /** what its cells are in a sheet */
  readonly kind: 'text' | 'number' | 'day'
  readonly align: 'left' | 'centre' | 'right'
}

/** What every printed table has: its page and its columns. */
interface FormTable extends Named {
  readonly page: {
    readonly size: 'A4'
    readonly orientation: 'landscape' | 'portrait'
    readonly widthMm: number
    readonly heightMm: number
    readonly marginsMm: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number }
  }
  readonly columns: readonly FormColumn[]
  /** a row (1) (2) … under the headings */
  readonly columnNumbers: boolean
}

/** mẫu sổ */
export interface RegisterForm extends FormTable {
  /** lines of the cover: `text` with {places} to fill, `stands` as in the official form */
  readonly cover: readonly { readonly text: string; readonly stands: string }[]
}

/** mẫu bảng: a printed table that is no book, such as phiếu gửi, thống kê, báo cáo ngày */
export interface TableForm extends FormTable {
  /** right of the letterhead: the Party's name; null: the paper stays in the office */
  readonly nationalTitle: string | null
  readonly title: string
  /** lines under the title, with {places} to fill, like `closing` and the lines of `signatures` */
  readonly subtitle: readonly string[]
  /** by what the rows stand together, under headings and with subtotals */
  readonly groupedBy: 'direction' | 'level' | 'channel' | 'holder' | null
  /** lines under the table */
  readonly closing: readonly string[]
  readonly signatures: readonly { readonly side: 'left' | 'right'; readonly lines: readonly string[]; readonly note: string | null }[]
}

/** A stamp drawn as a label, such as dấu "ĐẾN". */
export interface StampForm extends Named {
  readonly widthMm: number
  readonly heightMm: number
  readonly title: string
  readonly titleStands: string
  /** the large word at the left of the rows that stand beside it */
  readonly side: string
  readonly sideWidthMm: number
  readonly rows: readonly { readonly label: string; readonly stands: string; readonly beside: boolean }[]
}

/** cơ quan ban hành of the starting tree */
export interface IssuingBody extends Named {
  readonly parent: string | null
  readonly level: Level
  readonly shortNames: readonly { readonly name: string }[]
  /** as it stands in a document's symbol: TU, VPTW, TTg */
  readonly symbol: string | null
  /** as written on documents */
  readonly aliases: readonly string[]
  /** a group holds bodies and issues nothing */
  readonly isGroup: boolean
  readonly validFrom: Day | null
  readonly validTo: Day | null
  readonly successor: string | null
  readonly order: number
}

/** A body of the office's own province, district or commune; {places} are filled at set-up. */
export interface IssuingBodyTemplate extends Omit<IssuingBody, 'isGroup'> {
  /** the levels of office that get it */
  readonly forLevels: readonly Level[]
}

/** ngày nghỉ hằng tuần */
export interface WeeklyRest extends Named {
  readonly kind: 'rest'
  readonly nameEn: string
  /** 1 Monday to 7 Sunday */
  readonly weekdays: readonly number[]
}

/** ngày lễ, tết: `days` days round a named day of one of the two calendars */
export interface Holiday extends Named {
  readonly kind: 'holiday'
  readonly nameEn: string
  readonly calendar: 'solar' | 'lunar'
  readonly month: number
  readonly day: number
  readonly days: number
  /** how many of them come before the named day */
  readonly before: number
  /** days of the week of the named day, on which one more of them comes before */
  readonly earlierOn: readonly number[]
}

/** nghỉ bù: a holiday on a day of rest is made up; ngày nghỉ của cơ quan: the name of days that the office itself has set */
export interface OtherDayOff extends Named {
  readonly kind: 'made-up' | 'own'
  readonly nameEn: string
}

/** ngày nghỉ */
export type DayOffRule = WeeklyRest | Holiday | OtherDayOff

/** thời hạn: by when an incoming document is handled, or is registered and forwarded */
export interface DueRule extends Named {
  readonly kind: 'handling' | 'forwarding'
  /** null: any */
  readonly urgencies: readonly Urgency['id'][] | null
  /** null: any */
  readonly documentTypeIds: readonly string[] | null
  /** after the day on which it came; null: no term is set */
  readonly workingDays: number | null
}

/** nhắc hạn */
export interface ReminderRule extends Named {
  readonly workingDaysBefore: readonly number[]
  /** every so many working days once overdue; null: never */
  readonly overdueEvery: number | null
  /** times of a working day, HH:MM, while the office sets none of its own */
  readonly times: readonly string[]
}

/** duyệt trước khi phát hành: whether issuing asks for the approvals of content and form */
export interface ApprovalRule extends Named {
  readonly approvals: ApprovalMode
}

/** Where an office stands, read from its names: "tỉnh Phú Thọ", "xã Tam Hồng". */
export interface Places {
  readonly province?: { readonly kind: string; readonly name: string }
  readonly district?: { readonly kind: string; readonly name: string }
  readonly commune?: { readonly kind: string; readonly name: string }
}

/** All entries, as read and checked. */
export interface RulebookEntries {
  readonly documentTypes: readonly DocumentType[]
  readonly archiveTypeCodes: readonly ArchiveTypeCode[]
  readonly levels: readonly LevelEntry[]
  readonly channels: readonly Channel[]
  readonly urgencies: readonly Urgency[]
  readonly secrecies: readonly SecrecyEntry[]
  readonly roles: readonly RoleEntry[]
  readonly fieldLengths: readonly FieldLength[]
  readonly numberings: readonly Numbering[]
  readonly seriesRules: readonly SeriesRule[]
  readonly issuerRules: readonly IssuerRule[]
  readonly bodyAbbreviations: readonly BodyAbbreviation[]
  readonly registers: readonly RegisterEntry[]
  readonly registerForms: readonly RegisterForm[]
  readonly tableForms: readonly TableForm[]
  readonly stamps: readonly StampForm[]
  readonly issuingBodies: readonly IssuingBody[]
  readonly issuingBodyTemplates: readonly IssuingBodyTemplate[]
  readonly daysOff: readonly DayOffRule[]
  readonly dueRules: readonly DueRule[]
  readonly reminders: readonly ReminderRule[]
  readonly approvalRules: readonly ApprovalRule[]
}

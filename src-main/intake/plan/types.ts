// What would be written of an old register: the plan that a dry run shows and that an import carries out.
import type { ReadDb } from '../../archive/database.ts'
import type { Change } from '../../archive/journal.ts'
import type { Level } from '../../contract/fields.ts'
import type { Rulebook } from '../../rulebook/rulebook.ts'
import type { BookField, BookIssue, BookRow } from '../book/types.ts'

/** Which body a person says some spellings of the book mean: one of the tree, or a new one. */
export type BodyDecision =
  | { readonly names: readonly string[]; readonly id: string }
  | { readonly names: readonly string[]; readonly name: string; readonly level?: Level | undefined }

export interface ImportChoices {
  readonly registerId?: string | undefined
  /** of rows that name no type */
  readonly defaultTypeId?: string | undefined
  readonly bodies: readonly BodyDecision[]
  /** terms before those of the archive, whose documents the book holds */
  readonly earlierTerms: readonly { readonly name: string; readonly from: string; readonly to: string }[]
}

export interface PlanContext {
  readonly db: ReadDb
  readonly rulebook: Rulebook
  readonly today: string
  readonly now: number
  readonly newId: () => string
  readonly importId: string
}

/** A period of numbers that the book goes into, with the numbers it brings. */
export interface PlannedPeriod {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly documents: number
}

export interface ImportPlan {
  /** what the archive says of the rows, beside what the book says of itself */
  readonly issues: readonly BookIssue[]
  /** rows with errors of either kind: none of them is made */
  readonly faulty: ReadonlySet<number>
  /** bodies, terms, series, periods: what must stand before the documents */
  readonly before: readonly Change[]
  readonly documents: readonly Change[]
  readonly newBodies: readonly { readonly name: string; readonly level: Level }[]
  readonly newSeries: readonly string[]
  readonly periods: readonly PlannedPeriod[]
}

/** Says what is wrong with a row; an error keeps it out of the import. Answers null: no document. */
export type Tell = (severity: BookIssue['severity'], code: BookIssue['code'], row: BookRow, field: BookField | null, params?: BookIssue['params']) => null

// What a report is before it is shown or printed: the form (data of the rulebook), what fills its places, its lines and charts.
import type { Secrecy } from '../../contract/fields.ts'
import type { Chart, SumRow, TableLine } from '../../documents/forms/printed-table.ts'

export interface Report {
  /** id in the rulebook's table-forms.json */
  readonly formId: string
  /** what its {places} are filled with */
  readonly places: Readonly<Record<string, string>>
  /** of a file, without its ending */
  readonly name: string
  /** days that it covers, YYYY-MM-DD */
  readonly from: string
  readonly to: string
  readonly lines: readonly TableLine[]
  readonly totals?: SumRow
  readonly charts: readonly Chart[]
  /** in place of the rows; left out: that no document is there */
  readonly whenEmpty?: string
  /** lines under the table, besides those of the form */
  readonly closing?: readonly string[]
  readonly documents: number
  /** levels of secrecy of what is named in it one by one */
  readonly secrecies: readonly Secrecy[]
  /** of one document: none is kept back beside it */
  readonly ofOne?: true
}

/** {places} of a form's line filled; one that nothing fills stays dotted, for the hand. */
export function filled(text: string, places: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (_place, name: string) => places[name] ?? '..........')
}

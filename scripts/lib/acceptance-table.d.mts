export interface AcceptanceRow {
  readonly id: string
  readonly text: string
  readonly claimed: boolean
  readonly tests: readonly { readonly name: string; readonly file: string; readonly state: string }[]
}
export function acceptanceTable(
  items: readonly { readonly id: string; readonly text: string }[],
  claims: readonly string[],
  tests: readonly { readonly name: string; readonly file: string; readonly state: string }[],
): { rows: AcceptanceRow[]; faults: string[] }

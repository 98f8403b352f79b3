// The sheet library, entered below its front door: `read` would make an object of every empty formatted cell as soon as hidden
// rows are asked for, and would unfold a container by itself. Its types do not name these two, its module exports them.
import * as xlsx from '@e965/xlsx'
import type { WorkBook } from '@e965/xlsx'

interface BelowTheDoor {
  parse_zip(zip: { readonly files: Readonly<Record<string, { readonly name: string; readonly data: string }>> }, options: object): WorkBook
  parse_xlscfb(compound: unknown, options: object): WorkBook
}

export const { parse_zip: parseParts, parse_xlscfb: parseCompound } = xlsx as unknown as BelowTheDoor
export const { read: parseBytes, CFB: compoundFiles, SSF: numberFormats } = xlsx

/** Dense grids, values as the file holds them, number formats beside them; no HTML, no stubs, no dates made of numbers. */
export const libraryOptions = { dense: true, cellFormula: true, cellHTML: false, cellNF: true, cellStyles: true, sheetStubs: false, cellDates: false, bookDeps: false, bookVBA: false }

// What the library does not tell of an ODS (OpenDocument 1.3, part 3): hidden rows and columns; and what it would believe: how
// often rows and cells with content are repeated, which three bytes can set to a thousand million.
import { Parser } from 'htmlparser2'
import { err, ok } from '../../contract/result.ts'
import type { Result } from '../../contract/result.ts'
import type { SheetFailure, SheetLimits } from './workbook.ts'

interface Hidden {
  readonly rows: Set<number>
  readonly columns: Set<number>
}

/** Looks through content.xml. Rows and columns from 0, by sheet. */
export function lookThrough(content: Buffer, limits: SheetLimits): Result<ReadonlyMap<string, Hidden>, SheetFailure> {
  const found = new Map<string, Hidden>()
  let hidden: Hidden = { rows: new Set(), columns: new Set() }
  let sheet = ''
  let row = 0
  let column = 0
  let filled = 0
  let repeat = 1
  let cellRepeat = 1
  let width = 0
  let failure: Result<never, SheetFailure> | undefined
  const isHidden = (attributes: Readonly<Record<string, string>>) => attributes['table:visibility'] === 'collapse' || attributes['table:visibility'] === 'filter'
  const repeated = (attributes: Readonly<Record<string, string>>, what: string) => Math.max(1, Number(attributes[`table:number-${what}-repeated`] ?? 1) || 1)
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === 'table:table') {
          sheet = attributes['table:name'] ?? ''
          hidden = { rows: new Set(), columns: new Set() }
          found.set(sheet, hidden)
          row = column = filled = 0
        } else if (name === 'table:table-column') {
          const times = repeated(attributes, 'columns')
          if (isHidden(attributes)) for (let at = column; at < Math.min(column + times, limits.columns); at += 1) hidden.columns.add(at)
          column += times
        } else if (name === 'table:table-row') {
          repeat = repeated(attributes, 'rows')
          width = 0
          if (isHidden(attributes)) for (let at = row; at < Math.min(row + repeat, row + limits.rows); at += 1) hidden.rows.add(at)
        } else if (name === 'table:table-cell') {
          cellRepeat = repeated(attributes, 'columns')
          if (attributes['office:value-type'] !== undefined) width += cellRepeat
        } else if (name === 'text:p' && width === 0) width = cellRepeat
      },
      onclosetag(name) {
        if (name !== 'table:table-row') return
        row += repeat
        if (width === 0) return
        filled += repeat
        if (filled > limits.rows) failure ??= err('SHEET_TOO_LONG', { sheet, row, limit: limits.rows })
        else if (width > 16_384 || width * repeat > limits.mergedCells) failure ??= err('FILE_TOO_LARGE', { what: 'repeated cells', limit: limits.mergedCells, sheet, row })
        if (failure) parser.pause()
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  const decoder = new TextDecoder('utf-8')
  for (let at = 0; at < content.length && failure === undefined; at += 1 << 20) parser.write(decoder.decode(content.subarray(at, at + (1 << 20)), { stream: true }))
  if (failure) return failure
  parser.end()
  return ok(found)
}

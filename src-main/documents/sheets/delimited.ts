// Text with delimiters (CSV, TSV): RFC 4180, and what Excel writes where the decimal sign is a comma (";", a first line
// "sep=;"). Delimiter and quote are found by the shape of the first lines; every value is a text.
import { err, ok } from '../../contract/result.ts'
import type { Result } from '../../contract/result.ts'
import { decodePlain } from '../extract/legacy-encodings.ts'
import type { Cell, Delimited, Sheet, SheetFailure, SheetLimits, SheetRow } from './workbook.ts'

const delimiters = [';', '\t', ',', '|'] as const
const sampleLength = 65_536

/** Reads bytes of a text file. TCVN3, VNI and Windows-1258 are decided for the whole file where its bytes are no UTF-8. */
export function readDelimited(bytes: Uint8Array, name: string, limits: SheetLimits): Result<{ readonly sheet: Sheet; readonly delimited: Delimited }, SheetFailure> {
  const { text: decoded, encoding: found } = decodePlain(bytes, { mend: false })
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  const encoding = found === 'utf-8' && marked ? 'utf-8-bom' : found
  const text = decoded.replace(/^\ufeff/u, '').replace(/\u001a$/u, '')
  const said = /^sep=(.)\r?\n/iu.exec(text)
  const body = said ? text.slice(said[0].length) : text
  const quote = quoteOf(body.slice(0, sampleLength))
  const delimiter = said?.[1] ?? delimiterOf(body.slice(0, sampleLength), quote)
  const rows: SheetRow[] = []
  let columnCount = 0
  let columnsCut = false
  let line = said ? 1 : 0
  let characters = 0
  for (const { fields, lines } of records(body, delimiter, quote)) {
    const number = line + 1
    line += lines
    if (fields.length > limits.columns) columnsCut = true
    const cells: (Cell | null)[] = fields.slice(0, limits.columns).map((field) => (field.trim() === '' ? null : { text: field, value: field }))
    while (cells.at(-1) === null) cells.pop()
    if (cells.length === 0) continue
    if (rows.length >= limits.rows) return err('SHEET_TOO_LONG', { sheet: name, row: number, limit: limits.rows })
    characters += fields.reduce((sum, field) => sum + field.length, 0)
    if (characters > limits.characters) return err('FILE_TOO_LARGE', { what: 'characters', limit: limits.characters, sheet: name, row: number })
    columnCount = Math.max(columnCount, cells.length)
    rows.push({ number, cells })
  }
  const sheet: Sheet = { name, hidden: false, rows, columnCount, hiddenColumns: [], merges: [], ...(columnsCut && { columnsCut: true as const }) }
  return ok({ sheet, delimited: { encoding, delimiter, quote } })
}

/** The quote that stands around fields: at the beginning of one and, closed, at its end. */
function quoteOf(sample: string): string {
  const count = (quote: string) => sample.match(new RegExp(`(?:^|[;,\\t|\\r\\n])${quote}(?:[^${quote}]|${quote}${quote})*${quote}(?=[;,\\t|\\r\\n]|$)`, 'gu'))?.length ?? 0
  const [double, single] = [count('"'), count("'")]
  return double === 0 && single === 0 ? '' : double >= single ? '"' : "'"
}

/** The delimiter under which most lines have the same number of fields, and more than one. '' where there is none. */
function delimiterOf(sample: string, quote: string): string {
  let best = { delimiter: '', weight: 0 }
  for (const delimiter of delimiters) {
    const counts = new Map<number, number>()
    let lines = 0
    for (const { fields } of records(sample, delimiter, quote)) {
      if (lines >= 200) break
      if (fields.length === 1 && fields[0]!.trim() === '') continue
      lines += 1
      counts.set(fields.length, (counts.get(fields.length) ?? 0) + 1)
    }
    for (const [fields, times] of counts) {
      if (fields < 2) continue
      // A comma stands in every sentence: lines must agree on it. More fields weigh a little more.
      const weight = (times / lines) ** 2 * (1 + Math.log2(fields))
      if (weight > best.weight + 1e-9) best = { delimiter, weight }
    }
  }
  return best.delimiter
}

interface Line {
  readonly fields: readonly string[]
  /** lines of the text that it takes */
  readonly lines: number
}

function* records(text: string, delimiter: string, quote: string): Generator<Line> {
  let fields: string[] = []
  let lines = 1
  let at = 0
  while (at <= text.length) {
    let field: string
    if (quote !== '' && text[at] === quote) {
      const parts: string[] = []
      let from = at + 1
      for (;;) {
        const end = text.indexOf(quote, from)
        if (end < 0) {
          // A quote that is never closed belongs to the words of its own line.
          const stop = endOfLine(text, at)
          parts.length = 0
          parts.push(text.slice(at, stop))
          at = stop
          break
        }
        parts.push(text.slice(from, end))
        if (text[end + 1] === quote) {
          parts.push(quote)
          from = end + 2
          continue
        }
        at = end + 1
        break
      }
      field = parts.join('')
      lines += field.split('\n').length - 1
      // Quoted words at the beginning of a field that goes on are its own.
      if (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r' && !field.startsWith(quote)) field = quote + field + quote
    } else field = ''
    // What stands outside quotes up to the delimiter.
    const begin = at
    while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at += 1
    field += text.slice(begin, at)
    fields.push(field)
    if (at >= text.length) {
      if (fields.length > 1 || field !== '') yield { fields, lines }
      return
    }
    if (text[at] === delimiter) {
      at += 1
      continue
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1
    at += 1
    yield { fields, lines }
    fields = []
    lines = 1
  }
}

function endOfLine(text: string, from: number): number {
  const end = text.slice(from, from + 1_000_000).search(/[\r\n]/u)
  return end < 0 ? Math.min(text.length, from + 1_000_000) : from + end
}

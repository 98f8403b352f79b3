// The sheets of an XLSX (ECMA-376-1, 18.3.1) while they unfold: rows and cells that show nothing go, before a library makes
// objects of them. A sheet whose columns were formatted down to row 1,048,576 is 100 MB of such rows around 300 real ones.
//
// Formulas go, too (nothing here computes): `<f>` becomes the mark `stored` or `uncached`, which the library hands back as the
// cell's formula. A formula whose stored result is an empty text shows nothing ("=IF(A5="","",…)" dragged down).
import type { EntryTaker } from '../extract/zip.ts'

const storedMark = '0'
export const uncachedMark = '1'

/** A row longer than this is no row of an office. Bytes. */
const longestRow = 64 * 1024 * 1024
const tryEvery = 1024 * 1024

const cellPattern = /<(?:\w+:)?c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/gu
const formulaPattern = /<(?:\w+:)?f\b[^>]*?(?:\/>|>[\s\S]*?<\/(?:\w+:)?f>)/u
const valuePattern = /<(?:\w+:)?v\b[^>]*>([\s\S]*?)<\/(?:\w+:)?v>/u
const inlinePattern = /<(?:\w+:)?is\b[^>]*>[\s\S]*?<\/(?:\w+:)?is>/u
const anyContent = /<(?:\w+:)?(?:v|is|f)\b/u

const attributePatterns = {
  r: /(?:^|\s)r\s*=\s*["']([^"']*)["']/u,
  s: /(?:^|\s)s\s*=\s*["']([^"']*)["']/u,
  t: /(?:^|\s)t\s*=\s*["']([^"']*)["']/u,
  hidden: /(?:^|\s)hidden\s*=\s*["']([^"']*)["']/u,
}
const attribute = (name: keyof typeof attributePatterns, of: string): string | undefined => attributePatterns[name].exec(of)?.[1]

/** Takes one part; parts that are no worksheet come out as they are. Keeps at most `mostRows + 1` rows. */
export class RowFilter implements EntryTaker {
  readonly #mostRows: number
  readonly #out: string[] = []
  #rest = ''
  #tried = 0
  #state: 'unknown' | 'plain' | 'head' | 'rows' | 'tail' = 'unknown'
  #row = 0
  #kept = 0

  constructor(mostRows: number) {
    this.#mostRows = mostRows
  }

  take(chunk: Buffer): void {
    this.#rest += chunk.toString('latin1')
    if (this.#rest.length - this.#tried < tryEvery) return
    this.#work()
    this.#tried = this.#rest.length
    if (this.#state === 'rows' && this.#rest.length > longestRow) throw new Error('a row without end')
  }

  end(): Buffer {
    this.#work()
    this.#out.push(this.#rest)
    return Buffer.from(this.#out.join(''), 'latin1')
  }

  #work(): void {
    if (this.#state === 'unknown') {
      this.#state = /<(?:\w+:)?worksheet\b/u.test(this.#rest.slice(0, 8192)) ? 'head' : 'plain'
    }
    if (this.#state === 'head') {
      const begin = /<(?:\w+:)?sheetData(?:\s[^>]*)?>/u.exec(this.#rest)
      if (begin === null) return
      const after = begin.index + begin[0].length
      // The library makes an object of every column up to `max`, whatever that says.
      this.#out.push(this.#rest.slice(0, after).replace(/\b(min|max)\s*=\s*["'](\d+)["']/gu, (_, side: string, column: string) => `${side}="${Math.min(Number(column), 16_384)}"`))
      this.#rest = this.#rest.slice(after)
      this.#state = begin[0].endsWith('/>') ? 'tail' : 'rows'
    }
    if (this.#state === 'rows') this.#rows()
    if (this.#state === 'plain' || this.#state === 'tail') {
      this.#out.push(this.#rest)
      this.#rest = ''
    }
  }

  #rows(): void {
    const text = this.#rest
    const opening = /<(\/?)(?:\w+:)?(row|sheetData)\b([^>]*)>/gu
    let done = 0
    for (let found = opening.exec(text); found !== null; found = opening.exec(text)) {
      const [tag, slash, name, attributes = ''] = found
      if (name === 'sheetData') {
        this.#state = 'tail'
        done = found.index
        break
      }
      if (slash === '/') continue
      if (tag.endsWith('/>')) {
        this.#row = rowNumber(attributes, this.#row)
        done = opening.lastIndex
        continue
      }
      const closing = /<\/(?:\w+:)?row\s*>/gu
      closing.lastIndex = opening.lastIndex
      const end = closing.exec(text)
      if (end === null) {
        done = found.index
        break
      }
      this.#row = rowNumber(attributes, this.#row)
      this.#keep(attributes, text.slice(opening.lastIndex, end.index))
      done = closing.lastIndex
      opening.lastIndex = done
    }
    this.#rest = text.slice(done)
    // What is left after the last whole row may still be the beginning of one.
  }

  #keep(attributes: string, body: string): void {
    if (this.#kept > this.#mostRows || !anyContent.test(body)) return
    let column = -1
    let cells = ''
    for (const [, own = '', content = ''] of body.matchAll(cellPattern)) {
      const at = attribute('r', own)
      column = at === undefined ? column + 1 : columnNumber(at)
      if (content === '') continue
      cells += cellOf(own, content, `${columnLetters(column)}${this.#row}`)
    }
    if (cells === '') return
    this.#kept += 1
    const hidden = /^(?:1|true)$/u.test(attribute('hidden', attributes) ?? '') ? ' hidden="1"' : ''
    this.#out.push(`<row r="${this.#row}"${hidden}>${cells}</row>`)
  }
}

function cellOf(own: string, content: string, reference: string): string {
  const value = valuePattern.exec(content)?.[1] ?? ''
  const inline = inlinePattern.exec(content)?.[0] ?? ''
  const type = attribute('t', own)
  const style = attribute('s', own)
  const begin = `<c r="${reference}"${style === undefined ? '' : ` s="${style}"`}`
  if (formulaPattern.test(content)) {
    if (value === '' && inline === '') return type === 'str' && /<(?:\w+:)?v\b/u.test(content) ? '' : `${begin} t="str"><f>${uncachedMark}</f></c>`
    return `${begin}${type === undefined ? '' : ` t="${type}"`}><f>${storedMark}</f><v>${value}</v>${inline}</c>`
  }
  if (value === '' && inline === '') return ''
  return `${begin}${type === undefined ? '' : ` t="${type}"`}>${inline === '' ? `<v>${value}</v>` : inline}</c>`
}

function rowNumber(attributes: string, before: number): number {
  const number = Number(attribute('r', attributes))
  return Number.isInteger(number) && number > 0 && number <= 1_048_576 ? number : before + 1
}

/** "B5" → 1 */
function columnNumber(reference: string): number {
  let column = 0
  for (const letter of /^[A-Z]{0,3}/u.exec(reference.toUpperCase())?.[0] ?? '') column = column * 26 + letter.charCodeAt(0) - 64
  return Math.max(0, column - 1)
}

/** 1 → "B" */
export function columnLetters(column: number): string {
  let letters = ''
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1) letters = String.fromCharCode(65 + (rest % 26)) + letters
  return letters
}

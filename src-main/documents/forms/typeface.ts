// Tinos in a form: measuring, encoding and breaking lines. Every word is laid out once and kept, because a register of
// 20,000 rows repeats a few thousand words.
import type { PDFFont } from '@cantoo/pdf-lib'

interface Word {
  /** Glyphs as hex, as a PDF shows text. */
  readonly glyphs: string
  /** Width in thousandths of the type size. */
  readonly width: number
}

/** Words kept per face; a book has fewer, a hostile one must not grow without end. */
const mostWords = 50_000

/** What a font has no letter for. */
const missing = '□'

// Signs that share a glyph with another, or have none: said by the one that extracts as it looks.
const sameLook: Readonly<Record<string, string>> = {
  '\u00d0': 'Đ', '\u0189': 'Đ', '\u2010': '-', '\u2011': '-', '\u00ad': '', '\u200b': '', '\u200c': '', '\u200d': '', '\ufeff': '',
}

// Marks that turn the direction of writing: shown by no letter, but able to make a symbol read backwards elsewhere.
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/

export class Typeface {
  /** Name in the page's resources: F1, F2 … */
  readonly resource: string
  readonly #font: PDFFont
  readonly #known: ReadonlySet<number>
  #words = new Map<string, Word>()

  constructor(font: PDFFont, resource: string) {
    this.#font = font
    this.resource = resource
    // U+FFFF ends a font's table of letters, and is none.
    this.#known = new Set(font.getCharacterSet().filter((code) => code !== 0xffff))
  }

  /** Text as this face can show it: NFC, one kind of blank, no controls, a box for letters it lacks. Line ends stay. */
  clean(text: string): string {
    let shown = ''
    for (const sign of text.normalize('NFC').replace(/\r\n?/g, '\n').replace(/[^\S\n]/gu, ' ')) {
      const said = sameLook[sign] ?? sign
      if (said === '' || said === '\n' || said === ' ') shown += said
      else if (/\p{Cc}/u.test(said) || turning.test(said)) continue
      else shown += this.#known.has(said.codePointAt(0)!) ? said : this.#known.has(missing.codePointAt(0)!) ? missing : '?'
    }
    return shown
  }

  /** Width of a line in points. */
  widthOf(text: string, size: number): number {
    let width = 0
    for (const piece of pieces(text)) width += this.#word(piece).width
    return (width * size) / 1000
  }

  /** A line as hex glyphs for Tj. */
  glyphsOf(text: string): string {
    let glyphs = ''
    for (const piece of pieces(text)) glyphs += this.#word(piece).glyphs
    return glyphs
  }

  /**
   * Breaks text into lines of at most `width` points, at blanks; a word that is wider is broken behind - / ; , . _ and,
   * where that does not help, between letters. An empty text gives no line.
   */
  lines(text: string, width: number, size: number): readonly string[] {
    const lines: string[] = []
    for (const paragraph of this.clean(text).split('\n')) {
      let line = ''
      for (const word of paragraph.split(' ').filter((part) => part !== '')) {
        const longer = line === '' ? word : `${line} ${word}`
        if (this.widthOf(longer, size) <= width) {
          line = longer
          continue
        }
        if (line !== '') lines.push(line)
        const broken = this.#breakWord(word, width, size)
        lines.push(...broken.slice(0, -1))
        line = broken.at(-1)!
      }
      if (line !== '') lines.push(line)
    }
    return lines
  }

  /** One line that fits: what is too long ends in "…". */
  fit(text: string, width: number, size: number): string {
    const shown = this.clean(text).replace(/\n/g, ' ')
    if (this.widthOf(shown, size) <= width) return shown
    const signs = [...shown]
    const cut = (count: number) => `${signs.slice(0, count).join('').trimEnd()}…`
    let [fits, tooLong] = [0, signs.length]
    while (tooLong - fits > 1) {
      const middle = (fits + tooLong) >> 1
      if (this.widthOf(cut(middle), size) <= width) fits = middle
      else tooLong = middle
    }
    return cut(fits)
  }

  #breakWord(word: string, width: number, size: number): readonly string[] {
    if (this.widthOf(word, size) <= width) return [word]
    const lines: string[] = []
    let line = ''
    for (const part of word.split(/(?<=[-/;,._])/u).flatMap((piece) => (this.widthOf(piece, size) <= width ? [piece] : [...piece]))) {
      if (line !== '' && this.widthOf(line + part, size) > width) {
        lines.push(line)
        line = part
      } else line += part
    }
    return line === '' ? lines : [...lines, line]
  }

  #word(text: string): Word {
    const known = this.#words.get(text)
    if (known) return known
    if (this.#words.size >= mostWords) this.#words = new Map()
    const word = { glyphs: this.#font.encodeText(text).asString(), width: this.#font.widthOfTextAtSize(text, 1000) }
    this.#words.set(text, word)
    return word
  }
}

// Words and the blanks between them.
function pieces(text: string): readonly string[] {
  return text.match(/ |[^ ]+/g) ?? []
}

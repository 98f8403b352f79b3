// What the slips that go with a document share: a sheet that is written from its top down and goes on over further ones, each with the
// watermark behind its text, and the heading of a Party paper (HD 36-HD/VPTW, 2018).
import { Canvas, mm, pt } from './canvas.ts'
import type { Faces, PrintJob } from './print.ts'
import { drawWatermark } from './table-heading.ts'
import type { Typeface } from './typeface.ts'

/** Size of the sheet and the edges of its text, mm from its left and top. */
export interface Sheet {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** A column of centred lines: its middle and width, mm. */
interface Block {
  readonly middle: number
  readonly width: number
}

/** Half of the heading: the office stands left, the Party right. */
interface Heading {
  /** body above the office; empty: the line is left out */
  readonly parentName: string
  readonly officeName: string
  /** lines under the asterisk: the number */
  readonly under?: readonly string[]
  readonly left: Block
  /** place and day, under the Party's name */
  readonly placeAndDay: string
  /** where place and day begin at least, counted up from the end of the left half, mm; left out: right under the Party's name */
  readonly dayAbove?: number
}

export class SheetWriter {
  readonly #job: PrintJob
  readonly #watermark: readonly string[]
  protected readonly sheet: Sheet
  protected readonly faces: Faces
  protected canvas: Canvas
  /** where the next line stands, mm from the top */
  protected y: number

  /** @param watermark its lines; none where the document is not secret */
  constructor(job: PrintJob, sheet: Sheet, watermark: readonly string[]) {
    this.#job = job
    this.#watermark = watermark
    this.sheet = sheet
    this.faces = job.faces
    this.y = sheet.top
    this.canvas = this.#begun()
  }

  /** The last sheet is full. */
  end(): void {
    this.#job.add(this.canvas)
  }

  /** Left the body above, the office, an asterisk and what stands under it; right the Party's name over a rule, place and day. */
  protected partyHeading({ parentName, officeName, under = [], left, placeAndDay, dayAbove }: Heading): void {
    const { bold, regular, italic } = this.faces
    const right = { middle: this.sheet.right - 42, width: 84 }
    const first = this.sheet.top + 4
    let y = first
    if (parentName.trim() !== '') y = this.centred(parentName.toLocaleUpperCase('vi'), regular, 12, left, y)
    y = this.centred(officeName.toLocaleUpperCase('vi'), bold, 12, left, y)
    for (const line of ['*', ...under]) y = this.centred(line, regular, 12, left, y)
    const party = 'ĐẢNG CỘNG SẢN VIỆT NAM'
    this.canvas.text(party, right.middle, first, { face: bold, size: 13, align: 'centre' })
    const half = mm(bold.widthOf(party, 13)) / 2
    this.canvas.line(right.middle - half, first + 1.6, right.middle + half, first + 1.6, 0.9)
    const from = dayAbove === undefined ? first + 10.5 : Math.max(first + 10.5, y - dayAbove)
    this.y = Math.max(y, this.centred(placeAndDay, italic, 12, right, from))
  }

  /** Lines about the middle of a block. @returns where the line below them stands, mm */
  protected centred(text: string, face: Typeface, points: number, block: Block, y: number): number {
    for (const line of face.lines(text, pt(block.width), points)) {
      this.canvas.text(line, block.middle, y, { face, size: points, align: 'centre' })
      y += mm(points * 1.32)
    }
    return y
  }

  /** Goes on over a new sheet where less than `height` mm are left of this one. */
  protected roomFor(height: number): void {
    if (this.y + height <= this.sheet.bottom) return
    this.#job.add(this.canvas)
    this.canvas = this.#begun()
    this.y = this.sheet.top + 8
  }

  #begun(): Canvas {
    const canvas = new Canvas(this.sheet.width, this.sheet.height)
    drawWatermark(canvas, this.#watermark, this.faces)
    return canvas
  }
}

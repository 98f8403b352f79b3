// Sổ đăng ký văn bản, printed: NĐ 30/2020/NĐ-CP, Phụ lục IV. Registers kept on a computer are printed and bound
// (Điều 16, Điều 22), so the print is the book: cover, headings and column numbers on every page, no row over two pages,
// cancelled numbers struck through, and at the foot the head of the journal, by which the print can be held against it.
import { setImmediate } from 'node:timers/promises'
import { formatDate, vietnamDate, vietnamTime } from '../../text/dates.ts'
import { Canvas, grey, mm, pt } from './canvas.ts'
import { PrintJob } from './print.ts'
import type { Faces, Print } from './print.ts'
import { drawCover } from './register-cover.ts'
import type { PrintedColumn, RegisterPrint, RegisterRow } from './register-form.ts'

export type { PrintedForm, RegisterPrint, RegisterRow } from './register-form.ts'

const size = 10
const lead = mm(12.4)
/** Between a cell's lines and its frame, mm. */
const padding = { centred: 0.8, left: 1.2, top: 1.1, bottom: 1.5 }
/** A row is as high as a signature needs, mm: "Ký nhận" is written by hand. */
const leastRow = 9
const rule = 0.5
/** Rows laid out between two looks at the signal. */
const stride = 250

interface Column extends PrintedColumn {
  readonly x: number
  readonly width: number
  readonly centred: boolean
}

/**
 * Prints a register; of several years one book a year, each with its cover and its own page numbers, in one PDF.
 * @returns the PDF and its pages. An empty register gives a page that says so.
 * @throws the signal's reason, when it is aborted.
 */
export async function printRegister(first: RegisterPrint, ...further: readonly RegisterPrint[]): Promise<Print> {
  const { cover, fonts, foot } = first
  const last = further.at(-1)?.cover.year ?? cover.year
  const job = await PrintJob.begin({
    title: `${cover.registerName} năm ${cover.year}${last === cover.year ? '' : `–${last}`}`,
    author: cover.officeName,
    fonts,
    printedAt: foot.printedAt,
  })
  for (const print of [first, ...further]) await drawBook(job, print)
  return await job.finish()
}

async function drawBook(job: PrintJob, print: RegisterPrint): Promise<void> {
  if (print.withCover !== false) job.add(drawCover(print.form, print.cover, job.faces))
  const before = job.pages
  const book = new BookWriter(print, job)
  let count = 0
  for (const row of print.rows) {
    book.addRow(row)
    count += 1
    if (count % stride === 0) {
      print.onProgress?.(count)
      await setImmediate()
      print.signal?.throwIfAborted()
    }
  }
  print.signal?.throwIfAborted()
  book.close()
  print.onProgress?.(count)
  const pages = job.pages - before
  for (let page = 0; page < pages; page += 1) job.drawOn(before + page, (canvas) => drawFoot(canvas, print, job.faces, page + 1, pages))
}

class BookWriter {
  readonly #print: RegisterPrint
  readonly #job: PrintJob
  readonly #faces: Faces
  readonly #columns: readonly Column[]
  readonly #top: number
  readonly #bottom: number
  readonly #left: number
  readonly #right: number
  #canvas: Canvas
  #y: number
  #rows = 0
  #cancelled = 0

  constructor(print: RegisterPrint, job: PrintJob) {
    const { page, columns } = print.form
    this.#print = print
    this.#job = job
    this.#faces = job.faces
    this.#left = page.marginsMm.left
    this.#right = page.widthMm - page.marginsMm.right
    this.#top = page.marginsMm.top
    // The foot line stands in the lower margin, and needs 8 mm of it.
    this.#bottom = page.heightMm - Math.max(12, page.marginsMm.bottom)
    this.#columns = placed(columns, this.#left, this.#right)
    this.#canvas = this.#newPage()
    this.#y = this.#drawHeadings()
  }

  addRow(row: RegisterRow): void {
    this.#rows += 1
    if (row.cancelled) this.#cancelled += 1
    const cells = this.#columns.map((column) =>
      this.#faces.regular.lines(row.cells[column.key] ?? '', pt(column.width - 2 * (column.centred ? padding.centred : padding.left)), size),
    )
    const lines = Math.max(1, ...cells.map((cell) => cell.length))
    if (this.#y + rowHeight(lines) <= this.#bottom) return this.#drawRow(cells, 0, lines, row.cancelled)
    this.#turn()
    // Only a row taller than a whole page goes over to the next one.
    const fitting = Math.floor((this.#bottom - this.#y - padding.top - padding.bottom) / lead)
    for (let from = 0; from < lines; from += fitting) {
      if (from > 0) this.#turn()
      this.#drawRow(cells, from, Math.min(lines, from + fitting), row.cancelled)
    }
  }

  /** Ends the book: what it counts, and the journal's head in full. */
  close(): void {
    if (this.#rows === 0) this.#drawEmpty()
    const { foot } = this.#print
    const counted = `Cộng: ${this.#rows} văn bản${this.#cancelled > 0 ? `, trong đó ${this.#cancelled} văn bản đã hủy (gạch ngang)` : ''}.`
    const printed = this.#faces.regular.fit(`In lúc ${shortInstant(foot.printedAt)}, người in: ${foot.printedBy}.`, pt(this.#right - this.#left), 10.5)
    if (this.#y + 20 > this.#bottom) {
      this.#job.add(this.#canvas)
      this.#canvas = this.#newPage()
      this.#y = this.#top
    }
    const style = { face: this.#faces.regular, size: 10.5 }
    this.#canvas.text(counted, this.#left, this.#y + 7, { face: this.#faces.bold, size: 10.5 })
    this.#canvas.text('Mã đầu nhật ký lúc in (SHA-256):', this.#left, this.#y + 12.5, style)
    this.#canvas.text(foot.headHash, this.#left + 56, this.#y + 12.5, style)
    this.#canvas.text(printed, this.#left, this.#y + 18, style)
    this.#job.add(this.#canvas)
  }

  #turn(): void {
    this.#job.add(this.#canvas)
    this.#canvas = this.#newPage()
    this.#y = this.#drawHeadings()
  }

  #newPage(): Canvas {
    const { page } = this.#print.form
    const { cover } = this.#print
    const canvas = new Canvas(page.widthMm, page.heightMm)
    const style = { face: this.#faces.italic, size: 9, colour: grey }
    const y = this.#top - 3
    canvas.text(this.#faces.italic.fit(cover.officeName, pt((this.#right - this.#left) * 0.3), 9), this.#left, y, style)
    const name = this.#faces.italic.fit(`${cover.registerName} năm ${cover.year}`, pt((this.#right - this.#left) * 0.38), 9)
    canvas.text(name, (this.#left + this.#right) / 2, y, { ...style, align: 'centre' })
    if (cover.volume !== undefined) canvas.text(`Quyển số ${cover.volume}`, this.#right, y, { ...style, align: 'right' })
    return canvas
  }

  /** Draws the headings; @returns where the first row begins, mm. */
  #drawHeadings(): number {
    const face = this.#faces.bold
    const headings = this.#columns.map((column) => column.lines.flatMap((line) => face.lines(line, pt(column.width - 1), size)))
    const height = Math.max(...headings.map((lines) => lines.length)) * lead + 3.4
    this.#columns.forEach((column, index) => {
      const lines = headings[index]!
      const first = this.#top + (height - lines.length * lead) / 2
      this.#canvas.frame(column.x, this.#top, column.width, height, rule)
      lines.forEach((line, at) => this.#canvas.text(line, column.x + column.width / 2, baseline(first, at), { face, size, align: 'centre' }))
    })
    const y = this.#top + height
    if (!this.#print.form.columnNumbers) return y
    this.#columns.forEach((column, index) => {
      this.#canvas.frame(column.x, y, column.width, 5.4, rule)
      this.#canvas.text(`(${index + 1})`, column.x + column.width / 2, baseline(y + 0.5, 0), { face: this.#faces.italic, size: 9.5, align: 'centre' })
    })
    return y + 5.4
  }

  #drawRow(cells: readonly (readonly string[])[], from: number, to: number, cancelled: boolean): void {
    const height = rowHeight(to - from)
    this.#columns.forEach((column, index) => {
      this.#canvas.frame(column.x, this.#y, column.width, height, rule)
      const x = column.centred ? column.x + column.width / 2 : column.x + padding.left
      cells[index]!.slice(from, to).forEach((line, at) => {
        const y = baseline(this.#y + padding.top, at)
        this.#canvas.text(line, x, y, { face: this.#faces.regular, size, align: column.centred ? 'centre' : 'left' })
        if (cancelled) this.#strike(line, x, y, column.centred)
      })
    })
    this.#y += height
  }

  #strike(line: string, x: number, y: number, centred: boolean): void {
    const width = mm(this.#faces.regular.widthOf(line, size))
    const left = centred ? x - width / 2 : x
    const middle = y - mm(size * 0.24)
    this.#canvas.line(left - 0.3, middle, left + width + 0.3, middle, 0.7)
  }

  #drawEmpty(): void {
    const height = 14
    this.#canvas.frame(this.#left, this.#y, this.#right - this.#left, height, rule)
    this.#canvas.text('Không có văn bản nào trong khoảng đã chọn.', (this.#left + this.#right) / 2, this.#y + 8.6, {
      face: this.#faces.italic, size: 12, align: 'centre',
    })
    this.#y += height
  }
}

// The columns of the form fill the page between its margins, in their proportions.
function placed(columns: readonly PrintedColumn[], left: number, right: number): readonly Column[] {
  const scale = (right - left) / columns.reduce((sum, column) => sum + column.widthMm, 0)
  let x = left
  return columns.map((column) => {
    const width = column.widthMm * scale
    // Dates and ordinals stand in the middle of their column, words at its left.
    const one = { ...column, x, width, centred: /(date|ordinal|arrivalNumber|copies|pages)$/i.test(column.key) }
    x += width
    return one
  })
}

/** An instant (ISO 8601) as `08:15 03/11/2026`, Vietnam's time. */
function shortInstant(instant: string): string {
  const at = Date.parse(instant)
  return `${vietnamTime(at)} ${formatDate(vietnamDate(at))}`
}

function rowHeight(lines: number): number {
  return Math.max(leastRow, lines * lead + padding.top + padding.bottom)
}

/** Baseline of the line `at` of a block whose first line begins at `top`, mm. */
function baseline(top: number, at: number): number {
  return top + lead * at + mm(size * 0.95)
}

function drawFoot(canvas: Canvas, print: RegisterPrint, faces: Faces, page: number, pages: number): void {
  const { marginsMm, heightMm, widthMm } = print.form.page
  const y = heightMm - 7.5
  const left = `Nhật ký ${print.foot.headHash.slice(0, 16)} · In lúc ${shortInstant(print.foot.printedAt)} · ${print.foot.printedBy}`
  canvas.line(marginsMm.left, y - 3.6, widthMm - marginsMm.right, y - 3.6, 0.3, grey)
  canvas.text(faces.regular.fit(left, pt(widthMm - marginsMm.left - marginsMm.right - 40), 8.5), marginsMm.left, y, { face: faces.regular, size: 8.5, colour: grey })
  canvas.text(`Trang ${page}/${pages}`, widthMm - marginsMm.right, y, { face: faces.regular, size: 9.5, align: 'right' })
}

// A printed table as PDF: headings and column numbers on every page, no row over two pages (a row higher than a page goes
// on, and says so), cancelled rows struck through, page x/y, and at the foot the head of the journal, by which the print can
// be held against it.
import { Canvas, grey, mm, pt } from './canvas.ts'
import { Pace } from './pace.ts'
import { drawCoverFoot, drawFoot, shortInstant } from './page-foot.ts'
import { PrintJob } from './print.ts'
import type { Faces, Print } from './print.ts'
import { columnWidths, shownCell, spanOf } from './printed-table.ts'
import type { PrintedColumn, PrintedTable, TableLine } from './printed-table.ts'
import { drawCover } from './register-cover.ts'
import { chartHeight, drawChart } from './table-chart.ts'
import { drawLetterhead, drawSignatures, drawWatermark, signaturesHeight, titleLines } from './table-heading.ts'
import type { Typeface } from './typeface.ts'

const size = 10
const lead = mm(12.4)
/** Between a cell's lines and its frame, mm. */
const padding = { centred: 0.8, side: 1.2, top: 1.1, bottom: 1.5 }
/** A row of a book is as high as a signature needs, mm: "Ký nhận" is written by hand. */
const leastRow = 9
const leastBand = 7
const leastOther = 6.4
const rule = 0.5

interface Place {
  readonly x: number
  readonly width: number
  readonly align: 'left' | 'centre' | 'right'
}

interface Column extends Place {
  readonly of: PrintedColumn
}

/** A line of the table, broken into lines of text. */
interface LaidOut {
  readonly cells: readonly { readonly place: Place; readonly lines: readonly string[] }[]
  readonly face: Typeface
  readonly lines: number
  readonly least: number
  readonly cancelled: boolean
}

/**
 * Prints tables one after the other, each with its own page numbers, in one PDF named after the first.
 * @throws a table's signal's reason, when it is aborted
 */
export async function printTable(first: PrintedTable, ...further: readonly PrintedTable[]): Promise<Print> {
  return await printTables(first.title, [first, ...further])
}

/**
 * Prints tables one after the other, each with its own page numbers, in one PDF.
 * @param title of the document's properties
 * @throws a table's signal's reason, when it is aborted
 */
export async function printTables(title: string, tables: readonly [PrintedTable, ...PrintedTable[]]): Promise<Print> {
  const [{ letterhead, fonts, foot, signal }] = tables
  const job = await PrintJob.begin({ title, author: letterhead.officeName, fonts, printedAt: foot.printedAt })
  for (const table of tables) await drawTable(job, table)
  return await job.finish(signal)
}

async function drawTable(job: PrintJob, table: PrintedTable): Promise<void> {
  const pace = new Pace(table)
  const { widthMm, marginsMm } = table.page
  const edges = { left: marginsMm.left, right: widthMm - marginsMm.right }
  if (table.book?.withCover) {
    const cover = emptyPage(table, job.faces)
    drawCover(cover, table.book.cover, job.faces)
    drawCoverFoot(cover, table.foot, job.faces, edges)
    job.add(cover)
  }
  const before = job.pages
  const writer = new TableWriter(table, job)
  // Title and headings are the first words of a face, and take the longest.
  await pace.step()
  for await (const line of table.rows) {
    writer.add(line)
    await pace.row()
  }
  pace.end()
  writer.close()
  const pages = job.pages - before
  for (let page = 0; page < pages; page += 1) {
    job.drawOn(before + page, (canvas) => drawFoot(canvas, table.foot, job.faces, edges, { number: page + 1, of: pages }))
    await pace.step()
  }
}

class TableWriter {
  readonly #table: PrintedTable
  readonly #job: PrintJob
  readonly #faces: Faces
  readonly #columns: readonly Column[]
  readonly #top: number
  readonly #bottom: number
  readonly #left: number
  readonly #right: number
  #canvas: Canvas
  #y: number
  /** group headings that wait for the row they must not be parted from */
  #held: LaidOut[] = []
  #rows = 0
  #cancelled = 0

  constructor(table: PrintedTable, job: PrintJob) {
    const { page, book } = table
    this.#table = table
    this.#job = job
    this.#faces = job.faces
    this.#left = page.marginsMm.left
    this.#right = page.widthMm - page.marginsMm.right
    this.#top = page.marginsMm.top
    // The foot line stands in the lower margin, and needs 8 mm of it.
    this.#bottom = page.heightMm - Math.max(12, page.marginsMm.bottom)
    this.#columns = placed(table, this.#left)
    this.#canvas = book === undefined ? emptyPage(table, job.faces) : this.#newPage()
    this.#y = this.#top
    if (book === undefined) this.#drawTitle()
    this.#drawHeadings()
  }

  add(line: TableLine): void {
    if (line.kind === 'group') {
      this.#held.push(this.#band(line.text, this.#columns.length, {}, leastBand))
      return
    }
    if (line.kind === 'sum') return this.#place(this.#band(line.text, spanOf(this.#table.columns, line), line.cells, leastBand))
    this.#rows += 1
    if (line.cancelled) this.#cancelled += 1
    const face = this.#faces.regular
    const cells = this.#columns.map((column) => ({ place: column, lines: face.lines(shownCell(column.of, line.cells[column.of.key]), textRoom(column), size) }))
    this.#place(laidOut(cells, face, this.#table.book === undefined ? leastOther : leastRow, line.cancelled === true))
  }

  /** Ends the table: what it counts, charts, signatures, and the journal's head in full. */
  close(): void {
    this.#flushHeld()
    const { book, charts = [], closing = [], counted, foot, signatures, totals, whenEmpty } = this.#table
    if (this.#rows === 0 && whenEmpty !== undefined) this.#drawEmpty(whenEmpty)
    if (totals !== undefined) this.add(totals)
    if (book !== undefined) return this.#closeBook()
    for (const chart of charts) {
      this.#roomFor(chartHeight + 4)
      drawChart(this.#canvas, chart, this.#faces, this.#left, this.#right, this.#y + 4)
      this.#y += chartHeight + 4
    }
    if (counted !== undefined) this.#paragraph(counted(this.#rows, this.#cancelled), this.#faces.bold, 11)
    for (const line of closing) this.#paragraph(line, this.#faces.regular, 12)
    if (signatures !== undefined) {
      this.#roomFor(signaturesHeight(signatures))
      this.#y = drawSignatures(this.#canvas, signatures, this.#faces, this.#left, this.#right, this.#y)
    }
    this.#roomFor(6)
    const head = `Mã đầu nhật ký lúc in (SHA-256): ${foot.headHash}`
    this.#canvas.text(this.#faces.regular.fit(head, pt(this.#right - this.#left), 8.5), this.#left, this.#y + 5, { face: this.#faces.regular, size: 8.5, colour: grey })
    this.#job.add(this.#canvas)
  }

  #closeBook(): void {
    const { counted, foot } = this.#table
    const printed = this.#faces.regular.fit(`In lúc ${shortInstant(foot.printedAt)}, người in: ${foot.printedBy}.`, pt(this.#right - this.#left), 10.5)
    this.#roomFor(20)
    const style = { face: this.#faces.regular, size: 10.5 }
    this.#canvas.text(counted?.(this.#rows, this.#cancelled) ?? '', this.#left, this.#y + 7, { face: this.#faces.bold, size: 10.5 })
    this.#canvas.text('Mã đầu nhật ký lúc in (SHA-256):', this.#left, this.#y + 12.5, style)
    this.#canvas.text(foot.headHash, this.#left + 56, this.#y + 12.5, style)
    this.#canvas.text(printed, this.#left, this.#y + 18, style)
    this.#job.add(this.#canvas)
  }

  /** A page without the table's headings, where what comes next does not fit here. */
  #roomFor(height: number): void {
    if (this.#y + height <= this.#bottom) return
    this.#job.add(this.#canvas)
    this.#canvas = this.#newPage()
    this.#y = this.#top
  }

  #turn(continued = false): void {
    this.#job.add(this.#canvas)
    this.#canvas = this.#newPage(continued)
    this.#y = this.#top
    this.#drawHeadings()
  }

  /** A page with its running head. */
  #newPage(continued = false): Canvas {
    const { letterhead, title, book } = this.#table
    const canvas = emptyPage(this.#table, this.#faces)
    const style = { face: this.#faces.italic, size: 9, colour: grey }
    const y = this.#top - 3
    const room = pt(this.#right - this.#left)
    canvas.text(this.#faces.italic.fit(letterhead.officeName, room * 0.3, 9), this.#left, y, style)
    const name = this.#faces.italic.fit(title, room * 0.38, 9)
    canvas.text(name, (this.#left + this.#right) / 2, y, { ...style, align: 'centre' })
    const aside = continued ? '(dòng cuối trang trước, tiếp theo)' : (book?.volume ?? '')
    canvas.text(this.#faces.italic.fit(aside, room * 0.3, 9), this.#right, y, { ...style, align: 'right' })
    return canvas
  }

  #drawTitle(): void {
    const { letterhead, title, subtitle = [] } = this.#table
    this.#y = drawLetterhead(this.#canvas, letterhead, this.#faces, this.#left, this.#right, this.#top) + 4
    for (const line of titleLines(title, subtitle, this.#faces, this.#right - this.#left - 10)) {
      const height = mm(line.size * 1.3)
      this.#roomFor(height + 40)
      this.#y += height
      this.#canvas.text(line.text, (this.#left + this.#right) / 2, this.#y, { ...line, align: 'centre' })
    }
    this.#y += 4
  }

  #drawHeadings(): void {
    const face = this.#faces.bold
    const headings = this.#columns.map((column) => column.of.lines.flatMap((line) => face.lines(line, pt(column.width - 1), size)))
    const height = Math.max(...headings.map((lines) => lines.length)) * lead + 3.4
    this.#columns.forEach((column, index) => {
      const lines = headings[index]!
      const first = this.#y + (height - lines.length * lead) / 2
      this.#canvas.frame(column.x, this.#y, column.width, height, rule)
      lines.forEach((line, at) => this.#canvas.text(line, column.x + column.width / 2, baseline(first, at), { face, size, align: 'centre' }))
    })
    this.#y += height
    if (!this.#table.columnNumbers) return
    this.#columns.forEach((column, index) => {
      this.#canvas.frame(column.x, this.#y, column.width, 5.4, rule)
      this.#canvas.text(`(${index + 1})`, column.x + column.width / 2, baseline(this.#y + 0.5, 0), { face: this.#faces.italic, size: 9.5, align: 'centre' })
    })
    this.#y += 5.4
  }

  /** A heading or sum: its text over the first columns, and the cells after it. */
  #band(text: string, span: number, cells: Readonly<Record<string, string | number>>, least: number): LaidOut {
    const face = this.#faces.bold
    const spanned = this.#columns.slice(0, span)
    const place: Place = { x: this.#left, width: spanned.reduce((sum, column) => sum + column.width, 0), align: 'left' }
    const rest = this.#columns.slice(span).map((column) => ({ place: column, lines: face.lines(shownCell(column.of, cells[column.of.key]), textRoom(column), size) }))
    return laidOut([{ place, lines: face.lines(text, textRoom(place), size) }, ...rest], face, least, false)
  }

  #flushHeld(): void {
    for (const held of this.#held.splice(0)) this.#place(held)
  }

  /** Draws a line of the table, with the headings that wait for it, on this page or on the next. */
  #place(line: LaidOut): void {
    const together = [...this.#held.splice(0), line]
    if (this.#y + together.reduce((sum, one) => sum + heightOf(one), 0) > this.#bottom) this.#turn()
    for (const one of together) this.#draw(one)
  }

  #draw(line: LaidOut): void {
    if (this.#y + heightOf(line) <= this.#bottom) return this.#drawLines(line, 0, line.lines)
    // Only a row taller than a whole page goes over to the next one.
    for (let from = 0; from < line.lines; ) {
      if (from > 0) this.#turn(true)
      const fitting = Math.max(1, Math.floor((this.#bottom - this.#y - padding.top - padding.bottom) / lead))
      const to = Math.min(line.lines, from + fitting)
      this.#drawLines(line, from, to)
      if (to < line.lines) {
        // Between the table and the foot line.
        const below = Math.min(this.#bottom + 3.2, this.#table.page.heightMm - 11.6)
        this.#canvas.text('(dòng này còn tiếp ở trang sau)', this.#right, below, { face: this.#faces.italic, size: 8.5, align: 'right', colour: grey })
      }
      from = to
    }
  }

  #drawLines(line: LaidOut, from: number, to: number): void {
    const height = Math.max(line.least, (to - from) * lead + padding.top + padding.bottom)
    for (const { place, lines } of line.cells) {
      this.#canvas.frame(place.x, this.#y, place.width, height, rule)
      const x = place.align === 'centre' ? place.x + place.width / 2 : place.align === 'right' ? place.x + place.width - padding.side : place.x + padding.side
      lines.slice(from, to).forEach((text, at) => {
        const y = baseline(this.#y + padding.top, at)
        this.#canvas.text(text, x, y, { face: line.face, size, align: place.align })
        if (line.cancelled) this.#strike(text, x, y, place.align)
      })
    }
    this.#y += height
  }

  #strike(line: string, x: number, y: number, align: Place['align']): void {
    const width = mm(this.#faces.regular.widthOf(line, size))
    const left = align === 'centre' ? x - width / 2 : align === 'right' ? x - width : x
    const middle = y - mm(size * 0.24)
    this.#canvas.line(left - 0.3, middle, left + width + 0.3, middle, 0.7)
  }

  #drawEmpty(text: string): void {
    const height = 14
    this.#canvas.frame(this.#left, this.#y, this.#right - this.#left, height, rule)
    this.#canvas.text(text, (this.#left + this.#right) / 2, this.#y + 8.6, { face: this.#faces.italic, size: 12, align: 'centre' })
    this.#y += height
  }

  #paragraph(text: string, face: Typeface, points: number): void {
    this.#y += 2
    for (const line of face.lines(text, pt(this.#right - this.#left), points)) {
      this.#roomFor(mm(points * 1.3) + 1)
      this.#y += mm(points * 1.3)
      this.#canvas.text(line, this.#left, this.#y, { face, size: points })
    }
  }
}

function emptyPage({ page, watermark = [] }: PrintedTable, faces: Faces): Canvas {
  const canvas = new Canvas(page.widthMm, page.heightMm)
  drawWatermark(canvas, watermark, faces)
  return canvas
}

function placed(table: PrintedTable, left: number): readonly Column[] {
  const widths = columnWidths(table)
  let x = left
  return table.columns.map((of, index) => {
    const width = widths[index]!
    const column = { of, x, width, align: of.align ?? 'left' }
    x += width
    return column
  })
}

/** Points that a cell has for its text. */
function textRoom({ width, align }: Place): number {
  return pt(width - 2 * (align === 'centre' ? padding.centred : padding.side))
}

function laidOut(cells: LaidOut['cells'], face: Typeface, least: number, cancelled: boolean): LaidOut {
  return { cells, face, least, cancelled, lines: Math.max(1, ...cells.map(({ lines }) => lines.length)) }
}

function heightOf({ lines, least }: LaidOut): number {
  return Math.max(least, lines * lead + padding.top + padding.bottom)
}

/** Baseline of the line `at` of a block whose first line begins at `top`, mm. */
function baseline(top: number, at: number): number {
  return top + lead * at + mm(size * 0.95)
}

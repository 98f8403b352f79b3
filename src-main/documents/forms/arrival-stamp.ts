// Dấu "ĐẾN" as a label to print and stick on: NĐ 30/2020/NĐ-CP, Phụ lục IV, Mục V: a frame of 35 mm × 50 mm, the office's
// name above, ĐẾN at the left of Số and Ngày, below them Chuyển and Số và ký hiệu HS. The page is as wide, red as the ink of the
// stamp; what is not known yet stays dotted, for the pen. What marks a print (Phụ lục VI, III.6.k) has no place in the frame: it
// stands in a margin below, which is cut off where the label is stuck on a document.
import { formatDate } from '../../text/dates.ts'
import { Canvas, grey, mm, pt, stampRed } from './canvas.ts'
import { footParts } from './page-foot.ts'
import { PrintJob } from './print.ts'
import type { Faces, Print } from './print.ts'
import type { PrintedFoot } from './printed-table.ts'
import type { Typeface } from './typeface.ts'

/** The stamp's form, as the rulebook gives it. */
export interface StampForm {
  readonly widthMm: number
  readonly heightMm: number
  /** the large word at the left of the rows that stand beside it */
  readonly side: string
  readonly sideWidthMm: number
  /** exactly four rows: số, ngày, chuyển, hồ sơ */
  readonly rows: readonly { readonly label: string; readonly beside: boolean }[]
}

export interface ArrivalStamp {
  readonly form: StampForm
  readonly officeName: string
  /** arrival number with its suffix: "412", "12a" */
  readonly number?: string
  /** YYYY-MM-DD */
  readonly date?: string
  /** HH:MM; given for thượng khẩn and hỏa tốc, where the hour counts */
  readonly time?: string
  /** to whom it is transferred */
  readonly to?: string
  /** số và ký hiệu hồ sơ */
  readonly dossier?: string
  /** level of a secret document as its stamp has it: "MẬT" */
  readonly secrecy?: string
  readonly foot: PrintedFoot
  /** folder of the Tinos faces */
  readonly fonts: string
}

const inset = 0.9
/** below the frame, mm */
const margin = 6
const marginSize = 5.5
const side = 2

/** Prints the stamp on one page of its own size, with the margin below. */
export async function printArrivalStamp(stamp: ArrivalStamp): Promise<Print> {
  const { form } = stamp
  const job = await PrintJob.begin({ title: `Dấu đến ${stamp.number ?? ''}`.trim(), author: stamp.officeName, fonts: stamp.fonts, printedAt: stamp.foot.printedAt })
  const canvas = new Canvas(form.widthMm, form.heightMm + margin)
  canvas.frame(inset, inset, form.widthMm - 2 * inset, form.heightMm - 2 * inset, 1.3, stampRed)
  const below = drawName(canvas, stamp, job.faces)
  drawRows(canvas, stamp, job.faces, below)
  drawMargin(canvas, stamp, job.faces)
  job.add(canvas)
  return await job.finish()
}

// Two small lines: when and by whom, which page; the journal's head, and the level of a secret document.
function drawMargin(canvas: Canvas, { form, foot, secrecy }: ArrivalStamp, { regular, bold }: Faces): void {
  const [journal, printed] = footParts(foot)
  const [from, to] = [inset + 0.4, form.widthMm - inset - 0.4]
  const line = (left: string, y: number, end: string, face: Typeface) => {
    canvas.text(end, to, y, { face, size: marginSize, align: 'right' })
    canvas.text(regular.fit(left, pt(to - from - 1) - face.widthOf(face.clean(end), marginSize), marginSize), from, y, { face: regular, size: marginSize, colour: grey })
  }
  line(printed, form.heightMm + 2.1, 'Trang 1/1', regular)
  line(journal, form.heightMm + 4.5, secrecy ?? '', bold)
}

// The name in one line where it fits, else in two, in letters as large as the frame allows.
function drawName(canvas: Canvas, { form, officeName }: ArrivalStamp, faces: Faces): number {
  const width = pt(form.widthMm - 2 * side)
  const name = faces.bold.clean(officeName.toLocaleUpperCase('vi'))
  const one = (width / faces.bold.widthOf(name, 1)) * 0.999
  const { lines, size } = one >= 7.5 ? { lines: [name], size: Math.min(10.5, one) } : inTwoLines(name, faces.bold, width)
  let y = inset + 0.6
  for (const line of lines) {
    y += mm(size * 1.15)
    canvas.text(line, form.widthMm / 2, y, { face: faces.bold, size, align: 'centre', colour: stampRed })
  }
  const below = y + 1.7
  canvas.line(inset, below, form.widthMm - inset, below, 0.9, stampRed)
  return below
}

// Words of an office's name that belong together: a line does not end inside "HUYỆN ỦY" or "CƠ QUAN".
const together = / (?!ỦY |ỦY$|QUAN |QUAN$|PHÒNG |PHÒNG$|ĐỒNG |DÂN |TRẬN |THƯỜNG VỤ|CHẤP HÀNH|VỤ |VỤ$|HÀNH |HÀNH$)/u

// Broken where the longer half is shortest, so that no lone word stands below.
function inTwoLines(name: string, face: Typeface, width: number): { readonly lines: readonly string[]; readonly size: number } {
  const words = name.split(together)
  const longest = (lines: readonly string[]) => Math.max(...lines.map((line) => face.widthOf(line, 1)))
  const lines = words
    .slice(1)
    .map((_word, index) => [words.slice(0, index + 1).join(' '), words.slice(index + 1).join(' ')])
    .reduce((best, halves) => (longest(halves) < longest(best) ? halves : best), [name])
  return { lines, size: Math.min(10, (width / longest(lines)) * 0.999) }
}

function drawRows(canvas: Canvas, stamp: ArrivalStamp, faces: Faces, top: number): void {
  const { form } = stamp
  const values = [stamp.number, dateAndHour(stamp), stamp.to, stamp.dossier]
  const each = (form.heightMm - inset - top) / form.rows.length
  const besides = form.rows.filter((row) => row.beside).length
  form.rows.forEach((row, index) => {
    const left = row.beside ? form.sideWidthMm + 2 * side : side + 0.6
    drawRow(canvas, faces, row.label, values[index], left, form.widthMm - side, top + each * (index + 1) - each * 0.3)
  })
  const across = inset + (form.sideWidthMm + side)
  const under = top + each * besides
  canvas.line(across, top, across, under, 0.9, stampRed)
  canvas.line(inset, under, form.widthMm - inset, under, 0.9, stampRed)
  const size = 15
  const word = faces.bold.widthOf(form.side, size) > pt(form.sideWidthMm) ? (size * pt(form.sideWidthMm)) / faces.bold.widthOf(form.side, size) : size
  canvas.text(form.side, (inset + across) / 2, top + (under - top) / 2 + mm(word * 0.34), { face: faces.bold, size: word, align: 'centre', colour: stampRed })
}

function drawRow(canvas: Canvas, faces: Faces, label: string, value: string | undefined, left: number, right: number, y: number): void {
  const size = 9.5
  canvas.text(label, left, y, { face: faces.bold, size, colour: stampRed })
  const after = left + mm(faces.bold.widthOf(label, size)) + 1
  if (value === undefined || value.trim() === '') return canvas.dots(after + 0.4, right - 0.4, y, stampRed)
  const face = faces.regular
  const room = pt(right - after)
  const whole = Math.min(size + 1, (room / face.widthOf(face.clean(value), 1)) * 0.999)
  if (whole >= 8) return canvas.text(value, after, y, { face, size: whole, colour: stampRed })
  // Several recipients: two small lines; what is longer still is written on the document itself.
  const [first, ...rest] = face.lines(value, room, 7)
  canvas.text(first ?? '', after, y - 1.3, { face, size: 7, colour: stampRed })
  canvas.text(face.fit(rest.join(' '), room, 7), after, y + 1.3, { face, size: 7, colour: stampRed })
}

function dateAndHour({ date, time }: ArrivalStamp): string | undefined {
  if (date === undefined) return undefined
  if (time === undefined) return formatDate(date)
  const [hour, minute] = time.split(':')
  return `${hour}g${minute}, ${formatDate(date)}`
}

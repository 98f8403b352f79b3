// What stands at the foot of every printed page, beside the form: the journal's head, when it was printed and by whom, which page of
// how many (NĐ 30/2020/NĐ-CP, Phụ lục VI, III.6.k).
import { formatDate, vietnamDate, vietnamTime } from '../../text/dates.ts'
import { grey, pt } from './canvas.ts'
import type { Canvas } from './canvas.ts'
import type { Faces, PrintJob } from './print.ts'
import type { PrintedFoot } from './printed-table.ts'

/** An instant (ISO 8601) as `08:15 03/11/2026`, Vietnam's time. */
export function shortInstant(instant: string): string {
  const at = Date.parse(instant)
  return `${vietnamTime(at)} ${formatDate(vietnamDate(at))}`
}

/** The journal's head, shortened; when and by whom it was printed. */
export function footParts({ headHash, printedAt, printedBy }: PrintedFoot): readonly [journal: string, printed: string] {
  return [`Nhật ký ${headHash.slice(0, 16)}`, `In lúc ${shortInstant(printedAt)} · ${printedBy}`]
}

/** The same in one line. */
export function footText(foot: PrintedFoot): string {
  return footParts(foot).join(' · ')
}

/** The edges between which a foot stands, mm. */
interface Edges {
  readonly left: number
  readonly right: number
}

/** mm from the lower edge of a page to the foot's baseline */
const height = 7.5
const size = 8.5

/** Draws the foot of a page that is counted, under a hairline. */
export function drawFoot(canvas: Canvas, foot: PrintedFoot, faces: Faces, { left, right }: Edges, page: { readonly number: number; readonly of: number }): void {
  const y = canvas.height - height
  canvas.line(left, y - 3.6, right, y - 3.6, 0.3, grey)
  canvas.text(faces.regular.fit(footText(foot), pt(right - left - 40), size), left, y, { face: faces.regular, size, colour: grey })
  canvas.text(`Trang ${page.number}/${page.of}`, right, y, { face: faces.regular, size: 9.5, align: 'right' })
}

/** Draws the foot of a cover, which is not counted: in the middle, below its frame. */
export function drawCoverFoot(canvas: Canvas, foot: PrintedFoot, faces: Faces, { left, right }: Edges): void {
  canvas.text(faces.regular.fit(footText(foot), pt(right - left), size), canvas.width / 2, canvas.height - height, { face: faces.regular, size, colour: grey, align: 'centre' })
}

/** Draws the foot on all pages of a print that is one form, once it is known how many there are. */
export function drawFeet(job: PrintJob, foot: PrintedFoot, edges: Edges): void {
  for (let page = 0; page < job.pages; page += 1) job.drawOn(page, (canvas) => drawFoot(canvas, foot, job.faces, edges, { number: page + 1, of: job.pages }))
}

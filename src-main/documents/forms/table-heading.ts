// What stands above and below a printed table: letterhead, title, watermark; closing lines and signatures. Sizes after
// HD 36-HD/VPTW (2018), one step smaller, as on forms.
import { mm, pt } from './canvas.ts'
import type { Canvas, Colour } from './canvas.ts'
import type { Faces } from './print.ts'
import { signatureRows } from './printed-table.ts'
import type { Letterhead, Signatures } from './printed-table.ts'
import type { Typeface } from './typeface.ts'

/** Where lines are set: their middle and their width, mm. */
interface Block {
  readonly middle: number
  readonly width: number
}

const lead = 1.3
const faint: Colour = [0.9, 0.9, 0.9]

/** Lines in the middle of a block; @returns the baseline for what follows. */
function centred(canvas: Canvas, text: string, face: Typeface, size: number, block: Block, y: number): number {
  for (const line of face.lines(text, pt(block.width), size)) {
    canvas.text(line, block.middle, y, { face, size, align: 'centre' })
    y += mm(size * lead)
  }
  return y
}

/** Left the body above and the office over a short rule; right the Party's name over its rule, place and day. @returns the lower end, mm */
export function drawLetterhead(canvas: Canvas, letterhead: Letterhead, faces: Faces, left: number, right: number, top: number): number {
  const width = (right - left) * 0.47
  const office = { middle: left + width / 2, width }
  const nation = { middle: right - width / 2, width }
  let y = top + 4
  if (letterhead.parentName.trim() !== '') y = centred(canvas, letterhead.parentName.toLocaleUpperCase('vi'), faces.regular, 12, office, y)
  const name = letterhead.officeName.toLocaleUpperCase('vi')
  y = centred(canvas, name, faces.bold, 12, office, y)
  rule(canvas, office.middle, Math.min(13, mm(faces.bold.widthOf(faces.bold.clean(name), 12)) / 5), y - 3)
  let other = top + 4
  if (letterhead.nationalTitle !== undefined) {
    other = centred(canvas, letterhead.nationalTitle, faces.bold, 13, nation, other)
    rule(canvas, nation.middle, Math.min(width, mm(faces.bold.widthOf(faces.bold.clean(letterhead.nationalTitle), 13))) / 2, other - 3.5)
  }
  if (letterhead.placeAndDay !== undefined) other = centred(canvas, letterhead.placeAndDay, faces.italic, 12, nation, other + 1.6)
  return Math.max(y, other) - 2.5
}

function rule(canvas: Canvas, middle: number, half: number, y: number): void {
  canvas.line(middle - half, y, middle + half, y, 0.8)
}

/** The title and the lines under it, laid out: a long one may need more than one page. */
export function titleLines(title: string, subtitle: readonly string[], faces: Faces, width: number): readonly { readonly text: string; readonly face: Typeface; readonly size: number }[] {
  const lines = (text: string, face: Typeface, size: number) => face.lines(text, pt(width), size).map((line) => ({ text: line, face, size }))
  return [...lines(title, faces.bold, 15), ...subtitle.flatMap((text) => lines(text, faces.italic, 12))]
}

/** Behind everything else of a page: along its diagonal, the first line large. */
export function drawWatermark(canvas: Canvas, lines: readonly string[], faces: Faces): void {
  const { width, height } = canvas
  const degrees = (Math.atan2(height, width) * 180) / Math.PI
  const room = pt(Math.hypot(width, height) * 0.68)
  const sizes = lines.map((line, at) => {
    const most = at === 0 ? Math.min(120, 900 / Math.max(1, line.length)) : 18
    const wide = faces.bold.widthOf(faces.bold.clean(line), 1)
    return wide === 0 ? most : Math.min(most, room / wide)
  })
  // Down the page's other diagonal, line by line.
  let below = -sizes.slice(1).reduce((sum, size) => sum + size * lead, 0) / 2
  lines.forEach((line, at) => {
    const size = sizes[at]!
    const shift = mm(below + size * 0.3)
    const turned = (degrees * Math.PI) / 180
    canvas.slanted(line, width / 2 + shift * Math.sin(turned), height / 2 + shift * Math.cos(turned), degrees, { face: faces.bold, size, colour: faint })
    below += (size * 0.3 + (sizes[at + 1] ?? 0)) * lead
  })
}

/** Height that the signatures need, mm: room to sign, and names. */
export function signaturesHeight(signatures: Signatures): number {
  return signatureRows(signatures).length * 5.8 + 30
}

/** Who signs, left and right, with room for the hand. @returns the lower end, mm */
export function drawSignatures(canvas: Canvas, signatures: Signatures, faces: Faces, left: number, right: number, top: number): number {
  const width = (right - left) * 0.46
  const blocks = [{ middle: left + width / 2, width }, { middle: right - width / 2, width }] as const
  const looks = { day: [faces.italic, 12], post: [faces.bold, 12], note: [faces.italic, 11], name: [faces.bold, 12] } as const
  let y = top + 10
  for (const row of signatureRows(signatures)) {
    if (row[0].role === 'name') y += 20
    const ends = row.map(({ role, text }, side) => {
      const [face, size] = looks[role]
      return centred(canvas, text, face, size, blocks[side]!, y)
    })
    y = Math.max(...ends, y + mm(12 * lead))
  }
  return y
}

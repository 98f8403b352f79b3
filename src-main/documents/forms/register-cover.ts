// Bìa sổ: the cover of a register, NĐ 30/2020/NĐ-CP, Phụ lục IV: parent body, office, name of the book, year, days,
// numbers, volume, all centred inside a frame.
import { formatDate } from '../../text/dates.ts'
import { Canvas, mm } from './canvas.ts'
import type { Faces } from './print.ts'
import { fillCover } from './register-form.ts'
import type { PrintedForm, RegisterCover } from './register-form.ts'
import type { Typeface } from './typeface.ts'

interface CoverLine {
  readonly text: string
  readonly face: Typeface
  readonly size: number
  /** mm above its first line */
  readonly above: number
  /** a short rule below, as under an office's name */
  readonly ruled: boolean
}

/** Draws the cover on a page of the form's size. */
export function drawCover(form: PrintedForm, cover: RegisterCover, faces: Faces): Canvas {
  const { widthMm, heightMm } = form.page
  const canvas = new Canvas(widthMm, heightMm)
  const edge = 12
  canvas.frame(edge, edge, widthMm - 2 * edge, heightMm - 2 * edge, 2.2)
  canvas.frame(edge + 1.6, edge + 1.6, widthMm - 2 * edge - 3.2, heightMm - 2 * edge - 3.2, 0.6)

  const width = widthMm - 2 * edge - 40
  const lines = form.cover
    .filter(({ text }) => text !== '{parentName}' || cover.parentName.trim() !== '')
    .map(({ text }) => coverLine(text, cover, faces))
  const heights = lines.map((line) => line.face.lines(line.text, (width * 72) / 25.4, line.size).length * mm(line.size * 1.3) + line.above)
  const whole = heights.reduce((sum, height) => sum + height, 0)

  // The office stands at the head of the page, the rest is centred in what remains.
  let y = Math.max(edge + 14, (heightMm - whole) / 2 - 8)
  for (const line of lines) {
    y += line.above
    for (const part of line.face.lines(line.text, (width * 72) / 25.4, line.size)) {
      y += mm(line.size * 1.3)
      canvas.text(part, widthMm / 2, y, { face: line.face, size: line.size, align: 'centre' })
    }
    if (line.ruled) {
      const half = Math.min(28, mm(line.face.widthOf(line.face.clean(line.text), line.size)) / 4)
      canvas.line(widthMm / 2 - half, y + 2.4, widthMm / 2 + half, y + 2.4, 0.8)
    }
  }
  return canvas
}

function coverLine(text: string, cover: RegisterCover, faces: Faces): CoverLine {
  const filled = fillCover(text, cover, formatDate)
  if (text === '{parentName}') return { text: filled.toLocaleUpperCase('vi'), face: faces.regular, size: 15, above: 0, ruled: false }
  if (text === '{officeName}') return { text: filled.toLocaleUpperCase('vi'), face: faces.bold, size: 16, above: 1, ruled: true }
  // The book's own name: the only line without a place, or the place of its name.
  if (!text.includes('{') || text === '{registerName}') return { text: filled.toLocaleUpperCase('vi'), face: faces.bold, size: 30, above: 24, ruled: false }
  if (text.includes('{year}')) return { text: filled, face: faces.bold, size: 20, above: 5, ruled: false }
  if (text.includes('{volume}')) return { text: filled, face: faces.bold, size: 16, above: 14, ruled: false }
  return { text: filled, face: faces.regular, size: 16, above: text.includes('{fromDate}') ? 12 : 3, ruled: false }
}

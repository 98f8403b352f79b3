// Bìa sổ: the cover of a register, NĐ 30/2020/NĐ-CP, Phụ lục IV: parent body, office, name of the book, year, days,
// numbers, volume, all centred inside a frame.
import { mm, pt } from './canvas.ts'
import type { Canvas } from './canvas.ts'
import { coverLooks, coverText } from './cover-looks.ts'
import type { Faces } from './print.ts'
import type { CoverLine } from './printed-table.ts'

/** Draws the cover on an empty page. */
export function drawCover(canvas: Canvas, cover: readonly CoverLine[], faces: Faces): void {
  const { width: widthMm, height: heightMm } = canvas
  const edge = 12
  canvas.frame(edge, edge, widthMm - 2 * edge, heightMm - 2 * edge, 2.2)
  canvas.frame(edge + 1.6, edge + 1.6, widthMm - 2 * edge - 3.2, heightMm - 2 * edge - 3.2, 0.6)

  const width = widthMm - 2 * edge - 40
  const lines = cover.map((line) => {
    const look = coverLooks[line.role]
    return { ...look, text: coverText(line), face: look.bold ? faces.bold : faces.regular }
  })
  const heights = lines.map((line) => line.face.lines(line.text, pt(width), line.size).length * mm(line.size * 1.3) + line.above)
  const whole = heights.reduce((sum, height) => sum + height, 0)

  // The office stands at the head of the page, the rest is centred in what remains.
  let y = Math.max(edge + 14, (heightMm - whole) / 2 - 8)
  for (const line of lines) {
    y += line.above
    for (const part of line.face.lines(line.text, pt(width), line.size)) {
      y += mm(line.size * 1.3)
      canvas.text(part, widthMm / 2, y, { face: line.face, size: line.size, align: 'centre' })
    }
    if (line.ruled) {
      const half = Math.min(28, mm(line.face.widthOf(line.face.clean(line.text), line.size)) / 4)
      canvas.line(widthMm / 2 - half, y + 2.4, widthMm / 2 + half, y + 2.4, 0.8)
    }
  }
}

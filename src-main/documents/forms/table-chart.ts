// A chart below a printed table, drawn as lines and filled rectangles. Told apart without colour too, by shade, dashes and
// marks: offices print in black.
import { black, grey, mm, pt } from './canvas.ts'
import type { Canvas, Colour } from './canvas.ts'
import type { Faces } from './print.ts'
import type { Chart } from './printed-table.ts'

/** Height of a chart with its title and legend, mm. */
export const chartHeight = 66

const shades: readonly Colour[] = [[0.22, 0.25, 0.3], [0.72, 0.74, 0.77], [0.65, 0.11, 0.11], [0.5, 0.5, 0.52]]
const dashes: readonly (readonly number[])[] = [[], [5, 2.5], [1.5, 2], [6, 2, 1.5, 2]]
const hair: Colour = [0.85, 0.85, 0.85]

/** Draws a chart with its upper edge at `top`, mm. */
export function drawChart(canvas: Canvas, chart: Chart, faces: Faces, left: number, right: number, top: number): void {
  const title = faces.bold.fit(chart.title, pt(right - left), 11)
  canvas.text(title, (left + right) / 2, top + 5, { face: faces.bold, size: 11, align: 'centre' })
  const plot = { left: left + 12, right, top: top + 12, bottom: top + chartHeight - 13 }
  const highest = Math.max(1, ...chart.series.flatMap(({ values }) => values.filter(Number.isFinite)))
  const step = tickStep(highest)
  const ceiling = Math.ceil(highest / step) * step
  const yOf = (value: number) => plot.bottom - ((plot.bottom - plot.top) * Math.max(0, Number.isFinite(value) ? value : 0)) / ceiling
  for (let value = 0; value <= ceiling; value += step) {
    canvas.line(plot.left, yOf(value), plot.right, yOf(value), 0.3, value === 0 ? black : hair)
    canvas.text(String(value), plot.left - 1.5, yOf(value) + 1, { face: faces.regular, size: 8.5, align: 'right' })
  }
  const band = (plot.right - plot.left) / Math.max(1, chart.labels.length)
  chart.labels.forEach((label, at) => {
    canvas.text(faces.regular.fit(label, pt(band), 8.5), plot.left + band * (at + 0.5), plot.bottom + 4, { face: faces.regular, size: 8.5, align: 'centre' })
  })
  const values = { canvas, chart, faces, band, plot, yOf, said: chart.labels.length * chart.series.length <= 26 }
  if (chart.kind === 'bar') drawBars(values)
  else drawLines(values)
  drawLegend(canvas, chart, faces, plot.left, plot.right, top + chartHeight - 3.5)
}

interface Drawing {
  readonly canvas: Canvas
  readonly chart: Chart
  readonly faces: Faces
  readonly band: number
  readonly plot: { readonly left: number; readonly bottom: number }
  readonly yOf: (value: number) => number
  /** the values are written beside their bars and points */
  readonly said: boolean
}

function drawBars({ canvas, chart, faces, band, plot, yOf, said }: Drawing): void {
  const wide = (band * 0.72) / Math.max(1, chart.series.length)
  chart.series.forEach(({ values }, series) => {
    chart.labels.forEach((_label, at) => {
      const value = values[at] ?? 0
      const x = plot.left + band * (at + 0.14) + wide * series
      const y = yOf(value)
      if (y < plot.bottom) {
        canvas.fill(x, y, wide, plot.bottom - y, shades[series % shades.length]!)
        canvas.frame(x, y, wide, plot.bottom - y, 0.3)
      }
      if (said && value > 0) canvas.text(String(value), x + wide / 2, y - 0.8, { face: faces.regular, size: 7.5, align: 'centre' })
    })
  })
}

function drawLines({ canvas, chart, faces, band, plot, yOf, said }: Drawing): void {
  chart.series.forEach(({ values }, series) => {
    const points = chart.labels.map((_label, at) => [plot.left + band * (at + 0.5), yOf(values[at] ?? 0)] as const)
    canvas.path(points, 1.1, inkOf(series), dashes[series % dashes.length])
    points.forEach(([x, y], at) => {
      drawMark(canvas, x, y, series)
      if (said) canvas.text(String(values[at] ?? 0), x, y - 1.8, { face: faces.regular, size: 7.5, align: 'centre' })
    })
  })
}

/** A thin line in the light shade of a bar would hardly be seen. */
function inkOf(series: number): Colour {
  const at = series % shades.length
  return at === 1 ? grey : shades[at]!
}

function drawMark(canvas: Canvas, x: number, y: number, series: number): void {
  const half = 0.8
  if (series % 2 === 0) canvas.fill(x - half, y - half, 2 * half, 2 * half, inkOf(series))
  else canvas.frame(x - half, y - half, 2 * half, 2 * half, 0.8, inkOf(series))
}

function drawLegend(canvas: Canvas, chart: Chart, faces: Faces, left: number, right: number, y: number): void {
  const room = (right - left) / Math.max(1, chart.series.length) - 12
  const names = chart.series.map(({ name }) => faces.regular.fit(name, pt(room), 9))
  const widths = names.map((name) => mm(faces.regular.widthOf(name, 9)) + 12)
  let x = (left + right - widths.reduce((sum, width) => sum + width, 0)) / 2
  names.forEach((name, series) => {
    if (chart.kind === 'bar') {
      canvas.fill(x, y - 2.4, 5, 2.8, shades[series % shades.length]!)
      canvas.frame(x, y - 2.4, 5, 2.8, 0.3)
    } else {
      canvas.path([[x, y - 1], [x + 6, y - 1]], 1.1, inkOf(series), dashes[series % dashes.length])
      drawMark(canvas, x + 3, y - 1, series)
    }
    canvas.text(name, x + 7.5, y, { face: faces.regular, size: 9 })
    x += widths[series]!
  })
}

/** A round step that makes four to eight lines: 1, 2, 5, 10, 20, 50 … */
function tickStep(highest: number): number {
  const rough = highest / 5
  const power = 10 ** Math.floor(Math.log10(rough))
  return Math.max(1, [1, 2, 5, 10].find((step) => step * power >= rough)! * power)
}

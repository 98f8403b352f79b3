// What is drawn on one page, as PDF content. Coordinates are millimetres from the upper left corner, as on paper.
import type { Typeface } from './typeface.ts'

/** Millimetres to points. */
export const pt = (mm: number): number => (mm * 72) / 25.4
/** Points to millimetres. */
export const mm = (points: number): number => (points * 25.4) / 72

/** Shares of red, green and blue, 0–1. */
export type Colour = readonly [number, number, number]
export const black: Colour = [0, 0, 0]
/** Ink of the office's stamps. */
export const stampRed: Colour = [0.78, 0.07, 0.09]
/** For what stands beside the form: foot lines, running heads. */
export const grey: Colour = [0.32, 0.32, 0.34]

export type Align = 'left' | 'centre' | 'right'

export interface TextStyle {
  readonly face: Typeface
  /** Points. */
  readonly size: number
  readonly align?: Align
  readonly colour?: Colour
}

export class Canvas {
  readonly width: number
  readonly height: number
  #content: string[] = []
  #colour: Colour = black

  /** @param width, height of the page in mm */
  constructor(width: number, height: number) {
    this.width = width
    this.height = height
  }

  /** One line of text; x is its left edge, its middle or its right edge, y its baseline, mm. */
  text(text: string, x: number, y: number, style: TextStyle): void {
    const shown = style.face.clean(text).replace(/\n/g, ' ')
    if (shown === '') return
    this.#ink(style.colour ?? black)
    const width = style.align === undefined || style.align === 'left' ? 0 : mm(style.face.widthOf(shown, style.size))
    const left = style.align === 'right' ? x - width : style.align === 'centre' ? x - width / 2 : x
    this.#content.push(
      `BT /${style.face.resource} ${number(style.size)} Tf 1 0 0 1 ${number(pt(left))} ${number(pt(this.height - y))} Tm <${style.face.glyphsOf(shown)}> Tj ET`,
    )
  }

  /** One line of text across the page, about its middle (mm), turned by `degrees` against the clock. */
  slanted(text: string, x: number, y: number, degrees: number, style: TextStyle): void {
    const shown = style.face.clean(text).replace(/\n/g, ' ')
    if (shown === '') return
    this.#ink(style.colour ?? black)
    const half = style.face.widthOf(shown, style.size) / 2
    const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
    const matrix = [cos, sin, -sin, cos, pt(x) - half * cos, pt(this.height - y) - half * sin].map(number).join(' ')
    this.#content.push(`BT /${style.face.resource} ${number(style.size)} Tf ${matrix} Tm <${style.face.glyphsOf(shown)}> Tj ET`)
  }

  /** A straight line, mm; `thickness` in points. */
  line(x1: number, y1: number, x2: number, y2: number, thickness: number, colour: Colour = black): void {
    this.#ink(colour)
    this.#content.push(`${number(thickness)} w ${this.#point(x1, y1)} m ${this.#point(x2, y2)} l S`)
  }

  /** Dots to write on, from x1 to x2 on the baseline y. */
  dots(x1: number, x2: number, y: number, colour: Colour = black): void {
    if (x2 <= x1) return
    this.#ink(colour)
    this.#content.push(`q 1 J 0.7 w [0 2.2] 0 d ${this.#point(x1, y)} m ${this.#point(x2, y)} l S Q`)
  }

  /** A frame, mm; `thickness` in points. */
  frame(x: number, y: number, width: number, height: number, thickness: number, colour: Colour = black): void {
    this.#ink(colour)
    this.#content.push(`${number(thickness)} w ${this.#point(x, y + height)} ${number(pt(width))} ${number(pt(height))} re S`)
  }

  /** A filled rectangle, mm. */
  fill(x: number, y: number, width: number, height: number, colour: Colour): void {
    this.#ink(colour)
    this.#content.push(`${this.#point(x, y + height)} ${number(pt(width))} ${number(pt(height))} re f`)
  }

  /** Straight lines from point to point, mm; `dash` in points, on and off. */
  path(points: readonly (readonly [number, number])[], thickness: number, colour: Colour, dash: readonly number[] = []): void {
    if (points.length < 2) return
    this.#ink(colour)
    const steps = points.map(([x, y], at) => `${this.#point(x, y)} ${at === 0 ? 'm' : 'l'}`).join(' ')
    this.#content.push(`q 1 j ${number(thickness)} w [${dash.map(number).join(' ')}] 0 d ${steps} S Q`)
  }

  /** The page's content so far; drawing may go on. */
  take(): string {
    const content = this.#content.join('\n')
    this.#content = []
    this.#colour = black
    return content
  }

  #point(x: number, y: number): string {
    return `${number(pt(x))} ${number(pt(this.height - y))}`
  }

  #ink(colour: Colour): void {
    if (colour === this.#colour) return
    this.#colour = colour
    const shares = colour.map(number).join(' ')
    this.#content.push(`${shares} rg ${shares} RG`)
  }
}

function number(value: number): string {
  return String(Math.round(value * 1000) / 1000)
}

// The looks of a sheet's cells: xl/styles.xml, and each look's place in it.
import { coverLooks } from './cover-looks.ts'
import { xmlHead } from './ooxml.ts'
import type { CoverLine } from './printed-table.ts'

type Align = 'left' | 'centre' | 'right'
type Look = 'cell' | 'struck' | 'sum'
type Kind = 'text' | 'number' | 'day'

export type Style = 'plain' | 'parent' | 'office' | 'title' | 'subtitle' | 'heading' | 'ordinal' | 'group' | 'closing' | 'signature' | 'small' | `cover-${CoverLine['role'] | 'top' | 'bottom'}` | `${Look}-${Kind}-${Align}`

/** The sides that are drawn: of a table's cells, and of a cover's frame. */
const borders = {
  none: {},
  all: { left: 'thin', right: 'thin', top: 'thin', bottom: 'thin' },
  sides: { left: 'double', right: 'double' },
  head: { left: 'double', right: 'double', top: 'double' },
  end: { left: 'double', right: 'double', bottom: 'double' },
} as const
type Border = keyof typeof borders
const borderNames = Object.keys(borders) as Border[]

interface Format {
  readonly font: number
  readonly border: Border
  readonly horizontal: 'left' | 'center' | 'right'
  readonly vertical: 'top' | 'center' | 'bottom'
  readonly day: boolean
}

interface FontLook {
  readonly size: number
  readonly bold?: boolean
  readonly italic?: boolean
  readonly strike?: boolean
  readonly grey?: boolean
}

const fonts = {
  plain: { size: 11 },
  cell: { size: 10 },
  bold: { size: 10, bold: true },
  struck: { size: 10, strike: true },
  italic: { size: 10, italic: true },
  large: { size: 16, bold: true },
  middle: { size: 12, bold: true },
  middlePlain: { size: 12 },
  middleItalic: { size: 12, italic: true },
  small: { size: 8, grey: true },
  ...(Object.fromEntries(Object.entries(coverLooks).map(([role, { size, bold }]) => [`cover-${role}`, { size, bold }])) as Record<`cover-${CoverLine['role']}`, FontLook>),
} as const
type Font = keyof typeof fonts
const fontNames = Object.keys(fonts) as Font[]

function format(font: Font, horizontal: Format['horizontal'], more: Partial<Format> = {}): Format {
  return { font: fontNames.indexOf(font), border: 'none', horizontal, vertical: 'center', day: false, ...more }
}

const formats = new Map<Style, Format>([
  ['plain', format('plain', 'left', { vertical: 'bottom' })],
  ['parent', format('middlePlain', 'center')],
  ['office', format('middle', 'center')],
  ['title', format('large', 'center')],
  ['subtitle', format('middleItalic', 'center')],
  ['heading', format('bold', 'center', { border: 'all' })],
  ['ordinal', format('italic', 'center', { border: 'all' })],
  ['group', format('bold', 'left', { border: 'all' })],
  ['closing', format('middlePlain', 'left')],
  ['signature', format('middle', 'center', { vertical: 'bottom' })],
  ['small', format('small', 'left')],
])
for (const [look, font] of [['cell', 'cell'], ['struck', 'struck'], ['sum', 'bold']] as const) {
  for (const kind of ['text', 'number', 'day'] as const) {
    for (const align of ['left', 'centre', 'right'] as const) {
      formats.set(`${look}-${kind}-${align}`, format(font, align === 'centre' ? 'center' : align, { border: 'all', vertical: look === 'sum' ? 'center' : 'top', day: kind === 'day' }))
    }
  }
}
for (const role of Object.keys(coverLooks) as CoverLine['role'][]) formats.set(`cover-${role}`, format(`cover-${role}`, 'center', { border: 'sides', vertical: 'bottom' }))
formats.set('cover-top', format('plain', 'center', { border: 'head' }))
formats.set('cover-bottom', format('plain', 'center', { border: 'end' }))
const places = new Map([...formats.keys()].map((style, at) => [style, at * 2]))

/** The place of a look; `quoted` is the same for text that a person's edit must leave text. */
export function styleOf(style: Style, quoted = false): number {
  return places.get(style)! + (quoted ? 1 : 0)
}

/** xl/styles.xml. The slashes of a day are escaped: a bare one becomes whatever separates days on the reader's machine. */
export function stylesPart(): string {
  const font = (one: FontLook) =>
    `<font>${one.bold ? '<b/>' : ''}${one.italic ? '<i/>' : ''}${one.strike ? '<strike/>' : ''}<sz val="${one.size}"/>${one.grey ? '<color rgb="FF525257"/>' : ''}<name val="Times New Roman"/><family val="1"/></font>`
  const sides = (drawn: { readonly [side: string]: string }) => ['left', 'right', 'top', 'bottom'].map((side) => (drawn[side] === undefined ? `<${side}/>` : `<${side} style="${drawn[side]}"><color auto="1"/></${side}>`)).join('')
  const one = (of: Format, quoted: boolean) =>
    `<xf numFmtId="${of.day ? 164 : 0}" fontId="${of.font}" fillId="0" borderId="${borderNames.indexOf(of.border)}" xfId="0"${of.day ? ' applyNumberFormat="1"' : ''} applyFont="1" applyBorder="1" applyAlignment="1"${quoted ? ' quotePrefix="1"' : ''}><alignment horizontal="${of.horizontal}" vertical="${of.vertical}" wrapText="1"/></xf>`
  const cellFormats = [...formats.values()].flatMap((of) => [one(of, false), one(of, true)])
  return [
    `${xmlHead}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`,
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\/mm\\/yyyy"/></numFmts>',
    `<fonts count="${fontNames.length}">${fontNames.map((name) => font(fonts[name])).join('')}</fonts>`,
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
    `<borders count="${borderNames.length}">${borderNames.map((name) => `<border>${sides(borders[name])}<diagonal/></border>`).join('')}</borders>`,
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    `<cellXfs count="${cellFormats.length}">${cellFormats.join('')}</cellXfs>`,
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
  ].join('')
}

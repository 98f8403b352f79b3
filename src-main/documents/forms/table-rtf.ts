// A printed table in the old Word format (.doc): Rich Text Format 1.9, which Word since 97, LibreOffice and WordPad open under that
// name. As in the other formats headings come again on every page, rows do not break over two, and each page says who printed it and
// when. What is marked says so above each page: letters behind the text are not in the format.
import { runningHead, twips } from './docx-parts.ts'
import { plainText } from './ooxml.ts'
import type { Exported } from './ooxml.ts'
import { footText } from './page-foot.ts'
import { Pace } from './pace.ts'
import { columnWidths, shownCell, signatureRows, spanOf } from './printed-table.ts'
import type { PrintedColumn, PrintedTable, TableLine } from './printed-table.ts'

/** Looks of paragraphs, sizes in half points. */
const looks = {
  parent: '\\qc\\fs24', office: '\\qc\\b\\fs24', nation: '\\qc\\b\\ul\\fs26', place: '\\qc\\i\\fs24',
  title: '\\qc\\b\\fs30\\sb200', subtitle: '\\qc\\i\\fs24', gap: '\\fs12',
  heading: '\\qc\\b\\fs20\\sb40\\sa40', number: '\\qc\\i\\fs19', group: '\\ql\\b\\fs20\\sb40\\sa40\\keepn', sum: '\\b\\fs20', cell: '\\fs20',
  counted: '\\ql\\b\\fs22\\sb120', closing: '\\ql\\fs24\\sb80', small: '\\ql\\fs17\\sb120',
  post: '\\qc\\b\\fs24\\keepn', note: '\\qc\\i\\fs22\\keepn', name: '\\qc\\b\\fs24\\sb1100', day: '\\qc\\i\\fs24\\keepn',
} as const

const sides = { left: '\\ql', centre: '\\qc', right: '\\qr' } as const

/**
 * Writes a table as RTF.
 * @throws the table's signal's reason, when it is aborted
 */
export async function exportRtf(table: PrintedTable): Promise<Exported> {
  const pieces: Buffer[] = []
  // Latin-1 holds what is written: everything beyond ASCII stands as \uN.
  for await (const piece of written(table)) pieces.push(Buffer.from(piece, 'latin1'))
  return { bytes: Buffer.concat(pieces), mediaType: 'application/msword' }
}

async function* written(table: PrintedTable): AsyncGenerator<string> {
  const { columns, closing = [], counted, foot, letterhead, page, signatures, subtitle = [], title, watermark = [] } = table
  const pace = new Pace(table)
  const widths = columnWidths(table).map(twips)
  const whole = widths.reduce((sum, width) => sum + width, 0)
  const { top, right, bottom, left } = page.marginsMm

  yield `{\\rtf1\\ansi\\ansicpg1252\\uc0\\deff0{\\fonttbl{\\f0\\froman\\fcharset163 Times New Roman;}}{\\info{\\title ${escape(title)}}{\\author ${escape(letterhead.officeName)}}${instant(new Date(foot.printedAt))}}\n`
  yield `\\paperw${twips(page.widthMm)}\\paperh${twips(page.heightMm)}${page.widthMm > page.heightMm ? '\\landscape' : ''}\\margl${twips(left)}\\margr${twips(right)}\\margt${twips(top)}\\margb${twips(Math.max(15, bottom))}\\headery${twips(8)}\\footery${twips(6)}\n`
  const head = [...runningHead(table).filter((part) => part !== ''), ...watermark].map(escape)
  if (head.length > 0) yield `{\\header\\uc0\\pard\\plain\\f0\\qr\\i\\fs18 ${head.join(' \\emdash  ')}\\par}\n`
  yield `{\\footer\\uc0\\pard\\plain\\f0\\ql\\tqr\\tx${whole}\\fs17 ${escape(footText(foot))}\\tab Trang {\\field{\\*\\fldinst PAGE}{\\fldrslt 1}}/{\\field{\\*\\fldinst NUMPAGES}{\\fldrslt 1}}\\par}\n`

  const besides = (leftLines: readonly string[], rightLines: readonly string[]) => rowOf([Math.floor(whole / 2), whole - Math.floor(whole / 2)], [leftLines.join('\\par '), rightLines.join('\\par ')], { ruled: false })
  yield besides(
    [...(letterhead.parentName.trim() === '' ? [] : [inCell('parent', letterhead.parentName.toLocaleUpperCase('vi'))]), inCell('office', letterhead.officeName.toLocaleUpperCase('vi'))],
    [...(letterhead.nationalTitle === undefined ? [] : [inCell('nation', letterhead.nationalTitle)]), ...(letterhead.placeAndDay === undefined ? [] : [inCell('place', letterhead.placeAndDay)])],
  )
  yield paragraph('title', title.toLocaleUpperCase('vi'))
  for (const line of subtitle) yield paragraph('subtitle', line)
  yield paragraph('gap', '')

  yield rowOf(widths, columns.map(({ lines }) => inCell('heading', lines.join('\n'))), { heads: true })
  if (table.columnNumbers) yield rowOf(widths, columns.map((_column, at) => inCell('number', `(${at + 1})`)), { heads: true })
  let [rows, cancelled] = [0, 0]
  const write = (line: TableLine): string => {
    if (line.kind === 'group') return rowOf([whole], [inCell('group', line.text)])
    if (line.kind === 'sum') {
      const span = spanOf(columns, line)
      const spanned = widths.slice(0, span).reduce((sum, width) => sum + width, 0)
      return rowOf([spanned, ...widths.slice(span)], [inCell('group', line.text), ...columns.slice(span).map((column) => inCell('sum', shownCell(column, line.cells[column.key]), column))])
    }
    rows += 1
    if (line.cancelled) cancelled += 1
    return rowOf(widths, columns.map((column) => inCell('cell', shownCell(column, line.cells[column.key]), column, line.cancelled === true)))
  }
  for await (const line of table.rows) {
    yield write(line)
    await pace.row()
  }
  pace.end()
  if (rows === 0 && table.whenEmpty !== undefined) yield rowOf([whole], [inCell('subtitle', table.whenEmpty)])
  if (table.totals !== undefined) yield write(table.totals)

  if (counted !== undefined) yield paragraph('counted', counted(rows, cancelled))
  for (const line of closing) yield paragraph('closing', line)
  if (signatures !== undefined) for (const [one, other] of signatureRows(signatures)) yield besides([inCell(one.role, one.text)], [inCell(other.role, other.text)])
  yield paragraph('small', `Mã đầu nhật ký lúc in (SHA-256): ${foot.headHash}`)
  yield '}'
}

function paragraph(look: keyof typeof looks, text: string): string {
  return `\\pard\\plain\\f0${looks[look]} ${escape(text)}\\par\n`
}

function inCell(look: keyof typeof looks, text: string, { align = 'left' }: Pick<PrintedColumn, 'align'> = {}, struck = false): string {
  const side = looks[look].includes('\\q') ? '' : sides[align]
  return `\\pard\\plain\\f0\\intbl${side}${looks[look]}${struck ? '\\strike' : ''} ${escape(text)}`
}

const border = ['t', 'l', 'b', 'r'].map((side) => `\\clbrdr${side}\\brdrs\\brdrw10`).join('')

/** A row of cells; `heads`: it comes again on every page. */
function rowOf(widths: readonly number[], cells: readonly string[], { heads = false, ruled = true } = {}): string {
  let edge = 0
  const shapes = widths.map((width) => `${heads ? '\\clvertalc' : ''}${ruled ? border : ''}\\cellx${(edge += width)}`)
  return `\\trowd\\trgaph68\\trkeep${heads ? '\\trhdr' : ''}${shapes.join('')}\n${cells.map((cell) => `${cell === '' ? '\\pard\\plain\\intbl' : cell}\\cell `).join('')}\\row\n`
}

function instant(at: Date): string {
  return `{\\creatim\\yr${at.getUTCFullYear()}\\mo${at.getUTCMonth() + 1}\\dy${at.getUTCDate()}\\hr${at.getUTCHours()}\\min${at.getUTCMinutes()}}`
}

/** Text as RTF writes it: a UTF-16 unit beyond ASCII as a signed number. */
function escape(text: string): string {
  return plainText(text).replace(/[\\{}]/g, '\\$&').replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0) > 0x7fff ? unit.charCodeAt(0) - 0x10000 : unit.charCodeAt(0)} `).replaceAll('\n', '\\line ')
}

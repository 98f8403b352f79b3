// Bản sao: the page that makes a copy official, put behind (or before) what was copied. Form of copy, office, number, place and day,
// recipients and signature as NĐ 30/2020/NĐ-CP, Phụ lục I has them; the heading is that of a Party paper (HD 36-HD/VPTW, 2018).
import { formatDate, formatDateLong } from '../../text/dates.ts'
import { Canvas, mm, pt } from './canvas.ts'
import { drawFeet } from './page-foot.ts'
import { PrintJob } from './print.ts'
import type { Faces, Print } from './print.ts'
import type { PrintedFoot } from './printed-table.ts'
import { drawLetterhead, drawSignatures, drawWatermark } from './table-heading.ts'

export interface CopySheet {
  readonly parentName: string
  readonly officeName: string
  readonly place: string
  /** "SAO Y", "SAO LỤC", "TRÍCH SAO" */
  readonly form: string
  readonly numberSymbol: string
  /** YYYY-MM-DD */
  readonly date: string
  /** what was copied */
  readonly original: { readonly typeAndSubject: string; readonly numberSymbol: string; readonly issuedDate?: string; readonly issuingBody: string }
  /** of an extract: which part */
  readonly extract?: string
  readonly copies?: number
  readonly recipients: readonly string[]
  /** "T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG" */
  readonly signerLines: readonly string[]
  readonly signerName: string
  readonly watermark?: readonly string[]
  readonly foot: PrintedFoot
  /** folder of the Tinos faces */
  readonly fonts: string
}

const page = { width: 210, height: 297, left: 30, right: 195, top: 20, bottom: 280 }
const size = 14
const lead = mm(size * 1.35)

/** Prints the page; a very long list of recipients goes on over further ones. */
export async function printCopySheet(sheet: CopySheet): Promise<Print> {
  const job = await PrintJob.begin({ title: `${sheet.form} ${sheet.numberSymbol}`, author: sheet.officeName, fonts: sheet.fonts, printedAt: sheet.foot.printedAt })
  const { faces } = job
  let canvas = begun(sheet, faces)
  let y = drawLetterhead(canvas, { parentName: sheet.parentName, officeName: sheet.officeName, nationalTitle: 'ĐẢNG CỘNG SẢN VIỆT NAM', placeAndDay: `${sheet.place}, ${formatDateLong(sheet.date)}` }, faces, page.left, page.right, page.top)
  const width = (page.right - page.left) * 0.47
  canvas.text(`Số ${sheet.numberSymbol}`, page.left + width / 2, y + 4.5, { face: faces.regular, size: 13, align: 'centre' })
  y += 18
  canvas.text(sheet.form, (page.left + page.right) / 2, y, { face: faces.bold, size: 16, align: 'centre' })
  y += 12

  const room = (height: number) => {
    if (y + height <= page.bottom) return
    job.add(canvas)
    canvas = begun(sheet, faces)
    y = page.top + 8
  }
  const label = 44
  for (const [name, value] of fieldsOf(sheet)) {
    room(lead)
    canvas.text(name, page.left, y, { face: faces.regular, size })
    for (const line of faces.regular.lines(value, pt(page.right - page.left - label), size)) {
      room(lead)
      canvas.text(line, page.left + label, y, { face: faces.regular, size })
      y += lead
    }
    y += 1
  }
  y += 4
  room(60)
  const top = y
  drawSignatures(canvas, { right: { lines: sheet.signerLines, name: sheet.signerName } }, faces, page.left, page.right, top)
  y += 10
  canvas.text('Nơi nhận:', page.left, y, { face: faces.boldItalic, size: 12 })
  y += 5.5
  for (const one of [...sheet.recipients.map((name) => `- ${name},`), '- Lưu.']) {
    for (const line of faces.regular.lines(one, pt(width), 11)) {
      room(5)
      canvas.text(line, page.left, y, { face: faces.regular, size: 11 })
      y += 5
    }
  }
  job.add(canvas)
  drawFeet(job, sheet.foot, page)
  return await job.finish()
}

/** A new page, with the watermark behind what it will say. */
function begun({ watermark }: CopySheet, faces: Faces): Canvas {
  const canvas = new Canvas(page.width, page.height)
  if (watermark !== undefined) drawWatermark(canvas, watermark, faces)
  return canvas
}

function fieldsOf({ original, extract, copies }: CopySheet): readonly (readonly [string, string])[] {
  const issued = original.issuedDate === undefined ? '' : `ngày ${formatDate(original.issuedDate)}`
  return [
    ['Văn bản được sao:', original.typeAndSubject],
    ['Số, ký hiệu, ngày:', [original.numberSymbol, issued].filter((part) => part !== '').join(', ') || '(không có)'],
    ['Cơ quan ban hành:', original.issuingBody],
    ...(extract === undefined ? [] : [['Phần trích sao:', extract] as const]),
    ...(copies === undefined ? [] : [['Số lượng bản:', String(copies)] as const]),
  ]
}

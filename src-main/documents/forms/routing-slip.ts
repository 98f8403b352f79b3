// Phiếu giải quyết văn bản đến: goes with an incoming document through the office, A4. NĐ 30/2020/NĐ-CP, Phụ lục IV: which document; the
// opinion of the office's leader, of the unit's, what its handler proposes. What was noted stands in it; the rest is dotted, for the hand.
import { formatDate } from '../../text/dates.ts'
import { mm, pt } from './canvas.ts'
import { drawFeet } from './page-foot.ts'
import { PrintJob } from './print.ts'
import type { Print } from './print.ts'
import type { PrintedFoot } from './printed-table.ts'
import { SheetWriter } from './sheet-writer.ts'
import type { Typeface } from './typeface.ts'

export interface SlipPart {
  /** what was said, and who said it when */
  readonly words: readonly { readonly text: string; readonly by: string }[]
  /** to whom it was handed as what, until when */
  readonly fields: readonly { readonly label: string; readonly value: string }[]
}

export interface RoutingSlip {
  /** body above the office; empty: the line is left out */
  readonly parentName: string
  readonly officeName: string
  /** địa danh */
  readonly place: string
  readonly document: {
    readonly issuingBody: string
    readonly numberSymbol: string
    readonly issuedDate: string | null
    readonly typeAndSubject: string
    readonly arrivalNumber: string
    /** YYYY-MM-DD */
    readonly arrivalDate: string
    /** empty: none */
    readonly urgency: string
    readonly secrecy: string
  }
  readonly office: SlipPart
  readonly unit: SlipPart
  readonly holder: SlipPart
  /** behind the text of each page, the first line large; left out where the document is not secret */
  readonly watermark?: readonly string[]
  readonly foot: PrintedFoot
  /** folder of the Tinos faces */
  readonly fonts: string
}

const page = { width: 210, height: 297, left: 30, right: 195, top: 20, bottom: 280 }
const size = 13
const lead = mm(size * 1.35)

const parts: readonly { readonly key: 'office' | 'unit' | 'holder'; readonly title: string; readonly hint: string; readonly labels: readonly string[] }[] = [
  { key: 'office', title: 'Ý kiến của lãnh đạo cơ quan, tổ chức:', hint: '(giao chủ trì, phối hợp; thời hạn giải quyết)', labels: ['Giao chủ trì:', 'Thời hạn giải quyết:'] },
  { key: 'unit', title: 'Ý kiến của lãnh đạo đơn vị:', hint: '(giao cá nhân; thời hạn giải quyết)', labels: ['Giao chủ trì:', 'Thời hạn giải quyết:'] },
  { key: 'holder', title: 'Ý kiến đề xuất của người giải quyết:', hint: '', labels: [] },
]

/** Prints the slip: one A4 page; much said goes on over further ones. */
export async function printRoutingSlip(slip: RoutingSlip): Promise<Print> {
  const job = await PrintJob.begin({ title: 'Phiếu giải quyết văn bản đến', author: slip.officeName, fonts: slip.fonts, printedAt: slip.foot.printedAt })
  const writer = new SlipWriter(job, page, slip.watermark ?? [])
  writer.heading(slip)
  for (const part of parts) writer.part(part.title, part.hint, part.labels, slip[part.key])
  writer.end()
  drawFeet(job, slip.foot, page)
  return await job.finish()
}

class SlipWriter extends SheetWriter {
  heading({ parentName, officeName, place, document }: RoutingSlip): void {
    const { bold } = this.faces
    this.partyHeading({ parentName, officeName, left: { middle: page.left + 38, width: 76 }, placeAndDay: `${place}, ngày ...... tháng ...... năm ..........` })
    this.y = this.centred('PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN', bold, 15, { middle: (page.left + page.right) / 2, width: 160 }, this.y + 5) + 3
    const grades = [document.urgency, document.secrecy].filter((grade) => grade !== '')
    const symbol = [document.numberSymbol, document.issuedDate === null ? '' : `ngày ${formatDate(document.issuedDate)}`].filter((part) => part !== '').join(', ')
    this.#field('Cơ quan ban hành:', document.issuingBody)
    this.#field('Số, ký hiệu, ngày tháng:', symbol)
    this.#field('Tên loại và trích yếu:', document.typeAndSubject)
    this.#field('Số đến, ngày đến:', `${document.arrivalNumber}, ngày ${formatDate(document.arrivalDate)}`, bold)
    if (grades.length > 0) this.#field('Độ khẩn, độ mật:', grades.join(', '), bold)
    this.y += 2
  }

  /** One of the three: its title, what was said and handed out, and dotted lines for what is written by hand. */
  part(title: string, hint: string, labels: readonly string[], { words, fields }: SlipPart): void {
    const { bold, italic, regular } = this.faces
    this.roomFor(4 * lead)
    this.y += 2
    this.canvas.text(title, page.left, this.y, { face: bold, size })
    if (hint !== '') this.canvas.text(hint, page.left + mm(bold.widthOf(title, size)) + 2, this.y, { face: italic, size: 11 })
    this.y += lead
    for (const { text, by } of words) {
      this.#lines(text, regular)
      this.roomFor(lead)
      this.canvas.text(by, page.right, this.y, { face: italic, size: 12, align: 'right' })
      this.y += lead
    }
    // An empty part has room for a hand; one that speaks already a line more.
    this.#dotted(words.length === 0 ? 5 : 1)
    for (const { label, value } of fields) this.#field(label, value)
    for (const label of labels) if (!fields.some((field) => field.label === label)) this.#field(label, '')
  }

  /** A label, and its value in lines beside it; dots where there is none. */
  #field(label: string, value: string, face: Typeface = this.faces.regular): void {
    const from = page.left + 50
    this.roomFor(lead)
    this.canvas.text(label, page.left, this.y, { face: this.faces.regular, size })
    if (value === '') {
      this.canvas.dots(from, page.right, this.y)
      this.y += lead
    }
    for (const line of value === '' ? [] : face.lines(value, pt(page.right - from), size)) {
      this.roomFor(lead)
      this.canvas.text(line, from, this.y, { face, size })
      this.y += lead
    }
  }

  #lines(text: string, face: Typeface): void {
    for (const line of text.split('\n').flatMap((one) => face.lines(one, pt(page.right - page.left), size))) {
      this.roomFor(lead)
      this.canvas.text(line, page.left, this.y, { face, size })
      this.y += lead
    }
  }

  #dotted(count: number): void {
    for (let line = 0; line < count; line += 1) {
      this.roomFor(lead)
      this.canvas.dots(page.left, page.right, this.y)
      this.y += lead
    }
  }
}

// Phiếu trả lại văn bản: goes with a misdirected or faulty document back to who sent it, A5, with the heading of a Party
// paper (HD 36-HD/VPTW, 2018). No regulation fixes its form; it holds what NĐ 30/2020/NĐ-CP, Điều 21 asks a clerk to tell
// the sender: which document, why it comes back; and the two signatures that prove that it went over.
import { formatDate, formatDateLong } from '../../text/dates.ts'
import { mm, pt } from './canvas.ts'
import { drawFeet } from './page-foot.ts'
import { PrintJob } from './print.ts'
import type { Print } from './print.ts'
import type { PrintedFoot } from './printed-table.ts'
import { SheetWriter } from './sheet-writer.ts'

export interface ReturnReceipt {
  /** body above the office; empty: the line is left out */
  readonly parentName: string
  readonly officeName: string
  /** number and symbol of the receipt, as printed after "Số": dotted when left out */
  readonly numberSymbol?: string
  /** địa danh */
  readonly place: string
  /** day of the return, YYYY-MM-DD */
  readonly date: string
  /** to whom it goes back */
  readonly returnedTo: string
  readonly document: {
    readonly typeName: string
    readonly numberSymbol?: string
    readonly issuedDate?: string
    readonly issuingBody: string
    readonly subject: string
    readonly arrivalNumber: string
    readonly arrivalDate: string
    /** "Hỏa tốc", "Mật": said when given */
    readonly urgency?: string
    readonly secrecy?: string
    readonly pages?: number
    readonly copies?: number
  }
  readonly reason: string
  /** behind the text of each page, the first line large; left out where the document is not secret */
  readonly watermark?: readonly string[]
  readonly foot: PrintedFoot
  /** folder of the Tinos faces */
  readonly fonts: string
}

const page = { width: 210, height: 148, left: 20, right: 195, top: 12, bottom: 136 }
const size = 12
const lead = mm(size * 1.32)

/** Prints the receipt: one A5 page (landscape); a very long subject or reason goes on over a second one. */
export async function printReturnReceipt(receipt: ReturnReceipt): Promise<Print> {
  const job = await PrintJob.begin({ title: 'Phiếu trả lại văn bản', author: receipt.officeName, fonts: receipt.fonts, printedAt: receipt.foot.printedAt })
  const writer = new ReceiptWriter(job, page, receipt.watermark ?? [])
  writer.heading(receipt)
  writer.title(receipt)
  for (const [label, value] of fieldsOf(receipt)) writer.field(label, value)
  writer.signatures()
  writer.end()
  drawFeet(job, receipt.foot, page)
  return await job.finish()
}

function fieldsOf({ document, reason }: ReturnReceipt): readonly (readonly [string, string])[] {
  const grades = [document.urgency, document.secrecy].filter((grade) => grade !== undefined && grade !== '')
  const amount = [
    document.pages === undefined ? '' : `${document.pages} trang`,
    document.copies === undefined ? '' : `${document.copies} bản`,
  ].filter((part) => part !== '')
  const issued = document.issuedDate === undefined ? '' : `${document.numberSymbol ? ', ' : ''}ngày ${formatDate(document.issuedDate)}`
  return [
    ['Số, ký hiệu, ngày tháng:', `${document.numberSymbol ?? ''}${issued}` || '(không có)'],
    ['Cơ quan ban hành:', document.issuingBody],
    ['Tên loại và trích yếu:', [document.typeName, document.subject].filter((part) => part !== '').join(': ')],
    ...(grades.length > 0 ? ([['Độ khẩn, độ mật:', grades.join(', ')]] as const) : []),
    ...(amount.length > 0 ? ([['Số trang, số bản:', amount.join(', ')]] as const) : []),
    ['Số đến, ngày đến:', `${document.arrivalNumber}, ngày ${formatDate(document.arrivalDate)}`],
    ['Lý do trả lại:', reason],
  ]
}

class ReceiptWriter extends SheetWriter {
  /** Left the body above, the office, an asterisk, the number; right the Party's name over a rule, place and day. */
  heading(receipt: ReturnReceipt): void {
    this.partyHeading({
      parentName: receipt.parentName,
      officeName: receipt.officeName,
      under: [`Số ${receipt.numberSymbol ?? '............'}`],
      left: { middle: page.left + 42, width: 84 },
      placeAndDay: `${receipt.place}, ${formatDateLong(receipt.date)}`,
      dayAbove: 2 * lead,
    })
  }

  title(receipt: ReturnReceipt): void {
    const middle = { middle: (page.left + page.right) / 2, width: page.right - page.left - 20 }
    this.y = this.centred('PHIẾU TRẢ LẠI VĂN BẢN', this.faces.bold, 15, middle, this.y + 4)
    this.y = this.centred(`Kính gửi: ${receipt.returnedTo}`, this.faces.regular, 13, middle, this.y + 0.5) + 3
  }

  /** A label, and its value in lines beside it. */
  field(label: string, value: string): void {
    // The two lines by which the document is known again.
    const face = /^Số(, ký hiệu| đến)/.test(label) ? this.faces.bold : this.faces.regular
    const from = page.left + 47
    this.roomFor(lead)
    this.canvas.text(label, page.left, this.y, { face: this.faces.regular, size })
    for (const line of face.lines(value, pt(page.right - from), size)) {
      this.roomFor(lead)
      this.canvas.text(line, from, this.y, { face, size })
      this.y += lead
    }
    this.y += 0.5
  }

  /** Who takes it back, and who gives it; room for names above the edge. */
  signatures(): void {
    const { bold, italic } = this.faces
    const height = 30
    this.roomFor(height)
    const y = Math.max(this.y + 3, page.bottom - height)
    const places = [
      { who: 'NGƯỜI NHẬN LẠI', how: '(Ký, ghi rõ họ tên, ngày giờ nhận)', x: page.left + 42 },
      { who: 'NGƯỜI TRẢ', how: '(Ký, ghi rõ họ tên)', x: page.right - 42 },
    ]
    for (const { who, how, x } of places) {
      this.canvas.text(who, x, y, { face: bold, size: 12, align: 'centre' })
      this.canvas.text(how, x, y + lead, { face: italic, size: 11, align: 'centre' })
    }
  }
}

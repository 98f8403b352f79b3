// Khóa khôi phục: the sheet of paper with the recovery key of an archive, A4, for the office's safe. No regulation fixes its form.
// In both languages, because whoever needs it may be a technician who was never in the office.
import { formatDate } from '../../text/dates.ts'
import { Canvas, mm, pt } from './canvas.ts'
import { drawFeet } from './page-foot.ts'
import { PrintJob } from './print.ts'
import type { Print } from './print.ts'
import type { PrintedFoot } from './printed-table.ts'
import type { Typeface } from './typeface.ts'

export interface RecoveryKeySheet {
  readonly officeName: string
  readonly archiveId: string
  /** day on which it was made, YYYY-MM-DD */
  readonly date: string
  /** groups of signs with dashes between */
  readonly key: string
  /** short name, by which the program says which sheet holds */
  readonly name: string
  readonly foot: PrintedFoot
  /** folder of the Tinos faces */
  readonly fonts: string
}

const page = { width: 210, height: 297, left: 25, right: 190, top: 25 }
const middle = (page.left + page.right) / 2
const inRow = 3

const vietnamese = [
  'Tờ này mở được toàn bộ kho lưu. Cất trong két hoặc tủ có khóa, tách khỏi máy tính và ổ sao lưu. Không chụp ảnh, không gửi qua mạng.',
  'Dùng khi máy hỏng, mất hoặc thay máy: mở kho lưu (hoặc phục hồi từ bản sao lưu) trên máy mới, chương trình sẽ hỏi khóa khôi phục; gõ đủ chín nhóm ở trên.',
  'Gõ chữ hoa hay chữ thường, có hay không có gạch nối đều được. Chữ số 0 và 1 là số, khóa không có chữ O, I, L. Gõ sai thì chương trình báo nhóm nào sai.',
  'Lập khóa mới thì tờ này hết giá trị: hủy tờ này. Mất cả máy lẫn tờ này thì không ai mở được kho lưu.',
] as const

const english = [
  'This sheet opens the whole archive. Keep it in a safe or a locked cabinet, apart from the PC and from the backup disk. Do not photograph it or send it.',
  'For a PC that broke, was lost or is replaced: open the archive (or restore a backup) on the new PC; the program asks for the recovery key; type all nine groups above.',
  'Upper or lower case, with or without dashes. 0 and 1 are digits; the key has no O, I or L. Where a sign is mistyped, the program says in which group.',
  'A new recovery key makes this sheet void: destroy it then. Without the PC and without this sheet nobody opens the archive.',
] as const

/** Prints the sheet: one A4 page. */
export async function printRecoveryKey(sheet: RecoveryKeySheet): Promise<Print> {
  const job = await PrintJob.begin({ title: 'Khóa khôi phục', author: sheet.officeName, fonts: sheet.fonts, printedAt: sheet.foot.printedAt })
  const { regular, bold, italic } = job.faces
  const canvas = new Canvas(page.width, page.height)

  const write = (text: string, face: Typeface, size: number, y: number, left: number = page.left): number => {
    for (const line of face.lines(text, pt(page.right - left), size)) {
      canvas.text(line, left, y, { face, size })
      y += mm(size * 1.32)
    }
    return y
  }
  const instruct = (said: readonly string[], face: Typeface, y: number): number => {
    for (const [index, one] of said.entries()) {
      canvas.text(`${index + 1}.`, page.left, y, { face, size: 12 })
      y = write(one, face, 12, y, page.left + 7) + 1.2
    }
    return y
  }

  let y = page.top
  for (const line of bold.lines(sheet.officeName.toLocaleUpperCase('vi'), pt(page.right - page.left), 13)) {
    canvas.text(line, middle, y, { face: bold, size: 13, align: 'centre' })
    y += mm(13 * 1.32)
  }
  canvas.text('KHÓA KHÔI PHỤC KHO LƯU', middle, y + 8, { face: bold, size: 20, align: 'centre' })
  canvas.text('Recovery key of the archive', middle, y + 15, { face: italic, size: 13, align: 'centre' })
  y += 26
  for (const [label, value] of [
    ['Tên khóa / Name of the key:', sheet.name],
    ['Ngày lập / Made on:', formatDate(sheet.date)],
    ['Mã kho lưu / Archive:', sheet.archiveId],
  ] as const) {
    canvas.text(label, page.left, y, { face: regular, size: 12 })
    y = write(value, bold, 12, y, page.left + 58)
  }

  y += 4
  const keys = sheet.key.split('-')
  const rows = Math.ceil(keys.length / inRow)
  const [box, row, column] = [{ top: y, height: rows * 17 + 5 }, 17, (page.right - page.left) / inRow]
  canvas.frame(page.left, box.top, page.right - page.left, box.height, 1)
  for (const [index, group] of keys.entries()) {
    const x = page.left + column * ((index % inRow) + 0.5)
    const at = box.top + 14 + row * Math.floor(index / inRow)
    canvas.text(`${index + 1}`, x - 23, at, { face: regular, size: 11 })
    canvas.text([...group].join(' '), x + 2, at, { face: bold, size: 22, align: 'centre' })
  }
  y = instruct(vietnamese, regular, box.top + box.height + 11)
  instruct(english, italic, y + 4)

  job.add(canvas)
  drawFeet(job, sheet.foot, page)
  return await job.finish()
}

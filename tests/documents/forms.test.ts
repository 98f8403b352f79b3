// The stamp "ĐẾN" as a label, and the receipt of a returned document.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { printArrivalStamp } from '../../src-main/documents/forms/arrival-stamp.ts'
import type { ArrivalStamp, StampForm } from '../../src-main/documents/forms/arrival-stamp.ts'
import { printReturnReceipt } from '../../src-main/documents/forms/return-receipt.ts'
import type { ReturnReceipt } from '../../src-main/documents/forms/return-receipt.ts'
import { readPrint, solid } from './printed.ts'
import type { PrintedPage } from './printed.ts'

const root = new URL('../../', import.meta.url)
const fonts = fileURLToPath(new URL('resources/fonts', root))
const stamps = JSON.parse(readFileSync(new URL('resources/rulebook/stamps.json', root), 'utf8')) as { readonly entries: readonly (StampForm & { readonly id: string })[] }
const form = stamps.entries.find((entry) => entry.id === 'dau-den')!
const foot = { headHash: 'a1b2c3d4e5f60718'.repeat(4), printedAt: '2026-11-03T01:15:00Z', printedBy: 'Văn thư' }

function inside(page: PrintedPage): void {
  for (const line of page.lines) {
    expect(line.x).toBeGreaterThan(0.9)
    expect(line.x + line.width).toBeLessThan(page.width - 0.9)
    expect(line.y).toBeLessThan(page.height - 0.9)
  }
}

describe('dấu ĐẾN (NĐ 30, Phụ lục IV, Mục V)', () => {
  const stamp: ArrivalStamp = { form, officeName: 'Văn phòng Huyện ủy Yên Lạc', number: '412', date: '2026-11-03', fonts, foot }
  const words = async (more: Partial<ArrivalStamp>) => {
    const print = await printArrivalStamp({ ...stamp, ...more })
    const [page, ...others] = await readPrint(print.bytes)
    expect(others).toEqual([])
    expect([page!.width, page!.height]).toEqual([expect.closeTo(50, 1), expect.closeTo(41, 1)])
    inside(page!)
    return page!.lines.filter((line) => line.y < 35).map((line) => line.text)
  }

  test('a frame of 50 × 35 mm with its four lines, and below it a margin', async () => {
    const lines = await words({})
    expect(solid(lines.join(''))).toContain('VĂNPHÒNGHUYỆNỦYYÊNLẠC')
    for (const word of ['ĐẾN', 'Số:', 'Ngày:', 'Chuyển:', 'Số và ký hiệu HS:', '412', '03/11/2026']) expect(lines.join('\n')).toContain(word)
  })

  test('the hour is printed where it is given (thượng khẩn, hỏa tốc)', async () => {
    expect((await words({ time: '08:15' })).join('\n')).toContain('08g15, 03/11/2026')
    expect((await words({})).join('\n')).not.toMatch(/\dg\d/)
  })

  test('long names and recipients stay inside the frame, and no line ends inside "HUYỆN ỦY"', async () => {
    const lines = await words({ officeName: 'Văn phòng Đảng ủy các cơ quan Đảng tỉnh Phú Thọ', to: 'Ban Tuyên giáo và Dân vận; Ban Tổ chức; Ủy ban Kiểm tra', dossier: '01.VP-2026' })
    expect(solid(lines.join(''))).toContain('VĂNPHÒNGĐẢNGỦYCÁCCƠQUANĐẢNGTỈNHPHÚTHỌ')
    expect(lines.filter((line) => /(HUYỆN|ĐẢNG|TỈNH|CƠ)$/.test(line) && lines.some((next) => /^(ỦY|QUAN)/.test(next)))).toEqual([])
    expect(lines.join('\n')).toContain('01.VP-2026')
    await words({ officeName: 'X'.repeat(120) })
    await words({ officeName: 'Ban Chỉ đạo '.repeat(15).trim(), number: '1234567890', to: 'dài '.repeat(200) })
  })

  test('who printed it when, and the level of a secret document, stand in the margin below the frame', async () => {
    const marginOf = async (more: Partial<ArrivalStamp>) => (await readPrint((await printArrivalStamp({ ...stamp, ...more })).bytes))[0]!.lines.filter((line) => line.y > 35).map((line) => line.text)
    expect((await marginOf({})).toSorted()).toEqual(['In lúc 08:15 03/11/2026 · Văn thư', 'Nhật ký a1b2c3d4e5f60718', 'Trang 1/1'])
    expect(await marginOf({ secrecy: 'TUYỆT MẬT', foot: { ...foot, printedBy: 'Chánh Văn phòng Đảng ủy các cơ quan Đảng tỉnh' } })).toEqual(expect.arrayContaining(['TUYỆT MẬT', expect.stringMatching(/^In lúc 08:15 03\/11\/2026 · Chánh .*…$/)]))
    expect(await words({ secrecy: 'TUYỆT MẬT' })).not.toContain('TUYỆT MẬT')
  })

  test('a label without values is left to the pen', async () => {
    const lines = await words({ number: undefined, date: undefined } as Partial<ArrivalStamp>)
    expect(lines.join('\n')).not.toContain('412')
    expect(lines).toContain('Ngày:')
  })
})

describe('phiếu trả lại văn bản', () => {
  const receipt: ReturnReceipt = {
    parentName: 'Tỉnh ủy Phú Thọ', officeName: 'Văn phòng Huyện ủy Yên Lạc', place: 'Yên Lạc', date: '2026-02-03', returnedTo: 'Văn phòng Tỉnh ủy Phú Thọ',
    document: {
      typeName: 'Nghị quyết', numberSymbol: '15-NQ/TU', issuedDate: '2026-02-01', issuingBody: 'Ban Thường vụ Tỉnh ủy Phú Thọ',
      subject: 'về đẩy mạnh chuyển đổi số trong các cơ quan đảng', arrivalNumber: '412', arrivalDate: '2026-02-03', urgency: 'Hỏa tốc', pages: 4, copies: 1,
    },
    reason: 'Gửi nhầm địa chỉ.', fonts, foot,
  }

  test('one A5 page with heading, document, reason and two places to sign', async () => {
    const [page, ...others] = await readPrint((await printReturnReceipt(receipt)).bytes)
    expect(others).toEqual([])
    expect([page!.width, page!.height]).toEqual([expect.closeTo(210, 1), expect.closeTo(148, 1)])
    const words = page!.lines.map((line) => line.text)
    for (const line of [
      'TỈNH ỦY PHÚ THỌ', 'VĂN PHÒNG HUYỆN ỦY YÊN LẠC', '*', 'ĐẢNG CỘNG SẢN VIỆT NAM', 'Yên Lạc, ngày 03 tháng 02 năm 2026', 'PHIẾU TRẢ LẠI VĂN BẢN',
      'Kính gửi: Văn phòng Tỉnh ủy Phú Thọ', '15-NQ/TU, ngày 01/02/2026', 'Ban Thường vụ Tỉnh ủy Phú Thọ', '412, ngày 03/02/2026',
      'Nghị quyết: về đẩy mạnh chuyển đổi số trong các cơ quan đảng', 'Hỏa tốc', '4 trang, 1 bản', 'Gửi nhầm địa chỉ.', 'NGƯỜI NHẬN LẠI', 'NGƯỜI TRẢ',
    ]) expect(words).toContain(line)
    inside(page!)
  })

  test('what is not known is not printed', async () => {
    const { typeName, issuingBody, subject, arrivalNumber, arrivalDate } = receipt.document
    const bare = { ...receipt, parentName: '', document: { typeName, issuingBody, subject, arrivalNumber, arrivalDate } }
    const words = (await readPrint((await printReturnReceipt(bare)).bytes))[0]!.lines.map((line) => line.text)
    expect(words).toContain('(không có)')
    expect(words.join('\n')).not.toMatch(/Độ khẩn|Số trang|undefined/)
  })

  test('a very long subject and reason go on over a second page, whole', async () => {
    const subject = 'chuyển đổi số trong các cơ quan đảng '.repeat(14).trim()
    const reason = 'thiếu phụ lục kèm theo, '.repeat(20).trim()
    const pages = await readPrint((await printReturnReceipt({ ...receipt, document: { ...receipt.document, subject }, reason })).bytes)
    expect(pages).toHaveLength(2)
    pages.forEach(inside)
    const text = solid(pages.flatMap((page) => page.lines.map((line) => line.text)).join(''))
    expect(text).toContain(solid(subject))
    expect(text).toContain(solid(reason))
    expect(pages[1]!.lines.map((line) => line.text)).toContain('NGƯỜI TRẢ')
    for (const [at, page] of pages.entries()) expect(page.lines.map((line) => line.text)).toEqual(expect.arrayContaining([`Trang ${at + 1}/2`, 'Nhật ký a1b2c3d4e5f60718 · In lúc 08:15 03/11/2026 · Văn thư']))
    // The form ends above its foot.
    expect(pages.flatMap((page) => page.lines.filter((line) => line.y > 136.5)).every((line) => /^(Nhật ký|Trang)/.test(line.text))).toBe(true)
  })

  test('of a secret document, its level stands behind the text of each page', async () => {
    const watermark = ['MẬT', 'Văn phòng Huyện ủy Yên Lạc · Văn thư · 08:15 03/11/2026']
    const pages = await readPrint((await printReturnReceipt({ ...receipt, watermark, reason: 'thiếu phụ lục kèm theo, '.repeat(60) })).bytes)
    expect(pages).toHaveLength(2)
    for (const page of pages) expect(page.slanted).toEqual(watermark)
    expect((await readPrint((await printReturnReceipt(receipt)).bytes))[0]!.slanted).toEqual([])
  })
})

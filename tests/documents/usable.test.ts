// Which text layers are worth indexing: pure rules, tried on texts that the real documents give, spoilt by rule.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { extractText } from '../../src-main/documents/extract/extract-text.ts'
import { censusOf, judgePages, withoutSignatureStamps } from '../../src-main/documents/extract/usable.ts'

const stamp = [
  'Người ký: CỔNG THÔNG TIN ĐIỆN TỬ CHÍNH PHỦ',
  'Email: thongtinchinhphu@chinhphu.vn',
  'Cơ quan: VĂN PHÒNG CHÍNH PHỦ',
  'Thời gian ký: 19.09.2024 10:54:26 +07:00',
].join('\n')

const appendices = ['nd30-2020.docx', 'nd30-2020-phu-luc-1.docx', 'nd30-2020-phu-luc-3.docx', 'nd30-2020-phu-luc-6.docx']
const texts: string[] = []

beforeAll(async () => {
  for (const name of appendices) {
    const read = await extractText(readFileSync(new URL(`../fixtures/legal-docx/${name}`, import.meta.url)), { mediaType: '', name })
    if (!read.ok) throw new Error(read.error.code)
    texts.push(read.value.text)
  }
})

function withoutMarks(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D')
}

describe('stamps are no text', () => {
  test.each([
    ['the portal', stamp],
    ['a wrapped name', 'Người ký: VĂN PHÒNG ỦY BAN NHÂN DÂN\nTỈNH PHÚ THỌ\nEmail: vanphong@phutho.gov.vn\nCơ quan: TỈNH PHÚ THỌ\nThời gian ký: 01.10.2024 16:02:40 +07:00'],
    ['another provider', 'Ký bởi: Huyện ủy Yên Lạc\nCơ quan: Tỉnh ủy\nNgày ký: 03-11-2026 08:12:33 +07:00'],
    ['an English signer', 'Digitally signed by CHI CUC THUE\nDN: C=VN, O=CHI CUC THUE, CN=CHI CUC THUE\nReason: I am the author of this document\nLocation: your signing location here\nDate: 2026.11.03 08:12:33+07\'00\'\nFoxit PDF Reader Version: 12.0.0'],
  ])('%s', (_who, text) => {
    expect(judgePages([text])).toEqual({ kind: 'none', pagesWithoutText: 1 })
    expect(judgePages([`2\n${text}`, '3', '', text])).toEqual({ kind: 'none', pagesWithoutText: 4 })
  })

  test('the words around a stamp stay, and an office named in the text is no stamp', () => {
    const page = `Kính gửi: các huyện ủy\n${stamp}\nCơ quan: nơi công tác\nNội dung`
    expect(withoutSignatureStamps(page)).toBe('Kính gửi: các huyện ủy\nCơ quan: nơi công tác\nNội dung')
  })

  test('a watermark on every page is no text', () => {
    const mark = 'LawSoft * Tel: +84-28-3930 3279 * www.ThuVienPhapLuat.vn * bản sao chỉ để tham khảo, không dùng thay bản chính thức'
    expect(judgePages([mark, `${mark}\n2`, `${mark}\n3`]).kind).toBe('none')
  })

  test('a stamp "ĐẾN" set on a scan by program is no text', () => {
    expect(judgePages(['VĂN PHÒNG TỈNH ỦY\nĐẾN\nSố: 123\nNgày: 03/11/2026\nChuyển:']).kind).toBe('none')
  })
})

describe('what can be read', () => {
  test('short letters and pages without text among others', () => {
    const letter = 'Kính mời đồng chí Bí thư Huyện ủy dự họp Ban Thường vụ vào hồi 8 giờ ngày 03 tháng 11 năm 2026 tại phòng họp số 1. Rất mong đồng chí đến đúng giờ.'
    expect(judgePages([letter])).toEqual({ kind: 'text', pagesWithoutText: 0 })
    expect(judgePages([letter, '', stamp, letter])).toEqual({ kind: 'text', pagesWithoutText: 2 })
  })

  test('foreign languages, tables of numbers and lists of symbols stay text', () => {
    const english = 'The committee has decided that the annual report of the office shall be sent to all members before the end of the year, and that the draft be published on the internal network for comments.'
    const lao = 'ສາທາລະນະລັດ ປະຊາທິປະໄຕ ປະຊາຊົນລາວ ສັນຕິພາບ ເອກະລາດ ປະຊາທິປະໄຕ ເອກະພາບ ວັດທະນາຖາວອນ '.repeat(3)
    const symbols = Array.from({ length: 60 }, (_, i) => `${i + 1}\t15-NQ/TU\t24/HDLN-BCA-BQP\tN2O\t173/2024/QH15\tvanthu@example.vn`).join('\n')
    for (const text of [english, lao, symbols]) expect(judgePages([text]).kind).toBe('text')
  })

  test('letters without Unicode are unusable', () => {
    expect(judgePages(['\ue012\ue055\ue0a1 trang trí '.repeat(40)]).kind).toBe('unusable')
  })
})

describe('real texts, spoilt', () => {
  // Windows of 400 letters and more, anywhere in four real texts: the verdict must not hang on one place.
  const window = fc.tuple(fc.nat({ max: appendices.length - 1 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1500, max: 6000 }))
  const cut = ([which, from, length]: readonly [number, number, number]) => {
    const text = texts[which]!
    const start = Math.floor(from * Math.max(0, text.length - length))
    return text.slice(start, start + length)
  }

  test('a piece of right text is text; the same without its marks is unusable', () => {
    fc.assert(
      fc.property(window, (place) => {
        const piece = cut(place)
        // Tables of abbreviations have no sentences: nothing to judge a language by.
        fc.pre(censusOf(piece).marked > 0.35)
        expect(judgePages([piece]).kind).toBe('text')
        expect(judgePages([withoutMarks(piece)]).kind).toBe('unusable')
      }),
      { numRuns: 150 },
    )
  })

  test('signs scattered in words, as a scanner without Vietnamese leaves them, make it unusable', () => {
    fc.assert(
      fc.property(window, (place) => {
        const piece = cut(place)
        fc.pre(censusOf(piece).marked > 0.35)
        const spoilt = piece.normalize('NFC').replace(/(\p{L})[ạậặẹệịọộợụựỵ](?=\p{L})/gu, '$1~').replace(/(\p{Ll})[ốồổỗ](?=\p{Ll})/gu, '$16')
        const judged = judgePages([withoutMarks(spoilt)])
        expect(judged.kind).toBe('unusable')
      }),
      { numRuns: 100 },
    )
  })
})

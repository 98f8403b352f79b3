// Old Vietnamese encodings, found by their words and read right.
import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { extractText } from '../../src-main/documents/extract/extract-text.ts'
import { decodePlain, mendLegacy } from '../../src-main/documents/extract/legacy-encodings.ts'
import { docxOf } from './samples.ts'

const right = 'Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc. Ban Thường vụ Tỉnh ủy báo cáo kết quả thực hiện nghị quyết của Đảng về công tác cán bộ năm 1998.'
const vni = 'Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, Ñoäc laäp - Töï do - Haïnh phuùc. Ban Thöôøng vuï Tænh uûy baùo caùo keát quaû thöïc hieän nghò quyeát cuûa Ñaûng veà coâng taùc caùn boä naêm 1998.'
const tcvn3 = 'Céng hßa x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc. Ban Th\u00adêng vô TØnh ñy b¸o c¸o kÕt qu¶ thùc hiÖn nghÞ quyÕt cña §¶ng vÒ c«ng t¸c c¸n bé n¨m 1998.'
const latin = (text: string) => Buffer.from(text, 'latin1')

// Windows-1258 as programs of the time wrote it: base letter, then a combining tone mark.
const cp1258 = (() => {
  const marks: Readonly<Record<string, number>> = { '\u0300': 0xcc, '\u0309': 0xd2, '\u0303': 0xde, '\u0301': 0xec, '\u0323': 0xf2 }
  const letters: Readonly<Record<string, number>> = { Ă: 0xc3, ă: 0xe3, Đ: 0xd0, đ: 0xf0, Ơ: 0xd5, ơ: 0xf5, Ư: 0xdd, ư: 0xfd }
  const bytes: number[] = []
  for (const letter of right) {
    const tones = [...letter.normalize('NFD')].filter((sign) => sign in marks)
    const base = [...letter.normalize('NFD')].filter((sign) => !(sign in marks)).join('').normalize('NFC')
    bytes.push(letters[base] ?? base.codePointAt(0)!, ...tones.map((tone) => marks[tone]!))
  }
  return Uint8Array.from(bytes)
})()

describe('plain text', () => {
  test.each([
    ['UTF-8', Buffer.from(right), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${right}`), 'utf-8'],
    ['UTF-8, decomposed', Buffer.from(right.normalize('NFD')), 'utf-8'],
    ['UTF-16LE with a mark', Buffer.from(`\ufeff${right}`, 'utf16le'), 'utf-16le'],
    ['UTF-16LE without', Buffer.from(right, 'utf16le'), 'utf-16le'],
    ['UTF-16BE without', Buffer.from(right, 'utf16le').swap16(), 'utf-16be'],
    ['Windows-1258', cp1258, 'windows-1258'],
    ['TCVN3', latin(tcvn3), 'tcvn3'],
    ['VNI', latin(vni), 'vni'],
    ['VNI kept as UTF-8', Buffer.from(vni), 'vni'],
  ])('%s', (_name, bytes, encoding) => {
    const decoded = decodePlain(bytes)
    expect(decoded.encoding).toBe(encoding)
    expect(decoded.text.replace('\ufeff', '')).toBe(right)
  })

  test('capitals of VNI', () => {
    expect(mendLegacy('COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM, ÑOÄC LAÄP - TÖÏ DO - HAÏNH PHUÙC').text).toBe('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM, ĐỘC LẬP - TỰ DO - HẠNH PHÚC')
  })

  test('other languages of Latin-1 stay as they are', () => {
    const french = 'Le comité a décidé que le rapport annuel sera envoyé à tous les membres avant la fin de l’année; façade, naïve, où, être.'
    expect(decodePlain(latin(french.replace('’', "'"))).encoding).toBe('windows-1252')
    expect(mendLegacy(french).text).toBe(french)
    expect(mendLegacy(right).text).toBe(right)
  })

  test('a table of another hand agrees on TCVN3', (context) => {
    let bytes: Buffer
    try {
      bytes = execFileSync('iconv', ['-f', 'UTF-8', '-t', 'TCVN5712-1'], { input: right })
    } catch {
      return context.skip('iconv with TCVN5712-1 is not on this machine')
    }
    expect(decodePlain(bytes)).toEqual({ text: right, encoding: 'tcvn3' })
  })
})

test('a DOCX set in .VnTime is found by its right words', async () => {
  const read = await extractText(await docxOf(`<w:p><w:r><w:t>${tcvn3}</w:t></w:r></w:p>`), { mediaType: '', name: 'a.docx' })
  expect(read.ok && read.value.text.trim()).toBe(right)
})

// Reading the text of received files: every format, the real documents of the fixtures, and what says "needs OCR".
import { readFileSync } from 'node:fs'
import { PDFDocument } from '@cantoo/pdf-lib'
import { utils, write } from '@e965/xlsx'
import { describe, expect, test } from 'vitest'
import { extractText } from '../../src-main/documents/extract/extract-text.ts'
import type { ExtractedText } from '../../src-main/documents/extract/extract-text.ts'
import { docxOf, onePage, written, zipOf } from './samples.ts'

const fixtures = new URL('../fixtures/', import.meta.url)

async function read(bytes: Uint8Array, name: string, mediaType = ''): Promise<ExtractedText> {
  const result = await extractText(bytes, { mediaType, name })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

function flat(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ')
}

interface Official {
  readonly path: string
  readonly pages: number | null
  readonly text_layer: string
  readonly truth: { readonly number: string; readonly symbol: string; readonly subject: string; readonly signer: { readonly name: string | null } }
}

interface Legal {
  readonly path: string
  readonly truth: { readonly heading?: string; readonly subject?: string }
}

const official = JSON.parse(readFileSync(new URL('official/index.json', fixtures), 'utf8')) as readonly Official[]
const legal = JSON.parse(readFileSync(new URL('legal-docx/index.json', fixtures), 'utf8')) as readonly Legal[]
const kindOfLayer: Readonly<Record<string, string>> = {
  native: 'text', ocr: 'text', 'ocr-text': 'text', 'ocr-unusable': 'unusable', 'stamp-only': 'none', none: 'none',
}

describe('real official documents', () => {
  test.each(official)('$path ($text_layer) is judged by what stands in it', async (document) => {
    // Named "file": the name must say nothing. Plain text alone has no sign of its own.
    const mediaType = document.path.endsWith('.txt') ? 'text/plain' : ''
    const found = await read(readFileSync(new URL(`official/${document.path}`, fixtures)), 'file', mediaType)
    expect(found.kind).toBe(kindOfLayer[document.text_layer])
    if (document.pages !== null) expect(found.pages).toBe(document.pages)
    if (found.kind === 'none') {
      expect(found.text).toBe('')
      expect(found.pagesWithoutText).toBe(document.pages)
    }
    if (document.text_layer === 'native') {
      expect(flat(found.text)).toContain(flat(document.truth.subject))
      expect(flat(found.text)).toContain(flat(document.truth.number))
      if (document.truth.signer.name !== null) expect(flat(found.text)).toContain(flat(document.truth.signer.name))
    }
  })

  test.each(legal)('$path gives its heading', async (document) => {
    const found = await read(readFileSync(new URL(`legal-docx/${document.path}`, fixtures)), document.path)
    expect(found.kind).toBe('text')
    expect(flat(found.text)).toContain(flat((document.truth.heading ?? document.truth.subject)!))
  })

  test('words that OCR set one by one are joined to lines again', async () => {
    const found = await read(readFileSync(new URL('official/vb-10.pdf', fixtures)), 'vb-10.pdf')
    expect(found.text).toContain('HƯỚNG DẪN LIÊN NGÀNH')
    expect(found.text).toContain('Hà Nội, ngày 25 tháng 6 năm 2026')
  })
})

describe('DOCX, ODT, PPTX', () => {
  test('table cells stand apart, a text box comes once, notes and headers are read, deleted text is not', async () => {
    const body =
      '<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Ô một</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Ô hai</w:t></w:r></w:p></w:tc></w:tr></w:tbl>' +
      '<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>Khung</w:t></w:r></w:p></w:txbxContent></mc:Choice>' +
      '<mc:Fallback><w:txbxContent><w:p><w:r><w:t>Khung</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>' +
      '<w:p><w:r><w:t>chuyển </w:t></w:r><w:r><w:t>đổi số</w:t></w:r><w:r><w:tab/><w:t>sau</w:t><w:noBreakHyphen/><w:t>thẻ</w:t></w:r></w:p>' +
      '<w:p><w:del><w:r><w:delText>bị xóa</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>'
    const part = (text: string) => `<w:x xmlns:w="w"><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:x>`
    const bytes = await docxOf(body, { 'word/footnotes.xml': part('chú thích'), 'word/header1.xml': part('đầu trang'), 'word/media/image1.png': new Uint8Array(10) })
    const { text } = await read(bytes, 'x.docx')
    expect(text.trim().split('\n').filter(Boolean)).toEqual(['Ô một\tÔ hai', 'Khung', 'chuyển đổi số\tsau-thẻ', 'chú thích', 'đầu trang'])
  })

  test('decomposed letters come out composed, entities decoded', async () => {
    const { text } = await read(await docxOf(`<w:p><w:r><w:t>${'Huyện ủy'.normalize('NFD')} &amp; Đảng</w:t></w:r></w:p>`), 'x.docx')
    expect(text.trim()).toBe('Huyện ủy & Đảng')
  })

  test('an ODT and a PPTX give their paragraphs', async () => {
    const odt = await zipOf({
      mimetype: 'application/vnd.oasis.opendocument.text',
      'content.xml': '<office:document-content xmlns:office="o" xmlns:text="t"><text:h>Tiêu đề</text:h><text:p>Đoạn <text:span>một</text:span><text:s text:c="2"/>hai</text:p></office:document-content>',
    })
    expect((await read(odt, 'x.odt')).text.trim()).toBe('Tiêu đề\nĐoạn một  hai')
    const slide = (text: string) => `<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:sld>`
    const pptx = await zipOf({ 'ppt/slides/slide10.xml': slide('Trang mười'), 'ppt/slides/slide2.xml': slide('Trang hai') })
    expect((await read(pptx, 'x.pptx')).text).toMatch(/Trang hai\s+Trang mười/)
  })
})

describe('sheets, mark-up, mail', () => {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet([['STT', 'Trích yếu'], [1, 'Về chuyển đổi số'], [2, new Date(Date.UTC(2026, 10, 3))]]), 'Danh mục')

  test.each(['xlsx', 'biff8', 'ods'] as const)('a sheet (%s) gives its name and its cells', async (bookType) => {
    const bytes = new Uint8Array(write(book, { type: 'buffer', bookType }) as Buffer)
    const { text, kind } = await read(bytes, bookType === 'biff8' ? 'x.xls' : `x.${bookType}`)
    expect(kind).toBe('text')
    expect(text).toContain('1\tVề chuyển đổi số')
    expect(text).toContain('Trích yếu')
  })

  test('HTML gives what a reader sees', async () => {
    const html = '<html><head><title>Tin</title><style>p{}</style><script>alert("x")</script></head><body><p>Đảng &amp; Nhà&nbsp;nước</p><table><tr><td>một</td><td>hai</td></tr></table></body></html>'
    expect((await read(Buffer.from(html), 'x.html')).text).toBe('Tin\nĐảng & Nhà nước\nmột\thai')
  })

  test('an e-mail gives heading, body, attachments, and the mail inside it', async () => {
    const inner = ['Subject: Thư bên trong', 'Content-Type: text/plain; charset=utf-8', '', 'nội dung sâu'].join('\r\n')
    const docx = Buffer.from(await docxOf('<w:p><w:r><w:t>Giấy mời họp</w:t></w:r></w:p>')).toString('base64')
    const mail = [
      'From: =?UTF-8?B?VsSDbiBwaMOybmc=?= <vp@example.vn>',
      'To: vanthu@example.vn',
      'Subject: =?UTF-8?Q?G=E1=BB=ADi_c=C3=B4ng_v=C4=83n?=',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b', 'Content-Type: text/html; charset=utf-8', '', '<p>Kính gửi Huyện ủy</p>',
      '--b', 'Content-Type: application/octet-stream; name="moi.docx"', 'Content-Disposition: attachment; filename="moi.docx"', 'Content-Transfer-Encoding: base64', '', docx,
      '--b', 'Content-Type: message/rfc822', '', inner,
      '--b--', '',
    ].join('\r\n')
    const { text } = await read(Buffer.from(mail), 'x.eml')
    for (const words of ['Gửi công văn', 'Văn phòng vp@example.vn', 'Kính gửi Huyện ủy', 'moi.docx', 'Giấy mời họp', 'Thư bên trong', 'nội dung sâu']) {
      expect(text).toContain(words)
    }
  })

  test('mails inside mails end at the bound', async () => {
    let mail = 'Subject: cuối\r\n\r\nđáy'
    for (let level = 0; level < 12; level += 1) mail = `Subject: tầng ${level}\r\nContent-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment; filename=a.eml\r\n\r\n${mail}\r\n--b${level}--\r\n`
    const { text } = await read(Buffer.from(mail), 'x.eml')
    expect(text).toContain('tầng 11')
    expect(text).not.toContain('đáy')
  })
})

describe('which reader', () => {
  test('bytes outweigh a wrong name and type', async () => {
    const pdf = onePage(written(Array.from({ length: 12 }, (_, i) => `A line of plain English number ${i}`)))
    expect((await read(pdf, 'scan.jpg', 'image/jpeg')).text).toContain('plain English number 11')
    expect((await read(await docxOf('<w:p><w:r><w:t>Chữ</w:t></w:r></w:p>'), 'vanban', 'application/octet-stream')).text.trim()).toBe('Chữ')
  })

  test.each([
    ['a picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]), 'a.jpg', 'image/jpeg'],
    ['an archive', Buffer.from('Rar!\x1a\x07\x00'), 'a.rar', 'application/vnd.rar'],
    ['an old .doc', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'a.doc', 'application/msword'],
    ['nothing at all', Buffer.alloc(0), 'a.txt', 'text/plain'],
    ['blanks', Buffer.from(' \n\t'), 'a.txt', 'text/plain'],
  ])('%s has no text', async (_what, bytes, name, mediaType) => {
    expect(await read(bytes, name, mediaType)).toMatchObject({ kind: 'none', text: '' })
  })

  test('a broken PDF, a broken container and a locked PDF say so', async () => {
    const broken = await extractText(Buffer.from('%PDF-1.7\nrubbish'), { mediaType: '', name: 'a.pdf' })
    expect(broken).toMatchObject({ ok: false, error: { code: 'FILE_DAMAGED' } })
    const cut = (await docxOf('<w:p/>')).slice(0, 200)
    expect(await extractText(cut, { mediaType: '', name: 'a.docx' })).toMatchObject({ ok: false, error: { code: 'FILE_DAMAGED' } })
    const secret = await PDFDocument.create()
    secret.addPage()
    secret.encrypt({ userPassword: 'kín', ownerPassword: 'kín' })
    expect(await extractText(await secret.save(), { mediaType: '', name: 'a.pdf' })).toMatchObject({ ok: false, error: { code: 'FILE_LOCKED' } })
  })
})

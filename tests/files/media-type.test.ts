// Media types told from bytes first: on real documents, on made containers, and on files that lie about themselves.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mediaTypeOf } from '../../src-main/files/media-type.ts'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const BY_EXTENSION: Record<string, string> = {
  pdf: 'application/pdf', docx: DOCX, xlsx: XLSX, txt: 'text/plain', html: 'text/html', eml: 'message/rfc822', png: 'image/png', jpg: 'image/jpeg',
}
const FIXTURES = join(import.meta.dirname, '..', 'fixtures')

const bytes = (...parts: (string | number[])[]) => Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))))

/** A ZIP's beginning with stored entries, enough to be told by. */
function zip(...entries: [name: string, content?: string][]): Buffer {
  return Buffer.concat(entries.map(([name, content = 'x']) => {
    const header = Buffer.alloc(30)
    header.write('PK\x03\x04', 'latin1')
    header.writeUInt32LE(content.length, 18)
    header.writeUInt32LE(content.length, 22)
    header.writeUInt16LE(name.length, 26)
    return Buffer.concat([header, Buffer.from(name + content, 'latin1')])
  }))
}

/** An OLE container's beginning: header, then a directory sector that names the streams. */
function ole(...streams: string[]): Buffer {
  const file = Buffer.alloc(512 + 512 * 4)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file)
  file.writeUInt16LE(9, 0x1e)
  file.writeUInt32LE(1, 0x30)
  for (const [i, stream] of ['Root Entry', ...streams].entries()) {
    file.write(stream, 1024 + i * 128, 'utf16le')
    file.writeUInt16LE(2 * stream.length + 2, 1024 + i * 128 + 64)
  }
  return file
}

describe('real documents', async () => {
  const files: [folder: string, name: string][] = []
  for (const folder of ['official', 'legal-docx', 'samples']) {
    for (const name of await readdir(join(FIXTURES, folder))) if (BY_EXTENSION[name.split('.').at(-1)!]) files.push([folder, name])
  }
  test('there are some of every kind', () => {
    expect(new Set(files.map(([, name]) => name.split('.').at(-1))).size).toBe(Object.keys(BY_EXTENSION).length)
  })
  test.each(files)('%s/%s, with its name and, where bytes suffice, without', async (folder, name) => {
    const content = await readFile(join(FIXTURES, folder, name))
    const expected = BY_EXTENSION[name.split('.').at(-1)!]
    expect(mediaTypeOf(content.subarray(0, 512 * 1024), name)).toBe(expected)
    expect(mediaTypeOf(content.subarray(0, 512 * 1024), 'không đuôi')).toBe(expected)
  })
})

describe('by bytes', () => {
  test.each<[string, Buffer, string, string]>([
    ['PNG', bytes([0x89], 'PNG\r\n', [0x1a, 0x0a]), '', 'image/png'],
    ['GIF', bytes('GIF89a'), '', 'image/gif'],
    ['TIFF, Intel', bytes('II*\0'), '', 'image/tiff'],
    ['TIFF, Motorola', bytes('MM\0*'), '', 'image/tiff'],
    ['WEBP', bytes('RIFF', [1, 2, 3, 4], 'WEBPVP8 '), '', 'image/webp'],
    ['HEIC', bytes([0, 0, 0, 24], 'ftypheic', [0, 0, 0, 0]), '', 'image/heic'],
    ['RAR', bytes('Rar!', [0x1a, 7, 1, 0]), '', 'application/vnd.rar'],
    ['7z', bytes('7z', [0xbc, 0xaf, 0x27, 0x1c]), '', 'application/x-7z-compressed'],
    ['RTF', bytes('{\\rtf1\\ansi'), '', 'application/rtf'],
    ['PDF behind rubbish', bytes('\r\n\0\0', '%PDF-1.4'), '', 'application/pdf'],
    ['DOCX', zip(['[Content_Types].xml'], ['_rels/.rels'], ['word/document.xml']), '', DOCX],
    ['DOCX whose parts lie further in', zip(['[Content_Types].xml']), 'a.docx', DOCX],
    ['XLSX', zip(['xl/workbook.xml'], ['[Content_Types].xml']), '', XLSX],
    ['PPTX', zip(['[Content_Types].xml'], ['ppt/presentation.xml']), '', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
    ['DOCX with macros', zip(['word/document.xml'], ['word/vbaProject.bin']), 'a.docx', 'application/vnd.ms-word.document.macroEnabled.12'],
    ['ODT', zip(['mimetype', 'application/vnd.oasis.opendocument.text'], ['content.xml']), '', 'application/vnd.oasis.opendocument.text'],
    ['ZIP', zip(['công văn.pdf']), 'a.zip', 'application/zip'],
    ['JAR', zip(['META-INF/MANIFEST.MF']), 'a.zip', 'application/java-archive'],
    ['DOC', ole('1Table', 'WordDocument'), '', 'application/msword'],
    ['XLS', ole('Workbook'), '', 'application/vnd.ms-excel'],
    ['PPT', ole('PowerPoint Document'), '', 'application/vnd.ms-powerpoint'],
    ['MSG', ole('__properties_version1.0'), 'a.doc', 'application/vnd.ms-outlook'],
    ['OLE of unknown content', ole('Something'), 'a.xls', 'application/vnd.ms-excel'],
    ['OLE without a name', ole('Something'), '', 'application/x-ole-storage'],
    ['HTML', Buffer.from('\ufeff<!-- x -->\n<!DOCTYPE html><p>'), '', 'text/html'],
    ['XHTML', Buffer.from('<?xml version="1.0"?><html xmlns="…">'), '', 'text/html'],
    ['SVG', Buffer.from('<?xml version="1.0"?>\n<svg>'), '', 'image/svg+xml'],
    ['XML', Buffer.from('<?xml version="1.0"?><edXML/>'), '', 'application/xml'],
    ['mail', Buffer.from('Received: from a\r\n\tby b\r\nFrom: a@b\r\nSubject: x\r\nDate: y\r\n\r\nhello'), '', 'message/rfc822'],
    ['text that only looks like mail', Buffer.from('Ghi chú: a\nNội dung: b\n'), '', 'text/plain'],
    ['Vietnamese, UTF-8', Buffer.from('Đảng ủy'), 'a.txt', 'text/plain'],
    ['Vietnamese, UTF-16', Buffer.from('\ufeffĐảng ủy', 'utf16le'), '', 'text/plain'],
    ['Vietnamese, UTF-16 big-endian', Buffer.from('\ufeffĐảng ủy', 'utf16le').swap16(), '', 'text/plain'],
    ['Vietnamese, 8-bit TCVN3', Buffer.from([0xa7, 0xb6, 0x6e, 0x67, 0x20, 0xf1, 0x79]), '', 'text/plain'],
    ['CSV', Buffer.from('a;b\n1;2'), 'a.CSV', 'text/csv'],
    ['nothing', Buffer.alloc(0), 'a.pdf', 'application/octet-stream'],
    ['noise', Buffer.from([1, 2, 3, 0, 255, 7]), 'a.docx', 'application/octet-stream'],
  ])('%s', (_, head, name, expected) => {
    expect(mediaTypeOf(head, name)).toBe(expected)
  })
})

describe('a name does not make a program harmless', () => {
  const program = Buffer.concat([bytes('MZ', [0x90, 0, 3, 0, 0, 0]), Buffer.alloc(60)])
  test.each(['bao-cao.pdf', 'anh.jpg', 'cong-van.docx', 'x'])('a Windows program called %s', (name) => {
    expect(mediaTypeOf(program, name)).toBe('application/x-msdownload')
  })
  test.each<[string, Buffer, string]>([
    ['a.bat', Buffer.from('del *.*'), 'application/x-bat'], ['a.vbs', Buffer.from('MsgBox 1'), 'text/vbscript'], ['a.js', Buffer.from('1'), 'text/javascript'],
    ['a.txt', Buffer.from('#!/bin/sh\nrm'), 'application/x-sh'], ['a.pdf', bytes([0x7f], 'ELF'), 'application/x-elf'],
    ['a.doc', bytes([0x4c, 0, 0, 0, 1, 0x14, 2, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46]), 'application/x-ms-shortcut'],
    ['a.hta', Buffer.from('<script>x</script>'), 'application/hta'],
  ])('%s', (name, head, expected) => {
    expect(mediaTypeOf(head, name)).toBe(expected)
  })
  test('text that begins with MZ is text', () => {
    expect(mediaTypeOf(Buffer.from('MZ là hai chữ cái'), 'a.txt')).toBe('text/plain')
  })
})

test('any bytes and any name get an answer, quickly', () => {
  const prefix = fc.constantFrom('', 'PK\x03\x04', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', '<?xml', '<!--', 'From: ', 'RIFF')
  fc.assert(fc.property(prefix, fc.uint8Array({ maxLength: 4000 }), fc.string(), (start, rest, name) => {
    expect(mediaTypeOf(Buffer.concat([Buffer.from(start, 'latin1'), rest]), name)).toMatch(/^[a-z]+\/[\w.+-]+$/i)
  }), { numRuns: 500 })
  const worst = ['PK\x03\x04', '<!--', '<?xml ', '<!-- -->', ' ', 'a:', 'a: b\n', '<?xml?>'].map((piece) => Buffer.from(piece.repeat(Math.ceil(524288 / piece.length)), 'latin1'))
  for (const head of worst) {
    const start = performance.now()
    mediaTypeOf(head, 'x')
    expect(performance.now() - start, JSON.stringify(head.toString('latin1', 0, 10))).toBeLessThan(200)
  }
})

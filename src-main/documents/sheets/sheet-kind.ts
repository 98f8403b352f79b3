// What a file is, by its content: an .xls is as often HTML, text or XLSX as it is an old workbook, and people rename files.
import { latin1 } from './bytes.ts'
import type { SheetKind } from './workbook.ts'

/** What else a file may be that somebody takes for a sheet. */
export type OtherKind = 'pdf' | 'word' | 'picture' | 'archive' | 'email' | 'xml' | 'empty' | 'unknown'
export type FileKind = { readonly sheet: SheetKind | 'container' | 'compound' } | { readonly other: OtherKind }

const signatures: readonly (readonly [string, FileKind])[] = [
  ['PK\x03\x04', { sheet: 'container' }],
  ['PK\x05\x06', { sheet: 'container' }],
  ['\xd0\xcf\x11\xe0', { sheet: 'compound' }],
  // BOF of BIFF2 to BIFF4, which had no compound file around them.
  ['\x09\x00\x04\x00', { sheet: 'xls' }],
  ['\x09\x02\x06\x00', { sheet: 'xls' }],
  ['\x09\x04\x06\x00', { sheet: 'xls' }],
  // BIFF5 to 8 written bare by report programs
  ['\x09\x08\x08\x00', { sheet: 'xls' }],
  ['\x09\x08\x10\x00', { sheet: 'xls' }],
  ['%PDF-', { other: 'pdf' }],
  ['{\\rtf', { other: 'word' }],
  ['\x89PNG', { other: 'picture' }],
  ['\xff\xd8\xff', { other: 'picture' }],
  ['GIF8', { other: 'picture' }],
  ['BM', { other: 'picture' }],
  ['II*\x00', { other: 'picture' }],
  ['MM\x00*', { other: 'picture' }],
  ['Rar!', { other: 'archive' }],
  ['7z\xbc\xaf', { other: 'archive' }],
  ['\x1f\x8b', { other: 'archive' }],
  ['MIME-Version:', { other: 'email' }],
  ['From: ', { other: 'email' }],
]

/** Kind of a file. 'container' (zip) and 'compound' (OLE) are told apart by their parts. */
export function kindOf(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) return { other: 'empty' }
  const head = latin1(bytes.subarray(0, 8192))
  const known = signatures.find(([signature]) => (signature === 'BM' ? head.startsWith('BM') && bytes.length > 26 && head.slice(6, 10) === '\x00\x00\x00\x00' : head.startsWith(signature)))
  if (known) return known[1]
  // Marks of order and zero bytes of UTF-16 do not hide a tag.
  const plain = head.replace(/^\xef\xbb\xbf|^\xff\xfe|^\xfe\xff/u, '').replaceAll('\0', '').trimStart()
  if (plain === '') return { other: 'empty' }
  if (plain.startsWith('<')) return markup(plain)
  return isText(bytes) ? { sheet: 'delimited' } : { other: 'unknown' }
}

function markup(head: string): FileKind {
  if (/<(?:\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet/u.test(head)) return { sheet: 'xml-2003' }
  if (/<(?:!doctype html|html|head|body|table|meta|style|div)[\s>]/iu.test(head)) return { sheet: 'html' }
  return { other: 'xml' }
}

/** Control characters and zero bytes (outside UTF-16) stand in no text. */
function isText(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 65_536)
  let zeros = 0
  let controls = 0
  for (const byte of sample) {
    if (byte === 0) zeros += 1
    else if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c && byte !== 0x1a) controls += 1
  }
  const utf16 = (sample[0] === 0xff && sample[1] === 0xfe) || (sample[0] === 0xfe && sample[1] === 0xff) || (zeros > sample.length / 5 && zeros < sample.length * 0.6)
  return utf16 ? controls < sample.length / 8 : zeros === 0 && controls * 200 < sample.length
}

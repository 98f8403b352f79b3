// What kind of file this is (media type, RFC 6838), told by its first bytes, and by its name only where bytes of one
// kind carry several: a name is a claim of the sender, bytes are what a viewer will get. A table of our own instead of
// the package file-type: that one tells neither TXT, HTML and EML apart nor DOC from XLS and MSG, which is half of an
// office's mail, while its parsers for ZIP, MKV and ASF have hung or swelled on hostile bytes more than once. Here
// nothing is inflated and nothing loops on a length that the file states; only the bytes given are looked at.

const OOXML = 'application/vnd.openxmlformats-officedocument.'
const MACROS: Record<string, string> = {
  word: 'application/vnd.ms-word.document.macroEnabled.12',
  xl: 'application/vnd.ms-excel.sheet.macroEnabled.12',
  ppt: 'application/vnd.ms-powerpoint.presentation.macroEnabled.12',
}
const OFFICE: Record<string, string> = {
  word: `${OOXML}wordprocessingml.document`,
  xl: `${OOXML}spreadsheetml.sheet`,
  ppt: `${OOXML}presentationml.presentation`,
}
const UNKNOWN = 'application/octet-stream'
const TEXT_BYTES = 65536

/** Bytes at a fixed place. `hex`: two digits a byte, `..` for any. The first that fits counts. */
const SIGNATURES: readonly (readonly [offset: number, hex: string, mediaType: string])[] = [
  [0, 'ffd8ff', 'image/jpeg'],
  [0, '89504e470d0a1a0a', 'image/png'],
  [0, '474946383761', 'image/gif'],
  [0, '474946383961', 'image/gif'],
  [0, '49492a00', 'image/tiff'],
  [0, '4d4d002a', 'image/tiff'],
  [0, '49492b00', 'image/tiff'],
  [0, '4d4d002b', 'image/tiff'],
  [0, '52494646........57454250', 'image/webp'],
  [0, '52494646........57415645', 'audio/wav'],
  [0, '52494646........41564920', 'video/x-msvideo'],
  [0, '424d........00000000', 'image/bmp'],
  [0, '0000000c6a5020200d0a870a', 'image/jp2'],
  [4, '6674797068656963', 'image/heic'],
  [4, '6674797068656978', 'image/heic'],
  [4, '6674797068657663', 'image/heic-sequence'],
  [4, '667479706d696631', 'image/heif'],
  [4, '667479706d736631', 'image/heif-sequence'],
  [4, '6674797061766966', 'image/avif'],
  [4, '667479704d344120', 'audio/mp4'],
  [4, '6674797071742020', 'video/quicktime'],
  [4, '66747970', 'video/mp4'],
  [0, '494433', 'audio/mpeg'],
  [0, 'fffb', 'audio/mpeg'],
  [0, '4f67675300', 'audio/ogg'],
  [0, '1a45dfa3', 'video/x-matroska'],
  [0, '526172211a07', 'application/vnd.rar'],
  [0, '377abcaf271c', 'application/x-7z-compressed'],
  [0, '1f8b08', 'application/gzip'],
  [257, '7573746172', 'application/x-tar'],
  [0, '7b5c727466', 'application/rtf'],
  [0, '7f454c46', 'application/x-elf'],
  [0, 'feedface', 'application/x-mach-binary'],
  [0, 'feedfacf', 'application/x-mach-binary'],
  [0, 'cefaedfe', 'application/x-mach-binary'],
  [0, 'cffaedfe', 'application/x-mach-binary'],
  [0, 'cafebabe', 'application/x-mach-binary'],
  [0, '4c0000000114020000000000c000000000000046', 'application/x-ms-shortcut'],
  [0, '4d534346', 'application/vnd.ms-cab-compressed'],
]

/** Kinds of text that only the name tells apart; scripts among them must not pass for harmless text. */
const TEXT_BY_EXTENSION: Record<string, string> = {
  csv: 'text/csv', json: 'application/json', md: 'text/markdown', css: 'text/css', ics: 'text/calendar',
  js: 'text/javascript', mjs: 'text/javascript', vbs: 'text/vbscript', vbe: 'text/vbscript', wsf: 'text/vbscript',
  bat: 'application/x-bat', cmd: 'application/x-bat', ps1: 'application/x-powershell', hta: 'application/hta',
  sh: 'application/x-sh', reg: 'application/x-ms-registry', url: 'application/x-mswinurl',
}

/**
 * The media type of a file. `head`: its first bytes, 4 KiB and up tell most, 512 KiB tell nearly all; `name`: as received.
 * `application/octet-stream` when nothing is known.
 */
export function mediaTypeOf(head: Uint8Array, name: string): string {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength)
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  // A PDF may have rubbish before its header: readers look through the first 1024 bytes (ISO 32000-1, Annex H.3.4.1).
  if (bytes.subarray(0, 1024).includes('%PDF-')) return 'application/pdf'
  if (fits(bytes, 0, '504b0304') || fits(bytes, 0, '504b0506')) return zipKind(bytes, extension)
  if (fits(bytes, 0, 'd0cf11e0a1b11ae1')) return oleKind(bytes, extension)
  if (fits(bytes, 0, '4d5a') && bytes.subarray(0, 64).includes(0)) return 'application/x-msdownload'
  for (const [offset, hex, mediaType] of SIGNATURES) if (fits(bytes, offset, hex)) return mediaType
  if (bytes.length === 0) return UNKNOWN
  const text = textOf(bytes.subarray(0, TEXT_BYTES))
  return text === null ? UNKNOWN : textKind(text, extension)
}

function fits(bytes: Buffer, offset: number, hex: string): boolean {
  const length = hex.length / 2
  if (bytes.length < offset + length) return false
  for (let i = 0; i < length; i += 1) {
    const expected = hex.slice(2 * i, 2 * i + 2)
    if (expected !== '..' && bytes[offset + i] !== Number.parseInt(expected, 16)) return false
  }
  return true
}

/** ZIP containers by the names of their entries (PKWARE APPNOTE 4.3.7), as far as they stand in the bytes given. */
function zipKind(bytes: Buffer, extension: string): string {
  let office: string | undefined
  let macros = false
  let entries = 0
  for (let at = 0; at >= 0 && at + 30 <= bytes.length && entries < 500; at = bytes.indexOf('PK\x03\x04', at + 30, 'latin1')) {
    const nameEnd = at + 30 + bytes.readUInt16LE(at + 26)
    const entry = bytes.toString('latin1', at + 30, Math.min(nameEnd, at + 30 + 256))
    // OpenDocument 1.2, part 3, 3.3: the first entry, stored, without extra field, holds the media type.
    if (entries === 0 && entry === 'mimetype') {
      const stated = /^application\/[a-z0-9.+-]{1,80}/.exec(bytes.toString('latin1', nameEnd, nameEnd + 96))?.[0]
      if (stated) return stated.replace(/PK$/, '')
    }
    if (entries < 2 && entry.startsWith('META-INF/')) return 'application/java-archive'
    office ??= /^(word|xl|ppt)\//.exec(entry)?.[1]
    macros ||= entry.endsWith('/vbaProject.bin')
    entries += 1
  }
  // Entries in an order of their own, beyond the bytes at hand: the name may say which kind of container.
  office ??= { docx: 'word', docm: 'word', xlsx: 'xl', xlsm: 'xl', pptx: 'ppt', pptm: 'ppt' }[extension]
  if (office) return (macros || extension === `${OFFICE_LETTERS[office]}m` ? MACROS : OFFICE)[office]!
  return { odt: 'application/vnd.oasis.opendocument.text', ods: 'application/vnd.oasis.opendocument.spreadsheet' }[extension]
    ?? 'application/zip'
}
const OFFICE_LETTERS: Record<string, string> = { word: 'doc', xl: 'xls', ppt: 'ppt' }

/** OLE containers ([MS-CFB]) by the streams their directory names; the name decides when the directory lies too far in. */
function oleKind(bytes: Buffer, extension: string): string {
  const kinds: readonly (readonly [stream: string, mediaType: string])[] = [
    ['__properties_version1.0', 'application/vnd.ms-outlook'],
    ['WordDocument', 'application/msword'],
    ['Workbook', 'application/vnd.ms-excel'],
    ['Book', 'application/vnd.ms-excel'],
    ['PowerPoint Document', 'application/vnd.ms-powerpoint'],
  ]
  const sectorBytes = bytes.length > 0x34 && bytes.readUInt16LE(0x1e) === 12 ? 4096 : 512
  const directory = bytes.length > 0x34 ? (bytes.readUInt32LE(0x30) + 1) * sectorBytes : 0
  // Its first sectors: 128 bytes an entry, the name first, UTF-16 with its final zero (MS-CFB 2.6.1).
  for (let at = directory; at + 128 <= bytes.length && at < directory + 64 * 128; at += 128) {
    const nameBytes = bytes.readUInt16LE(at + 64)
    const stream = nameBytes >= 2 && nameBytes <= 64 ? bytes.toString('utf16le', at, at + nameBytes - 2) : ''
    const kind = kinds.find(([wanted]) => wanted === stream)
    if (kind) return kind[1]
  }
  const named: Record<string, string> = {
    doc: 'application/msword', dot: 'application/msword', xls: 'application/vnd.ms-excel', msi: 'application/x-msi',
    ppt: 'application/vnd.ms-powerpoint', msg: 'application/vnd.ms-outlook',
  }
  return named[extension] ?? 'application/x-ole-storage'
}

/** The bytes as text, or null if they are none. Old Vietnamese 8-bit text (TCVN3, VNI) reads wrongly, but as text. */
function textOf(bytes: Buffer): string | null {
  if (fits(bytes, 0, 'fffe')) return bytes.toString('utf16le', 2)
  if (fits(bytes, 0, 'feff')) return Buffer.from(bytes.subarray(2, bytes.length & ~1)).swap16().toString('utf16le')
  // No text holds these: they are what binary files are full of. Escape and form feed occur in old text.
  if (bytes.some((byte) => byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1b && byte !== 0x1a)) return null
  return bytes.toString('utf8').replace(/^\uFEFF/, '')
}

function textKind(text: string, extension: string): string {
  const start = text.trimStart()
  const markup = start.replace(/^(<\?xml[^>]*\?>|<!--[\s\S]*?-->|\s+)+/i, '')
  if (/^<(!doctype\s+html|html|head|body)\b/i.test(markup)) return 'text/html'
  if (/^(<!doctype\s+svg\b|<svg\b)/i.test(markup)) return 'image/svg+xml'
  if (/^<\?xml\b/i.test(start)) return 'application/xml'
  if (start.startsWith('BEGIN:VCALENDAR')) return 'text/calendar'
  if (start.startsWith('BEGIN:VCARD')) return 'text/vcard'
  if (start.startsWith('#!')) return 'application/x-sh'
  if (isMessage(text)) return 'message/rfc822'
  if (/^(html?|xhtml)$/.test(extension) && start.startsWith('<')) return 'text/html'
  if (/^(xml|edxml|xsd|xsl)$/.test(extension) && start.startsWith('<')) return 'application/xml'
  return TEXT_BY_EXTENSION[extension] ?? 'text/plain'
}

/** A mail message (RFC 5322) opens with header fields, at least two of which every mail has. */
function isMessage(text: string): boolean {
  const lines = text.slice(0, 16384).split(/\r?\n/, 200)
  const known = new Set<string>()
  for (const line of lines) {
    if (line === '') break
    if (/^[ \t]/.test(line)) continue // a folded field goes on
    const field = /^([!-9;-~]{1,80}):/.exec(line)?.[1]?.toLowerCase()
    if (field === undefined) return false
    known.add(field)
  }
  return ['from', 'received', 'date', 'message-id', 'mime-version', 'subject', 'return-path'].filter((field) => known.has(field)).length >= 3
}

// Which reader a received file needs: by its first bytes, then by its media type and name, which anyone may have mistyped.

export type Reader = 'pdf' | 'zip' | 'sheet' | 'html' | 'email' | 'plain'

const byExtension: Readonly<Record<string, Reader>> = {
  pdf: 'pdf',
  docx: 'zip', docm: 'zip', dotx: 'zip', pptx: 'zip', odt: 'zip', ods: 'zip', odp: 'zip',
  xlsx: 'sheet', xlsm: 'sheet', xlsb: 'sheet', xls: 'sheet',
  htm: 'html', html: 'html', xhtml: 'html',
  eml: 'email', mht: 'email', mhtml: 'email',
  txt: 'plain', csv: 'plain', tsv: 'plain', xml: 'plain', edxml: 'plain', json: 'plain', md: 'plain', log: 'plain',
}

const byMediaType: readonly (readonly [RegExp, Reader])[] = [
  [/^application\/pdf$/, 'pdf'],
  [/spreadsheet|ms-excel/, 'sheet'],
  [/officedocument|opendocument|ms-word\.document/, 'zip'],
  [/^(text\/html|application\/xhtml\+xml)$/, 'html'],
  [/^message\/(rfc822|global)$/, 'email'],
  [/^text\/|^application\/(xml|json)$|\+(xml|json)$/, 'plain'],
]

/** Reader for the bytes, or undefined where none fits (pictures, sound, archives, old .doc). */
export function readerFor(bytes: Uint8Array, mediaType: string, name: string): Reader | undefined {
  const type = mediaType.toLowerCase().split(';')[0]!.trim()
  const dot = name.lastIndexOf('.')
  const extension = dot < 0 ? '' : name.slice(dot + 1).toLowerCase().trim()
  const claimed = byMediaType.find(([pattern]) => pattern.test(type))?.[1] ?? byExtension[extension]
  // A PDF may be preceded by up to 1,024 bytes of anything (ISO 32000-1, note in 7.5.2).
  if (starts(bytes, '%PDF-') || (claimed === 'pdf' && includes(bytes.subarray(0, 1024), '%PDF-'))) return 'pdf'
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5)) return zipReader(bytes, claimed)
  // Compound file of the old Office: only its sheets are readable here.
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0) return claimed === 'sheet' ? 'sheet' : undefined
  if (claimed === 'pdf' || claimed === 'zip' || claimed === 'sheet') return undefined
  return claimed
}

function zipReader(bytes: Uint8Array, claimed: Reader | undefined): Reader | undefined {
  if (claimed === 'sheet' || claimed === 'zip') return claimed
  // Named as something else, or not at all: its parts tell.
  const head = latin(bytes.subarray(0, 4096)) + latin(bytes.subarray(Math.max(0, bytes.length - 8192)))
  if (head.includes('xl/workbook')) return 'sheet'
  if (head.includes('word/document') || head.includes('ppt/') || head.includes('vnd.oasis.opendocument')) return 'zip'
  return undefined
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

function starts(bytes: Uint8Array, text: string): boolean {
  return latin(bytes.subarray(0, text.length)) === text
}

function includes(bytes: Uint8Array, text: string): boolean {
  return latin(bytes).includes(text)
}

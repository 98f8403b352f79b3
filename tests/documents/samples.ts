// Files made for the tests of reading: small PDFs and zip containers written by hand, so that every byte is known.
import { deflateSync } from 'node:zlib'
import yazl from 'yazl'

interface Part {
  readonly dictionary?: string
  readonly content: Uint8Array
}

/** A PDF of the objects given, numbered from 1; a Part becomes a stream. The first object is the catalogue. */
export function pdfOf(objects: readonly (string | Part)[]): Uint8Array {
  const chunks: Buffer[] = [Buffer.from('%PDF-1.7\n')]
  const offsets: number[] = []
  let at = chunks[0]!.length
  const add = (piece: Buffer) => {
    chunks.push(piece)
    at += piece.length
  }
  objects.forEach((object, index) => {
    offsets.push(at)
    if (typeof object === 'string') return add(Buffer.from(`${index + 1} 0 obj\n${object}\nendobj\n`))
    add(Buffer.from(`${index + 1} 0 obj\n<< ${object.dictionary ?? ''} /Length ${object.content.length} >>\nstream\n`))
    add(Buffer.from(object.content))
    add(Buffer.from('\nendstream\nendobj\n'))
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  add(Buffer.from(`xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`))
  return new Uint8Array(Buffer.concat(chunks))
}

const font = '/F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>'

/** A PDF with one page whose content stream is given; `count` is what the page tree claims. */
export function onePage(content: Part, options: { readonly count?: number; readonly resources?: string; readonly more?: readonly (string | Part)[] } = {}): Uint8Array {
  const resources = `<< /Font << ${font} >> ${options.resources ?? ''} >>`
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [3 0 R] /Count ${options.count ?? 1} >>`,
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources ${resources} >>`,
    content,
    ...(options.more ?? []),
  ])
}

/** Content that writes Latin lines, one below the other. */
export function written(lines: readonly string[]): Part {
  const shown = lines.map((line) => `(${line.replace(/[\\()]/g, '\\$&')}) Tj T*`).join('\n')
  return { content: Buffer.from(`BT /F1 12 Tf 14 TL 50 800 Td\n${shown}\nET`, 'latin1') }
}

/** A few kilobytes that unfold, twice, to `size` bytes of spaces. */
export function bombStream(size: number): Part {
  const inner = deflateSync(Buffer.alloc(size, ' '), { level: 6 })
  return { dictionary: '/Filter [/FlateDecode /FlateDecode]', content: deflateSync(inner) }
}

/** A PDF of forms that each draw the next one many times: a kilobyte that takes for ever. */
export function endlessForms(depth: number): Uint8Array {
  const form = (index: number): Part => ({
    dictionary: `/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << ${font} >> ${index < depth ? `/XObject << /X ${index + 6} 0 R >>` : ''} >>`,
    content: index < depth ? Buffer.from('/X Do '.repeat(10)) : Buffer.from('BT /F1 12 Tf 50 700 Td (again) Tj ET'),
  })
  const forms = Array.from({ length: depth + 1 }, (_, index) => form(index))
  return onePage({ content: Buffer.from('/X Do') }, { resources: '/XObject << /X 5 0 R >>', more: forms })
}

/** A zip container of the entries given. */
export function zipOf(entries: Readonly<Record<string, string | Uint8Array>>): Promise<Uint8Array> {
  const zip = new yazl.ZipFile()
  for (const [name, content] of Object.entries(entries)) zip.addBuffer(Buffer.from(content as string), name)
  zip.end()
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    zip.outputStream.on('data', (chunk: Buffer) => chunks.push(chunk))
    zip.outputStream.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
    zip.outputStream.on('error', reject)
  })
}

/** A DOCX whose body is the XML given. */
export function docxOf(body: string, more: Readonly<Record<string, string | Uint8Array>> = {}): Promise<Uint8Array> {
  const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
  return zipOf({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'word/document.xml': `<?xml version="1.0"?><w:document ${w}><w:body>${body}</w:body></w:document>`,
    ...more,
  })
}

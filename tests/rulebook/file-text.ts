// The text inside a PDF or Word file, read apart from the program's own extraction.
import { readFileSync } from 'node:fs'
import mammoth from 'mammoth'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

export async function textOf(file: string): Promise<string> {
  if (file.endsWith('.docx')) return (await mammoth.extractRawText({ path: file })).value
  const loading = getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 })
  const document = await loading.promise
  const pages: string[] = []
  for (let number = 1; number <= document.numPages; number += 1) {
    const content = await (await document.getPage(number)).getTextContent()
    pages.push(content.items.map((item) => ('str' in item ? item.str : '')).join(' '))
  }
  await loading.destroy()
  return pages.join(' ')
}

/** For comparing: NFC, lower case, without blanks. */
export const squeeze = (text: string): string => text.normalize('NFC').replace(/\s+/gu, '').toLocaleLowerCase('vi')

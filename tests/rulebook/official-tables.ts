// Reads the tables of the official Word texts (tests/fixtures/legal-docx), to hold our data against them.
import { join } from 'node:path'
import mammoth from 'mammoth'

const folder = join(import.meta.dirname, '../fixtures/legal-docx')

const unescape = (html: string) => html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')

/** Text of one cell, without footnote marks: breaks and runs of blanks become one blank. */
const cellText = (html: string) => unescape(html.replace(/<sup>.*?<\/sup>/gsu, '').replace(/<(?:br ?\/?|\/p)>/gu, ' ').replace(/<[^>]+>/gu, '')).replace(/\s+/gu, ' ').trim().normalize('NFC')

/** The tables of a Word file: rows of cell texts. Nested tables are not expected there. */
export async function officialTables(file: string): Promise<string[][][]> {
  const { value } = await mammoth.convertToHtml({ path: join(folder, file) })
  return (value.match(/<table>.*?<\/table>/gsu) ?? []).map((table) =>
    (table.match(/<tr>.*?<\/tr>/gsu) ?? []).map((row) => (row.match(/<t[dh][^>]*>.*?<\/t[dh]>/gsu) ?? []).map(cellText)),
  )
}

/** The running text of a Word file, one blank between words. */
export async function officialText(file: string): Promise<string> {
  const { value } = await mammoth.extractRawText({ path: join(folder, file) })
  return value.replace(/\s+/gu, ' ').normalize('NFC')
}

/** The ASCII slug of a Vietnamese name, written apart from the program's own folding. */
export function slug(name: string): string {
  return name
    .replaceAll(/[đĐ]/gu, 'd')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-|-$/gu, '')
}

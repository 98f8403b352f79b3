// Reads back what was printed or exported, each format with another program than wrote it: pdf.js, SheetJS, mammoth.
import { read } from '@e965/xlsx'
import mammoth from 'mammoth'
import { readPrint } from '../documents/printed.ts'
import type { Desk, Value } from './desk.ts'

/** Blanks and line breaks of a layout say nothing. */
const squeezed = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim()

/** All words of a file, in their order on paper. */
export async function wordsOf({ mediaType, bytes }: { readonly mediaType: string; readonly bytes: Uint8Array }): Promise<string> {
  if (mediaType === 'application/pdf') return squeezed((await readPrint(bytes)).flatMap((page) => page.lines.map((line) => line.text)).join(' '))
  if (mediaType.includes('spreadsheet')) return squeezed(read(bytes, { type: 'buffer' }).SheetNames.flatMap((_name, at) => sheetRows(bytes, at)).flat().join(' '))
  const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) })
  return squeezed(value.replace(/<[^>]*>/g, ' ').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'))
}

/** The cells of a sheet as they are shown, row by row. @param at counted from 0 */
export function sheetRows(bytes: Uint8Array, at = 0): string[][] {
  const book = read(bytes, { type: 'buffer' })
  const sheet = book.Sheets[book.SheetNames[at]!]!
  const rows: string[][] = []
  for (const [at, cell] of Object.entries(sheet)) {
    const [, letters, number] = /^([A-Z]+)(\d+)$/.exec(at) ?? []
    if (letters === undefined) continue
    const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
    const row = (rows[Number(number) - 1] ??= [])
    row[column] = squeezed(String((cell as { w?: string }).w ?? (cell as { v?: unknown }).v ?? ''))
  }
  return Array.from(rows, (row) => Array.from(row ?? [], (cell) => cell ?? ''))
}

/** Prints by a name of the contract; throws what is refused. */
export async function printed(desk: Desk, name: string, input: Value = {}): Promise<{ readonly value: Value; readonly words: string }> {
  const answer = await desk.task(name, input)
  if (!answer.ok) throw new Error(`${name}: ${answer.error.code}`)
  return { value: answer.value, words: await wordsOf(answer.value) }
}

/** The same print in its three formats. */
export async function inAllFormats(desk: Desk, name: string, input: Value = {}): Promise<readonly { readonly value: Value; readonly words: string }[]> {
  const made = []
  for (const format of ['pdf', 'xlsx', 'docx']) made.push(await printed(desk, name, { ...input, format }))
  return made
}

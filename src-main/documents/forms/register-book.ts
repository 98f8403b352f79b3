// Sổ đăng ký văn bản, printed: NĐ 30/2020/NĐ-CP, Phụ lục IV. Registers kept on a computer are printed and bound
// (Điều 16, Điều 22), so the print is the book: cover, headings and column numbers on every page, no row over two pages,
// cancelled numbers struck through, and at the foot the head of the journal, by which the print can be held against it.
import type { Print } from './print.ts'
import { registerTable } from './register-form.ts'
import type { RegisterPrint } from './register-form.ts'
import { printTables } from './table-pdf.ts'

export type { PrintedForm, RegisterPrint, RegisterRow } from './register-form.ts'

/**
 * Prints a register; of several years one book a year, each with its cover and its own page numbers, in one PDF.
 * @returns the PDF and its pages. An empty register gives a page that says so.
 * @throws the signal's reason, when it is aborted.
 */
export async function printRegister(first: RegisterPrint, ...further: readonly RegisterPrint[]): Promise<Print> {
  const { cover } = first
  const last = further.at(-1)?.cover.year ?? cover.year
  return await printTables(`${cover.registerName} năm ${cover.year}${last === cover.year ? '' : `–${last}`}`, [registerTable(first), ...further.map(registerTable)])
}

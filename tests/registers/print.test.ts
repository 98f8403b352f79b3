// Prints made from the records: the official register, the stamp, the return receipt.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { openDesk } from './desk.ts'
import type { Desk, Value } from './desk.ts'
import { wordsOf } from './prints.ts'

let desk: Desk
beforeEach(() => { desk = openDesk() })
afterEach(() => desk.close())

async function textOf(bytes: Uint8Array): Promise<string> {
  const pdf = await getDocument({ data: bytes.slice(), useSystemFonts: false }).promise
  const pages: string[] = []
  for (let at = 1; at <= pdf.numPages; at++) {
    const content = await (await pdf.getPage(at)).getTextContent()
    pages.push(content.items.map((item) => ('str' in item ? item.str : '')).join(' '))
  }
  return pages.join('\n').normalize('NFC').replace(/\s+/g, ' ')
}

async function printed(name: string, input: Value = {}): Promise<{ text: string; value: Value }> {
  const answer = await desk.task(name, input)
  if (!answer.ok) throw new Error(answer.error.code)
  return { text: await textOf(answer.value.bytes), value: answer.value }
}

test('VI.V.1: the register of incoming documents, with cover, cancelled numbers and the head of the journal', async () => {
  desk.register({ documentTypeId: 'nghi-quyet', numberSymbol: '15-NQ/TU', issuedDate: '2026-03-01', subject: 'Về nông thôn mới', toPlaces: 'Văn phòng' })
  const second = desk.register({ subject: 'Vào sổ nhầm' })
  desk.ok('registers.cancelDocument', { id: second.id, reason: 'nhầm sổ' })
  desk.register({ subject: 'Ngoài phạm vi', suffixOf: 1 })
  const { text, value } = await printed('registers.printRegister')
  expect(value).toMatchObject({ mediaType: 'application/pdf', fileName: 'Sổ đăng ký văn bản đến 2026.pdf' })
  expect(value.pages).toBeGreaterThanOrEqual(2)
  for (const part of ['15-NQ/TU', 'Tỉnh ủy Phú Thọ', '01/03/2026', '10/03/2026', 'nhầm sổ', '1a', 'Cộng: 3 văn bản', desk.archive.journal.head().hash.toString('hex')]) expect(text).toContain(part)
  const some = await printed('registers.printRegister', { numberFrom: 2, withCover: false })
  expect(some.text).not.toContain('15-NQ/TU')
  expect(await desk.task('registers.printRegister', { from: '2026-03-02', to: '2026-03-01' })).toMatchObject({ ok: false, error: { code: 'RANGE_REVERSED' } })
  expect(await desk.task('registers.printRegister', { registerId: 'x' })).toMatchObject({ ok: false, error: { code: 'REGISTER_NOT_FOUND' } })
})

test('a range over several years gives a book a year, each with its cover; a year that does not hold the days is refused', async () => {
  desk.register({ arrivalDate: '2024-05-06', numberSymbol: '24-CV/TU' })
  desk.register({ arrivalDate: '2025-11-30', numberSymbol: '25-CV/TU' })
  desk.register({ arrivalDate: '2025-12-31', numberSymbol: '26-CV/TU' })
  desk.register({ arrivalDate: '2026-03-10', numberSymbol: '27-CV/TU' })
  const { text, value } = await printed('registers.printRegister', { from: '2025-12-01', to: '2026-03-10' })
  expect(value.fileName).toBe('Sổ đăng ký văn bản đến 2025–2026.pdf')
  expect(value.pages).toBe(4)
  for (const part of ['26-CV/TU', '27-CV/TU', 'Trang 1/1', 'văn bản đến năm 2025', 'văn bản đến năm 2026']) expect(text).toContain(part)
  for (const part of ['24-CV/TU', '25-CV/TU']) expect(text).not.toContain(part)
  expect(text.match(/Cộng: 1 văn bản/g)).toHaveLength(2)
  // Without an end the range goes to today; a year in between without documents has no book.
  expect((await printed('registers.printRegister', { from: '2024-01-01' })).value).toMatchObject({ fileName: 'Sổ đăng ký văn bản đến 2024–2026.pdf', pages: 6 })
  expect((await printed('registers.printRegister', { to: '2024-12-31' })).value.fileName).toBe('Sổ đăng ký văn bản đến 2024.pdf')
  expect((await printed('registers.printRegister', { year: 2025, from: '2025-12-01' })).value.pages).toBe(2)
  expect(await desk.task('registers.printRegister', { year: 2026, from: '2025-01-01', to: '2025-12-31' })).toEqual({ ok: false, error: { code: 'RANGE_OUTSIDE_YEAR', params: { year: 2026, from: '2025-01-01', to: '2025-12-31' } } })
  expect(await desk.task('registers.printRegister', { from: '2025-12-01', numberFrom: 1 })).toEqual({ ok: false, error: { code: 'NUMBERS_NEED_YEAR', params: { first: 2025, last: 2026 } } })
})

test('VI.III.1.d: the stamp ĐẾN bears number and date, and the hour where it is urgent', async () => {
  const plain = desk.register()
  const urgent = desk.register({ urgency: 'hoa-toc', arrivalTime: '14:35' })
  const { text } = await printed('registers.printStamp', { id: plain.id })
  expect(text).toContain('10/03/2026')
  expect(text).not.toContain('14g35')
  expect((await printed('registers.printStamp', { id: urgent.id })).text).toContain('14g35')
  expect(await desk.task('registers.printStamp', { id: 'x' })).toMatchObject({ ok: false, error: { code: 'DOCUMENT_NOT_FOUND' } })
})

test('the receipt of a returned document says what went back and why', async () => {
  const { id } = desk.register({ numberSymbol: '8-CV/TU' })
  expect(await desk.task('registers.printReturnReceipt', { id })).toMatchObject({ ok: false, error: { code: 'DOCUMENT_NOT_RETURNED' } })
  desk.ok('registers.returnDocument', { id, reason: 'thiếu trang 3' })
  const { text } = await printed('registers.printReturnReceipt', { id })
  for (const part of ['8-CV/TU', 'thiếu trang 3', 'Tỉnh ủy Phú Thọ']) expect(text).toContain(part)
})

test('the cover says the same on paper, in a Word file and as a sheet; without it only the pages come', async () => {
  desk.register()
  for (const format of ['pdf', 'docx', 'xlsx']) {
    const bytesOf = async (withCover: boolean) => (await desk.task('registers.printRegister', { format, withCover })) as Value
    const withIt = await wordsOf((await bytesOf(true)).value)
    for (const words of ['ĐẢNG ỦY XÃ TAM HỒNG', 'SỔ ĐĂNG KÝ VĂN BẢN ĐẾN', 'Năm: 2026', 'Quyển số: 1']) expect(withIt, format).toContain(words)
    expect(await wordsOf((await bytesOf(false)).value)).not.toContain('Năm: 2026')
  }
})

// Prints made from the records: the official register, the stamp, the return receipt.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { openDesk } from './desk.ts'
import type { Desk, Value } from './desk.ts'

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

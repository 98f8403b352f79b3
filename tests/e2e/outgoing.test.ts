// Outgoing documents by keyboard: a reply to an incoming document, a draft that gets its number, a recall, and the gap report.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, command, given, line, notice, setUpOffice } from './clerk.ts'
import { launchApp } from './launch.ts'
import type { RunningApp } from './launch.ts'

let running: RunningApp
beforeAll(async () => {
  running = await launchApp()
  await setUpOffice(running)
  const { page } = running
  await command(page, 'office.editOffice', { term: { from: '2025-08-15', name: 'Nhiệm kỳ 2025–2030' } })
  await given(page, { numberSymbol: '127-CV/HU', issuedDate: '2026-11-03', urgency: 'khan', subject: 'về việc báo cáo công tác cán bộ' })
})
afterAll(() => running.close())

const form = () => running.page.getByRole('form', { name: 'Biểu mẫu văn bản đi' })
const field = (label: string) => form().getByLabel(label, { exact: true })
const outgoingLines = () => running.page.getByRole('listbox', { name: 'Danh sách văn bản đi' }).getByRole('option')
/** The name of the field that has the focus. */
const focused = () => running.page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.name)

test('an incoming document is answered by keyboard, with fewer than 15 keys beside what is typed', async () => {
  const { page } = running
  let keys = 0
  const press = async (key: string) => {
    keys++
    await page.keyboard.press(key)
  }
  await line(page, '127-CV/HU').waitFor()
  await press('j')
  await page.getByRole('article', { name: /127-CV\/HU/ }).waitFor()
  await press('r')
  await expect.poll(focused).toBe('typeText')
  await expect.poll(() => field('Tên loại').inputValue()).toBe('Công văn')
  await press('Enter')
  expect(await focused()).toBe('issuedDate')
  await press('Enter')
  expect(await focused()).toBe('subject')
  await page.keyboard.type('về việc gửi báo cáo công tác cán bộ')
  await press('Enter')
  expect(await focused()).toBe('signerName')
  await page.keyboard.type('Chánh Văn phòng')
  await form().getByText('-CV/VPĐU').first().waitFor()
  await press('Control+Enter')
  const number = page.getByRole('status').filter({ hasText: 'Đã phát hành' }).locator('strong')
  await number.waitFor()
  expect(await number.textContent()).toMatch(/^0*1-CV\/VPĐU$/)
  expect(keys).toBeLessThan(15)

  const { rows } = await ask(page, 'registers.findDocuments', { filters: { direction: 'outgoing' } })
  const document = await ask(page, 'registers.getDocument', { id: rows[0]!.id })
  expect(document).toMatchObject({ subject: 'về việc gửi báo cáo công tác cán bộ', urgency: 'khan', status: 'issued', links: [{ kind: 'in-reply-to', numberSymbol: '127-CV/HU' }] })
  expect(document.outgoing!.recipients.map(({ name }) => name)).toEqual(['Huyện ủy Yên Lạc'])
})

test('what was answered tells by which document, and leads there', async () => {
  const { page } = running
  await page.keyboard.press('Escape')
  await page.keyboard.press('Alt+2')
  await page.getByRole('tab', { name: 'Chi tiết' }).click()
  await page.getByRole('button', { name: /Được trả lời bằng.*-CV\/VPĐU/ }).click()
  await page.getByRole('article', { name: /-CV\/VPĐU/ }).waitFor()
  await outgoingLines().first().waitFor()
})

test('a draft waits without a number, and gets the next one when it is issued', async () => {
  const { page } = running
  await page.keyboard.press('F3')
  await expect.poll(focused).toBe('typeText')
  await page.keyboard.type('cong van')
  await page.getByRole('option', { name: 'Công văn' }).first().waitFor()
  await page.keyboard.press('Enter')
  await field('Trích yếu').fill('về việc mời họp')
  await field('Nơi nhận').focus()
  await page.keyboard.type('Chi bộ thôn Đông; Chi bộ thôn Đoài;')
  await expect.poll(() => form().getByRole('listitem').allTextContents()).toEqual(['Chi bộ thôn Đông✕', 'Chi bộ thôn Đoài✕'])
  await page.keyboard.press('Control+s')
  await notice(page, 'Đã giữ dự thảo').waitFor()
  await outgoingLines().filter({ hasText: 'chưa có số' }).filter({ hasText: 'Dự thảo' }).waitFor()

  await page.keyboard.press('Control+e')
  await form().waitFor()
  // The signer of the last document is proposed to new ones; this draft has the one it was kept with.
  await expect.poll(() => field('Họ tên người ký').inputValue()).toBe('Chánh Văn phòng')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('status').filter({ hasText: 'Đã phát hành' }).locator('strong').filter({ hasText: /^0*2-CV\/VPĐU$/ }).waitFor()
  await page.getByRole('button', { name: 'Mở văn bản' }).click()
  await page.getByRole('article', { name: /2-CV\/VPĐU/ }).waitFor()
})

test('a recalled document asks each recipient, and notes what it answered', async () => {
  const { page } = running
  await page.getByRole('button', { name: 'Việc khác' }).click()
  await page.getByRole('menuitem', { name: 'Thu hồi' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Lý do').fill('sai ngày họp')
  await page.keyboard.press('Control+Enter')
  await notice(page, /Đã thu hồi .*chờ 2 nơi/).waitFor()
  await page.getByText('0/2 nơi đã trả lời').waitFor()
  await page.getByRole('button', { name: 'Ghi trả lời' }).first().click()
  await page.keyboard.press('Control+Enter')
  await page.getByText('1/2 nơi đã trả lời').waitFor()
  await page.getByText(/đã gửi lại · \d\d\/\d\d\/\d{4}/).waitFor()
})

test('the series tells its next number, keeps numbers for a purpose, and explains the missing ones', async () => {
  const { page } = running
  await page.getByRole('button', { name: 'Dãy số' }).click()
  await page.getByRole('heading', { name: 'Dãy số' }).waitFor()
  await page.getByRole('button', { name: 'Giữ số' }).first().click()
  await page.getByLabel('Để làm gì').fill('giấy mời đại hội')
  await page.keyboard.press('Control+Enter')
  await notice(page, 'Đã giữ số 3').waitFor()
  await page.getByText('Số 3: giấy mời đại hội').waitFor()
  await page.getByRole('button', { name: 'Số thiếu' }).first().click()
  const report = page.getByRole('dialog')
  await report.getByText('Từ số 1 đến số 3').waitFor()
  await report.getByText('đang giữ trước: giấy mời đại hội').waitFor()
  await page.keyboard.press('Escape')
})

test('everything is found by the palette: an outgoing document by its number', async () => {
  const { page } = running
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Tìm mọi thứ' }).fill('1-CV/VPĐU')
  await page.getByRole('option', { name: /1-CV\/VPĐU/ }).first().waitFor()
  await page.keyboard.press('Escape')
})

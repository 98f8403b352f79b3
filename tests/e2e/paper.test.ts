// What becomes of documents on paper, in the window: copies, sendings and receipts, uses of the record copy; and their books.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { wordsOf } from '../registers/prints.ts'
import { command, given, line, notice, openedFiles, saveInDialog, setUpOffice } from './clerk.ts'
import { launchApp } from './launch.ts'
import type { RunningApp } from './launch.ts'

let running: RunningApp
beforeAll(async () => {
  running = await launchApp()
  await setUpOffice(running)
  const { page } = running
  await command(page, 'registers.openPeriod', { period: 'term', from: '2025-08-01', name: 'Nhiệm kỳ 2025–2030' })
  await given(page, { numberSymbol: '15-NQ/HU', subject: 'về nông thôn mới', arrivalDate: '2026-03-02' })
  await command(page, 'registers.issueOutgoing', { documentTypeId: 'cong-van', subject: 'về việc mời họp', issuedDate: '2026-03-02', signer: { name: 'Chánh Văn phòng' }, recipients: [{ unit: 'Tỉnh ủy Phú Thọ' }, { unit: 'Các chi bộ' }] })
})
afterAll(() => running.close())

const part = (page: Page, name: string) => page.getByRole('region', { name })

test('an incoming document is copied: the number is said before, given on saving, and the page of the copy opens for printing', async () => {
  const { app, page } = running
  const opened = await openedFiles(app)
  await page.keyboard.press('Alt+2')
  await line(page, '15-NQ/HU').click()
  await page.getByRole('tab', { name: 'Chi tiết' }).click()
  await part(page, 'Bản sao').getByRole('button', { name: 'Sao văn bản' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Số sẽ cấp: 01-BS/VPĐU').waitFor()
  await dialog.getByLabel('Hình thức sao').selectOption('Trích sao')
  await dialog.getByLabel('Trích phần nào').fill('Mục II, điểm 3')
  await dialog.getByRole('textbox', { name: 'Người ký', exact: true }).fill('Chánh Văn phòng')
  await dialog.getByLabel('Nơi nhận, mỗi dòng một nơi').fill('Các chi bộ\nỦy ban nhân dân xã')
  await page.keyboard.press('Control+Enter')
  await notice(page, 'Đã cấp số bản sao 01-BS/VPĐU').waitFor()
  await expect.poll(opened, { timeout: 20_000 }).toHaveLength(1)
  await part(page, 'Bản sao').getByText(/Trích sao · Mục II, điểm 3 · .* · Các chi bộ; Ủy ban nhân dân xã/).waitFor()
})

test('an outgoing document is sent to its recipients, one signs for it, and a wrong entry is struck through', async () => {
  const { page } = running
  await page.keyboard.press('Alt+3')
  await page.getByRole('option').filter({ hasText: 'về việc mời họp' }).click()
  await page.getByRole('tab', { name: 'Chi tiết' }).click()
  await part(page, 'Chuyển giao').getByRole('button', { name: 'Ghi chuyển giao' }).click()
  const dialog = page.getByRole('dialog')
  await expect.poll(() => dialog.getByLabel('Nơi nhận, mỗi dòng một nơi').inputValue()).toBe('Tỉnh ủy Phú Thọ\nCác chi bộ')
  await dialog.getByLabel('Số lượng bì').fill('2')
  await page.keyboard.press('Control+Enter')
  await notice(page, /đến 2 nơi$/).waitFor()
  await part(page, 'Chuyển giao').getByRole('button', { name: 'Ghi ký nhận' }).first().click()
  await dialog.getByLabel('Người ký nhận').fill('Văn thư Tỉnh ủy')
  await page.keyboard.press('Control+Enter')
  await part(page, 'Chuyển giao').getByText(/Văn thư Tỉnh ủy nhận/).waitFor()
  await part(page, 'Chuyển giao').getByRole('button', { name: 'Gạch dòng ghi nhầm: Các chi bộ' }).click()
  await dialog.getByLabel('Lý do').fill('gửi qua mạng')
  await page.keyboard.press('Control+Enter')
  await part(page, 'Chuyển giao').getByText('đã gạch: gửi qua mạng').waitFor()
})

test('the record copy is noted as used, and as returned', async () => {
  const { page } = running
  const uses = part(page, 'Sử dụng bản lưu')
  await uses.getByText('Bản lưu đang ở nơi giữ.').waitFor()
  await uses.getByRole('button', { name: 'Ghi sử dụng bản lưu' }).click()
  await page.getByLabel('Người sử dụng').fill('Chuyên viên tổng hợp')
  await page.getByLabel('Để làm gì').fill('đối chiếu')
  await page.keyboard.press('Control+Enter')
  await uses.getByText(/đối chiếu · chưa trả/).waitFor()
  await uses.getByRole('button', { name: 'Đã trả' }).click()
  await uses.getByText(/đối chiếu · trả \d\d/).waitFor()
})

test('the postal book is printed from the same dialog as the registers', async () => {
  const { app, page, folder } = running
  const path = join(folder, 'sổ bưu điện.docx')
  await saveInDialog(app, path)
  await page.keyboard.press('Alt+5')
  await page.getByRole('heading', { name: 'Sổ đăng ký', exact: true }).waitFor()
  await page.keyboard.press('Control+p')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Sổ', { exact: true }).selectOption('Sổ gửi văn bản đi bưu điện')
  await dialog.getByText('Word', { exact: true }).click()
  await page.keyboard.press('Control+Enter')
  await notice(page, /^Đã lưu Sổ gửi văn bản đi bưu điện/).waitFor()
  const words = await wordsOf({ mediaType: 'word', bytes: readFileSync(path) })
  for (const said of ['SỔ GỬI VĂN BẢN ĐI BƯU ĐIỆN', 'Tỉnh ủy Phú Thọ', 'Văn thư Tỉnh ủy', 'Đã gạch: gửi qua mạng']) expect(words).toContain(said)
  await page.keyboard.press('Escape')
})

// Reports in the window: reached by keyboard and by the palette, the figures of a day and of periods, exported where the clerk says.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, formatDate, vietnamDate } from '../../src-main/text/dates.ts'
import { wordsOf } from '../registers/prints.ts'
import { command, given, notice, saveInDialog, setUpOffice } from './clerk.ts'
import { launchApp } from './launch.ts'
import type { RunningApp } from './launch.ts'

let running: RunningApp
beforeAll(async () => {
  running = await launchApp()
  await setUpOffice(running)
})
afterAll(() => running.close())

test('a day without documents says so, and the report follows what is registered', async () => {
  const { page } = running
  await page.keyboard.press('Alt+6')
  await page.getByRole('heading', { name: 'Báo cáo', exact: true }).waitFor()
  await page.getByText('Không có văn bản nào trong kỳ này').waitFor()
  await given(page, { numberSymbol: '15-NQ/TW', issuingBody: { name: 'Ban Bí thư', level: 'central' }, channel: 'network' })
  await given(page, { numberSymbol: '8-CV/HU', channel: 'post' })
  await given(page, { numberSymbol: '9-CV/HU', channel: 'post' })
  await page.getByRole('rowheader', { name: 'Cộng Cấp huyện: 2 văn bản' }).waitFor()
  await page.getByText('3 văn bản', { exact: true }).first().waitFor()
})

test('the report by channel, and the day before by one button', async () => {
  const { page } = running
  await page.getByLabel('Báo cáo', { exact: true }).selectOption('Ngày, theo kênh nhận')
  await page.getByRole('rowheader', { name: 'Cộng Bưu điện: 2 văn bản' }).waitFor()
  await page.getByRole('button', { name: 'Kỳ trước' }).click()
  await page.getByText('Không có văn bản nào trong kỳ này').waitFor()
  const yesterday = formatDate(addDays(vietnamDate(Date.now()), -1))
  await expect.poll(() => page.getByLabel('Ngày', { exact: true }).inputValue()).toBe(yesterday)
  await page.getByRole('button', { name: 'Kỳ sau' }).click()
  await page.getByRole('rowheader', { name: 'Cộng Bưu điện: 2 văn bản' }).waitFor()
})

test('the handling of incoming documents tells what is overdue and what was answered', async () => {
  const { page } = running
  const asked = await given(page, { numberSymbol: '20-CV/HU', arrivalDate: '2026-03-02', dueDate: '2026-03-05' })
  await page.getByLabel('Báo cáo', { exact: true }).selectOption('Giải quyết văn bản đến')
  await page.getByLabel('Ngày trong kỳ').fill('05/03/2026')
  await page.getByRole('cell', { name: /^Chưa trả lời; quá hạn \d+ ngày$/ }).waitFor()
  await command(page, 'registers.openPeriod', { period: 'term', from: '2025-08-01', name: 'Nhiệm kỳ 2025–2030' })
  await command(page, 'registers.issueOutgoing', { documentTypeId: 'cong-van', subject: 'về trả lời', issuedDate: '2026-03-04', signer: { name: 'Chánh Văn phòng' }, inReplyTo: [asked.id] })
  await page.getByRole('cell', { name: 'Đã trả lời ngày 04/03/2026, đúng hạn' }).waitFor()
  await page.getByLabel('Ngày trong kỳ').fill('')
})

test('statistics are reached by the palette, drawn, and exported as a sheet', async () => {
  const { app, page, folder } = running
  await page.keyboard.press('Alt+1')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Tìm mọi thứ' }).fill('den bao cao')
  await page.keyboard.press('Enter')
  await page.getByLabel('Báo cáo', { exact: true }).selectOption('Thống kê đến, đi')
  await page.getByRole('img', { name: /^Số văn bản từng ngày/ }).waitFor()
  await page.getByText('Năm', { exact: true }).click()
  await page.getByRole('img', { name: /^Số văn bản từng tháng/ }).waitFor()
  await page.getByRole('cell', { name: 'Công văn' }).first().waitFor()
  const path = join(folder, 'thống kê.xlsx')
  await saveInDialog(app, path)
  await page.keyboard.press('Control+p')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Excel', { exact: true }).click()
  await page.keyboard.press('Control+Enter')
  await notice(page, /^Đã lưu Thống kê văn bản năm/).waitFor()
  const words = await wordsOf({ mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', bytes: readFileSync(path) })
  for (const said of ['THỐNG KÊ VĂN BẢN ĐẾN, VĂN BẢN ĐI', 'Cộng văn bản đến', 'CHÁNH VĂN PHÒNG']) expect(words).toContain(said)
  await page.keyboard.press('Escape')
})

// Printing and exporting books through the window: the book, the format, the secret documents; the file is read back.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { wordsOf } from '../registers/prints.ts'
import { command, given, notice, openedFiles, saveInDialog, setUpOffice } from './clerk.ts'
import { launchApp } from './launch.ts'
import type { RunningApp } from './launch.ts'

let running: RunningApp
beforeAll(async () => {
  running = await launchApp()
  await setUpOffice(running)
  const { page } = running
  await given(page, { numberSymbol: '15-NQ/HU', subject: 'về nông thôn mới' })
  await given(page, { numberSymbol: '16-CV/HU', subject: 'về phương án bảo vệ', subjectAllowedBy: 'Bí thư', secrecy: 'tuyet-mat' })
  await command(page, 'secrecy.setPcRule', { filesUpTo: 'tuyet-mat', standAlone: true, reason: 'máy không nối mạng' })
  await command(page, 'registers.issueOutgoing', { documentTypeId: 'cong-van', subject: 'về việc mời họp', issuedDate: '2026-03-02', signer: { name: 'Chánh Văn phòng' }, issuingBody: { name: 'Ủy ban nhân dân xã Tam Hồng', level: 'commune' } })
})
afterAll(() => running.close())

const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

test('the register of outgoing documents becomes a Word file where the clerk says, by keyboard', async () => {
  const { app, page, folder } = running
  const path = join(folder, 'sổ đi.docx')
  await saveInDialog(app, path)
  await page.keyboard.press('Alt+5')
  await page.getByRole('heading', { name: 'Sổ đăng ký', exact: true }).waitFor()
  await page.keyboard.press('Control+p')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Sổ', { exact: true }).selectOption('Sổ đăng ký văn bản đi')
  await dialog.getByLabel('Dãy số').selectOption({ index: 1 })
  await dialog.getByText('Word', { exact: true }).click()
  await page.keyboard.press('Control+Enter')
  await notice(page, /^Đã lưu .*docx/).waitFor()
  const words = await wordsOf({ mediaType: 'word', bytes: readFileSync(path) })
  for (const said of ['SỔ ĐĂNG KÝ VĂN BẢN ĐI', '01/UBND', 'về việc mời họp']) expect(words).toContain(said)
  await page.keyboard.press('Escape')
})

test('secret documents are printed apart unless the clerk asks otherwise, and Tuyệt mật keeps its subject to itself', async () => {
  const { app, page, folder } = running
  const opened = await openedFiles(app)
  await page.keyboard.press('Control+p')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Văn bản mật trong sổ này').waitFor()
  expect(await dialog.getByLabel('In cả trích yếu của văn bản Tuyệt mật').count()).toBe(0)
  await dialog.getByLabel('Văn bản mật trong sổ này').selectOption({ label: 'Chỉ in văn bản mật, theo mẫu sổ mật' })
  await dialog.getByRole('button', { name: 'Tạo bản in' }).click()
  await dialog.getByRole('button', { name: 'Mở để in' }).click()
  await expect.poll(opened, { timeout: 20_000 }).toHaveLength(1)
  const path = join(folder, 'sổ mật.xlsx')
  await saveInDialog(app, path)
  await dialog.getByLabel('In cả trích yếu của văn bản Tuyệt mật').check()
  await dialog.getByText('Excel', { exact: true }).click()
  await dialog.getByRole('button', { name: 'Xuất tệp' }).click()
  await notice(page, /^Đã lưu .*xlsx/).waitFor()
  const words = await wordsOf({ mediaType: sheet, bytes: readFileSync(path) })
  expect(words).toContain('về phương án bảo vệ')
  expect(words).not.toContain('về nông thôn mới')
  await page.keyboard.press('Escape')
})

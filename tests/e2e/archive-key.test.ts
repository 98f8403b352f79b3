// The key of the archive and what this PC may hold, in the window: a recovery key made and shown once, the archive opened with it on a PC
// that has not the key, files of secrets taken only where the PC may hold them.
import { cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, notice, setUpOffice } from './clerk.ts'
import { launchApp } from './launch.ts'
import type { RunningApp } from './launch.ts'

let running: RunningApp
let key = ''
beforeAll(async () => {
  running = await launchApp()
  await setUpOffice(running)
})
afterAll(() => running.close())

test('a recovery key is made, shown once, and the state says so', async () => {
  const { page } = running
  await page.getByRole('button', { name: 'Cài đặt' }).click()
  const part = page.getByRole('region', { name: 'Khóa của kho lưu' })
  await part.getByText('Chưa có khóa khôi phục.').waitFor()
  await part.getByRole('button', { name: 'Lập khóa khôi phục…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Lập khóa khôi phục' }).click()
  const shown = page.getByLabel('Khóa khôi phục', { exact: true })
  await shown.waitFor()
  key = (await shown.textContent())!.trim()
  expect(key.replace(/[^0-9A-Z]/g, '')).toHaveLength(45)
  await page.keyboard.press('Escape')
  await expect.poll(() => shown.count()).toBe(0)
  await part.getByText(/^Khóa khôi phục .*, lập lúc/).waitFor()
})

test('the key is exchanged, the sheet of paper goes on, and work goes on', async () => {
  const { page } = running
  const part = page.getByRole('region', { name: 'Khóa của kho lưu' })
  await part.getByRole('button', { name: 'Đổi khóa kho…' }).click()
  await page.getByRole('dialog', { name: 'Đổi khóa kho' }).getByText('mã hóa lại', { exact: false }).waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Đổi khóa kho' }).click()
  await notice(page, 'Đã đổi khóa kho, mã hóa lại 0 tệp').waitFor({ timeout: 60_000 })
  await part.getByText(/^Khóa khôi phục .*, lập lúc/).waitFor()
  expect((await ask(page, 'office.state', {})).office?.name).toBe('Văn phòng Đảng ủy xã Tam Hồng')
})

test('this PC takes files of secrets once it stands alone and says up to which level', async () => {
  const { page } = running
  const part = page.getByRole('form', { name: 'Bí mật nhà nước trên máy này' })
  expect(await part.getByLabel('Được giữ tệp đến mức').isDisabled()).toBe(true)
  await part.getByLabel('Máy độc lập, không nối mạng').check()
  await part.getByLabel('Được giữ tệp đến mức').selectOption('Tối mật')
  await part.getByLabel('Lý do, căn cứ').fill('máy ở phòng cơ yếu')
  await part.getByRole('button', { name: 'Lưu' }).click()
  await notice(page, 'Đã đổi mức của máy này.').waitFor()
  expect(await ask(page, 'secrecy.getPcRule', {})).toEqual({ filesUpTo: 'toi-mat', standAlone: true })
})

test('on a PC without the key the archive says so, and opens with the recovery key', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'máy khác '))
  cpSync(join(running.folder, 'kho'), join(folder, 'kho'), { recursive: true })
  const other = await launchApp({ folder })
  try {
    const field = other.page.getByLabel('Khóa khôi phục', { exact: true })
    await field.waitFor()
    await field.fill(`${key.slice(0, -1)}${key.endsWith('7') ? '9' : '7'}`)
    await other.page.getByRole('button', { name: 'Mở bằng khóa khôi phục' }).click()
    await other.page.getByText(/nhóm/).last().waitFor()
    await field.fill(key.toLowerCase().replaceAll(' ', ''))
    await other.page.getByRole('button', { name: 'Mở bằng khóa khôi phục' }).click()
    await expect.poll(async () => (await ask(other.page, 'office.state', {}).catch(() => null))?.office?.name, { timeout: 20_000 }).toBe('Văn phòng Đảng ủy xã Tam Hồng')
  } finally {
    await other.close()
  }
})

// Books through the window: what is typed wrong is said beside its field.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, notice, setUpOffice } from './clerk.ts'
import { launchApp } from './launch.ts'
import type { RunningApp } from './launch.ts'

let running: RunningApp
beforeAll(async () => {
  running = await launchApp()
  await setUpOffice(running)
})
afterAll(() => running.close())

test('a book cannot start with number 0: the field says why, and the book opens with 1 or more', async () => {
  const { page } = running
  await page.keyboard.press('Alt+5')
  await page.getByRole('button', { name: 'Mở sổ mới' }).click()
  const dialog = page.getByRole('dialog')
  const start = dialog.getByLabel('Số bắt đầu')
  const open = dialog.getByRole('button', { name: 'Mở sổ mới' })
  expect(await start.getAttribute('aria-invalid')).not.toBe('true')
  for (const wrong of ['0', '-1', '12a', '12345678']) {
    await start.fill(wrong)
    await dialog.getByText('Chỉ ghi chữ số, từ 1 đến 9999999').waitFor()
    expect([await start.getAttribute('aria-invalid'), await open.isDisabled()]).toEqual(['true', true])
  }
  await start.fill('12')
  await expect.poll(() => dialog.getByText('Chỉ ghi chữ số').count()).toBe(0)
  await open.click()
  await notice(page, /^Đã mở/).waitFor()
  expect((await ask(page, 'registers.listRegisters', {})).registers.map(({ kind }) => kind)).toContain('secret')
})

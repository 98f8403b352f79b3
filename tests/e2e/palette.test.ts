// Ctrl+K while the office answers late: Enter means what was typed, never what was found before.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { given, line, setUpOffice } from './clerk.ts'
import { launchApp, officePid } from './launch.ts'
import type { RunningApp } from './launch.ts'

let running: RunningApp
beforeAll(async () => {
  running = await launchApp()
  await setUpOffice(running)
  await given(running.page, { numberSymbol: '41-CV/HU', subject: 'về phòng cháy chữa cháy' })
  await given(running.page, { numberSymbol: '42-CV/HU', subject: 'về bầu cử đại biểu' })
  await line(running.page, '42-CV/HU').waitFor()
})
afterAll(() => running.close())

const field = () => running.page.getByRole('combobox', { name: 'Tìm mọi thứ' })
const found = (words: RegExp) => running.page.getByRole('listbox', { name: 'Tìm mọi thứ' }).getByRole('option', { name: words })
const read = () => running.page.getByRole('article').getByRole('heading').first()

async function whileOfficeWaits(act: () => Promise<void>): Promise<void> {
  const pid = officePid(running)
  process.kill(pid, 'SIGSTOP')
  try {
    await act()
    // Longer than the palette waits before it asks.
    await running.page.waitForTimeout(300)
  } finally {
    process.kill(pid, 'SIGCONT')
  }
}

test('Enter before anything was found opens the first thing once it comes', async () => {
  const { page } = running
  await page.keyboard.press('Control+k')
  await field().waitFor()
  await whileOfficeWaits(async () => {
    await page.keyboard.type('bau cu')
    await page.keyboard.press('Enter')
  })
  await page.getByRole('article').getByRole('heading', { name: '42-CV/HU' }).waitFor()
  await expect.poll(() => field().count()).toBe(0)
})

test('Enter over what was found for earlier letters waits for what is typed now', async () => {
  const { page } = running
  await page.keyboard.press('Control+k')
  await field().fill('ve')
  await found(/về bầu cử/).waitFor()
  await whileOfficeWaits(async () => {
    await field().fill('phong chay')
    await page.keyboard.press('Enter')
  })
  await expect.poll(() => read().textContent()).toContain('41-CV/HU')
})

test('who types on after Enter is not carried away', async () => {
  const { page } = running
  await page.keyboard.press('Control+k')
  await field().waitFor()
  await whileOfficeWaits(async () => {
    await page.keyboard.type('bau')
    await page.keyboard.press('Enter')
    await page.keyboard.type(' cu')
  })
  await found(/về bầu cử/).waitFor()
  await page.waitForTimeout(300)
  await expect.poll(() => field().inputValue()).toBe('bau cu')
  await page.keyboard.press('Escape')
})

test('a command needs no answer', async () => {
  const { page } = running
  await page.keyboard.press('Control+k')
  await field().waitFor()
  await whileOfficeWaits(async () => {
    await page.keyboard.type('den cai dat')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Cài đặt' }).waitFor()
  })
})

// What is done with a search in the window: kept and pinned, found by the palette, counted, taken out as a file.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, command, given, notice, setUpOffice } from './clerk.ts'
import { launchApp } from './launch.ts'
import type { RunningApp } from './launch.ts'

let running: RunningApp
beforeAll(async () => {
  running = await launchApp()
  await setUpOffice(running)
  const { page } = running
  await command(page, 'office.editOffice', { term: { from: '2025-08-15', name: 'Nhiệm kỳ 2025–2030' } })
  for (let at = 1; at <= 9; at++) await given(page, { numberSymbol: `${at}-CV/HU`, subject: `về bầu cử lần ${at}`, ...(at <= 3 ? { urgency: 'khan' as const } : {}), ...(at === 9 ? { documentTypeId: 'nghi-quyet', issuingBody: { name: 'Tỉnh ủy Phú Thọ' } } : {}) })
  await command(page, 'registers.issueOutgoing', { documentTypeId: 'cong-van', issuedDate: '2026-11-03', subject: 'về việc trả lời bầu cử', signer: { name: 'Chánh Văn phòng' } })
  await incoming().first().waitFor()
})
afterAll(() => running.close())

const incoming = () => running.page.getByRole('listbox', { name: 'Danh sách văn bản đến' }).getByRole('option')
const outgoing = () => running.page.getByRole('listbox', { name: 'Danh sách văn bản đi' }).getByRole('option')
const pinned = () => running.page.getByRole('navigation', { name: 'Tìm kiếm đã ghim' })
const dialog = () => running.page.getByRole('dialog')

async function search(words: string): Promise<void> {
  await running.page.keyboard.press('/')
  await running.page.getByLabel('Tìm trong danh sách').fill(words)
}

test('VI.III.6.e: Ctrl+D keeps what is looked for, pinned above the list; one press uses it again', async () => {
  const { page } = running
  await page.keyboard.press('Alt+2')
  await search('bau cu lan 2')
  await expect.poll(() => incoming().count()).toBe(1)
  await page.keyboard.press('Control+d')
  await dialog().getByLabel('Tên tìm kiếm').fill('Bầu cử lần hai')
  await dialog().getByLabel('Cả cơ quan cùng dùng').check()
  await page.keyboard.press('Control+Enter')
  await notice(page, 'Đã lưu tìm kiếm “Bầu cử lần hai”').waitFor()
  await expect.poll(() => pinned().getByRole('button').allTextContents()).toEqual(['Bầu cử lần hai'])
  await page.getByLabel('Tìm trong danh sách').press('Escape')
  await expect.poll(() => incoming().count()).toBe(9)
  await pinned().getByRole('button').click()
  await expect.poll(() => incoming().count()).toBe(1)
  await expect.poll(() => pinned().getByRole('button').getAttribute('aria-current')).toBe('true')
  expect((await ask(page, 'registers.listSearches', {})).searches).toMatchObject([{ name: 'Bầu cử lần hai', pinned: true, shared: true, find: { direction: 'incoming', text: 'bau cu lan 2', runningYear: true } }])
})

test('Ctrl+D on a kept search changes it; the palette finds it, and one that is removed comes back with undo', async () => {
  const { page } = running
  await page.keyboard.press('Control+d')
  await dialog().getByText('Sửa tìm kiếm đã lưu').waitFor()
  await dialog().getByLabel('Tên tìm kiếm').fill('Bầu cử đợt hai')
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => pinned().getByRole('button').allTextContents()).toEqual(['Bầu cử đợt hai'])
  await page.keyboard.press('Alt+3')
  await outgoing().first().waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Tìm mọi thứ' }).fill('dot hai')
  await page.getByRole('option', { name: /Bầu cử đợt hai/ }).waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => incoming().count()).toBe(1)

  await page.getByRole('button', { name: 'Tìm kiếm đã lưu' }).click()
  await page.getByRole('menuitem', { name: 'Bỏ tìm kiếm' }).hover()
  await page.getByRole('menuitem', { name: 'Bầu cử đợt hai' }).last().click()
  await notice(page, 'Đã bỏ tìm kiếm').waitFor()
  await expect.poll(() => pinned().count()).toBe(0)
  await page.getByRole('button', { name: /Hoàn tác/ }).click()
  await expect.poll(() => pinned().getByRole('button').count()).toBe(1)
})

test('Esc closes a menu or a panel, and leaves what is looked for', async () => {
  const { page } = running
  for (const name of ['Tìm kiếm đã lưu', 'Cột và cách bày', 'Lọc']) {
    await page.getByRole('button', { name, exact: true }).click()
    const panel = page.getByRole('menu').or(page.getByRole('dialog'))
    await panel.waitFor()
    await panel.locator(':focus').waitFor({ state: 'attached' })
    await page.keyboard.press('Escape')
    await expect.poll(() => panel.count()).toBe(0)
  }
  expect(await incoming().count()).toBe(1)
  expect(await page.getByLabel('Tìm trong danh sách').inputValue()).toBe('bau cu lan 2')
})

test('a result is counted by body, type and month; Enter on a bar shows just its documents', async () => {
  const { page } = running
  await page.getByLabel('Tìm trong danh sách').press('Escape')
  await expect.poll(() => incoming().count()).toBe(9)
  await incoming().first().click()
  await page.keyboard.press('b')
  const bars = dialog().getByRole('listitem').getByRole('button')
  await expect.poll(() => bars.allTextContents()).toEqual(['Huyện ủy Yên Lạc8', 'Tỉnh ủy Phú Thọ1'])
  await dialog().getByRole('button', { name: 'Tên loại' }).click()
  await expect.poll(() => bars.allTextContents()).toEqual(['Công văn8', 'Nghị quyết1'])
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect.poll(() => incoming().count()).toBe(1)
  await page.getByRole('button', { name: 'Bỏ lọc: Nghị quyết' }).waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => incoming().count()).toBe(9)
})

test('VI.III.6.h: a result is taken out as a file with the columns of the list', async () => {
  const { page, app } = running
  const path = join(running.folder, 'kết quả.docx')
  await app.evaluate(({ dialog: system }, filePath) => {
    system.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, path)
  await search('bau cu')
  // Nine were there before: what is marked says that these were found.
  await expect.poll(() => incoming().locator('mark').count()).toBe(18)
  await page.keyboard.press('Enter')
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('INPUT')
  await page.keyboard.press('x')
  await dialog().getByLabel('Loại tệp').selectOption('docx')
  await dialog().getByLabel('Người ký').check()
  await page.keyboard.press('Control+Enter')
  await dialog().getByText(/Danh sách văn bản đến .*\.docx · 9 văn bản/).waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Lưu tệp')
  await page.keyboard.press('Enter')
  await notice(page, 'Đã lưu Danh sách văn bản đến').waitFor()
  expect(readFileSync(path).subarray(0, 2).toString()).toBe('PK')
})

test('the palette leads to all that was found, in the list of each direction', async () => {
  const { page } = running
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Tìm mọi thứ' }).fill('bau cu')
  await page.getByRole('option', { name: 'Xem tất cả 9 văn bản đến khớp' }).waitFor()
  await page.getByRole('option', { name: 'Xem tất cả 1 văn bản đi khớp' }).click()
  await expect.poll(() => outgoing().count()).toBe(1)
  await expect.poll(() => page.getByLabel('Tìm trong danh sách').inputValue()).toBe('bau cu')
})

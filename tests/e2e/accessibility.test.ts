// What a screen reader and weak eyes meet: axe finds nothing serious on the pages of the sample office, in light and in dark,
// and nothing scrolls sideways at 1366 × 768.
import { AxeBuilder } from '@axe-core/playwright'
import { utils, write } from '@e965/xlsx'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chooseInDialog, command } from './clerk.ts'
import { chooseTheme, launchApp } from './launch.ts'
import type { RunningApp } from './launch.ts'

let running: RunningApp
beforeAll(async () => {
  running = await launchApp()
  await running.page.getByRole('button', { name: 'Dùng cơ quan mẫu' }).click()
  await running.page.getByRole('button', { name: /Đăng ký/ }).first().waitFor({ timeout: 60_000 })
}, 120_000)
afterAll(() => running.close())

/** What axe finds serious on the page as it stands: nothing; and nothing scrolls sideways. */
async function nothingSerious(page: Page): Promise<void> {
  const results = await new AxeBuilder({ page }).setLegacyMode().analyze()
  const serious = results.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(serious.map(({ id, nodes }) => ({ id, nodes: nodes.slice(0, 3).map((node) => node.html) }))).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(true)
}

/** An old register of 5,000 rows, every tenth of which is wrong. */
function oldRegister(path: string): string {
  const heads = ['Số đến', 'Ngày đến', 'Cơ quan ban hành', 'Số, ký hiệu', 'Ngày văn bản', 'Trích yếu nội dung', 'Người theo dõi']
  const rows = Array.from({ length: 5000 }, (_, at) => [at + 1, at % 10 === 9 ? '31/02/2024' : '05/01/2024', `Chi bộ thôn ${at % 40}`, `${at + 1}-CV/CB`, '03/01/2024', `Công văn về việc triển khai nhiệm vụ thứ ${at + 1}`, ''])
  const made = utils.book_new()
  utils.book_append_sheet(made, utils.aoa_to_sheet([['SỔ ĐĂNG KÝ VĂN BẢN ĐẾN NĂM 2024'], heads, ...rows]), 'Sổ đến')
  writeFileSync(path, write(made, { type: 'buffer', bookType: 'xlsx' }) as Buffer)
  return path
}

async function resize({ app }: RunningApp, width: number, height: number): Promise<void> {
  await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]!.setContentSize(...size), [width, height] as [number, number])
}

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  test.each(['Hôm nay', 'Văn bản đến', 'Cơ quan ban hành', 'Sổ đăng ký', 'Báo cáo', 'Cài đặt', 'Hướng dẫn'])('%s', async (area) => {
    const { page } = running
    await chooseTheme(page, theme)
    await page.getByRole('navigation').getByRole('button', { name: area }).click()
    await page.waitForTimeout(700)
    await nothingSerious(page)
  })

  test('an old register of 5,000 rows, its columns and its bodies, also in the smallest window', async () => {
    const { app, page, folder } = running
    await chooseTheme(page, theme)
    await chooseInDialog(app, [oldRegister(join(folder, 'sổ 2024.xlsx'))])
    await page.getByRole('navigation').getByRole('button', { name: 'Sổ đăng ký' }).click()
    await page.getByRole('button', { name: 'Nhập sổ cũ' }).click({ timeout: 10_000 })
    await page.getByRole('heading', { name: 'Nhập sổ cũ' }).waitFor()
    await page.getByRole('button', { name: /^Chọn tệp/ }).click()
    await page.getByText('500 dòng có lỗi', { exact: false }).first().waitFor({ timeout: 30_000 })
    for (const [width, height] of theme === 'light' ? ([[1366, 768], [960, 600]] as const) : ([[1366, 768]] as const)) {
      await resize(running, width, height)
      for (const name of ['Cơ quan', 'Các cột', 'Các dòng']) {
        await page.getByRole('tab', { name, exact: true }).click()
        await page.waitForTimeout(300)
        await nothingSerious(page)
      }
    }
    await resize(running, 1366, 768)
    await page.getByRole('button', { name: 'Về các sổ' }).click()
    await page.getByRole('button', { name: 'Nhập sổ cũ' }).waitFor()
  })

  test('outgoing documents: the list with one open, the form with every field, the series and their dialogs', async () => {
    const { page } = running
    await chooseTheme(page, theme)
    const { id, numberSymbol } = await command(page, 'registers.issueOutgoing', {
      documentTypeId: 'cong-van', subject: 'về việc gửi báo cáo', signer: { name: 'Chánh Văn phòng' }, issuedDate: '2026-11-02', recipients: [{ person: 'Đồng chí Bí thư' }, { group: 'Các chi bộ' }],
    })
    await page.getByRole('navigation', { name: 'Các khu làm việc' }).getByRole('button', { name: 'Văn bản đi' }).click()
    const row = page.getByRole('listbox', { name: 'Danh sách văn bản đi' }).getByRole('option').filter({ hasText: numberSymbol }).first()
    // The list may be read anew for the document that was just issued: a click that fell into that is made again.
    await expect.poll(async () => {
      await row.click()
      return page.getByRole('tab', { name: 'Chi tiết' }).count()
    }, { interval: 500 }).toBe(1)
    await page.getByRole('tab', { name: 'Chi tiết' }).click()
    await page.getByRole('article', { name: numberSymbol }).getByText('Đồng chí Bí thư').last().waitFor()
    await nothingSerious(page)

    const form = page.getByRole('form', { name: 'Biểu mẫu văn bản đi' })
    await page.keyboard.press('F3')
    await form.getByLabel('Tên loại', { exact: true }).fill('Công văn')
    await form.getByLabel('Trích yếu', { exact: true }).fill('về việc mời họp')
    await form.getByRole('combobox', { name: 'Nơi nhận' }).fill('Đồng chí Bí thư;')
    // The draft of the run before comes back with them open.
    await expect.poll(async () => {
      if ((await form.getByLabel('Mã cơ quan', { exact: true }).count()) === 0) await form.getByRole('button', { name: 'Các ô khác' }).click()
      return form.getByLabel('Mã cơ quan', { exact: true }).count()
    }, { interval: 500 }).toBe(1)
    await form.getByLabel('Mã cơ quan', { exact: true }).fill('H49')
    await form.getByLabel('Cơ quan ban hành', { exact: true }).waitFor()
    await nothingSerious(page)
    await form.getByRole('button', { name: /^Đóng/ }).click()

    await page.getByRole('button', { name: 'Dãy số', exact: true }).click()
    await page.getByRole('heading', { name: 'Dãy số', exact: true }).waitFor()
    await nothingSerious(page)
    for (const name of ['Mở dãy số riêng', 'Mở năm, nhiệm kỳ mới']) {
      await page.getByRole('button', { name, exact: true }).click()
      await page.getByRole('dialog', { name }).waitFor()
      await page.waitForTimeout(300)
      await nothingSerious(page)
      await page.keyboard.press('Escape')
      await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    }
    await page.keyboard.press('Escape')
    await command(page, 'registers.cancelDocument', { id, reason: 'thử xong' })
  })
})

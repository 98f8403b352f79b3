// The regime of secrets and the trail, in one window: a level changed by decision, numbered copies given and returned, a file that this
// PC may not hold, a document destroyed until no word of it is found; and who has seen what.
import { AxeBuilder } from '@axe-core/playwright'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, command, dropFiles, field, formOf, given, line, lines, notice, openForm, saveInDialog, setUpOffice } from './clerk.ts'
import { chooseTheme, launchApp, root } from './launch.ts'
import type { RunningApp } from './launch.ts'

let running: RunningApp
beforeAll(async () => {
  running = await launchApp()
  await setUpOffice(running)
  // Without accounts nobody's access is noted.
  await ask(running.page, 'people.begin', { login: 'chanhvanphong', name: 'Chánh Văn phòng', password: 'một câu chỉ mình nhớ', roles: ['chief', 'administrator'] })
  await running.page.getByRole('banner').getByRole('button', { name: 'Chánh Văn phòng' }).waitFor()
  await given(running.page, { numberSymbol: '71-CV/HU', subject: 'về phương án bảo vệ mục tiêu', secrecy: 'mat' })
  await given(running.page, { numberSymbol: '72-CV/HU', subject: 'về lịch tiếp công dân' })
  await line(running.page, '72-CV/HU').waitFor()
})
afterAll(() => running.close())

const pane = () => running.page.getByRole('article')
const secrecyPart = () => pane().getByRole('region', { name: 'Độ mật' })

async function open(numberSymbol: string): Promise<void> {
  await line(running.page, numberSymbol).click()
  await pane().getByRole('heading', { name: numberSymbol }).waitFor()
}

async function choose(words: string): Promise<void> {
  await pane().getByRole('button', { name: 'Việc khác', exact: true }).click()
  await running.page.getByRole('menuitem', { name: words }).click()
}

async function byPalette(words: string): Promise<void> {
  const { page } = running
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Tìm mọi thứ' }).fill(words)
  await page.keyboard.press('Enter')
}

async function decide(dialog: Locator, reason: string): Promise<void> {
  await dialog.getByLabel('Số quyết định').fill('5-QĐ/ĐU')
  await dialog.getByLabel('Người, cơ quan quyết định').fill('Đảng ủy xã Tam Hồng')
  await dialog.getByLabel('Lý do').fill(reason)
}

/** What axe finds serious on the page as it stands, in both grounds: nothing; and nothing scrolls sideways. */
async function nothingSerious(page: Page): Promise<void> {
  // A dialog or menu comes up over 120 ms, and is measured when it stands.
  await page.waitForTimeout(300)
  const results = await new AxeBuilder({ page }).setLegacyMode().analyze()
  const serious = results.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(serious.map(({ id, nodes }) => ({ id, nodes: nodes.slice(0, 3).map((node) => node.html) }))).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(true)
}

test('a document that is not secret says nothing of secrecy, until a decision makes it secret', async () => {
  const { page } = running
  await open('72-CV/HU')
  await page.getByRole('tab', { name: 'Chi tiết' }).click()
  await pane().getByRole('region', { name: 'Bản sao' }).waitFor()
  expect(await secrecyPart().count()).toBe(0)
  await choose('Đổi độ mật theo quyết định…')
  const dialog = page.getByRole('dialog', { name: 'Đổi độ mật của 72-CV/HU' })
  await dialog.getByLabel('Độ mật mới').selectOption('Tối mật')
  const save = dialog.getByRole('button', { name: 'Đổi độ mật' })
  expect(await save.isDisabled()).toBe(true)
  await decide(dialog, 'theo danh mục bí mật')
  await save.click()
  await notice(page, '72-CV/HU: Tối mật').waitFor()
  await secrecyPart().getByText('chữ B').waitFor()
  await secrecyPart().getByText(/Nâng độ mật Không mật → Tối mật · 5-QĐ\/ĐU ngày .* của Đảng ủy xã Tam Hồng · theo danh mục bí mật/).waitFor()
  await secrecyPart().getByText(/^đến hết ngày /).waitFor()
})

test('lowered until a day that is near, the first page says so and leads to the document', async () => {
  const { page } = running
  await secrecyPart().getByRole('button', { name: 'Đổi độ mật' }).click()
  const dialog = page.getByRole('dialog', { name: 'Đổi độ mật của 72-CV/HU' })
  await dialog.getByLabel('Độ mật mới').selectOption('Mật')
  const { today } = await ask(page, 'office.state', {})
  const soon = new Date(Date.parse(today) + 30 * 24 * 3600_000).toISOString().slice(0, 10).split('-').toReversed().join('/')
  await dialog.getByLabel('Bảo vệ đến hết ngày').fill(soon)
  await decide(dialog, 'hết việc trọng yếu')
  await page.keyboard.press('Control+Enter')
  await secrecyPart().getByText(`còn 30 ngày, đến hết ngày ${soon}: gia hạn hoặc giải mật`).waitFor()
  await page.keyboard.press('Alt+1')
  await page.getByText('1 văn bản mật sắp hết hoặc đã hết thời hạn bảo vệ').waitFor()
  await page.getByRole('button', { name: 'Xem từng văn bản' }).click()
  await page.getByRole('table', { name: 'Văn bản mật sắp hết thời hạn bảo vệ' }).getByRole('button', { name: '72-CV/HU' }).waitFor()
  await nothingSerious(page)
  await page.getByRole('dialog').getByRole('button', { name: '72-CV/HU' }).click()
  await secrecyPart().getByText('Giảm độ mật').waitFor()
})

test('a numbered copy is given out, asked back and returned', async () => {
  const { page } = running
  await open('71-CV/HU')
  await choose('Độ mật, bản số')
  await secrecyPart().getByRole('button', { name: 'Giao bản số' }).click()
  const giving = page.getByRole('dialog', { name: 'Giao bản số của 71-CV/HU' })
  await giving.getByLabel('Người nhận').fill('Trưởng Công an xã')
  await giving.getByRole('button', { name: 'Giao bản số' }).click()
  await notice(page, 'Bản số 1 đã ghi giao cho Trưởng Công an xã').waitFor()
  await byPalette('ban so dang o')
  await page.getByRole('table', { name: 'Bản số đang ở người khác' }).getByText('Trưởng Công an xã').waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  await secrecyPart().getByRole('button', { name: 'Yêu cầu trả hết' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Yêu cầu trả hết' }).click()
  await secrecyPart().getByText(/đã yêu cầu trả ngày/).waitFor()
  // Out, it keeps the document from being destroyed.
  await destroy()
  await page.getByRole('dialog').getByRole('alert').getByText('Còn bản chưa thu về: 1', { exact: false }).waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  await secrecyPart().getByRole('button', { name: 'Ghi trả, hủy, mất: bản số 1' }).click()
  const ending = page.getByRole('dialog', { name: 'Bản số 1, Trưởng Công an xã' })
  await ending.getByLabel('Bản này').selectOption('Đã trả')
  await ending.getByRole('button', { name: 'Lưu' }).click()
  await secrecyPart().getByText(/đã trả ngày/).waitFor()
  for (const theme of ['dark', 'light'] as const) {
    await chooseTheme(page, theme)
    await nothingSerious(page)
  }
})

async function destroy(): Promise<void> {
  const { page } = running
  await secrecyPart().getByRole('button', { name: 'Tiêu hủy theo quyết định' }).click()
  const dialog = page.getByRole('dialog', { name: 'Tiêu hủy 71-CV/HU' })
  await dialog.getByText('Không gì lấy lại được. Bản sao lưu làm trước lúc này vẫn còn nội dung văn bản', { exact: false }).waitFor()
  await decide(dialog, 'hết giá trị')
  expect(await dialog.getByRole('button', { name: 'Tiêu hủy', exact: true }).isDisabled()).toBe(true)
  await dialog.getByRole('checkbox').check()
  await dialog.getByRole('button', { name: 'Tiêu hủy', exact: true }).click()
}

test('destroyed by decision, its words are gone from the list and from the search; number and decision stay', async () => {
  const { page } = running
  await destroy()
  await secrecyPart().getByText('Đã tiêu hủy theo quyết định; trong sổ chỉ còn số và quyết định.').waitFor()
  await secrecyPart().getByText(/Tiêu hủy 5-QĐ\/ĐU .* hết giá trị/).waitFor()
  expect(await secrecyPart().getByRole('button').count()).toBe(0)
  await line(page, '71-CV/HU').getByText('(đã tiêu hủy theo quyết định)').waitFor()
  await expect.poll(() => line(page, 'phương án bảo vệ mục tiêu').count()).toBe(0)
  await page.getByLabel('Tìm trong danh sách').fill('phương án bảo vệ mục tiêu')
  await expect.poll(() => lines(page).count()).toBe(0)
  await page.getByLabel('Tìm trong danh sách').fill('')
  await expect.poll(() => lines(page).count()).toBe(2)
})

test('a file beside a level that this PC may not hold is said under the files before saving', async () => {
  const { page } = running
  await openForm(page)
  await dropFiles(page, page.getByRole('region', { name: 'Tệp' }), [join(root, 'tests', 'fixtures', 'samples', 'mau-04.pdf')])
  await page.getByRole('button', { name: /^mau-04.pdf/ }).waitFor()
  const said = page.getByRole('region', { name: 'Tệp' }).getByRole('alert')
  expect(await said.count()).toBe(0)
  await field(page, 'Độ mật').selectOption('Mật')
  await said.getByText('Máy này không được giữ tệp của văn bản “Mật”', { exact: false }).waitFor()
  await field(page, 'Độ mật').selectOption('Không mật')
  await expect.poll(() => said.count()).toBe(0)
  await page.keyboard.press('Escape')
  await expect.poll(() => formOf(page).count()).toBe(0)
})

test('who has seen a document, in its menu; the trail lists it, counts it, and shows what was written', async () => {
  const { page } = running
  await open('72-CV/HU')
  await choose('Ai đã xem')
  await page.getByRole('table', { name: 'Ai đã xem' }).getByRole('row', { name: /Chánh Văn phòng Xem/ }).first().waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)

  await page.getByRole('button', { name: 'Cài đặt' }).click()
  await page.getByRole('button', { name: 'Mở nhật ký' }).click()
  const accesses = page.getByRole('table', { name: 'Truy cập' })
  await accesses.getByRole('row').filter({ hasText: '2 · về lịch tiếp công dân' }).filter({ hasText: 'Xem' }).first().waitFor()
  await page.getByLabel('Người', { exact: true }).selectOption('Chánh Văn phòng')
  await accesses.getByRole('row').filter({ hasText: 'Đăng nhập' }).or(accesses.getByText('1 · (đã tiêu hủy theo quyết định)')).first().waitFor()
  await page.getByLabel('Việc', { exact: true }).selectOption('In')
  await page.getByText('Không có lượt nào như vậy.').waitFor()
  await page.getByLabel('Việc', { exact: true }).selectOption('Xem')
  await page.getByLabel('Bày').selectOption('Đếm theo văn bản')
  await page.getByRole('table', { name: 'Đếm theo văn bản' }).getByText('2 · về lịch tiếp công dân').waitFor()
  for (const theme of ['dark', 'light'] as const) {
    await chooseTheme(page, theme)
    await nothingSerious(page)
  }

  await page.getByRole('tab', { name: 'Nhật ký' }).click()
  const journal = page.getByRole('table', { name: 'Nhật ký' })
  const raised = journal.getByRole('row').filter({ hasText: 'Đổi độ mật' }).last()
  await raised.getByText('Quyết định độ mật', { exact: false }).click()
  await raised.getByText('Số và ký hiệu: 5-QĐ/ĐU').waitFor()
  // What was destroyed is told as withheld, and no word of it.
  await journal.getByText('phần không được xem hoặc đã hủy', { exact: false }).first().waitFor()
  expect(await journal.textContent()).not.toContain('phương án bảo vệ mục tiêu')
  for (const theme of ['dark', 'light'] as const) {
    await chooseTheme(page, theme)
    await nothingSerious(page)
  }
})

test('the trail is saved as a file for checking', async () => {
  const { app, page, folder } = running
  const path = join(folder, 'nhật ký.zip')
  await saveInDialog(app, path)
  await page.getByRole('tab', { name: 'Xuất để kiểm tra' }).click()
  await page.getByText('openssl và sha256sum', { exact: false }).waitFor()
  await page.getByRole('button', { name: 'Xuất nhật ký' }).click()
  await expect.poll(() => existsSync(path), { timeout: 20_000 }).toBe(true)
  await page.getByText(/Đã xuất \d+ mục/).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('heading', { name: 'Cài đặt' }).waitFor()
})

test('raised to Tuyệt mật without leave for its subject, a document keeps it in no list and no search; the history alone tells it', async () => {
  const { page } = running
  await given(page, { numberSymbol: '73-CV/HU', subject: 'về kế hoạch diễn tập khu vực phòng thủ' })
  await page.keyboard.press('Alt+2')
  await open('73-CV/HU')
  await choose('Đổi độ mật theo quyết định…')
  const dialog = page.getByRole('dialog', { name: 'Đổi độ mật của 73-CV/HU' })
  await dialog.getByLabel('Độ mật mới').selectOption('Tuyệt mật')
  await dialog.getByLabel('Người cho phép ghi trích yếu').waitFor()
  await dialog.getByText('Để trống: trích yếu không còn ghi trong sổ', { exact: false }).waitFor()
  await decide(dialog, 'thuộc danh mục Tuyệt mật')
  await nothingSerious(page)
  await dialog.getByRole('button', { name: 'Đổi độ mật' }).click()
  await notice(page, '73-CV/HU: Tuyệt mật').waitFor()
  await line(page, '73-CV/HU').getByText('(không ghi trích yếu)').waitFor()
  await secrecyPart().getByText('chữ A').waitFor()
  await page.getByLabel('Tìm trong danh sách').fill('diễn tập khu vực phòng thủ')
  await expect.poll(() => lines(page).count()).toBe(0)
  await page.getByLabel('Tìm trong danh sách').fill('')
  await open('73-CV/HU')
  await page.getByRole('tab', { name: 'Lịch sử' }).click()
  await pane().getByText('về kế hoạch diễn tập khu vực phòng thủ', { exact: false }).waitFor()
})

test('an outgoing document tells its secrecy as well: a decision, a numbered copy; before it is destroyed, who has its papers', async () => {
  const { page } = running
  await command(page, 'registers.openPeriod', { period: 'term', from: '2025-08-01', name: 'Nhiệm kỳ 2025–2030' })
  const { today } = await ask(page, 'office.state', {})
  const { id } = await command(page, 'registers.issueOutgoing', { documentTypeId: 'cong-van', subject: 'về việc bảo đảm an toàn kho', issuedDate: today, signer: { name: 'Bí thư' }, secrecy: 'mat', recipients: [{ unit: 'Tỉnh ủy Phú Thọ' }] })
  await command(page, 'registers.noteDispatch', { documentId: id, to: ['Tỉnh ủy Phú Thọ'], channel: 'post' })
  await command(page, 'registers.handOver', { to: { name: 'Ban Chỉ huy Quân sự xã' }, documentIds: [id] })
  await page.keyboard.press('Alt+3')
  await page.getByRole('listbox', { name: 'Danh sách văn bản đi' }).getByRole('option', { name: /an toàn kho/ }).click()
  await page.getByRole('tab', { name: 'Chi tiết' }).click()
  await secrecyPart().getByText('chữ C').waitFor()
  await secrecyPart().getByRole('button', { name: 'Đổi độ mật' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Độ mật mới').selectOption('Tối mật')
  await decide(dialog, 'theo danh mục bí mật')
  await dialog.getByRole('button', { name: 'Đổi độ mật' }).click()
  await secrecyPart().getByText(/Nâng độ mật Mật → Tối mật/).waitFor()
  await secrecyPart().getByRole('button', { name: 'Giao bản số' }).click()
  await dialog.getByLabel('Người nhận').fill('Trưởng Công an xã')
  await dialog.getByRole('button', { name: 'Giao bản số' }).click()
  await secrecyPart().getByRole('list', { name: 'Bản số' }).getByText('Trưởng Công an xã', { exact: false }).waitFor()
  await secrecyPart().getByRole('button', { name: 'Tiêu hủy theo quyết định' }).click()
  const papers = dialog.getByRole('region', { name: 'Bản giấy đang ở người khác' })
  await papers.getByText('Bản giấy của văn bản đang ở 2 nơi.', { exact: false }).waitFor()
  expect(await papers.getByRole('listitem').allTextContents()).toEqual([expect.stringMatching(/^Tỉnh ủy Phú Thọ gửi bưu điện .* · chưa ký nhận$/), expect.stringMatching(/^Ban Chỉ huy Quân sự xã giao .* · chưa ký nhận$/)])
  await nothingSerious(page)
  await page.keyboard.press('Escape')
  await expect.poll(() => dialog.count()).toBe(0)

  // Limited to oneself: the same papers, and that who has them is no reader.
  await choose('Hạn chế người đọc…')
  await dialog.getByRole('region', { name: 'Bản giấy đang ở người khác' }).getByText('không ở trong những người được đọc').first().waitFor()
  await dialog.getByLabel('Lý do').fill('việc của Thường trực')
  await nothingSerious(page)
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => dialog.count()).toBe(0)
  await page.getByRole('tab', { name: 'Lịch sử' }).click()
  await pane().getByText('Người được đọc Chánh Văn phòng', { exact: false }).waitFor()
})

// An old register brought over in the real window: chosen, looked at, mended, brought over, withdrawn.
import { read, utils, write } from '@e965/xlsx'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, chooseInDialog, command, line, notice, saveInDialog, setUpOffice } from './clerk.ts'
import { launchApp } from './launch.ts'
import type { RunningApp } from './launch.ts'

let running: RunningApp
beforeAll(async () => {
  running = await launchApp()
  await setUpOffice(running)
})
afterAll(() => running.close())

const signer = { name: 'Chánh Văn phòng' }
const rows = [
  ['SỔ ĐĂNG KÝ VĂN BẢN ĐẾN NĂM 2024'],
  ['Số đến', 'Ngày đến', 'Cơ quan ban hành', 'Số, ký hiệu', 'Ngày văn bản', 'Trích yếu nội dung', 'Người theo dõi'],
  [1, '05/01/2024', 'Huyện uỷ Yên Lạc', '15-NQ/HU', '03/01/2024', 'Nghị quyết về nông thôn mới', 'bản giấy'],
  [2, 'nt', 'HUYỆN ỦY YÊN LẠC', '16-CV/HU', '04/01/2024', 'Công văn về việc mời họp', ''],
  [4, '08/01/2024', 'Trường Mầm non Hoa Sen', '20-BC/MN', '06/01/2024', 'Báo cáo về việc tổng kết', ''],
  [5, '31/02/2024', 'Tỉnh ủy Phú Thọ', '21-CV/TU', '', 'Công văn về việc ngày không có', ''],
]

function book(path: string, lines: readonly unknown[][]): string {
  const made = utils.book_new()
  utils.book_append_sheet(made, utils.aoa_to_sheet(lines.map((one) => [...one])), 'Sổ đến')
  writeFileSync(path, write(made, { type: 'buffer', bookType: 'xlsx' }) as Buffer)
  return path
}

const tab = (name: string) => running.page.getByRole('tab', { name, exact: true })

test('an old register is chosen by keyboard and read: what would be made of it, and what is wrong beside its row', async () => {
  const { app, page, folder } = running
  await chooseInDialog(app, [book(join(folder, 'sổ 2024.xlsx'), rows)])
  await page.keyboard.press('Alt+5')
  await page.getByRole('button', { name: 'Nhập sổ cũ' }).waitFor()
  // The key comes before the page, which is fetched when it is first asked for.
  const wasThere = await page.evaluate(async () => {
    const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Nhập sổ cũ')!
    button.click()
    await new Promise((done) => setTimeout(done))
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'o', ctrlKey: true, cancelable: true }))
    return document.querySelector('h1') !== null
  })
  expect(wasThere).toBe(false)
  await page.getByRole('heading', { name: 'Nhập sổ cũ' }).waitFor()
  await page.getByText('3 văn bản · 1 dòng có lỗi, chưa nhập · 2 cơ quan mới', { exact: false }).waitFor()
  await page.getByText('2024: số 1 đến 4, 3 văn bản').waitFor()
  await page.getByRole('row').filter({ hasText: '21-CV/TU' }).getByText('“Ngày đến” ghi “31/02/2024” không đọc được').waitFor()
  await page.getByText('Dòng có lỗi', { exact: true }).click()
  await expect.poll(() => page.getByRole('row').count()).toBe(2)
  await page.getByText('Tất cả', { exact: true }).click()
})

test('a column is told what it is, and a spelling which body it means', async () => {
  const { page } = running
  await tab('Các cột').click()
  await page.getByLabel('Là: Người theo dõi').selectOption({ label: 'Ghi chú' })
  await tab('Cơ quan').click()
  const school = page.getByRole('combobox', { name: '“Trường Mầm non Hoa Sen” là cơ quan' })
  await school.fill('Trường Mầm non Hoa Sen xã Tam Hồng')
  await page.getByRole('option', { name: /^Thêm “/ }).click()
  await page.getByRole('button', { name: /^Nhập 3 văn bản/ }).and(page.locator(':enabled')).waitFor()
})

test('the rows with errors come as a sheet with the reason beside each', async () => {
  const { app, page, folder } = running
  const path = join(folder, 'lỗi.xlsx')
  await saveInDialog(app, path)
  await page.getByRole('button', { name: 'Lấy các dòng lỗi (Excel)' }).click()
  await notice(page, /^Đã lưu .*xlsx/).waitFor()
  const cells = utils.sheet_to_json<string[]>(Object.values(read(readFileSync(path)).Sheets)[0]!, { header: 1, defval: '' })
  expect(cells.at(-1)).toContain('21-CV/TU')
  expect(cells.at(-1)!.at(-1)).toContain('31/02/2024')
})

test('it is brought over with Ctrl+Enter, and its documents stand in the list with their old numbers', async () => {
  const { page } = running
  await page.keyboard.press('Control+Enter')
  await notice(page, 'Đã nhập 3 văn bản').waitFor()
  await page.getByRole('row').filter({ hasText: 'sổ 2024.xlsx' }).getByText('Đang dùng').waitFor()
  const found = await ask(page, 'registers.findDocuments', { filters: { year: 2024 }, order: 'number' })
  expect(found.rows.map(({ arrivalNumber, issuingBodyName }) => [arrivalNumber, issuingBodyName])).toEqual([[1, 'Huyện ủy Yên Lạc'], [2, 'Huyện ủy Yên Lạc'], [4, 'Trường Mầm non Hoa Sen xã Tam Hồng']])
  expect(await ask(page, 'registers.getDocument', { id: found.rows[0]!.id })).toMatchObject({ note: 'bản giấy' })
})

test('withdrawn with its reason, by one who knows what of it is in use, it leaves the list, and says so', async () => {
  const { page } = running
  const { rows: [answered] } = await ask(page, 'registers.findDocuments', { filters: { year: 2024 }, order: 'number' })
  await command(page, 'registers.openPeriod', { period: 'term', from: '2025-08-01', name: 'Nhiệm kỳ 2025–2030' })
  await command(page, 'registers.issueOutgoing', { issuedDate: '2026-11-02', documentTypeId: 'cong-van', subject: 'trả lời về nông thôn mới', signer, inReplyTo: [answered!.id] })
  await page.getByRole('button', { name: 'Rút lại' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Lý do').fill('nhầm năm')
  await page.keyboard.press('Control+Enter')
  await dialog.getByLabel('Vẫn rút').check()
  await page.keyboard.press('Control+Enter')
  await notice(page, 'Đã rút 3 văn bản').waitFor()
  await page.getByText('Đã rút: nhầm năm').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('heading', { name: 'Sổ đăng ký', level: 1 }).waitFor()
  expect((await ask(page, 'registers.findDocuments', {})).total).toBe(1)
  await page.keyboard.press('Alt+2')
  await expect.poll(() => line(page, /nông thôn mới/).count()).toBe(0)
})

/** Of a document that was withdrawn: said in words at its head, and nothing offered, neither by button nor by key. */
async function readAlone(name: string | RegExp, said: RegExp): Promise<void> {
  const { page } = running
  const pane = page.getByRole('article', { name })
  await pane.getByText(said).waitFor()
  for (const leaf of ['Chi tiết', 'Lịch sử', 'Văn bản']) {
    await pane.getByRole('tab', { name: leaf, exact: true }).click()
    await pane.getByRole('tabpanel', { name: leaf }).waitFor()
    await expect.poll(async () => (await pane.getByRole('button').allInnerTexts()).filter((words) => !/01-CV/.test(words))).toEqual([])
  }
  for (const key of ['Control+e', 'r', 'Control+p']) await page.keyboard.press(key)
  // What would open stands before the keys of another area are heard.
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Tìm mọi thứ' }).waitFor()
  await page.keyboard.press('Escape')
  await pane.waitFor()
  expect(await page.getByRole('form').count()).toBe(0)
}

test('a document that went with its import is reached by its links, says so, and can only be read', async () => {
  const { app, page, folder } = running
  await chooseInDialog(app, [book(join(folder, 'sổ đi.xlsx'), [
    ['SỔ ĐĂNG KÝ VĂN BẢN ĐI'],
    ['Số, ký hiệu văn bản', 'Ngày tháng văn bản', 'Tên loại và trích yếu nội dung văn bản', 'Người ký', 'Nơi nhận văn bản', 'Đơn vị, người nhận bản lưu', 'Số lượng bản', 'Ghi chú'],
    ['07-KH/ĐU', '02/01/2026', 'Kế hoạch tuyên truyền', 'Bí thư', 'các chi bộ', 'Văn phòng', 5, ''],
  ])])
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Tìm mọi thứ' }).fill('nhap so cu')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Nhập sổ cũ' }).waitFor()
  await page.keyboard.press('Control+o')
  await page.getByRole('button', { name: /^Nhập 1 văn bản/ }).and(page.locator(':enabled')).waitFor()
  await page.keyboard.press('Control+Enter')
  await notice(page, 'Đã nhập 1 văn bản').waitFor()
  const [plan] = (await ask(page, 'registers.findDocuments', { filters: { direction: 'outgoing' }, text: 'tuyên truyền' })).rows
  const [reply] = (await ask(page, 'registers.findDocuments', { filters: { direction: 'outgoing' }, text: 'trả lời' })).rows
  await command(page, 'registers.supersedeOutgoing', { id: plan!.id, byId: reply!.id, kind: 'corrects' })
  const [made] = (await ask(page, 'intake.listImports', {})).imports
  await command(page, 'intake.withdrawImport', { importId: made!.id, reason: 'nhầm sổ', acceptInUse: true })

  await page.keyboard.press('Alt+3')
  const row = page.getByRole('listbox', { name: 'Danh sách văn bản đi' }).getByRole('option').filter({ hasText: 'trả lời về nông thôn mới' })
  const links = async (name: RegExp) => {
    await row.click()
    await page.getByRole('article', { name: /01-CV/ }).getByRole('tab', { name: 'Chi tiết' }).click()
    await page.getByRole('article', { name: /01-CV/ }).getByRole('button', { name }).click()
  }
  await links(/07-KH/)
  await readAlone(/07-KH/, /^Văn bản này đã được rút cùng đợt nhập sổ cũ lúc \d\d:\d\d \d\d\/\d\d\/\d{4} \(Văn thư\); số của nó đã được trả lại\.$/)
  await links(/15-NQ/)
  await readAlone(/15-NQ/, /^Văn bản này đã được rút cùng đợt nhập sổ cũ lúc .* \(Văn thư\); số đến 1 của nó đã được trả lại\.$/)
})

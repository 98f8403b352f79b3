// Registration without the form's mouse: files dropped on the window, and a document entered by keyboard alone.
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, dropFiles, field, formOf, line, lines, setUpOffice } from './clerk.ts'
import { launchApp, root } from './launch.ts'
import type { RunningApp } from './launch.ts'

const sample = (name: string) => join(root, 'tests', 'fixtures', 'samples', name)
let running: RunningApp
beforeAll(async () => {
  running = await launchApp()
  await setUpOffice(running)
})
afterAll(() => running.close())

const fileTab = (name: string, role: string) => running.page.getByRole('button', { name: `${name} ${role}` })
/** The name of the field that has the focus. */
const focused = () => running.page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.name)

test('files dropped on the list begin a registration: the first is the document, the second its appendix', async () => {
  const { page } = running
  await dropFiles(page, page.getByText('Nhấn F2, hoặc kéo tệp vào cửa sổ'), [sample('mau-04.pdf'), sample('mau-02.docx')])
  await formOf(page).waitFor()
  await fileTab('mau-04.pdf', 'văn bản chính').waitFor()
  await fileTab('mau-02.docx', 'phụ lục').waitFor()
  await page.getByText('V/v phát động phong').waitFor()
  await expect.poll(() => field(page, 'Số trang').inputValue()).toBe('1')
})

test('a file dropped anywhere on the form is added to it', async () => {
  const { page } = running
  await dropFiles(page, field(page, 'Trích yếu'), [sample('mau-12.jpg')])
  await fileTab('mau-12.jpg', 'phụ lục').click()
  await page.getByRole('img', { name: 'mau-12.jpg' }).waitFor()
})

test('the form is filled from field to field with Enter, and saved with Ctrl+Enter', async () => {
  const { page } = running
  await field(page, 'Số và ký hiệu').focus()
  const { keyboard } = page
  await keyboard.type('2214/UBND-NC')
  await keyboard.press('Enter')
  expect(await focused()).toBe('issuedDate')
  await keyboard.type('0111')
  await keyboard.press('Enter')
  expect(await focused()).toBe('body')
  await keyboard.type('huyen uy yen lac')
  // A new body is chosen on purpose: Enter alone makes none.
  await page.getByRole('option', { name: 'Thêm “huyen uy yen lac” vào cây cơ quan' }).waitFor()
  await keyboard.press('ArrowDown')
  await keyboard.press('Enter')
  await expect.poll(focused).toBe('bodyLevel')
  await keyboard.press('Enter')
  await expect.poll(focused).toBe('typeText')
  await keyboard.type('cong van')
  await page.getByRole('option', { name: 'Công văn' }).first().waitFor()
  await keyboard.press('Enter')
  await expect.poll(focused).toBe('signerPosition')
  await expect.poll(() => field(page, 'Tên loại').inputValue()).toBe('Công văn')
  await keyboard.press('Enter')
  await keyboard.press('Enter')
  expect(await focused()).toBe('subject')
  await keyboard.type('về việc phát động phong trào thi đua')
  await keyboard.press('Control+Enter')
  // The number, large, for the stamp; the next form stands ready.
  await page.getByRole('status').filter({ hasText: 'Đóng dấu ĐẾN' }).getByText('1', { exact: true }).waitFor()
  await expect.poll(focused).toBe('numberSymbol')
  await expect.poll(() => field(page, 'Số và ký hiệu').inputValue()).toBe('')
  const { rows } = await ask(page, 'registers.findDocuments', {})
  expect(rows).toMatchObject([{ arrivalNumber: 1, numberSymbol: '2214/UBND-NC', documentTypeId: 'cong-van', subject: 'về việc phát động phong trào thi đua', files: 3 }])
  expect(rows[0]!.issuedDate).toMatch(/-11-01$/)
})

test('Ctrl+Enter over an open offer saves what is typed, and takes nothing of the offer', async () => {
  const { page } = running
  await field(page, 'Số và ký hiệu').fill('15-CTr/HU')
  await field(page, 'Tên loại').fill('Chương trình')
  await field(page, 'Trích yếu').fill('về công tác kiểm tra')
  await field(page, 'Cơ quan ban hành').focus()
  await page.keyboard.type('huyen uy yen')
  const offer = page.getByRole('option', { name: 'huyen uy yen lac' }).first()
  await offer.waitFor()
  await expect.poll(() => offer.getAttribute('data-combobox-selected')).not.toBeNull()
  await page.keyboard.press('Control+Enter')
  // What is typed names none: nothing was taken in its place, and the offer is closed.
  await formOf(page).getByText('Chưa có cơ quan này trong cây').waitFor()
  expect(await field(page, 'Cơ quan ban hành').inputValue()).toBe('huyen uy yen')
  await expect.poll(() => offer.isVisible()).toBe(false)
  await field(page, 'Cơ quan ban hành').press('End')
  await page.keyboard.type(' lac')
  await offer.waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByRole('status').filter({ hasText: 'Đóng dấu ĐẾN' }).getByText('2', { exact: true }).waitFor()
  const { rows } = await ask(page, 'registers.findDocuments', { text: '15-CTr/HU' })
  expect(rows).toMatchObject([{ arrivalNumber: 2, issuingBodyName: 'huyen uy yen lac', subject: 'về công tác kiểm tra' }])
})

test('a form that lacks something is not saved: the cursor goes to the first field that is missing, which says so', async () => {
  const { page } = running
  await field(page, 'Số và ký hiệu').fill('99-CV/HU')
  await page.keyboard.press('Control+Enter')
  expect(await focused()).toBe('body')
  await formOf(page).getByText('Cần ghi ô này').first().waitFor()
})

test('Esc leaves the form, and F2 comes back to what was typed', async () => {
  const { page } = running
  await page.keyboard.press('Escape')
  await lines(page).first().waitFor()
  await page.keyboard.press('F2')
  await expect.poll(() => field(page, 'Số và ký hiệu').inputValue()).toBe('99-CV/HU')
  await page.keyboard.press('Escape')
})

test('Ctrl+K opens a document', async () => {
  const { page } = running
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Tìm mọi thứ' }).fill('phong trao thi dua')
  await page.getByRole('listbox', { name: 'Tìm mọi thứ' }).getByRole('option', { name: '2214/UBND-NC' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('article').getByRole('heading', { name: 'Công văn 2214/UBND-NC' }).waitFor()
})

test('Ctrl+K does a command', async () => {
  const { page } = running
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Tìm mọi thứ' }).fill('den so dang ky')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Sổ đăng ký', level: 1 }).waitFor()
})

test('/ searches, Enter goes into what was found, Esc clears the search', async () => {
  const { page } = running
  await page.keyboard.press('Alt+2')
  await line(page, '2214/UBND-NC').waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('không có chữ này')
  await page.getByText('Không có văn bản nào khớp').waitFor()
  await page.keyboard.press('Escape')
  await line(page, '2214/UBND-NC').waitFor()
  await expect.poll(() => page.getByLabel('Tìm trong danh sách').inputValue()).toBe('')
})

test.each(['Lọc', 'Cột và cách bày'])('Esc on the button of an open panel (%s) closes it, and leaves the search as it is', async (name) => {
  const { page } = running
  const search = page.getByLabel('Tìm trong danh sách')
  await search.fill('thi dua')
  await expect.poll(() => lines(page).count()).toBe(1)
  const button = page.getByRole('button', { name, exact: true })
  await button.click()
  const panel = page.getByRole('dialog')
  await panel.getByRole('button', { name: 'Đóng', exact: true }).waitFor()
  await button.focus()
  await page.keyboard.press('Escape')
  await expect.poll(() => panel.count()).toBe(0)
  expect(await search.inputValue()).toBe('thi dua')
  await page.keyboard.press('Escape')
  await expect.poll(() => search.inputValue()).toBe('')
})

test('F1 opens the guide', async () => {
  const { page } = running
  await page.keyboard.press('F1')
  await page.getByRole('navigation', { name: 'Mục lục' }).waitFor()
  await expect.poll(async () => (await page.getByRole('article').innerText()).length).toBeGreaterThan(200)
})

test('? shows every key, and Esc puts the sheet away', async () => {
  const { page } = running
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Phím tắt' })
  for (const group of ['Ở mọi nơi', 'Trong danh sách', 'Trong biểu mẫu', 'Khi đọc văn bản']) await sheet.getByRole('heading', { name: group }).waitFor()
  await expect.poll(() => sheet.getByText('Ctrl ↵').count()).toBeGreaterThan(0)
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'detached' })
})

// A registered document through the window: mended, cancelled and taken back, returned, arrived once more, its prints.
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPrint, solid } from '../documents/printed.ts'
import { ask, dropFiles, field, formOf, given, line, notice, openedFiles, saveInDialog, setUpOffice } from './clerk.ts'
import { launchApp, root } from './launch.ts'
import type { RunningApp } from './launch.ts'

let running: RunningApp
let opened: () => Promise<string[]>
beforeAll(async () => {
  running = await launchApp()
  await setUpOffice(running)
  opened = await openedFiles(running.app)
  for (const numberSymbol of ['31-CV/HU', '32-CV/HU', '33-CV/HU', '34-CV/HU']) await given(running.page, { numberSymbol, channel: 'email' })
  // A row that is clicked while others still come above it is another one by then.
  await line(running.page, '34-CV/HU').waitFor()
})
afterAll(() => running.close())

const pane = () => running.page.getByRole('article')
const menuItem = (words: string) => running.page.getByRole('menuitem', { name: words })

async function open(numberSymbol: string): Promise<void> {
  await line(running.page, numberSymbol).click()
  await pane().getByRole('heading', { name: numberSymbol }).waitFor()
}

async function choose(words: string): Promise<void> {
  await pane().getByRole('button', { name: 'Việc khác' }).click()
  await menuItem(words).click()
}

/** The one print that was opened: its words without blanks. */
async function printed(): Promise<string> {
  let paths: string[] = []
  await expect.poll(async () => (paths = [...paths, ...(await opened())]).length, { timeout: 20_000 }).toBe(1)
  expect(statSync(paths[0]!).mode & 0o777).toBe(0o400)
  const pages = await readPrint(new Uint8Array(readFileSync(paths[0]!)))
  return solid(pages.flatMap(({ lines }) => lines.map(({ text }) => text)).join(' '))
}

test('Ctrl+E mends a document; the list shows it at once and the history keeps before and after', async () => {
  const { page } = running
  await open('31-CV/HU')
  await page.keyboard.press('Control+e')
  await page.getByRole('heading', { name: 'Sửa văn bản số đến 1' }).waitFor()
  await field(page, 'Trích yếu').fill('về việc rà soát quy hoạch cán bộ')
  await page.keyboard.press('Control+s')
  await notice(page, 'Đã lưu văn bản số đến 1').waitFor()
  await line(page, 'về việc rà soát quy hoạch cán bộ').waitFor()
  await page.getByRole('tab', { name: 'Lịch sử' }).click()
  const mended = pane().getByRole('listitem').filter({ hasText: 'Sửa · Văn thư' }).first()
  expect(await mended.locator('del').textContent()).toBe('về việc thứ 31-CV/HU')
  expect(await mended.locator('ins').textContent()).toBe('về việc rà soát quy hoạch cán bộ')
  await page.getByRole('tab', { name: 'Văn bản' }).click()
})

test('Ctrl+Z takes the edit back, and the history keeps both', async () => {
  const { page } = running
  await page.keyboard.press('Control+z')
  await notice(page, 'Đã hoàn tác').waitFor()
  await line(page, 'về việc thứ 31-CV/HU').waitFor()
  expect((await ask(page, 'registers.findDocuments', { text: '31-CV/HU' })).rows[0]?.subject).toBe('về việc thứ 31-CV/HU')
  await page.getByRole('tab', { name: 'Lịch sử' }).click()
  await expect.poll(() => pane().locator('ins').allTextContents()).toEqual(['về việc rà soát quy hoạch cán bộ', 'về việc thứ 31-CV/HU'])
  await page.getByRole('tab', { name: 'Văn bản' }).click()
})

test('a file dropped on the document that is open is attached to it, once it is saved', async () => {
  const { page } = running
  await open('31-CV/HU')
  await dropFiles(page, pane(), [join(root, 'tests', 'fixtures', 'samples', 'mau-04.pdf')])
  await page.getByRole('heading', { name: 'Sửa văn bản số đến 1' }).waitFor()
  await page.getByRole('button', { name: 'mau-04.pdf văn bản chính' }).waitFor()
  await page.keyboard.press('Control+s')
  await expect.poll(async () => (await ask(page, 'registers.findDocuments', { text: '31-CV/HU' })).rows[0]?.files).toBe(1)
})

test('a file is saved where the person chooses, as it came, and can be written to there', async () => {
  const { app, page, folder } = running
  const path = join(folder, 'bản lưu ngoài.pdf')
  await saveInDialog(app, path)
  await open('31-CV/HU')
  await page.getByRole('tab', { name: 'Chi tiết' }).click()
  await pane().getByRole('button', { name: 'Lưu tệp ra ngoài' }).click()
  await notice(page, 'mau-04.pdf').waitFor()
  expect(readFileSync(path).equals(readFileSync(join(root, 'tests', 'fixtures', 'samples', 'mau-04.pdf')))).toBe(true)
  expect(statSync(path).mode & 0o200).toBe(0o200)
  await page.getByRole('tab', { name: 'Văn bản' }).click()
})

test('a cancelled registration keeps its number, struck through, with the reason', async () => {
  const { page } = running
  await open('32-CV/HU')
  await choose('Hủy đăng ký')
  const dialog = page.getByRole('dialog', { name: 'Hủy đăng ký số đến 2' })
  await expect.poll(() => dialog.getByRole('button', { name: 'Hủy đăng ký' }).isDisabled()).toBe(true)
  await dialog.getByLabel('Lý do').fill('vào sổ nhầm')
  await dialog.getByRole('button', { name: 'Hủy đăng ký' }).click()
  await pane().getByText('Đã hủy: vào sổ nhầm').waitFor()
  const struck = line(page, '32-CV/HU').getByText('về việc thứ 32-CV/HU')
  await expect.poll(() => line(page, '32-CV/HU').getByText('Đã hủy').count()).toBe(1)
  await expect.poll(() => struck.evaluate((element) => getComputedStyle(element.parentElement!).textDecorationLine + getComputedStyle(element).textDecorationLine)).toContain('line-through')
  expect(await ask(page, 'registers.nextNumber', {})).toMatchObject({ number: 5 })
})

test('Ctrl+Z takes the cancelling back', async () => {
  const { page } = running
  await page.keyboard.press('Control+z')
  await expect.poll(() => line(page, '32-CV/HU').getByText('Đã hủy').count()).toBe(0)
  await expect.poll(() => pane().getByText('Đã hủy: vào sổ nhầm').count()).toBe(0)
})

test('a cancelled document is taken back later with a reason', async () => {
  const { page } = running
  await choose('Hủy đăng ký')
  await page.getByRole('dialog').getByLabel('Lý do').fill('nhầm lần nữa')
  await page.getByRole('dialog').getByRole('button', { name: 'Hủy đăng ký' }).click()
  await pane().getByText('Đã hủy: nhầm lần nữa').waitFor()
  await choose('Lấy lại')
  const dialog = page.getByRole('dialog', { name: 'Lấy lại số đến 2' })
  await dialog.getByLabel('Lý do').fill('văn bản đúng sổ')
  await dialog.getByRole('button', { name: 'Lấy lại' }).click()
  await notice(page, 'Đã lấy lại số đến 2').waitFor()
  await expect.poll(() => pane().getByText('Đã hủy: nhầm lần nữa').count()).toBe(0)
})

test('a document is locked with a reason, offers no change, and is released', async () => {
  const { page } = running
  await open('34-CV/HU')
  await choose('Khóa thay đổi…')
  await page.getByRole('dialog').getByLabel('Lý do').fill('phục vụ thanh tra')
  await page.getByRole('dialog').getByRole('button', { name: 'Khóa', exact: true }).click()
  await notice(page, 'Đã khóa').waitFor()
  await pane().getByText('Đã khóa', { exact: true }).waitFor()
  await expect.poll(() => pane().getByRole('button', { name: 'Sửa', exact: false }).count()).toBe(0)
  await choose('Mở khóa…')
  await page.getByRole('dialog').getByLabel('Lý do').fill('xong thanh tra')
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => pane().getByText('Đã khóa', { exact: true }).count()).toBe(0)
})

test('a document is returned, and the receipt opens for printing', async () => {
  const { page } = running
  await open('33-CV/HU')
  await choose('Trả lại')
  const dialog = page.getByRole('dialog', { name: 'Trả lại văn bản số đến 3' })
  await dialog.getByLabel('Lý do').fill('thiếu phụ lục kèm theo')
  await dialog.getByRole('button', { name: 'Trả lại' }).click()
  await line(page, '33-CV/HU').getByText('Đã trả lại').waitFor()
  const text = await printed()
  for (const words of ['33-CV/HU', 'thiếu phụ lục kèm theo', 'Huyện ủy Yên Lạc']) expect(text).toContain(solid(words))
})

test('the stamp ĐẾN opens for printing, with the office, the number and the day', async () => {
  await pane().getByRole('button', { name: 'In dấu đến' }).click()
  const text = await printed()
  const { arrivalDate } = (await ask(running.page, 'registers.findDocuments', { text: '33-CV/HU' })).rows[0]!
  expect(text).toContain('ĐẾN')
  expect(text.toLocaleUpperCase('vi')).toContain(solid('VĂN PHÒNG ĐẢNG ỦY XÃ TAM HỒNG'))
  expect(text).toMatch(/Số:?\.*3/)
  expect(text).toContain(arrivalDate!.split('-').toReversed().join('/'))
})

test('the paper that follows its e-mail is a further arrival of the same number', async () => {
  const { page } = running
  await open('34-CV/HU')
  await choose('Bản giấy đến sau')
  const dialog = page.getByRole('dialog', { name: 'Ghi lần đến sau của số đến 4' })
  await dialog.getByLabel('Ghi chú').fill('kèm bản chính')
  await dialog.getByRole('button', { name: 'Lưu' }).click()
  await notice(page, 'Đã ghi lần đến sau của số đến 4').waitFor()
  await page.getByRole('tab', { name: 'Chi tiết' }).click()
  await pane().getByText(/qua bưu điện · kèm bản chính/).waitFor()
  expect((await ask(page, 'registers.findDocuments', {})).total).toBe(4)
})

test('registering what is there already offers the further arrival, and gives no second number', async () => {
  const { page } = running
  await page.keyboard.press('F2')
  await field(page, 'Số và ký hiệu').fill('31-CV/HU')
  await field(page, 'Cơ quan ban hành').fill('Huyện ủy Yên Lạc')
  await formOf(page).getByRole('alert').getByRole('button', { name: 'Bản giấy đến sau' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click()
  await pane().getByRole('heading', { name: '31-CV/HU' }).waitFor()
  expect(await ask(page, 'registers.nextNumber', {})).toMatchObject({ number: 5 })
  expect(await ask(page, 'office.listDrafts', {})).toEqual({ drafts: [] })
})

// Finding in the two lists: words, filters as chips, Esc, columns; the same in both.
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { command, given, setUpOffice } from './clerk.ts'
import { launchApp } from './launch.ts'
import type { RunningApp } from './launch.ts'

let running: RunningApp
beforeAll(async () => {
  running = await launchApp()
  await setUpOffice(running)
  const { page } = running
  await command(page, 'office.editOffice', { term: { from: '2025-08-15', name: 'Nhiệm kỳ 2025–2030' } })
  await given(page, { numberSymbol: '41-CV/HU', subject: 'về phòng cháy chữa cháy', urgency: 'khan', signer: { position: 'Phó Chủ tịch', name: 'Trưởng ban Pháp chế' }, channel: 'post', toPlaces: 'Ban Tổ chức' })
  await given(page, { numberSymbol: '42-CV/HU', subject: 'về bầu cử đại biểu', secrecy: 'mat', signer: { position: 'Phó Chủ tịch' }, channel: 'network' })
  await given(page, { numberSymbol: '43-NQ/HU', subject: 'về phòng chống bão', documentTypeId: 'nghi-quyet', urgency: 'khan' })
  for (const [subject, urgency] of [['về việc mời họp chi bộ', 'khan'], ['về việc trả lời bầu cử', 'normal']] as const) {
    await command(page, 'registers.issueOutgoing', { documentTypeId: 'cong-van', issuedDate: '2026-11-03', subject, urgency, signer: { name: 'Chánh Văn phòng' } })
  }
})
afterAll(() => running.close())

const listOf = (name: string): Locator => running.page.getByRole('listbox', { name })
const lists = { incoming: 'Danh sách văn bản đến', outgoing: 'Danh sách văn bản đi' } as const
const count = (name: string) => () => listOf(name).getByRole('option').count()
const box = () => running.page.getByLabel('Tìm trong danh sách')
const chips = () => running.page.getByRole('button', { name: /^Bỏ lọc: / })

/** Opens the panel of conditions and chooses one of a field, by keyboard. */
async function filterBy(field: string, value: string): Promise<void> {
  const { page } = running
  await page.getByRole('button', { name: 'Lọc', exact: true }).click()
  const choice = page.getByRole('combobox', { name: field, exact: true }).or(page.getByRole('textbox', { name: field, exact: true })).first()
  await choice.click()
  await page.getByRole('option', { name: value, exact: true }).click()
  await page.getByRole('button', { name: 'Đóng', exact: true }).click()
  await expect.poll(() => page.getByRole('button', { name: `Bỏ lọc: ${value}` }).count()).toBe(1)
}

test.each([
  ['incoming', 'Alt+2', 3, 2, 'bau cu'],
  ['outgoing', 'Alt+3', 2, 1, 'moi hop'],
] as const)('the %s list: a filter is a chip; Esc in the search box clears the words, then the filters', async (direction, area, all, urgent, words) => {
  const { page } = running
  const name = lists[direction]
  await page.keyboard.press(area)
  await expect.poll(count(name)).toBe(all)
  await filterBy('Độ khẩn', 'Khẩn')
  await expect.poll(count(name)).toBe(urgent)
  await page.keyboard.press('/')
  await box().fill(words)
  await expect.poll(count(name)).toBe(direction === 'incoming' ? 0 : 1)
  await box().press('Escape')
  await expect.poll(() => box().inputValue()).toBe('')
  await expect.poll(count(name)).toBe(urgent)
  expect(await chips().count()).toBe(1)
  await box().press('Escape')
  await expect.poll(count(name)).toBe(all)
  expect(await chips().count()).toBe(0)
})

test('the signer is looked for while it is typed, and the channel chosen, each with its chip; the line shows who signed', async () => {
  const { page } = running
  await page.keyboard.press('Alt+2')
  await expect.poll(count(lists.incoming)).toBe(3)
  const panel = page.getByRole('dialog')
  const openPanel = () => page.getByRole('button', { name: 'Lọc', exact: true }).click()
  await openPanel()
  await panel.getByLabel('Người ký').fill('pho chu tich')
  await expect.poll(count(lists.incoming)).toBe(2)
  await expect.poll(() => listOf(lists.incoming).locator('mark').allTextContents()).toEqual(['Phó', 'Chủ', 'tịch', 'Phó', 'Chủ', 'tịch'])
  await panel.getByLabel('Người ký').press('Enter')
  await expect.poll(() => panel.count()).toBe(0)
  await openPanel()
  await panel.getByRole('combobox', { name: 'Kênh nhận' }).or(panel.getByRole('textbox', { name: 'Kênh nhận' })).first().click()
  await page.getByRole('option', { name: 'Bưu điện' }).click()
  await page.getByRole('button', { name: 'Đóng', exact: true }).click()
  await expect.poll(() => chips().allTextContents()).toEqual(['ký: pho chu tich ✕', 'qua bưu điện ✕'])
  await expect.poll(() => listOf(lists.incoming).getByRole('option').allTextContents()).toMatchObject([expect.stringContaining('41-CV/HU')])
  await page.keyboard.press('Escape')
  await expect.poll(() => chips().count()).toBe(0)

  await page.keyboard.press('Alt+3')
  await openPanel()
  expect(await panel.getByText('Kênh nhận').count()).toBe(0)
  await panel.getByLabel('Người ký').fill('chánh thanh tra')
  await expect.poll(count(lists.outgoing)).toBe(0)
  await panel.getByLabel('Người ký').fill('chánh văn phòng')
  await expect.poll(count(lists.outgoing)).toBe(2)
  await page.keyboard.press('Escape')
  await expect.poll(() => panel.count()).toBe(0)
  await page.keyboard.press('Escape')
  await expect.poll(() => chips().count()).toBe(0)
})

test('chips go one by one by keyboard, and the focus stays at what is left', async () => {
  const { page } = running
  await page.keyboard.press('Alt+2')
  await filterBy('Độ khẩn', 'Khẩn')
  await filterBy('Tên loại', 'Nghị quyết')
  await expect.poll(count(lists.incoming)).toBe(1)
  await page.getByRole('button', { name: 'Bỏ lọc: Nghị quyết' }).focus()
  await page.keyboard.press('Delete')
  await expect.poll(count(lists.incoming)).toBe(2)
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Bỏ lọc: Khẩn')
  await page.keyboard.press('Enter')
  await expect.poll(count(lists.incoming)).toBe(3)
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(lists.incoming)
})

test('outgoing documents are filtered by the term of their numbers', async () => {
  const { page } = running
  await page.keyboard.press('Alt+3')
  await page.getByRole('button', { name: 'Lọc', exact: true }).click()
  await page.getByLabel('Nhiệm kỳ hoặc năm').selectOption({ index: 1 })
  await page.getByRole('button', { name: 'Đóng', exact: true }).click()
  await expect.poll(() => chips().count()).toBe(1)
  await expect.poll(count(lists.outgoing)).toBe(2)
  await page.keyboard.press('Escape')
  await expect.poll(() => chips().count()).toBe(0)
})

test('the list of outgoing documents is ordered and laid out like that of incoming ones', async () => {
  const { page } = running
  await page.getByRole('button', { name: /^Thứ tự/ }).click()
  await page.getByRole('menuitemradio', { name: 'Theo dãy số, số tăng dần' }).click()
  await expect.poll(() => listOf(lists.outgoing).getByRole('option').first().textContent()).toContain('mời họp')
})

test.each([
  ['incoming', 'Alt+2', 'Thời hạn', 'Tên loại', ['Số đến', 'Tên loại', 'Số và ký hiệu', 'Ngày văn bản', 'Cơ quan ban hành', 'Trích yếu']],
  ['outgoing', 'Alt+3', 'Tệp', 'Cơ quan ban hành', ['Cơ quan ban hành', 'Số và ký hiệu', 'Ngày văn bản', 'Tên loại', 'Trích yếu', 'Thời hạn']],
] as const)('VI.III.6.đ: the columns of the %s list are chosen and ordered by keyboard, and kept for it alone', async (direction, area, hidden, column, expected) => {
  const { page } = running
  await page.keyboard.press(area)
  await page.getByRole('button', { name: 'Cột và cách bày' }).click()
  await page.getByText('Bảng', { exact: true }).click()
  await page.getByRole('checkbox', { name: hidden }).press('Space')
  await page.getByRole('checkbox', { name: column }).press('Space')
  const shown = page.getByRole('list', { name: 'Các cột, theo thứ tự' }).getByRole('listitem')
  const wanted = expected.indexOf(column)
  for (;;) {
    const names = await shown.allTextContents()
    if (names.findIndex((words) => words.startsWith(column)) <= wanted) break
    await page.getByRole('checkbox', { name: column }).press('Alt+ArrowUp')
    await expect.poll(() => shown.allTextContents()).not.toEqual(names)
  }
  await page.keyboard.press('Escape')
  await expect.poll(() => shown.count()).toBe(0)
  const head = page.locator('[class*=tableHead]')
  await expect.poll(() => head.locator('span').allTextContents()).toEqual(expected)
  const keptLayout = () => page.evaluate(async (name) => {
    const { settings } = (window as unknown as { office: { settings: { get(): Promise<{ window: Record<string, { layout: string }> }> } } }).office
    return (await settings.get()).window[name]?.layout
  }, `${direction}Columns`)
  await expect.poll(keptLayout).toBe('table')
})

test.each([['Bảng', ['Phó Chủ tịch Trưởng ban Pháp chế', 'Ban Tổ chức']], ['Hai dòng', ['ký: Phó Chủ tịch Trưởng ban Pháp chế', 'nơi nhận: Ban Tổ chức']]] as const)('who signed and to whom it goes are columns too, as %s; a file that is taken out has them', async (layout, words) => {
  const { page } = running
  await page.keyboard.press('Alt+2')
  await page.getByRole('button', { name: 'Cột và cách bày' }).click()
  await page.getByText(layout, { exact: true }).click()
  for (const name of ['Người ký', 'Nơi nhận']) {
    const column = page.getByRole('checkbox', { name })
    if (!(await column.isChecked())) await column.press('Space')
    await expect.poll(() => column.isChecked()).toBe(true)
  }
  await page.keyboard.press('Escape')
  const line = listOf(lists.incoming).getByRole('option').filter({ hasText: '41-CV/HU' })
  for (const part of words) await line.getByText(part).waitFor()
  await line.click()
  await page.keyboard.press('x')
  const dialog = page.getByRole('dialog')
  await dialog.getByText(/Người ký, Nơi nhận; thêm/).waitFor()
  expect(await dialog.getByRole('checkbox', { name: 'Người ký' }).count()).toBe(0)
  await page.keyboard.press('Escape')
  await expect.poll(() => dialog.count()).toBe(0)
})

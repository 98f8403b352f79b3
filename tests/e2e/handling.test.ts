// Handing incoming documents out and following them, through the window: the clerk gives by the keyboard alone, the specialist takes on,
// reports, completes; the chief sees the course; a slip is printed, a day due that has gone by is said in words.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, command, given, line, notice, setUpOffice } from './clerk.ts'
import { launchApp } from './launch.ts'
import type { RunningApp } from './launch.ts'

const password = 'một câu chỉ mình nhớ'
const firstPassword = 'mật khẩu đọc cho nhau'

let running: RunningApp
beforeAll(async () => {
  running = await launchApp()
  await setUpOffice(running)
  const { page } = running
  await ask(page, 'people.begin', { login: 'chanhvanphong', name: 'Chánh Văn phòng', position: '', password, roles: ['chief', 'administrator'], clearance: 'mat' })
  const { id: unitId } = await command(page, 'people.addUnit', { name: 'Ban Xây dựng Đảng' })
  for (const [login, name, role] of [['vanthu', 'Văn thư', 'clerk'], ['chuyenvien', 'Chuyên viên tổng hợp', 'specialist']] as const) {
    await ask(page, 'people.addAccount', { login, name, unitId: role === 'specialist' ? unitId : null, position: '', roles: [role], clearance: 'mat', password: firstPassword })
  }
  await signOut()
}, 60_000)
afterAll(() => running.close())

const gate = (name: string) => running.page.getByRole('form', { name })
const article = () => running.page.getByRole('article')

async function nothingSerious(page: Page): Promise<void> {
  const results = await new AxeBuilder({ page }).setLegacyMode().analyze()
  const serious = results.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(serious.map(({ id, nodes }) => ({ id, nodes: nodes.slice(0, 3).map((node) => node.html) }))).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(true)
}

async function signOut(): Promise<void> {
  const { page } = running
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Tìm mọi thứ' }).fill('dang xuat')
  await page.getByRole('option', { name: 'Đăng xuất' }).waitFor()
  await page.keyboard.press('Enter')
  await gate('Đăng nhập').waitFor()
}

/** Signs in; at the first time the password is changed behind the page. */
async function signIn(login: string, name: string): Promise<void> {
  const { page } = running
  const isFirst = !known.has(login)
  await gate('Đăng nhập').getByLabel('Tên đăng nhập').fill(login)
  await page.keyboard.press('Tab')
  await page.keyboard.type(isFirst ? firstPassword : password)
  await page.keyboard.press('Enter')
  if (isFirst) {
    const form = gate('Chọn mật khẩu mới')
    await form.waitFor()
    await expect.poll(() => page.evaluate('document.activeElement.type')).toBe('password')
    await page.keyboard.type(password)
    await form.getByLabel('Gõ lại mật khẩu mới').fill(password)
    await page.keyboard.press('Enter')
    await expect.poll(() => form.count()).toBe(0)
    known.add(login)
  }
  await page.getByRole('banner').getByRole('button', { name }).waitFor()
}
const known = new Set(['chanhvanphong'])

test('the clerk hands a document out by the keyboard alone: a letter opens, names and Enter add, Enter gives; a notice offers to withdraw', async () => {
  const { page } = running
  await signIn('vanthu', 'Văn thư')
  await given(page, { numberSymbol: '15-CV/HU' })
  await line(page, '15-CV/HU').waitFor()
  await expect.poll(async () => {
    await page.keyboard.press('j')
    return article().count()
  }, { interval: 500 }).toBe(1)
  await page.keyboard.press('g')
  const dialog = page.getByRole('dialog', { name: 'Giao xử lý văn bản 15-CV/HU' })
  await dialog.waitFor()
  await expect.poll(() => page.evaluate('document.activeElement.getAttribute("role") ?? document.activeElement.tagName')).toMatch(/combobox|INPUT/)
  await page.keyboard.type('chuyen vien')
  await dialog.page().getByRole('option', { name: /Chuyên viên tổng hợp/ }).waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => dialog.getByLabel('Vai trò của Chuyên viên tổng hợp').inputValue()).toBe('lead')
  await page.keyboard.type('ban xay')
  await page.getByRole('option', { name: 'Ban Xây dựng Đảng đơn vị' }).waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => dialog.getByLabel('Vai trò của Ban Xây dựng Đảng').inputValue()).toBe('cooperating')
  await page.keyboard.press('Alt+3')
  await expect.poll(() => dialog.getByLabel('Vai trò của Ban Xây dựng Đảng').inputValue()).toBe('information')
  await expect.poll(() => dialog.getByLabel('Hạn giải quyết').inputValue()).toMatch(/^\d\d\/\d\d\/\d{4}$/)
  await dialog.getByText('ngày làm việc, tính từ', { exact: false }).waitFor()
  await nothingSerious(page)
  await page.keyboard.press('Tab')
  await page.keyboard.type('Tham mưu trả lời')
  await page.keyboard.press('Enter')
  await notice(page, 'Đã giao 15-CV/HU cho Chuyên viên tổng hợp, Ban Xây dựng Đảng').waitFor()
  await expect.poll(() => dialog.count()).toBe(0)
  await page.getByRole('status').getByRole('button', { name: 'Rút lại' }).waitFor()
  await article().getByRole('tab', { name: 'Giải quyết' }).click()
  await article().getByRole('listitem', { name: /Chuyên viên tổng hợp, Chủ trì, chưa nhận/ }).waitFor()
})

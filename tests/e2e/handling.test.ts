// Handing incoming documents out and following them, through the window: the clerk gives by the keyboard alone, the specialist takes on,
// reports, completes; the chief sees the course; a slip is printed, a day due that has gone by is said in words.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, command, given, line, notice, openedFiles, setUpOffice } from './clerk.ts'
import { chooseTheme, launchApp } from './launch.ts'
import type { RunningApp } from './launch.ts'

const password = 'một câu chỉ mình nhớ'
const firstPassword = 'mật khẩu đọc cho nhau'

let running: RunningApp
beforeAll(async () => {
  running = await launchApp()
  await setUpOffice(running)
}, 60_000)
afterAll(() => running.close())

const gate = (name: string) => running.page.getByRole('form', { name })
const article = () => running.page.getByRole('article')
const board = () => running.page.getByRole('listbox', { name: 'Danh sách việc' })
const area = (name: string) => running.page.getByRole('navigation', { name: 'Các khu làm việc' }).getByRole('button', { name })

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

test('an archive without accounts: one clerk hands out by free names, notes the work, and has all of it', async () => {
  const { page } = running
  await page.keyboard.press('Alt+7')
  await page.getByText('Không có việc đang mở').waitFor()
  await page.getByText('mở một văn bản đến, nhấn G', { exact: false }).waitFor()
  await page.keyboard.press('Alt+2')
  await given(page, { numberSymbol: '3-TB/HU' })
  await line(page, '3-TB/HU').click()
  await article().getByRole('heading', { name: '3-TB/HU' }).waitFor()
  await page.keyboard.press('g')
  const dialog = page.getByRole('dialog', { name: 'Giao xử lý văn bản 3-TB/HU' })
  await dialog.getByRole('combobox', { name: 'Giao cho' }).waitFor()
  await expect.poll(() => page.evaluate('document.activeElement.placeholder')).toBe('Gõ tên người, đơn vị; Enter để thêm')
  await page.keyboard.type('Đồng chí phụ trách tổ chức')
  await page.keyboard.press('Enter')
  await dialog.getByLabel('Vai trò của Đồng chí phụ trách tổ chức').waitFor()
  await expect.poll(() => dialog.getByLabel('Hạn giải quyết').inputValue()).not.toBe('')
  await page.keyboard.press('Enter')
  await notice(page, 'Đã giao 3-TB/HU').waitFor()
  await page.keyboard.press('Control+z')
  await notice(page, 'Đã rút lại việc giao 3-TB/HU').waitFor()
  const { id } = (await ask(page, 'registers.findDocuments', { text: '3-TB/HU' })).rows[0]!
  await command(page, 'handling.distribute', { documentId: id, to: [{ name: 'Ủy ban Kiểm tra', role: 'lead' }], asksReceipt: false })
  await page.keyboard.press('Alt+7')
  await board().getByRole('option', { name: /3-TB\/HU/ }).waitFor()
  expect(await page.getByText('Của tôi', { exact: true }).count()).toBe(0)
  await board().focus()
  await page.keyboard.press('Enter')
  await article().getByRole('button', { name: 'Hoàn thành' }).click()
  await page.getByRole('dialog').getByLabel('Kết quả').waitFor()
  await page.keyboard.press('Control+Enter')
  await article().getByText('Đã giải quyết xong').waitFor()
})

test('a thousand pieces of work: the last one is reached by one key', async () => {
  const { page } = running
  for (let at = 0; at < 10; at++) {
    const { id } = await given(page, { numberSymbol: `${at + 100}-GM/HU` })
    await command(page, 'handling.distribute', { documentId: id, to: Array.from({ length: 100 }, (_, other) => ({ name: `Chi bộ ${at}-${other}`, role: other === 0 ? 'lead' as const : 'cooperating' as const })), asksReceipt: false })
  }
  await page.keyboard.press('Alt+7')
  await page.getByRole('tab', { name: /^Đang mở 1\.000/ }).waitFor()
  await board().focus()
  await page.keyboard.press('End')
  const last = board().locator('[aria-posinset="1000"]')
  await last.getByText('chưa nhận').waitFor()
  await expect.poll(() => last.getAttribute('aria-selected')).toBe('true')
  // Also in the smallest window.
  const resize = (width: number, height: number) => running.app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]!.setContentSize(...size), [width, height] as [number, number])
  await resize(960, 600)
  await nothingSerious(page)
  await resize(1366, 768)
})

test('accounts are begun', async () => {
  const { page } = running
  await ask(page, 'people.begin', { login: 'chanhvanphong', name: 'Chánh Văn phòng', position: '', password, roles: ['chief', 'administrator'], clearance: 'mat' })
  const { id: unitId } = await command(page, 'people.addUnit', { name: 'Ban Xây dựng Đảng' })
  for (const [login, name, role] of [['vanthu', 'Văn thư', 'clerk'], ['chuyenvien', 'Chuyên viên tổng hợp', 'specialist']] as const) {
    await ask(page, 'people.addAccount', { login, name, unitId: role === 'specialist' ? unitId : null, position: '', roles: [role], clearance: 'mat', password: firstPassword })
  }
  await page.getByRole('banner').getByRole('button', { name: 'Chánh Văn phòng' }).waitFor()
  await signOut()
})

test('the clerk hands a document out by the keyboard alone: a letter opens, names and Enter add, Enter gives; a notice offers to withdraw', async () => {
  const { page } = running
  await signIn('vanthu', 'Văn thư')
  await given(page, { numberSymbol: '15-CV/HU' })
  await line(page, '15-CV/HU').waitFor()
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await article().getByRole('heading', { name: '15-CV/HU' }).waitFor()
  // The sheet of keys and the palette know it too.
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Phím tắt' }).getByText('Giao xử lý văn bản đang đọc').waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Tìm mọi thứ' }).fill('giao xu ly')
  await page.getByRole('option', { name: /Giao xử lý văn bản đang đọc/ }).click()
  await page.getByRole('dialog', { name: 'Giao xử lý văn bản 15-CV/HU' }).waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
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

test('a document whose day due has gone by is handed out with it, in a person’s place; a phrase is kept and taken by its digit', async () => {
  const { page } = running
  await given(page, { numberSymbol: '7-KL/HU', arrivalDate: '2026-11-16', lateReason: 'nhận muộn', issuedDate: '2026-11-12', dueDate: '2026-11-20' } as never)
  await line(page, '7-KL/HU').click()
  await article().getByRole('heading', { name: '7-KL/HU' }).waitFor()
  await page.keyboard.press('g')
  const dialog = page.getByRole('dialog', { name: 'Giao xử lý văn bản 7-KL/HU' })
  await dialog.getByText('Theo hạn ghi khi đăng ký văn bản.').waitFor()
  await dialog.getByLabel('Bút phê', { exact: false }).fill('Nghiên cứu, báo cáo trước ngày họp')
  await dialog.getByRole('button', { name: 'Giữ câu này' }).click()
  await notice(page, 'Đã giữ câu này').waitFor()
  await dialog.getByLabel('Bút phê', { exact: false }).fill('')
  await dialog.getByRole('combobox', { name: 'Giao cho' }).fill('chuyên viên tổng hợp')
  await page.keyboard.press('Enter')
  await page.keyboard.press('1')
  await expect.poll(() => dialog.getByLabel('Bút phê', { exact: false }).inputValue()).toBe('Nghiên cứu, báo cáo trước ngày họp')
  await dialog.getByRole('combobox', { name: 'Ghi thay ý kiến của' }).fill('chánh văn')
  await page.keyboard.press('Enter')
  await expect.poll(() => dialog.getByRole('combobox', { name: 'Ghi thay ý kiến của' }).inputValue()).toBe('Chánh Văn phòng')
  await dialog.getByRole('button', { name: 'Viết tay' }).click()
  const pad = (await dialog.getByRole('img', { name: 'Vùng viết tay', exact: false }).boundingBox())!
  await page.mouse.move(pad.x + 40, pad.y + 40)
  await page.mouse.down()
  await page.mouse.move(pad.x + 160, pad.y + 90, { steps: 6 })
  await page.mouse.move(pad.x + 260, pad.y + 40, { steps: 6 })
  await page.mouse.up()
  await nothingSerious(page)
  await dialog.getByRole('button', { name: 'Giao', exact: true }).click()
  await notice(page, 'Đã giao 7-KL/HU').waitFor()
  await article().getByRole('tab', { name: 'Giải quyết' }).click()
  await article().getByText('Văn thư ghi thay').first().waitFor()
  await article().getByRole('img', { name: 'Bút phê viết tay của Chánh Văn phòng' }).waitFor()
  await article().getByText(/quá hạn \d+ ngày/).first().waitFor()
  const { id } = (await ask(page, 'registers.findDocuments', { text: '7-KL/HU' })).rows[0]!
  const course = await ask(page, 'handling.getCourse', { documentId: id })
  await command(page, 'handling.remind', { assignmentId: course.assignments[0]!.id, text: 'cần trước thứ sáu' })
  expect(course.events).toMatchObject([{ kind: 'directed', by: { name: 'Chánh Văn phòng' }, notedBy: { name: 'Văn thư' }, ink: { mediaType: 'image/png' } }, { kind: 'distributed' }])
})

test('the specialist is reminded, sees the work by day due, takes it on, reports and completes it; nothing they may not do is offered', async () => {
  const { page } = running
  await signOut()
  await signIn('chuyenvien', 'Chuyên viên tổng hợp')
  await page.keyboard.press('Alt+1')
  await page.getByRole('region', { name: /^Việc cần nhắc/ }).getByRole('button', { name: /Văn thư nhắc: cần trước thứ sáu/ }).waitFor()
  await notice(page, /1 việc cần nhắc/).waitFor()
  await nothingSerious(page)
  await page.keyboard.press('Alt+7')
  await page.getByRole('heading', { name: 'Xử lý văn bản' }).waitFor()
  await expect.poll(() => board().getByRole('option').count()).toBe(3)
  await area('Xử lý').getByText('▲1').waitFor()
  const overdue = page.getByRole('tab', { name: /^▲?\s*Quá hạn/ })
  await overdue.click()
  await expect.poll(() => board().getByRole('option').count()).toBe(1)
  await board().getByRole('option', { name: /7-KL\/HU/ }).getByText(/quá hạn \d+ ngày/).waitFor()
  for (const theme of ['dark', 'light'] as const) {
    await chooseTheme(page, theme)
    await nothingSerious(page)
  }
  await page.getByText('Lịch', { exact: true }).click()
  await page.getByRole('button', { name: '1 việc đến hạn 20/11/2026' }).click()
  await expect.poll(() => board().getByRole('option').count()).toBe(1)
  await page.getByRole('button', { name: 'Mọi ngày' }).click()
  await page.getByRole('tab', { name: /^Chưa nhận/ }).click()
  await expect.poll(() => board().getByRole('option').count()).toBe(3)
  await board().focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await article().getByRole('heading', { name: '7-KL/HU' }).waitFor()
  expect(await article().getByRole('button', { name: /Giao xử lý|Ghi bút phê/ }).count()).toBe(0)
  await article().getByRole('button', { name: 'Nhận việc' }).click()
  await article().getByRole('listitem', { name: /Chuyên viên tổng hợp, Chủ trì, đã nhận/ }).waitFor()
  await article().getByRole('button', { name: 'Báo tiến độ' }).click()
  await page.getByRole('dialog').getByLabel('Đã làm đến đâu', { exact: false }).fill('Đã có dự thảo báo cáo')
  await page.keyboard.press('Control+Enter')
  await article().getByText('Đã có dự thảo báo cáo').waitFor()
  await article().getByRole('button', { name: 'Hoàn thành' }).click()
  await page.getByRole('dialog').getByLabel('Kết quả').fill('Đã trình báo cáo')
  await page.keyboard.press('Control+Enter')
  await article().getByText('Đã giải quyết xong').waitFor()
  await article().getByText('quá hạn', { exact: false }).first().waitFor()
})

test('the specialist passes on to a name and answers with an outgoing document', async () => {
  const { page } = running
  await command(page, 'registers.draftOutgoing', { documentTypeId: 'cong-van', subject: 'trả lời về việc chuyển đổi số' })
  await page.keyboard.press('Alt+7')
  await page.getByRole('tab', { name: /^Đang mở/ }).click()
  await board().getByRole('option', { name: /15-CV\/HU.*Chuyên viên tổng hợp/ }).dblclick()
  await article().getByRole('button', { name: 'Việc khác với phần của Chuyên viên tổng hợp' }).click()
  await page.getByRole('menuitem', { name: 'Chuyển tiếp' }).click()
  const passing = page.getByRole('dialog', { name: 'Chuyển tiếp văn bản 15-CV/HU' })
  await passing.getByRole('combobox', { name: 'Giao cho' }).fill('Chi bộ thôn 2')
  await page.keyboard.press('Enter')
  await passing.getByLabel('Vai trò của Chi bộ thôn 2').waitFor()
  await passing.getByRole('button', { name: 'Chuyển tiếp' }).click()
  await article().getByRole('listitem', { name: 'Chi bộ thôn 2, Chủ trì, chưa nhận' }).waitFor()
  await article().getByRole('button', { name: 'Trả lời bằng văn bản' }).click()
  const answering = page.getByRole('dialog', { name: 'Văn bản trả lời của Chuyên viên tổng hợp' })
  await answering.getByRole('button', { name: 'Soạn văn bản trả lời' }).waitFor()
  await answering.getByRole('combobox', { name: 'Văn bản đi trả lời' }).fill('chuyển đổi số')
  await page.getByRole('option', { name: /trả lời về việc chuyển đổi số/ }).click()
  await answering.getByRole('button', { name: 'Lưu' }).click()
  await article().getByRole('button', { name: /Văn bản trả lời: trả lời về việc chuyển đổi số/ }).waitFor()
  await article().getByRole('listitem', { name: /Chuyên viên tổng hợp, Chủ trì, đã có văn bản trả lời/ }).waitFor()
})

test('the chief sees the whole course, extends, prints the slip, and reads the figures; days off of the office are set', async () => {
  const { app, page } = running
  await signOut()
  await signIn('chanhvanphong', 'Chánh Văn phòng')
  const opened = await openedFiles(app)
  await line(page, '7-KL/HU').click()
  await article().getByRole('tab', { name: 'Giải quyết' }).click()
  await article().getByText('Kết quả: Đã trình báo cáo').waitFor()
  await article().getByRole('button', { name: 'In phiếu giải quyết' }).click()
  await expect.poll(async () => (await opened()).length, { timeout: 20_000 }).toBe(1)
  await line(page, '15-CV/HU').click()
  await article().getByRole('heading', { name: '15-CV/HU' }).waitFor()
  // A usual direction: a letter opens, a digit takes the phrase, Enter gives.
  await command(page, 'handling.savePhrase', { text: 'Đồng ý, thực hiện' })
  await page.keyboard.press('d')
  const directing = page.getByRole('dialog', { name: 'Bút phê trên văn bản 15-CV/HU' })
  await directing.getByRole('button', { name: 'Lấy câu 1: Đồng ý, thực hiện' }).waitFor()
  await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('TEXTAREA')
  await page.keyboard.press('1')
  await page.keyboard.press('Enter')
  await notice(page, 'Đã ghi bút phê trên 15-CV/HU').waitFor()
  await article().getByText('Đồng ý, thực hiện').waitFor()
  await article().getByRole('button', { name: 'Việc khác với phần của Chuyên viên tổng hợp' }).click()
  await page.getByRole('menuitem', { name: 'Gia hạn' }).click()
  const dialog = page.getByRole('dialog', { name: 'Gia hạn cho Chuyên viên tổng hợp' })
  await dialog.getByLabel('Hạn mới').fill('31/12/2026')
  await dialog.getByLabel('Lý do').fill('chờ số liệu')
  await page.keyboard.press('Control+Enter')
  await article().getByText('→ 31/12/2026', { exact: false }).first().waitFor()
  await area('Báo cáo').click()
  await page.getByLabel('Báo cáo', { exact: true }).selectOption({ label: 'Kết quả giải quyết' })
  await page.getByRole('table').getByText('Ban Xây dựng Đảng').waitFor()
  await area('Cài đặt').click()
  const days = page.getByRole('form', { name: 'Ngày nghỉ và làm bù của cơ quan' })
  await days.getByLabel('Ngày', { exact: true }).fill('14/12/2026')
  await days.getByLabel('Lý do').fill('Ngày truyền thống của xã')
  await page.keyboard.press('Enter')
  await days.getByRole('row', { name: /14\/12\/2026/ }).getByText('Ngày truyền thống của xã').waitFor()
  await page.keyboard.press('Alt+7')
  await page.getByText('Lịch', { exact: true }).click()
  const calendar = page.getByRole('region', { name: 'Lịch hạn giải quyết' })
  await calendar.getByRole('button', { name: 'Tháng sau' }).click()
  await calendar.getByText('Ngày truyền thống của xã').waitFor()
  await nothingSerious(page)
})

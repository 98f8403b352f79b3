// Accounts through the window: the first one, a clerk who must change the password and whose desk locks with a form half typed, a
// leader to whom no registration is offered, an administrator who sees no documents, a chief who confirms changes of rights.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, field, formOf, given, line, notice, officeNames, openForm } from './clerk.ts'
import { chooseTheme, launchApp } from './launch.ts'
import type { RunningApp } from './launch.ts'

const first = 'mật khẩu đọc cho nhau'
const own = 'một câu chỉ mình nhớ'

/** A picture of one dot. */
const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

let running: RunningApp
beforeAll(async () => {
  running = await launchApp()
  await running.page.getByRole('heading', { name: 'Thiết lập văn phòng' }).waitFor()
}, 60_000)
afterAll(() => running.close())

/** What axe finds serious on the page as it stands: nothing; and nothing scrolls sideways. */
async function nothingSerious(page: Page): Promise<void> {
  const results = await new AxeBuilder({ page }).setLegacyMode().analyze()
  const serious = results.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(serious.map(({ id, nodes }) => ({ id, nodes: nodes.slice(0, 3).map((node) => node.html) }))).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(true)
}

const gate = (name: string) => running.page.getByRole('form', { name })
const areas = () => running.page.getByRole('navigation', { name: 'Các khu làm việc' }).getByRole('button').allTextContents()
const person = (name: string) => running.page.getByRole('banner').getByRole('button', { name })

/** Does what the palette calls so. */
async function byPalette(words: string): Promise<void> {
  const { page } = running
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Tìm mọi thứ' }).fill(words)
  await page.keyboard.press('Enter')
}

/** Signs in by the keyboard alone; the field of the login has the focus where nobody is remembered. */
async function signIn(login: string, password: string): Promise<void> {
  const { page } = running
  await gate('Đăng nhập').getByLabel('Tên đăng nhập').fill(login)
  await page.keyboard.press('Tab')
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
}

async function chooseOwnPassword(): Promise<void> {
  const { page } = running
  const form = gate('Chọn mật khẩu mới')
  await form.waitFor()
  await expect.poll(() => page.evaluate('document.activeElement.type')).toBe('password')
  await page.keyboard.type(own)
  await form.getByLabel('Gõ lại mật khẩu mới').fill(own)
  await page.keyboard.press('Enter')
  await expect.poll(() => form.count()).toBe(0)
}

async function signOut(): Promise<void> {
  await byPalette('dang xuat')
  await gate('Đăng nhập').waitFor()
}

test('an office of several people goes on from its set-up to the first account, which is signed in', async () => {
  const { page } = running
  await page.getByLabel('Tên cơ quan').fill(officeNames.name)
  await page.getByRole('button', { name: 'Xong thì lập tài khoản' }).click()
  await page.getByRole('heading', { name: 'Người dùng' }).waitFor()
  // Until then the title row says nothing of persons.
  expect(await page.getByRole('banner').getByRole('button').count()).toBe(1)
  await given(page, { numberSymbol: '41-CV/HU' })
  await page.getByRole('button', { name: 'Lập tài khoản đầu tiên' }).click()
  const dialog = page.getByRole('dialog', { name: 'Lập tài khoản đầu tiên' })
  await dialog.getByLabel('Họ tên').fill('Chánh Văn phòng')
  expect(await dialog.getByLabel('Tên đăng nhập').inputValue()).toBe('chanhvanphong')
  await dialog.getByLabel('Mật khẩu mới', { exact: true }).fill('ngắn')
  await dialog.getByText('còn thiếu 4 ký tự').waitFor()
  await dialog.getByLabel('Mật khẩu mới', { exact: true }).fill(own)
  await dialog.getByLabel('Gõ lại mật khẩu mới').fill('một câu khác')
  await page.keyboard.press('Enter')
  await dialog.getByText('Hai lần gõ khác nhau.').waitFor()
  await dialog.getByLabel('Gõ lại mật khẩu mới').fill(own)
  await page.keyboard.press('Enter')
  await person('Chánh Văn phòng').waitFor()
  await page.getByRole('table', { name: 'Tài khoản' }).getByText('chanhvanphong').waitFor()
})

test('a clerk, a leader and an administrator are added; a login that is taken is refused beside its field', async () => {
  const { page } = running
  for (const [name, role] of [['Văn thư', 'Văn thư'], ['Phó Bí thư Thường trực', 'Lãnh đạo'], ['Quản trị mạng', 'Quản trị']] as const) {
    await page.getByRole('button', { name: 'Thêm tài khoản' }).click()
    const dialog = page.getByRole('dialog', { name: 'Thêm tài khoản' })
    await dialog.getByLabel('Họ tên').fill(name)
    if (name === 'Văn thư') {
      await dialog.getByLabel('Tên đăng nhập').fill('chanhvanphong')
      await dialog.getByLabel('Mật khẩu mới', { exact: true }).fill(first)
      await dialog.getByLabel('Gõ lại mật khẩu mới').fill(first)
      await page.keyboard.press('Enter')
      await dialog.getByText('Tên đăng nhập “chanhvanphong” đã có người dùng. Chọn tên khác.').waitFor()
      await dialog.getByLabel('Tên đăng nhập').fill('vanthu')
    }
    await dialog.getByRole('checkbox', { name: role, exact: true }).check()
    await dialog.getByLabel('Mật khẩu mới', { exact: true }).fill(first)
    await dialog.getByLabel('Gõ lại mật khẩu mới').fill(first)
    await page.keyboard.press('Enter')
    await notice(page, `Đã thêm tài khoản ${name}`).waitFor()
    await expect.poll(() => dialog.count()).toBe(0)
  }
  const rows = page.getByRole('table', { name: 'Tài khoản' }).getByRole('row')
  await expect.poll(() => rows.count()).toBe(5)
  expect(await rows.filter({ hasText: 'phobithuthuongtruc' }).textContent()).toContain('Lãnh đạo')
})

test.each(['light', 'dark'] as const)('the people of the office, %s: axe finds nothing serious', async (theme) => {
  const { page } = running
  await chooseTheme(page, theme)
  for (const name of theme === 'light' ? ['Khóa máy', 'Thay đổi quyền', 'Tài khoản'] : ['Vai trò và quyền', 'Tài khoản']) {
    await page.getByRole('tab', { name }).click()
    await page.waitForTimeout(300)
    await nothingSerious(page)
  }
  await page.getByRole('button', { name: 'Thêm tài khoản' }).click()
  await page.getByRole('dialog', { name: 'Thêm tài khoản' }).waitFor()
  await page.waitForTimeout(300)
  await nothingSerious(page)
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
})

test('signed out, the window asks who it is; what is wrong is said beside the field', async () => {
  const { page } = running
  await signOut()
  await nothingSerious(page)
  // The last one to sign in on this PC is remembered, and the password has the focus.
  expect(await gate('Đăng nhập').getByLabel('Tên đăng nhập').inputValue()).toBe('chanhvanphong')
  await page.keyboard.type('không phải')
  await page.keyboard.press('Enter')
  await page.getByText('Tên đăng nhập hoặc mật khẩu không đúng', { exact: false }).waitFor()
  await expect.poll(() => page.evaluate('document.activeElement.type')).toBe('password')
  expect(await page.getByRole('alert').count()).toBe(0)
})

test('the clerk must choose a password before anything else, then registers a document in their own name', async () => {
  const { page } = running
  await signIn('vanthu', first)
  await gate('Chọn mật khẩu mới').waitFor()
  await page.keyboard.press('F2')
  await page.keyboard.press('Control+k')
  expect(await page.getByRole('navigation').count()).toBe(0)
  await nothingSerious(page)
  await chooseOwnPassword()
  await person('Văn thư').waitFor()
  await line(page, '41-CV/HU').waitFor()
  await openForm(page)
  await field(page, 'Số và ký hiệu').fill('42-CV/HU')
  await field(page, 'Cơ quan ban hành').fill('Huyện ủy Yên Lạc')
  await page.keyboard.press('Tab')
  await field(page, 'Trích yếu').fill('về việc mới')
  await field(page, 'Tên loại').fill('Công văn')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Control+s')
  await line(page, '42-CV/HU').waitFor()
  const { rows } = await ask(page, 'registers.findDocuments', { text: '42-CV/HU' })
  expect((await ask(page, 'registers.documentHistory', { id: rows[0]!.id })).entries[0]).toMatchObject({ actor: 'Văn thư' })
})

test('a form half typed is still there after the desk was locked and unlocked, with the keyboard where it was', async () => {
  const { page } = running
  await openForm(page)
  await field(page, 'Trích yếu').fill('một trích yếu dở dang')
  await page.keyboard.press('Control+l')
  const lock = gate('Máy đang khóa')
  await lock.getByText('Văn thư', { exact: true }).waitFor()
  expect(await formOf(page).isVisible()).toBe(false)
  await nothingSerious(page)
  await page.keyboard.press('Escape')
  await page.keyboard.type(own)
  await page.keyboard.press('Enter')
  await expect.poll(() => lock.count()).toBe(0)
  expect(await field(page, 'Trích yếu').inputValue()).toBe('một trích yếu dở dang')
  await expect.poll(() => page.evaluate('document.activeElement.value')).toBe('một trích yếu dở dang')
})

test('a desk that nobody touches says that it will lock, and locks', async () => {
  const { page } = running
  // Its clock goes ahead, as after so much idle time.
  const ahead = (seconds: number) => page.evaluate(`{ const before = Date.now; Date.now = () => before.call(Date) + ${seconds * 1000} }`)
  await ahead(14 * 60 + 40)
  await notice(page, 'Máy sẽ khóa sau 30 giây').waitFor()
  await page.keyboard.press('Shift')
  await expect.poll(() => notice(page, 'Máy sẽ khóa sau 30 giây').count()).toBe(0)
  await ahead(16 * 60)
  await gate('Máy đang khóa').waitFor()
})

test('another person begins anew on a locked desk; a leader is offered no registration', async () => {
  const { page } = running
  await page.getByRole('button', { name: 'Người khác đăng nhập' }).click()
  await expect.poll(() => page.evaluate('document.activeElement.autocomplete')).toBe('username')
  await signIn('phobithuthuongtruc', first)
  await chooseOwnPassword()
  await person('Phó Bí thư Thường trực').waitFor()
  await line(page, '42-CV/HU').waitFor()
  expect(await formOf(page).count()).toBe(0)
  expect(await page.getByRole('button', { name: /Đăng ký/ }).allTextContents()).toEqual([])
  await page.keyboard.press('F2')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Tìm mọi thứ' }).fill('dang ky van ban den')
  await page.getByText('Không có gì khớp', { exact: false }).waitFor()
  await page.keyboard.press('Escape')
  expect(await formOf(page).count()).toBe(0)
  await line(page, '42-CV/HU').click()
  await page.getByRole('article').getByRole('button', { name: 'Việc khác' }).click()
  await page.getByRole('menuitem', { name: 'Soạn văn bản trả lời' }).waitFor()
  expect(await page.getByRole('menuitem', { name: /Hủy|Trả lại/ }).count()).toBe(0)
  await page.keyboard.press('Escape')
  expect(await areas()).not.toContain('Người dùng')
  await signOut()
})

test('the administrator alone begins in the settings, sees no documents, and asks to set a forgotten password anew', async () => {
  const { page } = running
  await signIn('quantrimang', first)
  await chooseOwnPassword()
  await page.getByRole('heading', { name: 'Cài đặt' }).waitFor()
  expect(await areas()).toEqual(['Cài đặt', 'Hướng dẫn'])
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Tìm mọi thứ' }).fill('42-CV/HU')
  await page.getByText('Không có gì khớp', { exact: false }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Tài khoản và quyền' }).click()
  await page.getByRole('button', { name: 'Đặt lại mật khẩu của Văn thư' }).click()
  await page.getByRole('dialog').getByLabel('Lý do').fill('quên mật khẩu')
  await page.keyboard.press('Enter')
  await notice(page, 'chờ người thứ hai duyệt').waitFor()
  await page.getByRole('tab', { name: 'Đặt lại mật khẩu' }).click()
  const asked = page.getByRole('table', { name: 'Đặt lại mật khẩu' }).getByRole('row', { name: /Văn thư/ })
  await asked.getByText('chờ người khác duyệt').waitFor()
  expect(await asked.getByRole('button', { name: 'Duyệt', exact: true }).count()).toBe(0)
  // An account is changed: the picture of a signature.
  await page.getByRole('tab', { name: 'Tài khoản' }).click()
  await page.getByRole('button', { name: 'Sửa tài khoản Phó Bí thư Thường trực' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Chưa có ảnh').waitFor()
  await dialog.locator('input[type=file]').setInputFiles({ name: 'ghi chú.txt', mimeType: 'text/plain', buffer: Buffer.from('x') })
  await dialog.getByText('ghi chú.txt không phải ảnh', { exact: false }).waitFor()
  await dialog.locator('input[type=file]').setInputFiles({ name: 'chữ ký.png', mimeType: 'image/png', buffer: Buffer.from(dot, 'base64') })
  await dialog.getByRole('img', { name: 'Ảnh chữ ký' }).waitFor()
  await page.keyboard.press('Enter')
  await notice(page, 'Đã lưu tài khoản Phó Bí thư Thường trực').waitFor()
  await page.getByRole('button', { name: 'Sửa tài khoản Phó Bí thư Thường trực' }).click()
  await dialog.getByText('Đã có ảnh').waitFor()
  await page.keyboard.press('Escape')
})

test('the administrator adds units, names one anew, puts it first and closes it', async () => {
  const { page } = running
  await page.getByRole('tab', { name: 'Đơn vị' }).click()
  const dialog = page.getByRole('dialog')
  for (const name of ['Ban Xây dựng Đảng', 'Ban Kiểm tra']) {
    await page.getByRole('button', { name: 'Thêm đơn vị' }).click()
    await dialog.getByLabel('Đơn vị').fill(name)
    await page.keyboard.press('Enter')
    await expect.poll(() => dialog.count()).toBe(0)
  }
  await page.getByRole('button', { name: 'Đổi tên Ban Kiểm tra' }).click()
  await dialog.getByLabel('Đơn vị').fill('ban xây dựng đảng')
  await page.keyboard.press('Enter')
  await dialog.getByRole('alert').waitFor()
  await dialog.getByLabel('Đơn vị').fill('Ủy ban Kiểm tra')
  await page.keyboard.press('Enter')
  await expect.poll(() => dialog.count()).toBe(0)
  const names = () => page.getByRole('table', { name: 'Đơn vị' }).getByRole('row').locator('td:first-child').allTextContents()
  await expect.poll(names).toEqual(['Ban Xây dựng Đảng', 'Ủy ban Kiểm tra'])
  await page.getByRole('button', { name: 'Đưa Ủy ban Kiểm tra lên trước' }).click()
  await expect.poll(names).toEqual(['Ủy ban Kiểm tra', 'Ban Xây dựng Đảng'])
  await page.getByRole('button', { name: 'Đóng Ban Xây dựng Đảng' }).click()
  await page.getByRole('row', { name: /Ban Xây dựng Đảng .*đã đóng/ }).waitFor()
  await nothingSerious(page)
})

test('a right of a role is changed with a reason, and marked as other than the rule', async () => {
  const { page } = running
  await page.getByRole('tab', { name: 'Vai trò và quyền' }).click()
  await page.getByRole('button', { name: 'Lưu trữ viên không có quyền: Soạn văn bản đi' }).click()
  const dialog = page.getByRole('dialog', { name: 'Cho Lưu trữ viên quyền: Soạn văn bản đi' })
  expect(await dialog.getByRole('button', { name: 'Cho quyền' }).isDisabled()).toBe(true)
  await dialog.getByLabel('Lý do').fill('kiêm nhiệm soạn công văn')
  await page.keyboard.press('Enter')
  await notice(page, 'Lưu trữ viên có quyền: Soạn văn bản đi').waitFor()
  await page.getByRole('button', { name: /^Lưu trữ viên có quyền: Soạn văn bản đi\. .*kiêm nhiệm soạn công văn/ }).waitFor()
  expect((await ask(page, 'people.getRights', {})).roles.find(({ role }) => role === 'archivist')!.rights.find(({ right }) => right === 'draft')).toMatchObject({ granted: true, ruled: false })
})

test('a PC that is tied to one person lets nobody else sign in', async () => {
  const { page } = running
  await page.getByRole('tab', { name: 'Khóa máy' }).click()
  await page.getByLabel('Dành riêng cho').selectOption('Quản trị mạng')
  await signOut()
  await gate('Đăng nhập').getByText('Máy này chỉ dành cho Quản trị mạng.').waitFor()
  await signIn('chanhvanphong', own)
  await gate('Đăng nhập').getByText('Người quản trị bỏ ràng buộc', { exact: false }).waitFor()
  await signIn('quantrimang', own)
  await page.getByRole('button', { name: 'Tài khoản và quyền' }).click()
  await page.getByRole('tab', { name: 'Khóa máy' }).click()
  await page.getByLabel('Dành riêng cho').selectOption('ai cũng đăng nhập được')
  await expect.poll(async () => (await ask(page, 'people.listAccounts', {})).tiedTo).toBeNull()
  await signOut()
})

test('III.3.c: the chief is shown how many changes of rights wait, and confirms them', async () => {
  const { page } = running
  await signIn('chanhvanphong', own)
  await page.getByRole('button', { name: '6 thay đổi quyền' }).click()
  const table = page.getByRole('table', { name: 'Thay đổi quyền' })
  await table.getByRole('button', { name: /Xác nhận: Phó Bí thư Thường trực, tài khoản mới: Lãnh đạo/ }).click()
  await page.getByRole('button', { name: '5 thay đổi quyền' }).waitFor()
  await expect.poll(() => table.getByRole('button', { name: /^Xác nhận/ }).count()).toBe(5)
})

test('a second person approves, the password is set, and a role is delegated from the menu of the person', async () => {
  const { page } = running
  await page.getByRole('tab', { name: 'Đặt lại mật khẩu' }).click()
  await page.getByRole('button', { name: 'Duyệt', exact: true }).click()
  await page.getByRole('button', { name: 'Đặt mật khẩu mới' }).click()
  const dialog = page.getByRole('dialog', { name: 'Đặt mật khẩu mới cho Văn thư' })
  await dialog.getByLabel('Mật khẩu mới', { exact: true }).fill(first)
  await dialog.getByLabel('Gõ lại mật khẩu mới').fill(first)
  await page.keyboard.press('Enter')
  await notice(page, 'Đã đặt mật khẩu mới cho Văn thư').waitFor()
  await expect.poll(() => dialog.count()).toBe(0)
  await person('Chánh Văn phòng').click()
  await page.getByRole('menuitem', { name: 'Ủy quyền vai trò của tôi' }).click()
  const delegation = page.getByRole('dialog', { name: 'Ủy quyền vai trò của tôi' })
  await delegation.getByLabel('Vai trò').selectOption({ label: 'Chánh Văn phòng' })
  await delegation.getByLabel('Cho', { exact: false }).selectOption({ label: 'Phó Bí thư Thường trực' })
  await delegation.getByLabel('Lý do').fill('đi công tác')
  await page.keyboard.press('Enter')
  await notice(page, 'Đã ủy quyền Chánh Văn phòng cho Phó Bí thư Thường trực').waitFor()
  await page.getByRole('tab', { name: 'Tài khoản' }).click()
  await page.getByText('được ủy quyền: Chánh Văn phòng').waitFor()
})

test('the draft that the clerk left on the locked desk is offered when they sign in again', async () => {
  const { page } = running
  await signOut()
  await signIn('vanthu', first)
  await chooseOwnPassword()
  await line(page, '42-CV/HU').waitFor()
  await openForm(page)
  await page.getByRole('button', { name: 'Điền tiếp' }).click()
  await expect.poll(() => field(page, 'Trích yếu').inputValue()).toBe('một trích yếu dở dang')
})

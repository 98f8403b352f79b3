// The form of an outgoing document: whose it is, every field of Phụ lục VI, waiting for a number, a number without sending, numbers
// that are kept or free, reasons, files with their roles; and what becomes of a document afterwards.
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, chooseInDialog, command, notice, setUpOffice } from './clerk.ts'
import { launchApp, root } from './launch.ts'
import type { RunningApp } from './launch.ts'

let running: RunningApp
beforeAll(async () => {
  running = await launchApp()
  await setUpOffice(running)
  await command(running.page, 'office.editOffice', { term: { from: '2025-08-15', name: 'Nhiệm kỳ 2025–2030' } })
})
afterAll(() => running.close())

const form = () => running.page.getByRole('form', { name: 'Biểu mẫu văn bản đi' })
const field = (label: string) => form().getByLabel(label, { exact: true })
const places = () => form().getByRole('combobox', { name: 'Nơi nhận' })
const number = () => form().locator('output')
const rows = () => running.page.getByRole('listbox', { name: 'Danh sách văn bản đi' }).getByRole('option')
const given = (words: string) => running.page.getByRole('status').filter({ hasText: words }).locator('strong')
const menu = async (item: string) => {
  await running.page.getByRole('button', { name: 'Việc khác' }).last().click()
  await running.page.getByRole('menuitem', { name: item }).click()
}
/** Issues from whatever field has the focus. */
async function issueIt(): Promise<void> {
  await running.page.keyboard.press('Control+Enter')
}
async function newForm(type: string, subject: string): Promise<void> {
  const { page } = running
  if ((await form().count()) > 0) await form().getByRole('button', { name: /^Đóng/ }).click()
  await expect.poll(() => form().count()).toBe(0)
  await page.keyboard.press('F3')
  await field('Tên loại').fill(type)
  await field('Trích yếu').fill(subject)
  await field('Họ tên người ký').fill('Chánh Văn phòng')
}
async function findOutgoing(text: string) {
  const { rows: found } = await ask(running.page, 'registers.findDocuments', { text, filters: { direction: 'outgoing' }, order: 'rank' })
  return ask(running.page, 'registers.getDocument', { id: found[0]!.id })
}
async function openRow(words: string | RegExp): Promise<void> {
  await rows().filter({ hasText: words }).first().click()
  await running.page.getByRole('article', { name: words }).waitFor()
}

test('a resolution is the committee’s before anything is saved; the clerk may choose otherwise, and is remembered for the type', async () => {
  const { page } = running
  await page.getByRole('navigation').getByRole('button', { name: 'Văn bản đi' }).click()
  await newForm('Nghị quyết', 'về công tác cán bộ')
  await expect.poll(() => number().textContent()).toBe('01-NQ/ĐU')
  await expect.poll(() => field('Cơ quan ban hành').inputValue()).toBe('committee')
  await form().getByText(/Nghị quyết – Đảng ủy xã Tam Hồng · Nhiệm kỳ 2025–2030/).waitFor()
  await field('Tên loại').fill('Công văn')
  await expect.poll(() => number().textContent()).toBe('01-CV/VPĐU')
  await field('Tên loại').fill('Quyết định')
  await expect.poll(() => number().textContent()).toBe('01-QĐ/ĐU')
  await field('Cơ quan ban hành').selectOption('Văn phòng Đảng ủy xã Tam Hồng')
  await expect.poll(() => number().textContent()).toBe('01-QĐ/VPĐU')
  await issueIt()
  await expect.poll(() => given('Đã phát hành').textContent()).toBe('01-QĐ/VPĐU')
  await field('Tên loại').fill('Quyết định')
  await expect.poll(() => number().textContent()).toBe('02-QĐ/VPĐU')
})

test('a body that has no symbol cannot number; the usual issuers stay to be chosen, and what was typed is kept', async () => {
  const { page } = running
  await command(page, 'filing.addBody', { name: 'Trường Mầm non Hoa Sen', level: 'commune' })
  await newForm('Công văn', 'về việc họp phụ huynh')
  await expect.poll(() => number().textContent()).toBe('01-CV/VPĐU')
  await field('Cơ quan ban hành').selectOption('Cơ quan khác')
  await field('Cơ quan khác').fill('Trường Mầm non Hoa Sen')
  await page.getByRole('option', { name: /Trường Mầm non Hoa Sen/ }).and(page.locator('[data-combobox-option]')).click()
  await form().getByText('Trường Mầm non Hoa Sen chưa có ký hiệu').waitFor()
  const offered = () => field('Cơ quan ban hành').locator('option').allTextContents()
  await expect.poll(offered).toEqual(['Văn phòng Đảng ủy xã Tam Hồng', 'Đảng ủy xã Tam Hồng', 'Cơ quan khác'])
  await field('Cơ quan ban hành').selectOption('Đảng ủy xã Tam Hồng')
  await expect.poll(() => number().textContent()).toBe('01-CV/ĐU')
  await expect.poll(() => field('Cơ quan ban hành').inputValue()).toBe('committee')
  expect(await field('Trích yếu').inputValue()).toBe('về việc họp phụ huynh')
})

test('Ctrl+Enter over an open offer issues with what is typed: a body that it names in full, and no other', async () => {
  const { page } = running
  await newForm('Thông tri', 'về việc học tập')
  await expect.poll(() => number().textContent()).toMatch(/^01-/)
  await form().getByRole('combobox', { name: 'Trả lời văn bản đến' }).fill('không có văn bản này')
  await issueIt()
  await form().getByText('Chưa chọn văn bản nào theo chữ này').waitFor()
  await form().getByRole('combobox', { name: 'Trả lời văn bản đến' }).fill('')
  await places().fill('Đồng chí Bí thư;')
  await form().getByRole('listitem').filter({ hasText: 'Đồng chí Bí thư' }).waitFor()
  await places().fill('truong mam non hoa sen')
  await page.getByRole('option', { name: /^Trường Mầm non Hoa Sen/ }).and(page.locator('[data-combobox-selected]')).waitFor()
  await issueIt()
  await expect.poll(() => given('Đã phát hành').textContent()).toMatch(/^01-/)
  const { issuingBodyName, outgoing } = await findOutgoing('việc học tập')
  expect(issuingBodyName).toMatch(/Đảng ủy xã Tam Hồng/)
  expect(outgoing?.recipients.map(({ kind, name }) => [kind, name])).toEqual([['person', 'Đồng chí Bí thư'], ['body', 'Trường Mầm non Hoa Sen']])
})

test('every field of Phụ lục VI has its place, and persons and groups are recipients too', async () => {
  const { page } = running
  await newForm('Công văn', 'về việc gửi báo cáo quý')
  await field('Chức vụ người ký').fill('Chánh Văn phòng Đảng ủy')
  await field('Độ khẩn').selectOption('Khẩn')
  await field('Độ mật').selectOption('Mật')
  await places().fill('Đồng chí Bí thư;')
  await places().fill('Tổ giúp việc')
  await page.getByRole('option', { name: 'Gửi nhóm: Tổ giúp việc' }).click()
  // Pasted as a list; what follows the last sign goes on being typed while the names are looked up.
  await places().fill('Chi bộ thôn 1; Chi bộ thôn 2;Chi')
  await places().pressSequentially(' bộ thôn 3')
  await expect.poll(() => places().inputValue()).toBe('Chi bộ thôn 3')
  await page.keyboard.press('Enter')
  const chips = form().getByRole('list', { name: 'Nơi nhận' }).getByRole('listitem')
  await expect.poll(() => chips.allTextContents()).toEqual(['Đồng chí Bí thưcá nhân✕', 'Tổ giúp việcnhóm✕', 'Chi bộ thôn 1✕', 'Chi bộ thôn 2✕', 'Chi bộ thôn 3✕'])
  await field('Số bản').fill('12')
  await field('Số trang').fill('3')
  await form().getByRole('button', { name: 'Các ô khác' }).click()
  await field('Thời hạn giải quyết').fill('31/12/2099')
  await field('Ngôn ngữ').fill('Tiếng Việt')
  await field('Số thứ tự trong hồ sơ').fill('7')
  await field('Mã cơ quan').fill('H49.64.33')
  await issueIt()
  await expect.poll(() => form().getByText('Cần ghi ô này').count()).toBe(2)
  await field('Năm hồ sơ').fill('2026')
  await field('Số và ký hiệu hồ sơ').fill('01.VP')
  await field('Ghi chú').fill('kèm phụ lục')
  await issueIt()
  await expect.poll(() => given('Đã phát hành').textContent()).toBe('01-CV/VPĐU')
  expect(await findOutgoing('gửi báo cáo quý')).toMatchObject({
    documentTypeName: 'Công văn', numberSymbol: '01-CV/VPĐU', issuingBodyName: 'Văn phòng Đảng ủy xã Tam Hồng', urgency: 'khan', secrecy: 'mat', copies: 12, pages: 3, dueDate: '2099-12-31', language: 'Tiếng Việt',
    docOrdinal: 7, fileCode: { organId: 'H49.64.33', fileCatalog: 2026, fileNotation: '01.VP' }, note: 'kèm phụ lục', signer: { name: 'Chánh Văn phòng', position: 'Chánh Văn phòng Đảng ủy' },
    outgoing: { recipients: [{ kind: 'person', name: 'Đồng chí Bí thư' }, { kind: 'group', name: 'Tổ giúp việc' }, { kind: 'unit', name: 'Chi bộ thôn 1' }, { kind: 'unit', name: 'Chi bộ thôn 2' }, { kind: 'unit', name: 'Chi bộ thôn 3' }] },
  })
})

test('a signed document waits for its number, gets it without being sent, and goes out later', async () => {
  const { page } = running
  await newForm('Báo cáo', 'kết quả công tác năm')
  await menu('Đã ký, chờ cấp số')
  await notice(page, '“kết quả công tác năm” chờ cấp số').waitFor()
  await page.getByRole('article').getByText(/chờ cấp số/i).first().waitFor()
  await page.keyboard.press('Control+e')
  await menu('Cấp số, chưa gửi đi')
  await expect.poll(() => given('Đã cấp số, chưa gửi đi').textContent()).toBe('01-BC/VPĐU')
  await page.getByRole('button', { name: 'Mở văn bản' }).click()
  await page.getByRole('article', { name: /01-BC\/VPĐU/ }).waitFor()
  expect(await findOutgoing('kết quả công tác năm')).toMatchObject({ status: 'numbered' })
  await page.keyboard.press('Control+e')
  await form().getByText('Văn bản đã có số').waitFor()
  await issueIt()
  await expect.poll(async () => (await findOutgoing('kết quả công tác năm')).status).toBe('issued')
})

test('numbers that are kept are chosen one by one; a free one, and an earlier day, need their reason in the form', async () => {
  const { page } = running
  const { seriesId } = await ask(page, 'registers.nextOutgoingNumber', { documentTypeId: 'bao-cao' })
  const today = (await ask(page, 'office.state', {})).today
  const kept = await command(page, 'registers.reserveNumbers', { seriesId: seriesId!, count: 3, purpose: 'kỳ họp', expiresOn: today })
  await newForm('Báo cáo', 'báo cáo của kỳ họp')
  await field('Lấy số nào').selectOption('Số giữ trước 3: kỳ họp')
  await expect.poll(() => number().textContent()).toBe('03-BC/VPĐU')
  await issueIt()
  await expect.poll(() => given('Đã phát hành').textContent()).toBe('03-BC/VPĐU')

  await newForm('Báo cáo', 'báo cáo nối số')
  await expect.poll(() => number().textContent()).toBe('05-BC/VPĐU')
  await issueIt()
  await expect.poll(() => given('Đã phát hành').textContent()).toBe('05-BC/VPĐU')
  await command(page, 'registers.releaseReservation', { reservationId: kept.reservationId, reason: 'không họp nữa' })
  await newForm('Báo cáo', 'báo cáo lấy số trống')
  await field('Lấy số nào').selectOption('Số trống 4: giữ trước mà không dùng')
  await expect.poll(() => number().textContent()).toBe('04-BC/VPĐU')
  await issueIt()
  await form().getByText('Cần ghi ô này').waitFor()
  await field('Lý do cấp số này').fill('lấy lại số trống của kỳ họp')
  await issueIt()
  await expect.poll(() => given('Đã phát hành').textContent()).toBe('04-BC/VPĐU')

  await newForm('Báo cáo', 'báo cáo ký hôm trước')
  await field('Ngày văn bản').fill('01/10/2025')
  await form().getByText(/ghi lý do cấp số lùi ngày/).waitFor()
  await field('Lý do cấp số này').fill('ký trước, vào số sau')
  await issueIt()
  await expect.poll(() => given('Đã phát hành').textContent()).toBe('06-BC/VPĐU')
  expect(await findOutgoing('báo cáo ký hôm trước')).toMatchObject({ issuedDate: '2025-10-01', lateReason: 'ký trước, vào số sau' })
})

test('files go with their roles: signed, source, appendix', async () => {
  const { page, app } = running
  await newForm('Thông báo', 'về lịch trực')
  await chooseInDialog(app, ['mau-01.pdf', 'mau-03.pdf', 'mau-04.pdf'].map((name) => join(root, 'tests', 'fixtures', 'samples', name)))
  await page.getByRole('button', { name: /Chọn tệp/ }).click()
  for (const [name, role] of [['mau-01.pdf', 'bản đã ký'], ['mau-03.pdf', 'bản soạn'], ['mau-04.pdf', 'phụ lục']] as const) await page.getByLabel(`Vai trò của tệp ${name}`).selectOption(role)
  await issueIt()
  await expect.poll(() => given('Đã phát hành').textContent()).toBe('01-TB/VPĐU')
  expect((await findOutgoing('lịch trực')).files.map(({ name, role }) => [name, role])).toEqual([['mau-01.pdf', 'signed'], ['mau-03.pdf', 'source'], ['mau-04.pdf', 'appendix']])
  await page.getByRole('button', { name: 'Mở văn bản' }).click()
  await page.getByText(/bản đã ký ·/).waitFor()
})

test('one document replaces another, and a third corrects it: all tell of it', async () => {
  const { page } = running
  const issue = (subject: string) => command(page, 'registers.issueOutgoing', { documentTypeId: 'ke-hoach', subject, signer: { name: 'Chánh Văn phòng' }, issuedDate: '2026-11-02' })
  const [first, second, third] = [await issue('kế hoạch thứ nhất'), await issue('kế hoạch thứ hai'), await issue('đính chính kế hoạch')]
  for (const [old, by, kind] of [[first, second, 'Bị thay thế'], [second, third, 'Được đính chính']] as const) {
    await page.keyboard.press('Escape')
    await openRow(old.numberSymbol)
    await menu('Bị thay thế hoặc đính chính…')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Việc gì').selectOption(kind)
    await dialog.getByLabel('Bằng văn bản nào').fill(by.numberSymbol)
    await page.getByRole('option', { name: by.numberSymbol }).and(page.locator('[data-combobox-option]')).click()
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => dialog.count()).toBe(0)
  }
  const whole = async ({ id }: { id: string }) => ask(page, 'registers.getDocument', { id })
  expect(await whole(first)).toMatchObject({ status: 'replaced', links: [{ kind: 'replaces', direction: 'to', id: second.id }] })
  expect(await whole(second)).toMatchObject({ status: 'corrected' })
  await page.getByRole('article').getByRole('button', { name: /Được đính chính bằng 03-KH/ }).waitFor()
  await page.getByRole('article').getByRole('button', { name: /Thay thế 01-KH/ }).click()
  await page.getByRole('article', { name: /01-KH/ }).getByRole('button', { name: /Được thay bằng 02-KH/ }).waitFor()
})

test('a cancelled document is taken back with a reason, and bears its number again', async () => {
  const { page } = running
  await openRow('03-KH/VPĐU')
  await menu('Hủy văn bản')
  await page.getByRole('dialog').getByLabel('Lý do').fill('in nhầm')
  await page.keyboard.press('Control+Enter')
  await notice(page, 'Đã hủy 03-KH/VPĐU').waitFor()
  await page.getByRole('article').getByRole('button', { name: 'Lấy lại' }).click()
  const dialog = page.getByRole('dialog', { name: 'Lấy lại 03-KH/VPĐU' })
  await expect.poll(() => dialog.getByRole('button', { name: 'Lấy lại' }).isDisabled()).toBe(true)
  await dialog.getByLabel('Lý do').fill('hủy nhầm văn bản')
  await page.keyboard.press('Control+Enter')
  await notice(page, 'Đã lấy lại 03-KH/VPĐU').waitFor()
  const { id, status } = await findOutgoing('đính chính kế hoạch')
  expect(status).toBe('issued')
  expect((await ask(page, 'registers.documentHistory', { id })).entries.map((one) => one.reason)).toContain('hủy nhầm văn bản')
})

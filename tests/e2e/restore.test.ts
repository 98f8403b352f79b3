// Backup and restore through the window, and the last number on paper that is asked for afterwards: numbers that were stamped
// and are lost with the restore must not be given again.
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCommandLine } from '../office/run.ts'
import { ask, chooseInDialog, field, formOf, given, line, notice, openForm, setUpOffice } from './clerk.ts'
import { launchApp } from './launch.ts'
import type { RunningApp } from './launch.ts'

let running: RunningApp
beforeAll(async () => {
  running = await launchApp()
  await setUpOffice(running)
  for (const numberSymbol of ['1-CV/HU', '2-CV/HU']) await given(running.page, { numberSymbol })
})
afterAll(() => running.close())

const area = (name: string) => running.page.getByRole('navigation', { name: 'Các khu làm việc' }).getByRole('button', { name })
const confirming = () => running.page.getByRole('dialog', { name: /xác nhận số cuối đã ghi trên giấy/ })

test('a backup is written where the dialog says', async () => {
  const { page, app, folder } = running
  await chooseInDialog(app, [join(folder, 'sao lưu')])
  await area('Cài đặt').click()
  await page.getByRole('button', { name: 'Sao lưu ra ổ ngoài…' }).click()
  await notice(page, /Đã sao lưu và kiểm tra/).waitFor()
})

test('a restore brings back what the backup held, and says what to do', async () => {
  const { page } = running
  for (const numberSymbol of ['3-CV/HU', '4-CV/HU', '5-CV/HU']) await given(page, { numberSymbol })
  await page.getByRole('button', { name: 'Phục hồi từ nơi khác…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Chọn bản sao lưu…' }).click()
  await notice(page, /Đã phục hồi bản .* Mở Hôm nay để xác nhận số cuối/).waitFor()
  await page.getByRole('heading', { name: 'Cần làm ngay' }).waitFor()
  expect((await ask(page, 'registers.findDocuments', {})).total).toBe(2)
})

test('nothing is registered before the last number on paper is said', async () => {
  const { page } = running
  await openForm(page)
  await formOf(page).getByText('Sổ này cần xác nhận số cuối trên giấy trước khi đăng ký tiếp.').waitFor()
  await fill('6-CV/HU')
  await page.keyboard.press('Control+Enter')
  await formOf(page).getByText(/cần xác nhận số cuối đã ghi trên giấy, vì kho lưu vừa được phục hồi/).waitFor()
  expect((await ask(page, 'registers.findDocuments', {})).total).toBe(2)
})

test('a number below what the archive holds is refused in words', async () => {
  const { page } = running
  await formOf(page).getByRole('button', { name: 'Xác nhận số cuối' }).click()
  await page.getByRole('button', { name: /xác nhận số cuối đã ghi trên giấy/ }).click()
  await confirming().getByLabel('Số cuối trên giấy').fill('1')
  await confirming().getByRole('button', { name: 'Lưu' }).click()
  await confirming().getByText('Trong kho đã có đến số 2. Ghi số cuối trên giấy từ số ấy trở lên.').waitFor()
})

test('the book goes on above the number on paper, and names those that are lost', async () => {
  const { page } = running
  await confirming().getByLabel('Số cuối trên giấy').fill('5')
  await confirming().getByRole('button', { name: 'Lưu' }).click()
  await notice(page, 'Đã xác nhận; sổ đi tiếp từ số 6. Các số không còn trong kho: 3–5').waitFor()
  await expect.poll(() => page.getByRole('heading', { name: 'Cần làm ngay' }).count()).toBe(0)
})

test('the form that waited is registered under the next number', async () => {
  const { page } = running
  await openForm(page)
  await expect.poll(() => field(page, 'Số và ký hiệu').inputValue()).toBe('6-CV/HU')
  await expect.poll(() => formOf(page).locator('output').textContent()).toBe('6')
  await page.keyboard.press('Control+s')
  await line(page, '6-CV/HU').waitFor()
  expect((await ask(page, 'registers.findDocuments', {})).rows[0]).toMatchObject({ numberSymbol: '6-CV/HU', arrivalNumber: 6 })
})

test('a row of the list of backups puts that backup back, after saying what is lost', async () => {
  const { page, folder } = running
  const archive = join(folder, 'kho')
  // Those in the archive's own folder are written when the PC is idle; here the command line writes one, through the open window.
  const written = await runCommandLine(['call', 'office.backUp', JSON.stringify({ to: join(archive, 'backups') }), '--archive', archive], { configuration: join(folder, 'cấu hình') })
  expect(JSON.parse(written.out)).toMatchObject({ ok: true })
  await given(page, { numberSymbol: '7-CV/HU' })
  expect((await ask(page, 'registers.findDocuments', {})).total).toBe(4)
  await area('Cài đặt').click()
  const row = page.getByRole('row').filter({ has: page.getByRole('button', { name: 'Phục hồi', exact: true }) }).first()
  const at = (await row.getByRole('cell').first().textContent())!
  await row.getByRole('button', { name: 'Phục hồi', exact: true }).click()
  await page.getByRole('dialog').getByText(`Kho trở về lúc ${at}`).waitFor()
  await page.getByRole('dialog').getByRole('button', { name: `Phục hồi bản ${at}` }).click()
  await notice(page, `Đã phục hồi bản ${at}`).waitFor()
  await page.getByRole('heading', { name: 'Cần làm ngay' }).waitFor()
  expect((await ask(page, 'registers.findDocuments', {})).total).toBe(3)
})

async function fill(numberSymbol: string): Promise<void> {
  const { page } = running
  await field(page, 'Số và ký hiệu').fill(numberSymbol)
  await field(page, 'Cơ quan ban hành').fill('Huyện ủy Yên Lạc')
  await field(page, 'Cơ quan ban hành').press('Tab')
  await field(page, 'Tên loại').fill('Công văn')
  await field(page, 'Trích yếu').fill('về việc đối chiếu sổ sau khi phục hồi')
}

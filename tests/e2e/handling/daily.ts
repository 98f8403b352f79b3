// The day's list is printed, and the system notifies at the office's times, through a notification service on a bus of its own. The chief
// has signed in.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { vietnamDate, vietnamTime } from '../../../src-main/text/dates.ts'
import { wordsOf } from '../../registers/prints.ts'
import { ask, command, given, notice, openedFiles } from '../clerk.ts'
import { missingForNotifications } from '../notifications.ts'
import { nothingSerious, password } from './crew.ts'
import type { Crew } from './crew.ts'

export function dayOfTheChief(own: () => Crew): void {
  test('the chief’s own work of the day is printed, narrowed as the board is, from the palette and by Ctrl+P', async () => {
    const { app, page } = own().running
    const today = vietnamDate(Date.now())
    const { persons } = await ask(page, 'people.listPersons', {})
    const { id: documentId } = await given(page, { numberSymbol: '88-CV/HU', subject: 'về nội dung không ai được nhắc' })
    await command(page, 'handling.distribute', { documentId, to: [{ accountId: persons.find(({ name }) => name === 'Chánh Văn phòng')!.id, role: 'lead' }], dueDate: today, asksReceipt: false })
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Tìm mọi thứ' }).fill('danh sach viec')
    await page.getByRole('option', { name: 'In danh sách việc trong ngày' }).click()
    const dialog = page.getByRole('dialog', { name: 'Danh sách việc trong ngày' })
    await dialog.getByLabel('Việc của ai').waitFor()
    await nothingSerious(page)
    await page.keyboard.press('Escape')
    await expect.poll(() => dialog.count()).toBe(0)
    await page.keyboard.press('Alt+7')
    await page.getByText('Danh sách', { exact: true }).click()
    const opened = await openedFiles(app)
    await page.keyboard.press('Control+p')
    await dialog.getByRole('button', { name: 'Tạo bản in' }).click()
    await dialog.getByText(/^Danh sách việc ngày .*\.pdf · 1 trang/).waitFor({ timeout: 20_000 })
    await dialog.locator('canvas').first().waitFor()
    await nothingSerious(page)
    await dialog.getByRole('button', { name: 'Mở để in' }).click()
    let path: string | undefined
    await expect.poll(async () => (path ??= (await opened())[0]), { timeout: 20_000 }).toBeDefined()
    const words = await wordsOf({ mediaType: 'application/pdf', bytes: readFileSync(path!) })
    for (const said of ['DANH SÁCH VIỆC TRONG NGÀY', 'Việc của Chánh Văn phòng', '88-CV/HU', 'hôm nay; chưa nhận', 'Cộng 1 việc: quá hạn 0; hạn hôm nay 1']) expect(words).toContain(said)
    await page.keyboard.press('Escape')
    await expect.poll(() => dialog.count()).toBe(0)
  })

  test('the office sets its times; at them the system says how much there is and names nothing, not over a locked desk; a click opens the board', async ({ skip }) => {
    const { app, page } = own().running
    await command(page, 'handling.setOwnDays', { days: [{ day: vietnamDate(Date.now()), kind: 'working', reason: 'làm bù' }] })
    await own().area('Cài đặt').click()
    const part = page.getByRole('region', { name: 'Nhắc việc' })
    const times = part.getByLabel('Giờ nhắc của cơ quan')
    await expect.poll(() => times.inputValue()).toBe('07:30, 13:30')
    await times.fill('sáng')
    await part.getByText('Ghi giờ như 7:30', { exact: false }).waitFor()
    await nothingSerious(page)
    const wanted = part.getByLabel('thông báo của hệ điều hành trên máy này', { exact: false })
    const quiet = () => page.evaluate(() => (window as never as { office: { settings: { get(): Promise<{ quiet: string[] }> } } }).office.settings.get().then((kept) => kept.quiet.length))
    await wanted.uncheck()
    await expect.poll(quiet).toBe(1)
    await wanted.check()
    await expect.poll(quiet).toBe(0)
    const time = vietnamTime(Date.now())
    await times.fill(time)
    await page.keyboard.press('Enter')
    await notice(page, `Đã đặt giờ nhắc: ${time}`).waitFor()
    skip(own().system === undefined, `${missingForNotifications.join(', ')} missing: apt-get install dbus-daemon`)
    const { shown, click } = own().system!
    const wake = () => app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'))
    await page.keyboard.press('Control+l')
    await own().gate('Máy đang khóa').waitFor()
    const before = shown.length
    await wake()
    // The office answers in turn: what the shell asked it was answered before.
    for (let turn = 0; turn < 3; turn++) await ask(page, 'people.readDesk', {})
    expect(shown.length).toBe(before)
    await page.keyboard.type(password)
    await page.keyboard.press('Enter')
    await expect.poll(() => own().gate('Máy đang khóa').count()).toBe(0)
    await wake()
    await wake()
    await expect.poll(() => shown.length, { timeout: 20_000 }).toBeGreaterThan(0)
    expect(shown.at(-1)).toMatchObject({ summary: 'Văn Thư: việc cần xử lý', body: '1 việc hạn hôm nay · 1 việc chưa nhận' })
    expect(JSON.stringify(shown)).not.toMatch(/88|nội dung|HU/)
    click(shown.at(-1)!.id)
    await expect.poll(() => page.getByRole('tab', { name: /^Hạn hôm nay/ }).getAttribute('aria-selected')).toBe('true')
    await own().board().getByRole('option', { name: /88-CV\/HU/ }).waitFor()
  })
}

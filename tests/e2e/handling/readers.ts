// A document that the clerk limits to named readers is not there for another, until the chief names them. Anybody has signed in.
import { expect, test } from 'vitest'
import { ask, given, line, notice } from '../clerk.ts'
import { nothingSerious } from './crew.ts'
import type { Crew } from './crew.ts'

export function limitedToReaders(own: () => Crew): void {
  const readersPart = () => own().article().getByRole('region', { name: 'Người được đọc' })

  test('VI.III.3.b: the clerk limits a document to named readers, and is shown beforehand to whom it cannot be handed', async () => {
    const { page } = own().running
    await own().signOut()
    await own().signIn('vanthu', 'Văn thư')
    await given(page, { numberSymbol: '31-CV/HU', subject: 'về nhân sự cấp ủy' })
    await line(page, '31-CV/HU').click()
    await own().article().getByRole('tab', { name: 'Chi tiết' }).click()
    await readersPart().getByText('Mọi người được đọc văn bản của cơ quan.').waitFor()
    await readersPart().getByRole('button', { name: 'Hạn chế người đọc…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Hạn chế người đọc 31-CV/HU' })
    await expect.poll(() => dialog.getByLabel('Văn thư được').inputValue()).toBe('work')
    await dialog.getByRole('button', { name: 'Bỏ Văn thư' }).click()
    await dialog.getByRole('combobox', { name: 'Người, đơn vị được đọc' }).fill('văn thư')
    await page.keyboard.press('Enter')
    await dialog.getByText('Lưu xong bạn chỉ còn xem trên màn hình', { exact: false }).waitFor()
    await page.keyboard.press('Alt+3')
    await expect.poll(() => dialog.getByRole('status').count()).toBe(0)
    await nothingSerious(page)
    await dialog.getByLabel('Lý do').fill('việc nhân sự')
    await page.keyboard.press('Control+Enter')
    await readersPart().getByText('bạn · làm mọi việc theo vai trò').waitFor()
    await line(page, '31-CV/HU').getByText('Hạn chế người đọc').waitFor()
    // Opened to everybody, and taken back.
    await readersPart().getByRole('button', { name: 'Thôi hạn chế' }).click()
    await page.getByRole('dialog', { name: 'Thôi hạn chế người đọc 31-CV/HU' }).getByLabel('Lý do').fill('nhầm')
    await page.keyboard.press('Control+Enter')
    await readersPart().getByText('Mọi người được đọc văn bản của cơ quan.').waitFor()
    await page.keyboard.press('Control+z')
    await readersPart().getByText('bạn · làm mọi việc theo vai trò').waitFor()
    await page.keyboard.press('g')
    const giving = page.getByRole('dialog', { name: 'Giao xử lý văn bản 31-CV/HU' })
    await giving.getByRole('combobox', { name: 'Giao cho' }).fill('chuyên viên tổng hợp')
    const offer = page.getByRole('option', { name: /Chuyên viên tổng hợp.*không ở trong những người được đọc/ })
    await expect.poll(() => offer.getAttribute('aria-disabled')).toBe('true')
    await page.keyboard.press('Enter')
    expect(await giving.getByRole('listitem').count()).toBe(0)
    // The first closes what is offered.
    for (const _ of [1, 2]) await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  })

  test('VI.III.3.b, III.3.c: it is not there for the specialist, until the chief, who knows its number alone, names them to read it and no more', async () => {
    const { page } = own().running
    const search = page.getByLabel('Tìm trong danh sách')
    await own().signOut()
    await own().signIn('chuyenvien', 'Chuyên viên tổng hợp')
    await line(page, '15-CV/HU').waitFor()
    await search.fill('nhân sự cấp ủy')
    await page.getByText('Không có văn bản nào khớp').waitFor()
    await own().signOut()
    await own().signIn('chanhvanphong', 'Chánh Văn phòng')
    await page.getByRole('button', { name: /thay đổi quyền$/ }).click()
    const changes = page.getByRole('table', { name: 'Thay đổi quyền' })
    const waiting = changes.getByRole('row').filter({ hasText: 'Lý do: việc nhân sự' }).getByRole('button')
    await waiting.click()
    await expect.poll(() => waiting.count()).toBe(0)
    expect(await changes.textContent()).not.toContain('nhân sự cấp ủy')
    await page.getByRole('tab', { name: 'Hạn chế người đọc' }).click()
    const row = page.getByRole('table', { name: 'Hạn chế người đọc' }).getByRole('row').nth(1)
    await row.getByText('bạn chỉ được biết số').waitFor()
    await nothingSerious(page)
    await row.getByRole('button', { name: /^Thêm người đọc/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Người đọc thêm').selectOption({ label: 'Chuyên viên tổng hợp' })
    await dialog.getByLabel('Lý do').fill('giao tham mưu')
    await page.keyboard.press('Enter')
    await notice(page, 'Chuyên viên tổng hợp đã là người đọc của').waitFor()
    await row.getByText('Chuyên viên tổng hợp').waitFor()
    await own().signOut()
    await own().signIn('chuyenvien', 'Chuyên viên tổng hợp')
    await search.fill('nhân sự cấp ủy')
    await line(page, '31-CV/HU').click()
    await own().article().getByRole('tab', { name: 'Chi tiết' }).click()
    await readersPart().getByText('Bạn được xem trên màn hình: không in, không lưu tệp, không sửa.').waitFor()
    expect(await own().article().getByRole('button', { name: 'In dấu đến' }).count()).toBe(0)
    const { id } = (await ask(page, 'registers.findDocuments', { text: '31-CV/HU' })).rows[0]!
    await expect(ask(page, 'registers.printStamp', { id })).rejects.toThrow('READING_LIMITED')
  })
}

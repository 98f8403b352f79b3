// Drafts on their way: submitted, returned, submitted again, approved in form and content, issued. The chief has signed in; at the end the
// clerk has.
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { command, dropFiles, notice, openedFiles } from '../clerk.ts'
import { root } from '../launch.ts'
import { nothingSerious } from './crew.ts'
import type { Crew } from './crew.ts'

export function draftsOnTheirWay(own: () => Crew): void {
  const draftsCard = () => own().running.page.getByRole('region', { name: /^Dự thảo/ })
  /** Signs in as somebody else, and opens the draft from their first page. */
  async function takeDraft(login: string, name: string): Promise<void> {
    const { page } = own().running
    await own().signOut()
    await own().signIn(login, name)
    await page.keyboard.press('Alt+1')
    await draftsCard().getByRole('button', { name: /báo cáo quý III/ }).click()
    await own().article().getByRole('tab', { name: 'Trình duyệt', selected: true }).waitFor()
  }
  async function attach(name: string): Promise<void> {
    const { page } = own().running
    await dropFiles(page, page.getByText('Kéo tệp của văn bản vào đây'), [join(root, 'tests', 'fixtures', 'samples', name)])
    await page.getByLabel(`Vai trò của tệp ${name}`).waitFor()
    await page.keyboard.press('Control+s')
    await own().article().getByRole('tab', { name: 'Trình duyệt' }).click()
  }

  test('VI.III.1.n: three people in turn: a draft is submitted, returned with the reason, changed and submitted again, approved in form and content, and issued', async () => {
    const { page } = own().running
    await command(page, 'office.editOffice', { term: { from: '2025-08-15', name: 'Nhiệm kỳ 2025–2030' } })
    await own().area('Cài đặt').click()
    await page.getByLabel('Khi chưa duyệt đủ').selectOption('required')
    await notice(page, 'Đã đổi quy định duyệt').waitFor()
    await own().signOut()
    await own().signIn('chuyenvien', 'Chuyên viên tổng hợp')
    await page.keyboard.press('F3')
    const form = own().gate('Biểu mẫu văn bản đi')
    await form.getByLabel('Tên loại', { exact: true }).fill('Công văn')
    await form.getByLabel('Trích yếu', { exact: true }).fill('về việc báo cáo quý III')
    await form.getByLabel('Họ tên người ký', { exact: true }).fill('Bí thư Đảng ủy')
    await attach('mau-01.pdf')
    await own().article().getByRole('button', { name: /^Trình/ }).waitFor()
    await page.keyboard.press('s')
    const submitting = page.getByRole('dialog', { name: /^Trình dự thảo/ })
    await expect.poll(() => page.evaluate('document.activeElement.placeholder')).toBe('Gõ tên người có trách nhiệm duyệt')
    await page.keyboard.type('bi thu')
    await page.getByRole('option', { name: /Bí thư Đảng ủy/ }).waitFor()
    await page.keyboard.press('Enter')
    await submitting.getByLabel('Ghi kèm').fill('Kính trình đồng chí')
    await page.keyboard.press('Control+Enter')
    await own().article().getByText('Chờ duyệt').first().waitFor()

    await takeDraft('bithu', 'Bí thư Đảng ủy')
    await own().article().getByText('Kính trình đồng chí').waitFor()
    await nothingSerious(page)
    await page.keyboard.press('l')
    await page.getByRole('dialog').getByLabel('Cần sửa gì', { exact: false }).fill('Bổ sung số liệu')
    await page.keyboard.press('Control+Enter')
    await own().article().getByText('Trả lại để sửa').first().waitFor()

    await takeDraft('chuyenvien', 'Chuyên viên tổng hợp')
    await page.keyboard.press('Control+e')
    await page.getByRole('button', { name: 'Bỏ tệp mau-01.pdf' }).click()
    await attach('mau-04.pdf')
    await own().article().getByText('đã sửa, chưa trình lại').waitFor()
    await page.keyboard.press('s')
    await expect.poll(() => submitting.getByRole('combobox').first().inputValue()).toBe('Bí thư Đảng ủy')
    await page.keyboard.press('Control+Enter')
    await notice(page, 'Đã trình Bí thư Đảng ủy').waitFor()

    await takeDraft('chanhvanphong', 'Chánh Văn phòng')
    await own().article().getByRole('button', { name: /^Duyệt/ }).waitFor()
    await page.keyboard.press('a')
    await page.getByRole('dialog').getByRole('checkbox', { name: /^Thể thức/ }).check()
    await nothingSerious(page)
    await page.keyboard.press('Control+Enter')
    await notice(page, 'Đã duyệt thể thức').waitFor()

    await takeDraft('bithu', 'Bí thư Đảng ủy')
    // The file that was replaced is read in its version.
    await own().article().getByRole('button', { name: 'Mở mau-01.pdf, bản 1' }).click()
    await page.getByRole('dialog', { name: 'Bản 1: mau-01.pdf' }).getByText('1/2').waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    await page.keyboard.press('a')
    await expect.poll(() => page.getByRole('dialog').getByRole('checkbox', { name: 'Nội dung' }).isChecked()).toBe(true)
    await page.keyboard.press('Control+Enter')
    await own().article().getByText('Đã duyệt nội dung và thể thức').waitFor()

    await takeDraft('vanthu', 'Văn thư')
    await page.keyboard.press('Control+e')
    await form.getByRole('button', { name: /^Phát hành/ }).waitFor()
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => page.getByRole('status').filter({ hasText: 'Đã phát hành' }).locator('strong').textContent()).toBe('01-CV/VPĐU')
    // What nobody approved is refused, and it is said before.
    await form.getByText('nên chưa phát hành được', { exact: false }).waitFor()
    await page.keyboard.press('Escape')
    const opened = await openedFiles(own().running.app)
    await own().article().getByRole('tab', { name: 'Quá trình' }).click()
    await own().article().getByText('đã duyệt: Bí thư Đảng ủy', { exact: false }).waitFor()
    await own().article().getByRole('button', { name: 'In quá trình' }).click()
    await page.getByRole('menuitem', { name: 'PDF để in' }).click()
    await expect.poll(async () => (await opened()).length, { timeout: 20_000 }).toBe(1)
  })
}
